"""
What the tests of redemption share: a bank with a counter, and short ways to ask at it.

Families a, b, c … entered on 1 January 2025 and earn 1 point each time they help. Days are text:
``"03-31"`` is 31 March 2025. After each command the counter sees that no point and no gift was
lost, and that the events lead to the same bank.
"""

from datetime import date

import pytest

from partygrid.dated import Interval, Month, Quarter, parse_period
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.points import (
    Bank,
    Delivery,
    Holder,
    MoveKind,
    OrderState,
    Quantity,
    Request,
    Requester,
    Reversal,
    StoreScheme,
    Tariff,
    cancel,
    close,
    deliver,
    enrol,
    hold,
    post,
    redeem,
    reverse,
    submit,
    void,
)
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    FIVE_DAYS,
    CalendarLayer,
    DayKind,
    LayerLevel,
    Notice,
    SpecialDays,
    WorkCalendar,
)

FAMILIES = "abcdefgh"
NOTICE = Source(key="notice", title="放假通知", grade=Grade.HOST)


def day_of(text):
    """
    Read a day; without a year it is one of 2025.
    """
    if not isinstance(text, str):
        return text
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def make_request(id_="r", holder="a", gift="tissues", quantity=1, *, asked="01-01", cash=0):
    """
    Make a request.
    """
    return Request(
        id=id_,
        holder=holder,
        gift=gift,
        quantity=quantity,
        asked=day_of(asked),
        cash=Fen(cash),
    )


class Counter:
    """
    Hold a bank, and give it commands.
    """

    def __init__(self, bank):
        self.first = self.bank = bank
        self.events = ()
        self.slips = 0

    def _take(self, decision):
        assert len(decision.events) == decision.bank.version - self.bank.version
        self.bank = decision.bank
        self.events += decision.events
        self.check()
        return decision

    # Commands.

    def earn(self, month=None, *, on=None, **points):
        """
        Close the open month, in which holders helped so many times.
        """
        month = self.bank.open_month if month is None else parse_period(month)
        rows = []
        for holder, times in points.items():
            self.slips += 1
            rows.append((f"s-{self.slips}", holder, "help", month.first_day, times))
        on = month.last_day if on is None else day_of(on)
        return self._take(close(self.bank, month, rows, on=on))

    def slip(self, id_, holder, day, times, *, on=None):
        """
        Hand a slip in.
        """
        row = (id_, holder, "help", day_of(day), times)
        return self._take(submit(self.bank, [row], on=day_of(on or day)))

    def deliver(self, gift="tissues", quantity=1, *, on=None, id_=None):
        """
        Take gifts in, on the latest day there was if none is named.
        """
        id_ = id_ or f"d-{len(self.bank.books.deliveries)}"
        delivery = Delivery(id=id_, gift=gift, quantity=quantity)
        return self._take(deliver(self.bank, delivery, on=day_of(on) or self.bank.on))

    def redeem(self, *requests, on, period=None, **given):
        """
        Redeem in the quarter of the day, if no period is named.
        """
        day = day_of(on)
        period = period or Quarter.containing(day)
        return self._take(redeem(self.bank, period, requests, on=day, **given))

    def hold(self, *requests, on, period=None, **given):
        """
        Hold in the quarter of the day, if no period is named.
        """
        day = day_of(on)
        period = period or Quarter.containing(day)
        return self._take(hold(self.bank, period, requests, on=day, **given))

    def post(self, order="r", quantity=None, *, on, id_="p"):
        """
        Post a hold.
        """
        return self._take(post(self.bank, order, id=id_, on=day_of(on), quantity=quantity))

    def void(self, order="r", *, on, id_="v"):
        """
        Void a hold.
        """
        return self._take(void(self.bank, order, id=id_, on=day_of(on)))

    def cancel(self, order="r", *, on, id_="c"):
        """
        Cancel an order.
        """
        return self._take(cancel(self.bank, order, id=id_, on=day_of(on)))

    def reverse(self, slip, *, on, id_="w", by="holder", reason="wrong_day"):
        """
        Take a wrong slip back.
        """
        reversal = Reversal(id=id_, slip=slip, by=Requester(by), reason=reason)
        return self._take(reverse(self.bank, reversal, on=day_of(on)))

    def wait(self, until):
        """
        Let a day come: nothing else happens on it.
        """
        id_ = f"h-{until}"
        day = day_of(until)
        new = [Holder(id=id_, kind="family", since=day)]
        self._take(enrol(self.bank, new, on=day))
        # Entering releases no hold; taking a delivery in does.
        return self.deliver("nothing", on=day)

    # What there is.

    def order(self, id_="r"):
        """
        Give an order.
        """
        return self.bank.order(id_)

    def available(self, holder="a", on=None):
        """
        Count the points that can be used.
        """
        return self.bank.account(holder).available(day_of(on) or self.bank.on)

    def left(self, gift="tissues"):
        """
        Count what is left on a shelf.
        """
        shelf = self.bank.books.shelves.get(gift)
        return 0 if shelf is None else shelf.left

    def moves(self, holder="a"):
        """
        List the moves of an account in short.
        """
        return [
            (f"{move.on:%m-%d}", move.kind.value, move.ref, move.lot, move.start, move.end)
            for move in self.bank.account(holder).moves
        ]

    # What must hold at any time.

    def check(self):
        """
        See that no point and no gift was lost, and that the events lead to this bank.
        """
        for id_ in dict(self.bank.books.holders.items()):
            self._check_account(self.bank.account(id_))
        self._check_shelves()
        self._check_holds()
        assert self.bank == self.first.replay(self.events)

    def _check_account(self, account):
        """
        Follow each point through the moves: it is free, held, redeemed or taken back.
        """
        states = [["free"] * lot.got for lot in account.lots]
        for move in account.moves:
            if move.kind is MoveKind.SLID:
                continue
            before, after = {
                MoveKind.HELD: ("free", "held"),
                MoveKind.REDEEMED: ("free", "redeemed"),
                MoveKind.POSTED: ("held", "redeemed"),
                MoveKind.RELEASED: ("held", "free"),
                MoveKind.GIVEN_BACK: ("redeemed", "free"),
                MoveKind.TAKEN_BACK: ("free", "taken back"),
            }[move.kind]
            assert move.start < move.end
            for point in range(move.start, move.end):
                assert states[move.lot][point] == before, move
                states[move.lot][point] = after
        found = [["taken back"] * lot.got for lot in account.lots]
        for number, lot in enumerate(account.lots):
            _put(found[number], lot.free, "free")
        for id_ in account.orders:
            order = self.bank.order(id_)
            for part in order.held:
                _put(found[part.lot], part.points, "held")
            for part in order.spent:
                _put(found[part.lot], part.points, "redeemed")
            assert (
                sum(map(_size, order.held + order.spent))
                == order.points * (order.granted) // order.request.quantity
            )
        assert states == found

    def _check_shelves(self):
        """
        What came in is on the shelf, held or redeemed.
        """
        given = {}
        for order in dict(self.bank.books.orders.items()).values():
            if order.turn.stock is not None:
                gift = order.request.gift
                given[gift] = given.get(gift, 0) + order.items + order.posted
        for gift, shelf in self.bank.books.shelves.items():
            assert shelf.left >= 0
            assert shelf.delivered == shelf.left + given.get(gift, 0)

    def _check_holds(self):
        """
        The open holds are listed, earliest first.
        """
        held = [
            (order.until, id_)
            for id_, order in self.bank.books.orders.items()
            if order.state is OrderState.HELD
        ]
        assert tuple(sorted(held)) == self.bank.books.holds


