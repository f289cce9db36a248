"""
Limits: which conventions fit which unit, and how much may be asked for.
"""

from itertools import product

import pytest

from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import with_article
from partygrid.worktime import EndRule, Limit, LimitUnit, RollRule, StartRule

CLOCK = {LimitUnit.MINUTE, LimitUnit.HOUR, LimitUnit.WORKING_MINUTE, LimitUnit.WORKING_HOUR}
WORKING_TIME = {LimitUnit.WORKING_MINUTE, LimitUnit.WORKING_HOUR}
CLOCK_STARTS = {StartRule.FROM_INSTANT, StartRule.AFTER_STARTING_HOUR}
ROLLED_DAY = {RollRule.FORWARD, RollRule.BACKWARD}
MOST = {
    LimitUnit.MINUTE: 5_000_000,
    LimitUnit.HOUR: 100_000,
    LimitUnit.WORKING_MINUTE: 5_000_000,
    LimitUnit.WORKING_HOUR: 100_000,
    LimitUnit.CALENDAR_DAY: 36_525,
    LimitUnit.WORKING_DAY: 36_525,
    LimitUnit.MONTH: 1_200,
    LimitUnit.YEAR: 100,
}


def made(**fields):
    """
    Make a limit of five working days, but for the fields given.
    """
    plain = {
        "amount": 5,
        "unit": LimitUnit.WORKING_DAY,
        "start": StartRule.AFTER_STARTING_DAY,
        "roll": RollRule.NONE,
        "end": EndRule.CLOSE_OF_BUSINESS,
    }
    return Limit(**{**plain, **fields})


def wrong_rule(unit, start, roll, end):
    """
    Say which rule, in the order of reading, does not fit, or None.
    """
    rolls = {RollRule.NONE}
    if unit in CLOCK - WORKING_TIME:
        rolls.add(RollRule.NEXT_OPENING)
    elif unit not in CLOCK and unit is not LimitUnit.WORKING_DAY:
        rolls |= ROLLED_DAY
    if (start in CLOCK_STARTS) != (unit in CLOCK):
        return "start"
    if roll not in rolls:
        return "roll"
    if unit in CLOCK:
        ends = {EndRule.AT_INSTANT}
    elif unit is LimitUnit.WORKING_DAY or roll in ROLLED_DAY:
        ends = {EndRule.END_OF_DAY, EndRule.CLOSE_OF_BUSINESS}
    else:
        ends = {EndRule.END_OF_DAY}
    return None if end in ends else "end"


class TestConventions:
    @pytest.mark.parametrize("unit", LimitUnit, ids=lambda unit: unit.value)
    def test_all(self, unit):
        """
        Rules that fit make a limit; of those that do not, the error names the first.
        """
        for start, roll, end in product(StartRule, RollRule, EndRule):
            wrong = wrong_rule(unit, start, roll, end)
            if wrong is None:
                assert unit is made(unit=unit, start=start, roll=roll, end=end).unit
                continue
            with pytest.raises(UnsuitableRuleError) as caught:
                made(unit=unit, start=start, roll=roll, end=end)
            assert f"limit.{wrong}" == caught.value.field
            assert {"start": start, "roll": roll, "end": end}[wrong].value == caught.value.value
            assert f"a limit in {unit.label.en}" == caught.value.source

    @pytest.mark.parametrize(
        ("fields", "field", "allowed"),
        [
            (
                {"start": StartRule.FROM_INSTANT},
                "start",
                "after_starting_day, with_starting_day, after_day_of_opening",
            ),
            ({"unit": LimitUnit.HOUR}, "start", "from_instant, after_starting_hour"),
            ({"roll": RollRule.FORWARD}, "roll", "none"),
            (
                {"unit": LimitUnit.MONTH, "roll": RollRule.NEXT_OPENING},
                "roll",
                "none, forward, backward",
            ),
            ({"unit": LimitUnit.MONTH}, "end", "end_of_day"),
            ({"end": EndRule.AT_INSTANT}, "end", "end_of_day, close_of_business"),
        ],
    )
    def test_allowed(self, fields, field, allowed):
        """
        The error lists the rules that would fit.
        """
        with pytest.raises(UnsuitableRuleError) as caught:
            made(**fields)

        assert (f"limit.{field}", allowed) == (caught.value.field, caught.value.allowed)

    @pytest.mark.parametrize(
        ("field", "value", "kind"),
        [
            ("unit", "working_day", "LimitUnit"),
            ("start", "after_starting_day", "StartRule"),
            ("roll", None, "RollRule"),
            ("end", RollRule.NONE, "EndRule"),
        ],
    )
    def test_no_defaults(self, field, value, kind):
        """
        Every rule is named; none is a default.
        """
        with pytest.raises(WrongTypeError) as caught:
            made(**{field: value})

        assert (f"limit.{field}", value, f"{with_article(kind)}: there is no default") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("unit", LimitUnit, ids=lambda unit: unit.value)
    def test_units(self, unit):
        """
        A unit counts time or days, and working time or all of it.
        """
        assert (unit in CLOCK, unit in WORKING_TIME) == (unit.is_clock, unit.is_working_time)


class TestAmount:
    @pytest.mark.parametrize("amount", [1.5, 1.0, True, "1", None], ids=repr)
    def test_int(self, amount):
        """
        An amount is an int, and a bool is none.
        """
        with pytest.raises(WrongTypeError) as caught:
            made(amount=amount)

        assert ("limit.amount", amount, "an int") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("unit", LimitUnit, ids=lambda unit: unit.value)
    def test_range(self, unit, limit):
        """
        An amount is at least one, and no longer than a century or so.
        """
        for amount in (1, MOST[unit]):
            assert amount == limit(amount, unit.value).amount
        for amount in (0, -1, MOST[unit] + 1, 10**18, -(10**18)):
            with pytest.raises(ValueNotAllowedError) as caught:
                limit(amount, unit.value)
            assert ("limit.amount", amount, f"1 to {MOST[unit]} {unit.label.en}") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    def test_source(self, said):
        """
        A source is one, or there is none.
        """
        assert said is made(source=said).source
        with pytest.raises(WrongTypeError) as caught:
            made(source="n-1")
        assert ("limit.source", "n-1", "a Source") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestWords:
    @pytest.mark.parametrize(
        ("amount", "unit", "zh", "en"),
        [
            (1, "minute", "1分钟", "1 minute"),
            (2, "hour", "2小时", "2 hours"),
            (1, "working_minute", "1个工作分钟", "1 working minute"),
            (3, "working_hour", "3个工作小时", "3 working hours"),
            (1, "calendar_day", "1日（自然日）", "1 calendar day"),
            (5, "working_day", "5个工作日", "5 working days"),
            (1, "month", "1个月", "1 month"),
            (2, "year", "2年", "2 years"),
        ],
    )
    def test_label(self, limit, amount, unit, zh, en):
        """
        Amount and unit are read as they are said.
        """
        assert (zh, en) == (limit(amount, unit).label.zh, limit(amount, unit).label.en)

    def test_conventions(self):
        """
        Conventions are read in the order start, roll, end.
        """
        words = made().conventions

        assert "from the day after, stays, at close of business" == words.en
        assert "开始的当日不计入，不顺延，停止办公时截止" == words.zh
