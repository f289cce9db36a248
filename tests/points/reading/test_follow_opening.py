from datetime import date

import pytest

from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.points import Opening, balance, follow_opening


@pytest.fixture
def keeper(keep, tariff_of, expiry):
    """
    A bank that opens accounts of families with 12 points, good for two months and some.
    """
    return keep(tariff_of(openings=(Opening("family", 12),), expiry=expiry(2)))


@pytest.fixture
def fates():
    """
    Give what became of an opening balance: what, how many, by which number, since when.
    """

    def found(keeper, day, holder="f-1"):
        became = follow_opening(keeper.bank, holder, on=day).became
        return [(each.fate.value, each.points, each.ref, f"{each.on:%m-%d}") for each in became]

    return found


class TestFates:
    def test_each_point(self, keeper, fates):
        """
        Points are redeemed, held, released, and expire after the last day, which is a good one.
        """
        keeper.redeem("o-1", "f-1", "soap", "01-20")
        keeper.hold("o-2", "f-1", "soap", "02-27")
        redeemed = ("redeemed", 5, "o-1", "01-20")

        assert fates(keeper, date(2025, 1, 1)) == [("available", 12, "", "01-01")]
        assert fates(keeper, date(2025, 2, 27)) == [
            redeemed,
            ("held", 5, "o-2", "02-27"),
            ("available", 2, "", "01-01"),
        ]
        assert fates(keeper, date(2025, 3, 1)) == fates(keeper, date(2025, 2, 27))
        assert fates(keeper, date(2025, 3, 6)) == [
            redeemed,
            ("expired", 5, "", "03-06"),
            ("expired", 2, "", "03-02"),
        ]

    def test_moved(self, keep, tariff_of, expiry):
        """
        Under the sliding rule a credit moves the last day, and the explanation tells both.
        """
        keeper = keep(tariff_of(openings=(Opening("family", 3),), expiry=expiry(1, "sliding")))
        keeper.earn(("f-1", 3))
        before, after = (
            follow_opening(keeper.bank, "f-1", on=day)
            for day in (date(2025, 1, 30), date(2025, 1, 31))
        )

        assert (before.expires, after.expires) == (date(2025, 2, 1), date(2025, 2, 28))
        assert "at first until 2025-02-01, moved since" in " ".join(after.explain("en").split())
        assert "moved since" not in before.explain("en")

    def test_as_balance(self, keeper):
        """
        What became of the points is what the lot of the balance says.
        """
        keeper.earn(("f-1", 6))
        keeper.redeem("o-1", "f-1", "soap", "02-03", 3)
        day = date(2025, 2, 3)
        lot = balance(keeper.bank, "f-1", on=day).lots[0]

        [each] = follow_opening(keeper.bank, "f-1", on=day).became
        assert (each.fate.value, each.points) == ("redeemed", lot.redeemed) == ("redeemed", 12)


class TestExplained:
    def test_text(self, keeper, sums):
        """
        The tariff, the last day and each point are told in both languages.
        """
        keeper.redeem("o-1", "f-1", "soap", "01-20")
        found = follow_opening(keeper.bank, "f-1", on=date(2025, 2, 1))

        assert repr(found) == "<OpeningReading f-1: credited 12>"
        assert found.explain("en").splitlines()[:7] == [
            "Opening balance of f-1 on 2025-02-01",
            "opening balance opened 2025-01-01",
            "  credited 12 points (family) [1]",
            (
                "  good until 2025-03-01 (for 2 months from the day of registration; "
                "counted from 2025-01-01) [1]"
            ),
            "  became 12 points = redeemed o-1 5 + available 7",
            "    redeemed o-1 5 points (gift soap, since 2025-01-20)",
            "    available 7 points (since 2025-01-01)",
        ]
        assert found.explain("zh").splitlines()[:3] == [
            "初始积分 f-1，2025-02-01",
            "初始积分 2025-01-01 开户",
            "  入账积分 12 分（家庭） [1]",
        ]
        sums(found)


class TestRefused:
    def test_nothing(self, keeper):
        """
        Who was given nothing, or nobody, has no opening balance to follow.
        """
        keeper.earn(("r-1", 3))
        for holder in ("r-1", "nobody"):
            with pytest.raises(UnknownNameError, match="holder"):
                follow_opening(keeper.bank, holder, on=date(2025, 2, 1))
        with pytest.raises(WrongTypeError, match="bank"):
            follow_opening(None, "f-1", on=date(2025, 2, 1))

    def test_too_early(self, keeper):
        """
        Before it was opened there was none.
        """
        with pytest.raises(ValueNotAllowedError, match="2025-01-01 or later: the day it was open"):
            follow_opening(keeper.bank, "f-1", on=date(2024, 12, 31))
