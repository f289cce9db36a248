"""
A whole pack held to every law, and every law shown to fail in it on a planted fault.
"""

import inspect
import itertools
import os
import subprocess
import sys
from datetime import UTC, date, timedelta
from fractions import Fraction

import attrs
import pytest

from partygrid import laws, packs, pay
from partygrid.clocks import StageState
from partygrid.dated import InForce, Interval, Month, NotStated, ReadOn, Scheme, SchemeKey, Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.laws import (
    _clocks,
    _history,
    _pack_points,
    _pay,
    _points_again,
    _points_counts,
    _points_places,
    _points_spent,
    _points_time,
    _worktime,
    check_pack,
)
from partygrid.norms import Report, Verdict
from partygrid.packs import Pack
from partygrid.pay import PayScheme
from partygrid.people import ResultRule, Unassessed
from partygrid.points import AppraisalScheme, Decision, StoreScheme, Tariff
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    CalendarLayer,
    LayerLevel,
    RestRule,
    WorkCalendar,
)

EXAMPLE = packs.load("example")
OURS = Source(key="ours", title="区财政局通知", grade=Grade.HOST)
START, LATER = date(2024, 1, 1), date(2024, 1, 2)
# Less to try, and enough to see.
SHORT = attrs.evolve(EXAMPLE.calendar, span=Interval(date(2025, 3, 1), date(2025, 8, 1)))
SOLVE = EXAMPLE.promise.stages.entries[0].value[1]
NAMES = {"name": "ours", "label": Label("本区", "our district")}


@attrs.frozen(kw_only=True)
class Place(Pack):
    """
    A host's own pack: any of its schemes may be missing.
    """

    pay: PayScheme | None = None
    calendar: WorkCalendar | None = None
    layer: CalendarLayer | None = None
    promise: object = None
    tariff: Tariff | None = None
    store: StoreScheme | None = None
    appraisal: AppraisalScheme | None = None
    other: object = None


def place(**fields):
    """
    Make a host's pack.
    """
    return Place(**NAMES, **fields)


def example(*names, **fields):
    """
    Make a host's pack with some of the example's schemes.
    """
    return place(**{name: getattr(EXAMPLE, name) for name in names}, **fields)


def said(name, value, start=START):
    """
    Say one thing from a day on.
    """
    return Series(name).announce(value, start=start, known=start, source=OURS)


def with_fields(scheme, start=START, **values):
    """
    Take a scheme with some fields announced anew.
    """
    return attrs.evolve(
        scheme, **{name: said(name, value, start) for name, value in values.items()}
    )


def not_tried(report):
    """
    Pair what a report could not try with the reason, in English.
    """
    return {
        finding.what.en: finding.reason.en.removeprefix("not tried, because ")
        for finding in report.not_applicable
    }


class TestAudited:
    def test_no_row(self):
        """
        What no law comes to, as a level that nobody is paid for, is in the report by the audit.
        """
        post, *others = EXAMPLE.pay.scale.entries[0].value
        rows = tuple(row for row in post.amount.rows if row[0] != 9)
        scale = (attrs.evolve(post, amount=attrs.evolve(post.amount, rows=rows)), *others)
        report = check_pack(place(pay=with_fields(EXAMPLE.pay, scale=scale)))
        without, _ = report.not_met

        assert "levels left out" == without.what.en
        assert "2024-01-01 起：岗位工资，职级 9 级" == without.step.text("zh")
        assert 5 == len(report.met)

    def test_at_odds(self):
        """
        Values that do not fit each other are told with the error, and are why no law was tried.
        """
        report = check_pack(place(pay=with_fields(EXAMPLE.pay, base=None)))

        assert ["values that do not fit each other"] == [each.what.en for each in report.not_met]
        assert not_tried(report)["the laws of pay"].startswith(
            "what it says does not fit together (base: got None; allowed: an amount"
        )

    def test_left_open(self):
        """
        What is left open is a reason, and no fault.
        """
        assert () == check_pack(packs.load("shayibak")).not_met


