from datetime import date
from fractions import Fraction

import attrs
import pytest

from partygrid.dated import Effective, Month, NotKnown, ReadOn
from partygrid.errors import (
    NotCoveredError,
    NotInForceError,
    UnsuitableRuleError,
    ValueNotAllowedError,
)
from partygrid.labels import Label
from partygrid.money import ApportionRule, Direction, RoundingRule, Ties
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    Component,
    CountedLines,
    PaidAs,
    PartMethod,
    PartMonth,
    ProbationBase,
    ProbationRule,
    Selector,
    ShareOf,
    Table,
    YearlyRate,
    payslip,
    what_if,
)
from partygrid.people import (
    CertificateRegistration,
    PartYears,
    Probation,
    Service,
    ServiceCount,
    ServiceRule,
    WorkedDays,
)

JUNE = Month(2025, 6)


def line(key, selector, amount, **fields):
    """
    Make a line of pay.
    """
    return Component(
        key=key,
        label=Label(f"项目{key}", f"line {key}"),
        selector=selector,
        amount=amount,
        **fields,
    )


POST = line("post", Selector.LEVEL, Table(((7, 300000), (8, 360000))))
YEARS = line("years", Selector.YEARS, YearlyRate(per_year=3000, cap=None))
PAPER = line(
    "paper", Selector.CERTIFICATE, Table((("none", 0), ("assistant", 12000), ("senior", 60000)))
)
SCALE = (POST, YEARS, PAPER)
BY_DAYS = PartMonth(method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None))
OWN = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=True)
PUBLISHED = attrs.evolve(OWN, base=ProbationBase.AMOUNT, amount=350000)


def a_day_off():
    """
    Make the counts of a June of which 20 of 21 days were worked.
    """
    start, end = date(2025, 6, 1), date(2025, 7, 1)
    return WorkedDays(id="d-1", start=start, end=end, working=21, worked=20, known=end)


def service(number=1, *, start=date(2019, 3, 1), end=None, staff="professional"):
    """
    Make a period of service.
    """
    return Service(id=f"s-{number}", staff=staff, start=start, end=end, known=start)


def senior(start):
    """
    Make the registration of a senior certificate.
    """
    return CertificateRegistration(id="q-9", certificate="senior", start=start, known=start)


def on_probation(start, end=None):
    """
    Make a period of probation.
    """
    return Probation(id="p-1", entry="new", start=start, end=end, known=start)


@pytest.fixture(name="paid")
def _paid(new_terms, new_worker, standings, check):
    """
    A function that pays a worker for June 2025, by calendar days, and checks the explanation.
    """

    def paid(*facts, month=JUNE, **values):
        terms = new_terms(month, **{"scale": SCALE, "part_month": BY_DAYS} | values)
        return check(payslip(new_worker(*facts), terms, standings))

    return paid


