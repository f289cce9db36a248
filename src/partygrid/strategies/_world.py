"""
What the values of one pay scheme have in common, so that they fit each other.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
from hypothesis import strategies as st

from partygrid.pay import (
    AwardBasis,
    Coefficients,
    Component,
    PaidAs,
    PayLadder,
    Rungs,
    Selector,
)
from partygrid.people import NONE, NoResult
from partygrid.strategies._ladders import Names, Steps, credit_names, ladders_of
from partygrid.strategies._rows import (
    ANY,
    MOST_YEARS,
    PAID_AS,
    ROWS,
    SMALL,
    WITHOUT_AWARDS,
    Numbers,
    Rows,
)
from partygrid.strategies._scales import Frame, scales_in
from partygrid.strategies._words import ids

_TOP_LEVEL: Final = 18
_TOP_STEP: Final = 6
_MOST_NAMES: Final = 3
_MOST_LINES: Final = 4
_UNITS: Final = (1, 10, 100)
# No name of a qualification or a grade may stand for having none.
_TAKEN: Final = (NONE, *(each.value for each in NoResult))

_BOOLS: Final = st.booleans()
_NAME: Final = ids().filter(lambda name: name not in _TAKEN)
_NAMES: Final = st.lists(_NAME, min_size=1, max_size=_MOST_NAMES, unique=True).map(tuple)
_RANKS: Final = st.lists(_NAME, max_size=_MOST_NAMES, unique=True).map(tuple)
_BASES: Final = st.lists(st.sampled_from(AwardBasis), min_size=1, max_size=2)


@attrs.frozen(kw_only=True)
class World:
    """
    Hold the names, ladders and scales of which a scheme is made.

    Args:
        shared: Whether pools may be of a unit's wage bill: amounts are small then.
        unit: What rounded pools are whole multiples of.
        ranks: The positions that every ladder has; none if there may be no ladder.
    """

    shared: bool
    unit: int
    bases: list[AwardBasis]
    staff: str
    grades: Names
    reasons: Names
    entrants: Names
    ranks: Names
    ladders: list[PayLadder | None]
    scales: list[tuple[Component, ...]]

    @property
    def numbers(self) -> Numbers:
        """
        How large numbers are.
        """
        return SMALL if self.shared else ANY

    @property
    def is_multiplied(self) -> bool:
        """
        Whether some scale has coefficients.
        """
        return any(
            isinstance(line.amount, Coefficients) for scale in self.scales for line in scale
        )

    @property
    def keys(self) -> Names:
        """
        The lines that every scale has.
        """
        return self._common(*PaidAs)

    @property
    def fixed_keys(self) -> Names:
        """
        The lines of fixed pay that every scale has.
        """
        return self._common(PaidAs.FIXED)

    def _common(self, *kinds: PaidAs) -> Names:
        each = [[line.key for line in scale if line.paid_as in kinds] for scale in self.scales]
        return tuple(key for key in each[0] if all(key in keys for keys in each))


@st.composite
def worlds(draw: st.DrawFn, *, allow_wage_bill: bool) -> World:
    """
    Generate what the values of a scheme have in common.
    """
    educations, degrees, certificates = draw(_NAMES), draw(_NAMES), draw(_NAMES)
    ranks = draw(_RANKS)
    ladders: list[PayLadder | None] = [None]
    if ranks:
        ladder = ladders_of(
            Steps(
                keys=ranks,
                offices=draw(_NAMES),
                names=credit_names(educations, degrees, certificates),
                most_levels=draw(st.sampled_from((_TOP_LEVEL, None))),
                most_steps=draw(st.sampled_from((None, _TOP_STEP))),
            )
        )
        ladders = draw(st.lists(ladder, min_size=1, max_size=2))
        if draw(st.integers(0, 3)) == 3:  # noqa: PLR2004 - seldom
            ladders, ranks = [*ladders, None], ()
    names = {
        Selector.CERTIFICATE: certificates,
        Selector.CERTIFICATE_PASSED: certificates,
        Selector.CERTIFICATE_APPOINTED: certificates,
        Selector.EDUCATION: educations,
        Selector.DEGREE: degrees,
    }
    given: dict[Selector, Rows] = {each: (NONE, *held) for each, held in names.items()}
    given |= {Selector.YEARS: tuple(range(MOST_YEARS + 1)), **_rungs_of(draw, ladders, ranks)}
    shared = allow_wage_bill and draw(_BOOLS)
    selectors = [each for each in Selector if each in given]
    frame = Frame(
        selectors=selectors,
        seconds=[each for each in selectors if each is not Selector.YEARS],
        given=given,
        numbers=SMALL if shared else ANY,
        paid_as=WITHOUT_AWARDS if shared else PAID_AS,
    )
    return World(
        shared=shared,
        unit=draw(st.sampled_from(_UNITS)),
        bases=draw(_BASES),
        staff=draw(ids()),
        grades=draw(_NAMES),
        reasons=draw(_NAMES),
        entrants=draw(_NAMES),
        ranks=ranks,
        ladders=ladders,
        scales=draw(st.lists(scales_in(frame, 1, _MOST_LINES), min_size=1, max_size=2)),
    )


def _rungs_of(
    draw: st.DrawFn, ladders: list[PayLadder | None], ranks: Names
) -> dict[Selector, Rows]:
    """
    Say which rows a scale needs for whatever the ladders give.
    """
    positions = [each for ladder in ladders if ladder is not None for each in ladder.positions]
    levels = [each.levels for each in positions if each.levels is not None]
    steps = [each.steps for each in positions if each.steps is not None]
    found: dict[Selector, Any] = {}
    if not positions:
        found[Selector.LEVEL] = draw(ROWS[Selector.LEVEL])
    if levels:
        found[Selector.LEVEL] = _span(levels)
    if steps and ranks:
        found[Selector.STEP] = _span(steps)
    if ranks:
        found |= {Selector.POSITION: ranks, Selector.TREATMENT: ranks, Selector.POSTS: (1, 2)}
    return found


def _span(windows: list[Rungs]) -> Rows:
    lowest = min(window.lowest for window in windows)
    return tuple(range(lowest, max(window.highest for window in windows) + 1))
