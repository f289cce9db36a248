import decimal
from datetime import date
from fractions import Fraction
from math import floor

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partygrid.dated import Month, NotKnown, ReadOn, Series
from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, ApportionRule, Direction, RoundingRule, Ties
from partygrid.org import Standing
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    Coefficients,
    Component,
    CountedLines,
    Grid,
    IndexedBase,
    PaidAs,
    Placement,
    ProbationBase,
    Selector,
    ShareOf,
    Table,
    YearlyRate,
    payslip,
    price,
)
from partygrid.people import Appointment, LevelConfirmation, Service, Worker
from partygrid.strategies import (
    amounts,
    factors,
    pay_schemes,
    pay_terms,
    placements,
    rounding_rules,
)
from partygrid.trace import recompute

AMOUNTS = ("total", "outside", "pool", "fixed", "award", "paid")
THIRD = Placement(level=3, years=4, certificate="assistant", criteria_met=4)


def in_fen(slip):
    """
    List the amounts of a payslip.
    """
    return tuple(getattr(slip, name) for name in AMOUNTS)


def table(key, selector=Selector.CERTIFICATE, **rows):
    """
    Make a component that pays the amounts given, by certificate.
    """
    return Component(
        key=key,
        label=Label("津贴", "allowance"),
        selector=selector,
        amount=Table((*rows.items(),)),
    )


def nobody(criteria_met=0):
    """
    Make a placement for scales that look only at certificates.
    """
    return Placement(level=None, years=0, certificate="none", criteria_met=criteria_met)


class TestShayibak:
    """
    Work the six outcomes by hand, after 沙依巴克区, “抓绩效管好‘排头兵’”一段.

    It says: 将职业化工作者薪酬总额的20%作为绩效奖励; 五个好全额发放, 四个好按照奖励总额的80%,
    三个好60%, 两个好40%, 一个好20%, 0个好不发放.

    The scale is made up, as are the half-up rounding and the reading "20 % out of the total":
    level 3 pays 2310.50 × 1.17 = 2703.285, rounded 2703.29; four years pay 4 × 35.50 = 142.00; the
    certificate pays 120.00; in all 2965.29. The pool is 2965.29 × 20 % = 593.058, rounded 593.06;
    the fixed part is 2965.29 − 593.06 = 2372.23.
    """

    @pytest.mark.parametrize(
        ("met", "award", "paid"),
        [
            (5, 59306, 296529),  # 593.06 × 100 % = 593.06;            + 2372.23 = 2965.29
            (4, 47445, 284668),  # 593.06 × 80 % = 474.448, so 474.45; + 2372.23 = 2846.68
            (3, 35584, 272807),  # 593.06 × 60 % = 355.836, so 355.84; + 2372.23 = 2728.07
            (2, 23722, 260945),  # 593.06 × 40 % = 237.224, so 237.22; + 2372.23 = 2609.45
            (1, 11861, 249084),  # 593.06 × 20 % = 118.612, so 118.61; + 2372.23 = 2490.84
            (0, 0, 237223),  #     593.06 × 0 % = 0;                   + 2372.23 = 2372.23
        ],
    )
    def test_six_outcomes(self, new_terms, met, award, paid):
        """
        The five tiers that pay, and the sixth outcome that pays no award.
        """
        slip = price(attrs.evolve(THIRD, criteria_met=met), new_terms())

        assert (270329, 14200, 12000) == slip.amounts
        assert (296529, 0, 59306, 237223, award, paid) == in_fen(slip)

    def test_not_rated_yet(self, new_terms):
        """
        Until the rating is known the fixed part is payable, and the award is neither zero nor all.
        """
        slip = price(attrs.evolve(THIRD, criteria_met=NotKnown.YET), new_terms())

        assert (296529, 0, 59306, 237223, NotKnown.YET, 237223) == in_fen(slip)


