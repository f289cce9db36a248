"""
What a person sees of a value that is the last line of a notebook's cell, or of a terminal.
"""

import importlib
import inspect
import re
from datetime import date, datetime

import attrs
import pytest

from partygrid import clocks, laws, packs, pay, points, worktime
from partygrid.dated import Interval, Month, Quarter, Year
from partygrid.errors import InvalidDataError, Problem, ValueNotAllowedError
from partygrid.norms import Report
from partygrid.strategies import neighbourhood_year
from partygrid.trace import MOST_ROWS, Explained
from partygrid.worktime import OFFICE_TIME

PLACE = packs.load("example")
JUNE = PLACE.pay.on(Month(2025, 6), known=date(2025, 6, 30))
NOON = datetime(2025, 5, 6, 12, tzinfo=OFFICE_TIME)
LATER = datetime(2025, 5, 26, 12, tzinfo=OFFICE_TIME)
NOW = clocks.Setting(PLACE.promise, PLACE.calendar)
MANY = 100
LONGEST_REPR = 130
# Heading, blank line, names, rule, "and more", sum; the rest are sources.
MOST_LINES = MOST_ROWS + 6


def without_pauses():
    """
    Give the promise with nothing that stops a clock.
    """
    entry = PLACE.promise.stages.entries[0]
    stages = tuple(attrs.evolve(stage, pauses=(), day_pause=None) for stage in entry.value)
    series = attrs.evolve(PLACE.promise.stages, entries=(attrs.evolve(entry, value=stages),))
    return clocks.Setting(attrs.evolve(PLACE.promise, stages=series), PLACE.calendar)


def open_case(number):
    """
    Give a case that nobody has handled.
    """
    received = attrs.evolve(PLACE.case.events[0])
    return clocks.Case(f"case-{number}", (received,))


def of_pay():
    """
    Make the outcomes of pay.
    """
    slip = pay.payslip(PLACE.worker, JUNE, PLACE.standings)
    many = [attrs.evolve(PLACE.worker, id=f"w-{number}") for number in range(MANY)]
    yield from (slip, slip.placement, pay.what_if(slip, criteria_met=5))
    yield from (pay.next_change(PLACE.worker, JUNE), pay.payroll(many, JUNE, PLACE.standings))
    shayibak = pay.audit(packs.load("shayibak").pay)
    yield from (shayibak, shayibak.not_met[0], Report())
    yield laws.check_pay(PLACE.pay, Month(2025, 6), [PLACE.worker], PLACE.standings)


def of_time():
    """
    Make the outcomes of working time and of clocks.
    """
    limit = PLACE.promise.rules_on(NOON.date()).stages[1].limits[0].limit
    yield worktime.due(NOON, limit, PLACE.calendar)
    fridays = worktime.Cadence(
        every=worktime.Rhythm.WEEK,
        on=(worktime.PeriodDay(5),),
        rest=worktime.RestRule.FORWARD,
    )
    span = Interval(date(2025, 5, 1), date(2025, 5, 5))
    yield next(fridays.occasions(span, PLACE.calendar))
    reading = clocks.read(PLACE.case, PLACE.promise, PLACE.calendar, at=LATER)
    yield from (reading, reading.findings, *reading.stages)
    received = datetime(2025, 12, 30, 12, tzinfo=OFFICE_TIME)
    late = attrs.evolve(PLACE.case.events[0], at=received, known=received)
    new_year = clocks.Case("case-2", (late,))
    yield clocks.read(new_year, PLACE.promise, PLACE.calendar, at=received)
    cases = [open_case(number) for number in range(MANY)]
    docket = clocks.docket(cases, PLACE.promise, PLACE.calendar, at=LATER)
    yield from (docket, docket.on_time(), docket.satisfaction())
    yield clocks.docket([PLACE.case], PLACE.promise, PLACE.calendar, at=NOON)
    day = attrs.evolve(limit, amount=1)
    stages = PLACE.promise.stages.entries[0].value
    short = attrs.evolve(stages[1], limits=(clocks.MatterLimit(None, day),))
    entry = attrs.evolve(PLACE.promise.stages.entries[0], value=(stages[0], short))
    series = attrs.evolve(PLACE.promise.stages, entries=(entry,))
    quiet = attrs.evolve(
        PLACE.promise.extension,
        entries=(attrs.evolve(PLACE.promise.extension.entries[0], value=None),),
    )
    then = clocks.Setting(
        attrs.evolve(PLACE.promise, stages=series, extension=quiet), PLACE.calendar
    )
    shifts = clocks.impact(cases, NOW, then, at=NOON)
    yield from (shifts, shifts[0], clocks.impact(cases, NOW, NOW, at=NOON))


