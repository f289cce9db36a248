import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import Position, Rungs, every

NAN = float("nan")


def rungs(**fields):
    """
    Make a window of levels 7 to 18 that rises every three years, with some fields changed.
    """
    return Rungs(**{"lowest": 7, "highest": 18, "rises": every(3)} | fields)


class TestEvery:
    @pytest.mark.parametrize(
        ("years", "listed"),
        [(80, (80,)), (41, (41,)), (40, (40, 80)), (27, (27, 54))],
    )
    def test_listed(self, years, listed):
        """
        A rung is climbed every so many years, as long as a working life lasts.
        """
        assert listed == every(years)

    def test_each_year(self):
        """
        Every year has its rung.
        """
        assert tuple(range(1, 81)) == every(1)

    @pytest.mark.parametrize("years", [True, 3.0, NAN, "3", None])
    def test_wrong_type(self, years):
        """
        Years are whole.
        """
        with pytest.raises(WrongTypeError, match="years"):
            every(years)

    @pytest.mark.parametrize("years", [0, -3, 81])
    def test_not_allowed(self, years):
        """
        A rung takes one year or more, and no longer than a life.
        """
        with pytest.raises(ValueNotAllowedError, match="1 to 80"):
            every(years)


class TestRungs:
    @pytest.mark.parametrize(
        ("years", "climbed"), [(0, 0), (2, 0), (3, 1), (5, 1), (6, 2), (33, 11), (80, 26)]
    )
    def test_climbed(self, years, climbed):
        """
        A rung is climbed in the year in which so many years are full.
        """
        assert climbed == rungs().climbed(years)

    @pytest.mark.parametrize(("rung", "clamped"), [(-5, 7), (6, 7), (7, 7), (18, 18), (19, 18)])
    def test_clamped(self, rung, clamped):
        """
        What lies below or above the window is brought to its edge.
        """
        assert clamped == rungs().clamped(rung)

    def test_no_rises(self):
        """
        Where nothing rises, years raise nothing.
        """
        assert {0} == {rungs(rises=()).climbed(years) for years in range(81)}

    @given(st.lists(st.integers(1, 80), unique=True).map(sorted).map(tuple))
    def test_rises_one_by_one(self, rises):
        """
        Years raise one rung at each rise, and never lower one.
        """
        window = rungs(rises=rises)
        climbed = [window.climbed(years) for years in range(81)]

        assert [year for year in range(1, 81) if climbed[year] > climbed[year - 1]] == list(rises)
        assert len(rises) == climbed[80]

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"lowest": True}, "lowest: got True of type bool; allowed: a whole number"),
            ({"lowest": 7.0}, "lowest: got 7.0 of type float; allowed: a whole number"),
            ({"lowest": None}, "lowest: got None of type NoneType; allowed: a whole number"),
            ({"highest": NAN}, "highest: got nan of type float; allowed: a whole number"),
            ({"highest": "18"}, "highest: got '18' of type str; allowed: a whole number"),
            ({"rises": [3]}, "rises: got [3] of type list; allowed: a tuple of whole years"),
            (
                {"rises": (True,)},
                "rises: got (True,) of type tuple; allowed: a tuple of whole years",
            ),
            (
                {"rises": (3.0,)},
                "rises: got (3.0,) of type tuple; allowed: a tuple of whole years",
            ),
            ({"rises": None}, "rises: got None of type NoneType; allowed: a tuple of whole years"),
        ],
    )
    def test_wrong_type(self, fields, told):
        """
        Rungs and years are whole numbers.
        """
        with pytest.raises(WrongTypeError) as caught:
            rungs(**fields)

        assert f"rungs.{told}" == str(caught.value)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"lowest": 0}, "lowest: got 0; allowed: 1 to 1000"),
            ({"lowest": 1001}, "lowest: got 1001; allowed: 1 to 1000"),
            ({"lowest": 19}, "highest: got 18; allowed: 19 (the lowest) to 1000"),
            ({"highest": 6}, "highest: got 6; allowed: 7 (the lowest) to 1000"),
            ({"highest": 1001}, "highest: got 1001; allowed: 7 (the lowest) to 1000"),
            ({"rises": (0, 3)}, "rises: got (0, 3); allowed: rising, within 1 to 80"),
            ({"rises": (3, 3)}, "rises: got (3, 3); allowed: rising, within 1 to 80"),
            ({"rises": (6, 3)}, "rises: got (6, 3); allowed: rising, within 1 to 80"),
            ({"rises": (81,)}, "rises: got (81,); allowed: rising, within 1 to 80"),
            ({"rises": (-3,)}, "rises: got (-3,); allowed: rising, within 1 to 80"),
        ],
    )
    def test_not_allowed(self, fields, told):
        """
        A window is not empty, and years rise within a working life.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            rungs(**fields)

        assert f"rungs.{told}" == str(caught.value)

    def test_limits(self):
        """
        A window of one level, the whole range of levels, and rises at both ends are all right.
        """
        assert 1 == rungs(lowest=1, highest=1, rises=(1, 80)).clamped(5)
        assert 1000 == rungs(lowest=1, highest=1000).clamped(5000)


class TestPosition:
    def test_windows(self):
        """
        A position may have levels, steps, both or none.
        """
        bare = Position(key="member", label=Label("成员", "member"))

        assert (None, None) == (bare.levels, bare.steps)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            (
                {"label": "成员"},
                "position member: label: got '成员' of type str; allowed: a Label",
            ),
            (
                {"levels": (7, 18)},
                ("position member: levels: got (7, 18) of type tuple; allowed: Rungs, or None"),
            ),
            ({"steps": 9}, "position member: steps: got 9 of type int; allowed: Rungs, or None"),
            ({"key": None}, "position.key: got None of type NoneType; allowed: text"),
        ],
    )
    def test_wrong_type(self, fields, told):
        """
        A key is text, a name a label, a window is rungs.
        """
        with pytest.raises(WrongTypeError) as caught:
            Position(**{"key": "member", "label": Label("成员", "member")} | fields)

        assert told == str(caught.value)

    @pytest.mark.parametrize("key", ["", "two words"])
    def test_no_id(self, key):
        """
        A key is neither empty nor blank.
        """
        with pytest.raises(ValueNotAllowedError, match=r"position\.key"):
            Position(key=key, label=Label("成员", "member"))
