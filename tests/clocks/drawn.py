"""
What the tests of whole histories share: they draw plain data, and make the library's values of it.
"""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from seconds import (
    BEGINNING,
    DAY,
    FOLLOWS,
    HOUR,
    MICRO,
    MINUTE,
    SIZES,
    Board,
    Entry,
    Extension,
    Form,
    Hours,
    Limit,
    Notice,
    Office,
    Record,
    RefusedError,
    Reminder,
)
from seconds import read as walked

from partygrid import clocks, worktime
from partygrid.clocks import Case, Channel, Event, EventKind, Role, StageScheme
from partygrid.dated import Interval, SchemeKey, Series
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import OFFICE_TIME, CalendarLayer, WorkCalendar

SAID = Source(key="said", title="通知", grade=Grade.HOST)
MOMENT = timedelta(microseconds=1)
NAME = Label("某事", "something")
MIDNIGHT = datetime(BEGINNING.year, BEGINNING.month, BEGINNING.day, tzinfo=OFFICE_TIME)
ZONES = (
    OFFICE_TIME,
    UTC,
    ZoneInfo("Asia/Urumqi"),
    ZoneInfo("America/New_York"),
    timezone(timedelta(hours=-11, minutes=-30)),
)


def moment(second, micro=0):
    """
    Give the moment at which a second begins.
    """
    return MIDNIGHT + timedelta(seconds=second, microseconds=micro)


def day_of(number):
    """
    Give the date of a day.
    """
    return BEGINNING + timedelta(number)


class Tape:
    """
    Make choices from bytes; where they run out, the first choice.
    """

    def __init__(self, data):
        self.numbers = (high * 256 + low for high, low in zip(data[::2], data[1::2], strict=True))

    def below(self, most):
        """
        Choose a number below another.
        """
        number = next(self.numbers, 0)
        if most > 0x10000:
            number += 0x10000 * next(self.numbers, 0)
        return number % most

    def among(self, *values):
        """
        Choose one of several.
        """
        return values[self.below(len(values))]

    def once_in(self, times):
        """
        Choose yes once in so many times.
        """
        return self.below(times) == times - 1


# The calendar.

SESSIONS = (
    ((32_400, 43_200), (48_600, 63_000)),
    ((36_000, 50_400), (57_600, 72_000)),
    ((0, DAY),),
    ((57_600, DAY),),
    ((0, 1_800), (1_801, 1_802), (82_800, DAY)),
    ((32_400, 64_800),),
    ((34_227, 34_228),),
)
WEEKS = ((1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6), (2, 4, 6), (1, 2, 3, 4, 5, 6, 7))


def drawn_office(tape, length):
    """
    Draw a calendar: hours that change with the season, and what is announced beforehand or late.
    """
    hours = [Hours(-9, -30, tape.among(*SESSIONS))]
    if not tape.once_in(3):
        start = tape.below(24)
        hours.append(
            Hours(start, tape.among(-9, start, start - 3, start + 2), tape.among(*SESSIONS))
        )
    notices = []
    settled = length if tape.below(2) else tape.below(24)
    for known in (-1, tape.below(24)):
        days = {}
        # What is said late often is of days gone by, on which somebody worked.
        for _ in range(tape.below(6 if known < 0 else 12)):
            worked = tape.once_in(3 if known < 0 else 2)
            own = tape.among(*SESSIONS) if worked and tape.once_in(3) else None
            days[tape.below(30)] = (worked, own)
        first, end = (0, settled) if known < 0 else (settled, length)
        notices.append(Notice(known, min(first, end), end, days))
    return Office(length, tape.among(*WEEKS), tuple(hours), tuple(notices))


def clock_text(second):
    """
    Write a second of the day as a time.
    """
    return f"{second // HOUR:02}:{second // MINUTE % 60:02}:{second % 60:02}"


def made_sessions(spans):
    """
    Make the library's sessions.
    """
    return tuple(
        worktime.Session(clock_text(opens), clock_text(closes).replace("24:00:00", "24:00"))
        for opens, closes in spans
    )


def made_notice(notice):
    """
    Make the library's notice.
    """
    kinds = {True: worktime.DayKind.MAKE_UP, False: worktime.DayKind.STATUTORY_HOLIDAY}
    return worktime.Notice(
        known=day_of(notice.known),
        source=SAID,
        days=tuple(
            worktime.SpecialDays(
                kind=kinds[worked],
                name=NAME,
                days=(day_of(day),),
                **({"sessions": made_sessions(own)} if own else {}),
            )
            for day, (worked, own) in sorted(notice.days.items())
        ),
        covers=Interval(day_of(notice.first), day_of(notice.end))
        if notice.first < notice.end
        else None,
    )


