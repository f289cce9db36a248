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
    PartMethod,
    PartMonth,
    Placement,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Selector,
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
