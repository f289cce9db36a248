"""
Published tariffs, stores and honours of voluntary points, each as a scheme with worked figures.

What a publication states stands under a source of its own, graded PUBLISHED; keys, labels and who
may earn are made up with it. Fields that it leaves out are made up and graded ASSUMED. Published
deductions of points are left out: the library has none.
"""

from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.points import (
    Activity,
    AppraisalScheme,
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Criterion,
    Expiry,
    ExpiryRule,
    Gift,
    Head,
    HolderKind,
    Honour,
    Opening,
    Quantity,
    StoreScheme,
    Tariff,
    TieRule,
    TopUp,
    audit_appraisal,
    audit_store,
    audit_tariff,
)
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    Cadence,
    EndRule,
    Limit,
    LimitUnit,
    PeriodDay,
    RestRule,
    Rhythm,
    RollRule,
    StartRule,
)

START = date(2020, 1, 1)
DAY = date(2025, 6, 1)
FIGURES = Source(key="figures", title="测试用数字，不是任何地方的标准", grade=Grade.ASSUMED)
HEAD = Head("service", Label("志愿服务", "service"))
RESIDENT = HolderKind("resident", Label("居民", "resident"))
FAMILY = HolderKind("family", Label("家庭", "family"))
M, G, T = Quantity.MINUTE, Quantity.GRAM, Quantity.TIME
NEVER = Expiry(rule=ExpiryRule.NONE)


def earns(key, points, per, unit, kinds=("resident", "family")):
    """
    Make an activity that earns so many points for so much.
    """
    return Activity(
        key=key,
        label=Label(key, key),
        head="service",
        points=points,
        per=per,
        unit=unit,
        kinds=kinds,
    )


HOUR = earns("hours", 1, 60, M)
REST = {
    Tariff: {
        "heads": (HEAD,),
        "kinds": (RESIDENT, FAMILY),
        "activities": (HOUR,),
        "caps": (),
        "storage_cap": None,
        "expiry": NEVER,
        "openings": (),
        "credit_to": CreditTo.HOLDER,
    },
    StoreScheme: {
        "windows": Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
        "catalogue": (),
        "priority": (Criterion.EARLIEST_ASKED,),
        "least": 0,
        "hold_days": None,
    },
    AppraisalScheme: {
        "kinds": ("resident",),
        "ties": TieRule.STANDARD,
        "honours": (),
        "posting": Limit(
            amount=5,
            unit=LimitUnit.WORKING_DAY,
            start=StartRule.AFTER_STARTING_DAY,
            roll=RollRule.NONE,
            end=EndRule.END_OF_DAY,
        ),
    },
}
AUDITS = {Tariff: audit_tariff, StoreScheme: audit_store, AppraisalScheme: audit_appraisal}


def published(kind, name, link, *, made_up=(), **values):
    """
    Make a scheme: what is published on its own word, the rest made up; no audit finds a fault.

    Args:
        kind: The kind of scheme.
        name: What the publication is called here.
        link: Where it can be read.
        made_up: The fields given that are made up all the same.
        values: The fields.
    """
    source = Source(key=name, title=name, link=link, grade=Grade.PUBLISHED)
    scheme = kind(
        key=SchemeKey(name, kind.__name__.lower(), "published"),
        **{
            field: Series(field).announce(
                values.get(field, usual),
                start=START,
                known=START,
                source=source if field in values and field not in made_up else FIGURES,
            )
            for field, usual in REST[kind].items()
        },
    )
    assert () == AUDITS[kind](scheme).not_met
    return scheme


def rules(*said, **values):
    """
    Make a published scheme and give what is in force.
    """
    return published(*said, **values).rules_on(DAY)


class TestSources:
    def test_each_field(self):
        """
        What is published can be looked up, what is made up is called a guess.
        """
        link = "http://therlest.com/62430.html"
        scheme = published(
            Tariff, "a", link, made_up=("caps",), caps=(), credit_to=CreditTo.HOUSEHOLD
        )
        sources = {name: getattr(scheme, name).entries[0].source for name in REST[Tariff]}

        assert (Grade.PUBLISHED, link) == (sources["credit_to"].grade, sources["credit_to"].link)
        del sources["credit_to"]
        assert {FIGURES} == set(sources.values())


