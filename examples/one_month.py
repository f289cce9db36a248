"""
Pay two dozen workers for June 2025: the scheme of a pack, completed by a host, on facts from JSON.

Run it with ``make demo``, or ``python examples/one_month.py``. Workers and amounts are made up.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import attrs

from partygrid import packs, pay
from partygrid.dated import AssumedPart, Effective, Month, NotKnown, PeriodKind, Series
from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.money import exact, format_yuan, yuan
from partygrid.org import Standing, UnitId
from partygrid.people import (
    NO_CERTIFICATE,
    EarlyGain,
    EarlyRule,
    PartYears,
    ResultRule,
    ServiceCount,
    ServiceRule,
    Unassessed,
    Worker,
)
from partygrid.serial import from_data
from partygrid.sources import Grade, Source
from partygrid.trace import table, wrap

FACTS = Path(__file__).with_name("one_month.json")
JUNE = Month(2025, 6)
PAY_RUN = date(2025, 6, 30)
EXPLAINED = "w-02"

# What the district's own documents decide, and what this example merely supposes.
DECIDED = Source(key="host", title="使用方决定（示例）", grade=Grade.HOST)
SUPPOSED = Source(key="supposed", title="示例假定", grade=Grade.ASSUMED)


def scale() -> tuple[pay.Component, ...]:
    """
    Suppose a scale: level coefficient × base, rate × capped years, certificate amount.
    """
    return (
        pay.Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=pay.Selector.LEVEL,
            amount=pay.Coefficients(
                tuple((level, 1 + exact("0.085") * (level - 1)) for level in range(1, 19))
            ),
        ),
        pay.Component(
            key="seniority",
            label=Label("年限津贴", "seniority allowance"),
            selector=pay.Selector.YEARS,
            amount=pay.YearlyRate(per_year=yuan("35.50"), cap=40),
        ),
        pay.Component(
            key="certificate",
            label=Label("职业资格津贴", "certificate allowance"),
            selector=pay.Selector.CERTIFICATE,
            amount=pay.Table(
                (
                    (NO_CERTIFICATE, yuan(0)),
                    ("assistant", yuan(120)),
                    ("social_worker", yuan(260)),
                    ("senior", yuan(450)),
                )
            ),
            row_labels=(
                (NO_CERTIFICATE, Label("无", "none")),
                ("assistant", Label("助理社会工作师", "assistant social worker")),
                ("social_worker", Label("社会工作师", "social worker")),
                ("senior", Label("高级社会工作师", "senior social worker")),
            ),
        ),
    )


def ladder() -> pay.PayLadder:
    """
    Suppose a ladder: three positions on 18 levels, three years a step, credits for education.
    """
    windows = (
        ("member", Label("成员", "member"), 1, 12),
        ("deputy", Label("副职", "deputy"), 4, 15),
        ("chief", Label("正职", "chief"), 7, 18),
    )
    return pay.PayLadder(
        positions=tuple(
            pay.Position(
                key=key,
                label=label,
                levels=pay.Rungs(lowest=lowest, highest=highest, rises=pay.every(3)),
            )
            for key, label, lowest, highest in windows
        ),
        offices=(
            ("committee_member", "member"),
            ("grid_worker", "member"),
            ("deputy_secretary", "deputy"),
            ("deputy_director", "deputy"),
            ("secretary", "chief"),
            ("director", "chief"),
            ("station_head", "chief"),
        ),
        credits=(
            pay.Credit(
                key="both",
                label=Label("学历学位均具备", "education and degree"),
                looks_at=pay.CreditFor.EDUCATION_AND_DEGREE,
                gives=pay.CreditGives.LEVELS,
                rows=(("junior_college", 0), ("bachelor", 1), ("master", 2), ("doctor", 3)),
                effective=Effective.NEXT_MONTH,
                group="education",
            ),
            pay.Credit(
                key="one",
                label=Label("仅有学历或学位", "education or degree alone"),
                looks_at=pay.CreditFor.EDUCATION_OR_DEGREE,
                gives=pay.CreditGives.YEARS,
                rows=(("junior_college", 0), ("bachelor", 1), ("master", 3), ("doctor", 5)),
                effective=Effective.NEXT_MONTH,
                group="education",
            ),
        ),
        effective=Effective.NEXT_MONTH,
        concurrent=pay.Concurrent.HIGHER,
    )


def probation() -> tuple[pay.ProbationRule, ...]:
    """
    Suppose that new entrants get 80 % of their own pay, without an award.
    """
    own = pay.ProbationBase.OWN
    return (pay.ProbationRule(entry="new", base=own, share=exact("0.8"), award=False),)


def service() -> ServiceRule:
    """
    Suppose that full years count, that failed ones do not, and that excellent pairs are early.
    """
    return ServiceRule(
        count=ServiceCount.PER_PERIOD,
        part_years=PartYears.DROPPED,
        effective=Effective.SAME_DAY,
        results=ResultRule(
            grades=(("excellent", True), ("qualified", True), ("failed", False)),
            no_grade_counts=False,
            unassessed=Unassessed.COUNTS,
        ),
        early=EarlyRule(
            grade="excellent",
            run=2,
            overlapping=False,
            no_grade_breaks=True,
            most=2,
            gives=EarlyGain.LEVELS,
            amount=1,
        ),
    )


def complete(said: pay.PayScheme) -> pay.PayScheme:
    """
    Answer what the district's article leaves open, each answer with a source of its own.
    """
    start, known = date(2025, 1, 1), date(2024, 12, 20)
    return attrs.evolve(
        said,
        read_on=said.read_on.choose("first_day", source=DECIDED),
        service=said.service.choose("rule", source=SUPPOSED, rule=service()),
        ladder=said.ladder.choose("ladder", source=SUPPOSED, ladder=ladder()),
        allowances_from=said.allowances_from.choose(
            "from",
            source=SUPPOSED,
            certificate=Effective.NEXT_MONTH,
            education=Effective.NEXT_MONTH,
        ),
        base=said.base.announce(yuan("2930.50"), start=start, known=known, source=SUPPOSED),
        scale=said.scale.announce(scale(), start=start, known=known, source=SUPPOSED),
        rounding=said.rounding.choose("half_up_to_fen", source=DECIDED),
        award_basis=said.award_basis.choose("of_total", source=DECIDED),
        award_pool=said.award_pool.choose("per_worker", source=DECIDED),
        award_lines=said.award_lines.choose("all_lines", source=DECIDED),
        rating=said.rating.choose("earlier_period", source=DECIDED, every=PeriodKind.YEAR, lag=1),
        mover=said.mover.choose("by_months_served", source=DECIDED),
        part_month=said.part_month.choose(
            "calendar_days", source=SUPPOSED, lines=pay.CountedLines(None)
        ),
        probation=said.probation.announce(probation(), start=start, known=known, source=SUPPOSED),
        floors=said.floors.announce(floors(), start=start, known=known, source=SUPPOSED),
        payments=said.payments.choose("monthly", source=SUPPOSED, day=15, lag=1),
    )


def pay_all(
    workers: tuple[Worker, ...], scheme: pay.PayScheme, standings: dict[UnitId, Series[Standing]]
) -> tuple[dict[str, pay.Payslip], dict[str, PartyGridError]]:
    """
    Pay every worker; whoever cannot be paid by this scheme is named, not paid zero.
    """
    june = scheme.on(JUNE, known=PAY_RUN)
    slips: dict[str, pay.Payslip] = {}
    refused: dict[str, PartyGridError] = {}
    for worker in workers:
        try:
            slips[worker.id] = pay.payslip(worker, june, standings)
        except PartyGridError as error:
            refused[worker.id] = error
    return slips, refused


def amount(value: int | NotKnown) -> str:
    """
    Write an amount, or that it is not known yet.
    """
    return value.label.zh if isinstance(value, NotKnown) else format_yuan(value)


def payroll(slips: dict[str, pay.Payslip]) -> str:
    """
    Lay the payslips out as a table.
    """
    positions = {position.key: position.label.zh for position in ladder().positions}
    header = ("人员", "岗位", "职级", "年限", "薪酬总额", "固定部分", "绩效奖励", "应发")
    rows = [
        (
            worker,
            positions[str(slip.placement.position)],
            str(slip.placement.level),
            str(slip.placement.years),
            *map(amount, (slip.total, slip.fixed, slip.award, slip.paid)),
        )
        for worker, slip in slips.items()
    ]
    paid = sum(slip.paid for slip in slips.values())
    total = sum(slip.total for slip in slips.values())
    rows.append(("合计", "", "", "", format_yuan(total), "", "", format_yuan(paid)))
    return table(header, rows, "<<>>>>>>")


def floors() -> tuple[pay.MeanFloor, ...]:
    """
    Suppose floors under the mean pay of each position.
    """
    least = {"member": yuan(3200), "deputy": yuan(4800), "chief": yuan(6500)}
    return tuple(
        pay.MeanFloor(
            key=position.key,
            label=Label(f"{position.label.zh}平均应发", f"mean pay of {position.key}s"),
            positions=(position.key,),
            lines=pay.CountedLines(None),
            every=PeriodKind.MONTH,
            least=least[position.key],
        )
        for position in ladder().positions
    )


def assumed(scheme: pay.PayScheme) -> list[str]:
    """
    Say what is assumed: each value, and once for all fields the dates that no source prints.
    """
    values = [
        scheme.describe(assumption).zh
        for assumption in scheme.assumptions()
        if assumption.part is AssumedPart.VALUE
    ]
    dated: dict[str, list[str]] = {}
    for assumption in scheme.assumptions():
        if assumption.part is AssumedPart.DATES:
            field = scheme.parameters()[assumption.field].label.zh
            words = scheme.describe(assumption).zh.removeprefix(f"{field}的日期：")
            dated.setdefault(words, []).append(field)
    dates = [f"{words}：{'、'.join(fields)}" for words, fields in dated.items()]
    return [*values, *dates]


def section(zh: str, en: str) -> None:
    """
    Print a heading.
    """
    print(f"\n== {zh} / {en} ==\n")


def main() -> None:
    """
    Read the facts, pay the month, explain one payslip, and say what was supposed.
    """
    data = json.loads(FACTS.read_text(encoding="utf-8"))
    workers = from_data(tuple[Worker, ...], data["workers"])
    standings = from_data(dict[UnitId, Series[Standing]], data["standings"])
    scheme = complete(packs.load("shayibak").pay)
    slips, refused = pay_all(workers, scheme, standings)

    section(f"{JUNE.label.zh}工资表", f"Payroll of {JUNE.label.en}, yuan")
    print(payroll(slips))

    section("不在适用范围或依据不足", "Refused, not paid zero")
    for worker, error in refused.items():
        print("\n".join(wrap(f"{worker}: {error}", rest="    ")))

    slip = slips[EXPLAINED]
    section("一张工资单的算法", "One payslip, explained")
    print(slip.explain("zh"))
    print()
    print(slip.explain("en"))

    section("平均下限", "Floors of means")
    for finding in pay.check_floors(slips.values(), JUNE).findings:
        print(finding.explain("zh").split("来源：")[0].rstrip())

    section("再达标一项", "One more criterion met")
    one_more = pay.what_if(slip, criteria_met=5)
    print(f"{EXPLAINED}: {amount(slip.award)} → {amount(one_more.after.award)} 元")
    print(f"应发变化 / change in pay: {format_yuan(one_more.difference)} 元")

    section("下次变动", "Next change")
    explained = next(each for each in workers if each.id == EXPLAINED)
    change = pay.next_change(explained, scheme.on(JUNE, known=PAY_RUN))
    print("没有 / none" if change is None else change.explain("zh").split("来源：")[0].rstrip())

    section("发放日期", "Days of payment")
    for instalment in slip.instalments():
        name, due = instalment.paid_for.label, instalment.due
        print(f"{name.zh} / {name.en}: {amount(instalment.amount)} 元, {due}")

    section("假定", "Assumed")
    for line in assumed(scheme):
        print("\n".join(wrap(f"- {line}", rest="  ")))


if __name__ == "__main__":
    main()
