from decimal import Decimal
from fractions import Fraction

import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import MAX_FEN
from partygrid.pay import Coefficients, Grid, Selector, ShareOf, Table, YearlyRate

NAN, INFINITY = float("nan"), float("inf")
ONE = Fraction(1)
ZERO = {Table: 0, Coefficients: Fraction(0)}


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


ROWS = ((1, ((1, 250000), (2, 254000))), (2, ((1, 260000),)))


class TestGrid:
    def test_cells(self):
        """
        A grid gives an amount for each pair that it lists, and for no other.
        """
        grid = Grid(by=Selector.STEP, rows=ROWS)

        assert {(1, 1): 250000, (1, 2): 254000, (2, 1): 260000} == grid.cells

    @pytest.mark.parametrize("by", ["step", None, 1])
    def test_no_selector(self, by):
        """
        The second fact is named by a selector.
        """
        with pytest.raises(WrongTypeError, match="a Selector") as caught:
            Grid(by=by, rows=ROWS)

        assert ("grid.by", by) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("by", "rows", "told"),
        [
            (Selector.STEP, [], "rows: got [] of type list; allowed: a tuple of pairs"),
            (
                Selector.STEP,
                ((1, [(1, 0)]),),
                "rows: got [(1, 0)] of type list; allowed: a tuple of pairs",
            ),
            (
                Selector.STEP,
                ((True, ((1, 0),)),),
                "rows: got True of type bool; allowed: an int or text as row",
            ),
            (
                Selector.STEP,
                ((1, ((1, 0, 0),)),),
                "rows: got (1, 0, 0) of type tuple; allowed: a pair of row and amount",
            ),
            (
                Selector.STEP,
                ((1, (("a", 0),)),),
                "grid[1]: got 'a' of type str; allowed: rows of step",
            ),
            (
                Selector.DEGREE,
                ((1, ((1, 0),)),),
                "grid[1]: got 1 of type int; allowed: rows of degree",
            ),
            (
                Selector.STEP,
                ((1, ((1, True),)),),
                "grid[1, 1]: got True of type bool; allowed: an int of whole fen",
            ),
            (
                Selector.STEP,
                ((1, ((1, NAN),)),),
                "grid[1, 1]: got nan of type float; allowed: an int of whole fen",
            ),
            (
                Selector.STEP,
                ((1, ((1, 2.5),)),),
                "grid[1, 1]: got 2.5 of type float; allowed: an int of whole fen",
            ),
        ],
    )
    def test_wrong_type(self, by, rows, told):
        """
        Rows, columns and amounts are as strictly typed as those of a table.
        """
        with pytest.raises(WrongTypeError) as caught:
            Grid(by=by, rows=rows)

        assert told == str(caught.value)

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ((), "rows: got (); allowed: one row or more, each once, all ints or all texts"),
            (
                ((1, ()),),
                "rows: got (); allowed: one row or more, each once, all ints or all texts",
            ),
            (
                ((1, ((1, 0),)), (1, ((2, 0),))),
                ("rows: got (1, 1); allowed: one row or more, each once, all ints or all texts"),
            ),
            (
                ((1, ((1, 0), (1, 0))),),
                ("rows: got (1, 1); allowed: one row or more, each once, all ints or all texts"),
            ),
            (((1, ((1, -1),)),), "grid[1, 1]: got -1; allowed: 0 fen or more"),
            (
                ((1, ((1, MAX_FEN + 1),)),),
                (
                    "grid[1, 1]: got 1000000000000001; allowed: -1000000000000000 to "
                    "1000000000000000 fen (from: money.MAX_FEN)"
                ),
            ),
        ],
    )
    def test_not_allowed(self, rows, told):
        """
        No row and no cell stands twice or is empty, and no amount is below zero or beyond money.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Grid(by=Selector.STEP, rows=rows)

        assert told == str(caught.value)


def share(**fields):
    """
    Make a share of one line, with some fields changed.
    """
    given = {"rate": Fraction(16, 100), "of": ("post",), "least": 400000, "most": 2000000}
    return ShareOf(**given | fields)


class TestShareOf:
    @pytest.mark.parametrize(
        ("least", "most", "amount", "bounded"),
        [
            (400000, 2000000, 399999, 400000),
            (400000, 2000000, 400000, 400000),
            (400000, 2000000, 1234567, 1234567),
            (400000, 2000000, 2000001, 2000000),
            (None, 2000000, 5, 5),
            (400000, None, 3000000, 3000000),
            (None, None, 3000000, 3000000),
            (7, 7, 0, 7),
        ],
    )
    def test_bounded(self, least, most, amount, bounded):
        """
        What the share is taken of is brought between the bounds that there are.
        """
        assert bounded == share(least=least, most=most).bounded(amount)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("rate", 0.16),
            ("rate", True),
            ("rate", None),
            ("of", ()),
            ("of", "post"),
            ("of", ["post"]),
            ("of", (1,)),
            ("least", True),
            ("least", 4000.0),
            ("most", NAN),
            ("most", "1"),
        ],
    )
    def test_wrong_type(self, field, value):
        """
        A rate is a fraction, keys are a tuple of texts, bounds are fen.
        """
        with pytest.raises(WrongTypeError) as caught:
            share(**{field: value})

        assert f"share.{field}" == caught.value.field

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            (
                {"rate": Fraction(-1, 100)},
                "share.rate: got Fraction(-1, 100); allowed: 0 % to 100 %",
            ),
            (
                {"rate": Fraction(101, 100)},
                "share.rate: got Fraction(101, 100); allowed: 0 % to 100 %",
            ),
            ({"of": ("post", "post")}, "share.of: got ('post', 'post'); allowed: each key once"),
            (
                {"of": ("two words",)},
                (
                    "share.of: got 'two words'; allowed: 1 to 128 characters, none of them "
                    "blank or unprintable"
                ),
            ),
            ({"least": -1}, "share.least: got -1; allowed: 0 fen or more"),
            ({"most": -1}, "share.most: got -1; allowed: 0 fen or more"),
            (
                {"most": MAX_FEN + 1},
                (
                    "share.most: got 1000000000000001; allowed: -1000000000000000 to "
                    "1000000000000000 fen (from: money.MAX_FEN)"
                ),
            ),
            ({"least": 2000001}, "share.most: got 2000000; allowed: 2000001 fen or more"),
        ],
    )
    def test_not_allowed(self, fields, told):
        """
        A rate lies within 0 % and 100 %, a key stands once, and the bounds are in order.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            share(**fields)

        assert told == str(caught.value)