def of_points():
    """
    Make the outcomes of a points bank.
    """
    year = neighbourhood_year(7)
    bank, on = year.bank, year.bank.on
    held = sorted(id_ for id_, _ in bank.books.holders.items())
    yield from (points.balance(bank, held[0], on=on), points.balances(bank, on=on))
    yield points.statement(bank, held[0], Year(2025))
    ids = [row.slip.id for month in bank.months for row in map(month.at, range(len(month)))]
    yield from (points.follow(bank, id_, on=on) for id_ in ids[:5])
    yield from sorted((order for _, order in bank.books.orders.items()), key=repr)[:5]
    entered = [id_ for id_ in held if bank.holder(id_).kind in year.appraisal.rules_on(on).kinds]
    appraisal = points.appraise(
        bank, Year(2025), year.appraisal, entered=entered, on=on, calendar=PLACE.calendar
    )
    yield from (appraisal, *map(appraisal.place, entered))
    yield points.what_if(year.opened, year.events, tariff=PLACE.tariff)
    yield points.what_if(year.opened, year.events, tariff=year.tariff)
    yield from crowd()


def crowd():
    """
    Make the outcomes of a bank with many holders who ask for the same gift.
    """
    on, day = date(2025, 3, 1), date(2025, 3, 31)
    bank = points.Bank.open(PLACE.tariff, PLACE.store, month=Month(2025, 3))
    ids = [f"h_{number:03}" for number in range(MANY)]
    entered = points.enrol(
        bank, [points.Holder(id=id_, kind="family", since=on) for id_ in ids], on=on
    )
    slips = [
        (f"s-{id_}-{number}", id_, "clean_up", date(2025, 3, number + 1), 3)
        for id_ in ids
        for number in range(20)
    ]
    closed = points.close(entered.bank, Month(2025, 3), slips, on=day)
    asked = [points.Request(id=f"r-{id_}", holder=id_, gift="haircut", asked=day) for id_ in ids]
    decided = points.redeem(closed.bank, Quarter(2025, 1), asked, on=day)
    short = [
        points.Request(id=f"r-{gift}", holder=ids[0], gift=gift, quantity=count, asked=day)
        for gift, count in (("tissues", 1), ("haircut", 2), ("meal", 1))
    ]
    refused = points.redeem(decided.bank, Quarter(2025, 1), short, on=day)
    assert all(order.refusal for order in (*refused.refused, refused.refused[0]))
    yield from (entered, closed, decided, refused, points.balances(decided.bank, on=day))
    yield from (points.statement(decided.bank, ids[0], Quarter(2025, 1)), decided.granted[0])
    yield points.Decision(decided.bank)
    yield points.follow_opening(decided.bank, ids[0], on=day)


OUTCOMES = [*of_pay(), *of_time(), *of_points()]
each_outcome = pytest.mark.parametrize("outcome", OUTCOMES, ids=repr)
each_language = pytest.mark.parametrize("language", ["zh", "en"])


def shown(kind):
    """
    Tell whether a class has something to show in a notebook.
    """
    return inspect.isclass(kind) and hasattr(kind, "_repr_markdown_") and kind is not Explained


def tables(text):
    """
    Find the tables in Markdown: blocks of lines that begin with a bar.
    """
    return [block for block in text.split("\n\n") if block.startswith("|")]


def columns(line):
    """
    Count the cells of a line; an escaped bar is no border.
    """
    return len(re.findall(r"(?<!\\)\|", line)) - 1


