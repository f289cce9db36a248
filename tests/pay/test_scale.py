from fractions import Fraction

import attrs
import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN
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
from partygrid.pay._scale import RESERVED, check_scale

LABEL = Label("岗位工资", "post pay")
ONE = Fraction(1)
WITH_OR_WITHOUT = "None for a share of other lines, and a Selector for any other amount"


def component(**fields):
    """
    Make a component of two levels, with some fields changed.
    """
    given = {
        "key": "post",
        "label": LABEL,
        "selector": Selector.LEVEL,
        "amount": Table(((1, 100), (2, 200))),
    }
    return Component(**given | fields)


class TestComponent:
    def test_rows(self):
        """
        A component has the rows of its table or coefficients; a rate has none of its own.
        """
        listed = component(amount=Coefficients(((3, ONE), (1, ONE))))
        rate = component(selector=Selector.YEARS, amount=YearlyRate(per_year=1, cap=None))

        assert (3, 1) == listed.rows
        assert () == rate.rows

    def test_defaults(self):
        """
        Unless it says otherwise a line is rounded as the scheme rounds; its rows have no names.
        """
        assert (None, ()) == (component().rounding, component().row_labels)

    @pytest.mark.parametrize("key", ["", "two words", "x" * 129])
    def test_no_id(self, key):
        """
        A key is an id: not empty, not blank, not endless.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            component(key=key)

        assert ("component.key", key) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("field", "value", "allowed"),
        [
            ("label", "岗位工资", "Label"),
            ("label", None, "Label"),
            ("selector", "level", WITH_OR_WITHOUT),
            ("amount", None, "a Table, Coefficients, YearlyRate, Grid or ShareOf"),
            ("amount", ((1, 100),), "a Table, Coefficients, YearlyRate, Grid or ShareOf"),
            ("amount", 100.0, "a Table, Coefficients, YearlyRate, Grid or ShareOf"),
            ("rounding", "half_up", "a RoundingRule"),
            ("rounding", 1, "a RoundingRule"),
        ],
    )
    def test_field_of_another_type(self, field, value, allowed):
        """
        A field of another type is refused by its name and the component's.
        """
        with pytest.raises(WrongTypeError) as caught:
            component(**{field: value})

        assert (f"component post: {field}", value, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("selector", [Selector.LEVEL, Selector.CERTIFICATE])
    def test_rate_of_no_years(self, selector):
        """
        Only years can be multiplied by a yearly rate.
        """
        with pytest.raises(WrongTypeError, match="YEARS for a rate") as caught:
            component(selector=selector, amount=YearlyRate(per_year=1, cap=None))

        assert ("component post: selector", selector) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("selector", "row", "allowed"),
        [
            (Selector.LEVEL, "1", "int rows for level"),
            (Selector.YEARS, "1", "int rows for years"),
            (Selector.CERTIFICATE, 1, "str rows for certificate"),
        ],
    )
    def test_rows_of_another_kind(self, selector, row, allowed):
        """
        Levels and years are numbers, certificates are names.
        """
        with pytest.raises(WrongTypeError) as caught:
            component(selector=selector, amount=Table(((row, 100),)))

        assert ("component post: rows", row, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_row_labels(self):
        """
        Any of the rows may have a name.
        """
        named = ((2, Label("二级", "level two")),)

        assert named == component(row_labels=named).row_labels

    @pytest.mark.parametrize("named", [None, [(1, LABEL)], {1: LABEL}])
    def test_row_labels_no_tuple(self, named):
        """
        The names of rows are a tuple.
        """
        with pytest.raises(WrongTypeError, match="a tuple of pairs") as caught:
            component(row_labels=named)

        assert ("component post: row_labels", named) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("pair", [None, (1,), (1, "一级"), (1, LABEL, 2), [1, LABEL]])
    def test_row_labels_no_pair(self, pair):
        """
        Each is a pair of a row and a label.
        """
        with pytest.raises(WrongTypeError, match="a pair of row and Label") as caught:
            component(row_labels=(pair,))

        assert ("component post: row_labels", pair) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("row", [3, "1", True, 1.0, None, (1,), [1]])
    def test_row_labels_of_no_row(self, row):
        """
        A name for a row that does not exist is refused, and so is one that only equals a row.
        """
        with pytest.raises(ValueNotAllowedError, match="rows, each once: 1, 2") as caught:
            component(row_labels=((row, LABEL),))

        assert ("component post: row_labels", row) == (caught.value.field, caught.value.value)

    def test_row_labels_twice(self):
        """
        No row has two names.
        """
        with pytest.raises(ValueNotAllowedError, match="each once") as caught:
            component(row_labels=((1, LABEL), (1, LABEL)))

        assert 1 == caught.value.value

    def test_row_labels_of_a_rate(self):
        """
        A rate has no rows to be named.
        """
        with pytest.raises(ValueNotAllowedError, match="each once: none"):
            component(
                selector=Selector.YEARS,
                amount=YearlyRate(per_year=1, cap=None),
                row_labels=((1, LABEL),),
            )

    def test_frozen(self):
        """
        A component is a value: it cannot be changed, and equal ones are one.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            component().key = "other"

        assert 1 == len({component(), component()})
        assert component() != component(rounding=HALF_UP_TO_FEN)


