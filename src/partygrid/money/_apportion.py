"""
Split an amount among holders so that the parts always add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import LabelledEnum
from partygrid.money._exact import exact
from partygrid.money._fen import MAX_FEN, Fen, fen


class Ties(LabelledEnum):
    """
    Say who comes first when two holders have an equal claim to the last unit.
    """

    BY_KEY = "by_key", "余数相同时按编号先后", "equal remainders: the lower key first"
    BY_WEIGHT = (
        "by_weight",
        "余数相同时权重大者先、再按编号",
        "equal remainders: the larger weight first, then the lower key",
    )


@attrs.frozen(kw_only=True)
class ApportionRule:
    """
    Say how an amount is split: in which unit, and how ties are broken.

    Args:
        unit: The unit in fen; every part is a whole number of units.
        ties: Who comes first at equal remainders. Keys break what is left, so the order in
            which holders are given never matters.

    Raises:
        WrongTypeError: The unit is not an int, or the ties not a `Ties`.
        ValueNotAllowedError: The unit is below one fen or beyond `MAX_FEN`.

    >>> ApportionRule(unit=1, ties=Ties.BY_KEY).ties.label.en
    'equal remainders: the lower key first'
    """

    unit: int
    ties: Ties

    def __attrs_post_init__(self) -> None:
        """
        Refuse a unit that is no amount.
        """
        if type(self.unit) is not int:
            raise WrongTypeError(field="apportion.unit", value=self.unit, allowed="an int of fen")
        if not 1 <= self.unit <= MAX_FEN:
            raise ValueNotAllowedError(
                field="apportion.unit", value=self.unit, allowed=f"1 to {MAX_FEN} fen"
            )
        if type(self.ties) is not Ties:
            raise WrongTypeError(field="apportion.ties", value=self.ties, allowed="a Ties")


def apportion(
    total: int, weights: Mapping[str, int | Fraction], rule: ApportionRule
) -> dict[str, Fen]:
    """
    Split an amount by largest remainder, so that the parts add up to it.

    Each holder first gets the whole units of its exact share, towards zero; the units left over
    go one each to the largest remainders. A negative total is split as its mirror image.

    Args:
        total: The amount in fen; a whole number of the rule's units.
        weights: The weight of each holder under its key; none below zero.
        rule: The unit and the way ties are broken.

    Returns:
        The part of each holder, in fen, in the order of the keys.

    Raises:
        WrongTypeError: The total, the weights, a key, a weight or the rule has another type.
        ValueNotAllowedError: The total is not a whole number of units, a weight is below zero,
            or there is an amount to split and no weight above zero.

    >>> apportion(100, {"b": 1, "a": 1, "c": 1}, ApportionRule(unit=1, ties=Ties.BY_KEY))
    {'a': 34, 'b': 33, 'c': 33}
    """
    fen(total, field="total")
    if type(rule) is not ApportionRule:
        raise WrongTypeError(field="rule", value=rule, allowed="an ApportionRule")
    claims = _checked_weights(weights)
    units, rest = divmod(abs(total), rule.unit)
    if rest:
        raise ValueNotAllowedError(
            field="total", value=total, allowed=f"a whole multiple of {rule.unit} fen"
        )
    whole = sum(claims.values(), Fraction(0))
    if not whole:
        if units:
            raise ValueNotAllowedError(
                field="weights", value=dict(weights), allowed="at least one weight above zero"
            )
        return {key: Fen(0) for key in sorted(claims)}
    scale = -rule.unit if total < 0 else rule.unit
    return {key: Fen(part * scale) for key, part in _split(units, claims, whole, rule.ties)}


def _checked_weights(weights: Mapping[str, int | Fraction]) -> dict[str, Fraction]:
    if not isinstance(weights, Mapping):
        raise WrongTypeError(
            field="weights", value=weights, allowed="a mapping of keys to weights"
        )
    claims: dict[str, Fraction] = {}
    for key, weight in weights.items():
        if type(key) is not str:
            raise WrongTypeError(field="weights", value=key, allowed="text keys")
        claims[key] = exact(weight, field=f"weights[{key!r}]")
        if claims[key] < 0:
            raise ValueNotAllowedError(
                field=f"weights[{key!r}]", value=weight, allowed="zero or more"
            )
    return claims


def _split(
    units: int, claims: Mapping[str, Fraction], whole: Fraction, ties: Ties
) -> list[tuple[str, int]]:
    quotas = {key: units * weight / whole for key, weight in claims.items()}
    parts = {key: int(quota) for key, quota in quotas.items()}
    heavier_first = ties is Ties.BY_WEIGHT

    def claim(key: str) -> tuple[Fraction, Fraction, str]:
        weight = claims[key] if heavier_first else Fraction(0)
        return (parts[key] - quotas[key], -weight, key)

    left = units - sum(parts.values())
    for key in sorted(claims, key=claim)[:left]:
        parts[key] += 1
    return sorted(parts.items())
