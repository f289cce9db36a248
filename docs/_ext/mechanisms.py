"""
The table of the mechanisms that the sources name, made from the list in docs/mechanisms.toml.
"""

import tomllib
from pathlib import Path
from typing import Any, Final

DOCS: Final = Path(__file__).parents[1]

_HEAD: Final = """# What the sources name, and what is built

Five published texts on the work of communities name these mechanisms, in this order.
A row that is built names what does it in `partygrid`, what shows it at work and what tests it.
“Not yet” is what lies in [scope](scope.md) and is not built.
OUT says why a mechanism will not be built, and “without” names the part of one that will not be.

"""
_COLUMNS: Final = (
    "number",
    "name zh",
    "name en",
    "sources",
    "scope",
    "public names",
    "example",
    "test",
)
_OUT: Final = "OUT: "
_PART: Final = "part: "


def listed() -> dict[str, Any]:
    """
    Read the list.
    """
    return tomllib.loads((DOCS / "mechanisms.toml").read_text(encoding="utf-8"))


def mechanisms() -> str:
    """
    Write the page.
    """
    data = listed()
    lines = [_line(_COLUMNS), _line("---" for _ in _COLUMNS)]
    lines += (_line(_cells(number, row)) for number, row in enumerate(data["mechanism"], 1))
    sources = [f"- `{each['key']}`: {each['zh']} ({each['en']})." for each in data["source"]]
    return _HEAD + "\n".join([*lines, "", "## Sources", "", *sources]) + "\n"


def _line(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(number: int, row: dict[str, Any]) -> tuple[str, ...]:
    return (
        str(number),
        row["zh"],
        row["en"],
        ", ".join(row["sources"]),
        _scope(row["scope"]),
        *_built(row),
    )


def _scope(scope: str) -> str:
    if scope.startswith(_PART):
        return f"in, without {scope.removeprefix(_PART)}"
    return scope


def _built(row: dict[str, Any]) -> tuple[str, str, str]:
    if row["scope"].startswith(_OUT):
        return "—", "—", "—"
    if "names" not in row:
        return "not yet", "not yet", "not yet"
    names = ", ".join(f"`{name}`" for name in row["names"])
    return names, _shown(row["example"]), f"`{row['test']}`"


def _shown(example: str) -> str:
    """
    Link a page of the documents; a script stands as it is called.
    """
    page = example.removeprefix("docs/")
    return f"[{page}]({page})" if page != example else f"`{example}`"
