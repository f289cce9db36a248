"""
Explanations as text and Markdown: whole pages, pinned, and what must never break one.
"""

import re
import string
import unicodedata
from datetime import date
from fractions import Fraction
from textwrap import dedent

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Dated, NotKnown
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN
from partygrid.sources import Grade, Source
from partygrid.strategies._trace import steps
from partygrid.strategies._words import labels
from partygrid.trace import Explained, Op, Step, StepRule, Unit

NOTICE = Source(
    key="n-7", title="关于调整待遇的通知", issuer="区财政局", locator="第三条", grade=Grade.HOST
)
GUESS = Source(key="g", title="假设", grade=Grade.ASSUMED)
BASE = Dated(value=231050, start=date(2025, 1, 1), known=date(2024, 12, 20), source=NOTICE)
ROUNDING = Dated(
    value=HALF_UP_TO_FEN,
    start=date(2024, 1, 1),
    end=date(2026, 1, 1),
    known=date(2024, 1, 1),
    source=GUESS,
    dated_by=NOTICE,
)


@attrs.frozen
class Sheet(Explained):
    """
    Hold one tree and a title.
    """

    step: Step
    title: Label | None = None

    @property
    def heading(self):
        """
        The title.
        """
        return self.title

    def trace(self):
        """
        Give the tree.
        """
        return self.step


def step(zh, en, value, *children, unit=Unit.YUAN, row=None, **rule):
    """
    Make a step that has its English name for a key.
    """
    return Step(StepRule(en, Label(zh, en), unit, **rule), value, children, row)


@pytest.fixture
def post_pay():
    """
    A product, rounded by one entry, of two numbers from another, and a row picked by a fact.
    """
    level = step(
        "职级", "level", 2, unit=Unit.LEVEL, row=Label("职级核定 l-1", "confirmation l-1")
    )
    return Sheet(
        step(
            "岗位工资",
            "post pay",
            250689,
            step("基数", "base", 231050, entry=BASE),
            step("系数", "coefficient", Fraction(217, 200), level, unit=Unit.FACTOR, entry=BASE),
            op=Op.PRODUCT,
            rounding=HALF_UP_TO_FEN,
            rounded_by=ROUNDING,
            note=Label("按月计发", "paid monthly"),
        ),
        Label("工资单 w-1", "Payslip w-1"),
    )


@pytest.fixture
def payable():
    """
    A sum of which one part is not known yet; the total and the pool each stand in two places.
    """
    years = step("年限", "years", 12, unit=Unit.YEARS)
    cap = step("上限", "cap", 10, unit=Unit.YEARS, entry=BASE)
    counted = step("计发年限", "years counted", 10, years, cap, unit=Unit.YEARS, op=Op.LEAST)
    rate = step("每年标准", "rate a year", 3550, entry=BASE)
    total = step("总额", "total", 35500, rate, counted, op=Op.PRODUCT)
    pool = step(
        "绩效总额",
        "pool",
        7100,
        total,
        step("占比", "award rate", Fraction(1, 5), unit=Unit.PERCENT),
        op=Op.PRODUCT,
    )
    fixed = step("固定部分", "fixed part", 28400, total, pool, op=Op.DIFFERENCE)
    share = step("比例", "share", NotKnown.YET, unit=Unit.PERCENT)
    award = step("绩效", "award", NotKnown.YET, pool, share, op=Op.PRODUCT)
    return Sheet(step("应发", "payable", 28400, fixed, award, op=Op.SUM))


