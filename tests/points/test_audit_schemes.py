"""
Audits of the three schemes: each fault is found with its day, and what is no fault is not.
"""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from partygrid.dated import NotStated, PeriodKind
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.packs import load
from partygrid.points import (
    AppraisalScheme,
    CreditTo,
    Criterion,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Head,
    HolderKind,
    Opening,
    StoreScheme,
    Tariff,
    TopUp,
    audit_appraisal,
    audit_store,
    audit_tariff,
)
from partygrid.worktime import PeriodDay

PACK = load("example")
OPEN = "left open by the source"
UNCOVERED = "days without an entry"
AT_ODDS = "values that do not fit each other"
NO_ACTIVITY = "heads without an activity"
NO_EARNER = "kinds of holder that can earn nothing"
ABOVE = "numbers above what an account may hold"
IDLE = "criteria that can never decide"
NO_KIND = "kinds of holder that the tariff has not"
TOO_SOON = "months whose points expire before the store is open"
CAPPED = "honours that the caps of a year put out of reach"
HEAD = Head("volunteering", Label("志愿服务", "volunteering"))
FAMILY = HolderKind("family", Label("家庭", "family"))
UNIT = HolderKind("unit", Label("单位", "unit"))
ASKED = NotStated(Label("多少？", "how many?"))


def faults(report):
    """
    List what an audit finds: norm and what is wrong.
    """
    return [(each.what.en, str(each.step.value)) for each in report.not_met]


class TestFields:
    @pytest.mark.parametrize(
        ("audit", "kind"),
        [
            (audit_tariff, Tariff),
            (audit_store, StoreScheme),
            (audit_appraisal, AppraisalScheme),
        ],
    )
    def test_each(self, scheme_of, series, audit, kind):
        """
        What is open and where days have no entry is found, field by field.
        """
        for name in kind.parameters():
            said = getattr(scheme_of(kind), name).entries[0].value
            asked = scheme_of(kind, **{name: series(name, ("2025-01-01", ASKED))})
            early = getattr(scheme_of(kind), name).entries[0]
            later = attrs.evolve(early, start=date(2025, 7, 1), known=date(2025, 7, 1))
            entries = attrs.evolve(early, end=date(2025, 6, 1)), later
            broken = attrs.evolve(series(name), entries=entries)

            found = audit(asked).not_met
            assert [(OPEN, f"{asked.key}: {name}")] == [(f.what.en, f.subject) for f in found]
            assert "how many?" in str(found[0].step.value)
            assert [(UNCOVERED, "2025-06-01 至 2025-06-30 (2025-06-01 to 2025-06-30)")] == faults(
                audit(scheme_of(kind, **{name: broken}))
            )
            assert later.value == said

    @pytest.mark.parametrize("audit", [audit_tariff, audit_store, audit_appraisal])
    @pytest.mark.parametrize("bad", [None, "tariff", PACK.pay], ids=["none", "text", "pay"])
    def test_kinds(self, audit, bad):
        """
        Each audit takes its own kind of scheme.
        """
        with pytest.raises(WrongTypeError) as caught:
            audit(bad)

        assert ("scheme", bad) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("audit", "scheme"), [(audit_store, PACK.store), (audit_appraisal, PACK.appraisal)]
    )
    def test_tariff(self, audit, scheme):
        """
        What it is compared with is a tariff.
        """
        with pytest.raises(WrongTypeError) as caught:
            audit(scheme, PACK.store)

        assert "tariff" == caught.value.field

    def test_example(self):
        """
        The made-up bank has no fault, alone or compared.
        """
        for report, extra in (
            (audit_tariff(PACK.tariff), 4),
            (audit_store(PACK.store), 2),
            (audit_store(PACK.store, PACK.tariff), 6),
            (audit_appraisal(PACK.appraisal), 1),
            (audit_appraisal(PACK.appraisal, PACK.tariff), 3),
        ):
            assert () == report.not_met
            whole = [each for each in report.findings if ": " not in each.subject]
            assert extra == len(whole)

    def test_what_is_open_is_not_guessed(self):
        """
        Of Shayibak nothing is found but what is open, though the schemes are compared.
        """
        pack = load("shayibak")
        reports = (
            audit_tariff(pack.tariff),
            audit_store(pack.store, pack.tariff),
            audit_appraisal(pack.appraisal, pack.tariff),
        )

        assert [{OPEN}] * 3 == [{what for what, _ in faults(report)} for report in reports]
        assert [6, 5, 4] == [len(report.not_met) for report in reports]


