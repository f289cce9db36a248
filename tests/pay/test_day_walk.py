"""
Find placements once more, by walking over every day of a life, and compare.

What follows is written after the documents of ladders and the words of the library, and shares
no code with it: facts are replayed record by record, years are counted one day after the other,
and every outcome is looked up on the day that the rule names.
"""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from partygrid.dated import Effective, Month, NotKnown, PeriodKind, ReadOn, Series
from partygrid.errors import (
    ConflictError,
    NotCoveredError,
    NotInForceError,
    PartyGridError,
    UnknownNameError,
    ValueNotAllowedError,
)
from partygrid.labels import Label
from partygrid.org import Standing
from partygrid.pay import (
    AllowancesFrom,
    Component,
    Concurrent,
    Credit,
    CreditFor,
    CreditGives,
    MoverRule,
    PayLadder,
    Position,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Rungs,
    Selector,
    Table,
    every,
    place,
)
from partygrid.people import (
    Appointment,
    Break,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    EarlyGain,
    EarlyRule,
    Education,
    LevelConfirmation,
    NoResult,
    PartYears,
    Probation,
    ResultRule,
    RetractedFact,
    Service,
    ServiceCount,
    ServiceRule,
    Unassessed,
    Worker,
    YearlyResult,
)
from partygrid.sources import Grade, Source
from partygrid.trace import recompute

