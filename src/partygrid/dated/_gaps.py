"""
What an entry can hold instead of a value: a gap, a repeal, a retraction.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import Final, Generic, TypeVar

import attrs

from partygrid.dated._interval import check_day
from partygrid.errors import (
    PartyGridError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label, LabelledEnum, check_id, check_kind

T = TypeVar("T")


class NotKnown(LabelledEnum):
    """
    Stand for a result that will exist but is not known yet.

    It is neither zero nor a missing input: what depends on it stays undetermined, and once it
    becomes known, what is owed follows.
    """

    YET = "yet", "尚未评定", "not known yet"


def check_exact(value: object, *, field: str) -> None:
    """
    Refuse a value that is not exact, and one that could change after it was said.
    """
    if isinstance(value, float):
        raise WrongTypeError(field=field, value=value, allowed="an exact value; never a float")
    if isinstance(value, list | dict | set | bytearray):
        raise WrongTypeError(
            field=field, value=value, allowed="a value that cannot change: a tuple for a list"
        )
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueNotAllowedError(field=field, value=value, allowed="a finite number")


@attrs.frozen(kw_only=True)
class Option(Generic[T]):
    """
    Offer one answer to what a source leaves open: a value, or a function of named arguments.

    Args:
        name: The name that `Series.choose` takes.
        label: What the answer means.
        value: The answer itself; None if it is made by a function.
        make: The function that makes the answer from named arguments; None if there is a value.

    Raises:
        WrongTypeError: The name is no text, the label no `Label`, the value a float or one that
            can change, or the function none.
        ValueNotAllowedError: Both a value and a function are given, or neither; or the name is
            no id.

    >>> floor = Option(name="floor", label=Label("下限", "floor"), make=lambda *, fen: fen)
    >>> floor.answer({"fen": 100})
    100
    """

    name: str
    label: Label
    value: T | None = None
    make: Callable[..., T] | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse an option that answers nothing, or twice.
        """
        check_id(self.name, field="option.name")
        field = f"option {self.name!r}"
        check_kind(self.label, Label, f"{field}: label")
        if (self.value is None) is (self.make is None):
            raise ValueNotAllowedError(
                field=field,
                value=self.value,
                allowed="either a value or a function that makes one",
            )
        check_exact(self.value, field=f"{field}: value")
        if self.make is not None and not callable(self.make):
            raise WrongTypeError(field=f"{field}: make", value=self.make, allowed="a function")

    def answer(self, arguments: dict[str, object]) -> T:
        """
        Give the answer.

        Args:
            arguments: The named arguments of the option's function; none for a plain value.

        Raises:
            WrongTypeError: The arguments do not fit the option; the error names those it takes.
            PartyGridError: The function refuses them.
        """
        check_kind(arguments, dict, f"option {self.name!r}: arguments")
        if self.make is None:
            if arguments:
                raise WrongTypeError(
                    field=f"option {self.name!r}", value=arguments, allowed="no arguments"
                )
            assert self.value is not None  # noqa: S101 - tells the type checker what init checked
            return self.value
        try:
            return self.make(**arguments)
        except PartyGridError:
            # What the function refuses is refused in its own words.
            raise
        except TypeError as error:
            raise WrongTypeError(
                field=f"option {self.name!r}",
                value=arguments,
                allowed=_arguments(self.make, arguments) or str(error),
            ) from error


def _arguments(make: Callable[..., object], given: Collection[str]) -> str:
    """
    Name the arguments of a function, and which of them are missing or are none; "" if all fit.
    """
    try:
        named = inspect.signature(make).parameters
    except ValueError:
        # Some functions that are not written in Python do not say.
        return ""
    needed = [name for name, each in named.items() if each.default is each.empty]
    wrong = [
        f"{what}: {', '.join(map(repr, names))}"
        for what, names in (
            ("missing", [name for name in needed if name not in given]),
            ("unknown", [name for name in given if name not in named]),
        )
        if names
    ]
    if not wrong:
        return ""
    takes = [name if name in needed else f"{name} (may be left out)" for name in named]
    taken = f"the named arguments {', '.join(takes)}" if takes else "no arguments"
    return f"{taken}; {'; '.join(wrong)}"


LEFT_OPEN: Final = Label("来源未载明的内容", "left open by the source")
"""
What an audit says of a field that holds such a question.
"""


@attrs.frozen
class NotStated(Generic[T]):
    """
    Stand for what the source does not state, with the answers that may be chosen.

    Args:
        question: What is open.
        options: The answers on offer, each under a name of its own; none: answer by announcing.

    Raises:
        WrongTypeError: The question is no `Label`, or the options are no tuple of `Option`.
        ValueNotAllowedError: Two options have one name.

    >>> gap = NotStated(Label("保留到分还是到元？", "round to the fen or to the yuan?"))
    >>> gap.names
    ()
    """

    question: Label
    options: tuple[Option[T], ...] = ()

    def __attrs_post_init__(self) -> None:
        """
        Refuse what asks nothing, what is no answer, and two options of one name.
        """
        check_kind(self.question, Label, "question")
        check_kind(self.options, tuple, "options")
        for option in self.options:
            check_kind(option, Option, "options")
        if len(set(self.names)) < len(self.names):
            raise ValueNotAllowedError(field="options", value=self.names, allowed="each name once")

    @property
    def names(self) -> tuple[str, ...]:
        """
        The names of the options.
        """
        return tuple(option.name for option in self.options)

    def option(self, name: str) -> Option[T]:
        """
        Find an option by its name.

        Raises:
            UnknownNameError: There is none of that name; the error lists those there are.
        """
        for option in self.options:
            if option.name == name:
                return option
        known = ", ".join(self.names) or "none: answer by announcing a value"
        raise UnknownNameError(field="option", value=name, allowed=known)


@attrs.frozen
class Repeal:
    """
    Say that from its first day on nothing is in force any more.

    >>> Repeal()
    Repeal()
    """


@attrs.frozen(kw_only=True)
class Retraction:
    """
    Say that an earlier entry never held: what it had shadowed shows again.

    Args:
        start: The start of the entry taken back.
        known: The day on which that entry had become known.

    >>> Retraction(start=date(2025, 1, 1), known=date(2024, 12, 20)).start
    datetime.date(2025, 1, 1)
    """

    start: date
    known: date

    def __attrs_post_init__(self) -> None:
        """
        Refuse bounds that are no civil dates.
        """
        check_day(self.start, field="retraction.start")
        check_day(self.known, field="retraction.known")
