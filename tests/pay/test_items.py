from fractions import Fraction

import attrs
import pytest

from partygrid import packs
from partygrid.dated import Effective, PeriodKind
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.pay import (
    Component,
    CountedLines,
    Credit,
    CreditFor,
    CreditGives,
    MeanFloor,
    PayScheme,
    ShareOf,
)

LADDER = packs.load("example").pay.ladder.entries[0].value


@pytest.fixture(name="written")
def _written():
    """
    A function that writes a value of a field, item by item.
    """

    def write(field, value):
        return PayScheme.parameters()[field].written(value)

    return write


class TestLadder:
    def test_none(self, written):
        """
        Without a ladder, levels are confirmed facts.
        """
        items = (("", Label("职级由核定事实确定", "levels are confirmed facts")),)

        assert items == written("ladder", None)

    def test_offices(self, written):
        """
        A position says by whom it is held; one that nobody holds says nothing of that.
        """
        unheld = attrs.evolve(
            LADDER, offices=tuple(pair for pair in LADDER.offices if pair[1] != "deputy")
        )
        items = dict(written("ladder", unheld))

        assert "held by: member, grid_worker" in items["member"].en
        assert "held by" not in items["deputy"].en

    def test_credits(self, written):
        """
        A credit says from when it counts, after how many years, and with which others it competes.
        """
        late = Credit(
            key="master",
            label=Label("硕士", "master's degree"),
            looks_at=CreditFor.EDUCATION,
            gives=CreditGives.LEVELS,
            rows=(("master", 1),),
            effective=Effective.SAME_DAY,
            after_years=3,
        )
        items = dict(written("ladder", attrs.evolve(LADDER, credits=(*LADDER.credits, late))))

        assert items["master"].en.endswith("; after 3 years")
        assert "its group" not in items["master"].en
        assert "one alone of its group (education)" in items["degree"].en
        assert "years" not in items["degree"].en


class TestScale:
    def test_share(self, written):
        """
        A share of other lines looks at no fact of its own.
        """
        share = Component(
            key="meals",
            label=Label("餐补", "meals"),
            selector=None,
            amount=ShareOf(of=("post",), rate=Fraction(1, 10), least=None, most=None),
        )

        (item,) = written("scale", (share,))
        assert ("meals", "meals 10% of post; fixed pay") == (item[0], item[1].en)


class TestFloors:
    def test_none(self, written):
        """
        No floor is written as none.
        """
        assert (("", Label("无", "none")),) == written("floors", ())

    def test_of_whom_and_which_lines(self, written):
        """
        A floor says whose mean it is and which lines are added up; all of them go without saying.
        """
        floor = MeanFloor(
            key="all",
            label=Label("平均", "mean"),
            positions=None,
            lines=CountedLines(None),
            every=PeriodKind.MONTH,
            least=yuan(5000),
        )
        narrow = attrs.evolve(floor, positions=("chief",), lines=CountedLines(("post",)))

        plain, said = (written("floors", (each,))[0][1].en for each in (floor, narrow))
        assert f"{plain}; positions: chief; lines: post" == said
