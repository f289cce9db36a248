from datetime import date

import attrs
import pytest

from partygrid.dated import (
    AssumedPart,
    Assumption,
    HalfYear,
    InForce,
    Interval,
    Month,
    PeriodInForce,
    ReadOn,
    SchemeKey,
    Stretch,
    Terms,
)
from partygrid.dated._terms import value_names
from partygrid.errors import UnknownNameError, UnsuitableRuleError

KEY = SchemeKey("shayibak", "pay", "2023")
JUNE = Month(2025, 6)


@attrs.frozen(kw_only=True, slots=False)
class Rules(PeriodInForce):
    """
    Two values, and a third that follows from them.
    """

    base: int
    rate: int
    product: int = attrs.field(init=False)

    def __attrs_post_init__(self):
        """
        Work out the third.
        """
        object.__setattr__(self, "product", self.base * self.rate)


@pytest.fixture
def rules(entry):
    """
    Make values in force, with their entries; some sources may be others.
    """

    def make(base, rate, *, of_base=None, of_rate=None):
        read_on = entry(ReadOn.SPLIT, "2025-01-01", "2025-01-01")
        entries = (
            read_on,
            entry(base, "2025-01-01", "2025-01-01", **(of_base or {})),
            entry(rate, "2025-01-01", "2025-01-01", **(of_rate or {})),
        )
        return Rules(entries=entries, read_on=ReadOn.SPLIT, base=base, rate=rate)

    return make


@pytest.fixture
def split(rules):
    """
    The terms of a month in which something changes twice.
    """
    days = (date(2025, 6, 1), date(2025, 6, 10), date(2025, 6, 30))
    return Terms(KEY, JUNE, None, tuple((day, rules(n, 2)) for n, day in enumerate(days, start=5)))


class TestInForce:
    @pytest.mark.parametrize(
        ("name", "value"), [("read_on", ReadOn.SPLIT), ("base", 5), ("rate", 2)]
    )
    def test_entry(self, rules, name, value):
        """
        Each value is found with the entry that it came from.
        """
        assert value == rules(5, 2).entry(name).value == getattr(rules(5, 2), name)

    @pytest.mark.parametrize("name", ["entries", "product", "Base", "", None], ids=repr)
    def test_no_such_value(self, rules, name):
        """
        What follows from the values has no entry, nor has a name that no value has.
        """
        with pytest.raises(UnknownNameError) as caught:
            rules(5, 2).entry(name)

        assert ("entry", name, "read_on, base, rate") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert f"entry: {name!r} is not known; allowed: read_on, base, rate" == str(caught.value)

    def test_value_names(self):
        """
        The values are all fields but the entries and what is derived, in order.
        """
        assert ("read_on", "base", "rate") == value_names(Rules)
        assert () == value_names(InForce)

    def test_repr(self, rules):
        """
        The short form shows the values and leaves out their entries.
        """
        shown = repr(rules(5, 2))

        assert "base=5" in shown
        assert "Dated" not in shown


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Short(InForce):
    """
    A value that is shown in short.
    """

    base: int


class TestShort:
    def test_since(self, entry):
        """
        In one line, values tell since when they are in force together.
        """
        entries = (
            entry(1, "2025-03-01", "2025-01-01"),
            entry(2, "2025-05-01", "2025-01-02"),
            entry(3, "2025-04-01", "2025-01-03"),
        )

        assert "<Short in force from 2025-05-01>" == repr(Short(entries=entries, base=5))

    def test_without_entries(self):
        """
        Values that came from no entry have no such day.
        """
        assert "<Short>" == repr(Short(entries=(), base=5))


class TestText:
    @pytest.mark.parametrize(
        ("known", "shown"),
        [(None, "all that is known"), (date(2025, 6, 30), "as known on 2025-06-30")],
        ids=str,
    )
    def test_repr(self, rules, known, shown):
        """
        The short form names scheme, period and state of knowledge.
        """
        terms = Terms(KEY, JUNE, known, ((JUNE.first_day, rules(5, 2)),))

        assert f"<Terms shayibak/pay/2023, 2025-06, {shown}>" == repr(terms)


class TestRules:
    def test_one_set(self, rules):
        """
        Terms of one part give its values.
        """
        only = rules(5, 2)

        assert only is Terms(KEY, JUNE, None, ((JUNE.last_day, only),)).rules

    def test_split(self, split):
        """
        Where values change inside the period there is no one set, and the error names the days.
        """
        with pytest.raises(UnsuitableRuleError) as caught:
            _ = split.rules

        assert ("shayibak/pay/2023: 2025-06", "changes on 2025-06-10, 2025-06-30") == (
            caught.value.field,
            caught.value.value,
        )
        assert (
            "shayibak/pay/2023: 2025-06: got 'changes on 2025-06-10, 2025-06-30'; "
            "allowed: one set of values through the period: ask stretch by stretch "
            "(from: read_on = split)"
        ) == str(caught.value)


class TestStretches:
    @pytest.mark.parametrize("period", [JUNE, HalfYear(2025, 1)], ids=str)
    @pytest.mark.parametrize("day", [date(2025, 6, 1), date(2025, 6, 30)], ids=str)
    def test_one_set(self, rules, period, day):
        """
        One set of values holds through the whole period, on whichever day it was read.
        """
        only = rules(5, 2)
        terms = Terms(KEY, period, None, ((day, only),))

        assert (Stretch(period.interval, only),) == terms.stretches
        assert day == terms.read_day

    def test_split(self, split):
        """
        Each part lasts to the day before the next, and the last one to the period's end.
        """
        days = [
            Interval(date(2025, 6, 1), date(2025, 6, 10)),
            Interval(date(2025, 6, 10), date(2025, 6, 30)),
            Interval(date(2025, 6, 30), date(2025, 7, 1)),
        ]

        assert days == [stretch.interval for stretch in split.stretches]
        assert [5, 6, 7] == [stretch.rules.base for stretch in split.stretches]
        assert date(2025, 6, 1) == split.read_day


class TestAssumptions:
    def test_of_all_parts(self, rules, guess):
        """
        What any part assumes is listed once, under the name of its value.
        """
        first = rules(5, 2, of_base={"source": guess})
        second = rules(5, 3, of_base={"source": guess}, of_rate={"dated_by": guess})
        terms = Terms(KEY, JUNE, None, ((JUNE.first_day, first), (date(2025, 6, 9), second)))

        assert (
            Assumption("base", first.entry("base"), AssumedPart.VALUE),
            Assumption("rate", second.entry("rate"), AssumedPart.DATES),
        ) == terms.assumptions()

    def test_entries_missing(self):
        """
        A value that came from no entry is not passed over in silence.
        """
        terms = Terms(KEY, JUNE, None, ((JUNE.first_day, Short(entries=(), base=5)),))

        with pytest.raises(ValueError, match="shorter"):
            terms.assumptions()

    def test_none(self, split):
        """
        Values from documents assume nothing.
        """
        assert () == split.assumptions()
