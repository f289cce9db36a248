"""
The bank itself, its closed months, and how events make it again.
"""

import pickle
from array import array
from datetime import UTC, date, datetime

import attrs
import pytest

from partygrid.dated import Interval, Month, Quarter, Year
from partygrid.errors import ConflictError, UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.points import (
    Account,
    Allocated,
    Bank,
    Clip,
    Closed,
    Delivered,
    Enrolled,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Holder,
    Opening,
    Reversed,
    Settled,
    Slip,
    Submitted,
    close,
    enrol,
    submit,
)
from partygrid.points._columns import column, digest_of

HOLDER = Holder(id="h", kind="family", since=date(2025, 1, 1))


@pytest.fixture
def there(town, years):
    """
    Return a town with a year's first three months in it, all commands given once.
    """
    found = town(caps=(years.cap(5, "month"),), catalogue=(years.gift("g", 2),))
    found.enter("h", "o", on="2025-01-01")
    found.close("s-2 h a 2025-01-03 4", "s-1 h a 2025-01-04 4", "s-3 o a 2025-01-05 3")
    found.deliver("g", 9, on="2025-02-01")
    found.redeem("r-1 h g 1", "r-2 o g 9", on="2025-02-01")
    found.hold("r-3 h g 1", on="2025-02-02")
    found.settle("post", "r-3", on="2025-02-03")
    found.submit("s-4 h a 2025-02-02 1", on="2025-02-03")
    found.reverse("s-4", on="2025-02-04")
    found.close(on="2025-03-02")
    return found


class TestOpen:
    def test_opened(self, there):
        """
        A bank begins with nothing in its books, and shows in one line how it stands.
        """
        first = there.first

        assert (first.version, first.on, first.months) == (0, None, ())
        assert first.open_month == Month(2025, 1)
        assert repr(first) == "<Bank: version 0, 0 holders, 0 months closed, 2025-01 open>"
        assert repr(there.bank) == "<Bank: version 10, 2 holders, 2 months closed, 2025-03 open>"

    @pytest.mark.parametrize("place", [0, 1, 2])
    @pytest.mark.parametrize("given", [None, "tariff", 5, (2025, 1), date(2025, 1, 1)], ids=repr)
    def test_wrong(self, there, place, given):
        """
        A bank is opened with a tariff, a store and a month.
        """
        arguments = [there.first.tariff, there.first.store, Month(2025, 1)]
        arguments[place] = given
        with pytest.raises(WrongTypeError) as caught:
            Bank.open(arguments[0], arguments[1], month=arguments[2])

        names = ("tariff", "store", "month")
        kinds = ("a Tariff", "a StoreScheme", "a Month")
        assert (caught.value.field, caught.value.value, caught.value.allowed) == (
            names[place],
            given,
            kinds[place],
        )

    def test_swapped(self, there):
        """
        The store is not the tariff.
        """
        with pytest.raises(WrongTypeError, match="tariff"):
            Bank.open(there.first.store, there.first.tariff, month=Month(2025, 1))


class TestLooking:
    def test_found(self, there):
        """
        Holders, accounts and orders are found by their ids.
        """
        assert there.bank.holder("h").kind == "family"
        assert there.bank.account("o").available(there.bank.on) == 3
        assert there.bank.order("r-1").points == 2

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ("nobody", UnknownNameError),
            ("", UnknownNameError),
            (5, WrongTypeError),
            (None, WrongTypeError),
            ([], WrongTypeError),
        ],
        ids=repr,
    )
    def test_unknown(self, there, given, error):
        """
        What is not known is refused by its name, and what is no id by its type.
        """
        for look, field in (("holder", "holder"), ("account", "holder"), ("order", "order")):
            with pytest.raises(error) as caught:
                getattr(there.bank, look)(given)
            assert (caught.value.field, caught.value.value) == (field, given)
            assert caught.value.allowed

    @pytest.mark.parametrize("version", [-1, 10**19])
    def test_version(self, there, version):
        """
        A bank has had no fewer events than none, and not more than can be.
        """
        with pytest.raises(ValueNotAllowedError, match="version"):
            attrs.evolve(there.bank, version=version)

    def test_no_points_yet(self, there):
        """
        Who has entered has an account, if an empty one.
        """
        there.enter("new", on="2025-03-02")
        assert there.bank.account("new") == Account("new")
        assert there.bank.account("new").available(date(2025, 3, 2)) == 0

    def test_frozen(self, there):
        """
        Nothing of a bank can be set.
        """
        for name in ("version", "on", "books", "tariff"):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(there.bank, name, None)
        with pytest.raises(AttributeError):
            there.bank.books.months = ()


