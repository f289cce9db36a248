"""
Until which day points are good: the last day counts, months are as long as they are.
"""

from calendar import monthrange
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import PeriodKind
from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.points import Expiry, ExpiryBase, ExpiryRule

NEVER = Expiry(rule=ExpiryRule.NONE)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
FAR = date(2099, 9, 9)


def rolling(amount, base="activity", rule="rolling"):
    """
    Make an expiry after so many months.
    """
    return Expiry(rule=ExpiryRule(rule), base=ExpiryBase(base), amount=amount)


def by_period(amount, every, base="activity"):
    """
    Make an expiry with the end of a period.
    """
    return Expiry(
        rule=ExpiryRule.END_OF_PERIOD,
        base=ExpiryBase(base),
        amount=amount,
        every=PeriodKind(every),
    )


class TestRolling:
    @pytest.mark.parametrize(
        ("day", "months", "last"),
        [
            ("2025-01-15", 1, "2025-02-15"),
            ("2025-01-31", 1, "2025-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2025-08-31", 1, "2025-09-30"),
            ("2025-02-28", 1, "2025-03-28"),
            ("2025-12-01", 1, "2026-01-01"),
            ("2025-11-30", 3, "2026-02-28"),
            ("2025-06-15", 1200, "2125-06-15"),
        ],
    )
    @pytest.mark.parametrize("rule", ["rolling", "sliding"])
    def test_months(self, rule, day, months, last):
        """
        The day has the same number, or is the month's last; sliding counts alike from a credit.
        """
        expiry = rolling(months, rule=rule)

        assert date.fromisoformat(last) == expiry.last_day(date.fromisoformat(day), FAR)

    @given(day=DAYS, months=st.integers(1, 1200))
    def test_model(self, day, months):
        """
        It is what counting month by month, by hand, comes to.
        """
        year, month = day.year, day.month
        for _ in range(months):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        expected = date(year, month, min(day.day, monthrange(year, month)[1]))

        assert expected == rolling(months).last_day(day, FAR)

    @given(day=DAYS, other=DAYS, months=st.integers(1, 100))
    def test_monotone(self, day, other, months):
        """
        What was earned later is good no less long.
        """
        first, second = sorted((day, other))

        assert rolling(months).last_day(first, FAR) <= rolling(months).last_day(second, FAR)


class TestEndOfPeriod:
    @pytest.mark.parametrize(
        ("every", "amount", "last"),
        [
            ("month", 0, "2025-05-31"),
            ("month", 1, "2025-06-30"),
            ("month", 9, "2026-02-28"),
            ("quarter", 0, "2025-06-30"),
            ("quarter", 3, "2026-03-31"),
            ("half_year", 0, "2025-06-30"),
            ("half_year", 1, "2025-12-31"),
            ("year", 0, "2025-12-31"),
            ("year", 1, "2026-12-31"),
        ],
    )
    @pytest.mark.parametrize("day", ["2025-05-01", "2025-05-31"])
    def test_last_day(self, day, every, amount, last):
        """
        It is the last day of the period so many after the one in which the day lies.
        """
        found = by_period(amount, every).last_day(date.fromisoformat(day), FAR)

        assert date.fromisoformat(last) == found


class TestBase:
    @pytest.mark.parametrize(
        "make",
        [lambda base: rolling(2, base), lambda base: by_period(0, "month", base)],
        ids=["rolling", "end_of_period"],
    )
    def test_counted_from(self, make):
        """
        It counts from the day of the activity, or from that of the registration.
        """
        days = date(2025, 3, 31), date(2025, 5, 31)
        by_activity = make("activity").last_day(*days)
        by_registration = make("registration").last_day(*days)

        assert by_activity < by_registration
        assert by_activity == make("activity").last_day(days[0], FAR)
        assert by_registration == make("registration").last_day(FAR, days[1])

    def test_never(self):
        """
        Without expiry there is no last day.
        """
        assert NEVER.last_day(date(2025, 1, 1), date(2025, 1, 31)) is None

    @pytest.mark.parametrize("bad", [datetime(2025, 1, 1), "2025-01-01", None], ids=repr)
    @pytest.mark.parametrize("expiry", [NEVER, rolling(1)], ids=["never", "rolling"])
    def test_days(self, expiry, bad):
        """
        Both days are civil dates, even where one plays no part.
        """
        with pytest.raises(WrongTypeError, match="activity"):
            expiry.last_day(bad, FAR)
        with pytest.raises(WrongTypeError, match="registered"):
            expiry.last_day(FAR, bad)

    def test_beyond_the_calendar(self):
        """
        A day that no calendar has is refused.
        """
        with pytest.raises(ValueNotAllowedError):
            rolling(1200).last_day(date(9990, 1, 1), FAR)


