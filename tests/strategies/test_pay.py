import warnings
from datetime import date, datetime
from operator import attrgetter

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

from partygrid.dated import Month, NotKnown, ReadOn, Terms
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction
from partygrid.packs import load
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    Component,
    Grid,
    IndexedBase,
    MoverRule,
    PaidAs,
    PartMethod,
    PayScheme,
    Payslip,
    Placement,
    Selector,
    ShareOf,
    Table,
    price,
)
from partygrid.people import PartYears, ServiceCount
from partygrid.strategies import pay_schemes, pay_terms, placements
from partygrid.trace import recompute

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

FIELDS = tuple(PayScheme.parameters())
FIRST, LAST = Month(2000, 1), Month(2049, 12)
MONTHS = st.integers(0, 50 * 12 - 1).map(FIRST.shifted)


def drawn(strategy, count):
    """
    Draw values, the same ones each time: what is reached does not depend on luck.
    """
    found = []

    @settings(max_examples=count, phases=[Phase.generate], derandomize=True, database=None)
    @given(strategy)
    def keep(value):
        found.append(value)

    keep()
    return found


def reached(strategy, some, condition):
    """
    Look among values drawn before; if none fits, draw on until one does.
    """
    if not any(map(condition, some)):
        many = settings(max_examples=5_000, phases=[Phase.generate], database=None)
        with warnings.catch_warnings():
            # A whole scheme is long to show, and nobody is shown it.
            warnings.simplefilter("ignore", HypothesisWarning)
            find(strategy, condition, settings=many)
    return True


@pytest.fixture(scope="module")
def some_schemes():
    """
    Schemes as they are drawn.
    """
    return drawn(pay_schemes(), 60)


@pytest.fixture(scope="module")
def some_terms():
    """
    Terms as they are drawn.
    """
    return drawn(pay_terms(), 60)


@pytest.fixture(scope="module")
def june():
    """
    The terms of the made-up place.
    """
    return load("example").pay.on(Month(2025, 6))


