from datetime import date

import attrs
import pytest

from partygrid.clocks import EventKind, MatterLimit, OnTransfer, Stage, audit
from partygrid.dated import Interval
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.packs import load
from partygrid.worktime import WorkCalendar

PACK = load("example")


def with_stages(*stages, **fields):
    """
    Give the example's scheme with other stages, and without what names the old ones.
    """
    changes = {"stages": stages, "extension": None, "reminders": (), **fields}
    series = {}
    for name, value in changes.items():
        held = getattr(PACK.promise, name)
        entry = attrs.evolve(held.entries[0], value=value)
        series[name] = attrs.evolve(held, entries=(entry,))
    return attrs.evolve(PACK.promise, **series)


def found(report, what):
    """
    Give what a finding of the whole scheme names.
    """
    [finding] = [each for each in report.findings if each.what.en == what]
    return str(finding.step.value)


SOLVE = PACK.promise.stages.entries[0].value[1]
BACK = Stage(
    key="back",
    label=Label("退回", "back"),
    starts=(EventKind.RETURNED,),
    meets=(EventKind.TRANSFERRED,),
    limits=(MatterLimit("ordinary", SOLVE.limits[0].limit), MatterLimit("urgent", None)),
    on_transfer=OnTransfer.CARRY_OVER,
)


class TestAudit:
    def test_example(self):
        """
        The made-up scheme has no fault.
        """
        report = audit(PACK.promise, PACK.calendar, causes=("appraisal",))

        assert report.not_met == ()
        assert len(report) == 2 * len(PACK.promise.parameters()) + 5

    def test_open(self):
        """
        Of Shayibak exactly the stages are open.
        """
        [finding] = audit(load("shayibak").promise).not_met

        assert finding.subject == "shayibak/promise/1351: stages"

    def test_uncovered(self):
        """
        Days between two entries are named.
        """
        series = PACK.promise.returns
        first = attrs.evolve(series.entries[0], end=date(2024, 6, 1))
        again = attrs.evolve(series.entries[0], start=date(2024, 7, 1), known=date(2024, 7, 1))
        scheme = attrs.evolve(PACK.promise, returns=attrs.evolve(series, entries=(first, again)))
        [finding] = audit(scheme).not_met

        assert finding.subject == "example/promise/2024: returns"
        assert Label("2024-06-01 至 2024-06-30", "2024-06-01 to 2024-06-30") == finding.step.value

    def test_never_started(self):
        """
        A stage that only sending back starts is named where nobody may send back.
        """
        report = audit(with_stages(SOLVE, BACK, returns=None))

        assert found(report, "stages that nothing can start") == "2024-01-01: back"
        assert found(audit(with_stages(SOLVE, BACK)), "stages that nothing can start") == "—"

    def test_without_limit(self):
        """
        A class of matter that a stage does not know is named.
        """
        only = attrs.evolve(SOLVE, limits=SOLVE.limits[:1])
        report = audit(with_stages(only))

        assert found(report, "classes of matter without a limit") == "2024-01-01: solve, urgent"

    def test_no_calendar(self):
        """
        A limit that the calendar cannot count is named with the reason.
        """
        bare = WorkCalendar(
            span=Interval(date(2025, 1, 1), date(2025, 1, 4)), layers=PACK.calendar.layers
        )
        text = found(
            audit(with_stages(SOLVE, BACK), bare), "limits that the calendar cannot count"
        )

        assert text.startswith("2024-01-01: solve, 5 working days: due: got ")

    def test_causes(self):
        """
        A cause for which a host pauses cases, and which stops no stage, is named.
        """
        report = audit(PACK.promise, causes=("appraisal", "holiday"))

        assert found(report, "causes of a pause that stop no stage") == "2024-01-01: holiday"

    def test_at_odds(self):
        """
        Values that do not fit each other are named with the day.
        """
        scheme = with_stages(BACK, reminders=PACK.promise.reminders.entries[0].value)
        text = found(audit(scheme), "values that do not fit each other")

        assert text.startswith("2024-01-01: reminder remind: stage: 'solve' is not known")

    @pytest.mark.parametrize("bad", [(None,), ("1351",), (PACK.promise, "2025")])
    def test_kinds(self, bad):
        """
        A stage scheme is looked over, on a calendar or on none.
        """
        with pytest.raises(WrongTypeError):
            audit(*bad)
