"""
Accounts: what can be used, and in which order, as lots come and go.
"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from partygrid.points import Account, Lot
from partygrid.points._lot import in_turn

DAY = date(2025, 6, 30)
DAYS = st.none() | st.dates(date(2025, 6, 25), date(2025, 7, 5))
STRETCHES = st.sampled_from([(), (0, 3), (1, 2), (0, 1, 2, 3)])


@st.composite
def lots(draw):
    """
    Draw a lot that was opened by the day.
    """
    opened = draw(st.dates(date(2025, 6, 1), DAY))
    return Lot(0, opened, draw(DAYS), 3, draw(STRETCHES))


class TestAccount:
    def test_available(self):
        """
        Free points count whose last day has not passed.
        """
        account = Account("a").with_lots(
            (
                Lot(0, date(2025, 1, 31), DAY, 5, (0, 2, 4, 5)),
                Lot(1, date(2025, 2, 28), None, 4, (0, 4)),
                Lot(2, date(2025, 3, 31), date(2025, 7, 31), 2, ()),
            ),
            (),
            DAY,
        )

        assert (0, 1) == account.live
        assert 7 == account.available(DAY)
        assert 4 == account.available(date(2025, 7, 1))
        assert 0 == Account("a").available(DAY)

    @given(st.lists(lots(), max_size=5), st.lists(lots(), max_size=5))
    def test_live(self, before, after):
        """
        What can be used stands in the order of its use, whatever changed.
        """
        account = Account("a").with_lots(tuple(before), (), DAY)
        count = max(0, len(before) - len(after))
        account = account.with_lots((*after, *before[len(before) - count :]), (), DAY)
        usable = [
            (number, lot)
            for number, lot in enumerate(account.lots)
            if lot.free and lot.is_usable(DAY)
        ]

        assert tuple(in_turn(usable)) == account.live

    @given(st.lists(lots(), max_size=5), st.lists(lots(), min_size=1, max_size=3))
    def test_with_new(self, before, new):
        """
        New lots stand in turn among the others.
        """
        account = Account("a").with_lots(tuple(before), (), DAY).with_new(tuple(new))
        numbers = account.live

        assert list(numbers) == in_turn([(number, account.lots[number]) for number in numbers])
        assert sum(lot.left for lot in account.lots if lot.is_usable(DAY)) == (
            account.available(DAY)
        )
