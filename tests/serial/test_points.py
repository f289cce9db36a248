import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid import points
from partygrid.dated import Month
from partygrid.errors import InvalidDataError, WrongTypeError
from partygrid.packs import load
from partygrid.points import (
    Bank,
    BankEvent,
    Books,
    Closed,
    ClosedMonth,
    Decision,
    Delivery,
    Enrolled,
    Holder,
    Levels,
    Order,
    Request,
    Reversal,
    Settlement,
    SettlementKind,
    Slip,
    Submitted,
    close,
    deliver,
    enrol,
    hold,
    settled,
)
from partygrid.serial import Amounts, from_data, to_data
from partygrid.strategies import _bank_answers as banked
from partygrid.strategies import (
    activities,
    appraisal_schemes,
    bank_events,
    caps,
    deliveries,
    expiries,
    gifts,
    holders,
    honours,
    neighbourhood_years,
    openings,
    requests,
    reversals,
    settlements,
    slips,
    store_schemes,
    tariffs,
    top_ups,
)

PACK = load("example")
SLIP = Slip("s-1", "h-1", "hours", date(2025, 3, 3), 1800)
ROW = {"id": "s-1", "holder": "h-1", "activity": "hours", "day": "2025-03-03", "quantity": 60}


def held():
    """
    Let a holder earn and ask; the request is held.
    """
    bank = Bank.open(PACK.tariff, PACK.store, month=Month(2025, 3))
    who = Holder(id="h-1", kind="family", since=date(2025, 3, 1))
    bank = enrol(bank, [who], on=date(2025, 3, 1)).bank
    bank = deliver(bank, Delivery(id="d-1", gift="tissues", quantity=3), on=date(2025, 3, 1)).bank
    rows = [SLIP._replace(id=f"s-{day}", day=date(2025, 3, day)) for day in (3, 4)]
    bank = close(bank, Month(2025, 3), rows, on=date(2025, 3, 31)).bank
    asked = Request(id="q-1", holder="h-1", gift="tissues", asked=date(2025, 3, 31))
    return hold(bank, points_quarter(), [asked], on=date(2025, 3, 31))


def points_quarter():
    """
    Give the quarter of the window.
    """
    return PACK.store.rules_on(date(2025, 3, 31)).windows.every.containing(date(2025, 3, 31))


class TestBothWays:
    @given(
        value=st.one_of(
            holders(),
            slips(),
            requests(),
            deliveries(),
            settlements(),
            reversals(),
            activities(),
            caps(),
            expiries(),
            openings(),
            gifts(),
            top_ups(),
            honours(),
        )
    )
    def test_same(self, round_trip, value):
        """
        What is recorded, and what schemes are made of, is read as what it was.
        """
        round_trip(value, type(value))

    @settings(max_examples=25)
    @given(scheme=st.one_of(tariffs(), store_schemes(), appraisal_schemes()))
    def test_schemes(self, scheme):
        """
        So is a scheme, whatever its values were or will be.
        """
        data = to_data(scheme)

        assert to_data(from_data(type(scheme), json.loads(json.dumps(data)))) == data

    @pytest.mark.parametrize("name", ["tariff", "store", "appraisal"])
    def test_example(self, name):
        """
        So are those of a pack.
        """
        scheme = getattr(PACK, name)

        assert to_data(from_data(type(scheme), to_data(scheme))) == to_data(scheme)

    def test_amounts(self):
        """
        Cash is an amount like any other.
        """
        asked = Request(id="q-1", holder="h-1", gift="rice", asked=date(2025, 3, 3), cash=250)

        assert (to_data(asked)["cash"], to_data(asked, amounts=Amounts.FEN)["cash"]) == (
            "2.50",
            250,
        )


