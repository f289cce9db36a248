"""
What the pack may say is fixed by one paragraph of one report, “做足待遇保障”.

It says: three categories, 18 levels in all; pay is tied to years of work, education and degree,
professional standard and the stars of the community's Party organisation; the mean post subsidy
payable of the categories is 5,500, 5,300 and 5,100 yuan a month or more.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from partygrid import packs, pay
from partygrid.dated import Effective, Month, NotStated, Quarter, Series
from partygrid.errors import NotStatedError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.norms import Verdict
from partygrid.org import Standing, unit_id
from partygrid.people import Appointment, Education, Probation, Service, Worker
from partygrid.sources import Grade, Source
from partygrid.trace import recompute

OURS = Source(key="ours", title="县财政局通知", grade=Grade.HOST)
UNIT = unit_id("community-1")
JUNE = Month(2025, 6)
OFFICES = (("member", "member"), ("deputy_director", "deputy"), ("secretary", "chief"))
DEGREE = pay.Credit(
    key="education",
    label=Label("学历", "education"),
    looks_at=pay.CreditFor.EDUCATION,
    gives=pay.CreditGives.LEVELS,
    rows=(("junior_college", 0), ("bachelor", 1)),
    effective=Effective.NEXT_MONTH,
)
WINDOWS = {
    "years": 3,
    "credits": (DEGREE,),
    "offices": OFFICES,
    "effective": Effective.NEXT_MONTH,
    "concurrent": pay.Concurrent.HIGHER,
}
# A made-up scale: level 1 pays 5,000.00, and each level 100.00 more.
SCALE = (
    pay.Component(
        key="subsidy",
        label=Label("任职补贴", "post subsidy"),
        selector=pay.Selector.LEVEL,
        amount=pay.Table(tuple((level, yuan(4900 + 100 * level)) for level in range(1, 19))),
    ),
)
LEFT_OPEN = {
    "read_on",
    "service",
    "ladder",
    "allowances_from",
    "base",
    "scale",
    "rounding",
    "award_rate",
    "award_shares",
    "award_basis",
    "award_pool",
    "award_lines",
    "rating",
    "mover",
    "stars",
    "part_month",
    "probation",
    "payments",
}


@pytest.fixture
def pack():
    """
    What the county states.
    """
    return packs.load("yanchi")


@pytest.fixture
def completed(pack, complete):
    """
    The county's scheme with every question answered: published windows, a made-up scale.
    """
    return complete(pack.pay, base=None, scale=SCALE, ladder=("published_windows", WINDOWS))


@pytest.fixture
def standings():
    """
    A community with four stars at the end of 2024.
    """
    rated = Series[Standing]("standing").announce(
        Standing(criteria_met=0, stars=4),
        start=date(2024, 1, 1),
        known=date(2025, 1, 10),
        source=OURS,
    )
    return {UNIT: rated}


def worker(name, office, *, years=0, start=None, facts=()):
    """
    Make a worker who on 1 June 2025 has served that many years.
    """
    first = start or date(2025 - years, 6, 1)
    return Worker(
        name,
        (
            Service(id="s", staff="community_worker", start=first, known=first),
            Appointment(id="a", unit=UNIT, office=office, start=first, known=first),
            *facts,
        ),
    )


class TestStated:
    def test_categories(self, pack):
        """
        There are three categories, from members to chiefs, with eighteen levels in all.
        """
        assert ["成员", "副职", "正职"] == [each.zh for each in pack.categories]
        assert 18 == pack.level_count

    def test_drivers(self, pack):
        """
        Four things drive pay.
        """
        assert ["工作年限", "学历学位", "专业水平", "所在社区党组织星级"] == [
            each.zh for each in pack.drivers
        ]

    def test_source(self, pack):
        """
        They stand on the report's word, and so do the values of the scheme.
        """
        assert Grade.STATED is pack.source.grade
        assert {pack.source} == {
            entry.source
            for name in pack.pay.parameters()
            for entry in getattr(pack.pay, name).entries
        }

    def test_floors(self, pack):
        """
        The three amounts are floors under monthly means of all that is payable, not rates.
        """
        floors = pack.pay.floors.on(JUNE.first_day)

        assert {("member",): 510000, ("deputy",): 530000, ("chief",): 550000} == {
            floor.positions: floor.least for floor in floors
        }
        assert {None} == {floor.lines.only for floor in floors}
        assert {"月"} == {floor.every.label.zh for floor in floors}

    def test_covers(self, pack):
        """
        The ladder is that of community workers; auxiliary grid workers are not on it.
        """
        assert ("community_worker",) == pack.pay.covers.on(JUNE.first_day)

    def test_nothing_more(self, pack):
        """
        Every other field is a question, or empty where the report has no such norm.
        """
        scheme = pack.pay
        found = {
            name
            for name in scheme.parameters()
            if type(getattr(scheme, name).entries[0].value) is NotStated
        }

        assert LEFT_OPEN == found
        assert {"covers", "floors", "award_apportion"} == set(scheme.parameters()) - found
        assert scheme.award_apportion.on(JUNE.first_day) is None

    @pytest.mark.parametrize("name", pay.PayScheme.parameters())
    def test_dates_assumed(self, pack, name):
        """
        The report prints no date: start and known are assumed, and say so.
        """
        (entry,) = getattr(pack.pay, name).entries

        assert (date(2023, 1, 1), date(2023, 1, 1)) == (entry.start, entry.known)
        assert Grade.ASSUMED is entry.dated_by.grade

    def test_refused(self, pack):
        """
        Nobody's pay follows from the report alone.
        """
        with pytest.raises(NotStatedError) as caught:
            pack.pay.on(JUNE)

        assert len(LEFT_OPEN) == 1 + len(caught.value.others)


class TestLadder:
    def test_question(self, pack):
        """
        The question says what is stated, and that the windows on offer are not the county's.
        """
        gap = pack.pay.ladder.entries[0].value

        assert "三类共18级" in gap.question.zh
        assert ("published_windows", "ladder") == gap.names
        assert "非盐池县公布" in gap.option("published_windows").label.zh
        assert "not by Yanchi" in gap.option("published_windows").label.en

    def test_published_windows(self, pack):
        """
        The windows on offer are 1–12, 4–15 and 7–18, at equal steps.
        """
        ladder = pack.pay.ladder.choose("published_windows", source=OURS, **WINDOWS).on(
            JUNE.first_day
        )

        assert [("member", 1, 12), ("deputy", 4, 15), ("chief", 7, 18)] == [
            (each.key, each.levels.lowest, each.levels.highest) for each in ladder.positions
        ]
        assert {(3, 6, 9)} == {each.levels.rises[:3] for each in ladder.positions}
        assert list(pack.categories) == [each.label for each in ladder.positions]

    def given(self, *windows):
        """
        Make a ladder of such positions and windows.
        """
        return pay.PayLadder(
            positions=tuple(
                pay.Position(
                    key=key,
                    label=Label("类", "category"),
                    levels=window and pay.Rungs(lowest=window[0], highest=window[1], rises=()),
                )
                for key, window in windows
            ),
            offices=(("secretary", windows[0][0]),),
            credits=(),
            effective=Effective.SAME_DAY,
            concurrent=pay.Concurrent.HIGHER,
        )

    def test_given(self, pack):
        """
        A given ladder is taken if it has the three categories and the eighteen levels.
        """
        ladder = self.given(("member", (1, 6)), ("deputy", (7, 12)), ("chief", (13, 18)))

        assert ladder is pack.pay.ladder.choose("ladder", source=OURS, ladder=ladder).on(
            JUNE.first_day
        )

    @pytest.mark.parametrize(
        ("windows", "field"),
        [
            ([("member", (1, 12)), ("chief", (7, 18))], "ladder.positions"),
            ([("deputy", (1, 6)), ("member", (4, 9)), ("chief", (7, 18))], "ladder.positions"),
            (
                [("member", (1, 12)), ("deputy", (4, 15)), ("chief", (7, 24))],
                "ladder.positions: levels",
            ),
            (
                [("member", (1, 6)), ("deputy", (8, 12)), ("chief", (13, 18))],
                "ladder.positions: levels",
            ),
            ([("member", None), ("deputy", None), ("chief", None)], "ladder.positions: levels"),
        ],
    )
    def test_at_odds_with_the_report(self, pack, windows, field):
        """
        A ladder with other categories, or other levels than 1 to 18, is no answer.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            pack.pay.ladder.choose("ladder", source=OURS, ladder=self.given(*windows))

        assert field == caught.value.field
        assert "盐池县" in caught.value.source

    def test_no_ladder(self, pack):
        """
        What is no ladder is no answer.
        """
        with pytest.raises(WrongTypeError, match="a PayLadder"):
            pack.pay.ladder.choose("ladder", source=OURS, ladder=None)


