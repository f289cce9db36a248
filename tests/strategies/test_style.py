"""
All public strategies are of one style, that of Hypothesis's own.
"""

import inspect
import re

import pytest
from hypothesis import strategies as st

from partygrid import strategies
from partygrid.dated import HalfYear, Month, Quarter, Week, Year
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.packs import load

# What a class without a plural makes is called as the class is.
AS_THE_CLASS = {"allowances_from": "AllowancesFrom", "not_stated": "NotStated"}
# The one thing that some draw from stands first, as in `lists(elements)`.
FROM = {"values": st.just(1), "terms": load("example").pay.on(Month(2025, 6))}
# Two bounds for those that have none of their own.
PERIODS = {
    "weeks": (Week(2025, 1), Week(2025, 2)),
    "months": (Month(2025, 1), Month(2025, 2)),
    "quarters": (Quarter(2025, 1), Quarter(2025, 2)),
    "half_years": (HalfYear(2025, 1), HalfYear(2025, 2)),
    "years": (Year(2025), Year(2026)),
    "periods": (Year(2025), Year(2026)),
}


def public():
    """
    List the public strategies, by name.
    """
    return [
        name
        for name in strategies.__all__
        if inspect.isfunction(getattr(strategies, name)) and name != "neighbourhood_year"
    ]


def parameters(name):
    """
    Give the parameters of a strategy.
    """
    return inspect.signature(getattr(strategies, name)).parameters


def first(name):
    """
    Give what a strategy must be given.
    """
    return {
        each.name: FROM[each.name]
        for each in parameters(name).values()
        if each.default is each.empty
    }


ARGUMENTS = [(name, each) for name in public() for each in parameters(name) if each not in FROM]
BOUNDS = [
    (name, each.removeprefix("min_"))
    for name, each in ARGUMENTS
    if each.startswith("min_") and f"max_{each.removeprefix('min_')}" in parameters(name)
]


@pytest.mark.parametrize("name", public())
class TestEach:
    def test_name(self, name):
        """
        Its name is a plural.
        """
        made = AS_THE_CLASS.get(name)

        assert name.endswith("s") if made is None else made in str(returned(name))

    def test_returns(self, name):
        """
        It gives a strategy, and says of what.
        """
        assert re.match(r"st\.SearchStrategy\[.+\]$", str(returned(name)))
        assert isinstance(getattr(strategies, name)(**first(name)), st.SearchStrategy)

    def test_keywords(self, name):
        """
        What it draws from stands first; all else is given by name, and need not be given.
        """
        kinds = {each.name: each for each in parameters(name).values()}
        plain = [each for each, of in kinds.items() if of.kind is of.POSITIONAL_OR_KEYWORD]

        assert plain == [each for each in kinds if each in FROM]
        assert len(plain) <= 1
        assert all(
            of.kind is of.KEYWORD_ONLY and of.default is not of.empty
            for each, of in kinds.items()
            if each not in FROM
        )

    def test_flags(self, name):
        """
        Flags begin with ``allow_``, and nothing else does.
        """
        found = {each.name: each.annotation for each in parameters(name).values()}

        assert [each for each, kind in found.items() if kind == "bool"] == [
            each for each in found if each.startswith("allow_")
        ]


def returned(name):
    """
    Give what a strategy says that it returns.
    """
    return inspect.signature(getattr(strategies, name)).return_annotation


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_impossible(name, argument):
    """
    An argument of another type is refused when the strategy is made, and named.
    """
    with pytest.raises(WrongTypeError, match=argument) as caught:
        getattr(strategies, name)(**first(name), **{argument: object()})

    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize(
    ("name", "argument"),
    [(name, each) for name in public() for each in parameters(name) if each in FROM],
)
@pytest.mark.parametrize("wrong", [7, "x", None])
def test_drawn_from_nothing(name, argument, wrong):
    """
    So is what is drawn from.
    """
    with pytest.raises(WrongTypeError, match=argument):
        getattr(strategies, name)(wrong)


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        each
        for each in ARGUMENTS
        if str(parameters(each[0])[each[1]].annotation).startswith(("Iterable", "Sequence"))
    ],
)
def test_one_text(name, argument):
    """
    One text is not several names.
    """
    with pytest.raises(WrongTypeError, match=f"{argument}.*several names, not one text"):
        getattr(strategies, name)(**{argument: "abc"})


@pytest.mark.parametrize(("name", "bound"), BOUNDS)
def test_bounds(name, bound):
    """
    A lower bound above the upper one is refused.
    """
    low, high = PERIODS.get(name) or (
        parameters(name)[f"{side}_{bound}"].default for side in ("min", "max")
    )
    with pytest.raises(ValueNotAllowedError):
        getattr(strategies, name)(**first(name), **{f"min_{bound}": high, f"max_{bound}": low})
