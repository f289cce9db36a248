from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import PeriodKind
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, ApportionRule, Direction, RoundingRule, Ties
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    Coefficients,
    Component,
    CountedLines,
    Grid,
    IndexedBase,
    PaidAs,
    Placement,
    RatingRule,
    Selector,
    ShareOf,
    StarRule,
    Table,
    YearlyRate,
)
from partygrid.pay._compile import (
    amounts_of,
    kit_of,
    picker,
    pool_factor,
    worths,
)

RATE = YearlyRate(per_year=0, cap=None)
THIRD = Placement(level=3, years=4, certificate="assistant", criteria_met=4)


def line(key, selector, amount, rounding=None):
    """
    Make a component.
    """
    return Component(
        key=key,
        label=Label("项目", "line"),
        selector=selector,
        amount=amount,
        rounding=rounding,
    )


class TestKit:
    def test_usual(self, new_terms):
        """
        What every worker's pay needs is worked out once.
        """
        kit = kit_of(new_terms().rules)

        assert kit.plain
        assert kit.of_total
        assert kit.counted is None
        assert (1, 5) == (kit.numerator, kit.denominator)
        assert ((0, 1), (1, 5), (2, 5), (3, 5), (4, 5), (1, 1)) == kit.shares
        assert [18, 81, 4] == [len(table) for table in kit.tables]
        assert 270329 == kit.round(540657, 2)

    def test_other_choices(self, new_terms):
        """
        Each choice that differs shows.
        """
        kit = kit_of(
            new_terms(
                award_pool=AwardPool.OF_WAGE_BILL,
                award_apportion=ApportionRule(unit=1, ties=Ties.BY_KEY),
                award_basis=AwardBasis.FIXED_PART,
                award_lines=CountedLines(("certificate", "post")),
                rounding=RoundingRule(100, Direction.DOWN),
            ).rules
        )

        assert not kit.plain
        assert not kit.of_total
        assert (True, False, True) == kit.counted
        assert (1, 4) == (kit.numerator, kit.denominator)
        assert 270300 == kit.round(540657, 2)


STARS = StarRule(rating=RatingRule(every=PeriodKind.YEAR, lag=1), most=5, rows=())
SHARE = Component(
    key="insurance",
    label=Label("保险", "insurance"),
    selector=None,
    amount=ShareOf(rate=Fraction(1, 10), of=("post",), least=None, most=None),
)


class TestPlain:
    @pytest.mark.parametrize("what", ["award", "employer", "share", "stars", "bill"])
    def test_not(self, new_terms, scale, what):
        """
        A line that is an award, an employer's cost or a share, stars, and a bill go the long way.
        """
        scales = {
            "award": (*scale[:2], attrs.evolve(scale[2], paid_as=PaidAs.AWARD)),
            "employer": (*scale[:2], attrs.evolve(scale[2], paid_as=PaidAs.EMPLOYER)),
            "share": (*scale, SHARE),
        }
        changes = {
            "stars": {"stars": STARS},
            "bill": {
                "award_pool": AwardPool.OF_WAGE_BILL,
                "award_apportion": ApportionRule(unit=1, ties=Ties.BY_KEY),
            },
        }
        values = {"scale": scales[what]} if what in scales else changes[what]

        assert not kit_of(new_terms(**values).rules).plain


class TestPicker:
    def test_grid_and_share(self):
        """
        A grid is looked up by a pair of rows, and a share by nothing.
        """
        grid = Grid(by=Selector.CERTIFICATE, rows=((3, (("assistant", 1),)),))
        scale = (line("a", Selector.LEVEL, grid), SHARE, line("b", Selector.YEARS, RATE))

        assert ((3, "assistant"), None, 4) == picker(scale)(THIRD)

    @pytest.mark.parametrize(
        ("selectors", "rows"),
        [
            ([Selector.LEVEL], (3,)),
            ([Selector.CERTIFICATE], ("assistant",)),
            ([Selector.YEARS, Selector.LEVEL], (4, 3)),
            ([Selector.LEVEL, Selector.LEVEL], (3, 3)),
            (list(Selector)[:3], (3, 4, "assistant")),
        ],
    )
    def test_rows(self, selectors, rows):
        """
        One row is picked for each component, in their order, be there one or more.
        """
        amounts = {
            Selector.LEVEL: Table(((3, 0),)),
            Selector.YEARS: YearlyRate(per_year=0, cap=None),
            Selector.CERTIFICATE: Table((("assistant", 0),)),
        }
        scale = tuple(line(f"{n}", each, amounts[each]) for n, each in enumerate(selectors))

        assert rows == picker(scale)(THIRD)


