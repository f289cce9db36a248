"""
Cases: what can happen after what, corrections, and what was known when.
"""

from itertools import permutations

import pytest

from partygrid.clocks import Case, CaseState, EventKind
from partygrid.errors import ConflictError, UnknownNameError, ValueNotAllowedError, WrongTypeError

# Each state with what leads to it.
WAYS = {
    "not_received": (),
    "open": ("received",),
    "paused": ("received", "paused"),
    "resolved": ("received", "resolved"),
    "withdrawn": ("received", "withdrawn"),
    "closed": ("received", "resolved", "closed"),
}
# What can happen in each, and the state that follows, written out.
WORK = ("signed", "answered", "extension_requested", "extended", "transferred", "returned")
FOLLOWS = {
    "not_received": {"received": "open"},
    "open": {
        **dict.fromkeys(WORK, "open"),
        "paused": "paused",
        "resolved": "resolved",
        "withdrawn": "withdrawn",
    },
    "paused": {**dict.fromkeys(WORK, "paused"), "resumed": "open", "withdrawn": "withdrawn"},
    "resolved": {
        "called_back": "resolved",
        "reopened": "open",
        "closed": "closed",
        "withdrawn": "withdrawn",
    },
    "withdrawn": {"closed": "closed"},
    "closed": {"reopened": "open"},
}


def rows(kinds, start=0):
    """
    Let each happen a minute after the one before.
    """
    return [(kind, f"2026-03-02 10:{start + n:02}") for n, kind in enumerate(kinds)]


class TestEventsInOrder:
    @pytest.mark.parametrize("kind", [kind.value for kind in EventKind])
    @pytest.mark.parametrize("state", WAYS)
    def test_possible(self, case_of, at, state, kind):
        """
        In each state only what is possible can happen; the error names state, event and choice.
        """
        way, later = rows(WAYS[state]), at("2026-03-03 10:00")
        assert case_of(*way).state(later).value == state
        after = FOLLOWS[state].get(kind)
        if kind == "retracted":
            with pytest.raises(UnknownNameError, match="recorded earlier"):
                case_of(*way, (kind, "2026-03-02 11:00"))
        elif after is not None:
            assert case_of(*way, (kind, "2026-03-02 11:00")).state(later).value == after
        else:
            with pytest.raises(ValueNotAllowedError) as refused:
                case_of(*way, (kind, "2026-03-02 11:00"))
            error = refused.value
            assert f"{kind} at 2026-03-02 11:00" in str(error)
            assert CaseState(state).label.en in str(error)
            assert set(error.allowed.split(", ")) == set(FOLLOWS[state])

    @pytest.mark.parametrize(
        "kinds",
        [
            ("resumed",),
            ("received", "resumed"),
            ("received", "paused", "paused"),
            ("received", "paused", "resolved"),
            ("signed", "received"),
            ("received", "resolved", "closed", "signed"),
        ],
    )
    def test_impossible(self, case_of, kinds):
        """
        No resuming without a pause, nothing before receipt, nothing but reopening after closing.
        """
        with pytest.raises(ValueNotAllowedError):
            case_of(*rows(kinds))

    def test_any_order_given(self, case_of):
        """
        The order in which events are given does not matter.
        """
        made = case_of(*rows(("received", "paused", "resumed", "resolved")))
        for order in permutations(made.events):
            assert Case("c-1", order) == made
            assert Case("c-1", order).events == made.events

    @pytest.mark.parametrize(
        ("before", "kinds", "state"),
        [
            ("not_received", ("received", "signed"), "open"),
            ("not_received", ("received", "paused", "resumed", "resolved", "closed"), "closed"),
            ("open", ("paused", "resumed"), "open"),
            ("paused", ("resumed", "paused"), "paused"),
            ("paused", ("resumed", "resolved"), "resolved"),
            ("resolved", ("closed", "called_back"), "closed"),
            ("closed", ("reopened", "resolved"), "resolved"),
            ("resolved", ("reopened", "closed"), "open"),
            ("open", ("resolved", "reopened", "paused"), "paused"),
            ("open", ("paused", "resumed", "resolved", "reopened", "closed"), "open"),
        ],
    )
    def test_one_instant(self, case_of, at, before, kinds, state):
        """
        Several events of one instant are put into an order that is possible, however given.
        """
        way = rows(WAYS[before])
        for order in permutations(kinds):
            case = case_of(*way, *((kind, "2026-03-02 11:00") for kind in order))
            assert case.state(at("2026-03-02 11:00")).value == state

    def test_no_order(self, case_of):
        """
        Events of one instant that no order makes possible are refused.
        """
        way = rows(WAYS["open"])
        for kinds in (("paused", "resolved"), ("closed", "reopened"), ("resolved", "resumed")):
            with pytest.raises(ValueNotAllowedError, match="while"):
                case_of(*way, *((kind, "2026-03-02 11:00") for kind in kinds))

    def test_one_second(self, case_of, event, at):
        """
        Two pauses in one second, each ended, are two; two begun at one instant are refused.
        """
        times = [at(f"2026-03-02 11:00:00.{n}00000") for n in range(4)]
        kinds = ("paused", "resumed", "paused", "resumed")
        made = [
            event(kind, when, id=f"e-{n}")
            for n, (kind, when) in enumerate(zip(kinds, times, strict=True))
        ]
        case = case_of(("received", "2026-03-02 10:00"), *made)
        assert case.state(times[0]).value == "paused"
        assert case.state(times[3]).value == "open"
        same = [event("paused", times[0], id=f"e-{n}") for n in (1, 2)]
        with pytest.raises(ValueNotAllowedError, match="while paused"):
            case_of(("received", "2026-03-02 10:00"), *same)


