from decimal import Decimal
from fractions import Fraction

import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import MAX_FEN
from partygrid.pay import Coefficients, Table, YearlyRate

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
