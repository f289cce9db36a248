"""
Strategies for what a points bank is made of, and for what comes to it.
"""

from datetime import date

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from reaching import reaches

from partygrid._neighbourhood.choices import Seeded, among, rarely, some
from partygrid.dated import PeriodKind
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.points import (
    MOST_QUANTITY,
    AppraisalScheme,
    CapPeriod,
    CreditTo,
    Criterion,
    Enrolled,
    ExpiryRule,
    SettlementKind,
    StoreScheme,
    Tariff,
)
from partygrid.strategies import _bank_answers as banked
from partygrid.strategies import _bank_readings as banking
from partygrid.strategies import (
    activities,
    appraisal_schemes,
    bank_events,
    banks,
    caps,
    deliveries,
    expiries,
    gifts,
    heads,
    holder_kinds,
    holders,
    honours,
    neighbourhood_years,
    openings,
    requests,
    reversals,
    settlements,
    slips,
    store_schemes,
    tariffs,
    top_ups,
)
from partygrid.worktime import RestRule

# Rare values need more tries than a short run of the tests would make, but no shrinking.
THOROUGH = settings(max_examples=2_000, database=None, derandomize=True, phases=[Phase.generate])
DEAR = settings.get_profile("dear")
FIRST, LAST = date(2024, 2, 1), date(2024, 3, 31)
# The argument that names are chosen from, and the field they go to.
NAMES = [
    (activities, "heads", "head"),
    (openings, "kinds", "kind"),
    (honours, "kinds", "kind"),
    (holders, "kinds", "kind"),
    (slips, "holders", "holder"),
    (slips, "activities", "activity"),
    (requests, "holders", "holder"),
    (requests, "gifts", "gift"),
    (deliveries, "gifts", "gift"),
    (settlements, "orders", "order"),
    (reversals, "slips", "slip"),
]
# The same of fields that hold several.
MANY = [(activities, "kinds"), (caps, "activities"), (gifts, "kinds")]
DATED = [(holders, "since"), (slips, "day"), (requests, "asked")]
ALL_FOUND = {**banked.FOUND, **banking.READ, **banking.APPRAISED}
SCHEMES = [(tariffs, Tariff), (store_schemes, StoreScheme), (appraisal_schemes, AppraisalScheme)]


def entries(scheme):
    """
    List every entry of a scheme.
    """
    return [entry for name in scheme.parameters() for entry in getattr(scheme, name).all_entries]


class TestNames:
    @pytest.mark.parametrize(("strategy", "argument", "field"), NAMES)
    @DEAR
    @given(data=st.data())
    def test_chosen(self, strategy, argument, field, data):
        """
        Names are those given.
        """
        drawn = data.draw(strategy(**{argument: ["one", "other"]}))

        assert getattr(drawn, field) in {"one", "other"}

    @pytest.mark.parametrize(("strategy", "argument"), MANY)
    @DEAR
    @given(data=st.data())
    def test_several(self, strategy, argument, data):
        """
        So are those of a field that holds several, each once.
        """
        drawn = getattr(data.draw(strategy(**{argument: ["one", "other"]})), argument)

        assert set(drawn) <= {"one", "other"}
        assert len(set(drawn)) == len(drawn)

    @pytest.mark.parametrize(
        ("strategy", "argument"),
        [*((strategy, argument) for strategy, argument, _ in NAMES), *MANY],
    )
    def test_refused(self, strategy, argument):
        """
        No name, one text instead of names, and what is no id are refused before anything is drawn.
        """
        with pytest.raises(ValueNotAllowedError, match=argument):
            strategy(**{argument: []})
        with pytest.raises(WrongTypeError, match=argument):
            strategy(**{argument: "names"})
        with pytest.raises(ValueNotAllowedError, match=argument):
            strategy(**{argument: ["two words"]})

    @DEAR
    @given(data=st.data())
    def test_households(self, data):
        """
        A holder may belong to no household, or to one of those given.
        """
        holder = data.draw(holders(households=["home"]))

        assert holder.household in {None, "home"}


