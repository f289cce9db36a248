"""
Every door of the room, tried with what does not belong there: a named error, and nothing else.
"""

import decimal
from datetime import date
from fractions import Fraction

import attrs
import pytest
from doors import names, refusal, shuts, tried

from partygrid import packs
from partygrid.dated import Dated, Effective, Month, PeriodKind
from partygrid.errors import PartyGridError, UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN
from partygrid.pay import (
    AllowancesFrom,
    Attainable,
    Basis,
    Coefficients,
    Component,
    CountedLines,
    Credit,
    CreditFor,
    CreditGives,
    Grid,
    IndexedBase,
    MeanFloor,
    PaymentPlan,
    PaymentRule,
    PayScheme,
    Placement,
    Position,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Rungs,
    Selector,
    ShareOf,
    StarEffect,
    StarRule,
    Table,
    YearlyRate,
    audit,
    check_floors,
    every,
    next_change,
    payroll,
    payslip,
    place,
    price,
    what_if,
)
from partygrid.people import Service
from partygrid.sources import Grade, Source

EXAMPLE = packs.load("example")
LABEL = Label("名", "name")
SAID = Source(key="n", title="通知", grade=Grade.HOST)
DAY = date(2025, 6, 1)
JUNE = EXAMPLE.pay.on(Month(2025, 6))
RULES = JUNE.rules
SLIP = payslip(EXAMPLE.worker, JUNE, EXAMPLE.standings)
ENTRY = Dated(value=LABEL, start=DAY, end=None, known=DAY, source=SAID)
RATING = RatingRule(every=PeriodKind.YEAR, lag=1)
RUNGS = Rungs(lowest=1, highest=12, rises=every(3))
PAYMENT = PaymentRule(every=PeriodKind.MONTH, lag=0, day=15, after_rating=False)
EFFECT = StarEffect(what=LABEL, factor=Fraction(1, 2), amount=100)
STARS = StarRule(rating=RATING, most=5, rows=((1, EFFECT),), falling_periods=2, falling=EFFECT)
SHARE = ShareOf(rate=Fraction(1, 5), of=("post",), least=1, most=20)
ATTAINABLE = Attainable(label=LABEL, years=5, entry=ENTRY)
CREDIT = Credit(
    key="degree",
    label=LABEL,
    looks_at=CreditFor.DEGREE,
    gives=CreditGives.LEVELS,
    rows=(("master", 1),),
    effective=Effective.SAME_DAY,
    group="g",
    after_years=2,
)
FLOOR = MeanFloor(
    key="chief",
    label=LABEL,
    positions=("chief",),
    lines=CountedLines(None),
    every=PeriodKind.MONTH,
    least=550000,
)
BASIS = Basis(
    worker="w-1",
    notes=(("years", LABEL),),
    service=(Service(id="s", known=DAY, start=DAY, staff="professional"),),
    standing=ENTRY,
)
PLACEMENT = Placement(
    level=7,
    years=3,
    certificate="assistant",
    criteria_met=4,
    step=1,
    position="chief",
    treatment="chief",
    education="bachelor",
    degree="master",
    certificate_passed="assistant",
    certificate_appointed="assistant",
    posts=1,
    stars=3,
    falling=True,
    probation="new",
    basis=BASIS,
)


def fields(value):
    """
    Give what a value is made of.
    """
    return {
        field.alias: getattr(value, field.name)
        for field in attrs.fields(type(value))
        if field.init
    }


