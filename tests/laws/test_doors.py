"""
Doors of the room, tried with what does not belong there: a named error, and nothing else.
"""

from datetime import date, datetime

import pytest

from partygrid import laws, packs
from partygrid.dated import Month
from partygrid.errors import PartyGridError
from partygrid.points import Bank
from partygrid.worktime import OFFICE_TIME

PACK = packs.load("example")
AT = datetime(2025, 4, 30, 12, tzinfo=OFFICE_TIME)
BANK = Bank.open(PACK.tariff, PACK.store, month=Month(2025, 1))
HISTORY = laws.BankHistory(BANK, ())
TERMS = PACK.pay.on(Month(2025, 6))
TIMETABLE = PACK.calendar.as_known(provisional=True)
PLAIN = packs.load("china").conventions["licensing_days"].limit(5)
# A law passes over what is refused, so that what is no case would be no fault of a promise.
NO_CASES = (None, 5, "", "c-1", PACK.case, [None], ["c-1"])
NO_WORKERS = (None, 5, "", "w-1", [None], ["w-1"])
NO_LIMITS = (None, 5, "", PLAIN, [None], ["5 days"])
NO_ATS = (5, "", AT, [None], [AT.replace(tzinfo=None)], [AT.date()])
OF_PROMISE = {"scheme": PACK.promise, "calendar": PACK.calendar, "cases": [PACK.case], "ats": [AT]}
NO_PROMISE = {
    "scheme": (None, PACK.pay),
    "calendar": (None, TIMETABLE),
    "cases": NO_CASES,
    "ats": NO_ATS,
}
OF_PAY = {"terms": TERMS, "workers": (), "standings": {}}
NO_PAY = {
    "terms": (None, PACK.pay, TERMS._replace(period=5)),
    "workers": NO_WORKERS,
    "standings": (5, "", [], object()),
}
DOORS = {
    **{
        law.__name__: (law, OF_PROMISE, NO_PROMISE)
        for law in (
            laws.check_promise,
            laws.order_of_events,
            laws.later_records,
            laws.settled_verdicts,
            laws.looked_in_time,
            laws.zone_of_asking,
        )
    },
    **{
        law.__name__: (law, {"timetable": TIMETABLE}, {"timetable": (None, 5, PACK.calendar)})
        for law in (
            laws.counted_back,
            laws.added_time,
            laws.order_of_layers,
            laws.early_notices_only,
        )
    },
    "later_starts": (
        laws.later_starts,
        {"timetable": TIMETABLE, "limits": ()},
        {"timetable": (None, PACK.calendar), "limits": NO_LIMITS},
    ),
    "check_calendar": (
        laws.check_calendar,
        {"calendar": PACK.calendar, "limits": (), "known": None},
        {"calendar": (None, TIMETABLE), "limits": NO_LIMITS, "known": (5, AT)},
    ),
    "check_pay": (
        laws.check_pay,
        {"scheme": PACK.pay, "month": Month(2025, 6), "workers": (), "standings": None},
        {
            "scheme": (None, PACK.tariff, TERMS),
            "month": (None, 5, date(2025, 6, 1), "2025-06"),
            "workers": NO_WORKERS,
            "standings": NO_PAY["standings"],
        },
    ),
    "monotone": (laws.monotone, {"terms": TERMS}, {"terms": NO_PAY["terms"]}),
    **{
        law.__name__: (law, OF_PAY, NO_PAY)
        for law in (
            laws.in_the_window,
            laws.order_of_facts,
            laws.early_facts_only,
            laws.swapping_workers,
        )
    },
    "BankHistory": (
        laws.BankHistory,
        {"opened": BANK, "events": (), "calendar": None},
        {"opened": (None, 5), "events": (None, 5, "", b"", [None]), "calendar": (5, TIMETABLE)},
    ),
    **{
        law.__name__: (law, {"history": HISTORY}, {"history": (None, 5, BANK, ())})
        for law in (
            laws.points_conserved,
            laws.nothing_negative,
            laws.given_twice,
            laws.order_of_slips,
            laws.caps_kept,
            laws.first_expiry_first,
            laws.cancelling_undoes,
            laws.holds_end_once,
            laws.closed_months_stay,
            laws.replayed_from_anywhere,
            laws.later_events_only,
            laws.read_back,
            laws.refused_whole,
            laws.counted_another_way,
        )
    },
    "places_by_points": (
        laws.places_by_points,
        {"history": HISTORY, "appraisal": PACK.appraisal, "calendar": PACK.calendar},
        {"history": (None, BANK), "appraisal": (None, PACK.tariff), "calendar": (None, 5)},
    ),
    "check_points": (
        laws.check_points,
        {"bank": BANK, "events": (), "appraisal": None, "calendar": None},
        {
            "bank": (None, HISTORY),
            "events": (None, 5, "", [None]),
            "appraisal": (5, PACK.tariff),
            "calendar": (5, TIMETABLE),
        },
    ),
}
TRIED = [(door, name) for door, (_, _, bad) in DOORS.items() for name in bad]


@pytest.mark.parametrize("door", DOORS)
def test_opens(door):
    """
    What is right is taken, or the trials of a door would say nothing.
    """
    call, given, _ = DOORS[door]
    call(**given)


@pytest.mark.parametrize(("door", "name"), TRIED)
def test_refused(door, name):
    """
    What is nothing of the room's is refused by an error that names the field and the limit.
    """
    call, given, bad = DOORS[door]
    for value in bad[name]:
        with pytest.raises(PartyGridError) as caught:
            call(**given | {name: value})
        assert caught.value.field
        assert caught.value.allowed
