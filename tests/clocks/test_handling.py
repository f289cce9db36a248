"""
Rules beside the stages: extensions, reminders, returns, duties, each with what it refuses.
"""

import attrs
import pytest

from partygrid.clocks import CommunityDuty, ReturnRule, Role
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.worktime import LimitUnit


class TestExtensionRule:
    @pytest.mark.parametrize(
        "given",
        [
            {"stages": ["solve"]},
            {"stages": (5,)},
            {"most": True},
            {"most": 1.0},
            {"unit": "hour"},
            {"times": False},
            {"consent": [Role.STREET]},
            {"consent": ("street",)},
            {"request_suffices": 1},
        ],
    )
    def test_types(self, extension, given):
        """
        A value of another type is refused: a bool for an int, an int for a bool.
        """
        with pytest.raises(WrongTypeError, match=f"extension.{next(iter(given))}"):
            extension(**given)

    @pytest.mark.parametrize(
        "given",
        [
            {"stages": ()},
            {"stages": ("a b",)},
            {"consent": ()},
            {"most": 0},
            {"times": 0},
            {"unit": LimitUnit.MONTH},
            {"unit": LimitUnit.YEAR},
        ],
    )
    def test_values(self, extension, given):
        """
        An extension of nothing, by nobody, never, or by months, is refused.
        """
        with pytest.raises(ValueNotAllowedError, match=f"extension.{next(iter(given))}"):
            extension(**given)

    def test_least(self, extension):
        """
        One unit, once, is the least.
        """
        assert extension(most=1, times=1).most == 1


class TestReminder:
    @pytest.mark.parametrize(
        "given",
        [
            {"key": 5},
            {"stage": 5},
            {"label": "urging"},
            {"role": "street"},
            {"amount": True},
            {"level": True},
        ],
    )
    def test_types(self, reminder, given):
        """
        A value of another type is refused.
        """
        with pytest.raises(WrongTypeError):
            reminder(**given)

    def test_when(self, reminder):
        """
        On which side of the due instant it comes is no text.
        """
        with pytest.raises(WrongTypeError, match="when"):
            attrs.evolve(reminder(), when="before")

    @pytest.mark.parametrize(
        "given", [{"amount": -1}, {"level": 0}, {"unit": "month"}, {"unit": "year"}, {"key": ""}]
    )
    def test_values(self, reminder, given):
        """
        Below zero, below the first level, or by months, nobody is reminded.
        """
        with pytest.raises(ValueNotAllowedError):
            reminder(**given)

    def test_least(self, reminder):
        """
        No time before or after is the due instant itself.
        """
        assert reminder(amount=0).amount == 0


class TestReturnsAndDuties:
    def test_returns(self, limit):
        """
        The time for sending back is a limit.
        """
        assert ReturnRule(limit(2, "working_day")).limit.amount == 2
        with pytest.raises(WrongTypeError, match=r"returns\.limit"):
            ReturnRule(2)

    def test_duties(self):
        """
        A duty names a class of matter and says whether a community may lead.
        """
        assert CommunityDuty("ordinary", may_lead=True).may_lead
        with pytest.raises(WrongTypeError, match="may_lead"):
            CommunityDuty("ordinary", may_lead=1)
        with pytest.raises(WrongTypeError, match="matter"):
            CommunityDuty(None, may_lead=True)