# What each law says of itself, in the order of a report on the example.
LABELS = {
    "monotone": "pay never falls as years, level or criteria rise",
    "in_the_window": "levels lie within their windows",
    "order_of_facts": "the order of facts changes nothing",
    "early_facts_only": "facts recorded later change nothing asked earlier",
    "swapping_workers": "the order of workers changes no pay",
    "counted_back": "days counted on count back",
    "added_time": "time added on counts back",
    "later_starts": "what starts later is due no earlier",
    "order_of_layers": "the order of layers changes nothing",
    "early_notices_only": "what is announced later changes nothing asked earlier",
    "order_of_events": "the order of events changes nothing",
    "later_records": "what is recorded later changes nothing asked earlier",
    "settled_verdicts": "what has ended keeps its verdict",
    "looked_in_time": "nothing changes before it is said to",
    "zone_of_asking": "the zone of asking changes nothing",
    "points_conserved": "points, slips and gifts add up",
    "nothing_negative": "nothing is ever below nothing",
    "given_twice": "given twice counts once",
    "order_of_slips": "the order within a day changes nothing",
    "caps_kept": "slips are credited what caps leave, no more or less",
    "first_expiry_first": "what expires first is used first",
    "cancelling_undoes": "what is undone is as it was before",
    "holds_end_once": "each hold ends once",
    "closed_months_stay": "what is closed stays as it is",
    "replayed_from_anywhere": "replayed from anywhere it is the same bank",
    "later_events_only": "what happens later changes no balance of before",
    "read_back": "what is written is read as it was",
    "refused_whole": "what is wrong is refused whole, without a trace",
    "counted_another_way": "slip by slip and month by month it comes to the same",
    "places_by_points": "places follow from points alone",
}


