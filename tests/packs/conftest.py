"""
Answers to every question that places leave open, as a host might give them.
"""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from partygrid.dated import Effective, PeriodKind
from partygrid.pay import CountedLines, RatingRule
from partygrid.people import ServiceCount
from partygrid.sources import Grade, Source

OURS = Source(key="ours", title="区财政局通知", grade=Grade.HOST)
LAST_YEAR = RatingRule(every=PeriodKind.YEAR, lag=1)

# Field, option and its arguments.
CHOICES = {
    "read_on": ("first_day", {}),
    "service": (
        "full_years",
        {"count": ServiceCount.PER_PERIOD, "effective": Effective.SAME_DAY},
    ),
    "ladder": ("confirmed", {}),
    "allowances_from": (
        "from",
        {"certificate": Effective.NEXT_MONTH, "education": Effective.NEXT_MONTH},
    ),
    "rounding": ("half_up_to_fen", {}),
    "award_rate": ("none", {}),
    "award_shares": ("in_proportion", {"criteria": 5}),
    "award_basis": ("of_total", {}),
    "award_pool": ("per_worker", {}),
    "award_lines": ("all_lines", {}),
    "rating": ("earlier_period", {"every": PeriodKind.YEAR, "lag": 1}),
    "mover": ("by_months_served", {}),
    "stars": ("noted", {"rating": LAST_YEAR, "most": 5}),
    "part_month": ("calendar_days", {"lines": CountedLines(None)}),
    "probation": (
        "share_of_own",
        {"entries": ("new",), "share": Fraction(4, 5), "award": False},
    ),
    "payments": ("monthly", {"day": 10, "lag": 0}),
}


def complete(scheme, *, base, scale, **choices):
    """
    Answer every question of a scheme; base and scale are announced from 2025 on.
    """
    days = {"start": date(2025, 1, 1), "known": date(2024, 12, 20), "source": OURS}
    answered = {
        "base": scheme.base.announce(base, **days),
        "scale": scheme.scale.announce(scale, **days),
    }
    for name, _ in scheme.gaps():
        if name not in answered:
            option, arguments = (CHOICES | choices)[name]
            series = getattr(scheme, name)
            answered[name] = series.choose(option, source=OURS, **arguments)
    return attrs.evolve(scheme, **answered)


@pytest.fixture(scope="session", name="complete")
def _complete():
    """
    A function that answers every question of a scheme.
    """
    return complete
