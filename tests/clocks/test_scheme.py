"""
Schemes of stages: what each field takes, what is at odds, and the words of each value.
"""

from datetime import date

import pytest

from partygrid.clocks import CommunityDuty, ReturnRule, StageScheme
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError

DAY = date(2026, 3, 2)
DUTY = CommunityDuty("ordinary", may_lead=True)


class TestStageScheme:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("stages", []),
            ("stages", ("solve",)),
            ("extension", ()),
            ("reminders", None),
            ("reminders", (5,)),
            ("returns", 5),
            ("community_duties", ["ordinary"]),
            ("community_duties", ("ordinary",)),
        ],
    )
    def test_types(self, scheme_of, name, value):
        """
        A field with a value of another type is refused.
        """
        with pytest.raises(WrongTypeError, match=name):
            scheme_of(**{name: value})

    def test_values(self, scheme_of, stage, reminder):
        """
        Without a stage, or with a key twice, there is no scheme.
        """
        for given in (
            {"stages": ()},
            {"stages": (stage(), stage())},
            {"reminders": (reminder(), reminder())},
            {"community_duties": (DUTY, DUTY)},
        ):
            with pytest.raises(ValueNotAllowedError, match=next(iter(given))):
                scheme_of(**given).rules_on(DAY)

    def test_at_odds(self, scheme_of, reminder, extension):
        """
        An extension or a reminder of a stage that there is not is refused.
        """
        for given in (
            {"reminders": (reminder(stage="sign"),)},
            {"extension": extension(stages=("solve", "sign"))},
        ):
            with pytest.raises(UnknownNameError, match=r"sign.*solve"):
                scheme_of(**given).rules_on(DAY)

    def test_stage(self, scheme_of, stage, reminder, extension):
        """
        A stage is found by its key.
        """
        scheme = scheme_of(stage(), reminders=(reminder(),), extension=extension())
        assert scheme.rules_on(DAY).stage("solve") == stage()
        with pytest.raises(UnknownNameError, match="solve"):
            scheme.rules_on(DAY).stage("sign")

    def test_words(self, stage, reminder, extension, limit):
        """
        Every value shows in words, none as well.
        """
        described = StageScheme.parameters()

        def words(name, value):
            found = described[name].words(value)
            return found.zh, found.en

        assert words("stages", (stage(), stage(key="b"))) == ("办结、办结", "solve, solve")
        assert words("reminders", ()) == ("无", "none")
        assert words("reminders", (reminder(),)) == ("催办", "urging")
        assert words("extension", None) == ("不得延期", "none")
        assert words("extension", extension()) == (
            "每次不超过5工作日，2次为限",
            "up to 5 working days at a time, 2 at most",
        )
        assert words("returns", None) == ("未规定", "nothing laid down")
        rule = ReturnRule(limit(2, "working_day"))
        assert words("returns", rule) == ("2个工作日内", "within 2 working days")
        assert words("community_duties", None) == ("未列清单", "no list")
        assert words("community_duties", ()) == ("无", "none")
        both = DUTY, CommunityDuty("urgent", may_lead=False)
        assert words("community_duties", both) == ("ordinary, urgent", "ordinary, urgent")


class TestThroughout:
    def test_same(self, scheme_of, stage, series):
        """
        The same values on all days, whenever known; or nothing.
        """
        one, other = (stage(),), (stage(key="other"),)
        stages = series("stages", ("2025-01-01", one), ("2026-03-10", other, "2026-03-05"))
        scheme = scheme_of(stages=stages)
        first, later = date(2026, 3, 2), date(2026, 3, 12)
        rules = scheme.rules_on(first)
        assert scheme.rules_throughout(first, first, first, first) is rules
        # What is said of other days changes nothing of these.
        assert scheme.rules_throughout(first, date(2026, 3, 9), first, later) is rules
        assert scheme.rules_throughout(later, later, first, first) is rules
        assert scheme.rules_throughout(first, later, first, first) is rules
        assert scheme.rules_throughout(first, later, later, later) is None
        assert scheme.rules_throughout(later, later, first, later) is None
        assert scheme.rules_throughout(date(2024, 1, 1), first, first, first) is None


class TestRemindersOf:
    def test_farthest(self, scheme_of, reminder):
        """
        On each side, in each unit, the longest; one at the due instant lies nowhere else.
        """
        near, far = reminder("after", 1), reminder("after", 5)
        hours, before = reminder("after", 2, "hour"), reminder("before", 3)
        zero = reminder("after", 0)
        scheme = scheme_of(reminders=(far, near, hours, before, zero))
        rules = scheme.rules_on(DAY)
        assert rules.reminders_of("solve") == (far, near, hours, before, zero)
        assert set(rules.farthest_of("solve")) == {far, hours, before}
