from fractions import Fraction

import attrs
import pytest

from partygrid.dated import Effective, PeriodKind
from partygrid.labels import Label
from partygrid.money import ApportionRule, Direction, RoundingRule, Ties
from partygrid.pay import (
    Coefficients,
    Component,
    CountedLines,
    Credit,
    CreditFor,
    CreditGives,
    Grid,
    IndexedBase,
    MeanFloor,
    PayScheme,
    Position,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Rungs,
    Selector,
    ShareOf,
    StarEffect,
    StarRule,
    YearlyRate,
)
from partygrid.pay._words import position_words


def words(name, value):
    """
    Write a value of a field as the scheme's description of the field does.
    """
    return PayScheme.parameters()[name].words(value)


class TestWords:
    @pytest.mark.parametrize(
        ("name", "value", "zh", "en"),
        [
            ("base", 231050, "2,310.50 元", "2,310.50 yuan"),
            ("base", 0, "0.00 元", "0.00 yuan"),
            ("base", None, "无", "none"),
            ("award_rate", Fraction(1, 5), "20%", "20%"),
            ("award_rate", Fraction(1, 3), "100/3%", "100/3%"),
            (
                "award_shares",
                (Fraction(0), Fraction(1, 2), Fraction(1)),
                "0 项 0%，1 项 50%，2 项 100%",
                "0 met 0%, 1 met 50%, 2 met 100%",
            ),
            ("covers", ("professional",), "professional", "professional"),
            ("covers", ("a", "b"), "a、b", "a, b"),
            ("award_lines", CountedLines(None), "全部", "all"),
            ("award_lines", CountedLines(("post", "area")), "post、area", "post, area"),
        ],
    )
    def test_value(self, name, value, zh, en):
        """
        A value is written out whole in both languages, with its unit.
        """
        assert Label(zh, en) == words(name, value)

    def test_scale(self, scale):
        """
        A scale is written line by line, every number of it.
        """
        text = words("scale", scale)
        zh, en = text.zh.split("；"), text.en.split("; ")

        assert zh[0].startswith("岗位工资（系数）1 = 1, 2 = 1.085, 3 = 1.17, ")
        assert zh[0].endswith(", 18 = 2.445")
        amounts = "none = 0.00, assistant = 120.00, social_worker = 260.00, senior = 450.00"
        assert ["年限津贴每年 35.50 元，至多 40 年", f"职业资格津贴（元）{amounts}"] == zh[1:]
        assert en[0].startswith("post pay (coefficients) 1 = 1, 2 = 1.085, ")
        assert [
            "seniority allowance 35.50 yuan a year, at most 40 years",
            f"certificate allowance (yuan) {amounts}",
        ] == en[1:]

    def test_rate_without_cap(self):
        """
        A rate without a cap names none.
        """
        rate = Component(
            key="by_years",
            label=Label("年限津贴", "seniority allowance"),
            selector=Selector.YEARS,
            amount=YearlyRate(per_year=100, cap=None),
        )

        assert Label("年限津贴每年 1.00 元", "seniority allowance 1.00 yuan a year") == words(
            "scale", (rate,)
        )

    def test_endless_coefficient(self):
        """
        A coefficient without a finite decimal is written as the fraction that it is.
        """
        thirds = Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=Selector.LEVEL,
            amount=Coefficients(((1, Fraction(1, 3)),)),
        )

        assert "岗位工资（系数）1 = 1/3" == words("scale", (thirds,)).zh


STARRED = StarRule(
    rating=RatingRule(every=PeriodKind.YEAR, lag=1),
    most=5,
    rows=((1, StarEffect(what=Label("扣减", "less"), factor=Fraction(1, 2))),),
    falling_periods=3,
    falling=StarEffect(what=Label("退出", "out")),
)
FLOOR = MeanFloor(
    key="mean",
    label=Label("平均薪酬", "mean pay"),
    positions=None,
    lines=CountedLines(None),
    every=PeriodKind.MONTH,
    least=550000,
)
OWN = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(1), award=True)


