from fractions import Fraction

import pytest

from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, Direction, RoundingRule
from partygrid.pay import Coefficients, Component, Selector, Table, YearlyRate
from partygrid.pay._lines import given, line_steps
from partygrid.pay._placement import fact_step
from partygrid.trace import Op, Unit, recompute

SECOND = Label("二级", "level two")
TO_JIAO = RoundingRule(10, Direction.DOWN)


def component(selector, amount, **fields):
    """
    Make a component with a usual key and label.
    """
    return Component(
        key="line", label=Label("项目", "the line"), selector=selector, amount=amount, **fields
    )


def step_of(new_terms, line, amount, row):
    """
    Give the step of a line of a scheme, from its amount and the row that was picked.
    """
    rules = new_terms(scale=(line,)).rules
    return line_steps(line, rules).step(amount, fact_step(line.selector.value, row)), rules


def shape(step):
    """
    Show a step and those below: key, value, and how it comes about.
    """
    return (step.rule.key, step.value, step.rule.op.value, [shape(each) for each in step.children])


class TestTable:
    def test_step(self, new_terms):
        """
        An amount of a table is given by the scale, for the fact that picked the row.
        """
        line = component(Selector.LEVEL, Table(((1, 100), (2, 250))), row_labels=((2, SECOND),))
        step, rules = step_of(new_terms, line, 250, 2)

        assert ("line", 250, "given", [("level", 2, "given", [])]) == shape(step)
        assert rules.entry("scale") is step.rule.entry
        assert (SECOND, Unit.YUAN, None) == (step.row, step.rule.unit, step.rule.rounding)

    def test_row_without_a_name(self, new_terms):
        """
        A row without a name shows none.
        """
        line = component(Selector.LEVEL, Table(((1, 100), (2, 250))), row_labels=((2, SECOND),))
        step, _ = step_of(new_terms, line, 100, 1)

        assert step.row is None


class TestCoefficients:
    @pytest.fixture
    def line(self):
        """
        Two levels: level two pays 1.085 of the base.
        """
        rows = ((1, Fraction(1)), (2, Fraction(217, 200)))
        return component(Selector.LEVEL, Coefficients(rows), row_labels=((2, SECOND),))

    def test_step(self, new_terms, line):
        """
        Base times coefficient: 2310.50 × 1.085 = 2506.8925, rounded 2506.89.
        """
        step, _ = step_of(new_terms, line, 250689, 2)
        factor = ("line.coefficient", Fraction(217, 200), "given", [("level", 2, "given", [])])

        assert ("line", 250689, "product", [("base", 231050, "given", []), factor]) == shape(step)
        assert 250689 == recompute(step)
        assert SECOND == step.children[1].row

    def test_sources(self, new_terms, line):
        """
        Base, coefficient and rounding each cite the entry they come from.
        """
        step, rules = step_of(new_terms, line, 250689, 2)
        base, factor = step.children

        assert rules.entry("base") is base.rule.entry
        assert rules.entry("scale") is factor.rule.entry
        assert (HALF_UP_TO_FEN, rules.entry("rounding")) == (
            step.rule.rounding,
            step.rule.rounded_by,
        )

    def test_own_rounding(self, new_terms, line):
        """
        A line's own rounding comes from the scale.
        """
        own = component(Selector.LEVEL, line.amount, rounding=TO_JIAO)
        step, rules = step_of(new_terms, own, 250680, 2)

        assert (TO_JIAO, rules.entry("scale")) == (step.rule.rounding, step.rule.rounded_by)
        assert 250680 == recompute(step)


class TestYearlyRate:
    @pytest.mark.parametrize(
        ("years", "counted"), [(0, 0), (39, 39), (40, 40), (41, 40), (80, 40)]
    )
    def test_capped(self, new_terms, years, counted):
        """
        Rate times the years that count, which are the lesser of those served and the cap.
        """
        line = component(Selector.YEARS, YearlyRate(per_year=3550, cap=40))
        step, rules = step_of(new_terms, line, 3550 * counted, years)
        least = [("years", years, "given", []), ("line.cap", 40, "given", [])]
        below = [("line.rate", 3550, "given", []), ("line.years", counted, "least", least)]

        assert ("line", 3550 * counted, "product", below) == shape(step)
        assert step.value == recompute(step)
        assert rules.entry("scale") is step.find("line.rate").rule.entry
        assert rules.entry("scale") is step.find("line.cap").rule.entry

    def test_uncapped(self, new_terms):
        """
        Without a cap every year served counts.
        """
        line = component(Selector.YEARS, YearlyRate(per_year=3550, cap=None))
        step, _ = step_of(new_terms, line, 284000, 80)
        below = [("line.rate", 3550, "given", []), ("years", 80, "given", [])]

        assert ("line", 284000, "product", below) == shape(step)
        assert 284000 == recompute(step)

    def test_not_rounded(self, new_terms):
        """
        Whole fen times whole years need no rounding, so none is shown.
        """
        line = component(Selector.YEARS, YearlyRate(per_year=3550, cap=40), rounding=TO_JIAO)
        step, _ = step_of(new_terms, line, 3550, 1)

        assert (None, None) == (step.rule.rounding, step.rule.rounded_by)


class TestGiven:
    def test_step(self, new_terms):
        """
        A value that an entry states is a leaf that cites it.
        """
        entry = new_terms().rules.entry("award_rate")
        label = Label("绩效占比", "award rate")
        step = given("rate", label, Unit.PERCENT, Fraction(1, 5), entry)

        assert ("rate", Fraction(1, 5), "given", []) == shape(step)
        assert (label, Unit.PERCENT, Op.GIVEN, entry) == (
            step.rule.label,
            step.rule.unit,
            step.rule.op,
            step.rule.entry,
        )
