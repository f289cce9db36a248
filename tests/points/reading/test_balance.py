from datetime import date, datetime

import pytest

from partygrid.errors import UnknownNameError, WrongTypeError
from partygrid.points import NextExpiry, Opening, balance, balances

STATES = ("pending", "credited", "available", "held", "redeemed", "expired", "taken_back")


@pytest.fixture
def read(day):
    """
    Give a balance as a dict of its states, those at nothing left out.
    """

    def found(keeper, holder, on):
        each = balance(keeper.bank, holder, on=day(on))
        states = {name: getattr(each, name) for name in (*STATES, "shortfall")}
        return {name: points for name, points in states.items() if points}

    return found


class TestStates:
    def test_pending(self, keep, read):
        """
        What came in waits at its worth before any cap, from the day it came in to the close.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "report", "01-03", 2), on="01-05")
        keeper.close(on="02-02")

        assert read(keeper, "f-1", "01-04") == {}
        assert read(keeper, "f-1", "01-05") == {"pending": 6}
        assert read(keeper, "f-1", "02-01") == {"pending": 6}
        assert read(keeper, "f-1", "02-02") == {"credited": 6, "available": 6}

    def test_pending_now(self, keep, read):
        """
        A slip that still waits does so on any later day.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "report", "01-03", 2), on="01-05")

        assert read(keeper, "f-1", "01-04") == {}
        assert read(keeper, "f-1", "12-31") == {"pending": 6}

    def test_pending_late(self, keep, read):
        """
        A late slip that came in after a close waits for the next, though that month has not begun.
        """
        keeper = keep()
        keeper.close()
        keeper.submit(("s-1", "f-1", "report", "01-31", 1, True), on="01-31")
        keeper.close()

        assert read(keeper, "f-1", "01-31") == {"pending": 3}
        assert read(keeper, "f-1", "02-28") == {"credited": 3, "available": 3}

    def test_pending_beyond_cap(self, keep, read, tariff_of, cap):
        """
        A cap cuts off only when the month is closed.
        """
        keeper = keep(tariff_of(caps=(cap("month", 5),)))
        keeper.submit(("s-1", "f-1", "report", "01-03", 3), on="01-05")
        keeper.close()

        assert read(keeper, "f-1", "01-05") == {"pending": 9}
        assert read(keeper, "f-1", "01-31") == {"credited": 5, "available": 5}

    def test_pending_household(self, keep, read, tariff_of):
        """
        Where households are credited, a slip waits for the household of its holder.
        """
        keeper = keep(tariff_of(credit_to="household"))
        keeper.submit(
            ("s-1", "r-1", "report", "01-03", 1), ("s-2", "f-2", "report", "01-03", 2), on="01-05"
        )

        assert read(keeper, "f-1", "01-05") == {"pending": 3}
        assert read(keeper, "f-2", "01-05") == {"pending": 6}
        assert read(keeper, "r-1", "01-05") == {}

    def test_pending_as_known(self, keep, read, tariff_of, series, activity):
        """
        What waits is worth what the tariff said, as it was known on the day asked.
        """
        dearer = series(
            "activities",
            ((activity("report", 3),), date(2025, 1, 1)),
            ((activity("report", 5),), date(2025, 1, 1), date(2025, 1, 20)),
        )
        keeper = keep(tariff_of(activities=dearer))
        keeper.submit(("s-1", "f-1", "report", "01-03", 1), on="01-05")

        assert read(keeper, "f-1", "01-19") == {"pending": 3}
        assert read(keeper, "f-1", "01-20") == {"pending": 5}

    def test_unknown_activity(self, keep, tariff_of, series, activity, day):
        """
        A waiting slip of an activity that is not known any more has no worth to be told.
        """
        gone = series(
            "activities",
            ((activity("report"), activity("lecture")), date(2025, 1, 1)),
            ((activity("lecture"),), date(2025, 1, 1), date(2025, 1, 20)),
        )
        keeper = keep(tariff_of(activities=gone))
        keeper.submit(("s-1", "f-1", "report", "01-03", 1), on="01-05")

        assert balance(keeper.bank, "f-1", on=day("01-19")).pending == 1
        assert balance(keeper.bank, "f-2", on=day("01-20")).pending == 0
        with pytest.raises(UnknownNameError, match="activity"):
            balance(keeper.bank, "f-1", on=day("01-20"))

    def test_taken_back_before_close(self, keep, read):
        """
        A waiting slip that is taken back waits until that day and is never credited.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "report", "01-03", 1), on="01-05")
        keeper.reverse("s-1", "01-08")
        keeper.close()

        assert read(keeper, "f-1", "01-07") == {"pending": 3}
        assert read(keeper, "f-1", "01-08") == {}
        assert read(keeper, "f-1", "01-31") == {}

    def test_held(self, keep, read):
        """
        What is held cannot be used; posted it is redeemed, and cancelled it is back.
        """
        keeper = keep()
        keeper.earn(("f-1", 12))
        keeper.hold("o-1", "f-1", "soap", "02-03", 2)
        keeper.post("o-1", "02-04", 1)
        keeper.void("o-1", "02-05")
        keeper.cancel("o-1", "02-06")

        credited = {"credited": 12}
        assert read(keeper, "f-1", "02-03") == {**credited, "available": 2, "held": 10}
        assert read(keeper, "f-1", "02-04") == {
            **credited,
            "available": 2,
            "held": 5,
            "redeemed": 5,
        }
        assert read(keeper, "f-1", "02-05") == {**credited, "available": 7, "redeemed": 5}
        assert read(keeper, "f-1", "02-06") == {**credited, "available": 12}

    def test_lapse(self, keep, read):
        """
        A hold lapses the day after its last, whether or not anything was recorded since.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        keeper.hold("o-1", "f-1", "soap", "02-03")

        for _ in range(2):
            assert read(keeper, "f-1", "02-09") == {"credited": 6, "available": 1, "held": 5}
            assert read(keeper, "f-1", "02-10") == {"credited": 6, "available": 6}
            keeper.close()

    def test_expiry(self, keep, read, tariff_of, expiry):
        """
        The last valid day is one; on the next what is left has expired, what was spent has not.
        """
        keeper = keep(tariff_of(expiry=expiry(2)))
        keeper.earn(("f-1", 12))
        keeper.redeem("o-1", "f-1", "soap", "02-03")

        spent = {"credited": 12, "redeemed": 5}
        assert read(keeper, "f-1", "03-31") == {**spent, "available": 7}
        assert read(keeper, "f-1", "04-01") == {**spent, "expired": 7}

    def test_hold_over_expiry(self, keep, read, tariff_of, expiry):
        """
        A hold survives the last day of its points; what comes back of it expires at once.
        """
        keeper = keep(tariff_of(expiry=expiry(2)))
        keeper.earn(("f-1", 12))
        keeper.hold("o-1", "f-1", "soap", "03-30")

        assert read(keeper, "f-1", "04-05") == {"credited": 12, "held": 5, "expired": 7}
        assert read(keeper, "f-1", "04-06") == {"credited": 12, "expired": 12}

    def test_sliding(self, keep, read, tariff_of, expiry):
        """
        Under the sliding rule a balance knows only the last day that was set by then.
        """
        keeper = keep(tariff_of(expiry=expiry(2, "sliding")))
        keeper.earn(("f-1", 3))
        keeper.earn(("f-1", 6))

        before = balance(keeper.bank, "f-1", on=date(2025, 2, 27))
        after = balance(keeper.bank, "f-1", on=date(2025, 2, 28))
        assert before.next_expiry == NextExpiry(date(2025, 3, 31), 3)
        assert after.next_expiry == NextExpiry(date(2025, 4, 28), 9)
        assert read(keeper, "f-1", "04-28") == {"credited": 9, "available": 9}
        assert read(keeper, "f-1", "04-29") == {"credited": 9, "expired": 9}

    def test_taken_back(self, keep, read):
        """
        Of a wrong slip what is free is taken back, what is held when the hold ends.
        """
        keeper = keep()
        keeper.earn(("f-1", 12))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        keeper.reverse("s-1", "02-05")

        credited = {"credited": 12}
        assert read(keeper, "f-1", "02-04") == {**credited, "available": 7, "held": 5}
        assert read(keeper, "f-1", "02-05") == {**credited, "held": 5, "taken_back": 7}
        assert read(keeper, "f-1", "02-10") == {**credited, "taken_back": 12}

    def test_shortfall(self, keep, read):
        """
        What a wrong slip earned and was spent is a shortfall, until the order is cancelled.
        """
        keeper = keep()
        keeper.earn(("f-1", 12), ("f-1", 6))
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        keeper.reverse("s-1", "02-05")
        keeper.cancel("o-1", "02-08")

        credited = {"credited": 18}
        assert read(keeper, "f-1", "02-04") == {**credited, "available": 13, "redeemed": 5}
        assert read(keeper, "f-1", "02-05") == {
            **credited,
            "available": 6,
            "redeemed": 5,
            "taken_back": 7,
            "shortfall": 5,
        }
        assert read(keeper, "f-1", "02-08") == {**credited, "available": 6, "taken_back": 12}

    def test_shortfall_posted(self, keep, read):
        """
        A wrong slip's points that were held are a shortfall from the day they are posted.
        """
        keeper = keep()
        keeper.earn(("f-1", 12))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        keeper.reverse("s-1", "02-05")
        keeper.post("o-1", "02-06")

        assert read(keeper, "f-1", "02-05") == {"credited": 12, "held": 5, "taken_back": 7}
        assert read(keeper, "f-1", "02-06") == {
            "credited": 12,
            "redeemed": 5,
            "taken_back": 7,
            "shortfall": 5,
        }

    def test_worthless_wrong(self, keep, read):
        """
        A wrong slip that was worth nothing leaves everything as it is.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "hours", "01-03", 59), ("s-2", "f-1", "report", "01-03", 1))
        keeper.reverse("s-1", "02-05")
        keeper.reverse("s-2", "02-05")

        assert read(keeper, "f-1", "02-05") == {"credited": 3, "taken_back": 3}


class TestNextExpiry:
    def test_first(self, keep, tariff_of, expiry):
        """
        What expires first is named with all that expires on that day.
        """
        month_end = expiry(2, "end_of_period", "registration", "month")
        keeper = keep(tariff_of(expiry=month_end, openings=(Opening("family", 4),)))
        keeper.earn(("f-1", 3))
        keeper.earn(("f-1", 6))

        found = balance(keeper.bank, "f-1", on=date(2025, 3, 1)).next_expiry
        assert found == NextExpiry(date(2025, 3, 31), 7)
        found = balance(keeper.bank, "f-1", on=date(2025, 4, 1)).next_expiry
        assert found == NextExpiry(date(2025, 4, 30), 6)
        assert balance(keeper.bank, "f-1", on=date(2025, 5, 1)).next_expiry is None

    def test_spent(self, keep, tariff_of, expiry):
        """
        Points that are spent expire no more.
        """
        keeper = keep(tariff_of(expiry=expiry(2)))
        keeper.earn(("f-1", 6))
        keeper.redeem("o-1", "f-1", "soap", "02-03")

        found = balance(keeper.bank, "f-1", on=date(2025, 2, 28)).next_expiry
        assert found == NextExpiry(date(2025, 3, 31), 1)

    def test_none(self, keep):
        """
        Points without a last day never expire.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))

        assert balance(keeper.bank, "f-1", on=date(2999, 1, 1)).next_expiry is None


