"""
What the tests of the bank share: a naive bank, neighbourhoods and years, and both banks at once.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from partygrid.points import TieRule


def _loaded(name):
    """
    Load a module that lies beside this one, which no test could import.
    """
    spec = spec_from_file_location(f"points_bank_{name}", Path(__file__).parent / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_NAIVE, _YEARS, _PAIR = map(_loaded, ("naive", "years", "pair"))


@pytest.fixture(scope="session")
def naive():
    """
    Return the naive bank and what it is made of.
    """
    return _NAIVE


@pytest.fixture(scope="session")
def years():
    """
    Return what makes neighbourhoods, schemes and commands.
    """
    return _YEARS


@pytest.fixture(scope="session")
def town():
    """
    Return what opens both banks under schemes: values, or rows of what was said when.
    """

    def opened(month=(2025, 1), **given):
        said = _YEARS.said_of(**given)
        return _PAIR.Town(_NAIVE, said, month, _YEARS.schemes_of(said))

    return opened


@pytest.fixture(scope="session")
def year():
    """
    Return what opens both banks for a year made from bytes, and that year.
    """

    def opened(data):
        found = _YEARS.Year(data)
        schemes = _YEARS.schemes_of(found.said)
        return _PAIR.Town(_NAIVE, found.said, found.month, schemes), found

    return opened


@pytest.fixture(scope="session")
def past():
    """
    Return what lets a year, made from bytes, happen to a bank of the library alone.
    """

    def happened(data, **given):
        found = _YEARS.Year(data, **given)
        lived = _PAIR.Past(_NAIVE, found, _YEARS.schemes_of(found.said))
        lived.appraisals = [_YEARS.appraisal_of(ties) for ties in TieRule]
        lived.calendar = _YEARS.CALENDAR
        return lived

    return happened


@pytest.fixture(scope="session")
def give():
    """
    Return the commands by name.
    """
    return _PAIR.COMMANDS
