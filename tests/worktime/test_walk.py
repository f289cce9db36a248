"""
Ask calendars once more, by walking from day to day and from minute to minute, and compare.

What follows is written after the words of the library and shares no code with it: notices are
read one after the other, the open minutes of a day are written out, and every limit is walked.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from partygrid.dated import Interval, NotStated, Series
from partygrid.errors import (
    NotAnnouncedError,
    NotInForceError,
    NotStatedError,
    PartyGridError,
    ValueNotAllowedError,
)
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
    due,
)

SAID = Source(key="said", title="通知", grade=Grade.HOST)
NAME = Label("某日", "some day")
OPEN_QUESTION = NotStated(question=Label("几点办公", "when is it open"))
REPEALED = "repealed"
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
DAY = 24 * 60
BEGINNING = date(2025, 10, 1)
LONGEST = 420

# Calendars that are walked: some in a day's run, a hundred thousand in the long one.
USUAL_EXAMPLES = settings().max_examples
CASES = {10: 10, 50: 2_000, 5_000: 100_000}.get(USUAL_EXAMPLES, 4 * USUAL_EXAMPLES)


# The oracle: a calendar is what its layers said, the nation first.


class Fault(Exception):  # noqa: N818 - which error it stands for is its argument
    """
    Say which errors may be raised.
    """


@cache
def minutes_of(sessions):
    """
    Say of each minute of a day whether it lies in a session.
    """
    return [any(opens <= each < closes for opens, closes in sessions) for each in range(DAY)]


class Walk:
    """
    Look at a calendar as it was known on a day, one day after the other.
    """

    def __init__(self, case, known):
        self.first, self.end = case["span"]
        self.layers = case["layers"][::-1]
        self.known = known
        self.seen = {}
        self.opened = {}

    def is_known(self, day):
        """
        Tell whether what became known on a day plays a part.
        """
        return self.known is None or day <= self.known

    def said(self, day):
        """
        Give what the layer that prevails says of a day: the kind of day and its own hours.
        """
        for layer in self.layers:
            last = None
            for notice in sorted(layer["notices"], key=lambda notice: notice["known"]):
                if self.is_known(notice["known"]):
                    last = notice["days"].get(day, last)
            if last is not None and last[0] is not DayKind.WITHDRAWN:
                return last
        return None

    def in_force(self, name, day):
        """
        Give the week or the hours of the layer that prevails, or None.
        """
        for layer in self.layers:
            last = None
            for entry in sorted(layer[name], key=lambda entry: entry["known"]):
                lasts = entry["start"] <= day and (entry["end"] is None or day < entry["end"])
                if lasts and self.is_known(entry["known"]):
                    last = entry["value"]
            if last is not None and last != REPEALED:
                return last
        return None

    def is_inside(self, day):
        """
        Tell whether a day lies inside the calendar.
        """
        return self.first <= day < self.end

    def is_worked(self, day):
        """
        Tell whether a day inside is worked.
        """
        if day not in self.seen:
            said = self.said(day)
            if said is None:
                self.seen[day] = day.isoweekday() in self.in_force("week", day)
            else:
                self.seen[day] = said[0] in {DayKind.MAKE_UP, DayKind.OFFICE_OPEN}
        return self.seen[day]

    def is_settled(self, day):
        """
        Tell whether every layer that announces its days has settled a day.
        """
        return all(
            not layer["announced"]
            or any(
                notice["covers"] is not None
                and notice["covers"][0] <= day < notice["covers"][1]
                and self.is_known(notice["known"])
                for notice in layer["notices"]
            )
            for layer in self.layers
        )

    def sessions(self, day):
        """
        List opening and closing of each session, in minutes; None if nobody says.
        """
        if not self.is_worked(day):
            return ()
        said = self.said(day)
        if said is not None and said[1] is not None:
            return said[1]
        hours = self.in_force("hours", day)
        if hours is None or hours is OPEN_QUESTION:
            return None
        return hours["on"].get(day.isoweekday(), hours["usual"])

    def minutes(self, day):
        """
        Say of each minute of a day whether it is open.
        """
        if day not in self.opened:
            sessions = self.sessions(day) or ()
            self.opened[day] = minutes_of(sessions)
        return self.opened[day]

    def has_hours(self, day):
        """
        Tell whether a day has hours, or needs none.
        """
        return self.sessions(day) is not None


NO_HOURS = (NotInForceError, NotStatedError)


class Path:
    """
    Remember the days that a walk leans on, and what is wrong with them.
    """

    def __init__(self, walk):
        self.walk = walk
        self.days = []
        self.faults = set()

    def step(self, day, *, hours=False):
        """
        Look at a day.
        """
        if not self.walk.is_inside(day):
            self.faults.add(ValueNotAllowedError)
            raise Fault(self.faults)
        if not self.days or self.days[-1] != day:
            self.days.append(day)
            if hours and not self.walk.has_hours(day):
                self.faults.update(NO_HOURS)
        return self.walk.is_worked(day)

    @property
    def is_firm(self):
        """
        Tell whether all days are settled.
        """
        return all(map(self.walk.is_settled, self.days))

    def check(self, *, strict):
        """
        Refuse what is not firm, if that is asked for, and days without hours.
        """
        faults = set(self.faults)
        if strict and not self.is_firm:
            faults.add(NotAnnouncedError)
        if faults:
            raise Fault(faults)


def midnight(day):
    """
    Give the start of a day.
    """
    return datetime.combine(day, time(0), OFFICE_TIME)


def minute_of(at):
    """
    Give the minute of the day.
    """
    return at.hour * 60 + at.minute


def ended_day(at):
    """
    Give the day that a moment lies in; midnight ends the day before.
    """
    return (at - timedelta(microseconds=1)).date()


def forward(path, at, amount):
    """
    Walk until so many open minutes have passed.
    """
    day, minute = at.date(), minute_of(at)
    while True:
        path.step(day, hours=True)
        minutes = path.walk.minutes(day)
        for each in range(minute, DAY):
            if minutes[each]:
                amount -= 1
                if amount == 0:
                    return midnight(day) + timedelta(minutes=each + 1)
        day, minute = day + ONE_DAY, 0


def backward(path, at, amount):
    """
    Walk back until so many open minutes lie between.
    """
    day = ended_day(at)
    minute = (at - midnight(day)) // ONE_MINUTE
    while True:
        path.step(day, hours=True)
        minutes = path.walk.minutes(day)
        for each in reversed(range(minute)):
            if minutes[each]:
                amount -= 1
                if amount == 0:
                    return midnight(day) + timedelta(minutes=each)
        day, minute = day - ONE_DAY, DAY


def until_open(path, at):
    """
    Walk until a minute is open.
    """
    day, minute = at.date(), minute_of(at)
    while True:
        path.step(day, hours=True)
        minutes = path.walk.minutes(day)
        for each in range(minute, DAY):
            if minutes[each]:
                return midnight(day) + timedelta(minutes=each)
        day, minute = day + ONE_DAY, 0


def to_worked(path, day, step):
    """
    Walk from a day on to one that is worked.
    """
    while not path.step(day):
        day += step
    return day


class Asked:
    """
    Answer as a timetable does, by walking.
    """

    def __init__(self, walk, *, strict):
        self.walk, self.strict = walk, strict

    def inside(self, *days):
        """
        Begin a walk from days inside the calendar.
        """
        for day in days:
            if not self.walk.is_inside(day):
                raise Fault({ValueNotAllowedError})
        return Path(self.walk)

    def within(self, *moments):
        """
        Begin a walk from moments inside the calendar, the end of its last day included.
        """
        return self.inside(*(at.date() for at in moments if at != midnight(self.walk.end)))

    def done(self, path, answer):
        """
        Give the answer if nothing on the way is in doubt.
        """
        path.check(strict=self.strict)
        return answer

    def walked(self, path, go, *given_):
        """
        Walk; who leaves the calendar may also be told what was in doubt before.
        """
        try:
            answer = go(path, *given_)
        except Fault as fault:
            faults = set(fault.args[0])
            if self.strict and not path.is_firm:
                faults.add(NotAnnouncedError)
            raise Fault(faults) from None
        return self.done(path, answer)

    def is_working_day(self, day):
        """
        Tell whether a day is worked.
        """
        path = self.inside(day)
        return self.done(path, path.step(day))

    def add_working_days(self, day, count):
        """
        Walk from worked day to worked day.
        """
        path = self.inside(day)
        if count == 0:
            if not path.step(day):
                path.faults.add(ValueNotAllowedError)
            return self.done(path, day)
        step = ONE_DAY if count > 0 else -ONE_DAY

        def go(path):
            found = day
            for _ in range(abs(count)):
                found = to_worked(path, found + step, step)
            return found

        return self.walked(path, go)

    def working_days_between(self, first, last):
        """
        Count what is worked, day by day.
        """
        path = self.inside(first, last)
        low, high = min(first, last), max(first, last)
        count, day = 0, low + ONE_DAY
        while day <= high:
            count += path.step(day)
            day += ONE_DAY
        return self.done(path, count if first <= last else -count)

    def on_or_after(self, day):
        """
        Walk on to a worked day.
        """
        return self.walked(self.inside(day), to_worked, day, ONE_DAY)

    def on_or_before(self, day):
        """
        Walk back to a worked day.
        """
        return self.walked(self.inside(day), to_worked, day, -ONE_DAY)

    def firm_until(self, day):
        """
        Walk to the first day that is not settled.
        """
        self.inside(day)
        while self.walk.is_inside(day):
            if not self.walk.is_settled(day):
                return day
            day += ONE_DAY
        return None

    def add_time(self, at, amount):
        """
        Walk so many open minutes, on or back.
        """
        path, minutes = self.within(at), amount // ONE_MINUTE
        if minutes == 0:
            return at
        try:
            return self.walked(path, forward if minutes > 0 else backward, at, abs(minutes))
        except Fault as fault:
            # Who runs out of days may be told that the day of the start has no hours.
            if not self.walk.has_hours(min(at.date(), self.walk.end - ONE_DAY)):
                fault.args[0].update(NO_HOURS)
            raise

    def time_between(self, first, last):
        """
        Count open minutes.
        """
        path = self.within(first, last)
        low, high = min(first, last), max(first, last)
        # Two names of one moment still ask about its day.
        path.step(min(low.date(), self.walk.end - ONE_DAY), hours=True)
        count, day = 0, low.date()
        while midnight(day) < high:
            path.step(day, hours=True)
            start = minute_of(low) if day == low.date() else 0
            end = minute_of(high) if day == high.date() else DAY
            count += sum(self.walk.minutes(day)[start:end])
            day += ONE_DAY
        answer = timedelta(minutes=count)
        return self.done(path, answer if first <= last else -answer)

    def is_open(self, at):
        """
        Look at one minute.
        """
        path = self.inside(at.date())
        path.step(at.date(), hours=True)
        return self.done(path, self.walk.minutes(at.date())[minute_of(at)])

    def next_opening(self, at):
        """
        Walk to an open minute.
        """
        return self.walked(self.inside(at.date()), until_open, at)

    def sessions(self, day):
        """
        Write the sessions of a day.
        """
        path = self.inside(day)
        path.step(day, hours=True)
        return self.done(path, tuple(map(text_of, self.walk.sessions(day) or ())))

    def closing(self, day):
        """
        Give the end of the last session.
        """
        path = self.inside(day)
        if not path.step(day, hours=True):
            path.faults.add(ValueNotAllowedError)
        path.check(strict=self.strict)
        return midnight(day) + timedelta(minutes=self.walk.sessions(day)[-1][1])


def text_of(session):
    """
    Write a session as the library does.
    """
    return "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in session)


def months_later(day, count):
    """
    Give the corresponding day so many months later, and whether there is one.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length)), day.day <= length


