"""
Stores: gifts and top-ups, windows, and what each field takes.
"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Month
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.money import yuan
from partygrid.packs import load
from partygrid.points import Criterion, StoreScheme, TopUp
from partygrid.worktime import Cadence, PeriodDay, RestRule, Rhythm

DAY = date(2025, 6, 1)
HALF = TopUp(yuan(1), Fraction(1, 2))
NO_INTS = [True, 1.0, "1"]
SHARES = st.fractions(0, 1).filter(bool)


class TestTopUp:
    @pytest.mark.parametrize("fen", [*NO_INTS, None], ids=repr)
    def test_fen(self, fen):
        """
        What a point costs is a whole number of fen.
        """
        with pytest.raises(WrongTypeError, match=r"top_up\.fen_a_point"):
            TopUp(fen, Fraction(1))

    def test_fen_range(self):
        """
        It goes from 1 fen to 10,000 yuan.
        """
        for fen in (1, 10**6):
            assert fen == TopUp(fen, Fraction(1)).fen_a_point
        for fen in (0, -1, 10**6 + 1, 10**16):
            with pytest.raises(ValueNotAllowedError, match=r"top_up\.fen_a_point"):
                TopUp(fen, Fraction(1))

    @pytest.mark.parametrize("most", [1, True, 0.5, "1/2", None], ids=repr)
    def test_fraction(self, most):
        """
        The part is an exact fraction.
        """
        with pytest.raises(WrongTypeError, match=r"top_up\.most"):
            TopUp(yuan(1), most)

    @pytest.mark.parametrize("most", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)], ids=str)
    def test_share(self, most):
        """
        It is above nothing and no more than the price.
        """
        with pytest.raises(ValueNotAllowedError, match=r"top_up\.most"):
            TopUp(yuan(1), most)
        assert TopUp(yuan(1), Fraction(1)).most == 1

    @pytest.mark.parametrize(
        ("most", "price", "points"),
        [
            (Fraction(1, 2), 25, 12),
            (Fraction(1, 2), 1, 0),
            (Fraction(1), 25, 25),
            (Fraction(2, 3), 100, 66),
        ],
    )
    def test_most_points(self, most, price, points):
        """
        The points payable in cash are the part of the price, floored.
        """
        assert points == TopUp(yuan(1), most).most_points(price)

    @given(most=SHARES, price=st.integers(1, 10**9))
    def test_whole(self, most, price):
        """
        Never more than the part, and by less than a point less.
        """
        points = TopUp(yuan(1), most).most_points(price)

        assert type(points) is int
        assert points <= price * most < points + 1

    @pytest.mark.parametrize("price", NO_INTS, ids=repr)
    def test_price(self, price):
        """
        A price is a whole number of points.
        """
        with pytest.raises(WrongTypeError, match="price"):
            HALF.most_points(price)


class TestGift:
    @pytest.mark.parametrize("name", ["points", "limit"])
    @pytest.mark.parametrize("value", NO_INTS, ids=repr)
    def test_int(self, gift, name, value):
        """
        Price and limit are whole numbers.
        """
        with pytest.raises(WrongTypeError) as caught:
            gift(**{name: value})

        assert (f"gift tissues: {name}", value) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("name", ["points", "limit"])
    def test_range(self, gift, name):
        """
        Both go from 1 to 1,000,000,000.
        """
        for value in (1, 10**9):
            assert value == getattr(gift(**{name: value}), name)
        for value in (0, -1, 10**9 + 1):
            with pytest.raises(ValueNotAllowedError, match=f"gift tissues: {name}"):
                gift(**{name: value})

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("key", "a b", ValueNotAllowedError),
            ("label", "tissues", WrongTypeError),
            ("points", None, WrongTypeError),
            ("kinds", ["family"], WrongTypeError),
            ("kinds", ("family", "family"), ValueNotAllowedError),
            ("top_up", Fraction(1, 2), WrongTypeError),
        ],
        ids=repr,
    )
    def test_refused(self, gift, name, value, error):
        """
        It has a name, a price, kinds named once, and a top-up or none.
        """
        with pytest.raises(error, match="gift") as caught:
            gift(**{name: value})

        assert error is type(caught.value)

    def test_optional(self, gift):
        """
        Without more said, anybody may have any number, for points alone.
        """
        plain = gift()

        assert (None, (), None) == (plain.limit, plain.kinds, plain.top_up)
        assert HALF is gift(top_up=HALF).top_up


class TestWindows:
    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (PeriodDay(20, month=3), PeriodDay(-1, month=3)),
            (PeriodDay(1), PeriodDay(2)),
            (PeriodDay(-1, month=1), PeriodDay(1, month=2)),
        ],
    )
    def test_taken(self, scheme_of, windows, first, last):
        """
        A window goes from one day of the period to another, no earlier one.
        """
        found = scheme_of(StoreScheme, windows=windows(window=(first, last)))

        assert (first, last) == found.rules_on(DAY).windows.window

    @pytest.mark.parametrize("rhythm", Rhythm, ids=str)
    @pytest.mark.parametrize("rest", RestRule, ids=str)
    def test_every(self, scheme_of, windows, rhythm, rest):
        """
        Any period will do, and any rule for days of rest: none is looked up.
        """
        given_ = windows(rhythm.value, rest=rest.value)

        assert given_ == scheme_of(StoreScheme, windows=given_).rules_on(DAY).windows

    @pytest.mark.parametrize(
        ("every", "window"),
        [
            ("quarter", (PeriodDay(1, month=2), PeriodDay(-1, month=1))),
            # In February this is a window of three days, in longer months of none.
            ("month", (PeriodDay(-5), PeriodDay(26))),
            # In a February of 28 days both are its last.
            ("year", (PeriodDay(29, month=2), PeriodDay(28, month=2))),
            # And only there is the 28th from the end the 1st.
            ("year", (PeriodDay(2, month=2), PeriodDay(-28, month=2))),
            ("week", (PeriodDay(5), PeriodDay(1))),
        ],
    )
    def test_backwards(self, scheme_of, windows, every, window):
        """
        A window that ends before it begins in any month is refused.
        """
        with pytest.raises(ValueNotAllowedError, match=r"cadence\.window"):
            scheme_of(StoreScheme, windows=windows(every, window))

    def test_named_day(self, scheme_of):
        """
        A store may open on one named day of each period.
        """
        fridays = Cadence(every=Rhythm.WEEK, on=(PeriodDay(5),), rest=RestRule.KEEP)

        assert fridays is scheme_of(StoreScheme, windows=fridays).rules_on(DAY).windows

    @pytest.mark.parametrize(
        "cadence",
        [
            Cadence(every=Rhythm.MONTH, on=(PeriodDay(1), PeriodDay(15)), rest=RestRule.KEEP),
            Cadence(every=Rhythm.QUARTER, times=2, rest=RestRule.KEEP),
        ],
        ids=["named days", "twice"],
    )
    def test_once(self, scheme_of, cadence):
        """
        There is one window a period.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            scheme_of(StoreScheme, windows=cadence)

        assert ("windows", cadence.label.en) == (caught.value.field, caught.value.value)