class TestEntered:
    @pytest.mark.parametrize(
        ("facts", "days"),
        [
            ((service(start=date(2025, 6, 16)),), 15),
            ((service(end=date(2025, 6, 16)),), 15),
            ((service(start=date(2025, 6, 30)),), 1),
            ((service(end=date(2025, 6, 11)), service(2, start=date(2025, 6, 21))), 20),
        ],
        ids=["entered", "left", "on the last day", "away"],
    )
    def test_post(self, paid, facts, days):
        """
        Of 3,000.00 a month each day served brings 100.00.
        """
        slip = paid(*facts)

        assert days * 10000 == slip.amount("post")
        assert not slip.is_whole
        assert slip.total == slip.pool + slip.fixed

    def test_by_hand(self, paid):
        """
        Fifteen of thirty days, no full year: 1,500.00 + 0 + 60.00, and the award of that.
        """
        slip = paid(service(start=date(2025, 6, 16)))

        assert (150000, 0, 6000) == slip.amounts
        # 1560.00: pool 312.00, fixed 1248.00, award 80 % of the pool 249.60
        assert (156000, 31200, 124800, 24960, 149760) == (
            slip.total,
            slip.pool,
            slip.fixed,
            slip.award,
            slip.paid,
        )

    def test_read_on_the_last_day_served(self, paid):
        """
        Of a worker who leaves, nothing counts that begins on the day after the last one served.
        """
        slip = paid(
            service(end=date(2025, 6, 16)), senior(date(2025, 6, 16)), read_on=ReadOn.LAST_DAY
        )

        assert "none" == slip.placement.certificate

    def test_rounded_once(self, paid):
        """
        A line of several stretches is rounded once: 3 × 1/30 of 0.05 is 0.005, so 0.01.
        """
        scale = (line("small", Selector.LEVEL, Table(((7, 5),))),)
        away = (
            service(1, end=date(2025, 6, 2)),
            service(2, start=date(2025, 6, 3), end=date(2025, 6, 4)),
            service(3, start=date(2025, 6, 5), end=date(2025, 6, 6)),
        )

        assert (1,) == paid(*away, scale=scale).amounts

    def test_lines_paid_whole(self, paid):
        """
        A line that is not paid by the part is paid once, with the last stretch.
        """
        only_post = PartMonth(
            method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(("post",))
        )
        facts = (service(end=date(2025, 6, 11)), service(2, start=date(2025, 6, 21)))

        assert (200000, 18000, 12000) == paid(*facts, part_month=only_post).amounts

    def test_refused(self, paid):
        """
        A scheme that does not price part months pays none of it, and never the whole.
        """
        refused = PartMonth(method=PartMethod.REFUSED, divisor=None, lines=CountedLines(None))
        with pytest.raises(NotCoveredError, match="part months are not priced"):
            paid(service(start=date(2025, 6, 2)), part_month=refused)

    def test_absent(self, paid):
        """
        Days missed are taken off: 21.75 / 21.75 less 2 / 21.75 of 3,000.00 is 2,724.14.
        """
        by_absence = PartMonth(
            method=PartMethod.DEDUCT_ABSENCE,
            divisor=Fraction(2175, 100),
            lines=CountedLines(("post",)),
        )
        days = WorkedDays(
            id="d-1",
            start=date(2025, 6, 1),
            end=date(2025, 7, 1),
            working=20,
            worked=18,
            known=date(2025, 7, 1),
        )
        slip = paid(days, part_month=by_absence)

        assert (272414, 18000, 12000) == slip.amounts
        assert not slip.is_whole


class TestWhole:
    def test_two_periods(self, paid):
        """
        A month served in two periods that follow each other is paid whole.
        """
        slip = paid(
            service(start=date(2025, 1, 1), end=date(2025, 6, 11)),
            service(2, start=date(2025, 6, 11)),
        )

        assert 300000 == slip.amount("post")
        assert (True, ()) == (slip.is_whole, slip.parts)

    def test_counts_of_no_use(self, paid):
        """
        Counts of days worked change nothing where the scheme does not look at them.
        """
        days = WorkedDays(
            id="d-1",
            start=date(2025, 6, 1),
            end=date(2025, 7, 1),
            working=20,
            worked=0,
            known=date(2025, 7, 1),
        )

        assert paid().amounts == paid(days).amounts


