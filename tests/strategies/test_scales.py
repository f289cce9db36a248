import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reached

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.pay import (
    Coefficients,
    Component,
    Grid,
    PaidAs,
    Selector,
    ShareOf,
    Table,
    YearlyRate,
)
from partygrid.pay._scale import check_scale
from partygrid.strategies import components, indexed_bases, scales
from partygrid.strategies._pay import common_rows


class TestComponents:
    @given(components())
    def test_valid(self, component):
        """
        Whatever is drawn is a component that could stand in a scale.
        """
        assert Component is type(component)
        assert check_scale((component,), "scale") is None

    @given(st.data())
    def test_selectors(self, data):
        """
        Only the facts that were asked for pick rows, in whatever order they were given.
        """
        chosen = data.draw(st.lists(st.sampled_from(Selector), min_size=1))

        assert data.draw(components(selectors=chosen)).selector in chosen

    @pytest.mark.parametrize(
        "condition",
        [
            lambda line: isinstance(line.amount, Table),
            lambda line: isinstance(line.amount, Coefficients),
            lambda line: isinstance(line.amount, Grid),
            lambda line: (
                isinstance(line.amount, Grid)
                and len({len(row) for _, row in line.amount.rows}) > 1
            ),
            lambda line: line.paid_as is PaidAs.AWARD,
            lambda line: line.paid_as is PaidAs.EMPLOYER,
            lambda line: isinstance(line.amount, YearlyRate) and line.amount.cap is None,
            lambda line: isinstance(line.amount, YearlyRate) and line.amount.cap == 0,
            lambda line: isinstance(line.amount, YearlyRate) and line.amount.cap == 80,
            lambda line: line.selector is Selector.YEARS and isinstance(line.amount, Table),
            lambda line: line.selector is Selector.LEVEL and max(line.rows) > 900,
            lambda line: line.selector is Selector.CERTIFICATE and "none" in line.rows,
            lambda line: line.selector is Selector.CERTIFICATE and "none" not in line.rows,
            lambda line: line.rounding is not None and line.rounding.unit > 1,
            lambda line: line.rounding is None and line.row_labels,
            lambda line: any(
                factor.denominator == 200
                for _, factor in getattr(line.amount, "rows", ())
                if isinstance(line.amount, Coefficients)
            ),
        ],
        ids=[
            "table",
            "coefficients",
            "grid",
            "ragged grid",
            "award",
            "employer",
            "rate without a cap",
            "cap of 0",
            "cap of 80",
            "table of years",
            "high levels",
            "none is a row",
            "none is no row",
            "own rounding",
            "named rows",
            "half fen",
        ],
    )
    def test_reached(self, condition):
        """
        Every kind of line can be drawn, up to its limits.
        """
        assert reached(components, condition)

    @pytest.mark.rare
    def test_eighteen_levels(self):
        """
        The ladder of 18 levels, which most places have, can be drawn without a hole.
        """
        levels = components(selectors=[Selector.LEVEL])

        assert reached(levels, lambda line: line.rows == tuple(range(1, 19)))

    @pytest.mark.parametrize("selector", Selector)
    def test_every_selector(self, selector):
        """
        Every fact picks rows, in a grid the second ones too.
        """
        assert reached(components, lambda line: line.selector is selector)
        assert reached(components, lambda line: line.selectors[1:] == (selector,))

    @pytest.mark.parametrize("bad", ["level", None, 1, Selector])
    def test_no_selector(self, bad):
        """
        What is no selector is refused when the strategy is made, not when it is drawn from.
        """
        with pytest.raises(WrongTypeError, match="a Selector") as caught:
            components(selectors=[Selector.LEVEL, bad])

        assert ("selectors", bad) == (caught.value.field, caught.value.value)

    def test_no_selectors(self):
        """
        Without a selector there is nothing to draw.
        """
        with pytest.raises(ValueNotAllowedError, match="one Selector or more") as caught:
            components(selectors=())

        assert ("selectors", ()) == (caught.value.field, caught.value.value)


