from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import Month, NotKnown, PeriodKind, ReadOn, Series
from partygrid.errors import UnknownNameError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.money import Direction, RoundingRule
from partygrid.org import Standing
from partygrid.pay import (
    Component,
    CountedLines,
    PaidAs,
    PartMethod,
    PartMonth,
    Placement,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Selector,
    ShareOf,
    StarEffect,
    StarRule,
    Table,
    payslip,
    price,
    what_if,
)
from partygrid.people import Probation

WHAT = Label("星级", "by stars")
YEARLY = RatingRule(every=PeriodKind.YEAR, lag=1)
# Worked out in test_price: a pool of 764.37, of which four criteria leave 611.50.
POOL, AWARD, FIXED = 76437, 61150, 305749


def stars_of(*effects, **fields):
    """
    Make a rule in which three stars have some effects; all but the first come from falling.
    """
    rows = tuple((3, effect) for effect in effects[:1])
    if effects[1:]:
        fields |= {"falling_periods": 1, "falling": effects[1]}
    return StarRule(**{"rating": YEARLY, "most": 5, "rows": rows} | fields)


@pytest.fixture(name="paid")
def _paid(new_terms, new_worker, standings, check):
    """
    A function that pays the usual worker under a rule of stars.
    """

    def paid(rule, given=None, **values):
        terms = new_terms(stars=rule, **values)
        return check(payslip(new_worker(), terms, standings if given is None else given))

    return paid