class TestBasis:
    @pytest.mark.parametrize(
        ("basis", "expected"),
        [
            # 2965.29 is the total: pool 593.06, fixed 2372.23; 80 % of the pool 474.45
            (AwardBasis.OF_TOTAL, (296529, 0, 59306, 237223, 47445, 284668)),
            # 2965.29 is 80 %: pool 2965.29 × 20/80 = 741.3225, so 741.32; total 3706.61;
            # 80 % of the pool 593.056, so 593.06
            (AwardBasis.FIXED_PART, (370661, 0, 74132, 296529, 59306, 355835)),
            # 2965.29 is a base: pool 2965.29 × 20 % = 593.06 on top of it; total 3558.35
            (AwardBasis.ON_TOP, (355835, 0, 59306, 296529, 47445, 343974)),
        ],
    )
    def test_by_hand(self, new_terms, basis, expected):
        """
        The three readings of "20 % of the total" give three different pays.
        """
        assert expected == in_fen(price(THIRD, new_terms(award_basis=basis)))

    @pytest.mark.parametrize(
        ("basis", "expected"),
        [
            # post and seniority 2845.29: pool 569.058, so 569.06; 80 % of it 455.248, so 455.25
            (AwardBasis.OF_TOTAL, (284529, 12000, 56906, 227623, 45525, 285148)),
            # pool 2845.29 / 4 = 711.3225, so 711.32; 80 % of it 569.056, so 569.06
            (AwardBasis.FIXED_PART, (355661, 12000, 71132, 284529, 56906, 353435)),
            (AwardBasis.ON_TOP, (341435, 12000, 56906, 284529, 45525, 342054)),
        ],
    )
    def test_line_outside(self, new_terms, basis, expected):
        """
        A line that does not count in the total is paid in full and makes no pool.
        """
        lines = CountedLines(("post", "seniority"))
        slip = price(THIRD, new_terms(award_basis=basis, award_lines=lines))

        assert expected == in_fen(slip)

    def test_all_lines_named(self, new_terms):
        """
        Naming every line comes to the same as naming none.
        """
        lines = CountedLines(("certificate", "post", "seniority"))
        every = price(THIRD, new_terms(award_lines=lines))

        assert in_fen(price(THIRD, new_terms())) == in_fen(every)

    def test_third(self, new_terms):
        """
        A third of fixed part and pool together is half of the fixed part: 90.00 and 45.00.
        """
        june = new_terms(
            scale=(table("only", none=9000),),
            award_basis=AwardBasis.FIXED_PART,
            award_rate=Fraction(1, 3),
        )

        assert (13500, 0, 4500, 9000, 4500, 13500) == in_fen(price(nobody(5), june))


class TestBelowZero:
    def test_refused(self, new_terms):
        """
        A pool that rounding lifts above the total is refused, and the rounding rule is cited.
        """
        to_yuan = RoundingRule(100, Direction.UP)
        june = new_terms(scale=(table("only", none=1),), rounding=to_yuan)
        with pytest.raises(ValueNotAllowedError, match="must not exceed the total") as caught:
            price(nobody(), june)

        assert ("fixed", -99) == (caught.value.field, caught.value.value)
        assert june.rules.entry("rounding").cite() == caught.value.source

    def test_to_nothing(self, new_terms):
        """
        A pool that takes all of the total leaves a fixed part of nothing.
        """
        to_yuan = RoundingRule(100, Direction.UP)
        june = new_terms(scale=(table("only", none=100),), rounding=to_yuan)

        assert (100, 0, 100, 0, 100, 100) == in_fen(price(nobody(5), june))


