"""
Money as whole fen, rounding as data, exact factors, and fair splitting.
"""

from partygrid.money._apportion import ApportionRule, Ties, apportion
from partygrid.money._exact import exact, format_factor, format_percent
from partygrid.money._fen import MAX_FEN, Fen, fen, format_yuan, yuan
from partygrid.money._rounding import HALF_UP_TO_FEN, Direction, RoundingRule

__all__ = [
    "HALF_UP_TO_FEN",
    "MAX_FEN",
    "ApportionRule",
    "Direction",
    "Fen",
    "RoundingRule",
    "Ties",
    "apportion",
    "exact",
    "fen",
    "format_factor",
    "format_percent",
    "format_yuan",
    "yuan",
]
