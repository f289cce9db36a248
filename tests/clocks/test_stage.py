"""
Stages: what starts and meets them, their limits, and what stops them.
"""

import pytest

from partygrid.clocks import DayPause, EventKind, MatterLimit
from partygrid.errors import (
    ConflictError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)

K = EventKind


class TestMatterLimit:
    def test_types(self, limit):
        """
        It pairs a class, or every other, with a limit, or none.
        """
        five = limit(5, "working_day")
        assert MatterLimit(None, five).limit is five
        assert MatterLimit("urgent", None).limit is None
        with pytest.raises(WrongTypeError, match="matter"):
            MatterLimit(5, five)
        with pytest.raises(WrongTypeError, match="limit"):
            MatterLimit("urgent", 5)


class TestStage:
    @pytest.mark.parametrize(
        "given",
        [
            {"key": 5},
            {"label": "solve"},
            {"starts": [K.RECEIVED]},
            {"starts": ("received",)},
            {"meets": [K.RESOLVED]},
            {"meets": (None,)},
            {"on_transfer": "renew"},
            {"on_transfer": None},
            {"limits": []},
            {"limits": (5,)},
            {"pauses": ["survey"]},
            {"pauses": (5,)},
            {"day_pause": "whole_days"},
        ],
    )
    def test_types(self, stage, given):
        """
        A value of another type is refused; what a transfer does has no default.
        """
        with pytest.raises(WrongTypeError):
            stage(**given)

    @pytest.mark.parametrize(
        "given",
        [
            {"starts": ()},
            {"starts": (K.RECEIVED, K.RECEIVED)},
            {"starts": (K.PAUSED,)},
            {"starts": (K.CLOSED,)},
            {"meets": ()},
            {"meets": (K.WITHDRAWN,)},
            {"meets": (K.RECEIVED,)},
            {"limits": ()},
            {"limits": (MatterLimit("ordinary", None),)},
            {"pauses": ("a b",)},
        ],
    )
    def test_values(self, stage, given):
        """
        What nobody could keep or break is refused.
        """
        with pytest.raises(ValueNotAllowedError):
            stage(**given)

    def test_allowed(self, stage):
        """
        An error lists what may start or meet a stage.
        """
        with pytest.raises(ValueNotAllowedError) as refused:
            stage(starts=(K.RESUMED,))
        assert refused.value.allowed == (
            "received, signed, answered, transferred, returned, resolved, reopened"
        )
        with pytest.raises(ValueNotAllowedError) as refused:
            stage(meets=(K.REOPENED,))
        assert refused.value.allowed == (
            "signed, answered, transferred, returned, resolved, called_back, closed"
        )

    def test_conflicts(self, stage, limit):
        """
        No class has two limits, and no event both starts and meets.
        """
        with pytest.raises(ConflictError, match="signed"):
            stage(starts=(K.SIGNED, K.RECEIVED), meets=(K.RESOLVED, K.SIGNED))
        for matter in (None, "urgent"):
            pair = MatterLimit(matter, limit(1, "hour")), MatterLimit(matter, limit(2, "hour"))
            with pytest.raises(ConflictError, match="one limit for each"):
                stage(limits=pair)

    def test_day_pause(self, stage, limit):
        """
        How a pause moves days is chosen just where causes are listed and days are counted.
        """
        days, hours = limit(2, "working_day"), limit(2, "hour")
        with pytest.raises(UnsuitableRuleError) as refused:
            stage(days, day_pause=None)
        assert refused.value.allowed == "whole_days, day_difference, rounded_up"
        for kept in ({"limit": hours}, {"limit": days, "pauses": ()}):
            with pytest.raises(UnsuitableRuleError, match="none: no pause"):
                stage(**kept, day_pause=DayPause.WHOLE_DAYS)
        mixed = MatterLimit("urgent", hours), MatterLimit(None, days), MatterLimit("odd", None)
        with pytest.raises(UnsuitableRuleError):
            stage(limits=mixed, pauses=("survey",))
        assert stage(limits=mixed, pauses=("survey",), day_pause=DayPause.ROUNDED_UP).day_pause
        assert stage(hours).day_pause is None

    def test_limit_of(self, stage, limit):
        """
        A class has its own limit, or that of all others, or is not known.
        """
        days, hours = limit(2, "working_day"), limit(2, "hour")
        own = MatterLimit("urgent", hours), MatterLimit("odd", None)
        known = stage(limits=own)
        assert known.limit_of("urgent") is hours
        assert known.limit_of("odd") is None
        with pytest.raises(UnknownNameError, match="urgent, odd"):
            known.limit_of("ordinary")
        both = stage(limits=(*own, MatterLimit(None, days)))
        assert both.limit_of("ordinary") is days
        assert both.limit_of("odd") is None
