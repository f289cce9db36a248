from array import array
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest

from partygrid.dated import Quarter
from partygrid.errors import WrongTypeError
from partygrid.money import Fen
from partygrid.points import (
    Account,
    Levels,
    Lot,
    Move,
    MoveKind,
    Opening,
    OrderState,
    Part,
    Request,
    Shelf,
    TopUp,
    audit,
    redeem,
)

ONE_DAY = timedelta(days=1)
LAWS = (
    "digests of months form a chain",
    "every slip is found where it is registered",
    "every slip stands in one place alone",
    "months come to the same when counted again",
    "lots are what closes gave",
    "moves can be made again, in turn and point by point",
    "points are conserved on every day",
    "orders are what was done to them",
    "stock is conserved",
)
CHAIN, REGISTER, STANDING, COUNT, LOTS, MOVES, CONSERVED, ORDERS, STOCK = LAWS


@pytest.fixture(scope="module")
def keeper(keep, tariff_of, cap, expiry):
    """
    A bank to which everything has happened once.
    """
    tariff = tariff_of(
        caps=(cap("lectures", 7, activities=("lecture",)),),
        storage_cap=60,
        expiry=expiry(3),
        openings=(Opening("family", 8),),
    )
    keeper = keep(tariff)
    keeper.submit(("s-1", "f-1", "report", "01-03", 5), on="01-04")
    keeper.submit(("s-0", "f-1", "report", "01-03", 1), on="01-04")
    keeper.reverse("s-0", "01-05", "w-0")
    keeper.close(("s-2", "f-1", "lecture", "01-09", 4), ("s-3", "f-2", "report", "01-09", 9))
    keeper.deliver("rice", 3, "02-01")
    keeper.redeem("o-1", "f-1", "soap", "02-03", 2)
    keeper.hold("o-2", "f-2", "soap", "02-04", 2)
    keeper.post("o-2", "02-05", 1)
    keeper.hold("o-3", "f-2", "rice", "02-06")
    keeper.reverse("s-2", "02-07", "w-2")
    keeper.redeem("o-4", "r-1", "rice", "02-08")
    keeper.close(("s-4", "f-1", "report", "02-03", 2), on="03-01")
    keeper.cancel("o-1", "03-02")
    keeper.hold("o-5", "f-2", "soap", "03-03")
    keeper.submit(("s-5", "f-1", "report", "03-03", 2), on="03-04")
    return keeper


@pytest.fixture
def broken():
    """
    Give the laws that an audit finds broken.
    """

    def found(bank):
        return [finding.what.en for finding in audit(bank).not_met]

    return found


@pytest.fixture
def with_books(keeper):
    """
    Give the bank with other books.
    """

    def changed(**parts):
        return attrs.evolve(keeper.bank, books=keeper.bank.books._replace(**parts))

    return changed


@pytest.fixture
def with_month(keeper, with_books):
    """
    Give the bank with other columns in one month; its digest, and those after it, follow.
    """

    def changed(place, /, *, digest=True, **columns):
        months = list(keeper.bank.months)
        number = place
        month = attrs.evolve(months[number], **columns)
        if not digest:
            object.__setattr__(month, "digest", months[number].digest)
        months[number] = month
        for later in range(number + 1, len(months)):
            if digest:
                months[later] = attrs.evolve(months[later], before=months[later - 1].digest)
        return with_books(months=tuple(months))

    return changed


@pytest.fixture
def with_account(keeper, with_books):
    """
    Give the bank with another account of a holder.
    """

    def changed(holder, **parts):
        account = keeper.bank.account(holder)._replace(**parts)
        return with_books(accounts=keeper.bank.books.accounts.put(holder, account))

    return changed


@pytest.fixture
def with_lot(keeper, with_account):
    """
    Give the bank with another lot of a holder.
    """

    def changed(holder, number, **parts):
        lots = list(keeper.bank.account(holder).lots)
        lots[number] = lots[number]._replace(**parts)
        return with_account(holder, lots=tuple(lots))

    return changed


