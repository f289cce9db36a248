"""
Strategies for what comes to a bank: holders, slips, requests, deliveries, settlements, reversals.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import Fen
from partygrid.points import (
    MOST_QUANTITY,
    Delivery,
    Holder,
    Request,
    Requester,
    Reversal,
    Settlement,
    SettlementKind,
    Slip,
)
from partygrid.strategies._arguments import checked
from partygrid.strategies._days import days
from partygrid.strategies._kinds import EARLY, LATE, names
from partygrid.strategies._words import ids

_MOST_ITEMS: Final = 1_000_000
_MOST_CASH: Final = 10**7
_FEW: Final = st.integers(1, 5)
_ITEMS: Final = _FEW | st.integers(1, _MOST_ITEMS)


@checked
def holders(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    kinds: Iterable[str] | None = None,
    households: Iterable[str] | None = None,
) -> st.SearchStrategy[Holder]:
    """
    Generate holders, with a household and without.

    Args:
        min_value: The first day on which one enters.
        max_value: The last.
        kinds: The kinds of holder; None: any name.
        households: The households; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, there is no name, or one is no
            id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(holders(kinds=["family"]), lambda holder: True, settings=quickly).kind
    'family'
    """
    return st.builds(
        Holder,
        id=ids(),
        kind=names("kinds", kinds),
        since=days(min_value=min_value, max_value=max_value),
        household=st.none() | names("households", households),
    )


@checked
def slips(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    holders: Iterable[str] | None = None,
    activities: Iterable[str] | None = None,
    max_quantity: int = MOST_QUANTITY,
) -> st.SearchStrategy[Slip]:
    """
    Generate slips, late ones among them.

    Args:
        min_value: The first day on which something was done.
        max_value: The last.
        holders: The holders who earn; None: any name.
        activities: The activities; None: any name.
        max_quantity: The largest quantity.

    Raises:
        WrongTypeError: A bound is not a civil date, a name is not text, or the quantity is not an
            int.
        ValueNotAllowedError: The bounds are in the wrong order, there is no name, one is no id, or
            the quantity is not from 1 to 1,000,000,000.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(slips(activities=["hours"]), lambda slip: slip.late, settings=quickly).activity
    'hours'
    """
    if type(max_quantity) is not int:
        raise WrongTypeError(field="max_quantity", value=max_quantity, allowed="an int")
    if not 1 <= max_quantity <= MOST_QUANTITY:
        raise ValueNotAllowedError(
            field="max_quantity", value=max_quantity, allowed=f"1 to {MOST_QUANTITY}"
        )
    small = st.sampled_from([each for each in (60, 1, 90, 500) if each <= max_quantity] or [1])
    return st.builds(
        Slip,
        ids(),
        names("holders", holders),
        names("activities", activities),
        days(min_value=min_value, max_value=max_value),
        small | st.integers(1, max_quantity),
        st.booleans(),
    )


@checked
def requests(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    holders: Iterable[str] | None = None,
    gifts: Iterable[str] | None = None,
) -> st.SearchStrategy[Request]:
    """
    Generate requests for gifts, with cash and without.

    Args:
        min_value: The first day on which one is asked.
        max_value: The last.
        holders: The holders who ask; None: any name.
        gifts: The gifts; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, there is no name, or one is no
            id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(requests(gifts=["rice"]), lambda asked: asked.cash > 0, settings=quickly).gift
    'rice'
    """
    return st.builds(
        Request,
        id=ids(),
        holder=names("holders", holders),
        gift=names("gifts", gifts),
        quantity=_ITEMS,
        asked=days(min_value=min_value, max_value=max_value),
        cash=(st.just(0) | st.integers(0, _MOST_CASH)).map(Fen),
    )


@checked
def deliveries(*, gifts: Iterable[str] | None = None) -> st.SearchStrategy[Delivery]:
    """
    Generate deliveries of gifts to a store.

    Args:
        gifts: The gifts; None: any name.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(deliveries(gifts=["rice"]), lambda found: True, settings=quickly).gift
    'rice'
    """
    return st.builds(Delivery, id=ids(), gift=names("gifts", gifts), quantity=_ITEMS)


@checked
def settlements(*, orders: Iterable[str] | None = None) -> st.SearchStrategy[Settlement]:
    """
    Generate records of what was done to orders: posted whole or in part, voided, cancelled.

    Args:
        orders: The ids of the requests that the orders came from; None: any.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(settlements(), lambda done: done.quantity == 2, settings=quickly)
    >>> found.kind.value
    'post'
    """
    of = names("orders", orders)
    done = st.builds(Settlement, id=ids(), order=of, kind=st.sampled_from(SettlementKind))
    part = st.builds(
        Settlement, id=ids(), order=of, kind=st.just(SettlementKind.POST), quantity=_ITEMS
    )
    return done | part


@checked
def reversals(*, slips: Iterable[str] | None = None) -> st.SearchStrategy[Reversal]:
    """
    Generate corrections of wrong slips.

    Args:
        slips: The ids of the wrong slips; None: any.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(reversals(slips=["s-1"]), lambda found: True, settings=quickly).slip
    's-1'
    """
    return st.builds(
        Reversal,
        id=ids(),
        slip=names("slips", slips),
        by=st.sampled_from(Requester),
        reason=st.sampled_from(("wrong_date", "double", "误登")) | ids(),
    )
