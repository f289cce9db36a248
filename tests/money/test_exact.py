import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import exact, format_factor, format_percent

LARGEST = 10**18
SHAPE = "plain digits: '1.085', '2/37' or '20%'"
NUMERATORS = st.integers(-LARGEST, LARGEST)
DENOMINATORS = st.integers(1, LARGEST)
FRACTIONS = st.builds(Fraction, NUMERATORS, DENOMINATORS)
# Few fractions have a finite decimal; these do.
FINITE = [2**twos * 5**fives for twos in range(60) for fives in range(26)]
FACTORS = FRACTIONS | st.builds(
    Fraction, NUMERATORS, st.sampled_from([number for number in FINITE if number <= LARGEST])
)

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


class Share(Fraction):
    __slots__ = ()


NO_FACTORS = [
    pytest.param(True, id="bool"),
    pytest.param(1.0, id="float"),
    pytest.param(float("nan"), id="nan"),
    pytest.param(float("-inf"), id="infinity"),
    pytest.param(1j, id="complex"),
    pytest.param(None, id="None"),
    pytest.param(b"1", id="bytes"),
    pytest.param(Text("1"), id="subclass of str"),
    pytest.param(Whole(1), id="subclass of int"),
    pytest.param(Exact(1), id="subclass of Decimal"),
    pytest.param(Share(1), id="subclass of Fraction"),
]


def decimal_text(digits, places):
    """
    Write a whole number of tenths, hundredths and so on, digit by digit.
    """
    text = str(abs(digits)).rjust(places + 1, "0")
    cut = len(text) - places
    return f"{'-' if digits < 0 else ''}{text[:cut]}.{text[cut:]}"