@pytest.fixture
def with_order(keeper, with_books):
    """
    Give the bank with another order.
    """

    def changed(id_, **parts):
        order = keeper.bank.order(id_)._replace(**parts)
        return with_books(orders=keeper.bank.books.orders.put(id_, order))

    return changed


def put(column, row, value):
    """
    Give a column with one other number, or a tuple with one other item.
    """
    items = list(column)
    items[row] = value
    return tuple(items) if isinstance(column, tuple) else array("Q", items)


class TestSound:
    def test_met(self, keeper, broken):
        """
        An honest bank keeps every law.
        """
        assert broken(keeper.bank) == []

    def test_laws(self, keeper):
        """
        There is a finding for each law.
        """
        report = audit(keeper.bank)

        assert tuple(finding.what.en for finding in report.findings) == LAWS
        assert {finding.subject for finding in report.findings} == {"books"}

    def test_always(self, keeper, broken):
        """
        It keeps them at every step of its life.
        """
        for bank in keeper.banks:
            assert broken(bank) == []

    def test_type(self):
        """
        Only a bank has books.
        """
        with pytest.raises(WrongTypeError, match="bank"):
            audit(None)

    def test_shown(self, with_lot):
        """
        A finding says what is at odds, in both languages.
        """
        finding = audit(with_lot("f-1", 0, free=(0, 9))).not_met[0]

        assert finding.measured == finding.gap == 1
        assert "f-1: lot 0: (0, 9) free" in finding.explain("en")
        assert finding.explain("zh").startswith("逐笔变动可复现：books")


class TestMonths:
    @pytest.mark.parametrize(
        ("name", "value"),
        [("quantities", 6), ("worth", 16), ("credited", 16), ("used", 2), ("recorded", 739000)],
    )
    @pytest.mark.parametrize("number", [0, 1])
    def test_column(self, keeper, with_month, broken, number, name, value):
        """
        A number in a closed month that was changed no longer fits the digest.
        """
        column = getattr(keeper.bank.months[number], name)
        changed = with_month(number, digest=False, **{name: put(column, 0, value)})

        assert CHAIN in broken(changed)

    @pytest.mark.parametrize(
        ("name", "row", "value"),
        [
            ("worth", 0, 16),
            ("credited", 0, 14),
            ("credited", 1, 8),
            ("clips", 1, 0),
            ("clips", 0, 1),
            ("used", 1, 1),
            ("used", 0, 1),
            ("quantities", 0, 6),
            ("expires", 0, 739400),
            ("accounts", 0, "f-2"),
        ],
    )
    def test_count(self, keeper, with_month, broken, name, row, value):
        """
        Even if all digests are made to fit, the month does not come to that when counted again.
        """
        column = getattr(keeper.bank.months[0], name)
        found = broken(with_month(0, **{name: put(column, row, value)}))

        assert CHAIN not in found
        assert COUNT in found

    def test_rows(self, keeper, with_month):
        """
        The rows of an account are those that credited it, in their order.
        """
        month = keeper.bank.months[0]
        first = {account: month.accounts.index(account) for account in month.accounts}
        turned = with_month(0, accounts=tuple(reversed(month.accounts))).months[0]
        last = len(month) - 1

        assert {account: rows[0] for account, rows in month.rows.items()} == first
        assert all(list(rows) == sorted(rows) for rows in month.rows.values())
        assert sorted(row for rows in month.rows.values() for row in rows) == [*range(len(month))]
        for account, rows in month.rows.items():
            assert [last - row for row in reversed(rows)] == list(turned.rows[account])

    def test_missing(self, keeper, with_books, broken):
        """
        A month that is left out, or stands twice, breaks the chain.
        """
        first, second = keeper.bank.months

        assert CHAIN in broken(with_books(months=(second,)))
        assert CHAIN in broken(with_books(months=(first, first)))

    @pytest.mark.parametrize(
        "parts",
        [
            {"on": date(2025, 1, 30)},
            {"on": date(2025, 4, 1)},
            {"number": 1},
            {"version": 99},
            {"before": "0"},
        ],
    )
    def test_chain(self, with_month, broken, parts):
        """
        A month is closed after its end, in its turn, and after the one before.
        """
        assert CHAIN in broken(with_month(0, **parts))

    def test_closed_too_late(self, with_month, broken):
        """
        A month closed before the one before it was is found.
        """
        assert CHAIN in broken(with_month(1, on=date(2025, 2, 28), version=1))

    def test_uneven(self, keeper, with_month, broken):
        """
        A column that is too short is found, and no audit fails over it.
        """
        month = keeper.bank.months[0]

        assert REGISTER in broken(with_month(0, worth=month.worth[:-1]))
        assert REGISTER in broken(with_month(0, ids=month.ids[:-1]))

    def test_unsorted(self, keeper, with_month, broken):
        """
        Slips that cannot be looked up are found.
        """
        month = keeper.bank.months[0]

        assert REGISTER in broken(with_month(0, ids=month.ids[::-1]))

    def test_no_tariff(self, keeper, tariff_of, series):
        """
        Under a tariff that says nothing of those days nothing can be counted.
        """
        later = tariff_of(storage_cap=series("storage_cap", (None, date(2025, 6, 1))))
        report = audit(attrs.evolve(keeper.bank, tariff=later))

        assert COUNT in [finding.what.en for finding in report.not_met]
        assert "cannot be read: NotInForceError" in report.not_met[0].explain("en")


