"""
Write the pages that are made from packs and lists: `make pages`.
"""

from pathlib import Path

from glossary import DOCS, glossary
from mechanisms import mechanisms

from partygrid import packs
from partygrid.labels import Language

_FOLDERS: tuple[tuple[Language, Path], ...] = (("en", DOCS), ("zh", DOCS / "zh"))


def pages() -> dict[Path, str]:
    """
    Give every such page with its text.
    """
    found = {folder / "glossary.md": glossary(language) for language, folder in _FOLDERS}
    found[DOCS / "mechanisms.md"] = mechanisms()
    for language, folder in _FOLDERS:
        for name in packs.names():
            text = packs.catalogue(packs.load(name)).markdown(language)
            found[folder / "catalogue" / f"{name}.md"] = text
    return found


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