class TestCheckPack:
    def test_example(self):
        """
        The made-up place keeps every law that there is, and each is tried.
        """
        report = check_pack(EXAMPLE)

        assert (30, 30) == (len(report.met), len(report))
        assert [*LABELS.values()] == [finding.what.en for finding in report.findings]

    def test_same_again(self):
        """
        What is made is always the same.
        """
        assert check_pack(CLOCKS) == check_pack(CLOCKS)

    @pytest.mark.parametrize("name", sorted({*packs.names()} - {"example"}))
    def test_packs(self, name):
        """
        No pack of the library breaks a law, and what was not tried says why in both languages.
        """
        report = check_pack(packs.load(name))

        assert () == report.not_met
        assert 0 < len(report)
        for finding in report.not_applicable:
            assert finding.reason.zh.startswith("未验证：")
            assert finding.reason.en.startswith("not tried, because ")

    def test_open(self):
        """
        What the source leaves open is named with its fields, scheme by scheme.
        """
        report = check_pack(packs.load("shayibak"))

        assert 0 == len(report.met)
        assert "the source does not state: stages" in not_tried(report).values() or (
            "there is no working calendar" in not_tried(report).values()
        )
        assert "不适用：名次只看积分：shayibak/appraisal/2023（未验证：原文未载明：" in (
            report.explain("zh")
        )
        assert "the laws of pay: shayibak/pay/2023 (not tried, because the source" in (
            report.explain("en")
        )

    def test_no_hypothesis(self):
        """
        It needs no Hypothesis.
        """
        code = (
            "import sys\n"
            "sys.modules['hypothesis'] = None\n"
            "from partygrid import laws, packs\n"
            "print(laws.check_pack(packs.load('example')))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )

        assert "<Report 30 met, 0 not met, 0 not applicable>" == done.stdout.strip()

    def test_kinds(self):
        """
        What is no pack, or no calendar, is refused.
        """
        with pytest.raises(WrongTypeError, match="a Pack"):
            check_pack(EXAMPLE.pay)
        with pytest.raises(WrongTypeError, match="a WorkCalendar"):
            check_pack(EXAMPLE, calendar=EXAMPLE.pay)

    def test_nothing(self):
        """
        A pack without schemes has nothing to report.
        """
        assert Report() == check_pack(place())

    def test_other_kind(self):
        """
        A scheme of the host's own kind is named: no law is about it.
        """

        @attrs.frozen(kw_only=True)
        class Rules(InForce):
            pass

        class Parking(Scheme):
            @classmethod
            def _kind(cls):
                return Rules

        parking = Parking(key=SchemeKey("ours", "parking", "1"))

        assert {"the laws": "no law is about schemes of this kind"} == not_tried(
            check_pack(place(other=parking))
        )


class TestPay:
    def test_each_change(self):
        """
        Every set of values is tried once, in the first whole month in which it holds.
        """
        raised = EXAMPLE.pay.base.announce(
            300000, start=date(2025, 3, 10), known=date(2025, 3, 20), source=OURS
        ).announce(400000, start=date(2025, 2, 1), known=date(2024, 12, 19), source=OURS)
        report = check_pack(place(pay=attrs.evolve(EXAMPLE.pay, base=raised)))

        assert {finding.subject for finding in report.findings} == {
            "example/pay/2024: 2024-01, 2025-01, 2025-04"
        }

    def test_split(self):
        """
        A month that is split where values change is tried part by part.
        """
        scheme = with_fields(EXAMPLE.pay, read_on=ReadOn.SPLIT)
        falling = scheme.award_shares.announce(
            tuple(Fraction(5 - met, 5) for met in range(6)),
            start=date(2025, 4, 10),
            known=LATER,
            source=OURS,
        )
        raised = scheme.base.announce(300000, start=date(2025, 5, 1), known=LATER, source=OURS)
        law, audited = check_pack(
            place(pay=attrs.evolve(scheme, award_shares=falling, base=raised))
        ).not_met

        assert "2025-05" in law.step.text("en")
        assert "falls where it should rise" == audited.what.en

    def test_open_later(self):
        """
        A field that is open from some day on leaves the months before to be tried.
        """
        gap = NotStated(Label("以后如何？", "and then?"))
        base = EXAMPLE.pay.base.announce(
            gap, start=date(2026, 1, 1), known=date(2025, 6, 1), source=OURS
        )
        report = check_pack(place(pay=attrs.evolve(EXAMPLE.pay, base=base)))

        assert 5 == len(report.met)
        assert {"the laws of pay": "the source does not state: base"} == not_tried(report)

    def test_never_in_force(self):
        """
        A scheme that is complete on no day is said to be so.
        """
        base = Series("base").announce(100, start=START, known=START, source=OURS)
        base = base.repeal(start=START, known=LATER, source=OURS)
        report = check_pack(place(pay=attrs.evolve(EXAMPLE.pay, base=base)))

        assert "on no day is all of it in force" in not_tried(report).values()

    def test_nobody(self):
        """
        Where nobody who was made can be paid, the first refusal says why.
        """
        line = pay.Component(
            key="post",
            label=Label("岗位", "post"),
            selector=pay.Selector.LEVEL,
            amount=pay.Table(((999, 100),)),
        )
        report = check_pack(place(pay=with_fields(EXAMPLE.pay, scale=(line,))))

        assert all(
            reason.startswith("nobody made up could be paid (")
            for what, reason in not_tried(report).items()
            if "falls" not in what
        )
        assert 4 <= len(report.not_applicable)

    def test_confirmed_levels(self):
        """
        Without a ladder levels are confirmed, and every row is tried.
        """
        report = check_pack(place(pay=with_fields(EXAMPLE.pay, ladder=None)))

        assert 4 == len(report.met)
        assert ["levels lie within their windows"] == [*not_tried(report)]

    def test_no_levels(self):
        """
        Where pay looks at no level, nobody needs one.
        """
        scale = EXAMPLE.pay.scale.entries[0].value
        report = check_pack(place(pay=with_fields(EXAMPLE.pay, ladder=None, scale=scale[1:])))

        assert 4 == len(report.met)

    def test_results(self):
        """
        Where years count by their results, every grade is tried.
        """
        rule = attrs.evolve(
            EXAMPLE.pay.service.entries[0].value,
            results=ResultRule(
                grades=(("failed", False), ("passed", True)),
                no_grade_counts=False,
                unassessed=Unassessed.WAITS,
            ),
        )

        assert 5 == len(check_pack(place(pay=with_fields(EXAMPLE.pay, service=rule))).met)

    def test_must_be_held(self):
        """
        A certificate that nobody can be without is held by all who are made.
        """
        scale = EXAMPLE.pay.scale.entries[0].value
        table = pay.Table((("assistant", 100), ("senior", 200)))
        without = attrs.evolve(scale[2], amount=table, row_labels=())
        held = with_fields(EXAMPLE.pay, scale=(scale[0], without))

        assert 5 == len(check_pack(place(pay=held)).met)


class TestCalendars:
    def test_layer(self):
        """
        A layer is tried on weeks of five days, for its last years.
        """
        report = check_pack(place(layer=packs.load("china").ningxia))

        assert {"layer [2021-01-01, 2025-01-01)"} == {each.subject for each in report.findings}
        assert 3 <= len(report.met)

    @pytest.mark.parametrize("number", [0, 1])
    def test_example_layers(self, number):
        """
        So is that of a nation, which may have weeks of its own, and of an office with hours.
        """
        layer = EXAMPLE.calendar.layers[number]

        assert () == check_pack(place(layer=layer)).not_met
        if number == 0:
            bare = attrs.evolve(layer, week=None)
            assert () == check_pack(place(layer=bare)).not_met

    def test_bare_layer(self):
        """
        A layer that says nothing is said to say nothing.
        """
        layer = CalendarLayer(
            level=LayerLevel.OFFICE, label=Label("本所", "our office"), announced=False
        )

        assert {"the laws of working time": "it says nothing of any day"} == not_tried(
            check_pack(place(layer=layer))
        )


class TestPromise:
    def test_given_calendar(self):
        """
        A pack without a calendar is tried on one that is given.
        """
        assert {"the laws of deadline clocks": "there is no working calendar"} == not_tried(
            check_pack(example("promise"))
        )
        assert 5 == len(check_pack(example("promise"), calendar=SHORT).met)

    def test_open_later(self):
        """
        A promise that is open from some day on is tried until then, and said to be open.
        """
        gap = NotStated(Label("以后如何？", "and then?"))
        stages = EXAMPLE.promise.stages.announce(
            gap, start=date(2025, 9, 1), known=LATER, source=OURS
        )
        report = check_pack(
            place(promise=attrs.evolve(EXAMPLE.promise, stages=stages), calendar=EXAMPLE.calendar)
        )

        assert {"the laws of deadline clocks": "the source does not state: stages"} == {
            what: reason for what, reason in not_tried(report).items() if "clocks" in what
        }

    def test_no_extension(self):
        """
        A promise without extensions or classes of matter is tried, too.
        """
        stage = EXAMPLE.promise.stages.entries[0].value[0]
        promise = with_fields(
            EXAMPLE.promise, stages=(stage,), extension=None, reminders=(), community_duties=None
        )

        assert 5 == len(check_pack(place(promise=promise), calendar=SHORT).met)

    def test_never_in_force(self):
        """
        A promise that begins after the calendar is said to be complete on no day of it.
        """
        promise = with_fields(
            EXAMPLE.promise,
            stages=EXAMPLE.promise.stages.entries[0].value,
            start=date(2030, 1, 1),
        )

        assert {"the laws of deadline clocks": "on no day is all of it in force"} == not_tried(
            check_pack(place(promise=promise), calendar=EXAMPLE.calendar)
        )

    def test_unread(self):
        """
        Where no case that was made can be read, the first refusal says why.
        """
        days = attrs.evolve(EXAMPLE.calendar, layers=EXAMPLE.calendar.layers[:1])
        in_hours = EXAMPLE.promise.stages.entries[0].value[0]
        report = check_pack(
            place(
                promise=with_fields(
                    EXAMPLE.promise, stages=(in_hours,), reminders=(), extension=None
                )
            ),
            calendar=days,
        )

        assert () == report.not_met
        assert all("could be read (" in reason for reason in not_tried(report).values())

    def test_no_working_days(self):
        """
        On a calendar of one day a promise is tried as far as it goes.
        """
        one = attrs.evolve(EXAMPLE.calendar, span=Interval(date(2025, 1, 1), date(2025, 1, 2)))

        assert () == check_pack(example("promise"), calendar=one).not_met
        assert (
            ()
            == check_pack(
                example("promise"),
                calendar=attrs.evolve(one, span=Interval(date(2025, 1, 4), date(2025, 1, 5))),
            ).not_met
        )


class TestPoints:
    def test_halves(self):
        """
        A tariff without a store, or a store without a tariff, is not tried.
        """
        assert {"the laws of points banks": "there is no store"} == not_tried(
            check_pack(example("tariff"))
        )
        assert {"the laws of points banks": "there is no tariff"} == not_tried(
            check_pack(example("store"))
        )

    def test_no_calendar(self):
        """
        Without a calendar all is tried but places.
        """
        report = check_pack(example("tariff", "store", "appraisal"))

        assert 14 == len(report.met)
        assert {"places follow from points alone": "there is no working calendar"} == not_tried(
            report
        )

    def test_several(self):
        """
        Of two tariffs nobody knows which one belongs to the store.
        """
        report = check_pack(example("tariff", "store", other=EXAMPLE.tariff))

        assert "which belong together" in not_tried(report)["the laws"]

    def test_moved(self):
        """
        A store whose windows are moved needs a calendar, and is tried to its end with one.
        """
        windows = attrs.evolve(EXAMPLE.store.windows.entries[0].value, rest=RestRule.FORWARD)
        moved = with_fields(EXAMPLE.store, windows=windows)
        report = check_pack(place(tariff=EXAMPLE.tariff, store=moved))

        assert (
            "no year from 2024-01 could be made up ("
            in not_tried(report)["the laws of points banks"]
        )
        short = attrs.evolve(EXAMPLE.calendar, span=Interval(date(2025, 1, 1), date(2025, 10, 1)))
        report = check_pack(place(tariff=EXAMPLE.tariff, store=moved), calendar=short)
        assert () == report.not_met
        assert 9 < len(report.met)

    def test_refused(self, monkeypatch):
        """
        A law that cannot be tried to its end says why, and the others are tried.
        """

        def never(*_, **__):
            raise ValueNotAllowedError(field="on", value=1, allowed="a day of the calendar")

        monkeypatch.setattr(_points_places, "appraise", never)
        report = check_pack(BANK)

        assert (
            "it could not be read (on: got 1; allowed: a day of the calendar)"
            == (not_tried(report)["places follow from points alone"])
        )
        assert 14 <= len(report.met)

    def test_open_later(self):
        """
        A tariff that is open from some day on is tried until then; so is one that changes.
        """
        gap = NotStated(Label("以后如何？", "and then?"))
        cap = EXAMPLE.tariff.storage_cap.announce(
            1600, start=date(2024, 6, 1), known=LATER, source=OURS
        )
        changed = attrs.evolve(EXAMPLE.tariff, storage_cap=cap)
        report = check_pack(example("store", tariff=changed))
        assert {"example/tariff/2024: 2024-01, 2024-06"} == {
            each.subject for each in report.findings
        }
        open_ = attrs.evolve(
            changed,
            storage_cap=cap.announce(
                gap, start=date(2027, 1, 1), known=date(2024, 2, 1), source=OURS
            ),
        )
        reasons = not_tried(check_pack(example("store", tariff=open_)))
        assert "the source does not state: storage cap" == reasons["the laws of points banks"]

    def test_begins_later(self):
        """
        A tariff that begins after its store is tried from then on.
        """
        caps = EXAMPLE.tariff.caps.entries[0].value
        later = with_fields(EXAMPLE.tariff, caps=caps, start=date(2024, 6, 1))

        assert {"example/tariff/2024: 2024-06"} == {
            each.subject for each in check_pack(example("store", tariff=later)).findings
        }

    def test_beyond_the_calendar(self):
        """
        Where the calendar leaves no month to close, the rules are not read.
        """
        short = attrs.evolve(EXAMPLE.calendar, span=Interval(date(2025, 1, 1), date(2025, 2, 1)))

        assert {"the laws of points banks": "on no day is all of it in force"} == not_tried(
            check_pack(example("tariff", "store"), calendar=short)
        )


def fake(monkeypatch, module, name, change):
    """
    Let a function of a law's module do something else with what it would have given.
    """
    real = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *args, **more: change(real(*args, **more)))


