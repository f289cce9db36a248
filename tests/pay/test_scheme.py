from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.dated import Month, NotStated, Option, Quarter, ReadOn, Series, Year
from partygrid.errors import (
    NotInForceError,
    NotStatedError,
    RepealedError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, MAX_FEN
from partygrid.pay import (
    AwardBasis,
    Component,
    CountedLines,
    IndexedBase,
    PayScheme,
    Placement,
    ProbationBase,
    ProbationRule,
    Selector,
    Table,
    price,
)
from partygrid.strategies import pay_schemes

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

NAN, INFINITY = float("nan"), float("inf")
FIELDS = tuple(PayScheme.parameters())
JUNE = Month(2025, 6)


def certificates(key, **amounts):
    """
    Make a component that pays an amount for each certificate.
    """
    return Component(
        key=key,
        label=Label("津贴", "allowance"),
        selector=Selector.CERTIFICATE,
        amount=Table(tuple(amounts.items())),
    )


class TestFields:
    @pytest.mark.parametrize(
        ("field", "value", "named"),
        [
            ("read_on", "first_day", "read_on"),
            ("covers", "professional", "covers"),
            ("covers", (), "covers"),
            ("covers", ["professional"], "covers: entry.value"),
            ("covers", ("professional", None), "covers"),
            ("service", "per_period", "service"),
            ("ladder", "none", "ladder"),
            ("allowances_from", None, "allowances_from"),
            ("award_apportion", 1, "award_apportion"),
            ("stars", 5, "stars"),
            ("part_month", None, "part_month"),
            ("probation", None, "probation"),
            ("probation", [], "probation: entry.value"),
            ("probation", ("new",), "probation"),
            ("payments", 15, "payments"),
            ("floors", None, "floors"),
            ("floors", (550000,), "floors"),
            ("base", True, "base"),
            ("base", "2310.50", "base"),
            ("base", Decimal("2310.50"), "base"),
            ("scale", (), "scale"),
            ("scale", None, "scale"),
            ("rounding", "half_up", "rounding"),
            ("rounding", None, "rounding"),
            ("award_rate", 0, "award_rate"),
            ("award_rate", True, "award_rate"),
            ("award_rate", "20%", "award_rate"),
            ("award_rate", Decimal("0.2"), "award_rate"),
            ("award_shares", (), "award_shares"),
            ("award_shares", [Fraction(1)], "award_shares: entry.value"),
            ("award_shares", Fraction(1), "award_shares"),
            ("award_shares", (Fraction(0), 0.2), "award_shares[1]"),
            ("award_shares", (Fraction(0), NAN), "award_shares[1]"),
            ("award_shares", (Fraction(0), True), "award_shares[1]"),
            ("award_basis", "of_total", "award_basis"),
            ("award_pool", None, "award_pool"),
            ("award_lines", None, "award_lines"),
            ("award_lines", ("post",), "award_lines"),
            ("rating", 1, "rating"),
            ("mover", "by_rating_day", "mover"),
        ],
        ids=repr,
    )
    def test_value_of_another_type(self, new_scheme, field, value, named):
        """
        A value of another type is refused when the scheme is built, by the name of its field.
        """
        with pytest.raises(WrongTypeError) as caught:
            new_scheme(**{field: value})

        assert named == caught.value.field
        assert str(caught.value).startswith(f"{named}: got ")
        assert caught.value.allowed

    @pytest.mark.parametrize("field", ["base", "award_rate"])
    @pytest.mark.parametrize("value", [0.2, NAN, INFINITY, -INFINITY], ids=repr)
    def test_float(self, said, field, value):
        """
        A float never gets into a series: it is not exact, and may be no number at all.
        """
        with pytest.raises(WrongTypeError, match="never a float"):
            said(field, value)

    @pytest.mark.parametrize(
        ("field", "value", "named", "bad", "allowed"),
        [
            ("covers", ("two words",), "covers", "two words", "none of them blank"),
            ("base", -1, "base", -1, "0 fen or more"),
            ("base", MAX_FEN + 1, "base", MAX_FEN + 1, "to 1000000000000000 fen"),
            ("award_rate", Fraction(-1, 5), "award_rate", Fraction(-1, 5), "0 % to 100 %"),
            ("award_rate", Fraction(6, 5), "award_rate", Fraction(6, 5), "0 % to 100 %"),
            (
                "award_shares",
                (Fraction(1), Fraction(101, 100)),
                "award_shares[1]",
                Fraction(101, 100),
                "0 % to 100 %",
            ),
        ],
        ids=repr,
    )
    def test_value_out_of_range(self, new_scheme, field, value, named, bad, allowed):
        """
        A value outside its domain is refused when the scheme is built; the error says the range.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            new_scheme(**{field: value})

        assert (named, bad) == (caught.value.field, caught.value.value)
        assert allowed in str(caught.value)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("base", 0),
            ("base", MAX_FEN),
            ("award_rate", Fraction(0)),
            ("award_rate", Fraction(1)),
            ("award_shares", (Fraction(1),)),
            ("covers", ("professional", "auxiliary")),
        ],
        ids=repr,
    )
    def test_limits(self, new_scheme, field, value):
        """
        What lies just within its domain is taken as it is.
        """
        rules = new_scheme(**{field: value}).on(JUNE).rules

        assert value == getattr(rules, field)

    @pytest.mark.parametrize("field", FIELDS)
    def test_no_series(self, new_scheme, field):
        """
        Every field but the key is a series.
        """
        with pytest.raises(WrongTypeError, match="a Series") as caught:
            attrs.evolve(new_scheme(), **{field: None})

        assert field == caught.value.field

    def test_missing_field(self, new_scheme):
        """
        No field has a default that could stand in for what a place has not said.
        """
        given = {name: getattr(new_scheme(), name) for name in FIELDS}
        for missing in FIELDS:
            rest = {name: value for name, value in given.items() if name != missing}
            with pytest.raises(TypeError, match=missing):
                PayScheme(key=new_scheme().key, **rest)


class TestEachOnce:
    @pytest.mark.parametrize("count", [2, 3])
    def test_probation(self, new_scheme, count):
        """
        A kind of entrant has one rule of probation.
        """
        rule = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(1), award=True)
        with pytest.raises(ValueNotAllowedError, match="each entry once") as caught:
            new_scheme(probation=(rule,) * count)

        assert ("probation", ("new",) * count) == (caught.value.field, caught.value.value)

    def test_indexed_base(self, new_scheme):
        """
        A base may be an index times factors.
        """
        base = IndexedBase(
            index=Label("指数", "index"), amount=1, months=1, factors=(), rounding=None
        )

        assert base == new_scheme(base=base).on(JUNE).rules.base


class TestOn:
    @pytest.mark.parametrize(
        "period", [Year(2025), Quarter(2025, 2), date(2025, 6, 1), "2025-06", None], ids=repr
    )
    def test_no_month(self, new_scheme, period):
        """
        Amounts are a month's: a year, a quarter or a day has no terms of pay.
        """
        with pytest.raises(WrongTypeError, match="a period of the scheme: Month") as caught:
            new_scheme().on(period)

        assert ("period", period) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        "known", ["2025-06-30", 20250630, datetime(2025, 6, 30), True], ids=repr
    )
    def test_known_of_another_type(self, new_scheme, known):
        """
        The knowledge day is a civil date.
        """
        with pytest.raises(WrongTypeError, match="a civil date"):
            new_scheme().on(JUNE, known=known)

    def test_before_the_first_entry(self, new_scheme):
        """
        A month before the first entry has no values; the error says which field and since when.
        """
        with pytest.raises(NotInForceError) as caught:
            new_scheme().on(Month(2023, 12))

        assert "2023-12-01" == caught.value.day
        assert "[2024-01-01, …)" in str(caught.value)
        assert "区财政局通知" in str(caught.value)

    def test_before_it_was_known(self, new_scheme):
        """
        What was not known yet plays no part: as known before the notice there is nothing.
        """
        with pytest.raises(NotInForceError) as caught:
            new_scheme().on(JUNE, known=date(2023, 12, 31))

        assert ("2025-06-01", "2023-12-31") == (caught.value.day, caught.value.known)

    def test_repealed(self, new_scheme, said, notice):
        """
        A repealed field is no gap and no zero: reading it is refused.
        """
        base = said("base", 231050).repeal(
            start=date(2025, 6, 1), known=date(2025, 5, 1), source=notice
        )

        assert 231050 == new_scheme(base=base).on(Month(2025, 5)).rules.base
        with pytest.raises(RepealedError, match="base"):
            new_scheme(base=base).on(JUNE)

    def test_open_fields(self, new_scheme, said):
        """
        What is left open is not read: the error asks one question and names all open fields.
        """
        which = NotStated(
            Label("哪种？", "which?"),
            (Option(name="fen", label=Label("到分", "to the fen"), value=HALF_UP_TO_FEN),),
        )
        how_much = NotStated(Label("多少？", "how much?"))
        scheme = new_scheme(
            base=said("base", how_much),
            rounding=said("rounding", which),
            mover=said("mover", which),
        )
        with pytest.raises(NotStatedError) as caught:
            scheme.on(JUNE)

        assert "test/pay/1: base" == caught.value.field
        assert ("rounding", "mover") == caught.value.others
        assert "how much?" in caught.value.question
        assert "announce a value" in caught.value.allowed
        assert "区财政局通知" in caught.value.source

    def test_answered(self, new_scheme, said, notice):
        """
        Once the open question is answered by one of its options, the scheme is read.
        """
        which = NotStated(
            Label("哪种？", "which?"),
            (Option(name="fen", label=Label("到分", "to the fen"), value=HALF_UP_TO_FEN),),
        )
        asked = said("rounding", which)
        scheme = new_scheme(rounding=asked.choose("fen", source=notice))

        assert HALF_UP_TO_FEN == scheme.on(JUNE).rules.rounding

    @pytest.mark.parametrize(
        ("read_on", "base"), [(ReadOn.FIRST_DAY, 100), (ReadOn.LAST_DAY, 200)]
    )
    def test_change_in_mid_month(self, new_scheme, said, notice, read_on, base):
        """
        A base that changes on the 15th counts for the month, or not, as the reading day says.
        """
        changing = said("base", 100).announce(
            200, start=date(2025, 6, 15), known=date(2025, 6, 1), source=notice
        )

        assert base == new_scheme(base=changing, read_on=read_on).on(JUNE).rules.base

    def test_split(self, new_scheme, said, notice):
        """
        A month that is split has two sets of values, and asking for the one is refused.
        """
        changing = said("base", 100).announce(
            200, start=date(2025, 6, 15), known=date(2025, 6, 1), source=notice
        )
        split = new_scheme(base=changing, read_on=ReadOn.SPLIT)

        assert [100, 200] == [each.rules.base for each in split.on(JUNE).stretches]
        assert 200 == split.on(Month(2025, 7)).rules.base
        with pytest.raises(UnsuitableRuleError, match="changes on 2025-06-15"):
            assert split.on(JUNE).rules

    def test_order_of_entries(self, new_scheme, said, notice):
        """
        The order in which entries were put in changes nothing.
        """
        late, later = date(2025, 3, 1), date(2025, 4, 1)
        base = said("base", 100)
        base = base.announce(200, start=late, known=late, source=notice)
        base = base.announce(300, start=late, known=later, source=notice)
        found = {
            (rules.on(JUNE, known=late).rules.base, rules.on(JUNE).rules.base)
            for order in permutations(base.entries)
            for rules in [new_scheme(base=Series("base", order))]
        }

        assert {(200, 300)} == found

    @DEAR
    @given(
        scheme=pay_schemes(max_size=2, allow_split=False),
        month=st.builds(Month, st.integers(2000, 2049), st.integers(1, 12)),
        known=st.dates(date(2001, 1, 1), date(2049, 12, 31)),
        later=st.integers(1, 10_000),
    )
    def test_later_known(self, scheme, month, known, later):
        """
        An entry that became known later changes nothing that is asked as known earlier.
        """
        late = date.fromordinal(known.toordinal() + later)
        source = scheme.base.all_entries[0].source
        start = scheme.base.bounds[0]
        more = scheme.base.announce(12345, start=start, known=late, source=source)
        if any(entry.known == late for entry in scheme.base.entries):
            return
        before = scheme.on(month, known=known).rules
        after = attrs.evolve(scheme, base=more).on(month, known=known).rules

        assert before.entries == after.entries


class TestValuesAtOdds:
    @pytest.mark.parametrize(
        ("values", "field", "allowed"),
        [
            (
                {"award_lines": CountedLines(("post", "area"))},
                "award_lines",
                "components of the scale: certificate, post, seniority",
            ),
            ({"base": None}, "base", "component post multiplies it"),
            (
                {"award_basis": AwardBasis.FIXED_PART, "award_rate": Fraction(1)},
                "award_rate",
                "below 100 % where the scale is the fixed part",
            ),
        ],
        ids=["lines", "base", "rate"],
    )
    def test_refused_when_read(self, new_scheme, values, field, allowed):
        """
        Values that do not fit each other are refused, with the source of what they clash with.
        """
        scheme = new_scheme(**values)
        with pytest.raises(ValueNotAllowedError) as caught:
            scheme.on(JUNE)

        assert field == caught.value.field
        assert allowed in caught.value.allowed
        assert "区财政局通知, 第三条 [host], from 2024-01-01" in caught.value.source
        assert caught.value.source in str(caught.value)

    def test_only_when_such_a_day_is_read(self, new_scheme, said, notice):
        """
        Announced piece by piece, values may clash for a while: only who reads those days is told.
        """
        lines = said("award_lines", CountedLines(None)).announce(
            CountedLines(("area",)),
            start=date(2025, 6, 1),
            end=date(2025, 7, 1),
            known=date(2025, 1, 1),
            source=notice,
        )
        scheme = new_scheme(award_lines=lines)

        assert scheme.on(Month(2025, 5)).rules == scheme.on(Month(2025, 7)).rules
        assert scheme.on(JUNE, known=date(2024, 12, 31)).rules
        with pytest.raises(ValueNotAllowedError) as caught:
            scheme.on(JUNE)
        assert ["area"] == caught.value.value

    def test_no_base_is_needed(self, new_terms):
        """
        A scale without coefficients needs no base.
        """
        june = new_terms(base=None, scale=(certificates("only", none=100),))
        placement = Placement(level=None, years=0, certificate="none", criteria_met=5)

        assert 100 == price(placement, june).paid

    def test_rate_of_the_whole(self, new_terms):
        """
        Where the pool comes out of the total, or on top, all of it may be pool.
        """
        placement = Placement(level=1, years=0, certificate="none", criteria_met=0)
        whole = {"award_rate": Fraction(1)}
        on_top = new_terms(award_basis=AwardBasis.ON_TOP, **whole)

        assert 0 == price(placement, new_terms(**whole)).fixed
        assert (231050, 231050) == price(placement, on_top)[5:7]
