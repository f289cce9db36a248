"""
Published splits of fixed pay and award, days of payment, and what stars do.

The amounts of levels, the days of the month and the community's ratings are made up.
"""

from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import Month, NotKnown, PeriodKind, Series
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.org import Standing
from partygrid.pay import (
    Coefficients,
    Component,
    PaidAs,
    PaidFor,
    PaymentPlan,
    PaymentRule,
    RatingRule,
    Selector,
    StarEffect,
    StarRule,
)

SHARES = tuple(Fraction(met, 5) for met in range(6))
SAME_YEAR = RatingRule(every=PeriodKind.YEAR, lag=0)
LAST_YEAR = RatingRule(every=PeriodKind.YEAR, lag=1)


class TestSplits:
    """
    The parts of a total: 80:20, 90:10 and 70:30.
    """

    @pytest.fixture
    def benxi(self, kit):
        """
        The city's rule: a base of 3,400.00 from 2023 on, about 80:20.
        """
        return kit.source("benxi", "本溪市社区工作者薪酬", "http://benxi.gov.cn/petition/8361")

    @pytest.fixture
    def scale(self):
        """
        A made-up coefficient of 1.2 for everybody of post "m".
        """
        return (
            Component(
                key="post",
                label=Label("岗位工资", "post pay"),
                selector=Selector.POSITION,
                amount=Coefficients((("m", Fraction(12, 10)),)),
            ),
        )

    def paid(self, kit, rules, *, met=5, month=6):
        """
        Make the payslip of a month for a community that meets so many criteria.
        """
        someone = kit.worker("m", date(2020, 3, 1))
        return kit.paid(rules, someone, Month(2025, month), rated=kit.standings(met=met))

    @pytest.mark.parametrize(
        ("met", "award", "paid"), [(5, 81600, 408000), (3, 48960, 375360), (0, 0, 326400)]
    )
    def test_benxi(self, kit, benxi, scale, met, award, paid):
        """
        80:20 of 3,400.00 × 1.2 = 4,080.00: 3,264.00 fixed, a pool of 816.00.
        """
        rules = kit.scheme(
            benxi,
            made_up=("ladder", "scale", "award_shares"),
            base=kit.said("base", yuan(3400), benxi, date(2023, 1, 1)),
            ladder=kit.ladder(("m", None, None)),
            scale=scale,
            award_rate=Fraction(20, 100),
            award_shares=SHARES,
        )
        slip = self.paid(kit, rules, met=met)

        assert (326400, 81600) == (slip.fixed, slip.pool)
        assert (award, paid) == (slip.award, slip.paid)

    @pytest.mark.parametrize(
        ("month", "due"),
        [(1, date(2025, 7, 20)), (6, date(2025, 7, 20)), (7, date(2026, 1, 20))],
    )
    def test_mingshan(self, kit, benxi, scale, month, due):
        """
        A district over the city's rule: 90:10, and the award paid by the half-year.
        """
        mingshan = kit.source(
            "mingshan", "本溪市明山区社区工作者绩效", "http://benxi.gov.cn/petition/8361"
        )
        city = kit.said("award_rate", Fraction(20, 100), benxi)
        half_yearly = PaymentRule(every=PeriodKind.HALF_YEAR, lag=1, day=20, after_rating=False)
        rules = kit.scheme(
            benxi,
            made_up=("ladder", "scale", "award_shares"),
            base=yuan(3400),
            ladder=kit.ladder(("m", None, None)),
            scale=scale,
            award_rate=kit.said("award_rate", Fraction(10, 100), mingshan).over(city),
            award_shares=SHARES,
            payments=kit.said(
                "payments",
                PaymentPlan(fixed=kit.monthly, award=half_yearly),
                kit.partly(mingshan),
            ),
        )
        slip = self.paid(kit, rules, met=4, month=month)
        fixed, award = slip.instalments()

        # 4,080.00 × 90 % = 3,672.00; a pool of 408.00, four of five met leave 326.40.
        assert (367200, 40800, 32640, 399840) == (slip.fixed, slip.pool, slip.award, slip.paid)
        assert (PaidFor.FIXED, 367200, date(2025, month, 15)) == (
            fixed.paid_for,
            fixed.amount,
            fixed.due,
        )
        assert (PaidFor.AWARD, 32640, due) == (award.paid_for, award.amount, award.due)

    @pytest.mark.parametrize(
        ("place", "link"),
        [
            ("shandong", "https://www.zbrczp.cn/article/43673.html"),
            ("xiamen", "http://kick-shoes.com/shgzz/shequ/202111/01091716183185.html"),
            (
                "jimei",
                "http://www.jimei.gov.cn/xxgk/zdxxgk/jyta/rd/202006/t20200611_732275.htm",
            ),
        ],
    )
    def test_seventy_thirty(self, kit, scale, place, link):
        """
        70:30 of 5,000.00 × 1.2 = 6,000.00: 4,200.00 and 1,800.00.
        """
        rules = kit.scheme(
            kit.source(place, "社区工作者薪酬结构", link),
            made_up=("ladder", "scale", "award_shares"),
            base=kit.said("base", yuan(5000), kit.figures),
            ladder=kit.ladder(("m", None, None)),
            scale=scale,
            award_rate=Fraction(30, 100),
            award_shares=SHARES,
        )
        slip = self.paid(kit, rules)

        assert (420000, 180000, 600000) == (slip.fixed, slip.award, slip.paid)

    @pytest.mark.parametrize(
        ("month", "share"), [(Month(2019, 12), 15), (Month(2020, 1), 30)], ids=str
    )
    def test_jimei_raised(self, kit, scale, month, share):
        """
        A split is dated: under 15 % was raised to 30 %; 15 % and the day are made up.
        """
        jimei = kit.source(
            "jimei",
            "集美区社区工作者绩效",
            "http://www.jimei.gov.cn/xxgk/zdxxgk/jyta/rd/202006/t20200611_732275.htm",
        )
        rate = kit.said("award_rate", Fraction(15, 100), kit.figures).announce(
            Fraction(30, 100),
            start=date(2020, 1, 1),
            known=date(2019, 12, 1),
            source=kit.partly(jimei),
        )
        rules = kit.scheme(
            jimei,
            made_up=("base", "ladder", "scale", "award_shares"),
            base=yuan(5000),
            ladder=kit.ladder(("m", None, None)),
            scale=scale,
            award_rate=rate,
            award_shares=SHARES,
        )
        slip = kit.paid(
            rules, kit.worker("m", date(2015, 3, 1)), month, rated=kit.standings(met=5)
        )

        assert yuan(60 * share) == slip.pool


