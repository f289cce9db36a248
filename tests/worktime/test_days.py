"""
Days of their own and the notices that announce them: what is taken and what is refused.
"""

from datetime import UTC, date, datetime

import attrs
import pytest

from partygrid.dated import Dated, Interval
from partygrid.errors import ConflictError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.worktime import DayKind, Notice, Session, SpecialDays

NAME = Label("国庆节", "National Day")
FIRST, SECOND, THIRD = date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)
NO_DAYS = [datetime(2026, 10, 1), datetime(2026, 10, 1, tzinfo=UTC), "2026-10-01", 20261001, True]
HALF = (Session("09:00", "12:00"),)


def arranged(**fields):
    """
    Arrange a day off, but for the fields given.
    """
    plain = {"kind": DayKind.STATUTORY_HOLIDAY, "name": NAME, "days": (FIRST,)}
    return SpecialDays(**{**plain, **fields})


class TestKind:
    @pytest.mark.parametrize(
        ("kind", "is_worked"),
        [
            (DayKind.STATUTORY_HOLIDAY, False),
            (DayKind.SWAPPED_REST, False),
            (DayKind.ADDED_REST, False),
            (DayKind.CUSTOMARY_HOLIDAY, False),
            (DayKind.OFFICE_CLOSED, False),
            (DayKind.MAKE_UP, True),
            (DayKind.OFFICE_OPEN, True),
            (DayKind.WITHDRAWN, None),
        ],
    )
    def test_is_worked(self, kind, is_worked):
        """
        A kind makes a day worked or not; withdrawn, it makes nothing of it.
        """
        assert is_worked is kind.is_worked


