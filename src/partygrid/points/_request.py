"""
What is asked of a store, and what is done to what came of it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from partygrid.dated import check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import LabelledEnum, check_id, with_article
from partygrid.money import Fen, fen

_NO_CASH: Final = Fen(0)

MOST_ITEMS: Final = 1_000_000
"""
The most of one gift that a request or a delivery can name.
"""


def _check_items(value: int, field: str) -> None:
    if type(value) is not int:
        raise WrongTypeError(field=field, value=value, allowed="an int")
    if not 1 <= value <= MOST_ITEMS:
        raise ValueNotAllowedError(field=field, value=value, allowed=f"1 to {MOST_ITEMS}")


def _check_kind(value: object, kind: type, field: str) -> None:
    if type(value) is not kind:
        raise WrongTypeError(field=field, value=value, allowed=with_article(kind.__name__))


@attrs.frozen(kw_only=True)
class Request:
    """
    Ask for a gift.

    Args:
        id: The host's opaque id of the request.
        holder: Who asks.
        gift: The gift, as the catalogue names it.
        quantity: How many of it.
        asked: The day on which it was asked for.
        cash: How much the holder is willing to pay, in fen, where the gift allows it and points
            fall short.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: An id cannot be written down, the quantity is not from 1 to
            1,000,000, or the cash is below 0.
    """

    id: str
    holder: str
    gift: str
    quantity: int = 1
    asked: date
    cash: Fen = _NO_CASH

    def __attrs_post_init__(self) -> None:
        """
        Refuse a request that does not say what is asked.
        """
        check_id(self.id, field="request.id")
        for name in ("holder", "gift"):
            check_id(getattr(self, name), field=f"request {self.id}: {name}")
        _check_items(self.quantity, f"request {self.id}: quantity")
        check_day(self.asked, field=f"request {self.id}: asked")
        if fen(self.cash, field=f"request {self.id}: cash") < 0:
            raise ValueNotAllowedError(
                field=f"request {self.id}: cash", value=self.cash, allowed="0 fen or more"
            )


@attrs.frozen(kw_only=True)
class Delivery:
    """
    Record gifts that came into the store.

    Args:
        id: The host's opaque id of the delivery.
        gift: The gift, as the catalogue names it.
        quantity: How many.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: An id cannot be written down, or the quantity is not from 1 to
            1,000,000.
    """

    id: str
    gift: str
    quantity: int

    def __attrs_post_init__(self) -> None:
        """
        Refuse a delivery of nothing.
        """
        check_id(self.id, field="delivery.id")
        check_id(self.gift, field=f"delivery {self.id}: gift")
        _check_items(self.quantity, f"delivery {self.id}: quantity")


class SettlementKind(LabelledEnum):
    """
    Say what was done to an order.
    """

    POST = "post", "兑付", "posted"
    VOID = "void", "撤销冻结", "voided"
    CANCEL = "cancel", "取消兑换", "cancelled"


@attrs.frozen(kw_only=True)
class Settlement:
    """
    Record what was done to an order.

    Args:
        id: The host's opaque id of this record.
        order: The id of the request that the order came from.
        kind: What was done.
        quantity: How many items were posted; None: all that are held. Only in a posting.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: An id cannot be written down, or the quantity means nothing.
    """

    id: str
    order: str
    kind: SettlementKind
    quantity: int | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse a record that does not say what was done.
        """
        check_id(self.id, field="settlement.id")
        check_id(self.order, field=f"settlement {self.id}: order")
        _check_kind(self.kind, SettlementKind, f"settlement {self.id}: kind")
        if self.quantity is not None:
            field = f"settlement {self.id}: quantity"
            _check_items(self.quantity, field)
            if self.kind is not SettlementKind.POST:
                raise ValueNotAllowedError(
                    field=field, value=self.quantity, allowed="none: only a posting has parts"
                )


class Requester(LabelledEnum):
    """
    Say who asked for a correction.
    """

    HOLDER = "holder", "积分户", "holder"
    CERTIFIER = "certifier", "认定人", "certifier"


@attrs.frozen(kw_only=True)
class Reversal:
    """
    Take a wrong slip back; it is a correction and never a fine.

    Args:
        id: The host's opaque id of the correction.
        slip: The id of the wrong slip.
        by: Who asked for it.
        reason: The code of the reason.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: An id or the reason cannot be written down.
    """

    id: str
    slip: str
    by: Requester
    reason: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a correction without a reason.
        """
        check_id(self.id, field="reversal.id")
        for name in ("slip", "reason"):
            check_id(getattr(self, name), field=f"reversal {self.id}: {name}")
        _check_kind(self.by, Requester, f"reversal {self.id}: by")