DOORS = {
    type(each).__name__: (type(each), fields(each))
    for each in (
        AllowancesFrom(certificate=Effective.SAME_DAY, education=Effective.NEXT_MONTH),
        ATTAINABLE,
        BASIS,
        Coefficients(((1, Fraction(1)),)),
        Component(
            key="post",
            label=LABEL,
            selector=Selector.LEVEL,
            amount=Coefficients(((1, Fraction(1)),)),
            rounding=HALF_UP_TO_FEN,
            row_labels=((1, LABEL),),
        ),
        CountedLines(("post",)),
        CREDIT,
        FLOOR,
        Grid(by=Selector.STEP, rows=((1, ((1, 250000),)),)),
        IndexedBase(
            index=LABEL,
            amount=100,
            months=12,
            factors=((LABEL, Fraction(1)),),
            rounding=HALF_UP_TO_FEN,
        ),
        PAYMENT,
        PaymentPlan(fixed=PAYMENT, award=PAYMENT),
        PLACEMENT,
        Position(key="chief", label=LABEL, levels=RUNGS, steps=RUNGS),
        ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False),
        RATING,
        RULES.ladder,
        RULES.part_month,
        RUNGS,
        SHARE,
        EFFECT,
        STARS,
        Table((("none", 0),)),
        YearlyRate(per_year=3550, cap=40),
    )
} | {
    "payslip": (
        payslip,
        {"worker": EXAMPLE.worker, "terms": JUNE, "standings": EXAMPLE.standings},
    ),
    "place": (place, {"worker": EXAMPLE.worker, "terms": JUNE, "standings": EXAMPLE.standings}),
    "payroll": (
        payroll,
        {"workers": [EXAMPLE.worker], "terms": JUNE, "standings": EXAMPLE.standings},
    ),
    "price": (price, {"placement": SLIP.placement, "terms": JUNE}),
    "what_if": (what_if, {"slip": SLIP, "criteria_met": 3}),
    "what_if years": (lambda years: what_if(SLIP, years=years), {"years": 3}),
    "next_change": (next_change, {"worker": EXAMPLE.worker, "terms": JUNE}),
    "audit": (audit, {"scheme": EXAMPLE.pay}),
    "check_floors": (check_floors, {"slips": [SLIP], "period": Month(2025, 6)}),
    "every": (every, {"years": 3}),
    "Attainable.check": (ATTAINABLE.check, {"slip": SLIP, "amount": 500000}),
    "Basis.note": (BASIS.note, {"field": "years"}),
    "Basis.step": (lambda field: BASIS.step(field, 3), {"field": "years"}),
    "CountedLines.counts": (CountedLines(("post",)).counts, {"key": "post"}),
    "Credit.rank": (CREDIT.rank, {"name": "master"}),
    "Credit.worth": (CREDIT.worth, {"name": "master"}),
    "PayLadder.looks_at": (RULES.ladder.looks_at, {"state": CreditFor.DEGREE}),
    "PayLadder.position_of": (
        RULES.ladder.position_of,
        {"office": RULES.ladder.offices[0][0]},
    ),
    "PayLadder.rank_of": (RULES.ladder.rank_of, {"key": RULES.ladder.positions[0].key}),
    "PayRules.best": (RULES.best, {"selector": Selector.CERTIFICATE, "held": ("assistant",)}),
    "PayRules.entry": (RULES.entry, {"name": "scale"}),
    "PayRules.place_of": (RULES.place_of, {"key": "post"}),
    "PayRules.refusal": (RULES.refusal, {"placement": PLACEMENT}),
    "PayRules.selects": (RULES.selects, {"selector": Selector.LEVEL}),
    "PayScheme.on": (EXAMPLE.pay.on, {"period": Month(2025, 6), "known": DAY}),
    "PaymentRule.due": (PAYMENT.due, {"month": Month(2025, 6)}),
    "RatingRule.day": (RATING.day, {"month": Month(2025, 6)}),
    "Payroll.slip_of": (
        payroll([EXAMPLE.worker], JUNE, EXAMPLE.standings).slip_of,
        {"worker": EXAMPLE.worker.id},
    ),
    "Payslip.amount": (SLIP.amount, {"key": "post"}),
    "Rungs.climbed": (RUNGS.climbed, {"years": 3}),
    "Rungs.clamped": (RUNGS.clamped, {"rung": 3}),
    "ShareOf.bounded": (SHARE.bounded, {"amount": 3}),
    "StarRule.effects": (STARS.effects, {"stars": 1, "falling": True}),
}
# Numbers that have been looked at, where any whole one has an answer; and what was found on
# record, which rules alone hand on.
PARDONED = {
    ("Rungs.climbed", "years"),
    ("Rungs.clamped", "rung"),
    ("ShareOf.bounded", "amount"),
    ("CountedLines.counts", "key"),
    ("Basis", "found"),
}


