from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reached

from partygrid.clocks import DayPause, OnTransfer, Role, When
from partygrid.strategies import _stages as handled
from partygrid.strategies import stage_schemes, stages

FIRST, LAST = date(1992, 1, 1), date(2090, 12, 31)


class TestStages:
    @given(stage=stages())
    def test_matters(self, stage):
        """
        A stage speaks of every class of matter that cases drawn can have.
        """
        limits = {stage.limit_of(matter) for matter in handled.MATTERS}

        assert limits - {None} or any(each.matter is None for each in stage.limits)

    @pytest.mark.parametrize("choice", [*DayPause, *OnTransfer], ids=lambda each: each.value)
    def test_reach_choices(self, choice):
        """
        Every way to count a pause and every effect of a transfer is drawn.
        """
        assert reached(stages, lambda stage: choice in (stage.day_pause, stage.on_transfer))

    @pytest.mark.parametrize("key", ["sign", "answer", "solve", "pass_on", "call_back", "file"])
    def test_reach_keys(self, key):
        """
        Every stage of a promise is drawn.
        """
        assert reached(stages, lambda stage: stage.key == key)


class TestSchemes:
    @given(scheme=stage_schemes(), day=st.dates(FIRST, LAST), known=st.none() | st.dates(FIRST))
    def test_complete(self, scheme, day, known):
        """
        On every day, as known on any, all values are in force and fit each other.
        """
        rules = scheme.rules_on(day, known)

        assert () == scheme.gaps()
        assert rules.stages
        assert [stage.key for stage in rules.stages] == sorted({each.key for each in rules.stages})

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda rules: rules.extension is None,
            lambda rules: rules.extension is not None and rules.extension.times == 2,
            lambda rules: rules.returns is not None,
            lambda rules: rules.community_duties is None,
            lambda rules: rules.community_duties == (),
            lambda rules: len(rules.stages) == 4,
            lambda rules: any(each.when is When.BEFORE for each in rules.reminders),
            lambda rules: any(each.role is Role.DISTRICT for each in rules.reminders),
        ],
        ids=["none", "twice", "returns", "no list", "empty", "four", "before", "district"],
    )
    def test_reach_rules(self, wanted):
        """
        Rules are drawn with and without extensions, returns, duties and reminders.
        """
        assert reached(stage_schemes, lambda scheme: wanted(scheme.rules_on(date(2025, 1, 1))))

    def test_reach_changes(self):
        """
        Promises change.
        """
        assert reached(stage_schemes, lambda scheme: len(scheme.stages.all_entries) > 1)
