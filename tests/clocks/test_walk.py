"""
Read cases once more, by walking from minute to minute and from day to day, and compare.

What follows is written after the words of the library and shares no code with it: a calendar is a
row of open minutes, a history is walked event by event, every limit minute by minute.
"""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import event, given, settings
from hypothesis import strategies as st

from partygrid.clocks import (
    Case,
    Channel,
    DayPause,
    Event,
    EventKind,
    ExtensionRule,
    MatterLimit,
    OnTransfer,
    Reminder,
    Role,
    Stage,
    StageScheme,
    When,
    read,
)
from partygrid.dated import Interval, SchemeKey, Series
from partygrid.errors import PartyGridError, UnsuitableRuleError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    OFFICE_TIME,
    CalendarLayer,
    DayKind,
    EndRule,
    LayerLevel,
    Limit,
    LimitUnit,
    Notice,
    OfficeHours,
    RollRule,
    Session,
    SpecialDays,
    StartRule,
    WorkCalendar,
    WorkWeek,
)

# Cases that are walked: some in a day's run, fifty thousand in the long one.
USUAL_EXAMPLES = settings().max_examples
CASES = {10: 20, 50: 1_000, 5_000: 50_000}.get(USUAL_EXAMPLES, 4 * USUAL_EXAMPLES)

SAID = Source(key="said", title="通知", grade=Grade.HOST)
NAME = Label("某事", "something")
BEGINNING = datetime(2026, 1, 1, tzinfo=OFFICE_TIME)
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
MOMENT = timedelta(microseconds=1)
DAY = 24 * 60
K, U = EventKind, LimitUnit


class Fault(Exception):  # noqa: N818 - which error it stands for is its argument
    """
    Say which error is to be raised.
    """


class Tape:
    """
    Make choices from bytes; where they run out, the first choice.
    """

    def __init__(self, data):
        self.numbers = (high * 256 + low for high, low in zip(data[::2], data[1::2], strict=True))

    def below(self, count):
        """
        Choose a number below another.
        """
        return next(self.numbers, 0) % count

    def among(self, *values):
        """
        Choose one of several.
        """
        return values[self.below(len(values))]

    def rarely(self):
        """
        Choose yes once in five times.
        """
        return self.below(5) == 1


# The oracle's calendar: a row of days worked or not, a row of minutes open or not.

SESSIONS = (
    ((540, 720), (810, 1050)),
    ((600, 840), (960, 1200)),
    ((0, 1440),),
    ((960, 1440),),
    ((0, 30), (31, 32), (1380, 1440)),
    ((540, 1080),),
)
WEEKS = ((1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6), (2, 4, 6), (1, 2, 3, 4, 5, 6, 7))


