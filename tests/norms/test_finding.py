"""
Findings and reports: what a norm came to, as a value.
"""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Finding, Report, Verdict
from partygrid.strategies._norms import findings, reports
from partygrid.trace import Step, StepRule, Unit

# Reports are slow to draw.
DEAR = settings.get_profile("dear")


def finding(verdict=Verdict.MET, gap=0, subject="w-1", **fields):
    """
    Make a finding without steps.
    """
    return Finding(
        what=Label("编制", "posts"),
        subject=subject,
        measured=7,
        required=Label("不低于 9 人", "at least 9 persons"),
        gap=gap,
        verdict=verdict,
        unit=Unit.PERSONS,
        **fields,
    )


class TestIteration:
    def test_in_order(self):
        """
        A report is gone through finding by finding.
        """
        findings_ = (finding(), finding(Verdict.NOT_MET, 2))

        assert findings_ == tuple(Report(findings_))


class TestReason:
    def test_told(self):
        """
        A norm that does not apply says why, in a report and in its own explanation.
        """
        reason = Label("无人应评", "nobody is to be rated")
        found = finding(Verdict.NOT_APPLICABLE, reason=reason)

        assert "不适用：编制：w-1（无人应评）" == Report((found,)).explain()
        assert "not applicable: posts: w-1 (nobody is to be rated)" == (
            Report((found,)).explain("en")
        )
        assert "reason nobody is to be rated" in found.explain("en")
        assert "| nobody is to be rated |" in Report((found,)).summary("en")

    def test_none(self):
        """
        Without a reason nothing follows.
        """
        found = finding(Verdict.NOT_APPLICABLE)

        assert "not applicable: posts: w-1" == Report((found,)).explain("en")
        assert "reason" not in found.explain("en")


