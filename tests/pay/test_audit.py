from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from partygrid.dated import NotStated, Series
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Verdict
from partygrid.pay import (
    AwardBasis,
    Coefficients,
    Component,
    CountedLines,
    PayScheme,
    Position,
    Rungs,
    Selector,
    Table,
    YearlyRate,
    audit,
)
from partygrid.pay._audit_ladder import falling_windows, unpriced, unreached
from partygrid.strategies import pay_schemes
from partygrid.trace import StepRule, Unit

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

ASKED = NotStated(Label("多少？", "how much?"))
FIELDS = tuple(PayScheme.parameters())


def by_level(*amounts, key="post"):
    """
    Make a line of a table by level.
    """
    return Component(
        key=key,
        label=Label("岗位工资", "post pay"),
        selector=Selector.LEVEL,
        amount=Table(amounts),
    )


def faults(scheme):
    """
    List what an audit finds: norm, subject and what is wrong, in words.
    """
    return [
        (finding.what.en, finding.subject, finding.step.value.en)
        for finding in audit(scheme).not_met
    ]


def english(labels):
    """
    List labels in English.
    """
    return [label.en for label in labels]


class TestReport:
    def test_clean(self, new_scheme):
        """
        A scheme without faults meets every norm, and each is reported with its subject.
        """
        report = audit(new_scheme())
        subjects = [f"test/pay/1: {name}" for name in FIELDS for _ in range(2)]
        whole = [
            "test/pay/1: award_shares",
            *["test/pay/1: scale"] * 3,
            *["test/pay/1: ladder"] * 2,
            "test/pay/1: scale",
            "test/pay/1",
        ]

        whole_norms = [
            "falls where it should rise",
            "falls where it should rise",
            "levels left out",
            "no row for who has none of it",
            "falls where it should rise",
            "reached on the ladder, and without a row",
            "rows that no position reaches",
            "values that do not fit each other",
        ]
        each = ["left open by the source", "days without an entry"] * len(FIELDS)
        named = {name: described.label for name, described in PayScheme.parameters().items()}
        named[""] = Label("全部字段", "all fields")

        assert () == report.not_met == report.not_applicable
        assert subjects + whole == [finding.subject for finding in report.findings]
        assert each + whole_norms == [finding.what.en for finding in report.findings]
        for finding in report.findings:
            field = finding.subject.partition(": ")[2]
            assert StepRule("faults", named[field], Unit.TEXT) == finding.step.rule

    def test_finding(self, new_scheme, said):
        """
        A finding counts the faults, lists them in words and says that there should be none.
        """
        report = audit(new_scheme(base=said("base", ASKED)))
        (finding,) = report.not_met

        assert (1, 1, Verdict.NOT_MET) == (finding.measured, finding.gap, finding.verdict)
        assert Label("来源未载明的内容", "left open by the source") == finding.what
        assert Label("应为无", "none") == finding.required
        assert "基数" in finding.explain("zh")
        assert "2024-01-01 起：多少？" in finding.explain("zh")
        assert finding.explain("en").splitlines()[0] == "left open by the source: test/pay/1: base"

    def test_met(self, new_scheme):
        """
        A norm that is met counts no fault.
        """
        finding = audit(new_scheme()).findings[0]

        assert (0, 0, True) == (finding.measured, finding.gap, finding.met)
        assert Label("无", "none") == finding.step.value

    @pytest.mark.parametrize("bad", [None, "example", ()], ids=repr)
    def test_no_scheme(self, bad):
        """
        Only a pay scheme is looked over.
        """
        with pytest.raises(WrongTypeError, match="a PayScheme") as caught:
            audit(bad)

        assert ("scheme", bad, "a PayScheme") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @DEAR
    @given(pay_schemes(max_size=2))
    def test_complete(self, scheme):
        """
        A complete scheme leaves nothing open and no day uncovered, and no values are at odds.
        """
        norms = {finding.what.en for finding in audit(scheme).not_met}

        assert not norms & {
            "left open by the source",
            "days without an entry",
            "reached on the ladder, and without a row",
            "values that do not fit each other",
        }


