from datetime import date, datetime

import pytest

from partygrid.dated import Month, Year
from partygrid.errors import (
    InvalidDataError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.packs import load
from partygrid.points import AppraisalScheme, Holder, Opening, TieRule, appraise
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    OFFICE_TIME,
    CalendarLayer,
    DayKind,
    LayerLevel,
    Notice,
    SpecialDays,
)

CALENDAR = load("example").calendar
LAST = date(2025, 12, 31)
EVERYBODY = ("f-1", "f-2", "f-3", "f-4", "r-1")


@pytest.fixture
def keeper(keep, day):
    """
    A bank in its first year: some more families have entered.
    """
    keeper = keep()
    more = [Holder(id=id_, kind="family", since=day("01-01")) for id_ in ("f-3", "f-4")]
    keeper.enrol(more, on="01-01")
    return keeper


@pytest.fixture
def earned(keeper):
    """
    Close all months of the year; what was earned came in with January.
    """

    def closed(*rows, months=12):
        keeper.earn(*rows)
        for _ in range(months - 1):
            keeper.earn()
        return keeper

    return closed


@pytest.fixture
def scheme(scheme_of, honour):
    """
    Families and residents are ranked; the best two families are honoured, and all from 9 points.
    """

    def made(**given):
        usual = {
            "kinds": ("resident", "family"),
            "honours": (
                honour("best", best=2),
                honour("nine", points=9),
                honour("three", "resident", points=3),
            ),
        }
        return scheme_of(AppraisalScheme, **{**usual, **given})

    return made


@pytest.fixture
def appraised(scheme):
    """
    Appraise 2025 on its last day.
    """

    def found(keeper, entered=EVERYBODY, on=LAST, year=2025, **given):
        return appraise(
            keeper.bank, Year(year), scheme(**given), entered=entered, on=on, calendar=CALENDAR
        )

    return found


class TestPlaces:
    def test_ties(self, earned, appraised):
        """
        Who has as many points shares a place, and as many places are left out.
        """
        keeper = earned(("f-1", 3), ("f-2", 9), ("f-3", 9), ("f-4", 12))

        found = appraised(keeper)
        places = {id_: found.place(id_).place for id_ in EVERYBODY}
        assert places == {"f-4": 1, "f-2": 2, "f-3": 2, "f-1": 4, "r-1": 1}
        assert [found.place(id_).shared for id_ in EVERYBODY] == [0, 1, 1, 0, 0]

    def test_usual(self, earned):
        """
        Where nothing is said of ties, places are left out; that is an assumption, and says so.
        """
        said = load("example").appraisal
        silent = AppraisalScheme(
            key=said.key, kinds=said.kinds, honours=said.honours, posting=said.posting
        )
        keeper = earned(("f-1", 3), ("f-2", 9), ("f-3", 9), ("f-4", 12))
        found = appraise(
            keeper.bank,
            Year(2025),
            silent,
            entered=["f-1", "f-2", "f-3", "f-4"],
            on=LAST,
            calendar=CALENDAR,
        )

        assert [found.place(f"f-{number}").place for number in (1, 2, 3, 4)] == [4, 2, 2, 1]
        assert "ties" in [each.field for each in silent.assumptions()]
        assert "办法未规定时的并列名次（partygrid）" in found.place("f-1").explain("zh")

    def test_dense(self, earned, appraised):
        """
        The scheme may leave out none.
        """
        keeper = earned(("f-1", 3), ("f-2", 9), ("f-3", 9), ("f-4", 12))

        found = appraised(keeper, ties=TieRule.DENSE)
        assert [found.place(id_).place for id_ in EVERYBODY] == [3, 2, 2, 1, 1]

    def test_entered(self, earned, appraised):
        """
        Only who entered is ranked.
        """
        keeper = earned(("f-1", 3), ("f-2", 9), ("f-4", 12))
        found = appraised(keeper, ["f-2", "f-1"])

        assert (found.place("f-2").place, found.place("f-1").place) == (1, 2)
        with pytest.raises(UnknownNameError, match="f-4"):
            found.place("f-4")

    def test_nobody(self, earned, appraised):
        """
        If nobody entered, nobody is honoured.
        """
        found = appraised(earned(("f-1", 3)), [])

        assert found.honoured == ()
        assert repr(found) == "<Appraisal 2025: 0 entered, 0 honoured>"

    def test_nothing(self, earned, appraised):
        """
        Who earned nothing has a place, too.
        """
        found = appraised(earned(), ["f-1", "f-2"])

        assert [(found.place(id_).place, found.place(id_).points) for id_ in ("f-1", "f-2")] == [
            (1, 0),
            (1, 0),
        ]


