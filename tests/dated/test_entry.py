from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Dated, Interval, NotKnown, NotStated, Repeal, Retraction
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.sources import Grade, Source

DAY = date(2025, 1, 1)
NO_DAYS = [
    datetime(2025, 1, 1),
    datetime(2025, 1, 1, tzinfo=UTC),
    "2025-01-01",
    20250101,
    1.0,
    True,
]
GAP = NotStated(Label("未载明", "not stated"))
TAKEN_BACK = Retraction(start=DAY, known=DAY)


@pytest.fixture
def fields(notice):
    """
    What an entry is made of.
    """
    return {"value": 5, "start": DAY, "known": DAY, "source": notice}


class TestDates:
    @pytest.mark.parametrize("name", ["start", "known", "end"])
    @pytest.mark.parametrize("given", NO_DAYS, ids=repr)
    def test_civil(self, fields, name, given):
        """
        Each date of an entry is a civil date, and the error names the one that is not.
        """
        with pytest.raises(WrongTypeError) as caught:
            Dated(**{**fields, name: given})

        assert (f"entry.{name}", given) == (caught.value.field, caught.value.value)
        assert "a civil date (datetime.date)" == caught.value.allowed

    @pytest.mark.parametrize("name", ["start", "known", "source", "value"])
    def test_nothing_by_default(self, fields, name):
        """
        Value, start, known and source are said each time; nothing stands in for them.
        """
        del fields[name]

        with pytest.raises(TypeError, match=f"'{name}'"):
            Dated(**fields)

    @pytest.mark.parametrize("name", ["start", "known"])
    def test_not_none(self, fields, name):
        """
        An entry without a first day or a day of knowledge cannot be.
        """
        with pytest.raises(WrongTypeError) as caught:
            Dated(**{**fields, name: None})

        assert f"entry.{name}" == caught.value.field

    @given(start=st.dates(), end=st.none() | st.dates(), known=st.dates())
    def test_interval(self, start, end, known):
        """
        The end, if there is one, comes after the start; when it became known plays no part.
        """
        source = Source(key="n", title="通知", grade=Grade.HOST)
        if end is None or start < end:
            made = Dated(value=5, start=start, end=end, known=known, source=source)
            assert Interval(start, end) == made.interval
            assert known == made.known
            return

        with pytest.raises(ValueNotAllowedError) as caught:
            Dated(value=5, start=start, end=end, known=known, source=source)

        assert ("entry.end", end) == (caught.value.field, caught.value.value)
        assert f"entry.end: got {end!r}; allowed: a day after {start}" == str(caught.value)


class TestSource:
    @pytest.mark.parametrize(
        "given", [None, "区财政局通知", 5, ("n-7", "通知")], ids=["none", "text", "int", "tuple"]
    )
    def test_required(self, fields, given):
        """
        An entry has a source, and text alone is none.
        """
        with pytest.raises(WrongTypeError) as caught:
            Dated(**{**fields, "source": given})

        assert ("entry.source", given, "a Source") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("given", ["区财政局通知", 5, False], ids=["text", "int", "bool"])
    def test_of_the_dates(self, fields, given):
        """
        Where the dates come from is a source too, if it is another.
        """
        with pytest.raises(WrongTypeError) as caught:
            Dated(**{**fields, "dated_by": given})

        assert ("entry.dated_by", given, "a Source") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("of_value", [True, False])
    @pytest.mark.parametrize("of_dates", [True, False, None])
    def test_is_assumed(self, fields, notice, guess, of_value, of_dates):
        """
        An entry is assumed if its value or its dates are a guess.
        """
        sources = {True: guess, False: notice, None: None}
        made = Dated(**{**fields, "source": sources[of_value], "dated_by": sources[of_dates]})

        assert bool(of_value or of_dates) is made.is_assumed


class TestValue:
    @pytest.mark.parametrize("value", [0.1, 1.0, float("nan"), float("inf")], ids=repr)
    def test_no_float(self, fields, value):
        """
        A float is no value of an entry, whole or not.
        """
        with pytest.raises(WrongTypeError) as caught:
            Dated(**{**fields, "value": value})

        assert "entry.value" == caught.value.field
        assert value is caught.value.value
        assert (
            f"entry.value: got {value!r} of type float; allowed: an exact value; never a float"
        ) == str(caught.value)

    @pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity"])
    def test_finite(self, fields, text):
        """
        A decimal that is no number, or without bounds, is no value of an entry.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Dated(**{**fields, "value": Decimal(text)})

        assert ("entry.value", "a finite number") == (caught.value.field, caught.value.allowed)
        assert f"got Decimal('{text}')" in str(caught.value)

    @pytest.mark.parametrize(
        "value",
        [
            0,
            None,
            "",
            Decimal("1E+999999"),
            Fraction(1, 3),
            (),
            NotKnown.YET,
            GAP,
            Repeal(),
            TAKEN_BACK,
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_anything_exact(self, fields, value):
        """
        Any exact value can be dated, as can a gap, a repeal and a retraction.
        """
        assert value is Dated(**{**fields, "value": value}).value

    def test_frozen(self, fields):
        """
        An entry cannot be changed, and a changed copy is checked again.
        """
        made = Dated(**fields)

        with pytest.raises(AttributeError):
            made.value = 6
        with pytest.raises(WrongTypeError):
            attrs.evolve(made, value=0.5)


class TestText:
    @pytest.mark.parametrize(
        ("end", "days"),
        [(None, "from 2025-01-01"), (date(2025, 7, 1), "from 2025-01-01 to 2025-07-01")],
        ids=["open", "closed"],
    )
    def test_cite(self, fields, end, days):
        """
        A citation names the source and its clause, the days and the day of knowledge.
        """
        fields |= {"known": date(2024, 12, 20), "end": end}

        assert f"区财政局通知, 第三条 [host], {days}, known 2024-12-20" == Dated(**fields).cite()

    def test_repr(self, fields, guess):
        """
        Sources stay out of the short form.
        """
        shown = repr(Dated(**fields, dated_by=guess))

        assert "value=5" in shown
        assert "Source" not in shown
