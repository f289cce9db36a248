from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from reaching import reaches

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.people import (
    Appointment,
    Break,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
    Fact,
    LevelConfirmation,
    NoResult,
    Probation,
    RetractedFact,
    Service,
    ServiceCount,
    WorkedDays,
    Worker,
    YearlyResult,
    service_years,
)
from partygrid.strategies._people import level_confirmations, workers

KINDS = (
    Service,
    Appointment,
    LevelConfirmation,
    Education,
    Degree,
    CertificatePass,
    CertificateRegistration,
    CertificateAppointment,
    YearlyResult,
    Break,
    Probation,
    WorkedDays,
)
LOW, HIGH = date(2024, 2, 1), date(2024, 2, 29)


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


class TestLevels:
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
        assert reaches(level_confirmations, lambda fact: fact.level == level)

    @pytest.mark.parametrize("strategy", [level_confirmations, workers])
    def test_bounds(self, strategy):
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
        On whatever day one asks, nothing on record contradicts itself.
        """
        for known in (None, *{fact.known for fact in worker.facts}):
            assert None is worker.as_known(known).conflict
            for kind in (Service, Break, Probation, WorkedDays):
                held = _by_start(worker.known_facts(kind, known))
                assert not any(a.interval.meets(b.interval) for a, b in pairwise(held))
            levels = [fact.start for fact in worker.known_facts(LevelConfirmation, known)]
            assert len(set(levels)) == len(levels)
            years = [fact.year for fact in worker.known_facts(YearlyResult, known)]
            assert len(set(years)) == len(years)
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

    @given(
        worker=workers(
            staff=["p"],
            units=["u"],
            offices=["o"],
            min_level=3,
            max_level=4,
            educations=["e"],
            degrees=["d"],
            certificates=["c"],
            grades=["g"],
            reasons=["r"],
            entrants=["n"],
            allow_not_stated=False,
        )
    )
    def test_names(self, worker):
        """
        Names and levels are among those asked for.
        """
        own = {
            Service: lambda fact: fact.staff == "p",
            Appointment: lambda fact: (fact.unit, fact.office) == ("u", "o"),
            LevelConfirmation: lambda fact: fact.level in {3, 4},
            Education: lambda fact: fact.education == "e",
            Degree: lambda fact: fact.degree == "d",
            CertificatePass: lambda fact: fact.certificate == "c",
            CertificateRegistration: lambda fact: fact.certificate == "c",
            CertificateAppointment: lambda fact: fact.certificate == "c",
            YearlyResult: lambda fact: fact.result in {"g", NoResult.NO_GRADE},
            Break: lambda fact: fact.reason == "r",
            Probation: lambda fact: fact.entry == "n",
            WorkedDays: lambda fact: fact.worked <= fact.working,
        }
        for fact in worker.known_facts(Fact):
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

    # One for each way of claiming days.
    @pytest.mark.parametrize("kind", [Service, Appointment, Education, YearlyResult, WorkedDays])
    @pytest.mark.parametrize(
        "wanted",
        [
            pytest.param(
                lambda records: len(records) > 2 and not any(map(_is_back, records)),
                marks=pytest.mark.rare,
            ),
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
            workers,
            lambda worker: any(
                type(records[0]) is kind and wanted(records) for records in files(worker).values()
            ),
        )

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda worker: not worker.facts,
            lambda worker: len({type(fact) for fact in worker.known_facts(Fact)}) > 9,
            lambda worker: len(worker.known_facts(Service)) == 3,
            lambda worker: any(
                a.end == b.start for a, b in pairwise(_by_start(worker.known_facts(Service)))
            ),
            lambda worker: any(s.end is None for s in worker.known_facts(Appointment)),
            lambda worker: len({f.known for f in worker.facts}) + 2 < len(worker.facts),
            lambda worker: any(
                a.known > b.known for a, b in pairwise(_by_start(worker.known_facts(Service)))
            ),
            lambda worker: any(
                a.interval.meets(b.interval) and a.office != b.office
                for a, b in combinations(worker.known_facts(Appointment), 2)
            ),
            lambda worker: len(worker.as_known().results) > 5,
            lambda worker: any(
                b.year == a.year + 1 and a.result == b.result
                for a, b in pairwise(worker.as_known().results)
            ),
            lambda worker: any(
                s.interval.meets(b.interval)
                for s in worker.known_facts(Service)
                for b in worker.known_facts(Break)
            ),
        ],
        ids=[
            "nothing recorded",
            "ten kinds",
            "three services",
            "neighbours",
            "open",
            "recorded on one day",
            "recorded late",
            "offices side by side",
            "several results",
            "results in a row",
            "a break in service",
        ],
    )
    def test_reaches(self, wanted):
        """
        Lives of every shape are drawn.
        """
        assert reaches(workers, wanted)

    @pytest.mark.parametrize("kind", KINDS)
    def test_reaches_kinds(self, kind):
        """
        Facts of every kind are drawn.
        """
        assert reaches(workers, lambda worker: worker.known_facts(kind))

    @pytest.mark.parametrize("field", ["allow_corrections", "allow_retractions"])
    @pytest.mark.parametrize("value", [None, 1, "no"])
    def test_flags(self, field, value):
        """
        The flags are bools.
        """
        error = refused(WrongTypeError, workers, **{field: value})

        assert (field, value, "a bool") == (error.field, error.value, error.allowed)

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
