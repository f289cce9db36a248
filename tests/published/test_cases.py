"""
Published special cases: probation, several posts at once, days absent, floors under means.

Where an amount has nothing to do with the rule, level n is made to pay n × 100.00 yuan.
"""

from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import Month, PeriodKind, Year
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.norms import Verdict
from partygrid.pay import (
    Component,
    CountedLines,
    IndexedBase,
    MeanFloor,
    PartMethod,
    PartMonth,
    ProbationBase,
    ProbationRule,
    Selector,
    check_floors,
    every,
)
from partygrid.people import Probation, WorkedDays, Worker

THREE_POSTS = (("member", 1, 12), ("deputy", 4, 15), ("chief", 7, 18))
EIGHTY = Fraction(80, 100)
# A month's pay that makes Ningbo's floors exactly, over an average wage of 60,000.00 a year.
ENOUGH = {"chief": "8000", "deputy": "6500", "member": "5500"}


class TestProbation:
    """
    Three publications say 80 % and mean three things by it; months and awards are made up.
    """

    def slip(self, kit, published, *rules, post="deputy", years=0, entry="new", made_up=()):
        """
        Make the payslip for June of who is on probation from 1 May 2025 on.

        Of a total, 20 % are an award, and all of it is paid.
        """
        scheme = kit.scheme(
            published,
            made_up=("ladder", "award_rate", *made_up),
            ladder=kit.ladder(*THREE_POSTS, rises=every(3)),
            award_rate=Fraction(20, 100),
            probation=rules,
        )
        may = date(2025, 5, 1)
        on_probation = Probation(
            id="p-1", entry=entry, start=may, end=date(2025, 11, 1), known=may
        )
        return kit.paid(scheme, kit.worker(post, date(2025 - years, 5, 1), on_probation))

    @pytest.mark.parametrize("post", ["member", "deputy", "chief"])
    def test_xian(self, kit, post):
        """
        Xi'an: 80 % of what general staff get, whatever the post, and no award.
        """
        xian = kit.source(
            "xian-2018",
            "西安市社区工作者试用期",
            "https://www.tiandeloan.com/resources/63908.html",
        )
        # A member starts on level 1, 100.00.
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.POSITION,
            share=EIGHTY,
            award=False,
            position="member",
        )
        slip = self.slip(kit, xian, rule, post=post)

        assert (8000, 0, 0) == (slip.paid, slip.pool, slip.award)

    @pytest.mark.parametrize(("post", "paid"), [("member", 80), ("deputy", 320), ("chief", 560)])
    def test_taijiang(self, kit, post, paid):
        """
        Taijiang: 80 % of one's own post's pay after probation.
        """
        rule = ProbationRule(entry="new", base=ProbationBase.OWN, share=EIGHTY, award=True)

        taijiang = kit.source(
            "taijiang", "福州市台江区社区工作者试用期", "https://reelogic.com/n1393352c1315.aspx"
        )

        assert yuan(paid) == self.slip(kit, taijiang, rule, post=post).paid

    @pytest.mark.parametrize(
        ("entry", "post", "years", "paid"),
        [
            ("new", "deputy", 0, 4000),
            ("new", "chief", 0, 4000),
            ("experienced", "deputy", 6, 500),  # 4 + 2 − 1
            ("experienced", "deputy", 36, 1500),  # 4 + 12 − 1, the top all the same
            ("experienced", "chief", 0, 700),  # not below the window
        ],
    )
    def test_jilin(self, kit, entry, post, years, paid):
        """
        Jilin: 80 % of the local mean for newcomers, one level lower for the experienced.
        """
        jilin = kit.source(
            "jilin-2020",
            "吉林省社区工作者试用期（征求意见稿）",
            "https://233.com/shgzz/hangye/202003/18090722361.html",
        )
        # A made-up mean of 5,000.00.
        newcomer = ProbationRule(
            entry="new",
            base=ProbationBase.AMOUNT,
            share=EIGHTY,
            award=False,
            amount=yuan(5000),
        )
        experienced = ProbationRule(
            entry="experienced",
            base=ProbationBase.OWN,
            share=Fraction(1),
            award=True,
            levels_lower=1,
        )
        rules = (newcomer, experienced)
        slip = self.slip(
            kit, jilin, *rules, post=post, years=years, entry=entry, made_up=("probation",)
        )

        assert yuan(paid) == slip.paid


