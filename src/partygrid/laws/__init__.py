"""
Laws that every host can hold its own schemes, workers, calendars and cases to.

Each is a function whose finding anyone can read.
"""

from partygrid.laws._clocks import (
    check_promise,
    later_records,
    looked_in_time,
    order_of_events,
    settled_verdicts,
    zone_of_asking,
)
from partygrid.laws._pay import (
    check_pay,
    early_facts_only,
    in_the_window,
    monotone,
    order_of_facts,
    swapping_workers,
)
from partygrid.laws._worktime import (
    added_time,
    check_calendar,
    counted_back,
    early_notices_only,
    later_starts,
    order_of_layers,
)

__all__ = [
    "added_time",
    "check_calendar",
    "check_pay",
    "check_promise",
    "counted_back",
    "early_facts_only",
    "early_notices_only",
    "in_the_window",
    "later_records",
    "later_starts",
    "looked_in_time",
    "monotone",
    "order_of_events",
    "order_of_facts",
    "order_of_layers",
    "settled_verdicts",
    "swapping_workers",
    "zone_of_asking",
]
