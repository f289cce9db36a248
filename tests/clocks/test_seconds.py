"""
Read cases once more, by stepping through every second (`seconds.py`), and compare.
"""

from datetime import timedelta

from drawn import MIDNIGHT, MOMENT, ZONES, Drawn, made_calendar, made_scheme, moment
from hypothesis import event, given, settings
from hypothesis import strategies as st
from seconds import DAY, MICRO, RefusedError
from seconds import read as walked

from partygrid.clocks import read
from partygrid.errors import PartyGridError, UnsuitableRuleError, ValueNotAllowedError

# Cases that are walked: some in a day's run, fifty thousand in the long one.
CASES = {10: 20, 50: 1_000, 5_000: 50_000}.get(settings().max_examples, 200)
ERRORS = {"value": ValueNotAllowedError, "unsuitable": UnsuitableRuleError}


def second_of(at):
    """
    Give the second of an instant; due instants and reminders have no parts of one.
    """
    if at is None:
        return None
    micro = (at - MIDNIGHT) // timedelta(microseconds=1)
    assert micro % MICRO == 0
    return micro // MICRO


def amount_of(value):
    """
    Give time in microseconds, and days as they are.
    """
    return value // timedelta(microseconds=1) if type(value) is timedelta else value


def seen(reading):
    """
    Give of a reading what is walked.
    """
    found = {}
    for each in (*reading.earlier, *reading.stages):
        change = each.next_change
        found.setdefault(each.stage.key, []).append(
            (
                each.state.value,
                second_of(each.due),
                second_of(each.breached_at),
                amount_of(each.used),
                amount_of(each.left),
                each.is_firm,
                tuple(sorted((told.reminder.key, second_of(told.at)) for told in each.told)),
                None if change is None else (change - MIDNIGHT) // timedelta(microseconds=1),
            )
        )
    return reading.state.value, found


def expected_of(drawn, at, known):
    """
    Walk; give the same.
    """
    try:
        state, found = walked(drawn.board, drawn.scheme, drawn.records, at, known)
    except RefusedError as refused:
        return ERRORS[refused.args[0]]
    return state, {key: [tuple(each) for each in answers] for key, answers in found.items()}


def found_of(case, scheme, calendar, at, known):
    """
    Read in some zone; give the same, or the error.
    """
    zone = ZONES[at % len(ZONES)]
    try:
        reading = read(
            case,
            scheme,
            calendar,
            at=moment(0, at).astimezone(zone),
            known=None if known is None else moment(0, known),
        )
    except PartyGridError as error:
        return type(error)
    return seen(reading)


def check_waiting(drawn, scheme, calendar, at, known):
    """
    Look on if nothing more happens: nothing changes before the next change, and something then.
    """
    now, known = moment(0, at), moment(0, known)
    case = drawn.case(now, known)

    def then(when):
        # As known later: what had happened by now is all there is.
        reading = read(case, scheme, calendar, at=when, known=known)
        return reading, seen_change(reading)

    reading, before = then(now)
    coming = reading.next_change
    if coming is None:
        end = moment(drawn.office.length * DAY) - MOMENT
        for days in (1, 40):
            assert then(min(now + days * timedelta(1), max(now, end)))[1] == before
        return
    gap = coming - now
    assert gap >= MOMENT
    for wait in (gap * drawn.between // 1001, gap - MOMENT):
        assert then(now + wait)[1] == before
    assert then(coming)[1] != before


def seen_change(reading):
    """
    Give of a reading what makes it worth looking at.
    """
    return reading.state, [
        (each.stage.key, each.state, each.due, each.told)
        for each in (*reading.earlier, *reading.stages)
        if each.run is not None
    ]


class TestSeconds:
    @settings(max_examples=CASES)
    @given(data=st.binary(min_size=420, max_size=420))
    def test_same(self, data):
        """
        Stepping through every second finds the same as the library, whenever it is asked.
        """
        drawn = Drawn(data)
        calendar, scheme, case = (
            made_calendar(drawn.office),
            made_scheme(drawn.scheme),
            drawn.case(),
        )
        asked = list(drawn.asked)
        for number, (at, choice) in enumerate(asked):
            known = drawn.as_known(at, choice)
            expected = expected_of(drawn, at, known)
            found = found_of(case, scheme, calendar, at, known if choice else None)
            assert found == expected, (at, known, expected, found)
            if type(found) is type:
                event(f"refused: {found.__name__}")
                continue
            if number == 0:
                check_waiting(drawn, scheme, calendar, at, known)
            dues = [each[1] for runs in found[1].values() for each in runs if each[1] is not None]
            if dues and number in {1, 3}:
                # At the due instant itself, and just after it.
                asked += [(dues[-1] * MICRO + more, 2) for more in (0, 1)]