class TestTariff:
    def test_at_odds(self, scheme_of, activity):
        """
        Values that do not fit each other are named with the day.
        """
        tariff = scheme_of(Tariff, activities=(activity(kinds=("family", "unit")),))
        [(what, text)] = faults(audit_tariff(tariff))

        assert AT_ODDS == what
        assert text.startswith("2025-01-01: activity help: kinds: 'unit' is not known")

    def test_no_activity(self, scheme_of):
        """
        A head under which nothing is listed is named.
        """
        waste = Head("waste", Label("垃圾分类", "waste sorting"))

        assert [(NO_ACTIVITY, "2025-01-01: waste")] == faults(
            audit_tariff(scheme_of(Tariff, heads=(HEAD, waste)))
        )

    def test_no_earner(self, scheme_of):
        """
        A kind of holder that no activity is open to is named.
        """
        tariff = scheme_of(Tariff, kinds=(FAMILY, UNIT))

        assert [(NO_EARNER, "2025-01-01: unit")] == faults(audit_tariff(tariff))

    def test_opening(self, scheme_of):
        """
        An account is not opened with more than it may hold; just as much is no fault.
        """
        openings = (Opening("family", 60),)

        def found(cap):
            return faults(audit_tariff(scheme_of(Tariff, openings=openings, storage_cap=cap)))

        assert [[], []] == [found(None), found(60)]
        assert [(ABOVE, "2025-01-01: family: 60 > 59")] == found(59)

    def test_each_day(self, scheme_of, series):
        """
        Days on which a fault begins are named, those on which it has gone are not.
        """
        cap = series("storage_cap", ("2025-01-01", None), ("2025-03-01", 5), ("2025-05-01", 100))
        tariff = scheme_of(Tariff, openings=(Opening("family", 60),), storage_cap=cap)

        assert [(ABOVE, "2025-03-01: family: 60 > 5")] == faults(audit_tariff(tariff))

    def test_partly_open(self, scheme_of, series):
        """
        What is stated is looked over while other fields are open.
        """
        tariff = scheme_of(
            Tariff,
            caps=series("caps", ("2025-01-01", ASKED)),
            openings=(Opening("family", 60),),
            storage_cap=5,
        )

        assert [OPEN, ABOVE] == [what for what, _ in faults(audit_tariff(tariff))]


class TestStore:
    @pytest.mark.parametrize(
        ("priority", "idle"),
        [
            ("", ""),
            ("earliest_asked fewest_gifts most_earned draw", ""),
            ("draw earliest_asked", "earliest_asked"),
            ("most_earned fewest_gifts least_earned", "least_earned"),
            ("least_earned most_earned draw", "most_earned"),
            ("draw most_earned least_earned", "most_earned; 2025-01-01: least_earned"),
        ],
    )
    def test_idle(self, scheme_of, priority, idle):
        """
        After a draw nothing is equal, and of two opposites only the first decides.
        """
        criteria = tuple(Criterion(name) for name in priority.split())
        found = faults(audit_store(scheme_of(StoreScheme, priority=criteria)))

        assert ([(IDLE, f"2025-01-01: {idle}")] if idle else []) == found

    def test_for_nobody(self, scheme_of, gift):
        """
        A gift for a kind of holder that the tariff has not is named.
        """
        store = scheme_of(StoreScheme, catalogue=(gift(), gift("flag", kinds=("family", "unit"))))

        assert [(NO_KIND, "2025-01-01: flag: unit")] == faults(
            audit_store(store, scheme_of(Tariff))
        )
        assert [] == faults(audit_store(store))

    @pytest.mark.parametrize(
        ("cap", "most", "fault"),
        [
            (None, None, ""),
            (100, None, ""),
            (99, None, "100 > 99"),
            (50, Fraction(1, 2), ""),
            (49, Fraction(1, 2), "50 > 49"),
            (67, Fraction(1, 3), ""),
            (66, Fraction(1, 3), "67 > 66"),
        ],
    )
    def test_too_dear(self, scheme_of, gift, cap, most, fault):
        """
        A gift costs no more points, cash aside, than an account may hold.
        """
        top_up = None if most is None else TopUp(yuan(1), most)
        store = scheme_of(StoreScheme, catalogue=(gift(points=100, top_up=top_up),))
        found = faults(audit_store(store, scheme_of(Tariff, storage_cap=cap)))

        assert ([(ABOVE, f"2025-01-01: tissues: {fault}")] if fault else []) == found

    def test_least(self, scheme_of):
        """
        A balance that no account may have is not asked for.
        """

        def found(cap):
            store = scheme_of(StoreScheme, least=61)
            return faults(audit_store(store, scheme_of(Tariff, storage_cap=cap)))

        assert [[], []] == [found(None), found(61)]
        assert [(ABOVE, "2025-01-01: 61 > 60")] == found(60)


