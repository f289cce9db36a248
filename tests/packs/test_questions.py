from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import Effective, NotStated, PeriodKind, ReadOn, Series
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, Direction, RoundingRule
from partygrid.packs import _questions
from partygrid.pay import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    Concurrent,
    CountedLines,
    IndexedBase,
    MoverRule,
    PartMethod,
    PartMonth,
    PayLadder,
    PaymentPlan,
    PaymentRule,
    PayScheme,
    Position,
    ProbationBase,
    ProbationRule,
    RatingRule,
    StarEffect,
    StarRule,
)
from partygrid.people import PartYears, ServiceCount, ServiceRule
from partygrid.sources import Grade, Source

QUESTIONS = {
    name.lower(): value for name, value in vars(_questions).items() if type(value) is NotStated
}
OURS = Source(key="ours", title="区财政局通知", grade=Grade.HOST)
DAY = date(2025, 1, 1)

SERVICE = ServiceRule(
    count=ServiceCount.POOLED, part_years=PartYears.DROPPED, effective=Effective.NEXT_MONTH
)
LADDER = PayLadder(
    positions=(Position(key="member", label=Label("成员", "member")),),
    offices=(("grid_worker", "member"),),
    credits=(),
    effective=Effective.NEXT_MONTH,
    concurrent=Concurrent.HIGHER,
)
MONTHLY = PaymentRule(every=PeriodKind.MONTH, lag=1, day=10, after_rating=False)
YEARLY = PaymentRule(every=PeriodKind.YEAR, lag=2, day=28, after_rating=True)
OWN = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False)
LAST_YEAR = RatingRule(every=PeriodKind.YEAR, lag=1)
LINKED = StarEffect(what=Label("与星级挂钩", "linked to the stars"))
STARS = StarRule(rating=LAST_YEAR, most=5, rows=((5, LINKED),))
HALVES = (Fraction(0), Fraction(1, 2), Fraction(1))

# Field, option, its arguments, and the value that it answers with.
ANSWERS = [
    *(("read_on", each.value, {}, each) for each in ReadOn),
    (
        "service",
        "full_years",
        {"count": ServiceCount.POOLED, "effective": Effective.NEXT_MONTH},
        SERVICE,
    ),
    ("service", "rule", {"rule": SERVICE}, SERVICE),
    ("ladder", "confirmed", {}, None),
    ("ladder", "ladder", {"ladder": LADDER}, LADDER),
    (
        "allowances_from",
        "from",
        {"certificate": Effective.SAME_MONTH, "education": Effective.NEXT_MONTH},
        AllowancesFrom(certificate=Effective.SAME_MONTH, education=Effective.NEXT_MONTH),
    ),
    (
        "part_month",
        "refused",
        {},
        PartMonth(method=PartMethod.REFUSED, divisor=None, lines=CountedLines(None)),
    ),
    *(
        (
            "part_month",
            each.value,
            {"lines": CountedLines(("post",))},
            PartMonth(method=each, divisor=None, lines=CountedLines(("post",))),
        )
        for each in (PartMethod.CALENDAR_DAYS, PartMethod.WORKING_DAYS)
    ),
    *(
        (
            "part_month",
            each.value,
            {"lines": CountedLines(None), "divisor": Fraction(2175, 100)},
            PartMonth(method=each, divisor=Fraction(2175, 100), lines=CountedLines(None)),
        )
        for each in (PartMethod.DEDUCT_ABSENCE, PartMethod.PAY_WORKED)
    ),
    ("probation", "none", {}, ()),
    (
        "probation",
        "share_of_own",
        {"entries": ("new",), "share": Fraction(4, 5), "award": False},
        (OWN,),
    ),
    ("probation", "rules", {"rules": (OWN,)}, (OWN,)),
    ("payments", "monthly", {"day": 10, "lag": 1}, PaymentPlan(fixed=MONTHLY, award=MONTHLY)),
    (
        "payments",
        "plan",
        {"fixed": MONTHLY, "award": YEARLY},
        PaymentPlan(fixed=MONTHLY, award=YEARLY),
    ),
    ("award_rate", "none", {}, Fraction(0)),
    ("award_rate", "share", {"share": Fraction(3, 10)}, Fraction(3, 10)),
    ("award_shares", "in_proportion", {"criteria": 2}, HALVES),
    ("award_shares", "listed", {"shares": HALVES}, HALVES),
    (
        "stars",
        "noted",
        {"rating": LAST_YEAR, "most": 1},
        StarRule(rating=LAST_YEAR, most=1, rows=((0, LINKED), (1, LINKED))),
    ),
    ("stars", "rule", {"rule": STARS}, STARS),
    *(("award_basis", each.value, {}, each) for each in AwardBasis),
    *(("award_pool", each.value, {}, each) for each in AwardPool),
    *(("mover", each.value, {}, each) for each in MoverRule),
    ("rounding", "half_up_to_fen", {}, HALF_UP_TO_FEN),
    (
        "rounding",
        "to_unit",
        {"unit": 10, "direction": Direction.DOWN},
        RoundingRule(10, Direction.DOWN),
    ),
    ("award_lines", "all_lines", {}, CountedLines(None)),
    ("award_lines", "only", {"lines": ("post",)}, CountedLines(("post",))),
    (
        "rating",
        "same_period",
        {"every": PeriodKind.QUARTER},
        RatingRule(every=PeriodKind.QUARTER, lag=0),
    ),
    (
        "rating",
        "earlier_period",
        {"every": PeriodKind.YEAR, "lag": 2},
        RatingRule(every=PeriodKind.YEAR, lag=2),
    ),
]