class TestFields:
    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"rule": "none", "base": "activity"}, "base"),
            ({"rule": "none", "amount": 0}, "amount"),
            ({"rule": "none", "every": "year"}, "every"),
            ({"rule": "rolling", "amount": 6}, "base"),
            ({"rule": "rolling", "base": "activity"}, "amount"),
            ({"rule": "rolling", "base": "activity", "amount": 6, "every": "year"}, "every"),
            ({"rule": "sliding", "base": "activity"}, "amount"),
            ({"rule": "sliding", "base": "activity", "amount": 6, "every": "year"}, "every"),
            ({"rule": "end_of_period", "base": "activity", "amount": 0}, "every"),
            ({"rule": "end_of_period", "base": "activity", "every": "year"}, "amount"),
            ({"rule": "end_of_period", "amount": 0, "every": "year"}, "base"),
        ],
    )
    def test_needed(self, fields, name):
        """
        Each rule has the fields that it needs and no others.
        """
        kinds = {"rule": ExpiryRule, "base": ExpiryBase, "every": PeriodKind}
        given_ = {key: kinds.get(key, int)(value) for key, value in fields.items()}
        with pytest.raises(UnsuitableRuleError) as caught:
            Expiry(**given_)

        assert f"expiry.{name}" == caught.value.field
        assert f"rule = {fields['rule']}" == caught.value.source

    def test_range(self):
        """
        Months go from 1 to 1,200, periods from 0.
        """
        for months in (1, 1200):
            assert months == rolling(months).amount
        for periods in (0, 1200):
            assert periods == by_period(periods, "year").amount
        for make in (
            lambda: rolling(0),
            lambda: rolling(1201),
            lambda: rolling(-1, rule="sliding"),
            lambda: by_period(-1, "year"),
            lambda: by_period(1201, "month"),
        ):
            with pytest.raises(ValueNotAllowedError, match=r"expiry\.amount"):
                make()

    @pytest.mark.parametrize(
        "fields",
        [
            {"rule": "none"},
            {"rule": ExpiryRule.ROLLING, "base": "activity", "amount": 1},
            {"rule": ExpiryRule.ROLLING, "base": ExpiryBase.ACTIVITY, "amount": True},
            {"rule": ExpiryRule.ROLLING, "base": ExpiryBase.ACTIVITY, "amount": 1.0},
            {
                "rule": ExpiryRule.END_OF_PERIOD,
                "base": ExpiryBase.ACTIVITY,
                "amount": 0,
                "every": "year",
            },
        ],
        ids=repr,
    )
    def test_types(self, fields):
        """
        Rule, base and period are members, and the amount is a whole number.
        """
        with pytest.raises(WrongTypeError, match="expiry"):
            Expiry(**fields)

    def test_slides(self):
        """
        Under the sliding rule alone a later credit moves the day of points credited before.
        """
        others = NEVER, rolling(1), by_period(0, "year")

        assert [False] * 3 == [each.slides for each in others]
        assert rolling(1, rule="sliding").slides


class TestLabel:
    @pytest.mark.parametrize(
        ("expiry", "zh", "en"),
        [
            (NEVER, "长期有效", "they never expire"),
            (rolling(1), "自活动日起1个月", "for 1 month from the day of the activity"),
            (
                rolling(12, "registration"),
                "自登记日起12个月",
                "for 12 months from the day of registration",
            ),
            (
                rolling(6, "registration", "sliding"),
                "自最近一次入账的登记日起6个月，未用积分一并顺延",
                (
                    "for 6 months from the day of registration of the latest credit, all usable "
                    "points moving with it"
                ),
            ),
            (
                by_period(0, "year"),
                "至活动日所在年度末",
                "to the end of the year of the day of the activity",
            ),
            (
                by_period(2, "quarter", "registration"),
                "至登记日所在季度之后第2个季度末",
                "to the end of the quarter 2 after the one of the day of registration",
            ),
        ],
    )
    def test_words(self, expiry, zh, en):
        """
        The rule is said with its base and its amount.
        """
        assert Label(zh, en) == expiry.label
