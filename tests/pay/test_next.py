from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from partygrid.dated import Effective, Month, ReadOn, Series
from partygrid.errors import (
    NotInForceError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.org import Standing
from partygrid.pay import (
    AllowancesFrom,
    Component,
    CountedLines,
    Credit,
    CreditFor,
    CreditGives,
    NextChange,
    PaidAs,
    PartMethod,
    PartMonth,
    Selector,
    ShareOf,
    Table,
    YearlyRate,
    next_change,
    payslip,
)
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    Education,
    LevelConfirmation,
    PartYears,
    ResultRule,
    Service,
    ServiceCount,
    ServiceRule,
    Unassessed,
    YearlyResult,
)

JUNE = Month(2025, 6)
_BY_DAYS = PartMonth(method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None))


def service(number=1, *, start=date(2019, 3, 1), end=None, staff="professional"):
    """
    Make a period of service, known long before.
    """
    return Service(id=f"s-{number}", staff=staff, start=start, end=end, known=date(2010, 1, 1))


def senior(start, end=None):
    """
    Make the registration of a senior certificate.
    """
    return CertificateRegistration(
        id="q-9", certificate="senior", start=start, end=end, known=date(2010, 1, 1)
    )


@pytest.fixture(name="change")
def _change(new_terms, new_worker):
    """
    A function that finds the next change of a worker's pay as of June 2025.
    """

    def change(*facts, month=JUNE, **values):
        return next_change(new_worker(*facts), new_terms(month, **values))

    return change


class TestFound:
    def test_years(self, change, check):
        """
        The seventh year is full on 1 March 2026: 35.50 more.
        """
        found = check(change())

        assert (date(2026, 3, 1), ("years",), 382186, 385736) == (
            found.day,
            found.why,
            found.was,
            found.will_be,
        )
        assert Label("w-1 下次薪酬变动：2026-03-01", "Next change of w-1: 2026-03-01") == (
            found.heading
        )
        assert "<NextChange w-1 2026-03-01: 3,821.86 to 3,857.36 yuan>" == repr(found)

    @pytest.mark.parametrize(
        ("read_on", "day"),
        [
            (ReadOn.FIRST_DAY, date(2025, 9, 1)),
            (ReadOn.LAST_DAY, date(2025, 8, 1)),
            (ReadOn.SPLIT, date(2025, 8, 10)),
        ],
    )
    def test_seen(self, change, read_on, day):
        """
        A certificate of 10 August shows as the scheme reads its months.
        """
        found = change(senior(date(2025, 8, 10)), read_on=read_on)

        assert (day, ("certificate",)) == (found.day, found.why)

    @pytest.mark.parametrize("read_on", ReadOn)
    @pytest.mark.parametrize(
        ("effective", "day"),
        [
            (Effective.SAME_MONTH, date(2025, 8, 1)),
            (Effective.NEXT_MONTH, date(2025, 9, 1)),
            (Effective.NEXT_JANUARY, date(2026, 1, 1)),
            (Effective.EACH_JANUARY, date(2026, 1, 1)),
        ],
    )
    def test_counts_from(self, change, effective, day, read_on):
        """
        A certificate of 10 August that counts by the month or the year shows on the day it counts.
        """
        counts = AllowancesFrom(certificate=effective, education=Effective.SAME_DAY)
        found = change(senior(date(2025, 8, 10)), allowances_from=counts, read_on=read_on)

        assert (day, ("certificate",)) == (found.day, found.why)

    def test_certificate_ends(self, change):
        """
        What ends counts as what begins.
        """
        found = change(senior(date(2025, 1, 1), date(2025, 8, 1)))

        assert (date(2025, 8, 1), True) == (found.day, found.will_be < found.was)

    def test_level(self, change):
        """
        A level confirmed for later counts from its day.
        """
        later = LevelConfirmation(
            id="l-2", level=8, start=date(2025, 7, 1), known=date(2010, 1, 1)
        )
        first = LevelConfirmation(
            id="l-1", level=7, start=date(2019, 3, 1), known=date(2010, 1, 1)
        )

        assert ("level",) == change(first, later).why

    def test_ladder(self, change, ladder, check):
        """
        A move to another office counts from when the ladder says, with all that it changes.
        """
        turn = date(2025, 8, 10)
        known = {"unit": "c-1", "known": date(2010, 1, 1)}
        moved = (
            Appointment(id="a-1", office="member", start=date(2019, 3, 1), end=turn, **known),
            Appointment(id="a-2", office="secretary", start=turn, **known),
        )
        by_month = attrs.evolve(ladder, effective=Effective.NEXT_MONTH)
        found = check(change(*moved, ladder=by_month))

        assert date(2025, 9, 1) == found.day
        assert ("level", "position", "treatment") == found.why

    def test_credit(self, change, ladder):
        """
        A diploma on record for later raises the level when its credit says.
        """
        school = Credit(
            key="school",
            label=Label("学历", "education"),
            looks_at=CreditFor.EDUCATION,
            gives=CreditGives.LEVELS,
            rows=(("master", 2),),
            effective=Effective.NEXT_JANUARY,
        )
        diploma = Education(
            id="e-1", education="master", start=date(2025, 7, 1), known=date(2010, 1, 1)
        )
        found = change(diploma, ladder=attrs.evolve(ladder, credits=(school,)))

        assert (date(2026, 1, 1), ("level",)) == (found.day, found.why)

    def test_no_rating(self, change, scale):
        """
        What depends on a rating, and what the employer pays on top, plays no part.
        """
        lines = (
            attrs.evolve(scale[1], key="a", paid_as=PaidAs.AWARD),
            attrs.evolve(scale[1], key="b", paid_as=PaidAs.EMPLOYER),
            attrs.evolve(scale[2], key="c"),
        )

        assert change(scale=lines) is None

    def test_shares(self, change, scale):
        """
        A share of other lines that is the worker's is counted.
        """
        tenth = Component(
            key="tenth",
            label=Label("一成", "a tenth"),
            selector=None,
            amount=ShareOf(rate=Fraction(1, 10), of=("seniority",), least=None, most=None),
        )
        found = change(scale=(scale[1], tenth))

        assert (21300 + 2130, 24850 + 2485) == (found.was, found.will_be)


