"""
What an audit finds of the store: orders, settlements, holds and shelves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from partygrid.points._bank import Bank


def order_faults(bank: Bank) -> Iterator[str]:
    yield from ()


def shelf_faults(bank: Bank) -> Iterator[str]:
    yield from ()