class TestSpecialDays:
    def test_taken(self):
        """
        Days in order, each with a day that it stands in for, and hours if they are worked.
        """
        made = arranged(
            kind=DayKind.MAKE_UP,
            days=(FIRST, THIRD),
            instead_of=(date(2026, 9, 1), date(2026, 9, 2)),
            sessions=HALF,
        )

        assert ((FIRST, THIRD), HALF) == (made.days, made.sessions)
        assert date(2026, 9, 2) == made.instead_of[1]

    @pytest.mark.parametrize(
        ("fields", "error", "field", "value", "allowed"),
        [
            ({"kind": "make_up"}, WrongTypeError, "days.kind", "make_up", "a DayKind"),
            ({"name": "国庆节"}, WrongTypeError, "days.name", "国庆节", "a Label"),
            ({"days": [FIRST]}, WrongTypeError, "days", [FIRST], "a tuple of days"),
            ({"days": FIRST}, WrongTypeError, "days", FIRST, "a tuple of days"),
            ({"days": ()}, ValueNotAllowedError, "days", (), "one or more"),
            (
                {"days": (SECOND, FIRST)},
                ValueNotAllowedError,
                "days",
                ["2026-10-02", "2026-10-01"],
                "each day once, in order",
            ),
            (
                {"days": (FIRST, FIRST)},
                ValueNotAllowedError,
                "days",
                ["2026-10-01", "2026-10-01"],
                "each day once, in order",
            ),
            ({"instead_of": [THIRD]}, WrongTypeError, "instead_of", [THIRD], "a tuple of days"),
            (
                {"instead_of": (SECOND, THIRD)},
                ValueNotAllowedError,
                "instead_of",
                2,
                "none, or 1: one for each day",
            ),
            ({"sessions": HALF}, ValueNotAllowedError, "sessions", HALF, "none on a day off"),
            (
                {"kind": DayKind.WITHDRAWN, "sessions": HALF},
                ValueNotAllowedError,
                "sessions",
                HALF,
                "none on a day off",
            ),
            (
                {"kind": DayKind.MAKE_UP, "sessions": ()},
                ValueNotAllowedError,
                "sessions",
                (),
                "one or more: a day that is worked has hours",
            ),
        ],
    )
    def test_refused(self, fields, error, field, value, allowed):
        """
        Days that nobody could keep are refused, with the festival they belong to.
        """
        with pytest.raises(error) as caught:
            arranged(**fields)

        full = field if "." in field else f"days: National Day: {field}"
        assert (full, value, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("name", ["days", "instead_of"])
    @pytest.mark.parametrize("day", NO_DAYS, ids=repr)
    def test_civil_days(self, name, day):
        """
        Every day is a civil date.
        """
        with pytest.raises(WrongTypeError) as caught:
            arranged(**{name: (day,)})

        assert (f"days: National Day: {name}", day) == (caught.value.field, caught.value.value)
        assert "a civil date (datetime.date)" == caught.value.allowed


class TestNotice:
    def test_entry(self, said):
        """
        What a notice says of some days can be cited: from the first of them to the last.
        """
        days = arranged(days=(FIRST, THIRD))
        dated_by = attrs.evolve(said, key="gazette")
        made = Notice(known=date(2025, 11, 4), source=said, days=(days,), dated_by=dated_by)

        assert made.entry(days) == Dated(
            value=days,
            start=FIRST,
            end=date(2026, 10, 4),
            known=date(2025, 11, 4),
            source=said,
            dated_by=dated_by,
        )

    @pytest.mark.parametrize(
        ("day", "start", "end"),
        [
            (date(2026, 10, 1), date(2026, 10, 1), date(2026, 10, 4)),
            (date(2026, 10, 2), date(2026, 10, 1), date(2026, 10, 4)),
            (date(2026, 10, 3), date(2026, 10, 1), date(2026, 10, 4)),
            (date(2026, 10, 5), date(2026, 10, 5), date(2026, 10, 6)),
            (date(2026, 10, 9), date(2026, 10, 9), date(2026, 10, 11)),
        ],
    )
    def test_entry_of_a_day(self, said, day, start, end):
        """
        What a notice says of one day can be cited with the days in a row around it.
        """
        days = arranged(days=tuple(date(2026, 10, each) for each in (1, 2, 3, 5, 9, 10)))
        entry = Notice(known=date(2025, 11, 4), source=said, days=(days,)).entry(days, day)

        assert (start, end, days) == (entry.start, entry.end, entry.value)

    def test_shown(self, notice, special):
        """
        A notice is shown with its source, its date and how many days it names.
        """
        two = special("make_up", "2026-09-20"), special("added_rest", "2026-10-10")

        assert "<Notice n-2025-11-04, known 2025-11-04: 2 days>" == repr(
            notice("2025-11-04", *two)
        )
        assert "<Notice n-2025-11-04, known 2025-11-04: 1 day>" == repr(
            notice("2025-11-04", two[0])
        )
        assert repr(notice("2025-11-04", covers=2026)).endswith(": 0 days>")

    @pytest.mark.parametrize("day", [*NO_DAYS, None], ids=repr)
    def test_known(self, said, day):
        """
        The day of announcement is a civil date.
        """
        with pytest.raises(WrongTypeError) as caught:
            Notice(known=day, source=said, days=(arranged(),))

        assert ("notice.known", day) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("fields", "error", "field", "value", "allowed"),
        [
            ({"source": "n-1"}, WrongTypeError, "notice.source", "n-1", "a Source"),
            ({"dated_by": "n-1"}, WrongTypeError, "notice.dated_by", "n-1", "a Source"),
            (
                {"days": [arranged()]},
                WrongTypeError,
                "days",
                [arranged()],
                "a tuple of SpecialDays",
            ),
            ({"days": (FIRST,)}, WrongTypeError, "days", FIRST, "SpecialDays"),
            (
                {"covers": (FIRST, THIRD)},
                WrongTypeError,
                "covers",
                (FIRST, THIRD),
                "an Interval",
            ),
            (
                {"covers": Interval(FIRST)},
                ValueNotAllowedError,
                "covers",
                "[2026-10-01, …)",
                "days with an end",
            ),
            ({"days": ()}, ValueNotAllowedError, "days", (), "days, or what it covers"),
            (
                {"days": (arranged(days=(FIRST, SECOND)), arranged(days=(SECOND, THIRD)))},
                ConflictError,
                "days",
                "2026-10-02",
                "each day once",
            ),
        ],
    )
    def test_refused(self, said, fields, error, field, value, allowed):
        """
        A notice that says nothing, or that contradicts itself, is refused.
        """
        plain = {"known": date(2025, 11, 4), "source": said, "days": (arranged(),)}
        with pytest.raises(error) as caught:
            Notice(**{**plain, **fields})

        full = field if "." in field else f"notice n-1: {field}"
        assert (full, value, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_named_twice(self, said):
        """
        The first day that is named twice is the one that the error gives.
        """
        twice = arranged(days=(FIRST, SECOND)), arranged(days=(FIRST, SECOND))
        with pytest.raises(ConflictError) as caught:
            Notice(known=FIRST, source=said, days=twice)

        assert "2026-10-01" == caught.value.value
