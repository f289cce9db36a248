"""
Every door of the room, tried with what does not belong there: a named error, and nothing else.
"""

import decimal
from fractions import Fraction

import pytest
from doors import names, refusal, shuts, tried

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import (
    HALF_UP_TO_FEN,
    MAX_FEN,
    ApportionRule,
    Direction,
    RoundingRule,
    Ties,
    apportion,
    exact,
    fen,
    format_factor,
    format_percent,
    format_yuan,
    yuan,
)

RULE = ApportionRule(unit=1, ties=Ties.BY_KEY)
DOORS = {
    "ApportionRule": (ApportionRule, {"unit": 1, "ties": Ties.BY_KEY}),
    "RoundingRule": (RoundingRule, {"unit": 1, "direction": Direction.UP}),
    "RoundingRule.ratio": (HALF_UP_TO_FEN.ratio, {"numerator": 1, "denominator": 3}),
    "RoundingRule.round": (HALF_UP_TO_FEN.round, {"amount": Fraction(1, 3)}),
    "apportion": (apportion, {"total": 100, "weights": {"a": 1}, "rule": RULE}),
    "exact": (exact, {"factor": "1.5"}),
    "fen": (fen, {"amount": 1}),
    "yuan": (yuan, {"amount": "1.50"}),
    "format_factor": (format_factor, {"factor": 1}),
    "format_percent": (format_percent, {"factor": 1}),
    "format_yuan": (format_yuan, {"amount": 1, "grouping": True}),
}
# Whole numbers of any size are rounded, and written up to 600 digits.
PARDONED = {
    ("RoundingRule.ratio", "numerator"),
    ("RoundingRule.ratio", "denominator"),
    ("RoundingRule.round", "amount"),
    ("format_factor", "factor"),
    ("format_percent", "factor"),
}


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
        ("apportion", "weights", None, WrongTypeError, "weights", "a mapping of keys to weights"),
        (
            "apportion",
            "weights",
            [("a", 1)],
            WrongTypeError,
            "weights",
            "a mapping of keys to weights",
        ),
        ("apportion", "rule", None, WrongTypeError, "rule", "an ApportionRule"),
        ("apportion", "rule", HALF_UP_TO_FEN, WrongTypeError, "rule", "an ApportionRule"),
        ("format_yuan", "grouping", None, WrongTypeError, "grouping", "a bool"),
        ("format_yuan", "grouping", 1, WrongTypeError, "grouping", "a bool"),
        ("format_yuan", "amount", 10**40, ValueNotAllowedError, "amount", "up to 40 digits"),
        ("format_yuan", "amount", -(10**40), ValueNotAllowedError, "amount", "up to 40 digits"),
        *(
            (
                door,
                "factor",
                factor,
                ValueNotAllowedError,
                "factor",
                "numerator and denominator of up to 600 digits",
            )
            for door in ("format_factor", "format_percent")
            for factor in (10**600, -(10**600), Fraction(1, 10**600))
        ),
    ],
)
def test_told(door, name, value, kind, field, allowed):
    """
    What was wrong, and what would be taken instead.
    """
    error = refusal(DOORS, door, name, value)

    assert (kind, field, allowed) == (type(error), error.field, error.allowed)


def test_largest():
    """
    Up to the limit everything is written.
    """
    assert 40 == format_yuan(10**40 - 1).count("9")
    assert "-" + "9" * 600 == format_factor(1 - 10**600)
    assert "1/" + "9" * 600 == format_factor(Fraction(1, 10**600 - 1))


def test_own_weights():
    """
    Weights are read once: what becomes of them later is the host's.
    """
    weights = {"a": 1, "b": 1}
    parts = apportion(3, weights, RULE)
    weights.clear()

    assert {"a": 2, "b": 1} == parts


def test_context():
    """
    The caller's decimal context plays no part.
    """
    context = decimal.Context(prec=3, traps=list(decimal.Context().flags))
    with decimal.localcontext(context):
        assert (123456789, Fraction(123456789, 100)) == (
            yuan(decimal.Decimal("1234567.89")),
            exact(decimal.Decimal("1234567.89")),
        )
        assert "1,234,567.89" == format_yuan(123456789)
        assert MAX_FEN == yuan(decimal.Decimal("1e13"))
