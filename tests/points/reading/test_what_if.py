from datetime import date

import attrs
import pytest

from partygrid.dated import NotStated
from partygrid.errors import (
    ConflictError,
    NotInForceError,
    NotStatedError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.packs import load
from partygrid.points import (
    Criterion,
    Delivery,
    Enrolled,
    Holder,
    HolderKind,
    Opening,
    OrderState,
    audit,
    balance,
    what_if,
)
from partygrid.points._again import Again
from partygrid.sources import Grade, Source
from partygrid.worktime import Cadence, RestRule, Rhythm

LATER = Source(key="later", title="补充通知", grade=Grade.HOST)


@pytest.fixture
def supposed():
    """
    Let what happened to a bank happen under other schemes; what comes out keeps every law.
    """

    def found(keeper, **given):
        comparison = what_if(keeper.first, keeper.events, **given)
        assert audit(comparison.after).not_met == ()
        assert comparison.before == keeper.bank
        return comparison

    return found


@pytest.fixture
def credited():
    """
    Give what holders were credited, as it is and as it would be.
    """

    def found(comparison):
        return {each.holder: each.credited for each in comparison.holders if each.differs}

    return found


class TestTariff:
    def test_cap(self, keep, tariff_of, cap, supposed, credited):
        """
        A lower cap credits less, and the difference is told by holder and by activity.
        """
        keeper = keep(tariff_of(caps=(cap("all", 10),)))
        keeper.close(
            ("s-1", "f-1", "report", "01-03", 4),
            ("s-2", "f-1", "lecture", "01-04", 1),
            ("s-3", "f-2", "lecture", "01-04", 1),
        )

        found = supposed(keeper, tariff=tariff_of(caps=(cap("all", 5),)))

        assert credited(found) == {"f-1": (10, 5)}
        assert found.difference == -5
        assert [(each.activity, each.slips, each.credited) for each in found.activities] == [
            ("lecture", (2, 2), (2, 2)),
            ("report", (1, 1), (10, 5)),
        ]
        assert (
            repr(found) == "<Comparison on 2025-01-31: -5 credited, 0 requests decided otherwise>"
        )

    def test_requests(self, keep, tariff_of, activity, supposed, credited):
        """
        Fewer points refuse a request that was granted, and what is done to it is not done.
        """
        keeper = keep()
        keeper.earn(("f-1", 6), ("f-2", 9))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        keeper.post("o-1", "02-04")
        keeper.redeem("o-2", "f-2", "soap", "02-04")
        cheaper = (activity("report", 2), activity("lecture", 2))

        found = supposed(keeper, tariff=tariff_of(activities=cheaper))

        assert credited(found) == {"f-1": (6, 4), "f-2": (9, 6)}
        [request] = found.decided_otherwise
        assert request.request == "o-1"
        assert request.before.state is OrderState.REDEEMED
        assert request.after.state is OrderState.REFUSED
        assert not request.would_be_granted
        changes = {each.holder: (each.redeemed, each.available) for each in found.holders}
        assert changes["f-1"] == ((5, 0), (1, 4))
        assert changes["f-2"] == ((5, 5), (4, 1))

    def test_granted(self, keep, tariff_of, activity, supposed):
        """
        More points grant a request that was refused.
        """
        keeper = keep()
        keeper.earn(("f-1", 3))
        keeper.redeem("o-1", "f-1", "soap", "02-03")

        found = supposed(keeper, tariff=tariff_of(activities=(activity("report", 5),)))

        [request] = found.decided_otherwise
        assert request.would_be_granted
        assert request.before.state is OrderState.REFUSED

    def test_dated_back(self, keep, supposed, credited):
        """
        A tariff dated back leaves closed months as they are; here it is as if it had been known.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "lecture", "01-03", 3))
        keeper.close(("s-2", "f-1", "lecture", "02-03", 3))
        tariff = keeper.bank.tariff
        acts = tuple(
            attrs.evolve(each, points=5) if each.key == "lecture" else each
            for each in tariff.activities.on(date(2025, 1, 1))
        )
        dated_back = attrs.evolve(
            tariff,
            activities=tariff.activities.announce(
                acts, start=date(2025, 2, 1), known=date(2025, 3, 10), source=LATER
            ),
        )
        bank = attrs.evolve(keeper.bank, tariff=dated_back)

        assert balance(bank, "f-1", on=date(2025, 3, 20)).credited == 12
        assert bank.months == keeper.bank.months
        found = supposed(keeper, tariff=dated_back)
        assert credited(found) == {"f-1": (12, 21)}
        assert found.difference == 9
        known = supposed(keeper, tariff=dated_back, known=date(2025, 3, 9))
        assert known.difference == 0

    def test_unknown_activity(self, keep, tariff_of, activity, supposed):
        """
        A slip of an activity that the other tariff does not have is left out, and named.
        """
        keeper = keep()
        keeper.submit(("s-1", "f-1", "report", "01-03", 1), on="01-05")
        keeper.submit(
            ("s-2", "f-1", "lecture", "01-03", 1), ("s-3", "f-1", "report", "01-03", 1), on="01-06"
        )
        keeper.reverse("s-1", "01-07")
        keeper.close()
        keeper.reverse("s-2", "02-01")

        found = supposed(keeper, tariff=tariff_of(activities=(activity("report", 3),)))

        [left_out] = found.left_out
        assert (left_out.what, left_out.id) == ("slip", "s-2")
        assert "activity" in left_out.why
        assert found.difference == -2

    def test_unknown_kind(self, keep, tariff_of, activity, supposed, credited):
        """
        A holder of a kind that the other tariff does not have could not have entered.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "report", "01-03", 1), ("s-2", "r-1", "report", "01-03", 1))
        keeper.redeem("o-1", "r-1", "soap", "02-03")
        families = (HolderKind("family", Label("家庭", "family")),)
        other = tariff_of(kinds=families, activities=(activity("report", 3, kinds=("family",)),))

        found = supposed(keeper, tariff=other)

        assert [(each.what, each.id) for each in found.left_out] == [
            ("holder", "r-1"),
            ("slip", "s-2"),
            ("request", "o-1"),
        ]
        assert credited(found) == {"r-1": (3, 0)}
        [request] = found.requests
        assert request.after is None
        assert not request.differs
        assert "holder" in request.why

    def test_waiting(self, keep, tariff_of, activity):
        """
        Slips that waited before the events are left out, too, if nothing could be credited.
        """
        keeper = keep()
        keeper.submit(
            ("s-1", "f-1", "report", "01-03", 1),
            ("s-2", "f-1", "lecture", "01-04", 1),
            ("s-3", "f-1", "report", "01-31", 1),
            on="01-31",
        )
        keeper.submit(("s-4", "f-1", "lecture", "02-01", 1), on="02-01")
        start, before = keeper.bank, len(keeper.events)
        keeper.close(on="02-01")
        other = tariff_of(activities=(activity("report", 3),))

        found = what_if(start, keeper.events[before:], tariff=other)

        assert [each.id for each in found.left_out] == ["s-2", "s-4"]
        assert found.difference == -2

    def test_household(self, keep, tariff_of, supposed, credited):
        """
        Where households would be credited, what goes to one that has not entered is left out.
        """
        keeper = keep()
        alone = Holder(id="r-2", kind="resident", since=date(2025, 1, 1), household="f-9")
        keeper.enrol([alone], on="01-01")
        keeper.close(("s-1", "r-1", "report", "01-03", 1), ("s-2", "r-2", "report", "01-03", 2))

        found = supposed(keeper, tariff=tariff_of(credit_to="household"))

        assert [(each.what, each.id) for each in found.left_out] == [("slip", "s-2")]
        assert credited(found) == {"f-1": (0, 3), "r-1": (3, 0), "r-2": (6, 0)}

    def test_openings(self, keep, tariff_of, supposed, credited):
        """
        Other opening balances are part of the difference.
        """
        keeper = keep(tariff_of(openings=(Opening("family", 4),)))
        other = tariff_of(openings=(Opening("family", 9), Opening("resident", 1)))

        found = supposed(keeper, tariff=other)

        assert credited(found) == {"f-1": (4, 9), "f-2": (4, 9), "r-1": (0, 1)}
        [openings] = found.activities
        assert (openings.activity, openings.credited, openings.slips) == ("", (8, 19), (0, 0))
        assert found.difference == 11

    def test_from_the_middle(self, keep, tariff_of, cap):
        """
        A comparison may begin with any bank: what it had recorded before stays.
        """
        keeper = keep()
        keeper.earn(("f-1", 9))
        start, before = keeper.bank, len(keeper.events)
        keeper.earn(("f-1", 9))

        found = what_if(start, keeper.events[before:], tariff=tariff_of(caps=(cap("all", 3),)))

        assert found.difference == -6
        assert [each.credited for each in found.holders if each.differs] == [(18, 12)]
        assert found.after.months[0] == start.months[0]

    def test_repealed(self, keep, tariff_of, supposed, cap):
        """
        What was repealed is in force no more; that a cap is gone is said by none.
        """
        keeper = keep(tariff_of(caps=(cap("all", 3),)))
        keeper.close(("s-1", "f-1", "report", "01-03", 2))
        caps = keeper.bank.tariff.caps
        gone = caps.announce((), start=date(2025, 1, 1), known=date(2025, 2, 1), source=LATER)
        found = supposed(keeper, tariff=attrs.evolve(keeper.bank.tariff, caps=gone))
        assert found.difference == 3

        nothing = caps.repeal(start=date(2025, 1, 1), known=date(2025, 2, 1), source=LATER)
        with pytest.raises(NotInForceError, match="caps"):
            supposed(keeper, tariff=attrs.evolve(keeper.bank.tariff, caps=nothing))

    def test_not_stated(self, keep, tariff_of, series):
        """
        A tariff that leaves something open cannot be supposed before the question is answered.
        """
        keeper = keep()
        keeper.earn(("f-1", 9))
        gap = NotStated(question=Label("未载明", "how much?"), options=())
        other = tariff_of(storage_cap=series("storage_cap", (gap, date(2024, 1, 1))))

        with pytest.raises(NotStatedError, match="how much"):
            what_if(keeper.first, keeper.events, tariff=other)


