"""
Calendars: what they are made of, what they know when, and that asking changes nothing.
"""

import copy
import decimal
import pickle
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from partygrid.dated import Interval
from partygrid.errors import (
    ConflictError,
    NotInForceError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.worktime import FIVE_DAYS, Timetable, WorkCalendar, WorkWeek, due

YEAR = Interval(date(2026, 1, 1), date(2027, 1, 1))
NO_DAYS = [datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01", 20260101, True]


class TestMade:
    def test_order(self, nation, office, layer, calendar_of):
        """
        Layers are put in the order of precedence, in whatever order they are given.
        """
        region = layer("region")
        found = calendar_of(office, nation, region)

        assert (nation, region, office) == found.layers
        assert calendar_of(nation, region, office) == found

    @pytest.mark.parametrize("layers", [[], "nation", None], ids=repr)
    def test_tuple(self, layers):
        """
        Layers are a tuple.
        """
        with pytest.raises(WrongTypeError) as caught:
            WorkCalendar(span=YEAR, layers=layers)

        assert ("calendar.layers", layers, "a tuple of layers") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_layers(self, nation):
        """
        Each layer is one.
        """
        with pytest.raises(WrongTypeError) as caught:
            WorkCalendar(span=YEAR, layers=(nation, "office"))

        assert ("calendar.layers", "office", "a CalendarLayer") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_one_of_a_level(self, nation, calendar):
        """
        A level speaks in one layer.
        """
        for ask in (
            lambda: WorkCalendar(span=YEAR, layers=(nation, nation)),
            lambda: calendar.layered(nation),
        ):
            with pytest.raises(ConflictError) as caught:
                ask()
            assert ("calendar.layers", "nation", "one layer of a level") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    @pytest.mark.parametrize("levels", [(), ("nation",), ("office", "region")])
    def test_no_week(self, levels, layer, calendar_of):
        """
        Some layer says which days of the week are worked.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            calendar_of(*map(layer, levels))

        assert "calendar.layers" == caught.value.field
        assert sorted(levels) == sorted(caught.value.value)
        assert "a layer that says which days of the week are worked" == caught.value.allowed

    @pytest.mark.parametrize(
        "span",
        [
            Interval(date(2026, 1, 1)),
            Interval(date(2026, 1, 1), date(2026, 1, 1) + timedelta(366 * 200 + 1)),
        ],
        ids=["no end", "too many"],
    )
    def test_long(self, span, nation):
        """
        The days have an end and are no more than two centuries.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            WorkCalendar(span=span, layers=(nation,))

        assert ("calendar.span", str(span)) == (caught.value.field, caught.value.value)
        assert "days with an end, at most 73200 of them" == caught.value.allowed

    def test_longest(self, layer):
        """
        Two centuries can be asked about, from 1992 on.
        """
        start = date(1992, 1, 1)
        always = layer("nation", week=FIVE_DAYS)
        made = WorkCalendar(span=Interval(start, start + timedelta(366 * 200)), layers=(always,))

        assert "days from 1992-01-01 on" not in repr(made)

    def test_early(self, nation):
        """
        Before 1992 clocks were changed in summer.
        """
        span = Interval(date(1991, 12, 31), date(2000, 1, 1))
        with pytest.raises(ValueNotAllowedError) as caught:
            WorkCalendar(span=span, layers=(nation,))

        assert ("calendar.span", str(span), "days from 1992-01-01 on") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert "UTC+8 without summer time since 1992" == caught.value.source

    @pytest.mark.parametrize("span", [(2026, 2027), None, date(2026, 1, 1)], ids=repr)
    def test_no_span(self, span, nation):
        """
        The days are an interval.
        """
        with pytest.raises(WrongTypeError) as caught:
            WorkCalendar(span=span, layers=(nation,))

        assert ("calendar.span", span, "an Interval") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_shown(self, calendar):
        """
        A calendar shows its days and its layers.
        """
        assert "<WorkCalendar [2025-10-01, 2028-01-01): nation, office>" == repr(calendar)
        assert "<Timetable [2025-10-01, 2028-01-01)>" == repr(calendar.as_known())
        assert "<Timetable [2025-10-01, 2028-01-01), as known on 2026-01-01>" == repr(
            calendar.as_known(date(2026, 1, 1))
        )


class TestKnown:
    def test_knowns(self, calendar):
        """
        A calendar knows on which days something became known.
        """
        assert (date(2024, 1, 1), date(2024, 11, 12), date(2024, 11, 20)) == calendar.knowns[:3]
        assert date(2025, 11, 4) == calendar.knowns[-1]

    def test_later(self, calendar):
        """
        A day that is arranged later is an ordinary one as known before.
        """
        sunday = date(2026, 1, 4)

        assert calendar.as_known(date(2025, 11, 4)).is_working_day(sunday)
        before = calendar.as_known(date(2025, 11, 3), provisional=True)
        assert not before.is_working_day(sunday)
        assert calendar.as_known().is_working_day(sunday)

    def test_no_week_in_force(self, calendar):
        """
        As known before any week was, nobody can say what is worked.
        """
        with pytest.raises(NotInForceError) as caught:
            calendar.as_known(date(2023, 12, 31))

        assert ("week", "2025-10-01", "2023-12-31") == (
            caught.value.field,
            caught.value.day,
            caught.value.known,
        )

    @pytest.mark.parametrize("known", NO_DAYS, ids=repr)
    def test_civil_days(self, calendar, known, at, limit):
        """
        The day of knowledge is a civil date, or None for all that is known.
        """
        start, two_days = at("2026-03-02 10:00"), limit(2, "working_day")
        for ask in (calendar.as_known, lambda day: due(start, two_days, calendar, known=day)):
            with pytest.raises(WrongTypeError) as caught:
                ask(known)
            assert ("known", known) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("provisional", [1, None, "yes"], ids=repr)
    def test_provisional(self, calendar, provisional):
        """
        Whether answers may be provisional is said with a bool.
        """
        with pytest.raises(WrongTypeError) as caught:
            calendar.as_known(provisional=provisional)

        assert ("provisional", provisional, "a bool") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_assumptions(self, calendar):
        """
        A calendar without a guess in it assumes nothing.
        """
        assert () == calendar.assumptions()


class TestValue:
    """
    A calendar is a value: asked or not, copied or not.
    """

    def test_asked(self, calendar, nation, office, at, limit):
        """
        A calendar that has been asked equals a fresh one, and hashes alike.
        """
        fresh = WorkCalendar(span=calendar.span, layers=(nation, office))
        due(at("2026-02-13 18:00"), limit(3, "working_day"), calendar)
        calendar.as_known(date(2025, 11, 3))

        assert fresh == calendar
        assert hash(fresh) == hash(calendar)
        assert fresh.as_known() == calendar.as_known()
        assert hash(fresh.as_known()) == hash(calendar.as_known())
        assert fresh.as_known() != calendar.as_known(provisional=True)
        assert fresh.as_known() != calendar.as_known(date(2026, 1, 1))

    @pytest.mark.parametrize(
        "again",
        [
            copy.copy,
            copy.deepcopy,
            lambda made: pickle.loads(pickle.dumps(made)),  # noqa: S301 - our own
            attrs.evolve,
        ],
        ids=["copy", "deepcopy", "pickle", "evolve"],
    )
    def test_copied(self, calendar, again, at, limit):
        """
        A copy equals its original, keeps no tables, and answers alike.
        """
        start, three_days = at("2026-02-13 18:00"), limit(3, "working_day")
        expected = due(start, three_days, calendar)
        other = again(calendar)

        assert (calendar, hash(calendar)) == (other, hash(other))
        assert expected == due(start, three_days, other)
        assert again is attrs.evolve or expected == again(expected)
        timetable = calendar.as_known()
        assert again is attrs.evolve or timetable == again(timetable)
        assert again is attrs.evolve or again(timetable).add_working_days(
            date(2026, 2, 13), 3
        ) == timetable.add_working_days(date(2026, 2, 13), 3)

    def test_size(self, calendar):
        """
        Tables are not pickled with a calendar.
        """
        fresh = len(pickle.dumps(attrs.evolve(calendar)))
        calendar.as_known(date(2026, 3, 1))

        assert fresh == len(pickle.dumps(calendar))

    def test_one_table(self, calendar):
        """
        As known on days between which nothing became known, a calendar has one table.
        """
        last, *before = reversed(calendar.knowns)

        assert calendar.table(None) is calendar.table(last)
        assert calendar.table(last) is calendar.table(last + timedelta(1))
        assert calendar.table(before[0]) is calendar.table(last - timedelta(1))
        assert calendar.table(before[0]) is not calendar.table(last)

    def test_frozen(self, calendar):
        """
        Nothing of a calendar can be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            calendar.span = YEAR

    def test_kinds(self, calendar):
        """
        A calendar gives timetables.
        """
        assert Timetable is type(calendar.as_known())

    def test_decimal_context(self, calendar, at):
        """
        The caller's decimal context changes no answer.
        """
        moment, amount = at("2026-02-13 18:00"), timedelta(hours=70, microseconds=1)
        expected = attrs.evolve(calendar).as_known().add_time(moment, amount)
        with decimal.localcontext(prec=1, traps=[decimal.Inexact]):
            assert expected == attrs.evolve(calendar).as_known().add_time(moment, amount)

    def test_layered(self, nation, office, layer, notice, special, calendar_of):
        """
        Layers may be added in any order and in any groups.
        """
        region = layer("region", notice("2026-01-05", special("added_rest", "2026-03-09")))
        whole = calendar_of(nation, region, office)
        for first, *rest in ((nation, region, office), (nation, office, region)):
            one_by_one = calendar_of(first)
            for each in rest:
                one_by_one = one_by_one.layered(each)
            assert whole == one_by_one == calendar_of(first).layered(*rest)
        assert whole == whole.layered()

    def test_week_of_a_layer(self, layer, calendar_of):
        """
        What a layer says of the week goes before what those beneath it say.
        """
        nation = layer("nation", week=FIVE_DAYS)
        region = layer("region", week=WorkWeek((1, 2, 3, 4, 5, 6)))
        known = calendar_of(nation, region).as_known()

        assert known.is_working_day(date(2026, 3, 7))
        assert not calendar_of(nation).as_known().is_working_day(date(2026, 3, 7))

    def test_week_known_later(self, layer, calendar_of, series):
        """
        Until it is known what a layer says of the week, that of the one beneath it shows.
        """
        week = series("week", ("2025-01-01", WorkWeek((1, 2, 3, 4, 5, 6)), "2026-03-01"))
        region = attrs.evolve(layer("region"), week=week)
        calendar = calendar_of(layer("nation", week=FIVE_DAYS), region)

        assert [False, True] == [
            calendar.as_known(date(2026, *day)).is_working_day(date(2026, 3, 7))
            for day in ((2, 28), (3, 1))
        ]
