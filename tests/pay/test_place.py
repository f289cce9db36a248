from datetime import date, timedelta

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from partygrid.dated import Month, NotKnown, NotStated, PeriodKind, ReadOn, Series, Terms, Year
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
from partygrid.pay import MoverRule, PayScheme, Placement, RatingRule, payslip, place
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    LevelConfirmation,
    RetractedFact,
    Service,
    ServiceCount,
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
            "c-1, rating held on 2024-12-31: the rating held at the end of the year 1 before; "
            "each month by the community served in",
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

        assert ("worker w-1: level", "2025-06-01", "2025-06-30") == (
            caught.value.field,
            caught.value.day,
            caught.value.known,
        )
        assert "a confirmation of the level" in str(caught.value)

    def test_two_on_a_day(self, new_terms):
        """
        Two confirmations that start on one day contradict each other; the error names both.
        """
        facts = (confirmed(), confirmed(2, level=8))
        with pytest.raises(ConflictError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert ("worker w-1: LevelConfirmation", "l-1, l-2") == (
            caught.value.field,
            caught.value.value,
        )
        assert "one confirmation starting on 2024-01-01" == caught.value.allowed

    def test_two_on_a_day_long_past(self, new_terms):
        """
        Two that contradict each other do no harm once another level has started.
        """
        facts = (confirmed(), confirmed(2, level=8), confirmed(3, level=9, start=JUNE.first_day))

        assert 9 == place(worker(*facts), new_terms(), STANDINGS).level

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
        placement = place(worker(*facts), new_terms(service_count=count), STANDINGS)

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

    def test_longer_than_a_life(self, new_terms):
        """
        More years than anybody can serve are a wrong record, and refused as such.
        """
        facts = (service(start=date(1900, 1, 1)),)
        with pytest.raises(ValueNotAllowedError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert ("years", 125, "0 to 80") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


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
        "facts",
        [
            (service(start=date(2025, 6, 2)),),
            (service(end=date(2025, 6, 30)),),
            (service(1, end=date(2025, 6, 15)), service(2, start=date(2025, 6, 16))),
            (service(start=date(2025, 6, 10), end=date(2025, 6, 20)),),
        ],
        ids=["a day late", "a day early", "a day missing", "in the middle"],
    )
    def test_part(self, new_terms, facts):
        """
        A month served in part is refused: nothing is paid for it, and never the whole.
        """
        with pytest.raises(NotCoveredError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert ("worker w-1: service", "part of 2025-06") == (
            caught.value.field,
            caught.value.value,
        )
        assert "part months are not priced" in str(caught.value)

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
            (MoverRule.BY_RATING_DAY, (appointment(start=date(2025, 1, 1)),), "2024-12-31"),
        ],
        ids=["left", "not there yet", "not recorded yet", "came after the rating day"],
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

    def test_two_units(self, new_terms):
        """
        Two appointments that overlap contradict each other, in any month.
        """
        facts = (appointment(1, end=date(2024, 6, 2)), appointment(2, start=date(2024, 6, 1)))
        with pytest.raises(ConflictError) as caught:
            place(worker(*facts), new_terms(), STANDINGS)

        assert "worker w-1: Appointment" == caught.value.field
        assert "a-1 [2019-03-01, 2024-06-02) and a-2 [2024-06-01, …)" == caught.value.value


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


# What follows finds placements once more, by walking over days one at a time.

FIELDS = tuple(PayScheme.parameters())
FIRST, LAST = date(2020, 1, 1), date(2024, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
AMOUNTS = {"none": 0, "assistant": 120, "social_worker": 260, "senior": 450}


def recorded(facts, known):
    """
    Replay the records in the order of their days: the last one of each id stands, or is gone.
    """
    last = {}
    for fact in sorted(facts, key=lambda fact: fact.known):
        if known is None or fact.known <= known:
            last[fact.id] = fact
    return [fact for fact in last.values() if not isinstance(fact, RetractedFact)]


def by_day(facts, kind):
    """
    List for each day the facts of a kind that hold on it.
    """
    lasting = [fact for fact in facts if isinstance(fact, kind)]
    return {
        day: [
            fact for fact in lasting if fact.start <= day and (fact.end is None or day < fact.end)
        ]
        for day in DAYS
    }


def full_years(start, end):
    """
    Count anniversaries one by one; that of 29 February is on the 28th in a common year.
    """
    years = 0
    while True:
        year = start.year + years + 1
        leap = start.month == 2 and start.day == 29 and year % 4
        if (date(year, 2, 28) if leap else start.replace(year=year)) > end:
            return years
        years += 1


def rating_day(month, every, lag):
    """
    Count months back to the end of the period that counts.
    """
    size = {PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}[every]
    number = (month.year * 12 + month.month - 1) // size - lag + 1
    return date(number * size // 12, number * size % 12 + 1, 1) - timedelta(days=1)


def holding(entries, day, known):
    """
    Find by trying each entry the one known last, of those that hold on a day; None if none does.
    """
    found = [
        (days["known"], met)
        for met, days in entries
        if days["start"] <= day < days["end"] and (known is None or days["known"] <= known)
    ]
    return max(found)[1] if found else NotKnown.YET


def walked(facts, ratings, month, choices, known):
    """
    Find a placement by walking over days; return it, or None, and all errors there could be.
    """
    facts = recorded(facts, known)
    services, appointments = by_day(facts, Service), by_day(facts, Appointment)
    days = [day for day in DAYS if (day.year, day.month) == (month.year, month.month)]
    read = days[0] if choices["read_on"] is ReadOn.FIRST_DAY else days[-1]
    faults = set()
    for held in (services, appointments):
        if any(len(each) > 1 for each in held.values()):
            faults.add(ConflictError)
    staff = [{fact.staff for fact in services[day]} for day in days]
    if any("other" in each for each in staff):
        faults.add(NotCoveredError)
    if not all("professional" in each for each in staff):
        faults.add(NotCoveredError if any("professional" in e for e in staff) else NotInForceError)
    levels = [f for f in facts if isinstance(f, LevelConfirmation) and f.start <= read]
    latest = [f.level for f in levels if f.start == max(other.start for other in levels)]
    if len(latest) != 1:
        faults.add(ConflictError if latest else NotInForceError)
    held = {
        f.certificate for f in facts if isinstance(f, CertificateRegistration) and f.start <= read
    }
    if not held <= AMOUNTS.keys():
        faults.add(ValueNotAllowedError)
    rule = choices["rating"]
    rated_on = rating_day(month, rule.every, rule.lag)
    unit_day = rated_on if choices["mover"] is MoverRule.BY_RATING_DAY else read
    units = {fact.unit for fact in appointments[unit_day]}
    if not units:
        faults.add(NotInForceError)
    elif not units <= ratings.keys():
        faults.add(UnknownNameError)
    if faults:
        return None, faults
    return (
        latest[0],
        sum(
            full_years(fact.start, min(read, fact.end or read))
            for fact in facts
            if isinstance(fact, Service) and fact.staff == "professional" and fact.start <= read
        ),
        max(held or {"none"}, key=AMOUNTS.__getitem__),
        holding(ratings[units.pop()], rated_on, known),
    ), faults


# Few days, so that facts meet, follow each other, and start on the day that counts.
SOME_DAYS = st.sampled_from(
    [
        date(2020, 2, 29),
        date(2021, 1, 1),
        date(2022, 5, 31),
        date(2022, 6, 1),
        date(2022, 6, 2),
        date(2022, 6, 15),
        date(2022, 6, 30),
        date(2022, 7, 1),
        date(2023, 2, 28),
        date(2023, 6, 1),
    ]
)
KNOWN = SOME_DAYS | st.just(FIRST)


def mostly(usual, *others):
    """
    Draw the usual value most of the time.
    """
    return st.sampled_from([usual] * 8 + [*others])


@st.composite
def lasting(draw, make, **fields):
    """
    Draw facts that follow each other day on day; now and then one ends early or late.
    """
    later = draw(st.lists(SOME_DAYS, max_size=2, unique=True))
    bounds = sorted({date(2020, 2, 29), *later})
    found = []
    for number, start in enumerate(bounds):
        ends = [day for day in bounds if day > start]
        end = draw(mostly(ends[0] if ends else None, date(2022, 6, 16), None))
        if end is not None and end <= start:
            end = None
        drawn = {name: draw(values) for name, values in fields.items()}
        known = draw(mostly(FIRST, date(2022, 6, 2), date(2023, 6, 1)))
        found.append(make(number, start=start, end=end, known=known, **drawn))
    return found


@st.composite
def lives(draw):
    """
    Draw the facts of a worker, some of them corrected or taken back later.
    """
    facts = draw(lasting(service, staff=mostly("professional", "other")))
    units = st.sampled_from(["c-1", "c-2"]) | mostly("c-1", "c-3")
    facts += draw(lasting(appointment, unit=units))
    levels = draw(st.lists(st.tuples(SOME_DAYS, KNOWN, st.integers(1, 18)), max_size=2))
    levels.append((draw(mostly(FIRST, date(2022, 6, 2))), FIRST, 1))
    facts += [confirmed(n, start=s, known=k, level=v) for n, (s, k, v) in enumerate(levels)]
    names = st.sampled_from(["assistant", "social_worker", "senior"]) | mostly("senior", "lawyer")
    held = draw(st.lists(st.tuples(SOME_DAYS, KNOWN, names), max_size=3))
    facts += [registered(n, start=s, known=k, certificate=v) for n, (s, k, v) in enumerate(held)]
    for fact in draw(st.lists(st.sampled_from(facts), max_size=1)):
        known = fact.known + timedelta(days=draw(st.integers(1, 800)))
        if draw(st.booleans()):
            facts.append(RetractedFact(id=fact.id, known=known))
        else:
            facts.append(attrs.evolve(fact, known=known))
    return tuple(facts)


@st.composite
def ratings(draw):
    """
    Draw the ratings of two units, each known on a day of its own.
    """
    found = {}
    for unit in ("c-1", "c-2"):
        knowns = draw(st.lists(KNOWN, max_size=3, unique=True))
        found[unit] = []
        for known in knowns:
            start = draw(st.sampled_from([FIRST, date(2021, 1, 1), date(2022, 1, 1)]))
            days = {"start": start, "end": draw(st.dates(start + timedelta(days=1), LAST))}
            found[unit].append((draw(st.integers(0, 5)), days | {"known": known}))
    return found


CHOICES = st.fixed_dictionaries(
    {
        "read_on": st.sampled_from([ReadOn.FIRST_DAY, ReadOn.LAST_DAY]),
        "mover": st.sampled_from(MoverRule),
        "rating": st.builds(
            RatingRule,
            every=st.sampled_from([PeriodKind.QUARTER, PeriodKind.YEAR]),
            lag=st.integers(0, 1),
        ),
    }
)


class TestWalked:
    @given(
        facts=lives(),
        entries=ratings(),
        month=st.sampled_from([Month(2022, 6), Month(2022, 7), Month(2023, 2)]),
        choices=CHOICES,
        known=st.none() | KNOWN,
    )
    def test_same(self, new_terms, said, facts, entries, month, choices, known):
        """
        Walking over the days of a life, one by one, finds the same placement or the same fault.
        """
        expected, faults = walked(facts, entries, month, choices, known)
        usual = new_terms().rules
        values = {name: entry.value for name, entry in zip(FIELDS, usual.entries, strict=True)}
        early = {
            name: said(name, value, start=FIRST) for name, value in (values | choices).items()
        }
        terms = new_terms(month, known=known, **early)
        standings = {unit: rated(*each) for unit, each in entries.items()}
        event(f"placed: {expected is not None}")
        if faults:
            with pytest.raises(tuple(faults)) as caught:
                place(Worker("w-1", facts), terms, standings)
            assert caught.type in faults
        else:
            placement = place(Worker("w-1", facts), terms, standings)
            assert expected == (
                placement.level,
                placement.years,
                placement.certificate,
                placement.criteria_met,
            )