class TestWalk:
    def test_every_kind(self, public_module_names):
        """
        All that a notebook can show is looked at here.
        """
        kinds = {
            value
            for name in public_module_names
            for value in vars(importlib.import_module(name)).values()
            if shown(value)
        }

        assert set() == kinds - {type(outcome) for outcome in OUTCOMES}

    def test_no_address(self, public_module_names):
        """
        No public value is shown by its address in memory.
        """
        abstract = {
            "BankHistory",
            "Explained",
            "Fact",
            "Period",
            "PeriodScheme",
            "Scheme",
        }
        bare = {
            name
            for module_name in public_module_names
            for name in importlib.import_module(module_name).__all__
            if inspect.isclass(kind := getattr(importlib.import_module(module_name), name))
            and kind.__repr__ is object.__repr__
        }

        assert bare <= abstract


class TestRepr:
    @each_outcome
    def test_line(self, outcome):
        """
        A terminal shows one compact line.
        """
        text = repr(outcome)

        assert "\n" not in text
        assert len(text) <= LONGEST_REPR
        assert text.startswith(f"<{type(outcome).__name__}")
        assert text.endswith(">")

    def test_one(self):
        """
        One is not said in the plural.
        """
        wrong = [text for text in map(repr, OUTCOMES) if re.search(r"\b1 [a-z]+s\b", text)]

        assert [] == wrong

    def test_values_in_force(self):
        """
        Values in force are dozens; they are shown by the day on which the last of them begins.
        """
        assert "<PayRules in force from 2025-01-01>" == repr(JUNE.rules)
        assert "<StageRules in force from 2024-01-01>" == repr(
            PLACE.promise.rules_on(date(2025, 1, 1))
        )

    def test_pack(self):
        """
        A pack is shown by its name and place.
        """
        assert "<ExamplePack example: Example Community>" == repr(PLACE)

    def test_events(self):
        """
        Events are lines, however much happened in one.
        """
        events = [event for seed in (7, 8, 9) for event in neighbourhood_year(seed).events]
        found = {type(event).__name__: repr(event) for event in events}
        found["Enrolled"] = repr(next(crowd()).events[0])

        assert "<Enrolled 2025-03-01: 100 holders>" == found["Enrolled"]
        assert 7 == len(found)
        assert all(len(text) <= LONGEST_REPR and "\n" not in text for text in found.values())


class TestNotebook:
    @each_outcome
    @each_language
    def test_table(self, outcome, language):
        """
        A notebook shows a short table, in which every line has as many cells as its head.
        """
        text = outcome.summary(language)

        assert not re.search(r"0x[0-9a-f]{6}|None|Fraction\(|datetime\.", text)
        for block in tables(text):
            lines = block.split("\n")
            assert {columns(lines[0])} == {columns(line) for line in lines}
            assert len(lines) <= MOST_LINES

    @each_outcome
    def test_chinese_first(self, outcome):
        """
        A notebook shows Chinese, as the house does.
        """
        assert outcome.summary("zh") == outcome._repr_markdown_()
        assert re.search("[\u4e00-\u9fff]", outcome.summary("zh"))

    @each_outcome
    def test_other_language(self, outcome):
        """
        A third language is refused.
        """
        with pytest.raises(ValueNotAllowedError, match="'zh' or 'en'"):
            outcome.summary("fr")


def first(kind, count):
    """
    Give the outcome of a kind with that many of something.
    """
    return next(each for each in OUTCOMES if type(each) is kind and f"{count}" in repr(each))