class TestEnds:
    @pytest.mark.parametrize(
        ("read_on", "end"),
        [(each, end) for each in ReadOn for end in (date(2025, 8, 1), date(2025, 8, 20))],
    )
    def test_service(self, change, check, read_on, end):
        """
        Pay ends on the day after the last of service.
        """
        found = check(change(service(end=end), read_on=read_on))

        assert ("w-1", end, ("service",), None, 0) == (
            found.worker,
            found.day,
            found.why,
            found.after,
            found.will_be,
        )

    def test_other_staff(self, change):
        """
        It ends too when the worker becomes staff that the scheme does not cover.
        """
        found = change(
            service(end=date(2025, 8, 1)), service(2, start=date(2025, 8, 1), staff="cadre")
        )

        assert (date(2025, 8, 1), ("service",)) == (found.day, found.why)

    def test_years_between(self, change):
        """
        It ends although service begins again later.
        """
        found = change(service(end=date(2025, 8, 1)), service(2, start=date(2025, 10, 1)))

        assert (date(2025, 8, 1), ("service",)) == (found.day, found.why)

    @pytest.mark.parametrize("start", [date(2025, 8, 20), date(2025, 8, 21)])
    def test_read_on_the_last_day_served(self, change, start):
        """
        What begins on the day after the last one served, or later, is no change before the end.
        """
        found = change(service(end=date(2025, 8, 20)), senior(start), read_on=ReadOn.LAST_DAY)

        assert (date(2025, 8, 20), ("service",)) == (found.day, found.why)

    def test_goes_on(self, change):
        """
        Service that goes on in another period does not end.
        """
        rule = ServiceRule(
            count=ServiceCount.POOLED,
            part_years=PartYears.DROPPED,
            effective=Effective.SAME_DAY,
        )
        found = change(
            service(end=date(2025, 8, 1)), service(2, start=date(2025, 8, 1)), service=rule
        )

        assert (date(2026, 3, 1), ("years",)) == (found.day, found.why)

    def test_change_before_the_end(self, change):
        """
        A change within the last month shows in that month, read on its last day served.
        """
        facts = (service(end=date(2025, 7, 20)), senior(date(2025, 7, 5)))

        assert date(2025, 7, 1) == change(*facts, read_on=ReadOn.LAST_DAY).day
        assert date(2025, 7, 20) == change(*facts, read_on=ReadOn.FIRST_DAY).day