class TestYutian:
    """
    1,430.00 of basic performance each month; 613.00 a month, paid once after the yearly rating.
    """

    @pytest.fixture
    def rules(self, kit):
        """
        Two lines: one fixed, one an award that waits for the rating of its year.
        """
        yutian = kit.source(
            "yutian-2021",
            "玉田县社区工作者绩效工资",
            "http://zhangjiakou.offcn.com/html/2021/01/56008.html",
        )
        lines = tuple(
            Component(
                key=key,
                label=label,
                selector=Selector.POSITION,
                amount=kit.amounts(("m", amount)),
                paid_as=paid_as,
            )
            for key, label, amount, paid_as in (
                ("basic", Label("基础绩效", "basic performance"), 1430, PaidAs.FIXED),
                ("reward", Label("奖励绩效", "reward performance"), 613, PaidAs.AWARD),
            )
        )
        once = PaymentRule(every=PeriodKind.YEAR, lag=1, day=31, after_rating=True)
        return kit.scheme(
            yutian,
            made_up=("ladder", "award_shares", "payments"),
            ladder=kit.ladder(("m", None, None)),
            scale=lines,
            award_shares=(Fraction(0), Fraction(1)),
            rating=SAME_YEAR,
            payments=PaymentPlan(fixed=kit.monthly, award=once),
        )

    @pytest.mark.parametrize(
        ("rated", "known", "award", "due"),
        [
            (date(2026, 1, 12), date(2026, 1, 11), NotKnown.YET, NotKnown.YET),
            (date(2026, 1, 12), date(2026, 1, 12), 61300, date(2026, 1, 31)),
            (date(2026, 3, 5), date(2026, 3, 5), 61300, date(2026, 3, 5)),
        ],
    )
    def test_once_after_the_rating(self, kit, rules, rated, known, award, due):
        """
        The reward of a month is paid with the year's, and not before the rating is known.
        """
        standing = Series("standing").announce(
            Standing(criteria_met=1), start=date(2025, 1, 1), known=rated, source=kit.figures
        )
        slip = kit.paid(
            rules, kit.worker("m", date(2020, 3, 1)), known=known, rated={kit.unit: standing}
        )
        fixed, reward = slip.instalments()

        assert (143000, 61300, award) == (slip.fixed, slip.pool, slip.award)
        assert (143000, date(2025, 6, 15)) == (fixed.amount, fixed.due)
        assert (award, due) == (reward.amount, reward.due)

    def test_year(self, kit, rules):
        """
        Over the year the reward comes to 7,356.00, all of it on one day.
        """
        someone = kit.worker("m", date(2020, 3, 1))
        slips = [
            kit.paid(rules, someone, Month(2025, month), rated=kit.standings(met=1))
            for month in range(1, 13)
        ]
        rewards = [slip.instalments()[1] for slip in slips]

        assert yuan(7356) == sum(each.amount for each in rewards)
        assert {date(2026, 1, 31)} == {each.due for each in rewards}

    def test_not_earned(self, kit, rules):
        """
        Rated without success the reward is nothing, and no longer open.
        """
        someone = kit.worker("m", date(2020, 3, 1))
        slip = kit.paid(rules, someone, rated=kit.standings(met=0))

        assert (0, 143000) == (slip.award, slip.paid)


