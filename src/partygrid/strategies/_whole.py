"""
How values about whole places and years are drawn: lists of all that a pack says, commands.
"""

from __future__ import annotations

from hypothesis import strategies as st

from partygrid._neighbourhood.year import BankCommand
from partygrid.packs import Catalogue, CatalogueLine, CatalogueSection, catalogue, load, names
from partygrid.strategies._years import neighbourhood_years

_FEW_MONTHS = 3


def catalogues() -> st.SearchStrategy[Catalogue]:
    """
    Generate the lists of all that the packs of the library say.
    """
    return st.sampled_from(names()).map(lambda name: catalogue(load(name)))


def catalogue_sections() -> st.SearchStrategy[CatalogueSection]:
    """
    Generate single sections of such lists.
    """
    return catalogues().flatmap(lambda found: st.sampled_from(found.sections))


def catalogue_lines() -> st.SearchStrategy[CatalogueLine]:
    """
    Generate single lines of such lists.
    """
    return catalogue_sections().flatmap(lambda section: st.sampled_from(section.lines))


def bank_commands() -> st.SearchStrategy[BankCommand]:
    """
    Generate single commands out of years of a neighbourhood.
    """
    years = neighbourhood_years(max_months=_FEW_MONTHS)
    return years.flatmap(lambda year: st.sampled_from(year.commands))
