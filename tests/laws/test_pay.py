from datetime import date

import attrs
import pytest

from partygrid import packs, pay
from partygrid.dated import Month, Series
from partygrid.errors import NotStatedError, ValueNotAllowedError
from partygrid.laws import (
    _pay,
    check_pay,
    early_facts_only,
    in_the_window,
    monotone,
    order_of_facts,
    swapping_workers,
)
from partygrid.money import ApportionRule, Ties
from partygrid.norms import Verdict
from partygrid.people import Service, Worker
from partygrid.sources import Grade, Source

OURS = Source(key="ours", title="区财政局通知", grade=Grade.HOST)
JUNE, PAY_RUN = Month(2025, 6), date(2025, 6, 30)
PACK = packs.load("example")
ALL = [PACK.worker, Worker("w-2", PACK.worker.facts), Worker("w-3")]


def with_field(name, value):
    """
    Take the example's scheme with one field announced anew.
    """
    series = Series(name).announce(
        value, start=date(2024, 1, 1), known=date(2024, 1, 1), source=OURS
    )
    return attrs.evolve(PACK.pay, **{name: series})


def scaled(*components):
    """
    Read the example's scheme with another scale, for June.
    """
    return with_field("scale", components).on(JUNE, PAY_RUN)


def line(key, selector, *rows, **fields):
    """
    Make a line of a scale from pairs of row and fen.
    """
    label = PACK.pay.scale.entries[0].value[0].label
    return pay.Component(key=key, label=label, selector=selector, amount=pay.Table(rows), **fields)


LEVELS = tuple((level, 100 * level) for level in range(1, 19))


class TestCheckPay:
    def test_example(self):
        """
        The made-up place keeps every law, whoever is tried.
        """
        report = check_pay(PACK.pay, JUNE, ALL, PACK.standings, known=PAY_RUN)

        assert 5 == len(report.met) == len(report)
        assert 5 == len({finding.what.zh for finding in report.findings})
        assert all(finding.explain("zh") and finding.explain("en") for finding in report.findings)

    def test_nobody(self):
        """
        Without workers only what looks at the scheme alone applies.
        """
        report = check_pay(PACK.pay, JUNE)

        assert [Verdict.MET, *[Verdict.NOT_APPLICABLE] * 4] == [
            finding.verdict for finding in report.findings
        ]

    def test_open(self):
        """
        A scheme that leaves anything open cannot be tried.
        """
        with pytest.raises(NotStatedError):
            check_pay(packs.load("shayibak").pay, JUNE)


class TestMonotone:
    @pytest.mark.parametrize(
        "rows", [((1, 300), (2, 200)), ((1, 100), (2, 300), (3, 299))], ids=["at once", "later"]
    )
    def test_falling_level(self, rows):
        """
        A level that is paid less than the one below it is named.
        """
        found = monotone(scaled(line("post", pay.Selector.LEVEL, *rows)))

        assert Verdict.NOT_MET is found.verdict
        assert found.step.text("en").startswith(f"level {rows[-1][0]}, years of service 0")
        assert found.step.text("zh").startswith(f"职级 {rows[-1][0]}、工作年限 0")

    def test_falling_years(self):
        """
        So are years that are paid less.
        """
        years = line("years", pay.Selector.YEARS, *((n, 500 - n) for n in range(41)))
        found = monotone(scaled(line("post", pay.Selector.LEVEL, *LEVELS), years))

        assert Verdict.NOT_MET is found.verdict

    def test_falling_share(self):
        """
        So is a criterion met that brings less; with one criterion alone nothing can fall.
        """
        shares = PACK.pay.award_shares.entries[0].value
        falling = with_field("award_shares", tuple(reversed(shares))).on(JUNE)

        assert Verdict.NOT_MET is monotone(falling).verdict
        assert "criteria met 1" in monotone(falling).step.text("en")

    def test_grid(self):
        """
        A grid is tried by both of its facts, and a pair that is not there is passed over.
        """
        rows = ((1, ((1, 100), (2, 300))), (2, ((1, 90),)))
        ladder = PACK.pay.ladder.entries[0].value
        steps = pay.Rungs(lowest=1, highest=2, rises=())
        ladder = attrs.evolve(
            ladder,
            positions=tuple(attrs.evolve(each, steps=steps) for each in ladder.positions),
        )
        grid = pay.Component(
            key="grid",
            label=ladder.positions[0].label,
            selector=pay.Selector.LEVEL,
            amount=pay.Grid(by=pay.Selector.STEP, rows=rows),
        )
        scheme = attrs.evolve(
            PACK.pay,
            ladder=with_field("ladder", ladder).ladder,
            scale=with_field("scale", (grid,)).scale,
        )
        found = monotone(scheme.on(JUNE))

        assert Verdict.NOT_MET is found.verdict
        assert "level 2" in found.step.text("en")

    def test_stars(self):
        """
        Where stars count, they are tried too.
        """
        rule = pay.StarRule(
            rating=PACK.pay.rating.entries[0].value,
            most=5,
            rows=((5, pay.StarEffect(what=PACK.label, amount=100)),),
        )

        assert Verdict.MET is monotone(with_field("stars", rule).on(JUNE)).verdict

    def test_wage_bill(self):
        """
        Where nobody can be paid alone, there is nothing to try.
        """
        scheme = attrs.evolve(
            with_field("award_pool", pay.AwardPool.OF_WAGE_BILL),
            award_apportion=with_field(
                "award_apportion", ApportionRule(unit=1, ties=Ties.BY_KEY)
            ).award_apportion,
        )

        assert Verdict.NOT_APPLICABLE is monotone(scheme.on(JUNE)).verdict


