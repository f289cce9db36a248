"""
Counting service by a rule, by hand and against a walk from day to day.
"""

import re
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partygrid.dated import Effective
from partygrid.errors import (
    ConflictError,
    NotStatedError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.people import (
    Break,
    EarlyGain,
    EarlyRule,
    NoResult,
    PartYears,
    ResultRule,
    Service,
    ServiceCount,
    ServiceRule,
    Tally,
    Unassessed,
    Worker,
    YearlyResult,
    tally,
)
from partygrid.strategies._days import days
from partygrid.strategies._people import workers
from partygrid.strategies._service import service_rules

ONE_DAY = timedelta(days=1)
STAFF = ("professional",)
GRADES = ("excellent", "qualified", "basic", "failed")
REASONS = ("left", "unpaid_leave")


def service(start, end=None, *, name="s-1", staff="professional", known=None):
    """
    Record service.
    """
    return Service(id=name, staff=staff, start=start, end=end, known=known or start)


def interrupted(start, end, *, name="b-1", reason="left"):
    """
    Record a break.
    """
    return Break(id=name, reason=reason, start=start, end=end, known=start)


def rated(results, first=None):
    """
    Record results of years, each in the year after; or of years in a row from a first one.
    """
    by_year = results if first is None else dict(enumerate(results, first))
    return tuple(
        YearlyResult(id=f"y-{year}", year=year, result=result, known=date(year + 1, 1, 20))
        for year, result in by_year.items()
    )


def by_grades(*bad, no_grade=False, unassessed=Unassessed.WAITS):
    """
    Let years count but for the grades given.
    """
    grades = tuple((grade, grade not in bad) for grade in GRADES)
    return ResultRule(grades=grades, no_grade_counts=no_grade, unassessed=unassessed)


def rule(**fields):
    """
    Make a rule of full years of each period, from the day itself, but for the fields given.
    """
    plain = {
        "count": ServiceCount.PER_PERIOD,
        "part_years": PartYears.DROPPED,
        "effective": Effective.SAME_DAY,
    }
    return ServiceRule(**{**plain, **fields})


def early(**fields):
    """
    Make a rule that two excellent years in a row bring one level, but for the fields given.
    """
    plain = {
        "grade": "excellent",
        "run": 2,
        "overlapping": False,
        "no_grade_breaks": True,
        "most": None,
        "gives": EarlyGain.LEVELS,
        "amount": 1,
    }
    return EarlyRule(**{**plain, **fields})


def counted(facts, by, day):
    """
    Count the service of a worker with these facts.
    """
    return tally(Worker("w-1", tuple(facts)).as_known(), STAFF, by, day)


# The walk: what the docstrings say, one day of the life after the other.


def is_anniversary(day, start):
    """
    Tell whether a later day is an anniversary of a start, by its month and its day alone.
    """
    leap_born = (start.month, start.day) == (2, 29)
    last_of_february = (day.month, day.day, (day + ONE_DAY).month) == (2, 28, 3)
    same = (day.month, day.day) == (start.month, start.day)
    return day > start and (same or (leap_born and last_of_february))


class Walk:
    """
    Walk the days of a life before the reference day, and count the years.
    """

    def __init__(self, record, by, day):
        self.by, self.record = by, record
        self.results = {fact.year: fact.result for fact in record.results}
        self.years, self.touched, self.pending = 0, set(), []
        # The stretch walked, the day from which its years are counted, the days of this year.
        self.stretch, self.began, self.odd = None, None, 0
        today = min((each.start for each in record.services), default=day)
        while today < by.effective.reference(day):
            self.step(today)
            today += ONE_DAY
        self.leave()
        if by.part_years is PartYears.CALENDAR:
            self.years = len(self.touched)

    def step(self, today):
        """
        Walk one day.
        """
        serving = [
            each for each in self.record.services if today in each.interval and each.staff in STAFF
        ]
        off = any(
            today in each.interval and each.reason in (self.by.breaks or ())
            for each in self.record.breaks
        )
        if not serving or off or (self.by.since is not None and today < self.by.since):
            self.stretch = None
            return
        (here,) = serving
        if self.stretch is not here:
            if self.by.count is ServiceCount.PER_PERIOD:
                self.leave()
                self.odd = 0
            self.stretch, self.began = here, None
        if not self.good(today.year):
            self.began = None
            return
        self.count(today)

    def good(self, year):
        """
        Tell whether a year counts; a year without a result is put on the list.
        """
        if self.by.results is None:
            return True
        result = self.results.get(year)
        if result is None and year not in self.pending:
            self.pending.append(year)
        return {
            None: self.by.results.unassessed is Unassessed.COUNTS,
            NoResult.NO_GRADE: self.by.results.no_grade_counts,
            NoResult.NOT_STATED: True,
            **dict(self.by.results.grades),
        }[result]

    def count(self, today):
        """
        Count a day that was served; on an anniversary one more year is full.
        """
        self.touched.add(today.year)
        if self.began is None:
            # The days before are put in front, as if they had been served there.
            self.began = today - self.odd * ONE_DAY
            before = [self.began + ONE_DAY * by for by in range(1, self.odd + 1)]
            self.odd = 0
            for each in before:
                self.tick(each)
        self.tick(today + ONE_DAY)

    def tick(self, tomorrow):
        """
        Let one day pass.
        """
        self.odd += 1
        if is_anniversary(tomorrow, self.began):
            self.years, self.odd = self.years + 1, 0

    def leave(self):
        """
        Count the part of a year at the end of what is counted together.
        """
        if self.by.part_years is PartYears.COUNTED and self.odd:
            self.years += 1


def early_steps(record, by, day):
    """
    Write the years as a line of letters and count the runs in it.
    """
    results = {fact.year: fact.result for fact in record.results if fact.year < day.year}
    if by is None or not results:
        return 0
    line = ""
    for year in range(min(results), max(results) + 1):
        result = results.get(year)
        passed_over = result is NoResult.NO_GRADE and not by.no_grade_breaks
        line += "" if passed_over else "x" if result == by.grade else "|"
    lengths = [len(run) for run in re.findall("x+", line)]
    if by.overlapping:
        steps = sum(max(0, length - by.run + 1) for length in lengths)
    else:
        steps = sum(length // by.run for length in lengths)
    return steps if by.most is None else min(by.most, steps)


@st.composite
def lives(draw, *, not_stated=False):
    """
    Draw a life of a dozen years: some periods of service, breaks, and results of most years.
    """
    spans = st.integers(1, 1200) | st.integers(360, 370) | st.integers(725, 735)
    gaps = st.sampled_from((0, 0, 1, 31, 365)) | spans

    def stretches(first, most, *, gap):
        start = first
        for number in range(draw(st.integers(0, most))):
            end = start + ONE_DAY * draw(spans)
            yield number, start, end
            start = end + ONE_DAY * draw(gap)

    first = draw(days(min_value=date(1999, 1, 1), max_value=date(2003, 12, 31)))
    facts = [
        service(start, end, name=f"s-{number}", staff=draw(st.sampled_from((*STAFF * 4, "other"))))
        for number, start, end in stretches(first, 3, gap=gaps)
    ]
    if facts and draw(st.booleans()):
        facts[-1] = service(facts[-1].start, name=facts[-1].id)
    facts += [
        interrupted(start, end, name=f"b-{number}", reason=draw(st.sampled_from((*REASONS, "x"))))
        for number, start, end in stretches(first + ONE_DAY * draw(spans), 2, gap=spans)
    ]
    without = tuple(each for each in NoResult if not_stated or each is NoResult.NO_GRADE)
    results = st.sampled_from(("excellent", "excellent", *GRADES, *without, None))
    years = range(first.year - 1, 2014)
    drawn = {year: draw(results) for year in years}
    facts += rated({year: result for year, result in drawn.items() if result is not None})
    return tuple(facts)


rules = service_rules(
    min_value=date(1999, 1, 1), max_value=date(2008, 12, 31), grades=GRADES, reasons=REASONS
)
asked = days(min_value=date(1998, 6, 1), max_value=date(2014, 12, 31))
plain_rules = st.builds(
    rule,
    effective=st.sampled_from(Effective),
    results=st.builds(by_grades, st.just("failed"), unassessed=st.sampled_from(Unassessed)),
    early=st.none() | st.builds(early, run=st.integers(1, 3), overlapping=st.booleans()),
)
JANUARY = (service(date(2001, 1, 1)), *rated(["excellent", "qualified"], 2001))


class TestWalked:
    @given(facts=lives(), by=rules, day=asked)
    @example(
        (service(date(2004, 2, 29)), interrupted(date(2005, 2, 28), date(2005, 3, 1))),
        rule(count=ServiceCount.POOLED, breaks=("left",)),
        date(2006, 3, 1),
    )
    @example(
        JANUARY, rule(results=by_grades(), effective=Effective.EACH_JANUARY), date(2003, 1, 1)
    )
    @example((service(date(2001, 1, 1)),), rule(part_years=PartYears.CALENDAR), date(2001, 1, 2))
    @example((service(date(2001, 1, 1)),), rule(part_years=PartYears.CALENDAR), date(2002, 1, 1))
    def test_years(self, facts, by, day):
        """
        The years, the early steps and the open years are those found by walking day by day.
        """
        record = Worker("w-1", facts).as_known()
        walk = Walk(record, by, day)
        found = tally(record, STAFF, by, day)

        assert walk.years == found.years
        assert tuple(sorted(walk.pending)) == tuple(sorted(found.pending))
        assert early_steps(record, by.early, day) == found.early
        assert found.services == tuple(s for s in record.services if s.staff in STAFF)

    @given(facts=lives(), by=plain_rules, day=asked, data=st.data())
    def test_plain(self, facts, by, day, data):
        """
        So it is where nothing but years without a result can be left out, as in most lives.
        """
        good = st.sampled_from(("excellent", "qualified"))
        facts = [
            attrs.evolve(fact, result=data.draw(good)) if isinstance(fact, YearlyResult) else fact
            for fact in facts
            if not isinstance(fact, Break)
        ]
        record = Worker("w-1", tuple(facts)).as_known()
        walk = Walk(record, by, day)
        found = tally(record, STAFF, by, day)

        assert walk.years == found.years
        assert tuple(walk.pending) == found.pending
        assert early_steps(record, by.early, day) == found.early

    @given(facts=lives(not_stated=True), by=rules, day=asked)
    def test_not_stated(self, facts, by, day):
        """
        A result missing on file is asked for if the year was served, or might make a run.
        """
        record = Worker("w-1", facts).as_known()
        results = {fact.year: fact.result for fact in record.results}
        missing = [year for year in results if results[year] is NoResult.NOT_STATED]
        walk = Walk(record, by, day)
        served = by.results and any(year in walk.touched for year in missing)
        before = [fact for fact in facts if getattr(fact, "year", 0) < min(missing, default=0)]
        full = by.early and by.early.most == early_steps(
            Worker("w-1", tuple(before)).as_known(), by.early, day
        )
        in_runs = by.early and any(year < day.year for year in missing) and not full

        if served or in_runs:
            with pytest.raises(NotStatedError) as caught:
                tally(record, STAFF, by, day)
            assert caught.value.field in {f"result of {year}" for year in missing}
            assert "该年度考核结果" in caught.value.question
        else:
            assert walk.years == tally(record, STAFF, by, day).years


class TestProperties:
    @given(facts=lives(), by=rules, day=asked, data=st.data())
    def test_any_order(self, facts, by, day, data):
        """
        The order in which facts were put on file plays no part.
        """
        shuffled = data.draw(st.permutations(facts))

        assert counted(facts, by, day) == counted(shuffled, by, day)

    @given(facts=lives(), by=rules, first=asked, second=asked)
    def test_never_falls(self, facts, by, first, second):
        """
        As days pass, no year, no early step and no open year is lost.
        """
        earlier, later = (counted(facts, by, day) for day in sorted((first, second)))

        assert earlier.years <= later.years
        assert earlier.early <= later.early
        assert set(earlier.pending) <= set(later.pending)

    @given(facts=lives(), by=rules, day=asked)
    def test_never_too_many(self, facts, by, day):
        """
        There are no more years than the calendar has from the first day of service on.

        Where each period counts its part of a year as one, there may be one more for each of
        the stretches into which breaks cut the periods.
        """
        found = counted(facts, by, day)
        reference = by.effective.reference(day)
        starts = [each.start for each in found.services if each.start < reference]
        most = reference.year - min(starts).year + 1 if starts else 0
        if by.count is ServiceCount.PER_PERIOD and by.part_years is PartYears.COUNTED:
            most += len(starts) + sum(isinstance(fact, Break) for fact in facts)

        assert 0 <= found.years <= most

    @given(facts=lives(), by=rules, day=asked)
    def test_breaks(self, facts, by, day):
        """
        A break brings no year, but where each stretch counts its part of a year as one.
        """
        whole = [fact for fact in facts if not isinstance(fact, Break)]
        per_stretch = by.count is ServiceCount.PER_PERIOD and by.part_years is PartYears.COUNTED

        assert per_stretch or counted(facts, by, day).years <= counted(whole, by, day).years

    @given(
        worker=workers(staff=STAFF, grades=GRADES, reasons=REASONS, allow_not_stated=False),
        by=rules,
        day=days(min_value=date(1990, 1, 1), max_value=date(2050, 12, 31)),
    )
    def test_recorded_later(self, worker, by, day):
        """
        What is recorded later changes nothing that was asked as known before.
        """
        for known in {fact.known for fact in worker.facts}:
            earlier = Worker(worker.id, tuple(f for f in worker.facts if f.known <= known))

            assert tally(earlier.as_known(), STAFF, by, day) == tally(
                worker.as_known(known), STAFF, by, day
            )

    def test_result_known_later(self):
        """
        A failing result takes the year away from the day it was recorded, not before.
        """
        by = rule(results=by_grades("failed", unassessed=Unassessed.COUNTS))
        worker = Worker("w-1", (service(date(2020, 1, 1)), *rated(["failed"], 2020)))
        day = date(2022, 1, 1)

        before, after = (
            tally(worker.as_known(date(2021, 1, number)), STAFF, by, day) for number in (19, 20)
        )
        assert (2, (2020, 2021)) == (before.years, before.pending)
        assert (1, (2021,)) == (after.years, after.pending)


class TestByHand:
    @pytest.mark.parametrize(
        ("day", "years"),
        [
            (date(2020, 11, 15), 0),
            (date(2020, 11, 16), 1),
            (date(2021, 1, 1), 1),
            (date(2021, 1, 2), 2),
            (date(2022, 12, 31), 2),
            (date(2023, 5, 1), 2),
            (date(2023, 5, 2), 3),
            (date(2024, 3, 1), 4),
        ],
    )
    def test_calendar_years(self, day, years):
        """
        Jinzhou: less than a year counts as one, by calendar years; interrupted service does not.

        Served from November 2020, away from February 2021 to April 2023: the years 2020, 2021,
        2023 and 2024.
        """
        facts = (
            service(date(2020, 11, 15)),
            interrupted(date(2021, 2, 1), date(2023, 5, 1)),
        )
        by = rule(part_years=PartYears.CALENDAR, breaks=("left",))

        assert years == counted(facts, by, day).years

    def test_calendar_years_uninterrupted(self):
        """
        Jinzhou: who was never away has every calendar year, the first and the last in part.
        """
        by = rule(part_years=PartYears.CALENDAR, breaks=("left",))

        assert 6 == counted([service(date(2020, 7, 1))], by, date(2025, 12, 31)).years
        assert 6 == counted([service(date(2020, 12, 31))], by, date(2025, 1, 2)).years

    @pytest.mark.parametrize(
        ("day", "years"),
        [(date(2023, 6, 30), 3), (date(2023, 7, 1), 4), (date(2024, 7, 1), 5)],
    )
    def test_only_failed_years(self, day, years):
        """
        Benxi: only years rated as failed are left out; what lies around them is one service.

        From July 2018 to the end of 2019 it is a year and 184 days; 2020 failed; the second year
        is full 181 days into 2021, on 1 July.
        """
        results = rated(["basic", "excellent", "failed", "qualified", "basic", "basic"], 2018)
        by = rule(results=by_grades("failed", no_grade=True, unassessed=Unassessed.COUNTS))

        assert years == counted((service(date(2018, 7, 1)), *results), by, day).years

    @pytest.mark.parametrize(
        ("day", "years", "pending"),
        [
            (date(2020, 12, 31), 1, ()),
            (date(2021, 12, 31), 1, ()),
            (date(2022, 1, 1), 2, ()),
            (date(2023, 12, 31), 2, ()),
            (date(2024, 1, 1), 3, ()),
            (date(2025, 1, 1), 3, (2024,)),
        ],
    )
    def test_two_grades_fail(self, day, years, pending):
        """
        Yantai: years rated basically qualified or failed do not count; others do from January.

        From July 2018, with 2020 and 2022 left out, the years are full on 1 July 2019, 2021 and
        2023, and count from January 2020, 2022 and 2024.
        """
        results = rated(["qualified", "excellent", "basic", "qualified", "failed"], 2018)
        facts = (service(date(2018, 7, 1)), *results, *rated(["qualified"], 2023))
        found = counted(
            facts,
            rule(results=by_grades("basic", "failed"), effective=Effective.NEXT_JANUARY),
            day,
        )

        assert (years, pending) == (found.years, found.pending)

    @pytest.mark.parametrize(
        ("effective", "part_years", "years"),
        [
            (Effective.NEXT_JANUARY, PartYears.DROPPED, 1),
            (Effective.EACH_JANUARY, PartYears.DROPPED, 2),
            (Effective.NEXT_JANUARY, PartYears.CALENDAR, 2),
        ],
    )
    def test_since_new_year(self, effective, part_years, years):
        """
        A year that began on 1 January is full on the next: a change of that day, not of December.

        So in January 2022, of service since January 2020, the second year counts as it stands on
        1 January, and a year later as from the January after.
        """
        facts = (service(date(2020, 1, 1)), *rated(["qualified", "qualified"], 2020))
        by = rule(results=by_grades(), effective=effective, part_years=part_years)

        assert years == counted(facts, by, date(2022, 1, 31)).years

    @pytest.mark.parametrize(
        ("day", "steps"),
        [
            (date(2019, 12, 31), 0),
            (date(2020, 1, 1), 1),
            (date(2021, 12, 31), 1),
            (date(2022, 1, 1), 2),
            (date(2026, 1, 1), 4),
        ],
    )
    def test_from_a_base_date(self, day, steps):
        """
        Xiamen: one step for every two full years from a base date, however long served before.
        """
        by = rule(since=date(2018, 1, 1))

        assert steps == counted([service(date(2011, 3, 1))], by, day).years // 2

    def test_after_the_base_date(self):
        """
        Xiamen: who began after the base date counts from the first day.
        """
        by = rule(since=date(2018, 1, 1))

        assert 3 == counted([service(date(2018, 6, 1))], by, date(2021, 6, 1)).years
        assert 2 == counted([service(date(2018, 6, 1))], by, date(2021, 5, 31)).years

    @pytest.mark.parametrize(
        ("results", "steps"),
        [
            ("", 0),
            ("e", 0),
            ("ee", 1),
            ("eqe", 0),
            ("eee", 1),
            ("eeee", 2),
            ("eeqee", 2),
            ("eeeeee", 2),
        ],
    )
    def test_two_excellent_years(self, results, steps):
        """
        Two excellent years in a row bring one early step, and there are two at most.
        """
        grades = {"e": "excellent", "q": "qualified"}
        facts = (service(date(2010, 1, 1)), *rated([grades[each] for each in results], 2010))
        by = rule(results=by_grades(), early=early(most=2))

        assert steps == counted(facts, by, date(2025, 6, 1)).early

    @pytest.mark.parametrize(
        ("results", "fields", "steps"),
        [
            ("eee", {"overlapping": True}, 2),
            ("eeee", {"overlapping": True, "run": 3}, 2),
            ("eeee", {"run": 3}, 1),
            ("ene", {}, 0),
            ("ene", {"no_grade_breaks": False}, 1),
            ("enqe", {"no_grade_breaks": False}, 0),
            ("e-e", {"no_grade_breaks": False}, 0),
            ("ee", {"most": 0}, 0),
            ("eee", {"run": 1}, 3),
            ("eee", {"run": 1, "overlapping": True}, 3),
        ],
    )
    def test_runs(self, results, fields, steps):
        """
        Runs may overlap or not; a year without a grade breaks them or is passed over.

        A year of which no result is known yet is never passed over.
        """
        grades = {"e": "excellent", "q": "qualified", "n": NoResult.NO_GRADE}
        known = {2010 + place: grades[each] for place, each in enumerate(results) if each != "-"}
        by = rule(results=by_grades(), early=early(**fields))

        facts = (service(date(2010, 1, 1)), *rated(known))
        assert steps == counted(facts, by, date(2025, 6, 1)).early

    def test_from_the_year_after(self):
        """
        An early step counts from the year after its run, once the result is on file.
        """
        facts = (service(date(2010, 1, 1)), *rated(["excellent", "excellent"], 2010))
        by = rule(results=by_grades(), early=early())

        assert 0 == counted(facts, by, date(2011, 12, 31)).early
        assert 1 == counted(facts, by, date(2012, 1, 1)).early

    def test_pooled_part(self):
        """
        Pooled, the odd days of all periods make up one part of a year together.
        """
        facts = (
            service(date(2020, 1, 1), date(2020, 3, 1), name="s-1"),
            service(date(2021, 1, 1), date(2021, 3, 1), name="s-2"),
        )
        day = date(2022, 1, 1)
        years = {
            (count, part): counted(facts, rule(count=count, part_years=part), day).years
            for count in ServiceCount
            for part in PartYears
        }

        assert {
            (ServiceCount.PER_PERIOD, PartYears.DROPPED): 0,
            (ServiceCount.PER_PERIOD, PartYears.COUNTED): 2,
            (ServiceCount.PER_PERIOD, PartYears.CALENDAR): 2,
            (ServiceCount.POOLED, PartYears.DROPPED): 0,
            (ServiceCount.POOLED, PartYears.COUNTED): 1,
            (ServiceCount.POOLED, PartYears.CALENDAR): 2,
        } == years

    @pytest.mark.parametrize(
        ("day", "years"),
        [
            (date(2020, 7, 1), 0),
            (date(2020, 7, 2), 1),
            (date(2021, 7, 1), 1),
            (date(2021, 7, 2), 2),
        ],
    )
    def test_part_of_a_year(self, day, years):
        """
        Where a part of a year counts as one, a year begins to count with its first day.
        """
        by = rule(part_years=PartYears.COUNTED)

        assert years == counted([service(date(2020, 7, 1))], by, day).years

    @pytest.mark.parametrize(
        ("part_years", "years"),
        [(PartYears.DROPPED, 2), (PartYears.COUNTED, 3), (PartYears.CALENDAR, 4)],
    )
    def test_ended(self, part_years, years):
        """
        Service that has ended counts up to its last day, on whatever later day one asks.
        """
        facts = [service(date(2018, 12, 1), date(2021, 3, 1))]
        by = rule(part_years=part_years)

        assert years == counted(facts, by, date(2021, 3, 1)).years
        assert years == counted(facts, by, date(2030, 1, 1)).years
        assert 0 == counted(facts, by, date(2018, 12, 1)).years
        assert 0 == counted(facts, by, date(2017, 1, 1)).years

    def test_breaks_that_count(self):
        """
        A break for a reason that the rule does not name is service.
        """
        facts = (service(date(2020, 1, 1)), interrupted(date(2020, 6, 1), date(2021, 6, 1)))
        day = date(2022, 1, 1)

        assert 2 == counted(facts, rule(), day).years
        assert 2 == counted(facts, rule(breaks=("unpaid_leave",)), day).years
        assert 0 == counted(facts, rule(breaks=("left",)), day).years

    @pytest.mark.parametrize(
        ("start", "end", "years"),
        [
            (date(2018, 1, 1), date(2019, 6, 1), 2),
            (date(2018, 1, 1), date(2020, 1, 1), 2),
            (date(2018, 1, 1), date(2020, 1, 2), 1),
            (date(2021, 12, 31), date(2023, 1, 1), 1),
            (date(2022, 1, 1), date(2023, 1, 1), 2),
            (date(2022, 6, 1), date(2023, 1, 1), 2),
        ],
    )
    def test_break_outside(self, start, end, years):
        """
        A break takes away those of its days alone that were served, of 2020 and 2021 here.
        """
        facts = (service(date(2020, 1, 1), date(2022, 1, 1)), interrupted(start, end))

        assert years == counted(facts, rule(breaks=("left",)), date(2030, 1, 1)).years

    def test_break_that_lasts(self):
        """
        Nothing is served from the first day of a break that lasts.
        """
        facts = (service(date(2020, 1, 1)), interrupted(date(2022, 6, 1), None))

        assert 2 == counted(facts, rule(breaks=("left",)), date(2030, 1, 1)).years

    def test_other_staff(self):
        """
        Service of other kinds of staff does not count.
        """
        facts = (
            service(date(2010, 1, 1), date(2015, 1, 1), name="s-1", staff="volunteer"),
            service(date(2015, 1, 1), name="s-2"),
        )
        found = counted(facts, rule(), date(2018, 1, 1))

        assert (3, ("s-2",)) == (found.years, tuple(each.id for each in found.services))
        both = tally(
            Worker("w-1", facts).as_known(),
            ("volunteer", "professional"),
            rule(),
            date(2018, 1, 1),
        )
        assert 8 == both.years

    def test_nothing(self):
        """
        Who never served has no year, whatever the rule.
        """
        for by in (rule(), rule(results=by_grades(), early=early())):
            assert Tally(0, 0, (), ()) == counted((), by, date(2025, 1, 1))

    def test_open_years(self):
        """
        The years without a result are named once each, in the order of their days.
        """
        facts = (service(date(2020, 6, 1)), *rated({2021: "qualified"}))
        waits, counts = (
            counted(facts, rule(results=by_grades(unassessed=each)), date(2023, 6, 1))
            for each in Unassessed
        )

        assert (1, (2020, 2022, 2023)) == (waits.years, waits.pending)
        assert (3, (2020, 2022, 2023)) == (counts.years, counts.pending)

    @pytest.mark.parametrize("unassessed", Unassessed)
    def test_open_year_shared(self, unassessed):
        """
        A year in which two periods of service lie is named once.
        """
        facts = (
            service(date(2020, 1, 1), date(2020, 6, 1), name="s-1"),
            service(date(2020, 8, 1), name="s-2"),
        )
        by = rule(results=by_grades(unassessed=unassessed))

        assert (2020, 2021) == counted(facts, by, date(2021, 3, 1)).pending

    def test_no_grade(self):
        """
        Whether a year without a grade counts, the rule says.
        """
        facts = (service(date(2020, 1, 1)), *rated([NoResult.NO_GRADE, "qualified"], 2020))
        day = date(2022, 1, 1)

        assert 2 == counted(facts, rule(results=by_grades(no_grade=True)), day).years
        assert 1 == counted(facts, rule(results=by_grades(no_grade=False)), day).years


class TestGained:
    @pytest.mark.parametrize("gain", EarlyGain)
    def test_worth(self, gain):
        """
        Early steps are worth what the rule says, in levels or in years and not in both.
        """
        other = next(each for each in EarlyGain if each is not gain)
        by = rule(results=by_grades(), early=early(gives=gain, amount=3))
        found = Tally(5, 2, (), ())

        assert 6 == found.gained(by, gain)
        assert 0 == found.gained(by, other)
        assert 0 == found.gained(rule(), gain)


class TestRefused:
    def test_conflict(self):
        """
        A record that contradicts itself cannot be counted, whatever contradicts what.
        """
        results = (*rated(["good"], 2020), *rated(["good"], 2020))
        twice = YearlyResult(id="y-x", year=2020, result="good", known=date(2021, 1, 1))
        record = Worker("w-1", (service(date(2020, 1, 1)), results[0], twice)).as_known()

        with pytest.raises(ConflictError) as caught:
            tally(record, STAFF, rule(), date(2022, 1, 1))

        assert record.conflict is caught.value

    def test_unknown_grade(self):
        """
        A result that is no grade of the rule is refused, and the year and the grades are named.
        """
        facts = (service(date(2020, 1, 1)), *rated(["superb"], 2020))

        with pytest.raises(ValueNotAllowedError) as caught:
            counted(facts, rule(results=by_grades()), date(2022, 1, 1))

        assert ("result of 2020", "superb", "excellent, qualified, basic, failed") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_not_stated(self):
        """
        A result that the file does not state is asked for, if its year was served.
        """
        facts = (service(date(2020, 1, 1)), *rated([NoResult.NOT_STATED], 2020))
        by = rule(results=by_grades())

        assert 0 == counted(facts, by, date(2020, 1, 1)).years
        with pytest.raises(NotStatedError) as caught:
            counted(facts, by, date(2020, 1, 2))
        assert "result of 2020" == caught.value.field

    @pytest.mark.parametrize("most", [None, 0, 1, 2])
    def test_not_stated_in_a_run(self, most):
        """
        Such a result is asked for, too, if it could make one more early step.
        """
        results = ["excellent", "excellent", NoResult.NOT_STATED]
        facts = (service(date(2020, 1, 1)), *rated(results, 2010))
        by = rule(results=by_grades(), early=early(most=most))

        assert (
            1 == counted(facts, rule(results=by_grades(), early=early()), date(2012, 5, 1)).early
        )
        if most in {0, 1}:
            assert most == counted(facts, by, date(2019, 1, 1)).early
            return
        with pytest.raises(NotStatedError) as caught:
            counted(facts, by, date(2019, 1, 1))
        assert "result of 2012" == caught.value.field

    @pytest.mark.parametrize(
        ("field", "bad"),
        [
            ("record", None),
            ("record", Worker("w-1")),
            ("record", tuple(Worker("w-1").as_known())),
            ("staff", "professional"),
            ("staff", ["professional"]),
            ("staff", None),
            ("rule", None),
            ("rule", ServiceCount.POOLED),
            ("day", None),
            ("day", "2025-01-01"),
            ("day", datetime(2025, 1, 1, tzinfo=UTC)),
        ],
    )
    def test_type(self, field, bad):
        """
        Each argument is of its type: no text stands for several kinds of staff.
        """
        given_ = {
            "record": Worker("w-1").as_known(),
            "staff": STAFF,
            "rule": rule(),
            "day": date(2025, 1, 1),
        }

        with pytest.raises(WrongTypeError) as caught:
            tally(**{**given_, field: bad})

        assert field == caught.value.field
        assert bad is caught.value.value