RATED = Source(key="rated", title="评定结果", grade=Grade.HOST)
ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2010, 1, 1), date(2024, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
CERTIFICATES = ("assistant", "social_worker", "senior")
SCHOOLS = ("college", "bachelor", "master")
COVERS = ("professional", "auxiliary")

# A day's run is quick; the long one walks over twenty thousand lives.
USUAL_EXAMPLES = settings().max_examples
LIVES = USUAL_EXAMPLES if USUAL_EXAMPLES <= 10 else 4 * USUAL_EXAMPLES


# The oracle.


def recorded(facts, known):
    """
    Replay the records in the order of their days: the last one of each id stands, or is gone.
    """
    last = {}
    for fact in sorted(facts, key=lambda fact: fact.known):
        if known is None or fact.known <= known:
            last[fact.id] = fact
    return [fact for fact in last.values() if not isinstance(fact, RetractedFact)]


def of_kind(facts, kind):
    """
    List the facts of a kind.
    """
    return [fact for fact in facts if isinstance(fact, kind)]


def holds(fact, day):
    """
    Tell whether a fact holds on a day.
    """
    end = getattr(fact, "end", None)
    return fact.start <= day and (end is None or day < end)


def contradicts(facts):
    """
    Tell whether facts that exclude each other hold on one day, or stand for one year.
    """
    for kind in (Service, Break, Probation):
        lasting = of_kind(facts, kind)
        for fact in lasting:
            if sum(holds(other, fact.start) for other in lasting) > 1:
                return True
    years = [fact.year for fact in of_kind(facts, YearlyResult)]
    starts = [fact.start for fact in of_kind(facts, LevelConfirmation)]
    return len(set(years)) < len(years) or len(set(starts)) < len(starts)


def day_that_counts(day, effective):
    """
    Give the day as on which something is looked up for a day.
    """
    if effective is Effective.SAME_MONTH:
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    if effective is Effective.NEXT_MONTH:
        return date(day.year, day.month, 1) - ONE_DAY
    if effective is Effective.NEXT_JANUARY:
        return date(day.year - 1, 12, 31)
    if effective is Effective.EACH_JANUARY:
        return date(day.year, 1, 1)
    return day


def anniversary(start, years):
    """
    Give the day on which so many years are full; that of 29 February may be the 28th.
    """
    year = start.year + years
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (start.month, start.day) == (2, 29) and not leap:
        return date(year, 2, 28)
    return date(year, start.month, start.day)


def year_counts(year, results, rule):
    """
    Tell whether a calendar year counts by its result.
    """
    if rule.results is None:
        return True
    result = results.get(year)
    if result is None:
        return rule.results.unassessed is Unassessed.COUNTS
    if result is NoResult.NO_GRADE:
        return rule.results.no_grade_counts
    return dict(rule.results.grades)[result]


class Years:
    """
    Count years of service, one day after the other.
    """

    def __init__(self, rule):
        self.rule = rule
        self.before = 0  # full years, and parts that count, of all that is over
        self.full = 0  # full years of what is served without a gap
        self.odd = 0  # days beyond them
        self.start = None  # when that would have begun, with the odd days carried into it
        self.piece = None
        self.calendar_years = set()

    def __int__(self):
        part_years = self.rule.part_years
        if part_years is PartYears.CALENDAR:
            return len(self.calendar_years)
        return self.before + self.full + (self.odd > 0 and part_years is PartYears.COUNTED)

    def serve(self, day, piece, *, counts):
        """
        Serve a day of a period, or none if the period is None.
        """
        if piece != self.piece:
            self.end_piece()
            self.piece = piece
        if piece is None or not counts:
            self.rest()
            return
        self.calendar_years.add(day.year)
        if self.start is None:
            self.start = day - timedelta(days=self.odd)
        # As many odd days as a year of 366 leaves over may be more than the next year needs.
        if day + ONE_DAY >= anniversary(self.start, self.full + 1):
            self.full += 1
        self.odd = (day + ONE_DAY - anniversary(self.start, self.full)).days

    def rest(self):
        """
        Carry the odd days into what is served next in the same piece.
        """
        self.before += self.full
        self.full, self.start = 0, None

    def end_piece(self):
        """
        End a period: if each is counted for itself, its odd days are lost, or count as a year.
        """
        self.rest()
        if self.rule.count is ServiceCount.PER_PERIOD:
            self.before += self.odd > 0 and self.rule.part_years is PartYears.COUNTED
            self.odd = 0


def walked_years(facts, rule, last):
    """
    Walk over the days of a life and give the years of service by the morning of each.
    """
    services = [fact for fact in of_kind(facts, Service) if fact.staff in COVERS]
    breaks = [fact for fact in of_kind(facts, Break) if fact.reason in (rule.breaks or ())]
    results = {fact.year: fact.result for fact in of_kind(facts, YearlyResult)}
    counted, found, gaps = Years(rule), {}, 0
    for day in DAYS:
        found[day] = int(counted)
        if day > last:
            break
        serving = next((fact.id for fact in services if holds(fact, day)), None)
        if rule.since is not None and day < rule.since:
            serving = None
        if any(holds(fact, day) for fact in breaks):
            serving, gaps = None, gaps + 1
        piece = None if serving is None else (serving, gaps)
        counts = serving is not None and year_counts(day.year, results, rule)
        counted.serve(day, piece, counts=counts)
    return found


def early_steps(facts, rule, day):
    """
    Go through the years before a day's and count the runs of good ones.
    """
    early = rule.early
    if early is None:
        return 0
    results = {fact.year: fact.result for fact in of_kind(facts, YearlyResult)}
    steps = run = 0
    for year in range(FIRST.year - 5, day.year):
        result = results.get(year)
        if result is NoResult.NO_GRADE and not early.no_grade_breaks:
            continue
        run = run + 1 if result == early.grade else 0
        if run == early.run:
            steps += 1
            run = early.run - 1 if early.overlapping else 0
    return steps if early.most is None else min(steps, early.most)


KINDS = {
    CreditFor.EDUCATION: (Education,),
    CreditFor.DEGREE: (Degree,),
    CreditFor.EDUCATION_AND_DEGREE: (Education, Degree),
    CreditFor.EDUCATION_OR_DEGREE: (Education, Degree),
    CreditFor.CERTIFICATE_PASSED: (CertificatePass,),
    CreditFor.CERTIFICATE_REGISTERED: (CertificateRegistration,),
    CreditFor.CERTIFICATE_APPOINTED: (CertificateAppointment,),
}


def name_of(fact):
    """
    Give the name of a qualification.
    """
    if isinstance(fact, Education):
        return fact.education
    return fact.degree if isinstance(fact, Degree) else fact.certificate


def worth_of(credit, facts, day, years, faults):
    """
    Give what a credit is worth on a day; unknown qualifications are faults.
    """
    when = day_that_counts(day, credit.effective)
    rows = [name for name, _ in credit.rows]
    best = []
    for kind in KINDS[credit.looks_at]:
        names = [name_of(fact) for fact in of_kind(facts, kind) if holds(fact, when)]
        if not set(names) <= set(rows):
            faults.add(ValueNotAllowedError)
            return 0
        best += [max(map(rows.index, names))] if names else []
    both = credit.looks_at is CreditFor.EDUCATION_AND_DEGREE
    if not best or (both and len(best) < 2) or years < credit.after_years:
        return 0
    # Both are had from the lower of the two on; of either, the higher counts.
    return credit.rows[min(best) if both else max(best)][1]


def clamped(rungs, years, more):
    """
    Give the rung reached, within its window.
    """
    if rungs is None:
        return None
    rung = rungs.lowest + sum(rise <= years for rise in rungs.rises) + more
    return rungs.lowest if rung < rungs.lowest else min(rung, rungs.highest)


def climbed(rules, facts, day, years, held, lowered, faults):
    """
    Give position, treatment, level and step on a day.
    """
    ladder = rules["ladder"]
    ranks = {position.key: rank for rank, position in enumerate(ladder.positions)}
    offices = dict(ladder.offices)
    rank = max(ranks[offices[fact.office]] for fact in held)
    sums = {CreditGives.LEVELS: -lowered, CreditGives.STEPS: 0, CreditGives.YEARS: 0}
    treated, groups = rank, set()
    for credit in ladder.credits:
        worth = worth_of(credit, facts, day, years, faults)
        if not worth or credit.group in groups:
            continue
        groups |= {credit.group} - {None}
        if credit.gives is CreditGives.POSITION:
            treated = max(treated, ranks[worth])
        else:
            sums[credit.gives] += worth
    early = rules["service"].early
    if early is not None:
        gives = CreditGives.LEVELS if early.gives is EarlyGain.LEVELS else CreditGives.YEARS
        sums[gives] += early.amount * early_steps(facts, rules["service"], day)
    position = ladder.positions[treated]
    climbing = years + sums[CreditGives.YEARS]
    return (
        ladder.positions[rank].key,
        position.key,
        clamped(position.levels, climbing, sums[CreditGives.LEVELS]),
        clamped(position.steps, climbing, sums[CreditGives.STEPS]),
    )


def counting(rules, facts, day, faults):
    """
    List the appointments that count on a day, the unit's first.
    """
    ladder, held = rules["ladder"], [f for f in of_kind(facts, Appointment) if holds(f, day)]
    if not held:
        faults.add(NotInForceError)
        return []
    if len(held) > 1 and (ladder is None or ladder.concurrent is Concurrent.REFUSED):
        faults.add(ConflictError)
        return []
    if ladder is None or len(held) == 1:
        return held
    offices = dict(ladder.offices)
    if any(fact.office not in offices for fact in held):
        faults.add(UnknownNameError)
        return []
    keys = [position.key for position in ladder.positions]
    return sorted(held, key=lambda f: (-keys.index(offices[f.office]), f.start, f.id))


def best_of(rules, facts, kind, selector, day, faults):
    """
    Give the qualification of a kind that pays most on a day; None if no line looks at it.
    """
    tables = [dict(line.amount.rows) for line in rules["scale"] if line.selector is selector]
    if not tables:
        return None
    start = rules["allowances_from"]
    of_schools = kind in {Education, Degree}
    when = day_that_counts(day, start.education if of_schools else start.certificate)
    names = {name_of(fact) for fact in of_kind(facts, kind) if holds(fact, when)}
    if not names <= tables[0].keys():
        faults.add(ValueNotAllowedError)
        return None
    return max(names or {"none"}, key=tables[0].__getitem__)


def rating_of(rules, facts, ratings, month, day, known, faults):
    """
    Give the rating that counts for a month.
    """
    rule = rules["rating"]
    size = {PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}[rule.every]
    number = (month.year * 12 + month.month - 1) // size - rule.lag + 1
    rated_on = date(number * size // 12, number * size % 12 + 1, 1) - ONE_DAY
    unit_day = day
    if rules["mover"] is MoverRule.BY_RATING_DAY and any(
        holds(fact, rated_on) for fact in of_kind(facts, Appointment)
    ):
        # Who held no office then has not moved since.
        unit_day = rated_on
    held = counting(rules, facts, unit_day, faults)
    if not held:
        return None
    if held[0].unit not in ratings:
        faults.add(UnknownNameError)
        return None
    found = [
        (days["known"], met)
        for met, days in ratings[held[0].unit]
        if days["start"] <= rated_on < days["end"] and (known is None or days["known"] <= known)
    ]
    return max(found)[1] if found else NotKnown.YET


SELECTED = {
    "certificate": (CertificateRegistration, Selector.CERTIFICATE),
    "certificate_passed": (CertificatePass, Selector.CERTIFICATE_PASSED),
    "certificate_appointed": (CertificateAppointment, Selector.CERTIFICATE_APPOINTED),
    "education": (Education, Selector.EDUCATION),
    "degree": (Degree, Selector.DEGREE),
}


def reading_day(rules, facts, month):
    """
    Give the day of a month as on which facts are read, or the fault why there is none.
    """
    days = [day for day in DAYS if (day.year, day.month) == (month.year, month.month)]
    serving = {day: f for day in days for f in of_kind(facts, Service) if holds(f, day)}
    if not serving:
        return None, {NotInForceError}
    if any(fact.staff not in COVERS for fact in serving.values()):
        return None, {NotCoveredError}
    return (min if rules["read_on"] is ReadOn.FIRST_DAY else max)(serving), set()


def probation_on(rules, facts, day, faults):
    """
    Give the rule of probation that counts on a day.
    """
    for fact in of_kind(facts, Probation):
        if holds(fact, day):
            for rule in rules["probation"]:
                if rule.entry == fact.entry:
                    return rule
            faults.add(ValueNotAllowedError)
    return None


def on_the_ladder(rules, facts, day, found, lowered, faults):
    """
    Fill in position, treatment, level, step and number of offices.
    """
    ladder = rules["ladder"]
    appointments = of_kind(facts, Appointment)
    before = day_that_counts(day, ladder.effective)
    held = [fact for fact in appointments if holds(fact, before)]
    held = held or [fact for fact in appointments if holds(fact, day)]
    if not held:
        faults.add(NotInForceError)
    elif len(held) > 1 and ladder.concurrent is Concurrent.REFUSED:
        faults.add(ConflictError)
    elif any(fact.office not in dict(ladder.offices) for fact in held):
        faults.add(UnknownNameError)
    else:
        found["posts"] = len(held)
        found["position"], found["treatment"], found["level"], found["step"] = climbed(
            rules, facts, day, found["years"], held, lowered, faults
        )


def at_the_start(rules, found, key):
    """
    Put a worker on probation where a position starts.
    """
    (start,) = (each for each in rules["ladder"].positions if each.key == key)
    found |= {"position": start.key, "treatment": start.key, "years": 0}
    found["level"] = None if start.levels is None else start.levels.lowest
    found["step"] = None if start.steps is None else start.steps.lowest


def confirmed(facts, day, faults):
    """
    Give the level confirmed last by a day.
    """
    levels = [fact for fact in of_kind(facts, LevelConfirmation) if fact.start <= day]
    if levels:
        return max(levels, key=lambda fact: fact.start).level
    faults.add(NotInForceError)
    return None


def walked(rules, facts, ratings, month, known):
    """
    Find a placement by walking; give its fields, or None, and all faults there could be.
    """
    facts = recorded(facts, known)
    if contradicts(facts):
        return None, {ConflictError}
    day, faults = reading_day(rules, facts, month)
    if day is None:
        return None, faults
    found = dict.fromkeys(("level", "step", "position", "treatment", "posts", "probation"))
    probation = probation_on(rules, facts, day, faults)
    found["probation"] = None if probation is None else probation.entry
    service = rules["service"]
    counts = day_that_counts(day, service.effective)
    found["years"] = walked_years(facts, service, counts)[counts]
    found["criteria_met"] = rating_of(rules, facts, ratings, month, day, known, faults)
    for name, (kind, selector) in SELECTED.items():
        found[name] = best_of(rules, facts, kind, selector, day, faults)
    found["certificate"] = found["certificate"] or "none"
    if rules["ladder"] is None:
        found["level"] = confirmed(facts, day, faults)
    else:
        lowered = 0 if probation is None else probation.levels_lower
        on_the_ladder(rules, facts, day, found, lowered, faults)
        if probation is not None and probation.base is ProbationBase.POSITION:
            at_the_start(rules, found, probation.position)
    if all(line.selector is not Selector.LEVEL for line in rules["scale"]):
        found["level"] = None
    return (None if faults else found), faults


# Lives and ladders.

# Few days, so that facts meet, follow each other, and start on the day that counts.
SOME_DAYS = st.sampled_from(
    [
        date(2012, 2, 29),
        date(2013, 12, 31),
        date(2015, 1, 1),
        date(2016, 2, 28),
        date(2017, 3, 1),
        date(2018, 5, 31),
        date(2018, 6, 1),
        date(2018, 6, 15),
        date(2018, 6, 30),
        date(2019, 7, 2),
    ]
) | st.dates(date(2011, 1, 1), date(2022, 12, 31))
KNOWN = SOME_DAYS | st.just(FIRST)
MONTHS = st.sampled_from([Month(2018, 6), Month(2018, 7), Month(2019, 1), Month(2020, 2)]) | (
    st.builds(Month, st.integers(2013, 2023), st.integers(1, 12))
)


def mostly(usual, *others):
    """
    Draw the usual value most of the time.
    """
    return st.sampled_from([usual] * 7 + [*others])


@st.composite
def windows(draw):
    """
    Draw a window of levels or steps.
    """
    lowest = draw(st.integers(1, 8))
    rises = draw(
        st.integers(1, 4).map(every)
        | st.lists(st.integers(1, 12), max_size=5, unique=True).map(sorted).map(tuple)
    )
    return Rungs(lowest=lowest, highest=lowest + draw(st.integers(0, 9)), rises=rises)


@st.composite
def ladder_credits(draw, number, keys, gives):
    """
    Draw what a qualification is worth.
    """
    looks_at, given_ = draw(st.sampled_from(CreditFor)), draw(st.sampled_from(gives))
    names = CERTIFICATES if looks_at.is_for_certificates else SCHOOLS
    if given_ is CreditGives.POSITION:
        worths = draw(st.lists(st.sampled_from([0, *keys]), min_size=3, max_size=3))
    else:
        worths = sorted(draw(st.lists(st.integers(0, 4), min_size=3, max_size=3)))
    return Credit(
        key=f"credit-{number}",
        label=Label("折算", "credit"),
        looks_at=looks_at,
        gives=given_,
        rows=tuple(zip(names, worths, strict=True)),
        effective=draw(st.sampled_from(Effective)),
        group=draw(mostly(None, "one", "one", "two")),
        after_years=draw(mostly(0, 1, 3)),
    )


@st.composite
def ladders(draw):
    """
    Draw a ladder of one to three positions.
    """
    keys = ("member", "deputy", "chief")[: draw(st.integers(1, 3))]
    with_levels, with_steps = draw(
        st.sampled_from([(True, False), (True, True), (False, True), (False, False)])
    )
    positions = tuple(
        Position(
            key=key,
            label=Label("岗位", "position"),
            levels=draw(windows()) if with_levels else None,
            steps=draw(windows()) if with_steps else None,
        )
        for key in keys
    )
    gives = [CreditGives.YEARS, CreditGives.POSITION]
    gives += [CreditGives.LEVELS] * with_levels + [CreditGives.STEPS] * with_steps
    return PayLadder(
        positions=positions,
        offices=(*((key, key) for key in keys), ("clerk", draw(st.sampled_from(keys)))),
        credits=tuple(
            draw(ladder_credits(n, keys, gives)) for n in range(draw(st.integers(0, 3)))
        ),
        effective=draw(st.sampled_from(Effective)),
        concurrent=draw(st.sampled_from(Concurrent)),
    )


@st.composite
def service_rules(draw):
    """
    Draw how service is counted.
    """
    results = early = None
    if draw(st.booleans()):
        results = ResultRule(
            grades=(("excellent", True), ("qualified", True), ("failed", draw(st.booleans()))),
            no_grade_counts=draw(st.booleans()),
            unassessed=draw(st.sampled_from(Unassessed)),
        )
        if draw(st.booleans()):
            early = EarlyRule(
                grade="excellent",
                run=draw(st.integers(1, 3)),
                overlapping=draw(st.booleans()),
                no_grade_breaks=draw(st.booleans()),
                most=draw(st.none() | st.integers(0, 2)),
                gives=draw(st.sampled_from(EarlyGain)),
                amount=draw(st.integers(1, 2)),
            )
    return ServiceRule(
        count=draw(st.sampled_from(ServiceCount)),
        part_years=draw(st.sampled_from(PartYears)),
        effective=draw(st.sampled_from(Effective)),
        breaks=draw(st.sampled_from([None, (), ("leave",), ("leave", "study")])),
        since=draw(st.none() | SOME_DAYS),
        results=results,
        early=early,
    )


def lines(ladder, looked_at):
    """
    Make a scale that looks at some facts.
    """
    rows = {
        Selector.LEVEL: range(1, 20),
        Selector.STEP: range(1, 20),
        **dict.fromkeys(
            (
                Selector.CERTIFICATE,
                Selector.CERTIFICATE_PASSED,
                Selector.CERTIFICATE_APPOINTED,
            ),
            ("none", *CERTIFICATES),
        ),
        **dict.fromkeys((Selector.EDUCATION, Selector.DEGREE), ("none", *SCHOOLS)),
        Selector.YEARS: range(81),
    }
    if ladder is not None and ladder.positions[0].steps is None:
        del rows[Selector.STEP]
    if ladder is not None and ladder.positions[0].levels is None:
        del rows[Selector.LEVEL]
    if ladder is None:
        del rows[Selector.STEP]
    return tuple(
        Component(
            key=f"by-{selector.value}",
            label=Label("项目", "line"),
            selector=selector,
            amount=Table(tuple((key, 100 * n) for n, key in enumerate(keys))),
        )
        for selector, keys in rows.items()
        if selector in looked_at
    )


@st.composite
def choices(draw):
    """
    Draw what a scheme says about placing workers.
    """
    ladder = draw(mostly("ladder", None))
    ladder = None if ladder is None else draw(ladders())
    looked_at = set(draw(st.lists(st.sampled_from(Selector), max_size=5)))
    looked_at |= {Selector.LEVEL} if ladder is None else {Selector.YEARS}
    probation = [
        ProbationRule(
            entry="new",
            base=ProbationBase.OWN,
            share=Fraction(4, 5),
            award=False,
            levels_lower=draw(st.integers(0, 2)),
        )
    ]
    if ladder is not None:
        probation.append(
            ProbationRule(
                entry="fixed",
                base=ProbationBase.POSITION,
                share=Fraction(4, 5),
                award=False,
                position=ladder.positions[-1].key,
            )
        )
    return {
        "read_on": draw(st.sampled_from([ReadOn.FIRST_DAY, ReadOn.LAST_DAY])),
        "covers": COVERS,
        "service": draw(service_rules()),
        "ladder": ladder,
        "scale": lines(ladder, looked_at),
        "base": None,
        "allowances_from": AllowancesFrom(
            certificate=draw(st.sampled_from(Effective)),
            education=draw(st.sampled_from(Effective)),
        ),
        "rating": RatingRule(
            every=draw(st.sampled_from([PeriodKind.QUARTER, PeriodKind.YEAR])),
            lag=draw(st.integers(0, 1)),
        ),
        "mover": draw(mostly(MoverRule.BY_MONTHS_SERVED, *MoverRule)),
        "probation": tuple(probation),
    }


@st.composite
def following(draw, kind, letter, **fields):
    """
    Draw facts that follow each other day on day; now and then one ends early or late.
    """
    bounds = sorted({date(2012, 2, 29), *draw(st.lists(SOME_DAYS, max_size=2))})
    found = []
    for number, start in enumerate(bounds):
        after = [day for day in bounds if day > start]
        end = draw(mostly(after[0] if after else None, date(2018, 6, 16), None))
        if end is not None and end <= start:
            end = None
        drawn = {name: draw(values) for name, values in fields.items()}
        known = draw(mostly(FIRST, date(2018, 6, 2), date(2020, 6, 1)))
        found.append(kind(id=f"{letter}-{number}", start=start, end=end, known=known, **drawn))
    return found


@st.composite
def held_qualifications(draw):
    """
    Draw what a worker has learned.
    """
    found = []
    kinds = {
        Education: ("education", SCHOOLS),
        Degree: ("degree", SCHOOLS),
        CertificatePass: ("certificate", CERTIFICATES),
        CertificateRegistration: ("certificate", CERTIFICATES),
        CertificateAppointment: ("certificate", CERTIFICATES),
    }
    for number, kind in enumerate(draw(st.lists(st.sampled_from([*kinds]), max_size=4))):
        field, names = kinds[kind]
        name = draw(st.sampled_from(names) | mostly(names[0], "unheard_of"))
        given_ = {"start": draw(SOME_DAYS), "known": draw(mostly(FIRST, date(2019, 1, 5)))}
        if kind in {CertificateRegistration, CertificateAppointment}:
            given_["end"] = given_["start"] + timedelta(days=draw(st.integers(1, 2000)))
        found.append(kind(id=f"q-{number}", **given_, **{field: name}))
    return found


@st.composite
def lives(draw):
    """
    Draw the facts of a worker, some of them corrected or taken back later.
    """
    staff = st.sampled_from(COVERS) | mostly("professional", "cadre")
    offices = st.sampled_from(["member", "clerk"]) | mostly("member", "deputy", "chief", "guest")
    units = mostly("c-1", "c-2", "c-2", "c-3")
    facts = draw(following(Service, "s", staff=staff))
    facts += draw(following(Appointment, "a", unit=units, office=offices))
    facts += draw(held_qualifications())
    if draw(st.booleans()):
        reasons = st.sampled_from(["leave", "study", "other"])
        starts = draw(st.lists(SOME_DAYS, max_size=2))
        facts += [
            Break(
                id=f"b-{n}",
                reason=draw(reasons),
                start=start,
                end=start + timedelta(days=draw(st.integers(1, 400))),
                known=draw(KNOWN),
            )
            for n, start in enumerate(starts)
        ]
    if draw(st.booleans()):
        start = draw(SOME_DAYS)
        facts.append(
            Probation(
                id="p-1",
                entry=draw(mostly("new", "fixed", "unheard_of")),
                start=start,
                end=start + timedelta(days=draw(st.integers(1, 400))),
                known=start,
            )
        )
    grades = st.sampled_from(["excellent", "excellent", "qualified", "failed", NoResult.NO_GRADE])
    facts += [
        YearlyResult(
            id=f"y-{year}",
            year=year,
            result=draw(grades),
            known=date(year + 1, 1, draw(st.integers(1, 31))),
        )
        for year in range(draw(st.integers(2012, 2016)), draw(st.integers(2012, 2021)))
    ]
    levels = [
        (date(2012, 2, 29), 1),
        *draw(st.lists(st.tuples(SOME_DAYS, st.integers(1, 19))))[:2],
    ]
    facts += [
        LevelConfirmation(id=f"l-{n}", level=level, start=start, known=FIRST)
        for n, (start, level) in enumerate(levels)
    ]
    for fact in draw(st.lists(st.sampled_from(facts), max_size=2, unique_by=lambda each: each.id)):
        known = fact.known + timedelta(days=draw(st.integers(1, 2000)))
        if draw(st.booleans()):
            facts.append(RetractedFact(id=fact.id, known=known))
        else:
            changed = {"start": fact.start - timedelta(days=30)} if hasattr(fact, "start") else {}
            facts.append(attrs.evolve(fact, known=known, **changed))
    return tuple(draw(st.permutations(facts)))


@st.composite
def ratings(draw):
    """
    Draw the ratings of two units, each known on a day of its own.
    """
    found = {}
    for unit in ("c-1", "c-2"):
        found[unit] = []
        for known in draw(st.lists(KNOWN, max_size=2, unique=True)):
            start = draw(st.sampled_from([FIRST, date(2016, 1, 1), date(2018, 1, 1)]))
            days = {"start": start, "end": draw(st.dates(date(2018, 2, 1), LAST)), "known": known}
            found[unit].append((draw(st.integers(0, 5)), days))
    return found


def series_of(entries):
    """
    Make the ratings of a unit.
    """
    series = Series("standing")
    for met, days in entries:
        series = series.announce(Standing(criteria_met=met), source=RATED, **days)
    return series


@pytest.fixture(scope="session", name="read")
def _read(new_scheme, said):
    """
    A function that reads for a month what a scheme has always said.
    """
    usual = new_scheme()
    given_ = {name: getattr(usual, name).entries[0].value for name in type(usual).parameters()}

    def read(values, month, known):
        always = {name: said(name, each, start=FIRST) for name, each in (given_ | values).items()}
        return new_scheme(**always).on(month, known=known)

    return read


class TestWalked:
    @settings(max_examples=LIVES)
    @given(
        values=choices(),
        facts=lives(),
        entries=ratings(),
        asked=st.lists(st.tuples(MONTHS, st.none() | KNOWN), min_size=1, max_size=3),
    )
    def test_same(self, read, values, facts, entries, asked):
        """
        Walking over the days of a life, one by one, finds the same placement or the same fault.
        """
        worker = Worker("w-1", facts)
        standings = {unit: series_of(each) for unit, each in entries.items()}
        for month, known in asked:
            expected, faults = walked(values, facts, entries, month, known)
            event(f"placed: {expected is not None}")
            terms = read(values, month, known)
            if expected is None:
                with pytest.raises(tuple(faults)) as caught:
                    place(worker, terms, standings)
                assert caught.type in faults
            else:
                placement = place(worker, terms, standings)
                assert expected == {name: getattr(placement, name) for name in expected}


def outcome(worker, terms, standings):
    """
    Place a worker; give the placement, or the kind of error.
    """
    try:
        return place(worker, terms, standings)
    except PartyGridError as error:
        return type(error)


STANDINGS = {"c-1": Series("standing"), "c-2": Series("standing")}


class TestLaws:
    @given(values=choices(), facts=lives(), month=MONTHS, known=st.none() | KNOWN, data=st.data())
    def test_order_of_facts(self, read, values, facts, month, known, data):
        """
        The order in which facts are given does not matter.
        """
        terms = read(values, month, known)
        mixed = tuple(data.draw(st.permutations(facts)))
        expected = outcome(Worker("w-1", facts), terms, STANDINGS)

        assert expected == outcome(Worker("w-1", mixed), terms, STANDINGS)

    @given(values=choices(), facts=lives(), later=lives(), month=MONTHS, known=KNOWN)
    def test_known_later(self, read, values, facts, later, month, known):
        """
        What becomes known later changes nothing that is asked as known earlier.
        """
        terms = read(values, month, known)
        more = tuple(
            attrs.evolve(fact, id=f"later-{fact.id}", known=known + timedelta(days=1))
            for fact in recorded(later, None)
        )
        gone = tuple(
            RetractedFact(id=key, known=LAST)
            for key in sorted({fact.id for fact in recorded(facts, None)})
        )
        expected = outcome(Worker("w-1", facts), terms, STANDINGS)

        assert expected == outcome(Worker("w-1", (*facts, *more, *gone)), terms, STANDINGS)

    @given(
        values=choices(),
        facts=lives(),
        month=MONTHS,
        starts=st.lists(st.dates(date(2011, 1, 1), date(2012, 12, 31)), min_size=2, max_size=2),
    )
    def test_longer_service(self, read, values, facts, month, starts):
        """
        Who has served longer has no fewer years, and stands no lower for it.
        """
        ladder = values["ladder"]
        if ladder is not None:
            # Of a group the first credit counts, even if a later one gives more; and another
            # position may have a lower window.
            plain = tuple(
                attrs.evolve(credit, group=None)
                for credit in ladder.credits
                if credit.gives is not CreditGives.POSITION
            )
            values = values | {"ladder": attrs.evolve(ladder, credits=plain)}
        terms = read(values, month, None)
        rest = tuple(fact for fact in recorded(facts, None) if not isinstance(fact, Service))
        early, late = (
            outcome(
                Worker(
                    "w-1",
                    (*rest, Service(id="s", staff="professional", start=start, known=FIRST)),
                ),
                terms,
                STANDINGS,
            )
            for start in sorted(starts)
        )
        if isinstance(early, type):
            assert early is late
        else:
            for name in ("years", "level", "step"):
                assert (getattr(early, name) or 0) >= (getattr(late, name) or 0)

    @given(values=choices(), facts=lives(), month=MONTHS)
    def test_within_the_window(self, read, values, facts, month):
        """
        Levels and steps lie within the window of the position whose treatment counts.
        """
        placement = outcome(Worker("w-1", facts), read(values, month, None), STANDINGS)
        event(f"placed: {not isinstance(placement, type)}")
        if isinstance(placement, type) or values["ladder"] is None:
            return
        (position,) = (
            each for each in values["ladder"].positions if each.key == placement.treatment
        )
        for rung, window in (
            (placement.level, position.levels),
            (placement.step, position.steps),
        ):
            if rung is not None:
                assert window.lowest <= rung <= window.highest

    @given(values=choices(), facts=lives(), month=MONTHS, known=st.none() | KNOWN)
    def test_explained(self, read, values, facts, month, known):
        """
        Every fact shown is the placement's, and its steps come to it, in both languages.
        """
        placement = outcome(Worker("w-1", facts), read(values, month, known), STANDINGS)
        if isinstance(placement, type):
            return
        for name, step in placement.facts().items():
            if type(step.value) is int and getattr(placement, name) is not None:
                assert getattr(placement, name) == step.value == recompute(step)
        assert placement.explain("zh") != placement.explain("en")
