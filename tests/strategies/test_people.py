from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    Fact,
    LevelConfirmation,
    RetractedFact,
    Service,
    ServiceCount,
    Worker,
    service_years,
)
from partygrid.strategies._people import (
    appointments,
    certificate_registrations,
    level_confirmations,
    services,
    workers,
)

# Rare values need more tries than a short run of the tests would make, but no shrinking.
THOROUGH = settings(max_examples=5_000, database=None, derandomize=True, phases=[Phase.generate])
KINDS = {
    services: Service,
    appointments: Appointment,
    level_confirmations: LevelConfirmation,
    certificate_registrations: CertificateRegistration,
}
NAMES = [(services, "staff"), (appointments, "units"), (certificate_registrations, "certificates")]
LOW, HIGH = date(2024, 2, 1), date(2024, 2, 29)


def reaches(strategy, wanted):
    """
    Tell whether a strategy can draw a value that meets a condition.
    """
    try:
        find(strategy, wanted, settings=THOROUGH)
    except NoSuchExample:
        return False
    return True


def refused(error, strategy, **arguments):
    """
    Give the error with which arguments are refused, before anything is drawn.
    """
    with pytest.raises(error) as caught:
        strategy(**arguments)
    assert error is type(caught.value)
    return caught.value


def dates(fact):
    """
    List the days of a fact; the end is given by the day before it.
    """
    found = [fact.known, getattr(fact, "start", fact.known)]
    if getattr(fact, "end", None) is not None:
        found.append(fact.end - timedelta(days=1))
    return found


class TestFacts:
    @pytest.mark.parametrize(("strategy", "kind"), KINDS.items())
    @given(data=st.data())
    def test_valid(self, strategy, kind, data):
        """
        Every fact drawn is of its kind, and its days lie between 1990 and 2049.
        """
        fact = data.draw(strategy())

        assert type(fact) is kind
        assert all(1990 <= day.year <= 2049 for day in dates(fact))

    @pytest.mark.parametrize("strategy", KINDS)
    @given(data=st.data())
    def test_window(self, strategy, data):
        """
        Its days lie between the bounds, the first and the last included.
        """
        fact = data.draw(strategy(min_value=LOW, max_value=HIGH))

        assert all(LOW <= day <= HIGH for day in dates(fact))

    @pytest.mark.parametrize("strategy", KINDS)
    def test_reaches_bounds(self, strategy):
        """
        Both ends of the window are drawn, and records made before and after the first day.
        """
        drawn = strategy(min_value=LOW, max_value=HIGH)

        for day in (LOW, HIGH):
            assert reaches(drawn, lambda fact, day=day: fact.start == day)
            assert reaches(drawn, lambda fact, day=day: fact.known == day)
        assert reaches(drawn, lambda fact: fact.known < fact.start)
        assert reaches(drawn, lambda fact: fact.known > fact.start)

    @pytest.mark.parametrize("strategy", [services, appointments])
    def test_reaches_ends(self, strategy):
        """
        Facts are drawn that last, that end with the window, and that hold on one day.
        """
        drawn = strategy(min_value=LOW, max_value=HIGH)

        assert reaches(drawn, lambda fact: fact.end is None)
        assert reaches(drawn, lambda fact: fact.end == HIGH + timedelta(days=1))
        assert reaches(drawn, lambda fact: fact.interval.days == 1)

    @given(fact=level_confirmations(min_level=7, max_level=18))
    def test_levels(self, fact):
        """
        A level lies between the bounds.
        """
        assert 7 <= fact.level <= 18

    @pytest.mark.parametrize("level", [1, 1000])
    def test_reaches_levels(self, level):
        """
        The lowest and the highest level that can be recorded are drawn.
        """
        assert level == find(level_confirmations(), lambda fact: fact.level == level).level

    @pytest.mark.parametrize(("strategy", "field"), NAMES)
    def test_names(self, strategy, field):
        """
        Each of the names asked for is drawn.
        """
        drawn = strategy(**{field: iter(["a", "b"])})
        own = {"staff": "staff", "units": "unit", "certificates": "certificate"}[field]

        assert reaches(drawn, lambda fact: getattr(fact, own) == "a")
        assert reaches(drawn, lambda fact: getattr(fact, own) == "b")


