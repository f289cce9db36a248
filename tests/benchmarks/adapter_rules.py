"""
Adapter of partygrid for a benchmark of rule engines: `engines()` gives objects to be timed.

Each engine has ``name``, ``trace``, ``setup()``, ``prepare(rows)``, ``run(workers)``,
``cents(result)`` and ``retro(workers)``. A row is a dict of ``level``, ``years``, ``cert`` and
``goods``. Only the public API is used; terms are resolved once per run; every check is on.
`bench_rules.py` beside this file runs it next to hand-written Python.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from partygrid import pay
from partygrid.dated import Effective, Month, PeriodKind, ReadOn, SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, yuan
from partygrid.people import PartYears, ServiceCount, ServiceRule
from partygrid.serial import from_data
from partygrid.sources import Grade, Source

MADE_UP = Source(key="bench", title="benchmark", grade=Grade.ASSUMED)
START, RAISED, LATE = date(2024, 1, 1), date(2025, 1, 1), date(2025, 9, 3)
CERTIFICATES = ("none", "assistant", "social_worker", "senior")
FIELDS = {"level": "level", "years": "years", "cert": "certificate", "goods": "criteria_met"}
MONTHLY = pay.PaymentRule(every=PeriodKind.MONTH, lag=0, day=15, after_rating=False)
JUNE, PAY_RUN = Month(2025, 6), date(2025, 6, 30)
MONTHS = Month(2025, 1).to(Month(2025, 6))


def _said(name: str, value: Any) -> Series[Any]:
    return Series[Any](name).announce(value, start=START, known=START, source=MADE_UP)


def _scale() -> tuple[pay.Component, ...]:
    return (
        pay.Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=pay.Selector.LEVEL,
            amount=pay.Coefficients(
                tuple((level, Fraction(1000 + 85 * (level - 1), 1000)) for level in range(1, 19))
            ),
        ),
        pay.Component(
            key="years",
            label=Label("年限津贴", "seniority allowance"),
            selector=pay.Selector.YEARS,
            amount=pay.YearlyRate(per_year=yuan("35.50"), cap=40),
        ),
        pay.Component(
            key="certificate",
            label=Label("职业资格津贴", "certificate allowance"),
            selector=pay.Selector.CERTIFICATE,
            amount=pay.Table(tuple(zip(CERTIFICATES, map(yuan, (0, 120, 260, 450)), strict=True))),
        ),
    )


def scheme() -> pay.PayScheme:
    """
    Build the scheme of the job: the base is announced for 2024 and again for 2025.
    """
    return pay.PayScheme(
        key=SchemeKey("bench", "pay", "1"),
        read_on=_said("read_on", ReadOn.FIRST_DAY),
        covers=_said("covers", ("professional",)),
        service=_said(
            "service",
            ServiceRule(
                count=ServiceCount.PER_PERIOD,
                part_years=PartYears.DROPPED,
                effective=Effective.SAME_DAY,
            ),
        ),
        ladder=_said("ladder", None),
        allowances_from=_said(
            "allowances_from",
            pay.AllowancesFrom(certificate=Effective.SAME_DAY, education=Effective.SAME_DAY),
        ),
        base=_said("base", yuan("2230.50")).announce(
            yuan("2310.50"), start=RAISED, known=RAISED, source=MADE_UP
        ),
        scale=_said("scale", _scale()),
        rounding=_said("rounding", HALF_UP_TO_FEN),
        award_rate=_said("award_rate", Fraction(1, 5)),
        award_shares=_said("award_shares", tuple(Fraction(met, 5) for met in range(6))),
        award_basis=_said("award_basis", pay.AwardBasis.OF_TOTAL),
        award_pool=_said("award_pool", pay.AwardPool.PER_WORKER),
        award_lines=_said("award_lines", pay.CountedLines(None)),
        rating=_said("rating", pay.RatingRule(every=PeriodKind.YEAR, lag=1)),
        mover=_said("mover", pay.MoverRule.BY_MONTHS_SERVED),
        award_apportion=_said("award_apportion", None),
        stars=_said("stars", None),
        part_month=_said(
            "part_month",
            pay.PartMonth(
                method=pay.PartMethod.REFUSED, divisor=None, lines=pay.CountedLines(None)
            ),
        ),
        probation=_said("probation", ()),
        payments=_said("payments", pay.PaymentPlan(fixed=MONTHLY, award=MONTHLY)),
        floors=_said("floors", ()),
    )


class PartyGrid:
    """
    The public API, one worker at a time.
    """

    name = "partygrid"
    trace = False
    max_n = 10**9
    cap_n = 10**9
    max_rounds = 10**9
    total = None

    def setup(self) -> None:
        """
        Build the scheme, and the same with its base announced anew in September.
        """
        self.scheme = scheme()
        self.raised = attrs.evolve(
            self.scheme,
            base=self.scheme.base.announce(
                yuan("2350.50"), start=RAISED, known=LATE, source=MADE_UP
            ),
        )

    def prepare(self, rows: list[dict[str, Any]]) -> list[pay.Placement]:
        """
        Take rows in through the strict door: nothing missing, misspelt or coerced.
        """
        return [from_data(pay.Placement, self._data(row)) for row in rows]

    @staticmethod
    def _data(row: dict[str, Any]) -> dict[str, Any]:
        data = {FIELDS.get(field, field): value for field, value in row.items()}
        grade = data.get("certificate")
        if type(grade) is int and 0 <= grade < len(CERTIFICATES):
            data["certificate"] = CERTIFICATES[grade]
        return data

    def run(self, workers: list[pay.Placement]) -> list[Any]:
        """
        Resolve the terms once and price every placement.
        """
        june = self.scheme.on(JUNE, known=PAY_RUN)
        return [pay.price(worker, june) for worker in workers]

    @staticmethod
    def cents(result: list[Any]) -> list[tuple[int, int, int, int]]:
        """
        Read the four amounts in fen.
        """
        return [(slip.total, slip.pool, slip.award, slip.paid) for slip in result]

    def retro(self, workers: list[pay.Placement]) -> list[int]:
        """
        Price January to June as known before and after; equal pairs of values once.
        """
        pairs: dict[tuple[int, int], tuple[Any, Any, int]] = {}
        for month in MONTHS:
            before = self.raised.on(month, known=PAY_RUN)
            after = self.raised.on(month, known=LATE)
            pair = (id(before.rules), id(after.rules))
            count = pairs[pair][2] if pair in pairs else 0
            pairs[pair] = (before, after, count + 1)
        return [
            sum(
                count * (pay.price(worker, after).paid - pay.price(worker, before).paid)
                for before, after, count in pairs.values()
            )
            for worker in workers
        ]


class PartyGridTraced(PartyGrid):
    """
    The same with the whole explanation of every worker.
    """

    trace = True
    retro = None  # type: ignore[assignment]  # explained once, in the plain job

    def run(self, workers: list[pay.Placement]) -> list[Any]:
        """
        Price every placement and make its tree of steps.
        """
        june = self.scheme.on(JUNE, known=PAY_RUN)
        slips = [pay.price(worker, june) for worker in workers]
        self.steps = [slip.trace() for slip in slips]
        return slips


def engines() -> list[PartyGrid]:
    """
    Give the engines to be timed.
    """
    return [PartyGrid(), PartyGridTraced()]