def expiry(rule, amount, base="registration", every=None):
    """
    Make an expiry.
    """
    return Expiry(
        rule=ExpiryRule(rule),
        base=ExpiryBase(base),
        amount=amount,
        every=None if every is None else PeriodKind(every),
    )


class TestTooSoon:
    """
    The store is open from the 20th to the end of the last month of each quarter.
    """

    @pytest.fixture
    def found(self, scheme_of, windows):
        """
        Give the months of 2023 whose points come too late for any window.
        """

        def found(expiry, first=20, rest="keep"):
            window = (PeriodDay(first, month=3), PeriodDay(-1, month=3))
            store = scheme_of(StoreScheme, windows=windows(window=window, rest=rest))
            report = audit_store(store, scheme_of(Tariff, expiry=expiry))
            return [
                month.split()[1]
                for what, text in faults(report)
                for month in text.split("; ")
                if what == TOO_SOON and month.endswith("2023")
            ]

        return found

    def test_never(self, found):
        """
        Points that do not expire always meet a window.
        """
        assert [] == found(Expiry(rule=ExpiryRule.NONE))

    def test_last_window(self, found):
        """
        Points of the last month of a quarter are registered on the window's own last day.
        """
        good = expiry("rolling", 1)

        # Those of April are good until 30 May, those of May until 30 June.
        assert ["January", "April", "July", "October"] == found(good)

    def test_enough(self, found):
        """
        With two months more, every month meets a window.
        """
        assert [] == found(expiry("rolling", 2))
        assert [] == found(expiry("sliding", 2))

    def test_by_activity(self, found):
        """
        What expires with the month, or the quarter, of the activity is good for its last day.
        """
        by_month = found(expiry("end_of_period", 0, "activity", "month"))

        assert ["March", "June", "September", "December"] == [
            month for month in MONTHS if month not in by_month
        ]
        assert [] == found(expiry("end_of_period", 0, "activity", "quarter"))

    def test_first_day(self, found):
        """
        Points good until the window's first day meet it, those good until the day before do not.
        """
        # Those of February, registered on the 28th, are good until 28 March.
        assert "February" not in found(expiry("rolling", 1), first=28)
        assert "February" in found(expiry("rolling", 1), first=29)

    def test_leap_year(self, scheme_of, windows):
        """
        A store that closes on the 28th is still open on the last day of a short February alone.
        """
        store = scheme_of(StoreScheme, windows=windows("month", (PeriodDay(1), PeriodDay(28))))
        within = scheme_of(Tariff, expiry=expiry("end_of_period", 0, "activity", "month"))
        [(what, text)] = faults(audit_store(store, within))

        assert TOO_SOON == what
        assert 23 == text.count("2025-01-01: ")
        assert "February 2024" in text
        assert "February 2023" not in text

    @pytest.mark.parametrize("rest", ["forward", "backward", "skip"])
    def test_no_calendar(self, found, rest):
        """
        Windows are taken as planned: no calendar is needed.
        """
        assert [] == found(expiry("rolling", 2), rest=rest)


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class TestAppraisal:
    def test_not_there(self, scheme_of):
        """
        A kind of holder is ranked that the tariff has.
        """
        appraisal = scheme_of(AppraisalScheme, kinds=("family", "unit"))

        assert [(NO_KIND, "2025-01-01: unit")] == faults(
            audit_appraisal(appraisal, scheme_of(Tariff))
        )
        assert [] == faults(audit_appraisal(appraisal))

    @pytest.fixture
    def out_of_reach(self, scheme_of, honour):
        """
        Tell whether an honour for so many points is found to be out of reach under some caps.
        """

        def out_of_reach(points, *caps, kind="family", **given):
            appraisal = scheme_of(
                AppraisalScheme, kinds=(kind,), honours=(honour(kind=kind, points=points),)
            )
            tariff = scheme_of(Tariff, caps=caps, **given)
            found = faults(audit_appraisal(appraisal, tariff))
            return next((text for what, text in found if what == CAPPED), None)

        return out_of_reach

    @pytest.mark.parametrize(
        ("every", "times"),
        [("day", 366), ("week", 54), ("month", 12), ("quarter", 4), ("year", 1)],
    )
    def test_one_cap(self, out_of_reach, cap, every, times):
        """
        A cap lets through its points as often as its period lies in a year.
        """
        assert out_of_reach(5 * times, cap(5, every)) is None
        assert f"2025-01-01: star: {5 * times + 1} > {5 * times}" == out_of_reach(
            5 * times + 1, cap(5, every)
        )

    def test_without_a_cap(self, out_of_reach, cap, activity):
        """
        As long as one activity has no cap but on each slip, nothing is out of reach.
        """
        both = (activity(), activity(key="talk"))

        assert out_of_reach(10**9) is None
        assert out_of_reach(10**9, cap(5, "slip")) is None
        assert out_of_reach(10**9, cap(5, "year", activities=("help",)), activities=both) is None

    def test_added_up(self, out_of_reach, cap, activity):
        """
        Caps of single activities add up, the tightest of each.
        """
        both = (activity(), activity(key="talk"))
        caps = (
            cap(10, "year", activities=("help",)),
            cap(1, "month", activities=("talk",), key="a"),
            cap(1, "day", activities=("talk",), key="b"),
        )

        assert out_of_reach(22, *caps, activities=both) is None
        assert out_of_reach(23, *caps, activities=both).endswith("23 > 22")

    def test_all_together(self, out_of_reach, cap, activity):
        """
        A cap on all activities holds whatever those of each add up to, and the other way round.
        """
        both = (activity(), activity(key="talk"))
        each = [cap(10, "year", activities=(name,), key=name) for name in ("help", "talk")]

        assert out_of_reach(16, *each, cap(15, "year"), activities=both).endswith("16 > 15")
        assert out_of_reach(21, *each, cap(25, "year"), activities=both).endswith("21 > 20")
        named = cap(15, "year", activities=("help", "talk", "sorting"))
        more = (*both, activity(key="sorting", kinds=("unit",)))
        kinds = (FAMILY, UNIT)
        assert out_of_reach(16, *each, named, activities=more, kinds=kinds).endswith("16 > 15")

    def test_own_activities(self, out_of_reach, cap, activity):
        """
        What a kind of holder may not earn counts for nothing.
        """
        activities = (activity(), activity(key="talk", kinds=("unit",)))
        caps = (cap(10, "year", activities=("help",)),)
        given = {"activities": activities, "kinds": (FAMILY, UNIT)}

        assert out_of_reach(11, *caps, **given).endswith("11 > 10")
        assert out_of_reach(11, *caps, kind="unit", **given) is None

    def test_household(self, out_of_reach, cap):
        """
        Where the family is credited with what several did, only caps of a household count.
        """
        given = {"credit_to": CreditTo.HOUSEHOLD}

        assert out_of_reach(6, cap(5, "year"), **given) is None
        assert out_of_reach(6, cap(5, "year", "household"), **given).endswith("6 > 5")
        assert out_of_reach(6, cap(5, "year", "household")).endswith("6 > 5")

    def test_by_place(self, scheme_of, cap, honour):
        """
        An honour by place is never out of reach.
        """
        appraisal = scheme_of(AppraisalScheme, honours=(honour(best=1000),))

        assert [] == faults(audit_appraisal(appraisal, scheme_of(Tariff, caps=(cap(1, "year"),))))
