"""
Holders and slips at the door: what is taken, what is refused, and by which name.
"""

import math
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Month, NotStated
from partygrid.errors import (
    InvalidDataError,
    NotInForceError,
    PartyGridError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.points import (
    MOST_QUANTITY,
    Bank,
    Enrolled,
    Holder,
    Opening,
    Pending,
    Slip,
    Submitted,
    close,
    enrol,
    submit,
)

DAY = date(2025, 1, 3)
GOOD = ("s-1", "h", "a", DAY, 4, False)
NAMES = Slip._fields


class Text(str):
    """
    Look like text.
    """

    __slots__ = ()


class Number(int):
    """
    Look like a number.
    """


class Day(date):
    """
    Look like a day.
    """


NO_IDS = ["", " ", "a b", "a\n", "\u200b", "x" * 129]
NO_TEXT = [None, 5, b"s", True, Text("s-1"), [], ("s",), math.nan]
NO_NUMBERS = [
    True,
    False,
    1.0,
    math.nan,
    math.inf,
    Decimal(1),
    Decimal("NaN"),
    "1",
    None,
    Number(3),
    1j,
]
NO_QUANTITIES = [0, -1, MOST_QUANTITY + 1, 10**18, 10**4000]
NO_DAYS = [
    None,
    "2025-01-03",
    datetime(2025, 1, 3, tzinfo=UTC),
    datetime(2025, 1, 3),
    Day(2025, 1, 3),
    20250103,
    DAY.toordinal(),
]
NO_FLAGS = [None, 0, 1, "late", "", Number(1)]
WRONG = [
    *((name, value, WrongTypeError) for name in NAMES[:3] for value in NO_TEXT),
    *(("id", value, ValueNotAllowedError) for value in NO_IDS),
    *((name, "", ValueNotAllowedError) for name in NAMES[1:3]),
    *(("day", value, WrongTypeError) for value in NO_DAYS),
    *(("quantity", value, WrongTypeError) for value in NO_NUMBERS),
    *(("quantity", value, ValueNotAllowedError) for value in NO_QUANTITIES),
    *(("late", value, WrongTypeError) for value in NO_FLAGS),
]


def shown(case):
    """
    Name a case.
    """
    if isinstance(case, type):
        return case.__name__
    return f"{type(case).__name__} {case!r}".removeprefix("str ")[:60]


def with_one(name, value):
    """
    Give the fields of a slip with one of them changed.
    """
    return tuple({**dict(zip(NAMES, GOOD, strict=True)), name: value}.values())


@pytest.fixture
def there(town, years):
    """
    Return a town with a family, a person and a shop that may earn b only; January is open.
    """
    found = town(
        activities=(years.activity("a", kinds=("family", "person")), years.activity("b")),
        openings=(Opening("person", 2),),
    )
    found.enter("h", on="2025-01-01")
    found.enter("p", on="2025-01-02", kind="person", household="h")
    found.enter("m", on="2025-01-02", kind="shop")
    return found


class TestSlip:
    @pytest.mark.parametrize(("name", "value", "error"), WRONG, ids=shown)
    def test_wrong(self, name, value, error):
        """
        A slip that does not say what it must is refused; the error names the field and the value.
        """
        with pytest.raises(error) as caught:
            Slip(*with_one(name, value))

        assert type(caught.value) is error
        assert caught.value.field == f"slip.{name}"
        assert caught.value.value is value
        assert caught.value.allowed

    @pytest.mark.parametrize("quantity", [1, MOST_QUANTITY])
    def test_bounds(self, quantity):
        """
        The least and the most quantity are taken.
        """
        assert Slip("s-1", "h", "a", DAY, quantity).quantity == quantity

    @pytest.mark.parametrize("id_", ["x" * 128, "户-1", "a/b#c"])
    def test_ids(self, id_):
        """
        An id is anything that shows and holds no blank.
        """
        assert Slip(id_, "h", "a", DAY, 1).id == id_

    def test_value(self):
        """
        A slip equals its fields, cannot change, and is not late unless it says so.
        """
        slip = Slip("s-1", "h", "a", DAY, 4)

        assert slip == GOOD
        assert slip.late is False
        assert Slip(*GOOD[:5], late=True).late is True
        with pytest.raises(AttributeError):
            slip.quantity = 5


class TestRows:
    @pytest.mark.parametrize("more", [0, 9], ids=["few", "many"])
    @pytest.mark.parametrize(("name", "value", "error"), WRONG, ids=shown)
    def test_wrong(self, there, name, value, error, more):
        """
        A row that could be no slip is named by its line, and nothing of the batch is taken.
        """
        rows = [(f"t-{number}", *GOOD[1:]) for number in range(more)]
        rows.insert(more // 2, with_one(name, value))
        before, books = there.bank, there.bank.books
        for command in (submit, lambda *args, on: close(args[0], Month(2025, 1), args[1], on=on)):
            with pytest.raises(InvalidDataError) as caught:
                command(there.bank, rows, on=date(2025, 1, 31))
            [problem] = caught.value.problems
            assert caught.value.field == "slips"
            assert problem.path == f"$[{more // 2}]"
            with pytest.raises(error) as alone:
                Slip(*with_one(name, value))
            # A row is not asked for what cannot be among the known names anyway.
            unknown = name in ("holder", "activity") and value == ""
            assert problem.message == str(alone.value) or (
                unknown and f"slip s-1: {name}: '' is not known" in problem.message
            )
        assert there.bank is before
        assert there.bank.books == books

    @pytest.mark.parametrize(
        "row",
        [
            None,
            5,
            "s-1 h a",
            list(GOOD),
            (),
            GOOD[:4],
            (*GOOD, 1),
            {"id": "s-1"},
            Holder(id="h", kind="family", since=DAY),
        ],
        ids=shown,
    )
    @pytest.mark.parametrize("more", [0, 9], ids=["few", "many"])
    def test_no_row(self, there, row, more):
        """
        A row is a tuple of five or six fields.
        """
        rows = [(f"t-{number}", *GOOD[1:]) for number in range(more)]
        with pytest.raises(InvalidDataError) as caught:
            submit(there.bank, [*rows, row], on=date(2025, 1, 31))

        [problem] = caught.value.problems
        assert problem.path == f"$[{more}]"
        assert "row: got" in problem.message
        assert "a tuple: id, holder, activity, day, quantity, late" in problem.message

    @pytest.mark.parametrize("given", [None, 5, 1.5, DAY], ids=shown)
    def test_no_batch(self, there, given):
        """
        What cannot be gone through is no batch.
        """
        for what, command in (("slips", submit), ("holders", enrol)):
            with pytest.raises(WrongTypeError) as caught:
                command(there.bank, given, on=DAY)
            assert (caught.value.field, caught.value.value) == (what, given)
        with pytest.raises(WrongTypeError) as caught:
            close(there.bank, Month(2025, 1), given, on=date(2025, 1, 31))
        assert caught.value.field == "slips"

    @pytest.mark.parametrize("count", [1, 7, 8, 30])
    def test_forms(self, there, count):
        """
        Slips, rows with and without the last field, and tuples of a class of their own: all one.
        """

        class Row(tuple):
            __slots__ = ()

        rows = [(f"t-{number}", "h", "a", DAY, 1) for number in range(count)]
        forms = [
            rows,
            [(*row, False) for row in rows],
            [Slip(*row) for row in rows],
            [Row(row) for row in rows],
            (Slip(*row) for row in rows),
            [Slip(*row) if place % 2 else row for place, row in enumerate(rows)],
        ]
        banks = [submit(there.bank, form, on=DAY).bank for form in forms]

        assert all(bank == banks[0] for bank in banks)
        assert len(banks[0].books.pending) == count
        assert {type(each.slip) for _, each in banks[3].books.pending.items()} == {Slip}

    @given(
        rows=st.lists(
            st.tuples(
                st.sampled_from(["s-1", "s-2", "s-3", *NO_IDS, *NO_TEXT]),
                st.sampled_from(["h", "p", "nobody", "", None]),
                st.sampled_from(["a", "b", "c", 7]),
                st.sampled_from([DAY, date(2024, 12, 31), date(2026, 1, 1), *NO_DAYS]),
                st.sampled_from([1, 2, *NO_QUANTITIES, *NO_NUMBERS]),
                st.sampled_from([False, True, *NO_FLAGS]),
            )
            | st.sampled_from([None, GOOD, GOOD[:5], GOOD[:3], Slip(*GOOD)])
            | st.tuples(
                st.sampled_from([f"t-{number}" for number in range(6)]),
                st.sampled_from(["h", "p"]),
                st.just("a"),
                st.just(DAY),
                st.integers(1, 2),
            ),
            max_size=14,
        )
    )
    def test_anything(self, town, years, rows):
        """
        Whatever comes in, lines that are wrong are named, and no others.
        """
        there = town(activities=tuple(map(years.activity, "ab")))
        there.enter("h", "p", on="2025-01-01")
        sound, places = [], []
        for place, row in enumerate(rows):
            try:
                sound.append(Slip(*row) if isinstance(row, tuple) else Slip(row))
                places.append(place)
            except (PartyGridError, TypeError):
                pass
        wrong = set(range(len(rows))) - set(places)
        try:
            there.naive.fresh(sound, DAY)
        except there.fault as fault:
            wrong |= {places[line] for line in fault.lines}
        if wrong:
            with pytest.raises(InvalidDataError) as caught:
                submit(there.bank, rows, on=DAY)
            named = [each.path for each in caught.value.problems]
            assert named == [f"$[{place}]" for place in sorted(wrong)]
        else:
            bank = submit(there.bank, rows, on=DAY).bank
            assert {id_: each.slip for id_, each in bank.books.pending.items()} == {
                slip.id: slip for slip in sound
            }


class TestSubmit:
    @pytest.mark.parametrize(
        ("row", "says"),
        [
            ("s-1 h a 2025-01-04 1", "slip s-1: day: got '2025-01-04'; allowed: 2025-01-03 or"),
            ("s-1 x a 2025-01-03 1", "slip s-1: holder: 'x' is not known; allowed: a holder who"),
            ("s-1 h c 2025-01-03 1", "slip s-1: activity: 'c' is not known; allowed: a, b (from"),
            ("s-1 m a 2025-01-03 1", "kind of holder: got 'shop'; allowed: family, person (from"),
            ("s-1 p a 2025-01-01 1", "slip s-1: day: got '2025-01-01'; allowed: 2025-01-02 or"),
            ("s-1 h a 2025-01-03 1 late", "slip s-1: late: got True; allowed: False: 2025-01 is"),
            ("s-1 h a 2025-01-01 1 late", "slip s-1: late: got True; allowed: False: 2025-01 is"),
            ("s-1 h a 2024-12-31 1", "allowed: 2025-01-01 or later: the day on which the holder"),
        ],
    )
    @pytest.mark.parametrize("more", [0, 9], ids=["few", "many"])
    def test_refused(self, there, row, says, more):
        """
        A slip that cannot be taken says why: field, value, what is allowed, and on whose word.
        """
        rows = [f"t-{number} h b 2025-01-03 1" for number in range(more)]
        before = there.bank
        error = there.submit(*rows, row, on="2025-01-03")

        [problem] = error.problems
        assert problem.path == f"$[{more}]"
        assert says in problem.message
        assert ("通知" in problem.message) is ("(from" in says)
        assert there.bank is before

    def test_closed_month(self, there):
        """
        A slip of a closed month has to say that it is late, and is late only then.
        """
        there.close()
        error = there.submit("s-1 h a 2025-01-03 1", on="2025-02-01")
        assert "slip s-1: late: got False; allowed: True: 2025-02 is" in str(error)

        assert there.submit("s-1 h a 2025-01-03 1 late", on="2025-02-01").events
        there.check()

    def test_every_line(self, there):
        """
        All that is wrong is named at once, line by line, each once.
        """
        error = there.submit(
            "s-1 h a 2025-01-04 1",
            "s-2 h a 2025-01-03 1",
            "s-2 h a 2025-01-03 2",
            "s-3 nobody x 2026-01-03 1",
            "s-2 h a 2025-01-03 1",
            on="2025-01-03",
        )

        assert [each.path for each in error.problems] == ["$[0]", "$[2]", "$[3]"]
        assert len(there.bank.books.pending) == 0

    def test_huge(self, there):
        """
        One wrong line of thousands is found.
        """
        rows = [f"t-{number} h a 2025-01-03 1" for number in range(3_000)]
        rows[1_234] = "t-1234 m a 2025-01-03 1"
        error = there.submit(*rows, on="2025-01-03")

        assert [each.path for each in error.problems] == ["$[1234]"]

    def test_again(self, there):
        """
        What came in before with the same content is passed over, waiting, registered or late.
        """
        rows = ["s-1 h a 2025-01-03 1", "s-2 h a 2025-01-03 2"]
        there.submit(*rows, on="2025-01-03")
        decision = there.submit(*rows, on="2025-01-04")
        assert (decision.bank, decision.events) == (there.bank, ())
        assert there.bank.on == date(2025, 1, 3)

        there.close()
        assert there.submit(*rows, on="2025-02-04").events == ()
        [event] = there.submit("s-3 h a 2025-02-01 1", *rows, on="2025-02-04").events
        assert event == Submitted(date(2025, 2, 4), (Slip("s-3", "h", "a", date(2025, 2, 1), 1),))
        there.check()

    @pytest.mark.parametrize("closed", [False, True])
    @pytest.mark.parametrize(
        ("row", "differs"),
        [
            ("s-1 p a 2025-01-03 1", "holder"),
            ("s-1 h b 2025-01-03 1", "activity"),
            ("s-1 h a 2025-01-02 1", "day"),
            ("s-1 h a 2025-01-03 2", "quantity"),
            ("s-1 p b 2025-01-02 2", "holder, activity, day, quantity"),
            ("s-1 h a 2025-01-03 1 late", "late"),
        ],
    )
    def test_other_content(self, there, row, differs, closed):
        """
        The same id with other content is refused, by the names of the fields that differ.
        """
        there.submit("s-1 h a 2025-01-03 1", on="2025-01-03")
        if closed:
            there.close()
        error = there.submit(row, on="2025-02-04")

        [problem] = error.problems
        assert problem.message.startswith(f"slip s-1: {differs}: got Slip(id='s-1'")
        assert "before: Slip(id='s-1', holder='h', activity='a'" in problem.message

    def test_twice_in_a_batch(self, there):
        """
        A slip that a batch has twice is one slip.
        """
        there.submit("s-1 h a 2025-01-03 1", "s-1 h a 2025-01-03 1", on="2025-01-03")

        assert len(there.bank.books.pending) == 1
        there.check()

    def test_retry_beside_another(self, there):
        """
        A retry is innocent of a line that says other things under its id.
        """
        there.submit("s-1 h a 2025-01-03 1", on="2025-01-03")
        error = there.submit("s-1 h a 2025-01-03 2", "s-1 h a 2025-01-03 1", on="2025-01-03")

        assert [each.path for each in error.problems] == ["$[0]"]

    def test_not_in_force(self, town):
        """
        Nothing is earned on a day before the tariff.
        """
        there = town()
        there.enter("h", on="2025-01-01", since="1999-01-01")
        error = there.submit("s-1 h a 1999-12-31 1 late", on="2025-01-03")

        assert "nothing is in force on 1999-12-31 as known on 2025-01-03" in str(error)

    def test_not_stated(self, years):
        """
        Where the tariff leaves open what it must say, the line asks the question.
        """
        ceiling = Label("上限是多少？", "what is the ceiling?")
        said = years.said_of(caps=[(date(2025, 1, 1), date(2025, 1, 1), NotStated(ceiling))])
        bank = Bank.open(*years.schemes_of(said), month=Month(2025, 1))
        with pytest.raises(PartyGridError, match="上限是多少"):
            enrol(bank, [Holder(id="h", kind="family", since=DAY)], on=DAY)


class TestEnrol:
    def test_events(self, there):
        """
        Who enters has an account, with the opening balance of the kind.
        """
        holder = Holder(id="p-2", kind="person", since=date(2025, 1, 1))
        decision = there.do("enrol", ((holder,),), DAY)

        [event] = decision.events
        assert event == Enrolled(DAY, (holder,), event.digest)
        assert there.bank.holder("p-2") == holder
        assert there.available("p-2") == 2
        assert there.bank.account("p-2").lots[0].month == -1
        assert there.available("h") == 0
        there.check()

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"kind": "club"}, "holder n: kind: 'club' is not known; allowed: family, person, sh"),
            (
                {"since": date(2025, 1, 4)},
                "holder n: since: got '2025-01-04'; allowed: 2025-01-03",
            ),
            ({"id": "h"}, "holder h: since: got Holder(id='h', kind='family', since=datetime.d"),
            (
                {"id": "h", "since": date(2025, 1, 1), "household": "p", "kind": "person"},
                "holder h: kind, household: got Holder(id='h', kind='person', since=datetime.d",
            ),
        ],
    )
    def test_refused(self, there, changes, says):
        """
        An unknown kind, a day to come, the same id with other content: each is named.
        """
        holder = Holder(**{"id": "n", "kind": "family", "since": DAY, **changes})
        before = there.bank
        for batch in ((holder,), (Holder(id="z", kind="family", since=DAY), holder)):
            error = there.do("enrol", (batch,), DAY)
            [problem] = error.problems
            assert error.field == "holders"
            assert problem.path == f"$[{len(batch) - 1}]"
            assert problem.message.startswith(says)
        assert there.bank is before

    def test_again(self, there):
        """
        Who has entered is passed over; twice in a batch is once.
        """
        holder = there.bank.holder("h")
        assert there.do("enrol", ((holder, holder),), DAY).events == ()
        other = Holder(id="n", kind="family", since=DAY)
        [event] = there.do("enrol", ((holder, other, other),), DAY).events
        assert event.holders == (other,)

    @pytest.mark.parametrize("given", [None, "h", ("h", "family"), Slip(*GOOD)], ids=shown)
    def test_no_holder(self, there, given):
        """
        A holder is a Holder.
        """
        with pytest.raises(InvalidDataError, match=r"holder: got .*allowed: a Holder"):
            enrol(there.bank, [given], on=DAY)

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            *(("id", value, WrongTypeError) for value in NO_TEXT),
            *(("id", value, ValueNotAllowedError) for value in NO_IDS),
            *(("kind", value, WrongTypeError) for value in NO_TEXT),
            *(("kind", value, ValueNotAllowedError) for value in NO_IDS),
            *(("household", value, WrongTypeError) for value in NO_TEXT[1:]),
            *(("household", value, ValueNotAllowedError) for value in NO_IDS),
            *(("since", value, WrongTypeError) for value in NO_DAYS),
        ],
        ids=shown,
    )
    def test_wrong(self, name, value, error):
        """
        A holder that could not be told from another is refused by the name of the field.
        """
        fields = {"id": "h", "kind": "family", "since": DAY, name: value}
        with pytest.raises(error) as caught:
            Holder(**fields)

        assert caught.value.field == ("holder.id" if name == "id" else f"holder h: {name}")
        assert caught.value.value is value


