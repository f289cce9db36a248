"""
The values of a payslip, which its steps and instalments are worked out from.
"""

from __future__ import annotations

from typing import NamedTuple

from partygrid.dated import NotKnown, Terms
from partygrid.money import Fen
from partygrid.pay._placement import Placement
from partygrid.pay._rules import PayRules
from partygrid.pay._settle import PaidPart


class SlipValues(NamedTuple):
    """
    Hold the fields of a `Payslip`, which says what each is.
    """

    placement: Placement
    terms: Terms[PayRules]
    amounts: tuple[Fen, ...]
    total: Fen
    outside: Fen
    pool: Fen
    fixed: Fen
    award: Fen | NotKnown
    paid: Fen
    parts: tuple[PaidPart, ...] = ()
