"""
Lead every name to its one public path, and hold the API pages complete.

The library's classes are written in private modules, and a type hint names the module in which
a class was written. Here such a name leads to the public path. A name of another package is
shown as it is, if it exists. When the site has been built, every public name must have its place
on an API page.
"""

import re
import sys

from docutils import nodes
from library import constants, is_outside, origins, public_modules, public_names, public_path
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer
from sphinx.util import logging

from partygrid.labels import LabelledEnum

_logger = logging.getLogger(__name__)
_NO_PYTHON = re.compile(r"<[\w .]+>")


def _resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: nodes.TextElement
) -> nodes.Node | None:
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"]
    public = public_path(target)
    if public is not None:
        here, domain = node.get("refdoc", ""), env.domains.python_domain
        return domain.resolve_xref(env, here, app.builder, "obj", public, node, shown)
    return shown if is_outside(target) else None


def _constant_text(path: str) -> list[str]:
    """
    Give the text that stands below a constant where it is written.
    """
    module, _, name = path.rpartition(".")
    origin = origins(sys.modules[module])[name]
    return ModuleAnalyzer.for_module(origin).find_attr_docs().get(("", name), [])


def _members(kind: type[LabelledEnum]) -> list[str]:
    """
    Write the members of an enum with their names in both languages.
    """
    lines = [""]
    for member in kind:
        text = f"``{member.value!r}``: {member.label.zh}, {member.label.en}"
        lines += [f".. py:attribute:: {member.name}", "", f"   {text}", ""]
    return lines


def _bases(kind: type) -> list[str]:
    """
    Name the public classes that a class stands on; private ones are no affair of a reader.
    """
    found = (public_path(f"{base.__module__}.{base.__qualname__}") for base in kind.__bases__)
    names = ", ".join(f":py:class:`~{path}`" for path in found if path)
    return [f"Stands on {names}.", ""] if names else []


def _describe(
    _app: Sphinx, what: str, name: str, value: object, _options: object, lines: list[str]
) -> None:
    if what == "data" and name in public_names():
        lines[:] = _constant_text(name) or lines
    if isinstance(value, type) and name in public_names():
        lines[:0] = _bases(value)
        if issubclass(value, LabelledEnum):
            lines += _members(value)


_plain_texts: dict[str, list[str]] = {}


def _keep_plain(
    _app: Sphinx, what: str, name: str, _value: object, _options: object, lines: list[str]
) -> None:
    """
    Remember a property's sentence: napoleon takes what stands before a colon for its type.
    """
    if what in {"attribute", "property"} and "Raises:" not in lines:
        _plain_texts[name] = list(lines)


def _put_back(
    _app: Sphinx, _what: str, name: str, _value: object, _options: object, lines: list[str]
) -> None:
    lines[:] = _plain_texts.pop(name, lines)


def _mend_defaults(
    _app: Sphinx,
    _what: str,
    _name: str,
    _value: object,
    _options: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """
    Write an ellipsis for a default that does not show itself as Python.
    """
    return signature and _NO_PYTHON.sub("...", signature), returns


def _skip_fields(
    _app: Sphinx, _what: str, _name: str, value: object, _skip: object, _options: object
) -> bool | None:
    """
    Leave out the fields of named tuples, which the text of their class describes.
    """
    return True if type(value).__name__ == "_tuplegetter" else None


def _add_constants(_app: Sphinx, page: str, source: list[str]) -> None:
    """
    Put constants and types by another name below the classes and functions of their module.
    """
    module = sys.modules.get(page.replace("api/", "partygrid.", 1))
    if module in public_modules():
        names = constants(module)
        lines = [f".. autodata:: {module.__name__}.{name}\n" for name in names]
        source[0] += "\n".join(["\n```{eval-rst}", *lines, "```\n"]) if lines else ""


def _hold_complete(app: Sphinx, error: Exception | None) -> None:
    """
    Warn of every public name without a place on an API page.
    """
    documented = app.env.domains.python_domain.objects
    if error is None:
        for name in sorted(public_names() - documented.keys()):
            _logger.warning("%s stands on no API page", name)
        for module in public_modules():
            if module.__name__ not in documented:
                _logger.warning("%s has no API page", module.__name__)


def setup(app: Sphinx) -> dict[str, bool]:
    """
    Connect to the reading of docstrings and the resolving of references.
    """
    app.connect("source-read", _add_constants)
    app.connect("missing-reference", _resolve)
    app.connect("autodoc-process-docstring", _keep_plain, priority=400)
    app.connect("autodoc-process-docstring", _put_back, priority=600)
    app.connect("autodoc-process-docstring", _describe, priority=700)
    app.connect("autodoc-process-signature", _mend_defaults)
    app.connect("autodoc-skip-member", _skip_fields)
    app.connect("build-finished", _hold_complete)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
