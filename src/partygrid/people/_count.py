"""
How service is counted, as data: part years, breaks, results, early steps.
"""

from __future__ import annotations

from datetime import date

import attrs

from partygrid.dated import Effective, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id
from partygrid.people._conduct import NoResult, Result
from partygrid.people._early import EarlyRule
from partygrid.people._service import ServiceCount


class PartYears(LabelledEnum):
    """
    Say what becomes of a year that is not full.
    """

    DROPPED = "dropped", "只计满年", "full years only"
    COUNTED = "counted", "不满一年按一年计", "a part of a year counts as one"
    CALENDAR = (
        "calendar",
        "按自然年度计，当年在职即计",
        "calendar years in which any day was served",
    )


class Unassessed(LabelledEnum):
    """
    Say what becomes of a year whose result is not known yet.
    """

    WAITS = (
        "waits",
        "结果确定前暂不计入，也不作扣除",
        "neither counted nor dropped until it is known",
    )
    COUNTS = "counts", "先计入，考核不合格再剔除", "counted until a failing result is known"


@attrs.frozen(kw_only=True)
class ResultRule:
    """
    Say which calendar years of service count, by the result of their assessment.

    Args:
        grades: Every grade there is, and whether a year with it counts.
        no_grade_counts: Whether a year assessed without a grade (未定等次) counts.
        unassessed: What becomes of a year whose result is not known yet.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: There is no grade, or one twice, or one is called as a `NoResult`.

    >>> rule = ResultRule(
    ...     grades=(("qualified", True), ("failed", False)),
    ...     no_grade_counts=False,
    ...     unassessed=Unassessed.WAITS,
    ... )
    >>> rule.counts("failed", field="result")
    False
    """

    grades: tuple[tuple[str, bool], ...]
    no_grade_counts: bool
    unassessed: Unassessed
    _good: frozenset[Result] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse grades that could not be told apart.
        """
        self._check_grades()
        if type(self.no_grade_counts) is not bool:
            raise WrongTypeError(
                field="results.no_grade_counts", value=self.no_grade_counts, allowed="a bool"
            )
        if type(self.unassessed) is not Unassessed:
            raise WrongTypeError(
                field="results.unassessed", value=self.unassessed, allowed="an Unassessed"
            )
        good: set[Result] = {grade for grade, counts in self.grades if counts}
        if self.no_grade_counts:
            good.add(NoResult.NO_GRADE)
        object.__setattr__(self, "_good", frozenset(good))

    def _check_grades(self) -> None:
        if type(self.grades) is not tuple:
            raise WrongTypeError(
                field="results.grades", value=self.grades, allowed="a tuple of grades"
            )
        for pair in self.grades:
            if not _is_grade(pair):
                raise WrongTypeError(
                    field="results.grades", value=pair, allowed="a pair of grade and bool"
                )
            check_id(pair[0], field="results.grades")
        names = [grade for grade, _ in self.grades]
        taken = {each.value for each in NoResult}
        if not names or len(set(names)) < len(names) or taken & set(names):
            raise ValueNotAllowedError(
                field="results.grades",
                value=tuple(names),
                allowed="one grade or more, each once, none of them a NoResult",
            )

    def counts(self, grade: str, *, field: str) -> bool:
        """
        Tell whether a year with that grade counts.

        Raises:
            ValueNotAllowedError: The rule does not know the grade.
        """
        for name, counts in self.grades:
            if name == grade:
                return counts
        known = ", ".join(name for name, _ in self.grades)
        raise ValueNotAllowedError(field=field, value=grade, allowed=known)


def _is_grade(pair: object) -> bool:
    return type(pair) is tuple and len(pair) == 2 and type(pair[1]) is bool  # noqa: PLR2004 - a pair


@attrs.frozen(kw_only=True)
class ServiceRule:
    """
    Say how years of service are counted.

    Args:
        count: How periods with breaks between them are counted.
        part_years: What becomes of a year that is not full.
        effective: From when a completed year counts.
        breaks: The reasons of breaks that are no service; None: no break is.
        since: The day from which service counts; None: from its first day.
        results: Which calendar years count by their results; None: results play no part.
        early: How good years bring early steps; None: they do not.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A reason is named twice, or a run is made of a grade that the
            results do not know.

    >>> rule = ServiceRule(
    ...     count=ServiceCount.PER_PERIOD,
    ...     part_years=PartYears.DROPPED,
    ...     effective=Effective.SAME_DAY,
    ... )
    >>> rule.label.zh
    '各段分别计满年后相加；只计满年；自变动之日起'
    """

    count: ServiceCount
    part_years: PartYears
    effective: Effective
    breaks: tuple[str, ...] | None = None
    since: date | None = None
    results: ResultRule | None = None
    early: EarlyRule | None = None
    _is_plain: bool = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse parts that are none, or do not fit each other.
        """
        for name, kinds, allowed in (
            ("count", {ServiceCount}, "a ServiceCount"),
            ("part_years", {PartYears}, "a PartYears"),
            ("effective", {Effective}, "an Effective"),
            ("results", {ResultRule, type(None)}, "a ResultRule or None"),
            ("early", {EarlyRule, type(None)}, "an EarlyRule or None"),
        ):
            if type(getattr(self, name)) not in kinds:
                raise WrongTypeError(
                    field=f"service.{name}", value=getattr(self, name), allowed=allowed
                )
        if self.since is not None:
            check_day(self.since, field="service.since")
        self._check_breaks()
        if self.early is not None:
            if self.results is None:
                raise ValueNotAllowedError(
                    field="service.early",
                    value=self.early,
                    allowed="None where results play no part",
                )
            self.results.counts(self.early.grade, field="service.early.grade")
        plain = (
            self.count is ServiceCount.PER_PERIOD
            and self.part_years is PartYears.DROPPED
            and self.since is None
        )
        object.__setattr__(self, "_is_plain", plain)

    def _check_breaks(self) -> None:
        if self.breaks is None:
            return
        if type(self.breaks) is not tuple:
            raise WrongTypeError(
                field="service.breaks", value=self.breaks, allowed="a tuple of reasons"
            )
        for reason in self.breaks:
            check_id(reason, field="service.breaks")
        if len(set(self.breaks)) < len(self.breaks):
            raise ValueNotAllowedError(
                field="service.breaks", value=self.breaks, allowed="each reason once"
            )

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        parts = [self.count.label, self.part_years.label, self.effective.label]
        if self.breaks:
            names = "、".join(self.breaks)
            parts.append(Label(f"{names}不计", f"not counted: {', '.join(self.breaks)}"))
        if self.since is not None:
            parts.append(Label(f"自 {self.since} 起算", f"counted from {self.since}"))
        if self.results is not None:
            good = [grade for grade, counts in self.results.grades if counts]
            parts.append(
                Label(
                    f"考核为 {'、'.join(good)} 的年度计入", f"years rated {', '.join(good)} count"
                )
            )
            parts.append(self.results.unassessed.label)
            if self.results.no_grade_counts:
                parts.append(Label("未定等次的年度计入", "years without a grade count"))
            else:
                parts.append(Label("未定等次的年度不计", "years without a grade do not count"))
        if self.early is not None:
            parts.append(self.early.label)
        return Label("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def goes_plainly(rule: ServiceRule, grades: frozenset[Result]) -> bool:
    """
    Tell whether years are counted in the plain way and no result on record takes one out.
    """
    if not rule._is_plain:  # noqa: SLF001 - one module
        return False
    return rule.results is None or grades <= rule.results._good  # noqa: SLF001 - one module
