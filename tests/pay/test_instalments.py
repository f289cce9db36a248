from datetime import date

import attrs
import pytest

from partygrid.dated import Month, NotKnown, PeriodKind, ReadOn
from partygrid.labels import Label
from partygrid.pay import (
    Basis,
    CountedLines,
    PaidFor,
    PartMethod,
    PartMonth,
    PaymentPlan,
    PaymentRule,
    Placement,
    RatingRule,
    StarRule,
    payslip,
    price,
)
from partygrid.people import Appointment

MONTHLY = PaymentRule(every=PeriodKind.MONTH, lag=0, day=15, after_rating=False)
BY_DAYS = PartMonth(method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None))


def plan(**fields):
    """
    Make a plan that pays the fixed part monthly and the award otherwise.
    """
    given = {"every": PeriodKind.MONTH, "lag": 0, "day": 15, "after_rating": False}
    return PaymentPlan(fixed=MONTHLY, award=PaymentRule(**given | fields))


class TestDue:
    @pytest.mark.parametrize(
        ("fields", "due"),
        [
            ({}, date(2025, 6, 15)),
            ({"every": PeriodKind.HALF_YEAR, "lag": 1}, date(2025, 7, 15)),
            ({"every": PeriodKind.YEAR, "lag": 3, "day": 31}, date(2026, 3, 31)),
            # The rating of 2024 was known on 20 January 2025.
            ({"after_rating": True}, date(2025, 6, 15)),
        ],
        ids=["monthly", "half-yearly", "next year", "after the rating"],
    )
    def test_award(self, new_terms, new_worker, standings, fields, due):
        """
        The award of June is paid when the plan says, the fixed part on its own day.
        """
        slip = payslip(new_worker(), new_terms(payments=plan(**fields)), standings)
        fixed, award = slip.instalments()

        assert (PaidFor.FIXED, Month(2025, 6), slip.fixed, date(2025, 6, 15)) == (
            fixed.paid_for,
            fixed.month,
            fixed.amount,
            fixed.due,
        )
        assert (PaidFor.AWARD, slip.award, due) == (award.paid_for, award.amount, award.due)
        assert slip.paid == fixed.amount + award.amount

    def test_outside(self, new_terms, new_worker, standings):
        """
        What lies outside the total is paid with the fixed part.
        """
        lines = CountedLines(("post",))
        slip = payslip(new_worker(), new_terms(award_lines=lines), standings)

        assert slip.fixed + slip.outside == slip.instalments()[0].amount

    def test_january(self, new_terms, new_worker, standings):
        """
        A rating that becomes known after the planned day moves the award to that day.
        """
        month = Month(2025, 1)
        waits = new_terms(month, payments=plan(after_rating=True))
        slip = payslip(new_worker(), waits, standings)

        assert date(2025, 1, 20) == slip.instalments()[1].due

    @pytest.mark.parametrize(
        ("after_rating", "due"), [(True, NotKnown.YET), (False, date(2025, 1, 15))]
    )
    def test_not_known_yet(self, new_terms, new_worker, standings, after_rating, due):
        """
        An award that waits for a rating has no day until it is known.
        """
        terms = new_terms(
            Month(2025, 1), known=date(2025, 1, 19), payments=plan(after_rating=after_rating)
        )
        award = payslip(new_worker(), terms, standings).instalments()[1]

        assert (NotKnown.YET, due) == (award.amount, award.due)

    def test_by_hand(self, new_terms):
        """
        A payslip made by hand has the planned days: who made it knew the rating.
        """
        placement = Placement(level=7, years=6, certificate="none", criteria_met=4)
        slip = price(placement, new_terms(payments=plan(after_rating=True)))

        assert date(2025, 6, 15) == slip.instalments()[1].due

    def test_basis_by_hand(self, new_terms):
        """
        A basis made by hand may have a rating, or none; its day counts if it has one.
        """
        month = Month(2025, 1)
        terms = new_terms(month, payments=plan(after_rating=True))
        entry = new_terms().rules.entry("base")
        dues = []
        for standing in (None, attrs.evolve(entry, known=date(2025, 1, 20))):
            basis = Basis(worker="w-1", standing=standing)
            placement = Placement(
                level=7, years=6, certificate="none", criteria_met=4, basis=basis
            )
            dues.append(price(placement, terms).instalments()[1].due)

        assert [date(2025, 1, 15), date(2025, 1, 20)] == dues

    def test_stars_known_later(self, new_terms, new_worker, new_standing, notice):
        """
        An award waits for the stars as for the criteria.
        """
        stars = StarRule(rating=RatingRule(every=PeriodKind.MONTH, lag=0), most=5, rows=())
        later = new_standing(4, 3).announce(
            new_standing(4, 3).entries[0].value,
            start=date(2025, 1, 1),
            known=date(2025, 9, 9),
            source=notice,
        )
        terms = new_terms(stars=stars, payments=plan(after_rating=True))

        assert (
            date(2025, 9, 9) == payslip(new_worker(), terms, {"c-1": later}).instalments()[1].due
        )

    def test_two_units(self, new_terms, new_worker, new_standing, said, notice):
        """
        Of a month in two units the award waits for both ratings.
        """
        base = said("base", 231050).announce(
            240000, start=date(2025, 6, 16), known=date(2025, 6, 1), source=notice
        )
        day, turn = date(2019, 3, 1), date(2025, 6, 16)
        moved = new_worker(
            Appointment(id="a-1", unit="c-1", office="x", start=day, end=turn, known=day),
            Appointment(id="a-2", unit="c-2", office="x", start=turn, known=turn),
        )
        terms = new_terms(
            base=base, read_on=ReadOn.SPLIT, part_month=BY_DAYS, payments=plan(after_rating=True)
        )
        ratings = {"c-1": new_standing(4, known=date(2025, 12, 20)), "c-2": new_standing(2)}

        assert date(2025, 12, 20) == payslip(moved, terms, ratings).instalments()[1].due


class TestPaidFor:
    def test_labels(self):
        """
        Each part of pay has words in both languages.
        """
        assert [Label("固定部分", "fixed pay"), Label("绩效奖励", "award")] == [
            each.label for each in PaidFor
        ]