def said(name):
    """
    Make the door through which a value of a scheme's field comes in.
    """

    def announce(value):
        series = getattr(EXAMPLE.pay, name).announce(value, start=DAY, known=DAY, source=SAID)
        return attrs.evolve(EXAMPLE.pay, **{name: series})

    return announce


DOORS["PayScheme"] = (
    PayScheme,
    {
        "key": EXAMPLE.pay.key,
        **{name: getattr(EXAMPLE.pay, name) for name in EXAMPLE.pay.parameters()},
    },
)
for each in EXAMPLE.pay.parameters():
    DOORS[f"PayScheme.{each}"] = said(each), {"value": getattr(RULES, each)}


@pytest.mark.parametrize("door", DOORS)
def test_opens(door):
    """
    What is right is taken, or the trials of a door would say nothing.
    """
    call, given = DOORS[door]
    call(**given)


@pytest.mark.parametrize(("door", "name"), tried(DOORS))
def test_refused(door, name):
    """
    What belongs nowhere is refused; the error names field and limit.
    """
    assert shuts(DOORS, door, name) is ((door, name) not in PARDONED)


@pytest.mark.parametrize(("door", "name"), tried(DOORS))
def test_named(door, name):
    """
    What belongs elsewhere is refused by a named error, if it is refused.
    """
    assert names(DOORS, door, name)


@pytest.mark.parametrize(
    ("door", "name", "value", "kind", "field", "allowed"),
    [
        ("payroll", "workers", "", WrongTypeError, "workers", "an iterable of Workers"),
        ("payroll", "workers", b"w", WrongTypeError, "workers", "an iterable of Workers"),
        ("check_floors", "slips", "", WrongTypeError, "slips", "an iterable of payslips"),
        ("payslip", "standings", {1: 2, "a": 3}, UnknownNameError, "unit", "1, a"),
        (
            "PayScheme.covers",
            "value",
            ("a", "a"),
            ValueNotAllowedError,
            "covers",
            "each kind of staff once",
        ),
        ("Table", "rows", ((-1, 5),), ValueNotAllowedError, "rows", "0 to 1000, or a name"),
        ("Table", "rows", ((1001, 5),), ValueNotAllowedError, "rows", "0 to 1000, or a name"),
        ("Placement", "basis", "w-1", WrongTypeError, "basis", "a Basis, or None"),
        ("Basis", "worker", None, WrongTypeError, "basis.worker", "text"),
        (
            "Basis",
            "notes",
            (("years", "five"),),
            WrongTypeError,
            "basis.notes",
            "a tuple of pairs of field and Label",
        ),
        (
            "Basis",
            "notes",
            ["years"],
            WrongTypeError,
            "basis.notes",
            "a tuple of pairs of field and Label",
        ),
        (
            "Basis",
            "service",
            (DAY,),
            WrongTypeError,
            "basis.service",
            "a tuple of Service facts",
        ),
        ("Basis", "standing", DAY, WrongTypeError, "basis.standing", "a Dated entry, or None"),
        ("CountedLines.counts", "key", 1, WrongTypeError, "key", "the key of a component"),
        ("Credit.rank", "name", [], WrongTypeError, "degree (credit degree)", "master"),
        ("PayLadder.looks_at", "state", "degree", WrongTypeError, "state", "a CreditFor"),
        ("PayRules.selects", "selector", "level", WrongTypeError, "selector", "a Selector"),
        ("PayRules.best", "selector", "level", WrongTypeError, "selector", "a Selector"),
        ("PayRules.best", "held", ["assistant"], WrongTypeError, "held", "a tuple"),
        ("PayRules.best", "held", ([],), WrongTypeError, "certificate", "text"),
        ("PayRules.refusal", "placement", None, WrongTypeError, "placement", "a Placement"),
        ("Rungs.climbed", "years", 3.0, WrongTypeError, "years", "a whole number of years"),
        ("Rungs.climbed", "years", -1, ValueNotAllowedError, "years", "0 years or more"),
        ("Rungs.clamped", "rung", True, WrongTypeError, "rung", "a whole number"),
        ("ShareOf.bounded", "amount", 1.0, WrongTypeError, "amount", "an int of whole fen"),
        ("StarRule.effects", "falling", None, WrongTypeError, "falling", "a bool"),
    ],
)
def test_told(door, name, value, kind, field, allowed):
    """
    What was wrong, and what would be taken instead.
    """
    error = refusal(DOORS, door, name, value)

    assert (kind, field, allowed) == (type(error), error.field, error.allowed)