class TestVolunteering:
    """
    Hours of volunteering: 1 point, 1 with a limit for each time, or 2.
    """

    @pytest.mark.parametrize(
        ("minutes", "points"), [(59, 0), (60, 1), (90, 1), (120, 2), (179, 2)]
    )
    def test_one_an_hour(self, minutes, points):
        """
        1 hour is 1 point; what is left over of an hour falls away.
        """
        tariff = rules(
            Tariff,
            "one-an-hour",
            "http://www.mhsmt.com/temp/zt2017/lhxzc/xsdxqx/2018/0926/125868.shtml",
            activities=(HOUR,),
        )

        assert points == tariff.activity("hours").worth(minutes)

    def test_two_hours_a_time(self):
        """
        1 hour is 1 point, and no activity counts for more than 2 hours: a cap on each slip.
        """
        most = Cap(
            key="two_hours",
            label=Label("每次最多2小时", "2 hours a time"),
            points=2,
            every=CapPeriod.SLIP,
            scope=CapScope.HOLDER,
            activities=("hours",),
        )
        tariff = rules(
            Tariff,
            "two-hours-a-time",
            "http://m.51dongshi.net/eedfrcvreebvs.html",
            activities=(HOUR,),
            caps=(most,),
        )
        [(place, cap)] = tariff.caps_of["hours"]

        # Three and a half hours at once are worth 3 and let through as 2.
        assert (3, 2) == (tariff.activity("hours").worth(210), cap.points)
        assert (0, most) == (place, cap)

    def test_two_an_hour(self):
        """
        1 hour is 2 points, making a policy known 10 a time.
        """
        tariff = rules(
            Tariff,
            "two-an-hour",
            "http://www.oqj.cc/news-show-146618.html",
            activities=(earns("hours", 2, 60, M), earns("publicity", 10, 1, T)),
        )

        # That half an hour more is a point more is not published: a part counts in proportion.
        assert [2, 3, 10] == [
            tariff.activity("hours").worth(60),
            tariff.activity("hours").worth(90),
            tariff.activity("publicity").worth(1),
        ]


class TestWaste:
    """
    Waste: by weight, by patrol, by correct sortings.
    """

    @pytest.mark.parametrize(("grams", "points"), [(499, 0), (500, 1), (1000, 2), (2750, 5)])
    def test_kitchen_waste(self, grams, points):
        """
        1 kg of kitchen waste is 2 points, a patrol 3.
        """
        tariff = rules(
            Tariff,
            "kitchen-waste",
            "https://www.hbqj.gov.cn/xxgk/xxgkml/szfxxgkml/qtzdgknr/zdzcls/202507/t20250708_5715867.html",
            activities=(earns("kitchen", 2, 1000, G), earns("patrol", 3, 1, T)),
        )

        assert points == tariff.activity("kitchen").worth(grams)
        assert 3 == tariff.activity("patrol").worth(1)

    @pytest.mark.parametrize(("sortings", "points"), [(1, 0), (9, 4), (10, 5), (31, 15)])
    def test_correct_sortings(self, sortings, points):
        """
        10 correct sortings are 5 points; that fewer count in proportion is not published.
        """
        tariff = rules(
            Tariff,
            "correct-sortings",
            "http://therlest.com/62430.html",
            activities=(earns("sortings", 5, 10, T),),
        )

        assert points == tariff.activity("sortings").worth(sortings)


