from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reaches

from partygrid.dated import Effective
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.people import EarlyGain, PartYears, ServiceCount, Unassessed
from partygrid.strategies._service import early_rules, result_rules, service_rules

LOW, HIGH = date(2024, 2, 1), date(2024, 2, 29)
IN_WINDOW = service_rules(min_value=LOW, max_value=HIGH)


class TestResultRules:
    @given(rule=result_rules(grades=["a", "b", "a"]))
    def test_grades(self, rule):
        """
        A rule knows just the grades asked for, in their order, each once.
        """
        assert ["a", "b"] == [grade for grade, _ in rule.grades]

    @pytest.mark.parametrize("counts", [(True, True), (True, False), (False, False)])
    @pytest.mark.parametrize("unassessed", Unassessed)
    def test_reaches(self, counts, unassessed):
        """
        Rules are drawn under which all, some or none of the grades count.
        """
        wanted = (("a", counts[0]), ("b", counts[1]))

        assert reaches(
            result_rules(grades=["a", "b"]),
            lambda rule: (rule.grades, rule.unassessed) == (wanted, unassessed),
        )

    @pytest.mark.parametrize("count", [1, 4])
    def test_reaches_counts(self, count):
        """
        Rules of one grade and of several are drawn.
        """
        assert reaches(result_rules, lambda rule: len(rule.grades) == count)


class TestEarlyRules:
    @given(rule=early_rules(grades=["a"]))
    def test_grade(self, rule):
        """
        A run is made of one of the grades asked for.
        """
        assert "a" == rule.grade

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda rule: rule.run == 1,
            lambda rule: rule.run == 80,
            lambda rule: rule.most is None,
            lambda rule: rule.most == 0,
            lambda rule: rule.most == 80,
            lambda rule: rule.amount == 80,
            lambda rule: rule.overlapping and rule.no_grade_breaks and rule.run == 3,
            lambda rule: rule.gives is EarlyGain.YEARS and rule.amount == 1,
            lambda rule: rule.gives is EarlyGain.LEVELS and rule.most == 2,
        ],
        ids=[
            "shortest run",
            "longest run",
            "no limit",
            "none at all",
            "highest limit",
            "largest gain",
            "flags",
            "one year",
            "levels",
        ],
    )
    def test_reaches(self, wanted):
        """
        The shortest and the longest runs are drawn, and each kind of gain and of limit.
        """
        assert reaches(early_rules, wanted)


class TestServiceRules:
    @given(rule=service_rules(min_value=LOW, max_value=HIGH, grades=["a", "b"], reasons=["x"]))
    def test_arguments(self, rule):
        """
        Days, grades and reasons are among those asked for.
        """
        assert rule.since is None or LOW <= rule.since <= HIGH
        assert rule.breaks in {None, (), ("x",)}
        assert rule.results is None or ["a", "b"] == [grade for grade, _ in rule.results.grades]
        assert rule.early is None or rule.early.grade in {"a", "b"}

    @given(rule=service_rules(allow_results=False))
    def test_no_results(self, rule):
        """
        Where that is not allowed, results play no part.
        """
        assert None is rule.results is rule.early

    @pytest.mark.parametrize("count", ServiceCount)
    @pytest.mark.parametrize("part_years", PartYears)
    @pytest.mark.parametrize("effective", Effective)
    def test_reaches(self, count, part_years, effective):
        """
        Every way of counting is drawn.
        """
        ways = (count, part_years, effective)

        assert reaches(
            service_rules, lambda rule: (rule.count, rule.part_years, rule.effective) == ways
        )

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda rule: rule.early and rule.since and rule.breaks,
            lambda rule: rule.results and not rule.early,
            lambda rule: rule.breaks == (),
            lambda rule: rule.breaks is None and rule.since is None and rule.results is None,
            lambda rule: rule.since == LOW,
            lambda rule: rule.since == HIGH,
        ],
        ids=["all", "results", "no reason", "plain", "first day", "last day"],
    )
    def test_reaches_parts(self, wanted):
        """
        Rules are drawn with every part and with none.
        """
        assert reaches(IN_WINDOW, wanted)

    @given(effective=st.from_type(Effective))
    def test_effective(self, effective):
        """
        From when a change counts needs no strategy of its own.
        """
        assert effective in Effective


class TestArguments:
    @pytest.mark.parametrize(
        ("strategy", "field", "besides"),
        [
            (result_rules, "grades", "no_grade"),
            (early_rules, "grades", "not_stated"),
            (service_rules, "grades", "no_grade"),
            (service_rules, "reasons", None),
        ],
    )
    def test_names(self, strategy, field, besides):
        """
        Names are several ids, one at least; a grade is not called as a `NoResult` is written.
        """
        for error, bad in (
            (ValueNotAllowedError, []),
            (ValueNotAllowedError, ["a b"]),
            (WrongTypeError, [1]),
            (WrongTypeError, "abc"),
            *([(ValueNotAllowedError, ["a", besides])] if besides else []),
        ):
            with pytest.raises(error) as caught:
                strategy(**{field: bad})
            assert field == caught.value.field

    def test_window(self):
        """
        A window without a day is refused at once.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            service_rules(min_value=HIGH, max_value=LOW)
        assert "max_value" == caught.value.field
        with pytest.raises(WrongTypeError) as caught:
            service_rules(min_value=datetime(2024, 2, 1))
        assert "min_value" == caught.value.field

    @pytest.mark.parametrize("value", [None, 1, "no"])
    def test_flag(self, value):
        """
        The flag is a bool.
        """
        with pytest.raises(WrongTypeError) as caught:
            service_rules(allow_results=value)

        assert ("allow_results", value) == (caught.value.field, caught.value.value)