class TestSlips:
    def test_data(self):
        """
        A slip is an object with the names of its fields; one that is not late need not say so.
        """
        assert to_data(SLIP) == {**ROW, "quantity": 1800}
        assert to_data(SLIP._replace(late=True))["late"] is True
        assert from_data(Slip, ROW) == from_data(Slip, {**ROW, "late": False})

    @given(found=st.lists(slips(), max_size=5).map(tuple))
    def test_in_one_go(self, found):
        """
        Many are read as each alone.
        """
        data = json.loads(json.dumps(to_data(found)))

        assert from_data(tuple[Slip, ...], data) == found
        assert tuple(from_data(Slip, each) for each in data) == found
        assert from_data(list[Slip], data) == list(found)

    @pytest.mark.parametrize("late", [True, False])
    def test_late_among_them(self, late):
        """
        Those that say whether they are late may stand beside those that do not.
        """
        first, second = from_data(tuple[Slip, ...], [ROW, {**ROW, "id": "s-2", "late": late}])

        assert (first.late, second.late) == (False, late)

    def test_problems(self, problems):
        """
        Whatever is wrong with any of them is named, with its place.
        """
        rows = [
            ROW,
            4,
            {**ROW, "quantity": 0},
            {"id": "s-2", "kilos": 1, "day": "2025-3-3"},
            {**ROW, "late": "no"},
            {**ROW, "day": ["2025-03-03"]},
            {**ROW, "quantity": 4.0},
        ]

        assert problems(tuple[Slip, ...], rows) == [
            ("$[1]", "got 4 of type int; allowed: an object with keys"),
            ("$[2]", "slip.quantity: got 0; allowed: 1 to 1000000000"),
            ("$[3]", "unknown key 'kilos'; allowed: activity, day, holder, id, late, quantity"),
            ("$[3].activity", "required field missing"),
            ("$[3].day", "got '2025-3-3' of type str; allowed: a date as '2025-06-01'"),
            ("$[3].holder", "required field missing"),
            ("$[3].quantity", "required field missing"),
            ("$[4].late", "got 'no' of type str; allowed: true or false"),
            ("$[5].day", "got ['2025-03-03'] of type list; allowed: a date as '2025-06-01'"),
            ("$[6].quantity", "got 4.0 of type float; allowed: a whole number"),
        ]

    @pytest.mark.parametrize(
        "change",
        [
            {"note": "x"},
            {"late": True, "note": "x"},
            {"quantity": True},
            {"day": "2025-02-30"},
            {"id": ""},
            {"holder": 7},
        ],
        ids=str,
    )
    def test_one_wrong(self, problems, change):
        """
        One that is wrong among many is found, and nothing of them is read.
        """
        [(path, _)] = problems(tuple[Slip, ...], [ROW, {**ROW, "id": "s-2", **change}])

        assert path.startswith("$[1]")

    @pytest.mark.parametrize("data", [{}, "slips", None, 4], ids=repr)
    def test_no_list(self, problems, data):
        """
        What is no list is refused.
        """
        [(path, message)] = problems(tuple[Slip, ...], data)

        assert (path, "allowed: a list" in message) == ("$", True)

    def test_another_shape(self):
        """
        Slips may come in a tuple, and as mappings of another class.
        """
        assert from_data(tuple[Slip, ...], (ROW,)) == from_data(tuple[Slip, ...], [ROW])
        assert from_data(tuple[Slip, ...], []) == ()


class TestEvents:
    @settings(max_examples=25)
    @given(year=neighbourhood_years(max_months=3))
    def test_year(self, year):
        """
        All that happened to a bank is read as one choice of kinds, and leads to the same bank.
        """
        data = json.loads(json.dumps([to_data(event) for event in year.events]))
        events = tuple(from_data(BankEvent, each) for each in data)

        assert events == year.events
        assert from_data(tuple[BankEvent, ...], data) == events
        assert year.opened.replay(events) == year.bank

    @given(event=bank_events())
    def test_alone(self, event):
        """
        An event is the same data whether it is asked for by its class or as any; it says its kind.
        """
        data = to_data(event)

        assert data["kind"] == type(event).__name__.lower()
        assert to_data(event, kind=BankEvent) == data
        assert from_data(type(event), data) == event

    def test_data(self):
        """
        An event is written with its day and what came.
        """
        event = Submitted(date(2025, 3, 4), (SLIP,))

        assert to_data(event) == {
            "kind": "submitted",
            "on": "2025-03-04",
            "slips": [to_data(SLIP)],
        }

    def test_kinds(self, problems):
        """
        An event of no kind, or of another, is refused with those that there are.
        """
        names = "enrolled, submitted, closed, reversed, delivered, allocated, settled"
        data = to_data(Enrolled(date(2025, 3, 4), (), "0" * 64))

        assert problems(BankEvent, {**data, "kind": "paid"}) == [
            ("$.kind", f"got 'paid'; allowed: {names}")
        ]
        assert problems(BankEvent, {**data, "kind": 4}) == [("$.kind", f"got 4; allowed: {names}")]
        assert problems(BankEvent, {"on": "2025-03-04"}) == [("$.kind", "required field missing")]
        assert problems(Closed, data) == [("$.kind", "got 'enrolled'; allowed: closed")]
        assert problems(BankEvent, 4) == [("$", "got 4 of type int; allowed: an object with keys")]

    def test_problems(self, problems):
        """
        What is wrong in an event has its path; the choice is named by its kinds.
        """
        data = {"kind": "submitted", "on": "2025-03-04", "slips": [{**ROW, "quantity": 0}], "a": 1}

        assert problems(BankEvent, data) == [
            ("$", "unknown key 'a'; allowed: on, slips"),
            ("$.slips[0]", "slip.quantity: got 0; allowed: 1 to 1000000000"),
        ]
        with pytest.raises(InvalidDataError, match=r"^Enrolled \| Submitted \| Closed \|"):
            from_data(BankEvent, {})