class TestCaps:
    def test_household_day(self):
        """
        5 points a household and day; a week of days then lets 35 through.
        """
        five = Cap(
            key="household_day",
            label=Label("每户每日5分", "5 a household and day"),
            points=5,
            every=CapPeriod.DAY,
            scope=CapScope.HOUSEHOLD,
        )
        scheme = published(
            Tariff, "household-day", "https://ppfocus.com/0/edfea70bc.html", caps=(five,)
        )
        honours = (Honour(key="a", label=Label("星", "star"), kind="resident", points=1831),)
        appraisal = published(AppraisalScheme, "above", "", made_up=("honours",), honours=honours)
        days = [date(2025, 6, day) for day in range(2, 9)]

        assert ((0, five),) == scheme.rules_on(DAY).caps_of["hours"]
        assert 7 == len({five.every.index_of(day) for day in days})
        # 5 × 366 = 1830.
        [fault] = audit_appraisal(appraisal, scheme).not_met
        assert "2020-01-01: a: 1831 > 1830" == str(fault.step.value)

    def test_storage(self):
        """
        At most 1500 stored, whole points only, redeemed from 100 on.
        """
        link = "http://epaper.xkb.com.cn/view/1145499"
        tariff = published(Tariff, "storage", link, storage_cap=1500)
        store = published(StoreScheme, "storage", link, least=100)

        assert 1500 == tariff.rules_on(DAY).storage_cap
        assert 100 == store.rules_on(DAY).least
        assert () == audit_store(store, tariff).not_met

    def test_hours_stored(self):
        """
        Elsewhere 1500 hours; what is above goes to gifts or honours, which is no rule of ours.
        """
        tariff = rules(
            Tariff,
            "hours-stored",
            "http://www.jiaozishequ.com/portal/article/index/id/658.html",
            storage_cap=1500,
        )

        assert tariff.storage_cap == tariff.activity("hours").worth(1500 * 60)


class TestAccounts:
    def test_household(self):
        """
        A household begins with 60 points and redeems from 61: with one it has earned.
        """
        link = "http://www.ddcpc.cn/news/202010/t20201028_1120454.shtml"
        tariff = rules(Tariff, "household", link, openings=(Opening("family", 60),))
        store = rules(StoreScheme, "household", link, least=61)

        assert {"resident": 0, "family": 60} == tariff.opening_of
        assert 1 == store.least - tariff.opening_of["family"]

    def test_individual(self):
        """
        An individual begins with 5.
        """
        tariff = rules(
            Tariff,
            "individual",
            "http://zjnews.zjol.com.cn/zjnews/hznews/202105/t20210506_22486697.shtml",
            openings=(Opening("resident", 5),),
        )

        assert {"resident": 5, "family": 0} == tariff.opening_of

    def test_used_by_the_family(self):
        """
        What individuals earn the family may use: slips are credited to it.
        """
        tariff = rules(
            Tariff, "family", "http://therlest.com/62430.html", credit_to=CreditTo.HOUSEHOLD
        )

        assert CreditTo.HOUSEHOLD is tariff.credit_to

    @pytest.mark.parametrize("registered", ["2023-12-31", "2024-02-29", "2099-12-31"])
    def test_carried_over(self, registered):
        """
        What is not used passes to the next quarter and never expires.
        """
        tariff = rules(
            Tariff,
            "carried-over",
            "https://zzwb.zynews.cn/html/2023-12/05/content_1412162.htm",
            expiry=NEVER,
        )
        day = date.fromisoformat(registered)

        assert tariff.expiry.last_day(day, day) is None


class TestPrices:
    def test_tissues(self):
        """
        50 points are tissues, 80 a haircut: 25 kg of kitchen waste, or 40.
        """
        link = "http://www.qjsrm.cn/p/175040.html"
        catalogue = (
            Gift(key="tissues", label=Label("抽纸", "tissues"), points=50),
            Gift(key="haircut", label=Label("理发", "haircut"), points=80),
        )
        store = rules(StoreScheme, "tissues", link, catalogue=catalogue)
        tariff = rules(Tariff, "tissues", link, activities=(earns("kitchen", 2, 1000, G),))
        kitchen = tariff.activity("kitchen")

        assert [50, 80] == [store.gift(key).points for key in ("tissues", "haircut")]
        assert [50, 80] == [kitchen.worth(kilos * 1000) for kilos in (25, 40)]

    def test_meal_coupon(self):
        """
        30 points are a meal; what a report of a hazard earns, a committee judges: no tariff.
        """
        meal = Gift(key="meal", label=Label("餐券", "meal coupon"), points=30)
        store = rules(
            StoreScheme,
            "riders",
            "https://investchn.com/home/news/detail/id/456397.html",
            catalogue=(meal,),
        )

        assert 30 == store.gift("meal").points

    @pytest.mark.parametrize(
        ("held", "cash"), [(80, "0.00"), (79, "1.00"), (30, "50.00"), (0, "80.00")]
    )
    def test_topped_up(self, held, cash):
        """
        A point is a yuan, and what is missing may be paid in cash, however much it is.
        """
        rice = Gift(
            key="rice",
            label=Label("大米", "rice"),
            points=80,
            top_up=TopUp(yuan(1), Fraction(1)),
        )
        store = rules(
            StoreScheme, "topped-up", "http://tcncw.org.cn/show-159841.html", catalogue=(rice,)
        )
        gift = store.gift("rice")
        missing = gift.points - held

        assert missing <= gift.top_up.most_points(gift.points)
        assert yuan(cash) == missing * gift.top_up.fen_a_point


