"""
Years of a neighbourhood, drawn from bytes, in the library's bank and in the naive one.
"""

import random
from datetime import timedelta
from decimal import ROUND_UP, Context, localcontext

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from partygrid.points import Expiry, MoveKind, audit
from partygrid.points import _run as close_part

USUAL_EXAMPLES = settings().max_examples
# Years that are lived twice: some in a day's run, fifty thousand in the long one.
YEARS = {10: 15, 50: 80, 5_000: 50_000}.get(USUAL_EXAMPLES, 2 * USUAL_EXAMPLES)
TAPES = st.binary(min_size=900, max_size=900)
ONE_DAY = timedelta(days=1)


def lived(year, data, *, often=5):
    """
    Let a year happen in both banks, and compare them on the way and at the end.
    """
    town, drawn = year(data)
    for number, (name, arguments, on, *more) in enumerate(drawn.steps(town.naive)):
        town.do(name, arguments, on, **(more[0] if more else {}))
        if number % often == 0:
            town.check()
            town.check_balances(on)
    town.check()
    return town, drawn


def some_days(town, drawn):
    """
    Choose days before, within and after the year, and about the last days of points.
    """
    ends = sorted({point.last(town.bank.on) for point in town.naive.points} - {None})[:3]
    spread = [drawn.start + number * 97 * ONE_DAY for number in range(-1, 6)]
    return [*spread, *ends, *(end + ONE_DAY for end in ends)]


class TestYears:
    @settings(max_examples=YEARS)
    @given(data=TAPES)
    def test_same(self, year, data):
        """
        Both banks take the same commands, refuse the same, and agree on every slip and point.
        """
        town, drawn = lived(year, data)
        town.check_balances(*some_days(town, drawn))
        assert town.first.replay(town.events) == town.bank
        report = audit(town.bank)
        assert report.not_met == (), report
        for each in sorted(reached(town)):
            event(each)

    def test_reach(self, year):
        """
        The years that are drawn have in them what a bank has to get right.
        """
        found = set()
        for seed in range(150):
            data = random.Random(seed).randbytes(900)  # noqa: S311 - the same each time
            found |= reached(lived(year, data, often=1_000)[0])
            if found >= EXPECTED:
                break
        assert found >= EXPECTED, EXPECTED - found

    @pytest.mark.parametrize("fault", ["last_day", "storage"])
    def test_fault_found(self, year, monkeypatch, fault):
        """
        A bank that is a day wrong, or that forgets what is held, is told from the naive one.
        """
        if fault == "last_day":
            old = Expiry.last_day

            def earlier(self, activity, registered):
                last = old(self, activity, registered)
                return last and last - ONE_DAY

            monkeypatch.setattr(Expiry, "last_day", earlier)
        else:
            monkeypatch.setattr(close_part, "held_points", lambda *_: 0)
        for seed in range(300):
            data = random.Random(seed).randbytes(900)  # noqa: S311 - the same each time
            try:
                lived(year, data)
            except AssertionError:
                return
        pytest.fail("the fault was not found")

    @settings(max_examples=max(5, YEARS // 20))
    @given(data=TAPES)
    def test_other_context(self, year, data):
        """
        The caller's decimal context makes no difference.
        """
        usual, _ = lived(year, data, often=1_000)
        with localcontext(Context(prec=1, rounding=ROUND_UP, Emin=0, Emax=0)):
            odd, _ = lived(year, data, often=1_000)
        assert odd.events == usual.events


EXPECTED = {
    "cap cut",
    "storage cut",
    "late slip",
    "late slip cut",
    "household credited",
    "opening",
    "slid",
    "expired",
    "taken back while free",
    "taken back while waiting",
    "taken back out of a hold",
    "taken back on cancelling",
    "shortfall",
    "room freed",
    "order of two lots",
    "cash",
    "refused points",
    "refused least",
    "refused limit",
    "refused stock",
    "held",
    "redeemed",
    "voided",
    "lapsed",
    "cancelled",
    "posted in part",
    "posted after its last day",
    "given back after its last day",
    "drawn lots",
}


def reached(town):
    """
    Say what a year had in it.
    """
    naive, found = town.naive, set()
    for slip in naive.slips.values():
        found |= of_slip(slip)
    for order in naive.orders.values():
        found.add(f"refused {order.refusal[0]}" if order.refusal else order.state)
        found |= marked("cash", order.cash)
        found |= marked("order of two lots", len({point.turn[:4] for point in order.taken}) > 1)
    for each in naive.settlements.values():
        whole = naive.orders[each.order].request.quantity
        found |= marked("posted in part", each.quantity and each.quantity < whole)
    for point in naive.points:
        found |= of_point(point, town.bank.on)
    books = town.bank.books
    moves = [move.kind for _, account in books.accounts.items() for move in account.moves]
    found |= marked("slid", MoveKind.SLID in moves)
    found |= marked("drawn lots", any(order.turn.before for _, order in books.orders.items()))
    found |= marked("room freed", is_room_freed(naive))
    return found


def marked(mark, happened):
    """
    Give a mark if something happened.
    """
    return {mark} if happened else set()


def of_slip(slip):
    """
    Say what a slip came to.
    """
    found, late = set(), slip.row[5] and slip.closed
    if slip.clip:
        found.add("storage cut" if slip.clip[0] is None else "cap cut")
        found |= marked("late slip cut", late)
    found |= marked("late slip", late)
    found |= marked("household credited", slip.account not in (None, slip.holder))
    return found | marked("taken back while waiting", slip.reversed and not slip.closed)


def is_room_freed(naive):
    """
    Tell whether a slip was credited after one of its kind had been taken back.
    """
    slips = [slip for slip in naive.slips.values() if slip.registered]
    return any(
        one.reversed
        and one.registered < two.registered
        and one.reversed <= two.registered
        and two.credited
        and (one.holder, one.activity, one.day.year) == (two.holder, two.activity, two.day.year)
        for one in slips
        for two in slips
    )


def of_point(point, on):
    """
    Say what happened to a point.
    """
    state, before = point.state(on), "free"
    wrong = point.slip is not None and point.slip.reversed
    found = marked("opening", point.slip is None) | marked("expired", state == "expired")
    found |= marked("shortfall", state == "spent" and wrong)
    for day, (what, *_) in point.happened:
        over = point.last(day) is not None and point.last(day) < day
        if what == "back":
            found.add(
                {
                    "free": "taken back while free",
                    "held": "taken back out of a hold",
                    "spent": "taken back on cancelling",
                }[before]
            )
        found |= marked(
            "posted after its last day", (before, what, over) == ("held", "spent", True)
        )
        found |= marked(
            "given back after its last day", before != "free" and what == "free" and over
        )
        before = what
    return found
