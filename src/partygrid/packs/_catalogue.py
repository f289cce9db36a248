"""
All the rules and numbers of a pack in one list, made from the pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from partygrid.clocks import StageScheme
from partygrid.dated import (
    Dated,
    NotStated,
    Parameter,
    Repeal,
    Retraction,
    Scheme,
    Series,
    WrittenItems,
)
from partygrid.errors import WrongTypeError
from partygrid.labels import Label, Language
from partygrid.org import Standing, Standings
from partygrid.packs._calendar_lines import (
    calendar_sections,
    conventions_section,
    layer_section,
)
from partygrid.packs._catalogue_lines import CatalogueLine, CatalogueSection, line_of
from partygrid.packs._catalogue_text import markdown
from partygrid.packs._pack import Pack
from partygrid.pay import PayScheme
from partygrid.points import AppraisalScheme, StoreScheme, Tariff
from partygrid.worktime import CalendarLayer, Convention, WorkCalendar

_KINDS: Final[dict[type[Scheme[Any]], Label]] = {
    PayScheme: Label("薪酬", "pay"),
    StageScheme: Label("办理时限", "stages of handling"),
    Tariff: Label("积分标准", "tariff of points"),
    StoreScheme: Label("积分兑换", "store"),
    AppraisalScheme: Label("年度评比", "appraisal"),
}


@attrs.frozen(kw_only=True, repr=False)
class Catalogue:
    """
    Hold all that a pack says and leaves open, in order.

    Args:
        name: The name of the pack.
        label: The place.
        sections: One for each scheme, calendar layer, group of conventions, and one for what the
            source says besides.
    """

    name: str
    label: Label
    sections: tuple[CatalogueSection, ...]

    @property
    def lines(self) -> tuple[CatalogueLine, ...]:
        """
        The lines of all sections.
        """
        return tuple(line for section in self.sections for line in section.lines)

    def markdown(self, language: Language = "zh") -> str:
        """
        Write the catalogue as a page.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return markdown(self.label, self.sections, language)

    def __repr__(self) -> str:
        """
        Show the pack, and how much of it is said and left open, in one line.
        """
        open_ = sum(line.is_open for line in self.lines)
        said = len(self.lines) - open_
        return f"<Catalogue {self.name}: {said} lines said, {open_} left open>"


def catalogue(pack: Pack) -> Catalogue:
    """
    List the rules and numbers of a pack, and all that its source leaves open.

    Each stands with its days, the day it became known, its source and grade. Facts that a pack brings along for examples, such as a worker, are no rules and are not in it.

    Args:
        pack: The pack.

    Raises:
        WrongTypeError: It is no pack.

    >>> from partygrid.packs import load
    >>> listed = catalogue(load("shayibak"))
    >>> listed
    <Catalogue shayibak: 12 lines said, 31 left open>
    >>> rate = next(line for line in listed.lines if line.field == "award_rate")
    >>> rate.items[0][1].zh, str(rate.known), rate.source.grade.value
    ('20%', '2023-10-01', 'stated')
    >>> listed.markdown("en").splitlines()[0]
    '# Shayibak District, Urumqi: catalogue of rules and numbers'
    """
    if not isinstance(pack, Pack):
        raise WrongTypeError(field="pack", value=pack, allowed="a Pack")
    sections: list[CatalogueSection] = []
    for field in attrs.fields(type(pack)):
        sections += _sections(field.name, getattr(pack, field.name))
    remarks = pack.remarks()
    if remarks:
        label = Label("其他载明内容", "stated besides")
        sections.append(CatalogueSection(key="remarks", label=label, lines=remarks))
    return Catalogue(name=pack.name, label=pack.label, sections=tuple(sections))


def _sections(field: str, value: object) -> tuple[CatalogueSection, ...]:
    if isinstance(value, Scheme):
        return (_scheme_section(value),)
    if isinstance(value, WorkCalendar):
        return calendar_sections(field, value)
    if isinstance(value, CalendarLayer):
        return (layer_section(field, value),)
    if isinstance(value, tuple) and value and all(type(each) is Convention for each in value):
        return (conventions_section(field, value),)
    if isinstance(value, Mapping) and all(isinstance(each, Series) for each in value.values()):
        return (_standings_section(field, value),)
    return ()


def _standings_section(field: str, standings: Standings) -> CatalogueSection:
    label = Label("党组织评定结果", "standing of the Party organisation")
    lines = tuple(
        line_of(unit, Label(unit, unit), entry, _standing_items(entry.value))
        for unit, series in standings.items()
        for entry in series.all_entries
    )
    return CatalogueSection(key=field, label=label, lines=lines)


def _standing_items(value: object) -> WrittenItems:
    if not isinstance(value, Standing):
        return ()
    met = value.criteria_met
    items = [("", Label(f"达标 {met} 项", f"{met} criteria met"))]
    if value.stars is not None:
        items.append(("", Label(f"{value.stars} 星", f"{value.stars} stars")))
    return tuple(items)


def _scheme_section(scheme: Scheme[Any]) -> CatalogueSection:
    name = scheme.key.name
    lines = tuple(
        line_of(field, parameter.label, entry, _items(parameter, entry))
        for field, parameter in scheme.parameters().items()
        for entry in getattr(scheme, field).all_entries
    )
    label = _KINDS.get(type(scheme), Label(name, name))
    return CatalogueSection(key=str(scheme.key), label=label, lines=lines)


def _items(parameter: Parameter, entry: Dated[Any]) -> WrittenItems:
    if isinstance(entry.value, NotStated | Repeal | Retraction):
        return ()
    return parameter.written(entry.value)
