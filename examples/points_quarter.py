"""
Keep a small points bank for a quarter: slips, closes, gifts, a refusal, a correction, honours.

Run it with ``make demo``, or ``python examples/points_quarter.py``. Place, holders and every
number are made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from partygrid import packs
from partygrid.dated import Month, Quarter, Year
from partygrid.points import (
    Bank,
    Decision,
    Delivery,
    Holder,
    Order,
    Request,
    Requester,
    Reversal,
    Slip,
    appraise,
    balances,
    close,
    deliver,
    enrol,
    follow,
    hold,
    post,
    redeem,
    reverse,
    statement,
    submit,
)
from partygrid.trace import table

PLACE: Final = packs.load("example")
QUARTER: Final = Quarter(2025, 4)
OCTOBER, NOVEMBER, DECEMBER = (Month(2025, number) for number in (10, 11, 12))
LAST: Final = date(2025, 12, 31)
WHY_NOT: Final = "r-4"

# Three families, a resident of one of them, a merchant and a unit; each asked to take part.
HOLDERS: Final = (
    ("f-1", "family", "f-1"),
    ("f-2", "family", "f-2"),
    ("f-3", "family", "f-3"),
    ("p-1", "resident", "f-1"),
    ("m-1", "merchant", None),
    ("u-1", "unit", None),
)
# By month of the close. What was done, when, and how much: times, minutes, grams or pieces.
SLIPS: Final = {
    OCTOBER: (
        ("s-01", "f-1", "clean_up", date(2025, 10, 11), 2),
        ("s-02", "f-1", "kitchen_waste", date(2025, 10, 15), 2000),
        ("s-03", "p-1", "recyclables", date(2025, 10, 15), 30),
        ("s-04", "f-2", "hours", date(2025, 10, 18), 150),
        ("s-05", "f-2", "hazard", date(2025, 10, 20), 2),
        ("s-06", "m-1", "free_service", date(2025, 10, 25), 4),
        ("s-07", "u-1", "lecture", date(2025, 10, 28), 5),
    ),
    NOVEMBER: (
        # Handed in when October was closed already, and said to be late.
        ("s-08", "f-2", "clean_up", date(2025, 10, 18), 3, True),
        ("s-09", "f-1", "clean_up", date(2025, 11, 8), 3),
        ("s-10", "f-1", "hazard", date(2025, 11, 12), 3),
        ("s-11", "f-2", "clean_up", date(2025, 11, 8), 3),
        # Wrong: f-2 was not there. It is found out in December.
        ("s-12", "f-2", "lecture", date(2025, 11, 20), 2),
        ("s-13", "f-3", "clean_up", date(2025, 11, 15), 3),
        ("s-14", "p-1", "hours", date(2025, 11, 22), 240),
        ("s-15", "m-1", "free_service", date(2025, 11, 20), 3),
    ),
    DECEMBER: (
        ("s-16", "f-1", "clean_up", date(2025, 12, 6), 3),
        ("s-17", "f-2", "clean_up", date(2025, 12, 6), 3),
        ("s-18", "f-2", "hours", date(2025, 12, 13), 120),
        ("s-19", "f-3", "clean_up", date(2025, 12, 13), 3),
        ("s-20", "u-1", "clean_up", date(2025, 12, 13), 3),
        ("s-21", "m-1", "recyclables", date(2025, 12, 20), 40),
    ),
}
STOCK: Final = (("tissues", 3), ("detergent", 1), ("meal", 2))
HELD: Final = (
    ("r-1", "f-3", "meal", date(2025, 12, 22)),
    ("r-2", "m-1", "meal", date(2025, 12, 22)),
)
ASKED: Final = (
    ("r-3", "f-1", "detergent", date(2025, 12, 22)),
    (WHY_NOT, "f-2", "detergent", date(2025, 12, 24)),
    ("r-5", "f-3", "tissues", date(2025, 12, 26)),
    ("r-6", "m-1", "tissues", date(2025, 12, 30)),
    ("r-7", "u-1", "meal", date(2025, 12, 31)),
)


def requests(rows: Iterable[tuple[str, str, str, date]]) -> list[Request]:
    """
    Make requests of rows.
    """
    return [
        Request(id=id_, holder=holder, gift=gift, asked=asked) for id_, holder, gift, asked in rows
    ]


def earn() -> Bank:
    """
    Open the bank, let holders enter, and close October and November.
    """
    bank = Bank.open(PLACE.tariff, PLACE.store, month=OCTOBER)
    first = OCTOBER.first_day
    holders = [
        Holder(id=id_, kind=kind, since=first, household=household)
        for id_, kind, household in HOLDERS
    ]
    bank = enrol(bank, holders, on=first).bank
    bank = submit(bank, SLIPS[OCTOBER], on=OCTOBER.last_day).bank
    bank = close(bank, OCTOBER, on=date(2025, 11, 3)).bank
    bank = submit(bank, SLIPS[NOVEMBER], on=NOVEMBER.last_day).bank
    return close(bank, NOVEMBER, on=date(2025, 12, 1)).bank


def hold_gifts(bank: Bank) -> Bank:
    """
    Fill the shelves, hold two meal coupons, and hand one of them over.
    """
    day = date(2025, 12, 22)
    for gift, count in STOCK:
        bank = deliver(bank, Delivery(id=f"d-{gift}", gift=gift, quantity=count), on=day).bank
    bank = hold(bank, QUARTER, requests(HELD), on=day).bank
    return post(bank, "r-1", id="p-1", on=date(2025, 12, 27)).bank


def correct(bank: Bank) -> Bank:
    """
    Take the wrong slip back, on request of who certified it.
    """
    wrong = Reversal(id="c-1", slip="s-12", by=Requester.CERTIFIER, reason="not_present")
    return reverse(bank, wrong, on=date(2025, 12, 29)).bank


def redeem_gifts(bank: Bank) -> Decision:
    """
    Close December, and decide what was asked for on the last day of the window.
    """
    bank = close(bank, DECEMBER, SLIPS[DECEMBER], on=LAST).bank
    return redeem(bank, QUARTER, requests(ASKED), on=LAST)


def slip_list(bank: Bank) -> str:
    """
    Lay all slips out: what they were worth, what they were credited, and what cut points off.
    """
    rows = []
    for slip in (Slip(*row) for rows_ in SLIPS.values() for row in rows_):
        found = follow(bank, slip.id, on=LAST)
        activity = found.rules.activity(slip.activity)
        why = [use.cap.label.zh for use in found.uses if use.bound and use.cap is not None]
        notes = (*(["补报"] if slip.late else []), *why)
        rows.append(
            (
                slip.id,
                slip.holder,
                f"{slip.day:%m-%d}",
                f"{activity.label.zh} {activity.unit.counted(slip.quantity).zh}",
                f"{found.worth}",
                f"{found.credited}",
                "，".join(notes),
            )
        )
    return table(("编号", "积分户", "日期", "项目", "应计", "入账", "说明"), rows, "<<<<>><")


def month_list(bank: Bank) -> str:
    """
    Lay the closed months out, each with the head of its digest.
    """
    rows = [
        (
            month.month.label.zh,
            f"{month.on}",
            f"{len(month)}",
            f"{sum(month.credited)}",
            month.digest[:12],
        )
        for month in bank.months
    ]
    return table(("月份", "月结日", "登记单", "入账", "摘要"), rows, "<<>><")


def account_list(bank: Bank) -> str:
    """
    Lay the accounts out: what was credited, and where it is now.
    """
    rows = [
        (
            each.holder,
            f"{each.credited}",
            f"{each.redeemed}",
            f"{each.held}",
            f"{each.expired}",
            f"{each.taken_back}",
            f"{each.available}",
            "" if each.next_expiry is None else f"{each.next_expiry.day}",
        )
        for each in balances(bank, on=LAST)
    ]
    header = ("积分户", "入账", "已兑换", "冻结", "已到期", "更正收回", "可用", "最先到期")
    return table(header, rows, "<>>>>>><")


def order_list(orders: Iterable[Order]) -> str:
    """
    Lay out what became of requests, and what was missing.
    """
    rows = []
    for order in orders:
        why = ""
        if order.refusal is not None:
            unit = "件" if order.refusal.of_items else "分"
            why = f"{order.refusal.reason.label.zh}，缺 {order.refusal.missing} {unit}"
        gift = order.turn.rules.gift(order.request.gift).label.zh
        row = (order.request.id, order.request.holder, gift, f"{order.points}")
        rows.append((*row, order.state.label.zh, why))
    return table(("申请", "积分户", "礼品", "积分", "结果", "原因"), rows, "<<<><<")


def honour_list(bank: Bank) -> str:
    """
    Appraise the year among those who entered, and lay places and honours out.
    """
    entered = [holder for holder, kind, _ in HOLDERS if kind != "resident"]
    on = date(2026, 1, 5)
    found = appraise(
        bank, Year(2025), PLACE.appraisal, entered=entered, on=on, calendar=PLACE.calendar
    )
    rows = []
    for each in found.honoured:
        names = "，".join(honour.label.zh for honour in each.honours)
        rows.append((each.holder, f"{each.points}", f"{each.place}", names))
    listed = table(("积分户", "全年积分", "名次", "荣誉"), rows, "<>><")
    return f"{listed}\n\n公示至 / posted until {found.posting.last}"


def section(zh: str, en: str) -> None:
    """
    Print a heading.
    """
    print(f"\n== {zh} / {en} ==\n")


def main() -> None:
    """
    Go through the quarter, and show what a clerk and a holder see of it.
    """
    bank = correct(hold_gifts(earn()))
    decision = redeem_gifts(bank)
    bank = decision.bank

    section("登记单与入账", "Slips and what they earned")
    print("应计：按积分标准；入账：不超过上限 / worth by the tariff, credited within the caps\n")
    print(slip_list(bank))

    section("月结", "Closed months")
    print("月结后不再改动，摘要可核 / a closed month never changes: its digest shows it\n")
    print(month_list(bank))

    section("冻结的礼品", "Held gifts: one fetched, one not")
    print(order_list(bank.order(row[0]) for row in HELD))

    section("一张登记单的更正", "A wrong slip taken back")
    print(follow(bank, "s-12", on=LAST).explain("zh"))

    section("季度兑换", "Redeemed on the last day of the window")
    orders = sorted((*decision.granted, *decision.refused), key=lambda each: each.request.id)
    print(order_list(orders))

    section("为什么没轮到我", "Why not me?")
    print(bank.order(WHY_NOT).explain("zh"))
    print()
    print(bank.order(WHY_NOT).explain("en"))

    section("一户的对账单", "One statement")
    print(statement(bank, "f-2", QUARTER).table("zh"))

    section(f"全部账户，{LAST}", f"All accounts on {LAST}")
    print(account_list(bank))

    section("年度评比", "The year appraised, among those who entered")
    print(honour_list(bank))


if __name__ == "__main__":
    main()
