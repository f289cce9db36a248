from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_type

import attrs

from partygrid import packs, pay
from partygrid.dated import Month, NotKnown, Series, Terms
from partygrid.money import Fen, RoundingRule, yuan
from partygrid.norms import Report
from partygrid.org import Standing, UnitId
from partygrid.packs import ExamplePack, ShayibakPack
from partygrid.people import Worker
from partygrid.serial import from_data
from partygrid.sources import Grade, Source
from partygrid.trace import Step

OURS = Source(key="ours", title="区财政局通知", grade=Grade.HOST)

place = packs.load("example")
assert_type(place, ExamplePack)
assert_type(packs.load("shayibak"), ShayibakPack)

scheme = attrs.evolve(
    place.pay,
    base=place.pay.base.announce(
        yuan("2350.50"), start=date(2025, 1, 1), known=date(2025, 9, 3), source=OURS
    ),
    award_basis=place.pay.award_basis.choose("of_total", source=OURS),
)
june = scheme.on(Month(2025, 6), known=date(2025, 6, 30))
assert_type(june, Terms[pay.PayRules])
assert_type(june.rules.rounding, RoundingRule)
assert_type(june.rules.award_rate, Fraction)

slip = pay.payslip(place.worker, june, place.standings)
assert_type(slip.paid, Fen)
assert_type(slip.award, Fen | NotKnown)
assert_type(slip.trace(), Step)
assert_type(slip.explain("zh"), str)
assert_type(pay.what_if(slip, criteria_met=5).difference, Fen)
assert_type(pay.audit(scheme), Report)

assert_type(from_data(Worker, {}), Worker)
assert_type(from_data(dict[UnitId, Series[Standing]], {}), dict[UnitId, Series[Standing]])
