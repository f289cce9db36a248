from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Effective, HalfYear, Month, PeriodKind, Quarter, Year
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.pay import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    CountedLines,
    MoverRule,
    RatingRule,
)

PERIODS = {
    PeriodKind.MONTH: Month,
    PeriodKind.QUARTER: Quarter,
    PeriodKind.HALF_YEAR: HalfYear,
    PeriodKind.YEAR: Year,
}
MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}


def walked_back(month, every, lag):
    """
    Walk back day by day, from a day far enough on, to the last day of the period `lag` before.
    """
    size = MONTHS[every]

    def place(day):
        return day.year * (12 // size) + (day.month - 1) // size

    wanted = place(month.first_day) - lag
    day = date(month.year + 1, 12, 31)
    while place(day) != wanted:
        day -= timedelta(days=1)
    return day


class TestEnums:
    @pytest.mark.parametrize(
        ("kind", "values"),
        [
            (AwardBasis, {"of_total", "fixed_part", "on_top"}),
            (AwardPool, {"per_worker", "of_wage_bill"}),
            (MoverRule, {"by_months_served", "by_rating_day"}),
        ],
    )
    def test_members(self, kind, values):
        """
        Each choice offers the readings that the sources leave open, and no other.
        """
        assert values == {member.value for member in kind}


class TestRatingRule:
    @pytest.mark.parametrize(
        ("month", "every", "lag", "day"),
        [
            (Month(2025, 6), PeriodKind.YEAR, 1, date(2024, 12, 31)),
            (Month(2025, 6), PeriodKind.YEAR, 0, date(2025, 12, 31)),
            (Month(2025, 1), PeriodKind.YEAR, 2, date(2023, 12, 31)),
            (Month(2025, 12), PeriodKind.YEAR, 1, date(2024, 12, 31)),
            (Month(2025, 5), PeriodKind.QUARTER, 0, date(2025, 6, 30)),
            (Month(2025, 2), PeriodKind.QUARTER, 1, date(2024, 12, 31)),
            (Month(2025, 7), PeriodKind.HALF_YEAR, 1, date(2025, 6, 30)),
            (Month(2025, 6), PeriodKind.HALF_YEAR, 1, date(2024, 12, 31)),
            (Month(2024, 2), PeriodKind.MONTH, 0, date(2024, 2, 29)),
            (Month(2024, 3), PeriodKind.MONTH, 1, date(2024, 2, 29)),
            (Month(2025, 6), PeriodKind.MONTH, 100, date(2017, 2, 28)),
        ],
    )
    def test_day(self, month, every, lag, day):
        """
        The rating that counts is the one held on the last day of the period so many back.
        """
        assert day == RatingRule(every=every, lag=lag).day(month)

    @given(
        month=st.builds(Month, st.integers(2015, 2030), st.integers(1, 12)),
        every=st.sampled_from(PeriodKind),
        lag=st.integers(0, 12),
    )
    def test_day_walked(self, month, every, lag):
        """
        For any month, kind of period and lag, walking back day by day finds the same day.
        """
        assert walked_back(month, every, lag) == RatingRule(every=every, lag=lag).day(month)

    @given(
        month=st.builds(Month, st.integers(200, 3000), st.integers(1, 12)),
        every=st.sampled_from(PeriodKind),
        lag=st.integers(1, 100),
    )
    def test_earlier(self, month, every, lag):
        """
        A rating of an earlier period is from before the month; one of the same period is not.
        """
        assert RatingRule(every=every, lag=lag).day(month) < month.first_day
        assert RatingRule(every=every, lag=0).day(month) >= month.last_day

    @pytest.mark.parametrize("month", [None, "2025-06", date(2025, 6, 1), Year(2025)])
    def test_day_of_no_month(self, month):
        """
        Nothing but a month has a rating day.
        """
        with pytest.raises(WrongTypeError) as caught:
            RatingRule(every=PeriodKind.YEAR, lag=1).day(month)

        assert ("month", month, "a Month") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_before_the_calendar(self):
        """
        A rating period before the year 1 is refused: there is no such day.
        """
        with pytest.raises(ValueNotAllowedError):
            RatingRule(every=PeriodKind.YEAR, lag=100).day(Month(100, 1))

    @pytest.mark.parametrize("lag", [1.0, "1", None, True])
    def test_lag_of_another_type(self, lag):
        """
        A lag is a whole number: no bool, no float, no text.
        """
        with pytest.raises(WrongTypeError, match=r"rating\.lag: got .* a whole number") as caught:
            RatingRule(every=PeriodKind.YEAR, lag=lag)

        assert ("rating.lag", lag) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("lag", [-1, 101, 10**30])
    def test_lag_out_of_range(self, lag):
        """
        A lag lies between 0 and 100 periods.
        """
        with pytest.raises(ValueNotAllowedError, match="0 to 100 periods") as caught:
            RatingRule(every=PeriodKind.YEAR, lag=lag)

        assert ("rating.lag", lag) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("every", [None, "year", Year, Year(2025)])
    def test_no_kind_of_period(self, every):
        """
        A rating period is named by its kind.
        """
        with pytest.raises(WrongTypeError, match="a PeriodKind") as caught:
            RatingRule(every=every, lag=1)

        assert ("rating.every", every) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("lag", "zh", "en"),
        [
            (0, "按所在季度末评定结果", "the rating held at the end of the same quarter"),
            (
                1,
                "按之前第 1 个季度末评定结果",
                "the rating held 1 quarter before, at the end of the quarter",
            ),
            (
                2,
                "按之前第 2 个季度末评定结果",
                "the rating held 2 quarters before, at the end of the quarter",
            ),
        ],
    )
    def test_label(self, lag, zh, en):
        """
        The rule says itself in both languages.
        """
        label = RatingRule(every=PeriodKind.QUARTER, lag=lag).label

        assert (zh, en) == (label.zh, label.en)


