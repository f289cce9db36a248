"""
What is handed out: an sdist from which all can be made and tested, a wheel with the library alone.
"""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

import partygrid

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "partygrid"
FOLDERS = ("docs", "examples", "src", "tests")
FILES = {
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "PKG-INFO",
    "README.md",
    "README.zh-CN.md",
    "pyproject.toml",
}
# What tools leave behind.
LEFT = {"__pycache__", ".ipynb_checkpoints", ".hypothesis", ".pytest_cache"}

pytest.importorskip("hatchling")
if not PACKAGE.is_dir():
    pytest.skip("only where the sources are", allow_module_level=True)

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """
    Build both, as `python -m build` does, without an environment of its own.
    """
    place = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(place)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return place


@pytest.fixture(scope="module")
def wheel(built):
    """
    The names in the wheel, with what is in them.
    """
    [path] = built.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


@pytest.fixture(scope="module")
def sdist(built):
    """
    The names in the sdist, without the folder that all lie in.
    """
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as opened:
        names = [member.name for member in opened.getmembers() if member.isfile()]
    return {name.partition("/")[2] for name in names}


def files(folder):
    """
    List the files of a folder, by their paths from the root.
    """
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not LEFT & {*path.parts}
    }


class TestWheel:
    def test_complete(self, wheel):
        """
        Every module is there, and the mark that they are typed.
        """
        modules = {name.removeprefix("src/") for name in files(PACKAGE)}

        assert "partygrid/py.typed" in modules
        assert modules == {name for name in wheel if name.startswith("partygrid/")}

    def test_nothing_else(self, wheel):
        """
        Beside the library only what describes it: no tests, no documents.
        """
        about = f"partygrid-{partygrid.__version__}.dist-info"

        assert {name.partition("/")[0] for name in wheel} == {"partygrid", about}
        assert {f"{about}/licenses/LICENSE", f"{about}/entry_points.txt"} <= {*wheel}


class TestSdist:
    def test_complete(self, sdist):
        """
        All is there from which library, documents, examples and tests are made.
        """
        assert {name for folder in FOLDERS for name in files(ROOT / folder)} <= sdist
        assert sdist >= FILES

    def test_nothing_else(self, sdist):
        """
        And nothing that tools left behind.
        """
        assert {name for name in sdist if "/" not in name} == FILES
        assert {name.partition("/")[0] for name in sdist if "/" in name} == {*FOLDERS}
        assert not any(LEFT & {*Path(name).parts} for name in sdist)


class TestMetadata:
    @pytest.fixture
    def metadata(self, wheel):
        """
        What the wheel says of itself.
        """
        [text] = [text for name, text in wheel.items() if name.endswith("/METADATA")]
        return message_from_string(text)

    def test_needs(self, metadata):
        """
        It needs what the project says, and each extra what that says, with no upper bound.
        """
        needed = [text.replace(" ", "") for text in metadata.get_all("Requires-Dist")]
        expected = [*PROJECT["dependencies"]]
        for extra, more in PROJECT["optional-dependencies"].items():
            expected += [f"{each};extra=='{extra}'" for each in more]

        assert sorted(expected) == sorted(needed)
        assert not any("<" in each or "==" in each.partition(";")[0] for each in needed)
        assert {"cn", "testing"} == {*metadata.get_all("Provides-Extra")}
        assert ">=3.11" == metadata["Requires-Python"]

    def test_described(self, metadata):
        """
        It says what it is, under which licence, for which Pythons, and that it is typed.
        """
        classifiers = metadata.get_all("Classifier")

        assert "MIT" == metadata["License-Expression"]
        assert "text/markdown" == metadata["Description-Content-Type"]
        assert "# partygrid" == metadata.get_payload().splitlines()[0]
        assert "Typing :: Typed" in classifiers
        assert {f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13)} <= {
            *classifiers
        }


def test_oldest():
    """
    `make oldest` tests with the lowest version of each dependency that the project allows.
    """
    lines = (ROOT / "tests" / "oldest.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if "==" in line)
    asked = PROJECT["dependencies"] + [
        each for more in PROJECT["optional-dependencies"].values() for each in more
    ]
    bounds = dict(each.split(">=") for each in asked)

    assert pinned.keys() == bounds.keys()
    for name, bound in bounds.items():
        assert pinned[name].startswith(bound)
