"""
What is read of a points bank: balances, statements, slips, appraisals, comparisons; only written.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from cattrs import Converter

from partygrid.points import (
    ActivityChange,
    Appraisal,
    Balance,
    Balances,
    Became,
    CapUse,
    Comparison,
    HolderChange,
    LeftOut,
    Line,
    LotState,
    NextExpiry,
    OpeningReading,
    Place,
    RequestChange,
    SlipReading,
    Statement,
)
from partygrid.serial._points import fields_of
from partygrid.serial._problems import FormlessError
from partygrid.serial._words import Write, is_kind, only

Data: TypeAlias = dict[str, Any]

_PARTS: Final[tuple[Any, ...]] = (
    ActivityChange,
    Balance,
    Became,
    HolderChange,
    LeftOut,
    Line,
    LotState,
    NextExpiry,
    RequestChange,
    Statement,
)


def register(converter: Converter) -> None:
    """
    Teach a converter what is read of a bank; the schemes behind it are the host's own.
    """
    written: dict[Any, Write] = {kind: fields_of(converter, kind) for kind in _PARTS}
    written |= {
        Appraisal: _appraisal_writer(converter),
        Balances: lambda found: [converter.unstructure(each) for each in found],
        CapUse: _cap_writer(converter),
        Comparison: _comparison_writer(converter),
        OpeningReading: _opening_writer(converter),
        Place: _place_writer(converter),
        SlipReading: _slip_writer(converter),
    }
    for kind, write in written.items():
        converter.register_structure_hook_func(is_kind(kind), _refuse)
        converter.register_unstructure_hook_func(is_kind(kind), only(kind, write))


def _refuse(_: Any, kind: Any) -> Any:
    raise FormlessError(kind, "events and schemes: what is read of a bank is worked out again")


def _cap_writer(converter: Converter) -> Write:
    rest = fields_of(converter, CapUse, "cap")

    def write(use: CapUse) -> Data:
        """
        Write what there was of a cap, by its key; the storage cap has none.
        """
        return {"cap": None if use.cap is None else use.cap.key, **rest(use)}

    return write


def _slip_writer(converter: Converter) -> Write:
    rest = fields_of(converter, SlipReading, "rules", "storage", "month")

    def write(found: SlipReading) -> Data:
        """
        Write where a slip stands, with the month that registered it.
        """
        month = None if found.month is None else str(found.month.month)
        return {**rest(found), "month": month, "shortfall": found.shortfall}

    return write


def _opening_writer(converter: Converter) -> Write:
    rest = fields_of(converter, OpeningReading, "rules", "holder")

    def write(found: OpeningReading) -> Data:
        """
        Write what became of an opening balance, with the id of the holder.
        """
        return {"holder": found.holder.id, **rest(found)}

    return write


def _place_writer(converter: Converter) -> Write:
    rest = fields_of(converter, Place, "rules", "honours")

    def write(place: Place) -> Data:
        """
        Write a place, with the keys of its honours.
        """
        honours = [each.key for each in place.honours]
        return {**rest(place), "points": place.points, "honours": honours}

    return write


def _appraisal_writer(converter: Converter) -> Write:
    plain = converter.unstructure

    def write(appraisal: Appraisal) -> Data:
        """
        Write who is honoured, and nobody else, and until when that is posted.
        """
        return {
            "year": str(appraisal.year),
            "on": plain(appraisal.on),
            "kinds": [kind.key for kind in appraisal.kinds],
            "honoured": [plain(place) for place in appraisal.honoured],
            "posting": plain(appraisal.posting),
        }

    return write


def _comparison_writer(converter: Converter) -> Write:
    plain = converter.unstructure

    def write(found: Comparison) -> Data:
        """
        Write what would be otherwise; both banks are made from events again.
        """
        parts = ("holders", "activities", "requests", "left_out")
        return {
            "on": plain(found.on),
            "difference": found.difference,
            **{name: [plain(each) for each in getattr(found, name)] for name in parts},
        }

    return write
