"""
Laws that every host can hold its own schemes, workers, calendars, cases and points banks to.

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
from partygrid.laws._history import BankHistory
from partygrid.laws._pack import check_pack
from partygrid.laws._pay import (
    check_pay,
    early_facts_only,
    in_the_window,
    monotone,
    order_of_facts,
    swapping_workers,
)
from partygrid.laws._points import check_points
from partygrid.laws._points_again import given_twice, order_of_slips, refused_whole
from partygrid.laws._points_counts import caps_kept, counted_another_way
from partygrid.laws._points_places import places_by_points
from partygrid.laws._points_spent import cancelling_undoes, first_expiry_first, holds_end_once
from partygrid.laws._points_sums import nothing_negative, points_conserved
from partygrid.laws._points_time import (
    closed_months_stay,
    later_events_only,
    read_back,
    replayed_from_anywhere,
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
    "BankHistory",
    "added_time",
    "cancelling_undoes",
    "caps_kept",
    "check_calendar",
    "check_pack",
    "check_pay",
    "check_points",
    "check_promise",
    "closed_months_stay",
    "counted_another_way",
    "counted_back",
    "early_facts_only",
    "early_notices_only",
    "first_expiry_first",
    "given_twice",
    "holds_end_once",
    "in_the_window",
    "later_events_only",
    "later_records",
    "later_starts",
    "looked_in_time",
    "monotone",
    "nothing_negative",
    "order_of_events",
    "order_of_facts",
    "order_of_layers",
    "order_of_slips",
    "places_by_points",
    "points_conserved",
    "read_back",
    "refused_whole",
    "replayed_from_anywhere",
    "settled_verdicts",
    "swapping_workers",
    "zone_of_asking",
]