class TestWhole:
    def test_text_zh(self, post_pay):
        """
        A Chinese text has the title, the steps below their parents, and the sources as cited.
        """
        expected = """
            工资单 w-1
            岗位工资 2,506.89 元 = 基数 2,310.50 × 系数 1.085（四舍五入到分 [1]；按月计发）
              基数 2,310.50 元 [2]
              系数 1.085 [2]
                职级 2 级（职级核定 l-1）
            来源：
              [1] 假设（假定）；2024-01-01 至 2026-01-01（不含）执行，2024-01-01 知悉；日期依据：区财政局，关于
                  调整待遇的通知，第三条（使用方文件）
              [2] 区财政局，关于调整待遇的通知，第三条（使用方文件）；2025-01-01 起执行，2024-12-20 知悉
        """  # noqa: E501 - a line of an explanation may take a hundred columns
        assert dedent(expected).strip() == post_pay.explain("zh")

    def test_text_en(self, post_pay):
        """
        An English text says the same in English; titles stay as printed.
        """
        expected = """
            Payslip w-1
            post pay 2,506.89 yuan = base 2,310.50 × coefficient 1.085 (half away from zero, to the fen [1];
                paid monthly)
              base 2,310.50 yuan [2]
              coefficient 1.085 [2]
                level 2 (confirmation l-1)
            Sources:
              [1] 假设 [assumed: a guess, said to be one]; in force from 2024-01-01 to before 2026-01-01, known
                  2024-01-01; dates: 区财政局, 关于调整待遇的通知, 第三条 [the host's own document]
              [2] 区财政局, 关于调整待遇的通知, 第三条 [the host's own document]; in force from 2025-01-01,
                  known 2024-12-20
        """  # noqa: E501 - a line of an explanation may take a hundred columns
        assert dedent(expected).strip() == post_pay.explain("en")

    def test_markdown_zh(self, post_pay):
        """
        A Chinese Markdown page is a nested list and a numbered list; nothing is wrapped.
        """
        expected = r"""
            **工资单 w-1**

            - **岗位工资** 2,506.89 元 = 基数 2,310.50 × 系数 1.085（四舍五入到分 \[1\]；按月计发）
              - **基数** 2,310.50 元 \[2\]
              - **系数** 1.085 \[2\]
                - **职级** 2 级（职级核定 l-1）

            来源：

            1. 假设（假定）；2024-01-01 至 2026-01-01（不含）执行，2024-01-01 知悉；日期依据：区财政局，关于调整待遇的通知，第三条（使用方文件）
            2. 区财政局，关于调整待遇的通知，第三条（使用方文件）；2025-01-01 起执行，2024-12-20 知悉
        """  # noqa: E501 - Markdown is not wrapped
        assert dedent(expected).strip() == post_pay.markdown("zh")

    def test_markdown_en(self, payable):
        """
        An English Markdown page writes a shared step out once and refers to it afterwards.
        """
        expected = r"""
            - **payable** 284.00 yuan = fixed part 284.00 + award not known yet
              - **fixed part** 284.00 yuan = total 355.00 − pool 71.00
                - **total** 355.00 yuan = rate a year 35.50 × years counted 10
                  - **rate a year** 35.50 yuan \[1\]
                  - **years counted** 10 years = the lesser of (years 12, cap 10)
                    - **years** 12 years
                    - **cap** 10 years \[1\]
                - **pool** 71.00 yuan = total 355.00 × award rate 20%
                  - **total** 355.00 yuan (worked out above)
                  - **award rate** 20%
              - **award** not known yet = pool 71.00 × share not known yet
                - **pool** 71.00 yuan (worked out above)
                - **share** not known yet

            Sources:

            1. 区财政局, 关于调整待遇的通知, 第三条 \[the host's own document\]; in force from 2025-01-01, known 2024-12-20
        """  # noqa: E501 - Markdown is not wrapped
        assert dedent(expected).strip() == payable.markdown("en")

    def test_shared_zh(self, payable):
        """
        A Chinese text does so too, and says in words what is not known yet.
        """
        expected = """
            应发 284.00 元 = 固定部分 284.00 + 绩效 尚未评定
              固定部分 284.00 元 = 总额 355.00 − 绩效总额 71.00
                总额 355.00 元 = 每年标准 35.50 × 计发年限 10
                  每年标准 35.50 元 [1]
                  计发年限 10 年 = 取较小（年限 12，上限 10）
                    年限 12 年
                    上限 10 年 [1]
                绩效总额 71.00 元 = 总额 355.00 × 占比 20%
                  总额 355.00 元（算法见上）
                  占比 20%
              绩效 尚未评定 = 绩效总额 71.00 × 比例 尚未评定
                绩效总额 71.00 元（算法见上）
                比例 尚未评定
            来源：
              [1] 区财政局，关于调整待遇的通知，第三条（使用方文件）；2025-01-01 起执行，2024-12-20 知悉
        """  # noqa: E501 - a line of an explanation may take a hundred columns
        assert dedent(expected).strip() == payable.explain("zh")

    @pytest.mark.parametrize(
        ("language", "expected"), [("zh", "**人数** 24 人"), ("en", "**persons** 24 persons")]
    )
    def test_bare(self, language, expected):
        """
        Without title and entries there is neither a heading nor a list of sources.
        """
        sheet = Sheet(step("人数", "persons", 24, unit=Unit.PERSONS))

        assert f"- {expected}" == sheet.markdown(language)
        assert expected.replace("*", "") == sheet.explain(language)

    @pytest.mark.parametrize(
        ("op", "expected"),
        [
            (Op.SUM, "和 7.00 元"),
            (Op.QUOTIENT, "和 7.00 元 = 甲 6.00 ÷ 乙 3.00"),
        ],
    )
    def test_formula(self, op, expected):
        """
        A formula over nothing is not written; a division is written as one.
        """
        parts = (step("甲", "a", 600), step("乙", "b", 300)) if op is Op.QUOTIENT else ()

        assert expected == Sheet(step("和", "sum", 700, *parts, op=op)).explain().split("\n")[0]

    @pytest.mark.parametrize(
        ("op", "zh", "en"),
        [
            (Op.LEAST, "取较小（出勤 18，下限 20）", "the lesser of (days worked 18, floor 20)"),
            (
                Op.GREATEST,
                "取较大（出勤 18，下限 20）",
                "the greater of (days worked 18, floor 20)",
            ),
        ],
    )
    def test_one_of_several(self, op, zh, en):
        """
        A choice of the least or the greatest is written in words; units stand at the steps.
        """
        worked = step("出勤", "days worked", 18, unit=Unit.DAYS)
        floor = step("下限", "floor", 20, unit=Unit.DAYS)
        paid = step("计发天数", "days paid", 18, worked, floor, unit=Unit.DAYS, op=op)
        in_zh = f"计发天数 18 天 = {zh}\n  出勤 18 天\n  下限 20 天"
        in_en = f"days paid 18 days = {en}\n  days worked 18 days\n  floor 20 days"

        assert in_zh == Sheet(paid).explain("zh")
        assert in_en == Sheet(paid).explain("en")


