"""
What the pack may say is fixed by one sentence of one article, on the “three hooks” of pay.

It says: pay is adjusted over time with the economic level, the years of work and the level of the
post; after 20 full years of work it can reach that of a cadre of county-division rank.
"""

from datetime import date
from fractions import Fraction

import pytest

from partygrid import packs, pay
from partygrid.dated import AssumedPart, Month, NotStated, Series
from partygrid.errors import NotStatedError
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.norms import Verdict
from partygrid.org import Standing, unit_id
from partygrid.people import Appointment, LevelConfirmation, Service, Worker
from partygrid.sources import Grade, Source
from partygrid.trace import recompute

OURS = Source(key="ours", title="区财政局通知", grade=Grade.HOST)
UNIT = unit_id("community-1")
EMPTY = {"award_apportion": None, "stars": None, "floors": ()}
# Made up: level n pays 1 + 0.1 × (n − 1) of the base.
SCALE = (
    pay.Component(
        key="post",
        label=Label("岗位工资", "post pay"),
        selector=pay.Selector.LEVEL,
        amount=pay.Coefficients(tuple((n, 1 + Fraction(n - 1, 10)) for n in range(1, 19))),
    ),
)


@pytest.fixture
def pack():
    """
    What the city states.
    """
    return packs.load("urumqi")


@pytest.fixture
def completed(pack, complete):
    """
    The city's scheme with every question answered; the base is announced.
    """
    return complete(pack.pay, base=yuan(4000), scale=SCALE)


@pytest.fixture
def veteran():
    """
    A worker of level 11 who began on 1 June 2005: 20 years are full on 1 June 2025.
    """
    first = date(2005, 6, 1)
    return Worker(
        "w-1",
        (
            Service(id="s", staff="community_worker", start=first, known=first),
            Appointment(id="a", unit=UNIT, office="member", start=first, known=first),
            LevelConfirmation(id="l", level=11, start=date(2024, 1, 1), known=date(2024, 1, 1)),
        ),
    )


@pytest.fixture
def slip(completed, veteran):
    """
    A function that makes the worker's payslip of a month of 2025.
    """
    rated = Series[Standing]("standing").announce(
        Standing(criteria_met=5), start=date(2024, 1, 1), known=date(2025, 1, 5), source=OURS
    )
    return lambda month: pay.payslip(veteran, completed.on(Month(2025, month)), {UNIT: rated})


class TestStated:
    def test_hooks(self, pack):
        """
        Pay is tied to three things.
        """
        assert ["经济发展水平", "工作年限", "职务等级"] == [hook.zh for hook in pack.hooks]
        assert Grade.STATED is pack.source.grade

    @pytest.mark.parametrize(("place", "name"), [(0, "base"), (1, "service"), (2, "ladder")])
    def test_each_hook_is_a_question(self, pack, place, name):
        """
        How each hook works is not printed: it is a question that names the hook.
        """
        gap = getattr(pack.pay, name).entries[0].value

        assert type(gap) is NotStated
        assert pack.hooks[place].zh in gap.question.zh
        assert gap.options

    def test_empty(self, pack):
        """
        Of stars, floors and the sharing out of a pool the article has no norm.
        """
        found = {name: getattr(pack.pay, name).on(date(2025, 6, 1)) for name in EMPTY}

        assert found == EMPTY

    def test_nothing_more(self, pack):
        """
        Whom the scheme covers is stated; every other field is a question.
        """
        gaps = {name for name, _ in pack.gaps()}

        assert set(pack.pay.parameters()) == gaps | set(EMPTY) | {"covers"}
        assert ("community_worker",) == pack.pay.covers.on(date(2025, 6, 1))

    def test_refused(self, pack):
        """
        Nobody's pay follows from the article alone.
        """
        with pytest.raises(NotStatedError) as caught:
            pack.pay.on(Month(2025, 6))

        assert len(pack.gaps()) == 1 + len(caught.value.others)

    def test_dates_assumed(self, pack):
        """
        The article prints no date; all dates are listed as assumed, those of the norm too.
        """
        listed = pack.assumptions()

        assert [*pack.pay.parameters(), "attainable"] == [each.field for each in listed]
        assert {AssumedPart.DATES} == {each.part for each in listed}
        assert {date(2022, 7, 1)} == {each.start for each in listed}


class TestCompleted:
    def test_priced(self, slip):
        """
        With the host's answers a worker is paid.
        """
        # 4,000.00 × 2.0.
        june = slip(6)

        assert (20, 800000) == (june.placement.years, june.paid)
        assert june.paid == recompute(june.trace())

    def test_indexed(self, pack, complete):
        """
        The hook to the economic level can be answered with an index times factors.
        """
        # 96,000.00 a year are 8,000.00 a month; half of it, times 1.1 on level 2.
        half = ((Label("地方系数", "local factor"), Fraction(1, 2)),)
        scheme = complete(pack.pay, base=yuan(1), scale=SCALE)
        base = pack.pay.base.choose(
            "indexed",
            source=OURS,
            index=Label("上年社平工资", "average wage of last year"),
            amount=yuan(96000),
            months=12,
            factors=half,
            rounding=None,
        )
        values = {name: getattr(scheme, name) for name in scheme.parameters()}
        indexed = pay.PayScheme(key=scheme.key, **(values | {"base": base}))
        placement = pay.Placement(level=2, years=0, certificate="none", criteria_met=5)

        assert 440000 == pay.price(placement, indexed.on(Month(2025, 6))).paid


class TestAttainable:
    def test_norm(self, pack):
        """
        After 20 full years the pay of a county-division cadre is within reach.
        """
        norm = pack.attainable

        assert (20, "县处级干部工资待遇水平") == (norm.years, norm.label.zh)
        assert (20, Grade.STATED) == (norm.entry.value, norm.entry.source.grade)

    def test_before(self, pack, slip):
        """
        Before 20 years are full the norm does not apply, however little is paid.
        """
        found = pack.attainable.check(slip(5), yuan(9000))

        assert (Verdict.NOT_APPLICABLE, None, 0) == (found.verdict, found.measured, found.gap)

    @pytest.mark.parametrize("month", [6, 12])
    @pytest.mark.parametrize(
        ("amount", "verdict", "gap"),
        [
            (yuan(8000), Verdict.MET, 0),
            (yuan("8000.01"), Verdict.NOT_MET, 1),
            (yuan(9000), Verdict.NOT_MET, 100000),
        ],
    )
    def test_at_and_after(self, pack, slip, month, amount, verdict, gap):
        """
        From the day on which 20 years are full, pay is compared with what the host knows.
        """
        found = pack.attainable.check(slip(month), amount)

        assert (verdict, gap, 800000) == (found.verdict, found.gap, found.measured)

    def test_pays_nobody(self, pack, slip):
        """
        The norm changes no pay.
        """
        before = slip(6)
        pack.attainable.check(before, yuan(9000))

        assert before == slip(6)
