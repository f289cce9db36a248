from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings

from partygrid.dated import Month, Year
from partygrid.errors import (
    ConflictError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.laws import (
    BankHistory,
    _history,
    _points_again,
    _points_counts,
    _points_places,
    _points_spent,
    _points_time,
    cancelling_undoes,
    caps_kept,
    check_points,
    closed_months_stay,
    counted_another_way,
    first_expiry_first,
    given_twice,
    holds_end_once,
    later_events_only,
    nothing_negative,
    order_of_slips,
    places_by_points,
    points_conserved,
    read_back,
    refused_whole,
    replayed_from_anywhere,
)
from partygrid.norms import Verdict
from partygrid.packs import load
from partygrid.points import (
    Allocated,
    Bank,
    Closed,
    Decision,
    Delivery,
    Holder,
    OrderState,
    Request,
    Shelf,
    SlipReading,
    Statement,
    Submitted,
    close,
    deliver,
    enrol,
    hold,
    redeem,
    submit,
)
from partygrid.points import _replay as replaying
from partygrid.strategies import neighbourhood_year, neighbourhood_years

PACK = load("example")
GIVEN = {"appraisal": PACK.appraisal, "calendar": PACK.calendar}
# The year of a seed in which everything happens that can.
YEAR = neighbourhood_year(110)
END = date(2025, 3, 31)
QUARTER = PACK.store.rules_on(END).windows.every.containing(END)


def slip(id_, day, holder="h-1", activity="clean_up", quantity=2):
    """
    Make the row of a slip of March.
    """
    return id_, holder, activity, date(2025, 3, day), quantity


def request(id_, gift="tissues", quantity=1, holder="h-1"):
    """
    Make a request of the last of March.
    """
    return Request(id=id_, holder=holder, gift=gift, quantity=quantity, asked=END)


@pytest.fixture
def small():
    """
    Two holders earn in March, within caps and beyond; one asks for two things and has one held.
    """
    bank = Bank.open(PACK.tariff, PACK.store, month=Month(2025, 3))
    opened, events, day = bank, [], date(2025, 3, 1)
    who = [Holder(id=id_, kind="family", since=day) for id_ in ("h-1", "h-2")]
    slips = [
        slip("s-1", 3),
        slip("s-2", 3, quantity=4),
        slip("s-3", 4),
        slip("s-4", 4, "h-2", quantity=4),
    ]
    gifts = [Delivery(id="d-1", gift="tissues", quantity=5)]
    for command, came, on in (
        (enrol, who, day),
        (submit, slips[:2], date(2025, 3, 4)),
        (submit, slips[2:], date(2025, 3, 4)),
        (deliver, gifts[0], date(2025, 3, 5)),
    ):
        decision = command(bank, came, on=on)
        bank, events = decision.bank, [*events, *decision.events]
    for decide in (
        lambda bank: close(bank, Month(2025, 3), on=END),
        lambda bank: redeem(bank, QUARTER, [request("q-1"), request("q-2", "rice")], on=END),
        lambda bank: hold(bank, QUARTER, [request("q-3", holder="h-2", quantity=1)], on=END),
    ):
        decision = decide(bank)
        bank, events = decision.bank, [*events, *decision.events]
    return BankHistory(opened, events)


@pytest.fixture(scope="module")
def full():
    """
    The year of the seed.
    """
    return BankHistory(YEAR.opened, YEAR.events)


def broken(history, **books):
    """
    Put a bank with other books at the end of a history.
    """
    last = history.last
    history.banks[-1] = attrs.evolve(last, books=last.books._replace(**books))
    return history


def faults(finding):
    """
    Give where a law is broken, in English; it is.
    """
    assert finding.verdict is Verdict.NOT_MET
    value = finding.step.value
    assert value.zh != value.en
    return value.en


def fake(monkeypatch, module, name, change):
    """
    Let a function of a law's module do something else with what it would have given.
    """
    real = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *args, **more: change(real(*args, **more)))


