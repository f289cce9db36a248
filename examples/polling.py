"""
Watch one case that nobody handles, and look at it only when something changes.

Run it with ``make demo``, or ``python examples/polling.py``. Place, case and limits are made up.

A host sleeps until `Reading.next_change`. It looks sooner only for what no clock can foresee: a
new event of the case, a new notice, another scheme.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from partygrid import packs
from partygrid.clocks import Case, Channel, Event, EventKind, Reading, Role, read
from partygrid.worktime import OFFICE_TIME

RECEIVED = datetime(2025, 9, 28, 11, tzinfo=OFFICE_TIME)
JUST_BEFORE = timedelta(microseconds=1)
CASE = Case(
    "c-1",
    (
        Event(
            id="e-1",
            kind=EventKind.RECEIVED,
            at=RECEIVED,
            known=RECEIVED,
            role=Role.PLATFORM,
            unit="community-1",
            assigned=Role.COMMUNITY,
            leads=True,
            matter="ordinary",
            channel=Channel.ONLINE,
        ),
    ),
)


def shown(reading: Reading) -> tuple[str, ...]:
    """
    Say what a clerk would see: states, and who has been told; not the time that runs down.
    """
    return tuple(
        " ".join(
            (
                f"{found.stage.label.en} {found.state.label.en}",
                *(f"[{told.reminder.label.en}]" for told in found.told),
            )
        )
        for found in reading.stages
    )


def main() -> None:
    """
    Look, sleep until the next change, look again; and prove that nothing happened meanwhile.
    """
    place = packs.load("example")

    def look(at: datetime) -> Reading:
        return read(CASE, place.promise, place.calendar, at=at)

    print("\n== 只在变化时查看 / Looking only when something changes ==\n")
    missed = looks = 0
    at: datetime | None = RECEIVED
    before: tuple[str, ...] | None = None
    while at is not None:
        reading, looks = look(at), looks + 1
        meanwhile = ""
        if before is not None:
            same = shown(look(at - JUST_BEFORE)) == before
            missed += not same
            meanwhile = "  (1 µs before: as at the last look)" if same else "  (missed!)"
        print(f"{at:%Y-%m-%d %H:%M:%S.%f}{meanwhile}")
        for line in shown(reading):
            marked = " " if before is not None and line in before else "*"
            print(f"  {marked} {line}")
        before, at = shown(reading), reading.next_change
    print(f"\n查看 {looks} 次，漏看 {missed} 次 / {looks} looks, {missed} missed")


if __name__ == "__main__":
    main()
