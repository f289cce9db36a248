"""
Laws that every host can hold its own schemes and workers to, each with a finding anyone can read.
"""

from partygrid.laws._pay import (
    check_pay,
    early_facts_only,
    in_the_window,
    monotone,
    order_of_facts,
    swapping_workers,
)

__all__ = [
    "check_pay",
    "early_facts_only",
    "in_the_window",
    "monotone",
    "order_of_facts",
    "swapping_workers",
]