@pytest.mark.parametrize("door", ["Basis.note", "Basis.step"])
@pytest.mark.parametrize("field", ["wage", None, []], ids=repr)
def test_no_field(door, field):
    """
    A placement has no other fields.
    """
    error = refusal(DOORS, door, "field", field)

    assert (UnknownNameError, "field", field) == (type(error), error.field, error.value)
    assert error.allowed.startswith("level, years, certificate, ")


@pytest.mark.parametrize("text", [" ", "a b", "a\nb", "\ud800", "x" * 129], ids=ascii)
@pytest.mark.parametrize("name", ["certificate", "position", "education", "probation"])
def test_no_name(name, text):
    """
    No scale has a row for what cannot be a name, and no placement has it.
    """
    assert "1 to 128 characters" in refusal(DOORS, "Placement", name, text).allowed
    assert "1 to 128 characters" in refusal(DOORS, "Table", "rows", ((text, 1),)).allowed


def test_own_lists():
    """
    What is handed in is read once: what becomes of it later is the host's.
    """
    workers, standings = [EXAMPLE.worker], dict(EXAMPLE.standings)
    paid = payroll(workers, JUNE, standings)
    told = paid.explain("zh")
    workers.clear()
    standings.clear()

    assert (SLIP.paid, told) == (paid.paid, paid.explain("zh"))


@pytest.mark.parametrize("workers", [[], [EXAMPLE.worker]], ids=len)
def test_payroll_standings(workers):
    """
    What are no standings is told once, whoever is paid.
    """
    with pytest.raises(WrongTypeError, match="a mapping of units to series") as caught:
        payroll(workers, JUNE, None)

    assert ("standings", None) == (caught.value.field, caught.value.value)


def test_generator():
    """
    Workers, and payslips, may come one by one.
    """
    paid = payroll((each for each in (EXAMPLE.worker,)), JUNE, EXAMPLE.standings)

    assert (SLIP,) == paid.slips
    assert check_floors(iter(paid.slips), Month(2025, 6)) == check_floors([SLIP], Month(2025, 6))


def test_context():
    """
    The caller's decimal context plays no part.
    """
    with decimal.localcontext(decimal.Context(prec=3, traps=list(decimal.Context().flags))):
        slip = payslip(EXAMPLE.worker, JUNE, EXAMPLE.standings)
        told = slip.explain("en")

    assert (SLIP.paid, SLIP.explain("en")) == (slip.paid, told)


def test_no_series():
    """
    Standings that hold no series for the worker's unit are refused.
    """
    unit = next(iter(EXAMPLE.standings))
    with pytest.raises(PartyGridError, match="a Series"):
        payslip(EXAMPLE.worker, JUNE, {unit: []})
