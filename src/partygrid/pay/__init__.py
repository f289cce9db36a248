"""
Pay of community workers: placement, payslip with its performance award, what-if, audit.
"""

from partygrid.pay._audit import audit
from partygrid.pay._choices import (
    AwardBasis,
    AwardPool,
    CountedLines,
    MoverRule,
    RatingRule,
)
from partygrid.pay._payslip import Payslip
from partygrid.pay._place import place
from partygrid.pay._placement import Basis, Placement
from partygrid.pay._price import payslip, price
from partygrid.pay._rules import PayRules
from partygrid.pay._scale import (
    Amount,
    Coefficients,
    Component,
    Selector,
    Table,
    YearlyRate,
)
from partygrid.pay._scheme import PayScheme
from partygrid.pay._what_if import WhatIf, what_if

__all__ = [
    "Amount",
    "AwardBasis",
    "AwardPool",
    "Basis",
    "Coefficients",
    "Component",
    "CountedLines",
    "MoverRule",
    "PayRules",
    "PayScheme",
    "Payslip",
    "Placement",
    "RatingRule",
    "Selector",
    "Table",
    "WhatIf",
    "YearlyRate",
    "audit",
    "payslip",
    "place",
    "price",
    "what_if",
]
