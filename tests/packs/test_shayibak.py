"""
What the pack may say is fixed by one paragraph of one article, “抓绩效管好‘排头兵’”.

It says: 将职业化工作者薪酬总额的20%作为绩效奖励, 与“五个好”标准化规范化党支部创建挂钩.
将绩效奖励分为5档, 所在社区党组织评定为五个好的, 全额发放绩效奖励; 四个好的, 按照奖励总额的80%发放;
三个好60%; 两个好40%; 一个好20%; 0个好的, 不发放绩效奖励.
"""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from partygrid import packs, pay
from partygrid.dated import Month, NotStated
from partygrid.errors import (
    NotInForceError,
    NotStatedError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.packs import _questions
from partygrid.sources import Grade, Source
from partygrid.worktime import LimitUnit

DAY = date(2023, 10, 1)
STATED = {
    "covers": ("professional",),
    "award_rate": Fraction(20, 100),
    "award_shares": tuple(Fraction(percent, 100) for percent in (0, 20, 40, 60, 80, 100)),
}
# Norms that the article has none of.
EMPTY = {"award_apportion": None, "stars": None, "floors": ()}
# Field, and the names of the answers on offer.
LEFT_OPEN = {
    "read_on": ("first_day", "last_day", "split"),
    "service": ("full_years", "rule"),
    "ladder": ("confirmed", "ladder"),
    "allowances_from": ("from",),
    "base": (),
    "scale": (),
    "rounding": ("half_up_to_fen", "to_unit"),
    "award_basis": ("of_total", "fixed_part", "on_top"),
    "award_pool": ("per_worker", "of_wage_bill"),
    "award_lines": ("all_lines", "only"),
    "rating": ("same_period", "earlier_period"),
    "mover": ("by_months_served", "by_rating_day"),
    "part_month": (
        "refused",
        "calendar_days",
        "working_days",
        "deduct_absence",
        "pay_worked",
    ),
    "probation": ("none", "share_of_own", "rules"),
    "payments": ("monthly", "plan"),
}
OURS = Source(key="ours", title="区财政局通知", grade=Grade.HOST)


@pytest.fixture
def said():
    """
    The pay scheme as the district states it.
    """
    return packs.load("shayibak").pay


@pytest.fixture
def completed(said, complete):
    """
    The scheme with every open field answered, as a host does; two levels, the upper 1.5 times.
    """
    one = pay.Component(
        key="post",
        label=Label("岗位工资", "post pay"),
        selector=pay.Selector.LEVEL,
        amount=pay.Coefficients(((1, Fraction(1)), (2, Fraction(3, 2)))),
    )
    return complete(said, base=yuan("2000.00"), scale=(one,))


class TestStated:
    @pytest.mark.parametrize(("name", "value"), (STATED | EMPTY).items())
    def test_value(self, said, name, value):
        """
        What the article states is held as it states it, and what it has no norm of is empty.
        """
        (entry,) = getattr(said, name).entries

        assert value == entry.value
        assert Grade.STATED is entry.source.grade
        assert "“抓绩效管好‘排头兵’”一段" == entry.source.locator

    def test_nothing_more(self, said):
        """
        Every other field is a question: no number is filled in that the article does not print.
        """
        open_fields = {
            name
            for name in said.parameters()
            if [NotStated] == [type(entry.value) for entry in getattr(said, name).entries]
        }

        assert set(LEFT_OPEN) == open_fields
        assert set(said.parameters()) == open_fields | set(STATED) | set(EMPTY)

    def test_six_outcomes(self, said):
        """
        The article speaks of five tiers and lists six outcomes; all six are held.
        """
        shares = said.award_shares.on(date(2025, 6, 1))

        assert [0, 20, 40, 60, 80, 100] == [share * 100 for share in shares]

    def test_source(self, said):
        """
        The article is named by title, writer and paragraph; the day of issue is not printed.
        """
        source = said.award_rate.entries[0].source

        assert "蓄势赋能夯实基层党组织过硬“底盘”" == source.title
        assert "王彩" in source.issuer
        assert (None, "") == (source.issued, source.link)


class TestDates:
    @pytest.mark.parametrize("name", pay.PayScheme.parameters())
    def test_assumed(self, said, name):
        """
        The article prints no effective date: start and known are assumed, and say so.
        """
        (entry,) = getattr(said, name).entries

        assert (DAY, None, DAY) == (entry.start, entry.end, entry.known)
        assert Grade.ASSUMED is entry.dated_by.grade
        assert "原文未载明" in entry.dated_by.title

    def test_listed(self):
        """
        The dates of every entry are listed as assumed; no value is.
        """
        pack = packs.load("shayibak")
        listed = pack.assumptions()

        fields = [name for scheme in pack.schemes() for name in scheme.parameters()]

        assert fields == [each.field for each in listed]
        assert {"dates"} == {each.part.value for each in listed}

    def test_not_in_force_before(self, said):
        """
        Before that day nothing is in force, and nothing is known.
        """
        with pytest.raises(NotInForceError, match="award_rate"):
            said.award_rate.on(date(2023, 9, 30))
        with pytest.raises(NotInForceError):
            said.award_rate.on(date(2025, 6, 1), known=date(2023, 9, 30))


class TestLeftOpen:
    @pytest.mark.parametrize(("name", "options"), LEFT_OPEN.items())
    def test_options(self, said, name, options):
        """
        Each open field offers its answers; what only a number answers offers none.
        """
        (entry,) = getattr(said, name).entries

        assert options == entry.value.names
        assert getattr(_questions, name.upper()) is entry.value

    def test_refused(self, said):
        """
        Pay cannot be worked out from the article alone: the error names all that is open.
        """
        with pytest.raises(NotStatedError) as caught:
            said.on(Month(2025, 6))

        first, *others = [name for name in said.parameters() if name in LEFT_OPEN]
        assert f"shayibak/pay/2023: {first}" == caught.value.field
        assert tuple(others) == caught.value.others
        assert LEFT_OPEN[first] == caught.value.options
        assert "蓄势赋能" in caught.value.source
        assert all(name in str(caught.value) for name in LEFT_OPEN)

    def test_one_answer_is_not_enough(self, said, completed):
        """
        As long as one field is open, the scheme is not read.
        """
        for name in LEFT_OPEN:
            scheme = attrs.evolve(completed, **{name: getattr(said, name)})
            with pytest.raises(NotStatedError, match=f"shayibak/pay/2023: {name}"):
                scheme.on(Month(2025, 6))


class TestCompleted:
    def test_priced(self, completed):
        """
        With the host's answers a payslip follows.
        """
        # 2000.00 × 1.5 = 3000.00, of which 600.00 is the pool; three met of five leave 360.00.
        june = completed.on(Month(2025, 6))
        placement = pay.Placement(level=2, years=0, certificate="none", criteria_met=3)
        slip = pay.price(placement, june)

        assert (300000, 60000, 36000, 276000) == (slip.total, slip.pool, slip.award, slip.paid)

    def test_sources_stay_apart(self, completed):
        """
        The host's answers are on the host's word, the district's numbers on the district's.
        """
        rules = completed.on(Month(2025, 6)).rules
        grades = {name: rules.entry(name).source.grade for name in completed.parameters()}

        assert (
            dict.fromkeys(STATED | EMPTY, Grade.STATED) | dict.fromkeys(LEFT_OPEN, Grade.HOST)
            == grades
        )

    def test_days_of_a_gap_stay(self, completed):
        """
        A chosen answer keeps the days of the question, and that they are assumed.
        """
        entry = completed.rounding.entries[0]

        assert (DAY, DAY) == (entry.start, entry.known)
        assert "shayibak-2023-dates" == entry.dated_by.key

    def test_before_the_host_announced(self, completed):
        """
        Before the host's scale starts the question is still open, and asked.
        """
        with pytest.raises(NotStatedError) as caught:
            completed.on(Month(2024, 12))

        assert ("shayibak/pay/2023: base", ("scale",)) == (
            caught.value.field,
            caught.value.others,
        )

    def test_pack_is_left_as_it_is(self, said, completed):
        """
        Completing makes another scheme; the pack's own stays open.
        """
        assert {"base", "scale"} == {name for name, _ in completed.gaps()}
        assert list(LEFT_OPEN) == sorted(
            (name for name, _ in said.gaps()), key=list(LEFT_OPEN).index
        )


class TestPromise:
    """
    Of “1351” the article gives the name and nothing else.
    """

    @pytest.fixture
    def promise(self):
        """
        Give the stage scheme as the pack holds it.
        """
        return packs.load("shayibak").promise

    def test_not_stated(self, promise):
        """
        No meaning of the digits is built in: reading them raises, and names four guesses.
        """
        with pytest.raises(NotStatedError) as caught:
            promise.rules_on(DAY)

        assert caught.value.options == ("by_stage", "by_class", "by_tier", "one_callback")
        assert caught.value.field == "shayibak/promise/1351: stages"

    @pytest.mark.parametrize("name", ["extension", "reminders", "returns", "community_duties"])
    def test_empty(self, promise, name):
        """
        Of extensions, reminders, returns and duties the article has no rule.
        """
        assert not getattr(promise, name).on(DAY)

    @pytest.mark.parametrize("unit", [LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY])
    @pytest.mark.parametrize(
        ("reading", "hours", "expected"),
        [
            (
                "by_stage",
                True,
                {
                    "respond": {None: (1, True)},
                    "first_result": {None: (3, False)},
                    "solve": {None: (5, False), "hard": (1, None)},
                },
            ),
            (
                "by_class",
                False,
                {
                    "solve": {
                        "simple": (1, False),
                        "ordinary": (3, False),
                        "complex": (5, False),
                        "hard": (1, None),
                    }
                },
            ),
            (
                "by_tier",
                True,
                {
                    "sign": {None: (1, True)},
                    "solve": {
                        "community": (3, False),
                        "street": (5, False),
                        "district": (1, None),
                    },
                },
            ),
            (
                "one_callback",
                True,
                {
                    "respond": {None: (1, True)},
                    "on_site": {None: (3, True)},
                    "solve": {None: (5, False)},
                },
            ),
        ],
    )
    def test_readings(self, promise, reading, hours, expected, unit):
        """
        Each guess has its stages, in the units that the host names: hours, days, or a month.
        """
        units = {"unit": unit, **({"hour": LimitUnit.WORKING_HOUR} if hours else {})}
        chosen = promise.stages.choose(reading, source=OURS, **units)
        counted = {True: LimitUnit.WORKING_HOUR, False: unit, None: LimitUnit.MONTH}
        found = {
            stage.key: {each.matter: (each.limit.amount, each.limit.unit) for each in stage.limits}
            for stage in chosen.on(DAY)
        }

        assert found == {
            stage: {matter: (amount, counted[kind]) for matter, (amount, kind) in limits.items()}
            for stage, limits in expected.items()
        }

    @pytest.mark.parametrize(
        ("units", "field"),
        [
            ({"unit": LimitUnit.MONTH, "hour": LimitUnit.HOUR}, "unit"),
            ({"unit": LimitUnit.WORKING_DAY, "hour": LimitUnit.MINUTE}, "hour"),
        ],
    )
    def test_units(self, promise, units, field):
        """
        Days are working or calendar days, hours those of the clock or of the office.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            promise.stages.choose("by_stage", source=OURS, **units)

        assert caught.value.field == field

    def test_no_default(self, promise):
        """
        A guess is not chosen without its units.
        """
        with pytest.raises(WrongTypeError):
            promise.stages.choose("by_stage", source=OURS)
