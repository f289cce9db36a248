"""
The pages that are made, or that list names, say what the library says today.
"""

import importlib
import json
import re
import runpy
from collections import Counter
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

import attrs
import pytest

from partygrid import errors, packs
from partygrid.dated import Scheme

DOCS = Path(__file__).parents[1] / "docs"
FOLDERS = {"en": DOCS, "zh": DOCS / "zh"}
GLOSSARY = runpy.run_path(str(DOCS / "_ext" / "glossary.py"))
TERMS = [term for room in GLOSSARY["rooms"]() for term in room["term"]]
NAMES = [(term, name) for term in TERMS for name in term["names"]]


def read(path):
    """
    Read a page.
    """
    return path.read_text(encoding="utf-8")


def public(name):
    """
    Find what a public name of the glossary stands for, and what it is a member of.
    """
    module, thing, *member = name.split(".")
    gathered = importlib.import_module(f"partygrid.{module}")
    assert thing in gathered.__all__
    return getattr(gathered, thing), *member


class TestCatalogue:
    @pytest.mark.parametrize("language", FOLDERS)
    @pytest.mark.parametrize("name", packs.names())
    def test_current(self, name, language):
        """
        A page says what `packs.catalogue` says; `make pages` writes it anew.
        """
        expected = packs.catalogue(packs.load(name)).markdown(language)

        assert expected == read(FOLDERS[language] / "catalogue" / f"{name}.md")

    @pytest.mark.parametrize("language", FOLDERS)
    def test_complete(self, language):
        """
        Every pack has a page, and nothing else does.
        """
        pages = {page.stem for page in (FOLDERS[language] / "catalogue").glob("*.md")}

        assert {*packs.names()} == pages - {"index"}


class TestGlossary:
    @pytest.mark.parametrize("language", FOLDERS)
    def test_current(self, language):
        """
        A page says what the list says; `make pages` writes it anew.
        """
        assert GLOSSARY["glossary"](language) == read(FOLDERS[language] / "glossary.md")

    @pytest.mark.parametrize("language", FOLDERS)
    def test_one_word_for_one_thing(self, language):
        """
        No word stands for two things.
        """
        assert [] == [
            word for word, count in Counter(term[language] for term in TERMS).items() if count > 1
        ]

    @pytest.mark.parametrize(("term", "name"), NAMES, ids=[name for _, name in NAMES])
    def test_names(self, term, name):
        """
        A name is public; the label of a member of an enum, or of a field, is its term.
        """
        found, *member = public(name)
        if not member:
            return
        if isinstance(found, type) and issubclass(found, Enum):
            label = found[member[0]].label
        elif isinstance(found, type) and issubclass(found, Scheme):
            label = found.parameters()[member[0]].label
        else:
            fields = {each.name for each in attrs.fields(found)} if attrs.has(found) else set()
            assert member[0] in fields | {*dir(found)}
            return

        assert (term["zh"], term["en"]) == (label.zh, label.en)


class TestErrors:
    def test_complete(self):
        """
        Every class of `partygrid.errors` has a section of its own, in the order of the table.
        """
        text = read(DOCS / "errors.md")
        sections = re.findall(r"^## `(\w+)`$", text, re.MULTILINE)
        rows = re.findall(r"^\| \[`(\w+)`\]", text, re.MULTILINE)

        assert {*errors.__all__} == {*sections}
        assert rows == sections[:-1]

    def test_cause_remedy_example(self):
        """
        Every error has a cause, a remedy and an example that raises it.
        """
        sections = re.split(r"^## `(\w+)`$", read(DOCS / "errors.md"), flags=re.MULTILINE)
        for name, text in zip(sections[1::2], sections[2::2], strict=True):
            assert "```python" in text, name
            if name != "Problem":
                assert "\nCause: " in text, name
                assert "\nRemedy: " in text, name
                assert f"errors.{name}: " in text or f"except {name}" in text, name
                assert "(most recent call last):\n\n" not in text, name


LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|<(https?://[^>\s]+)>")
ROOT = DOCS.parent
LINKING = [*ROOT.glob("README*.md"), *DOCS.glob("**/*.md")]


def links(page):
    """
    Give the links of a page, without those in its examples.
    """
    text = re.sub(r"^```.*?^```$", "", read(page), flags=re.MULTILINE | re.DOTALL)
    return [inside or outside for inside, outside in LINK.findall(text)]


@pytest.mark.parametrize("page", LINKING, ids=[str(page.relative_to(ROOT)) for page in LINKING])
class TestLinks:
    def test_inside(self, page):
        """
        A link to a file leads to one, on GitHub as on the site.
        """
        targets = [link.partition("#")[0] for link in links(page) if "://" not in link]

        assert [] == [each for each in targets if each and not (page.parent / each).exists()]

    def test_outside(self, page):
        """
        A link to another site has a scheme and a host; whether it is there, nobody asks here.
        """
        parts = [urlsplit(link) for link in links(page) if "://" in link]

        assert [] == [each for each in parts if each.scheme not in {"http", "https"}]
        assert [] == [each for each in parts if "." not in each.netloc]


class TestNotebooks:
    def test_complete(self):
        """
        Every notebook has a page of its own title, and nothing else does.
        """
        notebooks = {
            path.stem: json.loads(read(path))["cells"][0]["source"]
            for path in (ROOT / "examples" / "notebooks").glob("*.ipynb")
        }
        pages = {path.stem: read(path) for path in (DOCS / "notebooks").glob("*.md")}
        del pages["index"]

        assert {*notebooks} == {*pages}
        assert {name: "".join(source).splitlines()[0] for name, source in notebooks.items()} == {
            name: text.splitlines()[0] for name, text in pages.items()
        }


class TestApi:
    def test_every_module(self, public_module_name):
        """
        Every public module has a page, which the site fills from its docstrings.
        """
        if public_module_name == "partygrid":
            return
        room = public_module_name.removeprefix("partygrid.")

        assert f".. automodule:: {public_module_name}\n" in read(DOCS / "api" / f"{room}.md")
