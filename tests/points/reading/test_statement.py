from datetime import date

import pytest

from partygrid.dated import Month, Quarter, Week, Year
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.points import LineKind, Opening, balance, statement


@pytest.fixture
def told():
    """
    Give the lines of a statement as short rows: day, kind, number, points, change.
    """

    def found(keeper, holder, period):
        each = statement(keeper.bank, holder, period)
        return [
            (f"{line.on:%m-%d}", line.kind.value, line.ref, line.points, line.change)
            for line in each.lines
        ]

    return found


class TestLines:
    def test_opening(self, keep, tariff_of, told):
        """
        An account is opened with what the tariff gives its kind.
        """
        keeper = keep(tariff_of(openings=(Opening("family", 8),)))

        assert told(keeper, "f-1", Month(2025, 1)) == [("01-01", "opened", "f-1", 8, 8)]
        assert told(keeper, "r-1", Month(2025, 1)) == []

    def test_credited(self, keep, tariff_of, cap, told):
        """
        Slips are listed on the day of the close, in the order in which they were counted.
        """
        keeper = keep(tariff_of(caps=(cap("month", 7),)))
        keeper.close(
            ("s-2", "f-1", "report", "01-03", 1),
            ("s-1", "f-1", "lecture", "01-09", 3),
            ("s-3", "f-1", "report", "01-09", 1),
            ("s-4", "f-2", "report", "01-03", 1),
            on="02-03",
        )

        assert told(keeper, "f-1", Month(2025, 1)) == []
        assert told(keeper, "f-1", Month(2025, 2)) == [
            ("02-03", "credited", "s-2", 3, 3),
            ("02-03", "credited", "s-1", 4, 4),
            ("02-03", "clipped", "s-1", 2, 0),
            ("02-03", "credited", "s-3", 0, 0),
            ("02-03", "clipped", "s-3", 3, 0),
        ]

    def test_notes(self, keep, tariff_of, cap):
        """
        A slip says what was done and when, and what cut points off.
        """
        keeper = keep(tariff_of(caps=(cap("day", 1, "day"),), storage_cap=2))
        rows = (("s-1", "f-1", "hours", "01-03", 125), ("s-2", "f-1", "hours", "01-04", 61))
        keeper.close(*rows, ("s-3", "f-1", "hours", "01-05", 61))

        notes = [line.note for line in statement(keeper.bank, "f-1", Month(2025, 1)).lines]

        assert [note.en for note in notes] == [
            "2025-01-03 activity hours, 125 minutes",
            "cap day",
            "2025-01-04 activity hours, 61 minutes",
            "2025-01-05 activity hours, 61 minutes",
            "storage cap",
        ]
        assert [note.zh for note in notes[:2]] == ["2025-01-03 活动hours 125分钟", "上限day"]
        assert notes[-1].zh == "存储上限"

    def test_store(self, keep, told):
        """
        Holding takes points, posting what is held changes nothing, giving up gives them back.
        """
        keeper = keep()
        keeper.earn(("f-1", 30))
        keeper.hold("o-1", "f-1", "soap", "02-03", 2)
        keeper.post("o-1", "02-04", 1)
        keeper.void("o-1", "02-05")
        keeper.redeem("o-2", "f-1", "soap", "02-05", 3)
        keeper.cancel("o-2", "02-06")

        assert told(keeper, "f-1", Month(2025, 2)) == [
            ("02-03", "held", "o-1", 10, -10),
            ("02-04", "posted", "p-2", 5, 0),
            ("02-05", "released", "v-3", 5, 5),
            ("02-05", "redeemed", "o-2", 15, -15),
            ("02-06", "given_back", "c-4", 15, 15),
        ]

    def test_several_lots(self, keep, tariff_of, expiry, told):
        """
        What one command does to several lots is one line.
        """
        keeper = keep(tariff_of(expiry=expiry(6)))
        keeper.earn(("f-1", 3))
        keeper.earn(("f-1", 6))
        keeper.redeem("o-1", "f-1", "soap", "03-03")

        assert told(keeper, "f-1", Month(2025, 3)) == [("03-03", "redeemed", "o-1", 5, -5)]

    def test_lapse(self, keep, told):
        """
        A hold lapses on the day after its last, before what is decided on that day.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        expected = [("02-03", "held", "o-1", 5, -5), ("02-10", "released", "o-1", 5, 5)]

        assert told(keeper, "f-1", Month(2025, 2)) == expected
        keeper.redeem("o-2", "f-1", "soap", "02-10")
        assert told(keeper, "f-1", Month(2025, 2)) == [
            *expected,
            ("02-10", "redeemed", "o-2", 5, -5),
        ]

    def test_same_ids(self, keep, told):
        """
        What is done to an order under its own id, or another's, is no lapse and has its turn.
        """
        keeper = keep()
        keeper.hold("o-1", "f-1", "soap", "01-20")
        keeper.earn(("f-1", 12))
        keeper.hold("o-2", "f-1", "soap", "02-03")
        keeper.void("o-2", "02-03", "o-2")
        keeper.close(("s-2", "f-1", "report", "02-08", 1))
        keeper.reverse("s-2", "02-28", "o-2")

        assert told(keeper, "f-1", Month(2025, 2)) == [
            ("02-03", "held", "o-2", 5, -5),
            ("02-03", "released", "o-2", 5, 5),
            ("02-28", "credited", "s-2", 3, 3),
            ("02-28", "taken_back", "o-2", 3, -3),
        ]

    def test_taken_back(self, keep, told):
        """
        Of a wrong slip what is free is taken back at once, what was held when it comes back.
        """
        keeper = keep()
        keeper.earn(("f-1", 12))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        keeper.reverse("s-1", "02-05", "w")

        assert told(keeper, "f-1", Month(2025, 2)) == [
            ("02-03", "held", "o-1", 5, -5),
            ("02-05", "taken_back", "w", 7, -7),
            ("02-10", "released", "o-1", 5, 5),
            ("02-10", "taken_back", "o-1", 5, -5),
        ]

    def test_expired(self, keep, tariff_of, expiry, told):
        """
        Points expire on the first day on which they are no good any more, under their last.
        """
        keeper = keep(tariff_of(expiry=expiry(2)))
        keeper.earn(("f-1", 6))

        assert told(keeper, "f-1", Month(2025, 3)) == []
        assert told(keeper, "f-1", Month(2025, 4)) == [("04-01", "expired", "2025-03-31", 6, -6)]

    def test_expired_after(self, keep, tariff_of, expiry, told):
        """
        What lapses, is voided or cancelled after the last day expires at once.
        """
        keeper = keep(tariff_of(expiry=expiry(2)))
        keeper.earn(("f-1", 15), ("f-2", 5))
        keeper.redeem("o-1", "f-1", "soap", "03-27")
        keeper.hold("o-2", "f-1", "soap", "03-27")
        keeper.hold("o-3", "f-1", "soap", "03-27")
        keeper.void("o-2", "04-02")
        keeper.cancel("o-1", "04-03")

        assert told(keeper, "f-1", Month(2025, 4)) == [
            ("04-02", "released", "v-3", 5, 5),
            ("04-02", "expired", "2025-03-31", 5, -5),
            ("04-03", "released", "o-3", 5, 5),
            ("04-03", "expired", "2025-03-31", 5, -5),
            ("04-03", "given_back", "c-4", 5, 5),
            ("04-03", "expired", "2025-03-31", 5, -5),
        ]

    def test_expired_with_lapse(self, keep, tariff_of, expiry, told):
        """
        A hold that lapses on the day on which its points expire gives them back just before.
        """
        keeper = keep(tariff_of(expiry=expiry(2)))
        keeper.earn(("f-1", 6))
        keeper.hold("o-1", "f-1", "soap", "03-25")

        assert told(keeper, "f-1", Month(2025, 4)) == [
            ("04-01", "released", "o-1", 5, 5),
            ("04-01", "expired", "2025-03-31", 6, -6),
        ]

    def test_expired_before(self, keep, tariff_of, expiry, told):
        """
        Points registered after their last day are credited and expire with the close.
        """
        soon = expiry(1, base="activity")
        keeper = keep(tariff_of(expiry=soon, openings=(Opening("family", 4),)))
        keeper.close()
        keeper.close(on="03-03")
        keeper.close(("s-1", "f-1", "report", "01-20", 2, True))

        assert told(keeper, "f-1", Month(2025, 3)) == [
            ("03-31", "credited", "s-1", 6, 6),
            ("03-31", "expired", "2025-02-20", 6, -6),
        ]
        assert told(keeper, "f-1", Month(2025, 2)) == [("02-02", "expired", "2025-02-01", 4, -4)]

    def test_opening_of_the_past(self, keep, tariff_of, expiry, told):
        """
        An opening balance under a rule that ends it at once expires as it is opened.
        """
        quarter = expiry(0, "end_of_period", "registration", "month")
        keeper = keep(tariff_of(expiry=quarter, openings=(Opening("family", 4),)))

        assert told(keeper, "f-1", Year(2025)) == [
            ("01-01", "opened", "f-1", 4, 4),
            ("02-01", "expired", "2025-01-31", 4, -4),
        ]

    def test_taken_back_too_late(self, keep, tariff_of, expiry, told):
        """
        What had expired before the correction has expired.
        """
        keeper = keep(tariff_of(expiry=expiry(2)))
        keeper.earn(("f-1", 6))
        keeper.reverse("s-1", "04-02")

        assert told(keeper, "f-1", Quarter(2025, 2)) == [("04-01", "expired", "2025-03-31", 6, -6)]

    def test_slid(self, keep, tariff_of, expiry):
        """
        A credit that moves the last day of others is listed with both days.
        """
        keeper = keep(tariff_of(expiry=expiry(2, "sliding")))
        keeper.earn(("f-1", 3))
        keeper.earn(("f-1", 6))

        found = statement(keeper.bank, "f-1", Month(2025, 2))
        [line] = [line for line in found.lines if line.kind is LineKind.SLID]

        assert (line.ref, line.points, line.change) == ("2025-02", 0, 0)
        assert line.note.en == line.note.zh == "2025-03-31 → 2025-04-28"

    def test_slid_at_last(self, keep, tariff_of, expiry):
        """
        A close credits all it has to before it moves a last day.
        """
        keeper = keep(tariff_of(expiry=expiry(2, "sliding")))
        keeper.earn(("f-1", 3))
        keeper.earn(("f-1", 6), ("f-1", 9), ("f-1", 3))

        found = statement(keeper.bank, "f-1", Month(2025, 2))
        kinds = [line.kind for line in found.lines]

        assert kinds == [*(LineKind.CREDITED,) * 3, LineKind.SLID]


class TestBalances:
    @pytest.fixture
    def keeper(self, keep, tariff_of, expiry):
        """
        A bank in which much has happened to one account.
        """
        keeper = keep(tariff_of(expiry=expiry(2), openings=(Opening("family", 8),)))
        keeper.earn(("f-1", 12), ("f-1", 15))
        keeper.redeem("o-1", "f-1", "soap", "02-03", 2)
        keeper.reverse("s-1", "02-05")
        keeper.earn(("f-1", 9))
        keeper.hold("o-2", "f-1", "soap", "03-28")
        return keeper

    @pytest.mark.parametrize(
        "period",
        [
            Month(2025, 1),
            Month(2025, 2),
            Month(2025, 3),
            Month(2025, 4),
            Quarter(2025, 1),
            Week(2025, 14),
            Year(2025),
            Year(2024),
            Year(1),
        ],
    )
    def test_add_up(self, keeper, period):
        """
        The lines lead from the balance before the period to the one at its end.
        """
        found = statement(keeper.bank, "f-1", period)

        assert found.opening + sum(line.change for line in found.lines) == found.closing
        assert found.closing == balance(keeper.bank, "f-1", on=period.last_day).available
        assert found.balances()[-1:] == ((found.closing,) if found.lines else ())

    def test_next(self, keeper):
        """
        Each statement begins where the one before ended.
        """
        months = [statement(keeper.bank, "f-1", Month(2025, month)) for month in range(1, 8)]

        assert [each.opening for each in months] == [0, 35, 24, 19, 0, 0, 0]
        assert [each.closing for each in months] == [35, 24, 19, 0, 0, 0, 0]


class TestShown:
    @pytest.fixture
    def found(self, keep, tariff_of, cap, expiry):
        """
        A statement with a slip that was clipped, and a request.
        """
        keeper = keep(tariff_of(caps=(cap("month", 7),), expiry=expiry(2)))
        keeper.close()
        keeper.close(("s-1", "f-1", "report", "02-03", 3), ("s|2", "f-1", "lecture", "02-04", 1))
        keeper.redeem("o-1", "f-1", "soap", "03-03")
        return statement(keeper.bank, "f-1", Quarter(2025, 1))

    def test_text(self, found):
        """
        As a table of text each line shows what can be used after it.
        """
        activity = "2025-02-03 activity report, 3 times", "2025-02-04 activity lecture, 1 time"
        assert found.table("en").splitlines() == [
            "Statement of f-1, quarter 1 of 2025",
            "date        what              number  change  available  note",
            f"----------  ----------------  ------  ------  ---------  {'-' * 35}",
            "            available before                          0",
            f"2025-02-28  credited          s-1         +7          7  {activity[0]}",
            "2025-02-28  clipped           s-1        (2)          7  cap month",
            f"2025-02-28  credited          s|2         +0          7  {activity[1]}",
            "2025-02-28  clipped           s|2        (2)          7  cap month",
            "2025-03-03  redeemed          o-1         -5          2",
            "            available after                           2",
        ]

    def test_markdown(self, found):
        """
        As a table of Markdown nothing means anything but itself.
        """
        assert found.table(markdown=True).splitlines()[:6] == [
            "| 日期 | 事项 | 编号 | 增减 | 可用 | 说明 |",
            "| --- | --- | --- | ---: | ---: | --- |",
            "| | 期初可用 | | | 0 | |",
            "| 2025-02-28 | 登记入账 | s-1 | +7 | 7 | 2025-02-03 活动report 3次 |",
            "| 2025-02-28 | 超上限未计 | s-1 | (2) | 7 | 上限month |",
            r"| 2025-02-28 | 登记入账 | s\|2 | +0 | 7 | 2025-02-04 活动lecture 1次 |",
        ]

    def test_sums(self, found, sums):
        """
        Every sum can be done again, in both languages.
        """
        sums(found)

    def test_explained(self, found):
        """
        The closing balance is the opening one and what each kind of line changed.
        """
        assert found.explain("en").splitlines() == [
            "Statement of f-1, quarter 1 of 2025",
            "available after 2 points = available before 0 + credited 7 + clipped 0 + redeemed -5",
            "  available before 0 points",
            "  credited 7 points = s-1 7 + s|2 0",
            "    s-1 7 points (2025-02-28; 2025-02-03 activity report, 3 times)",
            "    s|2 0 points (2025-02-28; 2025-02-04 activity lecture, 1 time)",
            "  clipped 0 points = s-1 0 + s|2 0",
            "    s-1 0 points (2025-02-28, 2 concerned; cap month)",
            "    s|2 0 points (2025-02-28, 2 concerned; cap month)",
            "  redeemed -5 points = o-1 -5",
            "    o-1 -5 points (2025-03-03)",
        ]

    def test_one_line(self, found):
        """
        Its one line shows both balances.
        """
        assert repr(found) == "<Statement f-1, 2025-Q1: 0 → 2>"

    def test_language(self, found):
        """
        There are two languages.
        """
        with pytest.raises(ValueNotAllowedError, match="language"):
            found.table("fr")


class TestRefused:
    def test_period(self, keep):
        """
        A statement is of a period.
        """
        with pytest.raises(WrongTypeError, match="period"):
            statement(keep().bank, "f-1", date(2025, 1, 1))

    def test_bank(self):
        """
        A statement is read from a bank.
        """
        with pytest.raises(WrongTypeError, match="bank"):
            statement(None, "f-1", Month(2025, 1))

    def test_unknown(self, keep):
        """
        Only who has entered has an account.
        """
        with pytest.raises(UnknownNameError, match="nobody"):
            statement(keep().bank, "nobody", Month(2025, 1))
