"""
The close of a month, worked by hand: caps, late slips, storage, expiry, households.

Unless a test says otherwise an activity earns one point each time it is done.
"""

from datetime import date

import pytest

from partygrid.dated import Month
from partygrid.errors import (
    InvalidDataError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points import Closed, CreditTo, MoveKind, Opening, Slip, Submitted, close


@pytest.fixture
def rows():
    """
    Return slips of one family on three days of January 2025, of 4, 5 and 6 points.
    """
    return (
        "s-1 h a 2025-01-03 4",
        "s-2 h a 2025-01-03 5",
        "s-3 h a 2025-01-30 6",
    )


class TestWorth:
    def test_floored(self, town, years):
        """
        Points are whole: what is left over falls away with its slip and is not carried on.
        """
        there = town(activities=(years.activity("a", points=2, per=3),))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-02 4", "s-2 h a 2025-01-02 5", "s-3 h a 2025-01-02 1")

        assert there.credited("s-1") == (2, 2, None)
        assert there.credited("s-2") == (3, 3, None)
        assert there.credited("s-3") == (0, 0, None)
        assert there.available("h") == 5
        there.check()

    def test_nothing_pending_spent(self, town, rows):
        """
        What waits for its month cannot be used; it can from the day of the close on.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        there.submit(*rows, on="2025-01-31")
        assert there.available("h") == 0

        there.close(on="2025-02-04")
        assert there.available("h") == 15
        [lot] = there.bank.account("h").lots
        assert (lot.opened, lot.got, lot.expires) == (date(2025, 2, 4), 15, None)
        assert not lot.is_usable(date(2025, 2, 3))
        there.check()

    def test_tariff_of_the_day(self, town, years):
        """
        The day of the activity picks the tariff, as known on the day of the close.
        """
        start, known = date(2025, 1, 15), date(2025, 2, 3)
        said = [
            (date(2000, 1, 1), date(2000, 1, 1), (years.activity(points=1),)),
            (start, known, (years.activity(points=10),)),
        ]
        for on, worth in (("2025-02-02", 1), ("2025-02-03", 10)):
            there = town(activities=said)
            there.enter("h", on="2025-01-01")
            there.submit("s-1 h a 2025-01-14 1", "s-2 h a 2025-01-15 1", on="2025-01-20")
            there.close(on=on)
            assert (there.credited("s-1")[0], there.credited("s-2")[0]) == (1, worth)


class TestCaps:
    @pytest.mark.parametrize(
        ("every", "credited"),
        [("slip", (4, 5, 5)), ("day", (4, 1, 5)), ("month", (4, 1, 0)), ("year", (4, 1, 0))],
    )
    def test_periods(self, town, years, rows, every, credited):
        """
        A cap of 5 counts the points of its period, in the order of day and id.
        """
        there = town(caps=(years.cap(5, every),))
        there.enter("h", on="2025-01-01")
        there.close(*reversed(rows))

        assert tuple(there.credited(f"s-{number}")[1] for number in (1, 2, 3)) == credited
        there.check()

    def test_full_amounts(self, town, years):
        """
        Where full amounts count alone, caps see what is left of 19 sortings: one time 5.
        """
        full = years.activity(points=5, per=10, counting="full_amounts")
        for caps in ((), (years.cap(12),), (years.cap(12, "slip"), years.cap(12))):
            there = town(activities=(full, years.activity("b")), caps=caps)
            there.enter("h", on="2025-01-01")
            there.close("s-1 h a 2025-01-03 19", "s-2 h a 2025-01-03 9", "s-3 h a 2025-01-04 25")

            assert there.credited("s-1") == (5, 5, None)
            assert there.credited("s-2") == (0, 0, None)
            assert there.credited("s-3")[0] == 10
            assert there.credited("s-3")[1] == (7 if caps else 10)
            there.check()

    def test_clip(self, town, years, rows):
        """
        What was cut off names the cap and what had been used of it before.
        """
        there = town(caps=(years.cap(5, "day"), years.cap(7, "month")))
        there.enter("h", on="2025-01-01")
        there.close(*rows)

        assert there.credited("s-1") == (4, 4, None)
        assert there.credited("s-2") == (5, 1, ("cap-day", 4))
        assert there.credited("s-3") == (6, 2, ("cap-month", 5))

    def test_first_of_two(self, town, years):
        """
        Of two caps that leave equally little the first is named.
        """
        there = town(caps=(years.cap(3, "month"), years.cap(3, "day")))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 4")

        assert there.credited("s-1") == (4, 3, ("cap-month", 0))

    @pytest.mark.parametrize(
        ("day", "credited"),
        [("2025-01-05", 0), ("2025-01-06", 5), ("2024-12-30", 0), ("2024-12-29", 5)],
    )
    def test_weeks(self, town, years, day, credited):
        """
        A week runs from Monday to Sunday, across the end of a year, too.
        """
        there = town(caps=(years.cap(5, "week"),), month=(2024, 12))
        there.enter("h", on="2024-12-01")
        there.submit("s-1 h a 2025-01-02 5", on="2025-01-03")
        there.close(on="2025-01-03")
        there.close(on="2025-01-31")
        late = "late" if day < "2025-02" else ""
        there.close(f"s-2 h a {day} 5 {late}", on="2025-02-28")

        assert there.credited("s-2")[1] == credited
        there.check()

    @pytest.mark.parametrize(
        ("every", "day", "credited"),
        [
            ("quarter", "2025-03-31", 0),
            ("quarter", "2025-04-01", 5),
            ("year", "2025-12-31", 0),
            ("year", "2026-01-01", 5),
        ],
    )
    def test_longer_periods(self, town, years, every, day, credited):
        """
        A cap of a quarter or a year counts over months that were closed.
        """
        there = town(caps=(years.cap(5, every),))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-31 5")
        while str(there.bank.open_month) < day[:7]:
            there.close()
        there.close(f"s-2 h a {day} 5")

        assert there.credited("s-2") == (5, credited, None if credited else (f"cap-{every}", 5))
        there.check()

    def test_household(self, town, years):
        """
        A cap of a household counts all who belong to it, the family of that id too.
        """
        there = town(caps=(years.cap(5, "month", "household"),))
        there.enter("home", on="2025-01-01")
        there.enter("p-1", "p-2", on="2025-01-01", kind="person", household="home")
        there.enter("p-3", on="2025-01-01", kind="person")
        there.close(
            "s-1 p-1 a 2025-01-03 2",
            "s-2 p-2 a 2025-01-04 2",
            "s-3 home a 2025-01-05 2",
            "s-4 p-3 a 2025-01-06 9",
        )

        assert [there.credited(f"s-{number}")[1] for number in (1, 2, 3, 4)] == [2, 2, 1, 5]
        assert there.credited("s-3")[2] == ("cap-month", 4)
        there.check()

    def test_activities(self, town, years):
        """
        A cap counts the activities that it names, and all if it names none.
        """
        there = town(
            activities=tuple(map(years.activity, "abc")),
            caps=(years.cap(5, "day", activities=("a", "b")), years.cap(9, "month")),
        )
        there.enter("h", on="2025-01-01")
        there.close(
            "s-1 h a 2025-01-03 3",
            "s-2 h b 2025-01-03 3",
            "s-3 h c 2025-01-03 3",
            "s-4 h c 2025-01-04 3",
        )

        assert [there.credited(f"s-{number}")[1] for number in (1, 2, 3, 4)] == [3, 2, 3, 1]
        there.check()

    def test_lowered(self, town, years):
        """
        A cap that is lowered below what is used leaves nothing, and takes nothing.
        """
        caps = [
            (date(2000, 1, 1), date(2000, 1, 1), (years.cap(8, "year"),)),
            (date(2025, 2, 1), date(2025, 1, 9), (years.cap(3, "year"),)),
        ]
        there = town(caps=caps, activities=(years.activity(points=1, per=2),))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 14")
        there.close("s-2 h a 2025-02-03 4", "s-3 h a 2025-02-04 1")

        assert there.credited("s-2") == (2, 0, ("cap-year", 7))
        # Half a time is worth nothing; the cap cut nothing off.
        assert there.credited("s-3") == (0, 0, None)
        assert there.available("h") == 7
        there.check()

    def test_same_name(self, town, years):
        """
        What a cap counts in its period is counted, whatever a cap of that name counted before.

        A late slip finds the room that it would have found in time.
        """
        one, two = (years.cap(10, "month", activities=named) for named in (("a",), ("a", "b")))
        caps = [
            (date(2000, 1, 1), date(2000, 1, 1), (one,)),
            (date(2025, 1, 15), date(2025, 1, 1), (two,)),
        ]
        slips = ("s-1 h b 2025-01-03 6", "s-2 h a 2025-01-20 6")
        for late in (False, True):
            there = town(activities=tuple(map(years.activity, "ab")), caps=caps)
            there.enter("h", on="2025-01-01")
            there.close(*slips[: 1 if late else 2])
            if late:
                there.close(f"{slips[1]} late")
            assert there.credited("s-2") == (6, 4, ("cap-month", 6))


class TestLate:
    def test_room_of_its_month(self, town, years):
        """
        A late slip gets the room that its own month has left, and uses none of the open one's.
        """
        there = town(caps=(years.cap(10, "month"),))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 7")
        before = there.bank.months[0]
        there.close("s-2 h a 2025-02-03 8", "s-3 h a 2025-01-30 8 late", "s-4 h a 2025-02-05 9")

        assert there.credited("s-3") == (8, 3, ("cap-month", 7))
        assert there.credited("s-2") == (8, 8, None)
        assert there.credited("s-4") == (9, 2, ("cap-month", 8))
        assert there.registered("s-3").number == 1
        assert there.bank.months[0] is before
        there.check()

    def test_room_freed(self, town, years):
        """
        What a wrong slip had used of a cap serves later slips, and only those.
        """
        there = town(caps=(years.cap(6, "month"),))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 4", "s-2 h a 2025-01-04 4")
        assert there.credited("s-2") == (4, 2, ("cap-month", 4))
        month = there.bank.months[0]

        there.reverse("s-1", on="2025-02-03")
        there.close("s-3 h a 2025-01-20 3 late", "s-4 h a 2025-01-21 3 late")
        assert there.credited("s-2") == (4, 2, ("cap-month", 4))
        assert there.credited("s-3") == (3, 3, None)
        assert there.credited("s-4") == (3, 1, ("cap-month", 5))
        assert there.bank.months[0] is month
        assert there.available("h") == 2 + 3 + 1
        there.check()

    def test_wrong_while_waiting(self, town, years):
        """
        A slip that was taken back while it waited is never registered, and uses nothing.
        """
        there = town(caps=(years.cap(6, "month"),))
        there.enter("h", on="2025-01-01")
        there.submit("s-1 h a 2025-01-03 4", "s-2 h a 2025-01-04 4", on="2025-01-05")
        there.reverse("s-1", on="2025-01-06")
        there.close()

        assert there.registered("s-1") is None
        assert there.credited("s-2") == (4, 4, None)
        assert there.submit("s-1 h a 2025-01-03 4", on="2025-02-01").events == ()
        there.check()

    def test_before_the_first(self, town):
        """
        What was done before the first month of the bank is late from the beginning.
        """
        there = town()
        there.enter("h", on="2025-01-01", since="2024-11-01")
        there.close("s-1 h a 2024-12-31 2 late")

        assert there.credited("s-1") == (2, 2, None)
        assert there.registered("s-1").slip.late is True

    def test_later_month_waits(self, town):
        """
        A slip of a later month waits for the close of that month.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-31 1", "s-2 h a 2025-02-01 1", on="2025-02-03")

        assert there.available("h") == 1
        assert there.registered("s-2") is None
        there.check()
        there.close()
        assert there.available("h") == 2
        assert there.registered("s-2").recorded == date(2025, 2, 3)
        there.check()

    @pytest.mark.parametrize("many", [0, 12])
    def test_first_of_next_month(self, town, many):
        """
        A close on the first of the next month leaves what was done on that day to its own month.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        more = [f"m-{number:02} h a 2025-01-30 1" for number in range(many)]
        there.close("s-1 h a 2025-01-31 1", "s-2 h a 2025-02-01 1", *more, on="2025-02-01")

        assert there.available("h") == many + 1
        assert there.registered("s-2") is None
        there.check()
        there.close()
        assert there.available("h") == many + 2
        there.check()

    @pytest.mark.parametrize("many", [0, 12])
    def test_waited(self, town, many):
        """
        What waited is registered with what comes in, each with the day on which it came.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        there.submit("s-1 h a 2025-01-20 1", "s-2 h a 2025-01-05 1", on="2025-01-21")
        more = [f"m-{number:02} h a 2025-01-10 1" for number in range(many)]
        there.close("s-3 h a 2025-01-31 1", *more, on="2025-02-03")
        [month] = there.bank.months

        assert month.ids == ("s-2", *(line.split()[0] for line in more), "s-1", "s-3")
        assert there.available("h") == many + 3
        assert there.registered("s-1").recorded == date(2025, 1, 21)
        assert there.registered("s-3").recorded == date(2025, 2, 3)
        there.check()


class TestStorage:
    def test_cut(self, town, years):
        """
        What an account cannot hold is cut off last, after all caps.
        """
        there = town(storage_cap=10, caps=(years.cap(6, "slip"),))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 8", "s-2 h a 2025-01-04 8")
        there.close("s-3 h a 2025-02-03 8")

        assert there.credited("s-1") == (8, 6, ("cap-slip", 0))
        assert there.credited("s-2") == (8, 4, (None, 6))
        assert there.credited("s-3") == (8, 0, (None, 10))
        there.check()

    def test_uses_no_cap(self, town, years):
        """
        What storage cut off has used no cap.
        """
        there = town(
            storage_cap=3,
            caps=(years.cap(9, "year"),),
            expiry=years.expiry("end_of_period", "registration", 0, "month"),
        )
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 8")
        there.close("s-2 h a 2025-02-03 8")

        assert there.credited("s-2") == (8, 3, (None, 0))
        there.check()

    def test_lowered(self, town):
        """
        A cap on storage that is lowered takes nothing away.
        """
        said = [
            (date(2000, 1, 1), date(2000, 1, 1), 10),
            (date(2025, 2, 1), date(2025, 1, 1), 4),
        ]
        there = town(storage_cap=said)
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 8")
        there.close("s-2 h a 2025-02-03 1")

        assert there.available("h") == 8
        assert there.credited("s-2") == (1, 0, (None, 8))

    def test_held(self, town, years):
        """
        What is held takes room: it may come back.
        """
        there = town(storage_cap=7, catalogue=(years.gift("g", 3),))
        there.enter("h", on="2025-01-01")
        there.deliver("g", 1, on="2025-01-01")
        there.close("s-1 h a 2025-01-03 5")
        there.hold("r-1 h g 1", on="2025-02-25")
        there.close("s-2 h a 2025-02-03 4")

        assert there.credited("s-2") == (4, 2, (None, 5))
        there.check()

    def test_given_back(self, town, years):
        """
        What a store gives back is kept, even above the cap.
        """
        there = town(storage_cap=7, catalogue=(years.gift("g", 3),))
        there.enter("h", on="2025-01-01")
        there.deliver("g", 1, on="2025-01-01")
        there.close("s-1 h a 2025-01-03 5")
        there.redeem("r-1 h g 1", on="2025-02-25")
        there.close("s-2 h a 2025-02-03 9")
        there.settle("cancel", "r-1", on="2025-03-01")

        assert there.credited("s-2") == (9, 5, (None, 2))
        assert there.available("h") == 10
        there.check()

    def test_expired_in_time(self, town, years):
        """
        What has expired takes no room; its last day is a day on which it still does.
        """
        expiry = years.expiry("end_of_period", "registration", 1, "month")
        for on, credited in (("2025-02-28", 2), ("2025-03-01", 7)):
            there = town(storage_cap=7, expiry=expiry)
            there.enter("h", on="2025-01-01")
            there.close("s-1 h a 2025-01-03 5")
            there.close("s-2 h a 2025-02-03 9", on=on)
            assert there.credited("s-2")[1] == credited
            there.check()

    def test_expired_on_arrival(self, town, years):
        """
        All that one close credits takes room in it, even what is over by then.
        """
        there = town(storage_cap=7, expiry=years.expiry("rolling", "activity", 1))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 5", "s-2 h a 2025-01-30 5", on="2025-02-28")

        assert there.credited("s-2") == (5, 2, (None, 5))
        assert there.available("h") == 2
        there.check()


class TestExpiry:
    @pytest.mark.parametrize(
        ("rule", "day", "last"),
        [
            (("rolling", "activity", 1), "2025-01-31", "2025-02-28"),
            (("rolling", "activity", 1), "2025-01-28", "2025-02-28"),
            (("rolling", "activity", 13), "2025-01-30", "2026-02-28"),
            (("rolling", "activity", 2), "2025-01-29", "2025-03-29"),
            (("rolling", "registration", 1), "2025-01-03", "2025-02-28"),
            (("end_of_period", "activity", 0, "year"), "2025-01-03", "2025-12-31"),
            (("end_of_period", "activity", 1, "quarter"), "2025-01-03", "2025-06-30"),
            (("end_of_period", "registration", 2, "month"), "2025-01-03", "2025-03-31"),
            (("sliding", "activity", 1), "2025-01-31", "2025-02-28"),
        ],
    )
    def test_last_day(self, town, years, rule, day, last):
        """
        The last day counts, the next does not; a month that is too short has its last.
        """
        there = town(expiry=years.expiry(*rule))
        there.enter("h", on="2025-01-01")
        there.close(f"s-1 h a {day} 3")
        last = date.fromisoformat(last)

        assert there.registered("s-1").expires == last
        assert there.available("h", last) == 3
        assert there.available("h", last + years.ONE_DAY) == 0
        there.check()

    @pytest.mark.parametrize(("day", "last"), [("2024-02-29", "2025-02-28"), ("2024-01-31", None)])
    def test_leap_year(self, town, years, day, last):
        """
        From 29 February a year runs to the 28th, and a month from 31 January to the 29th.
        """
        there = town(
            expiry=years.expiry("rolling", "activity", 12 if last else 1), month=(2024, 1)
        )
        there.enter("h", on="2024-01-01")
        there.close(on="2024-02-29")
        there.close(f"s-1 h a {day} 3 {'' if last else 'late'}")

        assert str(there.registered("s-1").expires) == (last or "2024-02-29")

    def test_base_is_the_month_registered(self, town, years):
        """
        Registration counts from the end of the month that registers, whenever it is closed.
        """
        there = town(expiry=years.expiry("rolling", "registration", 1))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 3", on="2025-02-20")

        assert str(there.registered("s-1").expires) == "2025-02-28"

    def test_lots(self, town, years):
        """
        One close makes a lot for each last day; they are used as they expire, never-ending last.
        """
        said = [
            (date(2000, 1, 1), date(2000, 1, 1), years.expiry()),
            (date(2025, 1, 10), date(2025, 1, 1), years.expiry("rolling", "activity", 2)),
        ]
        there = town(expiry=said)
        there.enter("h", on="2025-01-01")
        there.close(
            "s-1 h a 2025-01-03 1",
            "s-2 h a 2025-01-20 2",
            "s-3 h a 2025-01-15 3",
            "s-4 h a 2025-01-20 4",
        )
        account = there.bank.account("h")

        assert [account.lots[number].got for number in account.live] == [3, 6, 1]
        there.check()

    def test_opening(self, town, years):
        """
        An opening balance is good as long as points that are registered on its day.
        """
        there = town(
            openings=(Opening("family", 5),), expiry=years.expiry("rolling", "registration", 1)
        )
        there.enter("h", on="2025-01-31")
        there.enter("p", on="2025-01-31", kind="person")

        assert there.available("h", "2025-02-28") == 5
        assert there.available("h", "2025-03-01") == 0
        assert there.available("p") == 0
        there.check()


class TestSliding:
    def test_moves(self, town, years):
        """
        A credit lets all that can still be used be good as long as itself.
        """
        there = town(expiry=years.expiry("sliding", "registration", 2))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 3")
        there.close("s-2 h a 2025-02-03 4")
        account = there.bank.account("h")

        assert [str(lot.expires) for lot in account.lots] == ["2025-04-28", "2025-04-28"]
        [move] = account.moves
        assert (move.kind, move.lot, move.ref, str(move.on)) == (
            MoveKind.SLID,
            0,
            "2025-02",
            "2025-02-28",
        )
        assert (move.start, move.end) == tuple(
            date.fromisoformat(day).toordinal() for day in ("2025-03-31", "2025-04-28")
        )
        there.check()

    def test_too_late(self, town, years):
        """
        What is over when the credit comes stays over.
        """
        there = town(expiry=years.expiry("sliding", "registration", 1))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 3")
        there.close("s-2 h a 2025-02-03 4", on="2025-03-01")

        assert there.available("h") == 4
        there.check()

    def test_nothing_credited(self, town, years):
        """
        A slip that is worth nothing moves nothing.
        """
        there = town(
            expiry=years.expiry("sliding", "registration", 2),
            activities=(years.activity(per=2),),
        )
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 3")
        there.close("s-2 h a 2025-02-03 1")

        assert there.available("h", "2025-03-31") == 1
        assert there.available("h", "2025-04-01") == 0
        there.check()

    def test_late_slip(self, town, years):
        """
        A late slip does not make what is there good for less; it is good as long itself.
        """
        there = town(expiry=years.expiry("sliding", "activity", 2))
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-20 3")
        there.close("s-2 h a 2025-01-10 4 late")

        assert there.available("h", "2025-03-20") == 7
        assert there.available("h", "2025-03-21") == 0
        assert there.bank.account("h").moves == ()
        there.check()

    def test_held(self, town, years):
        """
        What is held moves with the rest: it was not used up, and may be free again.
        """
        there = town(
            expiry=years.expiry("sliding", "registration", 2), catalogue=(years.gift("g", 3),)
        )
        there.enter("h", on="2025-01-01")
        there.deliver("g", 1, on="2025-01-01")
        there.close("s-1 h a 2025-01-03 3")
        there.hold("r-1 h g 1", on="2025-02-25")
        there.close("s-2 h a 2025-02-03 4")
        there.settle("void", "r-1", on="2025-03-01")

        assert there.available("h", "2025-04-28") == 7
        assert there.available("h", "2025-04-29") == 0
        there.check()

    def test_other_rules_stay(self, town, years):
        """
        What was credited under another rule keeps its day.
        """
        said = [
            (date(2000, 1, 1), date(2000, 1, 1), years.expiry("rolling", "registration", 2)),
            (date(2025, 2, 1), date(2025, 1, 1), years.expiry("sliding", "registration", 3)),
        ]
        there = town(expiry=said)
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 3")
        there.close("s-2 h a 2025-02-03 4")

        assert there.available("h", "2025-03-31") == 7
        assert there.available("h", "2025-04-01") == 4
        there.check()


class TestCreditTo:
    def test_household(self, town, years):
        """
        The family's account is credited, the person's is not; caps still see who did it.
        """
        there = town(credit_to=CreditTo.HOUSEHOLD, caps=(years.cap(5, "month"),))
        there.enter("home", "alone", on="2025-01-01")
        there.enter("p-1", "p-2", on="2025-01-01", kind="person", household="home")
        there.close(
            "s-1 p-1 a 2025-01-03 7",
            "s-2 p-2 a 2025-01-04 7",
            "s-3 home a 2025-01-05 1",
            "s-4 alone a 2025-01-05 2",
        )

        assert [there.available(each) for each in ("home", "p-1", "p-2", "alone")] == [11, 0, 0, 2]
        assert there.registered("s-1").account == "home"
        assert there.registered("s-1").slip.holder == "p-1"
        assert list(there.bank.months[0].rows) == ["home", "alone"]
        there.check()

    def test_household_not_entered(self, town):
        """
        A household that has not entered cannot be credited: it enters, then the month is closed.
        """
        there = town(credit_to=CreditTo.HOUSEHOLD)
        there.enter("p-1", on="2025-01-01", kind="person", household="home")
        there.submit("s-1 p-1 a 2025-01-03 7", on="2025-01-03")
        before = there.bank

        error = there.close()
        assert type(error) is UnknownNameError
        assert (error.field, error.value) == ("holder p-1: household", "home")
        assert there.bank is before
        there.enter("home", on="2025-01-31")
        there.close()
        assert there.available("home") == 7


class TestCommand:
    def test_decision(self, town):
        """
        A close that takes slips in leaves two events; one that does not, one.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        decision = there.close("s-1 h a 2025-01-03 7")
        month = decision.bank.months[0]

        assert decision.events == (
            Submitted(date(2025, 1, 31), (Slip("s-1", "h", "a", date(2025, 1, 3), 7),)),
            Closed(date(2025, 1, 31), Month(2025, 1), month.digest),
        )
        assert (month.version, decision.bank.version, decision.bank.on) == (
            3,
            3,
            date(2025, 1, 31),
        )
        assert decision.bank.open_month == Month(2025, 2)
        assert len(there.close().events) == 1
        assert repr(decision) == "<Decision: 2 events, 0 granted, 0 refused>"

    def test_again(self, town):
        """
        A month that is closed and has all these slips is passed over, on any later day.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 7")
        there.close("s-2 h a 2025-02-03 7")

        for month, *rows in (("2025-01", "s-1 h a 2025-01-03 7"), ("2025-01",), ("2025-02",)):
            decision = there.close(*rows, month=month, on="2025-03-09")
            assert decision.events == ()
            assert decision.bank is there.bank

    @pytest.mark.parametrize(
        ("month", "rows", "on", "field"),
        [
            ("2025-02", (), "2025-03-09", "month"),
            ("2024-12", (), "2025-03-09", "month"),
            ("2024-01", (), "2025-03-09", "month"),
            ("2025-01", ("s-9 h a 2025-01-03 7",), "2025-03-09", "month"),
            ("2025-01", ("s-1 h a 2025-01-03 8",), "2025-03-09", "month"),
            ("2025-03", (), "2025-03-30", "on"),
            ("2025-04", (), "2025-04-30", "month"),
        ],
    )
    def test_wrong_month(self, town, month, rows, on, field):
        """
        Months are closed in their order, each once, and not before they are over.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 7")
        there.close()
        if month == "2025-02":
            rows = ("s-1 h a 2025-02-03 7",)
        before = there.bank

        error = there.close(*rows, month=month, on=on)
        assert (type(error), error.field) == (ValueNotAllowedError, field)
        assert there.bank is before

    @pytest.mark.parametrize("month", [None, "2025-01", (2025, 1), date(2025, 1, 1), 1], ids=repr)
    def test_no_month(self, town, month):
        """
        A month is a Month, and nothing that looks like one.
        """
        there = town()
        with pytest.raises(WrongTypeError) as caught:
            close(there.bank, month, on=date(2025, 1, 31))
        assert (caught.value.field, caught.value.allowed) == ("month", "a Month")

    def test_wrong_row_of_a_closed_month(self, town):
        """
        A row that could be no slip is refused by its line, also where the month is closed.
        """
        there = town()
        there.close()
        with pytest.raises(InvalidDataError, match=r"\$\[1\]"):
            close(
                there.bank,
                Month(2025, 1),
                [("s-1", "h", "a", date(2025, 1, 3), 1), ([], 2)],
                on=date(2025, 2, 1),
            )

    def test_activity_gone(self, town, years):
        """
        A waiting slip of an activity that there never was, as is known by now, stops the close.
        """
        said = [
            (date(2000, 1, 1), date(2000, 1, 1), tuple(map(years.activity, "ab"))),
            (date(2025, 1, 1), date(2025, 1, 20), (years.activity("a"),)),
        ]
        there = town(activities=said)
        there.enter("h", on="2025-01-01")
        there.submit("s-1 h b 2025-01-03 7", on="2025-01-10")
        before = there.bank

        error = there.close()
        assert type(error) is UnknownNameError
        assert (error.field, error.value, error.allowed) == ("activity", "b", "a")
        assert "通知" in error.source
        assert there.bank is before

    def test_empty(self, town):
        """
        A month without slips is closed like any other.
        """
        there = town()
        there.close()
        month = there.bank.months[0]

        assert (len(month), list(month.slips()), bool(month)) == (0, [], True)
        assert there.bank.version == 1

    def test_any_iterable(self, town):
        """
        Slips may come one after the other; they are gone through once.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        slips = (Slip(f"s-{n}", "h", "a", date(2025, 1, 3), 1) for n in range(3))
        decision = close(there.bank, Month(2025, 1), slips, on=date(2025, 1, 31))

        assert decision.bank.months[0].ids == ("s-0", "s-1", "s-2")
