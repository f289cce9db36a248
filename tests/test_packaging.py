"""
What is installed, what importing it costs, and that its hook harms nobody.
"""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import partygrid

# The room that exists for tests, and so needs Hypothesis.
FOR_TESTS = ("partygrid.strategies",)

THIRD_PARTY = (
    "attr",
    "attrs",
    "cattr",
    "cattrs",
    "chinese_calendar",
    "dateutil",
    "holidays",
    "hypothesis",
    "narwhals",
    "numpy",
)


def run(code, *arguments):
    """
    Run code in a new interpreter that sees only what is installed; return what it prints.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert 0 == done.returncode, done.stderr
    return done.stdout.split()


def third_party_loaded_by(module):
    """
    Return the third-party packages that are loaded when a module is imported.
    """
    code = f"import sys, {module}; print(*(n for n in {THIRD_PARTY!r} if n in sys.modules))"
    return run(code)


def test_version():
    """
    The installed version is the one the package states.
    """
    assert partygrid.__version__ == metadata.version("partygrid")


def test_typed():
    """
    Type checkers are told to read the package's annotations.
    """
    assert Path(partygrid.__file__).with_name("py.typed").is_file()


class TestEntryPoint:
    def test_only_one(self):
        """
        The package hooks into Hypothesis and into nothing else.
        """
        assert [("hypothesis", "_", "partygrid._hypothesis:register")] == [
            (entry.group, entry.name, entry.value)
            for entry in metadata.distribution("partygrid").entry_points
        ]

    def test_resolves(self):
        """
        The hook exists and can be called; otherwise `import hypothesis` would fail for everybody.
        """
        (entry,) = metadata.distribution("partygrid").entry_points

        assert callable(entry.load())

    def test_harmless(self):
        """
        In a new process Hypothesis can be imported, hook and all.
        """
        assert ["fine"] == run("import hypothesis; print('fine')")


class TestImports:
    def test_root(self):
        """
        Importing the root loads nothing from other projects.
        """
        assert [] == third_party_loaded_by("partygrid")

    @pytest.mark.parametrize("module", ["partygrid.pay"])
    def test_rule_room(self, module):
        """
        Importing a room of rules loads attrs alone.
        """
        assert {"attr", "attrs"} >= set(third_party_loaded_by(module))

    def test_each_room(self, public_module_names):
        """
        A room loads what it needs, and no optional package but the one that it is for.
        """
        code = (
            "import importlib, sys\n"
            "for room in sys.argv[1:]:\n"
            "    for name in [*sys.modules]:\n"
            f"        if name.partition('.')[0] in {('partygrid', *THIRD_PARTY[2:])!r}:\n"
            "            del sys.modules[name]\n"
            "    importlib.import_module(room)\n"
            f"    loaded = [name for name in {THIRD_PARTY[3:]!r} if name in sys.modules]\n"
            "    print(room.partition('.')[2], *loaded, sep='+')\n"
        )
        # What Hypothesis registers stays registered: it is loaded last, and once.
        rooms = sorted(public_module_names[1:], key=lambda name: name.endswith("strategies"))
        found = {
            room: {*loaded} for room, *loaded in (line.split("+") for line in run(code, *rooms))
        }

        assert len(found) == len(rooms)
        assert {room: loaded for room, loaded in found.items() if loaded - {"dateutil"}} == {
            "calendars": {"dateutil", "holidays"},
            "laws": {"cattrs", "dateutil"},
            "serial": {"cattrs", "dateutil"},
            "strategies": {"dateutil", "hypothesis"},
        }
        assert {room for room, loaded in found.items() if not loaded} >= {
            "dated",
            "money",
            "org",
            "pay",
            "people",
        }

    def test_no_warning(self, module_names):
        """
        Every module can be imported where warnings are errors.
        """
        code = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
        done = subprocess.run(
            [sys.executable, "-I", "-W", "error", "-c", code, *module_names],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

        assert ("", 0) == (done.stderr, done.returncode)

    def test_without_hypothesis(self, module_names):
        """
        Only the room that exists for tests needs Hypothesis; the laws do not.
        """
        names = [name for name in module_names if not name.startswith(FOR_TESTS)]
        code = (
            "import importlib, sys; sys.modules['hypothesis'] = None; "
            "print(*(importlib.import_module(name).__name__ for name in sys.argv[1:]))"
        )

        assert names == run(code, *names)

    def test_strategies_say_what_to_install(self):
        """
        Who asks for strategies without Hypothesis is told which extra brings it.
        """
        code = (
            "import sys; sys.modules['hypothesis'] = None\n"
            "try:\n"
            "    import partygrid.strategies\n"
            "except ImportError as error:\n"
            "    print(error.name, 'partygrid[testing]' in str(error))\n"
        )

        assert ["hypothesis", "True"] == run(code)

    def test_without_holidays(self, module_names):
        """
        Only the calendars from outside need the extra `cn`.
        """
        names = [name for name in module_names if not name.startswith("partygrid.calendars")]
        code = (
            "import importlib, sys; sys.modules['holidays'] = None; "
            "print(*(importlib.import_module(name).__name__ for name in sys.argv[1:]))"
        )

        assert names == run(code, *names)
