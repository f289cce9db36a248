import datetime as dt
import enum
import importlib
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import HalfYear, Month, Period, PeriodKind, Quarter, Year
from partygrid.errors import InvalidDataError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, with_article
from partygrid.money import HALF_UP_TO_FEN, MAX_FEN, ApportionRule, Direction, Fen, RoundingRule
from partygrid.org import Standing, UnitId
from partygrid.serial import Amounts, from_data, to_data
from partygrid.sources import Grade, Source
from partygrid.strategies._days import days, half_years, months, periods, quarters, years
from partygrid.strategies._money import amounts, apportion_rules, factors, rounding_rules
from partygrid.strategies._org import standings, unit_ids
from partygrid.strategies._words import labels, sources

NAN = float("nan")
# What stands in the place of anything else and fits nowhere.
NOWHERE = [4.0, NAN, float("inf"), 4j, b"4", {4}, {}, [], [4], ..., Decimal(4)]


class Small(enum.IntEnum):
    ONE = 1


class Text(str):
    __slots__ = ()


class TestPlain:
    @given(value=st.integers() | st.text() | st.booleans())
    def test_round_trip(self, round_trip, value):
        """
        Whole numbers of any size, any text, true and false come back as they were.
        """
        round_trip(value, type(value))

    @pytest.mark.parametrize(
        ("kind", "named", "value"),
        [
            *((int, "a whole number", value) for value in [True, "4", None, Small.ONE, *NOWHERE]),
            *((bool, "true or false", value) for value in [0, 1, "true", None, *NOWHERE]),
            *((str, "text", value) for value in [4, True, None, Text("a"), *NOWHERE]),
        ],
        ids=repr,
    )
    def test_nothing_coerced(self, problems, kind, named, value):
        """
        What merely looks like a number, a flag or text is refused, and the message says why.
        """
        ((path, message),) = problems(kind, value)

        assert "$" == path
        assert f"got {value!r} of type {type(value).__name__}; allowed: {named}" == message

    @pytest.mark.parametrize("kind", [Small, Text, type("Sum", (int,), {})])
    def test_subclasses(self, kind):
        """
        A kind below a plain one has no form: it would come back as something else.
        """
        with pytest.raises(WrongTypeError, match="kind: got") as caught:
            from_data(kind, 1)

        assert kind is caught.value.value

    @pytest.mark.parametrize(
        ("value", "kind"),
        [(True, int), (Small.ONE, int), (1, bool), (4, str), (Text("a"), str), ("4", int)],
    )
    def test_written_as_its_kind(self, value, kind):
        """
        A value is written as a plain kind only if it is of exactly that kind.
        """
        with pytest.raises(WrongTypeError) as caught:
            to_data(value, kind=kind)

        assert value == caught.value.value
        assert f"allowed: {with_article(kind.__name__)}" in str(caught.value)

    @pytest.mark.parametrize("value", [Small.ONE, Text("a"), 4.0, NAN, b"", Decimal(4), 4j, {4}])
    def test_not_passed_through(self, value):
        """
        What JSON does not have, or would turn into something else, is not let through.
        """
        with pytest.raises(WrongTypeError) as caught:
            to_data(value)

        assert value is caught.value.value


