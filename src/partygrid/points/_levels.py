"""
A mapping that never changes and yet grows cheaply: small levels above large ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import ClassVar, Final, Generic, Self, TypeAlias, TypeVar

V = TypeVar("V")

_FIRST: Final = 16
_FACTOR: Final = 16
# So few ids are looked for one by one.
_FEW: Final = 8
Tiers: TypeAlias = tuple[Mapping[str, V | None], ...]


class Levels(Generic[V]):
    """
    Map ids to values; what is added makes a new mapping and leaves this one as it is.

    The levels hold up to 16, 256, 4,096, … ids. One that is added makes a copy of the smallest
    level alone, and a level that is full is poured into the next, so that one more costs the same
    whatever there is already. A value lies above an older one of the same id.
    """

    __slots__ = ("_levels", "_size")

    def __init__(self, levels: Tiers[V] = (), size: int = 0) -> None:
        self._levels = levels
        self._size = size

    @classmethod
    def of(cls, items: Mapping[str, V]) -> Self:
        """
        Make a mapping of items.
        """
        return cls(_poured(dict(items), ()), len(items)) if items else cls()

    def get(self, key: str) -> V | None:
        """
        Give the value of an id; None if there is none.
        """
        for level in self._levels:
            if key in level:
                return level[key]
        return None

    def __contains__(self, key: str) -> bool:
        """
        Tell whether there is a value for an id.
        """
        return self.get(key) is not None

    def __len__(self) -> int:
        """
        Count the ids.
        """
        return self._size

    def __bool__(self) -> bool:
        """
        Be true like any value: being empty is nothing to test by accident.
        """
        return True

    def among(self, keys: Iterable[str]) -> dict[str, V]:
        """
        Give those of some ids that there are, with their values.
        """
        asked = keys if isinstance(keys, AbstractSet) else set(keys)
        if len(asked) < _FEW:
            return {key: value for key in asked if (value := self.get(key)) is not None}
        found: dict[str, V | None] = {}
        for level in reversed(self._levels):
            # Mostly there is nothing, and this is the fastest way to see it.
            if not level.keys().isdisjoint(asked):
                found.update({key: level[key] for key in asked & level.keys()})
        return {key: value for key, value in found.items() if value is not None}

    def items(self) -> Iterator[tuple[str, V]]:
        """
        Go through ids and values, in no stated order.
        """
        levels = [level for level in self._levels if level]
        if len(levels) == 1:
            merged = levels[0]
        else:
            merged = {}
            for level in reversed(levels):
                merged.update(level)
        return ((key, value) for key, value in merged.items() if value is not None)

    def put(self, key: str, value: V) -> Self:
        """
        Add one id, or give it another value.
        """
        size = self._size if Levels.get(self, key) is not None else self._size + 1
        return self._made(_poured({key: value}, self._levels), size)

    def put_all(self, items: Mapping[str, V]) -> Self:
        """
        Add many ids, or give them other values.
        """
        if not items:
            return self
        size = self._size + len(items) - len(Levels.among(self, items.keys()))
        return self._made(_poured(dict(items), self._levels), size)

    def put_new(self, items: Mapping[str, V]) -> Self:
        """
        Add many ids that are surely new.

        Args:
            items: Values by their ids; nobody changes them afterwards.
        """
        return self._made(_poured(items, self._levels), self._size + len(items))

    def without(self, key: str) -> Self:
        """
        Leave out one id.
        """
        if self.get(key) is None:
            return self
        return self._made(_poured({key: None}, self._levels), self._size - 1)

    def _made(self, levels: Tiers[V], size: int) -> Self:
        """
        Make another mapping of the same kind.
        """
        return type(self)(levels, size)

    def __eq__(self, other: object) -> bool:
        """
        Compare what is held, however it came in.
        """
        if not isinstance(other, Levels):
            return NotImplemented
        return self._size == other._size and dict(self.items()) == dict(other.items())

    # As a dict; with its type, so that type checkers know it of every bank.
    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Callable[[Mapping[str, V]], Levels[V]], tuple[dict[str, V]]]:
        """
        Keep what is held, without its levels.
        """
        return type(self).of, (dict(self.items()),)

    def __repr__(self) -> str:
        """
        Show how many there are.
        """
        return f"<Levels of {self._size}>"


def _poured(items: Mapping[str, V | None], levels: Tiers[V]) -> Tiers[V]:
    """
    Lay items into the first level that has room for them and all that lies above it.
    """
    room = _FIRST
    for depth, level in enumerate(levels):
        if level:
            items = {**level, **items}
        if len(items) <= room:
            return (*({} for _ in range(depth)), items, *levels[depth + 1 :])
        room *= _FACTOR
    depth = len(levels)
    while len(items) > room:
        # Above what came in at once there is room for what comes one by one.
        depth, room = depth + 1, room * _FACTOR
    return (*({} for _ in range(depth)), items)
