"""
What following a slip says: where it stands, what it came to, what became of its points.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from partygrid.labels import Label, LabelledEnum
from partygrid.points._books import TakenBack
from partygrid.points._cap import Cap
from partygrid.points._month import ClosedMonth
from partygrid.points._slip import Slip
from partygrid.points._slip_steps import slip_steps
from partygrid.points._tariff import TariffRules
from partygrid.trace import Explained, Step


class SlipState(LabelledEnum):
    """
    Say where a slip stands.
    """

    PENDING = "pending", "待登记", "pending"
    REGISTERED = "registered", "已登记", "registered"
    TAKEN_BACK = "taken_back", "已更正收回", "taken back"


class Fate(LabelledEnum):
    """
    Say what became of points.
    """

    AVAILABLE = "available", "可用", "available"
    HELD = "held", "冻结", "held"
    REDEEMED = "redeemed", "已兑换", "redeemed"
    EXPIRED = "expired", "已到期", "expired"
    TAKEN_BACK = "taken_back", "更正收回", "taken back"


class Became(NamedTuple):
    """
    Say what became of some points of a slip.

    Args:
        fate: What.
        points: How many they are.
        ref: The request that holds or took them, or the correction; "" of others.
        on: The day from which that is so.
        gift: What they are held or were redeemed for; None of others.
    """

    fate: Fate
    points: int
    ref: str
    on: date
    gift: Label | None = None


class CapUse(NamedTuple):
    """
    Say what there was of a cap when a slip was registered.

    Args:
        cap: The cap; None: the storage cap.
        most: The points that it lets through.
        used: What had been used of it before.
        bound: Whether it is the one that the close noted as having cut points off.
    """

    cap: Cap | None
    most: int
    used: int
    bound: bool

    @property
    def room(self) -> int:
        """
        What was left of it.
        """
        return max(0, self.most - self.used)


class _Fields(NamedTuple):
    slip: Slip
    on: date
    recorded: date
    state: SlipState
    rules: TariffRules
    storage: TariffRules | None
    month: ClosedMonth | None
    account: str
    worth: int
    uses: tuple[CapUse, ...]
    credited: int
    expires: date | None
    became: tuple[Became, ...]
    wrong: TakenBack | None


class SlipReading(_Fields, Explained):
    """
    Say what a slip came to and what became of its points; `follow` makes it.

    Args:
        slip: The slip.
        on: The day as on which it is read.
        recorded: The day on which it came in.
        state: Where it stands.
        rules: The values of the tariff on the day of the activity: as known at the close, or on
            the day asked while it waits.
        storage: The values on the last day of the month that registered it, which hold the storage
            cap; None while it waits.
        month: The closed month that registered it; None if none has.
        account: The holder whose account is credited.
        worth: Its points before any cap.
        uses: What there was of each cap that counts it, in the order in which they were tried.
        credited: Its points.
        expires: The last day of its points as set on that day; None: there is none.
        became: What became of its points.
        wrong: The correction that took it back; None if none has.
    """

    __slots__ = ()

    @property
    def clipped(self) -> int:
        """
        What caps cut off; of a slip that waits nothing yet.
        """
        return self.worth - self.credited if self.month is not None else 0

    @property
    def shortfall(self) -> int:
        """
        What of a wrong slip is redeemed and so was not taken back.
        """
        if self.wrong is None:
            return 0
        return sum(each.points for each in self.became if each.fate is Fate.REDEEMED)

    @property
    def heading(self) -> Label:
        """
        Slip and day.
        """
        return Label(f"登记单 {self.slip.id}，{self.on}", f"Slip {self.slip.id} on {self.on}")

    def trace(self) -> Step:
        """
        Give tariff, caps and lot, and follow each point.
        """
        return slip_steps(self)

    def __repr__(self) -> str:
        """
        Show slip, state and points in one line.
        """
        return (
            f"<SlipReading {self.slip.id}: {self.state.label.en}, "
            f"worth {self.worth}, credited {self.credited}>"
        )
