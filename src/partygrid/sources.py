"""
Where a number comes from, and how far it can be trusted.
"""

from __future__ import annotations

from datetime import date

import attrs

from partygrid.errors import WrongTypeError
from partygrid.labels import LabelledEnum, check_text

__all__ = ["Grade", "Source"]


class Grade(LabelledEnum):
    """
    Say on whose word a number stands.
    """

    STATED = "stated", "来源载明", "stated in the source document"
    PUBLISHED = "published", "公开发布", "published elsewhere"
    HOST = "host", "使用方文件", "the host's own document"
    ASSUMED = "assumed", "假定", "assumed: a guess, said to be one"


@attrs.frozen(kw_only=True)
class Source:
    """
    Name the document that a number comes from.

    Args:
        key: A short name for the document, unique among the sources of a scheme.
        title: The title as printed.
        issuer: Who issued it; "" if the document does not say.
        issued: The day it was issued, or None if the document does not say.
        locator: The clause, page or paragraph.
        link: Where it can be read; "" if nowhere.
        grade: On whose word the number stands.

    Raises:
        ValueNotAllowedError: The key or the title is blank, or a text holds half a surrogate
            pair.
        WrongTypeError: A field has another type.

    >>> notice = Source(key="f-7", title="区财政局通知", locator="第三条", grade=Grade.HOST)
    >>> notice.cite(), notice.is_assumed
    ('区财政局通知, 第三条 [host]', False)
    """

    key: str
    title: str
    issuer: str = ""
    issued: date | None = None
    locator: str = ""
    link: str = ""
    grade: Grade

    def __attrs_post_init__(self) -> None:
        """
        Refuse a source that names nothing.
        """
        for name in ("key", "title"):
            check_text(getattr(self, name), field=f"source.{name}")
        for name in ("issuer", "locator", "link"):
            check_text(getattr(self, name), field=f"source.{name}", may_be_empty=True)
        if self.issued is not None and type(self.issued) is not date:
            raise WrongTypeError(field="source.issued", value=self.issued, allowed="a date")
        if type(self.grade) is not Grade:
            raise WrongTypeError(field="source.grade", value=self.grade, allowed="a Grade")

    @property
    def is_assumed(self) -> bool:
        """
        Whether the number is a guess.
        """
        return self.grade is Grade.ASSUMED

    def cite(self) -> str:
        """
        Give title, clause and grade in one line.
        """
        place = f", {self.locator}" if self.locator else ""
        return f"{self.title}{place} [{self.grade.value}]"
