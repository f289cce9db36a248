"""
Doors of the room, tried with what does not belong there: a named error, and nothing else.
"""

from fractions import Fraction

import pytest

from partygrid.errors import PartyGridError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.trace import (
    Op,
    Step,
    StepRule,
    Unit,
    display_width,
    format_value,
    markdown_table,
    pad,
    recompute,
    table,
    wrap,
)

LABEL = Label("和", "sum")
LEAF = Step(StepRule("leaf", LABEL, Unit.FACTOR), 1)
SUM = Step(StepRule("sum", LABEL, Unit.FACTOR, Op.SUM), 1, (LEAF,))
NO_TEXTS = (None, 5, b"x", ["x"], ("x",), {"x": 1}, object())
NO_ROWS = (None, 5, "x", b"x", ["x"], [5], [(5,)], [("x", "y")], [{"x": 1}], [["x"], None])
NO_WIDTHS = (None, True, 1.0, "5", float("nan"), -1, 10**9, 10**40)
NO_VALUES = (None, True, 1.0, float("nan"), b"x", [], (), object(), int)
WRITTEN = {"value": 3, "unit": Unit.DAYS, "language": "zh", "bare": False}
CELLS = {"header": ["who"], "rows": [("x",)], "align": "<"}
LAID_OUT = {
    "header": (None, 5, "x", b"x", {"x": 1}, [5], ["who", "what"], ((1, 2),)),
    "rows": NO_ROWS,
    "align": (None, 5, "", "<<", "^", ["<"], [[]], b"<"),
}


def rule(**fields):
    """
    Do the sum again with a step made otherwise.
    """
    return recompute(SUM._replace(**fields))


DOORS = {
    "recompute": (recompute, {"step": SUM}, {"step": (None, 5, "sum", SUM.rule, (), tuple(SUM))}),
    "below": (
        rule,
        {"rule": SUM.rule, "children": (LEAF,)},
        {
            "rule": (None, LABEL, StepRule("sum", LABEL, Unit.FACTOR, "sum"), StepRule),
            "children": (
                None,
                [LEAF],
                "",
                iter([LEAF]),
                (None,),
                (5,),
                (LEAF._replace(value=1.0),),
            ),
        },
    ),
    "rounding": (
        lambda rounding: rule(rule=StepRule("s", LABEL, Unit.YUAN, Op.SUM, rounding)),
        {"rounding": None},
        {"rounding": (5, "half_up", object())},
    ),
    **{
        f"format_value in {unit.value}": (
            format_value,
            WRITTEN | {"unit": unit},
            {
                "value": NO_VALUES,
                "unit": (None, 5, "days", [], Op.SUM, LABEL),
                "language": (None, "de"),
                "bare": (None, 0, 1, "x"),
            },
        )
        for unit in Unit
    },
    "Step.find": (SUM.find, {"key": "leaf"}, {"key": NO_TEXTS}),
    "display_width": (display_width, {"text": "社区"}, {"text": NO_TEXTS}),
    "pad": (
        pad,
        {"text": "社区", "width": 6, "align": "<"},
        {"text": NO_TEXTS, "width": NO_WIDTHS, "align": (None, 5, "", "^", [], b"<")},
    ),
    "wrap": (
        wrap,
        {"text": "社区", "first": "", "rest": "", "width": 6},
        {"text": NO_TEXTS, "first": NO_TEXTS, "rest": NO_TEXTS, "width": NO_WIDTHS},
    ),
    "table": (table, CELLS, LAID_OUT),
    "markdown_table": (
        markdown_table,
        CELLS | {"heading": None, "total": None, "count": None},
        LAID_OUT
        | {
            "heading": (5, "x", Label),
            "total": (5, "x", b"x", [5], ["x", "y"], {"x": 1}),
            "count": (True, 1.0, "5"),
        },
    ),
}
TRIED = [(door, name) for door, (_, _, bad) in DOORS.items() for name in bad]


@pytest.mark.parametrize("door", DOORS)
def test_opens(door):
    """
    What is right is taken, or the trials of a door would say nothing.
    """
    call, given, _ = DOORS[door]
    call(**given)


@pytest.mark.parametrize(("door", "name"), TRIED)
def test_refused(door, name):
    """
    What is nothing of the room's is refused by an error that names the field and the limit.
    """
    call, given, bad = DOORS[door]
    for value in bad[name]:
        with pytest.raises(PartyGridError) as caught:
            call(**given | {name: value})
        assert caught.value.field
        assert caught.value.allowed


def test_without_end():
    """
    A tree deeper than the interpreter's stack is refused, not broken off.
    """
    step = LEAF
    for _ in range(100_000):
        step = SUM._replace(children=(step,))
    with pytest.raises(ValueNotAllowedError, match="nested without end"):
        recompute(step)


@pytest.mark.parametrize("value", [3, Fraction(1, 2), "三", LABEL], ids=repr)
def test_values(value):
    """
    Whatever a step can come to is written.
    """
    assert format_value(value, Unit.FACTOR, "zh")
