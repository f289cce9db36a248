"""
Pay ladders: from office, service and qualifications to a position and a level, as data.
"""

from __future__ import annotations

import attrs

from partygrid.dated import Effective
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import LabelledEnum, check_id, with_article
from partygrid.pay._credit import Credit, CreditFor, CreditGives
from partygrid.pay._rungs import Position


class Concurrent(LabelledEnum):
    """
    Say what becomes of a worker who holds several offices at once.
    """

    REFUSED = "refused", "不得兼任", "one office at a time"
    HIGHER = "higher", "兼职不兼酬，就高不就低", "the higher position alone"


@attrs.frozen(kw_only=True)
class PayLadder:
    """
    Say how a worker's position and level follow from facts; it holds any published structure.

    A level is worked out afresh for every day: where the position's window starts, the rungs
    that service and deemed years climb, the levels of credits and of early steps, added up and
    brought into the window once. Nothing is derived from a level that was brought in, and a
    change of position takes nothing along but facts.

    Args:
        positions: The positions, from the lowest to the highest.
        offices: Pairs of office and the key of its position.
        credits: What qualifications are worth.
        effective: From when a change of office counts; who held none before counts at once.
        concurrent: What becomes of a worker who holds several offices.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A key stands twice, an office or a credit names a position that is
            none, or only some positions have levels, or steps.

    >>> from partygrid.labels import Label
    >>> from partygrid.pay import Position, Rungs, every
    >>> ladder = PayLadder(
    ...     positions=(
    ...         Position(
    ...             key="member",
    ...             label=Label("成员", "member"),
    ...             levels=Rungs(lowest=1, highest=12, rises=every(3)),
    ...         ),
    ...     ),
    ...     offices=(("committee_member", "member"), ("grid_worker", "member")),
    ...     credits=(),
    ...     effective=Effective.NEXT_MONTH,
    ...     concurrent=Concurrent.HIGHER,
    ... )
    >>> ladder.position_of("grid_worker").label.zh
    '成员'
    """

    positions: tuple[Position, ...]
    offices: tuple[tuple[str, str], ...]
    credits: tuple[Credit, ...]
    effective: Effective
    concurrent: Concurrent
    _by_office: dict[str, int] = attrs.field(init=False, repr=False, eq=False)
    _by_key: dict[str, int] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse parts that do not fit each other.
        """
        _check_each(self.positions, Position, "ladder.positions")
        _check_each(self.credits, Credit, "ladder.credits", may_be_empty=True)
        for name, kind in (("effective", Effective), ("concurrent", Concurrent)):
            value = getattr(self, name)
            if type(value) is not kind:
                raise WrongTypeError(
                    field=f"ladder.{name}", value=value, allowed=with_article(kind.__name__)
                )
        keys = {position.key: rank for rank, position in enumerate(self.positions)}
        object.__setattr__(self, "_by_key", keys)
        object.__setattr__(self, "_by_office", self._offices())
        self._check_windows()
        self._check_credits()

    def _offices(self) -> dict[str, int]:
        if type(self.offices) is not tuple or not self.offices:
            raise WrongTypeError(
                field="ladder.offices", value=self.offices, allowed="a tuple of pairs"
            )
        found: dict[str, int] = {}
        for pair in self.offices:
            if type(pair) is not tuple or len(pair) != 2:  # noqa: PLR2004 - two are a pair
                raise WrongTypeError(
                    field="ladder.offices", value=pair, allowed="a pair of office and position"
                )
            office, key = pair
            check_id(office, field="ladder.offices")
            if office in found:
                raise ValueNotAllowedError(
                    field="ladder.offices", value=office, allowed="each office once"
                )
            found[office] = self.rank_of(key)
        return found

    def _check_windows(self) -> None:
        for name in ("levels", "steps"):
            windows = [getattr(position, name) is None for position in self.positions]
            if len(set(windows)) > 1:
                raise ValueNotAllowedError(
                    field=f"ladder.positions: {name}",
                    value=tuple(
                        position.key
                        for position, missing in zip(self.positions, windows, strict=True)
                        if missing
                    ),
                    allowed=f"a window of {name} for every position, or for none",
                )

    def _check_credits(self) -> None:
        needed = {CreditGives.LEVELS: "levels", CreditGives.STEPS: "steps"}
        for credit in self.credits:
            window = needed.get(credit.gives)
            if window is not None and getattr(self.positions[0], window) is None:
                raise ValueNotAllowedError(
                    field=f"credit {credit.key}: gives",
                    value=credit.gives.value,
                    allowed=f"what the ladder has; its positions have no {window}",
                )
            if credit.gives is CreditGives.POSITION:
                for _, key in credit.rows:
                    if type(key) is str:
                        self.rank_of(key)

    def rank_of(self, key: str) -> int:
        """
        Give the rank of a position, 0 for the lowest.

        Raises:
            WrongTypeError: It is not text.
            ValueNotAllowedError: It is no id.
            UnknownNameError: The ladder has no such position.
        """
        check_id(key, field="position")
        if key not in self._by_key:
            raise UnknownNameError(field="position", value=key, allowed=", ".join(self._by_key))
        return self._by_key[key]

    def position_of(self, office: str) -> Position:
        """
        Give the position of an office.

        Raises:
            UnknownNameError: The ladder does not know the office.
        """
        if type(office) is not str or office not in self._by_office:
            raise UnknownNameError(
                field="office", value=office, allowed=", ".join(self._by_office)
            )
        return self.positions[self._by_office[office]]

    def looks_at(self, state: CreditFor) -> bool:
        """
        Tell whether a credit looks at qualifications in that state.

        Raises:
            WrongTypeError: It is no `CreditFor`.
        """
        if type(state) is not CreditFor:
            raise WrongTypeError(field="state", value=state, allowed="a CreditFor")
        return any(credit.looks_at is state for credit in self.credits)


def _check_each(values: object, kind: type, field: str, *, may_be_empty: bool = False) -> None:
    if type(values) is not tuple or not (values or may_be_empty):
        raise WrongTypeError(field=field, value=values, allowed=f"a tuple of {kind.__name__}s")
    for value in values:
        if type(value) is not kind:
            raise WrongTypeError(field=field, value=value, allowed=with_article(kind.__name__))
    keys = [value.key for value in values]
    if len(set(keys)) < len(keys):
        raise ValueNotAllowedError(field=field, value=tuple(keys), allowed="each key once")