class TestArguments:
    @pytest.mark.parametrize("strategy", [*KINDS, workers])
    def test_window(self, strategy):
        """
        A window without a day, or with no day after it, is refused at once.
        """
        swapped = refused(ValueNotAllowedError, strategy, min_value=HIGH, max_value=LOW)
        endless = refused(ValueNotAllowedError, strategy, max_value=date.max)
        instant = refused(WrongTypeError, strategy, min_value=datetime(2024, 2, 1))

        assert ("max_value", LOW) == (swapped.field, swapped.value)
        assert "min_value (2024-02-29)" in str(swapped)
        assert ("max_value", date.max) == (endless.field, endless.value)
        assert ("min_value", datetime(2024, 2, 1)) == (instant.field, instant.value)

    @pytest.mark.parametrize("strategy", [level_confirmations, workers])
    def test_levels(self, strategy):
        """
        Levels that cannot be recorded, and bounds in the wrong order, are refused at once.
        """
        low = refused(ValueNotAllowedError, strategy, min_level=0)
        high = refused(ValueNotAllowedError, strategy, max_level=1001)
        swapped = refused(ValueNotAllowedError, strategy, min_level=8, max_level=7)
        above = refused(ValueNotAllowedError, strategy, min_level=1001, max_level=1001)

        assert "min_level: got 0; allowed: 1 to 1000" == str(low)
        assert "max_level: got 1001; allowed: min_level (1) to 1000" == str(high)
        assert "max_level: got 7; allowed: min_level (8) to 1000" == str(swapped)
        assert "min_level: got 1001; allowed: 1 to 1000" == str(above)

    @pytest.mark.parametrize("level", [None, True, 7.0, "7"])
    @pytest.mark.parametrize("field", ["min_level", "max_level"])
    def test_no_level(self, field, level):
        """
        A level is an int.
        """
        error = refused(WrongTypeError, level_confirmations, **{field: level})

        assert (field, level, "an int") == (error.field, error.value, error.allowed)

    @pytest.mark.parametrize(("strategy", "field"), [*NAMES, *((workers, f) for _, f in NAMES)])
    def test_names(self, strategy, field):
        """
        Names are several ids, one at least.
        """
        empty = refused(ValueNotAllowedError, strategy, **{field: []})
        blank = refused(ValueNotAllowedError, strategy, **{field: ["a", "b c"]})
        other = refused(WrongTypeError, strategy, **{field: ["a", 1]})
        text = refused(WrongTypeError, strategy, **{field: "abc"})

        assert (field, ()) == (empty.field, empty.value)
        assert "one name or more" in str(empty)
        assert (field, "b c") == (blank.field, blank.value)
        assert (field, 1) == (other.field, other.value)
        assert (field, "abc") == (text.field, text.value)
        assert "several names, not one text" in str(text)

    def test_no_certificate(self):
        """
        The name for having no certificate is no certificate.
        """
        error = refused(
            ValueNotAllowedError, certificate_registrations, certificates=["a", "none"]
        )

        assert ("certificates", ("a", "none")) == (error.field, error.value)
        assert "one name or more, not 'none'" in str(error)


def files(worker):
    """
    Group a worker's records by id, in the order in which they were made.
    """
    found = {}
    for fact in worker.facts:
        found.setdefault(fact.id, []).append(fact)
    return found