class TestSeveralPosts:
    """
    One pay, the higher; or an amount for the second post.
    """

    @pytest.fixture
    def holding(self, kit):
        """
        A function that makes a worker who holds such offices at once.
        """
        first = date(2025, 3, 1)
        return lambda *posts: kit.worker(tuple((post, first, None) for post in posts), first)

    def test_higher_alone(self, kit, holding):
        """
        Beijing: posts held together are paid once, by the higher.
        """
        beijing = kit.source(
            "beijing-2015",
            "兼职不兼酬、就高不就低",
            "http://m.5728338.com/GuoJiZhengCe/654100.html",
        )
        scheme = kit.scheme(beijing, made_up=("ladder",), ladder=kit.ladder(*THREE_POSTS))
        slip = kit.paid(scheme, holding("member", "chief"))

        assert ("chief", 7, 2, 70000) == (
            slip.placement.position,
            slip.placement.level,
            slip.placement.posts,
            slip.paid,
        )

    @pytest.mark.parametrize(("posts", "paid"), [(("chief",), 700), (("chief", "chief"), 1000)])
    def test_amount_on_top(self, kit, holding, posts, paid):
        """
        An unnamed city: a secretary who is director too gets 300.00 more.
        """
        extra = Component(
            key="second",
            label=Label("一肩挑补贴", "two posts in one hand"),
            selector=Selector.POSTS,
            amount=kit.amounts((1, 0), (2, 300)),
        )
        city = kit.source("unnamed", "一肩挑补贴", "https://zgxfly.com/bmgz/jczq/191365131")
        scheme = kit.scheme(
            city,
            made_up=("ladder", "scale"),
            ladder=kit.ladder(*THREE_POSTS),
            scale=(*kit.by_level, extra),
        )

        assert yuan(paid) == kit.paid(scheme, holding(*posts)).paid


class TestXicheng:
    """
    A day's pay is the month's, all lines together, divided by 21.75.
    """

    @pytest.mark.parametrize(
        ("absent", "paid"),
        [
            (0, "6000.00"),
            (1, "5724.14"),  # 6,000 × 20.75 / 21.75 = 5,724.137…
            (3, "5172.41"),  # 6,000 × 18.75 / 21.75 = 5,172.413…
        ],
    )
    def test_absence(self, kit, absent, paid):
        """
        Each working day absent costs a day's pay; what counts as attendance is no absence.
        """
        xicheng = kit.source(
            "xicheng", "西城区社区工作者考勤", "https://taowenge.com/p-66770438.html"
        )
        rules = kit.scheme(
            xicheng,
            made_up=("ladder",),
            ladder=kit.ladder(("m", 60, 60)),
            part_month=PartMonth(
                method=PartMethod.DEDUCT_ABSENCE,
                divisor=Fraction(2175, 100),
                lines=CountedLines(None),
            ),
        )
        days = WorkedDays(
            id="d-1",
            start=date(2025, 6, 1),
            end=date(2025, 7, 1),
            working=20,
            worked=20 - absent,
            known=date(2025, 7, 1),
        )
        slip = kit.paid(rules, kit.worker("m", date(2020, 3, 1), days))

        assert yuan(paid) == slip.paid


class TestNingbo:
    """
    Yearly means of at least 1.6, 1.3 and 1.1 times last year's average wage; wages are made up.
    """

    def report(self, kit, pay, months=12):
        """
        Hold a year's payslips of one worker of each post to the floors.
        """
        ningbo = kit.source(
            "ningbo-floors",
            "宁波市社区工作者平均报酬",
            "http://creditsailing.com./ShiYeDanWei/744911.html",
        )
        floors = tuple(
            MeanFloor(
                key=post,
                label=Label(f"{post} 平均年收入", f"yearly mean of {post}"),
                positions=(post,),
                lines=CountedLines(None),
                every=PeriodKind.YEAR,
                least=IndexedBase(
                    index=Label("上年社平工资", "last year's average wage"),
                    amount=yuan(60000),
                    months=12,
                    factors=((Label("倍数", "times"), Fraction(times, 10)),),
                    rounding=None,
                ),
            )
            for post, times in (("chief", 16), ("deputy", 13), ("member", 11))
        )
        line = Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=Selector.POSITION,
            amount=kit.amounts(*pay.items()),
        )
        posts = tuple((post, None, None) for post in ("member", "deputy", "chief"))
        rules = kit.scheme(
            ningbo,
            made_up=("ladder", "floors", "scale"),
            ladder=kit.ladder(*posts),
            floors=floors,
            scale=(line,),
        )
        slips = [
            kit.paid(
                rules,
                Worker(post, kit.worker(post, date(2020, 3, 1)).facts),
                Month(2025, month),
            )
            for post in pay
            for month in range(1, months + 1)
        ]
        return check_floors(slips, Year(2025))

    def test_met(self, kit):
        """
        96,000.00, 78,000.00 and 66,000.00 a year are just enough.
        """
        found = self.report(kit, ENOUGH)

        assert [Verdict.MET] * 3 == [each.verdict for each in found.findings]
        assert [9600000, 7800000, 6600000] == [each.measured for each in found.findings]

    def test_not_met(self, kit):
        """
        One fen a month below is twelve fen short of the year.
        """
        found = self.report(kit, ENOUGH | {"member": "5499.99"})

        assert [("yearly mean of member", 12)] == [
            (each.what.en, each.gap) for each in found.not_met
        ]

    def test_part_of_a_year(self, kit):
        """
        Who was not paid for the whole year does not count.
        """
        found = self.report(kit, ENOUGH, months=11)

        assert {Verdict.NOT_APPLICABLE} == {each.verdict for each in found.findings}