class TestMoreWords:
    @pytest.mark.parametrize(
        ("name", "zh", "en"),
        [
            ("award_apportion", "无", "none"),
            ("stars", "无", "none"),
            ("probation", "无", "none"),
            ("floors", "无", "none"),
            ("ladder", "职级由核定事实确定", "levels are confirmed facts"),
        ],
    )
    def test_none(self, name, zh, en):
        """
        What a place has not is said to be none; without a ladder, levels are confirmed.
        """
        empty = () if name in {"probation", "floors"} else None

        assert Label(zh, en) == words(name, empty)

    @pytest.mark.parametrize(
        ("months", "zh", "en"),
        [
            (1, "收入 38,724.00 元 × 系数 1.1", "income 38,724.00 yuan × factor 1.1"),
            (2, "收入 38,724.00 元 ÷ 2 × 系数 1.1", "income 38,724.00 yuan ÷ 2 × factor 1.1"),
            (12, "收入 38,724.00 元 ÷ 12 × 系数 1.1", "income 38,724.00 yuan ÷ 12 × factor 1.1"),
        ],
    )
    def test_index(self, months, zh, en):
        """
        An index is written with its figure, its months and its factors.
        """
        base = IndexedBase(
            index=Label("收入", "income"),
            amount=3872400,
            months=months,
            factors=((Label("系数", "factor"), Fraction(11, 10)),),
            rounding=None,
        )

        assert Label(zh, en) == words("base", base)

    def test_apportion(self):
        """
        A rule of sharing out is written with its unit and its ties.
        """
        rule = ApportionRule(unit=100, ties=Ties.BY_KEY)

        assert words("award_apportion", rule) == Label(
            "最大余数法，以 1.00 元为单位，余数相同时按编号先后",
            "largest remainder in units of 1.00 yuan, equal remainders: the lower key first",
        )

    def test_stars(self):
        """
        Stars are written number by number, then what their falling does.
        """
        found = words("stars", STARRED)

        assert "；1 星：扣减，绩效 × 0.5；连续 3 次降星：退出，" in found.zh
        assert "; 1 stars: less, award × 0.5; fallen 3 times in a row: out, " in found.en
        trendless = attrs.evolve(STARRED, falling_periods=None, falling=None)
        assert "连续" not in words("stars", trendless).zh

    def test_lists(self):
        """
        Rules that are several are written one after the other.
        """
        two = (OWN, attrs.evolve(OWN, entry="old"))

        assert f"{OWN.label.zh}；old：" in words("probation", two).zh
        assert FLOOR.words == words("floors", (FLOOR,))

    def test_ladder(self, ladder):
        """
        A ladder is written with all windows, rises and credits.
        """
        school = Credit(
            key="school",
            label=Label("学历", "schooling"),
            looks_at=CreditFor.EDUCATION,
            gives=CreditGives.LEVELS,
            rows=(("bachelor", 1), ("master", 2)),
            effective=Effective.SAME_DAY,
        )
        flat = Rungs(lowest=1, highest=9, rises=())
        positions = tuple(attrs.evolve(each, steps=flat) for each in ladder.positions)
        found = words("ladder", attrs.evolve(ladder, credits=(school,), positions=positions))

        assert found.zh.startswith("岗位 member 1–12 级（满 3, 6, 9, 12, ")
        assert "bachelor = 1, master = 2" in found.en
        assert "step 1–9 (one up after — years)" in found.en
        assert found.zh.endswith(ladder.concurrent.label.zh)

    def test_position_of_both(self):
        """
        A position with levels and steps tells both, each with the years that lead up to its top.
        """
        position = Position(
            key="member",
            label=Label("成员", "member"),
            levels=Rungs(lowest=2, highest=4, rises=(1, 3, 5, 7)),
            steps=Rungs(lowest=1, highest=2, rises=(2, 4)),
        )

        assert position_words(position) == Label(
            "成员 2–4 级（满 1, 3 年升） 1–2 档（满 2 年升）",
            "member level 2–4 (one up after 1, 3 years) step 1–2 (one up after 2 years)",
        )

    def test_share_of_two_lines(self):
        """
        A share tells each line that it is of.
        """
        meals = Component(
            key="meals",
            label=Label("餐补", "meals"),
            selector=None,
            amount=ShareOf(of=("post", "area"), rate=Fraction(1, 10), least=5, most=None),
        )

        assert words("scale", (meals,)) == Label(
            "餐补按 post, area 的 10%，下限 0.05 元",
            "meals 10% of post, area, of at least 0.05 yuan",
        )

    def test_bare_position(self, ladder):
        """
        A position without a window is written by its name alone.
        """
        bare = tuple(attrs.evolve(each, levels=None) for each in ladder.positions)

        assert words("ladder", attrs.evolve(ladder, positions=bare)).en.startswith(
            "position member; position deputy; position chief; "
        )

    def test_grid_and_shares(self, scale):
        """
        Grids are written cell by cell, shares with their bounds, own roundings with the line.
        """
        grid = attrs.evolve(
            scale[0],
            amount=Grid(by=Selector.STEP, rows=((1, ((1, 100), (2, 200))),)),
            rounding=RoundingRule(100, Direction.DOWN),
        )
        share = Component(
            key="insurance",
            label=Label("保险", "insurance"),
            selector=None,
            amount=ShareOf(rate=Fraction(1, 10), of=("post",), least=100, most=200),
        )
        found = words("scale", (grid, share))

        assert "岗位工资（元）1/1 = 1.00, 1/2 = 2.00（" in found.zh
        assert found.zh.endswith("保险按 post 的 10%，下限 1.00 元，上限 2.00 元")
        assert found.en.endswith(
            "insurance 10% of post, of at least 1.00 yuan, of at most 2.00 yuan"
        )
        plain = attrs.evolve(
            share, amount=ShareOf(rate=Fraction(1), of=("post",), least=None, most=None)
        )
        assert words("scale", (plain,)).en == "insurance 100% of post"

    @pytest.mark.parametrize("name", ["service", "allowances_from", "part_month", "payments"])
    def test_labelled(self, new_scheme, name):
        """
        Values with words of their own are written by them.
        """
        value = getattr(new_scheme(), name).entries[0].value

        assert value.label == words(name, value)
