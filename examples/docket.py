"""
Read a dozen cases around a festival: what is due, what is late, and when to look again.

Run it with ``make demo``, or ``python examples/docket.py``. Place, cases and limits are made up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from partygrid import packs
from partygrid.clocks import (
    Case,
    Channel,
    Docket,
    Event,
    EventKind,
    Reading,
    Role,
    StageReading,
    StageState,
    docket,
)
from partygrid.trace import pad, table
from partygrid.worktime import OFFICE_TIME

NOW = datetime(2025, 10, 10, 12, tzinfo=OFFICE_TIME)
EXPLAINED = "c-09"

K = EventKind
ONLINE, OFFLINE, VISIT = Channel.ONLINE, Channel.OFFLINE, Channel.HOME_VISIT
LIVE = (StageState.RUNNING, StageState.PAUSED)

# Each case: id, class of matter, channel, unit, and what happened: when, what, and what else is
# said. The holiday is 1 to 8 October; Sunday 28 September is worked in exchange for it, and so
# would Saturday 11 October be, but on that day the office is closed for the community games.
COURSES: tuple[tuple[str, str, Channel, str, tuple[tuple[Any, ...], ...]], ...] = (
    (
        "c-01",
        "ordinary",
        ONLINE,
        "community-1",
        (
            ("09-26 10:20", K.RECEIVED),
            ("09-26 10:50", K.SIGNED),
            ("09-30 17:00", K.RESOLVED),
            ("10-09 11:00", K.CALLED_BACK, {"satisfied": True}),
            ("10-09 11:10", K.CLOSED),
        ),
    ),
    (
        "c-02",
        "ordinary",
        VISIT,
        "community-1",
        (("09-28 11:00", K.RECEIVED), ("09-28 11:30", K.SIGNED)),
    ),
    (
        "c-03",
        "ordinary",
        ONLINE,
        "community-2",
        (("09-26 16:30", K.RECEIVED), ("09-26 16:50", K.SIGNED)),
    ),
    (
        "c-04",
        "ordinary",
        OFFLINE,
        "community-2",
        (("09-25 11:00", K.RECEIVED), ("09-25 11:20", K.SIGNED)),
    ),
    (
        "c-05",
        "urgent",
        ONLINE,
        "street-1",
        (
            ("09-30 18:00", K.RECEIVED),
            ("09-30 18:30", K.SIGNED),
            ("10-01 15:00", K.RESOLVED),
            ("10-09 12:00", K.CALLED_BACK, {"satisfied": True}),
        ),
    ),
    (
        "c-06",
        "urgent",
        ONLINE,
        "street-1",
        (
            ("09-30 19:30", K.RECEIVED),
            ("10-09 10:20", K.SIGNED),
            ("10-09 15:40", K.RESOLVED),
        ),
    ),
    (
        "c-07",
        "ordinary",
        VISIT,
        "community-1",
        (
            ("09-28 10:30", K.RECEIVED),
            ("09-28 11:00", K.SIGNED),
            ("09-29 10:00", K.PAUSED, {"reason": "appraisal"}),
            ("10-10 10:30", K.RESUMED),
        ),
    ),
    (
        "c-08",
        "ordinary",
        ONLINE,
        "community-2",
        (
            ("09-26 10:00", K.RECEIVED),
            ("09-26 10:30", K.SIGNED),
            ("09-30 16:30", K.PAUSED, {"reason": "public_notice"}),
        ),
    ),
    (
        "c-09",
        "ordinary",
        OFFLINE,
        "community-1",
        (
            ("09-25 16:00", K.RECEIVED),
            ("09-25 16:40", K.SIGNED),
            ("09-29 12:00", K.EXTENDED, {"amount": 5, "role": Role.DISTRICT}),
        ),
    ),
    (
        "c-10",
        "urgent",
        ONLINE,
        "community-1",
        (
            ("10-09 10:30", K.RECEIVED),
            (
                "10-09 11:20",
                K.TRANSFERRED,
                {"unit": "street-1", "assigned": Role.STREET, "leads": True},
            ),
            ("10-09 11:50", K.SIGNED),
            ("10-10 10:00", K.RESOLVED),
        ),
    ),
    (
        "c-11",
        "ordinary",
        OFFLINE,
        "community-2",
        (
            ("09-26 11:00", K.RECEIVED),
            ("09-26 11:10", K.SIGNED),
            ("09-29 13:00", K.RESOLVED),
            ("09-30 11:00", K.CALLED_BACK, {"satisfied": False}),
            ("09-30 11:05", K.REOPENED),
        ),
    ),
    ("c-12", "ordinary", ONLINE, "community-2", (("10-10 11:40", K.RECEIVED),)),
)


def event(number: int, row: tuple[Any, ...], **said: Any) -> Event:
    """
    Make an event of 2025 that was recorded when it happened.
    """
    when, kind = row[:2]
    at = datetime.fromisoformat(f"2025-{when}").replace(tzinfo=OFFICE_TIME)
    return Event(
        **{"id": f"e-{number}", "role": Role.COMMUNITY, "kind": kind, "at": at, "known": at}
        | said
        | (row[2] if len(row) > 2 else {})  # noqa: PLR2004 - when, what, and what else is said
    )


def cases() -> tuple[Case, ...]:
    """
    Make the cases; what came in also says class, channel and unit.
    """
    made = []
    for name, matter, channel, unit, (first, *course) in COURSES:
        received = event(
            1,
            first,
            matter=matter,
            channel=channel,
            unit=unit,
            assigned=Role.STREET if unit.startswith("street") else Role.COMMUNITY,
            leads=True,
        )
        rest = [event(number, row) for number, row in enumerate(course, start=2)]
        made.append(Case(name, (received, *rest)))
    return tuple(made)


def amount(value: timedelta | int | None) -> str:
    """
    Write time, or a number of days.
    """
    if value is None:
        return ""
    return f"{value} 天" if isinstance(value, int) else f"{value}"


def moment(at: datetime | None) -> str:
    """
    Write an instant to the minute.
    """
    return "—" if at is None else f"{at:%m-%d %H:%M}"


def due_list(held: Docket) -> str:
    """
    Lay out what still runs or stands, the first due first; what stands has no due instant.
    """
    open_ones = [
        (reading, found)
        for reading in held.readings
        for found in reading.stages
        if found.state in LIVE
    ]
    last = datetime.max.replace(tzinfo=OFFICE_TIME)
    rows = [
        (
            reading.case.id,
            found.stage.label.zh,
            found.state.label.zh,
            moment(found.due),
            amount(found.left),
            "、".join(told.reminder.label.zh for told in found.told),
        )
        for reading, found in sorted(open_ones, key=lambda pair: pair[1].due or last)
    ]
    return table(("事项", "环节", "状态", "到期", "剩余", "已提醒"), rows, "<<<<><")


def late_list(held: Docket) -> str:
    """
    Lay out what is late and not done, and who was told of it.
    """
    rows = [
        (
            name,
            found.stage.label.zh,
            moment(found.breached_at),
            "、".join(f"{told.reminder.label.zh} {moment(told.at)}" for told in found.told),
        )
        for name, found in held.overdue
    ]
    return table(("事项", "环节", "逾期自", "已提醒"), rows, "<<<<")


def load_list(held: Docket) -> str:
    """
    Lay out what each unit has in hand.
    """
    rows = [
        (each.unit, str(each.running), str(each.paused), str(each.overdue)) for each in held.load
    ]
    return table(("单位", "在办", "暂停", "逾期"), rows, "<>>>")


def rates(held: Docket) -> str:
    """
    Write each rate with its numerator and its denominator.
    """
    found = (held.on_time(), held.response(), held.solution(), held.satisfaction())
    return "\n".join(
        f"{pad(rate.label.zh, 12, '<')}{rate.numerator:>3} ÷ {rate.denominator:<3}"
        f"{rate.numerator_label.zh} ÷ {rate.denominator_label.zh}"
        for rate in found
    )


def first_to_change(held: Docket) -> tuple[Reading, StageReading]:
    """
    Find the case and the stage that change first by themselves.
    """
    return next(
        (reading, found)
        for reading in held.readings
        for found in reading.stages
        if found.next_change is not None and found.next_change == held.next_change
    )


def section(zh: str, en: str) -> None:
    """
    Print a heading.
    """
    print(f"\n== {zh} / {en} ==\n")


def main() -> None:
    """
    Read every case at one instant, and say what a clerk has to know of them.
    """
    place = packs.load("example")
    held = docket(cases(), place.promise, place.calendar, at=NOW)

    section(f"未到期（截至 {NOW:%Y-%m-%d %H:%M}）", f"Due, at {NOW:%Y-%m-%d %H:%M}")
    print(due_list(held))

    section("逾期未办", "Late and not done")
    print(late_list(held))

    section("各单位在办", "In hand, by unit")
    print(load_list(held))

    section("办理指标", "Rates, each with its two parts")
    print(rates(held))

    section("不合规定的交办", "Given against the list of duties")
    for reading in held.readings:
        for finding in reading.findings.not_met:
            print(finding.explain("zh"))

    section("下次查看", "When to look again")
    reading, found = first_to_change(held)
    print(f"{held.next_change:%Y-%m-%d %H:%M:%S.%f} {reading.case.id} {found.stage.label.zh}")

    section("一个到期时刻的算法", "One due date, explained")
    solve = next(each for each in held.readings if each.case.id == EXPLAINED).stage("solve")
    print(solve.explain("zh"))
    print()
    print(solve.explain("en"))


if __name__ == "__main__":
    main()