class TestSplit:
    def test_by_facts(self, paid):
        """
        A certificate of 16 June counts half a month: 60.00 and 300.00.
        """
        slip = paid(senior(date(2025, 6, 16)), read_on=ReadOn.SPLIT)

        assert (300000, 18000, 30000) == slip.amounts
        assert 2 == len(slip.parts[0].pieces)
        assert slip.is_whole
        assert "2025-06-16" in slip.explain("zh")

    def test_by_years(self, paid):
        """
        A year that is full on 11 June pays two thirds of the month: 5 × 30 / 3 + 6 × 30 × 2 / 3.
        """
        slip = paid(service(start=date(2019, 6, 11)), read_on=ReadOn.SPLIT)

        assert 5000 + 12000 == slip.amount("years")
        assert [5, 6] == [piece.placement.years for piece in slip.parts[0].pieces]

    def test_by_values(self, paid, said, notice):
        """
        A scale that changes on 16 June pays half of each; both parts have a pool of their own.
        """
        more = (line("post", Selector.LEVEL, Table(((7, 330001),))), *SCALE[1:])
        scale = said("scale", SCALE).announce(
            more, start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        slip = paid(scale=scale, read_on=ReadOn.SPLIT)

        # 1500.00 and half of 3300.01, 1650.005, so 1650.01
        assert 150000 + 165001 == slip.amount("post")
        assert [150000, 165001] == [part.amounts[0] for part in slip.parts]
        assert slip.pool == sum(part.pool for part in slip.parts)
        assert slip.paid == sum(part.paid for part in slip.parts)
        assert slip.is_whole
        assert ("post", "years", "paper") == slip.keys

    def test_values_after_the_end(self, paid, said, notice):
        """
        What comes into force after service has ended pays nothing; before it began, neither.
        """
        scale = said("scale", SCALE).announce(
            (POST,), start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        left = paid(service(end=date(2025, 6, 11)), scale=scale, read_on=ReadOn.SPLIT)
        came = paid(service(start=date(2025, 6, 21)), scale=scale, read_on=ReadOn.SPLIT)

        assert (100000, 6000, 4000) == left.amounts
        assert (100000,) == came.amounts
        with pytest.raises(NotInForceError):
            paid(service(end=date(2025, 6, 1)), scale=scale, read_on=ReadOn.SPLIT)

    def test_amount_of_a_later_line(self, paid, said, notice):
        """
        A line of only one of the parts has its amount under its key.
        """
        scale = said("scale", SCALE).announce(
            (POST, YEARS), start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        slip = paid(scale=scale, read_on=ReadOn.SPLIT)

        assert (300000, 18000, 6000) == slip.amounts
        assert 6000 == slip.amount("paper")

    def test_nothing_changes(self, paid):
        """
        A split month in which nothing changes is paid as any other.
        """
        slip = paid(read_on=ReadOn.SPLIT)

        assert slip.amounts == paid().amounts
        assert [None] == [piece.weight for part in slip.parts for piece in part.pieces]

    def test_left_before_the_year_was_full(self, paid):
        """
        A year that would be full on the day after the last one served is no turn.
        """
        slip = paid(service(start=date(2019, 6, 16), end=date(2025, 6, 16)), read_on=ReadOn.SPLIT)

        assert [5] == [piece.placement.years for part in slip.parts for piece in part.pieces]

    def test_in_force_on_the_days_named(self, paid, said, notice):
        """
        A part lasts from the first day of its first piece to the last of its last.
        """
        scale = said("scale", SCALE).announce(
            (POST,), start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        slip = paid(senior(date(2025, 6, 6)), scale=scale, read_on=ReadOn.SPLIT)

        assert ["[2025-06-01, 2025-06-16)", "[2025-06-16, 2025-07-01)"] == [
            str(part.interval) for part in slip.parts
        ]

    def test_not_known_yet(self, new_terms, new_worker, standings):
        """
        A fact recorded after the day of knowledge changes nothing, however the month is read.
        """
        later = attrs.evolve(senior(date(2025, 6, 1)), known=date(2025, 7, 1))
        for read_on in ReadOn:
            for known, paper in ((date(2025, 6, 30), 0), (date(2025, 7, 1), 60000)):
                terms = new_terms(known=known, scale=SCALE, read_on=read_on)

                assert paper == payslip(new_worker(later), terms, standings).amount("paper")


def share(key="insurance", of=("post", "years"), least=400000, most=2000000, **fields):
    """
    Make a line of 16 % of others, between bounds.
    """
    return line(
        key, None, ShareOf(rate=Fraction(16, 100), of=of, least=least, most=most), **fields
    )


class TestShares:
    @pytest.mark.parametrize(
        ("of", "least", "most", "amount"),
        [
            (("post",), None, None, 48000),  # 16 % of 3000.00
            (("post", "years"), None, None, 50880),  # 16 % of 3180.00
            (("post",), 400000, None, 64000),
            (("post",), None, 200000, 32000),
            (("post",), 400000, 500000, 64000),
        ],
    )
    def test_bounds(self, paid, of, least, most, amount):
        """
        A share is taken of the sum of lines, raised or capped first.
        """
        slip = paid(scale=(*SCALE, share(of=of, least=least, most=most)))

        assert amount == slip.amount("insurance")

    def test_of_the_whole_month(self, paid, said, notice):
        """
        Bounds hold for the month: 16 % of 1500.00 + 1650.00, raised to 4000.00, once.
        """
        first = (POST, share(of=("post",)))
        second = (line("post", Selector.LEVEL, Table(((7, 330000),))), share(of=("post",)))
        scale = said("scale", first).announce(
            second, start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        slip = paid(scale=scale, read_on=ReadOn.SPLIT)

        assert (315000, 64000) == slip.amounts
        assert [0, 64000] == [part.amounts[1] for part in slip.parts]

    def test_of_earlier_values(self, paid, said, notice, check):
        """
        What was paid under earlier values counts: 16 % of 1500.00 + 1650.00, if so supposed too.
        """
        tenth_more = line("post", Selector.LEVEL, Table(((7, 330000), (8, 396000))))
        of_post = share(of=("post",), least=None)
        scale = said("scale", (POST, of_post)).announce(
            (tenth_more, of_post), start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        slip = paid(scale=scale, read_on=ReadOn.SPLIT)

        assert (315000, 50400) == slip.amounts
        # 1800.00 + 1980.00, and 16 % of them
        assert (378000, 60480) == check(what_if(slip, level=8)).after.amounts

    def test_of_three_values(self, paid, said, notice, check):
        """
        The same over three sets of values: 16 % of 1000.00 + 1100.00 + 1200.00.
        """
        of_post = share(of=("post",), least=None)
        scale = said("scale", (POST, of_post))
        for day, amount in ((11, 330000), (21, 360000)):
            post = line("post", Selector.LEVEL, Table(((7, amount), (8, amount + 90000))))
            scale = scale.announce(
                (post, of_post), start=date(2025, 6, day), known=date(2025, 5, day), source=notice
            )
        slip = paid(scale=scale, read_on=ReadOn.SPLIT)

        assert (330000, 52800) == slip.amounts
        # 1200.00 + 1400.00 + 1500.00, and 16 % of them
        assert (410000, 65600) == check(what_if(slip, level=8)).after.amounts

    def test_employer(self, paid):
        """
        What the employer pays on top is neither pay nor award; it is told with the cost.
        """
        slip = paid(scale=(*SCALE, share(paid_as=PaidAs.EMPLOYER)))
        without = paid()

        assert (64000, 0) == (slip.employer, without.employer)
        assert without.paid == slip.paid == slip.cost - 64000
        assert without.total == slip.total


class TestAwardLines:
    def test_paid_by_the_rating(self, paid):
        """
        A line that is an award is paid by the share of the rating, on top of the pool.
        """
        award = line("bonus", Selector.LEVEL, Table(((7, 50000),)), paid_as=PaidAs.AWARD)
        slip = paid(scale=(POST, award))

        # 3000.00: pool 600.00 and the line 500.00; 80 % of 1100.00 is 880.00
        assert (350000, 110000, 240000, 88000, 328000) == (
            slip.total,
            slip.pool,
            slip.fixed,
            slip.award,
            slip.paid,
        )

    @pytest.mark.parametrize("basis", AwardBasis)
    def test_nothing_but_awards(self, paid, basis):
        """
        A scale of award lines alone has no fixed part.
        """
        award = line("bonus", Selector.LEVEL, Table(((7, 50000),)), paid_as=PaidAs.AWARD)
        slip = paid(scale=(award,), award_basis=basis)

        assert (0, 50000, 40000) == (slip.fixed, slip.pool, slip.award)

    @pytest.mark.parametrize("basis", AwardBasis)
    def test_outside(self, paid, basis):
        """
        A line outside the total is paid in full, in a part month too.
        """
        slip = paid(
            service(start=date(2025, 6, 16)),
            award_lines=CountedLines(("post",)),
            award_basis=basis,
        )

        assert 6000 == slip.outside
        assert slip.paid == slip.fixed + slip.award + slip.outside

    @pytest.mark.parametrize(
        ("scale", "field"),
        [
            ((POST, YEARS), "criteria_met"),
            ((line("x", Selector.LEVEL, Table(((1, 0),))),), "level"),
        ],
    )
    def test_refused(self, new_terms, new_worker, new_standing, scale, field):
        """
        In a part month too a fact without a row, and a rating without a share, are refused.
        """
        terms = new_terms(scale=scale, part_month=BY_DAYS)
        entered = new_worker(service(start=date(2025, 6, 16)))
        with pytest.raises(ValueNotAllowedError) as caught:
            payslip(entered, terms, {"c-1": new_standing(6)})

        assert field == caught.value.field

    def test_not_rated_yet(self, new_terms, new_worker, new_standing, check):
        """
        Until the rating is known the award of a part month is undetermined.
        """
        terms = new_terms(scale=SCALE, part_month=BY_DAYS)
        unknown = {"c-1": new_standing(4, known=date(2026, 1, 1))}
        entered = new_worker(service(start=date(2025, 6, 16)))
        slip = check(payslip(entered, terms._replace(known=date(2025, 6, 30)), unknown))

        assert slip.award is NotKnown.YET
        assert slip.paid == slip.fixed

    def test_below_zero(self, paid):
        """
        A pool that rounding lifts above what a part month brings is refused.
        """
        with pytest.raises(ValueNotAllowedError, match="must not exceed the total"):
            paid(
                scale=(
                    line("small", Selector.LEVEL, Table(((7, 30),))),
                    line("bonus", Selector.LEVEL, Table(((7, 1),)), paid_as=PaidAs.AWARD),
                ),
                rounding=RoundingRule(100, Direction.UP),
            )

    def test_wage_bill(self, paid):
        """
        A part month under a pool of the unit's wage bill is the payroll's.
        """
        with pytest.raises(UnsuitableRuleError, match="over its whole payroll"):
            paid(
                service(start=date(2025, 6, 16)),
                award_pool=AwardPool.OF_WAGE_BILL,
                award_apportion=ApportionRule(unit=1, ties=Ties.BY_KEY),
            )


class TestProbation:
    @pytest.mark.parametrize(
        ("award", "amounts", "pool", "paid_"),
        [
            # 80 % of 3000.00, 180.00 and 120.00; 2640.00: pool 528.00, award 422.40
            (True, (240000, 14400, 9600), 52800, 211200 + 42240),
            (False, (240000, 14400, 9600), 0, 264000),
        ],
    )
    def test_own(self, paid, award, amounts, pool, paid_):
        """
        A share of one's own pay, with an award of it or without.
        """
        rule = ProbationRule(
            entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=award
        )
        slip = paid(on_probation(date(2025, 6, 1)), probation=(rule,))

        assert (amounts, pool, paid_) == (slip.amounts, slip.pool, slip.paid)
        assert not slip.is_whole

    @pytest.mark.parametrize(("award", "paid_"), [(True, 280000), (False, 280000)])
    def test_amount(self, paid, award, paid_):
        """
        A share of a published amount goes in place of the scale, and no pool is taken of it.
        """
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.AMOUNT,
            share=Fraction(4, 5),
            award=award,
            amount=350000,
        )
        slip = paid(on_probation(date(2025, 6, 1)), probation=(rule,))

        assert ((0, 0, 0), 0, paid_) == (slip.amounts, slip.pool, slip.paid)
        assert not slip.is_whole

    def test_position(self, paid, ladder):
        """
        A share of the pay at which a position starts: 80 % of level 4, no years.
        """
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.POSITION,
            share=Fraction(4, 5),
            award=False,
            position="deputy",
        )
        post = line("post", Selector.LEVEL, Table(tuple((n, 100000 * n) for n in range(1, 19))))
        slip = paid(
            on_probation(date(2025, 6, 1)), ladder=ladder, scale=(post, YEARS), probation=(rule,)
        )

        assert (320000, 0) == slip.amounts

    @pytest.mark.parametrize("award", [True, False])
    @pytest.mark.parametrize("basis", AwardBasis)
    def test_ends_in_mid_month(self, paid, award, basis):
        """
        Probation to 15 June pays half a month of 80 % and half of 100 %: 90 % of 3000.00.
        """
        rule = ProbationRule(
            entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=award
        )
        slip = paid(
            on_probation(date(2025, 6, 1), date(2025, 6, 16)),
            scale=(POST,),
            probation=(rule,),
            read_on=ReadOn.SPLIT,
            award_basis=basis,
        )
        rated = 270000 if award else 150000
        rate = 4 if basis is AwardBasis.FIXED_PART else 5

        assert (270000, rated // rate) == (slip.amount("post"), slip.pool)
        assert slip.paid == slip.fixed + slip.award

    def test_lines_without_award(self, paid):
        """
        A line of which no award is taken is none of those that probation keeps out of the pool.
        """
        rule = ProbationRule(
            entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False
        )
        slip = paid(
            on_probation(date(2025, 6, 1), date(2025, 6, 16)),
            scale=(POST, PAPER),
            probation=(rule,),
            read_on=ReadOn.SPLIT,
            award_lines=CountedLines(("post",)),
        )

        # 1200.00 + 1500.00, and outside 48.00 + 60.00; the pool is a fifth of 1500.00
        assert ((270000, 10800), 30000) == (slip.amounts, slip.pool)
        assert 240000 + 10800 + 24000 == slip.paid

    def test_published_amount_in_part(self, paid):
        """
        A published amount is paid by the part too: 80 % of 3500.00 for half a month, then half.
        """
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.AMOUNT,
            share=Fraction(4, 5),
            award=False,
            amount=350000,
        )
        slip = paid(
            on_probation(date(2025, 6, 1), date(2025, 6, 16)),
            scale=(POST,),
            probation=(rule,),
            read_on=ReadOn.SPLIT,
        )

        # 1400.00, and 1500.00 with a pool of 300.00, of which 240.00 is paid
        assert (140000 + 150000 - 6000) == slip.paid

    def test_award_lines(self, paid):
        """
        Without an award on probation, lines that are awards are not paid either.
        """
        rule = ProbationRule(
            entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False
        )
        bonus = line("bonus", Selector.LEVEL, Table(((7, 50000),)), paid_as=PaidAs.AWARD)
        slip = paid(on_probation(date(2025, 6, 1)), scale=(POST, bonus), probation=(rule,))

        assert ((240000, 0), 0, 240000) == (slip.amounts, slip.pool, slip.paid)

    def test_unknown(self, paid):
        """
        A kind of entrant that the scheme does not know is refused.
        """
        with pytest.raises(ValueNotAllowedError, match="no probation"):
            paid(on_probation(date(2025, 6, 1)))

    @pytest.mark.parametrize("rule", [OWN, PUBLISHED])
    def test_what_if(self, paid, check, rule):
        """
        Off probation the same month would bring what it brings others, and be as whole as theirs.
        """
        slip = paid(on_probation(date(2025, 6, 1)), probation=(rule,))
        answer = check(what_if(slip, probation=None))

        assert paid().paid == answer.after.paid
        assert answer.after.is_whole

    def test_what_if_with_days_off(self, paid, check):
        """
        A month with a day off is no whole one off probation either.
        """
        slip = paid(
            a_day_off(),
            on_probation(date(2025, 6, 1)),
            probation=(PUBLISHED,),
            part_month=attrs.evolve(BY_DAYS, method=PartMethod.WORKING_DAYS),
        )

        assert not check(what_if(slip, probation=None)).after.is_whole


class TestWhatIf:
    def test_part_month(self, paid, check):
        """
        Each stretch is priced again: level 8 for half a month is 300.00 more, 96 % of it paid.
        """
        slip = paid(service(start=date(2025, 6, 16)))
        answer = check(what_if(slip, level=8))

        assert 30000 * 96 // 100 == answer.difference

    def test_several_stretches(self, paid, check):
        """
        A supposed certificate counts for all stretches, and its shares over the whole month.
        """
        slip = paid(
            senior(date(2025, 6, 16)),
            scale=(*SCALE, share(of=("paper",), least=None)),
            read_on=ReadOn.SPLIT,
        )
        answer = check(what_if(slip, certificate="none"))

        assert (300000, 18000, 0, 0) == answer.after.amounts
        assert (300000, 18000, 30000, 4800) == slip.amounts

    def test_lines_paid_whole(self, paid, check):
        """
        A line paid whole stays that of the last stretch, once; the slip names its facts.
        """
        slip = paid(
            senior(date(2025, 6, 16)),
            part_month=attrs.evolve(BY_DAYS, lines=CountedLines(("post", "paper"))),
            read_on=ReadOn.SPLIT,
        )
        answer = check(what_if(slip, level=8))

        assert (300000, 18000, 30000) == slip.amounts
        assert (360000, 18000, 30000) == answer.after.amounts
        assert "senior" == answer.after.placement.certificate

    def test_days_off(self, paid, check):
        """
        A month with a day off, 20 of 21 days worked, is no whole month under a supposition either.
        """
        slip = paid(
            a_day_off(),
            part_month=attrs.evolve(BY_DAYS, method=PartMethod.WORKING_DAYS),
        )
        answer = check(what_if(slip, level=8))

        assert [False, False] == [slip.is_whole, answer.after.is_whole]

    @pytest.mark.parametrize("field", ["step", "position", "stars", "falling", "degree", "posts"])
    def test_not_looked_at(self, paid, field):
        """
        A fact that the scale does not look at cannot change pay, and is no question.
        """
        with pytest.raises(ValueNotAllowedError, match="a fact that the scale looks at") as caught:
            what_if(paid(), **{field: None})

        assert field == caught.value.field


class TestService:
    def test_effective(self, paid):
        """
        A year that counts from January is not seen in June, split or not.
        """
        rule = ServiceRule(
            count=ServiceCount.PER_PERIOD,
            part_years=PartYears.DROPPED,
            effective=Effective.NEXT_JANUARY,
        )
        facts = (service(start=date(2019, 6, 11)),)

        assert 15000 == paid(*facts, service=rule, read_on=ReadOn.SPLIT).amount("years")
        assert 18000 == paid(*facts, service=rule, month=Month(2026, 1)).amount("years")

    def test_other_staff(self, paid):
        """
        A month partly served as staff not covered is refused.
        """
        facts = (
            service(end=date(2025, 6, 16)),
            service(2, start=date(2025, 6, 16), staff="cadre"),
        )
        with pytest.raises(NotCoveredError, match="cadre"):
            paid(*facts)
