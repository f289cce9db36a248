"""
Names in Chinese and English, and enums whose members carry them.

Identifiers are English; the official Chinese term lives in a `Label` beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Literal, Self

import attrs

from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError

__all__ = [
    "Label",
    "LabelledEnum",
    "Language",
    "check_id",
    "check_language",
    "counted",
    "joined",
    "with_article",
]

_LONGEST_ID = 128

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


def counted(count: int, noun: str) -> str:
    """
    Write a count with its English noun, which takes an s if it is not one.

    Args:
        count: How many.
        noun: What, in the singular.

    >>> counted(1, "case"), counted(3, "case")
    ('1 case', '3 cases')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def with_article(noun: str) -> str:
    """
    Write an English noun with its article: an before a vowel that is spoken.

    Args:
        noun: The noun, or the name of a class.

    >>> with_article("date"), with_article("int"), with_article("Honour"), with_article("Unit")
    ('a date', 'an int', 'an Honour', 'a Unit')
    """
    word = noun.lower()
    vowel = word.startswith(("a", "e", "i", "o", "u", "hono", "hour"))
    return f"an {noun}" if vowel and not word.startswith(("uni", "use")) else f"a {noun}"


def joined(parts: Sequence[Label | str]) -> Label | str:
    """
    Write one thing after the other, as each language does; texts alone stay a text.

    Args:
        parts: What is written; a text is the same in both languages. Nothing is a dash.

    >>> joined([Label("一月", "January"), "2025"]), joined(["1", "2"]), joined([])
    (Label(zh='一月；2025', en='January; 2025'), '1; 2', '—')
    """
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
        ValueNotAllowedError: A text is empty or blank.

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
        for field, text in (("label.zh", self.zh), ("label.en", self.en)):
            if type(text) is not str:
                raise WrongTypeError(field=field, value=text, allowed="text")
            if not text.strip():
                raise ValueNotAllowedError(field=field, value=text, allowed="a text not blank")

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
