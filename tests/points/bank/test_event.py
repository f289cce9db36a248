import copy
import pickle
from datetime import date

import attrs
import pytest

from partygrid.canonical import canonical_bytes
from partygrid.dated import Month
from partygrid.packs import load
from partygrid.points import Bank, Holder, Slip, Submitted, close, enrol
from partygrid.serial import from_data, to_data

DAY = date(2025, 1, 31)
ROWS = [("s-1", "h-1", "clean_up", date(2025, 1, 6), 1), ("s-2", "h-1", "lecture", DAY, 2, False)]
SLIPS = tuple(Slip(*row) for row in ROWS)


@pytest.fixture
def event():
    """
    The event of slips that came in as plain rows, with a close.
    """
    pack = load("example")
    one = Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    bank = enrol(bank, [one], on=date(2025, 1, 1)).bank
    # So many that they are taken column by column.
    more = [(f"s-{number}", "h-1", "clean_up", DAY, 1) for number in range(3, 20)]
    return close(bank, Month(2025, 1), ROWS + more, on=DAY).events[0]


class TestSubmitted:
    def test_slips(self, event):
        """
        Rows are slips for whoever asks, and the same ones each time.
        """
        assert {Slip} == set(map(type, event.slips))
        assert SLIPS == event.slips[:2]
        assert event.slips is event.slips

    @pytest.mark.parametrize(
        "again",
        [
            copy.copy,
            copy.deepcopy,
            attrs.evolve,
            lambda event: pickle.loads(pickle.dumps(event)),  # noqa: S301 - our own
            lambda event: from_data(Submitted, to_data(event)),
            lambda event: Submitted(event.on, event.slips),
        ],
        ids=["copy", "deep copy", "evolve", "pickle", "data", "made"],
    )
    def test_like_any_other(self, event, again):
        """
        An event of rows is copied, kept, written and compared like one of slips.
        """
        other = again(event)

        assert other == event
        assert hash(other) == hash(event)
        assert other.slips == event.slips
        assert canonical_bytes(other) == canonical_bytes(event)
        assert repr(other) == repr(event) == "<Submitted 2025-01-31: 19 slips>"

    def test_nothing_else(self, event):
        """
        What it does not have is asked in vain, and named.
        """
        with pytest.raises(AttributeError, match="'Submitted' object has no attribute 'slip'"):
            event.slip  # noqa: B018 - asking is what fails
