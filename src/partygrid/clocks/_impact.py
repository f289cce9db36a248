"""
What a change of calendar or scheme would move, before anyone makes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from partygrid.clocks._case import Case
from partygrid.clocks._read import check_setting, read
from partygrid.clocks._reading import StageReading, StageState
from partygrid.clocks._reading_steps import due_text
from partygrid.clocks._scheme import StageScheme
from partygrid.errors import ConflictError
from partygrid.labels import Label, Language, check_batch, check_kind, check_language
from partygrid.trace import MOST_ROWS, Explained, Step, StepRule, Unit, markdown_table
from partygrid.worktime import WorkCalendar, office_time


class Setting(NamedTuple):
    """
    Pair a scheme with a calendar.

    Args:
        scheme: The scheme.
        calendar: The calendar.
    """

    scheme: StageScheme
    calendar: WorkCalendar


class _Fields(NamedTuple):
    case: str
    stage: str
    before: StageReading | None
    after: StageReading | None


class Shift(_Fields, Explained):
    """
    Say what a change would do to one stage of one case; `impact` makes it.

    Args:
        case: The id of the case.
        stage: The key of the stage.
        before: Where it stands; None if there is no such stage.
        after: Where it would stand; None if there would be no such stage.
    """

    __slots__ = ()

    @property
    def breaches(self) -> bool:
        """
        Whether it would be late and is not.
        """
        return _is_late(self.after) and not _is_late(self.before)

    @property
    def heals(self) -> bool:
        """
        Whether it is late and would not be.
        """
        return _is_late(self.before) and not _is_late(self.after)

    @property
    def label(self) -> Label:
        """
        The name of the stage.
        """
        found = self.after or self.before
        return Label(self.stage, self.stage) if found is None else found.stage.label

    @property
    def heading(self) -> Label:
        """
        Case and stage.
        """
        label = self.label
        return Label(f"{self.case}：{label.zh}", f"{self.case}: {label.en}")

    def trace(self) -> Step:
        """
        Give both readings.
        """
        sides = (("before", Label("现状", "now"), self.before), ("after", _THEN, self.after))
        children = tuple(
            Step(StepRule(key, label, Unit.TEXT), _words(found), _steps(found))
            for key, label, found in sides
        )
        rule = StepRule("shift", Label("变动", "shift"), Unit.TEXT)
        return Step(rule, _words(self.after), children)

    def __repr__(self) -> str:
        """
        Show case, stage and both due instants in one line.
        """
        return (
            f"<Shift {self.case} {self.stage}: {_words(self.before).en} → {_words(self.after).en}>"
        )


_THEN = Label("变更后", "then")
_LATE = frozenset({StageState.BREACHED, StageState.MET_LATE})


def _is_late(found: StageReading | None) -> bool:
    return found is not None and found.state in _LATE


def _words(found: StageReading | None) -> Label:
    if found is None:
        return Label("无此环节", "no such stage")
    due = "" if found.due is None else f" {due_text(found.due)}"
    return Label(f"{found.state.label.zh}{due}", f"{found.state.label.en}{due}")


def _steps(found: StageReading | None) -> tuple[Step, ...]:
    return () if found is None else (found.trace(),)


class Shifts(tuple[Shift, ...]):
    """
    Hold what a change would do to many cases, a `Shift` each; `impact` makes it.
    """

    __slots__ = ()

    @property
    def breaching(self) -> tuple[Shift, ...]:
        """
        The shifts by which something would be late and is not.
        """
        return tuple(each for each in self if each.breaches)

    @property
    def healing(self) -> tuple[Shift, ...]:
        """
        The shifts by which something would not be late and is.
        """
        return tuple(each for each in self if each.heals)

    def summary(self, language: Language = "zh") -> str:
        """
        Write the first shifts as a table of Markdown, what would be late before all others.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        check_language(language)
        late, healed = self.breaching, self.healing
        first = (*late, *(each for each in self if not each.breaches))
        heading = Label(
            f"{len(self)} 个环节变动，{len(late)} 个将逾期，{len(healed)} 个将不再逾期",
            f"{len(self)} moved, {len(late)} would be late, {len(healed)} late no longer",
        )
        return markdown_table(
            [words.text(language) for words in _HEADER],
            [
                (
                    each.case,
                    each.label.text(language),
                    _words(each.before).text(language),
                    _words(each.after).text(language),
                )
                for each in first[:MOST_ROWS]
            ],
            "<<<<",
            heading=heading,
            count=len(self),
            language=language,
        )

    def _repr_markdown_(self) -> str:
        return self.summary("zh")

    def __repr__(self) -> str:
        """
        Show the counts in one line.
        """
        late, healed = len(self.breaching), len(self.healing)
        return f"<Shifts: {len(self)} moved, {late} would be late, {healed} late no longer>"


_HEADER = (Label("事项", "case"), Label("环节", "stage"), Label("现状", "now"), _THEN)


def impact(
    cases: Iterable[Case],
    before: Setting,
    after: Setting,
    *,
    at: datetime,
    known: datetime | None = None,
) -> Shifts:
    """
    Say what would move, of stages still open, if a calendar or a scheme changed.

    What has ended keeps its verdict and is not looked at. Nothing is changed by asking.

    Args:
        cases: The cases.
        before: Scheme and calendar as they are.
        after: Scheme and calendar as they would be.
        at: The instant.
        known: What was recorded or announced later plays no part; None: what was by ``at``.

    Returns:
        Each open stage whose state, due instant or firmness would differ, in the order of cases.

    Raises:
        WrongTypeError: The cases are none that one can go through, or an argument has another
            type, also where there are no cases.
        ConflictError: Two cases have one id.
        PartyGridError: As `read`.

    >>> from partygrid.packs import load
    >>> from partygrid.worktime import OFFICE_TIME
    >>> pack = load("example")
    >>> now = Setting(pack.promise, pack.calendar)
    >>> impact([pack.case], now, now, at=datetime(2025, 4, 30, 12, tzinfo=OFFICE_TIME))
    <Shifts: 0 moved, 0 would be late, 0 late no longer>
    """
    check_batch(cases, field="cases", what="cases")
    for setting, name in ((before, "before"), (after, "after")):
        check_kind(setting, Setting, name)
        check_setting(setting.scheme, setting.calendar, f"{name}: ")
    at = office_time(at)
    known = at if known is None else office_time(known, field="known")
    found: list[Shift] = []
    seen: set[str] = set()
    for case in cases:
        ours = read(case, before.scheme, before.calendar, at=at, known=known)
        if case.id in seen:
            raise ConflictError(field="cases", value=case.id, allowed="each id once")
        seen.add(case.id)
        theirs = read(case, after.scheme, after.calendar, at=at, known=known)
        one = {run.stage.key: run for run in ours.stages}
        other = {run.stage.key: run for run in theirs.stages}
        for key in {**one, **other}:
            pair = one.get(key), other.get(key)
            if _is_open(*pair) and _told(pair[0]) != _told(pair[1]):
                found.append(Shift(case.id, key, *pair))
    return Shifts(found)


def _is_open(*pair: StageReading | None) -> bool:
    runs = [found.run for found in pair if found is not None and found.run is not None]
    return any(run.end is None for run in runs)


def _told(found: StageReading | None) -> tuple[object, ...]:
    return () if found is None else (found.state, found.due, found.is_firm)
