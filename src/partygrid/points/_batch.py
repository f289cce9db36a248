"""
Requests as they came: what is new, what was decided before, and what is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from partygrid.errors import (
    PartyGridError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points._books import Books
from partygrid.points._problems import changed, lines_of, refused_batch
from partygrid.points._request import Request
from partygrid.points._slip import Holder
from partygrid.points._store import StoreRules


class Batch:
    """
    Hold requests as they came: what is new, what was decided before, and what is wrong.
    """

    def __init__(self, books: Books, requests: Iterable[Request]) -> None:
        self.faults: list[tuple[int, PartyGridError]] = []
        self.fresh: dict[str, Request] = {}
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        given = lines_of(requests, "requests")
        ids = {each.id for each in given if type(each) is Request}
        before = books.orders.among(ids)
        self.known = list(before.values())
        for place, request in enumerate(given):
            if type(request) is not Request:
                wrong = WrongTypeError(field="request", value=request, allowed="a Request")
                self.faults.append((place, wrong))
                continue
            order = before.get(request.id)
            first = self.fresh.setdefault(request.id, request) if order is None else order.request
            if first != request:
                self.faults.append((place, changed(first, request, "request")))
            else:
                self._places[request.id].append(place)
        self._holders = books.holders.among({each.holder for each in self.fresh.values()})

    def check(self, rules: StoreRules, on: date) -> None:
        """
        Find what is wrong with requests that are new.
        """
        for id_, request in self.fresh.items():
            fault = _fault(request, self._holders.get(request.holder), rules, on)
            if fault is not None:
                self.faults += [(place, fault) for place in self._places[id_]]

    def refuse(self) -> None:
        """
        Refuse the batch if a line of it is wrong.
        """
        if self.faults:
            raise refused_batch(self.faults, "requests")


def _fault(
    request: Request, holder: Holder | None, rules: StoreRules, on: date
) -> PartyGridError | None:
    """
    Say why a request cannot be decided; None if it can.
    """
    field = f"request {request.id}"
    if holder is None:
        return UnknownNameError(
            field=f"{field}: holder", value=request.holder, allowed="a holder who has entered"
        )
    gift = rules.by_key.get(request.gift)
    if gift is None:
        return UnknownNameError(
            field=f"{field}: gift",
            value=request.gift,
            allowed=", ".join(rules.by_key),
            source=rules.entry("catalogue").cite(),
        )
    if gift.kinds and holder.kind not in gift.kinds:
        return ValueNotAllowedError(
            field=f"{field}: kind of holder",
            value=holder.kind,
            allowed=", ".join(gift.kinds),
            source=rules.entry("catalogue").cite(),
        )
    if request.asked > on:
        return ValueNotAllowedError(
            field=f"{field}: asked", value=str(request.asked), allowed=f"{on} or earlier"
        )
    if request.cash and gift.top_up is None:
        return ValueNotAllowedError(
            field=f"{field}: cash",
            value=request.cash,
            allowed=f"0: {gift.key} is for points alone",
            source=rules.entry("catalogue").cite(),
        )
    return None
