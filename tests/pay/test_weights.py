from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import Interval, Month
from partygrid.errors import NotCoveredError, NotInForceError
from partygrid.pay import CountedLines, PartMethod, PartMonth
from partygrid.pay._weights import is_whole, weights
from partygrid.people import WorkedDays
from partygrid.trace import recompute

JUNE = Month(2025, 6).interval
PAID_DAYS = Fraction(2175, 100)


def rule(method):
    """
    Make a rule about part months; a day's pay is a month's by 21.75.
    """
    by_the_day = method in {PartMethod.DEDUCT_ABSENCE, PartMethod.PAY_WORKED}
    return PartMonth(
        method=method, divisor=PAID_DAYS if by_the_day else None, lines=CountedLines(None)
    )


def days(first, end, working, worked):
    """
    Make the count of days worked of some days of June; the end is the day after the last.
    """
    start = date(2025, 6, first)
    end = date(2025, 7, 1) if end == 31 else date(2025, 6, end)
    return WorkedDays(
        id=f"d-{first}", start=start, end=end, working=working, worked=worked, known=end
    )


def piece(first, end):
    """
    Make a stretch of June.
    """
    return Interval(date(2025, 6, first), date(2025, 7, 1) if end == 31 else date(2025, 6, end))


@pytest.fixture(name="found")
def _found(new_terms, new_worker):
    """
    A function that weighs stretches of June, and recomputes each weight.
    """

    def found(method, pieces, *facts):
        rules = new_terms(part_month=rule(method)).rules
        record = new_worker(*facts).as_known()
        weighed = weights(record, rules, JUNE, pieces)
        for weight in weighed:
            assert weight.step.value == recompute(weight.step)
        return [Fraction(weight.step.value) for weight in weighed]

    return found


class TestDays:
    @pytest.mark.parametrize(
        ("pieces", "parts"),
        [
            ([(1, 31)], [Fraction(1)]),
            ([(1, 16)], [Fraction(1, 2)]),
            ([(30, 31)], [Fraction(1, 30)]),
            ([(1, 11), (11, 31)], [Fraction(1, 3), Fraction(2, 3)]),
            ([(1, 4), (28, 31)], [Fraction(1, 10), Fraction(1, 10)]),
        ],
    )
    def test_calendar(self, found, pieces, parts):
        """
        By calendar days a stretch is its days of those of the month.
        """
        assert parts == found(PartMethod.CALENDAR_DAYS, [piece(*each) for each in pieces])

    def test_refused(self, found):
        """
        Where part months are not priced, a whole month may still be of several stretches.
        """
        assert [Fraction(1, 3), Fraction(2, 3)] == found(
            PartMethod.REFUSED, [piece(1, 11), piece(11, 31)]
        )
        with pytest.raises(NotCoveredError, match="part months are not priced") as caught:
            found(PartMethod.REFUSED, [piece(1, 11), piece(12, 31)])

        assert "[2025-06-01, 2025-06-11), [2025-06-12, 2025-07-01)" == caught.value.value
        assert "区财政局通知" in caught.value.source


