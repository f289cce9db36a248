from decimal import Decimal
from fractions import Fraction

import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import CountedLines, PartMethod, PartMonth

DAYS = Fraction(2175, 100)
BY_THE_DAY = [PartMethod.DEDUCT_ABSENCE, PartMethod.PAY_WORKED]


def part(method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None)):  # noqa: B008 - frozen
    """
    Make a rule about part months.
    """
    return PartMonth(method=method, divisor=divisor, lines=lines)


class TestPartMonth:
    @pytest.mark.parametrize(
        ("method", "divisor", "zh"),
        [
            (PartMethod.REFUSED, None, "不满月不计发"),
            (PartMethod.CALENDAR_DAYS, None, "按日历天数折算"),
            (PartMethod.DEDUCT_ABSENCE, DAYS, "按缺勤天数扣减（21.75 天）"),
            (PartMethod.PAY_WORKED, Fraction(22), "以全月为限（22 天）"),
        ],
    )
    def test_label(self, method, divisor, zh):
        """
        The rule says its method, and by how many days a day's pay is reckoned.
        """
        label = part(method, divisor).label

        assert label.zh.endswith(zh)
        assert method.label.en in label.en

    def test_english(self):
        """
        In English the days stand in brackets too.
        """
        assert part(PartMethod.PAY_WORKED, DAYS).label == Label(
            "月薪除以计薪天数，按出勤天数计发，以全月为限（21.75 天）",
            "a day's pay for each working day worked, up to a month's pay (21.75 days)",
        )

    @pytest.mark.parametrize("divisor", [Fraction(1, 10**9), Fraction(31)])
    def test_limits(self, divisor):
        """
        A month's pay may be for any number of days above 0, up to 31.
        """
        assert divisor == part(PartMethod.PAY_WORKED, divisor).divisor

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            (
                {"method": "calendar_days"},
                "method: got 'calendar_days' of type str; allowed: a PartMethod",
            ),
            ({"method": None}, "method: got None of type NoneType; allowed: a PartMethod"),
            ({"lines": None}, "lines: got None of type NoneType; allowed: CountedLines"),
            ({"lines": ("post",)}, "lines: got ('post',) of type tuple; allowed: CountedLines"),
            (
                {"divisor": 21.75},
                (
                    "divisor: got 21.75 of type float; allowed: a Fraction, as money.exact "
                    "makes it, or None"
                ),
            ),
            (
                {"divisor": 22},
                (
                    "divisor: got 22 of type int; allowed: a Fraction, as money.exact makes "
                    "it, or None"
                ),
            ),
            (
                {"divisor": True},
                (
                    "divisor: got True of type bool; allowed: a Fraction, as money.exact "
                    "makes it, or None"
                ),
            ),
            (
                {"divisor": Decimal("21.75")},
                (
                    "divisor: got Decimal('21.75') of type Decimal; allowed: a Fraction, as "
                    "money.exact makes it, or None"
                ),
            ),
            (
                {"divisor": float("nan")},
                (
                    "divisor: got nan of type float; allowed: a Fraction, as money.exact "
                    "makes it, or None"
                ),
            ),
        ],
    )
    def test_wrong_type(self, fields, told):
        """
        A method, a fraction of days, and lines.
        """
        with pytest.raises(WrongTypeError) as caught:
            part(**{"method": PartMethod.PAY_WORKED, "divisor": DAYS} | fields)

        assert f"part_month.{told}" == str(caught.value)

    @pytest.mark.parametrize("method", PartMethod)
    def test_divisor_where_it_has_a_use(self, method):
        """
        Days are given exactly where a day's pay is reckoned.
        """
        by_the_day = method in BY_THE_DAY
        wrong = None if by_the_day else DAYS
        with pytest.raises(ValueNotAllowedError, match="where a day's pay is reckoned") as caught:
            part(method, wrong)

        assert ("part_month.divisor", wrong) == (caught.value.field, caught.value.value)
        assert method is part(method, DAYS if by_the_day else None).method

    @pytest.mark.parametrize("divisor", [Fraction(0), Fraction(-1), Fraction(311, 10)])
    def test_no_days(self, divisor):
        """
        A month's pay is not for no days, and not for more than a month has.
        """
        with pytest.raises(ValueNotAllowedError, match=r"0 < days <= 31"):
            part(PartMethod.DEDUCT_ABSENCE, divisor)
