"""
Every value of the three schemes in words: nothing that was assumed goes unsaid.
"""

from fractions import Fraction

import pytest

from partygrid.money import yuan
from partygrid.packs import load
from partygrid.points import (
    AppraisalScheme,
    Counting,
    Criterion,
    Opening,
    Quantity,
    StoreScheme,
    Tariff,
    TieRule,
    TopUp,
)
from partygrid.worktime import Cadence, PeriodDay, RestRule, Rhythm


def words(kind, name, value):
    """
    Write a value of a field in both languages.
    """
    found = kind.parameters()[name].words(value)
    return found.zh, found.en


class TestTariff:
    def test_activities(self, activity):
        """
        Points, what they are given for, and to whom.
        """
        each = (
            activity(),
            activity(points=2, per=1, unit=Quantity.TIME, kinds=("family", "unit")),
            activity(points=5, per=10, unit=Quantity.ITEM, counting=Counting.FULL_AMOUNTS),
        )

        assert words(Tariff, "activities", each) == (
            (
                "志愿服务：每60分钟1分（family）；志愿服务：每次2分（family、unit）；"
                "志愿服务：每10件5分，满一份计一份（family）"
            ),
            (
                "help: 1 point for every 60 minutes (family); "
                "help: 2 points for each time (family, unit); "
                "help: 5 points for every 10 items, full amounts alone (family)"
            ),
        )

    def test_caps(self, cap):
        """
        Points, period, scope and activities; none as well.
        """
        each = (cap(), cap(1, "slip", "household", activities=("help", "talk")))

        assert words(Tariff, "caps", ()) == ("无", "none")
        assert words(Tariff, "caps", each) == (
            "上限：每一积分户每日最多5分；上限：每户家庭每次最多1分（help、talk）",
            (
                "cap holder_day: at most 5 points every day for each holder; "
                "cap household_slip: at most 1 point each time for each household (help, talk)"
            ),
        )

    def test_storage(self):
        """
        Any number, or so many.
        """
        assert words(Tariff, "storage_cap", None) == ("不限", "any number")
        assert words(Tariff, "storage_cap", 1500) == ("最多1500分", "at most 1500 points")

    def test_openings(self):
        """
        Each kind of holder with its points.
        """
        each = Opening("family", 60), Opening("resident", 1)

        assert words(Tariff, "openings", each) == (
            "family：60分；resident：1分",
            "family: 60 points; resident: 1 point",
        )


class TestStore:
    def test_catalogue(self, gift):
        """
        Price, limit, kinds and what may be paid in cash.
        """
        each = (
            gift(),
            gift("rice", 60, limit=1, kinds=("family",), top_up=TopUp(yuan(1), Fraction(1, 3))),
        )

        assert words(StoreScheme, "catalogue", each) == (
            "某物20分；某物60分（family），每期限1件，最多100/3%可按每分1.00元以现金补足",
            (
                "tissues 20 points; rice 60 points (family), 1 a period at most, "
                "up to 100/3% in cash at 1.00 yuan a point"
            ),
        )

    @pytest.mark.parametrize(
        ("cadence", "zh", "en"),
        [
            (
                Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
                "每季度内任意一日",
                "any day of every quarter",
            ),
            (
                Cadence(
                    every=Rhythm.QUARTER,
                    times=1,
                    window=(PeriodDay(20, month=3), PeriodDay(-1, month=3)),
                    rest=RestRule.KEEP,
                ),
                "每季度第3个月20日至第3个月倒数第1日",
                "every quarter, month 3, day 20 to month 3, day 1 from the end",
            ),
            (
                Cadence(
                    every=Rhythm.WEEK,
                    times=1,
                    window=(PeriodDay(1), PeriodDay(5)),
                    rest=RestRule.FORWARD,
                ),
                "每周周一至周五（顺延至其后首个工作日）",
                "every week, Monday to Friday (moves to the next working day)",
            ),
            (
                Cadence(every=Rhythm.MONTH, on=(PeriodDay(15),), rest=RestRule.KEEP),
                "每月15日",
                "every month, day 15",
            ),
        ],
    )
    def test_windows(self, cadence, zh, en):
        """
        Period and days, and what days of rest do unless it is nothing.
        """
        assert words(StoreScheme, "windows", cadence) == (zh, en)

    def test_others(self):
        """
        Priority in order, the least balance and the days of a hold.
        """
        assert words(StoreScheme, "priority", ()) == ("无", "none")
        assert words(StoreScheme, "priority", (Criterion.DRAW, Criterion.EARLIEST_ASKED)) == (
            "按公布的种子抽签；先申请者优先",
            "a draw by a seed that is announced; who asked first",
        )
        assert words(StoreScheme, "least", 61) == ("61分", "61 points")
        assert words(StoreScheme, "hold_days", None) == ("不设预留", "there are no holds")
        assert words(StoreScheme, "hold_days", 1) == ("1日", "1 day")
        assert words(StoreScheme, "hold_days", 7) == ("7日", "7 days")


class TestAppraisal:
    def test_honours(self, honour):
        """
        Place or points, and for whom.
        """
        each = (
            honour(best=1),
            honour("leaf", best=3),
            honour("sun", kind="unit", points=100),
            honour("moon", best=1, points=60),
        )

        assert words(AppraisalScheme, "honours", each) == (
            (
                "某荣誉：第1名（family）；某荣誉：前3名（family）；某荣誉：满100分（unit）；"
                "某荣誉：第1名且满60分（family）"
            ),
            (
                "star: place 1 (family); leaf: places 1 to 3 (family); "
                "sun: from 100 points (unit); moon: place 1, from 60 points (family)"
            ),
        )

    def test_others(self, posting):
        """
        Kinds, ties and the time of posting.
        """
        assert words(AppraisalScheme, "kinds", ("family", "unit")) == (
            "family、unit",
            "family, unit",
        )
        assert words(AppraisalScheme, "ties", TieRule.DENSE)[0] == "并列不占位（1、2、2、3）"
        assert words(AppraisalScheme, "posting", posting(1)) == ("1个工作日", "1 working day")


class TestDescribed:
    @pytest.mark.parametrize("name", ["tariff", "store", "appraisal"])
    def test_each(self, name):
        """
        Every number of the made-up bank is an assumption that says itself in both languages.
        """
        scheme = getattr(load("example"), name)
        said = [scheme.describe(each) for each in scheme.assumptions()]

        assert list(scheme.parameters()) == [each.field for each in scheme.assumptions()]
        assert all("示例数据" in each.zh and each.zh != each.en for each in said)
        assert not any("object at" in each.en or "=" in each.en for each in said)
