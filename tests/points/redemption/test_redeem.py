"""
Requests decided together: windows, what is decided once, events, and making them again.
"""

from datetime import date

import attrs
import pytest

from partygrid.dated import HalfYear, Interval, Month, Quarter
from partygrid.errors import (
    ConflictError,
    InvalidDataError,
    NotInForceError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points import Allocated, Criterion, OrderState, Part, redeem
from partygrid.points._redeem import digest_of
from partygrid.worktime import (
    Cadence,
    PeriodDay,
    RestRule,
    Rhythm,
)

Q1 = Quarter(2025, 1)
LATE_MARCH = (PeriodDay(20, month=3), PeriodDay(-1, month=3))


def open_days(shop, days, asked, **given):
    """
    Say on which days of a number the counter is open.
    """
    found = []
    for day in days:
        try:
            redeem(shop.bank, given["period"], [asked], on=day, calendar=given.get("calendar"))
        except ValueNotAllowedError:
            continue
        found.append(f"{day:%m-%d}")
    return found


def days_from(first, last):
    """
    List days of 2025.
    """
    start, end = (date.fromisoformat(f"2025-{day}").toordinal() for day in (first, last))
    return [date.fromordinal(number) for number in range(start, end + 1)]


class TestWindow:
    def test_window(self, counter, ask, windows):
        """
        The store is open from the first day of the window to its last.
        """
        shop = counter(windows=windows(window=LATE_MARCH))
        found = open_days(shop, days_from("03-01", "04-10"), ask(), period=Q1)

        assert [f"03-{day}" for day in range(20, 32)] == found

    def test_whole(self, counter, ask):
        """
        Without a window it is open all through the period.
        """
        found = open_days(counter(), days_from("03-30", "04-02"), ask(), period=Q1)

        assert ["03-30", "03-31"] == found

    @pytest.mark.parametrize(
        ("rest", "last"), [("keep", "03-29"), ("forward", "03-31"), ("backward", "03-28")]
    )
    def test_moved(self, counter, ask, windows, calendar, rest, last):
        """
        A window whose last day is a Saturday counts up to the day to which that is moved.
        """
        window = (PeriodDay(27, month=3), PeriodDay(29, month=3))
        shop = counter(windows=windows(window=window, rest=rest))
        days = days_from("03-01", "04-10")
        found = open_days(shop, days, ask(), period=Q1, calendar=calendar())

        assert ("03-27", last) == (found[0], found[-1])
        assert int(last[3:]) - 26 == len(found)

    def test_moved_out(self, counter, ask, windows, calendar):
        """
        It may be open into the next period, whose own window is open as well.
        """
        shop = counter(windows=windows(rest="forward"))
        off = calendar("2025-03-31", "2025-04-01", "2025-04-02")
        days = days_from("03-28", "04-05")

        found = open_days(shop, days, ask(), period=Q1, calendar=off)
        assert ["03-28", "03-29", "03-30", "03-31", "04-01", "04-02", "04-03"] == found
        found = open_days(shop, days, ask(), period=Quarter(2025, 2), calendar=off)
        assert ["04-01", "04-02", "04-03", "04-04", "04-05"] == found

    def test_left_out(self, counter, ask, windows, calendar):
        """
        A window that days of rest leave out is not open on any day.
        """
        window = (PeriodDay(27, month=3), PeriodDay(29, month=3))
        shop = counter(windows=windows(window=window, rest="skip"))

        with pytest.raises(ValueNotAllowedError, match="no day: days of rest") as caught:
            shop.redeem(ask(), on="03-28", calendar=calendar())
        assert "积分办法" in caught.value.source

    def test_moved_away(self, counter, ask, windows, calendar):
        """
        Nor is one whose last day is moved to before its first.
        """
        window = (PeriodDay(29, month=3), PeriodDay(30, month=3))
        shop = counter(windows=windows(window=window, rest="backward"))

        assert [] == open_days(
            shop, days_from("03-20", "04-05"), ask(), period=Q1, calendar=calendar()
        )
        with pytest.raises(ValueNotAllowedError, match="no day: days of rest"):
            shop.redeem(ask(), on="03-28", calendar=calendar())

    @pytest.mark.parametrize(("rest", "day"), [("forward", "06-02"), ("backward", "05-30")])
    def test_named_day(self, counter, ask, calendar, rest, day):
        """
        A named day is open alone, on the day to which it is moved, even before its period.
        """
        named = Cadence(every=Rhythm.MONTH, on=(PeriodDay(1),), rest=RestRule(rest))
        shop = counter(windows=named)
        found = open_days(
            shop,
            days_from("05-20", "06-10"),
            ask(),
            period=Month(2025, 6),
            calendar=calendar(),
        )

        assert [day] == found

    def test_known(self, counter, ask, windows, calendar):
        """
        What was announced after the day plays no part.
        """
        shop = counter(windows=windows(rest="forward"))
        late = calendar("2025-03-31", known="2025-04-02")

        with pytest.raises(ValueNotAllowedError, match="2025-01-01 to 2025-03-31"):
            shop.redeem(ask(), on="04-01", period=Q1, calendar=late)
        in_time = calendar("2025-03-31", known="2025-04-01")
        assert shop.redeem(ask(), on="04-01", period=Q1, calendar=in_time).events

    def test_error(self, counter, ask, windows):
        """
        The error names the day, the window and the source.
        """
        shop = counter(windows=windows(window=LATE_MARCH))

        with pytest.raises(ValueNotAllowedError) as caught:
            shop.redeem(ask(), on="03-19")
        assert str(caught.value) == (
            "on: got '2025-03-19'; allowed: 2025-03-20 to 2025-03-31: the window of 2025-Q1 "
            "(from: 积分办法 [host], from 2025-01-01, known 2025-01-01)"
        )

    def test_period(self, counter, ask):
        """
        The period is of the kind of the windows, and one whose window is open.
        """
        shop = counter()

        with pytest.raises(
            WrongTypeError, match="a Quarter: windows come every quarter"
        ) as caught:
            shop.redeem(ask(), on="03-20", period=HalfYear(2025, 1))
        assert "积分办法" in caught.value.source
        with pytest.raises(WrongTypeError, match="period: got '2025-Q1'"):
            shop.redeem(ask(), on="03-20", period="2025-Q1")
        with pytest.raises(ValueNotAllowedError, match="2025-04-01 to 2025-06-30"):
            shop.redeem(ask(), on="03-20", period=Quarter(2025, 2))

    def test_calendar(self, counter, ask, windows):
        """
        A store that days of rest move needs a calendar.
        """
        with pytest.raises(WrongTypeError, match="calendar"):
            counter(windows=windows(rest="forward")).redeem(ask(), on="03-20")

    def test_rules(self, counter, ask, series, gift):
        """
        The store is read on the day, as known on it.
        """
        shop = counter(
            catalogue=series(
                "catalogue",
                ("2025-01-01", (gift(points=10),)),
                ("2025-02-01", (gift(points=7),)),
                ("2025-01-01", (gift(points=5),), "2025-03-01"),
            )
        )
        shop.earn(a=99)
        shop.deliver(quantity=9)
        for day, points in (("01-31", 10), ("02-01", 7), ("02-28", 7), ("03-01", 5)):
            shop.redeem(ask(day), on=day)
            assert points == shop.order(day).points

    def test_not_in_force(self, counter, ask, series, gift):
        """
        Where the store says nothing, nothing is redeemed.
        """
        shop = counter(catalogue=series("catalogue", ("2025-02-01", (gift(),))))

        with pytest.raises(NotInForceError, match="catalogue"):
            shop.redeem(ask(), on="01-31")


class TestOnce:
    def test_again(self, counter, ask):
        """
        A request that was decided is not decided again: there is no event, and the same answer.
        """
        shop = counter()
        shop.earn(a=25)
        shop.deliver(quantity=2)
        asked = [ask("r1"), ask("r2", quantity=2), ask("r3")]
        first = shop.redeem(*asked, on="02-03")
        again = shop.redeem(*reversed(asked), on="02-05")

        assert () == again.events
        assert first.granted == again.granted
        assert first.refused == again.refused
        assert ["r1", "r3"] == [order.request.id for order in again.granted]
        assert ["r2"] == [order.request.id for order in again.refused]

    def test_refusal(self, counter, ask):
        """
        A refusal is remembered, even if what was missing is there by now.
        """
        shop = counter()
        shop.deliver()
        [refused] = shop.redeem(ask(), on="01-05").refused
        shop.earn(a=25)

        assert (refused,) == shop.redeem(ask(), on="02-05").refused
        assert refused == shop.order()
        assert shop.redeem(ask("r2"), on="02-05").granted

    def test_closed(self, counter, ask, windows):
        """
        Answers are given again after the window has closed, and whatever the store says by then.
        """
        shop = counter(windows=windows(window=LATE_MARCH))
        first = shop.redeem(ask(), on="03-20")
        again = shop.redeem(ask(), on="04-20", period=Q1)

        assert (first.granted, first.refused) == (again.granted, again.refused)
        with pytest.raises(ValueNotAllowedError):
            shop.redeem(ask(), ask("r2"), on="04-20", period=Q1)

    def test_some(self, counter, ask):
        """
        Among new requests the old ones are answered as they stand.
        """
        shop = counter()
        shop.earn(a=25, b=9)
        shop.deliver(quantity=5)
        shop.redeem(ask("r2"), ask("r4", "b"), on="02-03")
        shop.cancel("r2", on="02-04")
        found = shop.redeem(ask("r4", "b"), ask("r3", "b"), ask("r2"), ask("r1"), on="02-05")

        assert ["r1", "r2"] == [order.request.id for order in found.granted]
        assert ["r3", "r4"] == [order.request.id for order in found.refused]
        assert OrderState.CANCELLED is found.granted[1].state
        assert ["r1", "r3"] == [each.id for each in found.events[0].requests]

    def test_twice(self, counter, ask):
        """
        One that is handed in twice at once counts once.
        """
        shop = counter()
        shop.earn(a=25)
        shop.deliver(quantity=5)
        found = shop.redeem(ask(), ask("r2"), ask(), on="02-03")

        assert ["r", "r2"] == [each.id for each in found.events[0].requests]
        assert 2 == len(found.granted)
        assert 5 == shop.available()

    def test_other_command(self, counter, ask):
        """
        What was redeemed is not held as well, nor the other way round.
        """
        shop = counter()
        shop.earn(a=25)
        shop.deliver(quantity=5)
        shop.redeem(ask("r1"), on="02-03")
        shop.hold(ask("r2"), on="02-03")

        assert OrderState.REDEEMED is shop.hold(ask("r1"), on="02-04").granted[0].state
        assert OrderState.HELD is shop.redeem(ask("r2"), on="02-04").granted[0].state
        # It has lapsed since, whether or not the bank was told anything.
        assert OrderState.LAPSED is shop.redeem(ask("r2"), on="02-13").granted[0].state

    def test_nothing(self, counter):
        """
        Of nothing nothing becomes.
        """
        shop = counter()
        found = shop.redeem(on="02-03")

        assert ((), (), ()) == (found.events, found.granted, found.refused)
        assert found.bank is shop.bank

    def test_conflict(self, counter, ask):
        """
        The same id with other content is refused, with the fields that differ.
        """
        shop = counter()
        shop.redeem(ask("r1"), on="02-03")
        other = ask("r1", "b", quantity=2)

        with pytest.raises(InvalidDataError) as caught:
            shop.redeem(ask("r1"), other, ask("r2"), ask("r2", cash=1), on="02-04")
        assert ["$[1]", "$[3]"] == [each.path for each in caught.value.problems]
        assert "request r1: holder, quantity: got" in caught.value.problems[0].message
        assert "request r2: cash: got" in caught.value.problems[1].message
        with pytest.raises(InvalidDataError, match="request r1: holder, quantity"):
            shop.redeem(other, on="02-04")


LINES = [
    ({"holder": "z"}, "request r: holder: 'z' is not known"),
    ({"gift": "gold"}, "request r: gift: 'gold' is not known; allowed: tissues, board"),
    ({"gift": "board"}, "request r: kind of holder: got 'family'; allowed: unit"),
    ({"asked": "02-04"}, "request r: asked: got '2025-02-04'; allowed: 2025-02-03 or earlier"),
    ({"cash": 100}, "request r: cash: got 100; allowed: 0: tissues is for points alone"),
]


class TestLines:
    @pytest.fixture
    def shop(self, counter, gift):
        """
        Open a counter with something for units alone.
        """
        return counter(gift(points=10), gift("board", kinds=("unit",)))

    @pytest.mark.parametrize(("given", "message"), LINES)
    def test_wrong(self, shop, ask, given, message):
        """
        A request that is wrong is an error and no refusal; its line is named.
        """
        bank = shop.bank
        for command in (shop.redeem, shop.hold):
            with pytest.raises(InvalidDataError) as caught:
                command(ask("r0"), ask(**given), on="02-03")
            [problem] = caught.value.problems
            assert "$[1]" == problem.path
            assert problem.message.startswith(message), problem.message
        assert bank is shop.bank

    @pytest.mark.parametrize(("given", "message"), LINES[1:3] + LINES[4:])
    def test_source(self, shop, ask, given, message):
        """
        Where the store says so, its source is cited.
        """
        with pytest.raises(InvalidDataError, match="from: 积分办法") as caught:
            shop.redeem(ask(**given), on="02-03")
        assert caught.value.problems[0].message.startswith(message)

    def test_all(self, shop, ask):
        """
        All lines that are wrong are named, and none is decided.
        """
        shop.earn(a=10)
        shop.deliver()
        asked = [ask(f"r{place}", **given) for place, (given, _) in enumerate(LINES)]

        with pytest.raises(InvalidDataError) as caught:
            shop.redeem(ask(), *asked, "r-9", None, on="02-03")
        assert [f"$[{place}]" for place in range(1, 8)] == [
            each.path for each in caught.value.problems
        ]
        assert "got 'r-9' of type str; allowed: a Request" in str(caught.value)
        assert shop.redeem(ask(), on="02-03").granted

    def test_today(self, shop, ask):
        """
        What is asked today may be decided today.
        """
        assert shop.redeem(ask(asked="02-03"), on="02-03").events

    @pytest.mark.parametrize("wrong", [None, 7], ids=repr)
    def test_no_batch(self, shop, wrong):
        """
        What is no batch is refused.
        """
        with pytest.raises(WrongTypeError, match="an iterable of requests"):
            redeem(shop.bank, Q1, wrong, on=date(2025, 2, 3))

    def test_iterator(self, shop, ask):
        """
        Any iterable will do.
        """
        found = redeem(shop.bank, Q1, iter([ask()]), on=date(2025, 2, 3))

        assert 1 == len(found.refused)

    def test_bank(self, shop, ask):
        """
        Days do not go back, and a bank is a bank.
        """
        shop.redeem(ask(), on="02-03")

        with pytest.raises(ValueNotAllowedError, match="2025-02-03 or later"):
            shop.redeem(ask("r2"), on="02-02")
        with pytest.raises(WrongTypeError, match="a Bank"):
            redeem(None, Q1, [ask()], on=date(2025, 2, 3))


class TestSeed:
    def test_needed(self, counter, ask):
        """
        A store that draws needs a seed.
        """
        shop = counter(priority=(Criterion.FEWEST_GIFTS, Criterion.DRAW))

        with pytest.raises(ValueNotAllowedError, match="the seed that was announced") as caught:
            shop.redeem(ask(), on="02-03")
        assert "积分办法" in caught.value.source
        assert (
            "第031期 03 08" == shop.redeem(ask(), on="02-03", seed="第031期 03 08").events[0].seed
        )

    def test_not_needed(self, counter, ask):
        """
        A store that does not draw needs none; one that is given is kept.
        """
        shop = counter()

        assert "" == shop.redeem(ask(), on="02-03").events[0].seed
        assert "7" == shop.redeem(ask("r2"), on="02-03", seed="7").events[0].seed

    @pytest.mark.parametrize("wrong", [7, None, b"7"], ids=repr)
    def test_type(self, counter, ask, wrong):
        """
        A seed is text.
        """
        with pytest.raises(WrongTypeError, match="seed"):
            counter().redeem(ask(), on="02-03", seed=wrong)

    @pytest.mark.parametrize("wrong", ["x" * 129, "7\n"], ids=["long", "line"])
    def test_text(self, counter, ask, wrong):
        """
        It can be announced in one line.
        """
        with pytest.raises(ValueNotAllowedError, match="seed"):
            counter().redeem(ask(), on="02-03", seed=wrong)
        assert counter().redeem(ask(), on="02-03", seed="x" * 128)


class TestHold:
    def test_hold(self, counter, ask):
        """
        What is granted is held, to the last of so many days.
        """
        shop = counter(hold_days=1)
        shop.earn(a=25)
        shop.deliver(quantity=2)
        [order] = shop.hold(ask(quantity=2), on="02-03").granted

        assert OrderState.HELD is order.state
        assert (date(2025, 2, 3), 20, 2, 0) == (
            order.until,
            order.points,
            order.items,
            order.posted,
        )
        assert (5, 0) == (shop.available(), shop.left())
        assert [("02-03", "held", "r", 0, 0, 20)] == shop.moves()

    def test_no_holds(self, counter, ask):
        """
        A store may have none.
        """
        shop = counter(hold_days=None)

        with pytest.raises(UnsuitableRuleError, match="the store has no holds") as caught:
            shop.hold(ask(), on="02-03")
        assert "积分办法" in caught.value.source
        assert shop.redeem(ask(), on="02-03").events


class TestEvent:
    def test_event(self, counter, ask):
        """
        The event holds what was asked, in the order of ids, and the days of the window.
        """
        shop = counter()
        [event] = shop.hold(ask("r2"), ask("r1"), on="02-03").events

        assert Allocated is type(event)
        assert (date(2025, 2, 3), Q1, True, "") == (
            event.on,
            event.period,
            event.holds,
            event.seed,
        )
        assert (ask("r1"), ask("r2")) == event.requests
        assert Interval(date(2025, 1, 1), date(2025, 4, 1)) == event.window

    def test_replay(self, counter, ask, windows, calendar):
        """
        Making the bank again needs no calendar: the window is in the event.
        """
        shop = counter(windows=windows(rest="forward"))
        off = calendar("2025-03-31")
        [event] = shop.redeem(ask(), on="04-01", period=Q1, calendar=off).events

        assert date(2025, 4, 1) == event.window.last
        assert shop.bank == shop.first.replay(shop.events)

    @pytest.mark.parametrize(
        "change",
        [
            {"digest": "0" * 64},
            {"holds": True},
            {"requests": ()},
            {"on": date(2025, 2, 4)},
            {"period": Quarter(2025, 2)},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_tampered(self, counter, ask, change):
        """
        An event that was changed does not lead to the bank; most changes are noticed at once.
        """
        shop = counter()
        shop.earn(a=25)
        shop.deliver()
        shop.redeem(ask("r1"), ask("r2"), on="02-03")
        changed = attrs.evolve(shop.events[-1], **change)

        try:
            found = shop.first.replay((*shop.events[:-1], changed))
        except ConflictError as error:
            assert "event 5" == error.field  # noqa: PT017 - it may as well come to another bank
        else:
            assert shop.bank != found

    def test_other_rules(self, counter, ask, gift, scheme_of):
        """
        If the store, as known then, says something else by now, the digest does not fit.
        """
        shop = counter()
        shop.earn(a=25)
        shop.deliver()
        shop.redeem(ask(), on="02-03")
        other = scheme_of(type(shop.bank.store), catalogue=(gift(points=11),))

        with pytest.raises(ConflictError, match="event 5") as caught:
            attrs.evolve(shop.first, store=other).replay(shop.events)
        assert "as they were known on that day" in caught.value.source

    def test_announced_later(self, counter, ask, gift, series, scheme_of):
        """
        What was announced since changes nothing that was decided.
        """
        shop = counter()
        shop.earn(a=25)
        shop.deliver()
        shop.redeem(ask(), on="02-03")
        usual = shop.bank.store
        catalogue = series(
            "catalogue",
            ("2025-01-01", usual.catalogue.on(date(2025, 1, 1))),
            ("2025-01-01", (gift(points=11),), "2025-02-04"),
        )
        other = scheme_of(type(usual), catalogue=catalogue, hold_days=10)
        again = attrs.evolve(shop.first, store=other).replay(shop.events)

        assert 10 == again.order("r").points
        assert shop.bank.books.accounts == again.books.accounts

    @pytest.mark.parametrize("command", ["redeem", "hold"])
    def test_digest(self, counter, ask, command):
        """
        The digest tells every difference of what was decided.
        """
        digests = set()
        for points, stock, asked in (
            (25, 5, [ask("r1"), ask("r2")]),
            (25, 1, [ask("r1"), ask("r2")]),
            (25, 0, [ask("r1"), ask("r2")]),
            (15, 5, [ask("r1"), ask("r2")]),
            (14, 5, [ask("r1"), ask("r2")]),
            (25, 5, [ask("r1"), ask("r3")]),
            (25, 5, [ask("r1", quantity=2), ask("r2")]),
        ):
            shop = counter()
            shop.earn(a=points)
            if stock:
                shop.deliver(quantity=stock)
            [event] = getattr(shop, command)(*asked, on="02-03").events
            digests.add(event.digest)

        assert 7 == len(digests)

    def test_digest_of_lots(self, counter, ask):
        """
        Which lots paid is part of it.
        """
        digests = []
        for months in ([25], [5, 20]):
            shop = counter()
            for points in months:
                shop.earn(a=points)
            shop.deliver()
            digests.append(shop.redeem(ask(), on="03-03").events[0].digest)

        assert digests[0] != digests[1]

    @pytest.mark.parametrize("kept", ["held", "spent"])
    @pytest.mark.parametrize(
        "parts",
        [
            (Part(0, (0, 9)),),
            (Part(0, (1, 10)),),
            (Part(1, (0, 10)),),
            (Part(0, (0, 5, 6, 11)),),
            (Part(0, (0, 5)), Part(1, (0, 5))),
        ],
    )
    def test_digest_of_points(self, counter, ask, kept, parts):
        """
        Of the points that paid each single one is part of it.
        """
        shop = counter()
        shop.earn(a=25)
        shop.deliver()
        [order] = shop.redeem(ask(), on="03-03").granted
        usual = order._replace(**{"held": (), "spent": (), kept: (Part(0, (0, 10)),)})

        assert digest_of([usual]) == digest_of([usual])
        assert digest_of([usual]) != digest_of([usual._replace(**{kept: parts})])
        assert digest_of([order]) == shop.events[-1].digest