class TestNone:
    def test_nothing_changes(self, change, scale):
        """
        Where years pay nothing and nothing is on record, there is no next change.
        """
        assert change(scale=(scale[0], scale[2])) is None

    def test_capped(self, change):
        """
        Years beyond the cap change nothing.
        """
        capped = Component(
            key="seniority",
            label=Label("年限津贴", "allowance"),
            selector=Selector.YEARS,
            amount=YearlyRate(per_year=3550, cap=6),
        )

        assert change(scale=(capped,)) is None

    def test_years_that_wait(self, change):
        """
        Years count no further than their results are known, so that no more become full.
        """
        results = ResultRule(
            grades=(("qualified", True),), no_grade_counts=True, unassessed=Unassessed.WAITS
        )
        rule = ServiceRule(
            count=ServiceCount.PER_PERIOD,
            part_years=PartYears.DROPPED,
            effective=Effective.SAME_DAY,
            results=results,
        )
        known = [
            YearlyResult(id=f"y-{year}", year=year, result="qualified", known=date(2025, 1, 20))
            for year in range(2019, 2025)
        ]

        assert change(*known, service=rule) is None

    def test_a_whole_life(self, change, scale):
        """
        No change is looked for beyond eighty years of service.
        """
        assert change(service(start=date(1946, 7, 1)), scale=(scale[2],)) is None

    def test_eighty_years(self, change, scale):
        """
        The eightieth year is the last that is looked for.
        """
        uncapped = attrs.evolve(scale[1], amount=YearlyRate(per_year=3550, cap=None))
        found = change(service(start=date(1946, 5, 1)), scale=(uncapped,))

        assert (date(2026, 5, 1), 80 * 3550) == (found.day, found.will_be)
        assert change(service(start=date(1945, 5, 1)), scale=(uncapped,)) is None

    def test_not_known_yet(self, change):
        """
        What is recorded after the day of knowledge is not looked for.
        """
        later = attrs.evolve(senior(date(2025, 8, 1)), known=date(2025, 7, 1))

        assert ("years",) == change(later, known=date(2025, 6, 30)).why
        assert ("certificate",) == change(later, known=date(2025, 7, 1)).why

    def test_other_staff_before(self, change):
        """
        Service that was not covered and ended on the day read does not end pay.
        """
        found = change(
            service(end=date(2025, 6, 1), staff="cadre"), service(2, start=date(2025, 6, 1))
        )

        assert (date(2026, 6, 1), ("years",)) == (found.day, found.why)

    def test_earlier_service(self, change):
        """
        Service that ended long ago does not end again.
        """
        earlier = service(end=date(2020, 1, 1))
        found = change(earlier, service(2, start=date(2021, 7, 1), end=date(2025, 7, 1)))

        assert (date(2025, 7, 1), ("service",)) == (found.day, found.why)


class TestRefused:
    def test_split(self, change, said, notice):
        """
        A month of several sets of values has no one pay to start from.
        """
        base = said("base", 100).announce(
            200, start=date(2025, 6, 15), known=date(2025, 6, 1), source=notice
        )
        with pytest.raises(UnsuitableRuleError):
            change(base=base, read_on=ReadOn.SPLIT)

    def test_not_serving(self, change):
        """
        Who does not serve in the month has no pay that could change.
        """
        with pytest.raises(NotInForceError) as caught:
            change(service(end=date(2025, 6, 1)), known=date(2025, 6, 30))

        assert ("2025-06-01", "2025-06-30") == (caught.value.day, caught.value.known)

    def test_wrong_types(self, new_terms, new_worker):
        """
        A worker and terms.
        """
        with pytest.raises(WrongTypeError, match="a Worker"):
            next_change(None, new_terms())
        with pytest.raises(WrongTypeError, match="Terms"):
            next_change(new_worker(), None)


# What follows walks from month to month, or from day to day, and pays each.

SOME_DAYS = st.sampled_from(
    [date(2025, 6, 10), date(2025, 6, 30), date(2025, 7, 1), date(2026, 2, 28), date(2030, 5, 5)]
) | st.dates(date(2025, 6, 1), date(2044, 12, 31))