class TestSlips:
    def test_lost(self, keeper, with_books, broken):
        """
        A registered slip that could not be found is found.
        """
        registered = keeper.bank.books.registered

        assert broken(with_books(registered=registered.without("s-1")))[0] == REGISTER
        assert broken(with_books(registered=registered.put("s-1", 1)))[0] == REGISTER
        assert broken(with_books(registered=registered.put("s-9", 0)))[0] == REGISTER

    def test_twice(self, keeper, with_month, broken):
        """
        A slip in two months is found.
        """
        month = keeper.bank.months[1]
        changed = with_month(1, ids=put(month.ids, 0, "s-3"))

        assert REGISTER in broken(changed)

    def test_waiting(self, keeper, with_books, broken):
        """
        A registered slip does not wait; one that waits is who it says, of a known holder.
        """
        pending = keeper.bank.books.pending
        waiting = pending.get("s-5")
        stranger = waiting._replace(slip=waiting.slip._replace(holder="nobody"))
        tomorrow = waiting._replace(recorded=keeper.bank.on + ONE_DAY)

        for id_, each in (
            ("s-1", waiting._replace(slip=waiting.slip._replace(id="s-1"))),
            ("s-6", waiting),
            ("s-5", stranger),
            ("s-5", tomorrow),
        ):
            assert STANDING in broken(with_books(pending=pending.put(id_, each))), id_

    def test_corrections(self, keeper, with_books, broken):
        """
        Corrections and wrong slips name each other.
        """
        books = keeper.bank.books
        wrong = books.taken_back.get("s-2")

        for parts in (
            {"reversals": books.reversals.without("w-2")},
            {"reversals": books.reversals.put("w-9", "s-9")},
            {"reversals": books.reversals.put("w-9", "s-2")},
            {"taken_back": books.taken_back.without("s-2")},
            {"taken_back": books.taken_back.put("s-2", wrong._replace(registered=False))},
            {"taken_back": books.taken_back.put("s-9", wrong)},
        ):
            assert STANDING in broken(with_books(**parts)), parts

    def test_waits_and_taken_back(self, keeper, with_books, broken):
        """
        A slip that was taken back does not wait.
        """
        pending = keeper.bank.books.pending
        wrong = keeper.bank.books.taken_back.get("s-0")
        again = pending.get("s-5")._replace(slip=wrong.slip)

        assert STANDING in broken(with_books(pending=pending.put("s-0", again)))


