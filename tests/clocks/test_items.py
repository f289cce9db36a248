import attrs
import pytest

from partygrid import packs
from partygrid.clocks import CommunityDuty, MatterLimit, StageScheme
from partygrid.labels import Label

PROMISE = packs.load("example").promise
SOLVE = PROMISE.stages.entries[0].value[1]
NONE = (("", Label("无", "none")),)


@pytest.fixture(name="written")
def _written():
    """
    A function that writes a value of a field, item by item.
    """

    def write(field, value):
        return StageScheme.parameters()[field].written(value)

    return write


class TestStages:
    def test_whole(self, written):
        """
        A stage says what starts and meets it, its limits, what stops it, and what a transfer does.
        """
        ((key, words),) = written("stages", (SOLVE,))

        assert "solve" == key
        assert (
            "solve: from received, reopened to resolved; ordinary: 5 working days (from the day "
            "after, stays, at close of business); urgent: 24 hours (from the instant, stays, at "
            "the very instant); stopped by appraisal, public_notice; by the day of resuming less "
            "the day of pausing; on transfer: carried over" == words.en
        )

    def test_no_limit(self, written):
        """
        A class of matter without a limit is named as such.
        """
        free = attrs.evolve(SOLVE, limits=(*SOLVE.limits, MatterLimit("advice", None)))

        assert "advice：不设时限" in written("stages", (free,))[0][1].zh


class TestExtension:
    def test_asked_or_granted(self, written):
        """
        An extension says whether it is enough to have asked in time.
        """
        rule = PROMISE.extension.entries[0].value
        asked = attrs.evolve(rule, request_suffices=True)

        assert written("extension", rule)[0][1].zh.startswith(
            "solve：每次不超过10个工作日，1次为限"
        )
        assert written("extension", rule)[0][1].en.endswith("to be granted before it is due")
        assert written("extension", asked)[0][1].en.endswith("if asked for before it is due")


class TestReminders:
    def test_counted(self, written):
        """
        One day is one day, and days take the counter that Chinese gives them.
        """
        words = dict(written("reminders", PROMISE.reminders.entries[0].value))["remind"]

        assert "提醒：solve到期前1个工作日，第1级，街道" == words.zh
        assert "reminder: 1 working day before it is due (solve), level 1, street" == words.en


class TestNothing:
    @pytest.mark.parametrize(
        ("field", "value", "zh"),
        [
            ("extension", None, "不得延期"),
            ("reminders", (), "无"),
            ("returns", None, "未规定"),
            ("community_duties", None, "未列清单"),
            ("community_duties", (), "无"),
        ],
    )
    def test_nothing(self, written, field, value, zh):
        """
        What a scheme does not have is written as that, and no list is not an empty list.
        """
        ((key, words),) = written(field, value)

        assert ("", zh) == (key, words.zh)


class TestDuties:
    def test_roles(self, written):
        """
        A duty says whether a community may lead in it.
        """
        duties = (CommunityDuty("a", may_lead=True), CommunityDuty("b", may_lead=False))

        assert [("a", "may lead"), ("b", "may only assist")] == [
            (key, words.en) for key, words in written("community_duties", duties)
        ]
