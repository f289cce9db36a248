"""
Outcomes that explain themselves.
"""

from datetime import date

import attrs
import pytest
from hypothesis import given

from partygrid.dated import Dated
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.strategies._trace import steps
from partygrid.trace import Explained, Op, Row, Step, StepRule, Unit

ENTRY = Dated(
    value=3550,
    start=date(2025, 1, 1),
    known=date(2024, 12, 20),
    source=Source(key="n-7", title="通知", grade=Grade.HOST),
)


@attrs.frozen
class Product(Explained):
    """
    Multiply a rate and years, and count how often it is asked for its steps.
    """

    rate: int
    years: int
    asked: list = attrs.field(factory=list)

    def trace(self):
        """
        Make the steps from the fields.
        """
        self.asked.append(1)
        rate = Step(StepRule("rate", Label("标准", "rate"), Unit.YUAN, entry=ENTRY), self.rate)
        years = Step(
            StepRule("years", Label("年限", "years"), Unit.YEARS),
            self.years,
            row=Label("事实 s-1", "fact s-1"),
        )
        rule = StepRule("pay", Label("津贴", "allowance"), Unit.YUAN, Op.PRODUCT)
        return Step(rule, self.rate * self.years, (rate, years))


@attrs.frozen
class Titled(Product):
    """
    Have a title.
    """

    @property
    def heading(self):
        """
        The title.
        """
        return Label("津贴表", "Allowances")


class TestExplain:
    def test_chinese_first(self):
        """
        Text and Markdown are Chinese unless asked for in English.
        """
        outcome = Product(3550, 3)

        assert outcome.explain("zh") == outcome.explain()
        assert outcome.explain("zh").startswith("津贴 106.50 元 = 标准 35.50 × 年限 3\n")
        assert outcome.explain("en").startswith("allowance 106.50 yuan = rate 35.50 × years 3\n")
        assert outcome.markdown("zh") == outcome.markdown()
        assert outcome.markdown("zh").startswith("- **津贴** 106.50 元")
        assert outcome.markdown("en").startswith("- **allowance** 106.50 yuan")

    def test_notebook(self):
        """
        A notebook shows the Chinese summary.
        """
        assert Product(3550, 3).summary("zh") == Product(3550, 3)._repr_markdown_()

    def test_heading(self):
        """
        An outcome has no heading unless its class gives it one.
        """
        assert None is Product(3550, 3).heading
        assert "津贴表" == Titled(3550, 3).explain().split("\n")[0]
        assert "**Allowances**" == Titled(3550, 3).markdown("en").split("\n")[0]

    def test_nothing_kept(self):
        """
        The steps are made anew each time, and never before somebody asks.
        """
        outcome = Product(3550, 3)
        assert [] == outcome.asked

        assert outcome.explain() == outcome.explain()
        assert 2 == len(outcome.asked)

    @pytest.mark.parametrize("language", ["fr", "", "EN", None, 1])
    @pytest.mark.parametrize("method", ["explain", "markdown", "summary"])
    def test_other_language(self, method, language):
        """
        A third language is refused by name.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            getattr(Product(3550, 3), method)(language)

        assert ("language", language) == (caught.value.field, caught.value.value)
        assert f"language: got {language!r}; allowed: 'zh' or 'en'" == str(caught.value)

    def test_trace_is_asked_for(self):
        """
        A class that does not say how it came about cannot be explained.
        """

        class Bare(Explained):
            pass

        with pytest.raises(NotImplementedError):
            Bare().explain()


class TestRows:
    def test_whole(self):
        """
        Rows are the steps as flat data, each parent before its children, with the citation.
        """
        cited = Label(
            "通知（使用方文件）；2025-01-01 起执行，2024-12-20 知悉",
            "通知 [the host's own document]; in force from 2025-01-01, known 2024-12-20",
        )

        assert (
            Row(0, "pay", Label("津贴", "allowance"), 10650, Unit.YUAN),
            Row(1, "rate", Label("标准", "rate"), 3550, Unit.YUAN, None, cited),
            Row(1, "years", Label("年限", "years"), 3, Unit.YEARS, Label("事实 s-1", "fact s-1")),
        ) == Product(3550, 3).rows()

    @given(tree=steps())
    def test_every_step(self, tree):
        """
        Every step has its row, as often as it stands in the tree, at the depth at which it does.
        """

        class Given(Explained):
            def trace(self):
                return tree

        expected, waiting = [], [(0, tree)]
        while waiting:
            depth, step = waiting.pop()
            expected.append((depth, step.rule.key, step.rule.unit, step.value, step.row))
            waiting += [(depth + 1, child) for child in reversed(step.children)]
        found = [(row.depth, row.key, row.unit, row.value, row.row) for row in Given().rows()]

        assert expected == found