def made_calendar(office):
    """
    Make the library's calendar.
    """
    hours = Series("hours")
    for each in office.hours:
        hours = hours.announce(
            worktime.OfficeHours(made_sessions(each.sessions)),
            start=day_of(each.start),
            known=day_of(each.known),
            source=SAID,
        )
    layer = CalendarLayer(
        level=worktime.LayerLevel.NATION,
        label=NAME,
        announced=True,
        notices=tuple(
            made_notice(each) for each in office.notices if each.days or each.first < each.end
        ),
        week=said("week", worktime.WorkWeek(office.week)),
        hours=hours,
    )
    return WorkCalendar(span=Interval(day_of(0), day_of(office.length)), layers=(layer,))


def said(name, *entries):
    """
    Say what holds from before the beginning, and what holds from a day on, known since a day.
    """
    found = Series(name)
    for entry in entries:
        start, known, value = (
            entry if type(entry) is tuple and len(entry) == 3 else (-9, -30, entry)
        )
        found = found.announce(value, start=day_of(start), known=day_of(known), source=SAID)
    return found


# The scheme.

FITTING = [
    (unit.value, start.value, roll.value, end.value)
    for unit in worktime.LimitUnit
    for start in worktime.StartRule
    for roll in worktime.RollRule
    for end in worktime.EndRule
    if (start.value in {"from_instant", "after_starting_hour"}) is unit.is_clock
    and (roll.value == "next_opening") <= (unit.value in {"hour", "minute"})
    and (roll.value in {"forward", "backward"})
    <= (unit.value in {"calendar_day", "month", "year"})
    and (end.value == "at_instant") is unit.is_clock
    and (end.value == "close_of_business") <= (unit.value == "working_day" or roll.value != "none")
]
MOST = {
    "minute": 4_000,
    "hour": 72,
    "working_minute": 900,
    "working_hour": 20,
    "calendar_day": 8,
    "working_day": 5,
    "month": 2,
    "year": 1,
}
SIMPLE_UNITS = [*SIZES, "calendar_day", "working_day"]
STARTS = [
    ("received", "reopened"),
    ("received",),
    ("received", "transferred", "reopened"),
    ("signed", "returned"),
    ("resolved", "received"),
]
MEETS = [("resolved",), ("signed",), ("transferred", "closed"), ("called_back",), ("answered",)]
CAUSES = ("survey", "notice")


def drawn_limit(tape):
    """
    Draw a limit; years are rare, for they take long to step through.
    """
    unit, start, roll, end = tape.among(*FITTING)
    while unit in {"month", "year"} and tape.below(8 if unit == "year" else 3):
        unit, start, roll, end = tape.among(*FITTING)
    return Limit(1 + tape.below(MOST[unit]), unit, start, roll, end)


def drawn_form(tape):
    """
    Draw a stage.
    """
    starts = STARTS[0] if tape.below(2) else tape.among(*STARTS)
    meets = MEETS[0] if tape.below(2) else tape.among(*MEETS)
    meets = tuple(each for each in meets if each not in starts) or ("closed",)
    limit = drawn_limit(tape)
    causes = CAUSES[: tape.among(1, 2, 1, 0)]
    day_pause = tape.among("whole_days", "day_difference", "rounded_up")
    transfer = tape.among("carry_over", "renew")
    return with_limit(Form(starts, meets, limit, causes, day_pause, transfer), limit)


def with_limit(form, limit):
    """
    Give a stage another limit.
    """
    days = bool(form.causes) and limit.unit not in SIZES
    day_pause = (form.day_pause or "day_difference") if days else None
    return form._replace(limit=limit, day_pause=day_pause)


def drawn_extension(tape, stages, limit):
    """
    Draw how limits may be extended.
    """
    if not tape.below(4):
        return None
    unit = tape.among(*SIMPLE_UNITS)
    if limit.unit not in SIZES and tape.below(2):
        unit = "calendar_day"
    return Extension(
        stages=stages,
        most=max(1, MOST[unit] - tape.below(2)),
        unit=unit,
        times=tape.among(9, 1, 2),
        consent=("district",),
        suffices=not tape.below(2),
    )


