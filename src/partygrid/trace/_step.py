"""
One step of an explanation, and the rule it follows.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias, TypeGuard

import attrs

from partygrid.dated import Dated, NotKnown
from partygrid.errors import WrongTypeError
from partygrid.labels import Label, LabelledEnum, Language, check_kind, check_language
from partygrid.money import RoundingRule, format_factor, format_percent, format_yuan

Value: TypeAlias = int | Fraction | str | Label | NotKnown
"""
What a step can come to: fen, counts and levels as int, factors as fractions, or words.
"""


class Op(LabelledEnum):
    """
    Say how a step comes from its children; a clerk can do each by hand.

    A child that is not known yet counts for nothing in a sum and leaves any other step unknown.
    """

    GIVEN = "given", "给定", "given"
    SUM = "sum", "相加", "sum"
    DIFFERENCE = "difference", "相减", "first less the others"
    PRODUCT = "product", "相乘", "product"
    QUOTIENT = "quotient", "相除", "first divided by second"
    LEAST = "least", "取最小", "least"
    GREATEST = "greatest", "取最大", "greatest"


class Unit(LabelledEnum):
    """
    Say what a value counts; a duration is held in seconds.
    """

    YUAN = "yuan", "元", "yuan"
    FACTOR = "factor", "系数", "factor"
    PERCENT = "percent", "百分比", "percentage"
    LEVEL = "level", "级", "level"
    YEARS = "years", "年", "years"
    DAYS = "days", "天", "days"
    DURATION = "duration", "时长", "duration"
    PERSONS = "persons", "人", "persons"
    ITEMS = "items", "项", "items"
    PIECES = "pieces", "件", "pieces"
    POINTS = "points", "分", "points"
    TEXT = "text", "文字", "words"

    @property
    def is_number(self) -> bool:
        """
        Whether values are numbers, and not words.
        """
        return self is not Unit.TEXT


@attrs.frozen
class StepRule:
    """
    Hold what a step has in common with every step of its kind.

    Args:
        key: The name of the step, unique among its siblings.
        label: Its name in words.
        unit: What its value counts; yuan are held in fen.
        op: How the value comes from the children.
        rounding: How the exact result is rounded; None if it is not.
        entry: The dated entry used; it carries source and dates.
        note: A remark for whoever checks the step.
        rounded_by: The dated entry that says how to round.
    """

    key: str
    label: Label
    unit: Unit
    op: Op = Op.GIVEN
    rounding: RoundingRule | None = None
    entry: Dated[Any] | None = None
    note: Label | None = None
    rounded_by: Dated[Any] | None = None


# A named tuple: making explanations is mostly making these, and no other value that cannot
# change is made as fast or kept as small.
class Step(NamedTuple):
    """
    Hold one step of an explanation: a rule, the value it came to, and the steps it came from.

    Args:
        rule: What the step has in common with its kind.
        value: What it came to.
        children: The steps it came from, in the order of the formula.
        row: The matched row of a table, or the fact used.

    >>> rate = Step(StepRule("rate", Label("标准", "rate"), Unit.YUAN), 3550)
    >>> years = Step(StepRule("years", Label("年限", "years"), Unit.YEARS), 3)
    >>> pay = StepRule("pay", Label("年限津贴", "years' allowance"), Unit.YUAN, Op.PRODUCT)
    >>> Step(pay, 10650, (rate, years))
    <Step pay 106.50 yuan>
    """

    rule: StepRule
    value: Value
    children: tuple[Step, ...] = ()
    row: Label | None = None

    def text(self, language: Language) -> str:
        """
        Write the value with its unit; a rate that goes on for ever, with three dots.
        """
        value = self.value
        if self.rule.unit is Unit.PERCENT and self.rule.op is Op.QUOTIENT and _is_number(value):
            return _rate(value)
        return format_value(value, self.rule.unit, language)

    def find(self, key: str) -> Step | None:
        """
        Find the first step of that key in this tree, itself included.

        Raises:
            WrongTypeError: The key is no text.
        """
        check_kind(key, str, "key")
        if self.rule.key == key:
            return self
        return next(filter(None, (child.find(key) for child in self.children)), None)

    def __repr__(self) -> str:
        """
        Show key and value in one line.
        """
        return f"<Step {self.rule.key} {self.text('en')}>"


def format_value(value: Value, unit: Unit, language: Language, *, bare: bool = False) -> str:
    """
    Write a value with its unit.

    Args:
        value: The value.
        unit: What it counts.
        language: ``"zh"`` or ``"en"``.
        bare: Leave out the words of the unit, as inside a formula.

    Raises:
        WrongTypeError: The value is none that a step can come to, the unit no `Unit`, or ``bare``
            no bool.
        ValueNotAllowedError: The language is another.

    >>> format_value(348886, Unit.YUAN, "zh"), format_value(7, Unit.LEVEL, "en")
    ('3,488.86 元', '7')
    """
    check_language(language)
    check_kind(unit, Unit, "unit")
    check_kind(bare, bool, "bare")
    if isinstance(value, NotKnown):
        value = value.label
    if isinstance(value, Label):
        return value.text(language)
    if isinstance(value, str):
        return value
    if not _is_number(value):
        raise WrongTypeError(field="value", value=value, allowed="an int, a Fraction or words")
    if unit is Unit.DURATION:
        return _duration(Fraction(value), language)
    number = _number(value, unit)
    if bare or unit in {Unit.FACTOR, Unit.PERCENT}:
        return number
    if unit is Unit.LEVEL:
        return f"{number} 级" if language == "zh" else number
    named = unit.label.text(language)
    # The only English units with a plural; Chinese has none.
    return f"{number} {named.removesuffix('s') if number == '1' else named}"


def _is_number(value: Value) -> TypeGuard[int | Fraction]:
    """
    Tell whether a value is a number and not words.
    """
    return type(value) is int or type(value) is Fraction


def _rate(rate: int | Fraction) -> str:
    """
    Write a rate, whose parts stand beside it: where no decimal ends, as far as a hundredth.
    """
    text = format_percent(rate)
    if "/" not in text:
        return text
    whole = abs(rate.numerator) * 10_000 // rate.denominator
    sign = "-" if rate < 0 else ""
    return f"{sign}{whole // 100}.{whole % 100:02}…%"


def _duration(seconds: Fraction, language: Language) -> str:
    """
    Write seconds in hours, minutes and seconds; what is 0 is left out.
    """
    minutes, rest = abs(seconds) // 60, abs(seconds) % 60
    numbers: tuple[int | Fraction, ...] = (minutes // 60, minutes % 60, rest)
    words = ("小时", "分钟", "秒") if language == "zh" else ("h", "min", "s")
    parts = [
        f"{format_factor(number)} {word}"
        for number, word in zip(numbers, words, strict=True)
        if number
    ]
    sign = "−" if seconds < 0 else ""
    return sign + (" ".join(parts) or f"0 {words[-1]}")


def _number(value: int | Fraction, unit: Unit) -> str:
    if unit is Unit.PERCENT:
        return format_percent(value)
    if unit is Unit.YUAN and isinstance(value, int):
        return format_yuan(value)
    if unit is Unit.YUAN:
        # A mean of whole fen need not be whole: say how it goes on rather than round it.
        whole, rest = divmod(abs(value.numerator), value.denominator)
        sign = "-" if value < 0 else ""
        return f"{sign}{format_yuan(whole)}{'…' if rest else ''}"
    return format_factor(value)
