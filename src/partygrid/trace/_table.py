"""
Plain-text tables in which Chinese and Latin columns line up.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_batch, check_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDE = frozenset("WF")
_ALIGNED = frozenset("<>")
# No terminal has more columns, and blanks without number would fill the memory.
_WIDEST = 100_000
# Marks that combine with the character before them, and what is not shown at all.
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})
_OPENING = frozenset("（《〈「『【〔“‘([")
_CLOSING = frozenset("）》〉」』】〕、，。；：！？％")
# These close a word of wide characters; between narrow ones there is no break anyway.
_CLOSING_NARROW = frozenset(",.;:!?)]%…”’")


def _columns(character: str) -> int:
    if category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if east_asian_width(character) in _WIDE else 1


def display_width(text: str) -> int:
    """
    Count the columns that a text takes in a terminal: two for a wide character, else one.

    Args:
        text: One line of text.

    Raises:
        WrongTypeError: It is no text.

    >>> display_width("社区 3")
    6
    """
    _check_text(text, "text")
    return sum(map(_columns, text))


def _check_text(text: str, field: str) -> None:
    if type(text) is not str:
        raise WrongTypeError(field=field, value=text, allowed="text")


def _check_width(width: int) -> None:
    check_kind(width, int, "width")
    if not 0 <= width <= _WIDEST:
        raise ValueNotAllowedError(field="width", value=width, allowed=f"0 to {_WIDEST}")


def check_cells(
    header: Sequence[str], rows: Sequence[Sequence[str]], align: str, *more: Sequence[str]
) -> None:
    """
    Refuse what is no table: rows of text, all as long as the header, and how each is aligned.
    """
    _check_text(align, "align")
    check_batch(rows, field="rows", what="rows")
    for cells, field in (
        (header, "header"),
        *((row, "rows") for row in rows),
        *((row, "total") for row in more),
    ):
        if not isinstance(cells, list | tuple):
            raise WrongTypeError(field=field, value=cells, allowed="a list or tuple of texts")
        for cell in cells:
            _check_text(cell, field)
    for cells in (*rows, align, *more):
        if len(cells) != len(header):
            raise ValueNotAllowedError(
                field="table", value=cells, allowed=f"{len(header)} columns"
            )
    if not set(align) <= _ALIGNED:
        raise ValueNotAllowedError(field="align", value=align, allowed="'<' or '>'")


def _may_break(before: str, after: str) -> bool:
    """
    Tell whether a line may end between two neighbouring characters.
    """
    columns = _columns(after)
    if columns == 0 or after.isspace() or after in _CLOSING or before in _OPENING:
        return False
    if before.isspace():
        return True
    return after not in _CLOSING_NARROW and max(columns, _columns(before)) > 1


def _pieces(text: str) -> Iterator[str]:
    """
    Cut a text wherever a line may end; blanks stay behind what they follow.
    """
    start = 0
    for place, (before, after) in enumerate(pairwise(text), 1):
        if _may_break(before, after):
            yield text[start:place]
            start = place
    yield text[start:]


def wrap(text: str, *, first: str = "", rest: str = "", width: int = 100) -> list[str]:
    """
    Break a text into lines no wider than a number of columns.

    A line breaks at a blank or beside a wide character, but not before a mark that closes nor
    after one that opens; a longer run of Latin letters or digits stays whole.

    Args:
        text: One line of text.
        first: What stands before the first line.
        rest: What stands before the others.
        width: The columns of a line.

    Raises:
        WrongTypeError: A text is none, or the width no int.
        ValueNotAllowedError: The width is out of range.

    >>> wrap("社区 community-07 的评定", first="- ", rest="  ", width=16)
    ['- 社区', '  community-07', '  的评定']
    """
    for given, name in ((text, "text"), (rest, "rest")):
        _check_text(given, name)
    _check_width(width)
    lines: list[str] = []
    line, used, empty = first, display_width(first), True
    for piece in _pieces(text):
        if not empty and used + display_width(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = rest, display_width(rest)
        line += piece
        used += display_width(piece)
        empty = empty and not piece.strip()
    return [*lines, line.rstrip()]


def pad(text: str, width: int, align: str = "<") -> str:
    """
    Fill a text with blanks to a width in columns; a longer text is left as it is.

    Args:
        text: One line of text.
        width: The columns to fill.
        align: ``"<"`` puts the text to the left, ``">"`` to the right.

    Raises:
        WrongTypeError: The text is none, or the width no int.
        ValueNotAllowedError: The alignment is another, or the width out of range.

    >>> pad("社区", 6), pad("12.00", 8, ">")
    ('社区  ', '   12.00')
    """
    _check_width(width)
    if type(align) is not str or align not in _ALIGNED:
        raise ValueNotAllowedError(field="align", value=align, allowed="'<' or '>'")
    blanks = " " * max(0, width - display_width(text))
    return text + blanks if align == "<" else blanks + text


def table(header: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> str:
    """
    Lay out a table as text, each column as wide as its widest cell.

    Args:
        header: The names of the columns.
        rows: The cells, a sequence for each row.
        align: One ``<`` or ``>`` for each column.

    Raises:
        WrongTypeError: Header, rows or alignment are no texts.
        ValueNotAllowedError: A row or the alignment has another number of columns, or an
            alignment is another.

    >>> print(table(("姓名", "yuan"), (("王某", "5.00"), ("李某某", "12.00")), "<>"))
    姓名     yuan
    ------  -----
    王某     5.00
    李某某  12.00
    """
    check_cells(header, rows, align)
    lines = [header, *rows]
    widths = [max(display_width(line[place]) for line in lines) for place in range(len(header))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "  ".join(map(pad, line, widths, align)).rstrip() for line in (header, rule, *rows)
    )
