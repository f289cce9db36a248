from datetime import UTC, date, datetime

import pytest

from partygrid.dated import NotKnown, NotStated, Option, Repeal, Retraction
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import yuan

LABEL = Label("口径", "basis")
QUESTION = Label("按什么计提？", "part of what?")


def rate(*, percent, months=12):
    """
    Answer with numbers that a host gives.
    """
    return (percent, months)


@pytest.fixture
def by_function():
    """
    An option whose answer a function makes.
    """
    return Option(name="rate", label=LABEL, make=rate)


class TestNotKnown:
    def test_neither_zero_nor_none(self):
        """
        What is not known yet is not the same as nothing, zero or an unstated number.
        """
        assert not any(
            NotKnown.YET == other for other in (0, None, "", False, NotStated(QUESTION), Repeal())
        )
        assert "尚未评定" == NotKnown.YET.label.zh


class TestOption:
    @pytest.mark.parametrize("value", [5, 0, "", False, ()], ids=repr)
    def test_value(self, value):
        """
        An option with a value answers with it, be it zero or empty.
        """
        assert value is Option(name="a", label=LABEL, value=value).answer({})

    def test_function(self, by_function):
        """
        An option with a function answers with what it makes of the arguments.
        """
        assert (20, 12) == by_function.answer({"percent": 20})
        assert (20, 6) == by_function.answer({"months": 6, "percent": 20})

    def test_function_may_answer_none(self):
        """
        Where None is a value, a function can answer with it.
        """
        assert None is Option(name="none", label=LABEL, make=lambda: None).answer({})

    @pytest.mark.parametrize("given", [{}, {"value": 5, "make": rate}], ids=["neither", "both"])
    def test_one_of_two(self, given):
        """
        An option has either a value or a function.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Option(name="rate", label=LABEL, **given)

        assert ("option 'rate'", given.get("value")) == (caught.value.field, caught.value.value)
        assert "allowed: either a value or a function that makes one" in str(caught.value)

    def test_value_takes_nothing(self):
        """
        An option with a value takes no arguments, and does not swallow them.
        """
        with pytest.raises(WrongTypeError) as caught:
            Option(name="half", label=LABEL, value=5).answer({"percent": 20})

        assert ("option 'half'", {"percent": 20}) == (caught.value.field, caught.value.value)
        assert ("option 'half': got {'percent': 20} of type dict; allowed: no arguments") == str(
            caught.value
        )

    @pytest.mark.parametrize(
        ("arguments", "wrong"),
        [
            ({}, "missing: 'percent'"),
            ({"percent": 1, "days": 2}, "unknown: 'days'"),
            ({"PERCENT": 1}, "missing: 'percent'; unknown: 'PERCENT'"),
        ],
        ids=["missing", "unknown", "misspelt"],
    )
    def test_arguments_fit(self, by_function, arguments, wrong):
        """
        A function's missing or unknown argument is named, beside all that it takes.
        """
        with pytest.raises(WrongTypeError) as caught:
            by_function.answer(arguments)

        assert ("option 'rate'", arguments) == (caught.value.field, caught.value.value)
        takes = "the named arguments percent, months (may be left out)"
        assert f"{takes}; {wrong}" == caught.value.allowed
        assert isinstance(caught.value.__cause__, TypeError)

    def test_no_arguments(self):
        """
        A function that takes none says so.
        """
        option = Option(name="none", label=LABEL, make=lambda: None)

        with pytest.raises(WrongTypeError, match="allowed: no arguments; unknown: 'points'"):
            option.answer({"points": 5})

    @pytest.mark.parametrize(
        ("make", "arguments", "words"),
        [
            (lambda *, points: points + 1, {"points": "5"}, "can only concatenate"),
            (type, {"points": 5}, "takes 1 or 3 arguments"),
        ],
        ids=["within", "not in Python"],
    )
    def test_other_faults(self, make, arguments, words):
        """
        Where the arguments fit, or nobody can tell, Python's own words are kept.
        """
        with pytest.raises(WrongTypeError, match=words):
            Option(name="rate", label=LABEL, make=make).answer(arguments)

    @pytest.mark.parametrize(
        ("amount", "error"),
        [(0.5, WrongTypeError), ("5.001", ValueNotAllowedError)],
        ids=["float", "no whole fen"],
    )
    def test_function_may_refuse(self, amount, error):
        """
        What a function itself refuses stays refused, in its own words.
        """
        option = Option(name="floor", label=LABEL, make=lambda *, amount: yuan(amount))

        with pytest.raises(error) as caught:
            option.answer({"amount": amount})
        with pytest.raises(error) as said:
            yuan(amount)

        assert str(said.value) == str(caught.value)


class TestNotStated:
    def test_options_by_name(self, by_function):
        """
        An option is found by its name.
        """
        half = Option(name="half", label=LABEL, value=5)
        gap = NotStated(QUESTION, (half, by_function))

        assert ("half", "rate") == gap.names
        assert (half, by_function) == (gap.option("half"), gap.option("rate"))

    @pytest.mark.parametrize(
        ("names", "allowed"),
        [(("half", "rate"), "half, rate"), ((), "none: answer by announcing a value")],
        ids=["some", "none"],
    )
    @pytest.mark.parametrize("asked", ["Half", "", None, 1], ids=repr)
    def test_unknown_option(self, names, allowed, asked):
        """
        An option that is not on offer is refused, with those that are.
        """
        gap = NotStated(QUESTION, tuple(Option(name=n, label=LABEL, value=1) for n in names))

        with pytest.raises(UnknownNameError) as caught:
            gap.option(asked)

        assert ("option", asked, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert f"option: {asked!r} is not known; allowed: {allowed}" == str(caught.value)

    def test_names_told_apart(self):
        """
        No two options of a gap have one name.
        """
        half = Option(name="half", label=LABEL, value=5)

        with pytest.raises(ValueNotAllowedError) as caught:
            NotStated(QUESTION, (half, Option(name="half", label=LABEL, value=6)))

        assert ("options", ("half", "half")) == (caught.value.field, caught.value.value)
        assert "options: got ('half', 'half'); allowed: each name once" == str(caught.value)


class TestRepeal:
    def test_one_value(self):
        """
        Every repeal is the same value: what it repeals, its entry says.
        """
        assert Repeal() == Repeal()
        assert 1 == len({Repeal(), Repeal()})


class TestRetraction:
    @pytest.mark.parametrize("field", ["start", "known"])
    @pytest.mark.parametrize(
        "given",
        [None, "2025-01-01", datetime(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC), True],
        ids=repr,
    )
    def test_civil_dates(self, field, given):
        """
        A retraction names its entry by two civil dates.
        """
        dates = {"start": date(2025, 1, 1), "known": date(2025, 1, 1), field: given}

        with pytest.raises(WrongTypeError) as caught:
            Retraction(**dates)

        assert (f"retraction.{field}", given) == (caught.value.field, caught.value.value)