class TestShenyang:
    """
    Stars show in the next year's award; how much, the publication does not say.
    """

    MORE = Label("次年提高绩效", "more award in the next year")
    LESS = Label("可扣减绩效", "deduction possible")
    FALLING = Label("连续降星可扣减绩效", "deduction possible: stars falling")

    def rules(self, kit, *, factor=None):
        """
        Make a scheme with a pool of 200.00 of 1,000.00; a factor for many stars would be made up.
        """
        shenyang = kit.source(
            "shenyang-2020",
            "沈阳市社区星级与绩效",
            "https://liaoning.news.163.com/20/0522/13/FD81CT8204229BRM.html",
        )
        more = StarEffect(what=self.MORE, factor=factor)
        less = StarEffect(what=self.LESS)
        stars = StarRule(
            rating=LAST_YEAR,
            most=5,
            rows=((0, less), (1, less), (2, less), (4, more), (5, more)),
            falling_periods=2,
            falling=StarEffect(what=self.FALLING),
        )
        return kit.scheme(
            shenyang,
            made_up=(
                "ladder",
                "award_rate",
                "award_shares",
                *(() if factor is None else ("stars",)),
            ),
            ladder=kit.ladder(("m", 10, 10)),
            award_rate=Fraction(20, 100),
            award_shares=(Fraction(1),),
            stars=stars,
        )

    def slip(self, kit, rules, month=6, **by_year):
        """
        Make a payslip of 2025 for a community with such stars at the end of each year.
        """
        standing = Series("standing")
        for year, stars in by_year.items():
            start = date(int(year[1:]), 1, 1)
            standing = standing.announce(
                Standing(criteria_met=0, stars=stars),
                start=start,
                end=start.replace(year=start.year + 1),
                known=start.replace(month=12, day=20),
                source=kit.figures,
            )
        someone = kit.worker("m", date(2015, 3, 1))
        return kit.paid(rules, someone, Month(2025, month), rated={kit.unit: standing})

    @pytest.mark.parametrize(
        ("stars", "notes"),
        [
            ({"y2022": 3, "y2023": 3, "y2024": 3}, []),
            ({"y2022": 3, "y2023": 3, "y2024": 4}, [MORE]),
            ({"y2022": 5, "y2023": 5, "y2024": 5}, [MORE]),
            ({"y2022": 2, "y2023": 2, "y2024": 2}, [LESS]),
            ({"y2022": 5, "y2023": 4, "y2024": 3}, [FALLING]),
            ({"y2022": 4, "y2023": 3, "y2024": 1}, [LESS, FALLING]),
            ({"y2022": 4, "y2023": 4, "y2024": 3}, []),  # fell once
            ({"y2022": 4, "y2023": 5, "y2024": 3}, []),
            ({"y2023": 5, "y2024": 3}, []),  # one rating too few to see a trend
            ({"y2022": 3, "y2023": 3, "y2024": 3, "y2025": 5}, []),  # shows in 2026
        ],
    )
    def test_listed(self, kit, stars, notes):
        """
        What is possible without an amount is listed with the slip, and nothing is computed.
        """
        slip = self.slip(kit, self.rules(kit), **stars)

        assert notes == [effect.what for effect in slip.notes]
        assert (20000, 100000) == (slip.award, slip.paid)

    def test_lag(self, kit):
        """
        The stars of the end of 2024 count in every month of 2025.
        """
        rules = self.rules(kit)

        assert [[self.MORE]] * 2 == [
            [effect.what for effect in self.slip(kit, rules, month, y2024=5, y2025=1).notes]
            for month in (1, 12)
        ]

    @pytest.mark.parametrize(("stars", "award"), [(3, 20000), (4, 24000), (5, 24000)])
    def test_stated_factor(self, kit, stars, award):
        """
        Where an amount is stated it is computed, and no longer a note.
        """
        rules = self.rules(kit, factor=Fraction(12, 10))
        slip = self.slip(kit, rules, y2022=3, y2023=3, y2024=stars)

        assert (award, 80000 + award, ()) == (slip.award, slip.paid, slip.notes)

    def test_not_rated_yet(self, kit):
        """
        Until last year's stars are known the award is open.
        """
        slip = self.slip(kit, self.rules(kit), y2023=4)

        assert (NotKnown.YET, 80000) == (slip.award, slip.paid)
