"""
Write the catalogue of every pack, in both languages: `make catalogue`.
"""

from pathlib import Path

from partygrid import packs
from partygrid.labels import Language

_DOCS = Path(__file__).parents[1]


def pages() -> dict[Path, str]:
    """
    Give every page of the catalogue with its text.
    """
    folders: tuple[tuple[Language, Path], ...] = (
        ("en", _DOCS / "catalogue"),
        ("zh", _DOCS / "zh" / "catalogue"),
    )
    return {
        folder / f"{name}.md": packs.catalogue(packs.load(name)).markdown(language)
        for language, folder in folders
        for name in packs.names()
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
