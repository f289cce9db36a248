"""
What must be on record of a worker whom given terms are to pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import product
from typing import Any, Final

import attrs

from partygrid.dated import Month, ReadOn, Terms
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.pay import (
    Component,
    Concurrent,
    CreditFor,
    Grid,
    MoverRule,
    PartMethod,
    PayRules,
    Rungs,
    Selector,
    ShareOf,
    YearlyRate,
)
from partygrid.people import NONE
from partygrid.strategies._ladders import Names
from partygrid.strategies._pay import common_rows
from partygrid.strategies._rows import MOST_YEARS

_BY_COUNTS: Final = (PartMethod.WORKING_DAYS, PartMethod.DEDUCT_ABSENCE, PartMethod.PAY_WORKED)
# Which credits look at the same facts as a selector.
QUALIFIED: Final = {
    Selector.CERTIFICATE: (CreditFor.CERTIFICATE_REGISTERED,),
    Selector.CERTIFICATE_PASSED: (CreditFor.CERTIFICATE_PASSED,),
    Selector.CERTIFICATE_APPOINTED: (CreditFor.CERTIFICATE_APPOINTED,),
    Selector.EDUCATION: (
        CreditFor.EDUCATION,
        CreditFor.EDUCATION_AND_DEGREE,
        CreditFor.EDUCATION_OR_DEGREE,
    ),
    Selector.DEGREE: (
        CreditFor.DEGREE,
        CreditFor.EDUCATION_AND_DEGREE,
        CreditFor.EDUCATION_OR_DEGREE,
    ),
}


@attrs.frozen(kw_only=True)
class Needs:
    """
    Say what terms need of a worker and of the standings, and what they can bear.

    Args:
        month: The month.
        known: The day by which facts must be recorded; None: any.
        staff: The kinds of staff covered all through the month.
        offices: The offices with a position; None: any will do.
        several: Whether two offices may be held at once.
        levels: The levels that a confirmation may have; None if none is needed.
        held: The names of each qualification that scale and credits know; None: any.
        must: The qualifications that nobody can be without.
        grades: The grades of yearly results; None: any.
        entrants: The kinds of entrant on probation.
        first: The first day on which an office must be held, because a rating of it counts.
        last: The last such day.
        rated: The first day whose rating counts.
        whole: Whether only whole months are paid.
        counted: Whether parts of a month are measured by days worked.
        split: Whether any day may be the first of a part.
        most_met: The most criteria met that there is a share for.
        most_stars: The most stars that count.
    """

    month: Month
    known: date | None
    staff: Names
    offices: Names | None
    several: bool
    levels: tuple[int, ...] | None
    held: dict[Selector, Names | None]
    must: frozenset[Selector]
    grades: Names | None
    entrants: Names
    first: date
    last: date
    rated: date
    whole: bool
    counted: bool
    split: bool
    most_met: int
    most_stars: int


def needs_of(terms: Terms[PayRules]) -> Needs:
    """
    Work out what terms need.

    Raises:
        WrongTypeError: They are no terms of a month.
        ValueNotAllowedError: There is somebody whom they could not pay.
    """
    if type(terms) is not Terms or type(terms.period) is not Month:
        raise WrongTypeError(
            field="terms", value=terms, allowed="Terms of a month, as PayScheme.on gives them"
        )
    month, rules = terms.period, [each for _, each in terms.parts]
    rows = common_rows(tuple(line for each in rules for line in each.scale))
    held, must = _qualifications(rules, rows)
    offices, several = _offices(rules, rows)
    confirmed = any(each.ladder is None for each in rules)
    levels = rows.get(Selector.LEVEL) if confirmed else None
    by_day = [each for each in rules if each.mover is MoverRule.BY_RATING_DAY]
    needs = Needs(
        month=month,
        known=terms.known,
        staff=_in_all([each.covers for each in rules]),
        offices=offices,
        several=several,
        levels=None if levels is None else tuple(levels),
        held=held,
        must=must,
        grades=_grades(rules),
        entrants=_in_all([tuple(rule.entry for rule in each.probation) for each in rules]),
        first=min((month.first_day, *_rating_days(by_day, month))),
        last=max((month.last_day, *_rating_days(by_day, month))),
        rated=min((month.first_day, *_rating_days(rules, month))),
        whole=any(each.part_month.method is PartMethod.REFUSED for each in rules),
        counted=any(each.part_month.method in _BY_COUNTS for each in rules),
        split=any(each.read_on is ReadOn.SPLIT for each in rules),
        most_met=min(len(each.award_shares) for each in rules) - 1,
        most_stars=min([each.stars.most for each in rules if each.stars is not None], default=5),
    )
    _check_payable(needs, rules)
    return needs


def _offices(
    rules: list[PayRules], rows: Mapping[Selector, Sequence[Any]]
) -> tuple[Names | None, bool]:
    """
    Give the offices that all ladders know, and whether two may be held at once.
    """
    ladders = [each.ladder for each in rules if each.ladder is not None]
    if not ladders:
        return None, False
    several = (
        len(ladders) == len(rules)
        and all(ladder.concurrent is Concurrent.HIGHER for ladder in ladders)
        and {1, 2} <= set(rows.get(Selector.POSTS, (1, 2)))
    )
    return _in_all([tuple(office for office, _ in each.offices) for each in ladders]), several


def _in_all(each: list[Names]) -> Names:
    return tuple(name for name in each[0] if all(name in names for names in each))


def _grades(rules: list[PayRules]) -> Names | None:
    known = [
        tuple(grade for grade, _ in each.service.results.grades)
        for each in rules
        if each.service.results is not None
    ]
    return _in_all(known) if known else None


def _rating_days(rules: list[PayRules], month: Month) -> list[date]:
    days = [each.rating.day(month) for each in rules]
    return days + [each.stars.rating.day(month) for each in rules if each.stars is not None]


def _qualifications(
    rules: list[PayRules], rows: dict[Selector, list[Any]]
) -> tuple[dict[Selector, Names | None], frozenset[Selector]]:
    held: dict[Selector, Names | None] = {}
    for selector, looks in QUALIFIED.items():
        known: list[Names] = [tuple(rows[selector])] if selector in rows else []
        for each in rules:
            if each.ladder is not None:
                known += [
                    tuple(name for name, _ in credit.rows)
                    for credit in each.ladder.credits
                    if credit.looks_at in looks
                ]
        held[selector] = tuple(name for name in _in_all(known) if name != NONE) if known else None
    return held, frozenset(each for each in QUALIFIED if NONE not in rows.get(each, [NONE]))


def _check_payable(needs: Needs, rules: list[PayRules]) -> None:
    """
    Refuse terms by which somebody whom they cover could not be paid.
    """
    lacking = [each.value for each in needs.must if needs.held[each] == ()]
    for field, names in (("staff", needs.staff), ("office", needs.offices)):
        if names == ():
            lacking.append(field)
    for each in rules:
        reached = _reached(needs, each)
        lacking += [line.key for line in each.scale if not _has_rows(line, reached)]
    if lacking:
        raise ValueNotAllowedError(
            field="terms",
            value=tuple(lacking),
            allowed="a row for whatever ladder, service and qualifications can come to",
        )


def _reached(needs: Needs, rules: PayRules) -> dict[Selector, Iterable[Any]]:
    """
    List what each fact of a worker can come to.
    """
    found: dict[Selector, Iterable[Any]] = {
        Selector.YEARS: range(MOST_YEARS + 1),
        Selector.POSTS: (1, 2) if needs.several else (1,),
    }
    for selector, names in needs.held.items():
        found[selector] = (*(names or ()), *(() if selector in needs.must else (NONE,)))
    if rules.ladder is None:
        found[Selector.LEVEL] = needs.levels or ()
        return found
    positions = rules.ladder.positions
    keys = tuple(position.key for position in positions)
    found |= {Selector.POSITION: keys, Selector.TREATMENT: keys}
    found[Selector.LEVEL] = _within(each.levels for each in positions)
    found[Selector.STEP] = _within(each.steps for each in positions)
    return found


def _within(windows: Iterable[Rungs | None]) -> set[int]:
    spans = [set(range(each.lowest, each.highest + 1)) for each in windows if each is not None]
    return reduce(set.union, spans, set())


def _has_rows(line: Component, reached: dict[Selector, Iterable[Any]]) -> bool:
    amount = line.amount
    if line.selector is None or isinstance(amount, YearlyRate | ShareOf):
        return True
    if isinstance(amount, Grid):
        pairs = product(reached[line.selector], reached[amount.by])
        return amount.cells.keys() >= set(pairs)
    return set(line.rows) >= set(reached[line.selector])


def early_enough(needs: Needs) -> date:
    """
    Give a day from which a fact counts in the month, whatever the rule.
    """
    year = needs.month.year
    return min(needs.first, date(year - 1, 1, 1) if year > 1 else date.min)
