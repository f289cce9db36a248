"""
The points bank (积分银行): registered monthly, redeemed quarterly, appraised yearly.

Voluntary and positive only: nothing here takes a point from anybody but to undo a wrong entry.
"""

from partygrid.points._activity import Activity, Head, HolderKind
from partygrid.points._appraising import AppraisalRules, AppraisalScheme, Honour, TieRule
from partygrid.points._audit_schemes import audit_appraisal, audit_store, audit_tariff
from partygrid.points._cap import Cap, CapPeriod, CapScope
from partygrid.points._expiry import Expiry, ExpiryBase, ExpiryRule
from partygrid.points._quantity import MOST_QUANTITY, Quantity
from partygrid.points._store import Criterion, Gift, StoreRules, StoreScheme, TopUp
from partygrid.points._tariff import CreditTo, Opening, Tariff, TariffRules

__all__ = [
    "MOST_QUANTITY",
    "Activity",
    "AppraisalRules",
    "AppraisalScheme",
    "Cap",
    "CapPeriod",
    "CapScope",
    "CreditTo",
    "Criterion",
    "Expiry",
    "ExpiryBase",
    "ExpiryRule",
    "Gift",
    "Head",
    "HolderKind",
    "Honour",
    "Opening",
    "Quantity",
    "StoreRules",
    "StoreScheme",
    "Tariff",
    "TariffRules",
    "TieRule",
    "TopUp",
    "audit_appraisal",
    "audit_store",
    "audit_tariff",
]