class TestWorked:
    @pytest.mark.parametrize(
        ("method", "working", "worked", "part"),
        [
            (PartMethod.WORKING_DAYS, 20, 20, Fraction(1)),
            (PartMethod.WORKING_DAYS, 20, 15, Fraction(3, 4)),
            (PartMethod.WORKING_DAYS, 20, 0, Fraction(0)),
            (PartMethod.DEDUCT_ABSENCE, 20, 20, Fraction(1)),
            (PartMethod.DEDUCT_ABSENCE, 20, 19, 1 - 1 / PAID_DAYS),
            (PartMethod.DEDUCT_ABSENCE, 20, 0, 1 - 20 / PAID_DAYS),
            # 23 days off are more than a month's pay is for: nothing is left, and never less
            (PartMethod.DEDUCT_ABSENCE, 23, 0, Fraction(0)),
            (PartMethod.DEDUCT_ABSENCE, 23, 1, Fraction(0)),
            (PartMethod.DEDUCT_ABSENCE, 23, 2, 1 - 21 / PAID_DAYS),
            (PartMethod.PAY_WORKED, 20, 20, 20 / PAID_DAYS),
            (PartMethod.PAY_WORKED, 20, 0, Fraction(0)),
            (PartMethod.PAY_WORKED, 23, 21, 21 / PAID_DAYS),
            # 22 and 23 days worked are paid as a month, and never more
            (PartMethod.PAY_WORKED, 23, 22, Fraction(1)),
            (PartMethod.PAY_WORKED, 23, 23, Fraction(1)),
        ],
    )
    def test_whole_month(self, found, method, working, worked, part):
        """
        Days worked are paid, or days missed taken off; the two uses of 21.75 differ.
        """
        assert [part] == found(method, [piece(1, 31)], days(1, 31, working, worked))

    @pytest.mark.parametrize(
        ("method", "part"),
        [
            (PartMethod.WORKING_DAYS, Fraction(8, 20)),
            # Not worked: 2 of the days served, and the 10 before the entry.
            (PartMethod.DEDUCT_ABSENCE, 1 - 12 / PAID_DAYS),
            (PartMethod.PAY_WORKED, 8 / PAID_DAYS),
        ],
    )
    def test_entered(self, found, method, part):
        """
        Who enters in mid-month did not work the days before.
        """
        facts = (days(1, 16, 10, 0), days(16, 31, 10, 8))

        assert [part] == found(method, [piece(16, 31)], *facts)

    @pytest.mark.parametrize(
        ("method", "parts"),
        [
            (PartMethod.WORKING_DAYS, [Fraction(1, 2), Fraction(4, 10)]),
            (PartMethod.DEDUCT_ABSENCE, [Fraction(1, 2), Fraction(1, 2) - 2 / PAID_DAYS]),
            (PartMethod.PAY_WORKED, [10 / PAID_DAYS, 8 / PAID_DAYS]),
        ],
    )
    def test_two_stretches(self, found, method, parts):
        """
        Of two stretches each bears its own days off.
        """
        facts = (days(1, 16, 10, 10), days(16, 31, 10, 8))

        assert parts == found(method, [piece(1, 16), piece(16, 31)], *facts)

    def test_more_than_a_month(self, found):
        """
        Days worked beyond a month's pay are shared out over the stretches.
        """
        facts = (days(1, 16, 11, 11), days(16, 31, 12, 12))

        assert [Fraction(11, 23), Fraction(12, 23)] == found(
            PartMethod.PAY_WORKED, [piece(1, 16), piece(16, 31)], *facts
        )

    def test_left(self, found):
        """
        Who leaves in mid-month did not work the days after.
        """
        facts = (days(1, 16, 10, 8), days(16, 31, 10, 0))

        assert [1 - 12 / PAID_DAYS] == found(PartMethod.DEDUCT_ABSENCE, [piece(1, 16)], *facts)

    @pytest.mark.parametrize(
        ("first", "second"), [((10, 0), (13, 13)), ((10, 5), (13, 0)), ((11, 0), (12, 0))]
    )
    def test_two_stretches_are_one_month(self, found, first, second):
        """
        Together two stretches bring what the same days bring as one, even if one has nothing left.
        """
        facts = (days(1, 16, *first), days(16, 31, *second))
        whole = days(1, 31, first[0] + second[0], first[1] + second[1])

        assert sum(found(PartMethod.DEDUCT_ABSENCE, [piece(1, 16), piece(16, 31)], *facts)) == sum(
            found(PartMethod.DEDUCT_ABSENCE, [piece(1, 31)], whole)
        )

    def test_a_gap(self, found):
        """
        Days between two stretches are taken off both, by their working days.
        """
        facts = (days(1, 11, 7, 7), days(11, 21, 6, 0), days(21, 31, 7, 7))
        pieces = [piece(1, 11), piece(21, 31)]
        half = Fraction(1, 2) - 3 / PAID_DAYS

        assert [half, half] == found(PartMethod.DEDUCT_ABSENCE, pieces, *facts)
        assert [Fraction(7, 20)] * 2 == found(PartMethod.WORKING_DAYS, pieces, *facts)

    def test_no_working_day_served(self, found):
        """
        Stretches without any working day bring nothing where absence is taken off.
        """
        facts = (days(1, 2, 0, 0), days(2, 30, 20, 0), days(30, 31, 0, 0))

        assert [0, 0] == found(PartMethod.DEDUCT_ABSENCE, [piece(1, 2), piece(30, 31)], *facts)


