"""
Conventions: limits made from them, and what fits no unit.
"""

import pytest

from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.worktime import Convention, EndRule, Limit, LimitUnit, RollRule, StartRule

DAYS = (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)


@pytest.fixture
def made(said):
    """
    Make a convention as in civil law, but for the fields given.
    """
    plain = {
        "key": "civil",
        "label": Label("民法", "civil law"),
        "units": DAYS,
        "start": StartRule.AFTER_STARTING_DAY,
        "roll": RollRule.FORWARD,
        "end": EndRule.CLOSE_OF_BUSINESS,
        "source": said,
    }
    return lambda **fields: Convention(**{**plain, **fields})


class TestMade:
    @pytest.mark.parametrize(
        ("fields", "field", "allowed"),
        [
            ({"key": 1}, "convention.key", "text"),
            ({"label": "民法"}, "convention civil: label", "a Label"),
            ({"units": []}, "convention civil: units", "a tuple of units, not empty"),
            ({"units": ()}, "convention civil: units", "a tuple of units, not empty"),
            ({"units": ("month",)}, "limit.unit", "a LimitUnit: there is no default"),
            ({"start": "from_instant"}, "limit.start", "a StartRule: there is no default"),
            ({"source": "n-1"}, "convention civil: source", "a Source"),
        ],
    )
    def test_refused(self, made, fields, field, allowed):
        """
        Every field has its own type; what came is told, or the item of it that is wrong.
        """
        (given,) = fields.values()
        with pytest.raises(WrongTypeError) as caught:
            made(**fields)

        value = "month" if given == ("month",) else given
        assert (field, value, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"units": (*DAYS, LimitUnit.WORKING_DAY)}, "limit.roll"),
            ({"units": (*DAYS, LimitUnit.HOUR)}, "limit.start"),
            ({"roll": RollRule.NONE}, "limit.end"),
        ],
    )
    def test_every_unit(self, made, fields, field):
        """
        The rules fit every unit it counts in.
        """
        with pytest.raises(UnsuitableRuleError) as caught:
            made(**fields)

        assert field == caught.value.field


class TestLimit:
    def test_made(self, made, said):
        """
        A limit has the convention's rules and its source.
        """
        assert Limit(
            amount=15,
            unit=LimitUnit.CALENDAR_DAY,
            start=StartRule.AFTER_STARTING_DAY,
            roll=RollRule.FORWARD,
            end=EndRule.CLOSE_OF_BUSINESS,
            source=said,
        ) == made().limit(15, LimitUnit.CALENDAR_DAY)

    def test_only_unit(self, made):
        """
        If there is one unit, it need not be named.
        """
        only = made(units=(LimitUnit.YEAR,))

        assert only.limit(2) == only.limit(2, LimitUnit.YEAR)

    @pytest.mark.parametrize("unit", [None, LimitUnit.WORKING_DAY])
    def test_unit(self, made, unit):
        """
        Of several units one is named, and it is one of them.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            made().limit(15, unit)

        assert ("convention civil: unit", unit and unit.value, "calendar_day, month") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert "通知 [host]" == caught.value.source

    @pytest.mark.parametrize("unit", ["month", 1], ids=repr)
    def test_unit_of_another_type(self, made, unit):
        """
        A unit is a LimitUnit, not its name.
        """
        with pytest.raises(WrongTypeError) as caught:
            made().limit(15, unit)

        assert ("convention civil: unit", unit, "a LimitUnit, or None") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_amount(self, made):
        """
        The amount is refused as for any limit.
        """
        with pytest.raises(ValueNotAllowedError):
            made().limit(0, LimitUnit.MONTH)
        with pytest.raises(WrongTypeError):
            made().limit(True, LimitUnit.MONTH)