class TestCheckPoints:
    def test_full(self):
        """
        In a year in which everything happens that can, every law is tried and met.
        """
        report = check_points(YEAR.opened, YEAR.events, **GIVEN)

        assert (len(report.met), len(report)) == (15, 15)
        assert len({finding.what for finding in report.findings}) == 15

    @settings(max_examples=20)
    @given(year=neighbourhood_years(max_months=4))
    def test_any(self, year):
        """
        Every bank keeps every law, whatever its schemes, whatever happens.
        """
        report = check_points(year.opened, year.events)

        assert report.not_met == ()

    def test_pack(self):
        """
        So does that of the example.
        """
        for seed in range(5):
            year = neighbourhood_year(
                seed, tariff=PACK.tariff, store=PACK.store, month=Month(2025, 1), max_holders=12
            )
            assert check_points(year.opened, year.events, **GIVEN).not_met == ()

    def test_nothing(self):
        """
        Where nothing happened, there is little to try.
        """
        report = check_points(YEAR.opened, [])

        assert len(report.met) + len(report.not_applicable) == 14
        assert {finding.what.en for finding in report.met} >= {
            "what is written is read as it was",
            "replayed from anywhere it is the same bank",
        }

    def test_snapshot(self):
        """
        A host may begin with a bank that it kept.
        """
        half = len(YEAR.events) // 2
        kept = YEAR.opened.replay(YEAR.events[:half])

        assert check_points(kept, YEAR.events[half:], **GIVEN).not_met == ()

    def test_subject(self):
        """
        A finding names the tariff, says how often the law was tried, and reads in both languages.
        """
        found = check_points(YEAR.opened, YEAR.events).findings[0]

        assert found.subject == "neighbourhood/tariff/1"
        assert found.explain("en").startswith("points, slips and gifts add up: neighbourhood")
        assert "times tried" in found.explain("en")
        assert "验证次数" in found.explain("zh")

    def test_kinds(self):
        """
        What is no bank, event, calendar or appraisal is refused; an appraisal needs a calendar.
        """
        with pytest.raises(WrongTypeError, match="a Bank"):
            check_points(PACK.tariff, [])
        with pytest.raises(WrongTypeError, match="an event of a bank"):
            check_points(YEAR.opened, [PACK.tariff])
        with pytest.raises(WrongTypeError, match="a WorkCalendar"):
            check_points(YEAR.opened, [], calendar=PACK.tariff)
        with pytest.raises(WrongTypeError, match="an AppraisalScheme"):
            check_points(YEAR.opened, [], appraisal=PACK.tariff, calendar=PACK.calendar)
        with pytest.raises(ValueNotAllowedError, match="calendar"):
            check_points(YEAR.opened, [], appraisal=PACK.appraisal)

    def test_other_bank(self):
        """
        Events that do not follow on the bank are refused.
        """
        events = [
            attrs.evolve(event, digest="0" * 64) if type(event) is Closed else event
            for event in YEAR.events
        ]
        with pytest.raises(ConflictError):
            check_points(YEAR.opened, events)


class TestConserved:
    def test_balance(self, monkeypatch, small):
        """
        An account with a point too many is named with day and sums, and so is its lot.
        """

        def richer(found):
            return tuple(each._replace(held=each.held + 1) for each in found)

        fake(monkeypatch, _history, "balances", richer)

        assert "h-1 on 2025-03-01: 10 credited, 11 accounted for" in faults(
            points_conserved(small)
        )

    def test_lot(self, small):
        """
        So is a lot of which points are lost.
        """
        small.balances[END] = tuple(
            each._replace(lots=tuple(lot._replace(free=lot.free - 1) for lot in each.lots))
            for each in small.balances[END]
        )

        assert "lot 0: 10, 9 accounted for" in faults(points_conserved(small))

    def test_unnamed_clip(self, small):
        """
        A slip that lost points to no cap is named.
        """
        [month] = small.last.months
        credited = type(month.credited)(month.credited.typecode, [1] * len(month))
        less = attrs.evolve(month, credited=credited)
        history = broken(small, months=(less,))

        assert "s-1: worth 6, credited 1, no cap named" in faults(points_conserved(history))

    def test_credited(self, small):
        """
        A close that registered more than an account got is named.
        """
        account = small.last.account("h-2")
        lots = tuple(lot._replace(got=lot.got - 1) for lot in account.lots)
        accounts = small.last.books.accounts.put("h-2", account._replace(lots=lots))
        history = broken(small, accounts=accounts)

        assert "h-2: close 1 registered 1 more than the account got" in faults(
            points_conserved(history)
        )

    def test_two_places(self, small):
        """
        A slip that was registered and still waits is named, and one that is nowhere.
        """
        books = small.banks[3].books
        assert "slip s-1 does not stand in one place" in faults(
            points_conserved(broken(small, pending=books.pending))
        )

    def test_stock(self, small):
        """
        Gifts that vanish from a shelf are named.
        """
        shelves = small.last.books.shelves.put("tissues", Shelf(5, 1))

        assert "tissues: 5 came in, 1 left, 2 given" in faults(
            points_conserved(broken(small, shelves=shelves))
        )


