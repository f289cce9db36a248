"""
Read a case by stepping through every second: the oracle of the clocks.

It is written after the words of the rules (docs/clocks.md), knows nothing of the library and
takes only plain data. A calendar is a row of seconds, open or closed; a limit is counted second by
second or day by day, whatever stands still is struck out before, and nothing is ever worked out.
Seconds and days are counted from the beginning of the calendar; an instant asked about is in
microseconds. Which days were looked at is noted, for an answer leans on those.
"""

# ruff: noqa: PYI024 - rows as plain as can be
from calendar import monthrange
from collections import namedtuple
from datetime import date, timedelta
from itertools import compress, count, islice, permutations

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MICRO = 1_000_000
BEGINNING = date(2026, 1, 1)
# By the clock every second counts, also of days that are in no calendar.
ALWAYS = b"\1" * (600 * DAY)

SIZES = {"minute": MINUTE, "hour": HOUR, "working_minute": MINUTE, "working_hour": HOUR}
BY_CLOCK = {"minute", "hour"}
WORKING_TIME = {"working_minute", "working_hour"}
# In the order in which events of one instant happen, if that is possible.
KINDS = [
    *("received", "signed", "answered", "paused", "resumed", "extension_requested", "extended"),
    *("transferred", "returned", "resolved", "called_back", "reopened", "withdrawn", "closed"),
    "retracted",
]
WORK = {"signed", "answered", "extension_requested", "extended", "transferred", "returned"}
FOLLOWS = {
    "not_received": {"received": "open"},
    "open": {
        **dict.fromkeys(WORK, "open"),
        "paused": "paused",
        "resolved": "resolved",
        "withdrawn": "withdrawn",
    },
    "paused": {**dict.fromkeys(WORK, "paused"), "resumed": "open", "withdrawn": "withdrawn"},
    "resolved": {
        "called_back": "resolved",
        "reopened": "open",
        "closed": "closed",
        "withdrawn": "withdrawn",
    },
    "withdrawn": {"closed": "closed"},
    "closed": {"reopened": "open"},
}

# What is told to the oracle.
Limit = namedtuple("Limit", "amount unit start roll end")
Form = namedtuple("Form", "starts meets limit causes day_pause transfer")
Extension = namedtuple("Extension", "stages most unit times consent suffices")
Reminder = namedtuple("Reminder", "key stage when amount unit")
# Stages (by key) and extension, in force from a day on, known since a day.
Entry = namedtuple("Entry", "start known stages extension")
Record = namedtuple("Record", "id kind at known cause amount role")
# Days off or on, with hours of their own, known since a day; days of a stretch are settled.
Notice = namedtuple("Notice", "known first end days")
Hours = namedtuple("Hours", "start known sessions")
Office = namedtuple("Office", "length week hours notices")
# What is answered of one run.
Answer = namedtuple("Answer", "state due breached_at used left is_firm told next_change")


class RefusedError(Exception):
    """
    Say that there is no answer; the argument tells why.
    """