class TestDays:
    @pytest.mark.parametrize("on", NO_DAYS, ids=shown)
    def test_no_day(self, there, on):
        """
        A command is given on a civil date.
        """
        for call in (
            lambda: enrol(there.bank, [], on=on),
            lambda: submit(there.bank, [], on=on),
            lambda: close(there.bank, Month(2025, 1), on=on),
        ):
            with pytest.raises(WrongTypeError) as caught:
                call()
            assert (caught.value.field, caught.value.value) == ("on", on)

    @pytest.mark.parametrize("bank", [None, "bank", 5], ids=shown)
    def test_no_bank(self, bank):
        """
        A command is given to a bank.
        """
        for call in (
            lambda: enrol(bank, [], on=DAY),
            lambda: submit(bank, [], on=DAY),
            lambda: close(bank, Month(2025, 1), on=DAY),
        ):
            with pytest.raises(WrongTypeError) as caught:
                call()
            assert (caught.value.field, caught.value.allowed) == ("bank", "a Bank")

    def test_backwards(self, there):
        """
        Days never go back; the same day is no step back.
        """
        before = there.bank
        error = there.submit("s-1 h a 2025-01-01 1", on="2025-01-01")

        assert (type(error), error.field, error.value) == (
            ValueNotAllowedError,
            "on",
            "2025-01-01",
        )
        assert error.allowed == "2025-01-02 or later"
        assert error.source == "the latest day that the bank has recorded"
        assert there.bank is before
        assert there.submit("s-1 h a 2025-01-02 1", on="2025-01-02").events

    def test_tariff_not_yet(self, years):
        """
        Nobody enters before there is a tariff.
        """
        bank = Bank.open(*years.schemes_of(years.said_of()), month=Month(1999, 1))
        holder = Holder(id="h", kind="family", since=date(1999, 1, 1))
        with pytest.raises(NotInForceError):
            enrol(bank, [holder], on=date(1999, 1, 1))


class TestPending:
    def test_recorded(self, there):
        """
        A waiting slip keeps the day on which it came in.
        """
        there.submit("s-1 h a 2025-01-02 1", on="2025-01-20")

        assert there.bank.books.pending.get("s-1") == Pending(
            Slip("s-1", "h", "a", date(2025, 1, 2), 1), date(2025, 1, 20)
        )
