"""
Facts: what is recorded of a worker, and what is refused at the door.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Effective, Interval
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.org import unit_id
from partygrid.people import (
    NO_CERTIFICATE,
    NONE,
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
    WorkedDays,
    YearlyResult,
    check_result,
)
from partygrid.strategies._days import days

START, KNOWN = date(2024, 2, 29), date(2024, 3, 4)
NAIVE = datetime(2024, 3, 4)
ONE_DAY = timedelta(days=1)
JUNE = {"start": date(2025, 6, 1), "end": date(2025, 7, 1)}
OWN = {
    Service: {"start": START, "staff": "professional"},
    Appointment: {"start": START, "unit": unit_id("community-7"), "office": "secretary"},
    LevelConfirmation: {"start": START, "level": 7},
    Education: {"start": START, "education": "bachelor"},
    Degree: {"start": START, "degree": "master"},
    CertificatePass: {"start": START, "certificate": "senior"},
    CertificateRegistration: {"start": START, "certificate": "senior"},
    CertificateAppointment: {"start": START, "certificate": "senior"},
    YearlyResult: {"year": 2023, "result": "excellent"},
    Break: {"start": START, "reason": "unpaid_leave"},
    Probation: {"start": START, "entry": "new"},
    WorkedDays: {"start": START, "end": date(2024, 3, 1), "working": 1, "worked": 0},
    RetractedFact: {},
}
KINDS = list(OWN)
LASTING = [
    Service,
    Appointment,
    CertificateRegistration,
    CertificateAppointment,
    Break,
    Probation,
]
STARTING = [*LASTING, LevelConfirmation, Education, Degree, CertificatePass, WorkedDays]
NAMES = [
    (Service, "staff"),
    (Appointment, "unit"),
    (Appointment, "office"),
    (Education, "education"),
    (Degree, "degree"),
    (CertificatePass, "certificate"),
    (CertificateRegistration, "certificate"),
    (CertificateAppointment, "certificate"),
    (YearlyResult, "result"),
    (Break, "reason"),
    (Probation, "entry"),
]
QUALIFICATIONS = [
    (Education, "education"),
    (Degree, "degree"),
    (CertificatePass, "certificate"),
    (CertificateRegistration, "certificate"),
    (CertificateAppointment, "certificate"),
]


def fact(kind, **fields):
    """
    Make a fact of a kind, right but for the fields given.
    """
    return kind(**{"id": "f-1", "known": KNOWN, **OWN[kind], **fields})


def month_end(day):
    """
    Give the last day of a day's month.
    """
    return day.replace(day=monthrange(day.year, day.month)[1])


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
            (Service, "任职期间", "service"),
            (Appointment, "任命", "appointment"),
            (LevelConfirmation, "职级核定", "level confirmation"),
            (Education, "学历", "education"),
            (Degree, "学位", "degree"),
            (CertificatePass, "证书取得", "certificate pass"),
            (CertificateRegistration, "证书登记", "certificate registration"),
            (CertificateAppointment, "专业岗位聘任", "certificate appointment"),
            (YearlyResult, "年度考核", "yearly result"),
            (Break, "中断", "break"),
            (Probation, "试用期", "probation"),
            (WorkedDays, "出勤天数", "days worked"),
            (RetractedFact, "撤回", "retraction"),
        ],
    )
    def test_note(self, kind, zh, en):
        """
        A fact says in both languages which one it is and when it was recorded.
        """
        said = Label(f"{zh} f-1，2024-03-04 登记", f"{en} f-1, recorded 2024-03-04")

        assert said == fact(kind).note

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
            for kinds, field in (
                (KINDS, "known"),
                (STARTING, "start"),
                ([*LASTING, WorkedDays], "end"),
            )
            for kind in kinds
            for day in (None, "2024-03-04", 20240304, True, NAIVE, NAIVE.replace(tzinfo=UTC))
            if (field, day) != ("end", None) or kind is WorkedDays
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


class TestNames:
    @pytest.mark.parametrize(("kind", "field"), NAMES)
    def test_ids(self, kind, field):
        """
        Whatever a fact names, it names by an id: text without blanks.
        """
        for name in ("", "a b", "x" * 129):
            blank = refused(ValueNotAllowedError, kind, **{field: name})
            assert (f"fact f-1: {field}", name) == (blank.field, blank.value)
            assert "none of them blank" in str(blank)
        for name in (None, 7, True, b"a"):
            other = refused(WrongTypeError, kind, **{field: name})
            assert (f"fact f-1: {field}", name) == (other.field, other.value)
            assert f"fact f-1: {field}: got {name!r}" in str(other)
            assert "allowed: text" in str(other)

    @pytest.mark.parametrize(("kind", "field"), QUALIFICATIONS)
    def test_none(self, kind, field):
        """
        The name of the row for having none is nothing to have.
        """
        error = refused(ValueNotAllowedError, kind, **{field: NONE})

        assert (f"fact f-1: {field}", "none") == (error.field, error.value)
        assert str(error) == (
            f"fact f-1: {field}: got 'none'; allowed: a name; who has none has no such fact"
        )

    def test_one_row_for_none(self):
        """
        There is one name for having none, of whatever kind.
        """
        assert "none" == NONE == NO_CERTIFICATE


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


class TestYearlyResult:
    @pytest.mark.parametrize("result", ["excellent", "none", *NoResult])
    def test_taken(self, result):
        """
        A year has a grade, or it is said why it has none.
        """
        assert result == fact(YearlyResult, result=result).result

    @pytest.mark.parametrize("year", [1, 2024, 9998])
    def test_year(self, year):
        """
        A year is one of the calendar's.
        """
        assert year == fact(YearlyResult, year=year).year

    @pytest.mark.parametrize("year", [0, -1, 9999, 10**30])
    def test_no_year(self, year):
        """
        A year that no calendar period covers is refused.
        """
        error = refused(ValueNotAllowedError, YearlyResult, year=year)

        assert ("fact f-1: year", year, "1 to 9998") == (error.field, error.value, error.allowed)

    @pytest.mark.parametrize("year", [True, 2024.0, "2024", None, date(2024, 1, 1)])
    def test_year_not_whole(self, year):
        """
        A year is an int: no bool, no float, no text, no date.
        """
        error = refused(WrongTypeError, YearlyResult, year=year)

        assert ("fact f-1: year", "a whole number") == (error.field, error.allowed)
        assert year is error.value

    @pytest.mark.parametrize("name", ["no_grade", "not_stated"])
    def test_mistakable(self, name):
        """
        What a `NoResult` is written as is no grade, so that the two cannot be confused.
        """
        error = refused(ValueNotAllowedError, YearlyResult, result=name)

        assert str(error) == (f"fact f-1: result: got {name!r}; allowed: a grade, or a NoResult")

    def test_words(self):
        """
        Why a year has no grade is said in both languages.
        """
        assert Label("未定等次", "assessed without a grade") == NoResult.NO_GRADE.label
        assert Label("档案未载明", "not stated on file") == NoResult.NOT_STATED.label

    def test_other_enum(self):
        """
        A member of another enum is no result.
        """
        error = refused(WrongTypeError, YearlyResult, result=Effective.SAME_DAY)

        assert "fact f-1: result" == error.field

    @pytest.mark.parametrize("result", ["good", *NoResult])
    def test_check_gives_back(self, result):
        """
        The check gives what it was given.
        """
        assert result is check_result(result, field="x")


class TestWorkedDays:
    @given(start=days(max_value=date(9999, 12, 30)), data=st.data())
    def test_one_month(self, start, data):
        """
        The days lie in one month, its last day included; no month is too short or too late.
        """
        last = data.draw(days(min_value=start, max_value=month_end(start)))
        end = last + ONE_DAY if last < date.max else last
        made = fact(WorkedDays, start=start, end=end, working=1, worked=1)

        assert Interval(start, end) == made.interval
        assert 0 == made.absent

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (date(2024, 2, 1), date(2024, 3, 2)),
            (date(2024, 2, 29), date(2024, 3, 2)),
            (date(2023, 12, 31), date(2024, 1, 2)),
            (date(2023, 6, 5), date(2024, 6, 6)),
            (date(2024, 6, 5), date(2024, 6, 5)),
            (date(2024, 6, 5), date(2024, 6, 4)),
            (date(1, 1, 1), date(1, 1, 1)),
            (date(1, 1, 2), date(1, 1, 1)),
            (date(1, 1, 1), date(9999, 12, 31)),
        ],
    )
    def test_no_month(self, start, end):
        """
        Days that reach into another month, and no days at all, are refused.
        """
        error = refused(ValueNotAllowedError, WorkedDays, start=start, end=end)

        assert ("fact f-1: end", end) == (error.field, error.value)
        assert f"a day after {start}, by the first of the next month" == error.allowed

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (date(2023, 12, 1), date(2024, 1, 1)),
            (date(2023, 12, 31), date(2024, 1, 1)),
            (date(2024, 2, 1), date(2024, 3, 1)),
            (date(9999, 12, 1), date(9999, 12, 31)),
        ],
    )
    def test_whole_month(self, start, end):
        """
        A whole month ends on the first of the next; December does in January.
        """
        assert end == fact(WorkedDays, start=start, end=end).end

    @pytest.mark.parametrize(
        ("working", "worked", "field", "allowed"),
        [
            (-1, 0, "working", "0 to 30 days"),
            (31, 0, "working", "0 to 30 days"),
            (20, -1, "worked", "0 to 20 days"),
            (20, 21, "worked", "0 to 20 days"),
            (0, 1, "worked", "0 to 0 days"),
        ],
    )
    def test_too_many(self, working, worked, field, allowed):
        """
        There are no more working days than days, and no more are worked than working days.
        """
        error = refused(ValueNotAllowedError, WorkedDays, **JUNE, working=working, worked=worked)

        assert (f"fact f-1: {field}", allowed) == (error.field, error.allowed)

    @pytest.mark.parametrize(("working", "worked"), [(0, 0), (30, 0), (30, 30), (21, 20)])
    def test_counts(self, working, worked):
        """
        Absent are the working days that were not worked.
        """
        made = fact(WorkedDays, **JUNE, working=working, worked=worked)

        assert (working, worked, working - worked) == (made.working, made.worked, made.absent)

    @pytest.mark.parametrize("count", [True, 1.0, "1", None])
    @pytest.mark.parametrize("field", ["working", "worked"])
    def test_no_count(self, field, count):
        """
        A count is an int: no bool, no float, no text.
        """
        error = refused(WrongTypeError, WorkedDays, **{**JUNE, "working": 20, field: count})

        assert (f"fact f-1: {field}", "a whole number of days") == (error.field, error.allowed)
        assert count is error.value