class TestScale:
    @pytest.mark.parametrize(
        ("level", "direction", "unit", "amount"),
        [
            # 2310.50 × 1.17 = 2703.285: between 2703.28, which is even, and 2703.29
            (3, Direction.HALF_UP, 1, 270329),
            (3, Direction.HALF_EVEN, 1, 270328),
            (3, Direction.HALF_DOWN, 1, 270328),
            (3, Direction.UP, 1, 270329),
            (3, Direction.DOWN, 1, 270328),
            # 2310.50 × 1.51 = 3488.855: between 3488.85 and 3488.86, which is even
            (7, Direction.HALF_UP, 1, 348886),
            (7, Direction.HALF_EVEN, 1, 348886),
            (7, Direction.HALF_DOWN, 1, 348885),
            (7, Direction.UP, 1, 348886),
            (7, Direction.DOWN, 1, 348885),
            # to the jiao, and to the yuan
            (3, Direction.HALF_UP, 10, 270330),
            (3, Direction.DOWN, 10, 270320),
            (3, Direction.UP, 100, 270400),
            (3, Direction.HALF_UP, 100, 270300),
        ],
    )
    def test_half_a_fen(self, new_terms, level, direction, unit, amount):
        """
        Half a fen goes the way that the scheme's rounding says, or the line's own.
        """
        rule = RoundingRule(unit, direction)
        own = tuple(attrs.evolve(each, rounding=rule) for each in new_terms().rules.scale)
        placement = attrs.evolve(THIRD, level=level)

        assert amount == price(placement, new_terms(rounding=rule)).amount("post")
        assert amount == price(placement, new_terms(scale=own)).amount("post")

    def test_own_rounding_goes_first(self, new_terms, scale):
        """
        A line's own rounding is the line's alone: pool and award are rounded as the scheme says.
        """
        to_jiao = RoundingRule(10, Direction.DOWN)
        own = (attrs.evolve(scale[0], rounding=to_jiao), *scale[1:])
        # 2703.20 + 262.00 = 2965.20; 20 % of it 593.04; 80 % of that 474.432
        slip = price(THIRD, new_terms(scale=own))

        assert (296520, 59304, 47443) == (slip.total, slip.pool, slip.award)

    def test_table_is_not_rounded(self, new_terms):
        """
        An amount that is listed is paid as it is listed, whatever the rounding.
        """
        to_yuan = RoundingRule(100, Direction.HALF_UP)
        june = new_terms(scale=(table("only", none=12345),), rounding=to_yuan)

        assert (12345,) == price(nobody(), june).amounts

    @pytest.mark.parametrize(
        ("years", "cap", "amount"),
        [
            (0, None, 0),
            (7, None, 24850),
            (80, None, 284000),
            (7, 7, 24850),
            (8, 7, 24850),
            (9, 0, 0),
        ],
    )
    def test_capped_years(self, new_terms, years, cap, amount):
        """
        A rate pays each full year, as many as the cap lets count.
        """
        rate = Component(
            key="by_years",
            label=Label("年限津贴", "allowance"),
            selector=Selector.YEARS,
            amount=YearlyRate(per_year=3550, cap=cap),
        )
        placement = attrs.evolve(nobody(), years=years)

        assert (amount,) == price(placement, new_terms(scale=(rate,))).amounts

    def test_table_of_years(self, new_terms):
        """
        Years can pick a row too; a number of years without a row is refused.
        """
        steps = Component(
            key="steps",
            label=Label("年限津贴", "allowance"),
            selector=Selector.YEARS,
            amount=Table(((0, 0), (1, 100), (3, 300))),
        )
        june = new_terms(scale=(steps,))

        assert (300,) == price(attrs.evolve(nobody(), years=3), june).amounts
        with pytest.raises(ValueNotAllowedError, match="0, 1, 3"):
            price(attrs.evolve(nobody(), years=2), june)

    def test_two_lines_by_one_fact(self, new_terms):
        """
        Lines that look at one fact each pay their own row.
        """
        june = new_terms(scale=(table("a", none=1, x=2), table("b", x=40, none=30)))

        assert (2, 40) == price(attrs.evolve(nobody(), certificate="x"), june).amounts


class TestPool:
    @pytest.mark.parametrize(
        ("direction", "pool", "fixed", "award"),
        [
            # half of 1.01 is 0.505; half of the rounded pool is the award
            (Direction.HALF_UP, 51, 50, 26),  #   0.51 × 50 % = 0.255, so 0.26
            (Direction.HALF_EVEN, 50, 51, 25),
            (Direction.HALF_DOWN, 50, 51, 25),
            (Direction.UP, 51, 50, 26),
            (Direction.DOWN, 50, 51, 25),
        ],
    )
    def test_rounded_once(self, new_terms, direction, pool, fixed, award):
        """
        The pool is rounded once, the fixed part is the rest, the award a share of that pool.
        """
        # Of the exact pool the award would be 1.01 × 25 % = 0.2525.
        june = new_terms(
            scale=(table("only", none=101),),
            rounding=RoundingRule(1, direction),
            award_rate=Fraction(1, 2),
            award_shares=(Fraction(1, 2),),
        )

        assert (101, 0, pool, fixed, award, fixed + award) == in_fen(price(nobody(), june))

    def test_shares_that_pay_nobody_less(self, new_terms):
        """
        A share may be anything from nothing to all, and shares need not rise.
        """
        june = new_terms(award_shares=(Fraction(1), Fraction(0)))

        assert [59306, 0] == [
            price(attrs.evolve(THIRD, criteria_met=met), june).award for met in (0, 1)
        ]