class TestStore:
    @pytest.fixture
    def keeper(self, keep):
        """
        A bank with a request granted and one refused.
        """
        keeper = keep()
        keeper.earn(("f-1", 12), ("f-2", 3))
        keeper.deliver("rice", 2, "02-01")
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        keeper.redeem("o-2", "f-2", "soap", "02-03")
        keeper.cancel("o-1", "02-04")
        keeper.hold("o-3", "f-1", "soap", "02-05")
        return keeper

    def test_prices(self, keeper, store_of, gift, supposed):
        """
        Another price decides otherwise; a delivery of what is not in the catalogue is none.
        """
        found = supposed(keeper, store=store_of(catalogue=(gift("soap", 3, stocked=False),)))

        assert [each.request for each in found.decided_otherwise] == ["o-2"]
        assert found.difference == 0
        assert {each.holder: each.redeemed for each in found.holders} == {
            "f-1": (0, 0),
            "f-2": (0, 3),
            "r-1": (0, 0),
        }
        assert len(found.after.books.deliveries) == 0

    def test_no_such_gift(self, keeper, store_of, gift, supposed):
        """
        A request for what the other store does not have could not be made.
        """
        found = supposed(keeper, store=store_of(catalogue=(gift("rice", 3),)))

        assert [each.id for each in found.left_out] == ["o-1", "o-2", "o-3"]
        assert [each.request for each in found.decided_otherwise] == ["o-1", "o-3"]
        assert "gift" in found.requests[0].why

    def test_windows(self, keeper, store_of, supposed):
        """
        Outside the windows of the other store nothing could be asked for.
        """
        monthly = Cadence(every=Rhythm.MONTH, times=1, rest=RestRule.KEEP)

        found = supposed(keeper, store=store_of(windows=monthly))

        assert [each.id for each in found.left_out] == ["o-1", "o-2", "o-3"]
        assert "period" in found.left_out[0].why

    def test_holds(self, keeper, store_of, supposed):
        """
        A store without holds could hold nothing.
        """
        found = supposed(keeper, store=store_of(hold_days=None))

        assert [each.id for each in found.left_out] == ["o-3"]

    def test_calendar(self, keep, store_of, supposed):
        """
        A store whose windows days of rest move needs the calendar.
        """
        keeper = keep()
        keeper.earn(("f-1", 12))
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        moved = store_of(windows=Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.FORWARD))

        without = supposed(keeper, store=moved)
        found = supposed(keeper, store=moved, calendar=load("example").calendar)
        assert [each.id for each in without.left_out] == ["o-1"]
        assert found.left_out == ()

    def test_draw(self, keeper, store_of, supposed):
        """
        A store that draws needs a seed, and the events have none.
        """
        found = supposed(keeper, store=store_of(priority=(Criterion.DRAW,)))

        assert "seed" in found.left_out[0].why

    def test_same(self, keeper, supposed):
        """
        Under the same schemes all is the same.
        """
        found = supposed(keeper, tariff=keeper.bank.tariff, store=keeper.bank.store)

        assert found.after.months == keeper.bank.months
        assert found.after.books.accounts == keeper.bank.books.accounts
        assert (found.difference, found.decided_otherwise, found.left_out) == (0, (), ())