class TestStars:
    @pytest.mark.parametrize(
        ("effect", "award"),
        [
            (StarEffect(what=WHAT, factor=Fraction(1, 2)), 30575),  # 764.37 × 80 % ÷ 2 = 305.748
            (StarEffect(what=WHAT, factor=Fraction(3, 2)), 91724),  # 917.244
            (StarEffect(what=WHAT, factor=Fraction(0)), 0),
            (StarEffect(what=WHAT, amount=10000), AWARD + 10000),
            (StarEffect(what=WHAT, amount=-10000), AWARD - 10000),
            (StarEffect(what=WHAT, amount=-61151), 0),  # never below zero
            (StarEffect(what=WHAT, factor=Fraction(1, 2), amount=-10000), 20575),
            (StarEffect(what=WHAT), AWARD),
        ],
    )
    def test_effect(self, paid, effect, award):
        """
        A factor multiplies before rounding, an amount is added after, and nothing goes below zero.
        """
        slip = paid(stars_of(effect))

        assert (POOL, award, FIXED + award) == (slip.pool, slip.award, slip.paid)
        assert 3 == slip.placement.stars

    def test_not_listed(self, paid):
        """
        A number of stars without a row changes nothing.
        """
        slip = paid(stars_of())

        assert AWARD == slip.award
        assert () == slip.notes

    def test_only_possible(self, paid):
        """
        What the source holds possible without saying how much is listed, and nothing computed.
        """
        possible = StarEffect(what=Label("可扣减绩效", "deduction possible"))
        slip = paid(stars_of(possible))

        assert (possible,) == slip.notes
        assert "数额未载明，不计算" in slip.explain("zh")
        assert () == paid(stars_of(StarEffect(what=WHAT, amount=0))).notes

    def test_not_known_yet(self, paid, new_standing):
        """
        Until the stars are known the award is undetermined, though the criteria are known.
        """
        slip = paid(stars_of(), {"c-1": new_standing(4)})

        assert (4, NotKnown.YET) == (slip.placement.criteria_met, slip.placement.stars)
        assert (NotKnown.YET, FIXED) == (slip.award, slip.paid)
        assert slip.placement.falling is None

    def test_rating_not_known_yet(self, paid):
        """
        Nor is it determined by stars without criteria.
        """
        slip = paid(stars_of(), {"c-1": Series("standing")})

        assert slip.award is NotKnown.YET

    def test_pool_of_nothing(self, paid):
        """
        Without a pool stars can still add an amount, so that the award waits for them.
        """
        rule = stars_of(StarEffect(what=WHAT, amount=5000))
        slips = [
            paid(rule, given, award_rate=Fraction(0))
            for given in (None, {"c-1": Series("standing")})
        ]

        assert [0, 0] == [slip.pool for slip in slips]
        assert [5000, NotKnown.YET] == [slip.award for slip in slips]

    def test_too_many(self, paid, new_standing):
        """
        More stars than there are is refused.
        """
        with pytest.raises(ValueNotAllowedError, match="0 to 5"):
            paid(stars_of(), {"c-1": new_standing(4, 6)})

    def test_none_given(self, new_terms):
        """
        A placement made by hand must say the stars that the scheme looks at.
        """
        by_hand = Placement(level=7, years=6, certificate="none", criteria_met=4)
        with pytest.raises(ValueNotAllowedError, match="the scheme looks at stars"):
            price(by_hand, new_terms(stars=stars_of()))

    def test_whole_month(self, new_terms):
        """
        Of a placement made by hand the month is whole, with all lines, those paid once too.
        """
        by_hand = Placement(level=7, years=6, certificate="none", criteria_met=4, stars=3)
        some = PartMonth(
            method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(("post",))
        )
        slip = price(by_hand, new_terms(stars=stars_of(), part_month=some))

        assert slip.is_whole
        assert slip.amounts == price(by_hand, new_terms()).amounts

    def test_amounts_add_up(self, paid, notice):
        """
        The amount of a number of stars and that of their falling are both added, factors apart.
        """
        rule = stars_of(StarEffect(what=WHAT, amount=100), StarEffect(what=WHAT, amount=40))
        slip = paid(rule, {"c-1": yearly(notice, 4, 3)})

        assert (2, AWARD + 140) == (len(slip.parts[0].effects), slip.award)

    def test_factors_multiply(self, paid, notice):
        """
        The factor of a number of stars and that of their falling both count; it is rounded once.
        """
        half = StarEffect(what=WHAT, factor=Fraction(1, 2), amount=-7)
        slip = paid(
            stars_of(half, StarEffect(what=WHAT, factor=Fraction(3, 4), amount=2)),
            {"c-1": yearly(notice, 4, 3)},
        )

        # 764.37 × 80 % × 1/2 × 3/4 = 229.311, and 0.05 less
        assert 22931 - 5 == slip.award

    def test_criteria_beyond_the_shares(self, paid, new_standing):
        """
        Criteria without a share are refused before stars are looked at, the first of them too.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            paid(stars_of(), {"c-1": new_standing(6, 3)})

        assert ("criteria_met", 6, "0 to 5") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_what_if(self, paid, check):
        """
        Stars and their falling can be supposed where the scheme looks at them.
        """
        rule = stars_of(
            StarEffect(what=WHAT, factor=Fraction(1, 2)), StarEffect(what=WHAT, amount=-500)
        )
        slip = paid(rule)

        assert AWARD - 30575 == check(what_if(slip, stars=4)).difference
        assert -500 == check(what_if(slip, falling=True)).difference


def yearly(source, *stars):
    """
    Make the standings of years that end with 2024, with their stars; None leaves a year out.
    """
    series = Series("standing")
    for back, number in enumerate(reversed(stars)):
        if number is not None:
            year = 2024 - back
            series = series.announce(
                Standing(criteria_met=4, stars=number),
                start=date(year, 1, 1),
                end=date(year + 1, 1, 1),
                known=date(year + 1, 1, 20),
                source=source,
            )
    return series


class TestFalling:
    @pytest.mark.parametrize(
        ("stars", "falling"),
        [
            ((5, 4, 3), True),
            ((5, 5, 3), False),
            ((3, 4, 3), False),
            ((4, 3, 3), False),
            ((None, 4, 3), False),
            ((5, None, 3), False),
        ],
    )
    def test_twice_in_a_row(self, paid, notice, stars, falling):
        """
        Stars are falling if each of the last ratings is below the one before; a gap is no fall.
        """
        rule = stars_of(falling_periods=2, falling=StarEffect(what=WHAT, factor=Fraction(1, 2)))
        slip = paid(rule, {"c-1": yearly(notice, *stars)})

        assert falling is slip.placement.falling
        assert (30575 if falling else AWARD) == slip.award


BY_DAYS = PartMonth(method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None))
NO_AWARD = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(1), award=False)


class TestParts:
    def test_amount_once(self, paid, said, notice):
        """
        An amount a month is added once, however many sets of values a month has.
        """
        base = said("base", 231050).announce(
            240000, start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        values = {"base": base, "read_on": ReadOn.SPLIT, "part_month": BY_DAYS}
        without = paid(stars_of(), **values)
        slip = paid(stars_of(StarEffect(what=WHAT, amount=5000)), **values)

        assert 5000 == slip.award - without.award
        assert 2 == len(slip.parts)
        # To suppose what is so changes nothing: the amount is added once again.
        assert 0 == what_if(slip, criteria_met=4).difference

    def test_amount_with_the_last_award(
        self, new_terms, new_worker, standings, check, said, notice
    ):
        """
        If the last part of a month has no award, an amount goes with the last that has one.
        """
        base = said("base", 231050).announce(
            240000, start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        start = date(2025, 6, 16)
        entrant = new_worker(Probation(id="p-1", entry="new", start=start, known=start))
        awards = []
        for effects in ((), (StarEffect(what=WHAT, amount=5000),)):
            terms = new_terms(
                base=base,
                read_on=ReadOn.SPLIT,
                part_month=BY_DAYS,
                probation=(NO_AWARD,),
                stars=stars_of(*effects),
            )
            awards.append(check(payslip(entrant, terms, standings)).award)

        assert 5000 == awards[1] - awards[0]

    def test_unknown_unit(self, new_terms, new_worker):
        """
        A unit without a series is unknown to stars as to criteria.
        """
        with pytest.raises(UnknownNameError):
            payslip(new_worker(), new_terms(Month(2025, 6), stars=stars_of()), {})


@pytest.mark.parametrize("rule", [None, stars_of()], ids=["plain", "stars"])
class TestBelowZero:
    @pytest.fixture(name="of_post")
    def _of_post(self, paid, rule):
        """
        A function that pays a post of so much, a fifth of it pool, rounded up to whole yuan.
        """

        def of_post(amount):
            post = Component(
                key="post",
                label=Label("岗位工资", "post pay"),
                selector=Selector.LEVEL,
                amount=Table(((7, amount),)),
            )
            return paid(rule, scale=(post,), rounding=RoundingRule(100, Direction.UP))

        return of_post

    def test_nothing_left(self, of_post):
        """
        A pool of 0.20, so 1.00, may take all of a total of 1.00.
        """
        slip = of_post(100)

        assert (100, 100, 0) == (slip.total, slip.pool, slip.fixed)

    def test_by_one_fen(self, of_post):
        """
        A pool of 0.198, so 1.00, of a total of 0.99 is refused, though it is but a fen too much.
        """
        with pytest.raises(ValueNotAllowedError, match="must not exceed the total") as caught:
            of_post(99)

        assert -1 == caught.value.value


def paper(key, amount, **fields):
    """
    Make a line that pays the usual worker, an assistant, so much.
    """
    return Component(
        key=key,
        label=Label("津贴", "allowance"),
        selector=Selector.CERTIFICATE,
        amount=Table((("assistant", amount),)),
        **fields,
    )


class TestKinds:
    def test_lines_add_up(self, paid):
        """
        Lines of each kind add up: those that count, those outside, awards, the employer's.
        """
        slip = paid(
            stars_of(),
            scale=(
                paper("a", 1000),
                paper("b", 2000),
                paper("c", 300),
                paper("d", 500),
                paper("e", 70, paid_as=PaidAs.AWARD),
                paper("f", 110, paid_as=PaidAs.AWARD),
                paper("g", 13, paid_as=PaidAs.EMPLOYER),
                paper("h", 17, paid_as=PaidAs.EMPLOYER),
            ),
            award_lines=CountedLines(("a", "b")),
        )
        (part,) = slip.parts

        # 30.00: a fifth is 6.00; with awards of 1.80 the pool is 7.80; 80 % of it are 6.24
        assert (3180, 800, 780, 2400) == (slip.total, slip.outside, slip.pool, slip.fixed)
        assert (624, 2400 + 800 + 624, 30) == (slip.award, slip.paid, slip.employer)
        assert (600, 0, slip.paid) == (part.rated, part.unrated, part.paid)
        assert (Month(2025, 6).interval, None) == (part.interval, part.bill)
        assert part.interval == part.pieces[0].interval

    def test_shares_and_own_rounding(self, paid):
        """
        A share is rounded as its line says, other lines as the scheme says.
        """
        share = ShareOf(rate=Fraction(1, 8), of=("a", "b"), least=None, most=None)
        fund = {"selector": None, "amount": share, "paid_as": PaidAs.EMPLOYER}
        slip = paid(
            stars_of(),
            scale=(
                paper("a", 1000),
                paper("b", 2002),
                Component(key="c", label=Label("公积金", "fund"), **fund),
                Component(
                    key="d",
                    label=Label("公积金", "fund"),
                    rounding=RoundingRule(100, Direction.UP),
                    **fund,
                ),
            ),
        )

        # an eighth of 30.02 is 3.7525; two fen more would make it 3.755
        assert ((1000, 2002, 375, 400), 775) == (slip.amounts, slip.employer)


class TestProbation:
    @pytest.fixture(name="entrant")
    def _entrant(self, new_worker):
        """
        A worker for ten days a new entrant, for ten a novice, and then neither.
        """
        return new_worker(
            *(
                Probation(
                    id=f"p-{first}",
                    entry=entry,
                    start=date(2025, 6, first),
                    end=date(2025, 6, first + 10),
                    known=date(2025, 6, first),
                )
                for first, entry in ((1, "new"), (11, "novice"))
            )
        )

    def test_two_kinds(self, entrant, new_terms, standings, check):
        """
        Neither a share of one's own pay nor a published amount makes a pool without an award.
        """
        rules = (
            ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False),
            ProbationRule(
                entry="novice",
                base=ProbationBase.AMOUNT,
                share=Fraction(1, 2),
                award=False,
                amount=60000,
            ),
        )
        terms = new_terms(
            probation=rules,
            read_on=ReadOn.SPLIT,
            part_month=BY_DAYS,
            scale=(paper("a", 30000), paper("b", 6000)),
            award_lines=CountedLines(("a",)),
        )
        slip = check(payslip(entrant, terms, standings))
        (part,) = slip.parts

        # ten days of 300.00: 80.00, nothing, 100.00; of 60.00: 16.00, nothing, 20.00; and 100.00
        # instead. The pool is a fifth of the last 100.00.
        assert ((18000, 3600), 3600) == (slip.amounts, slip.outside)
        assert [0, 10000, 0] == [piece.extra for piece in part.pieces]
        assert (8000 + 10000, 2000, 2000) == (part.unrated, part.rated, slip.pool)
        assert (28000, 26000, 1600) == (slip.total, slip.fixed, slip.award)
        assert 26000 + 3600 + 1600 == slip.paid

    def test_without_any_award(self, new_terms, check):
        """
        Who is on probation without an award all month has none of lines that are shares either.
        """
        rules = tuple(
            ProbationRule(entry=entry, base=ProbationBase.OWN, share=Fraction(1), award=False)
            for entry in ("new", "other")
        )
        share = ShareOf(rate=Fraction(1, 10), of=("a",), least=None, most=None)
        fund = Component(key="b", label=Label("补贴", "grant"), selector=None, amount=share)
        terms = new_terms(probation=rules, scale=(paper("a", 30000), fund))
        slip = check(
            price(
                Placement(
                    level=7,
                    years=6,
                    certificate="assistant",
                    criteria_met=NotKnown.YET,
                    probation="other",
                ),
                terms,
            )
        )

        assert ((30000, 3000), 33000, 33000) == (slip.amounts, slip.total, slip.parts[0].unrated)
        assert (0, 0, 33000) == (slip.pool, slip.award, slip.paid)

    def test_pool_of_nothing(self, new_terms, check):
        """
        A pool of nothing waits for no rating where the scheme does not look at stars.
        """
        rule = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=True)
        placement = Placement(
            level=7,
            years=6,
            certificate="assistant",
            criteria_met=NotKnown.YET,
            probation="new",
        )
        slip = check(price(placement, new_terms(probation=(rule,), award_rate=Fraction(0))))

        assert (0, 0, slip.fixed) == (slip.pool, slip.award, slip.paid)
