"""
Published scales that add components up, and scales whose base moves.
"""

from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import Month
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.pay import (
    AwardBasis,
    Coefficients,
    Component,
    IndexedBase,
    Placement,
    Selector,
    YearlyRate,
    price,
)
from partygrid.trace import recompute

JUNE = Month(2025, 6)
POSTS = (("worker", None, None), ("member", None, None), ("deputy", None, None))


def line(key, selector, amount):
    """
    Make a component named by its key alone.
    """
    return Component(key=key, label=Label(f"{key} 项", key), selector=selector, amount=amount)


class TestHebeiComponents:
    """
    T3: degree, two subsidies, certificate, years and elected office, added up.
    """

    @pytest.fixture
    def scale(self, kit):
        """
        A function that makes the schedule, given the work subsidy.
        """
        posts = ("worker", "member", "deputy", "director")

        def make(subsidy=700):
            return (
                line(
                    "degree",
                    Selector.EDUCATION,
                    kit.amounts(("junior_college", 1000), ("bachelor", 1300), ("graduate", 1800)),
                ),
                line("work", Selector.POSITION, kit.amounts(*((post, subsidy) for post in posts))),
                line("living", Selector.POSITION, kit.amounts(*((post, 500) for post in posts))),
                line(
                    "certificate",
                    Selector.CERTIFICATE,
                    kit.amounts(("none", 0), ("assistant", 100), ("mid", 200), ("senior", 300)),
                ),
                line("years", Selector.YEARS, YearlyRate(per_year=yuan(15), cap=None)),
                line(
                    "elected",
                    Selector.POSITION,
                    kit.amounts(*zip(posts, (0, 400, 600, 900), strict=True)),
                ),
            )

        return make

    @pytest.fixture
    def published(self, kit):
        """
        The first version of the schedule.
        """
        return kit.source(
            "hebei-first",
            "社区工作者工资项目（第一版）",
            "http://www.liuliuwenan.com/shanliangwenan/115208.html",
        )

    def rules(self, kit, published, scale):
        """
        Make the scheme; a full year counts from the next year.
        """
        return kit.scheme(
            published,
            scale=scale,
            ladder=kit.ladder(*POSTS, ("director", None, None)),
            service=kit.service(),
        )

    @pytest.mark.parametrize(
        ("post", "entered", "held", "month", "amounts"),
        [
            # Six years full by the end of 2024, the seventh in March 2025.
            (
                "director",
                date(2018, 3, 1),
                {"education": "bachelor", "registered": "mid"},
                Month(2025, 6),
                (1300, 700, 500, 200, 90, 900),
            ),
            (
                "director",
                date(2018, 3, 1),
                {"education": "bachelor", "registered": "mid"},
                Month(2026, 1),
                (1300, 700, 500, 200, 105, 900),
            ),
            (
                "worker",
                date(2025, 5, 6),
                {"education": "graduate", "registered": ("assistant", "senior")},
                Month(2025, 6),
                (1800, 700, 500, 300, 0, 0),
            ),
            # The year 2024 is full; the next year is 2025.
            (
                "worker",
                date(2024, 1, 1),
                {"education": "bachelor"},
                Month(2025, 1),
                (1300, 700, 500, 0, 15, 0),
            ),
            (
                "member",
                date(2014, 10, 1),
                {"education": ("junior_college", "bachelor")},
                Month(2025, 12),
                (1300, 700, 500, 0, 150, 400),
            ),
            (
                "deputy",
                date(2014, 10, 1),
                {"education": "junior_college"},
                Month(2026, 1),
                (1000, 700, 500, 0, 165, 600),
            ),
        ],
    )
    def test_sum(self, kit, published, scale, post, entered, held, month, amounts):
        """
        Six amounts are added up, each picked by a fact of its own.
        """
        rules = self.rules(kit, published, scale())
        slip = kit.paid(rules, kit.worker(post, entered, *kit.qualified(**held)), month)

        assert tuple(map(yuan, amounts)) == slip.amounts
        assert (yuan(sum(amounts)), None) == (slip.paid, slip.placement.level)

    @pytest.mark.parametrize(("month", "paid"), [(6, 3690), (7, 3790)])
    def test_later_version(self, kit, published, scale, month, paid):
        """
        A schedule is dated: a later version, whose amount is made up here, pays from its day on.
        """
        later = kit.said("scale", scale(), published).announce(
            scale(800), start=date(2025, 7, 1), known=date(2025, 6, 20), source=kit.figures
        )
        held = kit.qualified(education="bachelor", registered="mid")
        someone = kit.worker("director", date(2018, 3, 1), *held)
        slip = kit.paid(self.rules(kit, published, later), someone, Month(2025, month))

        assert yuan(paid) == slip.paid

    def test_no_row(self, kit, published, scale):
        """
        For an education that is not listed there is no amount, and none is made up.
        """
        rules = self.rules(kit, published, scale())

        with pytest.raises(ValueNotAllowedError, match="education"):
            kit.paid(rules, kit.worker("member", date(2018, 3, 1)))


