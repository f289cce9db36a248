import json
import subprocess
import sys

import pytest

from partygrid.dated import Series
from partygrid.errors import InvalidDataError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.serial import from_data, to_data
from partygrid.serial._depth import is_too_deep

# What one document may hold, the document itself included.
MOST = 64


def nested(levels, wrap, inside=4):
    """
    Put something into containers, one in the other, so that it lies on the given level.
    """
    for _ in range(levels - 1):
        inside = wrap(inside)
    return inside


def layers(count):
    """
    Lay empty series over each other.
    """
    series = Series("base")
    for _ in range(count - 1):
        series = Series("base", (), series)
    return series


class TestReading:
    @pytest.mark.parametrize(
        "wrap",
        [lambda it: [it], lambda it: (it,), lambda it: {"a": it}],
        ids=["list", "tuple", "dict"],
    )
    def test_limit(self, wrap, problems):
        """
        One level more than the limit is refused for its depth alone, before anything is read.
        """
        ((path, message),) = problems(Label, nested(MOST + 1, wrap))
        deepest = problems(Label, nested(MOST, wrap))

        assert "$" == path
        assert "nested at most 64 levels deep (from: partygrid.serial)" in message
        assert "nested" not in str(deepest)

    @pytest.mark.parametrize("levels", [10_000, 200_000])
    @pytest.mark.parametrize(
        "wrap", [lambda it: [it], lambda it: {"beneath": it}], ids=["list", "dict"]
    )
    def test_abyss(self, problems, wrap, levels):
        """
        Data without a bottom in sight is refused like any other, whatever its kind.
        """
        data = nested(levels, wrap)

        for kind in (Label, Series[Fen], tuple[int, ...], dict[str, int], int):
            ((_, message),) = problems(kind, data)
            assert "nested at most 64 levels deep" in message

    def test_circle(self, problems):
        """
        Data that holds itself is nested without end.
        """
        data = {"name": "base"}
        data["beneath"] = data

        ((_, message),) = problems(Series[Fen], data)
        assert "nested at most 64 levels deep" in message

    @pytest.mark.parametrize("levels", [MOST, MOST + 1, 10_000])
    def test_shared_parts(self, levels):
        """
        Parts held twice on every level, and so without number, do not tie it up.
        """
        assert (levels > MOST) is is_too_deep(nested(levels, lambda it: [it, it]))

    def test_interpreter(self):
        """
        The interpreter survives it, and shows the error when nobody catches it.
        """
        code = (
            "from partygrid.serial import from_data\n"
            "from partygrid.labels import Label\n"
            "data = {}\n"
            "for _ in range(10_000): data = {'zh': data}\n"
            "from_data(Label, data)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8"
        )

        assert 1 == done.returncode
        assert "InvalidDataError: Label: 1 problem" in done.stderr

    def test_series(self, round_trip):
        """
        Layers of series up to the limit are read.
        """
        round_trip(layers(MOST - 1), Series[Fen])


class TestWriting:
    def test_limit(self):
        """
        What could not be read back for its depth is not written.
        """
        data = to_data(layers(MOST - 1))

        assert layers(MOST - 1) == from_data(Series[Fen], json.loads(json.dumps(data)))
        with pytest.raises(ValueNotAllowedError) as caught:
            to_data(layers(MOST))
        assert "data" == caught.value.field
        assert "nested at most 64 levels deep" in str(caught.value)

    @pytest.mark.parametrize("wrap", [lambda it: [it], lambda it: {"a": it}], ids=["list", "dict"])
    def test_abyss(self, wrap):
        """
        A value too deep for the interpreter's stack is refused by the same error.
        """
        with pytest.raises(ValueNotAllowedError, match="nested at most 64 levels deep"):
            to_data(nested(100_000, wrap))

    def test_limit_read(self):
        """
        The same holds for data read: one layer more is one problem.
        """
        data = to_data(layers(MOST - 1))

        with pytest.raises(InvalidDataError):
            from_data(Series[Fen], {"name": "base", "entries": [], "beneath": data})