def _size(part):
    return sum(part.points[1::2]) - sum(part.points[::2])


def _put(states, stretches, state):
    for start, end in zip(stretches[::2], stretches[1::2], strict=True):
        for point in range(start, end):
            assert states[point] == "taken back"
            states[point] = state


@pytest.fixture(scope="session")
def ask():
    """
    Return what makes a request: family a asks for tissues.
    """
    return make_request


@pytest.fixture(scope="session")
def counter(scheme_of, activity, gift):
    """
    Return what opens a counter under schemes: fields of the tariff and of the store.
    """
    helping = activity(points=1, per=1, unit=Quantity.TIME)
    nothing = gift("nothing", points=10**9)

    def opened(*gifts, tariff=None, month=(2025, 1), **store):
        catalogue = (*(gifts or (gift(points=10),)), nothing)
        schemes = (
            scheme_of(Tariff, activities=(helping,), **(tariff or {})),
            scheme_of(StoreScheme, **{"catalogue": catalogue, "hold_days": 10, **store}),
        )
        made = Counter(Bank.open(*schemes, month=Month(*month)))
        families = [Holder(id=id_, kind="family", since=date(2025, 1, 1)) for id_ in FAMILIES]
        made._take(enrol(made.bank, families, on=date(2025, 1, 1)))
        return made

    return opened


@pytest.fixture(scope="session")
def calendar(series):
    """
    Return what makes a calendar of five-day weeks, with days off that became known on a day.
    """

    def made(*off, known="2025-01-01"):
        name = Label("某日", "some day")
        days = tuple(map(date.fromisoformat, off or ("2025-01-01",)))
        special = SpecialDays(kind=DayKind.STATUTORY_HOLIDAY, name=name, days=days)
        notice = Notice(known=date.fromisoformat(known), source=NOTICE, days=(special,))
        layer = CalendarLayer(
            level=LayerLevel.NATION,
            label=Label("国家", "nation"),
            announced=True,
            notices=(notice,),
            week=series("week", ("2025-01-01", FIVE_DAYS)),
        )
        span = Interval(date(2025, 1, 1), date(2026, 1, 1))
        return WorkCalendar(layers=(layer,), span=span)

    return made
