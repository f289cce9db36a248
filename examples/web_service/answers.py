"""
What the service answers: models from which it writes its documentation, too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from partygrid.clocks import Reading, StageReading
from partygrid.errors import InvalidDataError, PartyGridError, Problem
from partygrid.labels import Language
from partygrid.worktime import Due


class StageAnswer(BaseModel):
    """
    Where one stage of a case stands.
    """

    stage: str
    name: str = Field(description="The stage in words.")
    state: str
    state_name: str = Field(description="The state in words.")
    due: datetime | None = Field(description="When it is due; null if it does not run.")
    is_firm: bool = Field(description="False: it leans on days nobody has announced yet.")
    why: list[str] = Field(description="The reckoning, line by line, sources last.")


class CaseAnswer(BaseModel):
    """
    Where a case stands at an instant.
    """

    case: str
    at: datetime
    state: str
    stages: list[StageAnswer]
    findings: list[str] = Field(description="What was handled otherwise than the scheme says.")
    next_change: datetime | None = Field(description="When to ask again.")


class DueAnswer(BaseModel):
    """
    When a limit is due.
    """

    due: datetime
    is_firm: bool
    why: list[str]


class WrongField(BaseModel):
    """
    One thing that is wrong in what was asked.
    """

    field: str = Field(description="The place, as in `$.case.events[0].at`.")
    value: Any = Field(description="What came.")
    allowed: str = Field(description="What would be taken instead.")
    source: str = Field(description="Where that limit comes from; empty: from the library.")
    message: str


class Refusal(BaseModel):
    """
    Why a question was not answered.
    """

    problems: list[WrongField]


def case_answer(reading: Reading, language: Language) -> CaseAnswer:
    """
    Say where a case stands.
    """
    return CaseAnswer(
        case=reading.case.id,
        at=reading.at,
        state=reading.state.value,
        stages=[_stage(each, language) for each in reading.stages],
        findings=[each.heading.text(language) for each in reading.findings if not each.met],
        next_change=reading.next_change,
    )


def _stage(found: StageReading, language: Language) -> StageAnswer:
    return StageAnswer(
        stage=found.stage.key,
        name=found.stage.label.text(language),
        state=found.state.value,
        state_name=found.state.label.text(language),
        due=found.due,
        is_firm=found.is_firm,
        why=found.explain(language).splitlines(),
    )


def due_answer(found: Due, language: Language) -> DueAnswer:
    """
    Say when a limit is due.
    """
    why = found.explain(language).splitlines()
    return DueAnswer(due=found.at, is_firm=found.is_firm, why=why)


def refusal(error: PartyGridError) -> Refusal:
    """
    Say what was wrong, field by field.
    """
    if isinstance(error, InvalidDataError):
        return Refusal(problems=[_wrong(each) for each in error.problems])
    return Refusal(problems=[_wrong(Problem(error.field, str(error), error))])


def _wrong(problem: Problem) -> WrongField:
    error = problem.error
    return WrongField(
        field=problem.path,
        value=None if error is None else _plain(error.value),
        allowed="" if error is None else error.allowed,
        source="" if error is None else error.source,
        message=problem.message,
    )


def _plain(value: object) -> object:
    """
    Give back what came, or how it looks if it is more than a plain value.
    """
    return value if isinstance(value, str | int | bool | None) else repr(value)
