"""
What the strategies for facts have in common, whatever the kind.
"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    LevelConfirmation,
    Probation,
    Service,
    WorkedDays,
    YearlyResult,
)
from partygrid.strategies._conduct import breaks, probations, worked_days, yearly_results
from partygrid.strategies._people import appointments, level_confirmations, services, workers
from partygrid.strategies._qualifications import (
    certificate_appointments,
    certificate_passes,
    certificate_registrations,
    degrees,
    educations,
)

KINDS = {
    services: Service,
    appointments: Appointment,
    level_confirmations: LevelConfirmation,
    educations: Education,
    degrees: Degree,
    certificate_passes: CertificatePass,
    certificate_registrations: CertificateRegistration,
    certificate_appointments: CertificateAppointment,
    yearly_results: YearlyResult,
    breaks: Break,
    probations: Probation,
    worked_days: WorkedDays,
}
LASTING = [
    services,
    appointments,
    certificate_registrations,
    certificate_appointments,
    breaks,
    probations,
]
# The argument that names are chosen from, the field they go to, and what is no such name.
NAMES = [
    (services, "staff", "staff", None),
    (appointments, "units", "unit", None),
    (appointments, "offices", "office", None),
    (educations, "educations", "education", "none"),
    (degrees, "degrees", "degree", "none"),
    (certificate_passes, "certificates", "certificate", "none"),
    (certificate_registrations, "certificates", "certificate", "none"),
    (certificate_appointments, "certificates", "certificate", "none"),
    (yearly_results, "grades", "result", "no_grade"),
    (yearly_results, "grades", "result", "not_stated"),
    (breaks, "reasons", "reason", None),
    (probations, "entrants", "entry", None),
]
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


class TestDays:
    @pytest.mark.parametrize(("strategy", "kind"), KINDS.items())
    @given(data=st.data())
    def test_valid(self, strategy, kind, data):
        """
        Every fact drawn is of its kind, and its days lie between 1990 and 2049.
        """
        fact = data.draw(strategy())

        assert type(fact) is kind
        assert all(1990 <= day.year <= 2049 for day in dates(fact))
        assert 1990 <= getattr(fact, "year", 2000) <= 2049

    @pytest.mark.parametrize("strategy", KINDS)
    @given(data=st.data())
    def test_window(self, strategy, data):
        """
        Its days lie between the bounds, the first and the last included.
        """
        fact = data.draw(strategy(min_value=LOW, max_value=HIGH))

        assert all(LOW <= day <= HIGH for day in dates(fact))
        assert 2024 == getattr(fact, "year", 2024)

    @pytest.mark.parametrize("strategy", [each for each in KINDS if each is not yearly_results])
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

    @pytest.mark.parametrize("strategy", LASTING)
    def test_reaches_ends(self, strategy):
        """
        Facts are drawn that last, that end with the window, and that hold on one day.
        """
        drawn = strategy(min_value=LOW, max_value=HIGH)

        assert reaches(drawn, lambda fact: fact.end is None)
        assert reaches(drawn, lambda fact: fact.end == HIGH + timedelta(days=1))
        assert reaches(drawn, lambda fact: fact.interval.days == 1)

    @pytest.mark.parametrize("strategy", [*KINDS, workers])
    def test_no_window(self, strategy):
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

    @pytest.mark.parametrize("strategy", [each for each in KINDS if each is not yearly_results])
    @given(data=st.data())
    def test_last_of_all(self, strategy, data):
        """
        The last day there can be lies one before the last of the calendar.
        """
        last = date(9999, 12, 30)

        assert last == data.draw(strategy(min_value=last, max_value=last)).start

    @pytest.mark.parametrize("strategy", [yearly_results, workers])
    def test_last_year(self, strategy):
        """
        No year after 9998 can be assessed.
        """
        strategy(max_value=date(9998, 12, 31))
        error = refused(ValueNotAllowedError, strategy, max_value=date(9999, 1, 1))

        assert ("max_value", date(9999, 1, 1)) == (error.field, error.value)


class TestNames:
    @pytest.mark.parametrize(("strategy", "field", "own", "besides"), NAMES)
    def test_chosen(self, strategy, field, own, besides):
        """
        Each of the names asked for is drawn.
        """
        assert besides not in {"a", "b"}
        drawn = strategy(**{field: iter(["a", "b"])})

        assert reaches(drawn, lambda fact: getattr(fact, own) == "a")
        assert reaches(drawn, lambda fact: getattr(fact, own) == "b")

    @pytest.mark.parametrize(
        ("strategy", "field"),
        sorted(
            {(made, field) for each, field, *_ in NAMES for made in (each, workers)},
            key=lambda pair: (pair[0].__name__, pair[1]),
        ),
    )
    def test_refused(self, strategy, field):
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

    @pytest.mark.parametrize(
        ("strategy", "field", "besides"),
        sorted(
            {
                (made, field, besides)
                for each, field, _, besides in NAMES
                for made in (each, workers)
                if besides
            },
            key=lambda each: (each[0].__name__, *each[1:]),
        ),
    )
    def test_besides(self, strategy, field, besides):
        """
        The name for having none is nothing to have, and what a `NoResult` is written as no grade.
        """
        error = refused(ValueNotAllowedError, strategy, **{field: ["a", besides]})

        assert (field, ("a", besides)) == (error.field, error.value)
        assert "one name or more, not '" in error.allowed
        assert repr(besides) in error.allowed
