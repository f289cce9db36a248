"""
Published ladders: posts, windows, years a step, and how years are counted.

Where an amount has nothing to do with the rule, level n is made to pay n × 100.00 yuan.
"""

from datetime import date

import pytest

from partygrid.dated import Effective, Month
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.pay import Component, Grid, Placement, Rungs, Selector, every, price
from partygrid.people import Break, EarlyGain, EarlyRule, NoResult, PartYears

THREE_POSTS = (("member", 1, 12), ("deputy", 4, 15), ("chief", 7, 18))
FOUR_POSTS = (("worker", 1, 12), ("committee", 3, 14), ("deputy", 5, 16), ("chief", 7, 18))


def all_years(first, last=2025, **other):
    """
    Make the results of years in a row: qualified, but for those given as y2020="basic".
    """
    return {year: other.get(f"y{year}", "qualified") for year in range(first, last + 1)}


class TestYantai:
    """
    Three posts, 18 levels: a rise counts from next January, a move from the next month.

    The years a step are not printed there; three are what other places publish.
    """

    @pytest.fixture
    def rules(self, kit):
        """
        Three posts on 18 levels; years rated basically qualified or failed do not count.
        """
        yantai = kit.source(
            "yantai",
            "烟台市社区工作者岗位等级",
            "https://zzfmdn.com/art/事业编定级工资标准是什么.html",
        )
        return kit.scheme(
            yantai,
            ladder=kit.ladder(*THREE_POSTS, rises=every(3)),
            service=kit.service(results=kit.results("excellent", "qualified")),
        )

    @pytest.mark.parametrize(
        ("post", "first", "level"),
        [
            # Entered on 1 July: by 1 January 2025 as many full years as below.
            ("member", 2024, 1),  # 0
            ("member", 2022, 1),  # 2
            ("member", 2021, 2),  # 3
            ("member", 1991, 12),  # 33: 1 + 11
            ("member", 1985, 12),  # 39: 1 + 13, held at 12
            ("deputy", 2015, 7),  # 9: 4 + 3
            ("deputy", 1990, 15),  # 34: 4 + 11
            ("chief", 2024, 7),
            ("chief", 2015, 10),  # 9: 7 + 3
            ("chief", 1991, 18),  # 33: 7 + 11
        ],
    )
    def test_levels(self, kit, rules, post, first, level):
        """
        Each post has twelve rungs: who has served long can stand above a new chief.
        """
        someone = kit.worker(post, date(first, 7, 1), rated=all_years(first))
        slip = kit.paid(rules, someone)

        assert (level, yuan(100 * level)) == (slip.placement.level, slip.paid)

    @pytest.mark.parametrize(
        ("month", "level"), [((2024, 12), 9), ((2025, 1), 10), ((2025, 6), 10)]
    )
    def test_from_next_january(self, kit, rules, month, level):
        """
        Nine years full in July 2024 raise the level from January 2025.
        """
        someone = kit.worker("chief", date(2015, 7, 1), rated=all_years(2015))

        assert level == kit.paid(rules, someone, Month(*month)).placement.level

    @pytest.mark.parametrize(
        ("other", "level"),
        [
            ({}, 10),  # 9 years: 7 + 3
            ({"y2020": "excellent"}, 10),
            ({"y2020": "basic"}, 9),  # 8 years: 7 + 2
            ({"y2020": "failed"}, 9),
            ({"y2018": "failed", "y2019": "basic", "y2020": "basic", "y2021": "failed"}, 8),  # 5
            ({"y2020": NoResult.NO_GRADE}, 9),
        ],
    )
    def test_years_that_do_not_count(self, kit, rules, other, level):
        """
        Years rated basically qualified or failed do not count; what is served around them does.
        """
        someone = kit.worker("chief", date(2015, 7, 1), rated=all_years(2015, **other))

        assert level == kit.paid(rules, someone).placement.level

    @pytest.mark.parametrize(("known", "level"), [((2026, 1, 19), 10), ((2026, 1, 20), 11)])
    def test_result_awaited(self, kit, rules, known, level):
        """
        A year whose result is not known yet does not count until it is.
        """
        # Entered in 2013: 12 years by 1 January 2026, 11 of them with a known result.
        someone = kit.worker("chief", date(2013, 7, 1), rated=all_years(2013))
        january = kit.paid(rules, someone, Month(2026, 1), known=date(*known))

        assert level == january.placement.level

    @pytest.mark.parametrize(("month", "level"), [(3, 4), (4, 10), (12, 10)])
    def test_move(self, kit, rules, month, level):
        """
        A move counts from the next month; the level is worked out afresh in the new window.
        """
        moved = date(2025, 3, 10)
        offices = (("member", date(2015, 7, 1), moved), ("chief", moved, None))
        someone = kit.worker(offices, date(2015, 7, 1), rated=all_years(2015))
        slip = kit.paid(rules, someone, Month(2025, month))

        assert (level, yuan(100 * level)) == (slip.placement.level, slip.paid)