def last_counted(limit, first):
    """
    Give the last day of a limit that counts days, months or years from a first one.
    """
    if limit.unit is LimitUnit.CALENDAR_DAY:
        day = first
        for _ in range(limit.amount - 1):
            day += ONE_DAY
        return day
    months = limit.amount if limit.unit is LimitUnit.MONTH else 12 * limit.amount
    if limit.start is not StartRule.WITH_STARTING_DAY:
        return months_later(first - ONE_DAY, months)[0]
    found, corresponds = months_later(first, months)
    return found - ONE_DAY if corresponds else found


def walked_clock(path, start, limit):
    """
    Walk a limit in hours or minutes.
    """
    begins = start
    if limit.start is StartRule.AFTER_STARTING_HOUR:
        begins = start + timedelta(minutes=60 - start.minute)
    hours = limit.unit in {LimitUnit.HOUR, LimitUnit.WORKING_HOUR}
    minutes = limit.amount * (60 if hours else 1)
    if limit.unit in {LimitUnit.WORKING_HOUR, LimitUnit.WORKING_MINUTE}:
        at = forward(path, begins, minutes)
    else:
        at = begins + timedelta(minutes=minutes)
        if limit.roll is RollRule.NEXT_OPENING:
            at = until_open(path, at)
    return ended_day(at), at


