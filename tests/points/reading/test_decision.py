from datetime import date

from partygrid.dated import Quarter
from partygrid.points import Holder, Opening, Request, enrol, redeem


def told(decision, language="en"):
    """
    Give the lines of an explanation without those of its sources.
    """
    lines = decision.explain(language).splitlines()
    ends = [place for place, line in enumerate(lines) if line in ("Sources:", "来源：")]
    return lines[: ends[0]] if ends else lines


class TestExplained:
    def test_nothing(self, keep):
        """
        What came before decides nothing, and says so.
        """
        keeper = keep()
        keeper.close()
        again = keeper.enrol([Holder(id="f-1", kind="family", since=date(2025, 1, 1))], "01-31")

        assert told(again) == ["Decision on 2025-01-31", "decided 0 events, 0 granted, 0 refused"]
        assert told(again, "zh") == ["决定，2025-01-31", "决定 0 个事件，准予 0 项，未能兑换 0 项"]

    def test_no_day(self, keep):
        """
        Before anything happened there is no day to tell.
        """
        assert enrol(keep().first, [], on=date(2025, 1, 1)).heading is None

    def test_enrolled(self, keep, tariff_of, sums):
        """
        Who entered is named with the kind, the day and the opening balance.
        """
        keeper = keep(tariff_of(openings=(Opening("family", 5),)))
        new = [
            Holder(id="f-9", kind="family", since=date(2025, 1, 2)),
            Holder(id="r-9", kind="resident", since=date(2025, 1, 3)),
        ]
        found = keeper.enrol(new, "01-05")

        assert told(found)[2:] == [
            "  entered 2 holders (2025-01-05)",
            "    f-9 family (since 2025-01-02)",
            "      opening balance 5 points [1]",
            "    r-9 resident (since 2025-01-03)",
        ]
        assert "  加入 2户（2025-01-05）" in told(found, "zh")
        sums(found)

    def test_submitted(self, keep, sums):
        """
        Slips that came in are counted.
        """
        keeper = keep()
        found = keeper.submit(("s-1", "f-1", "report", "01-03", 1), on="01-05")

        assert told(found)[2:] == ["  slips came in 1 slip (2025-01-05)"]
        assert told(found, "zh")[2:] == ["  登记单提交 1单（2025-01-05）"]
        sums(found)

    def test_closed(self, keep, tariff_of, cap, sums):
        """
        A close says what slips were worth, what each cap cut off, and what is left of it.
        """
        keeper = keep(tariff_of(caps=(cap("all", 9), cap("day", 5, "day")), storage_cap=8))
        found = keeper.close(
            ("s-1", "f-1", "report", "01-03", 2),
            ("s-2", "f-1", "report", "01-04", 2),
            ("s-3", "f-2", "report", "01-04", 2),
            ("s-4", "f-2", "lecture", "01-05", 1),
        )
        digest = keeper.bank.months[0].digest[:12]

        assert told(found)[2:] == [
            "  slips came in 4 slips (2025-01-31)",
            (
                "  close of January 2025: credited 15 points = worth 20 − clipped 5 "
                "(2025-01-31, digest"
            ),
            f"      {digest}…)",
            "    worth 20 points (4 slips)",
            "    clipped 5 points = cap day 2 + storage cap 3",
            "      cap day 2 points",
            "      storage cap 3 points",
        ]
        assert "      存储上限 3 分" in told(found, "zh")
        sums(found)

    def test_delivered(self, keep, sums):
        """
        A delivery says how many there are now.
        """
        keeper = keep()
        keeper.deliver("rice", 2, "01-05")
        found = keeper.deliver("rice", 3, "01-06")

        assert told(found)[-2:] == [
            f"  delivery {found.events[0].delivery.id}: gift rice 3 pieces (2025-01-06)",
            "    in stock now 5 pieces",
        ]
        sums(found)

    def test_requests(self, keep, sums):
        """
        The window is named, and each request explains itself, refused ones first.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        day = date(2025, 2, 3)
        asked = [
            Request(id=f"o-{number}", holder=f"f-{number}", gift="soap", asked=day)
            for number in (1, 2)
        ]
        found = redeem(keeper.bank, Quarter(2025, 1), asked, on=day)
        lines = told(found)

        assert lines[1:4] == [
            "decided 1 event, 1 granted, 1 refused",
            (
                "  redemption for quarter 1 of 2025 2 requests "
                "(2025-02-03, open 2025-01-01 – 2025-03-31)"
            ),
            "  request o-2 refused: not enough points",
        ]
        assert "  request o-1 redeemed" in lines
        assert "    missing 5 points = needed 5 − there 0" in lines
        sums(found)
        again = redeem(found.bank, Quarter(2025, 1), asked, on=day)
        assert told(again)[2:] == lines[3:]

    def test_settled(self, keep, sums):
        """
        What was done to an order is told with the order.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        found = keeper.void("o-1", "02-04", "v-1")

        assert told(found)[2] == "  o-1 voided by v-1 voided (2025-02-04)"
        assert told(found, "zh")[2] == "  撤销冻结 v-1：o-1 已撤销（2025-02-04）"
        sums(found)

    def test_reversed(self, keep, sums):
        """
        A correction follows the slip that it took back.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        found = keeper.reverse("s-1", "02-03", "w-1")
        lines = told(found)

        assert lines[2] == "  w-1 takes back slip s-1 taken back"
        assert "      taken back w-1 6 points (since 2025-02-03)" in lines
        assert told(found, "zh")[2] == "  更正 w-1：登记单 s-1 已更正收回"
        sums(found)

    def test_reversed_unknown(self, keep, tariff_of, activity, series, sums):
        """
        A waiting slip that the tariff turned out not to know is taken back, and that is told.
        """
        usual = (activity("report", 3), activity("lecture", 2))
        activities = series(
            "activities",
            (usual, date(2024, 1, 1)),
            (usual[:1], date(2025, 1, 1), date(2025, 1, 10)),
        )
        keeper = keep(tariff_of(activities=activities))
        keeper.submit(("s-1", "f-1", "lecture", "01-03", 1), on="01-05")
        found = keeper.reverse("s-1", "01-20", "w-1")
        [line] = [" ".join(" ".join(told(found)[2:]).split())]

        assert line.startswith("w-1 takes back slip s-1 holder (activity: 'lecture' is not known")
        sums(found)
