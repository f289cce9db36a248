"""
What a single day is, on whose word, and who goes before whom.
"""

from datetime import date

import attrs
import pytest

from partygrid.labels import Label
from partygrid.worktime import DayKind, DayStatus


@pytest.fixture(scope="session", name="region")
def make_region(layer, notice, special):
    """
    A region that opens its offices on two days of the festival and closes one at its end.
    """
    return layer(
        "region",
        notice(
            "2026-01-05",
            special("office_open", "2026-02-14", "2026-02-18", "2026-02-19"),
            special("customary_holiday", "2026-03-20", name=Label("肉孜节", "Eid al-Fitr")),
        ),
        label=Label("某自治区", "some region"),
    )


@pytest.fixture(scope="session", name="closed")
def make_closed(office, notice, special):
    """
    An office that is closed on one of these days.
    """
    return attrs.evolve(
        office, notices=(notice("2026-01-06", special("office_closed", "2026-02-18")),)
    )


class TestDay:
    @pytest.mark.parametrize(
        ("day", "worked", "zh", "en"),
        [
            ("2026-03-02", True, "周一工作日", "Monday, a working day"),
            ("2026-03-07", False, "周六休息日", "Saturday, a day of rest"),
            ("2026-02-17", False, "春节法定节假日", "Spring Festival: statutory holiday"),
            ("2026-02-28", True, "春节调休上班", "Spring Festival: make-up working day"),
        ],
    )
    def test_label(self, known, day, worked, zh, en):
        """
        A day is a festival with what is made of it, or a day of its week.
        """
        status = known.day(date.fromisoformat(day))

        assert (worked, zh, en) == (status.is_worked, status.label.zh, status.label.en)
        assert (f"{day} {zh}", f"{day} {en}") == (status.text("zh"), status.text("en"))
        assert status.is_firm

    def test_not_settled(self, known):
        """
        A day not settled says so, with who has not spoken, strict or not.
        """
        status = known.day(date(2027, 1, 1))

        assert not status.is_firm
        assert "2027-01-01 周五工作日（暂定：国家尚未公布安排）" == status.text("zh")
        assert (
            "2027-01-01 Friday, a working day (provisional: not announced yet: nation)"
            == status.text("en")
        )

    def test_several_not_settled(self, nation, region, calendar_of):
        """
        All who have not spoken are named.
        """
        status = calendar_of(nation, attrs.evolve(region, announced=True)).as_known(
            provisional=True
        )
        day = status.day(date(2027, 1, 1))

        assert day.text("zh").endswith("（暂定：国家、某自治区尚未公布安排）")
        assert day.text("en").endswith("(provisional: not announced yet: nation, some region)")

    def test_who_says_so(self, nation, region, closed, calendar_of):
        """
        The layer that prevails comes first.
        """
        status = calendar_of(nation, region, closed).as_known().day(date(2026, 2, 18))

        assert [closed, region, nation] == [said.layer for said in status.said]
        assert DayKind.OFFICE_CLOSED is status.said[0].special.kind
        assert () == calendar_of(nation).as_known().day(date(2026, 3, 2)).said

    def test_plain(self):
        """
        A status without more is that of an ordinary, settled day.
        """
        status = DayStatus(day=date(2026, 3, 2), is_worked=True)

        assert (True, (), ()) == (status.is_firm, status.said, status.silent)


class TestOverruled:
    def test_listed(self, nation, region, closed, calendar_of):
        """
        Days are listed on which one layer says the opposite of another, each pair once.
        """
        found = calendar_of(nation, region, closed).as_known().overruled()

        assert [
            ("2026-02-18", "office", "some region"),
            ("2026-02-19", "some region", "nation"),
        ] == [(str(a.day), a.upheld.layer.label.en, a.set_aside.layer.label.en) for a in found]

    def test_text(self, nation, region, calendar_of):
        """
        The text says who prevails, and over what.
        """
        found, _ = calendar_of(nation, region).as_known().overruled()

        assert "2026-02-18：某自治区“机构照常办公”优先于国家“法定节假日”" == found.text("zh")
        assert (
            "2026-02-18: some region (office open) goes before nation (statutory holiday)"
            == found.text("en")
        )

    def test_none(self, calendar):
        """
        What one layer alone says is overruled by nobody.
        """
        assert () == calendar.as_known().overruled()

    def test_as_known(self, nation, region, calendar_of):
        """
        Before the region spoke, it overruled nobody.
        """
        assert () == calendar_of(nation, region).as_known(date(2026, 1, 4)).overruled()