class Days:
    """
    Hold a calendar as plain data, and walk over it.
    """

    def __init__(self, tape, length):
        self.length = length
        self.week = tape.among(*WEEKS)
        self.hours = tape.among(*SESSIONS), tape.among(*SESSIONS)
        self.season = tape.below(40)
        self.off = {tape.below(60) for _ in range(tape.below(7))}
        self.extra = {tape.below(60) for _ in range(tape.below(3))} - self.off
        self.worked = [
            day in self.extra
            or (day not in self.off and (BEGINNING + day * ONE_DAY).isoweekday() in self.week)
            for day in range(length)
        ]
        self.open = bytearray(length * DAY)
        for day in range(length):
            for first, end in self.sessions(day):
                self.open[day * DAY + first : day * DAY + end] = b"\1" * (end - first)

    def sessions(self, day):
        """
        List the sessions of a day.
        """
        return self.hours[day >= self.season] if self.worked[day] else ()

    def is_worked(self, day):
        """
        Tell whether a day is worked.
        """
        if not 0 <= day < self.length:
            raise Fault(ValueNotAllowedError)
        return self.worked[day]

    def is_open(self, minute):
        """
        Tell whether a minute is open.
        """
        if not 0 <= minute < self.length * DAY:
            raise Fault(ValueNotAllowedError)
        return self.open[minute]

    def until_open(self, minute):
        """
        Walk on until a minute is open.
        """
        while not self.is_open(minute):
            minute += 1
        return minute

    def forward(self, minute, amount):
        """
        Walk on until so many open minutes have passed.
        """
        while amount:
            amount -= self.is_open(minute)
            minute += 1
        return minute

    def backward(self, minute, amount):
        """
        Walk back until so many open minutes lie between.
        """
        while amount:
            minute -= 1
            amount -= self.is_open(minute)
        return minute

    def close(self, day, end):
        """
        Give the end of a day: its last open minute, or midnight.
        """
        if end is EndRule.END_OF_DAY:
            return (day + 1) * DAY
        minute = (day + 1) * DAY
        while not self.is_open(minute - 1):
            minute -= 1
        return minute

    def made(self):
        """
        Make the library's calendar.
        """

        def special(kind, numbers):
            days = tuple((BEGINNING + day * ONE_DAY).date() for day in sorted(numbers))
            return (SpecialDays(kind=kind, name=NAME, days=days),) if days else ()

        hours = Series("hours")
        for number, sessions in enumerate(self.hours):
            day = (BEGINNING + number * self.season * ONE_DAY).date()
            hours = hours.announce(
                OfficeHours(
                    tuple(
                        Session(*(f"{each // 60:02}:{each % 60:02}" for each in span))
                        for span in sessions
                    )
                ),
                start=day,
                known=(BEGINNING - (9 - number) * ONE_DAY).date(),
                source=SAID,
            )
        span = Interval(BEGINNING.date(), (BEGINNING + self.length * ONE_DAY).date())
        layer = CalendarLayer(
            level=LayerLevel.NATION,
            label=NAME,
            announced=False,
            notices=(
                Notice(
                    known=(BEGINNING - ONE_DAY).date(),
                    source=SAID,
                    days=(
                        *special(DayKind.STATUTORY_HOLIDAY, self.off),
                        *special(DayKind.MAKE_UP, self.extra),
                    ),
                    covers=span,
                ),
            ),
            week=Series("week").announce(
                WorkWeek(self.week),
                start=BEGINNING.date(),
                known=(BEGINNING - ONE_DAY).date(),
                source=SAID,
            ),
            hours=hours,
        )
        return WorkCalendar(span=span, layers=(layer,))


# What is drawn beside: a limit, a stage, a rule of extension, reminders, a history.

FITTING = [
    (unit, start, roll, end)
    for unit in U
    for start in StartRule
    for roll in RollRule
    for end in EndRule
    if (start in {StartRule.FROM_INSTANT, StartRule.AFTER_STARTING_HOUR}) is unit.is_clock
    and (roll is RollRule.NEXT_OPENING) <= (unit in {U.HOUR, U.MINUTE})
    and (roll in {RollRule.FORWARD, RollRule.BACKWARD})
    <= (unit in {U.CALENDAR_DAY, U.MONTH, U.YEAR})
    and (end is EndRule.AT_INSTANT) is unit.is_clock
    and (end is EndRule.CLOSE_OF_BUSINESS) <= (unit is U.WORKING_DAY or roll is not RollRule.NONE)
]
MOST = {
    U.MINUTE: 4_000,
    U.HOUR: 72,
    U.WORKING_MINUTE: 900,
    U.WORKING_HOUR: 20,
    U.CALENDAR_DAY: 8,
    U.WORKING_DAY: 5,
    U.MONTH: 2,
    U.YEAR: 1,
}
SIMPLE_UNITS = [unit for unit in U if unit not in {U.MONTH, U.YEAR}]
STARTS = [
    (K.RECEIVED, K.REOPENED),
    (K.RECEIVED,),
    (K.RECEIVED, K.TRANSFERRED, K.REOPENED),
    (K.SIGNED, K.RETURNED),
    (K.RESOLVED, K.RECEIVED),
]
MEETS = [(K.RESOLVED,), (K.SIGNED,), (K.TRANSFERRED, K.CLOSED), (K.CALLED_BACK,), (K.ANSWERED,)]


