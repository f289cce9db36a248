from datetime import date

import pytest

from partygrid.dated import NotStated, PeriodKind, Series
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.packs import _points_questions
from partygrid.points import (
    AppraisalScheme,
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Criterion,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Opening,
    StoreScheme,
    Tariff,
    TieRule,
)
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    Cadence,
    EndRule,
    Limit,
    LimitUnit,
    PeriodDay,
    RestRule,
    Rhythm,
    RollRule,
    StartRule,
)

QUESTIONS = {
    name.lower(): value
    for name, value in vars(_points_questions).items()
    if type(value) is NotStated
}
# Two schemes have a field named kinds: this question is of the one that ranks them.
FIELDS = {name: "kinds" if name == "ranked" else name for name in QUESTIONS}
PARAMETERS = {
    **Tariff.parameters(),
    **StoreScheme.parameters(),
    **AppraisalScheme.parameters(),
}
OURS = Source(key="ours", title="社区积分办法", grade=Grade.HOST)
DAY = date(2025, 1, 1)
FIRST, LAST = PeriodDay(20, month=3), PeriodDay(-1, month=3)
SIXTY = (Opening("family", 60),)
IN_ORDER = (Criterion.FEWEST_GIFTS, Criterion.DRAW)

# Field, option, its arguments, and the value that it answers with.
ANSWERS = [
    ("caps", "none", {}, ()),
    (
        "caps",
        "household_day",
        {"points": 5},
        (
            Cap(
                key="household_day",
                label=Label("每户每日上限", "daily cap of a household"),
                points=5,
                every=CapPeriod.DAY,
                scope=CapScope.HOUSEHOLD,
            ),
        ),
    ),
    ("storage_cap", "none", {}, None),
    ("storage_cap", "most", {"points": 1500}, 1500),
    ("expiry", "never", {}, Expiry(rule=ExpiryRule.NONE)),
    (
        "expiry",
        "end_of_year",
        {"base": ExpiryBase.ACTIVITY},
        Expiry(
            rule=ExpiryRule.END_OF_PERIOD,
            base=ExpiryBase.ACTIVITY,
            amount=0,
            every=PeriodKind.YEAR,
        ),
    ),
    *(
        (
            "expiry",
            rule.value,
            {"months": 12, "base": ExpiryBase.REGISTRATION},
            Expiry(rule=rule, base=ExpiryBase.REGISTRATION, amount=12),
        )
        for rule in (ExpiryRule.ROLLING, ExpiryRule.SLIDING)
    ),
    ("openings", "none", {}, ()),
    ("openings", "listed", {"openings": SIXTY}, SIXTY),
    *(("credit_to", each.value, {}, each) for each in CreditTo),
    (
        "windows",
        "whole_quarter",
        {},
        Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
    ),
    (
        "windows",
        "days",
        {"first": FIRST, "last": LAST, "rest": RestRule.FORWARD},
        Cadence(every=Rhythm.QUARTER, times=1, window=(FIRST, LAST), rest=RestRule.FORWARD),
    ),
    (
        "windows",
        "named_day",
        {"day": LAST, "rest": RestRule.BACKWARD},
        Cadence(every=Rhythm.QUARTER, on=(LAST,), rest=RestRule.BACKWARD),
    ),
    *(("priority", each.value, {}, (each,)) for each in Criterion),
    ("priority", "in_order", {"criteria": IN_ORDER}, IN_ORDER),
    ("least", "none", {}, 0),
    ("least", "from", {"points": 61}, 61),
    ("hold_days", "none", {}, None),
    ("hold_days", "days", {"days": 7}, 7),
    ("ranked", "all", {}, ("unit", "family", "merchant")),
    ("ranked", "listed", {"kinds": ("family",)}, ("family",)),
    *(("ties", each.value, {}, each) for each in TieRule),
    (
        "posting",
        "working_days",
        {"days": 5, "counted": StartRule.WITH_STARTING_DAY},
        Limit(
            amount=5,
            unit=LimitUnit.WORKING_DAY,
            start=StartRule.WITH_STARTING_DAY,
            roll=RollRule.NONE,
            end=EndRule.END_OF_DAY,
        ),
    ),
]


