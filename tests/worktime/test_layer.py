"""
Layers: who speaks, which notice holds, and what is settled.
"""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from partygrid.dated import Interval, NotStated, Series, Year
from partygrid.errors import ConflictError, WrongTypeError
from partygrid.labels import Label
from partygrid.sources import Grade
from partygrid.worktime import (
    FIVE_DAYS,
    CalendarLayer,
    DayKind,
    LayerLevel,
    OfficeHours,
    Session,
)

NAME = Label("社区", "community")
HOURS = OfficeHours((Session("09:00", "12:00"),))


def made(**fields):
    """
    Make a layer, but for the fields given.
    """
    return CalendarLayer(
        **{"level": LayerLevel.OFFICE, "label": NAME, "announced": False, **fields}
    )


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "field", "allowed"),
        [
            ({"level": "office"}, "layer.level", "a LayerLevel"),
            ({"label": "社区"}, "layer.label", "a Label"),
            ({"announced": 1}, "layer community: announced", "a bool"),
            ({"notices": []}, "layer community: notices", "a tuple"),
            ({"notices": ("n-1",)}, "layer community: notices", "a Notice"),
            ({"week": FIVE_DAYS}, "layer community: week", "a Series"),
            ({"hours": HOURS}, "layer community: hours", "a Series"),
        ],
    )
    def test_kinds(self, fields, field, allowed):
        """
        Every field has its own type; what came is told, or the item of it that is wrong.
        """
        (given,) = fields.values()
        with pytest.raises(WrongTypeError) as caught:
            made(**fields)

        value = "n-1" if given == ("n-1",) else given
        assert (field, value, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_values_of_series(self, series):
        """
        Weeks are weeks and hours are hours, in a series and in the one beneath.
        """
        wrong = series("week", ("2025-01-01", HOURS))
        weeks = series("hours", ("2025-01-01", FIVE_DAYS))
        for fields, field, value, allowed in (
            ({"week": wrong}, "week", HOURS, "a WorkWeek"),
            ({"week": Series("week").over(wrong)}, "week", HOURS, "a WorkWeek"),
            ({"hours": weeks}, "hours", FIVE_DAYS, "an OfficeHours"),
        ):
            with pytest.raises(WrongTypeError) as caught:
                made(**fields)
            assert (f"layer community: {field}", value, allowed) == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    def test_gaps(self, series, said):
        """
        A series may hold an open question, a repeal or what was taken back.
        """
        week = series("week", ("2025-01-01", FIVE_DAYS))
        gone = week.retract(week.entries[0], known=date(2025, 2, 1), source=said)
        open_ = NotStated(question=Label("几点", "when"))
        hours = series("hours", ("2025-01-01", open_)).repeal(
            start=date(2026, 1, 1), known=date(2025, 12, 1), source=said
        )

        assert ("2025-01-01", "2025-02-01", "2025-12-01") == tuple(
            map(str, made(week=gone, hours=hours).knowns)
        )

    def test_conflict(self, layer, notice, special, said):
        """
        Two notices that became known on one day may not speak of one day.
        """
        one = notice("2026-01-05", special("make_up", "2026-03-07", "2026-03-08"))
        other = notice(
            "2026-01-05",
            special("added_rest", "2026-03-08", "2026-03-09"),
            source=attrs.evolve(said, key="n-other"),
        )
        with pytest.raises(ConflictError) as caught:
            layer("office", other, one)

        assert "layer office: notices" == caught.value.field
        assert "2026-03-08, in n-2026-01-05 and n-other, both known 2026-01-05" == (
            caught.value.value
        )
        assert "one notice about a day each day" == caught.value.allowed

    def test_no_conflict(self, layer, notice, special):
        """
        Notices known on one day may speak of different days, and of one day on different days.
        """
        one = notice("2026-01-05", special("make_up", "2026-03-07"))
        other = notice("2026-01-05", special("make_up", "2026-03-08"))
        later = notice("2026-01-06", special("added_rest", "2026-03-07"))

        assert 3 == len(layer("office", one, other, later).notices)


class TestSaid:
    def test_later_known_holds(self, layer, notice, special):
        """
        Of two notices about a day the later known holds, as far as it is known.
        """
        day = date(2026, 3, 7)
        made_up = notice("2026-01-05", special("make_up", "2026-03-07"))
        closed = notice("2026-02-05", special("office_closed", "2026-03-07"))
        found = layer("office", closed, made_up)

        assert DayKind.OFFICE_CLOSED is found.said()[day].special.kind
        assert DayKind.OFFICE_CLOSED is found.said(date(2026, 2, 5))[day].special.kind
        assert DayKind.MAKE_UP is found.said(date(2026, 2, 4))[day].special.kind
        assert {} == found.said(date(2026, 1, 4))
        assert (found, made_up) == found.said(date(2026, 1, 5))[day][:2]

    def test_withdrawn(self, layer, notice, special):
        """
        Of a day withdrawn the layer says nothing, not even what an earlier notice said.
        """
        first = notice("2026-01-05", special("office_open", "2026-03-07", "2026-03-08"))
        second = notice("2026-01-06", special("make_up", "2026-03-07"))
        gone = notice("2026-02-05", special("withdrawn", "2026-03-07", "2026-03-21"))
        again = notice("2026-02-06", special("office_closed", "2026-03-07"))

        assert {date(2026, 3, 8)} == layer("office", first, second, gone).said().keys()
        found = layer("office", first, second, gone, again)
        assert DayKind.OFFICE_CLOSED is found.said()[date(2026, 3, 7)].special.kind
        assert 2 == len(found.said(date(2026, 2, 4)))

    def test_order(self, layer, notice, special):
        """
        The order in which notices are given does not matter.
        """
        notices = [
            notice(f"2026-0{month}-05", special("make_up", "2026-03-07")) for month in (3, 1, 2)
        ]

        assert layer("office", *notices) == layer("office", *reversed(notices))
        assert ["01", "02", "03"] == [
            f"{each.known:%m}" for each in layer("office", *notices).notices
        ]


class TestCovered:
    def test_yearly(self, nation):
        """
        A day is settled once a notice covers it, as known.
        """
        assert nation.covered(date(2026, 12, 31))
        assert not nation.covered(date(2027, 1, 1))
        assert nation.covered(date(2026, 6, 1), date(2025, 11, 4))
        assert not nation.covered(date(2026, 6, 1), date(2025, 11, 3))
        assert (Year(2025).interval, Year(2026).interval) == nation.covers()
        assert (Year(2025).interval,) == nation.covers(date(2025, 11, 3))
        assert () == nation.covers(date(2024, 11, 11))

    def test_not_announced(self, office):
        """
        Where nothing more is to be expected, every day is settled.
        """
        assert office.covered(date(2099, 1, 1), date(1993, 1, 1))

    def test_named_only(self, layer, notice, special):
        """
        A notice that covers nothing settles nothing of a layer that announces its days.
        """
        found = layer("nation", notice("2026-01-05", special("make_up", "2026-03-07")))

        assert found.covered(date(2026, 3, 7))
        assert not attrs.evolve(found, announced=True).covered(date(2026, 3, 7))

    @pytest.mark.parametrize("day", ["2026-01-01", datetime(2026, 1, 1, tzinfo=UTC), 1], ids=repr)
    def test_civil_days(self, office, day):
        """
        A day is a civil date.
        """
        with pytest.raises(WrongTypeError) as caught:
            office.covered(day)

        assert ("day", day) == (caught.value.field, caught.value.value)


class TestKnowns:
    def test_all(self, nation, office):
        """
        Notices, weeks and hours each became known on their days.
        """
        assert (date(2024, 1, 1), date(2024, 11, 12), date(2025, 11, 4)) == nation.knowns
        assert (date(2024, 11, 20), date(2024, 11, 21), date(2024, 11, 22)) == office.knowns
        assert () == made().knowns

    def test_assumptions(self, layer, notice, special, said):
        """
        Every assumed day, week and hours is listed, and every assumed day of announcement.
        """
        guess = attrs.evolve(said, key="guess", grade=Grade.ASSUMED)
        sure = notice("2026-01-05", special("make_up", "2026-03-07"))
        guessed = notice("2026-01-06", special("make_up", "2026-03-08"), source=guess)
        dated = attrs.evolve(
            notice("2026-01-07", special("make_up", "2026-03-14")), dated_by=guess
        )
        since = {"start": date(2025, 1, 1), "known": date(2025, 1, 1), "source": guess}
        found = attrs.evolve(
            layer("region", sure, guessed, dated),
            week=Series("week").announce(FIVE_DAYS, **since),
            hours=Series("hours").announce(HOURS, **since),
        )

        assert ["region.notices", "region.notices", "region.week", "region.hours"] == [
            each.field for each in found.assumptions()
        ]
        assert () == layer("office", sure, hours=HOURS).assumptions()

    def test_long_cover(self, layer, notice):
        """
        A notice may settle any days that have an end.
        """
        days = Interval(date(2026, 1, 1), date(2026, 1, 1) + timedelta(1))

        assert layer("nation", notice("2025-12-31", covers=days), announced=True).covered(
            date(2026, 1, 1)
        )