class TestVersions:
    def test_events(self, there):
        """
        Every command is one event, but a close that takes slips in: that is two.
        """
        assert [type(each) for each in there.events] == [
            Enrolled,
            Submitted,
            Closed,
            Delivered,
            Allocated,
            Allocated,
            Settled,
            Submitted,
            Reversed,
            Closed,
        ]
        assert [bank.version for bank in there.banks] == [0, 1, 3, 4, 5, 6, 7, 8, 9, 10]
        assert there.bank.order("r-3").version == 6
        assert there.bank.months[1].version == 10

    def test_shown(self, there):
        """
        An event of many slips is shown in one line.
        """
        assert repr(there.events[1]) == "<Submitted 2025-01-31: 3 slips>"


class TestReplay:
    def test_every_cut(self, there):
        """
        From every bank on the way the rest leads to the same bank.
        """
        for bank in there.banks:
            assert bank.replay(there.events[bank.version :]) == there.bank
            assert bank.replay(iter(there.events[bank.version :])) == there.bank
        assert there.bank.replay([]) is there.bank

    def test_stored_twice(self, there):
        """
        An event that was stored twice counts once.
        """
        for place, event in enumerate(there.events):
            twice = (*there.events[: place + 1], event, *there.events[place + 1 :])
            assert there.first.replay(twice) == there.bank

    @pytest.mark.parametrize(
        "event", [None, "Closed", 5, Slip("s", "h", "a", date(2025, 1, 1), 1)], ids=repr
    )
    def test_no_event(self, there, event):
        """
        What is no event of a bank is refused.
        """
        with pytest.raises(WrongTypeError) as caught:
            there.first.replay([event])
        assert (caught.value.field, caught.value.value) == ("event", event)

    def test_out_of_order(self, there):
        """
        Events that come in another order are refused as the command was.
        """
        with pytest.raises(ValueNotAllowedError, match="2025-01-31 or later"):
            there.first.replay([*there.events[:3], *there.events[:3], there.events[9]])
        with pytest.raises(UnknownNameError):
            there.first.replay([there.events[6]])

    @pytest.mark.parametrize("place", [2, 4])
    def test_other_digest(self, there, place):
        """
        Where what comes out is not what was stored, nothing is made.
        """
        changed = attrs.evolve(there.events[place], digest="0" * 64)
        events = (*there.events[:place], changed)
        with pytest.raises(ConflictError) as caught:
            there.first.replay(events)

        assert caught.value.field == f"event {place + 1}"
        assert caught.value.value == there.events[place]
        assert "0000" in caught.value.allowed

    @pytest.mark.parametrize(
        "said",
        [
            {"openings": (Opening("person", 3),)},
            {"expiry": Expiry(rule=ExpiryRule.NONE)},
            {"expiry": Expiry(rule=ExpiryRule.SLIDING, base=ExpiryBase.REGISTRATION, amount=2)},
        ],
        ids=["points", "last day", "sliding"],
    )
    def test_other_openings(self, town, years, said):
        """
        Under a tariff that opens accounts with other points, or for longer, nothing is made.
        """
        usual = {
            "openings": (Opening("person", 2),),
            "expiry": Expiry(rule=ExpiryRule.ROLLING, base=ExpiryBase.REGISTRATION, amount=2),
        }
        there = town(**usual)
        there.enter("p", on="2025-01-01", kind="person")
        other = Bank.open(*years.schemes_of(years.said_of(**usual | said)), month=Month(2025, 1))

        assert there.first.replay(there.events) == there.bank
        with pytest.raises(ConflictError, match="event 1: got <Enrolled 2025-01-01: 1 holder"):
            other.replay(there.events)

    def test_other_window(self, there):
        """
        An allocation is held to the kind of period of the windows, and to the days of its own.
        """
        place = [type(each) for each in there.events].index(Allocated)
        event = there.events[place]
        day = Interval(date(2025, 2, 2), date(2025, 2, 3))
        for changes, error in (
            ({"period": Year(2025)}, WrongTypeError),
            ({"window": day}, ValueNotAllowedError),
        ):
            events = (*there.events[:place], attrs.evolve(event, **changes))
            with pytest.raises(error):
                there.first.replay(events)

    def test_missing(self, there):
        """
        Said to which version they led, events of which one is missing are refused.
        """
        events = there.events
        assert there.first.replay(events, version=len(events)) == there.bank
        assert there.bank.replay([], version=len(events)) is there.bank
        for told in (events[:-1], [*events[:-2], events[-1]]):
            with pytest.raises((ConflictError, UnknownNameError)):
                there.first.replay(told, version=len(events))
        with pytest.raises(ConflictError) as caught:
            there.first.replay(events[:-1], version=len(events))
        assert ("version", len(events) - 1) == (caught.value.field, caught.value.value)
        assert f"{len(events)}: so many" in caught.value.allowed

    @pytest.mark.parametrize("version", [True, 2.0, "2", -1, 10**19], ids=repr)
    def test_no_version(self, there, version):
        """
        A version is a whole number.
        """
        with pytest.raises((WrongTypeError, ValueNotAllowedError), match="version"):
            there.first.replay([], version=version)

    def test_other_tariff(self, there, years):
        """
        Under a tariff that says other things of days gone by the events do not hold.
        """
        tariff, store = years.schemes_of(years.said_of(catalogue=(years.gift("g", 2),)))
        other = Bank.open(tariff, store, month=Month(2025, 1))
        with pytest.raises(ConflictError, match="event 3"):
            other.replay(there.events)

    def test_dated_back(self, town, years):
        """
        A tariff that is dated back is taken as it became known: closed months stay.
        """
        start, known = date(2025, 1, 1), date(2025, 2, 10)
        said = [
            (date(2000, 1, 1), date(2000, 1, 1), (years.activity(points=1),)),
            (start, known, (years.activity(points=10),)),
        ]
        there = town(activities=said)
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 1")
        month = there.bank.months[0]
        there.close("s-2 h a 2025-01-04 1 late", "s-3 h a 2025-02-01 1", on="2025-02-28")

        assert there.bank.months[0] is month
        assert [there.credited(f"s-{number}")[1] for number in (1, 2, 3)] == [1, 10, 10]
        assert there.first.replay(there.events) == there.bank
        there.check()