class Drawn:
    """
    Hold all that is drawn of one case.
    """

    def __init__(self, data):
        tape = Tape(data)
        fitting = tape.among(*FITTING)
        while tape.below(4) == 0 and fitting[0] in {U.MONTH, U.YEAR}:
            fitting = tape.among(*FITTING)
        unit = fitting[0]
        self.days = Days(tape, 470 if unit is U.YEAR else 170)
        amounts = [1 + tape.below(MOST[unit]) for _ in range(2)]
        self.limits = [
            Limit(
                amount=amount,
                unit=unit,
                start=fitting[1],
                roll=fitting[2],
                end=fitting[3],
            )
            for amount in amounts
        ]
        self.swap = tape.below(20) if tape.rarely() else 0
        self.causes = ("survey", "notice")[: tape.among(1, 2, 1, 0)]
        self.day_pause = None
        if self.causes and not unit.is_clock:
            self.day_pause = tape.among(*DayPause)
        self.starts = STARTS[0] if tape.below(2) else tape.among(*STARTS)
        self.meets = MEETS[0] if tape.below(2) else tape.among(*MEETS)
        self.meets = tuple(each for each in self.meets if each not in self.starts) or (K.CLOSED,)
        self.transfer = tape.among(*OnTransfer)
        self.extension = None
        if tape.below(4):
            more = tape.among(*SIMPLE_UNITS)
            self.extension = ExtensionRule(
                stages=("stage",),
                most=max(1, MOST[more] - tape.below(2)),
                unit=more,
                times=tape.among(1, 2, 9),
                consent=(Role.DISTRICT,),
                request_suffices=tape.below(2) == 0,
            )
        self.reminders = [self.reminder(tape, number) for number in range(tape.below(4))]
        self.rows = list(self.history(tape))
        last = self.rows[-1][0]
        first = self.rows[0][0] // 2
        self.asked = [first + tape.below(last + tape.below(12 * DAY) + 1) for _ in range(3)]
        self.between = 1 + tape.below(1000)

    def reminder(self, tape, number):
        """
        Draw a reminder.
        """
        unit = tape.among(*SIMPLE_UNITS)
        return Reminder(
            key=f"r-{number}",
            label=NAME,
            stage="stage",
            when=tape.among(*When),
            amount=0 if tape.rarely() else 1 + tape.below(max(3, MOST[unit] // 3)),
            unit=unit,
            level=1,
            role=Role.STREET,
        )

    def history(self, tape):
        """
        Draw events, a minute apart at least: minute, kind, cause and amount.
        """
        state, minute = "new", tape.below(9 * DAY)
        for _ in range(1 + tape.below(12)):
            kind, following = tape.among(*CAN[state])
            if kind is None:
                return
            yield (
                minute,
                kind,
                tape.among("survey", "notice"),
                1 + tape.below(3 if tape.below(8) else 5_000),
                Role.DISTRICT if tape.below(8) else Role.GRID,
            )
            state = following or state
            minute += 1 + tape.below(tape.among(90, 90, 600, 600, DAY, 3 * DAY, 6 * DAY))

    def stage(self, limit):
        """
        Make the library's stage.
        """
        return Stage(
            key="stage",
            label=NAME,
            starts=self.starts,
            meets=self.meets,
            limits=(MatterLimit("ordinary", limit),),
            pauses=self.causes,
            day_pause=self.day_pause,
            on_transfer=self.transfer,
        )

    def scheme(self):
        """
        Make the library's scheme; on some day another limit comes into force.
        """

        def said(name, value):
            day = (BEGINNING - ONE_DAY).date()
            return Series(name).announce(value, start=day, known=day, source=SAID)

        stages = said("stages", (self.stage(self.limits[0]),))
        if self.swap:
            day = (BEGINNING + self.swap * ONE_DAY).date()
            stages = stages.announce(
                (self.stage(self.limits[1]),),
                start=day,
                known=BEGINNING.date(),
                source=SAID,
            )
        return StageScheme(
            key=SchemeKey("example", "promise", "2026"),
            stages=stages,
            extension=said("extension", self.extension),
            reminders=said("reminders", tuple(self.reminders)),
            returns=said("returns", None),
            community_duties=said("community_duties", None),
        )

    def case(self, at=None):
        """
        Make the library's case, of what had happened by a moment.
        """
        made = []
        for number, (minute, kind, cause, amount, role) in enumerate(self.rows):
            when = BEGINNING + minute * ONE_MINUTE
            fields = {}
            if kind in {K.PAUSED, K.RETURNED}:
                fields = {"reason": cause}
            elif kind is K.EXTENDED:
                fields = {"amount": amount}
            elif kind in {K.RECEIVED, K.TRANSFERRED}:
                fields = {"unit": "u-1", "assigned": Role.STREET, "leads": True}
            if kind is K.RECEIVED:
                fields |= {"matter": "ordinary", "channel": Channel.OFFLINE}
            if at is None or when <= at:
                made.append(
                    Event(id=f"e-{number}", kind=kind, at=when, known=when, role=role, **fields)
                )
        # The order in which they are given does not matter.
        return Case("c-1", tuple(made[::-1]))


WORK = [
    (kind, None)
    for kind in (K.SIGNED, K.ANSWERED, K.EXTENSION_REQUESTED, K.EXTENDED, K.TRANSFERRED)
] + [(K.RETURNED, None)]
CAN = {
    "new": [(K.RECEIVED, "open")],
    "open": [*WORK, *3 * [(K.PAUSED, "paused")], (K.RESOLVED, "done"), (K.WITHDRAWN, "gone")],
    "paused": [*WORK, *9 * [(K.RESUMED, "open")], (K.WITHDRAWN, "gone")],
    "done": [
        (K.REOPENED, "open"),
        (K.CALLED_BACK, None),
        (K.CLOSED, "closed"),
        (K.WITHDRAWN, "gone"),
    ],
    "gone": [(K.CLOSED, "closed"), (None, None)],
    "closed": [(K.REOPENED, "open"), (None, None)],
}


# The walk.


def how_ended(drawn, kind):
    """
    Say how an event ends a run; None if it does not.
    """
    if kind in drawn.meets:
        return "met"
    if kind is K.TRANSFERRED and drawn.transfer is OnTransfer.RENEW:
        return "handed_over"
    return "withdrawn" if kind in {K.WITHDRAWN, K.CLOSED, K.REOPENED} else None


def stop_or_go(run, minute, kind, *, stops):
    """
    Stop the clock of a run, or let it go on.
    """
    if stops:
        run["pauses"].append([minute, None])
    elif kind is K.RESUMED and run["pauses"] and run["pauses"][-1][1] is None:
        run["pauses"][-1][1] = minute


def walked_runs(drawn, until):
    """
    Walk a history up to a minute; give the runs, each as start, end, how, pauses, extensions.
    """
    runs, now, used_up, standing = [], None, False, False
    for minute, kind, cause, amount, role in drawn.rows:
        if minute > until:
            break
        stops = kind is K.PAUSED and cause in drawn.causes
        standing = stops or (standing and kind not in {K.RESUMED, K.WITHDRAWN})
        how = how_ended(drawn, kind)
        renewed = False
        if now:
            stop_or_go(now, minute, kind, stops=stops)
            if kind is K.EXTENDED:
                now["granted"].append((minute, amount, role))
            elif kind is K.EXTENSION_REQUESTED:
                now["asked"].append(minute)
            if how:
                now["end"], now["how"] = minute, how
                renewed, now = how == "handed_over", None
        if kind in {K.RECEIVED, K.TRANSFERRED, K.REOPENED}:
            used_up = now is not None
        if renewed or (kind in drawn.starts and not used_up):
            used_up = True
            now = {"start": minute, "end": None, "how": None, "granted": [], "asked": []}
            now["pauses"] = [[minute, None]] if standing else []
            runs.append(now)
    return runs


def months_later(day, months):
    """
    Give the day of so many months later, or the last one of a shorter month.
    """
    first = (BEGINNING + day * ONE_DAY).date()
    years, month = divmod(first.month - 1 + months, 12)
    number = first.day
    while True:
        try:
            found = first.replace(year=first.year + years, month=month + 1, day=number)
        except ValueError:
            number -= 1
        else:
            return (found - BEGINNING.date()).days, number == first.day


def last_counted(days, start, limit, more):
    """
    Walk to the last day that a limit counts, before it is moved; more days are added.
    """
    first = start // DAY
    if limit.start is StartRule.AFTER_DAY_OF_OPENING:
        first = days.until_open(start) // DAY
    if limit.start is not StartRule.WITH_STARTING_DAY:
        first += 1
    last, amount = first - 1, limit.amount
    if limit.unit in {U.MONTH, U.YEAR}:
        months = amount if limit.unit is U.MONTH else 12 * amount
        if limit.start is StartRule.WITH_STARTING_DAY:
            last, corresponds = months_later(first, months)
            last -= corresponds
        else:
            last, _ = months_later(first - 1, months)
        amount = 0
    for _ in range(amount + more):
        last += 1
        while limit.unit is U.WORKING_DAY and not days.is_worked(last):
            last += 1
    return first, last


def walked_days(days, start, limit, more=0):
    """
    Walk a limit in days, months or years.
    """
    first, last = last_counted(days, start, limit, more)
    days.is_worked(last)
    last = rolled(days, last, limit)
    if last < first and limit.roll is RollRule.BACKWARD:
        raise Fault(ValueNotAllowedError)
    return days.close(last, limit.end)


def is_within(minute, pause):
    """
    Tell whether a clock stands in a minute.
    """
    return pause[0] <= minute and (pause[1] is None or minute < pause[1])


def walked_time(days, start, limit, pauses):
    """
    Walk a limit in hours or minutes that is not moved; None if it stands in the end.
    """
    working = limit.unit in {U.WORKING_HOUR, U.WORKING_MINUTE}
    amount = limit.amount * (60 if limit.unit in {U.HOUR, U.WORKING_HOUR} else 1)
    minute = start
    begins = start
    if limit.start is StartRule.AFTER_STARTING_HOUR:
        begins = (start // 60 + 1) * 60
    while amount:
        counts = days.is_open(minute) if working else 1
        if any(is_within(minute, pause) for pause in pauses):
            if any(end is None and first <= minute for first, end in pauses):
                return None
        # What stands still of the starting hour would not have counted.
        elif minute >= begins:
            amount -= counts
        minute += 1
    return minute


def stopped_minutes(days, pause, begins, *, working):
    """
    Count the minutes of a pause from when a limit counts.
    """
    each = range(max(pause[0], begins), max(pause[1], begins))
    return sum(days.is_open(minute) if working else 1 for minute in each)


def stopped_days(days, pause, begins, unit, day_pause):
    """
    Count the days of a pause that a limit would have counted, from the first that it can.
    """
    first, last = pause[0] // DAY, pause[1] // DAY
    count = 0
    for day in range(max(first, begins), last + 1):
        minutes = range(day * DAY, (day + 1) * DAY)
        if unit is U.WORKING_DAY:
            if not days.is_worked(day):
                continue
            minutes = [each for each in minutes if days.is_open(each)]
        if day_pause is DayPause.DAY_DIFFERENCE:
            count += day > first
        else:
            count += all(is_within(each, pause) for each in minutes)
    return count


def walked_leg(days, start, limit, pauses, day_pause):
    """
    Walk a limit, or an extension; give when it is due and the pauses that come after.
    """
    left = list(pauses)
    if limit.unit.is_clock and limit.roll is RollRule.NONE:
        due = walked_time(days, start, limit, left)
        return due, [pause for pause in left if due is not None and pause[0] >= due]
    begins = starts_to_count(days, start, limit)
    moved = {"time": 0, "more": 0, "waited": 0}
    while True:
        due = moved_due(days, start, limit, day_pause, **moved)
        if not left or left[0][0] >= due:
            return due, left
        pause = left.pop(0)
        if pause[1] is None:
            return None, []
        if limit.unit.is_clock:
            moved["time"] += stopped_minutes(days, pause, begins, working=False)
        elif day_pause is None:
            raise Fault(UnsuitableRuleError)
        elif day_pause is DayPause.ROUNDED_UP:
            moved["time"] += stopped_minutes(days, pause, begins * DAY, working=True)
        else:
            moved["more"] += stopped_days(days, pause, begins, limit.unit, day_pause)
        # What stood still does not end before it goes on.
        if moved_due(days, start, limit, day_pause, **moved) < pause[1] and limit.unit.is_clock:
            moved["time"] = pause[1] - walked_time(days, start, limit, [])
        while moved_due(days, start, limit, day_pause, **moved) < pause[1]:
            moved["waited"] += 1


def starts_to_count(days, start, limit):
    """
    Walk to the first minute, or the first day, that a limit can count.
    """
    if limit.unit.is_clock:
        return start if limit.start is StartRule.FROM_INSTANT else (start // 60 + 1) * 60
    if limit.start is StartRule.AFTER_DAY_OF_OPENING:
        start = days.until_open(start)
    return start // DAY + (limit.start is not StartRule.WITH_STARTING_DAY)


def moved_due(days, start, limit, day_pause, time, more, waited):
    """
    Walk a limit that pauses moved by time or by days.
    """
    if limit.unit.is_clock:
        ends = walked_time(days, start, limit, [])
        return days.until_open(ends + time)
    if day_pause is not DayPause.ROUNDED_UP:
        return walked_days(days, start, limit, more + waited)
    day = (days.forward(walked_days(days, start, limit), time) - 1) // DAY
    for _ in range(waited):
        day += 1
        while limit.unit is U.WORKING_DAY and not days.is_worked(day):
            day += 1
    return days.close(rolled(days, day, limit), limit.end)


def rolled(days, day, limit):
    """
    Walk from a last day to the day that it is moved to.
    """
    while limit.roll is RollRule.FORWARD and not days.is_worked(day):
        day += 1
    while limit.roll is RollRule.BACKWARD and not days.is_worked(day):
        day -= 1
    return day


def extension_of(limit, unit, amount):
    """
    Make the limit of an extension: the same conventions, where they fit.
    """
    roll = limit.roll
    if unit.is_clock:
        if {unit, limit.unit} - {U.HOUR, U.MINUTE}:
            roll = RollRule.NONE
        start, end = StartRule.FROM_INSTANT, EndRule.AT_INSTANT
    else:
        start, end = StartRule.AFTER_STARTING_DAY, limit.end
        if limit.unit.is_clock or unit is U.WORKING_DAY or limit.unit is U.WORKING_DAY:
            roll = RollRule.NONE
        if limit.unit.is_clock or (unit is U.CALENDAR_DAY and roll is RollRule.NONE):
            end = EndRule.END_OF_DAY
    return Limit(amount=amount, unit=unit, start=start, roll=roll, end=end)


def limit_of(drawn, run):
    """
    Give the limit in force on the day a run starts.
    """
    return drawn.limits[bool(drawn.swap) and run["start"] // DAY >= drawn.swap]


def walked_due(drawn, run):
    """
    Walk limit and extensions of a run.
    """
    days, rule = drawn.days, drawn.extension
    limit = limit_of(drawn, run)
    due, left = walked_leg(days, run["start"], limit, run["pauses"], drawn.day_pause)
    for number, (minute, amount, role) in enumerate(run["granted"] if rule else (), start=1):
        late = due is not None and minute > due
        asked = rule.request_suffices and any(due is None or each <= due for each in run["asked"])
        if (
            role is not Role.DISTRICT
            or amount > rule.most
            or number > rule.times
            or (late and not asked)
        ):
            raise Fault(ValueNotAllowedError)
        if due is None:
            continue
        start = due if rule.unit.is_clock else (due - 1) // DAY * DAY
        more = extension_of(limit, rule.unit, amount)
        if more.roll is RollRule.BACKWARD:
            _, last = last_counted(days, start, more, 0)
            days.is_worked(last)
            if rolled(days, last, more) <= start // DAY:
                # Moved back, it takes nothing away.
                continue
        due, left = walked_leg(days, start, more, left, drawn.day_pause)
    return due


def stood_due(drawn, run):
    """
    Walk to when a run was due as it stood when its last pause began.
    """
    stopped = run["pauses"][-1][0]
    before = [row for row in run["granted"] if row[0] < stopped]
    return walked_due(drawn, {**run, "pauses": run["pauses"][:-1], "granted": before})


def walked_reminder(days, reminder, due):
    """
    Walk from when it is due to a reminder.
    """
    before = reminder.when is When.BEFORE
    amount, unit = reminder.amount, reminder.unit
    if amount == 0:
        return due
    if unit is U.WORKING_DAY:
        day = (due - 1) // DAY
        for _ in range(amount):
            day += -1 if before else 1
            while not days.is_worked(day):
                day += -1 if before else 1
        return days.until_open(day * DAY)
    if unit in {U.HOUR, U.WORKING_HOUR}:
        amount *= 60
    if unit in {U.WORKING_HOUR, U.WORKING_MINUTE}:
        return (days.backward if before else days.forward)(due, amount)
    if unit is U.CALENDAR_DAY:
        amount *= DAY
    return due - amount if before else due + amount


def walked_reminders(drawn, run, due, end, *, stands):
    """
    Walk to every reminder of a run: who was told since when, and when others will be.
    """
    told, coming = [], []
    for reminder in drawn.reminders:
        try:
            when = max(run["start"], walked_reminder(drawn.days, reminder, due))
        except Fault:
            # Beyond the calendar there is nothing that had come before the end.
            if run["end"] is None and not stands:
                raise
            continue
        if stands:
            # While the clock stands nothing comes; what had come stays.
            if when < run["pauses"][-1][0]:
                told.append((reminder.key, moment_of(when)))
        elif when <= end:
            told.append((reminder.key, moment_of(when)))
        elif run["end"] is None:
            coming.append(moment_of(when))
    return told, coming


def walked_run(drawn, run, at):
    """
    Walk one run: state, due, since when it is late, who was told, what is next, what is used.
    """
    due = walked_due(drawn, run)
    end = at if run["end"] is None else run["end"]
    late = due is not None and end > due
    if run["how"] == "met":
        state = "met_late" if late else "met"
    elif late:
        state = "breached"
    elif run["how"]:
        state = run["how"]
    else:
        open_ = run["pauses"] and run["pauses"][-1][1] is None
        state = "paused" if open_ else "running"
    stands = due is None
    by = stood_due(drawn, run) if stands else due
    told, coming = walked_reminders(drawn, run, by, end, stands=stands)
    if not stands and run["end"] is None and not late:
        coming.append(moment_of(due) + MOMENT)
    now = run["pauses"][-1][0] if stands else end
    return (
        state,
        moment_of(due),
        moment_of(due) if late else None,
        sorted(told),
        min(coming, default=None),
        None if late else walked_used(drawn, run, now, by),
    )


def walked_used(drawn, run, now, due):
    """
    Walk what is used of a limit and what is left, by a minute that is not late.

    None where months are counted, or an extension counts in another unit.
    """
    days = drawn.days
    limit = limit_of(drawn, run)
    granted = [row for row in run["granted"] if row[0] < now] if drawn.extension else []
    unit = limit.unit
    if unit in {U.MONTH, U.YEAR} or (granted and drawn.extension.unit is not unit):
        return None
    whole = limit.amount + sum(row[1] for row in granted)
    begins = starts_to_count(days, run["start"], limit)
    if unit.is_clock:
        hours = unit in {U.HOUR, U.WORKING_HOUR}
        whole *= 60 if hours else 1
        if limit.roll is not RollRule.NONE and granted:
            return None
        used = sum(
            days.is_open(minute) if unit in {U.WORKING_HOUR, U.WORKING_MINUTE} else 1
            for minute in range(begins, now)
            if not any(is_within(minute, pause) for pause in run["pauses"])
        )
        used = min(used, whole) * ONE_MINUTE
        return used, whole * ONE_MINUTE - used
    if limit.roll is not RollRule.NONE:
        return None
    today = max((now - 1) // DAY, begins - 1)
    coming = range(today + 1, (due - 1) // DAY + 1)
    left = sum(unit is U.CALENDAR_DAY or days.is_worked(day) for day in coming)
    left = min(left, whole)
    return whole - left, left


def moment_of(minute):
    """
    Give the moment at which a minute begins.
    """
    return None if minute is None else BEGINNING + minute * ONE_MINUTE


def walked(drawn, minute):
    """
    Walk a case; give every run of its stage.
    """
    runs = walked_runs(drawn, minute)
    found = [walked_run(drawn, run, minute) for run in runs]
    granted = [row for row in drawn.rows if row[1] is K.EXTENDED and row[0] <= minute]
    # Every extension extends something.
    if len(granted) > sum(len(run["granted"]) for run in runs if drawn.extension):
        raise Fault(UnsuitableRuleError)
    return found or [("waiting", None, None, [], None, None)]


# The comparison.


def seen(reading):
    """
    Give of a reading what is walked.
    """
    return [
        (
            each.state.value,
            each.due,
            each.breached_at,
            sorted((told.reminder.key, told.at) for told in each.told),
            each.next_change,
            None if each.breached_at or each.used is None else (each.used, each.left),
        )
        for each in (*reading.earlier, *reading.stages)
    ]


def same(found, expected):
    """
    Tell whether what is seen is what was walked, where that was walked.
    """
    return len(found) == len(expected) and all(
        one[:5] == other[:5] and other[5] in {None, one[5]}
        for one, other in zip(found, expected, strict=True)
    )


def outcome(ask, *given_):
    """
    Ask; give the answer, or the error, or which one there should be.
    """
    try:
        return ask(*given_)
    except Fault as fault:
        return fault.args[0]
    except PartyGridError as error:
        return error


def changing(reading):
    """
    Give of a reading what makes it worth looking at.
    """
    return reading.state, [each[:4] for each in seen(reading)]


def check_law(drawn, scheme, calendar, reading):
    """
    Look at instants before and at the next change, if nothing more happens.
    """
    case, known = drawn.case(reading.at), reading.known
    now, coming = changing(reading), reading.next_change

    def then(at):
        return changing(read(case, scheme, calendar, at=at, known=known))

    if coming is None:
        end = BEGINNING + drawn.days.length * ONE_DAY - MOMENT
        for days in (1, 40, 400):
            assert then(min(reading.at + days * ONE_DAY + MOMENT, end)) == now
        return
    assert coming > reading.at
    wait = coming - reading.at
    for before in (MOMENT, wait // 2, wait - MOMENT, wait * drawn.between // 1001):
        assert then(min(reading.at + before, coming - MOMENT)) == now
    assert then(coming) != now


TAPES = st.binary(min_size=260, max_size=260)


class TestWalked:
    @settings(max_examples=CASES)
    @given(data=TAPES)
    def test_same(self, data):
        """
        Walking from minute to minute finds the same states, due instants and next looks.

        The next look never comes late, and is never in vain.
        """
        drawn = Drawn(data)
        calendar, scheme, case = drawn.days.made(), drawn.scheme(), drawn.case()
        known = BEGINNING + 4000 * ONE_DAY
        asked = list(drawn.asked)
        while asked:
            minute = asked.pop(0)
            expected = outcome(walked, drawn, minute)
            reading = outcome(
                lambda at: read(case, scheme, calendar, at=at, known=known), moment_of(minute)
            )
            if isinstance(reading, PartyGridError):
                event("refused")
                assert expected is type(reading), (minute, expected, reading)
                continue
            found = seen(reading)
            assert same(found, expected), (minute, expected, found)
            event(found[-1][0])
            check_law(drawn, scheme, calendar, reading)
            due = found[-1][1]
            if due is not None and len(asked) == 2:
                # At the due instant itself, and one minute later.
                asked += [each for each in ((due - BEGINNING) // ONE_MINUTE,) if each >= minute]
                asked += [each + 1 for each in asked[2:]]

    def test_sessions(self):
        """
        The walk's own hours lie one after the other.
        """
        for sessions in SESSIONS:
            assert all(one[1] < other[0] for one, other in pairwise(sessions))