class TestCounts:
    @pytest.mark.parametrize(
        "facts",
        [
            (),
            (days(1, 16, 10, 10),),
            (days(1, 16, 10, 10), days(17, 31, 10, 10)),
        ],
        ids=["none", "half", "a day missing"],
    )
    @pytest.mark.parametrize("method", [PartMethod.WORKING_DAYS, PartMethod.PAY_WORKED])
    def test_must_cover(self, found, method, facts):
        """
        Counts on record cover exactly the days of each stretch; else the error says what there is.
        """
        with pytest.raises(NotInForceError, match="counts of days worked on record") as caught:
            found(method, [piece(1, 31)], *facts)

        assert "worker w-1: days worked" == caught.value.field
        assert ("there are: none" in caught.value.allowed) is (not facts)

    def test_must_not_cross(self, found):
        """
        A count that reaches over the end of a stretch cannot be parted.
        """
        with pytest.raises(NotInForceError, match="exactly"):
            found(PartMethod.WORKING_DAYS, [piece(1, 11), piece(11, 31)], days(1, 31, 20, 20))

    @pytest.mark.parametrize("first", [4, 8], ids=["over the start", "over the end"])
    def test_as_many_other_days(self, found, first):
        """
        Counts of fifteen days, two of them outside, do not cover the fifteen days from 6 to 20.
        """
        with pytest.raises(NotInForceError, match="exactly"):
            found(PartMethod.PAY_WORKED, [piece(6, 21)], days(first, first + 15, 10, 10))

    def test_several_in_one(self, found):
        """
        Counts of weeks add up.
        """
        facts = (days(1, 11, 7, 6), days(11, 21, 7, 7), days(21, 31, 6, 5))

        assert [Fraction(18, 20)] == found(PartMethod.WORKING_DAYS, [piece(1, 31)], *facts)

    @pytest.mark.parametrize("method", [PartMethod.WORKING_DAYS, PartMethod.DEDUCT_ABSENCE])
    def test_no_working_days(self, found, method):
        """
        A month without a working day cannot be measured by them.
        """
        with pytest.raises(NotInForceError, match="at least one working day"):
            found(method, [piece(1, 31)], days(1, 31, 0, 0))


class TestIsWhole:
    @pytest.mark.parametrize(
        ("method", "facts", "whole"),
        [
            (PartMethod.WORKING_DAYS, (), True),
            (PartMethod.WORKING_DAYS, (days(1, 31, 20, 20),), False),
            (PartMethod.CALENDAR_DAYS, (days(1, 31, 20, 0),), True),
            (PartMethod.REFUSED, (days(1, 31, 20, 0),), True),
            (
                PartMethod.PAY_WORKED,
                (
                    WorkedDays(
                        id="may",
                        start=date(2025, 5, 1),
                        end=date(2025, 6, 1),
                        working=20,
                        worked=1,
                        known=date(2025, 6, 1),
                    ),
                ),
                True,
            ),
        ],
    )
    def test_counts(self, new_terms, new_worker, method, facts, whole):
        """
        A month served whole is paid whole unless counts of its days are on record and of use.
        """
        rules = new_terms(part_month=rule(method)).rules
        record = new_worker(*facts).as_known()

        assert whole is is_whole(record, rules, JUNE, (JUNE,))

    def test_served(self, new_terms, new_worker):
        """
        A month served in part, or in two, is not one whole.
        """
        rules = new_terms().rules
        record = new_worker().as_known()

        assert not is_whole(record, rules, JUNE, (piece(2, 31),))
        assert not is_whole(record, rules, JUNE, (piece(1, 11), piece(12, 31)))
