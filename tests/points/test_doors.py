"""
Every door of the room, tried with what does not belong there: a named error, and nothing else.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from doors import Day, Int, Text, Tuple

from partygrid import packs
from partygrid.dated import Interval, Month, PeriodKind, Quarter, Series, Year
from partygrid.errors import InvalidDataError, PartyGridError
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.points import (
    Activity,
    Bank,
    Cap,
    CapPeriod,
    CapScope,
    Delivery,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Gift,
    Head,
    Holder,
    HolderKind,
    Honour,
    Opening,
    Quantity,
    Request,
    Requester,
    Reversal,
    Settlement,
    SettlementKind,
    Slip,
    TieRule,
    TopUp,
    appraise,
    audit,
    audit_appraisal,
    audit_store,
    audit_tariff,
    balance,
    balances,
    cancel,
    close,
    deliver,
    enrol,
    follow,
    follow_opening,
    hold,
    post,
    redeem,
    reverse,
    settled,
    statement,
    submit,
    void,
    what_if,
)
from partygrid.sources import Grade, Source

# Taken nowhere: no field, no argument, no line of a batch is one of these.
NEVER = (
    1.0,
    float("nan"),
    float("inf"),
    Decimal(1),
    Decimal("NaN"),
    Int(3),
    Text("h-1"),
    b"h-1",
    datetime(2025, 3, 31),
    datetime(2025, 3, 31, tzinfo=UTC),
    Day(2025, 3, 31),
    10**18,
    10**40,
    -1,
    object(),
    int,
    len,
    "a b",
    "a\nb",
    "a\x00b",
    "a\u200bb",
    "\ud800",
    "x" * 129,
    [[]],
    [None],
    [object()],
    [("s-1",)],
    [{}],
    [("s-1", "h-1", "clean_up", date(2025, 3, 3), 1, 0)],
    [(f"s-{number}", ["h-1"], "clean_up", date(2025, 3, 3), 1) for number in range(9)],
    [(f"s-{number}", "h-1", "clean_up", None, 1) for number in range(9)],
    [(["s"], "h-1", "clean_up", date(2025, 3, 3), 1) for _ in range(9)],
    [(f"s-{number}", "h-1", "clean_up", date(2025, 3, 3), 1.0) for number in range(9)],
)
# Taken somewhere; where not, they are refused by name.
ELSEWHERE = (
    None,
    True,
    False,
    0,
    1,
    Fraction(1, 2),
    "",
    "x",
    "h-1",
    date.min,
    date.max,
    date(2025, 3, 31),
    (),
    [],
    {},
    set(),
    iter(()),
    ("h-1",),
    Tuple(("h-1",)),
    Month(2025, 1),
    Quarter(2025, 1),
    Year(2025),
    Interval(date(2025, 1, 1)),
    Label("一", "one"),
    CapPeriod.DAY,
    TieRule.DENSE,
    Quantity.GRAM,
)
# Not a door: a slip's holder and activity are among known ones, which are sound, or are refused;
# the seed of a draw is any text that shows; the version of a bank is a large number.
PARDONED = {
    ("Slip", "holder"),
    ("Slip", "activity"),
    ("redeem", "seed"),
    ("hold", "seed"),
    ("Allocated", "seed"),
    ("Bank", "version"),
}

PACK = packs.load("example")
LABEL = Label("名", "name")
DAY = date(2025, 3, 20)
HALF = TopUp(Fen(1), Fraction(1, 2))


def past():
    """
    Make a small past, with one event of each kind, and the bank that it leads to.
    """
    first = Bank.open(PACK.tariff, PACK.store, month=Month(2025, 1))
    bank, events = first, []
    for command, *given, on in (
        (enrol, [Holder(id="h-1", kind="family", since=date(2025, 1, 1))], date(2025, 1, 1)),
        (submit, [("s-1", "h-1", "clean_up", date(2025, 1, 6), 3)], date(2025, 1, 9)),
        (close, Month(2025, 1), date(2025, 1, 31)),
        (close, Month(2025, 2), date(2025, 2, 28)),
        (deliver, Delivery(id="d-1", gift="meal", quantity=5), DAY),
        (hold, Quarter(2025, 1), [request("q-1")], DAY),
        (settled, Settlement(id="p-1", order="q-1", kind=SettlementKind.POST), DAY),
        (reverse, Reversal(id="w-1", slip="s-1", by=Requester.HOLDER, reason="twice"), DAY),
    ):
        found = command(bank, *given, on=on)
        bank = found.bank
        events += found.events
    return first, tuple(events), bank


def request(id_, day=DAY):
    """
    Ask for a meal.
    """
    return Request(id=id_, holder="h-1", gift="meal", asked=day)


FIRST, EVENTS, LAST = past()
HELD = FIRST.replay(EVENTS[:6])
POSTED = FIRST.replay(EVENTS[:7])


def year():
    """
    Give a bank with a year closed.
    """
    bank = LAST
    for month in Month(2025, 3).to(Month(2025, 12)):
        bank = close(bank, month, on=month.last_day).bank
    return bank


WHOLE = year()
NEW_YEAR = date(2026, 1, 5)
APPRAISED = appraise(
    WHOLE, Year(2025), PACK.appraisal, entered=["h-1"], on=NEW_YEAR, calendar=PACK.calendar
)
SLIPS = [("s-2", "h-1", "clean_up", date(2025, 3, 6), 3)]
STORE = PACK.store.rules_on(DAY)
TARIFF = PACK.tariff.rules_on(DAY)
ROLLING = Expiry(rule=ExpiryRule.ROLLING, base=ExpiryBase.ACTIVITY, amount=1200)

DOORS = {
    "Bank.open": (
        Bank.open,
        {"tariff": PACK.tariff, "store": PACK.store, "month": Month(2025, 1)},
    ),
    "Bank": (
        Bank,
        {
            "tariff": PACK.tariff,
            "store": PACK.store,
            "version": 0,
            "on": None,
            "books": FIRST.books,
        },
    ),
    "enrol": (
        enrol,
        {"bank": HELD, "holders": [Holder(id="z", kind="unit", since=DAY)], "on": DAY},
    ),
    "submit": (submit, {"bank": HELD, "slips": SLIPS, "on": DAY}),
    "close": (
        close,
        {"bank": HELD, "month": Month(2025, 3), "slips": SLIPS, "on": date(2025, 3, 31)},
    ),
    "deliver": (
        deliver,
        {"bank": HELD, "delivery": Delivery(id="d-2", gift="meal", quantity=5), "on": DAY},
    ),
    **{
        command.__name__: (
            command,
            {
                "bank": HELD,
                "period": Quarter(2025, 1),
                "requests": [request("q-2")],
                "on": DAY,
                "calendar": None,
                "seed": "",
            },
        )
        for command in (redeem, hold)
    },
    "post": (post, {"bank": HELD, "order": "q-1", "id": "p-2", "on": DAY, "quantity": None}),
    "void": (void, {"bank": HELD, "order": "q-1", "id": "p-2", "on": DAY}),
    "cancel": (cancel, {"bank": POSTED, "order": "q-1", "id": "p-2", "on": DAY}),
    "settled": (
        settled,
        {
            "bank": HELD,
            "settlement": Settlement(id="p-2", order="q-1", kind=SettlementKind.VOID),
            "on": DAY,
        },
    ),
    "reverse": (
        reverse,
        {
            "bank": HELD,
            "reversal": Reversal(id="w-2", slip="s-1", by=Requester.HOLDER, reason="twice"),
            "on": DAY,
        },
    ),
    "balance": (balance, {"bank": HELD, "holder": "h-1", "on": DAY}),
    "balances": (balances, {"bank": HELD, "on": DAY}),
    "statement": (statement, {"bank": HELD, "holder": "h-1", "period": Month(2025, 3)}),
    "follow": (follow, {"bank": HELD, "slip": "s-1", "on": DAY}),
    "follow_opening": (follow_opening, {"bank": HELD, "holder": "h-1", "on": DAY}),
    "Bank.shelf": (HELD.shelf, {"gift": "meal"}),
    "appraise": (
        appraise,
        {
            "bank": WHOLE,
            "year": Year(2025),
            "scheme": PACK.appraisal,
            "entered": ["h-1"],
            "on": NEW_YEAR,
            "calendar": PACK.calendar,
        },
    ),
    "what_if": (
        what_if,
        {
            "bank": FIRST,
            "events": EVENTS,
            "tariff": PACK.tariff,
            "store": None,
            "known": None,
            "calendar": None,
        },
    ),
    "audit": (audit, {"bank": HELD}),
    "audit_tariff": (audit_tariff, {"scheme": PACK.tariff}),
    "audit_store": (audit_store, {"scheme": PACK.store, "tariff": PACK.tariff}),
    "audit_appraisal": (audit_appraisal, {"scheme": PACK.appraisal, "tariff": PACK.tariff}),
    "Bank.replay": (FIRST.replay, {"events": EVENTS}),
    "Bank.holder": (HELD.holder, {"id_": "h-1"}),
    "Bank.account": (HELD.account, {"holder": "h-1"}),
    "Bank.order": (HELD.order, {"request": "q-1"}),
    "Account.available": (HELD.account("h-1").available, {"on": DAY}),
    "Appraisal.place": (APPRAISED.place, {"holder": "h-1"}),
    "ClosedMonth.row": (HELD.months[0].row, {"id_": "s-1", "day": date(2025, 1, 6)}),
    "ClosedMonth.slip": (HELD.months[0].slip, {"row": 0}),
    "ClosedMonth.at": (HELD.months[0].at, {"row": 0}),
    "empty ClosedMonth.row": (HELD.months[1].row, {"id_": "s-1"}),
    "Holder": (Holder, {"id": "h", "kind": "family", "since": DAY, "household": "x"}),
    "Slip": (
        Slip,
        {
            "id": "s",
            "holder": "h-1",
            "activity": "hours",
            "day": DAY,
            "quantity": 1,
            "late": False,
        },
    ),
    "Request": (
        Request,
        {
            "id": "q",
            "holder": "h-1",
            "gift": "meal",
            "quantity": 1,
            "asked": DAY,
            "cash": Fen(0),
        },
    ),
    "Delivery": (Delivery, {"id": "d", "gift": "meal", "quantity": 1}),
    "Settlement": (
        Settlement,
        {"id": "p", "order": "q", "kind": SettlementKind.POST, "quantity": 1},
    ),
    "Reversal": (Reversal, {"id": "w", "slip": "s", "by": Requester.HOLDER, "reason": "x"}),
    "Head": (Head, {"key": "k", "label": LABEL}),
    "HolderKind": (HolderKind, {"key": "k", "label": LABEL}),
    "Activity": (Activity, attrs.asdict(TARIFF.activity("hours"), recurse=False)),
    "Cap": (
        Cap,
        {
            "key": "k",
            "label": LABEL,
            "points": 1,
            "every": CapPeriod.DAY,
            "scope": CapScope.HOLDER,
            "activities": ("hours",),
        },
    ),
    "Expiry": (
        Expiry,
        {
            "rule": ExpiryRule.END_OF_PERIOD,
            "base": ExpiryBase.ACTIVITY,
            "amount": 0,
            "every": PeriodKind.YEAR,
        },
    ),
    "Opening": (Opening, {"kind": "family", "points": 1}),
    "Gift": (
        Gift,
        {
            "key": "k",
            "label": LABEL,
            "points": 1,
            "limit": 1,
            "kinds": ("family",),
            "top_up": None,
            "stocked": True,
        },
    ),
    "TopUp": (TopUp, {"fen_a_point": Fen(1), "most": Fraction(1, 2)}),
    "Honour": (Honour, {"key": "k", "label": LABEL, "kind": "family", "best": 1}),
    "Activity.worth": (TARIFF.activity("hours").worth, {"quantity": 1}),
    "Expiry.last_day": (ROLLING.last_day, {"activity": DAY, "registered": DAY}),
    "CapPeriod.index_of": (CapPeriod.SLIP.index_of, {"day": DAY}),
    "Quantity.counted": (Quantity.GRAM.counted, {"amount": 1}),
    "Quantity.per": (Quantity.GRAM.per, {"amount": 1}),
    "TopUp.most_points": (HALF.most_points, {"price": 3}),
    "TopUp.coverable": (HALF.coverable, {"price": 3, "cash": Fen(3)}),
    "Tariff.rules_on": (PACK.tariff.rules_on, {"day": DAY, "known": DAY}),
    "TariffRules.activity": (TARIFF.activity, {"key": "hours"}),
    "StoreRules.gift": (STORE.gift, {"key": "meal"}),
    "StoreRules.open_on": (STORE.open_on, {"day": DAY, "calendar": None, "known": None}),
    "StoreRules.open_days": (
        STORE.open_days,
        {"period": Quarter(2025, 1), "calendar": None, "known": None},
    ),
    "Balance.explain": (balance(HELD, "h-1", on=DAY).explain, {"language": "zh"}),
    "Statement.table": (statement(HELD, "h-1", Month(2025, 3)).table, {"language": "zh"}),
    "Order.summary": (HELD.order("q-1").summary, {"language": "zh"}),
}
del DOORS["Activity"][1]["may_earn"]
SAID = Source(key="n", title="通知", grade=Grade.HOST)


def said(scheme, name):
    """
    Make the door through which a value of a scheme's field comes in.
    """

    def announce(value):
        series = getattr(scheme, name).announce(
            value, start=date(2026, 1, 1), known=date(2026, 1, 1), source=SAID
        )
        return attrs.evolve(scheme, **{name: series})

    return announce


for each in (PACK.tariff, PACK.store, PACK.appraisal):
    kind = type(each)
    DOORS[kind.__name__] = (
        kind,
        {"key": each.key, **{n: getattr(each, n) for n in each.parameters()}},
    )
    for name in each.parameters():
        series: Series = getattr(each, name)
        DOORS[f"{kind.__name__}.{name}"] = said(each, name), {"value": series.on(DAY)}


def stored(number, **fields):
    """
    Make an event of other fields, and let it happen after those before it.
    """
    event = type(EVENTS[number])(**fields)
    repr(event)
    return FIRST.replay([*EVENTS[:number], event])


for number, event in enumerate(EVENTS):
    DOORS[type(event).__name__] = (
        lambda number=number, **fields: stored(number, **fields),
        {field.name: getattr(event, field.name) for field in attrs.fields(type(event))},
    )
TRIED = [(door, name) for door, (_, given) in DOORS.items() for name in given]


def refusal(door, name, value):
    """
    Give the error with which a door refuses a value; None if it takes it.
    """
    call, given = DOORS[door]
    try:
        call(**given | {name: value})
    except PartyGridError as error:
        return error
    return None


@pytest.mark.parametrize("door", DOORS)
def test_opens(door):
    """
    What is right is taken, or the trials of a door would say nothing.
    """
    call, given = DOORS[door]
    if door == "empty ClosedMonth.row":
        with pytest.raises(PartyGridError, match="a slip that 2025-02 registered"):
            call(**given)
    else:
        call(**given)


@pytest.mark.parametrize(("door", "name"), TRIED)
def test_refused(door, name):
    """
    What is nothing of the room's is refused, whatever the door; the error names field and limit.
    """
    for value in NEVER:
        error = refusal(door, name, value)
        if error is None:
            assert (door, name) in PARDONED
        else:
            assert error.field
            assert error.allowed or isinstance(error, InvalidDataError)


@pytest.mark.parametrize(("door", "name"), TRIED)
def test_named(door, name):
    """
    What belongs elsewhere is refused by a named error, if it is refused.
    """
    for value in ELSEWHERE:
        error = refusal(door, name, value)
        assert error is None or error.field


@pytest.mark.parametrize("text", ["", "h-1", b"", b"h-1"], ids=repr)
@pytest.mark.parametrize(
    ("door", "name"),
    [
        ("enrol", "holders"),
        ("submit", "slips"),
        ("close", "slips"),
        ("redeem", "requests"),
        ("hold", "requests"),
        ("appraise", "entered"),
        ("what_if", "events"),
        ("Bank.replay", "events"),
    ],
)
def test_text(door, name, text):
    """
    Text is no batch, though one could go through its letters.
    """
    assert f"an iterable of {name}" == refusal(door, name, text).allowed
