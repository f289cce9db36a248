from datetime import date

import pytest

from partygrid import packs, pay, points
from partygrid.dated import Month, NotKnown
from partygrid.sources import Grade
from partygrid.trace import recompute


@pytest.fixture
def pack():
    """
    The made-up place.
    """
    return packs.load("example")


class TestExample:
    def test_all_is_assumed(self, pack):
        """
        Every number of the made-up place is a guess and says so, the ratings too.
        """
        entries = [
            entry
            for series in (
                *(getattr(pack.pay, name) for name in pack.pay.parameters()),
                *pack.standings.values(),
            )
            for entry in series.all_entries
        ]

        assert {Grade.ASSUMED} == {entry.source.grade for entry in entries}
        assert len(pack.pay.assumptions()) == len(entries) - 1

    def test_complete(self, pack):
        """
        It leaves nothing open.
        """
        assert () == pack.gaps()

    @pytest.mark.parametrize(
        ("month", "paid"),
        [
            # Deputy, 4 years, bachelor with degree: 4 + 1 + 1 = level 6.
            # 2230.50 × 1.425 = 3178.4625, so 3178.46; 4 years 142.00; certificate 120.00: 3440.46.
            # Of 2023 there is no rating: the fixed part is 3440.46 − 688.09.
            (Month(2024, 1), 275237),
            # 6 years by now: 4 + 2 + 1 = level 7. 2310.50 × 1.51 = 3488.855, so 3488.86;
            # 6 years 213.00; certificate 120.00: 3821.86.
            # Pool 764.372, so 764.37; 80 % of it 611.496, so 611.50; 3057.49 + 611.50.
            (Month(2025, 6), 366899),
        ],
    )
    def test_priced(self, pack, month, paid):
        """
        Its worker's pay can be worked out in any month, by hand as well.
        """
        assert paid == pay.payslip(pack.worker, pack.pay.on(month), pack.standings).paid

    @pytest.mark.parametrize(
        ("month", "level"),
        [(Month(2024, 1), 6), (Month(2025, 3), 7), (Month(2025, 2), 6)],
        ids=str,
    )
    def test_ladder(self, pack, month, level):
        """
        The level follows from the ladder: window 4–15, one up every three years, one for a degree.
        """
        # Service began on 1 March 2019: six years are full on 1 March 2025.
        slip = pay.payslip(pack.worker, pack.pay.on(month), pack.standings)

        assert (level, "deputy") == (slip.placement.level, slip.placement.position)
        assert slip.paid == recompute(slip.trace())

    def test_windows(self, pack):
        """
        Its ladder has three positions on eighteen levels.
        """
        ladder = pack.pay.ladder.on(date(2025, 6, 1))

        assert [("member", 1, 12), ("deputy", 4, 15), ("chief", 7, 18)] == [
            (each.key, each.levels.lowest, each.levels.highest) for each in ladder.positions
        ]

    def test_before_the_rating_was_known(self, pack):
        """
        Until the rating was known the award was open.
        """
        january = pack.pay.on(Month(2025, 1), known=date(2025, 1, 19))
        slip = pay.payslip(pack.worker, january, pack.standings)

        assert slip.award is NotKnown.YET

    def test_all_levels(self, pack):
        """
        It has eighteen levels, none left out, each with more pay than the one below.
        """
        june = pack.pay.on(Month(2025, 6))
        paid = [
            pay.price(
                pay.Placement(level=level, years=0, certificate="none", criteria_met=5), june
            ).paid
            for level in range(1, 19)
        ]

        assert sorted(set(paid)) == paid
        # 2310.50 × 2.445 = 5649.1725
        assert (231050, 564917) == (paid[0], paid[-1])


class TestPoints:
    def test_all_is_assumed(self, pack):
        """
        Every number of the made-up bank is a guess and says so.
        """
        for scheme in (pack.tariff, pack.store, pack.appraisal):
            entries = [getattr(scheme, name).entries for name in scheme.parameters()]
            assert {Grade.ASSUMED} == {entry.source.grade for [entry] in entries}
            assert len(entries) == len(scheme.assumptions())

    def test_complete(self, pack):
        """
        It has activities under each of four heads, in minutes, grams, times and items.
        """
        rules = pack.tariff.rules_on(date(2025, 6, 1))

        assert [each.key for each in rules.heads] == list(
            dict.fromkeys(each.head for each in rules.activities)
        )
        assert set(points.Quantity) == {each.unit for each in rules.activities}
        assert {"day", "month"} == {cap.every.value for cap in rules.caps}
        assert set(points.CapScope) == {cap.scope for cap in rules.caps}

    @pytest.mark.parametrize(
        ("activity", "quantity", "worth"),
        [
            ("lecture", 1, 2),
            ("course", 89, 2),
            ("kitchen_waste", 2600, 5),
            ("recyclables", 19, 1),
            ("hours", 150, 2),
            ("clean_up", 1, 3),
            ("free_service", 2, 6),
            ("hazard", 1, 3),
        ],
    )
    def test_worth(self, pack, activity, quantity, worth):
        """
        What each activity earns can be worked out by hand.
        """
        rules = pack.tariff.rules_on(date(2025, 6, 1))

        assert worth == rules.activity(activity).worth(quantity)

    def test_store(self, pack):
        """
        The store is open in the last days of each quarter, and has six gifts, one with a top-up.
        """
        rules = pack.store.rules_on(date(2025, 6, 1))
        opened = [rules.open_on(date(2025, 6, day)) for day in (19, 20, 30)]

        assert [None, "2025-Q2", "2025-Q2"] == [each and str(each) for each in opened]
        assert 6 == len(rules.catalogue)
        assert ["rice"] == [gift.key for gift in rules.catalogue if gift.top_up is not None]
        assert 30 == rules.gift("rice").top_up.most_points(60)

    def test_appraisal(self, pack):
        """
        Honours are given by place and by points, to kinds of holder that the tariff has.
        """
        rules = pack.appraisal.rules_on(date(2025, 12, 31))
        kinds = {each.key for each in pack.tariff.rules_on(date(2025, 6, 1)).kinds}

        assert kinds == set(rules.kinds) == {each.kind for each in rules.honours}
        assert {True, False} == {each.by_place for each in rules.honours}
        assert "5 working days" == rules.posting.label.en
