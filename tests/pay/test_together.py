from datetime import date
from fractions import Fraction

import attrs
import pytest

from partygrid.dated import PeriodKind
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.pay import (
    AwardPool,
    Component,
    CountedLines,
    Grid,
    MeanFloor,
    PaidAs,
    PartMethod,
    PartMonth,
    ProbationBase,
    ProbationRule,
    Selector,
    Table,
)

DAY = date(2025, 6, 1)


def part_month(*lines):
    """
    Make a rule that pays some lines by calendar days.
    """
    return PartMonth(
        method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(tuple(lines))
    )


def floor(*, positions=None, lines=None):
    """
    Make a floor.
    """
    return MeanFloor(
        key="mean",
        label=Label("平均", "mean"),
        positions=positions,
        lines=CountedLines(lines),
        every=PeriodKind.MONTH,
        least=0,
    )


def probation(position):
    """
    Make a rule of probation by a position.
    """
    return ProbationRule(
        entry="new",
        base=ProbationBase.POSITION,
        share=Fraction(1),
        award=False,
        position=position,
    )


def looking_at(selector, amount=None):
    """
    Make a line that looks at a fact.
    """
    row = 1 if selector.takes_numbers else "x"
    return Component(
        key="line",
        label=Label("项目", "line"),
        selector=selector,
        amount=amount or Table(((row, 0),)),
    )


class TestLines:
    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"award_lines": CountedLines(("post", "area"))}, "award_lines"),
            ({"part_month": part_month("area")}, "part_month.lines"),
            ({"floors": (floor(lines=("post", "area")),)}, "floor mean: lines"),
        ],
    )
    def test_unknown(self, new_scheme, values, field):
        """
        A line that is counted is one of the scale's.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            new_scheme(**values).rules_on(DAY)

        assert (field, ["area"]) == (caught.value.field, caught.value.value)
        assert "区财政局通知" in caught.value.source

    @pytest.mark.parametrize("paid_as", [PaidAs.AWARD, PaidAs.EMPLOYER])
    def test_not_fixed(self, new_scheme, scale, paid_as):
        """
        Only fixed pay counts in the total; part months and floors may name any line.
        """
        lines = (*scale[:2], attrs.evolve(scale[2], paid_as=paid_as))
        named = {
            "part_month": part_month("certificate"),
            "floors": (floor(lines=("certificate",)),),
        }

        assert lines == new_scheme(scale=lines, **named).rules_on(DAY).scale
        with pytest.raises(ValueNotAllowedError, match="fixed components"):
            new_scheme(scale=lines, award_lines=CountedLines(("certificate",))).rules_on(DAY)


class TestSelectors:
    @pytest.mark.parametrize(
        "selector", [Selector.STEP, Selector.POSITION, Selector.TREATMENT, Selector.POSTS]
    )
    def test_no_ladder(self, new_scheme, ladder, selector):
        """
        What only a ladder gives cannot be looked at without one.
        """
        scheme = new_scheme(scale=(looking_at(selector),))
        with pytest.raises(ValueNotAllowedError, match="what the ladder in force gives") as caught:
            scheme.rules_on(DAY)

        assert ("component line: selector", selector.value) == (
            caught.value.field,
            caught.value.value,
        )
        if selector is not Selector.STEP:
            assert new_scheme(scale=(looking_at(selector),), ladder=ladder).rules_on(DAY)

    def test_no_steps(self, new_scheme, ladder):
        """
        Steps need a ladder that has them, in a grid too.
        """
        grid = Grid(by=Selector.STEP, rows=((1, ((1, 0),)),))
        scheme = new_scheme(scale=(looking_at(Selector.LEVEL, grid),), ladder=ladder)
        with pytest.raises(ValueNotAllowedError, match="step"):
            scheme.rules_on(DAY)

    @pytest.mark.parametrize("selector", [Selector.LEVEL, Selector.STEP])
    def test_one_position(self, new_scheme, ladder, selector):
        """
        A ladder of one position gives levels and steps, too.
        """
        alone = attrs.evolve(ladder.positions[0], steps=ladder.positions[0].levels)
        single = attrs.evolve(ladder, positions=(alone,), offices=(("member", "member"),))
        scheme = new_scheme(scale=(looking_at(selector),), ladder=single)

        assert single is scheme.rules_on(DAY).ladder

    def test_no_levels(self, new_scheme, ladder):
        """
        Levels need a ladder that has them, or none at all.
        """
        bare = attrs.evolve(
            ladder,
            positions=tuple(attrs.evolve(each, levels=None) for each in ladder.positions),
        )
        scheme = new_scheme(scale=(looking_at(Selector.LEVEL),), ladder=bare)
        with pytest.raises(ValueNotAllowedError, match="level"):
            scheme.rules_on(DAY)


class TestPositions:
    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"probation": (probation("boss"),)}, "probation new: position"),
            ({"floors": (floor(positions=("member", "boss")),)}, "floor mean: position"),
        ],
    )
    def test_unknown(self, new_scheme, ladder, values, field):
        """
        A position that is named is one of the ladder's; without a ladder there is none.
        """
        with pytest.raises(ValueNotAllowedError, match="member, deputy, chief") as caught:
            new_scheme(ladder=ladder, **values).rules_on(DAY)

        assert (field, "boss") == (caught.value.field, caught.value.value)
        with pytest.raises(ValueNotAllowedError, match="none: there is no ladder"):
            new_scheme(**values).rules_on(DAY)

    def test_known(self, new_scheme, ladder):
        """
        Positions of the ladder are all right.
        """
        values = {"probation": (probation("chief"),), "floors": (floor(positions=("member",)),)}

        assert new_scheme(ladder=ladder, **values).rules_on(DAY).ladder is ladder


class TestBill:
    def test_no_rule_of_sharing(self, new_scheme):
        """
        A pool of a unit's wage bill needs a rule by which it is shared out.
        """
        with pytest.raises(ValueNotAllowedError, match="shared out over the unit") as caught:
            new_scheme(award_pool=AwardPool.OF_WAGE_BILL).rules_on(DAY)

        assert ("award_apportion", None) == (caught.value.field, caught.value.value)
