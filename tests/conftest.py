"""
Hypothesis profiles, how much is traced, and the list of modules that tests of the whole run over.
"""

import contextlib
import functools
import os
import pkgutil

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, Phase, settings

import partygrid

# Usage files for type checkers; see their README.
collect_ignore = ["typing"]

# A slow machine is not a fault of the library: no deadline, and no check of speed.
# `quick` and `ci` must give the same answer each time they are run; since that means the same
# examples, more of them would find nothing new. `dev` and `long` look for what nobody has seen.
_COMMON = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", _COMMON, max_examples=10, derandomize=True)
settings.register_profile("dev", _COMMON)
settings.register_profile("ci", _COMMON, max_examples=25, derandomize=True)
# Mutation testing runs a test many times in one process, on purpose; it need only fail.
settings.register_profile(
    "mutants",
    settings.get_profile("quick"),
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
settings.register_profile("long", _COMMON, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# For properties whose values are the slowest to draw, whole schemes and payrolls. A test asks for
# it with `@settings.get_profile("dear")`. The long run and the quick one make no difference.
USUAL = settings().max_examples
settings.register_profile("dear", settings(), max_examples={100: 40, 25: 15}.get(USUAL, USUAL))

# What strategies can reach shows only over many draws, whatever the profile.
FEW = 10
DRAWN = {"slips", "some_schemes", "some_terms"}


def pytest_configure(config):
    """
    Say what our own marks mean.
    """
    config.addinivalue_line("markers", "untraced: walks far over lines that other tests cover.")
    config.addinivalue_line("markers", "traced: reaches lines that few examples reach.")
    config.addinivalue_line("markers", "rare: looks for what thousands of draws bring once.")


def pytest_collection_modifyitems(items):
    """
    Leave out of the quick profile what draws many examples to see what strategies reach.

    What is rarer still is left to the profiles that look for something new.
    """
    if settings().max_examples < settings.get_profile("dev").max_examples:
        for item in items:
            if item.get_closest_marker("rare"):
                item.add_marker(pytest.mark.skip(reason="takes thousands of draws"))
    if settings().max_examples > FEW:
        return
    many = pytest.mark.skip(reason="draws many examples; not in the quick profile")
    for item in items:
        reaching = item.name.startswith("test_reach") or DRAWN & set(item.fixturenames)
        if (reaching and "strategies" in item.path.parts) or item.name.startswith(
            "test_docstrings[partygrid.strategies"
        ):
            item.add_marker(many)


# Tracing makes drawing twice as slow. Coverage needs no more than a property's first examples.
TRACED = 10


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """
    Measure coverage over a property's first examples, and not where a test says that it need not.

    Every example is run and checked all the same. A line that only later ones reach counts as not
    covered.
    """
    handle = getattr(item.obj, "hypothesis", None)
    if item.get_closest_marker("traced"):
        return (yield)
    if item.name.startswith("test_reach") or item.get_closest_marker("untraced"):
        with _untraced():
            return (yield)
    if handle is not None and Coverage.current():
        return (yield from _traced_at_first(Coverage.current(), handle))
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """
    Nor measure while values are drawn by the hundred.
    """
    with _untraced() if fixturedef.argname in DRAWN else contextlib.nullcontext():
        return (yield)


@contextlib.contextmanager
def _untraced():
    measured = Coverage.current()
    if measured is None:
        yield
        return
    measured.stop()
    try:
        yield
    finally:
        measured.start()


def _traced_at_first(measured, handle):
    test, seen = handle.inner_test, 0

    @functools.wraps(test)
    def counted(*args, **kwargs):
        nonlocal seen
        seen += 1
        if seen == TRACED + 1:
            measured.stop()
        return test(*args, **kwargs)

    handle.inner_test = counted
    try:
        return (yield)
    finally:
        handle.inner_test = test
        if seen > TRACED:
            measured.start()


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
