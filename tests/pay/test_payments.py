from datetime import date

import pytest

from partygrid.dated import Month, PeriodKind, Quarter
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.pay import PaymentPlan, PaymentRule


def rule(**fields):
    """
    Make a rule of the 15th of the same month, with some fields changed.
    """
    given = {"every": PeriodKind.MONTH, "lag": 0, "day": 15, "after_rating": False}
    return PaymentRule(**given | fields)


class TestDue:
    @pytest.mark.parametrize(
        ("fields", "month", "due"),
        [
            ({}, Month(2025, 6), date(2025, 6, 15)),
            ({"lag": 1}, Month(2025, 12), date(2026, 1, 15)),
            ({"lag": 36}, Month(2025, 1), date(2028, 1, 15)),
            ({"day": 31}, Month(2025, 2), date(2025, 2, 28)),
            ({"day": 31}, Month(2024, 2), date(2024, 2, 29)),
            ({"day": 1}, Month(2025, 2), date(2025, 2, 1)),
            ({"every": PeriodKind.QUARTER}, Month(2025, 4), date(2025, 6, 15)),
            ({"every": PeriodKind.HALF_YEAR, "lag": 1}, Month(2025, 2), date(2025, 7, 15)),
            ({"every": PeriodKind.HALF_YEAR, "lag": 1}, Month(2025, 7), date(2026, 1, 15)),
            ({"every": PeriodKind.YEAR, "lag": 3, "day": 31}, Month(2025, 1), date(2026, 3, 31)),
            ({"after_rating": True}, Month(2025, 6), date(2025, 6, 15)),
        ],
        ids=repr,
    )
    def test_by_hand(self, fields, month, due):
        """
        A month is paid with its period, so many months after its end, on its last day at most.
        """
        assert due == rule(**fields).due(month)

    @pytest.mark.parametrize(
        "bad", [None, "2025-06", date(2025, 6, 1), Quarter(2025, 2)], ids=repr
    )
    def test_no_month(self, bad):
        """
        What is earned is earned in a month.
        """
        with pytest.raises(WrongTypeError) as caught:
            rule().due(bad)

        assert ("month", bad, "a Month") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"every": "month"}, "every: got 'month' of type str; allowed: a PeriodKind"),
            ({"lag": True}, "lag: got True of type bool; allowed: an int"),
            ({"lag": 1.0}, "lag: got 1.0 of type float; allowed: an int"),
            ({"day": None}, "day: got None of type NoneType; allowed: an int"),
            ({"day": float("nan")}, "day: got nan of type float; allowed: an int"),
            ({"after_rating": 0}, "after_rating: got 0 of type int; allowed: a bool"),
        ],
    )
    def test_wrong_type(self, fields, told):
        """
        A period, whole numbers, and a bool.
        """
        with pytest.raises(WrongTypeError) as caught:
            rule(**fields)

        assert f"payment.{told}" == str(caught.value)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"lag": -1}, "lag: got -1; allowed: 0 to 36 months"),
            ({"lag": 37}, "lag: got 37; allowed: 0 to 36 months"),
            ({"day": 0}, "day: got 0; allowed: 1 to 31"),
            ({"day": 32}, "day: got 32; allowed: 1 to 31"),
        ],
    )
    def test_not_allowed(self, fields, told):
        """
        Nothing is paid before it is earned, later than three years on, or on no day.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            rule(**fields)

        assert f"payment.{told}" == str(caught.value)


class TestPlan:
    def test_label(self):
        """
        A plan says both rules, in both languages.
        """
        plan = PaymentPlan(fixed=rule(), award=rule(after_rating=True, lag=2))

        assert "固定部分按" in plan.label.zh
        assert plan.label.zh.endswith("期末后第 2 个月 15 日，评定确定后")
        assert plan.label.en.endswith(
            "2 months after its end, on day 15, once the rating is known"
        )

    @pytest.mark.parametrize(
        ("lag", "zh", "en"),
        [
            (0, "期末当月 15 日", "in its last month, on day 15"),
            (1, "期末次月 15 日", "in the month after it, on day 15"),
            (2, "期末后第 2 个月 15 日", "2 months after its end, on day 15"),
        ],
    )
    def test_lag(self, lag, zh, en):
        """
        The month of payment is named as people name it.
        """
        label = rule(lag=lag).label

        assert label.zh.endswith(f"，{zh}")
        assert label.en.endswith(f", {en}")

    @pytest.mark.parametrize("field", ["fixed", "award"])
    def test_wrong_type(self, field):
        """
        Each part of pay has a rule.
        """
        with pytest.raises(WrongTypeError, match=f"payments.{field}"):
            PaymentPlan(**{"fixed": rule(), "award": rule()} | {field: None})

    def test_fixed_waits_for_nothing(self):
        """
        The fixed part does not wait for a rating.
        """
        with pytest.raises(ValueNotAllowedError, match="does not depend on a rating"):
            PaymentPlan(fixed=rule(after_rating=True), award=rule())
