"""
Every example in the README, the documents and the docstrings is run.

Sybil is called here, and not from a `conftest.py` in the project's root, so that the
same tests run wherever the tests and the documents are copied.
"""

import ast
import doctest
import importlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from sybil import Document
from sybil.parsers.markdown import PythonCodeBlockParser

# What examples show is covered by the tests of the thing itself.
pytestmark = pytest.mark.untraced

ROOT = Path(__file__).parents[1]

READMES = ("README.md", "README.zh-CN.md")
PAGES = (
    *READMES,
    *sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").glob("**/*.md")),
)

# Pages about the project and not about its use.
WITHOUT_EXAMPLES = (
    "docs/architecture.md",
    "docs/changelog.md",
    "docs/contributing.md",
    "docs/glossary.md",
    "docs/howto/index.md",
    "docs/index.md",
    "docs/mechanisms.md",
    "docs/mutants.md",
    "docs/performance.md",
    "docs/scope.md",
    "docs/zh/glossary.md",
    "docs/zh/index.md",
)

# Pages made from docstrings and notebooks, which are run where they stand, and from packs.
GENERATED = re.compile(r"docs/(api/|notebooks/|(zh/)?catalogue/(?!index))")

# Python under any other name than `python` would be shown but not run.
UNRUN_FENCE = re.compile(r"^\s*(?:```+|~~~+)\s*(?:py|py3|pycon|python3)\b.*$", re.MULTILINE)

FENCE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)

OPEN_ENDED = ast.ClassDef | ast.For | ast.FunctionDef | ast.If | ast.Try | ast.While | ast.With


def unended(block):
    """
    Return the statements of a block that an interpreter does not see the end of.

    A loop or a function ends with an empty line; where the next statement follows without one, a
    block that is pasted line by line is a syntax error.
    """
    lines = block.splitlines()
    examples = doctest.DocTestParser().get_examples(block)
    between = [(one.source, lines[one.lineno : other.lineno]) for one, other in pairwise(examples)]
    return [
        source
        for source, shown in between
        if isinstance(ast.parse(source).body[-1], OPEN_ENDED)
        if not {"", "..."} & {line.strip() for line in shown}
    ]


@pytest.mark.parametrize("page", PAGES)
def test_page(page):
    """
    A page's examples, run from top to bottom, do what the page says.
    """
    for example in Document.parse(str(ROOT / page), PythonCodeBlockParser()):
        example.evaluate()


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page not in WITHOUT_EXAMPLES and not GENERATED.match(page)],
)
def test_page_has_examples(page):
    """
    A page holds at least one example, unless it is listed as one that needs none.
    """
    document = Document.parse(str(ROOT / page), PythonCodeBlockParser())

    assert list(document), f"{page} holds no ```python block"


@pytest.mark.parametrize("page", PAGES)
def test_page_hides_no_example(page):
    """
    Python stands in blocks marked `python`, because only those are run.
    """
    text = (ROOT / page).read_text(encoding="utf-8")

    assert [] == UNRUN_FENCE.findall(text)


@pytest.mark.parametrize("page", PAGES)
def test_page_can_be_pasted(page):
    """
    What is copied from a block can be pasted into a plain interpreter, statement by statement.
    """
    blocks = FENCE.findall((ROOT / page).read_text(encoding="utf-8"))

    assert [] == [source for block in blocks for source in unended(block)]


def test_docstrings_can_be_pasted(module_name):
    """
    The same of the examples in docstrings, in which an empty line ends the block.
    """
    found = doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module_name))

    assert [] == [source for each in found for source in unended(each.docstring)]


def test_docstrings(module_name):
    """
    The examples in a module's docstrings do what the docstrings say.
    """
    module = importlib.import_module(module_name)
    runner = doctest.DocTestRunner(verbose=False)
    report = []
    for docstring in doctest.DocTestFinder(exclude_empty=True).find(module, module_name):
        runner.run(docstring, out=report.append)

    assert "" == "".join(report)
