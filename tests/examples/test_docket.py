"""
The example of a docket is run as a user runs it, and its output read as a clerk reads it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from partygrid.trace import display_width

EXAMPLES = Path(__file__).parents[2] / "examples"
MOST_COLUMNS = 100


def printed(**environment):
    """
    Run the example and return what it prints.
    """
    done = subprocess.run(
        [sys.executable, EXAMPLES / "docket.py"],
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


@pytest.fixture(scope="module")
def sections(output):
    """
    The lines below each heading, blank ones around them cut off; headings are in both languages.
    """
    found = {}
    for block in re.split(r"^== ", output, flags=re.MULTILINE)[1:]:
        heading, _, text = block.partition(" ==\n")
        found[heading.partition(" / ")[2]] = text.strip("\n").split("\n")
    return found


class TestPage:
    def test_width(self, output):
        """
        No line is wider than a hundred columns.
        """
        assert [] == [line for line in output.split("\n") if display_width(line) > MOST_COLUMNS]

    def test_sections(self, sections):
        """
        Each part of the job stands under its heading.
        """
        assert [
            "Due, at 2025-10-10 12:00",
            "Late and not done",
            "In hand, by unit",
            "Rates, each with its two parts",
            "Given against the list of duties",
            "When to look again",
            "One due date, explained",
        ] == list(sections)
        assert all(sections.values())

    @pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Urumqi"])
    def test_any_zone(self, output, zone):
        """
        Where it is run changes nothing: office time is the time of all of China.
        """
        assert output == printed(TZ=zone)

    def test_same_again(self, output):
        """
        Run again, with another seed for hashes, it prints the same.
        """
        seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"

        assert output == printed(PYTHONHASHSEED=seed)


class TestDue:
    def test_order(self, sections):
        """
        What is due first stands first, what stands still stands last and has no due instant.
        """
        _, _, *rows = (row.split() for row in sections["Due, at 2025-10-10 12:00"])
        due = [" ".join(row[3:5]) for row in rows[:-1]]

        assert due == sorted(due)
        assert ["c-08", "办结", "暂停计时", "—"] == rows[-1][:4]

    @pytest.mark.parametrize(
        ("case", "due"),
        [
            # Received on Friday 26 September: Sunday 28, 29, 30, then 9 and 10 October.
            ("c-03", "10-10 19:30"),
            # Received on Sunday 28: 29, 30, 9, 10, and Monday 13, for the games are on the 11th.
            ("c-02", "10-13 19:30"),
            # The same, and stopped from 29 September to 10 October: 30, 9 and 10 are given back.
            ("c-07", "10-16 19:30"),
            # Received on the 25th: due on 9 October, and five working days more.
            ("c-09", "10-16 19:30"),
            # Opened again on 30 September: 9, 10, 13, 14, 15.
            ("c-11", "10-15 19:30"),
        ],
    )
    def test_by_hand(self, sections, case, due):
        """
        Due days over the festival, counted on a paper calendar.
        """
        [row] = [row for row in sections["Due, at 2025-10-10 12:00"] if row.startswith(case)]

        assert f"办结  计时中    {due}" in row

    def test_hours(self, sections):
        """
        One hour of the office from 11:40.
        """
        assert (
            "c-12  签收  计时中    10-10 12:40  0:40:00" == sections["Due, at 2025-10-10 12:00"][2]
        )


class TestLate:
    def test_since(self, sections):
        """
        One is late, since the instant it was due, and was urged at the next opening.
        """
        [row] = sections["Late and not done"][2:]

        assert ["c-04", "办结", "10-09", "19:30"] == row.split()[:4]
        assert row.endswith("提醒 09-30 10:00、催办 10-10 10:00")


class TestDocket:
    def test_load(self, sections):
        """
        Eight cases are in hand; those resolved are in nobody's.
        """
        assert [["community-1", "3", "0", "0"], ["community-2", "5", "1", "1"]] == [
            row.split() for row in sections["In hand, by unit"][2:]
        ]

    def test_rates(self, sections):
        """
        Each rate is shown with both of its parts, counted by hand.
        """
        # Signed for in time: c-01 to c-11; c-10 was handed over before, which counts nowhere.
        # Resolved in time: c-01, c-05, c-10, c-11; called back: c-01, c-05, c-11. Late: solving
        # c-04 and c-06.
        found = [
            re.findall(r"^(\S+) +(\d+) ÷ (\d+)", row)[0]
            for row in sections["Rates, each with its two parts"]
        ]

        assert [
            ("按时办理率", "18", "20"),
            ("响应率", "11", "12"),
            ("办结率", "4", "12"),
            ("满意率", "2", "3"),
        ] == found

    def test_shield(self, sections):
        """
        A matter in which a community may only assist was given to one to lead.
        """
        lines = sections["Given against the list of duties"]

        assert "交社区事项在职责清单之内：c-10/e-1" == lines[0]
        assert 1 == sum(line.startswith("结论 未达标") for line in lines)

    def test_next(self, sections):
        """
        The next look is just after the next due instant.
        """
        assert ["2025-10-10 12:40:00.000001 c-12 签收"] == sections["When to look again"]


class TestExplained:
    def test_both_languages(self, sections):
        """
        The limit and its extension are explained in Chinese and then in English.
        """
        lines = sections["One due date, explained"]
        zh, en = lines[: lines.index("")], lines[lines.index("") + 1 :]

        assert ["办结：计时中", "solve: running"] == [zh[0], en[0]]
        assert "  延期 5个工作日，2025-10-16 19:30:00 到期" in zh
        assert "  extension 5 working days, due 2025-10-16 19:30:00" in en
        assert any("国庆节调休上班" in line for line in zh)
        assert any("community games: office closed" in line for line in en)
        for half in ("\n".join(zh), "\n".join(en)):
            listed = re.findall(r"^  \[(\d+)\] ", half, flags=re.MULTILINE)
            assert set(listed) == set(re.findall(r"\[(\d+)\]", half))
