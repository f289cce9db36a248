"""
The pages of the catalogue are what the packs say today.
"""

from pathlib import Path

import pytest

from partygrid import packs

DOCS = Path(__file__).parents[1] / "docs"
FOLDERS = {"en": DOCS / "catalogue", "zh": DOCS / "zh" / "catalogue"}


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("name", packs.names())
def test_current(name, language):
    """
    A page says what `packs.catalogue` says; `make catalogue` writes it anew.
    """
    page = FOLDERS[language] / f"{name}.md"

    assert packs.catalogue(packs.load(name)).markdown(language) == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", FOLDERS)
def test_complete(language):
    """
    Every pack has a page, and nothing else does.
    """
    pages = {page.stem for page in FOLDERS[language].glob("*.md")} - {"index"}

    assert {*packs.names()} == pages
