"""
The states of a case: what can happen in each, and in which order several things can.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from partygrid.clocks._event import EventKind
from partygrid.labels import LabelledEnum


class CaseState(LabelledEnum):
    """
    Say where a case stands.
    """

    NOT_RECEIVED = "not_received", "未受理", "not received"
    OPEN = "open", "办理中", "being handled"
    PAUSED = "paused", "暂停计时", "paused"
    RESOLVED = "resolved", "已办结", "resolved"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    CLOSED = "closed", "已归档", "closed"


_K, _S = EventKind, CaseState
_WORK: Final = {
    _K.SIGNED: _S.OPEN,
    _K.ANSWERED: _S.OPEN,
    _K.EXTENSION_REQUESTED: _S.OPEN,
    _K.EXTENDED: _S.OPEN,
    _K.TRANSFERRED: _S.OPEN,
    _K.RETURNED: _S.OPEN,
}
# From each state, what can happen, and the state that follows.
NEXT: Final[dict[CaseState, dict[EventKind, CaseState]]] = {
    _S.NOT_RECEIVED: {_K.RECEIVED: _S.OPEN},
    _S.OPEN: {
        **_WORK,
        _K.PAUSED: _S.PAUSED,
        _K.RESOLVED: _S.RESOLVED,
        _K.WITHDRAWN: _S.WITHDRAWN,
    },
    _S.PAUSED: {
        **dict.fromkeys(_WORK, _S.PAUSED),
        _K.RESUMED: _S.OPEN,
        _K.WITHDRAWN: _S.WITHDRAWN,
    },
    _S.RESOLVED: {
        _K.CALLED_BACK: _S.RESOLVED,
        _K.REOPENED: _S.OPEN,
        _K.CLOSED: _S.CLOSED,
        _K.WITHDRAWN: _S.WITHDRAWN,
    },
    _S.WITHDRAWN: {_K.CLOSED: _S.CLOSED},
    _S.CLOSED: {_K.REOPENED: _S.OPEN},
}


def possible_order(state: CaseState, left: dict[EventKind, int]) -> list[EventKind]:
    """
    Find in which order kinds can happen from a state, each so often; of several, the first.

    If there is none, the way ends with one that cannot happen.
    """
    way: list[EventKind] = []
    states, choices = [state], [_choices(state, left)]
    stuck: list[EventKind] = []
    in_vain: set[tuple[CaseState, tuple[int, ...]]] = set()
    while any(left.values()):
        kind = next(choices[-1], None)
        if kind is not None:
            left[kind] -= 1
            way.append(kind)
            state = NEXT[states[-1]][kind]
            tried = in_vain and (state, tuple(left.values())) in in_vain
            states.append(state)
            choices.append(iter(()) if tried else _choices(state, left))
            continue
        stuck = stuck or [*way, next(kind for kind in left if left[kind])]
        if not way:
            return stuck
        in_vain.add((states.pop(), tuple(left.values())))
        choices.pop()
        left[way.pop()] += 1
    return way


def _choices(state: CaseState, left: dict[EventKind, int]) -> Iterator[EventKind]:
    return iter([kind for kind in left if left[kind] and kind in NEXT[state]])