class TestOpen:
    @pytest.mark.parametrize("name", FIELDS)
    def test_each_field(self, new_scheme, said, name):
        """
        An open question is found in whatever field it stands.
        """
        found = faults(new_scheme(**{name: said(name, ASKED)}))

        assert (
            "left open by the source",
            f"test/pay/1: {name}",
            "from 2024-01-01: how much?",
        ) in found

    def test_answered(self, new_scheme, said, notice):
        """
        A question that a later-known value has answered is open no more.
        """
        base = said("base", ASKED).announce(
            5, start=date(2024, 1, 1), known=date(2025, 1, 1), source=notice
        )

        assert [] == faults(new_scheme(base=base))

    def test_answered_in_part(self, new_scheme, said, notice):
        """
        One that is answered for some days is still open for the others.
        """
        base = said("base", ASKED).announce(
            5, start=date(2025, 1, 1), known=date(2025, 1, 1), source=notice
        )
        (fault,) = faults(new_scheme(base=base))

        assert ("left open by the source", "test/pay/1: base") == fault[:2]


class TestUncovered:
    def test_gap(self, new_scheme, said, notice):
        """
        Days between two entries on which nothing is in force are named.
        """
        base = said("base", 5, end=date(2024, 7, 1)).announce(
            6, start=date(2025, 1, 1), known=date(2025, 1, 1), source=notice
        )

        assert [
            ("days without an entry", "test/pay/1: base", "2024-07-01 to 2024-12-31")
        ] == faults(new_scheme(base=base))

    def test_two_gaps(self, new_scheme, said, notice):
        """
        So is each of several stretches of them.
        """
        base = said("base", 5, end=date(2024, 2, 1))
        for month in (3, 5):
            base = base.announce(
                6,
                start=date(2024, month, 1),
                end=date(2024, month + 1, 1),
                known=date(2024, month, 1),
                source=notice,
            )
        (fault,) = faults(new_scheme(base=base))

        assert "2024-02-01 to 2024-02-29; 2024-04-01 to 2024-04-30" == fault[2]
        (found,) = audit(new_scheme(base=base)).not_met
        assert "2024-02-01 至 2024-02-29；2024-04-01 至 2024-04-30" == found.step.value.zh

    def test_adjoining(self, new_scheme, said, notice):
        """
        Entries that follow each other day on day leave none.
        """
        base = said("base", 5, end=date(2025, 1, 1)).announce(
            6, start=date(2025, 1, 1), known=date(2025, 1, 1), source=notice
        )

        assert [] == faults(new_scheme(base=base))

    def test_repealed(self, new_scheme, said, notice):
        """
        A repeal is said, and is no gap.
        """
        base = said("base", 5).repeal(
            start=date(2025, 1, 1), known=date(2025, 1, 1), source=notice
        )

        assert [] == faults(new_scheme(base=base))


class TestFalling:
    def test_shares(self, new_scheme):
        """
        A share that falls as one more criterion is met is named by that number.
        """
        shares = (Fraction(0), Fraction(2, 5), Fraction(1, 5), Fraction(1), Fraction(99, 100))

        assert [
            (
                "falls where it should rise",
                "test/pay/1: award_shares",
                "from 2024-01-01: 2 criteria met; from 2024-01-01: 4 criteria met",
            )
        ] == faults(new_scheme(award_shares=shares))

    def test_equal_shares(self, new_scheme):
        """
        Equal shares do not fall.
        """
        assert [] == faults(new_scheme(award_shares=(Fraction(1, 2), Fraction(1, 2))))

    def test_coefficients(self, new_scheme, scale):
        """
        A coefficient that is lower than that of the level below is named.
        """
        falling = Coefficients(((1, Fraction(1)), (3, Fraction(3)), (2, Fraction(4))))
        post = Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=Selector.LEVEL,
            amount=falling,
        )

        assert [
            (
                "falls where it should rise",
                "test/pay/1: scale",
                "from 2024-01-01: post pay, level 3",
            )
        ] == faults(new_scheme(scale=(post, *scale[1:])))

    def test_table(self, new_scheme):
        """
        So is an amount of a table.
        """
        assert [
            (
                "falls where it should rise",
                "test/pay/1: scale",
                "from 2024-01-01: post pay, level 2",
            )
        ] == faults(new_scheme(scale=(by_level((1, 5), (2, 4)),)))

    def test_other_facts(self, new_scheme):
        """
        Certificates have no order, and what years pay is the place's own affair.
        """
        certificates = Component(
            key="certificate",
            label=Label("津贴", "allowance"),
            selector=Selector.CERTIFICATE,
            amount=Table((("none", 6), ("b", 5), ("a", 4))),
        )
        years = Component(
            key="years",
            label=Label("津贴", "allowance"),
            selector=Selector.YEARS,
            amount=Table(((0, 5), (2, 4))),
        )
        rate = Component(
            key="by_years",
            label=Label("津贴", "allowance"),
            selector=Selector.YEARS,
            amount=YearlyRate(per_year=1, cap=None),
        )

        assert [] == faults(new_scheme(scale=(certificates, years, rate)))

    def test_corrected(self, new_scheme, said, notice):
        """
        What a later-known entry has put right is no fault any more.
        """
        wrong = (Fraction(1), Fraction(0))
        shares = said("award_shares", wrong).announce(
            wrong[::-1], start=date(2024, 1, 1), known=date(2024, 2, 1), source=notice
        )

        assert [] == faults(new_scheme(award_shares=shares))

    def test_taken_back(self, new_scheme, notice):
        """
        Nor is an entry that was taken back.
        """
        wrong, day = (Fraction(1), Fraction(0)), date(2024, 1, 1)
        shares = Series("award_shares").announce(wrong, start=day, known=day, source=notice)
        shares = shares.retract(shares.entries[0], known=date(2024, 2, 1), source=notice)
        shares = shares.announce(wrong[::-1], start=day, known=date(2024, 3, 1), source=notice)

        assert [] == faults(new_scheme(award_shares=shares))