class TestCompleted:
    def test_priced(self, completed, standings):
        """
        With the host's answers a worker is placed and paid.
        """
        # Deputy, 7 years, bachelor: 4 + 2 + 1 = level 7, which pays 5,600.00.
        education = Education(
            id="e", education="bachelor", start=date(2018, 7, 1), known=date(2018, 7, 1)
        )
        someone = worker("w-1", "deputy_director", years=7, facts=(education,))
        slip = pay.payslip(someone, completed.on(JUNE), standings)

        assert (7, "deputy", 560000) == (slip.placement.level, slip.placement.position, slip.paid)
        assert slip.paid == recompute(slip.trace())

    def test_stars_noted(self, completed, standings):
        """
        The stars are a stated driver of unstated size: they are listed, and nothing is computed.
        """
        slip = pay.payslip(worker("w-1", "member"), completed.on(JUNE), standings)

        assert ["与星级挂钩"] == [effect.what.zh for effect in slip.notes]
        assert (500000, 0) == (slip.paid, slip.award)

    def test_award_chosen(self, pack, complete, standings):
        """
        Whether part of pay is an award is the host's answer.
        """
        # 5,000.00, of which 20 % is the pool; none of five criteria met leaves 4,000.00.
        scheme = complete(
            pack.pay,
            base=None,
            scale=SCALE,
            ladder=("published_windows", WINDOWS),
            award_rate=("share", {"share": Fraction(1, 5)}),
        )
        slip = pay.payslip(worker("w-1", "member"), scheme.on(JUNE), standings)

        assert (500000, 100000, 400000) == (slip.total, slip.pool, slip.paid)


