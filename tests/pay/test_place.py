from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import (
    Effective,
    Month,
    NotKnown,
    NotStated,
    PeriodKind,
    ReadOn,
    Series,
    Terms,
    Year,
)
from partygrid.errors import (
    ConflictError,
    NotCoveredError,
    NotInForceError,
    NotStatedError,
    RepealedError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.org import Standing
from partygrid.pay import MoverRule, Placement, RatingRule, payslip, place
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    LevelConfirmation,
    PartYears,
    RetractedFact,
    Service,
    ServiceCount,
    ServiceRule,
    Worker,
)
from partygrid.sources import Grade, Source

JUNE = Month(2025, 6)
RATED = Source(key="rated", title="评定结果", grade=Grade.HOST)
YEARLY = {"start": date(2024, 1, 1), "end": date(2025, 1, 1), "known": date(2025, 1, 20)}


def service(number=1, *, start=date(2019, 3, 1), end=None, known=None, staff="professional"):
    """
    Make a period of service, recorded on its first day unless another is given.
    """
    return Service(id=f"s-{number}", staff=staff, start=start, end=end, known=known or start)


def appointment(number=1, *, unit="c-1", start=date(2019, 3, 1), end=None, known=None):
    """
    Make an appointment.
    """
    return Appointment(
        id=f"a-{number}", office="member", unit=unit, start=start, end=end, known=known or start
    )


def confirmed(number=1, *, level=7, start=date(2024, 1, 1), known=None):
    """
    Make a confirmation of a level.
    """
    return LevelConfirmation(id=f"l-{number}", level=level, start=start, known=known or start)


def registered(number=1, *, certificate="assistant", start=date(2021, 7, 1), known=None):
    """
    Make a registration of a certificate.
    """
    return CertificateRegistration(
        id=f"q-{number}", certificate=certificate, start=start, known=known or start
    )


def rated(*entries):
    """
    Make the ratings of a unit from pairs of criteria met and days.
    """
    series = Series("standing")
    for met, days in entries:
        series = series.announce(Standing(criteria_met=met), source=RATED, **days)
    return series


USUAL = (service(), appointment(), confirmed(), registered())
STANDINGS = {"c-1": rated((4, YEARLY)), "c-2": rated((2, YEARLY))}


def worker(*facts):
    """
    Make a worker of the usual facts; a fact given replaces the usual ones of its kind.
    """
    kinds = {type(fact) for fact in facts}
    return Worker("w-1", (*facts, *(fact for fact in USUAL if type(fact) not in kinds)))


class TestPlaced:
    def test_usual(self, new_terms):
        """
        Level, years, certificate and rating are read from the facts on record.
        """
        placement = place(worker(), new_terms(), STANDINGS)
        expected = Placement(level=7, years=6, certificate="assistant", criteria_met=4)

        assert expected == placement

    def test_basis(self, new_terms):
        """
        The placement says which facts were used, down to the rating's entry.
        """
        basis = place(worker(), new_terms(), STANDINGS).basis
        note = Label(
            "c-1，2024-12-31 所持评定；按之前第 1 个年度末评定结果；按各月所在社区",
            "c-1, rating held on 2024-12-31: the rating held 1 year before, at the end of the "
            "year; each month by the community served in",
        )

        assert "w-1" == basis.worker
        assert Label("职级核定 l-1，2024-01-01 登记", USUAL[2].note.en) == basis.note("level")
        assert USUAL[3].note == basis.note("certificate")
        assert note == basis.note("criteria_met")
        assert (USUAL[0],) == basis.service
        assert STANDINGS["c-1"].entries[0] is basis.standing

    def test_slip(self, new_terms):
        """
        The payslip of a worker is that of the worker's placement.
        """
        june = new_terms()
        slip = payslip(worker(), june, STANDINGS)

        # 2310.50 × 1.51 = 3488.855; + 6 × 35.50 + 120.00 = 3821.86; pool 764.372;
        # 80 % of 764.37 = 611.496; 3821.86 − 764.37 + 611.50 = 3668.99
        assert (382186, 76437, 61150, 366899) == (slip.total, slip.pool, slip.award, slip.paid)
        assert place(worker(), june, STANDINGS) == slip.placement
        assert "w-1" == slip.placement.basis.worker

    @given(order=st.permutations((*USUAL, confirmed(2, level=9, start=date(2025, 1, 1)))))
    def test_order_of_facts(self, new_terms, order):
        """
        The order in which facts are given does not matter.
        """
        placement = place(Worker("w-1", tuple(order)), new_terms(), STANDINGS)

        assert Placement(level=9, years=6, certificate="assistant", criteria_met=4) == placement
        assert ("s-1",) == tuple(fact.id for fact in placement.basis.service)


