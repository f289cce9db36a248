"""
What a stretch of a bank's life came to, and what it would come to under other schemes.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import attrs

from partygrid.labels import Label, Language
from partygrid.points._again import LeftOut
from partygrid.points._bank import Bank
from partygrid.points._comparison_steps import comparison_steps, comparison_table
from partygrid.points._order import Order
from partygrid.trace import Explained, Step


class HolderChange(NamedTuple):
    """
    Say what one holder had, and would have.

    Args:
        holder: The id of the holder.
        credited: All that was ever credited, as it is and as it would be.
        redeemed: What is redeemed, as it is and as it would be.
        available: What can be used, as it is and as it would be.
    """

    holder: str
    credited: tuple[int, int]
    redeemed: tuple[int, int]
    available: tuple[int, int]

    @property
    def differs(self) -> bool:
        """
        Whether anything would be otherwise.
        """
        pairs = (self.credited, self.redeemed, self.available)
        return any(before != after for before, after in pairs)


class ActivityChange(NamedTuple):
    """
    Say what one activity earned, and would earn.

    Args:
        activity: Its key; "" for opening balances.
        label: Its name.
        slips: How many slips were registered, as it is and as it would be.
        credited: The points, as it is and as it would be.
    """

    activity: str
    label: Label
    slips: tuple[int, int]
    credited: tuple[int, int]


class RequestChange(NamedTuple):
    """
    Say what was decided on a request, and what would be.

    Args:
        request: The id of the request.
        before: The order as it is.
        after: The order as it would be; None: it could not be asked for.
        why: Why it could not be asked for; "" if it could.
    """

    request: str
    before: Order
    after: Order | None
    why: str

    @property
    def differs(self) -> bool:
        """
        Whether it would be granted instead of refused, or the other way round.
        """
        return (self.before.refusal is None) is not self.would_be_granted

    @property
    def would_be_granted(self) -> bool:
        """
        Whether it would be granted.
        """
        return self.after is not None and self.after.refusal is None


@attrs.frozen(kw_only=True, repr=False)
class Comparison(Explained):
    """
    Hold what events came to, and what they would come to; `what_if` makes it.

    Args:
        before: The bank that the events led to.
        after: The bank that they would lead to.
        on: The day of the latest event.
        holders: What each holder had and would have, by id.
        activities: What each activity earned in those events, and would earn.
        requests: What was decided on each request among the events, and would be.
        left_out: What could not happen under the other schemes, and why.
    """

    before: Bank
    after: Bank
    on: date
    holders: tuple[HolderChange, ...]
    activities: tuple[ActivityChange, ...]
    requests: tuple[RequestChange, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def difference(self) -> int:
        """
        How many points more, or, below zero, fewer would be credited.
        """
        return sum(after - before for _, _, _, (before, after) in self.activities)

    @property
    def decided_otherwise(self) -> tuple[RequestChange, ...]:
        """
        The requests that would be granted instead of refused, or the other way round.
        """
        return tuple(each for each in self.requests if each.differs)

    @property
    def heading(self) -> Label:
        """
        That it is supposed, and as on which day.
        """
        return Label(f"测算对照，{self.on}", f"What if, as on {self.on}")

    def trace(self) -> Step:
        """
        Give what would be credited otherwise, by activity and by holder, and which requests.
        """
        return comparison_steps(self)

    def summary(self, language: Language = "zh") -> str:
        """
        Write what each activity would earn, and which requests would end otherwise, as tables.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return comparison_table(self, language)

    def __repr__(self) -> str:
        """
        Show the difference and what would be decided otherwise in one line.
        """
        return (
            f"<Comparison on {self.on}: {self.difference:+} credited, "
            f"{len(self.decided_otherwise)} requests decided otherwise>"
        )
