"""
All that the long values of tariff and store hold, item by item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partygrid.labels import Label
from partygrid.points._activity import Activity, Counting
from partygrid.points._words import NONE, activities_words, gifts_words, limit_words, window_words
from partygrid.worktime import Cadence, Limit, RestRule

if TYPE_CHECKING:
    from partygrid.dated import WrittenItems
    from partygrid.points._store import Gift


def activities_items(activities: tuple[Activity, ...]) -> WrittenItems:
    """
    Write what each activity earns, how less than its amount counts, and under which head.
    """
    return tuple((each.key, _activity(each)) for each in activities)


def _activity(activity: Activity) -> Label:
    words = activities_words((activity,))
    if activity.counting is Counting.IN_PROPORTION:
        # The short words leave this out.
        usual = activity.counting.label
        words = Label(f"{words.zh}；{usual.zh}", f"{words.en}; {usual.en}")
    return Label(f"{words.zh}；大类 {activity.head}", f"{words.en}; head {activity.head}")


def gifts_items(gifts: tuple[Gift, ...]) -> WrittenItems:
    """
    Write what each gift costs, and whether its stock is counted.
    """
    if not gifts:
        return (("", NONE),)
    return tuple((each.key, _gift(each)) for each in gifts)


def _gift(gift: Gift) -> Label:
    words = gifts_words((gift,))
    if gift.stocked:
        return Label(f"{words.zh}；计库存", f"{words.en}; stock is counted")
    return Label(f"{words.zh}；不计库存", f"{words.en}; stock is not counted")


def window_items(window: Cadence) -> WrittenItems:
    """
    Write when the store is open, and what days of rest do to that.
    """
    said = (("", window_words(window)),)
    return (*said, ("", window.rest.label)) if window.rest is RestRule.KEEP else said


def limit_items(limit: Limit) -> WrittenItems:
    """
    Write a limit, and how it is counted.
    """
    return (("", limit_words(limit)), ("", limit.conventions))
