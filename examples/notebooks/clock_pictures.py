"""
Pictures of deadline clocks: a case on its time line, many cases, and what a change would move.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import matplotlib.dates as mdates
from drawing import BLUE, GREEN, GREY, INK, LIGHT, ORANGE, PINK, RED, bare, canvas, legend_above
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from partygrid.clocks import StageState, read
from partygrid.worktime import OFFICE_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.axes import Axes

    from partygrid.clocks import Case, Docket, Shift, StageReading, StageScheme
    from partygrid.worktime import DayKind, Timetable, WorkCalendar

HALF_HOUR: Final = timedelta(minutes=30)
DAY: Final = timedelta(days=1)
WEEKDAYS: Final = "一二三四五六日"
STATES: Final = {
    StageState.WAITING: LIGHT,
    StageState.RUNNING: BLUE,
    StageState.PAUSED: ORANGE,
    StageState.MET: LIGHT,
    StageState.MET_LATE: LIGHT,
    StageState.BREACHED: RED,
}


def days_of_case(
    case: Case,
    stage: str,
    place: tuple[StageScheme, WorkCalendar],
    first: date,
    days: int,
) -> None:
    """
    Draw one stage of a case: a line a day, half an hour of office time a cell, and what happened.

    Args:
        case: The case.
        stage: The key of the stage.
        place: The scheme and the calendar.
        first: The first day.
        days: How many days.
    """
    _, [axes] = canvas(8, 0.29 * days + 0.9)
    timetable = place[1].as_known()
    every = [first + number * DAY for number in range(days)]
    for row, day in enumerate(every):
        for hour in _open_half_hours(day, timetable):
            state = read(case, *place, at=hour).stage(stage).state
            axes.barh(row, 0.46, 0.7, left=_hour(hour) + 0.02, color=STATES[state], align="center")
        for event in case.events:
            if event.at.date() == day:
                axes.plot(_hour(event.at), row, "o", color=INK, markersize=4)
        axes.text(20.2, row, _words_of_day(case, day, timetable), va="center", fontsize=9)
    axes.set_yticks(range(days), [f"{day:%m-%d} {WEEKDAYS[day.weekday()]}" for day in every])
    axes.set_xticks(range(10, 21, 2), [f"{hour}:00" for hour in range(10, 21, 2)])
    axes.set_xlim(9.8, 25.5)
    axes.invert_yaxis()
    bare(axes, "left", "bottom")
    legend_above(
        axes,
        3,
        [
            Patch(color=LIGHT, label="办公时间 office open"),
            Patch(color=BLUE, label="计时 the clock runs"),
            Patch(color=ORANGE, label="暂停 it stands"),
        ],
    )


def _open_half_hours(day: date, timetable: Timetable) -> Iterator[datetime]:
    """
    List the half hours of a day at which the office is open.
    """
    ten = datetime.combine(day, time(10), OFFICE_TIME)
    for number in range(20):
        if timetable.is_open(ten + number * HALF_HOUR):
            yield ten + number * HALF_HOUR


def _place(moment: date) -> float:
    """
    Give where a day or an instant lies on the axis, in office time.
    """
    plain = moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment
    return float(mdates.date2num(plain))


def _hour(moment: datetime) -> float:
    return moment.hour + moment.minute / 60


def _words_of_day(case: Case, day: date, timetable: Timetable) -> str:
    """
    Say what happened, or why nobody worked.
    """
    events = [event for event in case.events if event.at.date() == day]
    if events:
        return "，".join(f"{event.at:%H:%M} {event.kind.label.zh}" for event in events)
    return "" if timetable.is_working_day(day) else timetable.day(day).label.zh


def case_bars(
    docket: Docket, names: Mapping[str, str], stage: str, holidays: Sequence[date]
) -> None:
    """
    Draw each case from the day it came in to the day it was solved, with the instant it was due.

    Args:
        docket: The cases at one instant.
        names: What the cases are called, by id.
        stage: The stage that is drawn.
        holidays: Days off, shaded.
    """
    _, [axes] = canvas(8, 0.3 * len(docket.readings) + 1.1)
    for day in holidays:
        axes.axvspan(_place(day), _place(day + DAY), color=LIGHT, linewidth=0)
    for place, reading in enumerate(docket.readings):
        _draw_case(axes, place, reading.stage(stage), docket.at)
    axes.axvline(_place(docket.at), color=INK, linewidth=1)
    axes.set_yticks(
        range(len(docket.readings)),
        [f"{names.get(each.case.id, '')} {each.case.id}" for each in docket.readings],
    )
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(mdates.DayLocator((1, 11, 21)))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%m-%d"))
    axes.margins(x=0.02)
    bare(axes, "left")
    legend_above(
        axes,
        5,
        [
            *(
                Patch(color=colour, label=words)
                for colour, words in (
                    (GREEN, "按期 in time"),
                    (RED, "逾期 late"),
                    (BLUE, "计时中 running"),
                    (ORANGE, "暂停 paused"),
                )
            ),
            axes.plot([], [], "|", color=INK, markersize=12, markeredgewidth=2, label="到期 due")[
                0
            ],
        ],
    )


COLOUR_OF: Final = {
    StageState.MET: GREEN,
    StageState.MET_LATE: RED,
    StageState.BREACHED: RED,
    StageState.RUNNING: BLUE,
    StageState.PAUSED: ORANGE,
}


def _draw_case(axes: Axes, place: int, found: StageReading, now: datetime) -> None:
    run = found.run
    if run is None:
        return
    end = run.end or now
    start, stop = _place(run.start), _place(end)
    axes.barh(place, stop - start, 0.55, left=start, color=COLOUR_OF.get(found.state, GREY))
    for pause in run.pauses:
        first = _place(pause.start)
        last = _place(pause.end or now)
        axes.barh(place, last - first, 0.55, left=first, color=ORANGE)
    if found.due is not None:
        axes.plot(_place(found.due), place, "|", color=INK, markersize=13, markeredgewidth=2)


def work_in_hand(days: Sequence[date], dockets: Sequence[Docket], stage: str) -> None:
    """
    Draw how many cases run, stand and are late, day after day.

    Args:
        days: The days.
        dockets: The cases on each.
        stage: The stage that is counted.
    """
    _, [axes] = canvas(8, 2.6)
    wanted = {
        "逾期 late": (RED, StageState.BREACHED),
        "暂停 paused": (ORANGE, StageState.PAUSED),
        "计时中 running": (BLUE, StageState.RUNNING),
    }
    rows = [
        [sum(each.stage(stage).state is state for each in one.readings) for one in dockets]
        for _, state in wanted.values()
    ]
    axes.stackplot(
        days, rows, colors=[colour for colour, _ in wanted.values()], labels=[*wanted], step="mid"
    )
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_locator(mdates.DayLocator((1, 11, 21)))
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%m-%d"))
    axes.set_ylabel("件 cases")
    legend_above(axes, 3)


def moved(
    shifts: Sequence[Shift], names: Mapping[str, str], off: Mapping[str, Sequence[date]]
) -> None:
    """
    Draw from when to when due instants move.

    Args:
        shifts: What moves.
        names: What the cases are called, by id.
        off: Days off, by whose they are.
    """
    _, [axes] = canvas(8, 0.34 * len(shifts) + 1.2)
    for (words, days), colour in zip(off.items(), (LIGHT, PINK), strict=False):
        for number, day in enumerate(days):
            axes.axvspan(
                _place(day),
                _place(day + DAY),
                color=colour,
                alpha=1 if colour == LIGHT else 0.35,
                linewidth=0,
                label=words if number == 0 else None,
            )
    for place, shift in enumerate(shifts):
        if shift.before is None or shift.after is None:
            continue
        was, then = shift.before.due, shift.after.due
        if was is None or then is None:
            continue
        ends = (_place(was), _place(then))
        axes.plot(ends, (place, place), color=GREY, linewidth=1.5, zorder=2)
        axes.plot(
            ends[0],
            place,
            "o",
            color=BLUE,
            zorder=3,
            label="原到期 was due" if place == 0 else None,
        )
        axes.plot(
            ends[1], place, "D", color=RED, zorder=3, label="现到期 is due" if place == 0 else None
        )
    axes.set_yticks(range(len(shifts)), [names.get(each.case, each.case) for each in shifts])
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%m-%d"))
    bare(axes, "left")
    legend_above(axes, 4)


def days_off(timetable: Timetable, first: date, last: date, *kinds: DayKind) -> list[date]:
    """
    List the days that notices make days of some kinds.
    """
    count = (last - first).days + 1
    every = (first + place * DAY for place in range(count))
    return [
        day for day in every if any(said.special.kind in kinds for said in timetable.day(day).said)
    ]
