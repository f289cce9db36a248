"""
Climb a ladder: position, level and step of a worker as on a day.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from partygrid.errors import NotInForceError, ValueNotAllowedError
from partygrid.pay._credit import CreditGives
from partygrid.pay._credited import Credited, Ranked, ranked_of
from partygrid.pay._credited import credited as credited_of
from partygrid.pay._ladder import PayLadder
from partygrid.pay._offices import offices_of, offices_on
from partygrid.pay._selector import Selector
from partygrid.people import Appointment, EarlyGain, LevelConfirmation, Record, Tally
from partygrid.people._tally import counted

if TYPE_CHECKING:
    from partygrid.pay._rules import PayRules
    from partygrid.pay._rungs import Rungs


# A member looked up on its class costs as much as a bisection.
_LEVELS, _YEARS, _STEPS = CreditGives.LEVELS, CreditGives.YEARS, CreditGives.STEPS
_new = tuple.__new__


# A named tuple: one is made for every worker and month.
class Climb(NamedTuple):
    """
    Hold how position, level and step follow from what is on record; `climb` makes it.

    Args:
        tally: The service counted.
        held: The appointments that count, the highest position first.
        rank: The rank of the position; None without a ladder.
        treated: The rank of the position whose treatment counts.
        credited: The credits, in the order of the ladder.
        years: Years of service with deemed and early years, which climb the rungs.
        level: The level; None if there are none.
        step: The step; None if there are none.
        confirmed: The fact that confirms the level; None if a ladder works it out.
        lowered: How many levels probation takes off.
        ranked: The qualifications that count for each credit, whatever the years.
    """

    tally: Tally
    held: tuple[Appointment, ...]
    rank: int | None
    treated: int | None
    credited: tuple[Credited, ...]
    years: int
    level: int | None
    step: int | None
    confirmed: LevelConfirmation | None
    lowered: int
    ranked: tuple[Ranked, ...] = ()


def climb(record: Record, rules: PayRules, day: date, lowered: int = 0) -> Climb:
    """
    Work out position, level and step of a worker as on a day.

    Args:
        record: What is on record of the worker.
        rules: The values in force.
        day: The day.
        lowered: How many levels probation takes off, before the level is brought into its window.

    Raises:
        ConflictError: Two facts claim the same day.
        NotInForceError: A fact that is needed is not on record for the day.
        UnknownNameError: The ladder does not know an office.
        ValueNotAllowedError: The ladder does not know a qualification.
    """
    served = counted(record, rules.covers, rules.service, day)
    ladder = rules.ladder
    if ladder is None:
        return _confirmed(record, rules, day, served)
    held = offices_of(record, rules, ladder, day)
    ranked = _ranked(record, rules, ladder, day) if ladder.credits else ()
    return _climbed(rules, ladder, served, held, ranked, lowered)


def climbed_on(before: Climb, record: Record, rules: PayRules, day: date) -> Climb:
    """
    Work out the same as on a later day, if no fact has turned between them but service.

    Args:
        before: How it was on the day before.
        record: What is on record of the worker.
        rules: The values in force.
        day: The day.

    Raises:
        NotStatedError: The file does not state the result of a year that matters.
    """
    served, ladder = counted(record, rules.covers, rules.service, day), rules.ladder
    if served[:2] == before.tally[:2]:
        return _new(Climb, (served, *before[1:]))
    if ladder is None:
        return before._replace(tally=served, years=served.years)
    return _climbed(rules, ladder, served, before.held, before.ranked, before.lowered)


def _climbed(
    rules: PayRules,
    ladder: PayLadder,
    served: Tally,
    held: tuple[Appointment, ...],
    ranked: tuple[Ranked, ...],
    lowered: int,
) -> Climb:
    rank = treated = ladder._by_office[held[0].office]  # noqa: SLF001 - one room
    years, levels, steps = served.years, -lowered, 0
    credited = credited_of(ladder, ranked, years) if ranked else ()
    for credit, worth, _ in credited:
        gives = credit.gives
        if gives is _LEVELS:
            levels += worth
        elif gives is _YEARS:
            years += worth
        elif gives is _STEPS:
            steps += worth
        else:
            treated = max(treated, worth)
    if served.early:
        levels += served.gained(rules.service, EarlyGain.LEVELS)
        years += served.gained(rules.service, EarlyGain.YEARS)
    position = ladder.positions[treated]
    level = _rung(position.levels, years, levels)
    step = _rung(position.steps, years, steps)
    # As `Climb(…)`, without the call that a named tuple's own constructor is.
    return _new(
        Climb,
        (served, held, rank, treated, credited, years, level, step, None, lowered, ranked),
    )


def _ranked(record: Record, rules: PayRules, ladder: PayLadder, day: date) -> tuple[Ranked, ...]:
    try:
        return ranked_of(record, ladder, day)
    except ValueNotAllowedError as error:
        # A credit knows neither the worker nor the document it stands in.
        raise ValueNotAllowedError(
            field=f"worker {record.worker}: {error.field}",
            value=error.value,
            allowed=error.allowed,
            source=rules.entry("ladder").cite(),
        ) from None


def _rung(window: Rungs | None, years: int, extra: int) -> int | None:
    """
    Climb a window and come to rest within it.
    """
    if window is None:
        return None
    rung = window.lowest + bisect_right(window.rises, years) + extra
    if rung > window.highest:
        return window.highest
    return max(rung, window.lowest)


def _confirmed(record: Record, rules: PayRules, day: date, served: Tally) -> Climb:
    """
    Take the level from the latest confirmation, if the scale looks at levels.
    """
    level, latest = None, None
    if rules.selects(Selector.LEVEL):
        latest = _latest(record, day)
        level = latest.level
    held = offices_on(record, day)
    return Climb(served, held, None, None, (), served.years, level, None, latest, 0)


def _latest(record: Record, day: date) -> LevelConfirmation:
    latest = None
    for fact in record.levels:
        if fact.start > day:
            break
        latest = fact
    if latest is None:
        raise NotInForceError(
            field=f"worker {record.worker}: level",
            day=str(day),
            allowed="a day on or after a confirmation of the level",
        )
    return latest
