"""
When a run is due: its limit, moved by pauses, and counted on by extensions.
"""

import pytest

from partygrid.clocks import DayPause, OnTransfer, Role
from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError
from partygrid.worktime import LimitUnit

RECEIVED = ("received", "2026-03-02 11:00")
GRANTED = {"role": Role.DISTRICT, "amount": 2}


def granted(at, **given):
    """
    Make the row of an extension.
    """
    return "extended", at, {**GRANTED, **given}


@pytest.fixture(scope="module")
def solve(look, case_of, scheme_of, stage, limit, extension):
    """
    Read the stage of a case with a limit, an extension rule and rows.
    """

    def of(rows, at, unit="working_day", amount=3, rule=None, more=None, **given):
        kind = given.pop("limit", {})
        found = stage(limit(amount, unit, **kind), **given)
        rule = extension(**(more or {})) if rule is None else rule
        scheme = scheme_of(found, extension=rule or None)
        return look(case_of(RECEIVED, *rows), scheme, at).stage("solve")

    return of


class TestExtended:
    # The limit of three working days is due on Thursday 5 March at 19:30.
    @pytest.mark.parametrize(
        ("unit", "amount", "due"),
        [
            ("working_day", 2, "2026-03-09 19:30"),
            ("calendar_day", 2, "2026-03-08 00:00"),
            ("hour", 2, "2026-03-05 21:30"),
            ("minute", 2, "2026-03-05 19:32"),
            ("working_hour", 2, "2026-03-06 12:00"),
            ("working_minute", 2, "2026-03-06 10:02"),
        ],
    )
    def test_units(self, solve, at, unit, amount, due):
        """
        An extension counts on from the day, or the instant, that was due before.
        """
        rows = [granted("2026-03-05 12:00", amount=amount)]
        found = solve(rows, "2026-03-05 12:00", more={"unit": LimitUnit(unit)})
        assert found.due == at(due)
        assert len(found.legs) == 2
        assert found.legs[0].at == at("2026-03-05 19:30")

    @pytest.mark.parametrize(
        ("unit", "kind", "more", "due"),
        [
            # Received on Monday: five days end on Saturday.
            ("calendar_day", {"roll": "forward"}, "calendar_day", "2026-03-12 00:00"),
            ("calendar_day", {"roll": "forward"}, "working_day", "2026-03-12 00:00"),
            (
                "calendar_day",
                {"roll": "forward", "end": "close_of_business"},
                "working_day",
                "2026-03-11 19:30",
            ),
            (
                "calendar_day",
                {"roll": "forward", "end": "close_of_business"},
                "calendar_day",
                "2026-03-11 19:30",
            ),
            ("calendar_day", {}, "calendar_day", "2026-03-10 00:00"),
            ("calendar_day", {}, "working_day", "2026-03-11 00:00"),
            ("hour", {}, "working_day", "2026-03-05 00:00"),
            ("hour", {"roll": "next_opening"}, "hour", "2026-03-02 18:00"),
            ("hour", {"roll": "next_opening"}, "working_hour", "2026-03-02 18:00"),
            ("working_hour", {}, "calendar_day", "2026-03-05 00:00"),
        ],
    )
    def test_conventions(self, solve, at, unit, kind, more, due):
        """
        It keeps the conventions of the limit where they fit its own unit.
        """
        rows = [granted("2026-03-02 11:30")]
        found = solve(
            rows,
            "2026-03-02 12:00",
            unit,
            5,
            limit=kind,
            more={"unit": LimitUnit(more)},
            pauses=(),
        )
        assert found.due == at(due)

    def test_in_time(self, solve, at):
        """
        It is granted in time at the very instant; one moment later it is refused.
        """
        found = solve([granted("2026-03-05 19:30")], "2026-03-06 12:00")
        assert found.state.value == "running"
        assert found.due == at("2026-03-09 19:30")
        late = [granted("2026-03-05 19:30:00.000001")]
        with pytest.raises(ValueNotAllowedError, match=r"granted at.*when the limit expired"):
            solve(late, "2026-03-06 12:00")
        # Before it was granted, nothing is wrong.
        assert solve(late, "2026-03-05 19:30").state.value == "running"

    def test_second(self, solve, at):
        """
        A second one counts on from the first, and must be granted by then.
        """
        first = granted("2026-03-05 12:00")
        found = solve([first, granted("2026-03-09 19:30")], "2026-03-09 19:30")
        assert found.due == at("2026-03-11 19:30")
        with pytest.raises(ValueNotAllowedError, match="by 2026-03-09 19:30"):
            solve([first, granted("2026-03-09 19:31")], "2026-03-10 12:00")

    def test_request(self, solve):
        """
        If the rule says so, it is enough to have requested it by the due instant.
        """
        late = granted("2026-03-06 12:00")
        in_time = ("extension_requested", "2026-03-05 19:30")
        too_late = ("extension_requested", "2026-03-05 19:31")
        suffices = {"request_suffices": True}
        found = solve([in_time, late], "2026-03-06 12:00", more=suffices)
        assert found.state.value == "running"
        # Until it is granted the limit has expired.
        found = solve([in_time, late], "2026-03-06 11:00", more=suffices)
        assert found.state.value == "breached"
        for rows, more in (
            ([too_late, late], suffices),
            ([late], suffices),
            ([in_time, late], {"request_suffices": False}),
        ):
            with pytest.raises(ValueNotAllowedError, match="granted at"):
                solve(rows, "2026-03-06 12:00", more=more)

    def test_refused(self, solve):
        """
        Too long, too often, by the wrong role, of another stage, or at all: each is refused.
        """
        noon, twice = "2026-03-05 12:00", [granted(f"2026-03-05 1{n}:00") for n in range(3)]
        with pytest.raises(ValueNotAllowedError, match=r"amount: got 6.*1 to 5 working days"):
            solve([granted(noon, amount=6)], noon)
        with pytest.raises(ValueNotAllowedError, match=r"number: got 3.*up to 2"):
            solve(twice, "2026-03-05 19:00")
        with pytest.raises(ValueNotAllowedError, match=r"granted by: got 'street'.*district"):
            solve([granted(noon, role=Role.STREET)], noon)
        with pytest.raises(UnsuitableRuleError, match="none: the scheme extends no limit"):
            solve([granted(noon)], noon, rule=False)
        assert solve([granted(noon, amount=5)], noon).state.value == "running"

    def test_other_stage(self, look, case_of, scheme_of, stage, extension):
        """
        An extension counts for the stages that the rule names, and for no other that runs.
        """
        scheme = scheme_of(stage(), stage(key="other"), extension=extension(stages=("other",)))
        found = look(case_of(RECEIVED, granted("2026-03-02 12:00")), scheme, "2026-03-03 12:00")

        assert [len(each.legs) for each in found.stages] == [1, 2]

    def test_paused(self, solve, at):
        """
        Granted while the clock stands, it counts once the clock goes on.
        """
        rows = [("paused", "2026-03-03 12:00"), granted("2026-03-20 12:00")]
        found = solve(rows, "2026-03-20 12:00")
        assert (found.state.value, found.due, len(found.legs)) == ("paused", None, 1)
        rows.append(("resumed", "2026-03-23 12:00"))
        found = solve(rows, "2026-03-23 12:00")
        # Fourteen working days later, and two more.
        assert found.legs[0].at == at("2026-03-25 19:30")
        assert found.due == at("2026-03-27 19:30")

    def test_paused_later(self, solve, at):
        """
        A pause belongs to the limit or the extension in which it begins.
        """
        rows = [
            granted("2026-03-05 12:00"),
            ("paused", "2026-03-06 12:00"),
            ("resumed", "2026-03-09 12:00"),
        ]
        found = solve(rows, "2026-03-09 12:00")
        assert found.due == at("2026-03-10 19:30")
        assert [len(leg.pauses) for leg in found.legs] == [0, 1]
        found = solve(rows[:2], "2026-03-09 12:00")
        assert (found.due, found.legs[1].so_far) == (None, at("2026-03-09 19:30"))

    def test_days_not_chosen(self, solve):
        """
        A pause in an extension by days of a limit in hours: nobody said what it moves.
        """
        rows = [
            granted("2026-03-02 12:00"),
            ("paused", "2026-03-03 12:00"),
            ("resumed", "2026-03-04 12:00"),
        ]
        with pytest.raises(UnsuitableRuleError, match="a limit in working days was paused"):
            solve(rows, "2026-03-04 12:00", "hour", 4)
        # As long as it stands, nothing has been moved.
        assert solve(rows[:2], "2026-03-03 13:00", "hour", 4).state.value == "paused"

    def test_renewed(self, solve, at):
        """
        A renewed clock begins without the extensions of the one before.
        """
        rows = [granted("2026-03-03 12:00"), ("transferred", "2026-03-04 12:00")]
        found = solve(rows, "2026-03-04 12:00", on_transfer=OnTransfer.RENEW)
        assert found.due == at("2026-03-09 19:30")
        carried = solve(rows, "2026-03-04 12:00", on_transfer=OnTransfer.CARRY_OVER)
        assert carried.due == at("2026-03-09 19:30")
        assert (len(found.legs), len(carried.legs)) == (1, 2)


