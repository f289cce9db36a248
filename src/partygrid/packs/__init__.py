"""
What places say, as data: each number with its source, each gap as a question.
"""

from partygrid.packs._catalogue import Catalogue, catalogue
from partygrid.packs._catalogue_lines import CatalogueLine, CatalogueSection
from partygrid.packs._china import ChinaPack
from partygrid.packs._example import ExamplePack
from partygrid.packs._load import audit, load, names
from partygrid.packs._pack import Pack
from partygrid.packs._shayibak import ShayibakPack
from partygrid.packs._urumqi import UrumqiPack
from partygrid.packs._yanchi import YanchiPack

__all__ = [
    "Catalogue",
    "CatalogueLine",
    "CatalogueSection",
    "ChinaPack",
    "ExamplePack",
    "Pack",
    "ShayibakPack",
    "UrumqiPack",
    "YanchiPack",
    "audit",
    "catalogue",
    "load",
    "names",
]