class TestSources:
    def test_once(self, post_pay):
        """
        A source that is cited twice has one number and is listed once.
        """
        assert 3 == post_pay.explain("zh").count("[2]")
        assert 1 == post_pay.explain("zh").count("2025-01-01 起执行")

    @given(tree=steps(), language=st.sampled_from(["zh", "en"]))
    def test_numbers(self, tree, language):
        """
        Sources are numbered from one, in the order in which the steps first cite them.
        """
        page = Sheet(relabelled(tree, {}, entries=True)).markdown(language)
        body, _, listed = page.partition("：\n\n" if language == "zh" else "Sources:\n\n")
        cited = re.findall(r" \\\[(\d+)\\\]", body)
        numbers = [line.partition(". ")[0] for line in listed.splitlines()]

        assert [str(number) for number in range(1, len(numbers) + 1)] == numbers
        assert numbers == list(dict.fromkeys(cited))

    def test_other_dates(self):
        """
        Two entries of one source with other dates are two sources in the list.
        """
        later = attrs.evolve(BASE, start=date(2026, 1, 1))
        tree = step(
            "和",
            "sum",
            3,
            step("甲", "a", 1, entry=BASE),
            step("乙", "b", 2, entry=later),
            op=Op.SUM,
        )
        page = Sheet(tree).explain("en")

        assert "a 0.01 yuan [1]" in page
        assert "b 0.02 yuan [2]" in page


