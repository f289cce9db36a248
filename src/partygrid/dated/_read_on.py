"""
On which day of a period a scheme is read.
"""

from __future__ import annotations

from partygrid.errors import WrongTypeError
from partygrid.labels import LabelledEnum


class ReadOn(LabelledEnum):
    """
    Say on which day of a period its values are read, and so what a start in mid-period does.

    On the first day, a start in mid-period counts from the next period; on the last day, it
    counts for the whole period; split, it counts from its own day.
    """

    FIRST_DAY = "first_day", "按期首日", "as on the period's first day"
    LAST_DAY = "last_day", "按期末日", "as on the period's last day"
    SPLIT = "split", "按变动日分段", "split at the day of change"


def check_read_on(value: ReadOn, field: str) -> None:
    """
    Refuse anything but a `ReadOn`.
    """
    if type(value) is not ReadOn:
        raise WrongTypeError(field=field, value=value, allowed="a ReadOn")