class TestRefused:
    @pytest.mark.parametrize(
        ("facts", "field", "value", "allowed"),
        [
            ({"level": 19}, "level", 19, "1 to 18"),
            ({"level": None}, "level", None, "1 to 18"),
            ({"criteria_met": 6}, "criteria_met", 6, "0 to 5"),
            ({"criteria_met": 1000}, "criteria_met", 1000, "0 to 5"),
            ({"certificate": "Senior"}, "certificate", "Senior", "none, assistant"),
        ],
    )
    def test_no_row(self, new_terms, facts, field, value, allowed):
        """
        A fact without a row or a share is refused, with the range and the scheme's own source.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            price(attrs.evolve(THIRD, **facts), new_terms())

        assert (field, value) == (caught.value.field, caught.value.value)
        assert allowed in caught.value.allowed
        assert "区财政局通知, 第三条 [host], from 2024-01-01, known 2024-01-01" in str(
            caught.value
        )
        assert caught.value.__cause__ is None

    @pytest.mark.parametrize("basis", AwardBasis)
    def test_wage_bill(self, new_terms, basis):
        """
        A pool of the unit's wage bill cannot be shared out one payslip at a time.
        """
        june = new_terms(
            award_pool=AwardPool.OF_WAGE_BILL,
            award_apportion=ApportionRule(unit=1, ties=Ties.BY_KEY),
            award_basis=basis,
        )
        with pytest.raises(UnsuitableRuleError, match="over its whole payroll") as caught:
            price(THIRD, june)

        assert ("test/pay/1: award_pool", "of_wage_bill") == (
            caught.value.field,
            caught.value.value,
        )
        assert "per_worker" in caught.value.allowed
        assert "区财政局通知" in caught.value.source

    def test_split_month(self, new_terms, said, notice):
        """
        A month that is split is refused, not priced by the values of one of its parts.
        """
        base = said("base", 100).announce(
            200, start=date(2025, 6, 15), known=date(2025, 6, 1), source=notice
        )
        with pytest.raises(UnsuitableRuleError, match="changes on 2025-06-15"):
            price(THIRD, new_terms(base=base, read_on=ReadOn.SPLIT))

    def test_split_month_without_a_change(self, new_terms):
        """
        A scheme that splits months prices those in which nothing changes.
        """
        assert 284668 == price(THIRD, new_terms(read_on=ReadOn.SPLIT)).paid

    @pytest.mark.parametrize("bad", [None, (3, 4, "assistant", 4), {"level": 3}, 3], ids=repr)
    def test_no_placement(self, new_terms, bad):
        """
        Only a placement is priced.
        """
        with pytest.raises(WrongTypeError, match="a Placement") as caught:
            price(bad, new_terms())

        assert ("placement", bad) == (caught.value.field, caught.value.value)

    def test_no_terms(self, new_scheme):
        """
        Only terms price it: neither the scheme, nor its bare values, nor the month.
        """
        scheme = new_scheme()
        for bad in (None, scheme, scheme.on(Month(2025, 6)).rules, Month(2025, 6)):
            with pytest.raises(WrongTypeError, match=r"Terms, as PayScheme\.on") as caught:
                price(THIRD, bad)
            assert "terms" == caught.value.field


# What follows prices by fractions once more.


def rounded(amount, rule):
    """
    Round a fraction of fen that is not below zero.
    """
    exact = Fraction(amount) / rule.unit
    whole, rest, half = floor(exact), exact - floor(exact), Fraction(1, 2)
    up = {
        Direction.HALF_UP: rest >= half,
        Direction.HALF_EVEN: rest > half or (rest == half and whole % 2 == 1),
        Direction.HALF_DOWN: rest > half,
        Direction.UP: rest > 0,
        Direction.DOWN: False,
    }[rule.direction]
    return (whole + up) * rule.unit


def whole_line(component, placement, rules):
    """
    Work out what one line pays for a whole month, off probation; a share of others comes later.
    """
    amount = component.amount
    if type(amount) is ShareOf:
        return 0
    fact = getattr(placement, component.selector.value)
    if type(amount) is YearlyRate:
        years = fact if amount.cap is None or fact < amount.cap else amount.cap
        return sum(amount.per_year for _ in range(years))
    (value,) = (value for row, value in amount.rows if row == fact)
    if type(amount) is Grid:
        second = getattr(placement, amount.by.value)
        (value,) = (cell for row, cell in value if row == second)
    if type(amount) is Coefficients:
        base = rules.base
        if type(base) is IndexedBase:
            exact = Fraction(base.amount) / base.months
            for _, factor in base.factors:
                exact = exact * factor
            base = exact if base.rounding is None else rounded(exact, base.rounding)
        return rounded(Fraction(base) * value, component.rounding or rules.rounding)
    return value


def lines_of(placement, rules, probation):
    """
    Work out all lines, those on probation by their share, and shares of others last.
    """
    lines = {}
    for component in rules.scale:
        amount = whole_line(component, placement, rules)
        if probation is not None:
            share = probation.share
            if component.paid_as is PaidAs.AWARD and not probation.award:
                share = 0
            if probation.base is ProbationBase.AMOUNT:
                share = 0
            if share != 1:
                amount = rounded(amount * share, component.rounding or rules.rounding)
        lines[component.key] = amount
    for component in rules.scale:
        share = component.amount
        if type(share) is ShareOf:
            of = sum(lines[key] for key in share.of)
            if share.least is not None and of < share.least:
                of = share.least
            if share.most is not None and of > share.most:
                of = share.most
            rounding = component.rounding or rules.rounding
            lines[component.key] = rounded(of * share.rate, rounding)
    return lines


def award_of(placement, rules, pool):
    """
    Work out the award that a rating and stars leave of a pool.
    """
    met, stars = placement.criteria_met, placement.stars
    if met is NotKnown.YET and pool == 0 and rules.stars is None:
        # No rating makes anything of nothing.
        return 0
    if met is NotKnown.YET or (rules.stars is not None and stars is NotKnown.YET):
        return NotKnown.YET
    exact, added = pool * rules.award_shares[met], 0
    if rules.stars is not None:
        effects = [effect for number, effect in rules.stars.rows if number == stars]
        if placement.falling and rules.stars.falling is not None:
            effects.append(rules.stars.falling)
        for effect in effects:
            exact *= 1 if effect.factor is None else effect.factor
            added += effect.amount or 0
    return max(0, rounded(exact, rules.rounding) + added)


def by_hand(placement, rules):
    """
    Work out all amounts of a payslip.
    """
    probation = None
    if placement.probation is not None:
        (probation,) = (each for each in rules.probation if each.entry == placement.probation)
    lines = lines_of(placement, rules, probation)
    sums = {"counted": 0, "outside": 0, "award": 0, "employer": 0}
    for component in rules.scale:
        group = component.paid_as.value
        if component.paid_as is PaidAs.FIXED:
            only = rules.award_lines.only
            group = "counted" if only is None or component.key in only else "outside"
        sums[group] += lines[component.key]
    rate = rules.award_rate
    if rules.award_basis is AwardBasis.FIXED_PART:
        # counted is the rest of a whole of which the pool is that part
        rate = 1 / (1 - rate) - 1
    has_award = probation is None or probation.award
    taken = rounded(sums["counted"] * rate, rules.rounding) if has_award else 0
    if probation is not None and probation.base is ProbationBase.AMOUNT:
        sums["counted"] += rounded(probation.amount * probation.share, rules.rounding)
    of_total = rules.award_basis is AwardBasis.OF_TOTAL
    fixed = sums["counted"] - taken if of_total else sums["counted"]
    pool = taken + sums["award"]
    award = award_of(placement, rules, pool) if has_award else 0
    paid = fixed + sums["outside"] + (0 if award is NotKnown.YET else award)
    return fixed + pool, sums["outside"], pool, fixed, award, paid


@st.composite
def priced(draw):
    """
    Draw terms of any kind and a placement that they can price.
    """
    terms = draw(pay_terms())
    return draw(placements(terms)), terms


# Amounts of the size of wages, at any rate, share and rounding; the scale stays as it is.
CHOICES = st.fixed_dictionaries(
    {
        "base": amounts(min_fen=0, max_fen=10**6),
        # Rounded so, no pool exceeds the total that it is taken of.
        "rounding": st.builds(RoundingRule, st.just(1), st.sampled_from(Direction))
        | rounding_rules().map(lambda rule: RoundingRule(rule.unit, Direction.DOWN)),
        "award_rate": factors(min_value=0, max_value="99%"),
        "award_shares": st.lists(factors(min_value=0, max_value=1), min_size=1, max_size=6).map(
            tuple
        ),
        "award_basis": st.sampled_from(AwardBasis),
        "award_lines": st.lists(
            st.sampled_from(["post", "seniority", "certificate"]), min_size=1, unique=True
        ).map(lambda keys: CountedLines(tuple(keys))),
    }
)
WORKERS = st.builds(
    Placement,
    level=st.integers(1, 18),
    years=st.integers(0, 80),
    certificate=st.sampled_from(["none", "assistant", "social_worker", "senior"]),
    criteria_met=st.just(0),
)


def each_outcome(placement, terms):
    """
    Price a placement at each number of criteria met.
    """
    return [
        price(attrs.evolve(placement, criteria_met=met), terms)
        for met in range(len(terms.rules.award_shares))
    ]


class TestByHand:
    @given(priced())
    def test_same(self, drawn):
        """
        Fractions, added and rounded one by one, come to the same amounts for any scheme.
        """
        placement, terms = drawn

        assert by_hand(placement, terms.rules) == in_fen(price(placement, terms))

    @given(choices=CHOICES, placement=WORKERS)
    def test_same_at_any_rate(self, new_terms, choices, placement):
        """
        The same over amounts of the size of wages, and at each number of criteria met.
        """
        terms = new_terms(**choices)
        for slip in each_outcome(placement, terms):
            assert by_hand(slip.placement, terms.rules) == in_fen(slip)


class TestLaws:
    @given(priced())
    def test_parts_add_up(self, drawn):
        """
        Fixed part and pool make the total; fixed part, award and what lies outside are paid.
        """
        slip = price(*drawn)
        award = 0 if slip.award is NotKnown.YET else slip.award

        assert slip.total == slip.fixed + slip.pool
        assert slip.paid == slip.fixed + award + slip.outside
        assert slip.cost == slip.paid + slip.employer
        assert {int} == {type(fen) for fen in (*slip.amounts, *in_fen(slip)[:4], slip.paid, award)}

    @given(choices=CHOICES, placement=WORKERS)
    def test_award_within_the_pool(self, new_terms, choices, placement):
        """
        The award is no more than the pool and no less than nothing; a whole share is all of it.
        """
        terms = new_terms(**choices)
        for share, slip in zip(
            choices["award_shares"], each_outcome(placement, terms), strict=True
        ):
            assert 0 <= slip.award <= slip.pool
            if share in {0, 1}:
                assert slip.pool * share == slip.award

    @given(choices=CHOICES, placement=WORKERS)
    def test_criteria_never_cost(self, new_terms, choices, placement):
        """
        Where shares do not fall, pay never falls as more criteria are met.
        """
        rising = tuple(sorted(choices["award_shares"]))
        terms = new_terms(**choices | {"award_shares": rising})
        paid = [slip.paid for slip in each_outcome(placement, terms)]

        assert sorted(paid) == paid

    @given(
        choices=CHOICES,
        coefficients=st.lists(factors(min_value=0, max_value=4), min_size=2, max_size=6),
        direction=st.sampled_from(Direction),
        met=st.just(NotKnown.YET) | st.just(0),
    )
    def test_levels_never_cost(self, new_terms, choices, coefficients, direction, met):
        """
        Where coefficients do not fall, a higher level has no smaller amount, rounded to the fen.
        """
        post = Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=Selector.LEVEL,
            amount=Coefficients(tuple(enumerate(sorted(coefficients), start=1))),
        )
        to_fen = {"scale": (post,), "rounding": RoundingRule(1, direction)}
        terms = new_terms(**choices | to_fen | {"award_lines": CountedLines(None)})
        slips = [
            price(Placement(level=n, years=0, certificate="none", criteria_met=met), terms)
            for n in range(1, len(coefficients) + 1)
        ]
        for amount in ("total", "pool", "fixed", "paid"):
            found = [getattr(slip, amount) for slip in slips]
            assert sorted(found) == found

    @given(choices=CHOICES, placement=WORKERS)
    def test_unknown_rating(self, new_terms, choices, placement):
        """
        What is payable while the rating is unknown is any known pay less its award.

        Where there is no pool, no rating is needed to know that there is no award.
        """
        terms = new_terms(**choices)
        unknown = price(attrs.evolve(placement, criteria_met=NotKnown.YET), terms)

        assert (NotKnown.YET if unknown.pool else 0) == unknown.award
        assert unknown.paid == unknown.fixed + unknown.outside
        assert unknown.paid == recompute(unknown.trace())
        for known in each_outcome(placement, terms):
            assert known.paid - known.award == unknown.paid
            assert in_fen(known)[:4] == in_fen(unknown)[:4]

    @given(
        scheme=pay_schemes(max_size=2, allow_split=False, allow_wage_bill=False),
        month=st.builds(Month, st.integers(2000, 2049), st.integers(1, 12)),
        known=st.dates(date(2001, 1, 1), date(2040, 12, 31)),
        later=st.integers(1, 3000),
        base=amounts(min_fen=0),
        data=st.data(),
    )
    def test_later_known(self, scheme, month, known, later, base, data):
        """
        A base that became known later changes no payslip, and no explanation, as known earlier.
        """
        late = date.fromordinal(known.toordinal() + later)
        assume(late not in {entry.known for entry in scheme.base.entries})
        source = scheme.base.all_entries[0].source
        told = scheme.base.announce(base, start=date(2000, 1, 1), known=late, source=source)
        terms = scheme.on(month, known=known)
        placement = data.draw(placements(terms))
        before = price(placement, terms)
        after = price(placement, attrs.evolve(scheme, base=told).on(month, known=known))

        assert in_fen(before) == in_fen(after)
        assert before.rows() == after.rows()

    @given(order=st.permutations(range(3)), choices=CHOICES, placement=WORKERS)
    def test_order_of_lines(self, new_terms, scale, order, choices, placement):
        """
        The order of the lines of a scale changes no sum.
        """
        terms = new_terms(**choices)
        again = new_terms(**choices, scale=tuple(scale[n] for n in order))

        assert in_fen(price(placement, terms)) == in_fen(price(placement, again))


class TestDecimalContext:
    @pytest.mark.parametrize("rounding", [decimal.ROUND_UP, decimal.ROUND_FLOOR])
    def test_changes_nothing(self, new_terms, rounding):
        """
        The caller's decimal context changes neither amounts nor explanations, and is left alone.
        """
        june = new_terms(award_basis=AwardBasis.FIXED_PART, award_rate=Fraction(1, 3))
        before = price(THIRD, june)
        with decimal.localcontext() as context:
            context.prec = 1
            context.rounding = rounding
            context.traps[decimal.Inexact] = True
            inside = price(
                THIRD, new_terms(award_basis=AwardBasis.FIXED_PART, award_rate=Fraction(1, 3))
            )
            explained = inside.explain("zh")

        assert in_fen(before) == in_fen(inside)
        assert before.explain("zh") == explained
        assert not context.flags[decimal.Inexact]


class TestPayslip:
    @pytest.fixture
    def worker(self):
        """
        A worker of level 3, in service for four years.
        """
        since = {"start": date(2021, 3, 15), "known": date(2021, 3, 18)}
        return Worker(
            "w-2",
            (
                Service(id="s-1", staff="professional", **since),
                Appointment(id="a-1", unit="c-1", office="member", **since),
                LevelConfirmation(id="l-1", level=3, **since),
            ),
        )

    def test_placed_and_priced(self, new_terms, worker, notice):
        """
        A worker's payslip is the price of the worker's placement.
        """
        rated = Series("standing").announce(
            Standing(criteria_met=5),
            start=date(2024, 1, 1),
            known=date(2025, 1, 20),
            source=notice,
        )
        slip = payslip(worker, new_terms(), {"c-1": rated})

        # 2703.29 + 142.00 = 2845.29, paid in full
        assert (284529, 284529) == (slip.total, slip.paid)

    def test_rating_to_come(self, new_terms, worker):
        """
        A worker whose community has not been rated yet is paid the fixed part.
        """
        slip = payslip(worker, new_terms(), {"c-1": Series("standing")})

        # 2845.29 − 569.06 = 2276.23
        assert (NotKnown.YET, 227623) == (slip.award, slip.paid)

    def test_rounding_is_the_schemes(self):
        """
        No rounding is built in: the usual one is data like any other.
        """
        assert RoundingRule(1, Direction.HALF_UP) == HALF_UP_TO_FEN
