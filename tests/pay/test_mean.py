from datetime import date
from fractions import Fraction

import attrs
import pytest

from partygrid.dated import Month, PeriodKind, Quarter, ReadOn, SchemeKey
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Verdict
from partygrid.pay import (
    Component,
    CountedLines,
    IndexedBase,
    MeanFloor,
    PartMethod,
    PartMonth,
    Placement,
    ProbationBase,
    ProbationRule,
    Selector,
    Table,
    check_floors,
    payslip,
    price,
)
from partygrid.people import Appointment, CertificateRegistration, Probation, Service
from partygrid.trace import recompute

JUNE = Month(2025, 6)
SECOND = Quarter(2025, 2)
DAY = date(2019, 3, 1)
BY_DAYS = PartMonth(method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None))
POST = Component(
    key="post",
    label=Label("岗位工资", "post pay"),
    selector=Selector.POSITION,
    amount=Table((("member", 300000), ("deputy", 400000), ("chief", 500001))),
)


def floor(**fields):
    """
    Make a floor of 4,000.00 a month under post pay, with some fields changed.
    """
    given = {
        "key": "all",
        "label": Label("平均薪酬", "mean pay"),
        "positions": None,
        "lines": CountedLines(("post",)),
        "every": PeriodKind.MONTH,
        "least": 400000,
    }
    return MeanFloor(**given | fields)


def office(name, number=1, *, start=DAY, end=None):
    """
    Make an appointment.
    """
    return Appointment(
        id=f"a-{number}", unit="c-1", office=name, start=start, end=end, known=start
    )


@pytest.fixture(name="slips")
def _slips(new_terms, new_worker, standings, ladder):
    """
    A function that pays workers, each a tuple of facts, for some months under some floors.
    """

    def slips(floors, *workers, months=(JUNE,), **values):
        given = {"scale": (POST,), "part_month": BY_DAYS, "ladder": ladder} | values
        return [
            payslip(
                new_worker(*facts, worker_id=f"w-{number}"),
                new_terms(month, floors=floors, **given),
                standings,
            )
            for number, facts in enumerate(workers)
            for month in months
        ]

    return slips


class TestMonth:
    @pytest.mark.parametrize(
        ("offices", "least", "verdict", "gap"),
        [
            (("deputy",), 400000, Verdict.MET, 0),
            (("deputy",), 400001, Verdict.NOT_MET, 1),
            # 3000.00 and 5000.01: a mean of 4000.005
            (("member", "secretary"), 400000, Verdict.MET, 0),
            (("member", "secretary"), 400001, Verdict.NOT_MET, 1),
        ],
    )
    def test_compared(self, slips, offices, least, verdict, gap):
        """
        The sum is compared with the floor times the workers, so that nothing is rounded.
        """
        paid = slips((floor(least=least),), *((office(name),) for name in offices))
        (finding,) = check_floors(paid, JUNE).findings

        assert (verdict, gap) == (finding.verdict, finding.gap)
        for step in (finding.step, *finding.bounds):
            assert step.value == recompute(step)
        assert finding.explain("zh") != finding.explain("en")

    def test_mean(self, slips):
        """
        The mean is shown exactly.
        """
        (finding,) = check_floors(
            slips((floor(),), (office("member"),), (office("secretary"),)), JUNE
        ).findings

        assert Fraction(800001, 2) == finding.measured
        assert "2 workers" in finding.explain("en")

    def test_group(self, slips):
        """
        Only workers of the positions named are the group; a group of nobody is not applicable.
        """
        floors = (
            floor(key="chiefs", positions=("chief",), least=500000),
            floor(key="deputies", positions=("deputy",)),
        )
        chiefs, deputies = check_floors(
            slips(floors, (office("member"),), (office("secretary"),)), JUNE
        ).findings

        assert (Verdict.MET, 500001) == (chiefs.verdict, chiefs.measured)
        assert (Verdict.NOT_APPLICABLE, None) == (deputies.verdict, deputies.measured)

    @pytest.mark.parametrize("raised", [date(2025, 6, 1), date(2025, 6, 16)])
    def test_raised_within_the_period(self, slips, said, notice, raised):
        """
        The floor at the end of the period counts: three months of 4000.00 are 0.01 short of it.
        """
        lower, higher = (
            floor(every=PeriodKind.QUARTER, least=least) for least in (1200000, 1200001)
        )
        floors = said("floors", (lower,)).announce(
            (higher,), start=raised, known=date(2025, 3, 1), source=notice
        )
        paid = slips(
            floors,
            (office("deputy"),),
            months=[Month(2025, number) for number in (4, 5, 6)],
            read_on=ReadOn.SPLIT,
        )
        (finding,) = check_floors(paid, SECOND).findings

        assert (Verdict.NOT_MET, 1) == (finding.verdict, finding.gap)

    def test_all_that_is_payable(self, slips):
        """
        Where no line is named, what is payable is added up.
        """
        paid = slips((floor(lines=CountedLines(None)),), (office("deputy"),))
        (finding,) = check_floors(paid, JUNE).findings

        assert paid[0].paid == finding.measured

    @pytest.mark.parametrize("months", [1, 12])
    def test_index(self, slips, months):
        """
        A floor may be an index times factors.
        """
        index = IndexedBase(
            index=Label("收入", "income"),
            amount=400000 * months,
            months=months,
            factors=(),
            rounding=None,
        )
        (finding,) = check_floors(slips((floor(least=index),), (office("deputy"),)), JUNE).findings

        assert Verdict.MET is finding.verdict

    def test_no_slips(self):
        """
        Without payslips there is nothing to compare.
        """
        assert () == check_floors([], JUNE).findings

    def test_other_period(self, slips):
        """
        Floors over another kind of period, and payslips of other months, are passed over.
        """
        paid = slips((floor(),), (office("deputy"),))

        assert () == check_floors(paid, Quarter(2025, 2)).findings
        assert () == check_floors(paid, Month(2025, 7)).findings