class TestBooks:
    @pytest.mark.parametrize("kind", [Bank, Levels, *banked.FOUND], ids=lambda kind: kind.__name__)
    @pytest.mark.parametrize("data", [{}, [], 4], ids=repr)
    def test_never_read(self, kind, data):
        """
        A bank is made from its events again, and so is all that stands in its books.
        """
        with pytest.raises(WrongTypeError, match="a bank is made from them again"):
            from_data(kind, data)

    @pytest.mark.parametrize("value", [held().bank, held().bank.books], ids=["bank", "books"])
    def test_no_form(self, value):
        """
        A bank and its books are not written: a host stores events.
        """
        with pytest.raises(WrongTypeError, match="the events that led to a bank"):
            to_data(value)

    @settings(max_examples=25)
    @given(year=neighbourhood_years(max_months=2), data=st.data())
    def test_any(self, year, data):
        """
        All that stands in the books of a bank can be written as JSON, by the names of its fields.
        """
        find = data.draw(st.sampled_from([kind for kind in banked.FOUND if kind is not Books]))
        for value in banked.FOUND[find](year):
            written = to_data(value)
            assert json.loads(json.dumps(written)) == written
            if find not in (ClosedMonth, Decision, points.Turn):
                assert tuple(written) == find._fields

    def test_order(self):
        """
        An order is written with what it met; the store's rules are the host's own.
        """
        [order] = held().granted
        data = to_data(order)

        assert type(order) is Order
        assert data["state"] == "held"
        assert (data["points"], data["cash"], data["until"]) == (20, "0.00", "2025-04-06")
        assert data["held"] == [{"lot": 0, "points": [0, 10]}, {"lot": 1, "points": [0, 10]}]
        assert data["turn"] == {
            "usable": [
                {"expires": "2026-03-01", "points": 10},
                {"expires": "2026-03-31", "points": 20},
            ],
            "had": 0,
            "stock": 3,
            "before": [],
        }
        assert data["refusal"] is None

    def test_month(self):
        """
        A closed month is written with its digest, slip by slip.
        """
        [month] = held().bank.months
        data = to_data(month)

        assert (data["month"], data["digest"], data["before"]) == ("2025-03", month.digest, "")
        assert [each["credited"] for each in data["slips"]] == [10, 10]
        assert data["slips"][0]["clip"] == {"cap": "day", "used": 0}
        assert data["slips"][0]["slip"] == to_data(SLIP._replace(id="s-3"))

    def test_decision(self):
        """
        A decision is written with its events and orders; the bank is made from the events.
        """
        found = held()
        data = to_data(found)

        assert data["version"] == found.bank.version == 5
        assert data["events"] == [to_data(event) for event in found.events]
        assert (data["granted"], data["refused"]) == ([to_data(found.granted[0])], [])

    def test_settling(self):
        """
        What was done to an order is written with its day.
        """
        done = Settlement(id="x-1", order="q-1", kind=SettlementKind.POST)
        bank = settled(held().bank, done, on=date(2025, 4, 1)).bank

        assert to_data(bank.books.settlements.get("x-1")) == {
            "settlement": {"id": "x-1", "order": "q-1", "kind": "post"},
            "on": "2025-04-01",
            "version": 6,
        }

    def test_only(self):
        """
        What only looks like a value of the books is refused.
        """
        for kind in (Reversal, Slip, Order):
            with pytest.raises(WrongTypeError):
                to_data((1, 2, 3), kind=kind)