class TestRecords:
    def test_same_twice(self, event, at):
        """
        The same record given twice is one, whatever zone it was written in.
        """
        received = event("received", "2026-03-02 10:00")
        assert Case("c-1", (received, received)) == Case("c-1", (received,))
        assert len(Case("c-1", (received, received)).standing(at("2026-03-03"))) == 1

    def test_conflict(self, event):
        """
        One id recorded twice at one moment with other content is an error naming what differs.
        """
        one = event("received", "2026-03-02 10:00", id="e-1")
        other = event("received", "2026-03-02 10:00", id="e-1", unit="u-9", matter="urgent")
        with pytest.raises(ConflictError, match="unit, matter") as refused:
            Case("c-1", (other, one))
        assert "e-1" in refused.value.field
        assert "channel" not in str(refused.value)

    def test_retracted_at_once(self, event):
        """
        A record cannot be made and taken back at one moment, nor before it was made.
        """
        one = event("received", "2026-03-02 10:00", id="e-1")
        with pytest.raises(ConflictError, match="kind"):
            Case("c-1", (one, event("retracted", "2026-03-02 10:00", id="e-1")))
        late = event("received", "2026-03-02 10:00", known="2026-03-05 10:00", id="e-1")
        with pytest.raises(UnknownNameError):
            Case("c-1", (late, event("retracted", "2026-03-02 10:00", id="e-1")))

    def test_corrected(self, event, at):
        """
        A later record of an id corrects the earlier one, and only from when it is known.
        """
        wrong = event("received", "2026-03-02 10:00", id="e-1")
        right = event("received", "2026-03-02 09:00", known="2026-03-04 10:00", id="e-1")
        for events in ((wrong, right), (right, wrong)):
            case = Case("c-1", events)
            noon, later = at("2026-03-02 12:00"), at("2026-03-04 10:00")
            assert case.standing(noon) == (wrong,)
            assert case.standing(noon, later) == (right,)
            assert case.standing(later) == (right,)
            assert case.standing(at("2026-03-02 09:30"), later) == (right,)
            assert case.standing(at("2026-03-02 09:30")) == ()
            assert case.state(at("2026-03-02 08:59"), later).value == "not_received"

    def test_retracted(self, event, at, case_of):
        """
        A record taken back plays no part from when that is known, and may be made again.
        """
        case = case_of(
            ("received", "2026-03-02 10:00"),
            event("resolved", "2026-03-02 11:00", id="e-2"),
            event("retracted", "2026-03-02 11:00", known="2026-03-03 11:00", id="e-2"),
            event("resolved", "2026-03-02 11:30", known="2026-03-04 11:00", id="e-2"),
        )
        noon = at("2026-03-02 12:00")
        assert case.state(noon).value == "resolved"
        assert case.state(noon, at("2026-03-03 11:00")).value == "open"
        assert case.state(noon, at("2026-03-04 11:00")).value == "resolved"
        assert case.standing(noon, at("2026-03-04 11:00"))[-1].at == at("2026-03-02 11:30")

    def test_retracted_before(self, event, at, case_of):
        """
        The moment that a retraction names does not matter, only when it is known.
        """
        case = case_of(
            ("received", "2026-03-02 10:00"),
            event("resolved", "2026-03-02 11:00", id="e-2"),
            event("retracted", "2026-03-03 11:00", id="e-2"),
            event("paused", "2026-03-05 11:00"),
        )
        assert case.state(at("2026-03-02 12:00"), at("2026-03-04 12:00")).value == "open"

    def test_impossible_then(self, event, at, case_of):
        """
        What was impossible as known at a moment is refused when asked as known then.
        """
        case = case_of(
            event("received", "2026-03-02 10:00", known="2026-03-05 10:00"),
            ("signed", "2026-03-02 11:00"),
        )
        assert case.state(at("2026-03-06 10:00")).value == "open"
        with pytest.raises(ValueNotAllowedError, match="not received"):
            case.standing(at("2026-03-03 10:00"))
        with pytest.raises(ValueNotAllowedError, match="not received"):
            case.state(at("2026-03-03 10:00"))

    def test_boundary(self, case_of, at):
        """
        What happens at the very instant has happened, and what is known at it is known.
        """
        case = case_of(*rows(("received", "paused")))
        assert case.state(at("2026-03-02 10:01")).value == "paused"
        assert case.state(at("2026-03-02 10:00:59.999999")).value == "open"
        assert case.state(at("2026-03-02 10:01"), at("2026-03-02 10:00:59")).value == "open"

    def test_no_events(self, at):
        """
        A case without events is not received.
        """
        assert Case("c-1").state(at("2026-03-02")).value == "not_received"
        assert Case("c-1").standing(at("2026-03-02"), at("2026-03-01")) == ()

    @pytest.mark.parametrize(
        ("id_", "events"), [(5, ()), ("c-1", []), ("c-1", ("received",)), ("c-1", (None,))]
    )
    def test_types(self, id_, events):
        """
        An id that is no text and events that are no tuple of events are refused.
        """
        with pytest.raises(WrongTypeError):
            Case(id_, events)

    def test_naive(self, case_of, at):
        """
        A naive moment is refused wherever a case is asked.
        """
        case, naive = case_of(*rows(("received",))), at("2026-03-02").replace(tzinfo=None)
        for ask in (case.state, case.standing):
            with pytest.raises(WrongTypeError):
                ask(naive)
            with pytest.raises(WrongTypeError):
                ask(at("2026-03-02"), naive)