class TestNegative:
    def test_balance(self, monkeypatch, small):
        """
        A number below nothing is named with holder and day.
        """
        fake(
            monkeypatch,
            _history,
            "balances",
            lambda found: tuple(each._replace(available=-1) for each in found),
        )

        assert "h-1 on 2025-03-01, available: -1" in faults(nothing_negative(small))

    def test_not_whole(self, small):
        """
        So is one that is not whole, after the event that led to it.
        """
        shelves = small.last.books.shelves.put("tissues", Shelf(5, 1.0))

        assert "stock of tissues after event 7 on 2025-03-31: 1.0" in faults(
            nothing_negative(broken(small, shelves=shelves))
        )

    def test_lot(self, small):
        """
        And a lot of which more is left than there was.
        """
        account = small.last.account("h-1")
        lots = (account.lots[0]._replace(free=(5, 0)), *account.lots[1:])
        accounts = small.last.books.accounts.put("h-1", account._replace(lots=lots))

        assert "h-1 after event 7 on 2025-03-31: -5" in faults(
            nothing_negative(broken(small, accounts=accounts))
        )


class TestGivenTwice:
    def test_counted_twice(self, monkeypatch, small):
        """
        A command that counts twice is named.
        """
        fake(monkeypatch, _history, "deliver", lambda found: found._replace(events=(1,)))

        assert "event 4 on 2025-03-05, given twice, changes something" in faults(
            given_twice(small)
        )

    def test_refused_the_second_time(self, monkeypatch, small):
        """
        So is one that is refused the second time.
        """

        def strict(*_, **__):
            raise ConflictError(field="id", value="d-1", allowed="another")

        monkeypatch.setattr(_history, "deliver", strict)

        assert "event 4 on 2025-03-05, given twice" in faults(given_twice(small))

    def test_forgotten(self, monkeypatch, small):
        """
        And one that forgets what it had refused.
        """
        fake(monkeypatch, _history, "redeem", lambda found: found._replace(refused=()))

        assert "event 6 on 2025-03-31, given twice" in faults(given_twice(small))

    def test_other_content(self, monkeypatch, small):
        """
        A command that takes other content under the same id is named.
        """
        monkeypatch.setattr(_history, "submit", lambda bank, *_, **__: Decision(bank))

        assert "event 2 on 2025-03-04, with other content, is taken" in faults(given_twice(small))

    def test_other_reason(self, monkeypatch, small):
        """
        So is one that is refused for another reason, which says nothing of the content.
        """
        real = _history.submit

        def blind(bank, slips, *, on):
            if slips[0].quantity == 1:
                raise UnknownNameError(field="slip", value="s-1")
            return real(bank, slips, on=on)

        monkeypatch.setattr(_history, "submit", blind)

        assert "event 2 on 2025-03-04, with other content, is taken" in faults(given_twice(small))

    def test_every_kind(self, full):
        """
        Every kind of event has another content, save the close of a month.
        """
        kinds = {type(event): _points_again._changed(event) for event in full.events}

        assert [kind for kind, other in kinds.items() if other is None] == [Closed]
        assert all(
            other != event for event in full.events for other in [_points_again._changed(event)]
        )

    def test_same_reason(self, full):
        """
        A correction whose reason is the word that is put in has another one put in.
        """
        event = next(each for each in full.events if type(each).__name__ == "Reversed")
        other = attrs.evolve(event, reversal=attrs.evolve(event.reversal, reason="another"))

        assert _points_again._changed(other) != other