class TestDays:
    @given(day=days())
    def test_round_trip(self, round_trip, day):
        """
        Every civil day comes back, and is written with four, two and two digits.
        """
        round_trip(day, dt.date)

        assert f"{day.year:04}-{day.month:02}-{day.day:02}" == to_data(day)

    @pytest.mark.parametrize(
        "value",
        [
            "20250601",
            "2025-6-1",
            "2025-W23-1",
            "2025-152",
            "2025-06-01T00:00:00",
            " 2025-06-01",
            "2025-06-01\n",
            "\uff12\uff10\uff12\uff15-06-01",
            "",
            20250601,
            True,
            None,
            dt.date(2025, 6, 1),
            dt.datetime(2025, 6, 1),
            *NOWHERE,
        ],
        ids=repr,
    )
    def test_form(self, problems, value):
        """
        Only text of that one form is a day: no other ISO form, no number, no date object.
        """
        ((path, message),) = problems(dt.date, value)

        assert "$" == path
        assert message.endswith("allowed: a date as '2025-06-01'")

    @pytest.mark.parametrize("text", ["2025-02-30", "2025-02-29", "2025-13-01", "0000-01-01"])
    def test_calendar(self, problems, text):
        """
        A day that the calendar does not have is refused.
        """
        expected = [("$", f"got '{text}'; allowed: a day that the calendar has")]

        assert expected == problems(dt.date, text)

    def test_instants(self):
        """
        An instant is no day: none is written or read as the other, so no hour is ever lost.
        """
        with pytest.raises(WrongTypeError):
            to_data(dt.datetime(2025, 6, 1, 12))
        with pytest.raises(WrongTypeError):
            to_data(dt.datetime(2025, 6, 1, 12), kind=dt.date)
        with pytest.raises(InvalidDataError):
            from_data(dt.datetime, "2025-06-01")


