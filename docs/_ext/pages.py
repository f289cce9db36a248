"""
Small things that make pages read well: their language, their line ends, their examples.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_WIDE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…]")
_THREE = 3
# The blank line that ends an example, for doctest, is no part of it.
_LAST_BLANK = re.compile(r"\n\n```$", re.MULTILINE)


def _set_language(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """
    Say in which language a page is written, so that browsers choose the right letters.
    """
    if page.startswith("zh/"):
        context["language"] = "zh-CN"


def _trim_examples(_app: Sphinx, _page: str, source: list[str]) -> None:
    source[0] = _LAST_BLANK.sub("\n```", source[0])


def _join_lines(_app: Sphinx, tree: nodes.document) -> None:
    """
    Drop the end of a line between two Chinese characters, where it is no space.
    """
    ends = [text for text in tree.findall(nodes.Text) if text == "\n"]
    for end in ends:
        place = end.parent.index(end)
        around = end.parent[max(place - 1, 0) : place + 2]
        if len(around) == _THREE:
            before, after = around[0].astext(), around[2].astext()
            if _WIDE.match(before[-1:]) and _WIDE.match(after[:1]):
                end.parent.remove(end)


def setup(app: Sphinx) -> dict[str, bool]:
    """
    Connect to the reading and the writing of pages.
    """
    app.connect("source-read", _trim_examples)
    app.connect("doctree-read", _join_lines)
    app.connect("html-page-context", _set_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