class TestOrder:
    def test_batch(self, monkeypatch, small):
        """
        A batch that hangs on its order is named.
        """
        monkeypatch.setitem(
            replaying._COMMANDS,
            Submitted,
            lambda bank, event: submit(bank, event.slips[:1], on=event.on),
        )

        assert "event 2 on 2025-03-04, in another order, differs" in faults(order_of_slips(small))

    def test_waiting(self, monkeypatch, small):
        """
        So are slips that wait and come to something else.
        """
        history = BankHistory(small.opened, small.events[:3])

        def first_counts_twice(bank, event):
            found = submit(bank, event.slips, on=event.on)
            books = found.bank.books
            first = books.pending.get(event.slips[0].id)
            more = first._replace(slip=first.slip._replace(quantity=first.slip.quantity * 2))
            pending = books.pending.put(event.slips[0].id, more)
            books = books._replace(pending=pending)
            return found._replace(bank=attrs.evolve(found.bank, books=books))

        monkeypatch.setitem(replaying._COMMANDS, Submitted, first_counts_twice)

        assert "slips in another order come to other balances" in faults(order_of_slips(history))

    def test_requests(self, monkeypatch, small):
        """
        So are requests of which the first is served.
        """
        real = _history.redeem

        def first_served(bank, period, asked, **more):
            return real(bank, period, asked[:1], **more)

        monkeypatch.setattr(_history, "redeem", first_served)

        assert "event 6 on 2025-03-31: requests in another order are decided otherwise" in faults(
            order_of_slips(small)
        )

    def test_without_calendar(self, monkeypatch, small):
        """
        Where windows need a calendar and there is none, requests are not asked again.
        """

        def closed(*_, **__):
            raise WrongTypeError(field="calendar", value=None, allowed="a WorkCalendar")

        monkeypatch.setattr(_history, "redeem", closed)
        monkeypatch.setattr(_history, "hold", closed)

        assert order_of_slips(small).met


class TestCaps:
    def test_lower(self, small):
        """
        A slip that was credited beyond a cap is named, with what the cap left.
        """
        known = date(2024, 1, 1)
        caps = PACK.tariff.caps.entries[0].value
        lower = tuple(attrs.evolve(cap, points=5) for cap in caps)
        series = attrs.evolve(
            PACK.tariff.caps, entries=(attrs.evolve(PACK.tariff.caps.entries[0], value=lower),)
        )
        assert PACK.tariff.caps.entries[0].known == known
        last = small.last
        small.banks[-1] = attrs.evolve(last, tariff=attrs.evolve(PACK.tariff, caps=series))

        assert "s-1: worth 6, caps left 5, credited 6" in faults(caps_kept(small))

    def test_other_cap(self, small):
        """
        So is one for which another cap is named than the one that bound.
        """
        [month] = small.last.months
        names = tuple("other" if name == "day" else name for name in month.names)
        history = broken(small, months=(attrs.evolve(month, names=names),))

        assert "s-2: worth 12, caps left 4, credited 4" in faults(caps_kept(history))

    def test_storage(self, small):
        """
        What storage cut off is not held against caps, as long as it is less than they left.
        """
        [month] = small.last.months
        column = type(month.clips)
        clips = column(month.clips.typecode, [1] * len(month))
        credited = column(month.credited.typecode, [1] * len(month))
        cut = attrs.evolve(month, clips=clips, credited=credited)

        assert caps_kept(broken(small, months=(cut,))).met
        more = attrs.evolve(month, clips=clips)
        again = BankHistory(small.opened, small.events)
        assert "s-1: worth 6" in faults(caps_kept(broken(again, months=(more,))))


class TestFirstExpiry:
    def test_later_first(self, small):
        """
        A lot that was used while one that expires sooner was left is named.
        """
        account = small.banks[-2].account("h-1")
        first, *others = account.lots
        lots = (first._replace(free=(0, 10)), *others)
        assert first.left == 0
        assert others[0].left < others[0].got
        after = small.banks[-2]
        accounts = after.books.accounts.put("h-1", account._replace(lots=lots))
        small.banks[-2] = attrs.evolve(after, books=after.books._replace(accounts=accounts))

        assert "event 6 on 2025-03-31 used lot 1 of h-1, and left what expires sooner" in faults(
            first_expiry_first(small)
        )

    def test_last_day(self, small):
        """
        A lot that has expired on its last day is named, and one that has not on the next.
        """
        last = date(2026, 3, 1)
        for day in (last, last + timedelta(1)):
            [_, other] = small.balances[day]
            turned = last + timedelta(1) if day == last else last
            lots = tuple(lot._replace(on=turned) for lot in other.lots)
            wrong = {**small.balances, day: (other._replace(lots=lots),)}
            history = BankHistory(small.opened, small.events)
            history.__dict__["balances"] = wrong
            assert f"h-2 on {day}, lot 0: good until 2026-03-01" in faults(
                first_expiry_first(history)
            )