class TestBases:
    """
    The amount of a level is a base times its coefficient; local figures are made up.
    """

    def index(self, zh, amount, *factors, months=12):
        """
        Make a base of an index and its factors.
        """
        return IndexedBase(
            index=Label(zh, f"index {zh}"),
            amount=yuan(amount),
            months=months,
            factors=tuple((Label(name, f"factor {name}"), value) for name, value in factors),
            rounding=None,
        )

    def rules(self, kit, base, *rows, key="base", link="", **more):
        """
        Make a scheme of one component over a base, both made up unless said otherwise.
        """
        more.setdefault("made_up", ("base", "scale"))
        scale = (line("post", Selector.LEVEL, Coefficients(rows)),)
        published = kit.source(key, f"{key} 薪酬基数", link)
        return kit.scheme(published, base=base, scale=scale, **more)

    def priced(self, rules, level, month=JUNE):
        """
        Price a level, and hold its sums to what they come from.
        """
        placement = Placement(level=level, years=0, certificate="none", criteria_met=0)
        slip = price(placement, rules.on(month))
        assert slip.paid == recompute(slip.trace())
        return slip

    def test_average_wage(self, kit):
        """
        Average wage of the city, times a local factor, times the level's coefficient.
        """
        # 96,000 a year are 8,000 a month; × 0.6 = 4,800; × 1.2 = 5,760.
        base = self.index("上年社平工资", 96000, ("浮动系数", Fraction(6, 10)))
        link = "https://m.educity.cn/shgzz/2020652.html"
        rules = self.rules(kit, base, (5, Fraction(12, 10)), key="average", link=link)

        assert yuan(5760) == self.priced(rules, 5).paid

    @pytest.mark.parametrize(
        ("month", "level", "paid"),
        [
            # 30,000 a year are 2,500 a month; 31,200 are 2,600.
            (Month(2025, 6), 1, 2750),
            (Month(2025, 6), 2, 6750),
            (Month(2025, 7), 1, 2860),
            (Month(2025, 7), 2, 7020),
        ],
        ids=str,
    )
    def test_qinghai(self, kit, month, level, paid):
        """
        From 1.1 to 2.7 times last year's urban disposable income: coefficients stay, it moves.
        """
        qinghai = kit.source(
            "qinghai-2018",
            "青海省社区工作者报酬",
            "http://www.xhyb.net.cn/focus/2018/0608/43943.html",
        )
        base = kit.said("base", self.index("城镇居民人均可支配收入", 30000), kit.figures).announce(
            self.index("城镇居民人均可支配收入", 31200),
            start=date(2025, 7, 1),
            known=date(2025, 6, 1),
            source=kit.figures,
        )
        ends = Coefficients(((1, Fraction(11, 10)), (2, Fraction(27, 10))))
        rules = kit.scheme(qinghai, base=base, scale=(line("post", Selector.LEVEL, ends),))

        assert yuan(paid) == self.priced(rules, level, month).paid

    def test_xian(self, kit):
        """
        38,724 yuan a year are 3,227 a month; the coefficient of 1.5 is made up.
        """
        base = self.index("城镇居民人均可支配收入", 38724)
        link = "https://www.tiandeloan.com/resources/63908.html"
        rules = self.rules(
            kit, base, (1, Fraction(3, 2)), key="xian-2018", link=link, made_up=("scale",)
        )

        assert yuan("4840.50") == self.priced(rules, 1).paid

    @pytest.mark.parametrize(("level", "paid"), [(1, 3840), (18, 5808)])
    def test_tongshan(self, kit, level, paid):
        """
        0.8 of the local average wage, times 0.8 to 1.21: a coefficient can lie below one.
        """
        # 6,000 × 0.8 = 4,800; × 0.8 = 3,840; × 1.21 = 5,808.
        base = self.index("在岗职工平均工资", 6000, ("比例", Fraction(8, 10)), months=1)
        link = "http://www.tongshan.gov.cn/zc/dfbmptlj/bmxxgkpt/xmzj/fdzdgknr_19646/qtzdgk/jytabl/202204/t20220421_2598148.shtml"
        ends = ((1, Fraction(8, 10)), (18, Fraction(121, 100)))
        rules = self.rules(kit, base, *ends, key="tongshan", link=link, made_up=("base",))

        assert yuan(paid) == self.priced(rules, level).paid

    def test_between_the_ends(self, kit):
        """
        What lies between two published ends is not filled in.
        """
        base = self.index("在岗职工平均工资", 6000, months=1)
        rules = self.rules(kit, base, (1, Fraction(8, 10)), (18, Fraction(121, 100)))

        with pytest.raises(ValueNotAllowedError, match="level"):
            self.priced(rules, 9)

    def test_jilin(self, kit):
        """
        70 % of the average times factors is the fixed part alone; the award is the other 30 %.
        """
        # 7,000 × 0.9 × 70 % = 4,410; × 1.3 = 5,733, which is 70 % of 8,190: a pool of 2,457.
        base = self.index(
            "事业单位管理人员平均工资",
            7000,
            ("地方系数", Fraction(9, 10)),
            ("基本部分", Fraction(70, 100)),
            months=1,
        )
        link = "https://233.com/shgzz/hangye/202003/18090722361.html"
        rules = self.rules(
            kit,
            base,
            (1, Fraction(13, 10)),
            key="jilin-2020",
            link=link,
            award_rate=Fraction(30, 100),
            award_basis=AwardBasis.FIXED_PART,
        )
        slip = self.priced(rules, 1)

        assert (573300, 245700, 819000) == (slip.fixed, slip.pool, slip.total)

    def test_rounded_base(self, kit):
        """
        A base that is no whole number of fen is not rounded before it is multiplied.
        """
        # 1,000.00 a year are 83.333…; × 3 = 250.00, where a rounded base would give 249.99.
        rules = self.rules(kit, self.index("指标", 1000), (1, Fraction(3)))

        assert yuan(250) == self.priced(rules, 1).paid