class TestLots:
    @pytest.mark.parametrize(
        ("number", "parts"),
        [
            (0, {"got": 9}),
            (0, {"opened": date(2025, 1, 2)}),
            (0, {"expires": None}),
            (1, {"got": 23}),
            (1, {"month": 1}),
            (1, {"opened": date(2025, 1, 30)}),
            (1, {"expires": date(2025, 5, 1)}),
            (1, {"slides": True}),
        ],
    )
    def test_changed(self, with_lot, broken, number, parts):
        """
        A lot that is not what the close gave, or the tariff opened the account with, is found.
        """
        assert LOTS in broken(with_lot("f-1", number, **parts))

    def test_more(self, keeper, with_account, broken):
        """
        Points out of nothing are found, and lots that are lost.
        """
        account = keeper.bank.account("f-1")
        gift = Lot(0, account.lots[1].opened, account.lots[1].expires, 5, (0, 5))

        found = broken(with_account("f-1", lots=(*account.lots, gift)))
        assert LOTS in found
        assert CONSERVED in found
        assert LOTS in broken(with_account("f-1", lots=account.lots[:-1]))

    def test_nobody(self, keeper, with_books, broken):
        """
        Accounts are those of holders, each under its own name.
        """
        accounts = keeper.bank.books.accounts

        assert LOTS in broken(with_books(accounts=accounts.put("x", Account("x"))))
        assert LOTS in broken(with_books(accounts=accounts.put("r-1", Account("f-1"))))
        assert LOTS in broken(with_books(accounts=accounts.without("f-1")))