class TestPoints:
    def test_registered(self, keep, appraised):
        """
        What counts is what closes of the year credited, whenever it was earned.
        """
        keeper = keep(on=date(2024, 11, 1), month=Month(2024, 11))
        keeper.earn(("f-1", 30))
        keeper.close(
            ("s-8", "f-1", "report", "2024-12-08", 1),
        )
        keeper.close(
            ("s-9", "f-1", "report", "2024-12-09", 2, True), ("s-10", "f-1", "report", "01-09", 3)
        )
        for _ in range(11):
            keeper.earn()
        keeper.close(("s-11", "f-1", "report", "2026-01-09", 4))

        found = appraised(keeper, ["f-1"]).place("f-1")
        assert found.points == 15
        assert found.months[0] == (Month(2025, 1), 15)
        assert [month for month, _ in found.months] == list(Month(2025, 1).to(Month(2025, 12)))

    def test_used(self, keep, tariff_of, expiry, appraised):
        """
        What was spent, is held or has expired counts; an opening balance does not.
        """
        keeper = keep(tariff_of(expiry=expiry(10), openings=(Opening("family", 50),)))
        keeper.earn(("f-1", 90))
        keeper.redeem("o-1", "f-1", "soap", "02-03", 12)
        for _ in range(9):
            keeper.earn()
        keeper.hold("o-2", "f-1", "soap", "10-31", 3)
        keeper.earn()
        keeper.earn()

        assert appraised(keeper, ["f-1"]).place("f-1").points == 90

    def test_taken_back(self, earned, appraised):
        """
        What was taken back of wrong slips counts no more; a shortfall lowers no rank.
        """
        keeper = earned(("f-1", 12), ("f-2", 12))
        keeper.redeem("o-1", "f-2", "soap", LAST, 2)
        keeper.reverse("s-1", LAST)
        keeper.reverse("s-2", LAST)

        found = appraised(keeper, ["f-1", "f-2"])
        assert [found.place(id_).points for id_ in ("f-1", "f-2")] == [0, 10]
        assert [found.place(id_).taken_back for id_ in ("f-1", "f-2")] == [12, 2]

    def test_taken_back_later(self, earned, appraised):
        """
        What is taken back after the day of the appraisal plays no part in it.
        """
        keeper = earned(("f-1", 12))
        keeper.reverse("s-1", "2026-01-05")

        assert appraised(keeper, ["f-1"]).place("f-1").points == 12
        later = appraised(keeper, ["f-1"], on=date(2026, 1, 5))
        assert later.place("f-1").points == 0

    def test_taken_back_by_lapse(self, earned, appraised):
        """
        What of a wrong slip was held is taken back when the hold lapses, recorded or not.
        """
        keeper = earned(("f-1", 12))
        keeper.hold("o-1", "f-1", "soap", "2025-12-31")
        keeper.reverse("s-1", "2025-12-31")

        days = (date(2026, 1, 6), date(2026, 1, 7))
        points = [appraised(keeper, ["f-1"], on=on).place("f-1").points for on in days]
        assert points == [5, 0]

    def test_of_other_years(self, earned, appraised):
        """
        What is taken back of another year's credits plays no part.
        """
        keeper = earned(("f-1", 12))
        keeper.earn(("f-1", 9))
        keeper.reverse("s-2", "2026-01-31")

        found = appraised(keeper, ["f-1"], on=date(2026, 1, 31)).place("f-1")
        assert (found.points, found.taken_back) == (12, 0)