class TestDays:
    @pytest.mark.parametrize(("strategy", "field"), DATED)
    @DEAR
    @given(data=st.data())
    def test_bounds(self, strategy, field, data):
        """
        Days lie between the bounds, both included.
        """
        drawn = data.draw(strategy(min_value=FIRST, max_value=LAST))

        assert FIRST <= getattr(drawn, field) <= LAST

    @pytest.mark.parametrize("strategy", [holders, slips, requests, *dict(SCHEMES)])
    def test_refused(self, strategy):
        """
        Bounds in the wrong order, and what is no day, are refused before anything is drawn.
        """
        with pytest.raises(ValueNotAllowedError, match="max_value"):
            strategy(min_value=LAST, max_value=FIRST)
        with pytest.raises(WrongTypeError, match="min_value"):
            strategy(min_value="2024-02-01")


class TestQuantity:
    @DEAR
    @given(data=st.data(), most=st.sampled_from([1, 59, MOST_QUANTITY]))
    def test_most(self, data, most):
        """
        No quantity is above the largest asked for.
        """
        assert 1 <= data.draw(slips(max_quantity=most)).quantity <= most

    def test_refused(self):
        """
        What no slip may say is refused.
        """
        for most in (0, MOST_QUANTITY + 1):
            with pytest.raises(ValueNotAllowedError, match="max_quantity"):
                slips(max_quantity=most)
        with pytest.raises(WrongTypeError, match="max_quantity"):
            slips(max_quantity=4.0)


class TestReach:
    @pytest.mark.parametrize("rule", ExpiryRule)
    def test_reach_expiries(self, rule):
        """
        Every rule of expiry is drawn, the end of every kind of period among them.
        """
        assert reaches(expiries, lambda expiry: expiry.rule is rule)
        assert reaches(expiries, lambda expiry: expiry.every is PeriodKind.HALF_YEAR)

    @pytest.mark.parametrize("every", CapPeriod)
    def test_reach_caps(self, every):
        """
        Caps of every period are drawn, on some activities and on all.
        """
        assert reaches(caps, lambda cap: cap.every is every and cap.activities)
        assert reaches(caps, lambda cap: cap.every is every and not cap.activities)

    @pytest.mark.parametrize(
        ("strategy", "wanted"),
        [
            (activities(), lambda each: each.points == 10**9),
            (activities(), lambda each: len(each.kinds) == 3),
            (gifts(), lambda each: not each.stocked and each.limit is None),
            (gifts(), lambda each: each.top_up is not None and each.kinds),
            (honours(), lambda each: each.by_place),
            (honours(), lambda each: not each.by_place),
            (heads(), lambda each: len(each.key) == 128),
            (holder_kinds(), lambda each: len(each.key) == 1),
            (holders(), lambda each: each.household is None),
            (slips(), lambda each: each.late and each.quantity > 10**8),
            (requests(), lambda each: each.cash > 10**6),
            (settlements(), lambda each: each.kind is SettlementKind.VOID),
            (top_ups(), lambda each: each.most < 1),
        ],
        ids=range(13),
    )
    def test_reach_values(self, strategy, wanted):
        """
        What is rare and what is large is drawn.
        """
        assert reaches(strategy, wanted)


