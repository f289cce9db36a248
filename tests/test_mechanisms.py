"""
The table of mechanisms says what is there today, and keeps its word on every row.
"""

import importlib
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = runpy.run_path(str(ROOT / "docs" / "_ext" / "mechanisms.py"))
LISTED = PAGE["listed"]()
ROWS = dict(enumerate(LISTED["mechanism"], 1))
BUILT = {number: row for number, row in ROWS.items() if "names" in row}
OUT = {number: row for number, row in ROWS.items() if row["scope"].startswith("OUT")}
CELL = re.compile(r"\s*\|\s*")


def table():
    """
    Read the rows of the page.
    """
    text = (ROOT / "docs" / "mechanisms.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [CELL.split(line.strip("| ")) for line in lines]


class TestPage:
    def test_current(self):
        """
        The page is made from the list; `make pages` writes it anew.
        """
        assert PAGE["mechanisms"]() == (ROOT / "docs" / "mechanisms.md").read_text("utf-8")

    def test_rows(self):
        """
        There are 69 rows in order, of eight cells each.
        """
        head, _, *rows = table()

        assert 8 == len(head)
        assert [*map(str, range(1, 70))] == [row[0] for row in rows]
        assert all(len(row) == 8 and all(row) for row in rows)

    def test_said_once(self):
        """
        No mechanism stands twice, and every source is listed.
        """
        for language in ("zh", "en"):
            names = [row[language] for row in ROWS.values()]
            assert len({*names}) == len(names)
        keys = {source["key"] for source in LISTED["source"]}
        assert keys == {key for row in ROWS.values() for key in row["sources"]}

    def test_not_built(self):
        """
        What is not built says so; what is out says why, and promises nothing.
        """
        rows = {int(row[0]): row for row in table()[2:]}
        for number, row in ROWS.items():
            if number in OUT:
                assert number not in BUILT
                assert len(row["scope"]) > len("OUT: ")
                assert rows[number][5:] == ["—"] * 3
            elif number not in BUILT:
                assert rows[number][5:] == ["not yet"] * 3
            assert row["scope"] == "in" or row["scope"].startswith(("part: ", "OUT: "))


@pytest.mark.parametrize("number", BUILT)
class TestBuilt:
    def test_names(self, number):
        """
        Every name is public.
        """
        for name in BUILT[number]["names"]:
            room, thing = name.split(".")
            assert thing in importlib.import_module(f"partygrid.{room}").__all__

    def test_example(self, number):
        """
        The example uses them, and is run: a page by the tests of documents, a script by its own.
        """
        example = BUILT[number]["example"]
        text = (ROOT / example).read_text(encoding="utf-8")
        script = re.fullmatch(r"examples/(\w+)\.py", example)

        if script is None:
            assert re.fullmatch(r"docs/\w+\.md", example)
            assert "```python" in text
        else:
            assert (ROOT / "tests" / "examples" / f"test_{script[1]}.py").is_file()
        assert any(name.rpartition(".")[2] in text for name in BUILT[number]["names"])

    def test_test(self, number):
        """
        The test exists, and holds tests.
        """
        path = ROOT / BUILT[number]["test"]

        assert "def test_" in path.read_text(encoding="utf-8")