class TestWindows:
    def test_quarterly(self):
        """
        Redeemed once a quarter; on which days is not published.
        """
        store = rules(
            StoreScheme,
            "quarterly",
            "http://case.bixenon.cn/b717930/1.html",
            windows=Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
        )
        found = [store.open_on(day) for day in (date(2025, 3, 31), date(2025, 4, 1))]

        assert ["2025-Q1", "2025-Q2"] == [str(each) for each in found]

    def test_fridays(self):
        """
        Redeemed every Friday.
        """
        store = rules(
            StoreScheme,
            "fridays",
            "http://xianyu.chinaxiaokang.com/xishuangbannadaizuzizhizhoudiji/jinghongshi/yaowen/2020/0918/3665089.html",
            windows=Cadence(every=Rhythm.WEEK, on=(PeriodDay(5),), rest=RestRule.KEEP),
        )
        june = [date(2025, 6, day) for day in range(1, 31)]

        assert [6, 13, 20, 27] == [day.day for day in june if store.open_on(day)]

    def test_fifteenth(self):
        """
        Redeemed on the 15th of each month.
        """
        store = rules(
            StoreScheme,
            "fifteenth",
            "https://ts.hebei.com.cn/system/2022/08/06/101003550.shtml",
            windows=Cadence(every=Rhythm.MONTH, on=(PeriodDay(15),), rest=RestRule.KEEP),
        )
        june = [date(2025, 6, day) for day in range(1, 31)]

        assert [15] == [day.day for day in june if store.open_on(day)]


def stars(*thresholds):
    """
    Make an honour for each number of points, one star more each time.
    """
    return tuple(
        Honour(
            key=f"star_{number}",
            label=Label(f"{number}星志愿者", f"{number}-star volunteer"),
            kind="resident",
            points=points,
        )
        for number, points in enumerate(thresholds, start=1)
    )


class TestHonours:
    def test_stars(self):
        """
        Stars at 100, 300, 600, 1000 and 1500 hours, posted for 5 working days.
        """
        appraisal = rules(
            AppraisalScheme,
            "stars",
            "http://www.397.win/1146329.html",
            honours=stars(100, 300, 600, 1000, 1500),
            posting=REST[AppraisalScheme]["posting"],
        )

        reached = [each.key for each in appraisal.honours_of["resident"] if each.points <= 999]
        assert ["star_1", "star_2", "star_3"] == reached
        assert (5, LimitUnit.WORKING_DAY) == (appraisal.posting.amount, appraisal.posting.unit)

    def test_within_the_storage_cap(self):
        """
        The fifth star takes all that an account of 1500 may hold.
        """
        appraisal = rules(
            AppraisalScheme,
            "stars",
            "http://www.397.win/1146329.html",
            honours=stars(100, 300, 600, 1000, 1500),
        )
        tariff = rules(
            Tariff, "storage", "http://epaper.xkb.com.cn/view/1145499", storage_cap=1500
        )

        assert tariff.storage_cap == appraisal.honours[-1].points

    def test_yearly(self):
        """
        In one community 10, 20, 30, 40 and 50 hours a year.
        """
        appraisal = rules(
            AppraisalScheme,
            "yearly",
            "https://cnpingwar.com/index$m=content&c=index&a=show&catid=34&id=5323.htm",
            honours=stars(10, 20, 30, 40, 50),
        )
        # Half an hour a week is 26 hours a year.
        year = HOUR.worth(52 * 30)

        assert 2 == sum(each.points <= year for each in appraisal.honours)