class TestExact:
    @given(number=NUMERATORS)
    @example(number=LARGEST)
    @example(number=-LARGEST)
    def test_ints(self, number):
        """
        An int, its text and its decimal are the same whole factor.
        """
        assert number == exact(number) == exact(str(number)) == exact(Decimal(number))
        assert Fraction is type(exact(number))

    @given(digits=NUMERATORS, places=st.integers(1, 18))
    @example(digits=1, places=18)
    @example(digits=-5, places=1)
    def test_decimals(self, digits, places):
        """
        Text with decimals, and a decimal, are read to their last digit.
        """
        text = decimal_text(digits, places)
        expected = Fraction(digits, 10**places)

        assert expected == exact(text) == exact(Decimal(text))

    @given(numerator=NUMERATORS, denominator=DENOMINATORS)
    @example(numerator=LARGEST, denominator=LARGEST)
    def test_fractions(self, numerator, denominator):
        """
        Text with a stroke, and a fraction, are read as they are.
        """
        expected = Fraction(numerator, denominator)

        assert expected == exact(f"{numerator}/{denominator}") == exact(expected)

    @given(digits=st.integers(-9999_999999, 9999_999999))
    def test_percent(self, digits):
        """
        Text with a percent sign is hundredths, with up to six decimals.
        """
        assert Fraction(digits, 10**8) == exact(f"{decimal_text(digits, 6)}%")

    @pytest.mark.parametrize(
        ("factor", "expected"),
        [
            ("1.085", Fraction(217, 200)),
            ("20%", Fraction(1, 5)),
            ("-0.5%", Fraction(-1, 200)),
            ("100%", Fraction(1)),
            ("2/37", Fraction(2, 37)),
            ("4/2", Fraction(2)),
            ("-0", Fraction(0)),
            ("007", Fraction(7)),
            (Decimal("1e18"), Fraction(10**18)),
            (Decimal("1e-18"), Fraction(1, 10**18)),
            (Decimal("-0"), Fraction(0)),
            (Decimal("1." + "0" * 18), Fraction(1)),
            (Decimal("9" * 18 + "." + "0" * 18), Fraction(10**18 - 1)),
        ],
    )
    def test_examples(self, factor, expected):
        """
        Each way of writing a factor is read exactly.
        """
        assert expected == exact(factor)

    @pytest.mark.parametrize("context", CONTEXTS, ids=["rounds", "traps"])
    @given(digits=NUMERATORS, places=st.integers(1, 18))
    @example(digits=123456789123456789, places=9)
    def test_context(self, context, digits, places):
        """
        The caller's decimal context changes nothing.
        """
        text = decimal_text(digits, places)
        number = Decimal(text)
        expected = Fraction(digits, 10**places)
        with decimal.localcontext(context) as used:
            assert expected == exact(text) == exact(number)
            assert expected == exact(format_factor(expected))
            assert not any(used.flags.values())

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "-",
            ".",
            ".5",
            "5.",
            "+5",
            "--5",
            " 5",
            "5 ",
            "5\n",
            "1e3",
            "1_000",
            "1,000",
            "\uff11\uff12",
            "\u0665",
            "20\uff05",
            "0x10",
            "nan",
            "inf",
            "1/0",
            "1/02",
            "1/-2",
            "1/2.5",
            "1.5/2",
            "1/2/3",
            "1/2%",
            "% 20",
            "20%%",
            "12345%",
            "1.1234567%",
            "12345678901234567890",
            "0.1234567890123456789",
            "1/12345678901234567890",
        ],
    )
    def test_refuses_text(self, text):
        """
        Text in any other shape is refused, and the error says which shapes are taken.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            exact(text, field="rate")

        assert ("rate", text) == (caught.value.field, caught.value.value)
        assert f"rate: got {text!r}; allowed: {SHAPE}" == str(caught.value)

    def test_refuses_long_text(self):
        """
        A million digits are refused at once and not printed.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            exact("9" * 10**6)

        assert 300 > len(str(caught.value))

    @pytest.mark.parametrize("factor", NO_FACTORS)
    def test_refuses_types(self, factor):
        """
        A float, a bool and subclasses are refused, whatever their value.
        """
        with pytest.raises(WrongTypeError) as caught:
            exact(factor)

        assert "factor" == caught.value.field
        assert factor is caught.value.value
        assert str(caught.value) == (
            f"factor: got {factor!r} of type {type(factor).__name__}; "
            f"allowed: {SHAPE}, int, Decimal or Fraction; never a float"
        )

    @pytest.mark.parametrize(
        "factor",
        [
            pytest.param(LARGEST + 1, id="int above"),
            pytest.param(-LARGEST - 1, id="int below"),
            pytest.param(1 << 4_000_000, id="a million digits"),
            pytest.param(Fraction(LARGEST + 1, 7), id="numerator"),
            pytest.param(Fraction(1, LARGEST + 1), id="denominator"),
            pytest.param(Fraction(1, 1 << 4_000_000), id="a million digits below"),
            "1000000000000000001",
            "999999999999999999.9",
            "1/1000000000000000001",
            Decimal(1000000000000000001),
            Decimal("2e18"),
        ],
    )
    def test_refuses_beyond(self, factor):
        """
        A numerator or a denominator beyond 10^18 is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            exact(factor, field="rate")

        assert "rate" == caught.value.field
        assert factor is caught.value.value
        assert str(caught.value).startswith("rate: got ")
        assert str(caught.value).endswith("; allowed: numerator and denominator up to 10^18")

    @pytest.mark.parametrize(
        "number",
        [
            "1e999999999",
            "1e-999999999",
            "0e999999999",
            "0e-999999999",
            "1e19",
            "1e-19",
            "1" * 37,
        ],
    )
    def test_refuses_long_decimals(self, number):
        """
        A decimal with more than 18 digits on a side is refused at once.
        """
        factor = Decimal(number)
        with pytest.raises(ValueNotAllowedError) as caught:
            exact(factor, field="rate")

        assert ("rate", factor) == (caught.value.field, caught.value.value)
        assert (
            f"rate: got {factor!r}; allowed: at most 18 digits on either side of the point"
            == str(caught.value)
        )

    @pytest.mark.parametrize("number", ["NaN", "sNaN", "-sNaN7", "Infinity", "-Infinity"])
    def test_refuses_no_numbers(self, number):
        """
        What is not finite is no factor.
        """
        factor = Decimal(number)
        with pytest.raises(ValueNotAllowedError) as caught:
            exact(factor)

        assert "factor" == caught.value.field
        assert factor is caught.value.value
        assert f"factor: got {factor!r}; allowed: a finite number" == str(caught.value)


class TestFormatFactor:
    @given(factor=FACTORS)
    @example(factor=Fraction(LARGEST))
    @example(factor=Fraction(-LARGEST, 3))
    @example(factor=Fraction(1, LARGEST))
    @example(factor=Fraction(1, 2**19))
    @example(factor=Fraction(-1, 2**59))
    @example(factor=Fraction(1, 5 * 10**17 + 2))
    def test_reads_back(self, factor):
        """
        What is written is the factor itself, and `exact` takes it back.
        """
        text = format_factor(factor)

        assert factor == Fraction(text)
        assert factor == exact(text)

    @given(digits=NUMERATORS, places=st.integers(0, 18))
    @example(digits=10, places=1)
    @example(digits=-1, places=18)
    def test_decimal(self, digits, places):
        """
        A factor of up to 18 decimals is written as the shortest decimal.
        """
        expected = decimal_text(digits, places).rstrip("0").removesuffix(".")

        assert ("0" if not digits else expected) == format_factor(Fraction(digits, 10**places))

    @given(factor=FRACTIONS)
    @example(factor=Fraction(1, 2**18))
    @example(factor=Fraction(1, 2**19))
    @example(factor=Fraction(1, 5**18))
    @example(factor=Fraction(1, 5**19))
    def test_stroke(self, factor):
        """
        A factor with no decimal of up to 18 places is written in lowest terms.
        """
        has_decimal = 10**18 % factor.denominator == 0
        stroke = f"{factor.numerator}/{factor.denominator}"

        assert has_decimal == (stroke != format_factor(factor))

    @pytest.mark.parametrize(
        ("factor", "text"),
        [
            (3, "3"),
            (-3, "-3"),
            (0, "0"),
            (1200, "1200"),
            (Fraction(217, 200), "1.085"),
            (Fraction(-1, 20), "-0.05"),
            (Fraction(2, 37), "2/37"),
            (Fraction(10**30, 7), f"{10**30}/7"),
        ],
    )
    def test_examples(self, factor, text):
        """
        A factor is written as a clerk would.
        """
        assert text == format_factor(factor)

    @pytest.mark.parametrize("denominator", [10**400, 5**500], ids=["10^400", "5^500"])
    def test_any_size(self, denominator):
        """
        A factor that is too small for a float is written too.
        """
        assert f"1/{denominator}" == format_factor(Fraction(1, denominator))


class TestFormatPercent:
    @given(factor=FACTORS)
    def test_value(self, factor):
        """
        The percentage is a hundred times the share, exactly.
        """
        text = format_percent(factor)

        assert "%" == text[-1]
        assert factor * 100 == Fraction(text[:-1])

    @pytest.mark.parametrize(
        ("factor", "text"),
        [
            (1, "100%"),
            (0, "0%"),
            (Fraction(1, 5), "20%"),
            (Fraction(-1, 1000), "-0.1%"),
            (Fraction(2, 37), "200/37%"),
        ],
    )
    def test_examples(self, factor, text):
        """
        A share is written as a clerk would.
        """
        assert text == format_percent(factor)


@pytest.mark.parametrize("write", [format_factor, format_percent])
@pytest.mark.parametrize("factor", [*NO_FACTORS, "1", Decimal(1)])
def test_formats_refuse_types(write, factor):
    """
    Only an int or a fraction is written: a float would print digits that nobody gave.
    """
    with pytest.raises(WrongTypeError) as caught:
        write(factor)

    assert "factor" == caught.value.field
    assert factor is caught.value.value
    assert str(caught.value).endswith("; allowed: an int or a Fraction")
