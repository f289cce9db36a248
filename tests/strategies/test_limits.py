import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reached

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.strategies import cadences, conventions, limits, period_days
from partygrid.worktime import EndRule, LimitUnit, RestRule, Rhythm, RollRule, StartRule


class TestLimits:
    @given(limit=limits(max_amount=3))
    def test_amount(self, limit):
        """
        The amount lies between 1 and the largest asked for.
        """
        assert 1 <= limit.amount <= 3

    @given(data=st.data(), unit=st.sampled_from(LimitUnit))
    def test_units(self, data, unit):
        """
        Only units asked for are drawn.
        """
        assert data.draw(limits(units=[unit])).unit is unit

    @pytest.mark.parametrize("choice", [*LimitUnit, *StartRule, *RollRule, *EndRule])
    def test_reach(self, choice):
        """
        Every unit and every rule is drawn.
        """
        wanted = reached(
            limits, lambda limit: choice in (limit.unit, limit.start, limit.roll, limit.end)
        )

        assert wanted

    @pytest.mark.parametrize("fields", [{"units": []}, {"max_amount": 0}, {"max_amount": 101}])
    def test_impossible(self, fields):
        """
        There is a unit, and an amount.
        """
        with pytest.raises(ValueNotAllowedError, match="one unit or more"):
            limits(**fields)

    @pytest.mark.parametrize("fields", [{"units": ["month"]}, {"max_amount": True}])
    def test_kinds(self, fields):
        """
        Units are units, and an amount is an int.
        """
        with pytest.raises(WrongTypeError):
            limits(**fields)


class TestConventions:
    @given(convention=conventions())
    def test_limit(self, convention):
        """
        A limit can be made in every unit of a convention.
        """
        for unit in convention.units:
            assert convention.limit(1, unit).source == convention.source


class TestCadences:
    @pytest.mark.parametrize("choice", [*Rhythm, *RestRule])
    def test_reach(self, choice):
        """
        Every rhythm and every rule of rest is drawn, with days and with times.
        """
        for wanted in (bool, lambda on: not on):
            assert reached(
                cadences,
                lambda cadence, wanted=wanted: (
                    choice in (cadence.every, cadence.rest) and wanted(cadence.on)
                ),
            )

    @given(data=st.data(), every=st.sampled_from(Rhythm))
    def test_period_days(self, data, every):
        """
        A day drawn is one that the period has.
        """
        day = data.draw(period_days(every=every))

        assert abs(day.month) <= max(every.kind.months, 1)

    def test_kinds(self):
        """
        A rhythm is one.
        """
        with pytest.raises(WrongTypeError, match="a Rhythm"):
            period_days(every="week")
