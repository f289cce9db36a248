import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reached

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.pay import Concurrent, CreditFor, CreditGives, PayLadder, Rungs
from partygrid.strategies import ladder_credits, pay_ladders, positions, rungs

NAMED = ("educations", "degrees", "certificates")


class TestRungs:
    @given(st.data())
    def test_within(self, data):
        """
        A window ends where it must at the latest.
        """
        most = data.draw(st.integers(1, 1000))

        assert 1 <= data.draw(rungs(max_value=most)).highest <= most

    @pytest.mark.parametrize(
        "condition",
        [
            lambda window: window.lowest == window.highest,
            lambda window: window.highest == 1000,
            lambda window: window.rises == (),
            lambda window: len(window.rises) == 80,
            lambda window: window.climbed(7) == 2,
        ],
        ids=["one rung", "highest", "no rise", "each year", "every three years"],
    )
    def test_reached(self, condition):
        """
        Windows of one rung, and those that each year or none climbs.
        """
        assert reached(rungs, condition)

    @pytest.mark.parametrize("most", [True, 2.0, "2", None])
    def test_no_count(self, most):
        """
        The highest rung is an int.
        """
        with pytest.raises(WrongTypeError, match="max_value"):
            rungs(max_value=most)

    @pytest.mark.parametrize("most", [0, 1001])
    def test_out_of_range(self, most):
        """
        There are 1 to 1000 rungs.
        """
        with pytest.raises(ValueNotAllowedError, match="1 to 1000"):
            rungs(max_value=most)


class TestPositions:
    @pytest.mark.parametrize("levels", [type(None), Rungs])
    @pytest.mark.parametrize("steps", [type(None), Rungs])
    def test_reached(self, levels, steps):
        """
        There may be levels, steps, both or neither.
        """
        assert reached(
            positions, lambda each: type(each.levels) is levels and type(each.steps) is steps
        )


class TestLadderCredits:
    @pytest.mark.parametrize("looks_at", CreditFor)
    def test_looks_at(self, looks_at):
        """
        Every qualification in every state can be worth something.
        """
        assert reached(ladder_credits, lambda credit: credit.looks_at is looks_at)

    @pytest.mark.parametrize("gives", CreditGives)
    def test_gives(self, gives):
        """
        It can be worth levels, steps, years or a position, or nothing.
        """
        assert reached(
            ladder_credits,
            lambda credit: credit.gives is gives and any(worth for _, worth in credit.rows),
        )

    def test_groups(self):
        """
        Some credits stand in a group, and some count after years alone.
        """
        assert reached(ladder_credits, lambda credit: credit.group is not None)
        assert reached(ladder_credits, lambda credit: credit.after_years > 0)

    @pytest.mark.rare
    def test_reaches_bound(self):
        """
        The most years that a credit can wait for are drawn, too.
        """
        assert reached(ladder_credits, lambda credit: credit.after_years == 80)


class TestPayLadders:
    @given(pay_ladders())
    def test_valid(self, ladder):
        """
        Every office has a position.
        """
        assert PayLadder is type(ladder)
        for office, key in ladder.offices:
            assert key == ladder.position_of(office).key

    @given(
        pay_ladders(
            offices=["secretary", "member"],
            educations=["college", "bachelor"],
            degrees=["bachelor", "master"],
            certificates=["assistant", "senior"],
        )
    )
    def test_names(self, ladder):
        """
        Offices are those given, and every credit knows each qualification that it looks at.
        """
        known = {
            CreditFor.EDUCATION: {"college", "bachelor"},
            CreditFor.DEGREE: {"bachelor", "master"},
            CreditFor.EDUCATION_AND_DEGREE: {"college", "bachelor", "master"},
            CreditFor.EDUCATION_OR_DEGREE: {"college", "bachelor", "master"},
        }

        assert ["secretary", "member"] == [office for office, _ in ladder.offices]
        for credit in ladder.credits:
            wanted = known.get(credit.looks_at, {"assistant", "senior"})
            assert wanted == {name for name, _ in credit.rows}

    @pytest.mark.parametrize(
        "condition",
        [
            lambda ladder: ladder.positions[0].levels is None,
            lambda ladder: ladder.positions[0].steps is not None,
            lambda ladder: len(ladder.positions) == 3,
            lambda ladder: len(ladder.credits) > 1,
            lambda ladder: ladder.concurrent is Concurrent.HIGHER,
            lambda ladder: any(each.gives is CreditGives.STEPS for each in ladder.credits),
        ],
        ids=["no levels", "steps", "three positions", "credits", "two offices", "steps for one"],
    )
    def test_reached(self, condition):
        """
        Ladders of every make come up.
        """
        assert reached(pay_ladders, condition)

    @pytest.mark.parametrize("field", ["offices", *NAMED])
    @pytest.mark.parametrize("names", ["secretary", [7]], ids=repr)
    def test_no_names(self, field, names):
        """
        Names are several texts.
        """
        with pytest.raises(WrongTypeError, match=field):
            pay_ladders(**{field: names})

    @pytest.mark.parametrize("field", ["offices", *NAMED])
    @pytest.mark.parametrize("names", [(), ["none"], ["a", "two words"]], ids=repr)
    def test_bad_names(self, field, names):
        """
        There is a name to choose, none of them stands for having none, and each is an id.
        """
        with pytest.raises(ValueNotAllowedError, match=field):
            pay_ladders(**{field: names})