class TestWithoutNone:
    @pytest.mark.parametrize(
        "selector",
        [
            Selector.CERTIFICATE,
            Selector.CERTIFICATE_PASSED,
            Selector.CERTIFICATE_APPOINTED,
            Selector.EDUCATION,
            Selector.DEGREE,
        ],
    )
    def test_named(self, new_scheme, selector):
        """
        Where a worker may have none of it, a line without a row for that refuses whoever has none.
        """
        line = Component(
            key="line",
            label=Label("津贴", "allowance"),
            selector=selector,
            amount=Table((("a", 4),)),
        )
        said = attrs.evolve(line, amount=Table((("none", 0), ("a", 4))))
        (fault,) = faults(new_scheme(scale=(line,)))

        assert [] == faults(new_scheme(scale=(said,)))
        assert (
            "no row for who has none of it",
            "test/pay/1: scale",
            "from 2024-01-01: allowance, none",
        ) == fault

    def test_others(self, new_scheme):
        """
        Everybody has a number of years, and a rate needs no rows.
        """
        rate = Component(
            key="yearly",
            label=Label("津贴", "allowance"),
            selector=Selector.YEARS,
            amount=YearlyRate(per_year=1, cap=None),
        )

        assert [] == faults(new_scheme(scale=(rate,)))


class TestLeftOut:
    def test_levels(self, new_scheme):
        """
        Levels missing between the lowest and the highest are named, one by one.
        """
        scale = (by_level((2, 5), (6, 9), (3, 6)), by_level((1, 0), (2, 0), key="area"))

        assert [
            (
                "levels left out",
                "test/pay/1: scale",
                "from 2024-01-01: post pay, level 4; from 2024-01-01: post pay, level 5",
            )
        ] == faults(new_scheme(scale=scale))


def windows(*bounds):
    """
    Make positions a, b, … whose windows of levels have these bounds.
    """
    return tuple(
        Position(
            key=key,
            label=Label(f"岗位 {key}", f"position {key}"),
            levels=Rungs(lowest=lowest, highest=highest, rises=()),
            steps=None,
        )
        for key, (lowest, highest) in zip("abc", bounds, strict=False)
    )


