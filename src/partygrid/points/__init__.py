"""
The points bank (积分银行): registered monthly, redeemed quarterly, appraised yearly.

Voluntary and positive only: nothing here takes a point from anybody but to undo a wrong entry.
"""

from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._activity import Activity, Head, HolderKind
from partygrid.points._appraising import AppraisalRules, AppraisalScheme, Honour, TieRule
from partygrid.points._audit_schemes import audit_appraisal, audit_store, audit_tariff
from partygrid.points._bank import Bank, Decision
from partygrid.points._books import Books, Delivering, Pending, Settling, Shelf, TakenBack
from partygrid.points._cap import Cap, CapPeriod, CapScope
from partygrid.points._close import close
from partygrid.points._deliver import deliver
from partygrid.points._event import (
    Allocated,
    BankEvent,
    Closed,
    Delivered,
    Enrolled,
    Reversed,
    Settled,
    Submitted,
)
from partygrid.points._expiry import Expiry, ExpiryBase, ExpiryRule
from partygrid.points._levels import Levels
from partygrid.points._lot import Lot
from partygrid.points._month import Clip, ClosedMonth, Registered
from partygrid.points._order import Order, OrderState, Part, Reason, Refused, Turn
from partygrid.points._quantity import MOST_QUANTITY, Quantity
from partygrid.points._redeem import hold, redeem
from partygrid.points._request import (
    Delivery,
    Request,
    Requester,
    Reversal,
    Settlement,
    SettlementKind,
)
from partygrid.points._reverse import reverse
from partygrid.points._settle import cancel, post, settled, void
from partygrid.points._slip import Holder, Slip
from partygrid.points._store import Criterion, Gift, StoreRules, StoreScheme
from partygrid.points._submit import enrol, submit
from partygrid.points._tariff import CreditTo, Opening, Tariff, TariffRules
from partygrid.points._top_up import TopUp

__all__ = [
    "MOST_QUANTITY",
    "Account",
    "Activity",
    "Allocated",
    "AppraisalRules",
    "AppraisalScheme",
    "Bank",
    "BankEvent",
    "Books",
    "Cap",
    "CapPeriod",
    "CapScope",
    "Clip",
    "Closed",
    "ClosedMonth",
    "CreditTo",
    "Criterion",
    "Decision",
    "Delivered",
    "Delivering",
    "Delivery",
    "Enrolled",
    "Expiry",
    "ExpiryBase",
    "ExpiryRule",
    "Gift",
    "Head",
    "Holder",
    "HolderKind",
    "Honour",
    "Levels",
    "Lot",
    "Move",
    "MoveKind",
    "Opening",
    "Order",
    "OrderState",
    "Part",
    "Pending",
    "Quantity",
    "Reason",
    "Refused",
    "Registered",
    "Request",
    "Requester",
    "Reversal",
    "Reversed",
    "Settled",
    "Settlement",
    "SettlementKind",
    "Settling",
    "Shelf",
    "Slip",
    "StoreRules",
    "StoreScheme",
    "Submitted",
    "TakenBack",
    "Tariff",
    "TariffRules",
    "TieRule",
    "TopUp",
    "Turn",
    "audit_appraisal",
    "audit_store",
    "audit_tariff",
    "cancel",
    "close",
    "deliver",
    "enrol",
    "hold",
    "post",
    "redeem",
    "reverse",
    "settled",
    "submit",
    "void",
]
