"""
Laws of pay: what must hold under any scheme, tried on a host's own rows and workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise, product
from typing import Any

import attrs

from partygrid.dated import Month, Terms
from partygrid.errors import PartyGridError
from partygrid.labels import Label, check_kind
from partygrid.laws._broken import finding_of, tuple_of
from partygrid.laws._rows import check_terms, rows_of
from partygrid.norms import Finding, Report
from partygrid.org import Standings
from partygrid.pay import (
    PayRules,
    PayScheme,
    Payslip,
    Placement,
    Selector,
    payroll,
    payslip,
    place,
    price,
)
from partygrid.people import Worker


def check_pay(
    scheme: PayScheme,
    month: Month,
    workers: Iterable[Worker] = (),
    standings: Standings | None = None,
    *,
    known: date | None = None,
) -> Report:
    """
    Hold a pay scheme, and a host's own workers under it, to every law of pay.

    Args:
        scheme: The scheme; nothing that the month needs may be open.
        month: The month.
        workers: Workers to try; those whom the scheme cannot pay are passed over.
        standings: The standing of each unit; None if there are none.
        known: What became known later plays no part; None: all that is known does.

    Returns:
        A finding for each law.

    Raises:
        WrongTypeError: An argument has another type, or one of the workers is none.
        PartyGridError: The scheme cannot be read for the month.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> check_pay(pack.pay, Month(2025, 6), [pack.worker], pack.standings)
    <Report 5 met, 0 not met, 0 not applicable>
    """
    check_kind(scheme, PayScheme, "scheme")
    check_kind(month, Month, "month")
    terms = scheme.on(month, known)
    chosen = tuple_of(workers, Worker, "workers")
    ratings: Standings = {} if standings is None else standings
    return Report(
        (
            monotone(terms),
            in_the_window(terms, chosen, ratings),
            order_of_facts(terms, chosen, ratings),
            early_facts_only(terms, chosen, ratings),
            swapping_workers(terms, chosen, ratings),
        )
    )


def monotone(terms: Terms[PayRules]) -> Finding:
    """
    Find pay that falls as years, level or criteria met rise and all else stays.

    Every row of the scale is tried beside the one above it, for every other fact at its first
    and last row.

    Args:
        terms: The values in force for a month.

    Returns:
        A finding that names what falls; it is met if nothing does.

    >>> from partygrid.packs import load
    >>> monotone(load("example").pay.on(Month(2025, 6))).met
    True
    """
    check_terms(terms)
    found: list[Label] = []
    tried = sum(_falls(terms._replace(parts=(part,)), found) for part in terms.parts)
    return _finding(_MONOTONE, terms, found, tried)


def _falls(terms: Terms[PayRules], found: list[Label]) -> int:
    """
    Note where pay falls under one set of values; give how often that was tried.
    """
    rows = rows_of(terms.rules)
    tried = 0
    for field in ("years", "level", "criteria_met"):
        others = {name: _ends(values) for name, values in rows.items() if name != field}
        for facts in product(*others.values()):
            given = dict(zip(others, facts, strict=True))
            paid = [(row, _paid(given | {field: row}, terms)) for row in rows.get(field, ())]
            known = [(row, amount) for row, amount in paid if amount is not None]
            for (_, less), (row, more) in pairwise(known):
                tried += 1
                if more < less:
                    found.append(_facts({field: row, **given}))
    return tried


def _facts(given: dict[str, Any]) -> Label:
    """
    Say in words for which facts pay falls, that which rises first.
    """
    told = {name: value for name, value in given.items() if value is not None}
    zh = [f"{_NAMES[name].zh} {value}" for name, value in told.items()]
    en = [f"{_NAMES[name].en} {value}" for name, value in told.items()]
    return Label("、".join(zh), ", ".join(en))


def _ends(values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((values[0], values[-1]))) if values else (None,)


def _paid(facts: dict[str, Any], terms: Terms[PayRules]) -> int | None:
    try:
        return price(Placement(**{"level": None, **facts}), terms).paid
    except PartyGridError:
        # A grid need not have every pair, nor components every row.
        return None


def in_the_window(
    terms: Terms[PayRules], workers: Sequence[Worker], standings: Standings
) -> Finding:
    """
    Find workers whose level lies outside the window of the position they are treated as.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> in_the_window(pack.pay.on(Month(2025, 6)), [pack.worker], pack.standings).met
    True
    """
    check_terms(terms, standings)
    ladder = terms.parts[-1][1].ladder
    found, tried = [], 0
    for worker in tuple_of(workers, Worker, "workers"):
        placement = _tried(lambda worker=worker: place(worker, terms, standings))  # type: ignore[misc]
        if ladder is None or not isinstance(placement, Placement) or placement.level is None:
            continue
        tried += 1
        window = ladder.positions[ladder.rank_of(str(placement.treatment))].levels
        if window is None or not window.lowest <= placement.level <= window.highest:
            found.append(f"{worker.id}: {placement.level}")
    return _finding(_WINDOW, terms, found, tried)


def order_of_facts(
    terms: Terms[PayRules], workers: Sequence[Worker], standings: Standings
) -> Finding:
    """
    Find workers whose pay depends on the order in which their facts are given.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> order_of_facts(pack.pay.on(Month(2025, 6)), [pack.worker], pack.standings).met
    True
    """
    return _same(
        _ORDER,
        terms,
        workers,
        standings,
        lambda worker: attrs.evolve(worker, facts=tuple(reversed(worker.facts))),
    )


def early_facts_only(
    terms: Terms[PayRules], workers: Sequence[Worker], standings: Standings
) -> Finding:
    """
    Find workers whose pay, as known on a day, depends on facts recorded after it.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> june = pack.pay.on(Month(2025, 6), known=date(2025, 6, 30))
    >>> early_facts_only(june, [pack.worker], pack.standings).met
    True
    """
    check_terms(terms)
    known = terms.known

    def without(worker: Worker) -> Worker:
        if known is None:
            return worker
        return attrs.evolve(
            worker, facts=tuple(fact for fact in worker.facts if fact.known <= known)
        )

    return _same(_EARLY, terms, workers, standings, without)


def _same(
    what: Label,
    terms: Terms[PayRules],
    workers: Sequence[Worker],
    standings: Standings,
    change: Callable[[Worker], Worker],
) -> Finding:
    """
    Find workers whose pay changes with what must not change it.
    """
    check_terms(terms, standings)
    found = []
    for worker in tuple_of(workers, Worker, "workers"):
        before = _tried(lambda worker=worker: payslip(worker, terms, standings))  # type: ignore[misc]
        after = _tried(lambda worker=worker: payslip(change(worker), terms, standings))  # type: ignore[misc]
        if _told(before) != _told(after):
            found.append(f"{worker.id}: {before} / {after}")
    return _finding(what, terms, found, len(workers))


def swapping_workers(
    terms: Terms[PayRules], workers: Sequence[Worker], standings: Standings
) -> Finding:
    """
    Find a payroll whose sums change when its workers are given in another order.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> swapping_workers(pack.pay.on(Month(2025, 6)), [pack.worker], pack.standings).met
    True
    """
    check_terms(terms, standings)
    tuple_of(workers, Worker, "workers")
    there = _tried(lambda: payroll(workers, terms, standings))
    back = _tried(lambda: payroll(tuple(reversed(workers)), terms, standings))
    found = []
    if not isinstance(there, str) and not isinstance(back, str):
        if sorted(map(_told, there.slips)) != sorted(map(_told, back.slips)):
            found.append(f"{there} / {back}")
    elif isinstance(there, str) is not isinstance(back, str):
        found.append(f"{there} / {back}")
    return _finding(_SWAPPED, terms, found, len(workers))


def _tried(act: Callable[[], Any]) -> Any:
    """
    Do something; give what it came to, or the error in words.
    """
    try:
        return act()
    except PartyGridError as error:
        return str(error)


def _told(outcome: Any) -> Any:
    """
    Give what must stay the same: the amounts of a payslip, or the class of a refusal.
    """
    if isinstance(outcome, Payslip):
        basis = outcome.placement.basis
        worker = "" if basis is None else basis.worker
        return (worker, *map(str, (outcome.amounts, outcome.award, outcome.paid)))
    return outcome


def _finding(
    what: Label, terms: Terms[PayRules], found: Sequence[str | Label], tried: int
) -> Finding:
    return finding_of(what, f"{terms.key}: {terms.period}", found, tried)


_NAMES = {
    "criteria_met": Label("达标项数", "criteria met"),
    "stars": Label("星级", "stars"),
    **{each.value: each.label for each in Selector},
}
_MONOTONE = Label(
    "年限、职级、达标项数上升，应发不降", "pay never falls as years, level or criteria rise"
)
_WINDOW = Label("职级在岗位区间之内", "levels lie within their windows")
_ORDER = Label("事实的先后次序不影响结果", "the order of facts changes nothing")
_EARLY = Label("后来登记的事实不改变先前所问", "facts recorded later change nothing asked earlier")
_SWAPPED = Label("人员次序不影响合计", "the order of workers changes no pay")