class TestFields:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("windows", "quarter"),
            ("windows", None),
            ("catalogue", None),
            ("catalogue", ("tissues",)),
            ("priority", Criterion.DRAW),
            ("priority", ("draw",)),
            ("least", True),
            ("least", None),
            ("hold_days", True),
            ("hold_days", "7"),
        ],
        ids=repr,
    )
    def test_types(self, scheme_of, name, value):
        """
        A field with a value of another type is refused, and named.
        """
        with pytest.raises(WrongTypeError) as caught:
            scheme_of(StoreScheme, **{name: value})

        assert name == caught.value.field

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("priority", (Criterion.DRAW, Criterion.DRAW)),
            ("least", -1),
            ("least", 10**9 + 1),
            ("hold_days", 0),
            ("hold_days", -1),
            ("hold_days", 367),
        ],
        ids=repr,
    )
    def test_range(self, scheme_of, name, value):
        """
        A value out of its range is refused, and a criterion twice.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            scheme_of(StoreScheme, **{name: value})

        assert name == caught.value.field

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("catalogue", ()),
            ("priority", ()),
            ("priority", tuple(Criterion)),
            ("least", 0),
            ("least", 10**9),
            ("hold_days", 1),
            ("hold_days", 366),
            ("hold_days", None),
        ],
        ids=repr,
    )
    def test_taken(self, scheme_of, name, value):
        """
        The bounds themselves are taken, and so are an empty catalogue and no criterion.
        """
        assert value == getattr(scheme_of(StoreScheme, **{name: value}).rules_on(DAY), name)

    def test_once(self, scheme_of, gift):
        """
        No gift stands twice in the catalogue.
        """
        with pytest.raises(ValueNotAllowedError, match="catalogue"):
            scheme_of(StoreScheme, catalogue=(gift(), gift(points=5)))


class TestOpen:
    """
    In the example's calendar 1 to 5 May 2025 are days off, and so are 1 to 8 October.
    """

    CALENDAR = load("example").calendar

    def opened(self, scheme_of, cadence, *days, known=None):
        """
        Give of each day whether the store is open on it, and in which period.
        """
        rules = scheme_of(StoreScheme, windows=cadence).rules_on(DAY)
        calendar = None if cadence.rest is RestRule.KEEP else self.CALENDAR
        found = [rules.open_on(date.fromisoformat(day), calendar, known=known) for day in days]
        return [None if each is None else str(each) for each in found]

    def test_window(self, scheme_of, windows):
        """
        The first and the last day are open, those before and after are not.
        """
        window = windows(window=(PeriodDay(20, month=3), PeriodDay(-1, month=3)))
        days = "2025-06-19", "2025-06-20", "2025-06-30", "2025-07-01"

        assert [None, "2025-Q2", "2025-Q2", None] == self.opened(scheme_of, window, *days)

    def test_whole_period(self, scheme_of, windows):
        """
        Without a window every day is open.
        """
        days = "2025-03-31", "2025-04-01"

        assert ["2025-Q1", "2025-Q2"] == self.opened(scheme_of, windows(), *days)

    def test_moved_on(self, scheme_of, windows):
        """
        A window whose last day is off stays open to the next working day, in the next period too.
        """
        window = windows("month", (PeriodDay(25), PeriodDay(-1)), "forward")
        # 31 May 2025 is a Saturday.
        days = "2025-05-24", "2025-05-25", "2025-05-31", "2025-06-02", "2025-06-03"

        assert [None, "2025-05", "2025-05", "2025-05", None] == self.opened(
            scheme_of, window, *days
        )

    def test_moved_back(self, scheme_of, windows):
        """
        It may close on the last working day before instead.
        """
        window = windows("month", (PeriodDay(25), PeriodDay(-1)), "backward")
        days = "2025-05-30", "2025-05-31"

        assert ["2025-05", None] == self.opened(scheme_of, window, *days)

    def test_left_out(self, scheme_of, windows):
        """
        It may be left out altogether.
        """
        window = windows("month", (PeriodDay(25), PeriodDay(-1)), "skip")
        days = "2025-05-30", "2025-06-30"

        assert [None, "2025-06"] == self.opened(scheme_of, window, *days)

    @pytest.mark.parametrize(
        ("rest", "open_on"),
        [("forward", "2025-05-06"), ("backward", "2025-04-30"), ("keep", "2025-05-01")],
    )
    def test_named_day(self, scheme_of, rest, open_on):
        """
        A named day is open alone, where days of rest have moved it.
        """
        first = Cadence(every=Rhythm.MONTH, on=(PeriodDay(1),), rest=RestRule(rest))
        days = [f"2025-04-{day}" for day in (29, 30)] + [f"2025-05-0{day}" for day in range(1, 8)]
        found = dict(zip(days, self.opened(scheme_of, first, *days), strict=True))

        assert {open_on: "2025-05"} == {day: each for day, each in found.items() if each}

    @pytest.mark.parametrize(
        ("cadence", "month", "days"),
        [
            # 31 May 2025 is a Saturday.
            ("window forward", 5, ("2025-05-25", "2025-06-03")),
            ("window backward", 5, ("2025-05-25", "2025-05-31")),
            ("window keep", 5, ("2025-05-25", "2025-06-01")),
            ("window skip", 5, None),
            ("window skip", 6, ("2025-06-25", "2025-07-01")),
            ("day forward", 10, ("2025-10-09", "2025-10-10")),
            ("day backward", 10, ("2025-09-30", "2025-10-01")),
            ("day keep", 10, ("2025-10-01", "2025-10-02")),
            ("day skip", 10, None),
            # All of 2 to 5 May is off, and so nothing is left of it.
            ("festival backward", 5, None),
        ],
    )
    def test_days(self, scheme_of, windows, cadence, month, days):
        """
        The days of a period's window are given, moved or left out.
        """
        what, rest = cadence.split()
        given_ = {
            "window": windows("month", (PeriodDay(25), PeriodDay(-1)), rest),
            "festival": windows("month", (PeriodDay(2), PeriodDay(5)), rest),
            "day": Cadence(every=Rhythm.MONTH, on=(PeriodDay(1),), rest=RestRule(rest)),
        }[what]
        rules = scheme_of(StoreScheme, windows=given_).rules_on(DAY)
        found = rules.open_days(Month(2025, month), self.CALENDAR)

        assert days == (found and (str(found.start), str(found.end)))

    def test_calendar(self, scheme_of, windows):
        """
        Whether a window moves cannot be said without a calendar.
        """
        rules = scheme_of(StoreScheme, windows=windows(rest="forward")).rules_on(DAY)
        with pytest.raises(WrongTypeError, match="calendar"):
            rules.open_on(DAY)


class TestLookUps:
    def test_gift(self, scheme_of, gift):
        """
        A gift is found by its key; an unknown one is refused with the source.
        """
        catalogue = gift(), gift("rice", 60)
        rules = scheme_of(StoreScheme, catalogue=catalogue).rules_on(DAY)

        assert {"tissues": catalogue[0], "rice": catalogue[1]} == rules.by_key
        assert catalogue[1] is rules.gift("rice")
        for key in ("soap", None, ["rice"]):
            with pytest.raises(UnknownNameError) as caught:
                rules.gift(key)
            assert (
                "gift",
                key,
                "tissues, rice",
                "积分办法 [host], from 2025-01-01, known 2025-01-01",
            ) == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
                caught.value.source,
            )
