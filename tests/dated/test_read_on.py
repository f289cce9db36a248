import pytest

from partygrid.dated import ReadOn
from partygrid.dated._read_on import check_read_on
from partygrid.errors import WrongTypeError


class TestCheckReadOn:
    @pytest.mark.parametrize("reading", ReadOn)
    def test_takes_each(self, reading):
        """
        Each of the three ways to read a period can stand in a scheme.
        """
        assert None is check_read_on(reading, "read_on")

    @pytest.mark.parametrize(
        "given", ["split", "按期首日", None, 1, ReadOn], ids=["en", "zh", "none", "int", "class"]
    )
    def test_refuses_all_else(self, given):
        """
        A name is not taken for what it names, and the error names the field.
        """
        with pytest.raises(WrongTypeError) as caught:
            check_read_on(given, "read_on")

        assert ("read_on", given, "a ReadOn") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert str(caught.value).startswith(f"read_on: got {given!r}")
