"""
What a worker's service comes to: full years, early steps, and what awaits its result.
"""

from __future__ import annotations

from typing import NamedTuple

from partygrid.errors import WrongTypeError
from partygrid.people._count import ServiceRule
from partygrid.people._early import EarlyGain
from partygrid.people._facts import Service


# A named tuple: one is made for every worker and month.
class Tally(NamedTuple):
    """
    Hold what a worker's service comes to; `tally` makes it.

    Args:
        years: The full years that count.
        early: The early steps earned, up to the rule's limit.
        pending: The calendar years of service whose result is not known yet.
        services: The periods of service that were counted.
    """

    years: int
    early: int
    pending: tuple[int, ...]
    services: tuple[Service, ...]

    def gained(self, rule: ServiceRule, gain: EarlyGain) -> int:
        """
        Give what the early steps are worth, in levels or in years.

        Raises:
            WrongTypeError: The rule is no `ServiceRule`, or the gain no `EarlyGain`.
        """
        check_rule(rule)
        if type(gain) is not EarlyGain:
            raise WrongTypeError(field="gain", value=gain, allowed="an EarlyGain")
        if rule.early is None or rule.early.gives is not gain:
            return 0
        return self.early * rule.early.amount


def check_rule(rule: ServiceRule) -> None:
    """
    Refuse what is no rule of counting.
    """
    if type(rule) is not ServiceRule:
        raise WrongTypeError(field="rule", value=rule, allowed="a ServiceRule")
