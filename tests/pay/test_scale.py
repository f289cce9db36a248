from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, MAX_FEN
from partygrid.pay import Coefficients, Component, Selector, Table, YearlyRate
from partygrid.pay._scale import check_scale

NAN, INFINITY = float("nan"), float("inf")
LABEL = Label("岗位工资", "post pay")
ONE = Fraction(1)
ZERO = {Table: 0, Coefficients: Fraction(0)}


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


class TestTable:
    def test_rows(self):
        """
        Rows stay as they are listed, in their order.
        """
        assert ((2, 200), (1, MAX_FEN)) == Table(((2, 200), (1, MAX_FEN))).rows

    @pytest.mark.parametrize("amount", [100.0, NAN, INFINITY, True, None, "100", Decimal(100)])
    def test_no_fen(self, amount):
        """
        An amount is an int of fen: a float, a bool and text are refused.
        """
        with pytest.raises(WrongTypeError, match="an int of whole fen") as caught:
            Table((("none", 0), ("senior", amount)))

        assert "table['senior']" == caught.value.field
        assert amount is caught.value.value

    def test_below_zero(self):
        """
        No row takes money away.
        """
        with pytest.raises(ValueNotAllowedError, match="0 fen or more") as caught:
            Table(((1, 0), (2, -1)))

        assert ("table[2]", -1) == (caught.value.field, caught.value.value)

    def test_too_much(self):
        """
        An amount beyond what money can be is refused, with where the limit comes from.
        """
        with pytest.raises(ValueNotAllowedError, match=r"from: money\.MAX_FEN") as caught:
            Table(((1, MAX_FEN + 1),))

        assert ("table[1]", MAX_FEN + 1) == (caught.value.field, caught.value.value)


class TestCoefficients:
    def test_rows(self):
        """
        Rows stay as they are listed; a coefficient of zero is one.
        """
        rows = ((1, Fraction(0)), (2, Fraction(217, 200)))

        assert rows == Coefficients(rows).rows

    @pytest.mark.parametrize(
        "factor", [1, 1.085, NAN, True, None, "1.085", Decimal("1.085")], ids=repr
    )
    def test_not_exact(self, factor):
        """
        A coefficient is a fraction, so that it is exact and nobody wonders what it once was.
        """
        with pytest.raises(WrongTypeError, match=r"a Fraction, as money\.exact") as caught:
            Coefficients(((7, factor),))

        assert "coefficients[7]" == caught.value.field
        assert factor is caught.value.value

    def test_below_zero(self):
        """
        No coefficient takes money away.
        """
        with pytest.raises(ValueNotAllowedError, match="0 or more") as caught:
            Coefficients(((1, Fraction(-1, 10**9)),))

        assert "coefficients[1]" == caught.value.field


@pytest.mark.parametrize("kind", [Table, Coefficients])
class TestRows:
    @pytest.mark.parametrize("wrong", [None, [(1, 0)], {1: 0}, "rows", 5])
    def test_no_tuple(self, kind, wrong):
        """
        Rows are a tuple.
        """
        with pytest.raises(WrongTypeError, match="a tuple of pairs") as caught:
            kind(wrong)

        assert ("rows", wrong) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("pair", [None, (1,), (1, 2, 3), [1, 2], "12"])
    def test_no_pair(self, kind, pair):
        """
        Each row is a pair of the row itself and its value.
        """
        with pytest.raises(WrongTypeError, match="a pair of row and amount") as caught:
            kind(((1, ZERO[kind]), pair))

        assert ("rows", pair) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("key", [True, 1.0, None, (1,), b"none"])
    def test_no_key(self, kind, key):
        """
        A row is an int or text; a bool or a float would be taken for the int it equals.
        """
        with pytest.raises(WrongTypeError, match="an int or text as row") as caught:
            kind(((key, ZERO[kind]),))

        assert "rows" == caught.value.field
        assert key is caught.value.value

    def test_none(self, kind):
        """
        A table without a row pays nobody.
        """
        with pytest.raises(ValueNotAllowedError, match="one row or more") as caught:
            kind(())

        assert ("rows", ()) == (caught.value.field, caught.value.value)

    def test_twice(self, kind):
        """
        No row stands twice, even with the same value.
        """
        with pytest.raises(ValueNotAllowedError, match="each once") as caught:
            kind(((1, ZERO[kind]), (2, ZERO[kind]), (1, ZERO[kind])))

        assert ("rows", (1, 2, 1)) == (caught.value.field, caught.value.value)

    def test_mixed(self, kind):
        """
        Rows are all ints or all texts: the row "1" beside the row 1 would be a trap.
        """
        with pytest.raises(ValueNotAllowedError, match="all ints or all texts") as caught:
            kind(((1, ZERO[kind]), ("1", ZERO[kind])))

        assert ("rows", (1, "1")) == (caught.value.field, caught.value.value)


class TestYearlyRate:
    @pytest.mark.parametrize("cap", [None, 0, 80])
    def test_cap(self, cap):
        """
        A cap may be missing, zero, or as long as a working life.
        """
        assert cap == YearlyRate(per_year=3550, cap=cap).cap

    @pytest.mark.parametrize("amount", [35.5, NAN, INFINITY, "35.50", None, True])
    def test_no_fen(self, amount):
        """
        The amount of a year is an int of fen.
        """
        with pytest.raises(WrongTypeError, match="an int of whole fen") as caught:
            YearlyRate(per_year=amount, cap=None)

        assert "per_year" == caught.value.field
        assert amount is caught.value.value

    def test_below_zero(self):
        """
        No year takes money away.
        """
        with pytest.raises(ValueNotAllowedError, match="0 fen or more") as caught:
            YearlyRate(per_year=-1, cap=None)

        assert ("per_year", -1) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("cap", [True, 40.0, "40"])
    def test_cap_of_another_type(self, cap):
        """
        A cap is a whole number of years.
        """
        with pytest.raises(WrongTypeError, match="a whole number") as caught:
            YearlyRate(per_year=0, cap=cap)

        assert ("cap", cap) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("cap", [-1, 81])
    def test_cap_out_of_range(self, cap):
        """
        A cap lies between 0 and 80 years.
        """
        with pytest.raises(ValueNotAllowedError, match="0 to 80 years") as caught:
            YearlyRate(per_year=0, cap=cap)

        assert ("cap", cap) == (caught.value.field, caught.value.value)


class TestSelector:
    def test_members(self):
        """
        A row is picked by one of the facts that a placement holds.
        """
        assert ["level", "years", "certificate"] == [each.value for each in Selector]


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
            ("selector", "level", "Selector"),
            ("amount", None, "a Table, Coefficients or YearlyRate"),
            ("amount", ((1, 100),), "a Table, Coefficients or YearlyRate"),
            ("amount", 100.0, "a Table, Coefficients or YearlyRate"),
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
