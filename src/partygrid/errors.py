"""
The errors of every room: each carries its fields, and its text is made from them.

An error says which field was wrong, the value that came, what is allowed, and where that limit
comes from. Each class also derives from the standard error that a caller expects, so
``except ValueError`` works as well as ``except PartyGridError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

__all__ = [
    "ConflictError",
    "InvalidDataError",
    "NotAnnouncedError",
    "NotCoveredError",
    "NotInForceError",
    "NotStatedError",
    "PartyGridError",
    "Problem",
    "RepealedError",
    "UnknownNameError",
    "UnsuitableRuleError",
    "ValueNotAllowedError",
    "WrongTypeError",
]

_LONGEST_REPR = 120
_MOST_PROBLEMS = 20
# About as many digits as fit; the digits of a far larger int would take minutes to work out.
_MOST_BITS = 4 * _LONGEST_REPR


def _shown(value: object) -> str:
    """
    Show a value without ever printing a screenful or failing.
    """
    if type(value) is int and value.bit_length() > _MOST_BITS:
        return f"an int of {value.bit_length()} bits"
    try:
        text = repr(value)
    except Exception as error:  # noqa: BLE001 - a broken repr must not hide the real fault
        text = f"<{type(value).__name__} whose repr raised {type(error).__name__}>"
    return text if len(text) <= _LONGEST_REPR else f"{text[: _LONGEST_REPR - 1]}…"


def _rebuild(cls: type[PartyGridError], fields: Mapping[str, object]) -> PartyGridError:
    error = cls.__new__(cls)
    error.__dict__.update(fields)
    return error


class PartyGridError(Exception):
    """
    Raised when a call is wrong; the root of every error of the library.

    Args:
        field: The field or argument that is wrong.
        value: What came.
        allowed: What would be taken instead, in words.
        source: Where the limit comes from: a citation, or the rule of the library.

    >>> str(PartyGridError(field="level", value=19, allowed="1 to 18", source="notice 7, art. 3"))
    'level: got 19; allowed: 1 to 18 (from: notice 7, art. 3)'
    """

    def __init__(
        self, *, field: str, value: object = None, allowed: str = "", source: str = ""
    ) -> None:
        super().__init__()
        self.field = field
        self.value = value
        self.allowed = allowed
        self.source = source

    def __reduce__(self) -> tuple[Callable[..., PartyGridError], tuple[object, ...]]:
        """
        Keep the fields when an error crosses a process border.
        """
        return _rebuild, (type(self), self.__dict__)

    def _problem(self) -> str:
        return f"got {_shown(self.value)}"

    def __str__(self) -> str:
        """
        Make the sentence from the fields.
        """
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        source = f" (from: {self.source})" if self.source else ""
        return f"{self.field}: {self._problem()}{allowed}{source}"


class ValueNotAllowedError(PartyGridError, ValueError):
    """
    Raised when a value has the right type and lies outside its domain.
    """


class WrongTypeError(PartyGridError, TypeError):
    """
    Raised when a value has the wrong type: a bool or a float for an int, text for a date.
    """

    def _problem(self) -> str:
        return f"got {_shown(self.value)} of type {type(self.value).__name__}"


class UnknownNameError(PartyGridError, LookupError):
    """
    Raised when a name (a unit, an option, a component, a pack) is not among the known ones.
    """

    def _problem(self) -> str:
        return f"{_shown(self.value)} is not known"


class ConflictError(PartyGridError, ValueError):
    """
    Raised when two entries claim the same days and became known on the same day.
    """


class NotInForceError(PartyGridError, LookupError):
    """
    Raised when no entry is in force on the day asked, as known on the day asked.

    Args:
        field: The series that was read.
        day: The day, in ISO form.
        known: The knowledge day, in ISO form, or "" for all that is known.
        allowed: The days for which something is in force.
        source: Where the nearest entry comes from.
    """

    def __init__(
        self, *, field: str, day: str, known: str = "", allowed: str = "", source: str = ""
    ) -> None:
        super().__init__(field=field, value=day, allowed=allowed, source=source)
        self.day = day
        self.known = known

    def _problem(self) -> str:
        as_known = f" as known on {self.known}" if self.known else ""
        return f"nothing is in force on {self.day}{as_known}"


class NotAnnouncedError(NotInForceError):
    """
    Raised when a firm answer leans on a day whose arrangement nobody has announced yet.
    """

    def _problem(self) -> str:
        as_known = f" as known on {self.known}" if self.known else ""
        return f"not announced yet: what is worked from {self.day} on{as_known}"


class RepealedError(NotInForceError):
    """
    Raised when what is asked for was repealed before the day asked.
    """

    def _problem(self) -> str:
        return f"repealed; {super()._problem()}"


class NotStatedError(PartyGridError, LookupError):
    """
    Raised when a number is read that the source does not state and nobody has chosen yet.

    Args:
        field: The series, or the field of a scheme, that was read.
        question: What the source leaves open.
        options: The names of the answers that `Series.choose` takes; if there are none, answer by
            `Series.announce`.
        source: The source that is silent.
        others: Further fields of the same scheme that are open too.
    """

    def __init__(
        self,
        *,
        field: str,
        question: str,
        options: Iterable[str] = (),
        source: str = "",
        others: Iterable[str] = (),
    ) -> None:
        self.question = question
        self.options: tuple[str, ...] = tuple(options)
        self.others: tuple[str, ...] = tuple(others)
        super().__init__(field=field, allowed=self._answers(), source=source)

    def _answers(self) -> str:
        if self.options:
            return f"choose one of {', '.join(self.options)}"
        return "announce a value with a source of your own"

    def _problem(self) -> str:
        also = f" [also open: {', '.join(self.others)}]" if self.others else ""
        return f"not stated by the source: {self.question}{also}"


class NotCoveredError(PartyGridError, ValueError):
    """
    Raised when a rule does not cover the person or body it was asked about.
    """


class UnsuitableRuleError(PartyGridError, ValueError):
    """
    Raised when the scheme chose a rule that this call cannot serve.
    """


@attrs.frozen
class Problem:
    """
    One thing that is wrong in a document, and where.

    Args:
        path: The place, as in ``$.facts[3].level``.
        message: What is wrong there.
        error: The error that was met there, with its fields; None if there was none of ours.

    >>> print(Problem("$.facts[3].level", "required field missing"))
    $.facts[3].level: required field missing
    """

    path: str
    message: str
    error: PartyGridError | None = attrs.field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        """
        Name the place first.
        """
        return f"{self.path}: {self.message}"


class InvalidDataError(PartyGridError, ValueError):
    """
    Raised when a document does not have the shape of its kind; it lists every problem.

    Its text shows the first twenty; ``problems`` has all of them.

    Args:
        field: The kind of document that was expected.
        problems: All that is wrong, each with its path.
    """

    def __init__(self, *, field: str, problems: Iterable[Problem]) -> None:
        super().__init__(field=field)
        self.problems: tuple[Problem, ...] = tuple(problems)

    def _problem(self) -> str:
        count = len(self.problems)
        lines = "".join(f"\n  {problem}" for problem in self.problems[:_MOST_PROBLEMS])
        if count > _MOST_PROBLEMS:
            lines += f"\n  … and {count - _MOST_PROBLEMS} more"
        return f"{count} problem{'' if count == 1 else 's'}{lines}"
