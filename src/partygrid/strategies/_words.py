"""
Strategies for words and sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.strategies._arguments import checked

_LONGEST_ID: Final = 128
_LONGEST_LINE: Final = 60

# All that shows and takes a place; a plain space is no part of an id.
_SHOWN: Final = st.characters(exclude_categories=("C", "Z"))
_HAN: Final = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)

# A name or a title stands on one line; spaces of any width are part of it, but not all of it.
_PARTS: Final = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=_LONGEST_LINE // 2
)
_LINES: Final = st.tuples(_PARTS, _SHOWN, _PARTS).map("".join)
_HAN_LINES: Final = st.text(_HAN, min_size=1, max_size=_LONGEST_LINE)


def ids() -> st.SearchStrategy[str]:
    """
    Generate opaque ids of workers, units, facts and components.

    >>> from hypothesis import find
    >>> find(ids(), lambda text: True)
    '0'
    """
    short = st.text(_SHOWN, min_size=1, max_size=_LONGEST_ID)
    return short | short.map(lambda text: (text * _LONGEST_ID)[:_LONGEST_ID])


def labels() -> st.SearchStrategy[Label]:
    """
    Generate names in both languages, each on one line.

    >>> from hypothesis import find
    >>> find(labels(), lambda label: True)
    Label(zh='一', en='0')
    """
    return st.builds(Label, _HAN_LINES | _LINES, _LINES)


@checked
def sources(*, grades: Iterable[Grade] = tuple(Grade)) -> st.SearchStrategy[Source]:
    """
    Generate the documents that numbers come from.

    Args:
        grades: The grades that a source may have.

    Raises:
        WrongTypeError: One of the grades is none.
        ValueNotAllowedError: There is no grade.

    >>> from hypothesis import find
    >>> find(sources(grades=[Grade.HOST, Grade.ASSUMED]), lambda source: True).cite()
    '一 [host]'
    """
    return st.builds(
        Source,
        key=ids(),
        title=_HAN_LINES | _LINES,
        issuer=st.just("") | _HAN_LINES | _LINES,
        issued=st.none() | st.dates(),
        locator=st.just("") | _HAN_LINES | _LINES,
        link=st.just("") | ids().map("https://example.org/{}".format),
        grade=st.sampled_from(_checked_grades(grades)),
    )


def _checked_grades(grades: Iterable[Grade]) -> list[Grade]:
    chosen = tuple(grades)
    for grade in chosen:
        if type(grade) is not Grade:
            raise WrongTypeError(field="grades", value=grade, allowed="a Grade")
    if not chosen:
        raise ValueNotAllowedError(field="grades", value=chosen, allowed="one Grade or more")
    # In the order of the enum, so that a set of them shrinks the same way each time.
    return [grade for grade in Grade if grade in chosen]
