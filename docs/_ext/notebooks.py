"""
Show the notebooks of `examples/notebooks` as they are stored: text, code and what came of it.

A page of `docs/notebooks` names its notebook, and on GitHub leads to it; on the site the notebook
itself stands in its place. Nothing is run here: `make notebooks` does that.
"""

import json
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

_FOLDER = Path(__file__).parents[2] / "examples" / "notebooks"
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_FENCE = "````"


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _output(output: dict[str, Any], heading: str) -> str:
    """
    Write one output in the richest form that it has.
    """
    data = output.get("data", {})
    if "image/png" in data:
        picture = _text(data["image/png"]).replace("\n", "")
        return f"![{heading}](data:image/png;base64,{picture})"
    if "text/markdown" in data:
        return _text(data["text/markdown"])
    text = _text(data.get("text/plain", output.get("text", "")))
    return f"{_FENCE}text\n{text.rstrip()}\n{_FENCE}"


def markdown(notebook: dict[str, Any]) -> str:
    """
    Write a notebook as Markdown.
    """
    parts, heading = [], ""
    for cell in notebook["cells"]:
        source = _text(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = (_HEADING.findall(source) or [heading])[-1]
            parts.append(source)
            continue
        parts.append(f"{_FENCE}python\n{source}\n{_FENCE}")
        parts += (_output(each, heading) for each in cell["outputs"])
    return "\n\n".join(parts)


def _show(app: Sphinx, page: str, source: list[str]) -> None:
    path = _FOLDER / f"{page.removeprefix('notebooks/')}.ipynb"
    if page.startswith("notebooks/") and path.exists():
        app.env.note_dependency(path)
        notebook = json.loads(path.read_text(encoding="utf-8"))
        link = f"[{path.name}](../../examples/notebooks/{path.name})"
        source[0] = f"{markdown(notebook)}\n\n---\n\nThe notebook itself: {link}\n"


def setup(app: Sphinx) -> dict[str, bool]:
    """
    Connect to the reading of pages.
    """
    app.connect("source-read", _show)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