class TestExplained:
    @pytest.fixture
    def found(self, keep, tariff_of, activity, supposed):
        """
        A comparison in which something of everything differs.
        """
        keeper = keep()
        keeper.close(
            ("s-1", "f-1", "report", "01-03", 2),
            ("s-2", "f-1", "lecture", "01-03", 1),
        )
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        return supposed(keeper, tariff=tariff_of(activities=(activity("report", 2),)))

    def test_english(self, found):
        """
        Sums come first, then whatever differs.
        """
        lines = found.explain("en").splitlines()

        assert lines[:21] == [
            "What if, as on 2025-02-03",
            "comparison -4 points credited, 1 request decided otherwise",
            "  change in what is credited -4 points = then 4 − now 8",
            "    then 4 points = activity lecture 0 + activity report 4",
            "      activity lecture 0 points (0 slips)",
            "      activity report 4 points (1 slip)",
            "    now 8 points = activity lecture 2 + activity report 6",
            "      activity lecture 2 points (1 slip)",
            "      activity report 6 points (1 slip)",
            "  holder f-1",
            "    credited -4 points = then 4 − now 8",
            "      then 4 points",
            "      now 8 points",
            "    redeemed -5 points = then 0 − now 5",
            "      then 0 points",
            "      now 5 points",
            "    available 1 point = then 4 − now 3",
            "      then 4 points",
            "      now 3 points",
            "  request o-1 granted → refused: not enough points",
            "    now granted",
        ]
        assert any(line.startswith("  left out: slip s-2 ") for line in lines)

    def test_chinese(self, found):
        """
        The same in Chinese.
        """
        lines = found.explain("zh").splitlines()

        assert lines[:2] == ["测算对照，2025-02-03", "对照 入账-4分，1项申请结果不同"]
        assert "  申请 o-1 可兑换 → 未能兑换：积分不足" in lines
        assert any(line.startswith("  未能发生：登记单 s-2 ") for line in lines)

    def test_not_to_be_asked_for(self, keep, store_of, gift, supposed, sums):
        """
        A request that could not be made says why.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        found = supposed(keeper, store=store_of(catalogue=(gift("rice", 3),)))

        assert "request o-1 granted → not to be asked for (" in found.explain("en")
        sums(found)

    def test_sums(self, found, sums):
        """
        Every sum can be done again, in both languages.
        """
        sums(found)


class TestRefused:
    @pytest.fixture
    def keeper(self, keep):
        """
        A bank with a month.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        return keeper

    def test_nothing(self, keeper):
        """
        What is to be supposed has to be said.
        """
        with pytest.raises(WrongTypeError, match="another tariff, another store"):
            what_if(keeper.first, keeper.events)

    @pytest.mark.parametrize("name", ["bank", "tariff", "store", "known", "calendar"])
    def test_types(self, keeper, name):
        """
        Each argument has its type.
        """
        given = {"bank": keeper.first, "tariff": keeper.bank.tariff, name: "2025"}

        with pytest.raises(WrongTypeError, match=name):
            what_if(given.pop("bank"), keeper.events, **given)

    def test_no_event(self, keeper):
        """
        Events are events, and there is at least one.
        """
        tariff = keeper.bank.tariff
        with pytest.raises(ValueNotAllowedError, match="events"):
            what_if(keeper.first, [], tariff=tariff)
        with pytest.raises(WrongTypeError, match="event"):
            what_if(keeper.first, [Delivery(id="d", gift="rice", quantity=1)], tariff=tariff)

    def test_other_bank(self, keeper, keep, tariff_of, activity):
        """
        The events have to be those of the bank.
        """
        other = keep(tariff_of(activities=(activity("report", 2),)))

        with pytest.raises(ConflictError, match="event"):
            what_if(other.first, keeper.events, tariff=keeper.bank.tariff)

    def test_bank_after(self, keeper):
        """
        Events that the bank has seen, or that come twice, are refused: they would tell nothing.
        """
        tariff, events = keeper.bank.tariff, keeper.events
        for bank, told in (
            (keeper.bank, events),
            (keeper.banks[1], events),
            (keeper.first, [*events, events[-1]]),
        ):
            with pytest.raises(ConflictError, match="give the bank before them") as caught:
                what_if(bank, told, tariff=tariff)
            assert (caught.value.field, caught.value.value) == ("events", len(told))

    def test_type_of_event(self, keeper):
        """
        What happens again is an event.
        """
        again = Again(keeper.first, same_store=True, calendar=None)
        assert again.happen([]) == keeper.first
        with pytest.raises(WrongTypeError, match="event"):
            again.happen([Enrolled])
