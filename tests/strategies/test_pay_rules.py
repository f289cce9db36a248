import pytest
from hypothesis import given
from reaching import reached

from partygrid.dated import PeriodKind
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.pay import IndexedBase, PartMethod, ProbationBase
from partygrid.strategies import (
    allowances_from,
    counted_lines,
    mean_floors,
    part_months,
    payment_plans,
    payment_rules,
    probation_rules,
    rating_rules,
    star_effects,
    star_rules,
)

REACHED = [
    (allowances_from(), lambda rule: rule.certificate is not rule.education),
    (counted_lines(), lambda lines: lines.only is None),
    (counted_lines(), lambda lines: len(lines.only or ()) > 1),
    (
        counted_lines(keys=["post", "area"]),
        lambda lines: set(lines.only or ()) == {"post", "area"},
    ),
    (rating_rules(), lambda rule: rule.lag == 100),
    *((part_months(), lambda rule, m=method: rule.method is m) for method in PartMethod),
    (part_months(lines=["post"]), lambda rule: rule.lines.only == ("post",)),
    *((probation_rules(), lambda rule, b=base: rule.base is b) for base in ProbationBase),
    (probation_rules(), lambda rule: rule.levels_lower > 0),
    (probation_rules(entrants=["new"], positions=["p"]), lambda rule: rule.position == "p"),
    *((payment_rules(), lambda rule, e=every: rule.every is e) for every in PeriodKind),
    (payment_rules(), lambda rule: rule.lag == 36 and rule.day > 28),
    (payment_plans(), lambda plan: plan.award.after_rating),
    (star_effects(), lambda effect: None not in {effect.factor, effect.amount}),
    (star_effects(), lambda effect: (effect.amount or 0) < 0),
    (star_effects(), lambda effect: not effect.is_stated),
    (star_rules(), lambda rule: rule.falling is not None and rule.falling_periods == 3),
    (star_rules(), lambda rule: len(rule.rows) > 1 and rule.most > 5),
    (mean_floors(), lambda floor: type(floor.least) is IndexedBase),
    (mean_floors(), lambda floor: floor.positions is None),
    (mean_floors(positions=["chief"]), lambda floor: floor.positions == ("chief",)),
    (mean_floors(lines=["post"]), lambda floor: floor.lines.only == ("post",)),
]


@pytest.mark.parametrize(("strategy", "condition"), REACHED, ids=range(len(REACHED)))
def test_reached(strategy, condition):
    """
    Every rule goes to its limits.
    """
    assert condition(reached(strategy, condition))


@given(counted_lines(keys=[]))
def test_no_lines(lines):
    """
    Where no line is named all count.
    """
    assert lines.only is None


@given(part_months(allow_refused=False))
def test_priced(rule):
    """
    It can be asked for that part months are priced.
    """
    assert rule.method is not PartMethod.REFUSED


@given(probation_rules(positions=[]))
def test_no_position(rule):
    """
    Where there is no position, probation pay is never that of one.
    """
    assert rule.position is None


@given(mean_floors(positions=[]))
def test_no_group(floor):
    """
    Where there is no position, a group is all workers.
    """
    assert floor.positions is None


@given(payment_rules(allow_after_rating=False))
def test_no_rating(rule):
    """
    It can be asked for that no payment waits.
    """
    assert not rule.after_rating


@pytest.mark.parametrize("make", [probation_rules, mean_floors])
def test_names(make):
    """
    Names are checked when the strategy is made.
    """
    with pytest.raises(WrongTypeError, match="positions"):
        make(positions=[7])
    with pytest.raises(ValueNotAllowedError, match="positions"):
        make(positions=["two words"])