class TestCancelling:
    def test_lost(self, monkeypatch, small):
        """
        An order that is cancelled and gives nothing back is named, and so is a hold.
        """
        real = _points_spent.settled

        def kept(bank, settlement, *, on):
            found = real(bank, settlement, on=on)
            return found._replace(bank=bank)

        monkeypatch.setattr(_points_spent, "settled", kept)
        named = faults(cancelling_undoes(small))

        assert "q-1, cancelled, does not give back what it took" in named
        assert "q-3, voided, does not give back what it took" in named

    def test_impossible(self, monkeypatch, small):
        """
        So is one that cannot be cancelled at once.
        """

        def never(*_, **__):
            raise ConflictError(field="order", value="q-1", allowed="none")

        monkeypatch.setattr(_points_spent, "settled", never)

        assert "q-1, cancelled" in faults(cancelling_undoes(small))

    def test_twice(self, monkeypatch, small):
        """
        And one that can be cancelled twice.
        """
        real = _points_spent.settled

        def again(bank, settlement, *, on):
            if settlement.id == "~other~":
                return Decision(bank)
            return real(bank, settlement, on=on)

        monkeypatch.setattr(_points_spent, "settled", again)

        assert "q-1, cancelled" in faults(cancelling_undoes(small))

    def test_uncounted(self, full):
        """
        A gift that is not counted has no shelf, and is undone all the same.
        """
        orders = [
            order
            for step in full.steps()
            for order in _history.granted(step)
            if order.turn.stock is None
        ]

        assert _points_spent._left(full.last, "nothing") == 0
        assert cancelling_undoes(full).met
        assert all(order.state is not OrderState.REFUSED for order in orders)


class TestHolds:
    def test_late(self, monkeypatch, small):
        """
        A hold that can be posted or voided after its last day is named.
        """
        monkeypatch.setattr(_points_spent, "settled", lambda bank, _, **__: Decision(bank))
        named = faults(holds_end_once(small))

        assert "q-3: posted after it had lapsed" in named
        assert "q-3: voided after it had lapsed" in named
        assert "q-3: not posted just once on its last day" in named
        assert "q-3: a part posted does not leave the rest" in named

    def test_never(self, monkeypatch, small):
        """
        So is one that cannot be posted on its last day.
        """

        def never(*_, **__):
            raise ConflictError(field="order", value="q-3", allowed="none")

        monkeypatch.setattr(_points_spent, "settled", never)
        named = faults(holds_end_once(small))

        assert "q-3: not posted just once on its last day" in named
        assert "q-3: a part posted does not leave the rest" in named
        assert "lapsed" not in named

    @pytest.mark.parametrize(("gift", "quantity"), [("tissues", 2), ("rice", 1), ("tissues", 1)])
    def test_parts(self, gift, quantity):
        """
        One item of several is posted and the others stay held.
        """
        bank = Bank.open(PACK.tariff, PACK.store, month=Month(2025, 3))
        day = date(2025, 3, 1)
        first = enrol(bank, [Holder(id="h-1", kind="family", since=day)], on=day)
        came = deliver(first.bank, Delivery(id="d-1", gift=gift, quantity=9), on=day)
        rows = [slip(f"s-{number}", number + 1, quantity=9) for number in range(9)]
        closed = close(came.bank, Month(2025, 3), rows, on=END)
        held = hold(closed.bank, QUARTER, [request("q-1", gift, quantity)], on=END)
        events = [*first.events, *came.events, *closed.events, *held.events]

        assert len(held.granted) == 1
        assert holds_end_once(BankHistory(bank, events)).met


class TestClosed:
    def test_changed(self, small):
        """
        A closed month that a later event changed is named, and one that is not what it was.
        """
        [month] = small.last.months
        column = type(month.credited)(month.credited.typecode, [1] * len(month))
        other = attrs.evolve(month, credited=column)
        named = faults(closed_months_stay(broken(small, months=(other,))))

        assert "event 7 on 2025-03-31 changed a closed month" in named

    def test_digest(self, small):
        """
        So is one whose columns are not those of its digest.
        """
        month = small.last.months[0]
        object.__setattr__(month, "digest", "0" * 64)
        named = faults(closed_months_stay(small))

        assert "the digest of 2025-03 is another" in named
        assert "2025-03 does not follow on" in named


