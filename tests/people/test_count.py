"""
Rules of how service is counted: what is refused, and how they are put in words.
"""

from datetime import UTC, date, datetime

import attrs
import pytest
from hypothesis import given

from partygrid.dated import Effective
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.people import (
    EarlyGain,
    EarlyRule,
    NoResult,
    PartYears,
    ResultRule,
    ServiceCount,
    ServiceRule,
    Unassessed,
)
from partygrid.strategies._service import result_rules, service_rules

RESULTS = {
    "grades": (("excellent", True), ("qualified", True), ("failed", False)),
    "no_grade_counts": False,
    "unassessed": Unassessed.WAITS,
}
SERVICE = {
    "count": ServiceCount.PER_PERIOD,
    "part_years": PartYears.DROPPED,
    "effective": Effective.SAME_DAY,
}
EARLY = EarlyRule(
    grade="excellent",
    run=2,
    overlapping=False,
    no_grade_breaks=True,
    most=None,
    gives=EarlyGain.LEVELS,
    amount=1,
)


def results(**fields):
    """
    Make a rule that failed years do not count, but for the fields given.
    """
    return ResultRule(**{**RESULTS, **fields})


def service(**fields):
    """
    Make a rule of full years of each period, but for the fields given.
    """
    return ServiceRule(**{**SERVICE, **fields})


def refused(error, make, **fields):
    """
    Give the error with which a rule is refused.
    """
    with pytest.raises(error) as caught:
        make(**fields)
    assert error is type(caught.value)
    return caught.value


class TestResultRule:
    @given(rule=result_rules())
    def test_taken(self, rule):
        """
        A rule tells of each of its grades what it was told.
        """
        told = tuple((grade, rule.counts(grade, field="result")) for grade, _ in rule.grades)

        assert rule.grades == told

    def test_unknown(self):
        """
        A grade that the rule does not know is refused, and those it knows are listed.
        """
        error = refused(
            ValueNotAllowedError, results().counts, grade="good", field="result of 2024"
        )

        assert ("result of 2024", "good", "excellent, qualified, failed") == (
            error.field,
            error.value,
            error.allowed,
        )

    @pytest.mark.parametrize("grades", [None, [], [("good", True)], "good", {"good": True}])
    def test_no_grades(self, grades):
        """
        Grades come in a tuple.
        """
        error = refused(WrongTypeError, results, grades=grades)

        assert ("results.grades", grades, "a tuple of grades") == (
            error.field,
            error.value,
            error.allowed,
        )

    @pytest.mark.parametrize(
        "pair",
        [None, "ab", ("good",), ("good", 1), ("good", None), ["good", True], ("a", True, 1)],
    )
    def test_no_pair(self, pair):
        """
        Each grade comes with a bool that says whether its years count.
        """
        error = refused(WrongTypeError, results, grades=(("best", True), pair))

        assert ("results.grades", pair, "a pair of grade and bool") == (
            error.field,
            error.value,
            error.allowed,
        )

    def test_names(self):
        """
        A grade has a name without blanks.
        """
        blank = refused(ValueNotAllowedError, results, grades=(("a b", True),))
        other = refused(WrongTypeError, results, grades=((7, True),))
        member = refused(WrongTypeError, results, grades=((NoResult.NO_GRADE, True),))

        assert ("results.grades", "a b") == (blank.field, blank.value)
        assert ("results.grades", 7) == (other.field, other.value)
        assert ("results.grades", NoResult.NO_GRADE) == (member.field, member.value)

    @pytest.mark.parametrize(
        "names", [(), ("good", "good"), ("good", "no_grade"), ("not_stated",)]
    )
    def test_mistakable(self, names):
        """
        There is one grade or more, each once, and none is called as a `NoResult` is written.
        """
        error = refused(ValueNotAllowedError, results, grades=tuple((n, True) for n in names))

        assert (
            "results.grades",
            names,
            "one grade or more, each once, none of them a NoResult",
        ) == (
            error.field,
            error.value,
            error.allowed,
        )

    @pytest.mark.parametrize("value", [None, 0, 1, "yes"])
    def test_no_grade(self, value):
        """
        Whether a year without a grade counts is a bool, and no number.
        """
        error = refused(WrongTypeError, results, no_grade_counts=value)

        assert ("results.no_grade_counts", value, "a bool") == (
            error.field,
            error.value,
            error.allowed,
        )

    @pytest.mark.parametrize("value", [None, "waits", True, PartYears.DROPPED])
    def test_unassessed(self, value):
        """
        What becomes of a year without a result is one of two things.
        """
        error = refused(WrongTypeError, results, unassessed=value)

        assert ("results.unassessed", value, "an Unassessed") == (
            error.field,
            error.value,
            error.allowed,
        )

    def test_named(self):
        """
        Fields are given by name.
        """
        with pytest.raises(TypeError):
            ResultRule(*RESULTS.values())