def asked(name):
    """
    Make the series of a field that is open.
    """
    return Series(FIELDS[name]).announce(QUESTIONS[name], start=DAY, known=DAY, source=OURS)


class TestQuestions:
    def test_fields(self):
        """
        There is a question for each field but the heads and the kinds, which the article states.
        """
        kinds = (Tariff, StoreScheme, AppraisalScheme)
        fields = [name for kind in kinds for name in kind.parameters()]

        assert sorted(fields) == sorted([*FIELDS.values(), "heads", "kinds"])

    @pytest.mark.parametrize("name", QUESTIONS)
    def test_words(self, name):
        """
        A question is asked in both languages, and so is each of its answers.
        """
        question = QUESTIONS[name].question

        assert question.zh.endswith("？")
        assert question.en.endswith("?")
        assert len({each.label for each in QUESTIONS[name].options}) == len(QUESTIONS[name].names)

    def test_every_option_is_tried(self):
        """
        No option of any question is left out below.
        """
        offered = {(name, each) for name in QUESTIONS for each in QUESTIONS[name].names}

        assert offered == {(name, option) for name, option, _, _ in ANSWERS}

    def test_every_quarter(self):
        """
        Whichever days are chosen, the store opens once a quarter: that much is stated.
        """
        chosen = [value for name, _, _, value in ANSWERS if name == "windows"]

        assert len(QUESTIONS["windows"].names) == len(chosen)
        assert {Rhythm.QUARTER} == {each.every for each in chosen}


class TestAnswers:
    @pytest.mark.parametrize(("name", "option", "arguments", "value"), ANSWERS)
    def test_value(self, name, option, arguments, value):
        """
        Every option answers with the value it says, and the scheme's own check takes it.
        """
        chosen = asked(name).choose(option, source=OURS, **arguments).on(DAY)

        assert (value, type(value)) == (chosen, type(chosen))
        PARAMETERS[FIELDS[name]].check(chosen, name)

    @pytest.mark.parametrize("name", ["activities", "catalogue", "honours"])
    def test_only_announced(self, name):
        """
        What only a list answers has no options to choose from.
        """
        with pytest.raises(UnknownNameError, match="announcing a value"):
            asked(name).choose("usual", source=OURS)

    @pytest.mark.parametrize(
        ("name", "option", "arguments"),
        [
            ("caps", "household_day", {}),
            ("expiry", "never", {"months": 12}),
            ("expiry", "rolling", {"months": 12}),
            ("expiry", "end_of_year", {}),
            ("windows", "days", {"first": FIRST, "last": LAST}),
            ("posting", "working_days", {"days": 5}),
            ("storage_cap", "none", {"points": 5}),
        ],
    )
    def test_wrong_arguments(self, name, option, arguments):
        """
        An option takes exactly the arguments that its answer needs: nothing is filled in.
        """
        with pytest.raises(WrongTypeError, match=option):
            asked(name).choose(option, source=OURS, **arguments)

    @pytest.mark.parametrize(
        ("name", "option", "arguments", "error"),
        [
            ("caps", "household_day", {"points": 0}, ValueNotAllowedError),
            ("caps", "household_day", {"points": "5"}, WrongTypeError),
            (
                "expiry",
                "rolling",
                {"months": 0, "base": ExpiryBase.ACTIVITY},
                ValueNotAllowedError,
            ),
            ("expiry", "end_of_year", {"base": "activity"}, WrongTypeError),
            (
                "posting",
                "working_days",
                {"days": 0, "counted": StartRule.WITH_STARTING_DAY},
                ValueNotAllowedError,
            ),
        ],
    )
    def test_arguments_out_of_range(self, name, option, arguments, error):
        """
        What an argument may be is said by the value that it makes.
        """
        with pytest.raises(error):
            asked(name).choose(option, source=OURS, **arguments)
