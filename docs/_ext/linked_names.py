"""
Lead names in the text of pages to the API: `Series.choose`, `pay.payslip`, `partygrid.dated`.

Only what can mean nothing else is a link: a class by its name, anything by its room and name.
"""

import re

from docutils import nodes
from library import public_modules, public_path
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

_CLASS = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Za-z]*(\.[A-Za-z_]+)?")
_PATH = re.compile(r"(?:partygrid\.)?([a-z]+)\.([A-Za-z_]+)(\.[A-Za-z_]+)?")
_MODULE = re.compile(r"partygrid\.[a-z]+")


def _target(text: str) -> tuple[str, str] | None:
    """
    Give the kind and the path of what a name leads to; a member leads to its class.
    """
    modules = {module.__name__ for module in public_modules()}
    if _MODULE.fullmatch(text) and text in modules:
        return "mod", text
    path = _PATH.fullmatch(text)
    if path is not None and f"partygrid.{path[1]}" in modules:
        found = public_path(f"partygrid.{path[1]}.{path[2]}")
        return None if found is None else ("obj", found)
    if _CLASS.fullmatch(text):
        found = public_path(text.partition(".")[0])
        return None if found is None else ("obj", found)
    return None


def _link(app: Sphinx, tree: nodes.document) -> None:
    page = app.env.docname
    if page.startswith("api/"):
        return
    for literal in list(tree.findall(nodes.literal)):
        if isinstance(literal.parent, nodes.title | nodes.reference | pending_xref):
            continue
        target = _target(literal.astext())
        if target is not None:
            kind, path = target
            link = pending_xref(
                "", refdomain="py", reftype=kind, reftarget=path, refdoc=page, refexplicit=True
            )
            literal.replace_self(link)
            link += literal


def setup(app: Sphinx) -> dict[str, bool]:
    """
    Connect to the reading of pages.
    """
    app.connect("doctree-read", _link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