class TestPaySchemes:
    @DEAR
    @given(
        scheme=pay_schemes(),
        month=MONTHS,
        known=st.none() | st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    )
    def test_complete(self, scheme, month, known):
        """
        From the first day on any month can be read, as known on that day or later.
        """
        terms = scheme.on(month, known)

        assert () == scheme.gaps()
        assert PayScheme is type(scheme)
        assert month == terms.period

    @DEAR
    @given(st.data())
    def test_window(self, data):
        """
        Nothing starts or becomes known outside the days asked for, nor more often than asked for.
        """
        first = data.draw(st.dates(date(1, 1, 1), date(9990, 1, 1)))
        last = date.fromordinal(first.toordinal() + data.draw(st.integers(0, 40)))
        most = data.draw(st.integers(1, min(3, (last - first).days + 1)))
        scheme = data.draw(pay_schemes(max_size=most, min_value=first, max_value=last))
        for name in FIELDS:
            entries = getattr(scheme, name).all_entries
            assert 1 <= len(entries) <= most
            for entry in entries:
                assert first <= entry.start <= last
                assert first <= entry.known <= last

    @DEAR
    @given(scheme=pay_schemes(allow_split=False, allow_wage_bill=False), month=MONTHS)
    def test_one_payslip(self, scheme, month):
        """
        Without splits and wage bills any month can be priced one payslip at a time.
        """
        terms = scheme.on(month)

        assert AwardPool.PER_WORKER is terms.rules.award_pool

    @pytest.mark.parametrize("name", FIELDS)
    def test_several_entries(self, some_schemes, name):
        """
        Any field may have several entries, so that what is in force changes.
        """
        for count in (1, 2, 3):
            assert reached(
                pay_schemes(),
                some_schemes,
                lambda scheme, count=count: count == len(getattr(scheme, name).all_entries),
            )

    @pytest.mark.parametrize(
        "condition",
        [
            lambda scheme: scheme.base.beneath is not None,
            lambda scheme: scheme.base.beneath is None and len(scheme.base.entries) > 1,
            lambda scheme: any(entry.end for entry in scheme.scale.entries),
            lambda scheme: (
                scheme.scale.on(date(2000, 1, 1)) != scheme.scale.on(date(2049, 12, 31))
            ),
            lambda scheme: scheme.read_on.on(date(2000, 1, 1)) is ReadOn.SPLIT,
            lambda scheme: scheme.award_pool.on(date(2000, 1, 1)) is AwardPool.OF_WAGE_BILL,
            lambda scheme: scheme.base.on(date(2000, 1, 1)) is None,
        ],
        ids=["two series", "one series", "closed", "two scales", "split", "wage bill", "no base"],
    )
    def test_reached(self, some_schemes, condition):
        """
        Series lie over others or stand alone; scales come after each other; all choices are made.
        """
        assert reached(pay_schemes(), some_schemes, condition)

    @pytest.mark.parametrize("size", [True, 2.0, "2", None])
    def test_size_of_another_type(self, size):
        """
        A size is an int.
        """
        with pytest.raises(WrongTypeError, match="an int") as caught:
            pay_schemes(max_size=size)

        assert ("max_size", size) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        "arguments",
        [
            {"max_size": 0},
            {"max_size": 3, "min_value": date(2025, 1, 1), "max_value": date(2025, 1, 2)},
        ],
    )
    def test_size_out_of_range(self, arguments):
        """
        There is one entry or more, and a day for each to become known on.
        """
        with pytest.raises(ValueNotAllowedError, match="days to become known on") as caught:
            pay_schemes(**arguments)

        assert ("max_size", arguments["max_size"]) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("field", ["min_value", "max_value"])
    @pytest.mark.parametrize("day", ["2025-01-01", None, datetime(2025, 1, 1)])
    def test_no_day(self, field, day):
        """
        A bound is a civil date.
        """
        with pytest.raises(WrongTypeError, match="a civil date") as caught:
            pay_schemes(**{field: day})

        assert (field, day) == (caught.value.field, caught.value.value)

    def test_wrong_order(self):
        """
        The bounds come in order.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            pay_schemes(min_value=date(2025, 1, 2), max_value=date(2025, 1, 1))

        assert "max_value" == caught.value.field


class TestPayTerms:
    @DEAR
    @given(pay_terms())
    def test_valid(self, terms):
        """
        Terms are those of a month of this half-century, with one set of values.
        """
        assert Terms is type(terms)
        assert FIRST <= terms.period <= LAST
        assert 1 == len(terms.parts)
        assert AwardPool.PER_WORKER is terms.rules.award_pool

    @pytest.mark.parametrize("basis", AwardBasis)
    @pytest.mark.parametrize("all_count", [True, False])
    def test_every_basis(self, some_terms, basis, all_count):
        """
        Every basis comes up, with all lines in the total and with some outside.
        """

        def found(terms):
            counted = [terms.rules.award_lines.counts(line.key) for line in terms.rules.scale]
            return terms.rules.award_basis is basis and all(counted) is all_count

        assert reached(pay_terms(), some_terms, found)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            *(("mover", each) for each in MoverRule),
            *(("service.count", each) for each in ServiceCount),
            *(("service.part_years", each) for each in PartYears),
            *(("part_month.method", each) for each in PartMethod),
            *(("read_on", each) for each in (ReadOn.FIRST_DAY, ReadOn.LAST_DAY)),
        ],
    )
    def test_every_choice(self, some_terms, name, value):
        """
        Every choice comes up.
        """
        assert reached(
            pay_terms(), some_terms, lambda terms: attrgetter(name)(terms.rules) is value
        )

    @pytest.mark.parametrize("direction", Direction)
    def test_every_direction(self, some_terms, direction):
        """
        Amounts are rounded in every direction.
        """
        assert reached(
            pay_terms(), some_terms, lambda terms: terms.rules.rounding.direction is direction
        )

    @pytest.mark.parametrize(
        "condition",
        [
            lambda terms: terms.rules.ladder is None,
            lambda terms: terms.rules.ladder is not None and terms.rules.ladder.credits,
            lambda terms: terms.rules.stars is not None,
            lambda terms: terms.rules.probation,
            lambda terms: terms.rules.floors,
            lambda terms: type(terms.rules.base) is IndexedBase,
            lambda terms: any(type(line.amount) is Grid for line in terms.rules.scale),
            lambda terms: any(type(line.amount) is ShareOf for line in terms.rules.scale),
            lambda terms: {line.paid_as for line in terms.rules.scale} == {*PaidAs},
            lambda terms: terms.rules.rating.lag == 0,
            lambda terms: terms.rules.rating.lag > 50,
            lambda terms: terms.rules.award_rate == 0,
            lambda terms: terms.rules.award_rate == 1,
            lambda terms: len(terms.rules.award_shares) == 1,
            lambda terms: list(terms.rules.award_shares) != sorted(terms.rules.award_shares),
            lambda terms: terms.known is None,
            lambda terms: terms.known is not None and terms.known < terms.period.first_day,
        ],
        ids=[
            "no ladder",
            "credits",
            "stars",
            "probation",
            "floors",
            "index",
            "grid",
            "share",
            "paid in three ways",
            "same period",
            "long ago",
            "no pool",
            "all of it",
            "one share",
            "falling shares",
            "all is known",
            "known before",
        ],
    )
    def test_reached(self, some_terms, condition):
        """
        Rates, shares, ratings and knowledge go to their limits.
        """
        assert reached(pay_terms(), some_terms, condition)

    @DEAR
    @given(pay_terms(allow_split=True, allow_wage_bill=True))
    def test_split(self, terms):
        """
        If months may be split, some hold several sets of values, and pools may be shared.
        """
        assert 1 <= len(terms.parts)
        assert terms.period.first_day == terms.parts[0][0] or 1 == len(terms.parts)

    @pytest.mark.rare
    def test_reaches_changing(self):
        """
        Splits and wage bills are reached.
        """
        found = drawn(pay_terms(allow_split=True, allow_wage_bill=True), 200)

        assert any(len(terms.parts) > 1 for terms in found)
        assert any(
            rules.award_pool is AwardPool.OF_WAGE_BILL
            for terms in found
            for _, rules in terms.parts
        )


class TestPlacements:
    @DEAR
    @given(st.data())
    def test_priced(self, data):
        """
        Whatever is drawn can be priced by the terms it was drawn for, and explained.
        """
        terms = data.draw(pay_terms())
        slip = price(data.draw(placements(terms)), terms)

        assert Payslip is type(slip)
        assert slip.paid == recompute(slip.trace())

    @pytest.mark.parametrize(
        "expected",
        [
            {"level": 1},
            {"level": 18},
            {"years": 0},
            {"years": 80},
            {"certificate": "none"},
            {"certificate": "senior"},
            {"criteria_met": 0},
            {"criteria_met": 5},
            {"criteria_met": NotKnown.YET},
        ],
        ids=repr,
    )
    def test_reached(self, june, expected):
        """
        Every row comes up, the first and the last of them, and a rating to come.
        """
        ((field, value),) = expected.items()

        assert find(placements(june), lambda placement: getattr(placement, field) == value)

    @given(st.data())
    def test_rating_is_known(self, june, data):
        """
        A rating to come can be ruled out.
        """
        placement = data.draw(placements(june, allow_not_known=False))

        assert int is type(placement.criteria_met)

    @given(st.data())
    def test_facts_that_do_not_count(self, june, data):
        """
        A fact that no line looks at is as plain as can be; years may be any number all the same.
        """
        only = Component(
            key="only",
            label=Label("津贴", "allowance"),
            selector=Selector.YEARS,
            amount=Table(((0, 1), (3, 2))),
        )
        terms = june._replace(parts=((june.read_day, attrs.evolve(june.rules, scale=(only,))),))
        placement = data.draw(placements(terms))

        assert (None, "none") == (placement.level, placement.certificate)
        assert placement.years in {0, 3}

    @pytest.mark.parametrize("bad", [None, "example"])
    def test_no_terms(self, bad):
        """
        Placements are drawn for terms.
        """
        with pytest.raises(WrongTypeError, match="Terms") as caught:
            placements(bad)

        assert ("terms", bad) == (caught.value.field, caught.value.value)

    def test_nobody_can_be_paid(self, june):
        """
        A scale whose lines have no row in common pays nobody, and no placement is drawn for it.
        """
        lines = tuple(
            Component(
                key=f"line-{row}",
                label=Label("津贴", "allowance"),
                selector=Selector.LEVEL,
                amount=Table(((row, 1),)),
            )
            for row in (1, 2)
        )
        terms = june._replace(parts=((june.read_day, attrs.evolve(june.rules, scale=lines)),))
        with pytest.raises(ValueNotAllowedError, match="a row in common that picks by level"):
            placements(terms)

    def test_plain(self, june):
        """
        A drawn placement stands for nobody.
        """
        found = find(placements(june), lambda placement: placement.level == 7)

        assert Placement is type(found)
        assert found.basis is None