class TestHonours:
    def test_given(self, earned, appraised):
        """
        Honours go by place or by points, each to its kind; who shares a place shares the honour.
        """
        keeper = earned(("f-1", 9), ("f-2", 6), ("f-3", 6), ("f-4", 3), ("r-1", 3))

        found = appraised(keeper)
        honours = {each.holder: [one.key for one in each.honours] for each in found.honoured}
        assert honours == {
            "r-1": ["three"],
            "f-1": ["best", "nine"],
            "f-2": ["best"],
            "f-3": ["best"],
        }
        assert list(honours) == ["r-1", "f-1", "f-2", "f-3"]
        assert found.place("f-4").honours == ()

    def test_both(self, keep, appraised, honour):
        """
        An honour may ask for place and points: neither who leads with fewer nor who follows.
        """
        best = honour("best", best=1, points=6)
        found = []
        for rows in ([("f-1", 9), ("f-2", 6)], [("f-2", 3)]):
            keeper = keep()
            keeper.earn(*rows)
            for _ in range(11):
                keeper.earn()
            found.append(appraised(keeper, ("f-1", "f-2"), honours=(best,)))
        two, none = found

        assert [each.holder for each in two.honoured] == ["f-1"]
        assert none.honoured == ()
        assert "(place 1, from 6 points) [1]" in two.explain("en")
        assert "（第1名且满6分） [1]" in two.explain("zh")

    def test_known(self, earned, appraised, honour, series):
        """
        Honours that became known after the day of the appraisal are not given yet.
        """
        later = date(2026, 2, 1)
        honours = series(
            "honours",
            ((honour("all", points=1),), date(2024, 1, 1)),
            ((honour("best", best=1),), date(2025, 1, 1), later),
        )
        keeper = earned(("f-1", 9), ("f-2", 3))

        for on, given in ((LAST, ["all"]), (later, ["best"])):
            found = appraised(keeper, on=on, honours=honours)
            assert [each.key for each in found.place("f-1").honours] == given

    def test_without_points(self, earned, appraised, honour):
        """
        Where no points are asked for, a place without any is honoured like another.
        """
        found = appraised(earned(), honours=(honour("first", best=1),))

        assert {each.holder for each in found.honoured} == {"f-1", "f-2", "f-3", "f-4"}
        assert "（第1名） [1]" in found.explain("zh")

    def test_no_bottom(self, earned, appraised):
        """
        Nothing lists those who are not honoured: neither the value shown nor its explanation.
        """
        keeper = earned(("f-1", 9), ("f-2", 6), ("f-4", 3))
        found = appraised(keeper)

        for text in (repr(found), found.explain("en"), found.explain("zh"), found.markdown()):
            assert "f-4" not in text
            assert "f-3" not in text
        assert {each.holder for each in found.honoured} == {"f-1", "f-2"}


class TestPosting:
    @pytest.fixture
    def posted(self, keep):
        """
        Give the posting of 2024, appraised on a day.
        """
        keeper = keep(month=Month(2024, 12), on=date(2024, 12, 1))
        keeper.earn(("f-1", 9))

        def found(on, calendar=CALENDAR):
            scheme = load("example").appraisal
            return appraise(
                keeper.bank, Year(2024), scheme, entered=["f-1"], on=on, calendar=calendar
            ).posting

        return found

    def test_working_days(self, posted):
        """
        The result is posted for so many working days, from the day after.
        """
        found = posted(date(2025, 3, 7))
        assert found.at == datetime(2025, 3, 15, tzinfo=OFFICE_TIME)
        assert found.last == date(2025, 3, 14)
        assert found.is_firm

    def test_holiday(self, posted):
        """
        Over a holiday only working days count, a make-up Sunday among them.
        """
        assert posted(date(2025, 4, 25)).last == date(2025, 5, 6)

    def test_known(self, posted):
        """
        What was announced after the day of the appraisal moves no posting.
        """
        rest = SpecialDays(
            kind=DayKind.ADDED_REST, name=Label("放假", "rest"), days=(date(2025, 3, 12),)
        )
        source = Source(key="n", title="通知", grade=Grade.HOST)
        layer = CalendarLayer(
            level=LayerLevel.REGION,
            label=Label("某县", "a county"),
            announced=False,
            notices=(Notice(known=date(2025, 3, 10), source=source, days=(rest,)),),
        )
        calendar = CALENDAR.layered(layer)

        assert posted(date(2025, 3, 7), calendar).last == date(2025, 3, 14)
        assert posted(date(2025, 3, 10), calendar).last == date(2025, 3, 18)

    def test_provisional(self, earned, appraised):
        """
        A year whose days are not announced yet makes it provisional.
        """
        keeper = earned(("f-1", 9))
        assert not appraised(keeper).posting.is_firm