class TestMany:
    @pytest.mark.parametrize(
        ("outcome", "more"),
        [
            (first(pay.Payroll, MANY), MANY - MOST_ROWS),
            (first(clocks.Shifts, MANY), MANY - MOST_ROWS),
            (first(points.Balances, MANY), MANY - MOST_ROWS),
            (first(points.Decision, f"{MANY} granted"), MANY - MOST_ROWS),
        ],
        ids=repr,
    )
    def test_cut(self, outcome, more):
        """
        Of many lines the first are shown, and how many more there are.
        """
        assert f"| … and {more} more |" in outcome.summary("en")
        assert f"| ……另有 {more} 项 |" in outcome.summary("zh")

    def test_overdue(self):
        """
        A docket shows its rates, and of what is overdue what is late longest.
        """
        docket = next(each for each in OUTCOMES if type(each) is clocks.Docket)
        rates, overdue = tables(docket.summary("en"))

        assert 6 == len(rates.split("\n"))
        assert f"| … and {len(docket.overdue) - MOST_ROWS} more |" in overdue
        assert "| case-0 | sign for | 2025-04-29 12:20:00 |" in overdue

    def test_sum(self):
        """
        The sum is of all, not of those shown.
        """
        roll = first(pay.Payroll, MANY)
        found = first(points.Balances, MANY)

        assert "| **sum** | **305,749.00** | **61,150.00** | **366,899.00** |" in roll.summary(
            "en"
        )
        assert sum(each.available for each in found) == int(
            re.findall(r"\d+", found.summary("en").split("\n")[-1])[5]
        )

    def test_late_first(self):
        """
        What a change would make late stands before the rest, and what is not met before the met.
        """
        report = next(each for each in OUTCOMES if type(each) is Report and each.not_met)
        [table] = tables(report.summary("en"))
        words = [line.split("|")[1].strip() for line in table.split("\n")[2:]]

        assert sorted(words[:-1], key=["not met", "not applicable", "met"].index) == words[:-1]

    def test_errors(self):
        """
        The text of an error shows the first twenty problems; all of them are in its field.
        """
        problems = [Problem(f"$[{number}]", "wrong") for number in range(25)]
        error = InvalidDataError(field="rows", problems=problems)

        assert 22 == len(str(error).split("\n"))
        assert "rows: 25 problems\n  $[0]: wrong\n" in str(error)
        assert str(error).endswith("  $[19]: wrong\n  … and 5 more")
        assert 25 == len(error.problems)


class TestSides:
    def test_provisional(self):
        """
        A due instant that leans on days nobody has announced says so.
        """
        found = next(each for each in OUTCOMES if "case-2" in repr(each)).summary("en")

        assert "| sign for | running | 2025-12-30 13:00:00 | 0 s | 1 h |" in found
        assert "| solve | running | 2026-01-06 19:30:00 (provisional) |" in found

    def test_refused(self):
        """
        A refusal stands before what was granted, and says what was missing, with its unit.
        """
        found = next(each for each in OUTCOMES if "3 refused" in repr(each)).summary("en")

        assert (
            "| r-tissues | h\\_000 | tissues | 0 | 1 piece | refused: not enough in stock |"
            in found
        )

    def test_outside(self):
        """
        Lines outside the total have a column of their own, so that the row adds up.
        """
        lines = pay.CountedLines(("post",))
        only_post = PLACE.pay.award_lines.entries[0]
        series = attrs.evolve(
            PLACE.pay.award_lines, entries=(attrs.evolve(only_post, value=lines),)
        )
        june = attrs.evolve(PLACE.pay, award_lines=series).on(Month(2025, 6))
        found = pay.payroll([PLACE.worker], june, PLACE.standings).summary("en")

        assert "| fixed part (yuan) | award (yuan) | lines outside the total (yuan) |" in found
        assert "| w-1 | 2,791.09 | 558.22 | 333.00 | 3,682.31 |" in found

    def test_what_if(self):
        """
        A supposition stands beside what is, line by line.
        """
        found = next(each for each in OUTCOMES if type(each) is pay.WhatIf).summary("en")

        assert "| award | 611.50 | 764.37 | +152.87 |" in found
        assert "| post pay | 3,488.86 | 3,488.86 | |" in found
        assert found.endswith("| **payable** | **3,668.99** | **3,821.86** | **+152.87** |")

    def test_award_not_known(self):
        """
        What is not known yet is said so, and no sum is made of it.
        """
        january = PLACE.pay.on(Month(2025, 1), known=date(2025, 1, 10))
        slip = pay.payslip(PLACE.worker, january, PLACE.standings)
        roll = pay.payroll([PLACE.worker], january, PLACE.standings)

        assert "| award | not known yet | not known yet | |" in pay.what_if(slip, level=8).summary(
            "en"
        )
        assert "| **sum** | **2,871.97** | **not known yet** |" in roll.summary("en")
