"""
Columns of a terminal: width, wrapping, filling, tables.
"""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError
from partygrid.trace import display_width, pad, table, wrap

OPENING = "（《〈「『【〔"
CLOSING = "）》〉」』】〕、，。；：！？％"
HAN = "社区工作者一二三𠮷𡘙"
LATIN = "abcXYZ0123456789-_.,"
MARKS = "\u0301\u3099\u200b\ufe0f"

# Text as explanations hold it: Chinese, Latin, brackets of both kinds, blanks, odd marks.
texts = st.text(
    st.sampled_from(OPENING + CLOSING + HAN + LATIN + MARKS + "  ()“”…×　"), max_size=80
)
words = st.text(st.sampled_from(HAN + LATIN), max_size=12)


def columns(text):
    """
    Count the columns of a text, character by character, from the Unicode tables alone.
    """
    total = 0
    for character in text:
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        total += 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
    return total


def without_blanks(text):
    """
    Drop every blank of a text.
    """
    return "".join(text.split())


class TestDisplayWidth:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", 0),
            ("abc", 3),
            ("社区", 4),
            ("社区 3", 6),
            ("（）", 4),
            ("\uff21\uff11", 4),
            ("ｱ", 1),
            ("𠮷", 2),
            ("×÷−…", 4),
            ("e\u0301", 1),
            ("か\u3099", 2),
            ("a\u200bb", 2),
            ("\ufeff", 0),
            ("❤\ufe0f", 1),
            ("a\u20dd", 1),
            ("ئۇيغۇر", 6),
        ],
    )
    def test_known(self, text, expected):
        """
        A wide character takes two columns, a mark on the one before it none, any other one.
        """
        assert expected == display_width(text)

    @given(text=st.text(max_size=30))
    def test_by_character(self, text):
        """
        The width of a text is that of its characters, whatever they are.
        """
        assert columns(text) == display_width(text)


class TestWrap:
    @pytest.mark.parametrize(
        ("text", "width", "expected"),
        [
            ("", 10, [""]),
            ("社区工作者", 10, ["社区工作者"]),
            ("社区工作者", 9, ["社区工作", "者"]),
            ("社区工作者", 4, ["社区", "工作", "者"]),
            ("one two three", 7, ["one two", "three"]),
            ("one two three", 6, ["one", "two", "three"]),
            ("community-07", 5, ["community-07"]),
            ("社区community-07的", 6, ["社区", "community-07", "的"]),
            # Exactly full, then a blank: the blank takes no line of its own.
            ("abcd efgh ", 4, ["abcd", "efgh"]),
            # A closing mark stays with what it closes, be that wide or narrow.
            ("（社区）", 6, ["（社", "区）"]),
            ("（事实 s-1）", 10, ["（事实", "s-1）"]),
            ("社区 s-1，有", 8, ["社区", "s-1，有"]),
            ("一二三：", 6, ["一二", "三："]),
            ("工资 5,499.99… 元", 8, ["工资", "5,499.99…", "元"]),
            ("一二（三四）", 6, ["一二", "（三", "四）"]),
            ("见“社区”", 4, ["见", "“社", "区”"]),
            ("甲 ）乙", 4, ["甲 ）", "乙"]),
            ("一二”三", 4, ["一", "二”", "三"]),
            ("一二…", 4, ["一", "二…"]),
            ("一二)", 4, ["一", "二)"]),
            ("三か\u3099", 3, ["三", "か\u3099"]),
            ("か\u3099", 1, ["か\u3099"]),
        ],
    )
    def test_known(self, text, width, expected):
        """
        A line ends at a blank or beside a wide character, as late as it can.
        """
        assert expected == wrap(text, width=width)

    def test_prefixes(self):
        """
        The first line starts with one text, the others with another; both count as columns.
        """
        lines = wrap("社区工作者", first="- ", rest="    ", width=8)

        assert ["- 社区工", "    作者"] == lines

    def test_prefix_like_the_text(self):
        """
        What has been written is not taken for an empty line, though it looks like one.
        """
        assert ["一", "一二"] == wrap("一二", rest="一", width=2)
        assert ["一二", "一三"] == wrap("二三", first="一", rest="一", width=4)

    def test_leading_blanks(self):
        """
        Blanks at the start do not make an empty line before a word that is too long.
        """
        assert ["  community-07"] == wrap("  community-07", width=6)

    @given(text=texts, width=st.integers(1, 40))
    def test_width(self, text, width):
        """
        No line is wider than allowed, unless there is nowhere in it to break.
        """
        for line in wrap(text, first="- ", rest="    ", width=width):
            if columns(line) > width:
                body = line[2:].strip()
                assert not self.could_break(body), line

    @staticmethod
    def could_break(body):
        """
        Tell whether a piece has an inner place to end a line, by the kinds of its neighbours.
        """
        for place in range(1, len(body)):
            left, right = body[place - 1], body[place]
            if right in CLOSING or left in OPENING + "(“" or columns(right) == 0:
                continue
            if left.isspace() and not right.isspace():
                return True
            sticks = right in ",.)…”%" or right.isspace()
            if not sticks and 2 in (columns(left), columns(right)):
                return True
        return False

    @given(text=texts, width=st.integers(1, 40))
    def test_nothing_lost(self, text, width):
        """
        No character but blanks is lost, and all keep their order.
        """
        lines = wrap(text, first="> ", rest="| ", width=width)

        assert all(line.startswith("> "[: len(line)]) for line in lines[:1])
        assert all(line.startswith("| "[: len(line)]) for line in lines[1:])
        assert without_blanks(text) == without_blanks("".join(line[2:] for line in lines))

    @given(text=texts, width=st.integers(1, 40))
    def test_marks(self, text, width):
        """
        No line but the first starts with a mark that closes or combines, even behind a blank.
        """
        lines = wrap(text, width=width)

        assert [] == [line for line in lines[1:] if line and line[0] in CLOSING + MARKS]

    @given(text=texts.map(without_blanks), width=st.integers(1, 40))
    def test_opening(self, text, width):
        """
        No line but the last ends with an opening mark.
        """
        lines = wrap(text, width=width)

        assert [] == [line for line in lines[:-1] if line and line[-1] in OPENING]

    @given(text=texts.map(without_blanks), width=st.integers(1, 40))
    def test_full(self, text, width):
        """
        No line ends early: what starts the next one would not have fitted.
        """
        lines = wrap(text, width=width)

        for line, after in pairwise(lines):
            first = next(
                (
                    after[:end]
                    for end in range(1, len(after))
                    if self.could_break(after[: end + 1])
                ),
                after,
            )
            assert columns(line) + columns(first) > width

    @given(text=texts)
    def test_wide_enough(self, text):
        """
        A text that fits stays on one line.
        """
        assert [text.rstrip()] == wrap(text, width=columns(text))