class TestAmounts:
    def test_grid_and_share(self, new_terms):
        """
        A grid pays what its cells list; a share of other lines has no rows.
        """
        rules = new_terms().rules
        grid = Grid(by=Selector.CERTIFICATE, rows=((3, (("none", 5), ("x", 6))), (4, (("x", 7),))))
        cells = {(3, "none"): 5, (3, "x"): 6, (4, "x"): 7}

        assert cells == amounts_of(line("a", Selector.LEVEL, grid), rules)
        assert {} == amounts_of(SHARE, rules)

    def test_indexed_base(self, new_terms):
        """
        An index is divided and multiplied exactly: only what coefficients make of it is rounded.
        """
        base = IndexedBase(
            index=Label("指数", "index"),
            amount=100001,
            months=12,
            factors=((Label("系数", "factor"), Fraction(3, 7)),),
            rounding=None,
        )
        one = line("x", Selector.LEVEL, Coefficients(((1, Fraction(1)), (2, Fraction(2)))))
        rounded = attrs.evolve(base, rounding=HALF_UP_TO_FEN)

        # 1000.01 / 12 × 3 / 7 = 35.714642…, twice that 71.429285…
        assert {1: 3571, 2: 7143} == amounts_of(one, new_terms(base=base).rules)
        assert {1: 3571, 2: 7142} == amounts_of(one, new_terms(base=rounded).rules)

    def test_table(self, new_terms):
        """
        A table pays what it lists.
        """
        table = line("x", Selector.LEVEL, Table(((5, 10), (1, 20))))

        assert {5: 10, 1: 20} == amounts_of(table, new_terms(base=None, scale=(table,)).rules)

    @given(per_year=st.integers(0, 10**6), cap=st.none() | st.integers(0, 80))
    def test_rate(self, new_terms, per_year, cap):
        """
        A rate has a row for each of 0 to 80 years and pays the same from its cap on.
        """
        rate = line("x", Selector.YEARS, YearlyRate(per_year=per_year, cap=cap))
        rows = amounts_of(rate, new_terms().rules)
        most = 80 if cap is None else cap

        assert list(range(81)) == list(rows)
        assert 0 == rows[0]
        assert {per_year} >= {rows[n] - rows[n - 1] for n in range(1, most + 1)}
        assert {per_year * most} == {rows[n] for n in range(most, 81)}

    def test_coefficients(self, new_terms):
        """
        Coefficients multiply the base and are rounded by the line's own rule, if it has one.
        """
        halves = Coefficients(((1, Fraction(1, 2)), (2, Fraction(3, 2))))
        usual = line("x", Selector.LEVEL, halves)
        own = attrs.evolve(usual, rounding=RoundingRule(1, Direction.DOWN))
        rules = new_terms(base=5, rounding=HALF_UP_TO_FEN).rules

        assert {1: 3, 2: 8} == amounts_of(usual, rules)
        assert {1: 2, 2: 7} == amounts_of(own, rules)

    def test_base_of_zero(self, new_terms):
        """
        A base of zero is a base: it pays nothing, and is not taken for none.
        """
        one = line("x", Selector.LEVEL, Coefficients(((1, Fraction(1)),)))

        assert {1: 0} == amounts_of(one, new_terms(base=0).rules)

    def test_no_base(self, new_terms, scale):
        """
        Coefficients without a base pay nobody; the error names the line and cites the scale.
        """
        rules = new_terms(base=None, scale=scale[1:]).rules
        with pytest.raises(ValueNotAllowedError, match="component post multiplies it") as caught:
            amounts_of(scale[0], rules)

        assert ("base", None) == (caught.value.field, caught.value.value)
        assert rules.entry("scale").cite() == caught.value.source


class TestPoolFactor:
    @pytest.mark.parametrize(
        ("basis", "rate", "factor"),
        [
            (AwardBasis.OF_TOTAL, Fraction(1, 5), (1, 5)),
            (AwardBasis.ON_TOP, Fraction(1, 5), (1, 5)),
            (AwardBasis.FIXED_PART, Fraction(1, 5), (1, 4)),
            (AwardBasis.FIXED_PART, Fraction(3, 10), (3, 7)),
            (AwardBasis.FIXED_PART, Fraction(0), (0, 1)),
            (AwardBasis.FIXED_PART, Fraction(99, 100), (99, 1)),
            (AwardBasis.OF_TOTAL, Fraction(1), (1, 1)),
            (AwardBasis.ON_TOP, Fraction(1), (1, 1)),
        ],
    )
    def test_by_hand(self, new_terms, basis, rate, factor):
        """
        Of a total or on top the pool is the rate; of a fixed part it is rate over rest.
        """
        assert factor == pool_factor(new_terms(award_basis=basis, award_rate=rate).rules)

    def test_all_of_a_fixed_part(self, new_scheme):
        """
        A pool that is all of fixed part and pool together leaves no fixed part to reckon from.
        """
        whole = new_scheme(award_basis=AwardBasis.FIXED_PART, award_rate=Fraction(1))
        with pytest.raises(ValueNotAllowedError, match="below 100 %") as caught:
            whole.rules_on(date(2025, 6, 1))

        assert ("award_rate", Fraction(1)) == (caught.value.field, caught.value.value)
        assert "区财政局通知" in caught.value.source


class TestWorth:
    def test_added(self, new_terms):
        """
        What a name pays is added over the lines that look at that fact, and no others.
        """
        scale = (
            line("level", Selector.LEVEL, Table(((1, 7),))),
            line("a", Selector.CERTIFICATE, Table((("none", 0), ("x", 5)))),
            line("b", Selector.CERTIFICATE, Table((("x", 30), ("y", 1)))),
            line("c", Selector.DEGREE, Table((("x", 1000),))),
        )
        tables = kit_of(new_terms(scale=scale).rules).tables
        expected = {
            Selector.CERTIFICATE: {"none": 0, "x": 35, "y": 1},
            Selector.DEGREE: {"x": 1000},
        }

        assert expected == worths(scale, tables)

    def test_grid(self, new_terms):
        """
        What a name pays in a grid is added over all cells of its row or column.
        """
        grid = Grid(
            by=Selector.CERTIFICATE,
            rows=((1, (("none", 1), ("x", 2))), (2, (("none", 10), ("x", 20)))),
        )
        scale = (line("a", Selector.LEVEL, grid),)
        tables = kit_of(new_terms(scale=scale).rules).tables

        assert {Selector.CERTIFICATE: {"none": 11, "x": 22}} == worths(scale, tables)

    def test_no_names(self, new_terms, scale):
        """
        A scale that looks at numbers alone gives no name any worth.
        """
        rules = new_terms(scale=scale[:2]).rules

        assert {} == worths(rules.scale, kit_of(rules).tables)
