"""
Two doors, one rule: what is taken column by column is what is taken line by line.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.dated import Month
from partygrid.errors import InvalidDataError
from partygrid.packs import load
from partygrid.points import (
    MOST_QUANTITY,
    Bank,
    Holder,
    Requester,
    Reversal,
    Slip,
    close,
    enrol,
    reverse,
    submit,
)
from partygrid.points._door import _fresh_few, _fresh_lines, _fresh_rows, fresh_slips

TODAY = date(2025, 3, 20)
MANY = 12
# What came in before: registered, waiting, and taken back.
BEFORE = [
    ("r-1", "h-1", "clean_up", date(2025, 1, 7), 2),
    ("w-1", "h-2", "lecture", date(2025, 3, 5), 3),
    ("t-1", "h-1", "lecture", date(2025, 3, 6), 4),
]
IDS = ["s-1", "s-2", "s-3", "r-1", "w-1", "t-1"]
WRONG_IDS = ["", " ", "a b", "a\n", "x" * 129, 7, None]
DAYS = [date(2025, 1, 7), date(2025, 3, 5), date(2025, 3, 6), TODAY]
WRONG_DAYS = [date(2025, 3, 21), date(2024, 12, 31), "2025-03-05", None]
QUANTITIES = [1, 2, 3, 4, MOST_QUANTITY]
WRONG_QUANTITIES = [0, -1, True, 1.0, Decimal(2), MOST_QUANTITY + 1]


@pytest.fixture(scope="module")
def march():
    """
    A bank in March with slips of every state behind it.
    """
    pack = load("example")
    opened = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    families = [
        Holder(id=f"h-{number}", kind="family", since=date(2025, 1, 1)) for number in (1, 2)
    ]
    bank = enrol(opened, families, on=date(2025, 1, 1)).bank
    bank = close(bank, Month(2025, 1), BEFORE[:1], on=date(2025, 1, 31)).bank
    bank = close(bank, Month(2025, 2), on=date(2025, 2, 28)).bank
    late = Holder(id="h-3", kind="family", since=date(2025, 3, 6))
    bank = enrol(bank, [late], on=date(2025, 3, 6)).bank
    bank = submit(bank, BEFORE[1:], on=date(2025, 3, 6)).bank
    wrong = Reversal(id="x-1", slip="t-1", by=Requester.HOLDER, reason="mistyped")
    return reverse(bank, wrong, on=date(2025, 3, 7)).bank


def filler(count=MANY):
    """
    Give rows that are right, so many that they are taken column by column.
    """
    return [(f"f-{number:02d}", "h-1", "clean_up", date(2025, 3, 5), 1) for number in range(count)]


def asked(door, bank, rows):
    """
    Give what a door says: the slips that it takes, or every line that is wrong, and why.
    """
    try:
        return {row[0]: row for row in door(bank, rows, TODAY).rows}
    except InvalidDataError as error:
        return [(problem.path, problem.message) for problem in error.problems]


@st.composite
def rows_given(draw):
    """
    Draw rows, most of them right: new, given again, changed, known, late, early or broken.
    """
    id_ = draw(st.sampled_from(IDS))
    known = {row[0]: row for row in BEFORE}
    day = draw(st.sampled_from(DAYS))
    row = list(known.get(id_, (id_, "h-1", "clean_up", day, 1)))
    # What was registered in time is not late, whenever it is given again.
    row.append(id_ not in known and row[3] < date(2025, 3, 1))
    changes = {
        0: [*IDS, *WRONG_IDS],
        1: ["h-1", "h-2", "h-3", "h-4", "", 5],
        2: ["clean_up", "lecture", "chess", "", None],
        3: [*DAYS, *WRONG_DAYS],
        4: [*QUANTITIES, *WRONG_QUANTITIES],
        5: [True, False, 0, None],
    }
    if draw(st.integers(0, 5)) == 0:
        place = draw(st.sampled_from(sorted(changes)))
        row[place] = draw(st.sampled_from(changes[place]))
    if row[5] is False and draw(st.booleans()):
        row.pop()
    if draw(st.integers(0, 60)) == 0:
        return draw(st.sampled_from([row, row[:4], "s-1 h-1 clean_up", (*row, 1, 2)]))
    try:
        return draw(st.sampled_from([tuple(row), Slip(*row)]))
    except (TypeError, ValueError):
        return tuple(row)


class TestDoors:
    @settings(max_examples=400)
    @given(st.lists(rows_given(), max_size=6), st.integers(0, 2))
    def test_same(self, march, rows, more):
        """
        By column, a few at a time, or line by line: the same slips are taken.

        A quick door may leave the answer to the slow one; it never says anything else.
        """
        rows = filler(more) + rows
        slow = asked(_fresh_lines, march, rows)

        for quick in (_fresh_rows, _fresh_few):
            found = quick(march, rows, TODAY)
            assert found is None or slow == {row[0]: row for row in found.rows}
            assert found is None or list(slow) == [row[0] for row in found.rows]

    @settings(max_examples=400)
    @given(st.lists(rows_given(), min_size=1, max_size=6))
    def test_among_many(self, march, rows):
        """
        Among many right ones the same lines are wrong, and the others are taken.
        """
        alone = asked(_fresh_lines, march, rows)
        found = asked(fresh_slips, march, rows + filler())

        if isinstance(alone, list):
            assert alone == found
        else:
            taken = {id_: found[id_] for id_ in found if not id_.startswith("f-")}
            assert alone == taken
            assert len(found) == len(alone) + MANY

    def test_quick(self, march):
        """
        What is right is taken column by column, late slips and those given again among it.
        """
        late = ("s-1", "h-1", "clean_up", date(2025, 1, 9), 2, True)
        rows = [*filler(), late, late, BEFORE[0], BEFORE[1]]

        found = _fresh_rows(march, rows, TODAY).rows
        assert [*(row[0] for row in filler()), "s-1"] == [row[0] for row in found]
        assert late == found[-1]

    def test_few(self, march):
        """
        A few new slips are taken at once; rows, known ones and wrong ones are left to be told.
        """
        slip = Slip("s-1", "h-1", "clean_up", TODAY, 1)

        assert (slip,) == _fresh_few(march, [slip], TODAY).rows
        assert _fresh_few(march, [slip, slip], TODAY) is None
        assert _fresh_few(march, [tuple(slip)], TODAY) is None
        for other in (
            *(Slip(*row) for row in BEFORE),
            slip._replace(holder="h-4"),
        ):
            assert _fresh_few(march, [other], TODAY) is None
