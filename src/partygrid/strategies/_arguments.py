"""
One check for all strategies: of flags, of what should be several, and of what is drawn from.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from hypothesis import strategies as st

from partygrid.errors import WrongTypeError

P = ParamSpec("P")
R = TypeVar("R")

_DRAWN: Final = "st.SearchStrategy["
_SEVERAL: Final = ("Iterable[", "Sequence[")


def checked(make: Callable[P, R]) -> Callable[P, R]:
    """
    Let a strategy refuse flags that are none, and one thing where several are asked for.

    What the arguments hold is for the strategy itself to check.
    """
    # Annotations are text here: each module of the room asks for that.
    parameters = inspect.signature(make).parameters
    flags = [name for name, each in parameters.items() if each.annotation == "bool"]
    several = [
        name for name, each in parameters.items() if str(each.annotation).startswith(_SEVERAL)
    ]

    drawn = [name for name, each in parameters.items() if str(each.annotation).startswith(_DRAWN)]

    @wraps(make)
    def call(*args: P.args, **given: P.kwargs) -> R:
        for name, value in zip(drawn, args, strict=False):
            _check_drawn(name, value)
        for name in flags:
            if name in given:
                _check_flag(name, given[name])
        for name in several:
            if given.get(name) is not None:
                _check_several(name, given[name])
        return make(*args, **given)

    return call


def _check_drawn(name: str, value: Any) -> None:
    if not isinstance(value, st.SearchStrategy):
        raise WrongTypeError(field=name, value=value, allowed="a strategy")


def _check_flag(name: str, value: Any) -> None:
    if type(value) is not bool:
        raise WrongTypeError(field=name, value=value, allowed="a bool")


def _check_several(name: str, value: Any) -> None:
    if isinstance(value, str):
        raise WrongTypeError(field=name, value=value, allowed="several names, not one text")
    if not isinstance(value, Iterable):
        raise WrongTypeError(field=name, value=value, allowed="several, as in a list")
