"""
Requests, deliveries, settlements and reversals: what each takes.
"""

from datetime import date, datetime

import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import Fen
from partygrid.points import (
    Delivery,
    Request,
    Requester,
    Reversal,
    Settlement,
    SettlementKind,
)

DAY = date(2025, 3, 20)
NO_INTS = [True, 1.0, "1", None]
NO_COUNTS = [0, -1, 10**6 + 1, 10**18]
USUAL = {
    Request: {"id": "r-1", "holder": "h-1", "gift": "rice", "asked": DAY},
    Delivery: {"id": "d-1", "gift": "rice", "quantity": 1},
    Settlement: {"id": "s-1", "order": "r-1", "kind": SettlementKind.POST},
    Reversal: {"id": "w-1", "slip": "s-1", "by": Requester.HOLDER, "reason": "wrong_day"},
}
IDS = [
    (kind, name)
    for kind, fields in USUAL.items()
    for name, value in fields.items()
    if type(value) is str
]
COUNTED = [Request, Delivery, Settlement]


def make(kind, /, **given):
    """
    Make one of them.
    """
    return kind(**{**USUAL[kind], **given})


class TestFields:
    @pytest.mark.parametrize(("kind", "name"), IDS)
    def test_ids(self, kind, name):
        """
        Ids are text that shows, without blanks.
        """
        assert "甲-7" == getattr(make(kind, **{name: "甲-7"}), name)
        for wrong in ("", "a b", "x" * 129, "a\n"):
            with pytest.raises(ValueNotAllowedError, match=name):
                make(kind, **{name: wrong})
        with pytest.raises(WrongTypeError, match=name):
            make(kind, **{name: 7})

    @pytest.mark.parametrize("kind", COUNTED)
    def test_quantity(self, kind):
        """
        Between 1 and 1,000,000 items can be named.
        """
        for count in (1, 10**6):
            assert count == make(kind, quantity=count).quantity
        for wrong in NO_COUNTS:
            with pytest.raises(ValueNotAllowedError, match="1 to 1000000"):
                make(kind, quantity=wrong)

    @pytest.mark.parametrize("kind", COUNTED)
    @pytest.mark.parametrize("wrong", NO_INTS, ids=repr)
    def test_no_quantity(self, kind, wrong):
        """
        A quantity is an int; only a settlement may leave it out.
        """
        if wrong is None and kind is Settlement:
            assert make(kind, quantity=None).quantity is None
            return
        with pytest.raises(WrongTypeError, match="quantity"):
            make(kind, quantity=wrong)

    @pytest.mark.parametrize("kind", USUAL)
    def test_named(self, kind):
        """
        Fields are given by name, and an error names the thing by its id.
        """
        with pytest.raises(TypeError):
            kind(*USUAL[kind].values())


class TestRequest:
    @pytest.mark.parametrize("wrong", ["2025-03-20", datetime(2025, 3, 20), None], ids=repr)
    def test_asked(self, wrong):
        """
        It was asked for on a civil date.
        """
        with pytest.raises(WrongTypeError, match="request r-1: asked"):
            make(Request, asked=wrong)

    @pytest.mark.parametrize("wrong", [True, 1.5, "5"], ids=repr)
    def test_cash(self, wrong):
        """
        Cash is in whole fen.
        """
        assert Fen(550) == make(Request, cash=Fen(550)).cash
        assert Fen(0) == make(Request).cash
        with pytest.raises(WrongTypeError, match="request r-1: cash"):
            make(Request, cash=wrong)

    def test_debt(self):
        """
        Nobody asks for cash.
        """
        with pytest.raises(ValueNotAllowedError, match="request r-1: cash: got -1"):
            make(Request, cash=-1)


class TestSettlement:
    @pytest.mark.parametrize("kind", ["void", "cancel"])
    def test_parts(self, kind):
        """
        Only a posting has parts.
        """
        with pytest.raises(ValueNotAllowedError, match="only a posting has parts"):
            make(Settlement, kind=SettlementKind(kind), quantity=1)

    @pytest.mark.parametrize("wrong", ["post", None], ids=repr)
    def test_kind(self, wrong):
        """
        The kind is a member.
        """
        with pytest.raises(WrongTypeError, match="settlement s-1: kind"):
            make(Settlement, kind=wrong)


class TestReversal:
    @pytest.mark.parametrize("wrong", ["holder", None, SettlementKind.POST], ids=repr)
    def test_by(self, wrong):
        """
        Who asks for a correction is the holder, or who certified the slip.
        """
        assert ["holder", "certifier"] == [each.value for each in Requester]
        with pytest.raises(WrongTypeError, match="reversal w-1: by"):
            make(Reversal, by=wrong)
