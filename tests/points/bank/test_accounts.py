"""
Accounts whose lots are made when somebody looks, held against accounts that get them at once.
"""

import pickle
from copy import deepcopy
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from partygrid.points import Account, Levels, Lot
from partygrid.points._accounts import Accounts, Credits

HOLDERS = ["h-1", "h-2", "h-3"]
# Some months credit points with two last days, or such as do not expire.
LAST_DAYS = [
    (date(2025, 6, 30),),
    (date(2025, 3, 31), date(2025, 6, 30)),
    (date(2025, 9, 30), None),
    (None,),
    (),
]
GAINS = st.dictionaries(st.sampled_from(HOLDERS), st.integers(1, 9), max_size=3)
CLOSES = st.sampled_from(LAST_DAYS).flatmap(
    lambda days: st.tuples(*(st.tuples(st.just(day), GAINS) for day in days))
)
# What happens: a close that credits, or a holder whose account is changed.
HAPPENINGS = st.lists(st.one_of(CLOSES, st.sampled_from(HOLDERS)), max_size=12)


def opened():
    """
    Give accounts that are empty.
    """
    return {holder: Account(holder) for holder in HOLDERS}


def credited_at_once(accounts, month, on, gains):
    """
    Give every account its lots, one after the other.
    """
    after = dict(accounts)
    for last, points in gains:
        for holder, got in points.items():
            lot = Lot(month, on, last, got, (0, got))
            after[holder] = after[holder].with_new((lot,))
    return after


def changed(account):
    """
    Give an account after something has been noted in it.
    """
    return account._replace(orders=(*account.orders, f"o-{len(account.orders)}"))


@given(HAPPENINGS)
def test_same(happenings):
    """
    Whenever an account is looked at, it has the lots that it would have got at once.
    """
    accounts, plain, month = Accounts.of(opened()), opened(), 0
    kept = [(accounts, plain)]
    for happening in happenings:
        if isinstance(happening, str):
            account = accounts.get(happening)
            assert account == plain[happening]
            accounts = accounts.put(happening, changed(account))
            plain = {**plain, happening: changed(plain[happening])}
        else:
            on = date(2025, 1 + month % 12, 28)
            accounts = accounts.credited(Credits(month, on, happening))
            plain = credited_at_once(plain, month, on, happening)
            month += 1
        kept.append((accounts, plain))

    # What came later has changed none of those before.
    for found, expected in kept:
        assert dict(found.items()) == expected
        assert found.among(set(HOLDERS)) == expected
        assert [found.get(holder) for holder in HOLDERS] == list(expected.values())
        assert len(found) == len(HOLDERS)
        assert found == Levels.of(expected) == deepcopy(found)
        again = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
        assert again == found
        more = Credits(99, date(2026, 1, 31), ((None, {"h-1": 1}),))
        assert again.credited(more) == found.credited(more)


def test_kept():
    """
    An account that is put back keeps its lots, and gets none of them twice.
    """
    note = Credits(0, date(2025, 1, 31), ((None, {"h-1": 5}),))
    accounts = Accounts.of(opened()).credited(note)
    once = accounts.get("h-1")
    put = accounts.put("h-1", changed(once)).put_all({"h-2": accounts.get("h-2")})

    assert [lot.got for lot in once.lots] == [5]
    assert put.get("h-1").lots == once.lots
    assert put.get("h-1").orders == ("o-0",)
    assert put.get("h-2").lots == ()
    assert put.get("h-4") is None
    assert "h-4" not in put
    assert put.without("h-1").get("h-1") is None


def test_opening():
    """
    A lot that was there from the beginning belongs to no close, and keeps none away.
    """
    opening = Lot(-1, date(2025, 1, 1), None, 10, (0, 10))
    accounts = Accounts.of({"h-1": Account("h-1").with_new((opening,))})
    credits_ = Credits(0, date(2025, 1, 31), ((date(2025, 6, 30), {"h-1": 5}),))
    found = accounts.credited(credits_).get("h-1")

    assert [(lot.month, lot.got) for lot in found.lots] == [(-1, 10), (0, 5)]
    # What expires is used before what does not.
    assert found.live == (1, 0)
