"""
Ids of units.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.org import unit_id


class TestUnitId:
    @pytest.mark.parametrize("text", ["community-07", "社区-7", "0", "x" * 128, "640323-001"])
    def test_taken(self, text):
        """
        An id is taken as it is.
        """
        assert text == unit_id(text)

    @pytest.mark.parametrize(
        "text", ["", " ", "community 7", "a\tb", "a\nb", "社　区", "x" * 129, "a\x00b", "a\u200bb"]
    )
    def test_not_an_id(self, text):
        """
        What is empty, too long, or could not be told from another id is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            unit_id(text)

        assert ("unit", text) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith("unit: got ")
        assert "1 to 128 characters, none of them blank" in str(caught.value)

    @pytest.mark.parametrize("value", [7, None, True, b"community-7", 7.0, ["a"]])
    def test_not_text(self, value):
        """
        What is not text is refused.
        """
        with pytest.raises(WrongTypeError) as caught:
            unit_id(value)

        assert ("unit", value) == (caught.value.field, caught.value.value)
        assert f"unit: got {value!r} of type {type(value).__name__}; allowed: text" == str(
            caught.value
        )

    @given(text=st.text(max_size=140))
    def test_unchanged_or_refused(self, text):
        """
        No text is changed on its way in.
        """
        try:
            taken = unit_id(text)
        except ValueNotAllowedError:
            assert not text or len(text) > 128 or not text.isprintable() or " " in text
        else:
            assert text == taken