class TestMoves:
    def test_free(self, keeper, with_lot, broken):
        """
        Points that were added to a lot, or taken off it, without a move are found.
        """
        lot = keeper.bank.account("f-1").lots[1]

        assert broken(with_lot("f-1", 1, free=(0, lot.got))) == [MOVES]
        assert broken(with_lot("f-1", 1, free=())) == [MOVES]

    def test_wrong(self, with_lot, broken):
        """
        What is wrong is what slips that were taken back had earned.
        """
        assert MOVES in broken(with_lot("f-1", 1, wrong=()))
        assert MOVES in broken(with_lot("f-2", 1, wrong=(0, 3)))

    @pytest.mark.parametrize("place", range(6))
    def test_lost(self, keeper, with_account, broken, place):
        """
        A move that is lost is found.
        """
        moves = keeper.bank.account("f-2").moves
        less = moves[:place] + moves[place + 1 :]

        assert MOVES in broken(with_account("f-2", moves=less))

    @pytest.mark.parametrize(
        "parts",
        [
            {"version": 0},
            {"version": 99},
            {"on": date(2024, 1, 1)},
            {"lot": 7},
            {"lot": -1},
            {"end": 0},
            {"end": 99},
            {"start": 1},
            {"kind": MoveKind.POSTED},
            {"ref": "o-9"},
        ],
    )
    def test_changed(self, keeper, with_account, broken, parts):
        """
        A move that was changed is found, whatever of it.
        """
        moves = keeper.bank.account("f-1").moves
        changed = (moves[0]._replace(**parts), *moves[1:])

        assert MOVES in broken(with_account("f-1", moves=changed))

    @pytest.mark.parametrize("parts", [{"version": 99}, {"on": date(2025, 2, 11)}])
    def test_lapse(self, keep, broken, parts):
        """
        A hold lapses on the day after its last, and with a command that there was.
        """
        keeper = keep()
        keeper.earn(("f-1", 6))
        keeper.hold("o-1", "f-1", "soap", "02-03")
        keeper.earn()
        first, last = keeper.bank.account("f-1").moves
        assert (last.kind, last.on) == (MoveKind.RELEASED, date(2025, 2, 10))

        assert broken(keeper_with(keeper, "f-1", moves=(first, last._replace(**parts)))) == [MOVES]

    @pytest.mark.parametrize(("holder", "ref"), [("f-1", "w-2"), ("f-1", "c-3"), ("f-2", "p-2")])
    def test_another_day(self, keeper, with_account, broken, holder, ref):
        """
        Points move on the day of what moves them, not on the next.
        """
        account = keeper.bank.account(holder)
        moves = tuple(
            move._replace(on=move.on + ONE_DAY) if move.ref == ref else move
            for move in account.moves
        )
        assert moves != account.moves

        assert MOVES in broken(with_account(holder, moves=moves))

    def test_out_of_order(self, keep, tariff_of, expiry, broken):
        """
        Moves stand in the order in which they were made.
        """
        keeper = keep(tariff_of(expiry=expiry(6)))
        keeper.earn(("f-1", 6))
        keeper.earn(("f-1", 6))
        keeper.redeem("o-1", "f-1", "soap", "03-03")
        keeper.redeem("o-2", "f-1", "soap", "03-04")
        keeper.cancel("o-1", "03-05")
        keeper.cancel("o-2", "03-06")
        moves = keeper.bank.account("f-1").moves
        *before, fourth, fifth, sixth = moves
        assert (fourth.ref, sixth.ref) == ("c-3", "c-4")

        swapped = (*before, fifth, sixth, fourth)
        assert broken(keeper_with(keeper, "f-1", moves=swapped)) == [MOVES]

    def test_out_of_turn(self, keep, tariff_of, expiry, broken):
        """
        Points that were used before others whose turn it was are found, though all adds up.
        """
        keeper = keep(tariff_of(expiry=expiry(6)))
        keeper.earn(("f-1", 6))
        keeper.earn(("f-1", 6))
        keeper.redeem("o-1", "f-1", "soap", "03-03")
        account = keeper.bank.account("f-1")
        first, second = account.lots
        lots = (first._replace(free=(0, 6)), second._replace(free=(5, 6)))
        moves = (account.moves[0]._replace(lot=1),)
        order = keeper.bank.order("o-1")._replace(spent=(Part(1, (0, 5)),))
        books = keeper.bank.books
        books = books._replace(
            accounts=books.accounts.put("f-1", account._replace(lots=lots, moves=moves)),
            orders=books.orders.put("o-1", order),
        )

        assert broken(attrs.evolve(keeper.bank, books=books)) == [MOVES]

    def test_later_in_line(self, keep, broken):
        """
        Of one lot the first points in line are used first.
        """
        keeper = keep()
        keeper.earn(("f-1", 12))
        keeper.redeem("o-1", "f-1", "soap", "02-03")
        account = keeper.bank.account("f-1")
        lot = account.lots[0]._replace(free=(0, 7))
        move = account.moves[0]._replace(start=7, end=12)
        order = keeper.bank.order("o-1")._replace(spent=(Part(0, (7, 12)),))
        books = keeper.bank.books._replace(
            accounts=keeper.bank.books.accounts.put(
                "f-1", account._replace(lots=(lot,), moves=(move,))
            ),
            orders=keeper.bank.books.orders.put("o-1", order),
        )

        assert broken(attrs.evolve(keeper.bank, books=books)) == [MOVES]

    def test_too_early(self, keep, broken):
        """
        Points that were registered only later could not be used.
        """
        keeper = keep()
        keeper.close(("s-1", "f-1", "report", "01-03", 2), on="02-28")
        keeper.redeem("o-1", "f-1", "soap", "02-28")
        account = keeper.bank.account("f-1")
        month = attrs.evolve(keeper.bank.months[0], version=keeper.bank.version)
        move = account.moves[0]._replace(version=keeper.bank.version)
        books = keeper.bank.books._replace(
            months=(month,),
            accounts=keeper.bank.books.accounts.put("f-1", account._replace(moves=(move,))),
        )

        assert broken(attrs.evolve(keeper.bank, books=books)) == [MOVES]

    def test_of_another(self, keeper, with_account, broken):
        """
        A posting of points that another order holds is found.
        """
        account = keeper.bank.account("f-2")
        place = next(n for n, move in enumerate(account.moves) if move.kind is MoveKind.POSTED)
        moves = list(account.moves)
        moves[place] = moves[place]._replace(ref="o-3", version=moves[place].version)

        assert MOVES in broken(with_account("f-2", moves=tuple(moves)))

    def test_not_wrong(self, keeper, with_account, broken):
        """
        Taking points back that no correction named is found.
        """
        account = keeper.bank.account("r-1")
        found = Move(keeper.bank.version, keeper.bank.on, MoveKind.TAKEN_BACK, "w-9", 0, 0, 1)
        bank = with_account("f-2", moves=(*keeper.bank.account("f-2").moves, found))

        assert account.moves == ()
        assert MOVES in broken(bank)

    def test_live(self, keeper, with_account, broken):
        """
        Points that can be used but would not be looked at are found, and a wrong order of use.
        """
        live = keeper.bank.account("f-1").live
        assert len(live) > 1

        assert broken(with_account("f-1", live=live[1:])) == [MOVES]
        assert broken(with_account("f-1", live=live[::-1])) == [MOVES]

    def test_listed(self, keeper, with_account, broken):
        """
        An account lists its own orders, each once.
        """
        orders = keeper.bank.account("f-2").orders

        assert MOVES in broken(with_account("f-2", orders=(*orders, orders[0])))
        assert MOVES in broken(with_account("f-2", orders=(*orders, "o-1")))
        assert MOVES in broken(with_account("f-2", orders=(*orders, "o-9")))
        assert ORDERS in broken(with_account("f-2", orders=orders[1:]))


