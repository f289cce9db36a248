import attrs

from partygrid.pay import PayRules, PayScheme
from partygrid.pay._values import PayValues


class TestPayValues:
    def test_order(self):
        """
        A scheme and its values in force have the same fields, in the same order.
        """
        for kind in (PayValues, PayRules):
            entries, *values = [field.name for field in attrs.fields(kind) if field.init]

            assert "entries" == entries
            assert list(PayScheme.parameters()) == values
