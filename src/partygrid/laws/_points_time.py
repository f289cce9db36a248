"""
Laws of a points bank about time: the past stays, and can be made again from anywhere.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Final

import attrs

from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.laws._history import BankHistory, Trial
from partygrid.norms import Finding
from partygrid.points import Bank, BankEvent, Closed, balances
from partygrid.serial import from_data, to_data

_MOST_CUTS: Final = 12


def closed_months_stay(history: BankHistory) -> Finding:
    """
    Find closed months that a later event changed, or that are not what their digest says.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> closed_months_stay(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_CLOSED, history)
    for step in history.steps():
        named, count = step.named, len(step.before.months)
        zh, en = named.zh, named.en
        trial.holds(
            step.after.months[:count] == step.before.months,
            f"{zh}改动了已结月份",
            f"{en} changed a closed month",
        )
        if isinstance(step.event, Closed):
            month = step.after.months[-1]
            # Made once more of the same columns, it works its digest out once more.
            trial.holds(
                attrs.evolve(month).digest == month.digest == step.event.digest,
                f"{month.month}摘要不符",
                f"the digest of {month.month} is another",
            )
    before = ""
    for month in history.last.months:
        same = attrs.evolve(month).digest == month.digest and month.before == before
        trial.holds(same, f"{month.month}与前月不相接", f"{month.month} does not follow on")
        before = month.digest
    return trial.finding()


def replayed_from_anywhere(history: BankHistory) -> Finding:
    """
    Find places from which the events that follow do not lead to the same bank.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> replayed_from_anywhere(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_REPLAYED, history)
    count = len(history.events)
    for cut in sorted({number * count // _MOST_CUTS for number in range(_MOST_CUTS + 1)}):
        try:
            same = history.banks[cut].replay(history.events[cut:]) == history.last
        except PartyGridError:
            same = False
        trial.holds(
            same, f"从第{cut}个事件之后重演，结果不同", f"replayed after event {cut}: another bank"
        )
    return trial.finding()


def later_events_only(history: BankHistory) -> Finding:
    """
    Find balances of a day that depend on what happened after it.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> later_events_only(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_LATER, history)
    for day, found in history.balances.items():
        now = {each.holder: each for each in found}
        for each in balances(_known(history, day), on=day):
            trial.holds(
                now.get(each.holder) == each,
                f"{each.holder} {day}：当日{each.available}分可用，其后查询不同",
                f"{each.holder} on {day}: {each.available} available then, another answer later",
            )
    return trial.finding()


def _known(history: BankHistory, day: date) -> Bank:
    """
    Give the bank as it was at the end of a day.
    """
    count = sum(event.on <= day for event in history.events)
    return history.banks[count]


def read_back(history: BankHistory) -> Finding:
    """
    Find events and schemes that, written as JSON, are not read as what they were.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> read_back(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_READ_BACK, history)
    for step in history.steps():
        named = step.named
        trial.holds(
            _is_read_back(step.event), f"{named.zh}读回不同", f"{named.en} is read as another"
        )
    for scheme in (history.opened.tariff, history.opened.store):
        try:
            data = to_data(scheme)
        except PartyGridError:
            # A question that has a function among its answers is answered before it is written.
            continue
        same = to_data(from_data(type(scheme), json.loads(json.dumps(data)))) == data
        trial.holds(same, f"{scheme.key}读回不同", f"{scheme.key} is read as another")
    return trial.finding()


def _is_read_back(event: BankEvent) -> bool:
    text = json.dumps(to_data(event))
    try:
        back = from_data(BankEvent, json.loads(text))
    except PartyGridError:
        return False
    return bool(back == event) and json.dumps(to_data(back)) == text


_CLOSED: Final = Label("已结月份不再变动", "what is closed stays as it is")
_REPLAYED: Final = Label("从任何一处重演，结果相同", "replayed from anywhere it is the same bank")
_LATER: Final = Label(
    "后来发生的事不改变先前某日的余额", "what happens later changes no balance of before"
)
_READ_BACK: Final = Label("写出再读回，内容不变", "what is written is read as it was")
