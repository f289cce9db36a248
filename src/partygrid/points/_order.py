"""
Orders: what became of requests, and what each met when its turn came.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from partygrid.dated import Period
from partygrid.labels import Label, LabelledEnum
from partygrid.money import Fen
from partygrid.points._lot import Stretches
from partygrid.points._order_steps import order_steps
from partygrid.points._request import Request
from partygrid.trace import Explained, Step

if TYPE_CHECKING:
    from partygrid.points._store import StoreRules


class OrderState(LabelledEnum):
    """
    Say where an order stands.
    """

    REFUSED = "refused", "未能兑换", "refused"
    HELD = "held", "已冻结", "held"
    REDEEMED = "redeemed", "已兑换", "redeemed"
    VOIDED = "voided", "已撤销", "voided"
    LAPSED = "lapsed", "冻结失效", "lapsed"
    CANCELLED = "cancelled", "已取消", "cancelled"


class Reason(LabelledEnum):
    """
    Say why a request could not be granted: the world is short.
    """

    POINTS = "points", "积分不足", "not enough points"
    LEAST = "least", "未达兑换起点", "below the points from which one may redeem"
    STOCK = "stock", "库存不足", "not enough in stock"
    LIMIT = "limit", "已达每户限额", "the limit of a holder is reached"


class Part(NamedTuple):
    """
    Name points of one lot.

    Args:
        lot: The number of the lot in its account.
        points: The stretches of its line.
    """

    lot: int
    points: Stretches


class Refused(NamedTuple):
    """
    Say what was missing.

    Args:
        reason: What.
        needed: How much of it was needed: points, those left out that cash could have paid for,
            or items.
        had: How much there was.
    """

    reason: Reason
    needed: int
    had: int

    @property
    def missing(self) -> int:
        """
        How much was missing.
        """
        return self.needed - self.had

    @property
    def of_items(self) -> bool:
        """
        Whether items were missing, not points.
        """
        return self.reason is Reason.STOCK or self.reason is Reason.LIMIT


class Turn(NamedTuple):
    """
    Hold what a request met when its turn came.

    Args:
        rules: What the store said then.
        days: The last day of each lot with points to use, in the order of their use; None: it
            has none.
        points: How many points of each could be used.
        had: How many of the gift the holder had been granted in the period; 0 if that has no
            limit.
        stock: How many were left; None: the gift is not counted.
        before: Where stock was short: how many requests had been granted the gift just before,
            because they came first by each criterion, and at the end by the id alone.
    """

    rules: StoreRules
    days: tuple[date | None, ...]
    points: tuple[int, ...]
    had: int
    stock: int | None
    before: tuple[int, ...] = ()

    @property
    def available(self) -> int:
        """
        How many points could be used.
        """
        return sum(self.points)

    @property
    def usable(self) -> tuple[tuple[date | None, int], ...]:
        """
        The last day and the points of each lot with points to use, in the order of their use.
        """
        return tuple(zip(self.days, self.points, strict=True))


class _Fields(NamedTuple):
    request: Request
    period: Period
    on: date
    version: int
    state: OrderState
    points: int
    cash: Fen
    held: tuple[Part, ...]
    spent: tuple[Part, ...]
    items: int
    posted: int
    until: date | None
    refusal: Refused | None
    turn: Turn


# A named tuple: a window decides many at once.
class Order(_Fields, Explained):
    """
    Hold one request with what became of it so far; `redeem` and `hold` make it.

    Args:
        request: The request.
        period: The period whose window it was decided in.
        on: The day on which it was decided.
        version: The version of the bank that the decision led to.
        state: Where it stands.
        points: The points it took, all items together; 0 if it was refused.
        cash: What is paid in cash beside them, in fen, all items together.
        held: The points that are held, lot by lot.
        spent: The points that are redeemed, lot by lot.
        items: How many items are held.
        posted: How many items are redeemed.
        until: The last day of the hold; None if it never was one.
        refusal: Why it was refused; None if it was not.
        turn: What it met when its turn came.
    """

    __slots__ = ()

    @property
    def granted(self) -> int:
        """
        How many items it has been granted and not given back, held or redeemed.
        """
        return self.items + self.posted

    @property
    def heading(self) -> Label:
        """
        Request and period.
        """
        id_, period = self.request.id, self.period.label
        return Label(f"兑换申请 {id_}（{period.zh}）", f"Request {id_}, {period.en}")

    def trace(self) -> Step:
        """
        Give price, points, cash, limit and stock as they were at its turn, and what was missing.
        """
        return order_steps(self)

    def __repr__(self) -> str:
        """
        Show request, state and reason in one line.
        """
        why = "" if self.refusal is None else f" ({self.refusal.reason.value})"
        return f"<Order {self.request.id}: {self.state.value}{why}>"
