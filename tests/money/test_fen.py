import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import MAX_FEN, fen, format_yuan, yuan

RANGE = "-10000000000000.00 to 10000000000000.00 yuan, at most two decimals"
AMOUNTS = st.integers(-MAX_FEN, MAX_FEN)

# A context that would round every result, and another that would refuse to.
CONTEXTS = [
    decimal.Context(prec=3, rounding=decimal.ROUND_UP, traps=[]),
    decimal.Context(prec=1, Emin=-1, Emax=1, traps=list(decimal.Context().flags)),
]


class Text(str):
    __slots__ = ()


class Whole(int):
    __slots__ = ()


class Exact(Decimal):
    __slots__ = ()


NO_INTS = [
    pytest.param(True, id="bool"),
    pytest.param(1.0, id="float"),
    pytest.param(float("nan"), id="nan"),
    pytest.param(float("inf"), id="infinity"),
    pytest.param(Fraction(1), id="fraction"),
    pytest.param(Whole(5), id="subclass of int"),
    pytest.param(None, id="None"),
]
BEYOND = [
    pytest.param(MAX_FEN + 1, id="one more"),
    pytest.param(-MAX_FEN - 1, id="one less"),
    pytest.param(1 << 4_000_000, id="a million digits"),
]


def plain(amount):
    """
    Write fen as yuan, digit by digit.
    """
    digits = str(abs(amount)).rjust(3, "0")
    return f"{'-' if amount < 0 else ''}{digits[:-2]}.{digits[-2:]}"


class TestFen:
    @given(amount=AMOUNTS)
    @example(amount=MAX_FEN)
    @example(amount=-MAX_FEN)
    @example(amount=0)
    def test_takes_ints(self, amount):
        """
        A whole number of fen up to 10^15, either way of zero, is money as it is.
        """
        assert amount == fen(amount)

    def test_limit(self):
        """
        The largest amount is 10^15 fen.
        """
        assert 10**15 == MAX_FEN

    @pytest.mark.parametrize("amount", [*NO_INTS, "5", Decimal(5)])
    def test_refuses_types(self, amount):
        """
        Nothing but an int is a number of fen.
        """
        with pytest.raises(WrongTypeError) as caught:
            fen(amount, field="pay")

        assert "pay" == caught.value.field
        assert amount is caught.value.value
        assert (
            f"pay: got {amount!r} of type {type(amount).__name__}; allowed: an int of whole fen"
            == str(caught.value)
        )

    @pytest.mark.parametrize("amount", BEYOND)
    def test_refuses_beyond(self, amount):
        """
        An amount beyond the limit is refused, and the error names the limit and whose it is.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            fen(amount)

        assert ("amount", amount) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith("amount: got ")
        assert str(caught.value).endswith(
            f"; allowed: -{10**15} to {10**15} fen (from: money.MAX_FEN)"
        )


class TestYuan:
    @given(amount=AMOUNTS)
    @example(amount=MAX_FEN)
    @example(amount=-MAX_FEN)
    @example(amount=-5)
    @example(amount=-100)
    def test_text(self, amount):
        """
        Text with two decimals is read to the fen.
        """
        assert amount == yuan(plain(amount))

    @given(amount=st.integers(-MAX_FEN // 100, MAX_FEN // 100))
    def test_whole(self, amount):
        """
        An int is whole yuan, and so is text or a decimal without decimals.
        """
        assert 100 * amount == yuan(amount) == yuan(str(amount)) == yuan(Decimal(amount))

    @given(amount=st.integers(-MAX_FEN // 10, MAX_FEN // 10))
    def test_jiao(self, amount):
        """
        One decimal is tenths of a yuan.
        """
        sign = "-" if amount < 0 else ""
        whole, part = divmod(abs(amount), 10)

        assert 10 * amount == yuan(f"{sign}{whole}.{part}")

    @given(amount=AMOUNTS, zeros=st.integers(0, 20))
    @example(amount=MAX_FEN, zeros=20)
    def test_decimal(self, amount, zeros):
        """
        A decimal counts by its value: zeros at its end change nothing.
        """
        digits = tuple(map(int, str(abs(amount)))) + (0,) * zeros
        number = Decimal((int(amount < 0), digits, -2 - zeros))

        assert amount == yuan(number)

    @pytest.mark.parametrize(
        ("number", "amount"),
        [
            ("1e13", MAX_FEN),
            ("-1e+13", -MAX_FEN),
            ("5.5e3", 550000),
            ("1E-2", 1),
            ("0e999999999", 0),
            ("0e-999999999", 0),
            ("-0.00", 0),
        ],
    )
    def test_decimal_exponents(self, number, amount):
        """
        A decimal may be written with an exponent of any size, if its value is an amount.
        """
        assert amount == yuan(Decimal(number))

    @pytest.mark.parametrize("text", ["0", "-0", "0.0", "-0.00", "0000000000000000.00"])
    def test_zero(self, text):
        """
        There is one zero, without a sign.
        """
        assert "0" == str(yuan(text))

    @pytest.mark.parametrize("text", ["05", "0000000000005.00"])
    def test_leading_zeros(self, text):
        """
        Zeros in front change nothing.
        """
        assert 500 == yuan(text)

    @pytest.mark.parametrize("context", CONTEXTS, ids=["rounds", "traps"])
    @given(amount=AMOUNTS)
    @example(amount=123456789012345)
    def test_context(self, context, amount):
        """
        The caller's decimal context changes nothing.
        """
        text = plain(amount)
        number = Decimal(text)
        with decimal.localcontext(context) as used:
            assert amount == yuan(text) == yuan(number)
            assert not any(used.flags.values())

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "-",
            ".",
            ".5",
            "5.",
            "5.005",
            "5.000",
            "+5",
            "--5",
            " 5",
            "5 ",
            "5\n",
            "1e3",
            "1_000",
            "1,000",
            "1,000.00",
            "\uff11\uff12",
            "\u0665",
            "五",
            "5元",
            "¥5",
            "0x10",
            "nan",
            "inf",
            "1/2",
            "20%",
            "12345678901234567",
        ],
    )
    def test_refuses_text(self, text):
        """
        Text in any other shape is refused, and the error says which shape is taken.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            yuan(text, field="pay")

        assert ("pay", text) == (caught.value.field, caught.value.value)
        assert f"pay: got {text!r}; allowed: {RANGE}, plain digits" == str(caught.value)

    def test_refuses_long_text(self):
        """
        A million digits are refused at once and not printed.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            yuan("9" * 10**6)

        assert 300 > len(str(caught.value))

    @pytest.mark.parametrize("amount", [*NO_INTS, Text("text"), Exact(5), b"bytes"])
    def test_refuses_types(self, amount):
        """
        A float, a bool, a fraction and subclasses are refused, whatever their value.
        """
        with pytest.raises(WrongTypeError) as caught:
            yuan(amount)

        assert "amount" == caught.value.field
        assert amount is caught.value.value
        assert str(caught.value) == (
            f"amount: got {amount!r} of type {type(amount).__name__}; allowed: "
            "text such as '5500.00', an int of whole yuan or a Decimal; never a float"
        )

    @pytest.mark.parametrize(
        "amount",
        [
            pytest.param(MAX_FEN // 100 + 1, id="int above"),
            pytest.param(-MAX_FEN // 100 - 1, id="int below"),
            pytest.param(1 << 4_000_000, id="a million digits"),
            "10000000000000.01",
            "-10000000000000.01",
            "9999999999999999",
            Decimal("10000000000000.01"),
            Decimal("-10000000000000.01"),
            Decimal("1e14"),
        ],
    )
    def test_refuses_beyond(self, amount):
        """
        An amount beyond the limit is refused, and the error names the limit and whose it is.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            yuan(amount, field="pay")

        assert ("pay", amount) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith("pay: got ")
        assert str(caught.value).endswith(f"; allowed: {RANGE} (from: money.MAX_FEN)")

    @pytest.mark.parametrize(
        ("number", "allowed"),
        [
            ("1e999999999", RANGE),
            ("-1e999999999", RANGE),
            ("1e37", f"{RANGE} (from: money.MAX_FEN)"),
            ("1e38", RANGE),
            ("1." + "0" * 40, RANGE),
            ("1e-999999999", "whole fen"),
            ("9" * 40 + "e-999999999", "whole fen"),
            ("1" + "0" * 39 + "e-999999999", "whole fen"),
            ("1e-3", "whole fen"),
            ("-0.005", "whole fen"),
            ("5.001", "whole fen"),
            ("NaN", "a finite amount"),
            ("-NaN7", "a finite amount"),
            ("sNaN", "a finite amount"),
            ("Infinity", "a finite amount"),
            ("-Infinity", "a finite amount"),
        ],
    )
    def test_refuses_decimals(self, number, allowed):
        """
        A decimal that is no amount is refused at once, however large its exponent.
        """
        amount = Decimal(number)
        with pytest.raises(ValueNotAllowedError) as caught:
            yuan(amount, field="pay")

        assert "pay" == caught.value.field
        assert amount is caught.value.value
        assert f"pay: got {amount!r}; allowed: {allowed}" == str(caught.value)


