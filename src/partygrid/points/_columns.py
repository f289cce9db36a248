"""
The columns of a closed month, and the digest of all that stands in them.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from partygrid.errors import ValueNotAllowedError

if TYPE_CHECKING:
    from partygrid.points._month import ClosedMonth

# Before Python 3.12 an array's type takes no argument when it is looked up.
if TYPE_CHECKING:
    Column: TypeAlias = array[int]
else:
    Column = array
"""
Whole numbers, in as few bytes as they need.
"""

_CODES: Final = tuple((code, 1 << 8 * array(code).itemsize) for code in ("H", "I", "Q"))


def column(values: Sequence[int]) -> Column:
    """
    Make a column of whole numbers from 0 on.
    """
    try:
        # Most are small, and nothing is as fast as this.
        return array("B", bytes(values))
    except ValueError:
        most = max(values)
    for code, beyond in _CODES:
        if most < beyond:
            return array(code, values)
    raise ValueNotAllowedError(field="points", value=most, allowed=f"at most {2**64 - 1}")


def digest_of(month: ClosedMonth) -> str:
    """
    Work out the digest of a month from all that stands in it, and the digest of the one before.
    """
    found = hashlib.sha256(f"{month.before}|{month.month}|{month.on}|".encode())
    for name in _DIGESTED:
        each = getattr(month, name)
        if type(each) is tuple:
            # Ids hold nothing that does not print, so a line end parts them.
            body = "\n".join(each).encode("utf-8", "surrogatepass")
        else:
            body = _little(each)
        found.update(b"%d:" % len(body))
        found.update(body)
    return found.hexdigest()


_DIGESTED: Final = (
    "ids",
    "holders",
    "accounts",
    "activities",
    "names",
    "days",
    "recorded",
    "quantities",
    "worth",
    "credited",
    "clips",
    "used",
    "expires",
)


def _little(values: Column) -> bytes:
    """
    Give the bytes of a column, the same on every machine.
    """
    if sys.byteorder == "big":  # pragma: no cover - no such machine runs the tests
        values = array(values.typecode, values)
        values.byteswap()
    return values.typecode.encode() + values.tobytes()
