"""
Facts: what is recorded of a worker, and what is refused at the door.
"""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Interval
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.org import unit_id
from partygrid.people import (
    NO_CERTIFICATE,
    Appointment,
    CertificateRegistration,
    Fact,
    LevelConfirmation,
    RetractedFact,
    Service,
)

START, KNOWN = date(2024, 2, 29), date(2024, 3, 4)
NAIVE = datetime(2024, 3, 4)
OWN = {
    Service: {"start": START, "staff": "professional"},
    Appointment: {"start": START, "unit": unit_id("community-7")},
    LevelConfirmation: {"start": START, "level": 7},
    CertificateRegistration: {"start": START, "certificate": "senior"},
    RetractedFact: {},
}
KINDS = list(OWN)
LASTING = [Service, Appointment]
STARTING = [*LASTING, LevelConfirmation, CertificateRegistration]


def fact(kind, **fields):
    """
    Make a fact of a kind, right but for the fields given.
    """
    return kind(**{"id": "f-1", "known": KNOWN, **OWN[kind], **fields})


def refused(error, kind, **fields):
    """
    Give the error with which a fact is refused.
    """
    with pytest.raises(error) as caught:
        fact(kind, **fields)
    assert error is type(caught.value)
    return caught.value


class TestEvery:
    @pytest.mark.parametrize("kind", KINDS)
    def test_taken(self, kind):
        """
        A fact keeps what it was given.
        """
        made = fact(kind)

        assert isinstance(made, Fact)
        assert ("f-1", KNOWN) == (made.id, made.known)
        assert OWN[kind] == {name: getattr(made, name) for name in OWN[kind]}

    @pytest.mark.parametrize(
        ("kind", "zh", "en"),
        [
            (Service, "任职期间 f-1，2024-03-04 登记", "service f-1, recorded 2024-03-04"),
            (Appointment, "任命 f-1，2024-03-04 登记", "appointment f-1, recorded 2024-03-04"),
            (
                LevelConfirmation,
                "职级核定 f-1，2024-03-04 登记",
                "level confirmation f-1, recorded 2024-03-04",
            ),
            (
                CertificateRegistration,
                "证书登记 f-1，2024-03-04 登记",
                "certificate registration f-1, recorded 2024-03-04",
            ),
            (RetractedFact, "撤回 f-1，2024-03-04 登记", "retraction f-1, recorded 2024-03-04"),
        ],
    )
    def test_note(self, kind, zh, en):
        """
        A fact says in both languages which one it is and when it was recorded.
        """
        assert Label(zh, en) == fact(kind).note

    @pytest.mark.parametrize("kind", KINDS)
    def test_named(self, kind):
        """
        Fields are given by name, so that no day can be taken for another.
        """
        with pytest.raises(TypeError):
            kind("f-1", KNOWN)

    @pytest.mark.parametrize("kind", KINDS)
    def test_frozen(self, kind):
        """
        A fact cannot be changed: a correction is another fact.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            fact(kind).known = START

    @pytest.mark.parametrize("text", ["", " ", "f 1", "f\n1", "f\u30001", "x" * 129])
    @pytest.mark.parametrize("kind", KINDS)
    def test_blank_id(self, kind, text):
        """
        An id is not empty, not too long, and holds no blank.
        """
        error = refused(ValueNotAllowedError, kind, id=text)

        assert ("fact.id", text) == (error.field, error.value)
        assert str(error).startswith("fact.id: got ")
        assert "1 to 128 characters, none of them blank" in str(error)

    @pytest.mark.parametrize("value", [None, 1, True, b"f-1"])
    @pytest.mark.parametrize("kind", KINDS)
    def test_id_not_text(self, kind, value):
        """
        An id is text.
        """
        error = refused(WrongTypeError, kind, id=value)

        assert ("fact.id", value) == (error.field, error.value)
        assert f"fact.id: got {value!r} of type {type(value).__name__}; allowed: text" == str(
            error
        )

    @pytest.mark.parametrize(
        ("kind", "field", "day"),
        [
            (kind, field, day)
            for kinds, field in ((KINDS, "known"), (STARTING, "start"), (LASTING, "end"))
            for kind in kinds
            for day in (None, "2024-03-04", 20240304, True, NAIVE, NAIVE.replace(tzinfo=UTC))
            if (field, day) != ("end", None)
        ],
    )
    def test_not_a_day(self, kind, field, day):
        """
        A day is a civil date: no text, no number, no instant, be it naive or aware.
        """
        error = refused(WrongTypeError, kind, **{field: day})

        assert f"fact f-1: {field}" == error.field
        assert day is error.value
        assert f"fact f-1: {field}: got {day!r}" in str(error)
        assert "a civil date" in str(error)


class TestLasting:
    @pytest.mark.parametrize("kind", LASTING)
    def test_interval(self, kind):
        """
        It holds from its first day to the day before its end, or without end.
        """
        end = date(2024, 3, 1)

        assert Interval(START, None) == fact(kind).interval
        assert Interval(START, end) == fact(kind, end=end).interval
        assert 1 == fact(kind, end=end).interval.days

    @given(days=st.integers(0, 700_000), kind=st.sampled_from(LASTING))
    def test_reversed(self, days, kind):
        """
        An end on the first day or before is refused: the fact would hold on no day.
        """
        end = START - timedelta(days=days)
        error = refused(ValueNotAllowedError, kind, end=end)

        assert ("fact f-1: end", end) == (error.field, error.value)
        assert f"fact f-1: end: got {end!r}; allowed: a day after 2024-02-29" == str(error)

    @pytest.mark.parametrize(("kind", "field"), [(Service, "staff"), (Appointment, "unit")])
    def test_names(self, kind, field):
        """
        The kind of staff and the unit are ids.
        """
        blank = refused(ValueNotAllowedError, kind, **{field: "a b"})
        other = refused(WrongTypeError, kind, **{field: None})

        assert (f"fact f-1: {field}", "a b") == (blank.field, blank.value)
        assert "none of them blank" in str(blank)
        assert (f"fact f-1: {field}", None) == (other.field, other.value)
        assert f"fact f-1: {field}: got None of type NoneType; allowed: text" == str(other)


class TestLevelConfirmation:
    @pytest.mark.parametrize("level", [1, 18, 1000])
    def test_taken(self, level):
        """
        Levels count from one; how many there are is the ladder's to say.
        """
        assert level == fact(LevelConfirmation, level=level).level

    @pytest.mark.parametrize("level", [0, -1, 1001, 10**40])
    def test_outside(self, level):
        """
        A level below one, or beyond any ladder, is refused.
        """
        error = refused(ValueNotAllowedError, LevelConfirmation, level=level)

        assert ("fact f-1: level", level, "1 to 1000") == (error.field, error.value, error.allowed)
        assert f"fact f-1: level: got {level}; allowed: 1 to 1000" == str(error)

    @pytest.mark.parametrize("level", [True, 7.0, float("nan"), "7", None])
    def test_no_level(self, level):
        """
        A level is an int: no bool, no float, no text.
        """
        error = refused(WrongTypeError, LevelConfirmation, level=level)

        assert "fact f-1: level" == error.field
        assert level is error.value
        assert f"fact f-1: level: got {level!r} of type {type(level).__name__}" in str(error)
        assert "a whole number" in str(error)


class TestCertificateRegistration:
    def test_none(self):
        """
        Having no certificate is no certificate to register.
        """
        error = refused(ValueNotAllowedError, CertificateRegistration, certificate=NO_CERTIFICATE)

        assert ("fact f-1: certificate", "none") == (error.field, error.value)
        assert str(error) == (
            "fact f-1: certificate: got 'none'; allowed: a certificate; "
            "who has none has no such fact"
        )

    def test_names(self):
        """
        A certificate is an id, as the scale has it.
        """
        blank = refused(ValueNotAllowedError, CertificateRegistration, certificate="")
        other = refused(WrongTypeError, CertificateRegistration, certificate=None)

        assert ("fact f-1: certificate", "") == (blank.field, blank.value)
        assert "none of them blank" in str(blank)
        assert ("fact f-1: certificate", None) == (other.field, other.value)
        assert "fact f-1: certificate: got None of type NoneType; allowed: text" == str(other)
