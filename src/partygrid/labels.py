"""
Names in Chinese and English, and enums whose members carry them.

Identifiers are English; the official Chinese term lives in a `Label` beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Literal, Self

import attrs

from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError

__all__ = [
    "Label",
    "LabelledEnum",
    "Language",
    "check_batch",
    "check_id",
    "check_kind",
    "check_language",
    "check_text",
    "counted",
    "joined",
    "with_article",
]

_LONGEST_ID = 128
_LARGEST_COUNT = 10**18

Language = Literal["zh", "en"]
"""
The two languages of every explanation.
"""


def check_language(language: str) -> Language:
    """
    Take one of the two languages and refuse any other.

    Args:
        language: ``"zh"`` or ``"en"``.

    Raises:
        ValueNotAllowedError: The language is another.

    >>> check_language("zh")
    'zh'
    """
    if language == "zh":
        return "zh"
    if language == "en":
        return "en"
    raise ValueNotAllowedError(field="language", value=language, allowed="'zh' or 'en'")


def check_id(text: str, *, field: str) -> str:
    """
    Take an opaque id and refuse what could not be told apart or written down.

    Args:
        text: The id: up to 128 characters, none of them blank or unprintable.
        field: The name that an error gives it.

    Raises:
        WrongTypeError: It is not text.
        ValueNotAllowedError: It is empty, too long, or holds a character that does not show.

    >>> check_id("w-017", field="worker")
    'w-017'
    """
    if type(text) is not str:
        raise WrongTypeError(field=field, value=text, allowed="text")
    # Of all blanks only the plain space counts as printable.
    if not 0 < len(text) <= _LONGEST_ID or " " in text or not text.isprintable():
        raise ValueNotAllowedError(
            field=field,
            value=text,
            allowed=f"1 to {_LONGEST_ID} characters, none of them blank or unprintable",
        )
    return text


def check_text(text: str, *, field: str, may_be_empty: bool = False) -> str:
    """
    Take a name or a title, and refuse what no file could hold.

    Args:
        text: The text. Line breaks in it are written as spaces where one line is wanted.
        field: The name that an error gives the text.
        may_be_empty: Whether no text, or a blank one, will do.

    Raises:
        WrongTypeError: It is not text.
        ValueNotAllowedError: It is blank, or holds half a surrogate pair.

    >>> check_text("区财政局通知〔2025〕7号", field="source.title")
    '区财政局通知〔2025〕7号'
    """
    if type(text) is not str:
        raise WrongTypeError(field=field, value=text, allowed="text")
    if not may_be_empty and not text.strip():
        raise ValueNotAllowedError(field=field, value=text, allowed="a text not blank")
    if not text.isprintable() and any("\ud800" <= each <= "\udfff" for each in text):
        raise ValueNotAllowedError(
            field=field, value=text, allowed="text without half a surrogate pair"
        )
    return text


def check_batch(given: Iterable[object], *, field: str, what: str) -> None:
    """
    Refuse what is no batch; text is none, though one could go through its letters.

    Args:
        given: The batch: anything that one can go through.
        field: The name that an error gives it.
        what: What the batch is of, in the plural.

    Raises:
        WrongTypeError: There is nothing to go through, or it is text.

    >>> check_batch(["w-1"], field="workers", what="ids")
    """
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise WrongTypeError(field=field, value=given, allowed=f"an iterable of {what}")


def check_kind(value: object, kind: type, field: str, *, or_none: bool = False) -> None:
    """
    Refuse what is not exactly of a type: what lies below it, as a bool below int, is not.

    Args:
        value: The value.
        kind: The type.
        field: The name that an error gives it.
        or_none: Whether None will do, too.

    Raises:
        WrongTypeError: It is of another type.

    >>> check_kind(3, int, "limit.amount")
    """
    if type(value) is not kind and not (or_none and value is None):
        allowed = f"{with_article(kind.__name__)}{' or None' if or_none else ''}"
        raise WrongTypeError(field=field, value=value, allowed=allowed)


def counted(count: int, noun: str) -> str:
    """
    Write a count with its English noun, which takes an s if it is not one.

    Args:
        count: How many.
        noun: What, in the singular.

    Raises:
        WrongTypeError: The count is not an int, or the noun not text.
        ValueNotAllowedError: The count is beyond 10^18: nothing is so many.

    >>> counted(1, "case"), counted(3, "case")
    ('1 case', '3 cases')
    """
    if type(count) is not int:
        raise WrongTypeError(field="count", value=count, allowed="an int")
    if abs(count) > _LARGEST_COUNT:
        raise ValueNotAllowedError(
            field="count", value=count, allowed="up to 10^18, either way of zero"
        )
    if type(noun) is not str:
        raise WrongTypeError(field="noun", value=noun, allowed="text")
    return f"{count} {noun}{'' if count == 1 else 's'}"


def with_article(noun: str) -> str:
    """
    Write an English noun with its article: an before a vowel that is spoken.

    Args:
        noun: The noun, or the name of a class.

    Raises:
        WrongTypeError: It is not text.

    >>> with_article("date"), with_article("int"), with_article("Honour"), with_article("Unit")
    ('a date', 'an int', 'an Honour', 'a Unit')
    """
    if type(noun) is not str:
        raise WrongTypeError(field="noun", value=noun, allowed="text")
    word = noun.lower()
    vowel = word.startswith(("a", "e", "i", "o", "u", "hono", "hour"))
    return f"an {noun}" if vowel and not word.startswith(("uni", "use")) else f"a {noun}"


def joined(parts: Sequence[Label | str]) -> Label | str:
    """
    Write one thing after the other, as each language does; texts alone stay a text.

    Args:
        parts: What is written; a text is the same in both languages. Nothing is a dash.

    Raises:
        WrongTypeError: The parts are no sequence of labels and texts; a text alone is none.

    >>> joined([Label("一月", "January"), "2025"]), joined(["1", "2"]), joined([])
    (Label(zh='一月；2025', en='January; 2025'), '1; 2', '—')
    """
    check_batch(parts, field="parts", what="labels and texts")
    for part in parts:
        if type(part) is not str and type(part) is not Label:
            raise WrongTypeError(field="parts", value=part, allowed="a Label or text")
    if not any(isinstance(part, Label) for part in parts):
        return "; ".join(map(str, parts)) or "—"
    each = [(part, part) if isinstance(part, str) else (part.zh, part.en) for part in parts]
    return Label("；".join(zh for zh, _ in each), "; ".join(en for _, en in each))


@attrs.frozen
class Label:
    """
    Name a thing in both languages.

    Args:
        zh: The official Chinese term.
        en: The English term.

    Raises:
        WrongTypeError: A text is not a string.
        ValueNotAllowedError: A text is blank, or holds half a surrogate pair.

    >>> grid = Label("网格", "grid")
    >>> grid.text("zh"), str(grid)
    ('网格', '网格 (grid)')
    """

    zh: str
    en: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a name that is missing in one language.
        """
        check_text(self.zh, field="label.zh")
        check_text(self.en, field="label.en")

    def text(self, language: Language) -> str:
        """
        Give the name in one language.
        """
        return self.zh if check_language(language) == "zh" else self.en

    def __str__(self) -> str:
        """
        Show both names.
        """
        return f"{self.zh} ({self.en})"


