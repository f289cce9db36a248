"""
What calendars, layers and conventions say, as lines of a catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from partygrid.dated import Dated, Interval, NotStated, Repeal, Retraction, WrittenItems
from partygrid.labels import Label
from partygrid.packs._catalogue_lines import CatalogueLine, CatalogueSection, line_of
from partygrid.worktime import (
    CalendarLayer,
    Convention,
    Notice,
    OfficeHours,
    Session,
    SpecialDays,
    WorkCalendar,
    WorkWeek,
)

_ONE_DAY: Final = timedelta(days=1)
_WEEKDAYS: Final = (
    Label("周一", "Monday"),
    Label("周二", "Tuesday"),
    Label("周三", "Wednesday"),
    Label("周四", "Thursday"),
    Label("周五", "Friday"),
    Label("周六", "Saturday"),
    Label("周日", "Sunday"),
)


def calendar_sections(field: str, calendar: WorkCalendar) -> tuple[CatalogueSection, ...]:
    """
    Give the span of a calendar, and each of its layers.
    """
    span = CatalogueLine(
        field="span",
        label=Label("可查询的日期", "days that can be asked about"),
        items=(("", days_words(calendar.span)),),
    )
    own = CatalogueSection(key=field, label=Label("工作日历", "working calendar"), lines=(span,))
    layers = (layer_section(f"{field}.{each.level.value}", each) for each in calendar.layers)
    return (own, *layers)


def layer_section(field: str, layer: CalendarLayer) -> CatalogueSection:
    """
    Give all that one layer says of days, weeks and hours.
    """
    level, settled = layer.level.label, _SETTLED[layer.announced]
    who = CatalogueLine(
        field="announced", label=Label("日历层", "layer"), items=(("", level), ("", settled))
    )
    lines = [who, *map(_notice_line, layer.notices)]
    if layer.week is not None:
        label = Label("工作日", "days of the week worked")
        lines += [
            line_of("week", label, entry, _items(entry, _week_words))
            for entry in layer.week.all_entries
        ]
    if layer.hours is not None:
        label = Label("办公时间", "office hours")
        lines += [
            line_of("hours", label, entry, _items(entry, hours_words))
            for entry in layer.hours.all_entries
        ]
    return CatalogueSection(key=field, label=layer.label, lines=tuple(lines))


_SETTLED: Final = {
    True: Label("通知涉及的日期方为确定", "a day is settled only once a notice covers it"),
    False: Label("未作安排的日期即为确定", "a day of which nothing is said is settled"),
}


def _items(entry: Dated[Any], words: Any) -> WrittenItems:
    if isinstance(entry.value, NotStated | Repeal | Retraction):
        return ()
    return (("", words(entry.value)),)


def _notice_line(notice: Notice) -> CatalogueLine:
    items = tuple(("", _special_words(special)) for special in notice.days)
    if notice.covers is not None:
        covers = days_words(notice.covers)
        items += (("", Label(f"{covers.zh}的安排由此确定", f"settles the days {covers.en}")),)
    return CatalogueLine(
        field="notices",
        label=Label("通知", "notices"),
        items=items,
        known=notice.known,
        source=notice.source,
        dated_by=notice.dated_by,
    )


def _special_words(special: SpecialDays) -> Label:
    kind, name = special.kind.label, special.name
    days = _rows_words(special.days)
    zh, en = f"{name.zh}，{kind.zh}：{days.zh}", f"{name.en}, {kind.en}: {days.en}"
    if special.instead_of:
        instead = _rows_words(special.instead_of)
        zh, en = f"{zh}；替代 {instead.zh}", f"{en}; instead of {instead.en}"
    if special.sessions is not None:
        hours = _sessions(special.sessions)
        zh, en = f"{zh}；办公时间 {hours}", f"{en}; hours {hours}"
    return Label(zh, en)


def _rows_words(days: Iterable[date]) -> Label:
    """
    Write days, those in a row as one stretch.
    """
    rows: list[list[date]] = []
    for day in sorted(days):
        if rows and rows[-1][-1] + _ONE_DAY == day:
            rows[-1].append(day)
        else:
            rows.append([day])
    labels = [days_words(Interval(row[0], row[-1] + _ONE_DAY)) for row in rows]
    return Label("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))


def days_words(days: Interval) -> Label:
    """
    Write days from the first to the last.
    """
    if days.end is None:
        return Label(f"{days.start} 起", f"from {days.start}")
    last = days.end - _ONE_DAY
    if last == days.start:
        return Label(str(last), str(last))
    return Label(f"{days.start} 至 {last}", f"{days.start} to {last}")


def _week_words(week: WorkWeek) -> Label:
    names = [_WEEKDAYS[each - 1] for each in week.weekdays]
    if not names:
        return Label("无", "none")
    return Label("、".join(each.zh for each in names), ", ".join(each.en for each in names))


def _sessions(sessions: tuple[Session, ...]) -> str:
    return ", ".join(map(str, sessions))


def hours_words(hours: OfficeHours) -> Label:
    """
    Write the sessions of a day, and of days of the week that have their own.
    """
    zh = en = _sessions(hours.sessions)
    for weekday, sessions in hours.on_weekdays:
        name = _WEEKDAYS[weekday - 1]
        zh += f"；{name.zh} {_sessions(sessions)}"
        en += f"; {name.en} {_sessions(sessions)}"
    return Label(zh, en)


def conventions_section(field: str, conventions: tuple[Convention, ...]) -> CatalogueSection:
    """
    Give how each law counts.
    """
    return CatalogueSection(
        key=field,
        label=Label("期限计算约定", "how periods are counted"),
        lines=tuple(map(_convention_line, conventions)),
    )


def _convention_line(convention: Convention) -> CatalogueLine:
    units = [each.label for each in convention.units]
    named = Label("、".join(each.zh for each in units), ", ".join(each.en for each in units))
    rules = (convention.start, convention.roll, convention.end)
    return CatalogueLine(
        field=convention.key,
        label=convention.label,
        items=(("", named), *(("", rule.label) for rule in rules)),
        source=convention.source,
    )
