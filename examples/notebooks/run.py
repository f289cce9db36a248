"""
Run the notebooks in this folder, and tell which of them no longer show what they come to.

``make notebooks`` runs all of them and fails if one is stale. ``make notebooks-write`` stores what
those came to. By hand: ``python examples/notebooks/run.py [--write] [the start of a name …]``.

Texts and tables must be the same to the letter. Pictures are looked at for presence only, since
other versions of the drawing library draw other dots; ``--write`` with names stores them anew.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import time
from difflib import unified_diff
from pathlib import Path
from typing import Any, Final

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE: Final = Path(__file__).resolve().parent
TIMEOUT: Final = 120
# The colours of a terminal, which an error carries.
COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
AT_ONCE: Final = max(2, os.cpu_count() or 1)


def cleaned(book: Any) -> Any:
    """
    Keep of a notebook that was run what is the same every time.
    """
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.metadata = {}
            cell.execution_count = None
            for output in cell.outputs:
                output.pop("execution_count", None)
                if output.output_type == "execute_result":
                    output["execution_count"] = None
                if "metadata" in output:
                    output["metadata"] = {}
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nbformat.validate(book)
    return book


def shown(cell: Any) -> list[tuple[str, str]]:
    """
    List what a cell shows; of a picture, that it is one.
    """
    found = []
    for output in cell.get("outputs", ()):
        if output.output_type == "stream":
            found.append((output.name, output.text))
        for kind, text in sorted(output.get("data", {}).items()):
            found.append((kind, "a picture" if kind.startswith("image/") else text))
    return found


def differences(stored: Any, fresh: Any) -> list[str]:
    """
    Say of each cell that shows something else which lines are others.
    """
    found = []
    for number, (old, new) in enumerate(zip(stored.cells, fresh.cells, strict=True)):
        if shown(old) != shown(new):
            before, after = ("\n".join(map("\n".join, shown(cell))) for cell in (old, new))
            lines = unified_diff(
                before.split("\n"), after.split("\n"), "stored", "now", n=0, lineterm=""
            )
            found.append("\n".join((f"cell {number}:", *lines)))
    return found


async def run(path: Path, gate: asyncio.Semaphore) -> Any:
    """
    Run one notebook in a kernel of its own.
    """
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(
        book,
        timeout=TIMEOUT,
        kernel_name="python3",
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        record_timing=False,
        resources={"metadata": {"path": str(HERE)}},
    )
    async with gate:
        await client.async_execute()
    return cleaned(book)


async def handle(path: Path, gate: asyncio.Semaphore, *, write: bool, named: bool) -> bool:
    """
    Run one notebook, and store it or compare it; give whether all is well.
    """
    stored = nbformat.read(path, as_version=4)
    start = time.perf_counter()
    try:
        fresh = await run(path, gate)
    except CellExecutionError as error:
        print(f"{path.name}: fails\n{COLOUR.sub('', str(error))}")
        return False
    found = differences(stored, fresh)
    took = f"{time.perf_counter() - start:.1f} s"
    if write and (found or named):
        nbformat.write(fresh, path)
        print(f"{path.name}: stored ({took})")
        return True
    print(f"{path.name}: {'stale' if found else 'as stored'} ({took})", *found, sep="\n")
    return not found


async def handle_all(paths: list[Path], *, write: bool, named: bool) -> bool:
    """
    Handle several notebooks, as many at once as there are cores.
    """
    gate = asyncio.Semaphore(AT_ONCE)
    each = (handle(path, gate, write=write, named=named) for path in paths)
    return all(await asyncio.gather(*each))


def main() -> None:
    """
    Read the command line.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="store what they come to")
    parser.add_argument("names", nargs="*", help="the start of a name; none: all notebooks")
    given = parser.parse_args()
    paths = sorted(
        path
        for path in HERE.glob("*.ipynb")
        if not given.names or path.name.startswith(tuple(given.names))
    )
    if not paths:
        sys.exit("there is no such notebook")
    if not asyncio.run(handle_all(paths, write=given.write, named=bool(given.names))):
        sys.exit("not as stored: look at the differences, then `make notebooks-write`")


if __name__ == "__main__":
    main()