class TestFactors:
    @given(factor=factors())
    def test_round_trip(self, round_trip, factor):
        """
        Every factor comes back exactly.
        """
        round_trip(factor, Fraction)

    @given(factor=factors())
    def test_written(self, factor):
        """
        The text is a plain decimal or a ratio that is worth the factor.
        """
        assert factor == Fraction(to_data(factor))

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (1, Fraction(1)),
            ("1.085", Fraction(217, 200)),
            ("2/37", Fraction(2, 37)),
            ("20%", Fraction(1, 5)),
            ("-0.5", Fraction(-1, 2)),
        ],
    )
    def test_read(self, data, expected):
        """
        A factor is read from decimals, ratios, percentages and whole numbers.
        """
        assert expected == from_data(Fraction, data)

    @pytest.mark.parametrize("value", [True, None, Fraction(1, 2), *NOWHERE], ids=repr)
    def test_types(self, problems, value):
        """
        Other types are no factors, a float and an exact number that is no data among them.
        """
        ((path, message),) = problems(Fraction, value)

        assert "$" == path
        assert "of type" in message
        assert "allowed: text such as '1.085', '2/37' or '20%', or a whole number" in message

    @pytest.mark.parametrize(
        "text", ["", "1e3", "1/0", "1/-2", "NaN", "Infinity", "0x1", "1_0", "٣", "9" * 20]
    )
    def test_texts(self, problems, text):
        """
        Text that is no plain number is refused.
        """
        ((path, message),) = problems(Fraction, text)

        assert "$" == path
        assert f"factor: got {text!r}" in message

    @pytest.mark.parametrize("factor", [Fraction(10**19), Fraction(1, 10**18 + 1)])
    def test_too_large(self, factor):
        """
        A factor that could not be read back is not written.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            to_data(factor)

        assert factor == caught.value.value
        assert "factor: got" in str(caught.value)

    @pytest.mark.parametrize("value", [1, 0.5, "1/2", Decimal("0.5"), None])
    def test_only_fractions(self, value):
        """
        As a factor only a Fraction is written.
        """
        with pytest.raises(WrongTypeError, match="allowed: a Fraction"):
            to_data(value, kind=Fraction)


class TestAmounts:
    @given(amount=amounts())
    def test_round_trip(self, round_trip, amount):
        """
        Every amount comes back, written either way.
        """
        round_trip(amount, Fen)

    @given(amount=amounts())
    def test_yuan(self, amount):
        """
        As yuan an amount is text with two decimals that is worth a hundredth of it.
        """
        text = to_data(amount, kind=Fen)

        assert "." == text[-3]
        assert Fraction(amount, 100) == Fraction(text)

    @given(amount=amounts())
    def test_fen(self, amount):
        """
        As fen an amount is the int that it is.
        """
        data = to_data(amount, kind=Fen, amounts=Amounts.FEN)

        assert (int, amount) == (type(data), data)

    @pytest.mark.parametrize(
        ("data", "expected"), [("5500.00", 550000), ("5500", 550000), (5500, 5500), ("-0.05", -5)]
    )
    def test_read(self, data, expected):
        """
        Text is yuan and an int is fen, whichever way was asked for in writing.
        """
        assert expected == from_data(Fen, data)

    @pytest.mark.parametrize("value", [True, None, *NOWHERE], ids=repr)
    def test_types(self, problems, value):
        """
        Other types are no amounts.
        """
        ((path, message),) = problems(Fen, value)

        assert "$" == path
        assert "allowed: text of yuan such as '5500.00', or an int of fen" in message

    @pytest.mark.parametrize("value", ["5500.005", "5,500", "1e3", "nan", "", MAX_FEN + 1])
    def test_values(self, problems, value):
        """
        Parts of a fen, other spellings and amounts out of range are refused.
        """
        ((path, message),) = problems(Fen, value)

        assert "$" == path
        assert f"amount: got {value!r}; allowed: " in message

    @pytest.mark.parametrize("written", list(Amounts))
    @pytest.mark.parametrize(
        ("value", "error"),
        [
            (True, WrongTypeError),
            ("5500", WrongTypeError),
            (55.0, WrongTypeError),
            (None, WrongTypeError),
            (MAX_FEN + 1, ValueNotAllowedError),
            (-MAX_FEN - 1, ValueNotAllowedError),
        ],
    )
    def test_not_written(self, value, error, written):
        """
        What is no amount is not written as one, in neither way.
        """
        with pytest.raises(error) as caught:
            to_data(value, kind=Fen, amounts=written)

        assert ("amount", value) == (caught.value.field, caught.value.value)


def labelled(module_names):
    """
    Give every labelled enum of the library.
    """
    for name in module_names:
        importlib.import_module(name)
    return [kind for kind in LabelledEnum.__subclasses__() if kind.__module__.startswith("party")]


class TestEnums:
    def test_round_trip(self, round_trip, module_names):
        """
        Every member of every labelled enum comes back.
        """
        members = [member for kind in labelled(module_names) for member in kind]

        assert len(members) > len(PeriodKind)
        for member in members:
            round_trip(member, type(member))

    def test_written(self):
        """
        A member is written by its value.
        """
        assert "half_up" == to_data(Direction.HALF_UP)

    @pytest.mark.parametrize(
        "value",
        ["HALF_UP", "四舍五入", "Half_Up", "", 0, True, None, Direction.HALF_UP, *NOWHERE],
        ids=repr,
    )
    def test_refused(self, problems, value):
        """
        Names, labels and anything but a value are refused, and the values are listed.
        """
        ((path, message),) = problems(Direction, value)

        assert "$" == path
        assert message.startswith("got ")
        assert message.endswith("allowed: half_up, half_even, half_down, up, down")

    @pytest.mark.parametrize("value", ["half_up", None, 1, HALF_UP_TO_FEN])
    def test_no_member(self, value):
        """
        What is no member of an enum is not written as one.
        """
        with pytest.raises(WrongTypeError, match="allowed: a LabelledEnum"):
            to_data(value, kind=Direction)

    def test_foreign(self):
        """
        An enum without labels has no form.
        """
        foreign = enum.Enum("foreign", "ONE")

        with pytest.raises(WrongTypeError):
            to_data(foreign.ONE)
        with pytest.raises(WrongTypeError):
            from_data(foreign, 1)


class TestPeriods:
    @given(period=periods())
    def test_round_trip(self, round_trip, period):
        """
        Every period comes back, as its own kind and as a period of any kind.
        """
        round_trip(period, type(period))
        round_trip(period, Period)

    @given(month=months(), quarter=quarters(), half=half_years(), year=years())
    def test_written(self, month, quarter, half, year):
        """
        A period is text: year and month, Q and the quarter, H and the half, or the year alone.
        """
        assert f"{month.year:04}-{month.month:02}" == to_data(month)
        assert f"{quarter.year:04}-Q{quarter.quarter}" == to_data(quarter)
        assert f"{half.year:04}-H{half.half}" == to_data(half)
        assert f"{year.year:04}" == to_data(year)

    @pytest.mark.parametrize("value", [2025, True, None, Month(2025, 6), *NOWHERE], ids=repr)
    def test_types(self, problems, value):
        """
        A period is text and nothing else.
        """
        ((path, message),) = problems(Month, value)

        assert "$" == path
        assert message.endswith("allowed: text such as '2025-06'")

    @pytest.mark.parametrize(
        "text",
        ["2025-13", "2025-00", "2025-6", "2025-Q5", "2025-H3", "0000", "9999", "2025-06-01"],
    )
    def test_values(self, problems, text):
        """
        A period that no calendar has is refused.
        """
        ((path, message),) = problems(Period, text)

        assert "$" == path
        assert "got" in message
        assert "allowed" in message

    @pytest.mark.parametrize(
        ("kind", "text"),
        [(Quarter, "2025-06"), (Month, "2025-Q2"), (HalfYear, "2025"), (Year, "2025-H1")],
    )
    def test_other_kind(self, problems, kind, text):
        """
        A period of one kind is none of another.
        """
        assert [("$", f"got '{text}'; allowed: {with_article(kind.__name__)}")] == problems(
            kind, text
        )

    @pytest.mark.parametrize("value", [Quarter(2025, 2), "2025-06", None])
    def test_not_written(self, value):
        """
        Nor is it written as another.
        """
        with pytest.raises(WrongTypeError, match="allowed: a Month"):
            to_data(value, kind=Month)


class TestUnits:
    @given(unit=unit_ids())
    def test_round_trip(self, round_trip, unit):
        """
        The id of a unit comes back.
        """
        round_trip(unit, UnitId)

    @pytest.mark.parametrize(
        "value", ["", "a b", "a\n", "x" * 129, 7, None, True, *NOWHERE], ids=repr
    )
    def test_refused(self, problems, value):
        """
        What could not be an id is refused where it stands.
        """
        ((path, message),) = problems(UnitId, value)

        assert "$" == path
        assert message.startswith("unit: got ")


class TestClasses:
    @given(label=labels())
    def test_label(self, round_trip, label):
        """
        A label comes back.
        """
        round_trip(label, Label)

    @given(source=sources())
    def test_source(self, round_trip, source):
        """
        A source comes back, whichever of its fields are empty.
        """
        round_trip(source, Source)

    @given(rule=rounding_rules())
    def test_rounding_rule(self, round_trip, rule):
        """
        A rule of rounding comes back, and rounds as it did.
        """
        round_trip(rule, RoundingRule)

        assert rule.ratio(12345, 7) == from_data(RoundingRule, to_data(rule)).ratio(12345, 7)

    @given(rule=apportion_rules())
    def test_apportion_rule(self, round_trip, rule):
        """
        A rule of splitting comes back.
        """
        round_trip(rule, ApportionRule)

    @given(standing=standings())
    def test_standing(self, round_trip, standing):
        """
        A standing comes back.
        """
        round_trip(standing, Standing)

    def test_left_out(self):
        """
        A field that is empty by default is not written.
        """
        source = Source(key="f-7", title="通知", grade=Grade.HOST)

        assert {"key": "f-7", "title": "通知", "grade": "host"} == to_data(source)

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            ({"criteria_met": True}, ("$.criteria_met", "got True of type bool")),
            ({"criteria_met": -1}, ("$", "standing.criteria_met: got -1; allowed: 0 or more")),
            ({"criteria_met": 10**400}, None),
            ({}, ("$.criteria_met", "required field missing")),
            ({"criteria_met": 4, "stars": "5"}, ("$.stars", "got '5' of type str")),
            ({"criteria_met": 4, "stars": -1}, ("$", "standing.stars: got -1; allowed: 0")),
            (
                {"criteria_met": 4, "star": 5},
                ("$", "unknown key 'star'; allowed: criteria_met, stars"),
            ),
        ],
    )
    def test_standing_refused(self, problems, data, expected):
        """
        A field's type, value and name are all looked at.
        """
        if expected is None:
            assert 10**400 == from_data(Standing, data).criteria_met
            return
        ((path, message),) = problems(Standing, data)

        assert expected[0] == path
        assert message.startswith(expected[1])