class TestShared:
    def test_leaf(self):
        """
        A step without children is written in full wherever it stands.
        """
        rate = step("占比", "rate", Fraction(1, 5), unit=Unit.PERCENT, entry=BASE)
        tree = step(
            "和",
            "sum",
            2,
            step("甲", "a", 1, rate, op=Op.PRODUCT),
            step("乙", "b", 1, rate, op=Op.PRODUCT),
            op=Op.SUM,
        )

        assert 2 == Sheet(tree).explain("en").count("rate 20% [1]")

    def test_remarks(self):
        """
        Behind the formula stand rounding, note and row, in that order, and then the entry.
        """
        whole = step(
            "和",
            "sum",
            5,
            step("甲", "a", 5),
            op=Op.SUM,
            rounding=HALF_UP_TO_FEN,
            note=Label("注", "note"),
            row=Label("行", "row"),
            entry=BASE,
        )

        assert (
            "sum 0.05 yuan = a 0.05 (half away from zero, to the fen; note; row) [1]"
            == Sheet(whole).explain("en").split("\n")[0]
        )

    def test_reference(self):
        """
        What is referred to is neither cited nor remarked upon a second time.
        """
        total = step(
            "总额",
            "total",
            1,
            step("甲", "a", 1),
            op=Op.SUM,
            entry=BASE,
            note=Label("注", "remark"),
        )
        tree = step("差", "left", 0, total, step("乙", "b", 1, total, op=Op.SUM), op=Op.DIFFERENCE)
        lines = Sheet(tree).explain("en").splitlines()

        assert "  total 0.01 yuan = a 0.01 (remark) [1]" == lines[1]
        assert "    total 0.01 yuan (worked out above)" == lines[4]
        assert "Sources:" == lines[5]

    @given(tree=steps(max_steps=10))
    def test_written_out_once(self, tree):
        """
        Each step with children is written out once; every other mention refers to it.
        """
        out, mentions = set(), 0

        def visit(each):
            nonlocal mentions
            if each.children and id(each) in out:
                mentions += 1
                return
            out.add(id(each))
            for child in each.children:
                visit(child)

        visit(tree)
        marked = relabelled(tree, {})

        assert mentions == Sheet(marked).markdown("en").count("(worked out above)")


def relabelled(tree, done, *, entries=False):
    """
    Name every step plainly, cite nothing unless asked to, and keep what is shared shared.
    """
    if id(tree) not in done:
        rule = attrs.evolve(tree.rule, label=Label("步", "step"), note=None)
        if not entries:
            rule = attrs.evolve(rule, entry=None, rounded_by=None)
        children = tuple(relabelled(child, done, entries=entries) for child in tree.children)
        value = "word" if isinstance(tree.value, str | Label) else tree.value
        done[id(tree)] = Step(rule, value, children)
    return done[id(tree)]


def rendered(text):
    """
    Read Markdown that holds nothing but text: take back each backslash before punctuation.
    """
    return re.sub(rf"\\([{re.escape(string.punctuation)}])", r"\1", text)


def special(text):
    """
    List what Markdown or HTML would read as more than text.
    """
    return re.findall(
        r"[`*_{}\[\]<>|#~$&\\]", re.sub(rf"\\[{re.escape(string.punctuation)}]", "", text)
    )


