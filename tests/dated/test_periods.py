from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import HalfYear, Month, PeriodKind, Quarter, Year, parse_period
from partygrid.errors import ValueNotAllowedError, WrongTypeError

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
KINDS = {
    PeriodKind.MONTH: Month,
    PeriodKind.QUARTER: Quarter,
    PeriodKind.HALF_YEAR: HalfYear,
    PeriodKind.YEAR: Year,
}

# What is given, how it is written, and its name in both languages.
NAMES = [
    (Month(2025, 1), "2025-01", "2025年1月", "January 2025"),
    (Month(2024, 2), "2024-02", "2024年2月", "February 2024"),
    (Month(2025, 3), "2025-03", "2025年3月", "March 2025"),
    (Month(2025, 4), "2025-04", "2025年4月", "April 2025"),
    (Month(2025, 5), "2025-05", "2025年5月", "May 2025"),
    (Month(2025, 6), "2025-06", "2025年6月", "June 2025"),
    (Month(2025, 7), "2025-07", "2025年7月", "July 2025"),
    (Month(2025, 8), "2025-08", "2025年8月", "August 2025"),
    (Month(2025, 9), "2025-09", "2025年9月", "September 2025"),
    (Month(2025, 10), "2025-10", "2025年10月", "October 2025"),
    (Month(2025, 11), "2025-11", "2025年11月", "November 2025"),
    (Month(9998, 12), "9998-12", "9998年12月", "December 9998"),
    (Quarter(2025, 1), "2025-Q1", "2025年第一季度", "quarter 1 of 2025"),
    (Quarter(2025, 2), "2025-Q2", "2025年第二季度", "quarter 2 of 2025"),
    (Quarter(2025, 3), "2025-Q3", "2025年第三季度", "quarter 3 of 2025"),
    (Quarter(1, 4), "0001-Q4", "1年第四季度", "quarter 4 of 1"),
    (HalfYear(2025, 1), "2025-H1", "2025年上半年", "first half of 2025"),
    (HalfYear(2025, 2), "2025-H2", "2025年下半年", "second half of 2025"),
    (Year(2025), "2025", "2025年", "2025"),
    (Year(7), "0007", "7年", "7"),
]


class TestNames:
    @pytest.mark.parametrize(("period", "text", "zh", "en"), NAMES)
    def test_both(self, period, text, zh, en):
        """
        A period is written shortly, and named in both languages.
        """
        assert (text, zh, en) == (str(period), period.label.zh, period.label.en)

    @pytest.mark.parametrize("kind", KINDS.values())
    @given(one=DAYS, other=DAYS)
    def test_told_apart(self, kind, one, other):
        """
        Two periods of a kind are written or named alike only if they are one.
        """
        one, other = kind.containing(one), kind.containing(other)

        assert (one == other) == (str(one) == str(other)) == (one.label == other.label)


class TestPeriodKind:
    def test_all(self):
        """
        There is one kind for each class of periods.
        """
        assert [*KINDS] == [*PeriodKind]

    @pytest.mark.parametrize(("kind", "made"), KINDS.items())
    @given(day=DAYS)
    def test_containing(self, kind, made, day):
        """
        A kind gives the period of its own class that holds the day.
        """
        period = kind.containing(day)

        assert made is type(period)
        assert day in period.interval


class TestParse:
    @pytest.mark.parametrize("kind", KINDS.values())
    @given(day=DAYS)
    def test_round_trip(self, kind, day):
        """
        What a period writes is read back as the same period.
        """
        period = kind.containing(day)

        assert period == parse_period(str(period))

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "25",
            "20250",
            "2025-6",
            "2025-06-01",
            "2025-Q0",
            "2025-Q5",
            "2025-H3",
            "2025-q1",
            "2025Q1",
            "2025-",
            " 2025",
            "2025\n",
            "2025-06\n",
            "\uff12\uff10\uff12\uff15",
            "二〇二五",
            "-2025",
        ],
    )
    def test_other_forms(self, text):
        """
        Another form is refused, with the forms that are read.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            parse_period(text)

        assert ("period", text) == (caught.value.field, caught.value.value)
        assert (
            f"period: got {text!r}; allowed: '2025-06', '2025-Q3', '2025-H1', '2025' or '2025-W05'"
        ) == str(caught.value)

    @pytest.mark.parametrize(
        ("text", "field", "allowed"),
        [
            ("2025-13", "Month", "1 to 12"),
            ("2025-00", "Month", "1 to 12"),
            ("0000-06", "Month.year", "1 to 9998"),
            ("9999-Q1", "Quarter.year", "1 to 9998"),
            ("0000-H2", "HalfYear.year", "1 to 9998"),
            ("9999", "Year.year", "1 to 9998"),
        ],
    )
    def test_no_such_period(self, text, field, allowed):
        """
        A period that no calendar has is refused, whatever its form.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            parse_period(text)

        assert (field, allowed) == (caught.value.field, caught.value.allowed)

    @pytest.mark.parametrize(
        "given", [2025, 2025.0, None, True, b"2025", date(2025, 6, 1)], ids=repr
    )
    def test_types(self, given):
        """
        Only text is read.
        """
        with pytest.raises(WrongTypeError) as caught:
            parse_period(given)

        assert ("period", given, "text") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
