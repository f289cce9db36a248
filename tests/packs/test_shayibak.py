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

from partygrid import packs, pay, points
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


class TestPoints:
    """
    The paragraph “积分兑换优服务” states heads, kinds of holder and cycles, and not one number.
    """

    @pytest.fixture
    def pack(self):
        """
        Give the pack.
        """
        return packs.load("shayibak")

    def test_heads(self, pack):
        """
        围绕政策学习、垃圾分类、志愿服务、风险隐患上报等方面: four heads, in its order and words.
        """
        assert ["政策学习", "垃圾分类", "志愿服务", "风险隐患上报"] == [
            head.label.zh for head in pack.tariff.heads.on(DAY)
        ]

    def test_kinds(self, pack):
        """
        单位、家庭、商户: three kinds of holder take part, in its order.
        """
        assert [("unit", "单位"), ("family", "家庭"), ("merchant", "商户")] == [
            (kind.key, kind.label.zh) for kind in pack.tariff.kinds.on(DAY)
        ]

    @pytest.mark.parametrize("name", ["tariff", "store", "appraisal"])
    def test_nothing_more(self, pack, name):
        """
        Every other field is a question, on the word of that paragraph, with assumed dates.
        """
        scheme = getattr(pack, name)
        stated = {"heads", "kinds"} if name == "tariff" else set()
        entries = {field: getattr(scheme, field).entries for field in scheme.parameters()}

        assert set(entries) - stated == {
            field for field, [entry] in entries.items() if type(entry.value) is NotStated
        }
        assert {("“积分兑换优服务”一段", Grade.STATED, Grade.ASSUMED)} == {
            (entry.source.locator, entry.source.grade, entry.dated_by.grade)
            for [entry] in entries.values()
        }

    def test_options(self, pack):
        """
        Questions that others have answered in public offer their answers, the others none.
        """
        offered = {
            f"{name}.{field}": entry.value.names
            for name in ("tariff", "store", "appraisal")
            for field, entry in getattr(pack, name).gaps()
        }

        assert {
            "tariff.activities": (),
            "tariff.caps": ("none", "household_day"),
            "tariff.storage_cap": ("none", "most"),
            "tariff.expiry": ("never", "end_of_year", "rolling", "sliding"),
            "tariff.openings": ("none", "listed"),
            "tariff.credit_to": ("holder", "household"),
            "store.windows": ("whole_quarter", "days", "named_day"),
            "store.catalogue": (),
            "store.priority": (
                "earliest_asked",
                "fewest_gifts",
                "most_earned",
                "least_earned",
                "draw",
                "in_order",
            ),
            "store.least": ("none", "from"),
            "store.hold_days": ("none", "days"),
            "appraisal.kinds": ("all", "listed"),
            "appraisal.ties": ("standard", "dense"),
            "appraisal.honours": (),
            "appraisal.posting": ("working_days",),
        } == offered

    def test_refused(self, pack):
        """
        No point can be worked out from the article alone: the error names all that is open.
        """
        with pytest.raises(NotStatedError) as caught:
            pack.tariff.rules_on(DAY)

        assert "shayibak/tariff/2023: activities" == caught.value.field
        assert ("caps", "storage_cap", "expiry", "openings", "credit_to") == caught.value.others

    def test_completed(self, pack):
        """
        With a host's answers the tariff is read, each on its own word.
        """
        said = pack.tariff
        day = date(2025, 1, 1)
        hours = points.Activity(
            key="hours",
            label=Label("志愿服务时长", "hours of volunteering"),
            head="volunteering",
            points=1,
            per=60,
            unit=points.Quantity.MINUTE,
            kinds=("family", "unit"),
        )
        tariff = attrs.evolve(
            said,
            activities=said.activities.announce((hours,), start=day, known=day, source=OURS),
            caps=said.caps.choose("household_day", source=OURS, points=5),
            storage_cap=said.storage_cap.choose("none", source=OURS),
            expiry=said.expiry.choose("never", source=OURS),
            openings=said.openings.choose("none", source=OURS),
            credit_to=said.credit_to.choose("household", source=OURS),
        )
        rules = tariff.rules_on(date(2025, 6, 1))

        assert [5] == [cap.points for _, cap in rules.caps_of["hours"]]
        assert {"unit": 0, "family": 0, "merchant": 0} == rules.opening_of
        assert (Grade.STATED, Grade.HOST) == (
            rules.entry("heads").source.grade,
            rules.entry("activities").source.grade,
        )
        # Until the host's tariff began, the question is open.
        assert ["left open by the source", "kinds of holder that can earn nothing"] == [
            each.what.en
            for each in points.audit_tariff(tariff).not_met
            if each.what.en != "heads without an activity"
        ]