def asked(name):
    """
    Make the series of a field that is open.
    """
    return Series(name).announce(QUESTIONS[name], start=DAY, known=DAY, source=OURS)


class TestQuestions:
    def test_fields(self):
        """
        There is a question for each field that sources leave open, under the field's name.
        """
        assert set(QUESTIONS) <= set(PayScheme.parameters())
        assert {"covers", "award_apportion", "floors"} == set(PayScheme.parameters()) - set(
            QUESTIONS
        )

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


class TestAnswers:
    @pytest.mark.parametrize(("name", "option", "arguments", "value"), ANSWERS)
    def test_value(self, name, option, arguments, value):
        """
        Every option answers with the value it says, and the scheme's own check takes it.
        """
        chosen = asked(name).choose(option, source=OURS, **arguments)

        assert value == chosen.on(DAY)
        PayScheme.parameters()[name].check(chosen.on(DAY), name)

    @pytest.mark.parametrize("name", ["base", "scale"])
    def test_only_numbers(self, name):
        """
        What only numbers answer has no options to choose from.
        """
        with pytest.raises(UnknownNameError, match="announcing a value"):
            asked(name).choose("usual", source=OURS)

    @pytest.mark.parametrize(
        ("name", "option", "arguments"),
        [
            ("rounding", "half_up_to_fen", {"unit": 1}),
            ("rounding", "to_unit", {}),
            ("rounding", "to_unit", {"unit": 1}),
            ("rating", "same_period", {"every": PeriodKind.YEAR, "lag": 1}),
            ("rating", "earlier_period", {"every": PeriodKind.YEAR}),
            ("award_lines", "only", {}),
            ("award_lines", "all_lines", {"lines": ("post",)}),
            ("ladder", "confirmed", {"ladder": LADDER}),
            ("service", "full_years", {"count": ServiceCount.POOLED}),
            ("part_month", "working_days", {}),
            ("probation", "share_of_own", {"entries": ("new",)}),
            ("award_shares", "in_proportion", {}),
            ("stars", "noted", {"most": 5}),
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
            ("rounding", "to_unit", {"unit": 0, "direction": Direction.UP}, ValueNotAllowedError),
            ("rounding", "to_unit", {"unit": 1, "direction": "up"}, WrongTypeError),
            ("rating", "same_period", {"every": "year"}, WrongTypeError),
            (
                "rating",
                "earlier_period",
                {"every": PeriodKind.YEAR, "lag": -1},
                ValueNotAllowedError,
            ),
            ("award_lines", "only", {"lines": ()}, ValueNotAllowedError),
            ("award_lines", "only", {"lines": "post"}, WrongTypeError),
            (
                "part_month",
                "deduct_absence",
                {"lines": CountedLines(None)},
                ValueNotAllowedError,
            ),
            (
                "probation",
                "share_of_own",
                {"entries": "new", "share": Fraction(4, 5), "award": False},
                WrongTypeError,
            ),
            ("award_shares", "in_proportion", {"criteria": 0}, ValueNotAllowedError),
            ("award_shares", "in_proportion", {"criteria": 1001}, ValueNotAllowedError),
            ("award_shares", "in_proportion", {"criteria": "5"}, WrongTypeError),
            ("stars", "noted", {"rating": LAST_YEAR, "most": 11}, ValueNotAllowedError),
            ("stars", "noted", {"rating": LAST_YEAR, "most": "5"}, WrongTypeError),
        ],
    )
    def test_arguments_out_of_range(self, name, option, arguments, error):
        """
        What an argument may be is said by the value that it makes.
        """
        with pytest.raises(error):
            asked(name).choose(option, source=OURS, **arguments)


class TestIndexedBase:
    @pytest.mark.parametrize(
        ("option", "arguments", "value"),
        [
            (
                "indexed",
                {
                    "index": Label("社平工资", "average wage"),
                    "amount": 9600000,
                    "months": 12,
                    "factors": (),
                    "rounding": None,
                },
                IndexedBase(
                    index=Label("社平工资", "average wage"),
                    amount=9600000,
                    months=12,
                    factors=(),
                    rounding=None,
                ),
            ),
            ("amount", {"amount": 340000}, 340000),
        ],
    )
    def test_value(self, option, arguments, value):
        """
        A base tied to the economic level is an index times factors, or an amount.
        """
        question = NotStated(Label("基数？", "base?"), _questions.INDEXED_BASE_OPTIONS)
        asked_base = Series("base").announce(question, start=DAY, known=DAY, source=OURS)
        chosen = asked_base.choose(option, source=OURS, **arguments).on(DAY)

        assert value == chosen
        PayScheme.parameters()["base"].check(chosen, "base")