def walked_days(path, start, limit):
    """
    Walk a limit in days, months or years.
    """
    first = start.date()
    if limit.start is StartRule.AFTER_DAY_OF_OPENING:
        first = until_open(path, start).date()
    if limit.start is not StartRule.WITH_STARTING_DAY:
        first += ONE_DAY
    if limit.unit is LimitUnit.WORKING_DAY:
        last = first - ONE_DAY
        for _ in range(limit.amount):
            last = to_worked(path, last + ONE_DAY, ONE_DAY)
    else:
        last = last_counted(limit, first)
        if limit.roll is RollRule.FORWARD:
            last = to_worked(path, last, ONE_DAY)
        elif limit.roll is RollRule.BACKWARD:
            last = to_worked(path, last, -ONE_DAY)
            if last < first:
                raise Fault({ValueNotAllowedError, *path.faults})
    if limit.end is EndRule.END_OF_DAY:
        return last, midnight(last + ONE_DAY)
    if not path.walk.has_hours(last):
        raise Fault({*NO_HOURS, *path.faults})
    return last, midnight(last) + timedelta(minutes=path.walk.sessions(last)[-1][1])


def walked_due(walk, start, limit):
    """
    Walk a limit; give the last day, the instant, and whether it is firm.
    """
    if not walk.is_inside(start.date()):
        raise Fault({ValueNotAllowedError})
    path = Path(walk)
    last, at = (walked_clock if limit.unit.is_clock else walked_days)(path, start, limit)
    path.check(strict=False)
    return last, at, path.is_firm