class TestPlanted:
    """
    Each law is shown to fail where a rule is broken on purpose.
    """

    def test_window(self, monkeypatch):
        """
        A level outside the window is found.
        """
        real = _pay.place
        monkeypatch.setattr(_pay, "place", lambda *given: attrs.evolve(real(*given), level=18))
        found = in_the_window(PACK.pay.on(JUNE), [PACK.worker], PACK.standings)

        assert Verdict.NOT_MET is found.verdict
        assert "w-1: 18" == found.step.value

    def test_window_without_ladder(self):
        """
        Without a ladder there is no window to lie in.
        """
        terms = attrs.evolve(
            with_field("ladder", None),
            scale=with_field(
                "scale", (line("years", pay.Selector.YEARS, *((n, n) for n in range(41))),)
            ).scale,
        ).on(JUNE)

        assert (
            Verdict.NOT_APPLICABLE is in_the_window(terms, [PACK.worker], PACK.standings).verdict
        )

    def test_order(self, monkeypatch):
        """
        Pay that follows the order of facts is found.
        """
        given = []

        def broken(*_):
            given.append(1)
            return f"pay {len(given)}"

        monkeypatch.setattr(_pay, "payslip", broken)
        found = order_of_facts(PACK.pay.on(JUNE), [PACK.worker], PACK.standings)

        assert Verdict.NOT_MET is found.verdict

    def test_later_facts(self, monkeypatch):
        """
        Pay that follows facts recorded later is found.
        """
        june = PACK.pay.on(JUNE, PAY_RUN)
        late = attrs.evolve(PACK.worker.facts[0], id="late", known=date(2025, 9, 3))
        worker = Worker("w-1", (*PACK.worker.facts, late))
        monkeypatch.setattr(_pay, "payslip", lambda worker, *_: len(worker.facts))
        found = early_facts_only(june, [worker], PACK.standings)

        assert Verdict.NOT_MET is found.verdict
        assert early_facts_only(PACK.pay.on(JUNE), [PACK.worker], PACK.standings).met

    def test_swapped(self, monkeypatch):
        """
        A payroll that follows the order of workers is found, and so is one that then fails.
        """
        real = _pay.payroll
        june = PACK.pay.on(JUNE)
        pair = [
            PACK.worker,
            Worker(
                "w-2",
                tuple(
                    attrs.evolve(fact, start=date(2010, 3, 1)) if type(fact) is Service else fact
                    for fact in PACK.worker.facts
                ),
            ),
        ]

        def uneven(workers, *given):
            first, *_ = workers
            return real([first], *given)

        def failing(workers, *given):
            first, *_ = workers
            if first.id == "w-2":
                raise ValueNotAllowedError(field="workers")
            return real(workers, *given)

        assert swapping_workers(june, pair, PACK.standings).met
        for broken in (uneven, failing):
            monkeypatch.setattr(_pay, "payroll", broken)
            assert Verdict.NOT_MET is swapping_workers(june, pair, PACK.standings).verdict
