"""
The notebooks as they are stored; `make notebooks` runs them and compares.
"""

import json
import re
import struct
from base64 import b64decode
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
WIDEST = 1000
LARGEST = 100_000


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request):
    """
    Each notebook.
    """
    return request.param


@pytest.fixture
def book(path):
    """
    What is stored in it.
    """
    return json.loads(path.read_text(encoding="utf-8"))


def outputs(book):
    """
    List all that the cells show.
    """
    cells = (cell for cell in book["cells"] if cell["cell_type"] == "code")
    return [output for cell in cells for output in cell["outputs"]]


def texts(book):
    """
    List all that they show in letters.
    """
    for output in outputs(book):
        yield "".join(output.get("text", ""))
        for kind, data in output.get("data", {}).items():
            if kind.startswith("text/"):
                yield "".join(data)


def pictures(book):
    """
    List the pictures.
    """
    found = (output.get("data", {}).get("image/png") for output in outputs(book))
    return [b64decode("".join(data)) for data in found if data]


def test_five():
    """
    There are five, and the page beside them names each.
    """
    page = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert ["1", "2", "3", "4", "5"] == [path.stem[0] for path in PATHS]
    assert [] == [path.name for path in PATHS if f"({path.name})" not in page]


def test_summary_first(book):
    """
    Each begins with a title and a summary in Chinese.
    """
    first = "".join(book["cells"][0]["source"]).split("\n")

    assert first[0].startswith("# ")
    assert re.match(r"\*\*[\u4e00-\u9fff]+\*\*：[\u4e00-\u9fff]", first[2])


def test_was_run(book):
    """
    Each was run to its end without an error or a warning, such as of a character without a form.
    """
    found = outputs(book)

    assert found
    assert {"error"}.isdisjoint(output["output_type"] for output in found)
    assert {"stderr"}.isdisjoint(output.get("name") for output in found)


def test_same_every_time(book):
    """
    Nothing is stored that differs from run to run or from machine to machine.
    """
    shown = "\n".join(texts(book))
    counts = {cell["execution_count"] for cell in book["cells"] if cell["cell_type"] == "code"}

    assert {None} == counts
    assert {"language_info": {"name": "python"}} == {
        key: value for key, value in book["metadata"].items() if key != "kernelspec"
    }
    assert not re.search(r"\b0x[0-9a-f]+|/home/|/tmp/|/root/|/work/|site-packages", shown)


def test_form(book):
    """
    What is printed has the fields that the format of notebooks asks for, and no others.
    """
    printed = [output for output in outputs(book) if output["output_type"] == "stream"]

    assert all({"name", "output_type", "text"} == set(output) for output in printed)


def test_cells_have_names(book):
    """
    Cells keep their names, so that a change shows in one place.
    """
    names = [cell["id"] for cell in book["cells"]]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+-\d\d", name) for name in names)


def test_pictures(book):
    """
    Each has pictures of a modest size.
    """
    found = pictures(book)

    assert found
    for picture in found:
        width, _ = struct.unpack(">II", picture[16:24])
        assert width <= WIDEST
        assert len(picture) < LARGEST


def test_tables(book):
    """
    Where there is a table in Markdown, a terminal shows one line.
    """
    found = [
        output["data"] for output in outputs(book) if "text/markdown" in output.get("data", ())
    ]

    assert found
    assert {1} == {len("".join(data["text/plain"]).splitlines()) for data in found}