def falling(_):
    """
    Let the highest level earn less than the one below.
    """
    scale = EXAMPLE.pay.scale.entries[0].value
    rows = tuple((level, 100_000 if level < 18 else 90_000) for level in range(1, 19))
    post = attrs.evolve(scale[0], amount=pay.Table(rows))
    return place(pay=with_fields(EXAMPLE.pay, scale=(post, *scale[1:])))


def outside(monkeypatch):
    """
    Let everybody be placed at the top.
    """
    fake(monkeypatch, _pay, "place", lambda found: attrs.evolve(found, level=18))


def never_alike(monkeypatch):
    """
    Let no two payslips be alike.
    """
    count = itertools.count()
    monkeypatch.setattr(_pay, "payslip", lambda *_: next(count))


def by_all_facts(monkeypatch):
    """
    Let pay follow how many facts are on file, known or not.
    """
    monkeypatch.setattr(_pay, "payslip", lambda worker, *_: len(worker.facts))


def first_alone(monkeypatch):
    """
    Let a payroll pay the first worker alone.
    """
    real = _pay.payroll
    monkeypatch.setattr(_pay, "payroll", lambda workers, *more: real(workers[:1], *more))


def short_counts(monkeypatch):
    """
    Let no working day lie between two days.
    """
    kind = type(EXAMPLE.calendar.as_known())
    monkeypatch.setattr(kind, "working_days_between", lambda *_: 0)