@st.composite
def lives(draw):
    """
    Draw what is on record of a worker now and for later.
    """
    end = draw(st.none() | SOME_DAYS.filter(lambda day: day > date(2025, 6, 30)))
    facts = [service(start=draw(st.dates(date(2018, 1, 1), date(2025, 6, 1))), end=end)]
    for number, start in enumerate(draw(st.lists(SOME_DAYS, max_size=2))):
        name = draw(st.sampled_from(["assistant", "social_worker", "senior"]))
        lasts = draw(st.none() | st.integers(1, 3000))
        facts.append(
            CertificateRegistration(
                id=f"q-{number}",
                certificate=name,
                start=start,
                end=None if lasts is None else start + timedelta(days=lasts),
                known=date(2010, 1, 1),
            )
        )
    bounds = sorted({date(2018, 1, 1), *draw(st.lists(SOME_DAYS, max_size=2))})
    for number, start in enumerate(bounds):
        facts.append(
            Appointment(
                id=f"a-{number}",
                unit="c-1",
                office=draw(st.sampled_from(["member", "deputy", "secretary"])),
                start=start,
                end=next((day for day in bounds if day > start), None),
                known=date(2010, 1, 1),
            )
        )
    return tuple(facts)


class TestWalked:
    @given(
        facts=lives(),
        read_on=st.sampled_from([ReadOn.FIRST_DAY, ReadOn.LAST_DAY]),
        effectives=st.tuples(st.sampled_from(Effective), st.sampled_from(Effective)),
        step=st.sampled_from([1, 3, 30]),
    )
    def test_same(self, new_scheme, new_worker, ladder, notice, facts, read_on, effectives, step):
        """
        Paying month after month for twenty years finds the same first change.
        """
        rows = tuple((n, 100 * (n // step)) for n in range(81))
        lines = (
            Component(
                key="seniority",
                label=Label("年限津贴", "allowance"),
                selector=Selector.YEARS,
                amount=Table(rows),
            ),
            Component(
                key="position",
                label=Label("岗位", "position"),
                selector=Selector.POSITION,
                amount=Table((("member", 1), ("deputy", 1), ("chief", 3))),
            ),
            Component(
                key="certificate",
                label=Label("职业资格", "certificate"),
                selector=Selector.CERTIFICATE,
                amount=Table((("none", 0), ("assistant", 0), ("social_worker", 7), ("senior", 9))),
            ),
        )
        scheme = new_scheme(
            scale=lines,
            read_on=read_on,
            service=ServiceRule(
                count=ServiceCount.PER_PERIOD,
                part_years=PartYears.DROPPED,
                effective=effectives[0],
            ),
            ladder=attrs.evolve(ladder, effective=effectives[1]),
            part_month=_BY_DAYS,
        )
        always = Series("standing").announce(
            Standing(criteria_met=0), start=date(2000, 1, 1), known=date(2000, 1, 1), source=notice
        )
        worker = new_worker(*facts)
        found = next_change(worker, scheme.on(JUNE))
        month, now = JUNE, self._full(worker, scheme.on(JUNE), always)
        expected = None
        while expected is None and month < Month(2046, 1):
            month = month.next()
            try:
                then = self._full(worker, scheme.on(month), always)
            except NotInForceError:
                expected = facts[0].end
            else:
                if then != now:
                    expected = month.first_day
        event(f"changes: {expected is not None}")
        if expected is None:
            assert found is None or found.day >= date(2046, 1, 1)
        else:
            assert expected == found.day

    @staticmethod
    def _full(worker, terms, always):
        slip = payslip(worker, terms, {"c-1": always})
        pieces = [piece for part in slip.parts for piece in part.pieces]
        return pieces[-1].full if pieces else slip.amounts


class TestNextChange:
    def test_frozen(self, change):
        """
        A change is a value.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            change().day = date(2030, 1, 1)

        assert NextChange is type(change())


class TestLastYears:
    """
    From the year 9990 on nothing is foreseen; a search must come to an end all the same.
    """

    def _served(self, year):
        return service(start=date(year, 1, 1), end=date(9998, 12, 31))

    @pytest.mark.parametrize("month", [Month(9990, 1), Month(9998, 11)], ids=str)
    def test_refused(self, change, month):
        """
        A month so late is refused: what comes after it would not be found.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            change(self._served(9989), month=month)

        error = caught.value
        assert ("terms.period", str(month)) == (error.field, error.value)
        assert "a month before the year 9990: from then on nothing is foreseen" == error.allowed

    def test_taken(self, change):
        """
        The last month that is taken finds the year that is full in the next.
        """
        found = change(self._served(9988), month=Month(9989, 12))

        assert (date(9990, 1, 1), ("years",)) == (found.day, found.why)

    def test_ends(self, change, scale):
        """
        A result of the year 9990 may count from 9991 on, beyond all that is foreseen.
        """
        result = YearlyResult(id="y-1", year=9990, result="good", known=date(2010, 1, 1))

        found = change(self._served(9980), result, month=Month(9989, 12), scale=(scale[2],))

        assert found is None