class TestReplayed:
    def test_missing(self, small):
        """
        Where events lead to another bank, the place from which they do is named.
        """
        small.events = small.events[:-1]

        assert "replayed after event 0: another bank" in faults(replayed_from_anywhere(small))

    def test_refused(self, small):
        """
        So is one from which they lead nowhere.
        """
        small.events = (*small.events[:4], *small.events[5:])

        assert "replayed after event 4: another bank" in faults(replayed_from_anywhere(small))


class TestLater:
    def test_hindsight(self, monkeypatch, small):
        """
        A balance that hangs on what happened later is named with holder and day.
        """
        fake(
            monkeypatch,
            _points_time,
            "balances",
            lambda found: tuple(each._replace(pending=7) for each in found),
        )

        assert "h-1 on 2025-03-01: 10 available then, another answer later" in faults(
            later_events_only(small)
        )


class TestReadBack:
    def test_lost(self, monkeypatch, small):
        """
        An event that is read as another is named, and so is a scheme.
        """

        def lossy(value, **_):
            data = real(value)
            if isinstance(value, Submitted):
                data["slips"] = data["slips"][:1]
            if value is small.opened.tariff:
                data["key"] = {**data["key"], "edition": f"{len(calls)}"}
                calls.append(1)
            return data

        real, calls = _points_time.to_data, []
        monkeypatch.setattr(_points_time, "to_data", lossy)
        named = faults(read_back(small))

        assert "event 2 on 2025-03-04 is read as another" in named
        assert "example/tariff/2024 is read as another" not in named

    def test_scheme(self, monkeypatch, small):
        """
        A scheme that is read as another is named.
        """
        real = _points_time.from_data

        def forgetful(kind, data):
            value = real(kind, data)
            if kind is type(small.opened.tariff):
                return attrs.evolve(value, key=attrs.evolve(value.key, edition="0"))
            return value

        monkeypatch.setattr(_points_time, "from_data", forgetful)

        assert "example/tariff/2024 is read as another" in faults(read_back(small))

    def test_unreadable(self, monkeypatch, small):
        """
        So is an event that cannot be read at all.
        """
        real = _points_time.to_data

        def older(value, **more):
            data = real(value, **more)
            if isinstance(value, Allocated):
                data["kind"] = "granted"
            return data

        monkeypatch.setattr(_points_time, "to_data", older)

        assert "event 6 on 2025-03-31 is read as another" in faults(read_back(small))

    def test_open_questions(self):
        """
        A scheme with an open question that a function answers is not written, and not tried.
        """
        place = load("shayibak")
        history = BankHistory(Bank.open(place.tariff, place.store, month=Month(2025, 1)), [])

        assert read_back(history).verdict is not Verdict.NOT_MET


class TestPlaces:
    @pytest.fixture
    def year(self):
        """
        December of three holders, two of whom have as many points.
        """
        bank = Bank.open(PACK.tariff, PACK.store, month=Month(2025, 12))
        day, last = date(2025, 12, 1), date(2025, 12, 31)
        who = [Holder(id=f"h-{n}", kind="family", since=day) for n in (1, 2, 3, 4)]
        first = enrol(bank, who, on=day)
        rows = [(f"s-{n}", f"h-{n}", "clean_up", day, min(n, 2)) for n in (1, 2, 3)]
        closed = close(first.bank, Month(2025, 12), rows, on=last)
        return BankHistory(bank, [*first.events, *closed.events])

    def test_places(self, year):
        """
        Who has as many points shares a place, and who has none has one.
        """
        finding = places_by_points(year, PACK.appraisal, PACK.calendar)
        desk = _points_places._Desk(year.last, Year(2025), PACK.appraisal, PACK.calendar)
        found = desk.places(desk.entered())

        assert finding.met
        assert [place.place for place in found.values()] == [3, 1, 1, 4]

    def test_wrong_place(self, monkeypatch, year):
        """
        A place that does not follow from points is named.
        """
        moved(
            monkeypatch,
            lambda place, _: place._replace(place=place.place + (place.holder == "h-1")),
        )

        assert "h-1 in 2025: place 4, with 2 ahead" in faults(
            places_by_points(year, PACK.appraisal, PACK.calendar)
        )

    def test_order(self, monkeypatch, year):
        """
        So is one that hangs on who entered first.
        """
        moved(
            monkeypatch, lambda place, entered: place._replace(shared=entered.index(place.holder))
        )

        assert "the place of h-1 in 2025 hangs on who entered first" in faults(
            places_by_points(year, PACK.appraisal, PACK.calendar)
        )

    def test_names(self, monkeypatch, year):
        """
        So is one that hangs on a name.
        """
        moved(monkeypatch, lambda place, _: place._replace(taken_back=int(place.holder == "h-2")))
        named = faults(places_by_points(year, PACK.appraisal, PACK.calendar))

        assert "the place of h-2 in 2025 hangs on its name" in named

    def test_draws(self, full):
        """
        Where the store draws, a name may decide who is served, and nobody is renamed.
        """
        drawing = next(
            year
            for year in map(neighbourhood_year, range(50))
            if any("DRAW" in repr(entry.value) for entry in year.store.priority.all_entries)
        )

        assert _points_places._Renamed(full).bank is not None
        assert _points_places._Renamed(BankHistory(drawing.opened, drawing.events)).bank is None

    def test_without_calendar(self, monkeypatch, full):
        """
        Nor where windows need a calendar and there is none.
        """

        def closed(*_, **__):
            raise WrongTypeError(field="calendar", value=None, allowed="a WorkCalendar")

        monkeypatch.setattr(_points_places, "again", closed)

        assert _points_places._Renamed(full).bank is None

    def test_open_priority(self):
        """
        An order that the source leaves open draws nothing.
        """
        assert _points_places._criteria(None) == ()