def drawn_reminder(tape, number):
    """
    Draw a reminder.
    """
    unit = tape.among(*SIMPLE_UNITS)
    amount = 0 if tape.once_in(5) else 1 + tape.below(max(3, MOST[unit] // 3))
    return Reminder(f"r-{number}", "stage", tape.among("before", "after"), amount, unit)


class Scheme:
    """
    Hold a scheme as drawn: what it says, and what it says from some day on.
    """

    def __init__(self, tape):
        form = drawn_form(tape)
        extension = drawn_extension(tape, ("stage",), form.limit)
        self.entries = [Entry(-9, -9, {"stage": form}, extension)]
        self.reminders = [drawn_reminder(tape, number) for number in range(tape.below(4))]
        if tape.once_in(3):
            self.swap(tape, form, extension)

    def swap(self, tape, form, extension):
        """
        Let another stage come into force, or the same with another limit, which may be said late.
        """
        start = tape.below(16)
        if tape.below(2):
            known = start - tape.below(3)
            stages = {"stage": drawn_form(tape)}
            if tape.once_in(4):
                stages = {"other": stages["stage"]}
        else:
            known = start + tape.below(9) - 3
            stages = {"stage": with_limit(form, drawn_limit(tape))}
        if tape.below(2):
            extension = drawn_extension(tape, ("stage",), form.limit)
        if "stage" not in stages:
            extension, self.reminders = None, []
        self.entries.append(Entry(start, known, stages, extension))

    def units(self):
        """
        List the units of limits.
        """
        return {form.limit.unit for each in self.entries for form in each.stages.values()}


def made_form(key, form):
    """
    Make the library's stage.
    """
    limit = form.limit
    return clocks.Stage(
        key=key,
        label=NAME,
        starts=tuple(EventKind(each) for each in form.starts),
        meets=tuple(EventKind(each) for each in form.meets),
        limits=(
            clocks.MatterLimit(
                "ordinary",
                worktime.Limit(
                    amount=limit.amount,
                    unit=worktime.LimitUnit(limit.unit),
                    start=worktime.StartRule(limit.start),
                    roll=worktime.RollRule(limit.roll),
                    end=worktime.EndRule(limit.end),
                ),
            ),
        ),
        pauses=form.causes,
        day_pause=form.day_pause and clocks.DayPause(form.day_pause),
        on_transfer=clocks.OnTransfer(form.transfer),
    )


def made_extension(rule):
    """
    Make the library's rule.
    """
    return rule and clocks.ExtensionRule(
        stages=rule.stages,
        most=rule.most,
        unit=worktime.LimitUnit(rule.unit),
        times=rule.times,
        consent=tuple(Role(each) for each in rule.consent),
        request_suffices=rule.suffices,
    )


def made_scheme(scheme):
    """
    Make the library's scheme.
    """
    reminders = tuple(
        clocks.Reminder(
            key=each.key,
            label=NAME,
            stage=each.stage,
            when=clocks.When(each.when),
            amount=each.amount,
            unit=worktime.LimitUnit(each.unit),
            level=1,
            role=Role.STREET,
        )
        for each in scheme.reminders
    )
    return StageScheme(
        key=SchemeKey("example", "promise", "2026"),
        stages=said(
            "stages",
            *(
                (
                    each.start,
                    each.known,
                    tuple(made_form(key, form) for key, form in each.stages.items()),
                )
                for each in scheme.entries
            ),
        ),
        extension=said(
            "extension",
            *((each.start, each.known, made_extension(each.extension)) for each in scheme.entries),
        ),
        reminders=said("reminders", (-9, -9, reminders)),
        returns=said("returns", None),
        community_duties=said("community_duties", None),
    )


# The history.

KINDS = {
    "not_received": ["received"],
    "open": [
        *("signed", "answered", "extension_requested", "extended", "transferred", "returned"),
        *("paused", "paused", "paused", "paused", "extended", "resolved", "withdrawn"),
    ],
    "paused": [
        *("signed", "answered", "extension_requested", "extended", "transferred", "returned"),
        *9 * ["resumed"],
        "withdrawn",
    ],
    "resolved": ["reopened", "called_back", "closed", "withdrawn", "reopened"],
    "withdrawn": ["closed", None],
    "closed": ["reopened", None],
}
GAPS = (90, 5_000, 5_000, 40_000, DAY, DAY, 3 * DAY, 5 * DAY)


class Drawn:
    """
    Hold all that is drawn of one case.
    """

    def __init__(self, data):
        tape = Tape(data)
        self.scheme = Scheme(tape)
        units = self.scheme.units()
        length = 24 + tape.below(60)
        if units & {"month", "year"}:
            length = 470 if "year" in units else 150
        self.office = drawn_office(tape, length)
        self.edges = sorted(
            {
                0,
                DAY,
                *(each for one in self.office.hours for span in one.sessions for each in span),
            }
        )
        self.boards, self.true = {}, []
        for record in self.history(tape):
            self.true.append(record)
        self.records = list(self.recorded(tape))
        self.between = tape.below(1001)
        self.asked = [self.question(tape) for _ in range(5)]

    def near(self, tape, second):
        """
        Move a second to an opening, a close, a midnight, or beside it.
        """
        if not tape.once_in(3):
            return second
        day = second // DAY * DAY
        ahead = [day + each for each in self.edges if day + each >= second]
        return max(second, ahead[0] + tape.among(0, 0, 0, -1, 1))

    def on_edge(self, tape, second, beside):
        """
        Move a second to when something is due or comes, by what happened so far, or beside it.
        """
        try:
            _, found = walked(self.board, self.scheme, self.true, second * MICRO, second * MICRO)
        except RefusedError:
            return second
        changes = [each.next_change for runs in found.values() for each in runs]
        ahead = [each // MICRO for each in changes if each is not None]
        if not ahead:
            return second
        return max(second, min(ahead) + tape.among(*beside))

    def history(self, tape):
        """
        Draw what happened.
        """
        state, second = "not_received", tape.below(5 * DAY)
        for number in range(1 + tape.below(13)):
            kind = tape.among(*KINDS[state])
            if kind is None:
                return
            # What is granted late is granted in time if that was asked for.
            once_in, beside = (2, (0, 1, 60)) if kind == "extended" else (4, (0, 0, 0, -1, 1))
            if tape.once_in(once_in):
                second = self.on_edge(tape, second, beside)
            else:
                second = self.near(tape, second)
            yield Record(
                f"e-{number}",
                kind,
                second,
                second,
                tape.among(*CAUSES),
                1 + tape.below(3 if tape.below(8) else 5_000),
                "district" if tape.below(8) else "grid",
            )
            state = FOLLOWS[state][kind]
            if not tape.once_in(12):
                second += 1 + tape.below(tape.among(*GAPS))

    def recorded(self, tape):
        """
        Draw how that was recorded: late, wrong at first, and with what was taken back.
        """
        for record in self.true:
            late = tape.below(3 * DAY) if tape.once_in(6) else 0
            if tape.once_in(9):
                # First it was recorded to have been at another time, with other content.
                wrong = max(0, record.at - tape.below(DAY))
                yield record._replace(
                    at=wrong, known=wrong + tape.below(HOUR), cause=CAUSES[0], amount=1
                )
                late += DAY + HOUR
            elif tape.once_in(20):
                yield record._replace(id=f"{record.id}-never")
                yield record._replace(
                    id=f"{record.id}-never",
                    kind="retracted",
                    known=record.at + 1 + tape.below(3 * DAY),
                )
            yield record._replace(known=record.at + late)

    def question(self, tape):
        """
        Draw an instant to ask about, as known when, and in which zone.
        """
        first, last = self.true[0].at, self.true[-1].at
        at = max(0, first - HOUR) + tape.below(last - first + tape.below(12 * DAY) + 1)
        return self.near(tape, at) * MICRO + tape.among(0, 0, 1, -1, 500_000), tape.below(4)

    def as_known(self, at, choice):
        """
        Give as known when it is asked: then, some days later, much later, or before.
        """
        return at + (0, 3 * DAY * MICRO, 4000 * DAY * MICRO, -DAY * MICRO)[choice]

    def board(self, known):
        """
        Lay out the calendar as known on a day.
        """
        days = {each.known for each in (*self.office.notices, *self.office.hours)}
        version = max(each for each in days if each <= known)
        if version not in self.boards:
            self.boards[version] = Board(self.office, version)
        return self.boards[version]

    def case(self, until=None, known=None):
        """
        Make the library's case; of what had happened by an instant, as far as known then.
        """
        made = [made_event(each) for each in self.records]
        if until is not None:
            made = list(Case("c-1", tuple(made)).standing(until, known))
        # The order in which they are given does not matter.
        return Case("c-1", tuple(made[::-1]))


def made_event(record):
    """
    Make the library's event.
    """
    kind, fields = EventKind(record.kind), {}
    if record.kind in {"paused", "returned"}:
        fields = {"reason": record.cause}
    elif record.kind == "extended":
        fields = {"amount": record.amount}
    elif record.kind in {"received", "transferred"}:
        fields = {"unit": "u-1", "assigned": Role.STREET, "leads": True}
    if record.kind == "received":
        fields |= {"matter": "ordinary", "channel": Channel.OFFLINE}
    zone = ZONES[record.at % len(ZONES)]
    return Event(
        id=record.id,
        kind=kind,
        at=moment(record.at).astimezone(zone),
        known=moment(record.known),
        role=Role(record.role),
        **fields,
    )
