"""
Sessions, office hours and working weeks: what is taken and what is refused.
"""

import pytest

from partygrid.errors import ConflictError, ValueNotAllowedError, WrongTypeError
from partygrid.worktime import FIVE_DAYS, OfficeHours, Session, WorkWeek

SECOND = 1_000_000
HOUR = 3600 * SECOND
MORNING, AFTERNOON = Session("09:00", "12:00"), Session("13:30", "17:30")


class TestSession:
    @pytest.mark.parametrize(
        ("opens", "closes", "span"),
        [
            ("00:00", "24:00", (0, 24 * HOUR)),
            ("09:30", "12:00", (9 * HOUR + HOUR // 2, 12 * HOUR)),
            ("09:30:15", "09:30:16", (34215 * SECOND, 34216 * SECOND)),
            ("23:00", "23:58:59", (23 * HOUR, (24 * 3600 - 61) * SECOND)),
            ("23:59", "24:00:00", (24 * HOUR - 60 * SECOND, 24 * HOUR)),
        ],
    )
    def test_span(self, opens, closes, span):
        """
        Times are hours and minutes, with seconds if need be; 24:00 ends the day.
        """
        session = Session(opens, closes)

        assert span == session.span
        assert f"{opens}–{closes}" == str(session)

    @pytest.mark.parametrize("closes", ["23:59", "23:59:00", "23:59:59"])
    def test_a_minute_early(self, closes):
        """
        23:59 does not stand for the end of the day: that minute would be lost.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Session("16:00", closes)

        assert ("session.closes", closes, "'24:00' for the end of the day") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize(
        ("opens", "closes"), [("22:00", "02:00"), ("09:00", "09:00"), ("24:00", "24:00")]
    )
    def test_past_midnight(self, opens, closes):
        """
        A session ends after it begins, on the same day.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Session(opens, closes)

        assert ("session.closes", closes) == (caught.value.field, caught.value.value)
        assert (
            f"a time after {opens}; hours past midnight are a session of the next day"
            == caught.value.allowed
        )

    @pytest.mark.parametrize(
        "text",
        ["9:30", "09.30", "09:60", "25:00", "24:01", "24:00:01", "", " 09:30", "\uff10\uff19:30"],
    )
    def test_form(self, text):
        """
        A time has two digits for each of its parts and lies within the day.
        """
        for field, times in (("opens", (text, "18:00")), ("closes", ("08:00", text))):
            with pytest.raises(ValueNotAllowedError) as caught:
                Session(*times)
            assert (f"session.{field}", text, "'00:00' to '24:00'") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    @pytest.mark.parametrize("time", [930, 9.5, None, True, b"09:30"], ids=repr)
    def test_text(self, time):
        """
        A time is text.
        """
        for field, times in (("opens", (time, "18:00")), ("closes", ("08:00", time))):
            with pytest.raises(WrongTypeError) as caught:
                Session(*times)
            assert (f"session.{field}", time, "text such as '09:30'") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )


class TestOfficeHours:
    def test_on(self):
        """
        A day of the week has its own sessions if it is given some, and else the usual ones.
        """
        hours = OfficeHours((MORNING, AFTERNOON), on_weekdays=((6, (MORNING,)),))

        assert [(MORNING, AFTERNOON)] * 5 == [hours.on(day) for day in range(1, 6)]
        assert ((MORNING,), (MORNING, AFTERNOON)) == (hours.on(6), hours.on(7))
        assert (MORNING.span,) == hours.spans[5]

    @pytest.mark.parametrize("weekday", [0, 8, -1, 10**18])
    def test_no_such_day(self, weekday):
        """
        A week has seven days, and Monday is 1.
        """
        usual = OfficeHours((MORNING,))
        for field, ask in (
            ("weekday", lambda: usual.on(weekday)),
            ("hours.on_weekdays", lambda: OfficeHours((MORNING,), ((weekday, (MORNING,)),))),
            ("week.weekdays", lambda: WorkWeek((weekday,))),
        ):
            with pytest.raises(ValueNotAllowedError) as caught:
                ask()
            assert (field, weekday, "1 (Monday) to 7 (Sunday)") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    @pytest.mark.parametrize("weekday", [True, 1.0, "1", None], ids=repr)
    def test_no_int(self, weekday):
        """
        A day of the week is an int.
        """
        usual = OfficeHours((MORNING,))
        for field, ask in (
            ("weekday", lambda: usual.on(weekday)),
            ("hours.on_weekdays", lambda: OfficeHours((MORNING,), ((weekday, (MORNING,)),))),
            ("week.weekdays", lambda: WorkWeek((weekday,))),
        ):
            with pytest.raises(WrongTypeError) as caught:
                ask()
            assert (field, weekday, "an int, 1 (Monday) to 7") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    @pytest.mark.parametrize(
        ("sessions", "error", "value", "allowed"),
        [
            ([MORNING], WrongTypeError, [MORNING], "a tuple of sessions"),
            (MORNING, WrongTypeError, MORNING, "a tuple of sessions"),
            (("09:00–12:00",), WrongTypeError, "09:00–12:00", "a Session"),
            ((), ValueNotAllowedError, (), "one or more: a day that is worked has hours"),
            (
                (AFTERNOON, MORNING),
                ConflictError,
                "13:30–17:30 and 09:00–12:00",
                "sessions in the order of the day, with time between them",
            ),
            (
                (MORNING, Session("12:00", "13:00")),
                ConflictError,
                "09:00–12:00 and 12:00–13:00",
                "sessions in the order of the day, with time between them",
            ),
            (
                (MORNING, Session("11:00", "13:00")),
                ConflictError,
                "09:00–12:00 and 11:00–13:00",
                "sessions in the order of the day, with time between them",
            ),
        ],
    )
    def test_sessions(self, sessions, error, value, allowed):
        """
        A worked day has sessions in order, with time between them.
        """
        for field, ask in (
            ("hours.sessions", lambda: OfficeHours(sessions)),
            ("hours.on_weekdays: 6", lambda: OfficeHours((MORNING,), ((6, sessions),))),
        ):
            with pytest.raises(error) as caught:
                ask()
            assert (field, value, allowed) == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    @pytest.mark.parametrize(
        ("own", "error", "value", "allowed"),
        [
            ([], WrongTypeError, [], "a tuple of pairs: day of the week, sessions"),
            (
                {6: (MORNING,)},
                WrongTypeError,
                {6: (MORNING,)},
                "a tuple of pairs: day of the week, sessions",
            ),
            (([6, (MORNING,)],), WrongTypeError, [6, (MORNING,)], "a day and its sessions"),
            (
                ((6, (MORNING,), ()),),
                WrongTypeError,
                (6, (MORNING,), ()),
                "a day and its sessions",
            ),
            (
                ((6, (MORNING,)), (6, (AFTERNOON,))),
                ConflictError,
                6,
                "each day of the week once",
            ),
        ],
    )
    def test_on_weekdays(self, own, error, value, allowed):
        """
        Days of the week with hours of their own are pairs, each day once.
        """
        with pytest.raises(error) as caught:
            OfficeHours((MORNING,), own)

        assert ("hours.on_weekdays", value, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestWorkWeek:
    def test_rest(self):
        """
        The days that are not worked are days of rest; a week may have none of either.
        """
        assert (6, 7) == FIVE_DAYS.rest
        assert () == WorkWeek((1, 2, 3, 4, 5, 6, 7)).rest
        assert (1, 2, 3, 4, 5, 6, 7) == WorkWeek(()).rest

    @pytest.mark.parametrize("weekdays", [(2, 1), (1, 1)])
    def test_order(self, weekdays):
        """
        Each day stands once, in order.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            WorkWeek(weekdays)

        assert ("week.weekdays", weekdays, "each day once, in order") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("weekdays", [[1, 2], 12345, "12345", {1}], ids=repr)
    def test_tuple(self, weekdays):
        """
        A week is a tuple.
        """
        with pytest.raises(WrongTypeError) as caught:
            WorkWeek(weekdays)

        assert ("week.weekdays", weekdays, "a tuple of days of the week") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