class TestBenxi:
    """
    Only failed years are dropped from service.
    """

    @pytest.mark.parametrize(
        ("result", "level"), [("excellent", 10), ("qualified", 10), ("basic", 10), ("failed", 9)]
    )
    def test_year(self, kit, result, level):
        """
        A year rated basically qualified counts, a failed one does not.
        """
        benxi = kit.source("benxi", "本溪市社区工作者薪酬", "http://benxi.gov.cn/petition/8361")
        rules = kit.scheme(
            benxi,
            ladder=kit.ladder(*THREE_POSTS, rises=every(3)),
            service=kit.service(results=kit.results("excellent", "qualified", "basic")),
        )
        someone = kit.worker("chief", date(2015, 7, 1), rated=all_years(2015, y2020=result))

        assert level == kit.paid(rules, someone).placement.level


class TestEarlySteps:
    """
    Three years a step; two excellent years in a row are a step early, two such steps at most.
    """

    @pytest.mark.parametrize(
        ("other", "level"),
        [
            ({}, 10),  # 9 years: 7 + 3
            ({"y2018": "excellent"}, 10),
            ({"y2018": "excellent", "y2020": "excellent"}, 10),
            ({"y2018": "excellent", "y2019": "excellent"}, 11),
            ({"y2018": "excellent", "y2019": "excellent", "y2020": "excellent"}, 11),
            ({f"y{year}": "excellent" for year in range(2018, 2022)}, 12),
            ({f"y{year}": "excellent" for year in range(2016, 2025)}, 12),  # two at most
            ({"y2024": "excellent", "y2025": "excellent"}, 10),  # from January 2026
            ({"y2018": "excellent", "y2019": "excellent", "y2021": "failed"}, 10),  # 8 years
        ],
    )
    def test_level(self, kit, other, level):
        """
        Runs of excellent years raise the level beyond what years do, a failed year delays it.
        """
        published = kit.source(
            "early-steps",
            "社区工作者三年晋级与提前晋级",
            "https://m.jiusongjiankang.com/health/news/4468058.html",
        )
        early = EarlyRule(
            grade="excellent",
            run=2,
            overlapping=False,
            no_grade_breaks=True,
            most=2,
            gives=EarlyGain.LEVELS,
            amount=1,
        )
        rules = kit.scheme(
            published,
            ladder=kit.ladder(*THREE_POSTS, rises=every(3)),
            service=kit.service(
                results=kit.results("excellent", "qualified", "basic"), early=early
            ),
        )
        someone = kit.worker("chief", date(2015, 7, 1), rated=all_years(2015, **other))
        slip = kit.paid(rules, someone)

        assert (level, yuan(100 * level)) == (slip.placement.level, slip.paid)


class TestFourPosts:
    """
    Four posts on 18 levels, twelve rungs each, two apart.
    """

    @pytest.mark.parametrize(
        ("years", "levels"),
        [
            (0, (1, 3, 5, 7)),
            (2, (1, 3, 5, 7)),
            (3, (2, 4, 6, 8)),
            (12, (5, 7, 9, 11)),
            (32, (11, 13, 15, 17)),
            (33, (12, 14, 16, 18)),
            (40, (12, 14, 16, 18)),
        ],
    )
    def test_levels(self, kit, years, levels):
        """
        Windows 1–12, 3–14, 5–16 and 7–18: one up every three years, to the end of the window.
        """
        published = kit.source(
            "four-posts", "四岗十八级", "https://www.fudaoke.com/exam/2563044.html"
        )
        rules = kit.scheme(published, ladder=kit.ladder(*FOUR_POSTS, rises=every(3)))
        slips = [
            kit.paid(rules, kit.worker(post, date(2025 - years, 6, 1)))
            for post, _, _ in FOUR_POSTS
        ]

        assert levels == tuple(slip.placement.level for slip in slips)
        assert [yuan(100 * level) for level in levels] == [slip.paid for slip in slips]