class TestFloors:
    def check(self, scheme, standings, *workers):
        """
        Hold the pay of June to the floors, by position.
        """
        terms = scheme.on(JUNE)
        slips = [pay.payslip(each, terms, standings) for each in workers]
        report = pay.check_floors(slips, JUNE)
        return dict(zip(("member", "deputy", "chief"), report.findings, strict=True))

    def test_mean_not_everybody(self, completed, standings):
        """
        The sum of a group is held against the floor times its workers: one may lie below.
        """
        # Members of levels 1 and 3: 5,000.00 + 5,200.00 = 2 × 5,100.00.
        found = self.check(
            completed, standings, worker("w-1", "member"), worker("w-2", "member", years=6)
        )["member"]

        assert (Verdict.MET, 510000, 0) == (found.verdict, found.measured, found.gap)

    def test_not_met(self, completed, standings):
        """
        What is missing is the floor times the workers, less their sum.
        """
        # Chiefs start on level 7 with 5,600.00; members of levels 1, 1 and 3 have 15,200.00
        # where 15,300.00 is needed.
        found = self.check(
            completed,
            standings,
            worker("w-1", "member"),
            worker("w-2", "member"),
            worker("w-3", "member", years=6),
            worker("w-4", "secretary"),
        )

        assert (Verdict.NOT_MET, 10000) == (found["member"].verdict, found["member"].gap)
        assert Fraction(1520000, 3) == found["member"].measured
        assert (Verdict.MET, 560000) == (found["chief"].verdict, found["chief"].measured)

    def test_nobody(self, completed, standings):
        """
        A group without anybody is not applicable, neither met nor failed.
        """
        found = self.check(completed, standings, worker("w-1", "member"))

        assert {"deputy", "chief"} == {
            key for key, each in found.items() if each.verdict is Verdict.NOT_APPLICABLE
        }
        assert found["chief"].measured is None

    def test_left_out(self, completed, standings):
        """
        Who serves part of the month or is on probation does not count, and is listed.
        """
        started = date(2025, 6, 11)
        on_probation = Probation(id="p", entry="new", start=started, known=started)
        found = self.check(
            completed,
            standings,
            worker("w-1", "member", years=6),
            worker("w-2", "member", start=started),
            worker(
                "w-3",
                "member",
                start=date(2025, 5, 1),
                facts=(
                    Probation(
                        id="p",
                        entry="new",
                        start=date(2025, 5, 1),
                        end=date(2025, 8, 1),
                        known=date(2025, 5, 1),
                    ),
                ),
            ),
            worker("w-4", "secretary", start=started, facts=(on_probation,)),
        )
        listed = {step.rule.key: step.value for step in found["member"].step.children}

        assert (Verdict.MET, 520000) == (found["member"].verdict, found["member"].measured)
        assert (1, "w-2, w-3") == (listed["workers"], listed["left_out"])
        assert Verdict.NOT_APPLICABLE is found["chief"].verdict

    def test_month_alone(self, completed, standings):
        """
        The floors are those of a month: nothing is said of a quarter.
        """
        first = JUNE.first_day - timedelta(days=61)
        months = [Month.containing(first), Month(2025, 5), JUNE]
        slips = [
            pay.payslip(worker("w-1", "member", years=1), completed.on(month), standings)
            for month in months
        ]

        assert 0 == len(pay.check_floors(slips, Quarter(2025, 2)))
