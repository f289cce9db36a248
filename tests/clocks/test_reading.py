"""
Readings: stages by key, the next look of all, and the steps of an explanation.
"""

import pytest

from partygrid.clocks import DayPause, OnTransfer, Role
from partygrid.clocks._reading_steps import due_text
from partygrid.errors import UnknownNameError

RECEIVED = ("received", "2026-03-02 11:00")
PAUSED, RESUMED = ("paused", "2026-03-03 12:00"), ("resumed", "2026-03-04 13:00")


class TestDueText:
    @pytest.mark.parametrize(
        ("moment", "text"),
        [
            ("2026-03-05 00:00", "2026-03-04 24:00"),
            ("2026-03-05 00:00:00.000001", "2026-03-05 00:00:00.000001"),
            ("2026-03-04 20:00", "2026-03-04 20:00:00"),
        ],
    )
    def test_midnight(self, at, moment, text):
        """
        What is due at the end of a day is not said to be due on the next.
        """
        assert text == due_text(at(moment))


class TestReading:
    def test_stage(self, look, case_of, scheme_of):
        """
        A stage is found by its key; an error names those there are.
        """
        found = look(case_of(RECEIVED), scheme_of(), "2026-03-03 12:00")
        assert found.stage("solve") is found.stages[0]
        with pytest.raises(UnknownNameError, match="solve"):
            found.stage("sign")

    def test_next_change(self, look, case_of, scheme_of, stage, limit, at):
        """
        The next look of a case is the first of its stages.
        """
        scheme = scheme_of(stage(limit(9, "hour"), key="nine"), stage(limit(5, "hour")))
        found = look(case_of(RECEIVED), scheme, "2026-03-02 12:00")
        assert found.next_change == at("2026-03-02 16:00:00.000001")
        found = look(case_of(RECEIVED), scheme, found.next_change)
        assert found.next_change == at("2026-03-02 20:00:00.000001")
        assert look(case_of(RECEIVED), scheme, "2026-03-03 12:00").next_change is None

    def test_show(self, look, case_of, scheme_of):
        """
        A reading and its stages show in one line; headings have both languages.
        """
        found = look(case_of(RECEIVED), scheme_of(), "2026-03-03 12:00")
        one = found.stage("solve")
        assert repr(found) == "<Reading c-1 at 2026-03-03 12:00:00: open>"
        assert repr(one) == "<StageReading solve: running, due 2026-03-05 19:30:00>"
        assert found.heading.en == "Case c-1 at 2026-03-03 12:00: being handled"
        assert found.heading.zh == "事项 c-1（截至 2026-03-03 12:00）：办理中"
        assert (one.heading.zh, one.heading.en) == ("办结：计时中", "solve: running")
        waiting = look(case_of(), scheme_of(), "2026-03-03 12:00").stage("solve")
        assert repr(waiting) == "<StageReading solve: waiting>"

    def test_breached_at(self, look, case_of, scheme_of, at):
        """
        The breach is at the due instant, whenever somebody looks, and stays if it is met late.
        """
        due = at("2026-03-05 19:30")
        for rows in ([], [("resolved", "2026-03-09 11:00")]):
            found = look(case_of(RECEIVED, *rows), scheme_of(), "2026-03-20 12:00")
            assert found.stage("solve").breached_at == due
        found = look(case_of(RECEIVED), scheme_of(), due).stage("solve")
        assert (found.state.value, found.breached_at) == ("running", None)


class TestSteps:
    @pytest.fixture
    def lines(self, look, case_of, scheme_of):
        """
        Give the explanation of a case, line by line, in English.
        """

        def of(at, *rows, scheme=None):
            found = look(case_of(RECEIVED, *rows), scheme or scheme_of(), at)
            for language in ("zh", "en"):
                text = found.explain(language)
            assert found.stages[0].explain("zh")
            return [line.strip() for line in text.splitlines()]

        return of

    def test_whole(self, lines, scheme_of, stage, extension, reminder):
        """
        An explanation gives start, limit, pauses, extensions, end, used, left and who was told.
        """
        scheme = scheme_of(stage(), extension=extension(), reminders=(reminder(),))
        found = lines(
            "2026-03-20 12:00",
            PAUSED,
            RESUMED,
            ("extended", "2026-03-05 11:00", {"role": Role.DISTRICT}),
            ("resolved", "2026-03-09 12:00"),
            scheme=scheme,
        )
        for line in (
            "start 2026-03-02 11:00:00",
            "limit 3 working days, due 2026-03-06 19:30:00",
            "pause 1 day (2026-03-03 12:00:00 to 2026-03-04 13:00:00: survey)",
            "extension 1 working day, due 2026-03-09 19:30:00",
            "end 2026-03-09 12:00:00 (met)",
            "used 4 days",
            "left 0 days",
            "urging 2026-03-06 10:00:00 (level 1, street)",
        ):
            assert line in found, found

    def test_time(self, lines, scheme_of, stage, limit):
        """
        Time is given as time, to the microsecond where there are some.
        """
        scheme = scheme_of(stage(limit(90, "hour")))
        found = lines("2026-03-05 11:00", PAUSED, RESUMED, scheme=scheme)
        assert "used 47 h" in found
        assert "pause 25 h (2026-03-03 12:00:00 to 2026-03-04 13:00:00: survey)" in found
        found = lines("2026-03-02 11:00:00.5", scheme=scheme)
        assert any(line.startswith("used") and "0.5" in line for line in found), found

    def test_nothing_moved(self, lines, scheme_of, stage):
        """
        A pause that moved nothing says so; days rounded up are given as time.
        """
        pause = ("paused", "2026-03-03 20:00"), ("resumed", "2026-03-03 21:00")
        found = lines("2026-03-04 11:00", *pause)
        assert "pause 0 days (2026-03-03 20:00:00 to 2026-03-03 21:00:00: survey)" in found
        scheme = scheme_of(stage(day_pause=DayPause.ROUNDED_UP))
        found = lines("2026-03-04 14:00", PAUSED, RESUMED, scheme=scheme)
        assert any(line.startswith("pause 9 h") for line in found), found

    def test_open(self, lines):
        """
        While a pause is open the explanation says that nothing is due.
        """
        found = lines("2026-03-04 11:00", PAUSED)
        assert "limit 3 working days (paused: when it is due is open)" in found
        assert "pause not resumed (2026-03-03 12:00:00 to …: survey)" in found

    def test_provisional(self, look, case_of, scheme_of):
        """
        A due instant in a year without a notice is provisional.
        """
        case = case_of(("received", "2026-12-30 11:00"))
        found = look(case, scheme_of(), "2026-12-30 12:00")
        assert not found.stage("solve").is_firm
        assert "(provisional)" in found.explain("en")
        assert "暂定" in found.explain("zh")

    def test_runs(self, look, case_of, scheme_of, stage, lines):
        """
        Earlier runs stand before the last; a stage that waits or has no limit says just that.
        """
        scheme = scheme_of(stage(on_transfer=OnTransfer.RENEW))
        found = lines("2026-03-04 11:00", ("transferred", "2026-03-03 11:00"), scheme=scheme)
        heads = [line for line in found if line.startswith("solve")]
        assert [line.split(" [")[0] for line in heads] == ["solve handed over", "solve running"]
        text = look(case_of(), scheme, "2026-03-04 11:00").explain("en")
        assert "solve waiting" in text