def keeper_with(keeper, holder, **parts):
    """
    Give a bank with another account.
    """
    account = keeper.bank.account(holder)._replace(**parts)
    books = keeper.bank.books
    return attrs.evolve(
        keeper.bank, books=books._replace(accounts=books.accounts.put(holder, account))
    )


class TestSliding:
    @pytest.fixture
    def keeper(self, keep, tariff_of, expiry):
        """
        A bank whose points slide, opened with some.
        """
        keeper = keep(tariff_of(expiry=expiry(2, "sliding"), openings=(Opening("family", 8),)))
        keeper.earn(("f-1", 3))
        keeper.hold("o-1", "f-1", "soap", "02-25")
        keeper.earn(("f-1", 6))
        keeper.earn(("f-1", 6))
        keeper.redeem("o-2", "f-1", "soap", "04-02")
        return keeper

    def test_sound(self, keeper, broken):
        """
        Last days that closes moved are as the rule has them.
        """
        assert broken(keeper.bank) == []

    @pytest.mark.parametrize("number", range(4))
    def test_last_day(self, keeper, broken, number):
        """
        A last day that was changed is found.
        """
        lots = list(keeper.bank.account("f-1").lots)
        lots[number] = lots[number]._replace(expires=lots[number].expires + ONE_DAY)

        assert MOVES in broken(keeper_with(keeper, "f-1", lots=tuple(lots)))

    @pytest.mark.parametrize(
        "change",
        [
            [],
            [{"end": 739999}],
            [{"start": 739000}],
            [{"version": 99}],
            [{"on": date(2025, 3, 1)}],
            [{"ref": "2025-12"}],
            [{}, {"lot": 1}],
        ],
    )
    def test_move(self, keeper, broken, change):
        """
        A last day that is said to have been moved otherwise is found.
        """
        account = keeper.bank.account("f-1")
        place = next(n for n, move in enumerate(account.moves) if move.kind is MoveKind.SLID)
        slid = [account.moves[place]._replace(**parts) for parts in change]
        moves = (*account.moves[:place], *slid, *account.moves[place + 1 :])

        assert MOVES in broken(keeper_with(keeper, "f-1", moves=moves))

    def test_by_no_close(self, keeper, broken):
        """
        Nothing but a close moves last days.
        """
        account = keeper.bank.account("f-1")
        slid = Move(keeper.bank.version, keeper.bank.on, MoveKind.SLID, "2025-05", 3, 1, 2)

        assert MOVES in broken(keeper_with(keeper, "f-1", moves=(*account.moves, slid)))

    def test_late(self, keep, tariff_of, expiry, broken):
        """
        A late slip that carries less far is good as long as the rest.
        """
        keeper = keep(tariff_of(expiry=expiry(2, "sliding", "activity")))
        keeper.close()
        keeper.close(("s-1", "f-1", "report", "02-20", 1))
        keeper.close(("s-2", "f-1", "report", "01-20", 1, True))
        first, second = keeper.bank.account("f-1").lots
        assert first.expires == second.expires == date(2025, 4, 20)
        assert broken(keeper.bank) == []

        less = second._replace(expires=date(2025, 3, 20))
        assert MOVES in broken(keeper_with(keeper, "f-1", lots=(first, less)))

    def test_several(self, keep, tariff_of, expiry, series, broken):
        """
        One close may credit points that slide and points that do not.
        """
        rules = series(
            "expiry",
            (expiry(2), date(2024, 1, 1)),
            (expiry(2, "sliding", "activity"), date(2025, 1, 16)),
        )
        keeper = keep(tariff_of(expiry=rules))
        keeper.close(
            ("x-1", "f-1", "report", "01-08", 2),
            ("x-2", "f-1", "report", "01-20", 2),
            ("x-3", "f-1", "report", "01-22", 2),
        )
        keeper.earn(("f-1", 6))
        keeper.reverse("x-2", "03-01")

        assert broken(keeper.bank) == []


