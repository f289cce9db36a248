"""
Hypothesis profiles, and the list of modules that tests of the whole library run over.
"""

import os
import pkgutil

import pytest
from hypothesis import HealthCheck, settings

import partygrid

# Usage files for type checkers; see their README.
collect_ignore = ["typing"]

# A slow machine is not a fault of the library: no deadline, and no check of speed.
# `quick` and `ci` must give the same answer each time they are run.
_COMMON = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", _COMMON, max_examples=10, derandomize=True)
settings.register_profile("dev", _COMMON)
settings.register_profile("ci", _COMMON, max_examples=50, derandomize=True)
settings.register_profile("long", _COMMON, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# What strategies can reach shows only over many draws, whatever the profile.
FEW = 10
DRAWN = {"some_schemes", "some_terms"}


def pytest_collection_modifyitems(items):
    """
    Leave out of the quick profile what draws many examples to see what strategies reach.
    """
    if settings().max_examples > FEW:
        return
    many = pytest.mark.skip(reason="draws many examples; not in the quick profile")
    for item in items:
        reaching = item.name.startswith("test_reach") or DRAWN & set(item.fixturenames)
        if (reaching and "strategies" in item.path.parts) or item.name.startswith(
            "test_docstrings[partygrid.strategies"
        ):
            item.add_marker(many)


def _module_names():
    """
    List every module of the installed package, private ones too.
    """
    below = pkgutil.walk_packages(partygrid.__path__, "partygrid.")
    return ("partygrid", *sorted(module.name for module in below))


MODULE_NAMES = _module_names()
PUBLIC_MODULE_NAMES = tuple(
    name for name in MODULE_NAMES if not any(part.startswith("_") for part in name.split("."))
)


def pytest_generate_tests(metafunc):
    """
    Run a test that asks for a module's name once for each module.
    """
    if "module_name" in metafunc.fixturenames:
        metafunc.parametrize("module_name", MODULE_NAMES)
    if "public_module_name" in metafunc.fixturenames:
        metafunc.parametrize("public_module_name", PUBLIC_MODULE_NAMES)


@pytest.fixture(scope="session")
def module_names():
    """
    Return the name of every module.
    """
    return MODULE_NAMES


@pytest.fixture(scope="session")
def public_module_names():
    """
    Return the name of every module whose path holds no private part.
    """
    return PUBLIC_MODULE_NAMES