def lost_time(monkeypatch):
    """
    Let no working time lie between two moments.
    """
    kind = type(EXAMPLE.calendar.as_known())
    monkeypatch.setattr(kind, "time_between", lambda *_: timedelta(0))


def earlier_when_later(monkeypatch):
    """
    Let what starts later be due earlier.
    """
    end = EXAMPLE.calendar.as_known().closing(date(2025, 12, 31))

    def turned(found):
        return found._replace(at=end - (found.at - end))

    fake(monkeypatch, _worktime, "due", turned)


def weeks_alone(monkeypatch):
    """
    Let the layer with weeks speak alone.
    """
    monkeypatch.setattr(
        _worktime,
        "WorkCalendar",
        lambda *, span, layers: WorkCalendar(
            span=span, layers=tuple(each for each in layers if each.week is not None)
        ),
    )


def without_notices(monkeypatch):
    """
    Let early notices be lost with late ones.
    """
    monkeypatch.setattr(_worktime, "_as_known", lambda layer, _: attrs.evolve(layer, notices=()))


def reading(monkeypatch, when):
    """
    Let readings lose their stages where a condition holds.
    """
    real = _clocks.read

    def read(case, scheme, calendar, *, at, known=None):
        found = real(case, scheme, calendar, at=at, known=known)
        return found._replace(stages=(), earlier=()) if when(case, at, known) else found

    monkeypatch.setattr(_clocks, "read", read)


