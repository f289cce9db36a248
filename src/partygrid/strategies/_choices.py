"""
Choices made by Hypothesis: what is built of them is the same as of those of a seed.
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st


class Drawn:
    """
    Let Hypothesis choose.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def upto(self, most: int) -> int:
        """
        Draw a number; it shrinks to 0.
        """
        return self._draw(_numbers(most))


@cache
def _numbers(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)