class TestExplained:
    @pytest.fixture
    def found(self, earned, appraised):
        """
        An appraisal with honours and a correction.
        """
        keeper = earned(("f-1", 9), ("f-1", 3), ("f-2", 9), ("r-1", 3))
        keeper.reverse("s-2", LAST)
        return appraised(keeper, on=date(2026, 3, 6))

    def test_place(self, found):
        """
        A place says how many points count, who has more, and what it is honoured with.
        """
        place = found.place("f-1")

        assert repr(place) == "<Place f-1, 2025: 1 with 9 points>"
        assert place.explain("en").splitlines()[:12] == [
            "Appraisal of 2025, f-1",
            "appraised place 1",
            "  points 9 points = credited 12 − taken back 3",
            "    credited 12 points = January 2025 12",
            "      January 2025 12 points",
            "    taken back 3 points",
            (
                "  place 1 = holders with more points 0 + this place 1 "
                "(places are left out (1, 2, 2, 4); shared with"
            ),
            "      1 more) [1]",
            "    holders with more points 0",
            "    this place 1",
            "  honour best (places 1 to 2) [1]",
            "  honour nine (from 9 points) [1]",
        ]

    def test_place_dense(self, earned, appraised):
        """
        Where no place is left out, higher numbers of points are counted.
        """
        place = appraised(earned(("f-1", 9)), ties=TieRule.DENSE).place("f-2")

        assert "  名次 2 = 更高的积分档 1 + 本名次 1" in place.explain("zh")

    def test_chinese(self, found):
        """
        The appraisal lists who is honoured, kind by kind, and how long that is posted.
        """
        lines = found.explain("zh").splitlines()

        assert lines[:4] == [
            "2025年积分评比，2026-03-06",
            "评比 3项次获荣誉",
            "  居民 1 项",
            "    r-1 第1名",
        ]
        assert any(line.startswith("  公示至 2026-03-13 24:00") for line in lines)

    def test_sums(self, found, sums):
        """
        Every sum can be done again, in both languages.
        """
        sums(found)
        for holder in EVERYBODY:
            sums(found.place(holder))

    def test_kind_of_no_tariff(self, earned, appraised):
        """
        A kind that the tariff does not have is called by its key.
        """
        found = appraised(earned(), [], kinds=("family", "resident", "club"))

        assert "  club 0 items\n" in found.explain("en")


class TestRefused:
    @pytest.mark.parametrize(("months", "on"), [(11, LAST), (12, date(2025, 12, 30))])
    def test_open(self, earned, appraised, months, on):
        """
        Every month of the year must be closed, by the day.
        """
        with pytest.raises(ValueNotAllowedError, match="year: got '2025'"):
            appraised(earned(months=months), on=on)

    @pytest.mark.parametrize("year", [2024, 2026])
    def test_other_year(self, earned, appraised, year):
        """
        A year before the bank opened, or after its closes, has no places.
        """
        with pytest.raises(ValueNotAllowedError, match="from 2025-01 to before 2026-01"):
            appraised(earned(), year=year)

    def test_part_year(self, keep, appraised):
        """
        The first year of a bank counts from its first month on.
        """
        keeper = keep(month=Month(2025, 11), on=date(2025, 11, 1))
        keeper.earn(("f-1", 9))
        keeper.earn(("f-1", 3))

        assert appraised(keeper, ["f-1"]).place("f-1").points == 12

    def test_holders(self, earned, appraised):
        """
        Every line is named that is unknown, named twice, or of a kind that is not ranked.
        """
        entered = ["f-1", "nobody", "f-2", "f-1", "r-1"]

        with pytest.raises(InvalidDataError) as caught:
            appraised(earned(), entered, kinds=("family",), honours=())
        problems = {each.path: each.message for each in caught.value.problems}
        assert list(problems) == ["$[1]", "$[3]", "$[4]"]
        assert "nobody" in problems["$[1]"]
        assert "once" in problems["$[3]"]
        assert "kind: got 'resident'; allowed: family" in problems["$[4]"]

    def test_types(self, earned, scheme):
        """
        Each argument has its type.
        """
        keeper = earned()
        right = {
            "bank": keeper.bank,
            "year": Year(2025),
            "scheme": scheme(),
            "entered": [],
            "on": LAST,
            "calendar": CALENDAR,
        }

        for name in ("bank", "year", "scheme", "on", "calendar"):
            given = {**right, name: "2025"}
            with pytest.raises(WrongTypeError, match=name):
                appraise(given.pop("bank"), given.pop("year"), given.pop("scheme"), **given)
