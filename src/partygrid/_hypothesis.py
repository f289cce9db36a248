"""
The entry point that Hypothesis calls when it is imported; it makes ``st.from_type`` know us.

A hook that raises breaks ``import hypothesis`` in every project that shares the environment, so
this one only leaves a caller's address, in the table that Hypothesis keeps for numpy's types, and
gives up quietly if it cannot. The strategies are imported when a test first asks for one of our
types, and should they be broken, that test fails and no other.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]

# Whoever holds one of our types has this module loaded; until then nobody calls us.
_LOADED = "partygrid.errors"


def register() -> None:
    """
    Tell Hypothesis whom to ask about our types.

    >>> register()
    """
    with suppress(Exception):
        try:
            from hypothesis.strategies._internal.types import _global_extra_lookup
        except ImportError:
            # The public way; it takes the types themselves, and so all our rooms.
            from partygrid.strategies._registry import register_all

            register_all()
        else:
            _global_extra_lookup[_LOADED] = _strategy_for


def _strategy_for(thing: Any) -> SearchStrategy[Any] | None:
    if not str(getattr(thing, "__module__", "")).startswith("partygrid."):
        return None
    from partygrid.strategies._registry import strategy_for

    return strategy_for(thing)