class LabelledEnum(Enum):
    """
    Enumerate a closed set of choices, each with a name in both languages.

    A member is written as ``NAME = "value", "中文", "English"``.

    >>> class Light(LabelledEnum):
    ...     RED = "red", "红", "red light"

    >>> Light.RED.value, Light.RED.label.zh, Light.find("红"), Light.find("red light")
    ('red', '红', <Light.RED: 'red'>, <Light.RED: 'red'>)
    """

    _value_: str
    label: Label

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        """
        Make a member whose value is its first item.
        """
        member = object.__new__(cls)
        member._value_ = value
        member.label = Label(zh, en)
        return member

    # Members are singletons; Enum's own __hash__ is Python code and shows in every look-up.
    # Written as a method for type checkers: with an attribute pyright sees no hashable keys.
    if TYPE_CHECKING:

        def __hash__(self) -> int: ...

    else:
        __hash__ = object.__hash__

    @classmethod
    def find(cls, text: str) -> Self:
        """
        Find the member by its value, its name in Chinese or its name in English.

        Raises:
            UnknownNameError: No member has that name; the error lists those there are.
        """
        for member in cls:
            if text in (member.value, member.label.zh, member.label.en):  # text may be unhashable
                return member
        known = ", ".join(f"{member.value} ({member.label.zh})" for member in cls)
        raise UnknownNameError(field=cls.__name__, value=text, allowed=known)