class TestPaidAs:
    def test_default(self):
        """
        Unless it says otherwise a line is fixed pay.
        """
        assert PaidAs.FIXED is component().paid_as

    @pytest.mark.parametrize("bad", ["fixed", None, True])
    def test_wrong_type(self, bad):
        """
        What a line is paid as is one of three choices.
        """
        with pytest.raises(WrongTypeError, match="PaidAs") as caught:
            component(paid_as=bad)

        assert "component post: paid_as" == caught.value.field

    @pytest.mark.parametrize("key", RESERVED)
    def test_reserved(self, key):
        """
        No line has the name of a step of the payslip itself.
        """
        with pytest.raises(ValueNotAllowedError, match="own steps") as caught:
            component(key=key)

        assert ("component.key", key) == (caught.value.field, caught.value.value)


def share(*of):
    """
    Make a tenth of other lines.
    """
    return ShareOf(rate=Fraction(1, 10), of=of, least=None, most=None)


class TestSelectors:
    def test_each(self):
        """
        A line looks at one fact, a grid at two, a share at none; a grid has rows of its own.
        """
        grid = component(amount=Grid(by=Selector.STEP, rows=((3, ((1, 5),)),)))
        tenth = component(selector=None, amount=share("other"))

        assert (Selector.LEVEL,) == component().selectors
        assert (Selector.LEVEL, Selector.STEP) == grid.selectors
        assert ((3,), (), ()) == (grid.rows, tenth.rows, tenth.selectors)

    @pytest.mark.parametrize(
        ("selector", "amount"),
        [(None, Table(((1, 0),))), (Selector.LEVEL, share("other")), (1, share("other"))],
    )
    def test_share_has_none(self, selector, amount):
        """
        A share of other lines has no selector, and every other amount has one.
        """
        with pytest.raises(WrongTypeError, match=WITH_OR_WITHOUT) as caught:
            component(selector=selector, amount=amount)

        assert ("component post: selector", selector) == (caught.value.field, caught.value.value)


class TestCheckScale:
    def test_good(self):
        """
        Components of different keys make a scale.
        """
        assert check_scale((component(), component(key="more")), "scale") is None

    @pytest.mark.parametrize("scale", [None, (), [], component(), "post"])
    def test_no_tuple(self, scale):
        """
        A scale is a tuple of one component or more.
        """
        with pytest.raises(WrongTypeError, match="a tuple of components") as caught:
            check_scale(scale, "scale")

        assert ("scale", scale) == (caught.value.field, caught.value.value)

    def test_no_component(self):
        """
        Each is a component.
        """
        with pytest.raises(WrongTypeError, match="a Component") as caught:
            check_scale((component(), "post"), "scale")

        assert ("scale", "post") == (caught.value.field, caught.value.value)

    def test_twice(self):
        """
        No two share a key: an amount could not be told from the other.
        """
        with pytest.raises(ValueNotAllowedError, match="each key once") as caught:
            check_scale((component(), component()), "scale")

        assert ("scale", ("post", "post")) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("of", [("more",), ("tax",), ("firm",), ("post", "nothing")])
    def test_share_of_what_it_cannot_be(self, of):
        """
        A share is taken of lines of the worker that are there and no shares themselves.
        """
        firm = component(key="firm", paid_as=PaidAs.EMPLOYER)
        tax, more = (
            component(key=key, selector=None, amount=share(*keys))
            for key, keys in (("tax", ("post",)), ("more", of))
        )
        with pytest.raises(ValueNotAllowedError, match="no shares: post") as caught:
            check_scale((component(), firm, tax, more), "scale")

        assert "scale: component more" == caught.value.field
        assert of[-1:] == caught.value.value

    def test_share_alone(self):
        """
        A share with no other line has nothing to be taken of.
        """
        alone = component(key="alone", selector=None, amount=share("alone"))
        with pytest.raises(ValueNotAllowedError, match="no shares: none"):
            check_scale((alone,), "scale")
