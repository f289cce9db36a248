import attrs

from partygrid.pay import Placement, Selector


class TestSelector:
    def test_members(self):
        """
        A row is picked by one of the facts that a placement holds; four of them are numbers.
        """
        fields = {field.name for field in attrs.fields(Placement)}

        assert fields > {each.value for each in Selector}
        assert ["level", "years", "step", "posts"] == [
            each.value for each in Selector if each.takes_numbers
        ]
