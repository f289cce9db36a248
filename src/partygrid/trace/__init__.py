"""
Explanations: trees of steps, made on demand, in Chinese and English.
"""

from partygrid.trace._explained import Explained, Row
from partygrid.trace._recompute import recompute
from partygrid.trace._step import Op, Step, StepRule, Unit, Value, format_value
from partygrid.trace._summary import MOST_ROWS, markdown_table
from partygrid.trace._table import display_width, pad, table, wrap

__all__ = [
    "MOST_ROWS",
    "Explained",
    "Op",
    "Row",
    "Step",
    "StepRule",
    "Unit",
    "Value",
    "display_width",
    "format_value",
    "markdown_table",
    "pad",
    "recompute",
    "table",
    "wrap",
]
