from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reached

from partygrid.dated import Dated, NotStated, Option, Repeal, Retraction, Series
from partygrid.errors import NotInForceError, ValueNotAllowedError, WrongTypeError
from partygrid.strategies import entries, not_stated, series

FIRST, LAST = date(2024, 2, 27), date(2024, 3, 2)
WINDOW = {"min_value": FIRST, "max_value": LAST}
FIVE = st.just(5)
DATES = st.dates(max_value=date(9999, 12, 30))
# Drawn from by several tests, which so share the draws.
ENTRIES = entries(FIVE, **WINDOW)
SERIES = series(FIVE, **WINDOW, max_size=5)
HARD = series(FIVE, **WINDOW, min_size=5, max_size=5, allow_beneath=False)


def values_on(told, day):
    """
    Tell what is found on a day, as known on each day.
    """
    found = (told.find(day, known) for known in told.knowns)
    return {one.value for one in found if one}


def said(told):
    """
    List the entries of a series that are no retractions.
    """
    return [one for one in told.entries if not isinstance(one.value, Retraction)]


def taken_back(told):
    """
    List the retractions of a series.
    """
    return [one for one in told.entries if isinstance(one.value, Retraction)]


class TestNotStated:
    @given(not_stated(st.integers(0, 3)))
    def test_answers(self, gap):
        """
        Each option gives one of the values, or what its function is given.
        """
        assert NotStated is type(gap)
        for name in gap.names:
            option = gap.option(name)
            if option.make is None:
                assert option.answer({}) in range(4)
            else:
                assert 7 == option.answer({"value": 7})

    @given(not_stated(st.integers() | st.none(), allow_functions=False))
    def test_no_functions(self, gap):
        """
        Where functions are not wanted every option holds a value, which is not None.
        """
        assert all(option.make is None and option.value is not None for option in gap.options)

    @pytest.mark.parametrize("size", [0, 1, 2, 3])
    def test_sizes(self, size):
        """
        Gaps without an answer and gaps with several are among them.
        """
        assert size == len(reached(not_stated(FIVE), lambda gap: len(gap.options) == size).options)

    def test_both_sorts(self):
        """
        One gap can offer a value and a function.
        """
        gap = reached(not_stated(FIVE), lambda gap: len({one.make for one in gap.options}) > 1)

        assert {5, None} == {option.value for option in gap.options}
        assert all(type(option) is Option for option in gap.options)


