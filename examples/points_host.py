"""
Keep a points bank in SQLite: two hosts race for the last gift, and a crash loses nothing.

Run it with ``make demo``, or ``python examples/points_host.py``. Place and holders are made up.

A host stores events and nothing else. Each has the version of the bank that it led to, and no
bank has two events of one version: so a host that decided on a bank that has moved on meanwhile
cannot store what it decided. It reads what came, and decides again.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from threading import Barrier

from partygrid import packs
from partygrid.dated import Month, Quarter
from partygrid.points import (
    Bank,
    BankEvent,
    Decision,
    Delivery,
    Holder,
    Order,
    Request,
    audit,
    close,
    deliver,
    enrol,
    redeem,
)
from partygrid.serial import from_data, to_data

PLACE = packs.load("example")
NAME = "bank-1"
QUARTER, MONTH, DAY = Quarter(2025, 4), Month(2025, 12), date(2025, 12, 31)
FAMILIES = ("f-1", "f-2")

TABLE = """
CREATE TABLE IF NOT EXISTS event (
    bank TEXT NOT NULL,
    version INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (bank, version)
) WITHOUT ROWID
"""


class MovedOnError(Exception):
    """
    Say that the bank has moved on since it was read.
    """


class Store:
    """
    Keep the events of one bank in a file; each thread or process opens its own.

    Args:
        path: The file.
        bank: The name of the bank in it.
    """

    def __init__(self, path: Path, bank: str) -> None:
        self.bank = bank
        self.file = sqlite3.connect(path, timeout=30)
        self.file.execute(TABLE)

    def close(self) -> None:
        """
        Close the file.
        """
        self.file.close()

    def after(self, version: int) -> list[BankEvent]:
        """
        Read the events that led beyond a version, in order.
        """
        rows = self.file.execute(
            "SELECT event FROM event WHERE bank = ? AND version > ? ORDER BY version",
            (self.bank, version),
        )
        return [from_data(BankEvent, json.loads(text)) for (text,) in rows]

    def append(self, version: int, events: Sequence[BankEvent]) -> None:
        """
        Store the events that were decided on a version of the bank: all of them, or none.

        Raises:
            MovedOnError: Another host has stored an event of the next version.
        """
        rows = [
            (self.bank, number, json.dumps(to_data(event), ensure_ascii=False))
            for number, event in enumerate(events, start=version + 1)
        ]
        try:
            with self.file:  # one transaction, undone if a row cannot be stored
                self.file.executemany("INSERT INTO event VALUES (?, ?, ?)", rows)
        except sqlite3.IntegrityError as error:
            raise MovedOnError from error


class Host:
    """
    Hold a bank as made from the events in a store, and let commands happen to it.

    Args:
        store: The store.
        bank: The bank before its first event: its two schemes, and the month it opens with. Any
            later bank that was kept serves as well; then only the events after it are read.
    """

    def __init__(self, store: Store, bank: Bank) -> None:
        self.store = store
        self.bank = bank
        self.tries = 0

    def catch_up(self) -> None:
        """
        Let happen what other hosts have stored.
        """
        self.bank = self.bank.replay(self.store.after(self.bank.version))

    def do(
        self,
        command: Callable[[Bank], Decision],
        *,
        before_storing: Callable[[], object] = lambda: None,
    ) -> Decision:
        """
        Decide and store; decide again for as long as the bank has moved on in between.

        Args:
            command: What is asked of the bank; it may be asked more than once.
            before_storing: What happens after the first decision, before it is stored. Here two
                hosts wait for each other, so that both have decided.
        """
        self.tries = 0
        while True:
            self.catch_up()
            decision, self.tries = command(self.bank), self.tries + 1
            if self.tries == 1:
                before_storing()
            try:
                self.store.append(self.bank.version, decision.events)
            except MovedOnError:
                continue
            self.bank = decision.bank
            return decision


def opened() -> Bank:
    """
    Open the bank with nothing in its books.
    """
    return Bank.open(PLACE.tariff, PLACE.store, month=MONTH)


def ask(bank: Bank, holder: str, gift: str) -> Decision:
    """
    Ask for one gift in the window of the quarter.
    """
    request = Request(id=f"{holder}-{gift}", holder=holder, gift=gift, asked=DAY)
    return redeem(bank, QUARTER, [request], on=DAY)


def set_up(host: Host) -> None:
    """
    Let two families enter and earn, and let a bag of rice and a meal coupon be delivered.
    """
    entered = date(2025, 12, 1)
    holders = [Holder(id=name, kind="family", since=entered) for name in FAMILIES]
    # Three clean-ups are 9 points a day, and 8 days 72; an account opens with 10.
    slips = [
        (f"s-{holder.id}-{day:02}", holder.id, "clean_up", date(2025, 12, day), 3)
        for holder in holders
        for day in range(8, 16)
    ]
    host.do(partial(enrol, holders=holders, on=entered))
    host.do(partial(close, month=MONTH, slips=slips, on=DAY))
    for gift in ("rice", "meal"):
        delivery = Delivery(id=f"d-{gift}", gift=gift, quantity=1)
        host.do(partial(deliver, delivery=delivery, on=DAY))


def asked_again(path: Path, holder: str, gift: str) -> tuple[Decision, int]:
    """
    Ask as after a crash, in a new process: nothing is left but the file.

    Returns:
        What was decided, and how many events it added to the file.
    """
    with closing(Store(path, NAME)) as store:
        decision = Host(store, opened()).do(partial(ask, holder=holder, gift=gift))
        return decision, len(decision.events)


def crash(path: Path) -> tuple[bool, bool, int]:
    """
    Fall over between deciding and storing, and then between storing and answering.

    Returns:
        Whether the same was decided after the first crash; whether the same order was given after
        the second, and how many events that added: none.
    """
    with closing(Store(path, NAME)) as store:
        host = Host(store, opened())
        host.catch_up()
        lost = ask(host.bank, "f-1", "meal")
    # The power fails: what was decided is gone, and nothing of it was stored.
    decided, _ = asked_again(path, "f-1", "meal")
    # It fails again: all is stored, and nobody was told.
    told, added = asked_again(path, "f-1", "meal")
    return decided == lost, told.granted == decided.granted, added


def one_of_two(path: Path, both: Barrier, holder: str) -> tuple[Order, int]:
    """
    Ask for the last bag of rice over a connection of one's own.

    Returns:
        The order, and how often it had to be decided.
    """
    with closing(Store(path, NAME)) as store:
        host = Host(store, opened())
        command = partial(ask, holder=holder, gift="rice")
        decision = host.do(command, before_storing=both.wait)
        [order] = (*decision.granted, *decision.refused)
        return order, host.tries


def race(path: Path) -> list[tuple[Order, int]]:
    """
    Let two hosts decide on the same bank, each in a thread of its own, and then store.

    Returns:
        The orders, who got the bag first, each with how often it had to be decided.
    """
    both = Barrier(len(FAMILIES), timeout=60)
    with ThreadPoolExecutor(len(FAMILIES)) as threads:
        found = list(threads.map(partial(one_of_two, path, both), FAMILIES))
    return sorted(found, key=lambda pair: pair[0].refusal is not None)


def section(zh: str, en: str) -> None:
    """
    Print a heading.
    """
    print(f"\n== {zh} / {en} ==\n")


def yes(found: bool) -> str:  # noqa: FBT001 - what is printed
    """
    Write a truth.
    """
    return "是 / yes" if found else "否 / no"


def main() -> None:
    """
    Set a bank up, crash twice, let two hosts race, and make the bank from its file again.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "points.sqlite"
        with closing(Store(path, NAME)) as store:
            host = Host(store, opened())
            set_up(host)
            before = host.bank.version

            section("断电不丢失", "A crash loses nothing")
            same, told, added = crash(path)
            print(f"未存先断，重判结果相同 / not stored, decided again, the same: {yes(same)}")
            print(f"已存未答，再问结果相同 / stored, not told, asked again, the same: {yes(told)}")
            print(f"再问新增事件 / events added by asking again: {added}")

            section("两台主机争最后一袋大米", "Two hosts race for the last bag of rice")
            for order, tries in race(path):
                print(f"{order.state.label.zh} / {order.state.label.en}", end="")
                if order.refusal is not None:
                    why, needed, had = order.refusal
                    print(f"：{why.label.zh}，需要 {needed} 件，实有 {had} 件", end="")
                again, added = asked_again(path, order.request.holder, "rice")
                same = order in (*again.granted, *again.refused)
                print(f"\n  判定次数 / times decided: {tries}")
                print(f"  再问结果相同 / asked again, the same: {yes(same)}")
                print(f"  再问新增事件 / events added by asking again: {added}")

            section("按事件重建", "Made from its events again")
            host.catch_up()
            rebuilt = opened().replay(store.after(0))
            print(f"版本 / version: {before} → {rebuilt.version}")
            print(f"与续读者相同 / the same as read on: {yes(rebuilt == host.bank)}")
            print(f"审计不符 / findings of the audit not met: {len(audit(rebuilt).not_met)}")


if __name__ == "__main__":
    main()
