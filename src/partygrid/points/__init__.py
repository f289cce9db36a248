"""
The points bank (积分银行): registered monthly, redeemed quarterly, appraised yearly.

Voluntary and positive only: nothing here takes a point from anybody but to undo a wrong entry.
"""

from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._activity import Activity, Counting, Head, HolderKind
from partygrid.points._again import LeftOut
from partygrid.points._appraise import Appraisal, appraise
from partygrid.points._appraising import AppraisalRules, AppraisalScheme, Honour, TieRule
from partygrid.points._as_of import LotState
from partygrid.points._audit import audit
from partygrid.points._audit_schemes import audit_appraisal, audit_store, audit_tariff
from partygrid.points._balance import Balance, NextExpiry, balance
from partygrid.points._balances import Balances, balances
from partygrid.points._bank import Bank
from partygrid.points._books import Books, Delivering, Pending, Settling, Shelf, TakenBack
from partygrid.points._cap import Cap, CapPeriod, CapScope
from partygrid.points._close import close
from partygrid.points._comparison import ActivityChange, Comparison, HolderChange, RequestChange
from partygrid.points._decision import Decision
from partygrid.points._deliver import deliver
from partygrid.points._event import BankEvent, Closed, Enrolled, Reversed, Submitted
from partygrid.points._expiry import Expiry, ExpiryBase, ExpiryRule
from partygrid.points._follow import follow
from partygrid.points._levels import Levels
from partygrid.points._lot import Lot
from partygrid.points._month import Clip, ClosedMonth, Registered
from partygrid.points._opening_reading import OpeningReading, follow_opening
from partygrid.points._order import Order, OrderState, Part, Reason, Refused, Turn
from partygrid.points._quantity import MOST_QUANTITY, Quantity
from partygrid.points._ranking import Place
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
from partygrid.points._slip_reading import Became, CapUse, Fate, SlipReading, SlipState
from partygrid.points._statement import Statement, statement
from partygrid.points._statement_lines import Line, LineKind
from partygrid.points._store import Criterion, Gift, StoreRules, StoreScheme
from partygrid.points._store_event import Allocated, Delivered, Settled
from partygrid.points._submit import enrol, submit
from partygrid.points._tariff import CreditTo, Opening, Tariff, TariffRules
from partygrid.points._top_up import TopUp
from partygrid.points._what_if import what_if

__all__ = [
    "MOST_QUANTITY",
    "Account",
    "Activity",
    "ActivityChange",
    "Allocated",
    "Appraisal",
    "AppraisalRules",
    "AppraisalScheme",
    "Balance",
    "Balances",
    "Bank",
    "BankEvent",
    "Became",
    "Books",
    "Cap",
    "CapPeriod",
    "CapScope",
    "CapUse",
    "Clip",
    "Closed",
    "ClosedMonth",
    "Comparison",
    "Counting",
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
    "Fate",
    "Gift",
    "Head",
    "Holder",
    "HolderChange",
    "HolderKind",
    "Honour",
    "LeftOut",
    "Levels",
    "Line",
    "LineKind",
    "Lot",
    "LotState",
    "Move",
    "MoveKind",
    "NextExpiry",
    "Opening",
    "OpeningReading",
    "Order",
    "OrderState",
    "Part",
    "Pending",
    "Place",
    "Quantity",
    "Reason",
    "Refused",
    "Registered",
    "Request",
    "RequestChange",
    "Requester",
    "Reversal",
    "Reversed",
    "Settled",
    "Settlement",
    "SettlementKind",
    "Settling",
    "Shelf",
    "Slip",
    "SlipReading",
    "SlipState",
    "Statement",
    "StoreRules",
    "StoreScheme",
    "Submitted",
    "TakenBack",
    "Tariff",
    "TariffRules",
    "TieRule",
    "TopUp",
    "Turn",
    "appraise",
    "audit",
    "audit_appraisal",
    "audit_store",
    "audit_tariff",
    "balance",
    "balances",
    "cancel",
    "close",
    "deliver",
    "enrol",
    "follow",
    "follow_opening",
    "hold",
    "post",
    "redeem",
    "reverse",
    "settled",
    "statement",
    "submit",
    "void",
    "what_if",
]
