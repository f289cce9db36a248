"""
The public surface of the whole library: what is exported, from where, and how it is described.
"""

import ast
import importlib
import inspect
import subprocess
import sys
from collections import defaultdict

import pytest

from partygrid.labels import LabelledEnum


def exports(module_name):
    """
    Return the exported names of a module with what they name.
    """
    module = importlib.import_module(module_name)
    return {name: getattr(module, name) for name in getattr(module, "__all__", ())}


def order(name):
    """
    Sort constants first, then classes, then functions: the order that ruff keeps.
    """
    return (not name.isupper(), not name[0].isupper(), name)


def imported(module):
    """
    Return the names that a module gets by an import statement.
    """
    imports = (
        node
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    return {
        alias.asname or alias.name.partition(".")[0] for node in imports for alias in node.names
    }


def unexported(module_name):
    """
    Return the public names of a module that `__all__` leaves out.

    A package only gathers names, so each of them counts. A module that defines its
    names may import what it needs.
    """
    module = importlib.import_module(module_name)
    names = {name for name in dir(module) if not name.startswith("_")} - {*module.__all__}
    if hasattr(module, "__path__"):
        names -= {"annotations"}
    else:
        names -= imported(module)
    return sorted(name for name in names if not inspect.ismodule(getattr(module, name)))


def subclasses(cls):
    """
    Return all classes below a class.
    """
    for below in cls.__subclasses__():
        yield below
        yield from subclasses(below)


class TestExports:
    def test_listed(self, public_module_name):
        """
        Every public module lists what it exports.
        """
        assert hasattr(importlib.import_module(public_module_name), "__all__")

    def test_sorted(self, public_module_name):
        """
        The list is sorted and names nothing twice.
        """
        listed = list(importlib.import_module(public_module_name).__all__)

        assert sorted(set(listed), key=order) == listed

    def test_resolve(self, public_module_name):
        """
        Every listed name exists.
        """
        module = importlib.import_module(public_module_name)

        assert [] == [name for name in module.__all__ if not hasattr(module, name)]

    def test_complete(self, public_module_name):
        """
        A module shows no public name that it does not export.
        """
        assert [] == unexported(public_module_name)

    def test_one_path(self, public_module_names):
        """
        Each public name has one import path.
        """
        paths = defaultdict(list)
        for module_name in public_module_names:
            for name, value in exports(module_name).items():
                paths[name, id(value)].append(f"{module_name}.{name}")

        assert [] == [same for same in paths.values() if len(same) > 1]

    def test_root(self):
        """
        The root exports its version alone, and shows nothing else when it is imported.
        """
        code = "import partygrid; print([n for n in dir(partygrid) if n[0] != '_'])"
        shown = subprocess.check_output([sys.executable, "-I", "-c", code], text=True)

        assert ["__version__"] == list(importlib.import_module("partygrid").__all__)
        assert "[]" == shown.strip()


class TestDocstrings:
    def test_module(self, public_module_name):
        """
        Every public module says what it is for.
        """
        assert importlib.import_module(public_module_name).__doc__

    def test_sentence(self, public_module_name):
        """
        The first line about a public class or function is a sentence.
        """
        bad = []
        for name, value in exports(public_module_name).items():
            if inspect.isclass(value) or inspect.isroutine(value):
                text = inspect.cleandoc(vars(value).get("__doc__") or value.__doc__ or "")
                if not text.partition("\n")[0].endswith("."):
                    bad.append(name)

        assert [] == bad

    def test_example(self, public_module_name):
        """
        Every public function shows an example of its use.
        """
        functions = {
            name: value
            for name, value in exports(public_module_name).items()
            if inspect.isroutine(value)
        }

        assert [] == [name for name, value in functions.items() if ">>>" not in value.__doc__]


class TestLabels:
    @pytest.fixture
    def enums(self, module_names):
        """
        Every labelled enum of the library; tests may define others of their own.
        """
        for module_name in module_names:
            importlib.import_module(module_name)
        return [
            enum for enum in subclasses(LabelledEnum) if enum.__module__.startswith("partygrid")
        ]

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_present(self, enums, language):
        """
        Every member has a label in both languages.
        """
        assert [] == [
            str(member)
            for enum in enums
            for member in enum
            if not getattr(member.label, language).strip()
        ]

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_unique(self, enums, language):
        """
        No two members of one enum share a label, nor does one hide behind another as its alias.
        """
        doubled = []
        for enum in enums:
            labels = [getattr(member.label, language) for member in enum]
            if not len(set(labels)) == len(labels) == len(enum.__members__):
                doubled.append(enum.__qualname__)

        assert [] == doubled