class TestCountedLines:
    def test_all(self):
        """
        Without a list, every line counts.
        """
        assert CountedLines(None).counts("anything")

    def test_only(self):
        """
        With a list, those on it count and no others.
        """
        lines = CountedLines(("post", "years"))

        assert [True, True, False] == [lines.counts(key) for key in ("post", "years", "area")]

    @pytest.mark.parametrize("only", ["post", ["post"], {"post"}, 7])
    def test_no_tuple(self, only):
        """
        The list is a tuple: a text would be taken for its letters.
        """
        with pytest.raises(WrongTypeError, match="a tuple of keys") as caught:
            CountedLines(only)

        assert ("award_lines", only) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("key", [None, 1, b"post"])
    def test_no_text(self, key):
        """
        A key is text.
        """
        with pytest.raises(WrongTypeError) as caught:
            CountedLines((key,))

        assert ("award_lines", key) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("key", ["", "two words", "x" * 129, "tab\t"])
    def test_no_id(self, key):
        """
        A key that no component could have is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            CountedLines((key,))

        assert ("award_lines", key) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("only", [(), ("post", "post")])
    def test_none_or_twice(self, only):
        """
        One key or more, each once: of no line there is no total.
        """
        with pytest.raises(ValueNotAllowedError, match="one key or more, each once") as caught:
            CountedLines(only)

        assert ("award_lines", only) == (caught.value.field, caught.value.value)


class TestAllowancesFrom:
    def test_label(self):
        """
        From when qualifications count is said for certificates and for education apart.
        """
        start = AllowancesFrom(certificate=Effective.NEXT_MONTH, education=Effective.NEXT_JANUARY)

        assert "职业资格自变动次月起；学历学位自变动次年1月起" == start.label.zh
        assert start.label.en.startswith("certificates from the month after the change; education")

    @pytest.mark.parametrize("field", ["certificate", "education"])
    @pytest.mark.parametrize("bad", [None, "same_day", True])
    def test_wrong_type(self, field, bad):
        """
        Each is one of the choices.
        """
        given_ = {"certificate": Effective.SAME_DAY, "education": Effective.SAME_DAY}
        with pytest.raises(WrongTypeError, match=f"allowances_from.{field}"):
            AllowancesFrom(**given_ | {field: bad})
