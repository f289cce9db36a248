"""
What the service is asked: classes of our own that hold values of the library.
"""

from __future__ import annotations

from datetime import datetime

import attrs

from partygrid.clocks import Case
from partygrid.worktime import Limit


@attrs.frozen(kw_only=True)
class CaseQuestion:
    """
    Ask where a case stands at an instant.

    Args:
        case: What happened so far.
        at: The instant asked about.
        known: What was recorded later plays no part; None: what was by the instant.
    """

    case: Case
    at: datetime
    known: datetime | None = None


@attrs.frozen(kw_only=True)
class LimitQuestion:
    """
    Ask when a limit that starts at an instant is due.

    Args:
        start: The instant at which it starts.
        limit: The limit.
    """

    start: datetime
    limit: Limit