class TestMonth:
    def test_columns(self, there):
        """
        A closed month gives back its slips and what each came to.
        """
        month = there.bank.months[0]

        assert (month.number, month.month, month.on) == (0, Month(2025, 1), date(2025, 1, 31))
        assert (len(month), bool(month)) == (3, True)
        assert sorted(month.slips()) == [
            Slip("s-1", "h", "a", date(2025, 1, 4), 4),
            Slip("s-2", "h", "a", date(2025, 1, 3), 4),
            Slip("s-3", "o", "a", date(2025, 1, 5), 3),
        ]
        found = month.at(month.row("s-1"))
        assert (found.worth, found.credited, found.clip) == (4, 1, Clip("cap-month", 4))
        assert found == there.registered("s-1")
        assert repr(month) == f"<ClosedMonth 2025-01: 3 slips, {month.digest[:12]}>"

    def test_digest(self, there):
        """
        The digest is that of all that stands in the month, and of the months before.
        """
        first, second = there.bank.months
        assert digest_of(first) == first.digest != second.digest
        assert (first.before, second.before) == ("", first.digest)

        for change, name in (
            (lambda month: month.credited, "credited"),
            (lambda month: month.worth, "worth"),
            (lambda month: month.days, "days"),
            (lambda month: month.used, "used"),
            (lambda month: month.quantities, "quantities"),
            (lambda month: month.recorded, "recorded"),
        ):
            values = list(change(first))
            values[0] += 1
            other = attrs.evolve(first, **{name: column(values)})
            assert other.digest != first.digest, name
        for name in ("ids", "holders", "accounts", "names"):
            other = attrs.evolve(first, **{name: ("x", *getattr(first, name)[1:])})
            assert other.digest != first.digest, name
        assert attrs.evolve(first, before="0").digest != first.digest
        assert attrs.evolve(first, on=date(2025, 2, 1)).digest != first.digest

    def test_known_digest(self, town):
        """
        A digest is the same on every machine and in every version.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        there.close("s-1 h a 2025-01-03 4", "s-2 h a 2025-01-04 400")

        assert there.bank.months[0].digest == KNOWN

    def test_equal(self, there):
        """
        Months are compared by digest, day and version, and are keys.
        """
        first, second = there.bank.months
        same = pickle.loads(pickle.dumps(first))  # noqa: S301 - our own bytes

        assert first == same
        assert hash(first) == hash(same)
        assert first != second
        assert first != first.digest
        assert first != attrs.evolve(first, version=9)
        assert {first, same, second} == {first, second}

    def test_names_run_together(self, town):
        """
        Ids that are cut in other places make another digest.
        """
        digests = set()
        for rows in (
            ("s-1 h a 2025-01-03 1", "s-11 h a 2025-01-03 1"),
            ("s-11 h a 2025-01-03 1", "s-1 h a 2025-01-03 1", "s-111 h a 2025-01-03 1"),
            ("s-1s-11 h a 2025-01-03 1",),
        ):
            there = town()
            there.enter("h", on="2025-01-01")
            there.close(*rows)
            digests.add(there.bank.months[0].digest)
        assert len(digests) == 3

    @pytest.mark.parametrize(
        ("most", "code"),
        [(0, "B"), (255, "B"), (256, "H"), (65_535, "H"), (65_536, "I"), (2**32, "Q")],
    )
    def test_column(self, most, code):
        """
        A column takes as few bytes as it needs.
        """
        assert column([0, most]) == array(code, [0, most])
        assert column([0, most]).typecode == code

    def test_too_much(self, town, years):
        """
        What no column holds is refused by name; what was there stays.
        """
        said = [
            (date(2000, 1, 1), date(2000, 1, 1), None),
            (date(2025, 2, 1), date(2025, 1, 1), 10),
        ]
        there = town(activities=(years.activity(points=10**9),), storage_cap=said)
        bank = enrol(there.first, [HOLDER], on=date(2025, 1, 1)).bank
        rows = [(f"s-{number}", "h", "a", date(2025, 1, 3), 10**9) for number in range(20)]
        bank = close(bank, Month(2025, 1), rows, on=date(2025, 1, 31)).bank
        with pytest.raises(ValueNotAllowedError) as caught:
            close(
                bank,
                Month(2025, 2),
                [("t-1", "h", "a", date(2025, 2, 1), 1)],
                on=date(2025, 2, 28),
            )

        assert (caught.value.field, caught.value.value) == ("points", 20 * 10**18)
        assert caught.value.allowed == f"at most {2**64 - 1}"

    def test_largest(self, town, years):
        """
        The most that slips can say is still counted exactly.
        """
        there = town(activities=(years.activity(points=10**9),))
        bank = enrol(there.first, [HOLDER], on=date(2025, 1, 1)).bank
        rows = [(f"s-{number}", "h", "a", date(2025, 1, 3), 10**9) for number in range(3)]
        bank = submit(bank, rows, on=date(2025, 1, 3)).bank
        bank = close(bank, Month(2025, 1), on=date(2025, 1, 31)).bank

        assert bank.account("h").available(date(2025, 1, 31)) == 3 * 10**18
        assert list(bank.months[0].credited) == [10**18] * 3


KNOWN = "ac51bc6d00c6f434314ef88b014cf400d6741e20ae71905aa79f55c8c2817731"


class TestMonths:
    def test_order(self, town):
        """
        The order in which slips are clipped is that of day and id, whatever came when.
        """
        there = town()
        there.enter("h", on="2025-01-01")
        there.submit("s-9 h a 2025-01-03 1", on="2025-01-03")
        there.submit("s-1 h a 2025-01-04 1", on="2025-01-04")
        there.close("s-5 h a 2025-01-03 1")
        [month] = there.bank.months

        rows = sorted(range(3), key=lambda row: (month.days[row], month.ids[row]))
        assert [month.ids[row] for row in rows] == ["s-5", "s-9", "s-1"]
        assert list(month.rows["h"]) == rows
        with pytest.raises(TypeError):
            month.rows["o"] = month.rows["h"]
        assert pickle.loads(pickle.dumps(month)).rows == month.rows  # noqa: S301 - our own bytes


class TestDays:
    def test_period_of_another_kind(self, there):
        """
        The store's windows have a kind of period, and a quarter is not a month.
        """
        error = there.redeem("r-9 h g 1", on="2025-03-02", period=Quarter(2025, 1))
        assert type(error) is WrongTypeError
        assert error.field == "period"

    @pytest.mark.parametrize(
        "on", [datetime(2025, 3, 9, tzinfo=UTC), "2025-03-09", None], ids=repr
    )
    def test_no_day(self, there, on):
        """
        A day is a civil date.
        """
        with pytest.raises(WrongTypeError, match="on: got"):
            enrol(there.bank, [], on=on)
