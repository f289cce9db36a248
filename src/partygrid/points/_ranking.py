"""
Places: who comes before whom, and what place those share who have as many points.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from partygrid.dated import Month, Year
from partygrid.labels import Label
from partygrid.points._appraising import AppraisalRules, Honour, TieRule
from partygrid.points._words import honour_takes
from partygrid.trace import Explained, Op, Step, StepRule, Unit

_STANDARD: Final = TieRule.STANDARD


def places(points: Mapping[str, int], ties: TieRule) -> dict[str, int]:
    """
    Give everybody a place by points; who has as many shares it, and none is a number like others.

    Args:
        points: The points of each.
        ties: Which place follows on those who share one.
    """
    by_points: dict[int, list[str]] = {}
    for holder, count in points.items():
        by_points.setdefault(count, []).append(holder)
    found: dict[str, int] = {}
    place = 1
    for count in sorted(by_points, reverse=True):
        found.update(dict.fromkeys(by_points[count], place))
        place += len(by_points[count]) if ties is _STANDARD else 1
    return found


class _Fields(NamedTuple):
    holder: str
    kind: str
    year: Year
    place: int
    shared: int
    months: tuple[tuple[Month, int], ...]
    taken_back: int
    honours: tuple[Honour, ...]
    rules: AppraisalRules


class Place(_Fields, Explained):
    """
    Say which place a holder has in a year, and why; `Appraisal.place` gives it.

    Args:
        holder: The id of the holder.
        kind: The kind among which the holder is ranked.
        year: The year.
        place: The place, from 1.
        shared: How many others have it, too.
        months: What the closes of the year's months credited.
        taken_back: What of that was taken back of wrong slips.
        honours: What the place or the points are honoured with.
        rules: The values of the scheme.
    """

    __slots__ = ()

    @property
    def points(self) -> int:
        """
        The points that count, credited less what was taken back of wrong slips.

        What was spent, is held or has expired counts like any other.
        """
        return sum(points for _, points in self.months) - self.taken_back

    @property
    def heading(self) -> Label:
        """
        Year and holder.
        """
        year = self.year.label
        return Label(f"{year.zh}评比 {self.holder}", f"Appraisal of {year.en}, {self.holder}")

    def trace(self) -> Step:
        """
        Give the points month by month, the place, and each honour.
        """
        words = Label(f"第{self.place}名", f"place {self.place}")
        return Step(_APPRAISED, words, (self._points(), self._place(), *self._honours()))

    def _points(self) -> Step:
        months = tuple(
            Step(StepRule(f"{month}", month.label, Unit.POINTS), points)
            for month, points in self.months
            if points
        )
        credited = Step(_CREDITED, sum(points for _, points in self.months), months)
        taken_back = Step(_TAKEN_BACK, self.taken_back)
        return Step(_POINTS, self.points, (credited, taken_back))

    def _place(self) -> Step:
        ties = self.rules.ties
        label = _AHEAD if ties is _STANDARD else _AHEAD_APART
        ahead = Step(StepRule("ahead", label, Unit.FACTOR), self.place - 1)
        rule = StepRule(
            "place", _PLACE, Unit.FACTOR, Op.SUM, entry=self.rules.entry("ties"), note=ties.label
        )
        row = None
        if self.shared:
            row = Label(f"与另外{self.shared}名并列", f"shared with {self.shared} more")
        return Step(rule, self.place, (ahead, _ONE), row)

    def _honours(self) -> tuple[Step, ...]:
        entry = self.rules.entry("honours")
        return tuple(
            Step(
                StepRule(each.key, _HONOUR, Unit.TEXT, entry=entry),
                each.label,
                (),
                honour_takes(each),
            )
            for each in self.honours
        )

    def __repr__(self) -> str:
        """
        Show holder, year, place and points in one line.
        """
        return f"<Place {self.holder}, {self.year}: {self.place} with {self.points} points>"


_APPRAISED: Final = StepRule("appraised", Label("评比结果", "appraised"), Unit.TEXT)
_POINTS: Final = StepRule("points", Label("全年积分", "points"), Unit.POINTS, Op.DIFFERENCE)
_CREDITED: Final = StepRule("credited", Label("登记入账", "credited"), Unit.POINTS, Op.SUM)
_TAKEN_BACK: Final = StepRule("taken_back", Label("更正收回", "taken back"), Unit.POINTS)
_PLACE: Final = Label("名次", "place")
_AHEAD: Final = Label("积分更高者", "holders with more points")
_AHEAD_APART: Final = Label("更高的积分档", "higher numbers of points")
_ONE: Final = Step(StepRule("one", Label("本名次", "this place"), Unit.FACTOR), 1)
_HONOUR: Final = Label("荣誉", "honour")
