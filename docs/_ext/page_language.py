"""
Say of each page in which language it is written, so that browsers choose the right letters.
"""

from typing import Any

from sphinx.application import Sphinx


def _set_language(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    if page.startswith("zh/"):
        context["language"] = "zh-CN"


def setup(app: Sphinx) -> dict[str, bool]:
    """
    Connect to the building of pages.
    """
    app.connect("html-page-context", _set_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