class TestSchemes:
    @pytest.mark.parametrize(("strategy", "kind"), SCHEMES)
    @settings(max_examples=25)
    @given(data=st.data())
    def test_complete(self, strategy, kind, data):
        """
        On no day from the first on is anything missing, whenever it is asked about.
        """
        scheme = data.draw(strategy(min_value=FIRST, max_value=LAST))

        assert type(scheme) is kind
        assert scheme.gaps() == ()
        assert scheme.rules_on(FIRST, FIRST) is not None
        assert all(
            FIRST <= day <= LAST for entry in entries(scheme) for day in (entry.start, entry.known)
        )
        for entry in entries(scheme):
            assert scheme.rules_on(LAST, entry.known) is not None

    @pytest.mark.parametrize("strategy", [store_schemes, appraisal_schemes])
    def test_kinds(self, strategy):
        """
        Kinds of holder are those given; none at all is refused.
        """
        with pytest.raises(ValueNotAllowedError, match="kinds"):
            strategy(kinds=[])

    @settings(max_examples=25)
    @given(store=store_schemes(kinds=["unit"]), appraisal=appraisal_schemes(kinds=["unit"]))
    def test_of_kinds(self, store, appraisal):
        """
        Gifts are for those kinds or for all, and no other kind is ranked.
        """
        rules = store.rules_on(LAST)

        assert all(gift.kinds in ((), ("unit",)) for gift in rules.catalogue)
        assert rules.windows.rest is RestRule.KEEP
        assert appraisal.rules_on(LAST).kinds == ("unit",)

    @settings(max_examples=20)
    @given(tariff=tariffs(min_value=FIRST, max_value=FIRST))
    def test_one_day(self, tariff):
        """
        A scheme of a single day never changes.
        """
        assert len(entries(tariff)) == len(tariff.parameters())

    @pytest.mark.parametrize(
        ("strategy", "wanted"),
        [
            (tariffs, lambda rules: rules.storage_cap is not None and rules.caps),
            (tariffs, lambda rules: rules.credit_to is CreditTo.HOUSEHOLD),
            (tariffs, lambda rules: rules.openings and rules.expiry.slides),
            (
                tariffs,
                lambda rules: any(
                    act.kinds != rules.activities[0].kinds for act in rules.activities
                ),
            ),
            (store_schemes, lambda rules: rules.hold_days is None),
            (store_schemes, lambda rules: rules.priority[:1] == (Criterion.DRAW,)),
            (store_schemes, lambda rules: any(not gift.stocked for gift in rules.catalogue)),
            (store_schemes, lambda rules: rules.windows.on),
            (appraisal_schemes, lambda rules: len(rules.honours) == 3),
        ],
        ids=range(9),
    )
    def test_reach_rules(self, strategy, wanted):
        """
        What a bank can be asked to do is in some scheme.
        """
        assert reaches(strategy, lambda scheme: wanted(scheme.rules_on(LAST)))

    @pytest.mark.parametrize("strategy", dict(SCHEMES))
    def test_reach_changes(self, strategy):
        """
        Schemes change, of days past, too.
        """
        assert reaches(
            strategy, lambda scheme: any(each.start < each.known for each in entries(scheme))
        )


class TestBanked:
    @settings(max_examples=10)
    @given(bank=banks(), event=bank_events(kinds=[Enrolled]))
    def test_drawn(self, bank, event):
        """
        A bank has closed a month at least; an event is of the kinds asked for.
        """
        assert bank.months
        assert type(event) is Enrolled

    @pytest.mark.parametrize("kinds", [[], [int], [Enrolled, Tariff]], ids=repr)
    def test_no_kinds(self, kinds):
        """
        What is no kind of event is refused, and none at all.
        """
        with pytest.raises(ValueNotAllowedError, match="Enrolled, Submitted, Closed"):
            bank_events(kinds=kinds)

    @pytest.mark.parametrize("kind", [*ALL_FOUND, *banked.EVENTS], ids=lambda kind: kind.__name__)
    def test_full(self, kind):
        """
        In the full year everything happens that can, so that there is always something to draw.
        """
        year = banked._full_year()

        events = [each for each in year.events if type(each) is kind]

        assert events or list(ALL_FOUND[kind](year))


class TestChoices:
    def test_seeded(self):
        """
        The same seed makes the same choices; another makes others.
        """

        def made(seed):
            choices = Seeded(seed)
            return [choices.upto(9) for _ in range(50)]

        assert made(1) == made(1) != made(2)
        assert set(made(1)) == set(range(10))

    def test_some(self):
        """
        Some of several are in their order; the first, if too few were chosen.
        """
        choices = Seeded(3)
        found = [some(choices, "abc", least=2) for _ in range(50)]

        assert {("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c")} == set(found)

    def test_among_and_rarely(self):
        """
        One of several is chosen; yes is said once in so many times.
        """
        choices = Seeded(4)

        assert {among(choices, 1, 2, 3) for _ in range(50)} == {1, 2, 3}
        assert 20 < sum(rarely(choices, 4) for _ in range(200)) < 80


class TestEmptyYear:
    def test_nothing_to_read(self):
        """
        Of a year in which nothing happened no slip is followed and nobody is appraised.
        """
        year = find(neighbourhood_years(), lambda _: True, settings=THOROUGH)
        empty = attrs.evolve(year, commands=(), events=(), bank=year.opened)

        assert list(banking._slips(empty)) == []
        assert list(banking._appraisals(empty)) == []