class TestFinding:
    @pytest.mark.parametrize(
        ("verdict", "met"),
        [(Verdict.MET, True), (Verdict.NOT_MET, False), (Verdict.NOT_APPLICABLE, False)],
    )
    def test_met(self, verdict, met):
        """
        A norm that does not apply is not met.
        """
        assert met is finding(verdict).met

    @pytest.mark.parametrize(
        ("verdict", "expected"),
        [
            (Verdict.MET, "<Finding posts, w-1: met>"),
            (Verdict.NOT_MET, "<Finding posts, w-1: not met>"),
            (Verdict.NOT_APPLICABLE, "<Finding posts, w-1: not applicable>"),
        ],
    )
    def test_repr(self, verdict, expected):
        """
        A finding shows norm, subject and verdict in one line.
        """
        assert expected == repr(finding(verdict))

    def test_heading(self):
        """
        Its explanation is headed by norm and subject.
        """
        assert Label("编制：w-1", "posts: w-1") == finding().heading

    def test_steps(self):
        """
        Its steps are what was measured, the bounds, and the gap if there is one.
        """
        measured = Step(StepRule("staff", Label("在岗", "staff"), Unit.PERSONS), 7)
        bound = Step(StepRule("at_least", Label("下限", "lower bound"), Unit.PERSONS), 9)
        whole = finding(Verdict.NOT_MET, 2, step=measured, bounds=(bound,))

        assert whole.explain("en").splitlines() == [
            "posts: w-1",
            "finding not met (at least 9 persons)",
            "  staff 7 persons",
            "  lower bound 9 persons",
            "  gap 2 persons",
        ]
        assert [] == [row.key for row in finding().rows()][1:]
        assert ["gap"] == [row.key for row in finding(Verdict.NOT_MET, 2).rows()][1:]

    def test_verdict_is_the_value(self):
        """
        The root of the steps is the verdict in words.
        """
        assert Label("未达标", "not met") == finding(Verdict.NOT_MET, 1).trace().value

    @given(drawn=findings())
    def test_consistent(self, drawn):
        """
        A norm is met exactly if something was measured and nothing is missing.
        """
        assert (drawn.measured is not None and drawn.gap == 0) == drawn.met
        assert (drawn.measured is None) == (drawn.verdict is Verdict.NOT_APPLICABLE)
        assert (drawn.gap > 0) == (drawn.verdict is Verdict.NOT_MET)

    @given(drawn=findings())
    def test_gap_shown(self, drawn):
        """
        The explanation shows a gap exactly if there is one, whatever part of a fen it is.
        """
        gap = drawn.trace().find("gap")

        assert (drawn.gap != 0) == (gap is not None)
        assert gap is None or (drawn.gap, drawn.unit) == (gap.value, gap.rule.unit)

    def test_frozen(self):
        """
        A finding cannot be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            finding().gap = Fraction(1)


class TestReport:
    def test_empty(self):
        """
        A report may hold nothing.
        """
        assert 0 == len(Report())
        assert "<Report 0 met, 0 not met, 0 not applicable>" == repr(Report())

    def test_sorted_out(self):
        """
        The findings of each verdict are given in the order in which they were made.
        """
        first, second = finding(Verdict.NOT_MET, 1, "a"), finding(Verdict.NOT_MET, 2, "b")
        other, empty = finding(Verdict.MET), finding(Verdict.NOT_APPLICABLE)
        report = Report((first, other, empty, second))

        assert (first, second) == report.not_met
        assert (other,) == report.met
        assert (empty,) == report.not_applicable
        assert 4 == len(report)
        assert "<Report 1 met, 2 not met, 1 not applicable>" == repr(report)

    def test_explain(self):
        """
        A report is written line by line; what is not met is explained.
        """
        report = Report(
            (finding(), finding(Verdict.NOT_MET, 2, "b"), finding(Verdict.NOT_APPLICABLE))
        )

        assert report.explain("en").splitlines() == [
            "met: posts: w-1",
            "posts: b",
            "finding not met (at least 9 persons)",
            "  gap 2 persons",
            "not applicable: posts: w-1",
        ]
        assert report.explain().splitlines()[0] == "达标：编制：w-1"
        assert Report().explain() == ""

    def test_language(self):
        """
        There are two languages, also where there is nothing to say.
        """
        with pytest.raises(ValueNotAllowedError, match="language"):
            Report().explain("de")

    @DEAR
    @given(report=reports())
    def test_nothing_lost(self, report):
        """
        Every finding is in exactly one of the three lists.
        """
        lists = (report.met, report.not_met, report.not_applicable)

        assert len(report) == sum(map(len, lists)) == len(report.findings)
        for verdict, found in zip(Verdict, lists, strict=True):
            assert {verdict} >= {each.verdict for each in found}

    @DEAR
    @given(left=reports(), right=reports())
    def test_added(self, left, right):
        """
        Two reports are put one after the other; both stay as they were.
        """
        before = left.findings, right.findings
        both = left + right

        assert (*left.findings, *right.findings) == both.findings
        assert before == (left.findings, right.findings)
        assert left == Report() + left == left + Report()

    @pytest.mark.parametrize("other", [(), [finding()], finding(), None, 0])
    def test_added_to_something_else(self, other):
        """
        A report is added to reports alone.
        """
        with pytest.raises(TypeError, match="unsupported operand"):
            Report() + other

    @pytest.mark.parametrize("bad", [None, "met", Verdict.MET, True])
    def test_no_finding(self, bad):
        """
        What is no finding is refused, wherever it stands.
        """
        with pytest.raises(WrongTypeError) as caught:
            Report((finding(), bad))

        assert ("findings", bad) == (caught.value.field, caught.value.value)
        assert f"findings: got {bad!r} of type {type(bad).__name__}; allowed: findings" == str(
            caught.value
        )

    @pytest.mark.parametrize("bad", [[finding()], None, finding(), 5, iter(())])
    def test_no_tuple(self, bad):
        """
        A list, which could be changed later, is refused, and so is what holds nothing.
        """
        with pytest.raises(WrongTypeError) as caught:
            Report(bad)

        assert "findings" == caught.value.field
        assert bad is caught.value.value
        assert "a tuple of findings" in str(caught.value)
