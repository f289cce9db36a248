"""
The batch is run as a user runs it, on fewer workers, and its sums are checked another way.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from partygrid.dated import NotKnown
from partygrid.errors import PartyGridError
from partygrid.pay import payslip
from partygrid.people import Worker
from partygrid.serial import from_data

pytest.importorskip("rich")

PATH = Path(__file__).parents[2] / "examples" / "payroll_batch.py"
WORKERS = 1500


@pytest.fixture(scope="module")
def script():
    """
    Load the script as a module.
    """
    spec = importlib.util.spec_from_file_location("payroll_batch", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def printed():
    """
    Run the script, without a terminal.
    """
    return subprocess.run(
        [sys.executable, "-W", "error", PATH, str(WORKERS)],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )


def test_printed(printed):
    """
    It says how many were paid, the sums in fen and yuan, and who was refused by name of error.
    """
    lines = printed.stdout.splitlines()

    assert "2025-06: 1500 files, 1494 workers paid, 6 refused" == lines[0]
    assert re.match(r"post +\d+ +[\d,.]+$", lines[3])
    assert [
        "NotCoveredError",
        "UnknownNameError",
        "ValueNotAllowedError",
        "WrongTypeError",
    ] == [line.partition(":")[0] for line in lines if "Error:" in line]
    assert re.fullmatch(r"\d+ workers a second", lines[-1])
    assert "" == printed.stderr


def test_sums(script):
    """
    The sums are those of the payslips one by one.
    """
    terms, standings = script.PLACE.pay.on(script.MONTH, script.PAY_RUN), script.ratings()
    slips, refused = [], 0
    for line in script.files(WORKERS):
        try:
            slips.append(payslip(from_data(Worker, json.loads(line)), terms, standings))
        except PartyGridError:
            refused += 1
    sums = script.run(script.files(WORKERS), terms, standings)

    assert sums.paid == sum(slip.paid for slip in slips)
    assert sums.components == [
        sum(column) for column in zip(*(s.amounts for s in slips), strict=True)
    ]
    assert sum(sums.components) == sums.total
    assert sums.awaited == sum(isinstance(slip.award, NotKnown) for slip in slips) > 0
    assert sums.paid == sums.fixed + sums.award
    assert refused == sum(each.count for each in sums.refused.values()) == 6


def test_stream(script):
    """
    Files are read one after the other: the next is made when the last has been paid.
    """
    made = Counter()

    def watched():
        for line in script.files(5):
            made["files"] += 1
            assert made["files"] - made["paid"] == 1
            yield line
            made["paid"] += 1

    terms = script.PLACE.pay.on(script.MONTH, script.PAY_RUN)

    assert 4 == script.run(watched(), terms, script.ratings()).workers
