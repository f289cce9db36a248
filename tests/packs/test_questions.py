from datetime import date

import pytest

from partygrid.dated import NotStated, PeriodKind, ReadOn, Series
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.money import HALF_UP_TO_FEN, Direction, RoundingRule
from partygrid.packs import _questions
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    CountedLines,
    MoverRule,
    PayScheme,
    RatingRule,
)
from partygrid.people import ServiceCount
from partygrid.sources import Grade, Source

QUESTIONS = {
    name.lower(): value for name, value in vars(_questions).items() if type(value) is NotStated
}
OURS = Source(key="ours", title="区财政局通知", grade=Grade.HOST)
DAY = date(2025, 1, 1)

# Field, option, its arguments, and the value that it answers with.
ANSWERS = [
    *(("read_on", each.value, {}, each) for each in ReadOn),
    *(("service_count", each.value, {}, each) for each in ServiceCount),
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
        assert {"covers", "award_rate", "award_shares"} == set(PayScheme.parameters()) - set(
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
        ],
    )
    def test_arguments_out_of_range(self, name, option, arguments, error):
        """
        What an argument may be is said by the value that it makes.
        """
        with pytest.raises(error):
            asked(name).choose(option, source=OURS, **arguments)
