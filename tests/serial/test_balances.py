import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.dated import Month, Quarter, Year
from partygrid.errors import WrongTypeError
from partygrid.packs import load
from partygrid.points import (
    Bank,
    Holder,
    Requester,
    Reversal,
    appraise,
    balance,
    balances,
    close,
    enrol,
    follow,
    follow_opening,
    reverse,
    statement,
    submit,
    what_if,
)
from partygrid.serial import from_data, to_data
from partygrid.strategies import _bank_readings as banking
from partygrid.strategies import neighbourhood_years

PACK = load("example")
LATER = date(2025, 12, 31)


@pytest.fixture(scope="module")
def first():
    """
    A bank before anything happened.
    """
    return Bank.open(PACK.tariff, PACK.store, month=Month(2025, 12))


@pytest.fixture(scope="module")
def decisions(first):
    """
    A family enters, hands three slips in, and one is taken back.
    """
    entered = enrol(
        first, [Holder(id="h-1", kind="family", since=date(2025, 12, 1))], on=date(2025, 12, 1)
    )
    rows = [(f"s-{day}", "h-1", "lecture", date(2025, 12, day), 6 - day) for day in (1, 2)]
    closed = close(entered.bank, Month(2025, 12), rows, on=LATER)
    wrong = Reversal(id="r-1", slip="s-2", by=Requester.HOLDER, reason="double")
    return entered, closed, reverse(closed.bank, wrong, on=LATER)


@pytest.fixture(scope="module")
def bank(decisions):
    """
    The bank after that.
    """
    return decisions[-1].bank


def waiting(first):
    """
    Let a slip wait.
    """
    who = Holder(id="h-1", kind="family", since=date(2025, 12, 1))
    bank = enrol(first, [who], on=date(2025, 12, 1)).bank
    return submit(
        bank, [("s-1", "h-1", "lecture", date(2025, 12, 2), 1)], on=date(2025, 12, 2)
    ).bank


class TestNeverRead:
    @pytest.mark.parametrize(
        "kind", [*banking.READ, *banking.APPRAISED], ids=lambda kind: kind.__name__
    )
    @pytest.mark.parametrize("data", [{}, [], 4], ids=repr)
    def test_refused(self, kind, data):
        """
        What is read of a bank is worked out again.
        """
        with pytest.raises(WrongTypeError, match="what is read of a bank is worked out again"):
            from_data(kind, data)


class TestWritten:
    @settings(max_examples=25)
    @given(year=neighbourhood_years(max_months=2), kind=st.sampled_from([*banking.READ]))
    def test_any(self, year, kind):
        """
        All that is read of a bank can be written as JSON.
        """
        for found in banking.READ[kind](year):
            data = to_data(found)
            assert json.loads(json.dumps(data)) == data

    def test_balance(self, bank):
        """
        A balance is written with its states, and each of its lots with its own.
        """
        data = to_data(balance(bank, "h-1", on=LATER))

        assert (data["credited"], data["available"], data["taken_back"]) == (28, 20, 8)
        assert data["next_expiry"] == {"day": "2026-12-01", "points": 10}
        assert data["lots"][1] == {
            "number": 1,
            "month": 0,
            "opened": "2025-12-31",
            "expires": "2026-12-31",
            "got": 18,
            "free": 10,
            "held": 0,
            "redeemed": 0,
            "taken_back": 8,
            "on": "2025-12-31",
        }
        assert [data] == to_data(balances(bank, on=LATER))

    def test_statement(self, bank):
        """
        A statement is written line by line.
        """
        data = to_data(statement(bank, "h-1", Quarter(2025, 4)))

        assert (data["period"], data["opening"], data["closing"]) == ("2025-Q4", 0, 20)
        assert [(line["kind"], line["change"]) for line in data["lines"]] == [
            ("opened", 10),
            ("credited", 10),
            ("credited", 8),
            ("taken_back", -8),
        ]

    def test_slip(self, bank):
        """
        A slip is written with the caps that counted it and what became of its points.
        """
        data = to_data(follow(bank, "s-2", on=LATER))

        assert (data["state"], data["month"], data["worth"]) == ("taken_back", "2025-12", 8)
        assert (data["credited"], data["shortfall"]) == (8, 0)
        assert data["uses"] == [
            {"cap": "day", "most": 10, "used": 0, "bound": False},
            {"cap": "household_month", "most": 150, "used": 10, "bound": False},
            {"cap": None, "most": 1500, "used": 20, "bound": False},
        ]
        assert data["became"] == [
            {"fate": "taken_back", "points": 8, "ref": "r-1", "on": "2025-12-31", "gift": None}
        ]
        assert data["wrong"]["reversal"]["by"] == "holder"
        assert not {"rules", "storage"} & set(data)

    def test_opening(self, bank):
        """
        An opening balance is written with whose it is, and what became of its points.
        """
        assert to_data(follow_opening(bank, "h-1", on=LATER)) == {
            "holder": "h-1",
            "on": "2025-12-31",
            "opened": "2025-12-01",
            "credited": 10,
            "expires": "2026-12-01",
            "became": [
                {
                    "fate": "available",
                    "points": 10,
                    "ref": "",
                    "on": "2025-12-01",
                    "gift": None,
                }
            ],
        }

    def test_waiting(self, first):
        """
        Of a slip that waits there is no month.
        """
        found = follow(waiting(first), "s-1", on=date(2025, 12, 3))

        assert (to_data(found)["state"], to_data(found)["month"]) == ("pending", None)

    def test_appraisal(self, bank):
        """
        An appraisal is written with who is honoured, and until when it is posted.
        """
        given = {"entered": ["h-1"], "on": LATER, "calendar": PACK.calendar}
        found = appraise(bank, Year(2025), PACK.appraisal, **given)
        data = to_data(found)

        assert (data["year"], data["kinds"][:2]) == ("2025", ["resident", "family"])
        [place] = data["honoured"]
        assert (place["holder"], place["place"], place["points"]) == ("h-1", 1, 10)
        assert (place["honours"], place["months"]) == (["family"], [["2025-12", 18]])
        assert data["posting"]["at"].startswith("2026-01-08")
        assert to_data(found.place("h-1")) == place

    def test_comparison(self, first, decisions):
        """
        A comparison is written with what would be otherwise.
        """
        events = [event for each in decisions for event in each.events]
        data = to_data(what_if(first, events, tariff=PACK.tariff))

        assert (data["difference"], data["left_out"], data["requests"]) == (0, [], [])
        assert data["holders"] == [
            {"holder": "h-1", "credited": [28, 28], "redeemed": [0, 0], "available": [20, 20]}
        ]
        assert data["activities"][1]["slips"] == [2, 2]