class TestLevel:
    def test_latest(self, new_terms):
        """
        A level counts from its first day until another one starts.
        """
        facts = (confirmed(), confirmed(2, level=8, start=date(2025, 6, 1)))
        levels = [
            place(worker(*facts), new_terms(Month(2025, month)), STANDINGS).level
            for month in (5, 6, 7)
        ]

        assert [7, 8, 8] == levels

    @pytest.mark.parametrize(("read_on", "level"), [("first_day", 7), ("last_day", 8)])
    def test_in_mid_month(self, new_terms, read_on, level):
        """
        A level that starts in mid-month counts as the day says on which the month is read.
        """
        facts = (confirmed(), confirmed(2, level=8, start=date(2025, 6, 30)))
        june = new_terms(read_on=ReadOn(read_on))

        assert level == place(worker(*facts), june, STANDINGS).level

    @pytest.mark.parametrize(
        ("known", "level"), [(date(2025, 3, 9), 7), (date(2025, 3, 10), 6), (None, 6)]
    )
    def test_corrected(self, new_terms, known, level):
        """
        A correction counts from the day it was recorded, that day included.
        """
        facts = (confirmed(), confirmed(level=6, known=date(2025, 3, 10)))

        assert level == place(worker(*facts), new_terms(known=known), STANDINGS).level

    def test_taken_back(self, new_terms):
        """
        A level taken back never was: the one before shows again.
        """
        facts = (
            confirmed(),
            confirmed(2, level=8, start=date(2025, 1, 1)),
            RetractedFact(id="l-2", known=date(2025, 5, 1)),
        )

        assert 8 == place(worker(*facts), new_terms(known=date(2025, 4, 30)), STANDINGS).level
        assert 7 == place(worker(*facts), new_terms(known=date(2025, 5, 1)), STANDINGS).level

    @pytest.mark.parametrize(
        "fact",
        [confirmed(start=date(2025, 6, 2)), confirmed(known=date(2025, 7, 1))],
        ids=["starts later", "recorded later"],
    )
    def test_none_on_record(self, new_terms, fact):
        """
        A level that is not on record is refused, and never taken to be the lowest.
        """
        with pytest.raises(NotInForceError) as caught:
            place(worker(fact), new_terms(known=date(2025, 6, 30)), STANDINGS)

        assert ("worker w-1: level", "2025-06-01") == (caught.value.field, caught.value.day)
        assert "a confirmation of the level" in str(caught.value)

    def test_two_on_a_day(self, new_terms):
        """
        Two confirmations that start on one day contradict each other; the error names both.
        """
        facts = (confirmed(), confirmed(2, level=8))
        with pytest.raises(ConflictError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert "worker w-1: LevelConfirmation" == caught.value.field
        assert "l-1 and l-2, both starting on 2024-01-01" == caught.value.value
        assert "one at a time" == caught.value.allowed

    def test_two_on_a_day_taken_back(self, new_terms):
        """
        Two that contradict each other do no harm once one of them is taken back.
        """
        facts = (
            confirmed(),
            confirmed(2, level=8),
            RetractedFact(id="l-1", known=date(2025, 6, 2)),
        )
        with pytest.raises(ConflictError):
            place(worker(*facts), new_terms(known=date(2025, 6, 1)), STANDINGS)

        assert 8 == place(worker(*facts), new_terms(known=date(2025, 6, 2)), STANDINGS).level

    def test_scale_without_levels(self, new_terms, scale):
        """
        Where no line looks at levels, none is needed and none is shown.
        """
        facts = tuple(fact for fact in USUAL if not isinstance(fact, LevelConfirmation))
        june = new_terms(scale=scale[1:])
        placement = place(Worker("w-1", facts), june, STANDINGS)

        assert placement.level is None
        assert placement.basis.note("level") is None


class TestCertificate:
    @pytest.mark.parametrize(
        ("held", "counts"),
        [
            ((), "none"),
            (("assistant",), "assistant"),
            (("senior", "assistant"), "senior"),
            (("assistant", "social_worker"), "social_worker"),
        ],
    )
    def test_best(self, new_terms, held, counts):
        """
        Of the certificates registered the one that pays most counts, alone.
        """
        facts = [fact for fact in USUAL if not isinstance(fact, CertificateRegistration)]
        facts += [registered(n, certificate=each) for n, each in enumerate(held)]
        placement = place(Worker("w-1", tuple(facts)), new_terms(), STANDINGS)

        assert counts == placement.certificate
        assert bool(held) is (placement.basis.note("certificate") is not None)

    @pytest.mark.parametrize(
        ("fact", "counts"),
        [
            (registered(2, certificate="senior", start=date(2025, 6, 1)), "senior"),
            (registered(2, certificate="senior", start=date(2025, 6, 2)), "assistant"),
            (registered(2, certificate="senior", known=date(2025, 6, 30)), "senior"),
            (registered(2, certificate="senior", known=date(2025, 7, 1)), "assistant"),
        ],
        ids=["on the day", "a day late", "recorded in time", "recorded late"],
    )
    def test_in_time(self, new_terms, fact, counts):
        """
        A certificate counts from its registration, as far as that was on record.
        """
        facts = (registered(), fact)
        june = new_terms(known=date(2025, 6, 30))

        assert counts == place(worker(*facts), june, STANDINGS).certificate

    def test_unknown(self, new_terms):
        """
        A certificate that the scale does not know is refused; the error cites the scale.
        """
        facts = (registered(), registered(2, certificate="lawyer"))
        with pytest.raises(ValueNotAllowedError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert ("certificate", "lawyer") == (caught.value.field, caught.value.value)
        assert "none, assistant, social_worker, senior" in str(caught.value)
        assert "区财政局通知, 第三条 [host]" in caught.value.source

    def test_unknown_and_not_registered_yet(self, new_terms):
        """
        A certificate registered after the day does no harm, whatever it is.
        """
        facts = (registered(), registered(2, certificate="lawyer", start=date(2025, 6, 2)))

        assert "assistant" == place(worker(*facts), new_terms(), STANDINGS).certificate

    def test_scale_without_certificates(self, new_terms, scale):
        """
        Where no line looks at certificates, none is shown, whatever is registered.
        """
        facts = (registered(certificate="lawyer"),)
        june = new_terms(scale=scale[:2])

        assert "none" == place(worker(*facts), june, STANDINGS).certificate


class TestYears:
    @pytest.mark.parametrize(
        ("start", "month", "years"),
        [
            (date(2019, 6, 1), JUNE, 6),
            (date(2019, 6, 2), JUNE, 5),
            (date(2025, 6, 1), JUNE, 0),
            (date(2020, 2, 29), Month(2025, 2), 4),
            (date(2020, 2, 29), Month(2025, 3), 5),
            (date(1990, 1, 1), JUNE, 35),
        ],
    )
    def test_full_years(self, new_terms, start, month, years):
        """
        A year is full on its anniversary; who began on 29 February has it on the 28th.
        """
        facts = (service(start=start), confirmed(start=date(1990, 1, 1)))

        assert years == place(worker(*facts), new_terms(month), STANDINGS).years

    def test_read_on_the_last_day(self, new_terms):
        """
        An anniversary in mid-month counts if the month is read on its last day.
        """
        june = new_terms(read_on=ReadOn.LAST_DAY)

        assert 6 == place(worker(service(start=date(2019, 6, 30))), june, STANDINGS).years

    @pytest.mark.parametrize(
        ("count", "years"), [(ServiceCount.PER_PERIOD, 3), (ServiceCount.POOLED, 4)]
    )
    def test_break(self, new_terms, count, years):
        """
        A year and 181 days, a break, and two years and 212 days: three full years, or four pooled.
        """
        facts = (
            service(1, start=date(2018, 1, 1), end=date(2019, 7, 1)),
            service(2, start=date(2022, 11, 1)),
        )
        rule = ServiceRule(count=count, part_years=PartYears.DROPPED, effective=Effective.SAME_DAY)
        placement = place(worker(*facts), new_terms(service=rule), STANDINGS)

        assert years == placement.years
        assert ("s-1", "s-2") == tuple(fact.id for fact in placement.basis.service)

    def test_other_staff_does_not_count(self, new_terms):
        """
        Years served as staff that the scheme does not cover are not counted.
        """
        facts = (
            service(1, start=date(2010, 1, 1), end=date(2022, 1, 1), staff="auxiliary"),
            service(2, start=date(2022, 1, 1)),
        )
        placement = place(worker(*facts), new_terms(), STANDINGS)

        assert 3 == placement.years
        assert ("s-2",) == tuple(fact.id for fact in placement.basis.service)

    def test_several_kinds_covered(self, new_terms):
        """
        Years served as any kind of staff that the scheme covers are counted.
        """
        facts = (
            service(1, start=date(2010, 1, 1), end=date(2022, 1, 1), staff="auxiliary"),
            service(2, start=date(2022, 1, 1)),
        )
        june = new_terms(covers=("auxiliary", "professional"))

        assert 15 == place(worker(*facts), june, STANDINGS).years

    def test_recorded_later(self, new_terms):
        """
        Service recorded after the knowledge day is not counted.
        """
        facts = (
            service(1, start=date(2010, 1, 1), end=date(2014, 1, 1), known=date(2025, 9, 1)),
            service(2),
        )

        assert 6 == place(worker(*facts), new_terms(known=date(2025, 6, 30)), STANDINGS).years
        assert 10 == place(worker(*facts), new_terms(known=date(2025, 9, 1)), STANDINGS).years

    @pytest.mark.parametrize(("start", "years"), [(date(1945, 6, 2), 79), (date(1945, 6, 1), 80)])
    def test_a_whole_life(self, new_terms, start, years):
        """
        Eighty full years are counted.
        """
        assert years == place(worker(service(start=start)), new_terms(), STANDINGS).years

    def test_longer_than_a_life(self, new_terms):
        """
        More years than anybody can serve are a wrong record, and refused as such.
        """
        facts = (service(start=date(1944, 6, 1)),)
        with pytest.raises(ValueNotAllowedError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert ("worker w-1: years of service", 81) == (caught.value.field, caught.value.value)
        assert "up to 80: no working life holds more" == caught.value.allowed


class TestWholeMonth:
    @pytest.mark.parametrize(
        "facts",
        [
            (service(start=date(2025, 6, 1)),),
            (service(end=date(2025, 7, 1)),),
            (service(1, end=date(2025, 6, 15)), service(2, start=date(2025, 6, 15))),
            (
                service(1, end=date(2025, 6, 1)),
                service(2, start=date(2025, 6, 1), end=date(2025, 7, 1)),
                service(3, start=date(2025, 7, 1)),
            ),
        ],
        ids=["from its first day", "to its last day", "in two parts", "in one of three parts"],
    )
    def test_whole(self, new_terms, facts):
        """
        A month is priced if service covers every day of it, in one part or more.
        """
        assert 7 == place(worker(*facts), new_terms(), STANDINGS).level

    @pytest.mark.parametrize(
        ("facts", "first", "last"),
        [
            ((service(start=date(2025, 6, 2)),), 2, 30),
            ((service(end=date(2025, 6, 30)),), 1, 29),
            ((service(1, end=date(2025, 6, 15)), service(2, start=date(2025, 6, 16))), 1, 30),
            ((service(start=date(2025, 6, 10), end=date(2025, 6, 20)),), 10, 19),
        ],
        ids=["a day late", "a day early", "a day missing", "in the middle"],
    )
    def test_part(self, new_terms, facts, first, last):
        """
        Who serves part of a month is placed as on the nearest day served to the one of the scheme.
        """
        levels = [confirmed(n, level=n, start=date(2025, 6, n)) for n in range(2, 19)]
        levels += [confirmed(1, level=1), confirmed(30, level=18, start=date(2025, 6, 29))]
        found = [
            place(worker(*facts, *levels), new_terms(read_on=read_on), STANDINGS).level
            for read_on in (ReadOn.FIRST_DAY, ReadOn.LAST_DAY)
        ]

        assert [min(first, 18), min(last, 18)] == found

    @pytest.mark.parametrize(
        ("facts", "allowed"),
        [
            ((service(end=date(2025, 6, 1)),), "[2019-03-01, 2025-06-01)"),
            ((service(start=date(2025, 7, 1), known=JUNE.first_day),), "[2025-07-01, …)"),
            ((service(known=date(2025, 7, 1)),), "none on record"),
        ],
        ids=["left before", "came after", "not recorded yet"],
    )
    def test_none_of_it(self, new_terms, facts, allowed):
        """
        A month in which the worker did not serve is refused; the error says when service was.
        """
        with pytest.raises(NotInForceError) as caught:
            place(worker(*facts), new_terms(known=date(2025, 6, 30)), STANDINGS)

        assert ("worker w-1: service", "2025-06-01", "2025-06-30", allowed) == (
            caught.value.field,
            caught.value.day,
            caught.value.known,
            caught.value.allowed,
        )

    def test_overlap(self, new_terms):
        """
        Two services that overlap, however long ago, contradict each other.
        """
        facts = (
            service(1, start=date(2010, 1, 1), end=date(2010, 1, 3)),
            service(2, start=date(2010, 1, 2), end=date(2011, 1, 1)),
            service(3),
        )
        with pytest.raises(ConflictError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert "worker w-1: Service" == caught.value.field
        assert "s-1 [2010-01-01, 2010-01-03) and s-2" in caught.value.value
        assert "one at a time" == caught.value.allowed


class TestCovered:
    @pytest.mark.parametrize("staff", ["state_cadre", "auxiliary", "Professional"])
    def test_not_covered(self, new_terms, staff):
        """
        Staff whom the scheme does not cover is refused, with the rule that says so, not paid zero.
        """
        with pytest.raises(NotCoveredError) as caught:
            place(worker(service(staff=staff)), new_terms(), STANDINGS)

        assert ("worker w-1: staff", staff, "professional") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert "区财政局通知, 第三条 [host]" in str(caught.value)

    def test_one_day(self, new_terms):
        """
        A single day as other staff is enough: the month is not one of covered service.
        """
        facts = (
            service(1, end=date(2025, 6, 30)),
            service(2, start=date(2025, 6, 30), staff="auxiliary"),
        )
        with pytest.raises(NotCoveredError, match="auxiliary"):
            place(worker(*facts), new_terms(), STANDINGS)

    def test_before_and_after(self, new_terms):
        """
        Being other staff before or after the month does no harm.
        """
        facts = (
            service(1, start=date(2010, 1, 1), end=date(2025, 6, 1), staff="auxiliary"),
            service(2, start=date(2025, 6, 1), end=date(2025, 7, 1)),
            service(3, start=date(2025, 7, 1), staff="state_cadre"),
        )

        assert 0 == place(worker(*facts), new_terms(), STANDINGS).years


MOVED = (
    appointment(1, unit="c-2", end=date(2025, 3, 1)),
    appointment(2, unit="c-1", start=date(2025, 3, 1)),
)


class TestMover:
    @pytest.mark.parametrize(
        ("mover", "month", "met"),
        [
            (MoverRule.BY_MONTHS_SERVED, Month(2025, 2), 2),
            (MoverRule.BY_MONTHS_SERVED, Month(2025, 3), 4),
            (MoverRule.BY_RATING_DAY, Month(2025, 2), 2),
            (MoverRule.BY_RATING_DAY, Month(2025, 3), 2),
        ],
    )
    def test_whose_rating(self, new_terms, mover, month, met):
        """
        Who moved in March has the new community's rating from then on, or keeps the old one's.
        """
        terms = new_terms(month, mover=mover)

        assert met == place(worker(*MOVED), terms, STANDINGS).criteria_met

    @pytest.mark.parametrize(("read_on", "met"), [(ReadOn.FIRST_DAY, 2), (ReadOn.LAST_DAY, 4)])
    def test_moved_in_mid_month(self, new_terms, read_on, met):
        """
        Who moved in mid-month belongs where the day says on which the month is read.
        """
        facts = (
            appointment(1, unit="c-2", end=date(2025, 6, 16)),
            appointment(2, unit="c-1", start=date(2025, 6, 16)),
        )

        assert met == place(worker(*facts), new_terms(read_on=read_on), STANDINGS).criteria_met

    @pytest.mark.parametrize(
        ("mover", "facts", "day"),
        [
            (MoverRule.BY_MONTHS_SERVED, (appointment(end=date(2025, 6, 1)),), "2025-06-01"),
            (MoverRule.BY_MONTHS_SERVED, (appointment(start=date(2025, 6, 2)),), "2025-06-01"),
            (MoverRule.BY_MONTHS_SERVED, (appointment(known=date(2025, 7, 1)),), "2025-06-01"),
            (MoverRule.BY_RATING_DAY, (appointment(start=date(2025, 6, 2)),), "2025-06-01"),
        ],
        ids=["left", "not there yet", "not recorded yet", "neither then nor now"],
    )
    def test_no_appointment(self, new_terms, mover, facts, day):
        """
        Who had no unit on the day that counts is refused; the error cites the rule about the day.
        """
        with pytest.raises(NotInForceError) as caught:
            place(worker(*facts), new_terms(mover=mover, known=date(2025, 6, 30)), STANDINGS)

        assert ("worker w-1: appointment", day, "2025-06-30") == (
            caught.value.field,
            caught.value.day,
            caught.value.known,
        )
        assert "区财政局通知" in caught.value.source

    def test_came_later(self, new_terms):
        """
        Who came after the rating day moved from nowhere: the rating of the unit served in counts.
        """
        came = worker(appointment(start=date(2025, 1, 1)))
        terms = new_terms(mover=MoverRule.BY_RATING_DAY)

        assert 4 == place(came, terms, STANDINGS).criteria_met

    def test_two_units(self, new_terms):
        """
        Two appointments on the day that counts contradict each other where there is no ladder.
        """
        facts = (appointment(1), appointment(2, start=date(2024, 6, 1)))
        with pytest.raises(ConflictError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert "worker w-1: Appointment" == caught.value.field
        assert "a-1 [2019-03-01, …), a-2 [2024-06-01, …)" == caught.value.value

    def test_two_units_at_another_time(self, new_terms):
        """
        Two appointments that overlapped on other days do no harm.
        """
        facts = (appointment(1, unit="c-2", end=date(2024, 6, 2)), appointment(2))

        assert 4 == place(worker(*facts), new_terms(), STANDINGS).criteria_met


class TestRating:
    @pytest.mark.parametrize(
        ("rule", "month", "met"),
        [
            (RatingRule(every=PeriodKind.YEAR, lag=1), JUNE, 4),
            (RatingRule(every=PeriodKind.YEAR, lag=0), Month(2024, 6), 4),
            (RatingRule(every=PeriodKind.YEAR, lag=0), JUNE, NotKnown.YET),
            (RatingRule(every=PeriodKind.YEAR, lag=2), JUNE, NotKnown.YET),
            (RatingRule(every=PeriodKind.YEAR, lag=2), Month(2026, 1), 4),
            (RatingRule(every=PeriodKind.QUARTER, lag=2), JUNE, 4),
            (RatingRule(every=PeriodKind.QUARTER, lag=1), JUNE, NotKnown.YET),
        ],
        ids=["last year", "same year", "this year", "2023", "2024", "end of 2024", "March"],
    )
    def test_which(self, new_terms, rule, month, met):
        """
        The rating held at the end of the period that the scheme names counts.
        """
        facts = (confirmed(start=date(2020, 1, 1)),)
        terms = new_terms(month, rating=rule)

        assert met == place(worker(*facts), terms, STANDINGS).criteria_met

    def test_none_yet(self, new_terms):
        """
        A unit that was never rated has a rating not known yet; no number stands in for it.
        """
        placement = place(worker(), new_terms(), {"c-1": Series("standing")})

        assert placement.criteria_met is NotKnown.YET
        assert placement.basis.standing is None
        assert placement.basis.note("criteria_met").zh.startswith("c-1，2024-12-31 所持评定")

    @pytest.mark.parametrize(
        ("known", "met"),
        [(date(2025, 1, 19), NotKnown.YET), (date(2025, 1, 20), 4), (None, 4)],
    )
    def test_known_later(self, new_terms, known, met):
        """
        A rating counts from the day it became known, that day included.
        """
        january = new_terms(Month(2025, 1), known=known)

        assert met == place(worker(), january, STANDINGS).criteria_met

    def test_taken_back(self, new_terms, notice):
        """
        A rating that was taken back is not known yet again.
        """
        series = STANDINGS["c-1"]
        gone = series.retract(series.entries[0], known=date(2025, 3, 1), source=notice)
        met = [
            place(worker(), new_terms(known=known), {"c-1": gone}).criteria_met
            for known in (date(2025, 2, 28), date(2025, 3, 1))
        ]

        assert [4, NotKnown.YET] == met

    def test_repealed(self, new_terms, notice):
        """
        A rating that was repealed is neither known nor to come: that is refused.
        """
        gone = STANDINGS["c-1"].repeal(
            start=date(2024, 12, 1), known=date(2025, 3, 1), source=notice
        )
        with pytest.raises(RepealedError, match="区财政局通知"):
            place(worker(), new_terms(), {"c-1": gone})

    def test_open(self, new_terms):
        """
        A rating entered as a question is asked, not guessed.
        """
        asked = Series("standing").announce(
            NotStated(Label("几个好？", "how many?")), source=RATED, **YEARLY
        )
        with pytest.raises(NotStatedError, match="how many"):
            place(worker(), new_terms(), {"c-1": asked})

    def test_unknown_unit(self, new_terms):
        """
        A unit without any series is a mistake and not a rating to come; the error lists the units.
        """
        with pytest.raises(UnknownNameError) as caught:
            place(worker(appointment(unit="c-9")), new_terms(), STANDINGS)

        assert ("unit", "c-9", "c-1, c-2") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_no_units(self, new_terms):
        """
        Without any standings every unit is unknown.
        """
        with pytest.raises(UnknownNameError, match="allowed: none"):
            place(worker(), new_terms(), {})

    def test_too_many(self, new_terms):
        """
        Six criteria met of five is refused when priced, with where the five come from.
        """
        june, standings = new_terms(), {"c-1": rated((6, YEARLY))}
        with pytest.raises(ValueNotAllowedError) as caught:
            payslip(worker(), june, standings)

        assert ("criteria_met", 6, "0 to 5") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert "区财政局通知" in caught.value.source


class TestArguments:
    @pytest.mark.parametrize("bad", [None, "w-1", USUAL], ids=["None", "id", "facts"])
    def test_no_worker(self, new_terms, bad):
        """
        A worker is a worker: neither an id nor bare facts.
        """
        with pytest.raises(WrongTypeError, match="a Worker") as caught:
            place(bad, new_terms(), STANDINGS)

        assert ("worker", bad) == (caught.value.field, caught.value.value)

    def test_no_terms(self, new_scheme):
        """
        Terms are those of a month, not the scheme that they are read from.
        """
        for bad in (None, new_scheme(), new_scheme().on(JUNE).rules, JUNE):
            with pytest.raises(WrongTypeError, match=r"Terms, as PayScheme\.on") as caught:
                place(worker(), bad, STANDINGS)
            assert "terms" == caught.value.field

    def test_terms_of_a_year(self, new_terms):
        """
        Terms put together for a year by hand are refused: amounts are a month's.
        """
        june = new_terms()
        forged = Terms(june.key, Year(2025), june.known, june.parts)
        with pytest.raises(WrongTypeError, match="a Month") as caught:
            place(worker(), forged, STANDINGS)

        assert ("terms.period", Year(2025)) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("bad", [None, "c-1", [("c-1", 4)], Series("standing")])
    def test_no_mapping(self, new_terms, bad):
        """
        Standings are a mapping of units to series.
        """
        with pytest.raises(WrongTypeError, match="a mapping of units to series") as caught:
            place(worker(), new_terms(), bad)

        assert ("standings", bad) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("bad", [4, None, Standing(criteria_met=4)])
    def test_no_series(self, new_terms, bad):
        """
        What a unit holds is a series: a bare number has no date and no source.
        """
        with pytest.raises(WrongTypeError, match="a Series") as caught:
            place(worker(), new_terms(), {"c-1": bad})

        assert ("standings['c-1']", bad) == (caught.value.field, caught.value.value)

    def test_no_standing(self, new_terms):
        """
        What a unit's series holds is a standing.
        """
        bare = Series("standing").announce(4, source=RATED, **YEARLY)
        with pytest.raises(WrongTypeError, match="a Standing") as caught:
            place(worker(), new_terms(), {"c-1": bare})

        assert ("standings['c-1']", 4) == (caught.value.field, caught.value.value)

    def test_split_month(self, new_terms, said, notice):
        """
        A month that is split has no one placement.
        """
        base = said("base", 100).announce(
            200, start=date(2025, 6, 15), known=date(2025, 6, 1), source=notice
        )
        with pytest.raises(UnsuitableRuleError, match="changes on 2025-06-15"):
            place(worker(), new_terms(base=base, read_on=ReadOn.SPLIT), STANDINGS)
