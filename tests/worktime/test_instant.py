"""
Instants: brought to office time from any zone, exactly; and what is no instant.
"""

import pickle
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.trace import Unit
from partygrid.worktime import FIRST_DAY, OFFICE_TIME, office_time, zone_finding

BERLIN, URUMQI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Urumqi")


class Later(datetime):
    """
    A host's own kind of datetime.
    """


class Nowhere(tzinfo):
    """
    A zone that does not know its offset.
    """

    def __repr__(self):
        return "Nowhere()"

    def utcoffset(self, _):
        """
        Know nothing.
        """


class Kashgar(tzinfo):
    """
    A zone of a host's own, with a key.
    """

    key = "Asia/Kashgar"

    def utcoffset(self, _):
        """
        Be six hours ahead.
        """
        return timedelta(hours=6)

    def dst(self, _):
        """
        Know no summer time.
        """
        return timedelta(0)


class TestOfficeTime:
    def test_offset(self):
        """
        Office time is eight hours ahead, and it begins with 1992.
        """
        assert timedelta(hours=8) == OFFICE_TIME.utcoffset(None)
        assert date(1992, 1, 1) == FIRST_DAY

    @pytest.mark.parametrize(
        ("given_at", "expected"),
        [
            (datetime(2026, 2, 6, 23, tzinfo=UTC), "2026-02-07T07:00:00"),
            (datetime(2026, 3, 2, 10, tzinfo=URUMQI), "2026-03-02T12:00:00"),
            (datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai")), "2026-03-02T10:00:00"),
            (datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=-11))), "2026-03-03T05:00"),
            (datetime(1991, 12, 31, 16, tzinfo=UTC), "1992-01-01T00:00"),
            (datetime(1992, 1, 1, tzinfo=OFFICE_TIME), "1992-01-01T00:00"),
            (datetime(2026, 3, 2, 10, 0, 0, 1, tzinfo=UTC), "2026-03-02T18:00:00.000001"),
        ],
    )
    def test_zones(self, given_at, expected):
        """
        An instant in any zone is the same instant in office time, to the microsecond.
        """
        found = office_time(given_at)

        assert datetime.fromisoformat(expected) == found.replace(tzinfo=None)
        assert given_at == found
        assert OFFICE_TIME is found.tzinfo

    @given(
        at=st.datetimes(
            datetime(1992, 1, 2), datetime(9999, 12, 30), timezones=st.timezones()
        ).filter(lambda at: at.astimezone(UTC).astimezone(at.tzinfo).time() == at.time())
    )
    def test_exact(self, at):
        """
        Bringing an instant to office time neither loses nor adds a microsecond.
        """
        found = office_time(at)

        assert timedelta(0) == found.astimezone(UTC) - at.astimezone(UTC)
        assert found is office_time(found)

    def test_own_kinds(self):
        """
        A datetime of a kind of its own comes back as a plain one, in office time itself.
        """
        for zone in (OFFICE_TIME, UTC):
            found = office_time(Later(2026, 3, 2, 10, tzinfo=zone))
            assert (datetime, OFFICE_TIME) == (type(found), found.tzinfo)

    def test_another_copy(self, at):
        """
        Office time that went through pickle is office time.
        """
        moment = pickle.loads(pickle.dumps(at("2026-03-02 10:00")))  # noqa: S301 - our own

        assert OFFICE_TIME is office_time(moment).tzinfo

    def test_lost_hour(self):
        """
        A time of day that the clocks skip in spring is refused, whatever its fold.
        """
        for fold in (0, 1):
            lost = datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN, fold=fold)
            with pytest.raises(ValueNotAllowedError) as caught:
                office_time(lost, field="start")
            assert ("start", lost) == (caught.value.field, caught.value.value)
            assert "a time of day that the clocks of its zone show" == caught.value.allowed

    def test_doubled_hour(self, at):
        """
        Of two instants with one name in autumn, fold says which is meant.
        """
        first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0)
        second = first.replace(fold=1)

        assert at("2026-10-25 08:30") == office_time(first)
        assert at("2026-10-25 09:30") == office_time(second)

    @pytest.mark.parametrize(
        "given_at",
        [
            datetime(2026, 3, 2, 10),
            Later(2026, 3, 2, 10),
            datetime(2026, 3, 2, 10, tzinfo=Nowhere()),
            date(2026, 3, 2),
            "2026-03-02T10:00+08:00",
            1772416800,
            True,
            None,
        ],
        ids=repr,
    )
    def test_naive(self, given_at):
        """
        A naive datetime, a date, a number or text is no instant.
        """
        for ask in (office_time, zone_finding):
            with pytest.raises(WrongTypeError) as caught:
                ask(given_at)
            assert ("at", given_at, "an aware datetime: one with a time zone") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    @pytest.mark.parametrize(
        "given_at",
        [
            datetime(1991, 12, 31, 23, 59, 59, tzinfo=OFFICE_TIME),
            datetime(1991, 12, 31, 15, 59, tzinfo=UTC),
            datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9))),
            datetime(9999, 12, 31, 20, tzinfo=UTC),
        ],
        ids=str,
    )
    def test_years(self, given_at):
        """
        Before 1992 and after 9999 there is no office time.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            office_time(given_at)

        assert ("at", given_at, "1992-01-01 or later, up to the year 9999") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert "UTC+8 without summer time since 1992" == caught.value.source


class TestZoneFinding:
    @pytest.mark.parametrize(
        ("zone", "met", "seconds", "name"),
        [
            (URUMQI, False, 6 * 3600, "Asia/Urumqi"),
            (ZoneInfo("Asia/Kashgar"), False, 6 * 3600, "Asia/Kashgar"),
            (Kashgar(), False, 6 * 3600, "Asia/Kashgar"),
            (timezone(timedelta(hours=6)), False, 6 * 3600, "UTC+06:00"),
            (ZoneInfo("Asia/Shanghai"), True, 8 * 3600, "Asia/Shanghai"),
            (OFFICE_TIME, True, 8 * 3600, "Asia/Shanghai"),
            (timezone(-timedelta(hours=5)), True, -5 * 3600, "UTC-05:00"),
        ],
    )
    def test_finding(self, zone, met, seconds, name):
        """
        The local time of Xinjiang is a finding of two hours; other zones are none.
        """
        finding = zone_finding(datetime(2026, 3, 2, 10, tzinfo=zone), subject="receipt")

        assert (met, seconds, 0 if met else 7200) == (finding.met, finding.measured, finding.gap)
        assert ("receipt", name) == (finding.subject, finding.step.row.en)

    def test_words(self):
        """
        The finding says what it found, and which time offices keep, in both languages.
        """
        finding = zone_finding(datetime(2026, 3, 2, 10, tzinfo=URUMQI), subject="receipt")
        required = "not in the local time of Xinjiang (UTC+6): offices keep Beijing time"

        assert finding.explain("en").splitlines() == [
            "instant given in office time: receipt",
            f"finding not met ({required})",
            "  offset from UTC 6 h (Asia/Urumqi)",
            "  gap 2 h",
        ]
        assert finding.explain("zh").splitlines() == [
            "时刻以办公时间（北京时间）给出：receipt",
            "结论 未达标（不以新疆时间（UTC+6）给出：机关使用北京时间）",
            "  与UTC的时差 6 小时（Asia/Urumqi）",
            "  差额 2 小时",
        ]
        assert ("offset", Unit.DURATION) == (finding.step.rule.key, finding.step.rule.unit)

    def test_field(self):
        """
        What it is the instant of names the field of an error.
        """
        with pytest.raises(WrongTypeError) as caught:
            zone_finding(datetime(2026, 3, 2), subject="receipt")

        assert "receipt" == caught.value.field
