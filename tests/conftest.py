"""
Hypothesis profiles, how much is traced, and the list of modules that tests of the whole run over.
"""

import contextlib
import functools
import importlib
import os
import pkgutil
import sys

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
settings.register_profile("ci", _COMMON, max_examples=15, derandomize=True)
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
settings.register_profile("dear", settings(), max_examples={100: 40, 15: 10}.get(USUAL, USUAL))

# What strategies can reach shows only over many draws, whatever the profile.
FEW = 10
DRAWN = {"slips", "some_schemes", "some_terms"}


def pytest_configure(config):
    """
    Say what our own marks mean.
    """
    config.addinivalue_line("markers", "untraced: walks far over lines that other tests cover.")
    config.addinivalue_line("markers", "traced: reaches lines that few examples reach.")
    config.addinivalue_line(
        "markers", "rare: takes many dear draws to see what a strategy reaches."
    )


def pytest_collection_modifyitems(items):
    """
    Leave out of `ci`, and more so of `quick`, what draws by the hundred to see what can be drawn.

    Both draw the same examples each time, so it finds nothing new there. What is dear to draw is
    left to `dev` and `long`. No line is covered by it alone, since it is not measured.
    """
    if settings().max_examples < settings.get_profile("dev").max_examples:
        dear = pytest.mark.skip(reason="takes hundreds of dear draws; in dev and long")
        for item in items:
            if item.get_closest_marker("rare") or _is_of_drawn(item):
                item.add_marker(dear)
    if settings().max_examples > FEW:
        return
    many = pytest.mark.skip(reason="draws many examples; not in the quick profile")
    for item in items:
        reaching = "strategies" in item.path.parts and item.name.startswith("test_reach")
        of_strategies = item.name.startswith("test_docstrings[partygrid.strategies")
        if reaching or of_strategies or _is_of_drawn(item):
            item.add_marker(many)


def _is_of_drawn(item):
    return "strategies" in item.path.parts and bool(DRAWN & set(item.fixturenames))


# Coverage needs no more than a property's first examples.
TRACED = 10


def _trace_function():
    """
    Return what coverage measures with, if it measures and if that can be taken away.
    """
    return sys.gettrace() if Coverage.current() else None


# To take it away and put it back costs nothing; to stop and start coverage, milliseconds.
TRACE = _trace_function()


@contextlib.contextmanager
def _tracing(trace):
    """
    Measure meanwhile, or do not if given None; without coverage all stays as it is.
    """
    if TRACE is None:
        yield
        return
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """
    Measure what a file of tests does when it is imported, for that makes strategies.
    """
    with _tracing(TRACE if isinstance(collector, pytest.Module) else None):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop():
    """
    Measure what tests do, and not what pytest does around them, which is most of a small test.
    """
    with _tracing(None):
        return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_pyfunc_call(pyfuncitem):
    """
    Measure a test, and of a property the first examples, unless a mark says otherwise.

    Every example is run and checked all the same. A line that only later ones reach counts as not
    covered.
    """
    if pyfuncitem.get_closest_marker("traced"):
        with _tracing(TRACE):
            return (yield)
    if pyfuncitem.name.startswith("test_reach") or pyfuncitem.get_closest_marker("untraced"):
        with _children_untraced():
            return (yield)
    with _tracing(TRACE), _first_traced(getattr(pyfuncitem.obj, "hypothesis", None)):
        return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_fixture_setup(fixturedef):
    """
    Measure a fixture too, but not while values are drawn by the hundred.
    """
    drawn = fixturedef.argname in DRAWN and "strategies" in fixturedef.baseid.split("/")
    with _tracing(None if drawn else TRACE):
        return (yield)


@contextlib.contextmanager
def _children_untraced():
    """
    Start interpreters without coverage, which else finds its way into each.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@contextlib.contextmanager
def _first_traced(handle):
    if handle is None or TRACE is None:
        yield
        return
    test, seen = handle.inner_test, 0

    @functools.wraps(test)
    def counted(*args, **kwargs):
        nonlocal seen
        seen += 1
        if seen == TRACED + 1:
            sys.settrace(None)
        return test(*args, **kwargs)

    handle.inner_test = counted
    try:
        yield
    finally:
        handle.inner_test = test


def _module_names():
    """
    List every module of the installed package, private ones too.
    """
    below = pkgutil.walk_packages(partygrid.__path__, "partygrid.")
    return ("partygrid", *sorted(module.name for module in below))


MODULE_NAMES = _module_names()
# Hypothesis draws numbers and words that stand in the code it finds loaded. So that `quick` and
# `ci` draw the same, whichever process runs a test and after which others, all of it is loaded.
for _name in MODULE_NAMES:
    importlib.import_module(_name)
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
