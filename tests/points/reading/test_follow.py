from datetime import date

import attrs
import pytest

from partygrid.errors import ConflictError, UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.points import Counting, Fate, Opening, SlipState, follow


@pytest.fixture
def fates(day):
    """
    Give what became of a slip's points: what, how many, by which number, since when.
    """

    def found(keeper, slip, on):
        became = follow(keeper.bank, slip, on=day(on)).became
        return [(each.fate.value, each.points, each.ref, f"{each.on:%m-%d}") for each in became]

    return found


@pytest.fixture
def uses():
    """
    Give what there was of each cap: its key, how much was used of how much, whether it bound.
    """

    def found(keeper, slip):
        reading = follow(keeper.bank, slip, on=keeper.bank.on)
        return [
            (each.cap and each.cap.key, each.used, each.most, each.bound) for each in reading.uses
        ]

    return found


class TestStates:
    def test_pending(self, keep):
        """
        A slip that waits has a worth and no more.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "hours", "01-03", 150), on="01-05")

        found = follow(keeper.bank, "s-1", on=date(2025, 1, 5))

        assert (found.state, found.worth, found.credited) == (SlipState.PENDING, 2, 0)
        assert (found.month, found.uses, found.became, found.clipped) == (None, (), (), 0)

    def test_pending_then(self, keep):
        """
        Before its close a registered slip was one that waited.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "report", "01-03", 1), on="01-05")
        keeper.close()

        assert follow(keeper.bank, "s-1", on=date(2025, 1, 30)).state is SlipState.PENDING
        found = follow(keeper.bank, "s-1", on=date(2025, 1, 31))
        assert found.state is SlipState.REGISTERED
        assert (found.recorded, found.account) == (date(2025, 1, 5), "f-1")

    def test_taken_back(self, keep):
        """
        A slip that waited and was taken back is never registered.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "report", "01-03", 1), on="01-05")
        keeper.reverse("s-1", "01-08")
        keeper.close()

        assert follow(keeper.bank, "s-1", on=date(2025, 1, 7)).state is SlipState.PENDING
        found = follow(keeper.bank, "s-1", on=date(2025, 2, 1))
        assert (found.state, found.month) == (SlipState.TAKEN_BACK, None)
        assert found.wrong.reversal.id == "w-1"
        assert found.shortfall == 0

    def test_household(self, keep, tariff_of):
        """
        Where households are credited, so it is said from the beginning.
        """
        keeper = keep(tariff_of(credit_to="household"))
        rows = (("s-1", "r-1", "report", "01-03", 1), ("s-2", "f-2", "report", "01-03", 1))
        keeper.submit(*rows, on="01-05")

        assert follow(keeper.bank, "s-1", on=date(2025, 1, 5)).account == "f-1"
        assert follow(keeper.bank, "s-2", on=date(2025, 1, 5)).account == "f-2"
        keeper.close()
        assert follow(keeper.bank, "s-1", on=date(2025, 1, 31)).account == "f-1"


class TestCaps:
    def test_used_before(self, keep, tariff_of, cap, uses):
        """
        What had been used of each cap is counted in the order of day and id, late slips behind.
        """
        caps = (cap("hours", 3, activities=("hours",)), cap("all", 8))
        keeper = keep(tariff_of(caps=caps))
        keeper.close(
            ("s-2", "f-1", "hours", "01-09", 120),
            ("s-1", "f-1", "hours", "01-09", 120),
            ("s-0", "f-1", "report", "01-08", 1),
            ("s-3", "f-2", "report", "01-08", 1),
            ("s-4", "f-1", "lecture", "01-31", 2),
        )
        keeper.close(("s-5", "f-1", "lecture", "01-20", 1, True))

        assert uses(keeper, "s-0") == [("all", 0, 8, False)]
        assert uses(keeper, "s-1") == [("hours", 0, 3, False), ("all", 3, 8, False)]
        assert uses(keeper, "s-2") == [("hours", 2, 3, True), ("all", 5, 8, False)]
        assert uses(keeper, "s-4") == [("all", 6, 8, True)]
        assert uses(keeper, "s-5") == [("all", 8, 8, True)]
        readings = [follow(keeper.bank, f"s-{n}", on=keeper.bank.on) for n in (2, 4, 5)]
        assert [(each.worth, each.credited, each.clipped) for each in readings] == [
            (2, 1, 1),
            (4, 2, 2),
            (2, 0, 2),
        ]

    def test_room_freed(self, keep, tariff_of, cap, uses):
        """
        What a wrong slip had used serves later ones, and is still seen by those before.
        """
        keeper = keep(tariff_of(caps=(cap("all", 4),)))
        keeper.close(
            ("s-1", "f-1", "report", "01-08", 1),
            ("s-2", "f-1", "report", "01-09", 1),
        )
        keeper.reverse("s-1", "02-01")
        keeper.close(("s-3", "f-1", "report", "01-20", 1, True))

        assert uses(keeper, "s-2") == [("all", 3, 4, True)]
        assert uses(keeper, "s-3") == [("all", 1, 4, False)]

    def test_last_bound(self, keep, tariff_of, cap, uses):
        """
        Where several caps cut off, the last that did is the one on record.
        """
        caps = (cap("first", 8), cap("second", 5), cap("third", 6))
        keeper = keep(tariff_of(caps=caps))
        keeper.close(("s-1", "f-1", "report", "01-08", 3))

        assert [each[3] for each in uses(keeper, "s-1")] == [False, True, False]

    def test_household_cap(self, keep, tariff_of, cap, uses):
        """
        A cap of a household counts all who belong to it.
        """
        keeper = keep(tariff_of(caps=(cap("all", 4, scope="household"),)))
        keeper.close(("s-1", "f-1", "report", "01-08", 1), ("s-2", "r-1", "report", "01-08", 1))

        assert uses(keeper, "s-2") == [("all", 3, 4, True)]

    def test_each_slip(self, keep, tariff_of, cap, uses):
        """
        A cap on each slip has its whole room for each.
        """
        keeper = keep(tariff_of(caps=(cap("once", 4, "slip"),)))
        keeper.close(("s-1", "f-1", "report", "01-08", 2), ("s-2", "f-1", "report", "01-08", 2))

        assert uses(keeper, "s-2") == [("once", 0, 4, True)]

    def test_lowered(self, keep, tariff_of, cap, series, uses):
        """
        Of a cap lowered below what was used there is no room.
        """
        caps = series(
            "caps",
            ((cap("all", 9),), date(2025, 1, 1)),
            ((cap("all", 2),), date(2025, 1, 1), date(2025, 2, 10)),
        )
        keeper = keep(tariff_of(caps=caps))
        keeper.close(("s-1", "f-1", "report", "01-08", 2))
        keeper.close(("s-2", "f-1", "report", "01-20", 1, True))

        assert uses(keeper, "s-1") == [("all", 0, 9, False)]
        assert uses(keeper, "s-2") == [("all", 6, 2, True)]
        found = follow(keeper.bank, "s-2", on=keeper.bank.on)
        assert (found.uses[0].room, found.credited, found.expires) == (0, 0, None)

    def test_changed_within_month(self, keep, tariff_of, cap, series, uses):
        """
        A cap that counts more activities from a day on sees what these had earned before.
        """
        caps = series(
            "caps",
            ((cap("all", 9, activities=("report",)),), date(2025, 1, 1)),
            ((cap("all", 9),), date(2025, 1, 16), date(2025, 1, 2)),
        )
        keeper = keep(tariff_of(caps=caps))
        keeper.close(
            ("s-1", "f-1", "lecture", "01-08", 2),
            ("s-2", "f-1", "report", "01-09", 1),
            ("s-3", "f-1", "report", "01-20", 1),
        )

        assert uses(keeper, "s-2") == [("all", 0, 9, False)]
        assert uses(keeper, "s-3") == [("all", 7, 9, True)]

    def test_storage(self, keep, tariff_of, uses):
        """
        The storage cap counts what is free or held just before, and what the close gave so far.
        """
        keeper = keep(tariff_of(storage_cap=20, openings=(Opening("family", 4),)))
        keeper.earn(("f-1", 12))
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        keeper.hold("o-2", "f-1", "soap", "02-25")
        keeper.close(
            ("s-2", "f-1", "report", "02-08", 2),
            ("s-3", "f-1", "report", "02-09", 2),
        )
        keeper.redeem("o-3", "f-1", "soap", "02-28")

        assert uses(keeper, "s-1") == [(None, 4, 20, False)]
        assert uses(keeper, "s-2") == [(None, 11, 20, False)]
        assert uses(keeper, "s-3") == [(None, 17, 20, True)]

    def test_storage_expired(self, keep, tariff_of, expiry, uses):
        """
        What has expired is stored no more; what is held still is.
        """
        keeper = keep(tariff_of(storage_cap=20, expiry=expiry(2)))
        keeper.earn(("f-1", 12))
        keeper.earn()
        keeper.hold("o-1", "f-1", "soap", "03-30")
        keeper.earn()
        keeper.close(("s-2", "f-1", "report", "04-02", 2), on="04-30")

        assert uses(keeper, "s-2") == [(None, 0, 20, False)]

    def test_same_day(self, keep, tariff_of, uses):
        """
        Two months closed on one day: the first knows nothing of the second.
        """
        keeper = keep(tariff_of(storage_cap=20))
        keeper.close(("s-1", "f-1", "report", "01-08", 2), on="02-28")
        keeper.redeem("o-1", "f-1", "soap", "02-28")
        keeper.close(("s-2", "f-1", "report", "02-08", 2), on="02-28")

        assert uses(keeper, "s-1") == [(None, 0, 20, False)]
        assert uses(keeper, "s-2") == [(None, 1, 20, False)]


class TestFates:
    def test_each_point(self, keep, fates):
        """
        Points are used in the order of day and id, so that each slip knows who had its own.
        """
        keeper = keep()
        keeper.close(
            ("s-2", "f-1", "report", "01-08", 2),
            ("s-1", "f-1", "report", "01-09", 2),
            ("s-3", "f-1", "report", "01-09", 2),
        )
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        keeper.hold("o-2", "f-1", "soap", "02-04")

        assert fates(keeper, "s-2", "02-05") == [
            ("redeemed", 5, "o-1", "02-03"),
            ("held", 1, "o-2", "02-04"),
        ]
        assert fates(keeper, "s-1", "02-05") == [
            ("held", 4, "o-2", "02-04"),
            ("available", 2, "", "01-31"),
        ]
        assert fates(keeper, "s-3", "02-05") == [("available", 6, "", "01-31")]
        assert fates(keeper, "s-2", "02-03") == [
            ("redeemed", 5, "o-1", "02-03"),
            ("available", 1, "", "01-31"),
        ]

    def test_posted(self, keep, fates):
        """
        A posted hold is named by its request, and so is the gift.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "report", "01-08", 2))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        keeper.post("o-1", "02-05")

        assert fates(keeper, "s-1", "02-05") == [
            ("redeemed", 5, "o-1", "02-05"),
            ("available", 1, "", "01-31"),
        ]
        first, last = follow(keeper.bank, "s-1", on=date(2025, 2, 5)).became
        assert (first.gift.en, last.gift) == ("gift soap", None)

    def test_given_back(self, keep, fates):
        """
        What was given back is there again from that day on.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "report", "01-08", 2))
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        keeper.cancel("o-1", "02-05")

        assert fates(keeper, "s-1", "02-06") == [
            ("available", 5, "", "02-05"),
            ("available", 1, "", "01-31"),
        ]

    def test_lapse(self, keep, fates):
        """
        A hold that lapses gives points back, recorded or not.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "report", "01-08", 2))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        expected = [("available", 5, "", "02-10"), ("available", 1, "", "01-31")]

        assert fates(keeper, "s-1", "02-10") == expected
        keeper.close()
        assert fates(keeper, "s-1", "02-28") == expected

    def test_expired(self, keep, tariff_of, expiry, fates):
        """
        Points expire the day after their last, and those that come back later on that day.
        """
        keeper = keep(tariff_of(expiry=expiry(2)))
        keeper.close(("s-1", "f-1", "report", "01-08", 2))
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        keeper.cancel("o-1", "04-05")

        assert fates(keeper, "s-1", "03-31")[1:] == [("available", 1, "", "01-31")]
        assert fates(keeper, "s-1", "04-01")[1:] == [("expired", 1, "", "04-01")]
        assert fates(keeper, "s-1", "04-05") == [
            ("expired", 5, "", "04-05"),
            ("expired", 1, "", "04-01"),
        ]

    def test_expired_before(self, keep, tariff_of, expiry, fates):
        """
        Points registered after their last day expire with the close.
        """
        keeper = keep(tariff_of(expiry=expiry(1, base="activity")))
        keeper.close(("s-1", "f-1", "report", "01-08", 1), on="02-20")

        assert fates(keeper, "s-1", "02-20") == [("expired", 3, "", "02-20")]

    def test_sliding(self, keep, tariff_of, expiry):
        """
        The last day is the one that was set by the day asked.
        """
        keeper = keep(tariff_of(expiry=expiry(2, "sliding")))
        keeper.earn(("f-1", 3))
        keeper.earn(("f-1", 6))

        days = [follow(keeper.bank, "s-1", on=date(2025, 2, day)).expires for day in (27, 28)]
        assert days == [date(2025, 3, 31), date(2025, 4, 28)]

    def test_both_rules(self, keep, tariff_of, expiry, series, fates):
        """
        Where a rule of sliding begins within a month, its points and the others stand apart.
        """
        rules = series(
            "expiry",
            (expiry(2), date(2025, 1, 1)),
            (expiry(2, "sliding"), date(2025, 1, 16)),
        )
        keeper = keep(tariff_of(expiry=rules))
        keeper.close(
            ("s-1", "f-1", "report", "01-20", 2),
            ("s-2", "f-1", "report", "01-08", 2),
            ("s-3", "f-1", "hours", "01-20", 5),
        )
        keeper.redeem("o-1", "f-1", "soap", "02-03")

        assert fates(keeper, "s-2", "02-03")[0] == ("redeemed", 5, "o-1", "02-03")
        assert fates(keeper, "s-1", "02-03") == [("available", 6, "", "01-31")]
        assert fates(keeper, "s-3", "02-03") == []

    def test_wrong(self, keep, fates):
        """
        Of a wrong slip what was free is taken back, and what is held when it comes back.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "report", "01-08", 5))
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        keeper.hold("o-2", "f-1", "soap", "02-04")
        keeper.reverse("s-1", "02-05", "w")
        keeper.void("o-2", "02-06")

        assert fates(keeper, "s-1", "02-05") == [
            ("redeemed", 5, "o-1", "02-03"),
            ("held", 5, "o-2", "02-04"),
            ("taken_back", 5, "w", "02-05"),
        ]
        assert fates(keeper, "s-1", "02-06") == [
            ("redeemed", 5, "o-1", "02-03"),
            ("taken_back", 5, "w", "02-06"),
            ("taken_back", 5, "w", "02-05"),
        ]
        found = follow(keeper.bank, "s-1", on=date(2025, 2, 6))
        assert (found.state, found.shortfall) == (SlipState.TAKEN_BACK, 5)
        # What is still held may come back.
        assert follow(keeper.bank, "s-1", on=date(2025, 2, 5)).shortfall == 5
        assert follow(keeper.bank, "s-1", on=date(2025, 2, 4)).shortfall == 0


class TestExplained:
    @pytest.fixture
    def keeper(self, keep, tariff_of, cap, expiry):
        """
        A bank with caps, in which a slip was clipped and then found to be wrong.
        """
        keeper = keep(
            tariff_of(
                caps=(cap("hours", 3, activities=("hours",)), cap("all", 40)),
                storage_cap=50,
                expiry=expiry(2),
                credit_to="household",
            )
        )
        keeper.submit(("s-1", "r-1", "hours", "01-09", 270), on="01-10")
        keeper.submit(("s-2", "f-1", "report", "01-12", 1), on="01-12")
        keeper.close()
        return keeper

    def test_english(self, keeper):
        """
        A slip is followed from what was done to what became of its points.
        """
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        keeper.reverse("s-1", "02-05", "w")

        assert follow(keeper.bank, "s-1", on=date(2025, 2, 5)).explain("en").splitlines() == [
            "Slip s-1 on 2025-02-05",
            "slip taken back",
            "  activity activity hours (r-1, 2025-01-09, handed in 2025-01-10)",
            (
                "  credited 3 points = the lesser of (worth 4, room under cap hours 3, "
                "room under cap all 40, room"
            ),
            "      under storage cap 50)",
            "    worth 4 points = what makes whole points 240 ÷ minutes for each 60",
            "      what makes whole points 240 = product 270 − left over, falls away 30",
            "        product 270 = minutes 270 × points for each 1",
            "          minutes 270",
            "          points for each 1 point [1]",
            "        left over, falls away 30",
            "      minutes for each 60 [1]",
            (
                "    room under cap hours 3 points = cap 3 − used before 0 "
                "(each holder, every month; what goes"
            ),
            "        beyond it is cut off)",
            "      cap 3 points [1]",
            "      used before 0 points",
            "    room under cap all 40 points = cap 40 − used before 0 (each holder, every month)",
            "      cap 40 points [1]",
            "      used before 0 points",
            "    room under storage cap 50 points = cap 50 − used before 0",
            "      cap 50 points [1]",
            "      used before 0 points",
            "  registered January 2025 (closed 2025-01-31)",
            "  account credited f-1 [1]",
            (
                "  good until 2025-03-31 (for 2 months from the day of registration; "
                "counted from 2025-01-31) [1]"
            ),
            "  became 3 points = redeemed o-1 3",
            "    redeemed o-1 3 points (gift soap, since 2025-02-03)",
            "  corrected w (asked for by the holder, 2025-02-05, wrong_day)",
            "  already spent, not asked back 3 points",
            "Sources:",
            (
                "  [1] 街道通知 [the host's own document]; "
                "in force from 2024-01-01, known 2024-01-01"
            ),
        ]

    def test_chinese(self, keeper):
        """
        The same in Chinese.
        """
        keeper.hold("o-1", "f-1", "soap", "02-03")
        lines = follow(keeper.bank, "s-2", on=date(2025, 5, 1)).explain("zh").splitlines()

        assert lines[:3] == [
            "登记单 s-2，2025-05-01",
            "登记单 已登记",
            "  项目 活动report（f-1，2025-01-12，2025-01-12 提交）",
        ]
        assert lines[4] == "    应计积分 3 分 = 次数 1 × 每份积分 3"
        assert lines[-6:-2] == [
            "  登记 2025年1月（2025-01-31 月结）",
            "  有效期至 2025-03-31（自登记日起2个月；从 2025-01-31 起算） [1]",
            "  去向 3 分 = 已到期 3",
            "    已到期 3 分（2025-04-01 起）",
        ]

    def test_pending(self, keep):
        """
        A slip that waits explains its worth.
        """
        keeper = keep()
        keeper.close()
        keeper.submit(("s-1", "f-1", "lecture", "01-03", 2, True), on="02-05")
        found = follow(keeper.bank, "s-1", on=date(2025, 2, 5))

        assert found.explain("en").splitlines()[1:4] == [
            "slip pending",
            "  activity activity lecture (f-1, 2025-01-03, handed in 2025-02-05, late)",
            "  worth 4 points = times 2 × points for each 2",
        ]
        assert "补报" in found.explain("zh")
        assert repr(found) == "<SlipReading s-1: pending, worth 4, credited 0>"

    def test_never_registered(self, keep, sums):
        """
        A slip that was taken back before its close names the correction.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "lecture", "01-03", 2), on="01-05")
        keeper.reverse("s-1", "01-08", "w")
        found = follow(keeper.bank, "s-1", on=date(2025, 1, 8))

        assert (
            found.explain("zh").splitlines()[-3] == "  更正 w（积分户提出，2025-01-08，wrong_day）"
        )
        sums(found)

    def test_without_caps(self, keep, sums):
        """
        Where nothing caps, what is credited is the worth, good for ever.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "hours", "01-03", 120), ("s-2", "f-1", "hours", "01-03", 59))
        found = follow(keeper.bank, "s-1", on=date(2025, 2, 1))

        assert "  credited 2 points = worth 2\n" in found.explain("en")
        assert "    worth 2 points = product 120 ÷ minutes for each 60\n" in found.explain("en")
        assert "  expiry they never expire [1]\n" in found.explain("en")
        sums(found)
        nothing = follow(keeper.bank, "s-2", on=date(2025, 2, 1))
        assert "good until" not in nothing.explain("en")
        sums(nothing)

    @pytest.mark.parametrize(
        ("quantity", "lines"),
        [
            (
                19,
                [
                    "    worth 5 points = full amounts 1 × points for each 5",
                    "      full amounts 1 = what makes full amounts 10 ÷ times for each 10",
                    "        what makes full amounts 10 = times 19 − left over, falls away 9",
                    "          times 19",
                    "          left over, falls away 9",
                    "        times for each 10 [1]",
                    "      points for each 5 points [1]",
                ],
            ),
            (
                20,
                [
                    "    worth 10 points = full amounts 2 × points for each 5",
                    "      full amounts 2 = times 20 ÷ times for each 10",
                    "        times 20",
                    "        times for each 10 [1]",
                    "      points for each 5 points [1]",
                ],
            ),
        ],
    )
    def test_full_amounts(self, keep, tariff_of, activity, sums, quantity, lines):
        """
        Where full amounts count alone, it is said how many there are.
        """
        full = attrs.evolve(activity("sort", 5, 10), counting=Counting.FULL_AMOUNTS)
        keeper = keep(tariff_of(activities=(full,)))
        keeper.close(("s-1", "f-1", "sort", "01-03", quantity))
        found = follow(keeper.bank, "s-1", on=date(2025, 2, 1))
        told = found.explain("en").splitlines()

        assert told[4 : 4 + len(lines)] == lines
        assert f"满份数 {quantity // 10}" in found.explain("zh")
        sums(found)

    def test_moved(self, keep, tariff_of, expiry):
        """
        A last day that was moved is told with the one that there was at first.
        """
        keeper = keep(tariff_of(expiry=expiry(2, "sliding", "activity")))
        keeper.close(("s-1", "f-1", "report", "01-08", 1))
        keeper.close(("s-2", "f-1", "report", "02-03", 1))
        found = follow(keeper.bank, "s-1", on=date(2025, 2, 28))

        assert (
            "有效期至2025-04-03（自最近一次入账的活动日起2个月，未用积分一并顺延；"
            "从2025-01-08起算原至2025-03-08，后顺延）[1]"
        ) in "".join(found.explain("zh").split())
        assert "counted from 2025-01-08 at first until 2025-03-08, moved since" in " ".join(
            found.explain("en").split()
        )
        before = follow(keeper.bank, "s-1", on=date(2025, 2, 27))
        assert "moved" not in before.explain("en").replace("points moving", "")

    def test_sums(self, keeper, sums):
        """
        Every sum can be done again, in both languages.
        """
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        for slip in ("s-1", "s-2"):
            sums(follow(keeper.bank, slip, on=date(2025, 2, 5)))

    def test_no_room(self, keep, tariff_of, cap, series, sums):
        """
        A cap lowered below what was used leaves nothing, and the explanation says how.
        """
        caps = series(
            "caps",
            ((cap("all", 9),), date(2025, 1, 1)),
            ((cap("all", 2),), date(2025, 1, 1), date(2025, 2, 10)),
        )
        keeper = keep(tariff_of(caps=caps))
        keeper.close(("s-1", "f-1", "report", "01-08", 2))
        keeper.close(("s-2", "f-1", "report", "01-20", 1, True))
        found = follow(keeper.bank, "s-2", on=keeper.bank.on)

        assert found.trace().find("cap-all").text("en") == "0 points"
        assert "the greater of (difference -4, nothing 0)" in found.explain("en")
        sums(found)


class TestRefused:
    def test_unknown(self, keep):
        """
        Only a slip that came in can be followed.
        """
        with pytest.raises(UnknownNameError, match="s-9"):
            follow(keep().bank, "s-9", on=date(2025, 1, 1))

    def test_too_early(self, keep):
        """
        On a day before it came in there was nothing to follow.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "report", "01-03", 1), on="01-05")

        with pytest.raises(ValueNotAllowedError, match="2025-01-05 or later"):
            follow(keeper.bank, "s-1", on=date(2025, 1, 4))

    @pytest.mark.parametrize(("bank", "slip", "on"), [(None, "s-1", date(2025, 1, 1))])
    def test_types(self, bank, slip, on):
        """
        Only a bank has slips.
        """
        with pytest.raises(WrongTypeError, match="bank"):
            follow(bank, slip, on=on)

    def test_id(self, keep):
        """
        An id is text.
        """
        with pytest.raises(WrongTypeError, match="slip"):
            follow(keep().bank, ["s-1"], on=date(2025, 1, 1))

    def test_other_tariff(self, keep, tariff_of, cap):
        """
        A tariff that did not lead to what is on record explains nothing.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "report", "01-08", 2))
        bank = attrs.evolve(keeper.bank, tariff=tariff_of(caps=(cap("all", 2),)))

        with pytest.raises(ConflictError, match="slip s-1"):
            follow(bank, "s-1", on=date(2025, 2, 1))


def test_fates():
    """
    Each fate of a point is a state of a balance.
    """
    assert {fate.value for fate in Fate} == {
        "available",
        "held",
        "redeemed",
        "expired",
        "taken_back",
    }