class TestNingxia:
    """
    Four posts on 24 levels, two years a step, in the place of three on 18; windows are made up.
    """

    @pytest.mark.parametrize(
        ("post", "month", "level"),
        [
            ("deputy", Month(2024, 12), 8),  # 12 years: 4 + 4
            ("deputy", Month(2025, 1), 13),  # 7 + 6
            ("chief", Month(2024, 12), 11),
            ("chief", Month(2025, 1), 16),
        ],
        ids=str,
    )
    def test_superseded(self, kit, post, month, level):
        """
        A ladder is dated: on the day the new one starts, everybody is placed afresh.
        """
        before = kit.source(
            "three-posts", "三岗十八级", "https://www.zbrczp.cn/article/43673.html"
        )
        after = kit.source(
            "ningxia-2025", "四岗二十四级", "https://www.educity.cn/shgzz/5369671.html"
        )
        wider = (("member", 1, 15), ("worker", 4, 18), ("deputy", 7, 21), ("chief", 10, 24))
        ladders = kit.said("ladder", kit.ladder(*THREE_POSTS, rises=every(3)), before).announce(
            kit.ladder(*wider, rises=every(2)),
            start=date(2025, 1, 1),
            known=date(2024, 12, 1),
            source=kit.partly(after),
        )
        rules = kit.scheme(before, ladder=ladders)
        slip = kit.paid(rules, kit.worker(post, date(2012, 3, 1)), month)

        assert (level, yuan(100 * level)) == (slip.placement.level, slip.paid)


class TestJinzhou:
    """
    Three classes on 16 levels by service alone: up to 3 years the lowest, a chief of 35 the top.

    What lies between the two ends is made up.
    """

    RISES = (4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 35)

    @pytest.fixture
    def rules(self, kit):
        """
        Calendar years, a part counting as one, as they stand each 1 January, breaks left out.
        """
        jinzhou = kit.source(
            "jinzhou-2022",
            "锦州市社区工作者薪酬",
            "https://bjasct.com/chinajob/c/2022-01-18/339143",
        )
        windows = (("member", 1, 12), ("deputy", 3, 14), ("chief", 5, 16))
        return kit.scheme(
            jinzhou,
            made_up=("ladder",),
            ladder=kit.ladder(*windows, rises=self.RISES),
            service=kit.service(PartYears.CALENDAR, breaks=("interruption",)),
        )

    @pytest.mark.parametrize(
        ("post", "since", "year", "level"),
        [
            ("member", (2021, 9, 15), 2024, 1),  # 2021 to 2023: 3
            ("member", (2021, 9, 15), 2025, 2),  # 2021 to 2024: 4
            ("member", (2021, 12, 31), 2025, 2),  # one day of 2021 is a year
            ("member", (2022, 1, 1), 2025, 1),  # 3
            ("chief", (1990, 3, 1), 2024, 15),  # 34: 5 + 10
            ("chief", (1990, 3, 1), 2025, 16),  # 35: 5 + 11, the top
        ],
    )
    def test_calendar_years(self, kit, rules, post, since, year, level):
        """
        Under one year counts as one, and all is worked out anew on 1 January.
        """
        someone = kit.worker(post, date(*since))

        assert {level} == {
            kit.paid(rules, someone, Month(year, month)).placement.level for month in (1, 6, 12)
        }

    @pytest.mark.parametrize(("reason", "level"), [("interruption", 1), ("sick_leave", 2)])
    def test_interruption(self, kit, rules, reason, level):
        """
        Interrupted service does not count; other absences do.
        """
        away = Break(
            id="b-1",
            reason=reason,
            start=date(2022, 12, 1),
            end=date(2024, 1, 1),
            known=date(2022, 12, 1),
        )
        # 2021, 2022 (eleven months of it) and 2024 are three, with 2023 four.
        slip = kit.paid(rules, kit.worker("member", date(2021, 9, 15), away))

        assert level == slip.placement.level


class TestGrid:
    """
    Five posts, 20 levels and 40 steps: an amount for each pair; windows and amounts are made up.
    """

    @pytest.mark.parametrize(
        ("post", "years", "level", "step", "amount"),
        [
            ("p1", 0, 1, 1, 2220),  # 2000 + 200 + 20
            ("p3", 12, 11, 13, 4460),  # 2000 + 2200 + 260
            ("p5", 45, 20, 40, 6800),  # 2000 + 4000 + 800
        ],
    )
    def test_cell(self, kit, post, years, level, step, amount):
        """
        Level and step are two windows of one post, each climbed by itself.
        """
        county = kit.source(
            "county-grid", "五岗20级40档", "https://3366ai.com/p-a70f2ee8d7061425.html"
        )
        cells = tuple(
            (n, tuple((s, yuan(2000 + 200 * n + 20 * s)) for s in range(1, 41)))
            for n in range(1, 21)
        )
        scale = (
            Component(
                key="post",
                label=Label("岗位工资", "post pay"),
                selector=Selector.LEVEL,
                amount=Grid(by=Selector.STEP, rows=cells),
            ),
        )
        posts = tuple((f"p{n}", 4 * n - 3, 4 * n) for n in range(1, 6))
        steps = Rungs(lowest=1, highest=40, rises=every(1))
        rules = kit.scheme(
            county,
            made_up=("ladder", "scale"),
            ladder=kit.ladder(*posts, rises=every(5), steps=steps),
            scale=scale,
        )
        slip = kit.paid(rules, kit.worker(post, date(2025 - years, 6, 1)))

        assert (level, step) == (slip.placement.level, slip.placement.step)
        assert yuan(amount) == slip.paid