# What is drawn: plain data, of which both the library's calendar and the walk are made.

NASTY_SESSIONS = (
    ((540, 720), (810, 1050)),
    ((600, 840), (960, 1200)),
    ((600, 840), (930, 1170)),
    ((0, 1440),),
    ((960, 1440),),
    ((0, 1),),
    ((1437, 1438),),
    ((0, 30), (31, 32), (1380, 1440)),
    ((540, 1080),),
)
NASTY_WEEKS = (
    (1, 2, 3, 4, 5),
    (1, 2, 3, 4, 5, 6),
    (2, 3, 4, 5, 6),
    (1, 2, 3, 4, 5, 6, 7),
    (7,),
    (),
)
UNUSUAL = st.integers(0, 5).map(lambda number: number == 0)


def day_of(number):
    """
    Give a day by its number.
    """
    return BEGINNING + number * ONE_DAY


@st.composite
def some_sessions(draw):
    """
    Draw the sessions of a day, on whole minutes.
    """
    if not draw(UNUSUAL):
        return draw(st.sampled_from(NASTY_SESSIONS))
    count = 2 * draw(st.integers(1, 3))
    times = sorted(draw(st.sets(st.integers(0, DAY), min_size=count, max_size=count)))
    if times[-1] == DAY - 1:
        times[-1] = DAY
    return tuple(zip(times[::2], times[1::2], strict=True))