def backwards_lost(monkeypatch):
    """
    Let events that are given backwards be lost, all but one.
    """
    monkeypatch.setattr(_clocks, "reversed", lambda events: events[:1], raising=False)


def turning(monkeypatch):
    """
    Let a verdict turn as time goes on.
    """
    real = _clocks.read

    def read(case, scheme, calendar, *, at, known=None):
        found = real(case, scheme, calendar, at=at, known=known)
        state = StageState.MET if at.day % 2 else StageState.MET_LATE
        stages = tuple(each._replace(state=state) for each in found.stages)
        return found._replace(stages=stages)

    monkeypatch.setattr(_clocks, "read", read)


def lived(change):
    """
    Let the life of a bank be another than it was, once it is told.
    """

    def plant(monkeypatch):
        real = _pack_points.BankHistory

        def told(*given):
            history = real(*given)
            change(history)
            return history

        monkeypatch.setattr(_pack_points, "BankHistory", told)

    return plant


def balances(**changed):
    """
    Let the balances of every day say something else.
    """

    def change(history):
        history.__dict__["balances"] = {
            day: tuple(each._replace(**changed) for each in found)
            for day, found in history.balances.items()
        }

    return lived(change)


def first_served(monkeypatch):
    """
    Let the first request of a list be decided alone.
    """
    for name in ("redeem", "hold"):
        real = getattr(_history, name)
        monkeypatch.setattr(
            _history,
            name,
            lambda bank, period, asked, real=real, **more: real(bank, period, asked[:1], **more),
        )


