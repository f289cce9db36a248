from datetime import date
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
    Grid,
    MeanFloor,
    PayScheme,
    Selector,
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
        written_out = written("ladder", unheld)
        items = dict(written_out)

        assert items["member"].zh.endswith("；任职：member、grid_worker")
        assert items["member"].en.endswith("; held by: member, grid_worker")
        assert "held by" not in items["deputy"].en
        assert (("", LADDER.effective.label), ("", LADDER.concurrent.label)) == written_out[-2:]

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

        scale = packs.load("example").pay.scale.on(date(2025, 1, 1))
        item = written("scale", (*scale, share))[-1]
        assert ("meals", "meals 10% of post; fixed pay") == (item[0], item[1].en)

    def test_grid(self, written):
        """
        A grid looks at two facts; official names of rows stand in order.
        """
        grid = Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=Selector.POSITION,
            amount=Grid(by=Selector.STEP, rows=(("a", ((1, 100),)), ("b", ((1, 200),)))),
            row_labels=(("a", Label("甲", "first")), ("b", Label("乙", "second"))),
        )
        ((_, words),) = written("scale", (grid,))

        assert words.zh.endswith("；依据：岗位、档次；a：甲，b：乙；固定部分")
        assert words.en.endswith("; looks at: position, step; a: first, b: second; fixed pay")


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
        narrow = attrs.evolve(
            floor, positions=("chief", "deputy"), lines=CountedLines(("post", "area"))
        )

        plain, said = (written("floors", (each,))[0][1] for each in (floor, narrow))
        assert f"{plain.zh}；岗位：chief、deputy；项目：post、area" == said.zh
        assert f"{plain.en}; positions: chief, deputy; lines: post, area" == said.en
