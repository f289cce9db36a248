"""
The readings of “1351”: what four digits that nobody explains could mean, each said to be a guess.

Each makes stages from the units that a host names; none of the units is a default. Days are
counted as the Civil Code counts them (articles 201 to 203): not the day it starts, rolled past
days of rest, to close of business.
"""

from __future__ import annotations

from typing import Final

from partygrid.clocks import EventKind, MatterLimit, OnTransfer, Stage
from partygrid.dated import NotStated, Option
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.worktime import EndRule, Limit, LimitUnit, RollRule, StartRule

_DAYS: Final = (LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY)
_HOURS: Final = (LimitUnit.HOUR, LimitUnit.WORKING_HOUR)
_RECEIVED: Final = (EventKind.RECEIVED, EventKind.REOPENED)


def _days(amount: int, unit: LimitUnit) -> Limit:
    working = unit is LimitUnit.WORKING_DAY
    return Limit(
        amount=amount,
        unit=unit,
        start=StartRule.AFTER_STARTING_DAY,
        roll=RollRule.NONE if working else RollRule.FORWARD,
        end=EndRule.CLOSE_OF_BUSINESS,
    )


def _hours(amount: int, unit: LimitUnit) -> Limit:
    return Limit(
        amount=amount,
        unit=unit,
        start=StartRule.FROM_INSTANT,
        roll=RollRule.NONE,
        end=EndRule.AT_INSTANT,
    )


def _check(unit: LimitUnit, hour: LimitUnit | None = None) -> None:
    """
    Refuse units that are none of days, or none of hours.
    """
    for name, given, allowed in (("unit", unit, _DAYS), ("hour", hour or _HOURS[0], _HOURS)):
        if given not in allowed:
            raise ValueNotAllowedError(
                field=name, value=given, allowed=", ".join(each.value for each in allowed)
            )


def _stage(
    key: str, label: Label, meets: EventKind, *limits: tuple[str | None, Limit], again: bool = True
) -> Stage:
    return Stage(
        key=key,
        label=label,
        starts=_RECEIVED if again else (EventKind.RECEIVED,),
        meets=(meets,),
        limits=tuple(MatterLimit(*pair) for pair in limits),
        on_transfer=OnTransfer.CARRY_OVER,
    )


_RESPOND: Final = Label("响应", "respond")
_SOLVE: Final = Label("办结", "solve")
_FIRST: Final = Label("初步答复", "first result")
_ON_SITE: Final = Label("到现场", "on site")
_MONTH: Final = LimitUnit.MONTH


def by_stage(*, unit: LimitUnit, hour: LimitUnit) -> tuple[Stage, ...]:
    """
    Respond in 1 hour, first result in 3 days, finish in 5 days; hard cases in 1 month.
    """
    _check(unit, hour)
    return (
        _stage("respond", _RESPOND, EventKind.SIGNED, (None, _hours(1, hour)), again=False),
        _stage("first_result", _FIRST, EventKind.ANSWERED, (None, _days(3, unit))),
        _stage(
            "solve",
            _SOLVE,
            EventKind.RESOLVED,
            (None, _days(5, unit)),
            ("hard", _days(1, _MONTH)),
        ),
    )


def by_class(*, unit: LimitUnit) -> tuple[Stage, ...]:
    """
    Finish simple matters in 1 day, ordinary in 3, complex in 5, hard in 1 month.
    """
    _check(unit)
    return (
        _stage(
            "solve",
            _SOLVE,
            EventKind.RESOLVED,
            ("simple", _days(1, unit)),
            ("ordinary", _days(3, unit)),
            ("complex", _days(5, unit)),
            ("hard", _days(1, _MONTH)),
        ),
    )


def by_tier(*, unit: LimitUnit, hour: LimitUnit) -> tuple[Stage, ...]:
    """
    Sign for in 1 hour, solve at the community in 3 days, the street in 5, the district in 1 month.
    """
    _check(unit, hour)
    return (
        _stage(
            "sign",
            Label("签收", "sign for"),
            EventKind.SIGNED,
            (None, _hours(1, hour)),
            again=False,
        ),
        _stage(
            "solve",
            _SOLVE,
            EventKind.RESOLVED,
            ("community", _days(3, unit)),
            ("street", _days(5, unit)),
            ("district", _days(1, _MONTH)),
        ),
    )


def one_callback(*, unit: LimitUnit, hour: LimitUnit) -> tuple[Stage, ...]:
    """
    Contact in 1 hour, on site in 3 hours, finish in 5 days; the 1 callback has no limit.
    """
    _check(unit, hour)
    return (
        _stage("respond", _RESPOND, EventKind.SIGNED, (None, _hours(1, hour)), again=False),
        _stage("on_site", _ON_SITE, EventKind.ANSWERED, (None, _hours(3, hour))),
        _stage("solve", _SOLVE, EventKind.RESOLVED, (None, _days(5, unit))),
    )


STAGES: Final = NotStated(
    Label(
        "“1351”限时办结制度的四个数字各指什么，按工作日还是自然日、按钟点还是办公时间计算？",
        "what do the four digits of “1351” stand for, in working or calendar days, in hours of "
        "the clock or of the office?",
    ),
    (
        Option(
            name="by_stage",
            label=Label(
                "按环节：1小时响应、3日初步答复、5日办结、疑难1个月（推测）",
                "by stage: respond in 1 hour, first result in 3 days, finish in 5, hard cases in "
                "1 month (a guess)",
            ),
            make=by_stage,
        ),
        Option(
            name="by_class",
            label=Label(
                "按类别：简单1日、一般3日、复杂5日、疑难1个月（推测）",
                "by class: simple 1 day, ordinary 3, complex 5, hard 1 month (a guess)",
            ),
            make=by_class,
        ),
        Option(
            name="by_tier",
            label=Label(
                "按层级：1小时签收、社区3日、街道5日、区级1个月（推测）",
                "by tier: signed for in 1 hour, community 3 days, street 5, district 1 month "
                "(a guess)",
            ),
            make=by_tier,
        ),
        Option(
            name="one_callback",
            label=Label(
                "1小时联系、3小时到场、5日办结、1次回访（推测）",
                "contact in 1 hour, on site in 3, finish in 5 days, 1 callback (a guess)",
            ),
            make=one_callback,
        ),
    ),
)
