"""
Pay of community workers: ladder, placement, payslip and payroll, what-if, floors, audit.
"""

from partygrid.pay._amounts import (
    Amount,
    Coefficients,
    Grid,
    Key,
    ShareOf,
    Table,
    YearlyRate,
)
from partygrid.pay._attainable import Attainable
from partygrid.pay._audit import audit
from partygrid.pay._base import IndexedBase
from partygrid.pay._basis import Basis
from partygrid.pay._choices import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    CountedLines,
    MoverRule,
    RatingRule,
)
from partygrid.pay._credit import Credit, CreditFor, CreditGives
from partygrid.pay._floors import MeanFloor
from partygrid.pay._instalments import Instalment, PaidFor
from partygrid.pay._ladder import Concurrent, PayLadder
from partygrid.pay._mean import check_floors
from partygrid.pay._next import NextChange, next_change
from partygrid.pay._part_month import PartMethod, PartMonth
from partygrid.pay._payments import PaymentPlan, PaymentRule
from partygrid.pay._payroll import Payroll, payroll
from partygrid.pay._payslip import Payslip
from partygrid.pay._pieces import Piece
from partygrid.pay._place import place
from partygrid.pay._placement import Placement
from partygrid.pay._price import payslip, price
from partygrid.pay._probation import ProbationBase, ProbationRule
from partygrid.pay._rules import PayRules
from partygrid.pay._rungs import Position, Rungs, every
from partygrid.pay._scale import Component, PaidAs
from partygrid.pay._scheme import PayScheme
from partygrid.pay._selector import Selector
from partygrid.pay._settle import BillShare, PaidPart
from partygrid.pay._stars import StarEffect, StarRule
from partygrid.pay._what_if import WhatIf, what_if

__all__ = [
    "AllowancesFrom",
    "Amount",
    "Attainable",
    "AwardBasis",
    "AwardPool",
    "Basis",
    "BillShare",
    "Coefficients",
    "Component",
    "Concurrent",
    "CountedLines",
    "Credit",
    "CreditFor",
    "CreditGives",
    "Grid",
    "IndexedBase",
    "Instalment",
    "Key",
    "MeanFloor",
    "MoverRule",
    "NextChange",
    "PaidAs",
    "PaidFor",
    "PaidPart",
    "PartMethod",
    "PartMonth",
    "PayLadder",
    "PayRules",
    "PayScheme",
    "PaymentPlan",
    "PaymentRule",
    "Payroll",
    "Payslip",
    "Piece",
    "Placement",
    "Position",
    "ProbationBase",
    "ProbationRule",
    "RatingRule",
    "Rungs",
    "Selector",
    "ShareOf",
    "StarEffect",
    "StarRule",
    "Table",
    "WhatIf",
    "YearlyRate",
    "audit",
    "check_floors",
    "every",
    "next_change",
    "payroll",
    "payslip",
    "place",
    "price",
    "what_if",
]
