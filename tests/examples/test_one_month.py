"""
The main example is run as a user runs it, and its output read as a user reads it.
"""

import os
import re
import subprocess
import sys
from decimal import Decimal
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
        [sys.executable, EXAMPLES / "one_month.py"],
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
def table(sections):
    """
    The lines of the payroll.
    """
    return sections["Payroll of June 2025, yuan"]


def fen(text):
    """
    Read an amount as a user does.
    """
    return int(Decimal(text.replace(",", "")) * 100)


def spans(line):
    """
    Find where the cells of a line start and end, in columns of a terminal.
    """
    return [
        (display_width(line[: cell.start()]), display_width(line[: cell.end()]))
        for cell in re.finditer(r"\S+", line)
    ]


class TestPage:
    def test_width(self, output):
        """
        No line is wider than a hundred columns.
        """
        wide = [line for line in output.split("\n") if display_width(line) > MOST_COLUMNS]

        assert [] == wide

    def test_sections(self, sections):
        """
        Each part of the job stands under its heading, what was assumed last.
        """
        assert [
            "Payroll of June 2025, yuan",
            "Refused, not paid zero",
            "One payslip, explained",
            "Floors of means",
            "One more criterion met",
            "Next change",
            "Days of payment",
            "Assumed",
        ] == list(sections)
        assert all(sections.values())

    def test_headings(self, output):
        """
        Every heading is in Chinese and in English.
        """
        headings = re.findall(r"^== (.*) / (.*) ==$", output, flags=re.MULTILINE)

        assert 8 == len(headings)
        assert all(re.search("[\u4e00-\u9fff]", zh) for zh, _ in headings)
        assert all(en.isascii() for _, en in headings)

    def test_same_again(self, output):
        """
        Run again, with another seed for hashes, it prints the same.
        """
        seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"

        assert output == printed(PYTHONHASHSEED=seed)


class TestPayroll:
    def test_rows(self, table):
        """
        A header, a rule, twenty-two workers and the total.
        """
        header, rule, *rows, total = table

        assert [
            "人员",
            "岗位",
            "职级",
            "年限",
            "薪酬总额",
            "固定部分",
            "绩效奖励",
            "应发",
        ] == header.split()
        assert {"-", " "} == set(rule)
        paid = [f"w-{n:02}" for n in (*range(1, 22), 24)]

        assert paid == [row.split()[0] for row in rows]
        assert "合计" == total.split()[0]

    def test_aligned(self, table):
        """
        Every cell lies within its column, names to the left and numbers to the right.
        """
        header, rule, *rows, total = table
        columns = spans(rule)
        for line in (header, *rows):
            first, position, *numbers = spans(line)
            assert columns[0][0] == first[0]
            assert columns[1][0] == position[0]
            assert [end for _, end in columns[2:]] == [end for _, end in numbers]
            assert all(
                start >= column
                for (column, _), (start, _) in zip(columns[2:], numbers, strict=True)
            )
        _, *sums = spans(total)
        assert [columns[4][1], columns[7][1]] == [end for _, end in sums]

    def test_totals(self, table):
        """
        The printed columns add up to the printed totals.
        """
        cells = [row.split() for row in table[2:-1]]
        _, total, paid = table[-1].split()

        assert fen(total) == sum(fen(row[4]) for row in cells)
        assert fen(paid) == sum(fen(row[7]) for row in cells)

    def test_each_row(self, table):
        """
        Fixed part and award make the pay of a row; an award not known yet leaves the fixed part.
        """
        cells = [row.split() for row in table[2:-1]]
        for *_, fixed, award, paid in cells:
            assert fen(paid) == fen(fixed) + (0 if award == "尚未评定" else fen(award))
        assert 0 < sum(row[6] == "尚未评定" for row in cells) < len(cells)

    def test_by_hand(self, table):
        """
        One row worked out by hand: level 3, four years, assistant, four of five criteria met.
        """
        # 2930.50 × 1.17 = 3428.685, so 3428.69; + 142.00 + 120.00 = 3690.69;
        # 20 % = 738.138, so 738.14; fixed 2952.55; 80 % of 738.14 = 590.512, so 590.51
        amounts = ["3,690.69", "2,952.55", "590.51", "3,543.06"]

        assert ["w-02", "成员", "3", "4", *amounts] == table[3].split()

    def test_levels(self, table):
        """
        Levels are worked out on the ladder, each from facts of its own kind.
        """
        rows = {row.split()[0]: row.split()[1:4] for row in table[2:-1]}

        # A degree recorded late, a failed year, two excellent years: 1 + 1 + 2, 1 + 2 + 1 and
        # 1 + 3 + 1 + 1; who holds two offices has the higher position.
        assert ["成员", "4", "5"] == rows["w-03"]
        assert ["成员", "4", "7"] == rows["w-15"]
        assert ["成员", "6", "9"] == rows["w-08"]
        assert ["副职", "5", "4"] == rows["w-19"]

    def test_parts(self, table):
        """
        Who leaves on the 11th is paid ten days of thirty, and who is on probation 80 %.
        """
        rows = {row.split()[0]: row.split()[4:] for row in table[2:-1]}

        # level 5, ten years, senior: 2930.50 × 1.34 = 3926.87, 355.00 and 450.00; a third of each
        # is 1308.957, 118.333 and 150.00; 20 % of 1577.29 = 315.458, so 315.46
        assert ["1,577.29", "1,261.83", "尚未评定", "1,261.83"] == rows["w-24"]
        # 80 % of 2930.50, and no award
        assert ["2,344.40", "2,344.40", "0.00", "2,344.40"] == rows["w-16"]


