"""
The example of a points bank is run as a user runs it, and its figures are worked out by hand.
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
        [sys.executable, EXAMPLES / "points_quarter.py"],
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


@pytest.fixture(scope="module")
def cells(sections):
    """
    The cells of each row of the table in a section, by the first of them.
    """

    def of(heading):
        lines = sections[heading]
        start = next(n for n, line in enumerate(lines) if set(line) == {"-", " "})
        return {line.split()[0]: line.split()[1:] for line in lines[start + 1 :] if line.strip()}

    return of


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
            "Slips and what they earned",
            "Closed months",
            "Held gifts: one fetched, one not",
            "A wrong slip taken back",
            "Redeemed on the last day of the window",
            "Why not me?",
            "One statement",
            "All accounts on 2025-12-31",
            "The year appraised, among those who entered",
        ] == list(sections)
        assert all(sections.values())

    @pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Urumqi"])
    def test_any_zone(self, output, zone):
        """
        Where it is run changes nothing.
        """
        assert output == printed(TZ=zone)

    def test_same_again(self, output):
        """
        Run again, with another seed for hashes, it prints the same.
        """
        seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"

        assert output == printed(PYTHONHASHSEED=seed)


class TestEarned:
    @pytest.mark.parametrize(
        ("slip", "worth", "credited", "why"),
        [
            # Twice 3 points; nothing is cut off.
            ("s-01", "6", "6", ""),
            # The household had 4 of its 5 points a day for waste: 30 pieces are 3 points.
            ("s-03", "3", "1", "垃圾分类每日上限"),
            # 150 minutes at a point an hour: the half point falls away.
            ("s-04", "2", "2", ""),
            # Four times 3, at most 10 a day.
            ("s-06", "12", "10", "每日上限"),
            # Late, of a day on which s-04 had used 2 of 10: 8 are left.
            ("s-08", "9", "8", "补报，每日上限"),
            # Wrong, but it was registered, and the closed month stays as it is.
            ("s-12", "4", "4", ""),
        ],
    )
    def test_by_hand(self, cells, slip, worth, credited, why):
        """
        Worth, credited points and what cut the rest off, as worked out by hand.
        """
        row = cells("Slips and what they earned")[slip]
        figures = [cell for cell in row if re.fullmatch(r"\d+", cell)]

        assert [worth, credited] == figures
        assert why == ("" if row[-1] == credited else row[-1])

    def test_months(self, cells):
        """
        Each month holds its slips, the late one the month that registered it.
        """
        # 6 + 4 + 1 + 2 + 6 + 10 + 10; 8 + 9 + 9 + 9 + 4 + 9 + 4 + 9; 9 + 9 + 2 + 9 + 9 + 4.
        assert [("7", "39"), ("8", "61"), ("6", "42")] == [
            tuple(row[1:3]) for row in cells("Closed months").values()
        ]


class TestSpent:
    def test_holds(self, cells):
        """
        A hold that was fetched is redeemed, one that was not has lapsed.
        """
        found = cells("Held gifts: one fetched, one not")

        assert ["已兑换", "冻结失效"] == [found["r-1"][-1], found["r-2"][-1]]

    def test_orders(self, cells):
        """
        What was granted took its price; what was refused took nothing, and says what it lacks.
        """
        found = cells("Redeemed on the last day of the window")

        assert ["45", "0", "0", "20", "15"] == [row[2] for row in found.values()]
        # One detergent; f-1 had asked two days before.
        assert ["未能兑换", "库存不足，缺", "1", "件"] == found["r-4"][3:]
        # 10 + 9 + 9 less the meal of 15 are 13; tissues are 20.
        assert ["未能兑换", "积分不足，缺", "7", "分"] == found["r-5"][3:]

    def test_refusal(self, sections):
        """
        Who was not given the gift is told why, in both languages, and of nobody else.
        """
        text = "\n".join(sections["Why not me?"])

        assert "结果 未能兑换：库存不足" in text
        assert "先申请者优先 1份申请" in text
        assert "outcome refused: not enough in stock" in text
        assert "who asked first 1 request" in text
        # 10 + (2 + 6) + (8 + 9) + (9 + 2): what was taken back is not among them.
        assert "可用积分 46 分 = 至 2026-10-01 止 10 + 至 2026-10-31 止 8" in text
        assert not re.search(r"\bf-1\b", text)

    def test_correction(self, sections):
        """
        The wrong slip's points are taken back, with who asked for it and why.
        """
        text = "\n".join(sections["A wrong slip taken back"])

        assert "登记单 已更正收回" in text
        assert "更正收回 c-1 4 分（2025-12-29 起）" in text
        assert "更正 c-1（认定人提出，2025-12-29，not_present）" in text


class TestAccounts:
    def test_statement(self, sections):
        """
        The statement's changes lead from nothing to what can be used at the end.
        """
        lines = sections["One statement"]
        changes = [int(found) for found in re.findall(r" ([+-]\d+) ", "\n".join(lines))]

        assert [10, 2, 6, 8, 9, 4, -4, 9, 2] == changes
        assert 46 == sum(changes) == int(lines[-1].split()[-1])

    def test_conserved(self, cells):
        """
        What was credited is redeemed, held, expired, taken back or there.
        """
        found = cells("All accounts on 2025-12-31")
        for row in found.values():
            credited, *became = map(int, row[:6])
            assert credited == sum(became)
        assert {"f-1": "2", "f-2": "46", "f-3": "13", "m-1": "3", "p-1": "5", "u-1": "4"} == {
            name: row[5] for name, row in found.items()
        }

    def test_honours(self, cells):
        """
        Ranked is what the year earned, without opening points; who did not enter is not listed.
        """
        found = cells("The year appraised, among those who entered")
        posted = found.pop("公示至")

        assert {
            "f-1": ["37", "1", "优秀家庭"],
            "f-2": ["36", "2", "优秀家庭"],
            "f-3": ["18", "3", "优秀家庭"],
            "m-1": ["23", "1", "优秀商户"],
            "u-1": ["19", "1", "优秀共建单位"],
        } == found
        # From Monday 5 January: 6, 7, 8, 9 and 12 are working days.
        assert "2026-01-12" == posted[-1]
