"""
What following a slip says, as steps of an explanation.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from partygrid.labels import Label
from partygrid.points._expiry import ExpiryBase
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.points._slip_reading import Became, CapUse, SlipReading
    from partygrid.points._tariff import TariffRules


def slip_steps(reading: SlipReading) -> Step:
    """
    Make the steps of a slip: what it is worth, what it was credited, what became of it.
    """
    children = [_came_in(reading)]
    if reading.month is None:
        children.append(_worth(reading))
    else:
        became = became_step(reading.credited, reading.became)
        children += (_credited(reading), *_registered(reading), became)
    if reading.wrong is not None:
        children += _correction(reading)
    return Step(_SLIP, reading.state.label, tuple(children))


def _came_in(reading: SlipReading) -> Step:
    slip = reading.slip
    label = reading.rules.activity(slip.activity).label
    late_zh, late_en = ("，补报", ", late") if slip.late else ("", "")
    row = Label(
        f"{slip.holder}，{slip.day}，{reading.recorded} 提交{late_zh}",
        f"{slip.holder}, {slip.day}, handed in {reading.recorded}{late_en}",
    )
    return Step(_ACTIVITY, label, (), row)


def _worth(reading: SlipReading) -> Step:
    """
    Give quantity × points ÷ per, less what is left over of a point.
    """
    slip = reading.slip
    act, entry = reading.rules.activity(slip.activity), reading.rules.entry("activities")
    unit = act.unit.label
    counted = Label(f"{unit.zh}数", unit.en)
    quantity = Step(StepRule("quantity", counted, Unit.FACTOR), slip.quantity)
    points = Step(StepRule("points", _EACH, Unit.POINTS, entry=entry), act.points)
    if act.per == 1:
        return Step(_WORTH_WHOLE, reading.worth, (quantity, points))
    label = Label(f"每份{unit.zh}数", f"{unit.en} for each")
    per = Step(StepRule("per", label, Unit.FACTOR, entry=entry), act.per)
    if act.step > 1:
        amounts = _quotient(_AMOUNTS, _OF_AMOUNTS, _OVER_AMOUNT, quantity, per)
        return Step(_WORTH_WHOLE, reading.worth, (amounts, points))
    product = Step(_PRODUCT, slip.quantity * act.points, (quantity, points))
    return _quotient(_WORTH, _EVEN, _OVER, product, per)


def _quotient(rule: StepRule, even: StepRule, over: StepRule, top: Step, per: Step) -> Step:
    """
    Divide, and say what is left over and falls away.
    """
    assert isinstance(top.value, int)  # noqa: S101 - amounts are whole numbers
    assert isinstance(per.value, int)  # noqa: S101 - so is this
    found, rest = divmod(top.value, per.value)
    if rest:
        top = Step(even, top.value - rest, (top, Step(over, rest)))
    return Step(rule, found, (top, per))


def _credited(reading: SlipReading) -> Step:
    worth, rooms = _worth(reading), tuple(_room(reading, use) for use in reading.uses)
    return Step(_CREDITED if rooms else _CREDITED_WHOLE, reading.credited, (worth, *rooms))


def _room(reading: SlipReading, use: CapUse) -> Step:
    """
    Give what was left of a cap: what it lets through less what had been used of it.
    """
    cap, row = use.cap, None
    if cap is None:
        key, label = "storage", _STORAGE
        entry = None if reading.storage is None else reading.storage.entry("storage_cap")
    else:
        key, label, entry = f"cap-{cap.key}", cap.label, reading.rules.entry("caps")
        every, scope = cap.every.label, cap.scope.label
        row = Label(f"{scope.zh}{every.zh}", f"{scope.en}, {every.en}")
    if use.bound:
        zh, en = ("", "") if row is None else (f"{row.zh}；", f"{row.en}; ")
        row = Label(f"{zh}超出部分不计", f"{en}what goes beyond it is cut off")
    most = Step(StepRule("most", _MOST, Unit.POINTS, entry=entry), use.most)
    parts = (most, Step(_USED, use.used))
    named = Label(f"{label.zh}余量", f"room under {label.en}")
    rule = StepRule(key, named, Unit.POINTS, Op.DIFFERENCE)
    if use.most >= use.used:
        return Step(rule, use.room, parts, row)
    below = Step(StepRule("left", _LEFT, Unit.POINTS, Op.DIFFERENCE), use.most - use.used, parts)
    rule = StepRule(key, named, Unit.POINTS, Op.GREATEST)
    return Step(rule, use.room, (below, Step(_NOTHING, 0)), row)


def _registered(reading: SlipReading) -> list[Step]:
    """
    Say which close registered it, to which account, and how long its points are good.
    """
    month = reading.month
    assert month is not None  # noqa: S101 - or nothing was registered
    label = month.month.label
    found = [
        Step(
            StepRule("registered", Label("登记", "registered"), Unit.TEXT),
            Label(f"{label.zh}（{month.on} 月结）", f"{label.en} (closed {month.on})"),
        )
    ]
    rules = reading.rules
    if reading.account != reading.slip.holder:
        rule = StepRule("account", _ACCOUNT, Unit.TEXT, entry=rules.entry("credit_to"))
        found.append(Step(rule, reading.account))
    if reading.credited:
        days = reading.slip.day, month.month.last_day
        found.append(expiry_step(rules, reading.expires, *days))
    return found


def expiry_step(
    rules: TariffRules, expires: date | None, activity: date, registered: date
) -> Step:
    """
    Give the last day of points: by which rule, counted from which day, and whether it moved.

    Args:
        rules: The values of the tariff.
        expires: The last day as it is set; None: there is none.
        activity: The day of the activity.
        registered: The day on which the points were registered.
    """
    expiry, entry = rules.expiry, rules.entry("expiry")
    if expires is None:
        return Step(StepRule("expires", _EXPIRY, Unit.TEXT, entry=entry), expiry.label)
    rule = StepRule("expires", _GOOD, Unit.TEXT, entry=entry)
    base = activity if expiry.base is ExpiryBase.ACTIVITY else registered
    zh, en = f"{expiry.label.zh}；从 {base} 起算", f"{expiry.label.en}; counted from {base}"
    first = expiry.last_day(activity, registered)
    if first != expires:
        zh, en = f"{zh}原至 {first}，后顺延", f"{en} at first until {first}, moved since"
    return Step(rule, _day(f"{expires}"), (), Label(zh, en))


def _day(text: str) -> Label:
    return Label(text, text)


def became_step(credited: int, became: Iterable[Became]) -> Step:
    """
    Say what became of points that were credited.
    """
    children = tuple(_fate(each, number) for number, each in enumerate(became, start=1))
    return Step(_BECAME, credited, children)


def _fate(became: Became, number: int) -> Step:
    label, ref = became.fate.label, f" {became.ref}" if became.ref else ""
    rule = StepRule(f"part-{number}", Label(f"{label.zh}{ref}", f"{label.en}{ref}"), Unit.POINTS)
    zh, en = f"{became.on} 起", f"since {became.on}"
    if became.gift is not None:
        zh, en = f"{became.gift.zh}，{zh}", f"{became.gift.en}, {en}"
    return Step(rule, became.points, (), Label(zh, en))


def _correction(reading: SlipReading) -> list[Step]:
    wrong = reading.wrong
    assert wrong is not None  # noqa: S101 - or there is no correction
    reversal = wrong.reversal
    row = Label(
        f"{reversal.by.label.zh}提出，{wrong.on}，{reversal.reason}",
        f"asked for by the {reversal.by.label.en}, {wrong.on}, {reversal.reason}",
    )
    found = [Step(_CORRECTED, reversal.id, (), row)]
    if reading.shortfall:
        found.append(Step(_SHORTFALL, reading.shortfall))
    return found


_SLIP: Final = StepRule("slip", Label("登记单", "slip"), Unit.TEXT)
_ACTIVITY: Final = StepRule("activity", Label("项目", "activity"), Unit.TEXT)
_WORTH_LABEL: Final = Label("应计积分", "worth")
_WORTH: Final = StepRule("worth", _WORTH_LABEL, Unit.POINTS, Op.QUOTIENT)
_WORTH_WHOLE: Final = StepRule("worth", _WORTH_LABEL, Unit.POINTS, Op.PRODUCT)
_PRODUCT: Final = StepRule("product", Label("乘积", "product"), Unit.FACTOR, Op.PRODUCT)
_EVEN: Final = StepRule(
    "even", Label("够整分的部分", "what makes whole points"), Unit.FACTOR, Op.DIFFERENCE
)
_AMOUNTS: Final = StepRule("amounts", Label("满份数", "full amounts"), Unit.FACTOR, Op.QUOTIENT)
_OF_AMOUNTS: Final = StepRule(
    "even", Label("够整份的部分", "what makes full amounts"), Unit.FACTOR, Op.DIFFERENCE
)
_OVER_AMOUNT: Final = StepRule(
    "over", Label("不足一份，不计", "left over, falls away"), Unit.FACTOR
)
_OVER: Final = StepRule("over", Label("不足一分，不累计", "left over, falls away"), Unit.FACTOR)
_EACH: Final = Label("每份积分", "points for each")
_CREDITED_LABEL: Final = Label("入账积分", "credited")
_CREDITED: Final = StepRule("credited", _CREDITED_LABEL, Unit.POINTS, Op.LEAST)
_CREDITED_WHOLE: Final = StepRule("credited", _CREDITED_LABEL, Unit.POINTS, Op.SUM)
_STORAGE: Final = Label("存储上限", "storage cap")
_MOST: Final = Label("上限", "cap")
_USED: Final = StepRule("used", Label("此前已用", "used before"), Unit.POINTS)
_LEFT: Final = Label("差额", "difference")
_NOTHING: Final = StepRule("nothing", Label("零", "nothing"), Unit.POINTS)
_ACCOUNT: Final = Label("入账账户", "account credited")
_EXPIRY: Final = Label("有效期", "expiry")
_GOOD: Final = Label("有效期至", "good until")
_BECAME: Final = StepRule("became", Label("去向", "became"), Unit.POINTS, Op.SUM)
_CORRECTED: Final = StepRule("corrected", Label("更正", "corrected"), Unit.TEXT)
_SHORTFALL: Final = StepRule(
    "shortfall", Label("更正时已兑换，不追回", "already spent, not asked back"), Unit.POINTS
)