def moved(monkeypatch, change):
    """
    Let an appraisal give other places.
    """
    real = _points_places.appraise

    def other(*args, entered, **more):
        found = real(*args, entered=entered, **more)
        places = {id_: change(found.place(id_), list(entered)) for id_ in entered}
        return attrs.evolve(found, places=places)

    monkeypatch.setattr(_points_places, "appraise", other)


class TestRefused:
    def test_taken(self, monkeypatch, small):
        """
        A command that cannot be and is taken is named.
        """
        monkeypatch.setattr(_points_again, "deliver", lambda bank, *_, **__: Decision(bank))
        named = faults(refused_whole(small))

        assert "after event 0, a gift outside the catalogue is not refused" in named
        assert "after event 1, a day gone by is not refused as it should be" in named

    def test_in_part(self, monkeypatch, small):
        """
        So is a batch that is refused for a line that is right, or without naming any.
        """
        real = _points_again.submit

        def harsh(bank, slips, *, on):
            return real(bank, [slips[1], slips[1]], on=on)

        monkeypatch.setattr(_points_again, "submit", harsh)
        assert "a batch with one wrong line is not refused" in faults(refused_whole(small))

        def silent(*_, **__):
            raise ConflictError(field="slips", value=2, allowed="others")

        monkeypatch.setattr(_points_again, "submit", silent)
        assert "a batch with one wrong line is not refused" in faults(refused_whole(small))

    def test_trace(self, monkeypatch, small):
        """
        So is a command that is refused and leaves a trace.
        """
        real = _points_again.settled

        def trailing(bank, settlement, *, on):
            bank.__dict__["version"] += 1
            return real(bank, settlement, on=on)

        monkeypatch.setattr(_points_again, "settled", trailing)

        assert "left a trace" in faults(refused_whole(small))

    def test_registered(self, full):
        """
        A slip that is sound is one that waits, or else one that was registered.
        """
        waiting = next(bank for bank in full.banks if len(bank.books.pending))

        assert _points_again._some_slip(waiting) is not None
        assert _points_again._some_slip(full.opened) is None
        assert _points_again._some_slip(full.last) is not None


class TestCounted:
    def test_slip(self, monkeypatch, small):
        """
        A slip whose points became something else is named by its account.
        """

        def lost(found):
            return SlipReading(*found[:-2], (), found.wrong)

        fake(monkeypatch, _points_counts, "follow", lost)

        assert "h-1 available: 0 slip by slip" in faults(counted_another_way(small))

    def test_statement(self, monkeypatch, small):
        """
        A statement that does not add up is named with its month.
        """

        def other(found):
            return Statement(*found[:-1], found.closing + 1)

        fake(monkeypatch, _points_counts, "statement", other)

        assert "h-1, statement of 2025-03: from 0 to" in faults(counted_another_way(small))