def one_point_each(history):
    """
    Let every slip of a closed month have been credited one point.
    """
    last = history.last
    months = tuple(
        attrs.evolve(
            month, credited=type(month.credited)(month.credited.typecode, [1] * len(month))
        )
        for month in last.months
    )
    history.banks[-1] = attrs.evolve(last, books=last.books._replace(months=months))


def expired_late(history):
    """
    Let every lot expire a day later than it says.
    """
    history.__dict__["balances"] = {
        day: tuple(
            each._replace(
                lots=tuple(
                    lot._replace(on=lot.on and lot.on + timedelta(days=1)) for lot in each.lots
                )
            )
            for each in found
        )
        for day, found in history.balances.items()
    }


def nothing_settled(monkeypatch):
    """
    Let settlements come to nothing.
    """
    monkeypatch.setattr(_points_spent, "settled", lambda bank, *_, **__: Decision(bank))


def other_digest(history):
    """
    Let a closed month have another digest.
    """
    for month in history.last.months:
        object.__setattr__(month, "digest", "0" * 64)


def another_version(history):
    """
    Let the last bank have another number.
    """
    last = history.last
    history.banks[-1] = attrs.evolve(last, version=last.version + 1)


def forgetful(monkeypatch):
    """
    Let a tariff be read as another edition.
    """
    real = _points_time.from_data

    def read(kind, data):
        value = real(kind, data)
        if kind is Tariff:
            return attrs.evolve(value, key=attrs.evolve(value.key, edition="0"))
        return value

    monkeypatch.setattr(_points_time, "from_data", read)


def first_place(monkeypatch):
    """
    Let everybody have the first place.
    """
    real = _points_places.appraise

    def appraise(*args, entered, **more):
        found = real(*args, entered=entered, **more)
        places = {id_: found.place(id_)._replace(place=7) for id_ in entered}
        return attrs.evolve(found, places=places)

    monkeypatch.setattr(_points_places, "appraise", appraise)