class TestWorkers:
    @given(worker=workers())
    def test_valid(self, worker):
        """
        On whatever day one asks, no services or appointments meet, and no levels start together.
        """
        for known in (None, *{fact.known for fact in worker.facts}):
            for kind in (Service, Appointment):
                held = sorted(worker.known_facts(kind, known), key=lambda fact: fact.start)
                assert not any(a.interval.meets(b.interval) for a, b in pairwise(held))
            levels = [fact.start for fact in worker.known_facts(LevelConfirmation, known)]
            assert len(set(levels)) == len(levels)
            periods = [fact.interval for fact in worker.known_facts(Service, known)]
            assert service_years(periods, date(2030, 1, 1), ServiceCount.POOLED) >= 0

    @given(worker=workers(min_value=LOW, max_value=HIGH))
    def test_window(self, worker):
        """
        All days lie between the bounds.
        """
        assert all(LOW <= day <= HIGH for fact in worker.facts for day in dates(fact))

    @given(worker=workers(min_value=LOW, max_value=LOW))
    def test_one_day(self, worker):
        """
        A window of a single day will do.
        """
        assert all(LOW == day for fact in worker.facts for day in dates(fact))

    @given(worker=workers(staff=["p"], units=["u"], min_level=3, max_level=4, certificates=["c"]))
    def test_names(self, worker):
        """
        Staff, units, levels and certificates are among those asked for.
        """
        for fact in worker.known_facts(Fact):
            own = {
                Service: lambda fact: fact.staff == "p",
                Appointment: lambda fact: fact.unit == "u",
                LevelConfirmation: lambda fact: fact.level in {3, 4},
                CertificateRegistration: lambda fact: fact.certificate == "c",
            }
            assert own[type(fact)](fact)

    @given(worker=workers(allow_retractions=False))
    def test_no_retractions(self, worker):
        """
        Nothing is taken back where that is not allowed.
        """
        assert not any(isinstance(fact, RetractedFact) for fact in worker.facts)

    @given(worker=workers(allow_corrections=False))
    def test_no_corrections(self, worker):
        """
        Nothing is recorded more than once where that is not allowed, but may be taken back.
        """
        for records in files(worker).values():
            kinds = [type(record) is RetractedFact for record in records]
            assert kinds in ([False], [False, True])

    @given(worker=workers(allow_corrections=False, allow_retractions=False))
    def test_first_records(self, worker):
        """
        Where neither is allowed, every record stands.
        """
        assert len(files(worker)) == len(worker.facts) == len(worker.known_facts(Fact))

    @pytest.mark.parametrize("kind", KINDS.values())
    @pytest.mark.parametrize(
        "wanted",
        [
            lambda records: len(records) > 2 and not any(map(_is_back, records)),
            lambda records: _is_back(records[-1]),
            lambda records: len(records) > 2 and _is_back(records[1]) and not _is_back(records[2]),
            lambda records: len(records) > 3 and _is_back(records[1]) and _is_back(records[3]),
        ],
        ids=["corrected twice", "taken back", "recorded again", "taken back twice"],
    )
    def test_reaches_files(self, kind, wanted):
        """
        Files of every kind are drawn: corrected, taken back, recorded again.
        """
        assert reaches(
            workers(),
            lambda worker: any(
                type(records[0]) is kind and wanted(records) for records in files(worker).values()
            ),
        )

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda worker: not worker.facts,
            lambda worker: {*KINDS.values()} == {type(f) for f in worker.known_facts(Fact)},
            lambda worker: len(worker.known_facts(Service)) == 3,
            lambda worker: any(
                a.end == b.start for a, b in pairwise(_by_start(worker.known_facts(Service)))
            ),
            lambda worker: any(s.end is None for s in worker.known_facts(Appointment)),
            lambda worker: len({f.known for f in worker.facts}) + 2 < len(worker.facts),
            lambda worker: any(
                a.known > b.known for a, b in pairwise(_by_start(worker.known_facts(Service)))
            ),
        ],
        ids=[
            "nothing recorded",
            "every kind",
            "three services",
            "neighbours",
            "open",
            "recorded on one day",
            "recorded late",
        ],
    )
    def test_reaches(self, wanted):
        """
        Lives of every shape are drawn.
        """
        assert reaches(workers(), wanted)

    @given(worker=workers())
    def test_worker(self, worker):
        """
        Everything drawn is a worker.
        """
        assert type(worker) is Worker


def _is_back(record):
    return isinstance(record, RetractedFact)


def _by_start(facts):
    return sorted(facts, key=lambda fact: fact.start)