class TestLadder:
    @pytest.mark.parametrize(
        ("bounds", "found"),
        [
            (((2, 5), (2, 5)), ()),
            (((2, 5), (3, 6)), ()),
            (((2, 5), (1, 6)), ("b 1–6",)),
            (((2, 5), (3, 4)), ("b 3–4",)),
            (((2, 5), (1, 4), (1, 3)), ("b 1–4", "c 1–3")),
        ],
    )
    def test_falling(self, new_scheme, ladder, bounds, found):
        """
        A window that starts or ends below that of the position before it is named.
        """
        changed = attrs.evolve(ladder, positions=windows(*bounds), offices=(("member", "a"),))

        assert [f"2024-01-01: position {each}" for each in found] == english(
            falling_windows(new_scheme(ladder=changed))
        )

    @pytest.mark.parametrize(
        ("rows", "without", "beyond"),
        [
            ((2, 3, 4, 5, 6), (), ()),
            ((1, 2, 3, 4, 5, 6, 7), (), (1, 7)),
            ((3, 4, 5), (2, 6), ()),
        ],
    )
    def test_rows(self, new_scheme, ladder, rows, without, beyond):
        """
        Levels that a window holds, from its first to its last, are those that rows should pay.
        """
        changed = attrs.evolve(
            ladder, positions=windows((2, 4), (3, 6)), offices=(("member", "a"),)
        )
        scheme = new_scheme(ladder=changed, scale=(by_level(*((row, 5) for row in rows)),))

        said = "2024-01-01: post pay"
        assert [f"{said} {each}" for each in without] == english(unpriced(scheme))
        assert [f"{said} {each}" for each in beyond] == english(unreached(scheme))

    def test_names(self, new_scheme, ladder):
        """
        So are positions; levels stand in the order of their names.
        """
        by_position = Component(
            key="area",
            label=Label("地区津贴", "area allowance"),
            selector=Selector.POSITION,
            amount=Table((("b", 5), ("d", 6))),
        )
        changed = attrs.evolve(
            ladder, positions=windows((9, 11), (9, 11)), offices=(("member", "a"),)
        )
        scheme = new_scheme(ladder=changed, scale=(by_level((12, 1), (8, 1)), by_position))
        without = "post pay 10", "post pay 11", "post pay 9", "area allowance a"
        said = [f"2024-01-01: {each}" for each in without]

        assert said == english(unpriced(scheme))
        assert [
            "2024-01-01: post pay 12",
            "2024-01-01: post pay 8",
            "2024-01-01: area allowance d",
        ] == english(unreached(scheme))
        assert "2024-01-01：地区津贴 d" == unreached(scheme)[-1].zh

    def test_uncovered(self, new_scheme, ladder, said, notice):
        """
        Days on which nothing is in force are passed over: values before and after are looked at.
        """
        changed = attrs.evolve(
            ladder, positions=windows((2, 5), (1, 5)), offices=(("member", "a"),)
        )
        base = said("base", 5, end=date(2024, 7, 1)).announce(
            5, start=date(2025, 1, 1), known=date(2025, 1, 1), source=notice
        )
        found = falling_windows(new_scheme(ladder=changed, base=base))

        assert ["2024-01-01: position b 1–5", "2025-01-01: position b 1–5"] == english(found)

    def test_once(self, new_scheme, ladder, said, notice):
        """
        Values that come back after a change in between are named once.
        """
        changed = attrs.evolve(
            ladder, positions=windows((2, 5), (1, 5)), offices=(("member", "a"),)
        )
        base = said("base", 5).announce(
            6,
            start=date(2024, 7, 1),
            end=date(2025, 1, 1),
            known=date(2024, 7, 1),
            source=notice,
        )
        found = falling_windows(new_scheme(ladder=changed, base=base))

        assert ["2024-01-01: position b 1–5", "2024-07-01: position b 1–5"] == english(found)


class TestAtOdds:
    def test_named_by_day(self, new_scheme, said, notice):
        """
        Values that do not fit each other are found on the days on which something changes.
        """
        lines = said("award_lines", CountedLines(None)).announce(
            CountedLines(("area",)),
            start=date(2025, 6, 1),
            end=date(2025, 7, 1),
            known=date(2025, 1, 1),
            source=notice,
        )
        (fault,) = faults(new_scheme(award_lines=lines))

        assert ("values that do not fit each other", "test/pay/1") == fault[:2]
        assert fault[2].startswith("2025-06-01: award_lines: got ['area']; allowed: fixed")

    def test_each_change(self, new_scheme, said, notice):
        """
        As long as they are at odds they are named on each day of change.
        """
        base = said("base", None).announce(
            5, start=date(2026, 1, 1), known=date(2025, 1, 1), source=notice
        )
        rate = said("award_rate", Fraction(1, 5)).announce(
            Fraction(1, 4), start=date(2025, 1, 1), known=date(2025, 1, 1), source=notice
        )
        (fault,) = faults(new_scheme(base=base, award_rate=rate))

        assert fault[2].startswith("2024-01-01: base: got None; allowed: an amount")
        assert "; 2025-01-01: base: got None; allowed: an amount" in fault[2]
        assert 2 == fault[2].count("base: got None")

    def test_rate(self, new_scheme):
        """
        A whole rate of a fixed part is found.
        """
        (fault,) = faults(new_scheme(award_basis=AwardBasis.FIXED_PART, award_rate=Fraction(1)))

        assert "below 100 % where the scale is the fixed part" in fault[2]

    def test_open_or_uncovered(self, new_scheme, said):
        """
        Days on which something is open or missing cannot be at odds, and are found otherwise.
        """
        scheme = new_scheme(award_lines=CountedLines(("area",)), base=said("base", ASKED))

        assert ["left open by the source"] == [fault[0] for fault in faults(scheme)]