PAY = place(pay=EXAMPLE.pay)
DAYS = place(calendar=SHORT, other=SOLVE.limits[0].limit)
CLOCKS = place(
    calendar=SHORT, promise=attrs.evolve(EXAMPLE.promise, stages=said("stages", (SOLVE,)))
)
BANK = example("tariff", "store", "appraisal", "calendar")
# For each law a pack, or a function that makes one, and the fault that is planted.
PLANTED = {
    laws.monotone: (falling, lambda _: None),
    laws.in_the_window: (PAY, outside),
    laws.order_of_facts: (PAY, never_alike),
    laws.early_facts_only: (PAY, by_all_facts),
    laws.swapping_workers: (PAY, first_alone),
    laws.counted_back: (DAYS, short_counts),
    laws.added_time: (DAYS, lost_time),
    laws.later_starts: (DAYS, earlier_when_later),
    laws.order_of_layers: (DAYS, weeks_alone),
    laws.early_notices_only: (DAYS, without_notices),
    laws.order_of_events: (CLOCKS, backwards_lost),
    laws.later_records: (CLOCKS, lambda m: reading(m, lambda case, *_: len(case.events) > 3)),
    laws.settled_verdicts: (CLOCKS, turning),
    laws.looked_in_time: (CLOCKS, lambda m: reading(m, lambda *given: given[2])),
    laws.zone_of_asking: (CLOCKS, lambda m: reading(m, lambda _, at, __: at.tzinfo is UTC)),
    laws.points_conserved: (BANK, balances(held=1_000)),
    laws.nothing_negative: (BANK, balances(available=-1)),
    laws.given_twice: (
        BANK,
        lambda m: fake(m, _history, "deliver", lambda found: found._replace(events=(1,))),
    ),
    laws.order_of_slips: (BANK, first_served),
    laws.caps_kept: (BANK, lived(one_point_each)),
    laws.first_expiry_first: (BANK, lived(expired_late)),
    laws.cancelling_undoes: (BANK, nothing_settled),
    laws.holds_end_once: (BANK, nothing_settled),
    laws.closed_months_stay: (BANK, lived(other_digest)),
    laws.replayed_from_anywhere: (BANK, lived(another_version)),
    laws.later_events_only: (
        BANK,
        lambda m: fake(
            m, _points_time, "balances", lambda found: [each._replace(pending=7) for each in found]
        ),
    ),
    laws.read_back: (BANK, forgetful),
    laws.refused_whole: (
        BANK,
        lambda m: m.setattr(_points_again, "deliver", lambda bank, *_, **__: Decision(bank)),
    ),
    laws.counted_another_way: (
        BANK,
        lambda m: fake(m, _points_counts, "statement", lambda found: found._replace(closing=-1)),
    ),
    laws.places_by_points: (BANK, first_place),
}


def all_laws():
    """
    List every law that can be tried alone.
    """
    found = [getattr(laws, name) for name in laws.__all__]
    return [
        law
        for law in found
        if inspect.isfunction(law) and inspect.signature(law).return_annotation == "Finding"
    ]


@pytest.fixture(scope="module")
def year():
    """
    The year that is made for the example's bank.
    """
    return _pack_points._best(EXAMPLE.tariff, EXAMPLE.store, EXAMPLE.calendar, Month(2025, 1), 12)


class TestPlanted:
    def test_all(self):
        """
        Every law has a fault planted.
        """
        assert {*all_laws()} == {*PLANTED}

    @pytest.mark.untraced
    @pytest.mark.parametrize("law", PLANTED, ids=lambda law: law.__name__)
    def test_found(self, law, monkeypatch, year):
        """
        A fault that is planted is found when the whole pack is held to the laws, and named.
        """
        monkeypatch.setattr(_pack_points, "_best", lambda *_: year)
        pack, plant = PLANTED[law]
        plant(monkeypatch)
        report = check_pack(pack(monkeypatch) if callable(pack) else pack)
        found = {finding.what.en: finding for finding in report.not_met}
        label = LABELS[law.__name__]

        assert label in found
        assert Verdict.NOT_MET is found[label].verdict
        assert "where it is broken" in found[label].explain("en")
        assert "违反之处" in found[label].explain("zh")