class TestEntries:
    @given(data=st.data(), one=DATES, other=DATES)
    def test_inside(self, data, one, other):
        """
        No date of an entry lies outside the bounds; a single day on the last ends after it.
        """
        low, high = min(one, other), max(one, other)
        entry = data.draw(entries(FIVE, min_value=low, max_value=high))

        assert Dated is type(entry)
        assert low <= entry.start <= high
        assert low <= entry.known <= high
        assert entry.end is None or entry.end <= max(high, entry.start + timedelta(days=1))

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda entry: entry.value == 5,
            lambda entry: isinstance(entry.value, NotStated),
            lambda entry: entry.value == Repeal(),
            lambda entry: entry.end is None,
            lambda entry: entry.interval.days == 1,
            lambda entry: entry.interval.days == 4,
            lambda entry: entry.start == entry.known,
            lambda entry: entry.known > entry.start,
            lambda entry: entry.known < entry.start,
            lambda entry: entry.dated_by is None,
            lambda entry: entry.dated_by is not None,
            lambda entry: entry.is_assumed,
            lambda entry: entry.start == date(2024, 2, 29),
        ],
        ids=[
            "value",
            "gap",
            "repeal",
            "open",
            "one day",
            "all days",
            "known at once",
            "known late",
            "known early",
            "one source",
            "two sources",
            "assumed",
            "leap day",
        ],
    )
    def test_reached(self, wanted):
        """
        Values, gaps and repeals, open and closed, known before and after, are among them.
        """
        assert wanted(reached(ENTRIES, wanted))

    @given(entries(FIVE, allow_gaps=False, allow_repeals=False))
    def test_values_only(self, entry):
        """
        Without gaps and repeals every entry holds one of the values.
        """
        assert 5 == entry.value

    @given(entries(FIVE, allow_functions=False))
    def test_no_functions(self, entry):
        """
        Where functions are not wanted no option of a gap is one.
        """
        options = entry.value.options if isinstance(entry.value, NotStated) else ()

        assert [] == [option for option in options if option.make]

    @pytest.mark.parametrize("strategy", [entries, series])
    @pytest.mark.parametrize("name", ["min_value", "max_value"])
    @pytest.mark.parametrize(
        "bound", [datetime(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC), "2025", None], ids=repr
    )
    def test_bounds_are_days(self, strategy, name, bound):
        """
        A bound is a civil date, and a wrong one is refused at once.
        """
        with pytest.raises(WrongTypeError) as caught:
            strategy(FIVE, **{name: bound})

        assert (name, bound) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("strategy", [entries, series])
    @pytest.mark.parametrize(
        ("low", "high"), [(LAST, FIRST), (FIRST, date.max)], ids=["reversed", "too late"]
    )
    def test_window(self, strategy, low, high):
        """
        Bounds in the wrong order leave nothing to draw, and some day comes after the last.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            strategy(FIVE, min_value=low, max_value=high)

        assert ("max_value", high) == (caught.value.field, caught.value.value)
        assert f"min_value ({low}) to 9999-12-30" == caught.value.allowed


class TestSeries:
    @given(data=st.data(), one=DATES, other=DATES, least=st.integers(0, 1), more=st.integers(0, 5))
    def test_inside(self, data, one, other, least, more):
        """
        A series has its name and as many entries as asked for, all inside the bounds.
        """
        low, high = min(one, other), max(one, other)
        told = data.draw(
            series(
                FIVE,
                name="base",
                min_size=least,
                max_size=least + more,
                min_value=low,
                max_value=high,
            )
        )

        assert Series is type(told)
        assert "base" == told.name
        assert least <= len(told.entries) <= least + more
        for entry in told.all_entries:
            assert low <= entry.start <= high
            assert low <= entry.known <= high
            assert entry.end is None or entry.end <= high + timedelta(days=1)

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda told: not told.entries,
            lambda told: len(told.entries) == 5,
            lambda told: told.beneath and told.beneath.entries and not told.entries,
            lambda told: told.beneath and len(told.beneath.entries) > 1 and said(told),
        ],
        ids=["empty", "full", "only beneath", "both"],
    )
    def test_sizes_reached(self, wanted):
        """
        Series of every size are among them, alone and over another.
        """
        assert wanted(reached(SERIES, wanted))

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda told: (
                {type(one.value) for one in told.entries} >= {int, NotStated, Repeal, Retraction}
            ),
            lambda told: len(said(told)) > len({one.known for one in said(told)}),
            lambda told: len(said(told)) > len({one.start for one in said(told)}),
            lambda told: any(
                one.end == two.start and one.known == two.known
                for one in said(told)
                for two in said(told)
            ),
            lambda told: len(taken_back(told)) > len({one.known for one in taken_back(told)}),
            lambda told: any(
                back.known == one.known and back.interval.meets(one.interval)
                for back in taken_back(told)
                for one in said(told)
            ),
            lambda told: any(one.known == LAST for one in taken_back(told)),
            lambda told: len({one.source for one in told.entries}) > 1,
        ],
        ids=[
            "all sorts",
            "equal knowledge",
            "equal start",
            "neighbours",
            "two taken back together",
            "said anew",
            "taken back last",
            "two sources",
        ],
    )
    def test_reached(self, wanted):
        """
        What makes series hard is among them.
        """
        assert wanted(reached(HARD, wanted))

    def test_shadowing(self):
        """
        One day can have several values, depending on what is known.
        """
        told = reached(
            series(st.integers(0, 1), **WINDOW, allow_beneath=False),
            lambda told: values_on(told, LAST) >= {0, 1},
        )

        assert {0, 1} <= values_on(told, LAST)

    @given(
        series(
            FIVE,
            max_size=4,
            allow_gaps=False,
            allow_repeals=False,
            allow_retractions=False,
            allow_beneath=False,
        )
    )
    def test_values_only(self, told):
        """
        Without all else every entry of a series holds one of the values.
        """
        assert None is told.beneath
        assert {5} >= {one.value for one in told.entries}
        if told.entries:
            start = told.bounds[0]
            assert 5 == told.on(start)
            with pytest.raises(NotInForceError):
                told.on(start - timedelta(days=1))

    @given(series(FIVE, allow_functions=False))
    def test_no_functions(self, told):
        """
        Where functions are not wanted no option of a gap is one, beneath neither.
        """
        gaps = [one.value for one in told.all_entries if isinstance(one.value, NotStated)]

        assert [] == [option for gap in gaps for option in gap.options if option.make]

    @given(series(FIVE, min_size=3, max_size=9, min_value=FIRST, max_value=FIRST + timedelta(2)))
    def test_few_days(self, told):
        """
        Where days are few, there are no more entries than can become known.
        """
        assert 3 == len(told.entries)
        assert all(FIRST <= one.known <= FIRST + timedelta(2) for one in told.entries)

    @pytest.mark.parametrize("name", ["", None, 5], ids=repr)
    def test_name(self, name):
        """
        A name that no series can have is refused at once.
        """
        with pytest.raises(WrongTypeError) as caught:
            series(FIVE, name=name)

        assert ("series.name", name) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("sizes", "field", "allowed"),
        [
            ({"min_size": 6}, "min_size", "0 to 5, the days to become known on"),
            ({"min_size": -1}, "min_size", "0 to 5, the days to become known on"),
            ({"min_size": 3, "max_size": 2}, "max_size", "min_size (3) or more"),
        ],
        ids=["too many", "below 0", "reversed"],
    )
    def test_sizes(self, sizes, field, allowed):
        """
        Sizes that no series of these days could have are refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            series(FIVE, **WINDOW, **sizes)

        assert (field, sizes[field], allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