class TestFormatYuan:
    @given(amount=st.integers())
    @example(amount=-5)
    @example(amount=99_999)
    @example(amount=100_000)
    @example(amount=-MAX_FEN)
    def test_plain(self, amount):
        """
        Without grouping, an amount is its digits with a point before the last two.
        """
        assert plain(amount) == format_yuan(amount, grouping=False)

    @given(amount=st.integers())
    @example(amount=-100_000)
    @example(amount=123_456_789)
    def test_grouping(self, amount):
        """
        Commas stand between groups of three digits of the whole part, and nowhere else.
        """
        text = format_yuan(amount)
        whole = text.partition(".")[0].removeprefix("-")
        first, *others = whole.split(",")

        assert plain(amount) == text.replace(",", "")
        assert 1 <= len(first) <= 3
        assert all(3 == len(group) for group in others)
        assert 2 == len(text.partition(".")[2])

    @given(amount=AMOUNTS)
    def test_reads_back(self, amount):
        """
        What is written without grouping is read back as the same amount.
        """
        assert amount == yuan(format_yuan(amount, grouping=False))

    @pytest.mark.parametrize("amount", [*NO_INTS, "5", Decimal(5)])
    def test_refuses_types(self, amount):
        """
        Nothing but an int is a number of fen.
        """
        with pytest.raises(WrongTypeError) as caught:
            format_yuan(amount)

        assert "amount" == caught.value.field
        assert amount is caught.value.value
        assert str(caught.value).endswith("; allowed: an int of whole fen")