class TestServiceRule:
    @given(rule=service_rules())
    def test_taken(self, rule):
        """
        A rule can be made again from its fields, and has words in both languages.
        """
        fields = {
            field.name: getattr(rule, field.name)
            for field in attrs.fields(ServiceRule)
            if field.init
        }

        assert rule == ServiceRule(**fields)
        assert all(
            part in rule.label.zh for part in (rule.count.label.zh, rule.effective.label.zh)
        )

    @pytest.mark.parametrize(
        ("field", "allowed"),
        [
            ("count", "a ServiceCount"),
            ("part_years", "a PartYears"),
            ("effective", "an Effective"),
        ],
    )
    @pytest.mark.parametrize("value", [None, "pooled", True, Unassessed.WAITS, 1])
    def test_words(self, field, allowed, value):
        """
        What is chosen from a few ways is one of them.
        """
        error = refused(WrongTypeError, service, **{field: value})

        assert (f"service.{field}", value, allowed) == (
            error.field,
            error.value,
            error.allowed,
        )

    @pytest.mark.parametrize(
        ("field", "allowed"),
        [("results", "a ResultRule or None"), ("early", "an EarlyRule or None")],
    )
    @pytest.mark.parametrize("value", ["none", True, (), {}, service()])
    def test_parts(self, field, allowed, value):
        """
        A rule within the rule is of its kind, or there is none.
        """
        error = refused(WrongTypeError, service, **{field: value})

        assert (f"service.{field}", value, allowed) == (error.field, error.value, error.allowed)

    @pytest.mark.parametrize(
        "value", ["2020-01-01", 2020, True, datetime(2020, 1, 1, tzinfo=UTC)], ids=repr
    )
    def test_since(self, value):
        """
        Service counts from a civil date.
        """
        error = refused(WrongTypeError, service, since=value)

        assert "service.since" == error.field
        assert value is error.value

    @pytest.mark.parametrize("value", ["left", ["left"], {"left"}, True])
    def test_no_reasons(self, value):
        """
        Reasons come as a tuple.
        """
        error = refused(WrongTypeError, service, breaks=value)

        assert ("service.breaks", value, "a tuple of reasons") == (
            error.field,
            error.value,
            error.allowed,
        )

    def test_reasons(self):
        """
        Each reason is an id, and there once.
        """
        blank = refused(ValueNotAllowedError, service, breaks=("left", "a b"))
        other = refused(WrongTypeError, service, breaks=("left", 1))
        twice = refused(ValueNotAllowedError, service, breaks=("left", "ill", "left"))

        assert ("service.breaks", "a b") == (blank.field, blank.value)
        assert ("service.breaks", 1) == (other.field, other.value)
        assert ("service.breaks", ("left", "ill", "left"), "each reason once") == (
            twice.field,
            twice.value,
            twice.allowed,
        )
        assert () == service(breaks=()).breaks

    def test_early(self):
        """
        Early steps need results, and a grade that the results know.
        """
        alone = refused(ValueNotAllowedError, service, early=EARLY)
        strange = refused(
            ValueNotAllowedError, service, results=results(grades=(("good", True),)), early=EARLY
        )

        assert ("service.early", EARLY, "None where results play no part") == (
            alone.field,
            alone.value,
            alone.allowed,
        )
        assert ("service.early.grade", "excellent", "good") == (
            strange.field,
            strange.value,
            strange.allowed,
        )
        assert EARLY is service(results=results(), early=EARLY).early

    def test_named(self):
        """
        Fields are given by name.
        """
        with pytest.raises(TypeError):
            ServiceRule(*SERVICE.values())


class TestWords:
    @pytest.mark.parametrize(
        ("fields", "zh", "en"),
        [
            ({}, "", ""),
            ({"breaks": ()}, "", ""),
            (
                {"breaks": ("left", "ill")},
                "；left、ill不计",
                "; not counted: left, ill",
            ),
            (
                {"since": date(2019, 1, 1)},
                "；自 2019-01-01 起算",
                "; counted from 2019-01-01",
            ),
            (
                {"results": results()},
                (
                    "；考核为 excellent、qualified 的年度计入；结果确定前暂不计入，也不作扣除"
                    "；未定等次的年度不计"
                ),
                (
                    "; years rated excellent, qualified count; neither counted nor dropped until "
                    "it is known; years without a grade do not count"
                ),
            ),
            (
                {"results": results(unassessed=Unassessed.COUNTS), "early": EARLY},
                (
                    "；考核为 excellent、qualified 的年度计入；先计入，考核不合格再剔除"
                    "；未定等次的年度不计；连续 2 年 excellent 提前 1 级"
                ),
                (
                    "; years rated excellent, qualified count; counted until a failing result is "
                    "known; years without a grade do not count; 2 years excellent in a row: "
                    "1 level early"
                ),
            ),
        ],
    )
    def test_both_languages(self, fields, zh, en):
        """
        A rule is said in both languages, each part that it has.
        """
        expected = Label(
            f"各段分别计满年后相加；只计满年；自变动之日起{zh}",
            f"full years of each period, added; full years only; from the day of the change{en}",
        )

        assert expected == service(**fields).label

    @pytest.mark.parametrize("part_years", PartYears)
    @pytest.mark.parametrize("count", ServiceCount)
    def test_each(self, count, part_years):
        """
        Each way of counting has words of its own.
        """
        words = service(count=count, part_years=part_years).label

        assert words.zh.startswith(f"{count.label.zh}；{part_years.label.zh}；")
        assert words.en.startswith(f"{count.label.en}; {part_years.label.en}; ")