@st.composite
def some_hours(draw):
    """
    Draw office hours, sometimes with days of the week of their own.
    """
    own = {}
    if draw(UNUSUAL):
        own = draw(st.dictionaries(st.integers(1, 7), some_sessions(), max_size=3))
    return {"usual": draw(some_sessions()), "on": own}


@st.composite
def some_entries(draw, values, length, *, sure):
    """
    Draw what is said of weeks or hours; sure: of every day, since ever.
    """
    found = []
    if sure:
        found.append(
            {"value": draw(values), "start": BEGINNING, "end": None, "known": day_of(-400)}
        )
    for known in draw(st.sets(st.integers(-60, length), max_size=0 if draw(UNUSUAL) else 2)):
        start = draw(st.integers(0, length))
        end = None if draw(st.booleans()) else start + draw(st.integers(1, 60))
        value = REPEALED if draw(UNUSUAL) else draw(values)
        found.append(
            {
                "value": value,
                "start": day_of(start),
                "end": None if end is None else day_of(end),
                "known": day_of(known),
            }
        )
    return found


KINDS = tuple(DayKind)
RESTS = tuple(kind for kind in DayKind if kind.is_worked is False)


@st.composite
def some_notices(draw, length, *, announced):
    """
    Draw the notices of a layer, each known on a day of its own.
    """
    found = []
    for known in draw(st.sets(st.integers(-60, length), max_size=3)):
        days = {}
        for _ in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from(KINDS))
            own = draw(some_sessions()) if kind.is_worked and draw(UNUSUAL) else None
            first = draw(st.integers(-5, length + 5))
            run = draw(st.integers(1, 9 if kind in RESTS else 2))
            for number in range(first, first + run):
                days.setdefault(day_of(number), (kind, own))
        covers = None
        if not days or draw(st.booleans()) or announced:
            first = draw(st.sampled_from((-10, 0, 0, 0, length // 2)))
            covers = day_of(first), day_of(draw(st.integers(first + 1, length + 40)))
        found.append({"known": day_of(known), "days": days, "covers": covers})
    return found


LEVELS = tuple(LayerLevel)


@st.composite
def cases(draw):
    """
    Draw a calendar as plain data.
    """
    length = draw(st.integers(8, 60) | st.integers(8, LONGEST))
    levels = draw(st.sampled_from(((0,), (2,), (0, 2), (0, 1, 2), (0, 1), (1, 2))))
    vague = draw(UNUSUAL)
    weeks = st.sampled_from(NASTY_WEEKS[:4]) if not draw(UNUSUAL) else st.sampled_from(NASTY_WEEKS)
    hours = some_hours()
    if vague:
        hours |= st.just(OPEN_QUESTION)
    layers = []
    for level in levels:
        lowest = level == levels[0]
        announced = draw(st.booleans()) if lowest else draw(UNUSUAL)
        sure = lowest and not (vague and draw(UNUSUAL))
        of_week = draw(some_entries(weeks, length, sure=sure)) if lowest or vague else []
        if lowest and not of_week:
            of_week = draw(some_entries(weeks, length, sure=True))
        layers.append(
            {
                "level": LEVELS[level],
                "announced": announced,
                "notices": draw(some_notices(length, announced=announced)),
                "week": of_week,
                "hours": draw(
                    some_entries(hours, length, sure=lowest and not (vague and draw(UNUSUAL)))
                ),
            }
        )
    return {"span": (day_of(0), day_of(length)), "layers": layers}


def session_tuple(sessions):
    """
    Make sessions from minutes.
    """
    return tuple(
        Session(*(f"{minute // 60:02}:{minute % 60:02}" for minute in each)) for each in sessions
    )


def series_of(name, entries, make):
    """
    Make a series; None if nobody ever said anything.
    """
    found = Series(name)
    for entry in entries:
        dates = {"start": entry["start"], "end": entry["end"], "known": entry["known"]}
        if entry["value"] == REPEALED:
            found = found.repeal(**dates, source=SAID)
        else:
            found = found.announce(make(entry["value"]), **dates, source=SAID)
    return found if entries else None


def hours_of(hours):
    """
    Make office hours.
    """
    if hours is OPEN_QUESTION:
        return hours
    own = tuple((day, session_tuple(each)) for day, each in hours["on"].items())
    return OfficeHours(session_tuple(hours["usual"]), own)


def notice_of(notice):
    """
    Make a notice; days that are arranged alike stand together.
    """
    alike = {}
    for day, what in sorted(notice["days"].items()):
        alike.setdefault(what, []).append(day)
    return Notice(
        known=notice["known"],
        source=SAID,
        days=tuple(
            SpecialDays(
                kind=kind,
                name=NAME,
                days=tuple(days),
                sessions=None if own is None else session_tuple(own),
            )
            for (kind, own), days in alike.items()
        ),
        covers=None if notice["covers"] is None else Interval(*notice["covers"]),
    )


def layer_of(layer):
    """
    Make a layer.
    """
    return CalendarLayer(
        level=layer["level"],
        label=Label(layer["level"].value, layer["level"].value),
        announced=layer["announced"],
        notices=tuple(map(notice_of, layer["notices"])),
        week=series_of("week", layer["week"], WorkWeek),
        hours=series_of("hours", layer["hours"], hours_of),
    )


def calendar_of(case):
    """
    Make the library's calendar.
    """
    return WorkCalendar(span=Interval(*case["span"]), layers=tuple(map(layer_of, case["layers"])))


FITTING = [
    (unit, start, roll, end)
    for unit in LimitUnit
    for start in StartRule
    for roll in RollRule
    for end in EndRule
    if (start in {StartRule.FROM_INSTANT, StartRule.AFTER_STARTING_HOUR}) is unit.is_clock
    and (roll is RollRule.NEXT_OPENING) <= (unit in {LimitUnit.HOUR, LimitUnit.MINUTE})
    and (roll in {RollRule.FORWARD, RollRule.BACKWARD})
    <= (unit in {LimitUnit.CALENDAR_DAY, LimitUnit.MONTH, LimitUnit.YEAR})
    and (end is EndRule.AT_INSTANT) is unit.is_clock
    and (end is EndRule.CLOSE_OF_BUSINESS)
    <= (unit is LimitUnit.WORKING_DAY or roll is not RollRule.NONE)
]
MOST = {
    LimitUnit.MINUTE: 20_000,
    LimitUnit.HOUR: 400,
    LimitUnit.WORKING_MINUTE: 4_000,
    LimitUnit.WORKING_HOUR: 80,
    LimitUnit.CALENDAR_DAY: 60,
    LimitUnit.WORKING_DAY: 40,
    LimitUnit.MONTH: 12,
    LimitUnit.YEAR: 1,
}


@st.composite
def limits(draw):
    """
    Draw a limit with any conventions that fit.
    """
    unit, start, roll, end = draw(st.sampled_from(FITTING))
    amount = draw(st.integers(1, 10) | st.integers(1, MOST[unit]))
    if amount > MOST[unit]:
        amount = 1
    return Limit(amount=amount, unit=unit, start=start, roll=roll, end=end)


def numbers(case, length):
    """
    Draw the number of a day inside, often one on which something changes.
    """
    days = set()
    for layer in case["layers"]:
        days.update(entry["start"] for name in ("week", "hours") for entry in layer[name])
        for notice in layer["notices"]:
            days.update(notice["days"])
            if notice["covers"] is not None:
                end = notice["covers"][1]
                days.update((end, end - ONE_DAY))
    changes = sorted((day - BEGINNING).days for day in days)
    inside = [number for number in changes if 0 <= number < length]
    anywhere = st.integers(0, length - 1)
    return anywhere | st.sampled_from(inside) if inside else anywhere


@st.composite
def moments(draw, case):
    """
    Draw a whole minute, often an opening, a closing or midnight, and seldom one outside.
    """
    length = (case["span"][1] - case["span"][0]).days
    number = draw(st.integers(-1, length)) if draw(UNUSUAL) else draw(numbers(case, length))
    nasty = (0, 1, 540, 600, 720, 840, 960, 1050, 1080, 1200, 1380, 1437, 1438, 1439)
    minute = draw(st.sampled_from(nasty)) if draw(st.booleans()) else draw(st.integers(0, DAY - 1))
    return midnight(day_of(number)) + timedelta(minutes=minute)


def outcome(ask, *given_):
    """
    Ask the library; give the answer or the error.
    """
    try:
        return ask(*given_)
    except PartyGridError as error:
        return error


def agree(expected, found):
    """
    Compare an answer or the errors that may be raised with what the library gave.
    """
    if isinstance(expected, Fault):
        return type(found) in expected.args[0] or (
            isinstance(found, NotInForceError)
            and not isinstance(found, NotAnnouncedError)
            and NotInForceError in expected.args[0]
        )
    return type(expected) is type(found) and expected == found


def expected_of(ask, *given_):
    """
    Ask the walk; give the answer, or the errors that may be raised.
    """
    try:
        return ask(*given_)
    except Fault as fault:
        return fault


@st.composite
def questions(draw):
    """
    Draw a calendar and all that it is asked, as known on a day.
    """
    case = draw(cases())
    length = (case["span"][1] - case["span"][0]).days
    number = numbers(case, length)
    return {
        "case": case,
        "known": None if draw(st.booleans()) else day_of(draw(st.integers(-60, length))),
        "provisional": draw(st.booleans()),
        "days": [day_of(draw(number)), day_of(draw(st.integers(-1, length)))],
        "count": draw(st.integers(-30, 30)),
        "moments": [draw(moments(case)), draw(moments(case))],
        "minutes": draw(st.integers(-60, 60) | st.integers(-3000, 3000)),
        "limit": draw(limits()),
    }


def asked_of(target, drawn):
    """
    List every question to a timetable, or to a walk that answers as one.
    """
    (day, other), (at, later) = drawn["days"], drawn["moments"]
    amount = timedelta(minutes=drawn["minutes"])
    return [
        (target.is_working_day, day),
        (target.is_working_day, other),
        (target.add_working_days, day, drawn["count"]),
        (target.working_days_between, day, other),
        (target.on_or_after, other),
        (target.on_or_before, other),
        (target.firm_until, day),
        (target.add_time, at, amount),
        (target.time_between, at, later),
        (target.time_between, at, at),
        (target.is_open, at),
        (target.next_opening, later),
        (target.sessions, day),
        (target.closing, day),
    ]


class TestWalked:
    @settings(max_examples=CASES)
    @given(drawn=questions())
    def test_same(self, drawn):
        """
        Walking from day to day and from minute to minute finds the same answer or refusal.
        """
        calendar, known = calendar_of(drawn["case"]), drawn["known"]
        walk = Walk(drawn["case"], known)
        start, limit = drawn["moments"][0], drawn["limit"]
        days = (day_of(n) for n in range((walk.end - walk.first).days))
        if any(walk.in_force("week", day) is None for day in days):
            event("no week in force")
            with pytest.raises(NotInForceError):
                calendar.as_known(known)
            return
        timetable = calendar.as_known(known, provisional=drawn["provisional"])
        walking = Asked(walk, strict=not drawn["provisional"])
        for (ask, *given_), (mine, *_) in zip(
            asked_of(timetable, drawn), asked_of(walking, drawn), strict=True
        ):
            found, expected = outcome(ask, *given_), expected_of(mine, *given_)
            if ask.__name__ == "sessions" and type(found) is tuple:
                found = tuple(map(str, found))
            assert agree(expected, found), (ask.__name__, given_, expected, found)
        found = outcome(lambda: due(start, limit, calendar, known=known))
        expected = expected_of(walked_due, walk, start, limit)
        event(f"due: {limit.unit.value} {type(found).__name__}")
        if not isinstance(found, PartyGridError):
            found = found.last, found.at, found.is_firm
        assert agree(expected, found), (start, limit, expected, found)