class TestHebei:
    """
    Sixty grades, one up a year; the post fixes where one starts. The starts are made up.
    """

    @pytest.mark.parametrize(
        ("post", "first", "other", "grade"),
        [
            ("general", 2025, {}, 1),
            ("general", 2024, {}, 2),
            ("director", 2019, {}, 15),  # 2019 to 2024: 9 + 6
            ("director", 2019, {"y2022": "basic"}, 14),
            ("director", 2019, {"y2022": "failed", "y2019": NoResult.NO_GRADE}, 13),
            ("director", 1970, {}, 60),  # 9 + 55, held at 60
        ],
    )
    def test_grade(self, kit, post, first, other, grade):
        """
        Each year rated qualified or better is one grade up, from the January after.
        """
        hebei = kit.source(
            "yutian-2021", "河北六十级工资", "http://zhangjiakou.offcn.com/html/2021/01/56008.html"
        )
        posts = (("general", 1, 60), ("deputy", 5, 60), ("director", 9, 60))
        rules = kit.scheme(
            hebei,
            made_up=("ladder",),
            ladder=kit.ladder(*posts, rises=every(1)),
            service=kit.service(PartYears.CALENDAR, results=kit.results("excellent", "qualified")),
        )
        someone = kit.worker(post, date(first, 3, 1), rated=all_years(first, **other))
        slip = kit.paid(rules, someone)

        assert (grade, yuan(100 * grade)) == (slip.placement.level, slip.paid)


class TestXiamen:
    """
    T1, the basic wage of twelve steps of 2009: complete, and not linear.
    """

    WAGES = (900, 930, 960, 1000, 1040, 1080, 1130, 1180, 1240, 1300, 1370, 1440)
    # The rules of 2003 fix the day from which years count; the day itself is made up.
    SINCE = date(2003, 7, 1)

    @pytest.fixture
    def rules(self, kit):
        """
        One step for every two full years, all results qualified or better.
        """
        xiamen = kit.source(
            "xiamen-2009",
            "厦门市社区工作者基础工资",
            "http://www.lawyee.com.cn/html/text/lar/170857/17085777.html",
        )
        wage = Component(
            key="basic",
            label=Label("基础工资", "basic wage"),
            selector=Selector.STEP,
            amount=kit.amounts(*enumerate(self.WAGES, start=1)),
        )
        steps = Rungs(lowest=1, highest=12, rises=every(2))
        return kit.scheme(
            xiamen,
            made_up=("service",),
            ladder=kit.ladder(("worker", None, None), steps=steps),
            scale=(wage,),
            service=kit.service(
                effective=Effective.SAME_DAY,
                since=self.SINCE,
                results=kit.results("excellent", "qualified"),
            ),
        )

    @pytest.mark.parametrize("step", range(1, 12))
    @pytest.mark.parametrize("odd", [0, 1])
    def test_each_step(self, kit, rules, step, odd):
        """
        Two full years make a step, one year more makes none.
        """
        years = 2 * (step - 1) + odd
        first = 2025 - years
        slip = kit.paid(rules, kit.worker("worker", date(first, 1, 1), rated=all_years(first)))

        assert (step, years) == (slip.placement.step, slip.placement.years)
        assert yuan(self.WAGES[step - 1]) == slip.paid

    @pytest.mark.parametrize(("year", "step"), [(2025, 11), (2026, 12), (2040, 12)])
    def test_from_the_fixed_day(self, kit, rules, year, step):
        """
        Service before the fixed day does not count, however long; the twelfth step is the last.
        """
        # From 1 July 2003 to the end of 2024 21 full years, to the end of 2025 22.
        someone = kit.worker("worker", date(1990, 1, 1), rated=all_years(1990, 2045))
        slip = kit.paid(rules, someone, Month(year, 6), known=date(year, 6, 30))

        assert step == slip.placement.step

    def test_failed_year(self, kit, rules):
        """
        A year that is not qualified does not count.
        """
        # Eight years to the end of 2024 are step 5; without 2020 seven, step 4.
        good, bad = (
            kit.paid(
                rules,
                kit.worker("worker", date(2017, 1, 1), rated=all_years(2017, **other)),
            )
            for other in ({}, {"y2020": "failed"})
        )

        assert (104000, 100000) == (good.paid, bad.paid)

    def test_thirteenth(self, rules):
        """
        There is no thirteenth step, and the table has no row for one.
        """
        placement = Placement(level=None, years=0, certificate="none", criteria_met=0, step=13)

        assert tuple(range(1, 13)) == rules.scale.on(date(2025, 6, 1))[0].rows
        with pytest.raises(ValueNotAllowedError, match="rows of basic"):
            price(placement, rules.on(Month(2025, 6)))