class Board:
    """
    Lay a calendar out as it was known on a day: a row of days, and a row of seconds.
    """

    def __init__(self, office, known):
        self.length, self.latest = office.length, -1
        self.days = [self._day(office, known, day) for day in range(office.length)]
        self.settled = [
            any(each.known <= known and each.first <= day < each.end for each in office.notices)
            for day in range(office.length)
        ]
        self.end = office.length * DAY
        self.seconds = bytearray(self.end)
        for day, sessions in enumerate(self.days):
            for opens, closes in sessions or ():
                self.seconds[day * DAY + opens : day * DAY + closes] = b"\1" * (closes - opens)

    def _day(self, office, known, day):
        """
        Give the sessions of a day as known; None if it is not worked.
        """
        worked = (BEGINNING + timedelta(day)).isoweekday() in office.week
        own = None
        for notice in sorted(each for each in office.notices if each.known <= known):
            if day in notice.days:
                worked, own = notice.days[day]
        if not worked:
            return None
        if own:
            return own
        usual = [each for each in office.hours if each.start <= day and each.known <= known]
        return usual[-1].sessions

    def look(self, day):
        """
        Note that a day is looked at.
        """
        if not 0 <= day < self.length:
            raise RefusedError("value")
        self.latest = max(self.latest, day)

    def is_worked(self, day):
        """
        Tell whether a day is worked.
        """
        self.look(day)
        return self.days[day] is not None

    def opening(self, second):
        """
        Step on to the first open second.
        """
        while True:
            day = second // DAY
            self.look(day)
            found = self.seconds.find(1, second, (day + 1) * DAY)
            if found >= 0:
                return found
            second = (day + 1) * DAY

    def close(self, day, end):
        """
        Give the end of a day: midnight, or the end of its last open second.
        """
        self.look(day)
        if end == "end_of_day":
            return (day + 1) * DAY
        return self.seconds.rindex(1, day * DAY, (day + 1) * DAY) + 1

    def forward(self, second, amount):
        """
        Step on until so many open seconds have passed.
        """
        found = reached(self.seconds, second, amount)
        if found is None:
            raise RefusedError("value")
        self.look((found - 1) // DAY)
        return found

    def backward(self, second, amount):
        """
        Step back until so many open seconds lie between; None: before the calendar began.
        """
        if second > self.end:
            raise RefusedError("value")
        row = self.seconds[:second][::-1]
        found = reached(row, 0, amount)
        return None if found is None else second - found


def reached(row, second, amount):
    """
    Step through a row of seconds until so many that count have passed; None: they never do.
    """
    if second < 0:
        raise RefusedError("value")
    while second < len(row):
        end = (second // DAY + 1) * DAY
        here = row.count(1, second, end)
        if here >= amount:
            counted = compress(count(second + 1), row[second:end])
            return next(islice(counted, amount - 1, None))
        amount -= here
        second = end
    return None


# What happened, and what it makes of a stage.


def happened(records, at, known):
    """
    List what had happened by an instant as known at another, in an order that is possible.
    """
    last = {}
    for record in sorted(records, key=lambda each: each.known):
        if record.known * MICRO <= known:
            last[record.id] = record
    standing = [
        each for each in last.values() if each.kind != "retracted" and each.at * MICRO <= at
    ]
    standing.sort(key=lambda each: (each.at, KINDS.index(each.kind), each.known, each.id))
    found, state = [], "not_received"
    while standing:
        together = [each for each in standing if each.at == standing[0].at]
        standing = standing[len(together) :]
        for order in permutations(together):
            then = state
            for record in order:
                then = FOLLOWS.get(then, {}).get(record.kind)
            if then:
                break
        else:
            raise RefusedError("value")
        found += order
        state = then
    return found, state


class Run:
    """
    Hold one run of a stage, while it is walked.
    """

    def __init__(self, start, form, stops):
        self.start, self.form, self.stops = start, form, stops
        self.end = self.how = None
        self.granted, self.asked = [], []

    def take(self, record):
        """
        Take what happens while it runs; tell whether it is to start again.
        """
        if record.kind == "paused":
            self.stops.append([record.at, None, record.cause])
        elif record.kind == "resumed":
            if self.stops and self.stops[-1][1] is None:
                self.stops[-1][1] = record.at
        elif record.kind == "extended":
            self.granted.append(record)
        elif record.kind == "extension_requested":
            self.asked.append(record.at)
        if record.kind in self.form.meets:
            self.how = "met"
        elif record.kind == "transferred" and self.form.transfer == "renew":
            self.how = "handed_over"
        elif record.kind in {"withdrawn", "closed", "reopened"}:
            self.how = "withdrawn"
        if self.how:
            self.end = record.at
        return self.how == "handed_over"


def in_force(entries, day, known):
    """
    Give the entry that is in force on a day, as known on a day.
    """
    return [each for each in entries if each.start <= day and each.known <= known][-1]


def walk(entries, key, records, known):
    """
    Walk a history; give the runs of a stage.
    """
    runs, now, had, standing = [], None, False, None
    for record in records:
        if record.kind == "paused":
            standing = record.cause
        elif record.kind in {"resumed", "withdrawn"}:
            standing = None
        again = now.take(record) if now else False
        if now and now.how:
            now = None
        if record.kind in {"received", "transferred", "reopened"}:
            had = now is not None
        form = in_force(entries, record.at // DAY, known).stages.get(key)
        if form and (again or (not had and record.kind in form.starts)):
            had = True
            now = Run(record.at, form, [[record.at, None, standing]] if standing else [])
            runs.append(now)
    return runs


# When a run is due.


def months_after(day, months):
    """
    Give the day of so many months later, or the last of a shorter month, and whether it is that.
    """
    first = BEGINNING + timedelta(day)
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    number = min(first.day, monthrange(year, month)[1])
    return (date(year, month, number) - BEGINNING).days, number == first.day


class Leg:
    """
    Walk a limit, or an extension of it, from where it starts.

    Args:
        board: The calendar.
        start: The second from which it is counted.
        limit: The limit.
        day_pause: How pauses move days.
        no_earlier: Where a last day moved back stops.
    """

    def __init__(self, board, start, limit, day_pause, no_earlier=None):
        self.board, self.start, self.limit = board, start, limit
        self.day_pause, self.no_earlier = day_pause, no_earlier
        # The seconds or days given back and waited, and the seconds struck out.
        self.time = self.days = 0
        self.struck = []
        if not 0 <= start < board.end:
            raise RefusedError("value")

    def stopped_by(self, stops):
        """
        Take the pauses that begin before it is due; give the one that has no end, if any.
        """
        self.due = self.walked()
        while stops and stops[0][0] < self.due:
            begins, ends, _ = stops[0]
            if ends is None:
                return stops[0]
            stops.pop(0)
            self.stop(begins, ends)
        return None


class TimeLeg(Leg):
    """
    Walk hours or minutes.
    """

    def __init__(self, *given):
        super().__init__(*given)
        self.begins = self.start
        if self.limit.start == "after_starting_hour":
            self.begins = (self.start // HOUR + 1) * HOUR
        working = self.limit.unit in WORKING_TIME
        self.row = self.board.seconds if working else ALWAYS

    def walked(self):
        """
        Step on second by second, over those struck out.
        """
        amount = self.limit.amount * SIZES[self.limit.unit]
        row = self.row
        if self.struck:
            row = bytearray(row)
            for begins, ends in self.struck:
                row[begins:ends] = bytes(ends - begins)
        found = reached(row, self.begins, amount)
        if found is None:
            raise RefusedError("value")
        if self.row is self.board.seconds:
            self.board.look((found - 1) // DAY)
        if self.limit.roll == "next_opening":
            found = self.board.opening(found)
        return found

    def stop(self, begins, ends):
        """
        Strike a pause out.
        """
        self.struck.append((begins, ends))
        self.due = self.walked()


class RolledLeg(TimeLeg):
    """
    Walk hours by the clock that run on to an opening: what stands after they ran out counts, too.
    """

    def walked(self):
        """
        Step on to the end, so much later, and from there to the opening.
        """
        amount = self.limit.amount * SIZES[self.limit.unit]
        self.ends = reached(self.row, self.begins, amount + self.time)
        return self.board.opening(self.ends)

    def stop(self, begins, ends):
        """
        Move the end by what the pause stopped, and to the resuming at least.
        """
        if ends <= self.begins:
            return
        self.struck.append((begins, ends))
        self.time += ends - max(begins, self.begins)
        self.due = self.walked()
        if self.due < ends:
            self.time += ends - self.ends
            self.due = self.walked()


class DayLeg(Leg):
    """
    Walk days, months or years.
    """

    def __init__(self, *given):
        super().__init__(*given)
        limit, board = self.limit, self.board
        first = self.start // DAY
        if limit.start == "after_day_of_opening":
            first = board.opening(self.start) // DAY
        self.first = first + (limit.start != "with_starting_day")

    def counts(self, day):
        """
        Tell whether a day counts.
        """
        if day < self.first:
            return False
        return self.limit.unit != "working_day" or self.board.is_worked(day)

    def counted(self, more):
        """
        Step to the last day that counts, and so many days more.
        """
        limit, last = self.limit, self.first - 1
        if limit.unit in {"month", "year"}:
            months = limit.amount * (12 if limit.unit == "year" else 1)
            if limit.start == "with_starting_day":
                last, same = months_after(self.first, months)
                last -= same
            else:
                last, _ = months_after(self.first - 1, months)
        else:
            more += limit.amount
        for _ in range(more):
            last = self.following(last)
        return last

    def walked(self):
        """
        Step to the day, roll it, and end it.
        """
        if self.day_pause == "rounded_up" and (self.time or self.days):
            self.reached = self.rolled(self.counted(0))
            if self.time:
                ends = self.board.forward(self.ended(self.reached), self.time)
                self.reached = (ends - 1) // DAY
            for _ in range(self.days):
                self.reached = self.following(self.reached)
        else:
            self.reached = self.counted(self.days)
        return self.ended(self.rolled(self.reached))

    def following(self, day):
        """
        Step to the next day that counts.
        """
        day += 1
        while not self.counts(day):
            day += 1
        return day

    def rolled(self, last):
        """
        Step from a last day that is not worked to one that is.
        """
        roll, board = self.limit.roll, self.board
        if roll == "none":
            return last
        while not board.is_worked(last):
            last += 1 if roll == "forward" else -1
        if last < self.first:
            if self.no_earlier is None:
                raise RefusedError("value")
            last = self.no_earlier
        return last

    def ended(self, day):
        """
        Give the instant at which the limit ends on a day.
        """
        if self.limit.end == "end_of_day":
            return (day + 1) * DAY
        return self.board.close(day, self.limit.end)

    def stop(self, begins, ends):
        """
        Move it by what the pause stopped, and wait if it would be due before the resuming.
        """
        if self.day_pause is None:
            raise RefusedError("unsuitable")
        if ends < self.first * DAY:
            return
        if self.day_pause == "rounded_up":
            first = max(begins, self.first * DAY)
            for day in range(first // DAY, (ends - 1) // DAY + 1):
                self.board.look(day)
            self.time += self.board.seconds.count(1, first, ends)
        else:
            self.days += sum(self.stops(day, begins, ends) for day in self.within(begins, ends))
        self.due = self.walked()
        while self.due < ends:
            self.days += 1
            self.due = self.walked()

    def gone(self, days):
        """
        Count the days that it stood or waited; rounded up, those by which it is due later.
        """
        if self.time:
            plain = self.rolled(self.counted(0))
            return len(days(plain + 1, (self.due - 1) // DAY))
        return self.days

    def within(self, begins, ends):
        """
        List the days that a pause touches and that can count.
        """
        return range(max(begins // DAY, self.first), ends // DAY + 1)

    def stops(self, day, begins, ends):
        """
        Tell whether a pause stops a day.
        """
        if not self.counts(day):
            return False
        if self.day_pause == "day_difference":
            return day > begins // DAY
        seconds = range(day * DAY, (day + 1) * DAY)
        if self.limit.unit == "working_day":
            opens = self.board.seconds.index(1, seconds[0])
            seconds = range(opens, self.board.close(day, "close_of_business"))
        return begins <= seconds[0] and seconds[-1] < ends


def made_leg(*given):
    """
    Make a leg of the kind that a limit needs.
    """
    limit = given[2]
    if limit.unit not in SIZES:
        return DayLeg(*given)
    return (RolledLeg if limit.roll == "next_opening" else TimeLeg)(*given)


def extended(limit, unit, amount):
    """
    Make the limit of an extension: the same conventions, where they fit.
    """
    roll = limit.roll
    if unit in SIZES:
        if {unit, limit.unit} - BY_CLOCK:
            roll = "none"
        return Limit(amount, unit, "from_instant", roll, "at_instant")
    end = limit.end
    if limit.unit in SIZES or "working_day" in {unit, limit.unit}:
        roll = "none"
    if limit.unit in SIZES or (unit == "calendar_day" and roll == "none"):
        end = "end_of_day"
    return Limit(amount, unit, "after_starting_day", roll, end)


def granted(rule, run, number, record, due, then):
    """
    Refuse an extension that was granted by whom, how long, how often or when it may not be.
    """
    allowed = record.role in rule.consent and record.amount <= rule.most and number <= rule.times
    if allowed and due is not None and not in_time(rule, run, record, due):
        before = then()
        allowed = before is None or in_time(rule, run, record, before)
    if not allowed:
        raise RefusedError("value")


def in_time(rule, run, record, due):
    """
    Tell whether an extension was granted, or if that is enough requested, by when it was due.
    """
    if record.at <= due:
        return True
    return rule.suffices and any(asked <= due for asked in run.asked)


class Clock:
    """
    Walk a run through its limit and extensions.

    Args:
        boards: Gives the calendar as known on a day.
        known: The day.
        run: The run.
        form: The stage as it is judged.
        rule: How it may be extended, or None.
        most: How many of the extensions granted are walked.
    """

    def __init__(self, boards, known, run, form, rule, most=None):
        self.board, self.limit, self.run = boards(known), form.limit, run
        self.board.latest = -1
        stops = [list(each) for each in run.stops if each[2] in form.causes]
        self.is_paused = bool(stops) and stops[-1][1] is None
        self.legs = [made_leg(self.board, run.start, form.limit, form.day_pause)]
        self.standing = self.legs[0].stopped_by(stops)
        for number, record in enumerate(run.granted[:most] if rule else (), start=1):

            def then(day=record.at // DAY, number=number):
                if day >= known:
                    return self.due
                return Clock(boards, day, run, form, rule, number - 1).due

            latest = self.board.latest
            granted(rule, run, number, record, self.due, then)
            self.board.latest = latest
            # Granted while it stands it counts when it goes on.
            if self.standing is None or record.at < self.standing[0]:
                self.extend(extended(form.limit, rule.unit, record.amount), form, stops)
        self.is_firm = all(self.board.settled[: self.board.latest + 1])

    @property
    def so_far(self):
        """
        Give when it is due if it goes on at once.
        """
        return self.legs[-1].due

    @property
    def due(self):
        """
        Give when it is due; None while it stands.
        """
        return self.so_far if self.standing is None else None

    def extend(self, limit, form, stops):
        """
        Walk on from when it was due: from the very second, or from the day after.
        """
        due = self.so_far
        start = due if limit.unit in SIZES else (due - 1) // DAY * DAY
        leg = made_leg(self.board, start, limit, form.day_pause, (due - 1) // DAY)
        self.legs.append(leg)
        self.standing = leg.stopped_by([] if self.standing else stops) or self.standing


# What a reading says.


def reminded(board, reminder, due):
    """
    Step from when it is due to a reminder; None: before the calendar began.
    """
    before, amount, unit = reminder.when == "before", reminder.amount, reminder.unit
    if amount == 0:
        return due
    if unit == "working_day":
        day = (due - 1) // DAY
        for _ in range(amount):
            day += -1 if before else 1
            while day >= 0 and not board.is_worked(day):
                day += -1 if before else 1
        return None if day < 0 else board.opening(day * DAY)
    amount *= DAY if unit == "calendar_day" else SIZES[unit]
    if unit in WORKING_TIME:
        return (board.backward if before else board.forward)(due, amount)
    return due - amount if before else due + amount


def told(clock, run, reminders, until):
    """
    Give the reminders that came by an instant, and when others will.
    """
    came, coming = [], []
    standing = clock.standing
    for reminder in reminders:
        try:
            at = reminded(clock.board, reminder, clock.so_far)
        except RefusedError:
            # Beyond the calendar: refused as long as that lasts.
            last = (until - 1) // MICRO // DAY
            if run.end is None and standing is None and last < clock.board.length:
                raise
            continue
        at = run.start if at is None else max(run.start, at)
        if standing is not None and at >= standing[0]:
            continue
        if at * MICRO <= until:
            came.append((reminder.key, at))
        elif run.end is None:
            coming.append(at * MICRO)
    return tuple(sorted(came)), coming


def read_run(boards, scheme, key, run, at, known):
    """
    Answer for one run.
    """
    judged = known if run.end is None else min(known, run.end // DAY)
    entry = in_force(scheme.entries, run.start // DAY, judged)
    form = entry.stages[key]
    rule = entry.extension
    if rule and key not in rule.stages:
        rule = None
    if form.limit is None:
        return Answer("no_limit", None, None, None, None, True, (), None), rule, run
    clock = Clock(boards, judged, run, form, rule)
    until = at if run.end is None else run.end * MICRO
    due = clock.due
    late = due is not None and until > due * MICRO
    state = state_of(run, clock, late=late)
    came, coming = told(
        clock, run, [each for each in scheme.reminders if each.stage == key], until
    )
    if run.end is None and due is not None and not late:
        coming.append(due * MICRO + 1)
    used, left = measured(clock, until)
    answer = Answer(
        state,
        due,
        due if late else None,
        used,
        left,
        clock.is_firm,
        came,
        min(coming, default=None),
    )
    return answer, rule, run


def state_of(run, clock, *, late):
    """
    Say where a run stands.
    """
    if run.how == "met":
        return "met_late" if late else "met"
    if late:
        return "breached"
    if run.how:
        return run.how
    return "paused" if clock.is_paused else "running"


def measured(clock, until):
    """
    Count what is used and left: seconds (with parts of one), or days.

    What stood still is neither, nor what only moves the end to a day of work or to an opening.
    """
    if clock.standing is not None:
        until = clock.standing[0] * MICRO
    board, unit = clock.board, clock.limit.unit
    if (until - 1) // MICRO // DAY >= board.length:
        return None, None
    try:
        return (measured_time if unit in SIZES else measured_days)(clock, until)
    except RefusedError:
        return None, None


def measured_time(clock, until):
    """
    Count seconds.
    """
    working = clock.limit.unit in WORKING_TIME

    def between(first, last, struck=()):
        # In microseconds; the second that runs counts for its part.
        row = clock.board.seconds if working else ALWAYS
        row = bytearray(row[: last // MICRO + 1])
        for begins, ends in struck:
            row[begins:ends] = bytes(max(0, min(ends, len(row)) - begins))
        whole = row.count(1, first // MICRO, last // MICRO) * MICRO
        parts = row[last // MICRO : last // MICRO + 1] == b"\1"
        return whole + (last - last // MICRO * MICRO) * parts if last > first else 0

    used = whole = 0
    begins = clock.run.start * MICRO
    for leg in clock.legs:
        if leg.limit.unit in SIZES and (leg.limit.unit in WORKING_TIME) is working:
            given = leg.limit.amount * SIZES[leg.limit.unit] * MICRO
            passed = between(leg.begins * MICRO, until, leg.struck)
        else:
            given, passed = between(begins, leg.due * MICRO), between(begins, until)
        used, whole, begins = used + min(passed, given), whole + given, leg.due * MICRO
    due = clock.so_far * MICRO
    if until <= due:
        return used, whole - used
    over = between(due, until)
    return used + over, -over


def measured_days(clock, until):
    """
    Count days: the day of an instant is one more that is used, and 24:00 is of the day before.
    """
    today, ends = (until - 1) // MICRO // DAY, (clock.so_far - 1) // DAY
    working, board = clock.limit.unit == "working_day", clock.board

    def days(first, last):
        return [day for day in range(first, last + 1) if not working or board.is_worked(day)]

    used = whole = 0
    last = ends
    for leg in clock.legs:
        if isinstance(leg, DayLeg) and (leg.limit.unit == "working_day") is working:
            given = len(days(leg.first, leg.counted(0)))
            gone = leg.gone(days)
            passed, last = len(days(leg.first, today)) - gone, leg.reached
            if leg.day_pause == "rounded_up" and gone:
                last = leg.counted(0) + gone
        else:
            start, last = (leg.start - 1) // DAY, (leg.due - 1) // DAY
            if isinstance(leg, DayLeg):
                start = leg.start // DAY
            given, passed = len(days(start + 1, last)), len(days(start + 1, today))
        used, whole = used + max(0, min(passed, given)), whole + given
    if until <= clock.so_far * MICRO:
        return used, whole - used
    return used + len(days(max(ends, last) + 1, today)), -len(days(ends + 1, today))


def is_listed(entries, key, events, at, known):
    """
    Tell whether a stage was there on the day of some event; before there are any, today.
    """
    days = {each.at // DAY for each in events} or {at // MICRO // DAY}
    return any(
        key in in_force(entries, day, then).stages
        for day in days
        for then in (known, min(known, day))
    )


def read(boards, scheme, records, at, known):
    """
    Answer for a case: for each stage that there is, its runs in order, or that it waits.
    """
    events, state = happened(records, at, known)
    day = known // MICRO // DAY
    today = in_force(scheme.entries, at // MICRO // DAY, day)
    found, extended_ = {}, set()
    for key in dict.fromkeys(key for each in scheme.entries for key in each.stages):
        runs = [
            read_run(boards, scheme, key, run, at, day)
            for run in walk(scheme.entries, key, events, day)
        ]
        extended_ |= {record.id for _, rule, run in runs if rule for record in run.granted}
        if runs:
            found[key] = [answer for answer, _, _ in runs]
        elif key in today.stages and is_listed(scheme.entries, key, events, at, day):
            found[key] = [Answer("waiting", None, None, None, None, True, (), None)]
    if {each.id for each in events if each.kind == "extended"} - extended_:
        raise RefusedError("unsuitable")
    return state, found
