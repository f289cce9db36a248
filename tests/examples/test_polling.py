"""
The example of polling is run as a user runs it, and its looks are held to what must be seen.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
LOOK = re.compile(r"^(\d{4}-\d\d-\d\d \S+)(.*)$", re.MULTILINE)


def printed(**environment):
    """
    Run the example and return what it prints.
    """
    done = subprocess.run(
        [sys.executable, EXAMPLES / "polling.py"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
    )
    assert 0 == done.returncode, done.stderr
    assert "" == done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def output():
    """
    What the example prints.
    """
    return printed()


class TestPolling:
    def test_looks(self, output):
        """
        It looks at reminders, at escalations, and one moment after what was due.
        """
        assert [
            "2025-09-28 11:00:00.000000",
            "2025-09-28 12:00:00.000001",
            "2025-10-10 10:00:00.000000",
            "2025-10-13 19:30:00.000001",
            "2025-10-14 10:00:00.000000",
            "2025-10-20 10:00:00.000000",
        ] == [at for at, _ in LOOK.findall(output)]

    def test_nothing_missed(self, output):
        """
        A microsecond before each look all was as at the look before.
        """
        first, *others = [words for _, words in LOOK.findall(output)]

        assert "" == first
        assert {"  (1 µs before: as at the last look)"} == set(others)
        assert output.endswith("查看 6 次，漏看 0 次 / 6 looks, 0 missed\n")

    def test_each_look_sees_something(self, output):
        """
        At every look something is new.
        """
        blocks = re.split(LOOK.pattern.replace("(", "(?:"), output, flags=re.MULTILINE)[1:]

        assert 6 == len(blocks)
        assert all("\n  * " in block for block in blocks)

    @pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Urumqi"])
    def test_any_zone(self, output, zone):
        """
        Where it is run changes nothing.
        """
        assert output == printed(TZ=zone)