class TestMarkdownIsSafe:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("a|b*c_", r"a\|b\*c\_"),
            ("<b>", r"\<b\>"),
            ("[x](y)", r"\[x\](y)"),
            ("`c` $d$ ~e~ {f} #g", r"\`c\` \$d\$ \~e\~ \{f\} \#g"),
            ("&lt;b&#62;", r"\&lt;b\&\#62;"),
            ("a\\*b", r"a\\\*b"),
            (" two\n\n# lines\t", r"two \# lines"),
            ("a\u2028b\u3000c\x0bd", "a b c d"),
        ],
    )
    def test_names(self, name, expected):
        """
        Wherever a name stands, it stays on its line, and Markdown reads it as text alone.
        """
        label = Label(name, name)
        child = Step(StepRule("a", label, Unit.TEXT), label, row=label)
        tree = Step(StepRule("b", label, Unit.FACTOR, Op.SUM, note=label), 1, (child,))
        title, _, outer, inner = Sheet(tree, label).markdown("en").split("\n")

        assert f"**{expected}**" == title
        assert f"- **{expected}** 1 = {expected} {expected} ({expected})" == outer
        assert f"  - **{expected}** {expected} ({expected})" == inner

    @pytest.mark.parametrize(
        ("title", "expected"),
        [
            ("1. 通知", r"1\. 通知"),
            ("2) 通知", r"2\) 通知"),
            ("- 通知", r"\- 通知"),
            ("+ 通知", r"\+ 通知"),
            ("---", r"\---"),
            ("    通知", "通知"),
            ("> # <i>", r"\> \# \<i\>"),
            ("a\nb", "a b"),
            ("2025 年通知", "2025 年通知"),
        ],
    )
    def test_titles(self, title, expected):
        """
        A title cannot open a list, a heading or a line of its own in the list of sources.
        """
        entry = attrs.evolve(BASE, source=attrs.evolve(GUESS, title=title))
        last = Sheet(step("甲", "a", 1, entry=entry)).markdown("zh").split("\n")[-1]

        assert last.startswith(f"1. {expected}（假定）；2025-01-01")

    @given(tree=steps(), title=labels(), language=st.sampled_from(["zh", "en"]))
    def test_any_page(self, tree, title, language):
        """
        Nothing on a page is markup but the bold names and the lists.
        """
        for place, line in enumerate(Sheet(tree, title).markdown(language).split("\n")):
            if not line:
                continue
            if place == 0:
                assert line.startswith("**")
                assert line.endswith("**")
                assert [] == special(line[2:-2])
            elif line.lstrip().startswith("- **"):
                # The name ends at the first two stars that are not escaped.
                found = re.fullmatch(r"((?:\\.|[^*\\])*)\*\*(.*)", line.lstrip()[4:])
                assert found
                assert [] == special(found[1]) + special(found[2])
                assert found[1] == found[1].strip()
            else:
                assert [] == special(line)

    @given(name=labels())
    def test_nothing_lost(self, name):
        """
        A reader of the page sees the name as it was given, but for the width of its blanks.
        """
        page = Sheet(Step(StepRule("a", name, Unit.FACTOR), 1)).markdown("en")

        assert f"- **{' '.join(name.en.split())}** 1" == rendered(page)


class TestText:
    def test_as_it_is(self):
        """
        Plain text is not escaped.
        """
        label = Label("a|b*c_<b>", "a|b*c_<b>")

        assert "a|b*c_<b> 1" == Sheet(Step(StepRule("a", label, Unit.FACTOR), 1)).explain("en")

    def test_one_line(self):
        """
        A name or a title with a line break in it stays on its line.
        """
        entry = attrs.evolve(BASE, source=attrs.evolve(GUESS, title="上\n下"))
        label = Label("甲\n乙", "a\nb")
        tree = Step(StepRule("a", label, Unit.FACTOR, entry=entry, note=label), 1)
        lines = Sheet(tree, label).explain("zh").splitlines()

        assert ["甲 乙", "甲 乙 1（甲 乙） [1]", "来源："] == lines[:3]
        assert lines[3].startswith("  [1] 上 下（假定）；")

    def test_wrapped(self):
        """
        A long line goes on below itself, four columns in, and takes at most a hundred columns.
        """
        remark = Label("按本社区实有在岗人数核定并逐级报批" * 8, "as approved for the post " * 10)
        inner = step("年限", "years", 3, unit=Unit.YEARS, note=remark)
        tree = step("和", "sum", 3, step("甲", "a", 3, inner, op=Op.SUM), op=Op.SUM)

        for language, first in (("zh", "    年限 3 年（"), ("en", "    years 3 years (as")):
            lines = Sheet(tree).explain(language).splitlines()[2:]
            widths = [
                sum(
                    2 if unicodedata.east_asian_width(character) in "WF" else 1
                    for character in line
                )
                for line in lines
            ]

            assert 1 < len(lines)
            assert lines[0].startswith(first)
            assert all(re.match(r" {8}\S", line) for line in lines[1:])
            assert all(80 < width <= 100 for width in widths[:-1])
