from datetime import date, datetime

import attrs
import pytest

from partygrid.clocks import Setting, impact
from partygrid.errors import ConflictError
from partygrid.labels import Label
from partygrid.packs import load
from partygrid.sources import Grade, Source
from partygrid.worktime import OFFICE_TIME, DayKind, Notice, SpecialDays

PACK = load("example")
NOW = Setting(PACK.promise, PACK.calendar)
NOON = datetime(2025, 5, 6, 12, tzinfo=OFFICE_TIME)
OURS = Source(key="ours", title="街道通知", grade=Grade.HOST)


def closed(*days, known=date(2025, 5, 6)):
    """
    Give the calendar with some days on which the office is closed.
    """
    nation, office = PACK.calendar.layers
    special = SpecialDays(kind=DayKind.OFFICE_CLOSED, name=Label("停电", "power cut"), days=days)
    notice = Notice(known=known, source=OURS, days=(special,))
    changed = attrs.evolve(office, notices=(*office.notices, notice))
    return Setting(PACK.promise, attrs.evolve(PACK.calendar, layers=(nation, changed)))


def stages(*, without=None, limit=None):
    """
    Give the scheme without a stage, or with another limit for solving.
    """
    entry = PACK.promise.stages.entries[0]
    value = tuple(stage for stage in entry.value if stage.key != without)
    if limit is not None:
        value = tuple(
            attrs.evolve(stage, limits=(attrs.evolve(stage.limits[0], limit=limit),))
            if stage.key == "solve"
            else stage
            for stage in value
        )
    rules = PACK.promise.reminders.entries[0]
    series = attrs.evolve(PACK.promise.stages, entries=(attrs.evolve(entry, value=value),))
    quiet = attrs.evolve(PACK.promise.reminders, entries=(attrs.evolve(rules, value=()),))
    none = attrs.evolve(PACK.promise.extension.entries[0], value=None)
    extension = attrs.evolve(PACK.promise.extension, entries=(none,))
    scheme = attrs.evolve(PACK.promise, stages=series, reminders=quiet, extension=extension)
    return Setting(scheme, PACK.calendar)


class TestImpact:
    def test_nothing(self):
        """
        No change moves nothing.
        """
        assert impact([PACK.case], NOW, NOW, at=NOON) == ()

    def test_closed_day(self):
        """
        A day on which the office is closed moves what is open by one working day.
        """
        [shift] = impact([PACK.case], NOW, closed(date(2025, 5, 8)), at=NOON)

        assert (shift.case, shift.stage) == ("case-1", "solve")
        assert shift.before.due == datetime(2025, 5, 9, 20, tzinfo=OFFICE_TIME)
        assert shift.after.due == datetime(2025, 5, 12, 20, tzinfo=OFFICE_TIME)
        assert not shift.breaches
        assert not shift.heals

    def test_ended(self):
        """
        What has ended keeps its verdict: a change moves it no more.
        """
        late = datetime(2025, 5, 20, tzinfo=OFFICE_TIME)

        assert impact([PACK.case], NOW, closed(date(2025, 5, 8)), at=late) == ()

    def test_not_known_yet(self):
        """
        What is announced later than is asked moves nothing.
        """
        after = closed(date(2025, 5, 8), known=date(2025, 5, 7))

        assert impact([PACK.case], NOW, after, at=NOON) == ()

    def test_breach(self):
        """
        A shorter limit makes late what is not, and the other way round.
        """
        day = attrs.evolve(PACK.promise.stages.entries[0].value[1].limits[0].limit, amount=1)
        there = impact([PACK.case], NOW, stages(limit=day), at=NOON)
        back = impact([PACK.case], stages(limit=day), NOW, at=NOON)

        assert [shift.breaches for shift in there] == [True]
        assert [shift.heals for shift in back] == [True]
        assert not back[0].breaches

    def test_no_stage(self):
        """
        A stage taken away is shown as such.
        """
        [shift] = impact([PACK.case], NOW, stages(without="solve"), at=NOON)

        assert shift.after is None
        assert "no such stage" in shift.explain("en")
        assert repr(shift) == "<Shift case-1 solve: running 2025-05-09 20:00:00 → no such stage>"

    def test_twice(self):
        """
        No case is looked at twice.
        """
        with pytest.raises(ConflictError, match="each id once"):
            impact([PACK.case, PACK.case], NOW, NOW, at=NOON)

    def test_explained(self):
        """
        A shift shows both readings, in both languages.
        """
        [shift] = impact([PACK.case], NOW, closed(date(2025, 5, 8)), at=NOON)

        assert "now running 2025-05-09 20:00:00" in shift.explain("en")
        assert "变更后 计时中 2025-05-12 20:00:00" in shift.explain("zh")
        assert "power cut" in shift.explain("en")