class TestPaused:
    def test_again(self, solve):
        """
        A pause that has ended has moved it, though another has begun.
        """
        rows = [
            ("paused", "2026-03-03 12:00"),
            ("resumed", "2026-03-04 12:00"),
            ("paused", "2026-03-05 12:00"),
        ]
        found = solve(rows, "2026-03-05 13:00", "working_day", 3)
        assert (found.state.value, found.due, found.left) == ("paused", None, 1)

    def test_open(self, solve, at):
        """
        While a pause is open nothing is due and nothing changes by itself.
        """
        found = solve([("paused", "2026-03-03 12:00")], "2027-06-01 12:00")
        assert (found.state.value, found.due, found.next_change) == ("paused", None, None)
        assert found.legs[0].so_far == at("2026-03-05 19:30")

    @pytest.mark.parametrize(
        ("begins", "due"),
        [
            ("2026-03-05 19:29:59.999999", None),
            ("2026-03-05 19:30", "2026-03-05 19:30"),
            ("2026-03-06 12:00", "2026-03-05 19:30"),
        ],
    )
    def test_when_due(self, solve, at, begins, due):
        """
        A pause begun at the due instant or later undoes no breach.
        """
        found = solve([("paused", begins)], "2026-03-10 12:00")
        assert found.due == (due and at(due))
        assert found.state.value == ("breached" if due else "paused")
        ended = solve([("paused", begins), ("resumed", "2026-03-10 13:00")], "2026-03-10 13:00")
        assert (ended.state.value == "breached") is bool(due)

    def test_begun_when_due(self, solve, at):
        """
        At the due instant a clock may stand and not be late; a moment later it is.
        """
        row = [("paused", "2026-03-05 19:30")]
        found = solve(row, "2026-03-05 19:30")
        assert found.state.value == "paused"
        assert found.next_change == at("2026-03-05 19:30:00.000001")
        assert solve(row, found.next_change).state.value == "breached"

    def test_two_in_one_second(self, solve, at):
        """
        Two pauses in one second move hours by what each lasted, to the microsecond.
        """
        rows = [
            ("paused", "2026-03-02 11:30:00.1", {"id": "a"}),
            ("resumed", "2026-03-02 11:30:00.2", {"id": "b"}),
            ("paused", "2026-03-02 11:30:00.3", {"id": "c"}),
            ("resumed", "2026-03-02 11:30:00.6", {"id": "d"}),
        ]
        found = solve(rows, "2026-03-02 12:00", "hour", 4)
        assert found.due == at("2026-03-02 15:00:00.4")
        working = solve(rows, "2026-03-02 12:00", "working_hour", 3)
        assert working.due == at("2026-03-02 15:30:00.4")

    def test_one_instant(self, solve, at):
        """
        Resumed and paused at one instant, a clock stands on; paused and resumed, it never stood.
        """
        rows = [
            ("paused", "2026-03-02 11:30"),
            ("resumed", "2026-03-02 12:00"),
            ("paused", "2026-03-02 12:00", {"id": "again"}),
            ("resumed", "2026-03-02 12:30"),
        ]
        assert solve(rows, "2026-03-02 13:00", "hour", 4).due == at("2026-03-02 16:00")
        assert solve(rows[:3], "2026-03-02 13:00", "hour", 4).state.value == "paused"
        never = [("resumed", "2026-03-02 12:00"), ("paused", "2026-03-02 12:00")]
        for choice in DayPause:
            found = solve(never, "2026-03-02 13:00", day_pause=choice)
            assert (found.state.value, found.due) == ("running", at("2026-03-05 19:30"))


class TestMovedBack:
    @pytest.mark.parametrize(
        ("amount", "due"), [(1, "06 19:30"), (2, "06 19:30"), (3, "09 19:30"), (4, "10 19:30")]
    )
    def test_no_earlier(self, look, case_of, scheme_of, stage, limit, extension, amount, due):
        """
        Days on a limit that moves back, from Friday into the weekend, take nothing away.
        """
        back = limit(5, "calendar_day", "backward", end="close_of_business")
        rule = extension(unit=LimitUnit.CALENDAR_DAY)
        rows = (
            ("received", "2026-03-02 11:00"),
            ("extended", "2026-03-03 11:00", {"amount": amount, "role": Role.DISTRICT}),
        )
        scheme = scheme_of(stage(back), extension=rule)
        found = look(case_of(*rows), scheme, "2026-03-03 12:00").stage("solve")
        assert f"{found.due:%d %H:%M}" == due
        assert found.is_firm
        assert found.explain("en")