class TestBalances:
    def test_all(self, keep, day):
        """
        Everybody who has entered has one, in the order of ids, and it is the one asked singly.
        """
        keeper = keep()
        keeper.earn(("f-2", 6), ("f-1", 9))
        keeper.submit(("s-9", "r-1", "report", "02-03", 1), on="02-05")
        keeper.redeem("o-1", "f-1", "soap", "02-06")
        keeper.reverse("s-2", "02-07")
        on = day("02-08")

        found = balances(keeper.bank, on=on)

        assert [each.holder for each in found] == ["f-1", "f-2", "r-1"]
        assert found == tuple(balance(keeper.bank, each.holder, on=on) for each in found)
        assert [each.shortfall for each in found] == [5, 0, 0]
        assert [each.pending for each in found] == [0, 0, 3]


class TestExplained:
    @pytest.fixture
    def found(self, keep, tariff_of, expiry):
        """
        A balance with something in every state.
        """
        keeper = keep(tariff_of(expiry=expiry(2), openings=(Opening("family", 8),)))
        keeper.earn(("f-1", 12), ("f-1", 15))
        keeper.redeem("o-1", "f-1", "soap", "02-03", 2)
        keeper.reverse("s-1", "02-05")
        keeper.earn(("f-1", 9))
        keeper.hold("o-2", "f-1", "soap", "03-02")
        keeper.submit(("s-9", "f-1", "report", "03-01", 4), on="03-03")
        return balance(keeper.bank, "f-1", on=date(2025, 3, 4))

    def test_sums(self, found, sums):
        """
        Every sum can be done again, in both languages.
        """
        sums(found)

    def test_english(self, found):
        """
        Each state is given lot by lot.
        """
        assert found.explain("en").splitlines() == [
            "Account f-1 on 2025-03-04",
            "account 19 points",
            (
                "  available 19 points = "
                "credited 44 − redeemed 10 − held 5 − expired 0 − taken back 10"
            ),
            (
                "    credited 44 points = "
                "opening balance 8 + registered 2025-01-31 27 + registered 2025-02-28 9"
            ),
            "      opening balance 8 points (good until 2025-03-01)",
            "      registered 2025-01-31 27 points (good until 2025-03-31)",
            "      registered 2025-02-28 9 points (good until 2025-04-28)",
            "    redeemed 10 points = opening balance 8 + registered 2025-01-31 2",
            "      opening balance 8 points (good until 2025-03-01)",
            "      registered 2025-01-31 2 points (good until 2025-03-31)",
            "    held 5 points = registered 2025-01-31 5",
            "      registered 2025-01-31 5 points (good until 2025-03-31)",
            "    expired 0 points",
            "    taken back 10 points = registered 2025-01-31 10",
            "      registered 2025-01-31 10 points (good until 2025-03-31)",
            "  expires first 10 points (2025-03-31)",
            "  pending, before caps 12 points",
            "  already spent when corrected 2 points",
        ]

    def test_chinese(self, found):
        """
        The same in Chinese.
        """
        lines = found.explain("zh").splitlines()

        assert lines[0] == "积分账户 f-1，2025-03-04"
        assert "    冻结 5 分 = 2025-01-31登记 5" in lines
        assert "      初始积分 8 分（有效期至 2025-03-01）" in lines
        assert lines[-3:] == [
            "  最先到期 10 分（2025-03-31）",
            "  待登记（未计上限） 12 分",
            "  更正时已兑换 2 分",
        ]

    def test_without_expiry(self, keep):
        """
        A lot without a last day has none to tell.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        found = balance(keeper.bank, "f-1", on=date(2025, 2, 1))

        assert "registered 2025-01-31 6 points\n" in found.explain("en")
        assert repr(found) == "<Balance f-1 on 2025-02-01: 6 available>"


class TestRefused:
    def test_unknown(self, keep):
        """
        Only who has entered has a balance.
        """
        with pytest.raises(UnknownNameError, match="nobody"):
            balance(keep().bank, "nobody", on=date(2025, 1, 1))

    @pytest.mark.parametrize("on", [datetime(2025, 1, 1), "2025-01-01", None])
    def test_day(self, keep, on):
        """
        A day is a civil date.
        """
        with pytest.raises(WrongTypeError, match="on"):
            balance(keep().bank, "f-1", on=on)
        with pytest.raises(WrongTypeError, match="on"):
            balances(keep().bank, on=on)

    def test_bank(self):
        """
        Only a bank has balances.
        """
        with pytest.raises(WrongTypeError, match="bank"):
            balances(None, on=date(2025, 1, 1))
