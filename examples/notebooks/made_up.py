"""
Made-up facts for the notebooks: workers, residents' matters and slips of a community of no place.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from partygrid.clocks import Case, Channel, Event, EventKind, Role
from partygrid.org import unit_id
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    Degree,
    Education,
    Fact,
    Probation,
    Service,
    Worker,
)
from partygrid.points import Delivery, Holder, Request
from partygrid.worktime import OFFICE_TIME

UNIT: Final = unit_id("community-1")
K = EventKind


NAMES: Final = {
    "w-1": "书记 secretary",
    "w-2": "副主任 deputy director",
    "w-3": "网格员 grid worker",
    "w-4": "网格员 grid worker",
    "w-5": "新网格员 newcomer",
    "q-01": "路灯 street lamp",
    "q-02": "积水 flooding",
    "q-03": "楼道 stairwell",
    "q-04": "噪声 noise",
    "q-05": "井盖 manhole",
    "q-06": "停车 parking",
    "q-07": "漏水 leak",
    "q-08": "健身器材 fitness gear",
    "q-09": "电梯 lift",
    "q-10": "外墙 outer wall",
    "q-11": "绿化 trees",
    "q-12": "门禁 door lock",
}


def worker(
    id_: str,
    hired: date,
    *offices: tuple[str, date],
    school: str = "bachelor",
    certificate: tuple[str, date] | None = None,
    probation: date | None = None,
) -> Worker:
    """
    Make a worker of the community; everything is recorded on the day it begins.

    Args:
        id_: The id.
        hired: The first day of service.
        offices: Each office held, with its first day; it ends where the next begins.
        school: Education and degree.
        certificate: The certificate registered, and the day.
        probation: The last day of probation; None: there is none.
    """
    ends = [*(start for _, start in offices[1:]), None]
    studied = date(hired.year - 1, 7, 1)
    facts: list[Fact] = [
        Service(id="s-1", staff="professional", start=hired, known=hired),
        Education(id="e-1", education=school, start=studied, known=hired),
        *(
            Appointment(
                id=f"a-{number}", unit=UNIT, office=office, start=start, end=end, known=start
            )
            for number, ((office, start), end) in enumerate(zip(offices, ends, strict=True), 1)
        ),
    ]
    if school != "junior_college":
        facts.append(Degree(id="d-1", degree=school, start=studied, known=hired))
    if certificate is not None:
        name, day = certificate
        facts.append(CertificateRegistration(id="c-1", certificate=name, start=day, known=day))
    if probation is not None:
        facts.append(Probation(id="p-1", entry="new", start=hired, end=probation, known=hired))
    return Worker(id_, tuple(facts))


WORKERS: Final = (
    worker(
        "w-1",
        date(2011, 9, 1),
        ("deputy_secretary", date(2011, 9, 1)),
        ("secretary", date(2018, 3, 1)),
        school="master",
        certificate=("social_worker", date(2016, 11, 1)),
    ),
    worker(
        "w-2",
        date(2016, 4, 1),
        ("grid_worker", date(2016, 4, 1)),
        # Promoted within the quarter: it counts from the month after.
        ("deputy_director", date(2025, 5, 6)),
        certificate=("assistant", date(2019, 5, 1)),
    ),
    worker(
        "w-3",
        date(2019, 3, 1),
        ("grid_worker", date(2019, 3, 1)),
        # Registered within the quarter: paid from the month after.
        certificate=("social_worker", date(2025, 4, 10)),
    ),
    worker(
        "w-4",
        date(2022, 5, 16),
        ("grid_worker", date(2022, 5, 16)),
        school="junior_college",
    ),
    # Came in the middle of May, on probation.
    worker(
        "w-5",
        date(2025, 5, 12),
        ("grid_worker", date(2025, 5, 12)),
        probation=date(2025, 8, 12),
    ),
)


def at(text: str) -> datetime:
    """
    Read a time of 2025, office time.
    """
    return datetime.fromisoformat(f"2025-{text}").replace(tzinfo=OFFICE_TIME)


def case(id_: str, matter: str, received: str, *course: tuple[Any, ...]) -> Case:
    """
    Make a resident's matter: when it came in, and what happened then.

    Args:
        id_: The id.
        matter: The class of matter.
        received: When it came in.
        course: Each event: when, what, and what else is said.
    """
    first = Event(
        id=f"{id_}-0",
        kind=K.RECEIVED,
        at=at(received),
        known=at(received),
        role=Role.COMMUNITY,
        unit="community-1",
        assigned=Role.COMMUNITY,
        leads=matter == "ordinary",
        matter=matter,
        channel=Channel.ONLINE,
    )
    rest = (
        Event(
            id=f"{id_}-{number}",
            kind=kind,
            at=at(when),
            known=at(when),
            role=Role.COMMUNITY,
            **(more[0] if more else {}),
        )
        for number, (when, kind, *more) in enumerate(course, 1)
    )
    return Case(id_, (first, *rest))


def solved(id_: str, received: str, *course: str, matter: str = "ordinary") -> Case:
    """
    Make a matter that was signed for, resolved, and asked about again.

    Args:
        id_: The id.
        received: When it came in.
        course: When it was signed for, resolved and asked about; the resident was not satisfied
            where a question mark stands at the end.
        matter: The class of matter.
    """
    signed, resolved, asked = course
    satisfied = not asked.endswith("?")
    return case(
        id_,
        matter,
        received,
        (signed, K.SIGNED),
        (resolved, K.RESOLVED),
        (asked.removesuffix("?"), K.CALLED_BACK, {"satisfied": satisfied}),
    )


def stopped(id_: str, received: str, signed: str, *pauses: str) -> Case:
    """
    Make a matter that waits for an appraisal: paused, resumed, and so on.
    """
    kinds = [(K.PAUSED, {"reason": "appraisal"}), (K.RESUMED,)]
    course = [(when, *kinds[number % 2]) for number, when in enumerate(pauses)]
    return case(id_, "ordinary", received, (signed, K.SIGNED), *course)


CASES: Final = (
    solved("q-01", "04-02 10:30", "04-02 10:50", "04-08 12:00", "04-09 11:00"),
    solved("q-02", "04-09 16:10", "04-09 16:40", "04-10 11:00", "04-11 10:30", matter="urgent"),
    solved("q-03", "04-14 11:00", "04-14 11:30", "04-23 17:00", "04-24 16:00?"),
    solved("q-04", "04-22 17:00", "04-22 17:20", "04-25 18:00", "04-27 17:00"),
    solved("q-05", "04-29 11:20", "04-29 11:50", "05-07 10:30", "05-08 11:00"),
    solved("q-06", "05-06 10:20", "05-06 12:40", "05-12 16:30", "05-13 10:30"),
    solved("q-07", "05-19 18:30", "05-19 19:00", "05-21 16:30", "05-22 12:00?", matter="urgent"),
    solved("q-08", "05-27 12:00", "05-27 12:30", "06-03 17:00", "06-05 11:00"),
    stopped("q-09", "06-09 10:40", "06-09 11:00", "06-11 10:00", "06-20 16:00"),
    stopped("q-10", "06-16 11:30", "06-16 12:00", "06-18 17:00"),
    case("q-11", "ordinary", "06-18 16:30", ("06-18 17:00", K.SIGNED)),
    case("q-12", "ordinary", "06-26 18:00", ("06-26 18:20", K.SIGNED)),
)

HOLDERS: Final = tuple(
    Holder(id=f"h-{number}", kind=kind, since=date(2025, 4, 1))
    for number, kind in enumerate(
        (*["family"] * 4, *["resident"] * 2, "merchant", "unit"), start=1
    )
)

# Month, holder, activity, the days on which it was done, how much each time.
_DONE: Final = (
    (4, 1, "clean_up", (5, 19), 3),
    (4, 1, "kitchen_waste", (7, 14, 21, 28), 2000),
    (4, 2, "hours", (12, 26), 240),
    (4, 3, "lecture", (11, 25), 2),
    (4, 5, "hours", (12,), 300),
    (4, 7, "free_service", (18,), 3),
    (4, 8, "lecture", (25,), 5),
    (5, 1, "kitchen_waste", (6, 13, 20, 27), 2500),
    (5, 2, "clean_up", (10, 24), 3),
    (5, 2, "hazard", (8, 15), 2),
    (5, 3, "recyclables", (9, 16, 23), 40),
    (5, 4, "clean_up", (10, 24), 2),
    (5, 5, "hours", (17, 31), 240),
    (5, 6, "course", (14, 15), 120),
    (5, 6, "hours", (10,), 360),
    (5, 7, "free_service", (16, 30), 3),
    (5, 8, "clean_up", (24,), 3),
    (6, 1, "hazard", (5,), 2),
    (6, 2, "hours", (7, 14), 180),
    (6, 3, "clean_up", (7, 14), 3),
    (6, 4, "clean_up", (7, 14), 3),
    (6, 5, "lecture", (13,), 3),
    (6, 6, "hours", (14,), 360),
    (6, 7, "free_service", (13,), 3),
    (6, 8, "lecture", (20,), 5),
)


def slips(month: int) -> list[tuple[str, str, str, date, int]]:
    """
    List what was done in a month, as the rows that a bank takes.
    """
    return [
        (
            f"s-{month}-{line}-{day}",
            HOLDERS[holder - 1].id,
            activity,
            date(2025, month, day),
            quantity,
        )
        for line, (when, holder, activity, days, quantity) in enumerate(_DONE)
        if when == month
        for day in days
    ]


DELIVERIES: Final = (
    Delivery(id="d-1", gift="tissues", quantity=3),
    Delivery(id="d-2", gift="meal", quantity=2),
    Delivery(id="d-3", gift="rice", quantity=2),
)
_ASKED: Final = (
    (1, "tissues", 23),
    (2, "rice", 24),
    (3, "tissues", 24),
    (4, "haircut", 25),
    (5, "meal", 25),
    (6, "tissues", 26),
    (7, "meal", 26),
    (8, "tissues", 27),
)
REQUESTS: Final = tuple(
    Request(id=f"r-{holder}", holder=HOLDERS[holder - 1].id, gift=gift, asked=date(2025, 6, day))
    for holder, gift, day in _ASKED
)
