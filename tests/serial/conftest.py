"""
What the tests of this room share: a strict round trip, and the problems of bad data.
"""

import json

import attrs
import pytest

from partygrid.errors import InvalidDataError
from partygrid.serial import Amounts, from_data, to_data


def shape(value):
    """
    Take a value apart into plain tuples that tell 1 from True and from Fraction(1).
    """
    if attrs.has(type(value)):
        fields = [field.name for field in attrs.fields(type(value)) if field.init and field.eq]
        return (type(value), [(name, shape(getattr(value, name))) for name in fields])
    if isinstance(value, tuple | list):
        return (type(value), [shape(item) for item in value])
    if isinstance(value, dict):
        return (dict, [(shape(key), shape(item)) for key, item in value.items()])
    return (type(value), value)


@pytest.fixture(scope="session")
def round_trip():
    """
    A check: what is written as JSON text, in either way of amounts, is read back as it was.
    """

    def check(value, kind, *, bare=True):
        for amounts in Amounts:
            for written_as in (kind, None) if bare else (kind,):
                data = to_data(value, kind=written_as, amounts=amounts)
                back = from_data(kind, json.loads(json.dumps(data, allow_nan=False)))
                assert value == back
                assert shape(value) == shape(back)

    return check


@pytest.fixture(scope="session")
def problems():
    """
    A reader of bad data that gives the path and the message of every problem.
    """

    def read(kind, data):
        with pytest.raises(InvalidDataError) as caught:
            from_data(kind, data)
        for problem in caught.value.problems:
            assert str(problem) in str(caught.value)
        return [(problem.path, problem.message) for problem in caught.value.problems]

    return read
