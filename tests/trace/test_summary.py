"""
Short tables of Markdown, as notebooks show them.
"""

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Dated
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.strategies import labels
from partygrid.strategies._trace import steps
from partygrid.trace import MOST_ROWS, Explained, Op, Step, StepRule, Unit, markdown_table

ENTRY = Dated(
    value=3550,
    start=date(2025, 1, 1),
    known=date(2024, 12, 20),
    source=Source(key="n-7", title="通知", grade=Grade.HOST),
)


class Sheet(Explained):
    """
    Explain any tree.
    """

    def __init__(self, tree, title=None):
        self.tree, self.title = tree, title

    @property
    def heading(self):
        """
        The title.
        """
        return self.title

    def trace(self):
        """
        The tree.
        """
        return self.tree


def step(zh, en, value, *children, op=Op.GIVEN, unit=Unit.POINTS, **more):
    """
    Make a step.
    """
    row = more.pop("row", None)
    return Step(StepRule(en, Label(zh, en), unit, op, **more), value, children, row)


def cells(line):
    """
    Split a line of a table; an escaped bar is no border.
    """
    assert line.startswith("| ")
    assert line.endswith("|")
    return [cell.strip() for cell in line.replace("\\|", "¦")[1:-1].split("|")]


@pytest.fixture
def tree():
    """
    A sum of two, one of them with a source and a remark.
    """
    rate = step("标准", "rate", 3, entry=ENTRY, note=Label("每次", "each time"))
    times = step("次数", "times", 2, row=Label("登记单 s_1", "slip s_1"))
    earned = step("应计", "earned", 6, rate, times, op=Op.PRODUCT)
    return step("入账", "credited", 16, earned, step("初始", "opening", 10), op=Op.SUM)


class TestSummary:
    def test_zh(self, tree):
        """
        In Chinese: heading, steps below their parents, how each came about, the sources.
        """
        expected = r"""
            **账户 a\_1**

            | 项目 | 结果 | 由来 |
            | --- | ---: | --- |
            | **入账** | **16&nbsp;分** | 应计 6 + 初始 10 |
            | &emsp;应计 | 6&nbsp;分 | 标准 3 × 次数 2 |
            | &emsp;&emsp;标准 | 3&nbsp;分 | 每次 \[1\] |
            | &emsp;&emsp;次数 | 2&nbsp;分 | 登记单 s\_1 |
            | &emsp;初始 | 10&nbsp;分 | |

            来源：

            1. 通知（使用方文件）；2025-01-01 起执行，2024-12-20 知悉
        """
        sheet = Sheet(tree, Label("账户 a_1", "account a_1"))

        assert dedent(expected).strip() == sheet.summary()
        assert sheet.summary("zh") == sheet._repr_markdown_()

    def test_en(self, tree):
        """
        In English the same; without a heading there is none.
        """
        assert "| **credited** | **16&nbsp;points** | earned 6 + opening 10 |" in Sheet(
            tree
        ).summary("en")
        assert Sheet(tree).summary("en").startswith("| what | result | how |")

    def test_words_to_the_left(self):
        """
        What is no number stands to the left.
        """
        found = Sheet(step("结论", "finding", "x", unit=Unit.TEXT)).summary("en")

        assert "| --- | --- | --- |" in found

    def test_as_deep_as_fits(self):
        """
        Of a tall tree the upper levels are shown, whole, and how many lines lie below them.
        """
        leaves = [step("件", f"leaf-{number}", 1) for number in range(MOST_ROWS)]
        tall = step("和", "sum", 16, step("组", "group", 16, *leaves, op=Op.SUM), op=Op.SUM)
        lines = Sheet(tall).summary("en").splitlines()

        assert "| **sum** | **16&nbsp;points** | group 16 |" == lines[2]
        assert lines[3].startswith("| &emsp;group | 16&nbsp;points | leaf-0 1 + ")
        assert lines[3].endswith(f" + … and {MOST_ROWS - 6} more |")
        assert f'| … and {MOST_ROWS} more | | `explain("en")` |' == lines[4]

    def test_wide(self):
        """
        A tree too wide for one level is cut after the last line that fits.
        """
        wide = step("和", "sum", 20, *[step("件", f"leaf-{n}", 1) for n in range(20)], op=Op.SUM)
        lines = Sheet(wide).summary("en").splitlines()

        assert 2 + MOST_ROWS + 1 == len(lines)
        assert f'| … and {21 - MOST_ROWS} more | | `explain("en")` |' == lines[-1]

    def test_shared(self):
        """
        What is used twice is worked out once.
        """
        total = step("总额", "total", 4, step("甲", "a", 4), op=Op.SUM)
        pool = step("差", "rest", 0, total, total, op=Op.DIFFERENCE)

        assert "| &emsp;total | 4&nbsp;points | worked out above |" in Sheet(pool).summary("en")

    @given(tree=steps(), title=st.none() | labels(), language=st.sampled_from(["zh", "en"]))
    def test_any_tree(self, tree, title, language):
        """
        Every line has three cells, and lines shown and left out are those of the explanation.
        """
        sheet = Sheet(tree, title)
        lines = sheet.summary(language).split("\n")
        start = 0 if title is None else 2
        end = lines.index("") if "" in lines[start:] and title is None else len(lines)
        end = next((place for place in range(start, end) if not lines[place]), end)
        table = lines[start:end]
        assert {3} == {len(cells(line)) for line in table}
        shown, more = table[2:], 0
        if shown[-1].endswith(f'`explain("{language}")` |'):
            more = int("".join(filter(str.isdigit, cells(shown.pop())[0])))
        page = sheet.markdown(language).split("\n")
        assert len(shown) + more == sum(line.lstrip().startswith("- **") for line in page)
        assert len(shown) <= MOST_ROWS

    @pytest.mark.parametrize("language", ["fr", "", None])
    def test_other_language(self, tree, language):
        """
        A third language is refused.
        """
        with pytest.raises(ValueNotAllowedError, match="'zh' or 'en'"):
            Sheet(tree).summary(language)


class TestTable:
    def test_all(self):
        """
        Heading, rows, how many are left out, and the sum at the end; all is escaped.
        """
        found = markdown_table(
            ("a_b", "n"),
            [("x|y", "1"), ("", "2")],
            "<>",
            heading=Label("表_一", "table_one"),
            total=("和", "9"),
            count=5,
        )

        expected = r"""
            **表\_一**

            | a\_b | n |
            | --- | ---: |
            | x\|y | 1 |
            | | 2 |
            | ……另有 3 项 | |
            | **和** | **9** |
        """
        assert dedent(expected).strip() == found

    def test_whole(self):
        """
        Nothing is left out if all is there.
        """
        assert "more" not in markdown_table(("a",), [("1",)], "<", count=1, language="en")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"rows": [("1", "2")]},
            {"align": "<>"},
            {"total": ("1", "2")},
            {"align": "^"},
            {"language": "fr"},
        ],
    )
    def test_refused(self, wrong):
        """
        Another number of cells, another alignment, another language.
        """
        given = {"header": ("a",), "rows": [("1",)], "align": "<"} | wrong
        with pytest.raises(ValueNotAllowedError):
            markdown_table(**given)