class TestScales:
    @given(scales())
    def test_valid(self, scale):
        """
        Whatever is drawn is a scale, of up to four components.
        """
        assert check_scale(scale, "scale") is None
        assert 1 <= len(scale) <= 4

    @given(scales(min_size=2))
    def test_somebody_can_be_paid(self, scale):
        """
        Components that look at one fact have a row in common.
        """
        for selector, rows in common_rows(scale).items():
            listed = [set(line.rows) for line in scale if line.selector is selector and line.rows]
            assert rows
            assert all(each >= set(rows) for each in listed)

    @given(st.data())
    def test_sizes(self, data):
        """
        The sizes asked for are kept, and so are the selectors.
        """
        least = data.draw(st.integers(1, 8))
        most = data.draw(st.integers(least, 8))
        chosen = data.draw(st.lists(st.sampled_from(Selector), min_size=1))
        scale = data.draw(scales(min_size=least, max_size=most, selectors=chosen))

        assert least <= len(scale) <= most
        assert {each for line in scale for each in line.selectors} <= set(chosen)

    @pytest.mark.parametrize(
        "condition",
        [
            lambda scale: len({line.selector for line in scale}) == 4,
            lambda scale: any(isinstance(line.amount, ShareOf) for line in scale),
            lambda scale: any(
                isinstance(line.amount, ShareOf)
                and None not in {line.amount.least, line.amount.most}
                for line in scale
            ),
            lambda scale: [line.selector for line in scale] == [Selector.LEVEL] * 2,
            lambda scale: (
                len({line.rows for line in scale if line.selector is Selector.LEVEL}) > 1
            ),
            lambda scale: len({type(line.amount) for line in scale}) == 3,
        ],
        ids=[
            "four facts",
            "share",
            "bounded share",
            "two by level",
            "different rows",
            "every amount",
        ],
    )
    def test_reached(self, condition):
        """
        Lines of all kinds come together, two of one kind too, and not always with the same rows.
        """
        assert reached(scales, condition)

    @pytest.mark.parametrize("field", ["min_size", "max_size"])
    @pytest.mark.parametrize("size", [True, 2.0, "2", None])
    def test_size_of_another_type(self, field, size):
        """
        A size is an int.
        """
        with pytest.raises(WrongTypeError, match="an int") as caught:
            scales(**{field: size})

        assert (field, size) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("sizes", "field"),
        [
            ({"min_size": 0}, "min_size"),
            ({"min_size": 9}, "min_size"),
            ({"max_size": 0}, "max_size"),
            ({"max_size": 9}, "max_size"),
            ({"min_size": 3, "max_size": 2}, "max_size"),
        ],
    )
    def test_size_out_of_range(self, sizes, field):
        """
        A scale has one to eight components, and the sizes come in order.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            scales(**sizes)

        assert (field, sizes[field]) == (caught.value.field, caught.value.value)

    def test_selectors(self):
        """
        Selectors are checked when the strategy is made.
        """
        with pytest.raises(ValueNotAllowedError, match="selectors"):
            scales(selectors=())
        with pytest.raises(WrongTypeError, match="selectors"):
            scales(selectors=["level"])


class TestIndexedBases:
    @given(indexed_bases())
    def test_valid(self, base):
        """
        Whatever is drawn has a monthly amount, a whole one if it is rounded.
        """
        assert base.monthly >= 0
        assert base.rounding is None or base.monthly.denominator == 1

    @pytest.mark.parametrize(
        "condition",
        [
            lambda base: base.months == 12,
            lambda base: base.factors == (),
            lambda base: len(base.factors) == 2,
            lambda base: base.rounding is not None,
        ],
        ids=["a year's", "no factor", "two factors", "rounded"],
    )
    def test_reached(self, condition):
        """
        Indices of a year and of a month, with factors and without.
        """
        assert reached(indexed_bases, condition)