class TestConserved:
    def test_totals(self, keeper, with_month):
        """
        What closes credited is all there, on every day; points that vanish are missed.
        """
        month = keeper.bank.months[0]
        found = audit(with_month(0, credited=put(month.credited, 0, 14)))
        texts = [each.explain("en") for each in found.not_met if each.what.en == CONSERVED]

        assert len(texts) == 1
        assert "2025-01-31: available 65" in texts[0]
        assert "credited 64" in texts[0]

    def test_below(self, keeper, with_account, broken):
        """
        Points that are used twice fall below nothing.
        """
        account = keeper.bank.account("f-1")
        spent = Move(keeper.bank.version, keeper.bank.on, MoveKind.REDEEMED, "o-1", 1, 0, 22)

        found = broken(with_account("f-1", moves=(*account.moves, spent, spent)))
        assert CONSERVED in found
        assert MOVES in found

    def test_held_more_than_there_is(self, keeper, with_account, broken):
        """
        A hold that ends twice is found.
        """
        account = keeper.bank.account("f-2")
        ended = Move(keeper.bank.version, keeper.bank.on, MoveKind.RELEASED, "o-2", 1, 0, 22)

        assert CONSERVED in broken(with_account("f-2", moves=(*account.moves, ended, ended)))


class TestStore:
    @pytest.mark.parametrize(
        ("id_", "parts"),
        [
            ("o-1", {"state": OrderState.REDEEMED}),
            ("o-1", {"posted": 1}),
            ("o-2", {"items": 1}),
            ("o-2", {"posted": 2}),
            ("o-2", {"state": OrderState.LAPSED}),
            ("o-2", {"points": 5}),
            ("o-2", {"cash": Fen(100)}),
            ("o-2", {"until": date(2025, 2, 4)}),
            ("o-3", {"state": OrderState.VOIDED}),
            ("o-3", {"points": 1}),
            ("o-4", {"state": OrderState.HELD}),
            ("o-4", {"points": 20}),
            ("o-4", {"cash": Fen(1)}),
            ("o-5", {"until": date(2025, 3, 8)}),
            ("o-5", {"held": ()}),
            ("o-5", {"spent": (Part(0, (7, 8)),)}),
        ],
    )
    def test_changed(self, with_order, broken, id_, parts):
        """
        An order that stands otherwise than what was done to it led to is found.
        """
        assert ORDERS in broken(with_order(id_, **parts))

    def test_other_gift(self, keeper, with_order, broken):
        """
        An order of a gift at another price, or of none that there was, is found.
        """
        request = keeper.bank.order("o-2").request

        for gift in ("rice", "gold"):
            other = attrs.evolve(request, gift=gift)
            assert ORDERS in broken(with_order("o-2", request=other))

    def test_parts(self, keeper, with_order, broken):
        """
        An order that holds other points than it took is found.
        """
        first, last = keeper.bank.order("o-5").held
        start, end = last.points
        other = first, Part(last.lot, (start + 1, end + 1))

        assert broken(with_order("o-5", held=other)) == [MOVES]

    def test_renamed(self, keeper, with_books, broken):
        """
        An order stands under the id of its request.
        """
        orders = keeper.bank.books.orders

        assert ORDERS in broken(with_books(orders=orders.put("o-9", keeper.bank.order("o-5"))))
        assert ORDERS in broken(with_books(orders=orders.without("o-5")))

    def test_settlements(self, keeper, with_books, broken):
        """
        A settlement that is lost, of no order, or could not be done, is found.
        """
        settlements = keeper.bank.books.settlements
        [(post_id, post)] = [
            (id_, each) for id_, each in settlements.items() if each.settlement.order == "o-2"
        ]
        of_none = post._replace(settlement=attrs.evolve(post.settlement, order="o-9"))
        of_other = post._replace(settlement=attrs.evolve(post.settlement, order="o-1"))
        too_many = post._replace(settlement=attrs.evolve(post.settlement, quantity=3))
        too_late = post._replace(on=date(2025, 2, 11))
        twice = settlements.put("p-9", post._replace(version=post.version + 1))

        for changed in (
            settlements.without(post_id),
            *(settlements.put(post_id, each) for each in (of_none, of_other, too_many, too_late)),
            settlements.put("p-9", post),
            twice,
        ):
            assert ORDERS in broken(with_books(settlements=changed))

    def test_holds(self, with_books, broken):
        """
        The list of holds is that of the orders that hold.
        """
        one = Levels.of({"o-5": "o-5"})

        for held in ((), ((date(2025, 3, 8), one),), ((date(2025, 3, 9), one),) * 2):
            assert broken(with_books(held=held)) == [ORDERS]

    @pytest.mark.parametrize("shelf", [Shelf(3, 2), Shelf(4, 3), Shelf(2, 2)])
    def test_shelf(self, keeper, with_books, broken, shelf):
        """
        A shelf that does not hold what came in less what went is found.
        """
        assert keeper.bank.books.shelves.get("rice") == Shelf(3, 3)

        shelves = keeper.bank.books.shelves.put("rice", shelf)
        assert broken(with_books(shelves=shelves)) == [STOCK]
        assert broken(with_books(shelves=keeper.bank.books.shelves.put("gold", shelf))) == [STOCK]

    def test_deliveries(self, keeper, with_books, broken):
        """
        A delivery that is lost, renamed or changed is found; so is one that came too late.
        """
        deliveries = keeper.bank.books.deliveries
        [(id_, came)] = deliveries.items()
        more = came._replace(delivery=attrs.evolve(came.delivery, quantity=4))
        late = came._replace(on=date(2025, 2, 20), version=came.version + 9)

        for changed in (
            deliveries.without(id_),
            deliveries.without(id_).put("d-9", came),
            deliveries.put(id_, more),
            deliveries.put(id_, late),
        ):
            assert broken(with_books(deliveries=changed)) == [STOCK]

    def test_top_up(self, keep, store_of, gift, broken):
        """
        Points and cash together come to the price.
        """
        rice = gift("rice", 20, stocked=False, top_up=TopUp(Fen(50), Fraction(1, 2)))
        keeper = keep(store=store_of(catalogue=(rice,)))
        keeper.earn(("f-1", 12))
        request = Request(
            id="o-1", holder="f-1", gift="rice", asked=date(2025, 2, 3), cash=Fen(900)
        )
        bank = redeem(keeper.bank, Quarter(2025, 1), [request], on=date(2025, 2, 3)).bank
        order = bank.order("o-1")
        assert (order.points, order.cash) == (12, 400)

        assert broken(bank) == []
        less = bank.books.orders.put("o-1", order._replace(cash=Fen(350)))
        assert broken(attrs.evolve(bank, books=bank.books._replace(orders=less))) == [ORDERS]