class TestPad:
    @pytest.mark.parametrize(
        ("text", "width", "align", "expected"),
        [
            ("社区", 6, "<", "社区  "),
            ("社区", 6, ">", "  社区"),
            ("12.00", 8, ">", "   12.00"),
            ("社区", 4, "<", "社区"),
            ("社区", 3, ">", "社区"),
            ("e\u0301", 2, "<", "e\u0301 "),
        ],
    )
    def test_filled(self, text, width, align, expected):
        """
        A text is filled to a width in columns on the other side; a longer one is left as it is.
        """
        assert expected == pad(text, width, align)

    @pytest.mark.parametrize("align", ["^", "", "<>", None])
    def test_other_alignment(self, align):
        """
        Another alignment is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            pad("a", 3, align)

        assert ("align", align) == (caught.value.field, caught.value.value)
        assert f"align: got {align!r}; allowed: '<' or '>'" == str(caught.value)


class TestTable:
    def test_whole(self):
        """
        Each column is as wide as its widest cell, header included, and lines end without blanks.
        """
        text = table(
            ("姓名", "社区 community", "元"),
            (("王某", "a", "5.00"), ("欧阳某某", "社区", "12,000.00")),
            "<<>",
        )

        assert text.splitlines() == [
            "姓名      社区 community         元",
            "--------  --------------  ---------",
            "王某      a                    5.00",
            "欧阳某某  社区            12,000.00",
        ]

    def test_no_rows(self):
        """
        A table without rows is its header.
        """
        assert "姓名  yuan\n----  ----" == table(("姓名", "yuan"), (), "<>")

    @given(
        rows=st.lists(st.tuples(words, words, words), max_size=6),
        header=st.tuples(words, words, words),
        align=st.text("<>", min_size=3, max_size=3),
    )
    def test_lined_up(self, rows, header, align):
        """
        Every cell lies on its side of its column, and no line ends with blanks.
        """
        lines = table(header, rows, align).split("\n")
        widths = [max(columns(cells[place]) for cells in (header, *rows)) for place in range(3)]

        assert len(rows) + 2 == len(lines)
        assert lines == [line.rstrip() for line in lines]
        for cells, line in zip((header, *rows), (lines[0], *lines[2:]), strict=True):
            at = 0
            for cell, width, side in zip(cells, widths, align, strict=True):
                start = at + (width - columns(cell) if side == ">" else 0)
                assert cell == self.cut(line, start, start + columns(cell))
                at += width + 2
            assert columns("".join(cells)) == columns(line.replace(" ", ""))

    @staticmethod
    def cut(line, start, end):
        """
        Take what stands between two columns of a terminal.
        """
        taken, at = "", 0
        for character in line:
            if start <= at < end:
                taken += character
            at += columns(character)
        return taken

    @pytest.mark.parametrize(
        ("rows", "align", "bad"),
        [
            ((("a",),), "<<", ("a",)),
            ((("a", "b"), ("a", "b", "c")), "<<", ("a", "b", "c")),
            ((("a", "b"),), "<", "<"),
            ((), "<<>", "<<>"),
        ],
    )
    def test_columns(self, rows, align, bad):
        """
        A row or an alignment with another number of columns than the header is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            table(("x", "y"), rows, align)

        assert ("table", bad) == (caught.value.field, caught.value.value)
        assert f"table: got {bad!r}; allowed: 2 columns" == str(caught.value)

    def test_alignment(self):
        """
        Each column is aligned to one of two sides.
        """
        with pytest.raises(ValueNotAllowedError):
            table(("x", "y"), (), "<^")