class TestRefused:
    def test_named(self, sections, table):
        """
        Two workers are refused by name, with the reason, and neither stands in the payroll.
        """
        text = "\n".join(sections["Refused, not paid zero"])
        refused = re.findall(r"^(w-\d\d): ", text, flags=re.MULTILINE)

        assert ["w-22", "w-23"] == refused
        assert "staff: got 'state_cadre'; allowed: professional" in text
        assert "office: 'volunteer' is not known; allowed: committee_member" in text
        assert not any(line.startswith(tuple(refused)) for line in table)


class TestExplained:
    def test_both_languages(self, sections):
        """
        One payslip is explained in Chinese and then in English, to the same pay.
        """
        lines = sections["One payslip, explained"]
        blank = lines.index("")

        assert "2025年6月工资单 w-02（截至 2025-06-30 所知）" == lines[0]
        assert lines[1].startswith("应发 3,543.06 元 = 固定部分 2,952.55 + 绩效奖励 590.51")
        assert "Payslip w-02, June 2025 (as known on 2025-06-30)" == lines[blank + 1]
        assert lines[blank + 2].startswith("payable 3,543.06 yuan = fixed part 2,952.55 + award")

    def test_every_source_is_listed(self, sections):
        """
        Every number in brackets is explained below, in each language.
        """
        text = "\n".join(sections["One payslip, explained"])
        for half in (text.partition("\n\n")[0], text.partition("\n\n")[2]):
            listed = re.findall(r"^  \[(\d+)\] ", half, flags=re.MULTILINE)
            assert set(listed) == set(re.findall(r"\[(\d+)\]", half))
            assert ["1", "2", "3", "4", "5"] == listed


class TestFloors:
    def test_sums(self, sections, table):
        """
        The sum of each position is held against its floor times the workers counted.
        """
        text = "\n".join(sections["Floors of means"])
        cells = [row.split() for row in table[2:-1]]
        left_out = {"w-16", "w-24"}
        for position in ("成员", "副职", "正职"):
            paid = [fen(row[7]) for row in cells if row[1] == position and row[0] not in left_out]
            assert f"合计 {sum(paid) / 100:,.2f} 元\n    人数 {len(paid)} 人" in text

    def test_verdicts(self, sections):
        """
        Two floors are met and one is not; part months and probation are named, not counted.
        """
        text = "\n".join(sections["Floors of means"])

        assert 2 == len(re.findall("^结论 达标", text, flags=re.MULTILINE))
        assert 1 == len(re.findall("^结论 未达标", text, flags=re.MULTILINE))
        assert "未计入（不满期、不满月或试用期） w-16, w-24" in text
        # 3 × 6,500.00 − 17,867.67
        assert "差额 1,632.33 元" in text


class TestNext:
    def test_change(self, sections):
        """
        The next full year shows in the month after it, as facts are read on the first.
        """
        text = "\n".join(sections["Next change"])

        assert "w-02 下次薪酬变动：2026-04-01" in text
        assert "变动额 35.50 元 = 变动后月标准 3,726.19 − 变动前月标准 3,690.69" in text

    def test_days(self, sections):
        """
        The month is paid in the month after.
        """
        assert [
            "固定部分 / fixed pay: 2,952.55 元, 2025-07-15",
            "绩效奖励 / award: 590.51 元, 2025-07-15",
        ] == sections["Days of payment"]


class TestWhatIf:
    def test_one_share_of_the_pool(self, sections):
        """
        One more criterion met brings a fifth of the pool, as far as whole fen can show it.
        """
        # Four fifths of 738.14 are 590.512, so 590.51; all five 738.14.
        first, second = sections["One more criterion met"]

        assert "w-02: 590.51 → 738.14 元" == first
        assert "应发变化 / change in pay: 147.63 元" == second
        # a fifth of 738.14 is 147.628
        assert 147_63 == 738_14 - 590_51 == round(738_14 / 5)


class TestAssumed:
    def test_every_guess(self, sections):
        """
        What was supposed is listed last, the base and the floor among it.
        """
        text = "".join(line.strip() for line in sections["Assumed"])

        assert "2,930.50" in text
        assert "正职平均应发不低于每月6,500.00元" in text.replace(" ", "")
        assert all(line.startswith(("- ", "  ")) for line in sections["Assumed"])