class TestLeftOut:
    def _names(self, report):
        (finding,) = report.findings
        step = finding.step.find("left_out")
        return finding.measured, None if step is None else step.value

    def test_part_months(self, slips):
        """
        Who served part of the month is left out, and listed.
        """
        entered = Service(id="s-1", staff="professional", start=date(2025, 6, 2), known=DAY)
        paid = slips((floor(),), (office("deputy"),), (office("deputy"), entered))

        assert (400000, "w-1") == self._names(check_floors(paid, JUNE))

    def test_probation(self, slips):
        """
        So is who was on probation on any day.
        """
        rule = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(1), award=True)
        probation = Probation(id="p-1", entry="new", start=DAY, known=DAY)
        paid = slips(
            (floor(),), (office("deputy"),), (office("deputy"), probation), probation=(rule,)
        )

        assert (400000, "w-1") == self._names(check_floors(paid, JUNE))

    def test_change_within_the_month(self, slips, scale):
        """
        Who served all of a month in which a fact changed counts.
        """
        later = CertificateRegistration(
            id="q-9", certificate="senior", start=date(2025, 6, 16), known=DAY
        )
        paid = slips(
            (floor(),), (office("deputy"), later), scale=(POST, scale[2]), read_on=ReadOn.SPLIT
        )

        assert 2 == len(paid[0].parts[0].pieces)
        assert (400000, None) == self._names(check_floors(paid, JUNE))

    def test_not_all_months(self, slips):
        """
        Over a quarter only who is in the group in all months counts; others are listed.
        """
        floors = (floor(every=PeriodKind.QUARTER, least=1200000, positions=("deputy",)),)
        months = [Month(2025, n) for n in (4, 5, 6)]
        turn = date(2025, 6, 1)
        moved = (office("deputy", end=turn), office("secretary", 2, start=turn))
        paid = slips(floors, (office("deputy"),), moved, (office("member"),), months=months)

        assert (1200000, "w-1") == self._names(check_floors(paid, SECOND))
        assert (1200000, "w-1") == self._names(check_floors(paid[:-1], SECOND))
        assert (None, "w-0, w-1") == self._names(check_floors(paid[1:], SECOND))


class TestRefused:
    def _told(self, error, *args):
        with pytest.raises(error) as caught:
            check_floors(*args)
        return caught.value.field, caught.value.value, caught.value.allowed

    @pytest.mark.parametrize("bad", [None, 5])
    def test_no_slips(self, bad):
        """
        What is looked at are payslips.
        """
        said = "an iterable of payslips"
        assert ("slips", bad, said) == self._told(WrongTypeError, bad, JUNE)
        assert ("slips", "x", said) == self._told(WrongTypeError, "x", JUNE)
        assert ("slips", "x", "payslips") == self._told(WrongTypeError, ["x"], JUNE)

    def test_by_hand(self, new_terms):
        """
        Payslips name their worker: means are over persons.
        """
        slip = price(Placement(level=7, years=6, certificate="none", criteria_met=4), new_terms())

        assert ("slips", slip, "payslips that name their worker") == self._told(
            WrongTypeError, [slip], JUNE
        )

    @pytest.mark.parametrize("bad", [None, "2025-06", date(2025, 6, 1)])
    def test_no_period(self, slips, bad):
        """
        A period is a calendar period.
        """
        paid = slips((floor(),), (office("deputy"),))

        assert ("period", bad, "a Month, Quarter, …, Year") == self._told(
            WrongTypeError, paid, bad
        )

    def test_twice(self, slips):
        """
        A worker has one payslip a month.
        """
        paid = slips((floor(),), (office("deputy"),))

        assert ("slips of worker w-0", "2025-06", "one payslip a month") == self._told(
            ValueNotAllowedError, paid * 2, JUNE
        )

    def test_several_schemes(self, new_scheme, new_worker, standings):
        """
        Payslips of several schemes have no common floor.
        """
        other = attrs.evolve(new_scheme(), key=SchemeKey("other", "pay", "1"))
        paid = [
            payslip(new_worker(), scheme.on(JUNE), standings) for scheme in (new_scheme(), other)
        ]

        assert ("slips", ("other/pay/1", "test/pay/1"), "payslips of one scheme") == self._told(
            ValueNotAllowedError, paid, JUNE
        )
