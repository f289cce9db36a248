"""
What Hypothesis learns of our types, and that nobody pays for it who has no use for them.
"""

import enum
import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
from fractions import Fraction
from importlib.metadata import EntryPoint
from typing import Any, get_origin

import attrs
import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st
from reaching import reached

import partygrid
from partygrid import dated, errors, labels, laws, money, org, packs, pay, people, trace
from partygrid._hypothesis import _strategy_for, register
from partygrid.strategies import _registry

ROOMS = [
    importlib.import_module(found.name)
    for found in pkgutil.iter_modules(partygrid.__path__, "partygrid.")
    if "._" not in found.name
]
# Classes that others are made from, that hold a whole place or life, or that describe a field.
NO_VALUES = {
    dated.InForce,
    dated.Parameter,
    dated.PeriodInForce,
    dated.PeriodScheme,
    dated.Scheme,
    labels.LabelledEnum,
    laws.BankHistory,
    trace.Explained,
}
# Those of which Hypothesis makes valid values by itself, from what it knows of the others.
INFERRED = {dated.Assumption, dated.Repeal, dated.Stretch, errors.Problem, trace.Row}
NEW_TYPES = (money.Fen, org.UnitId)


def is_value(kind):
    """
    Tell whether a class is one of values: no enum, no error, no pack.
    """
    return inspect.isclass(kind) and not issubclass(kind, enum.Enum | Exception | packs.Pack)


PUBLIC = sorted(
    {
        value
        for room in ROOMS
        for name, value in vars(room).items()
        if name in room.__all__ and is_value(value)
    }
    - NO_VALUES,
    key=lambda kind: kind.__name__,
)
# Hypothesis does this itself if the package is installed; once more is no harm.
register()

FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


def run(code, **variables):
    """
    Run code in a new interpreter, and return what it prints.
    """
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **variables},
    )

    assert 0 == done.returncode, done.stderr
    return done.stdout.strip()


def some(kind, wanted):
    """
    Find a value of a type, and do not care which.
    """
    return reached(st.from_type(kind), wanted)


@attrs.frozen
class Held:
    """
    A host's own class.
    """

    label: labels.Label
    paid: money.Fen
    unit: org.UnitId
    base: dated.Series[money.Fen]
    month: dated.Month


class TestFromType:
    @pytest.mark.parametrize("kind", PUBLIC)
    def test_values(self, kind):
        """
        Hypothesis makes values of every public class.
        """
        drawn = []

        @FEW
        @given(st.from_type(kind))
        def check(value):
            drawn.append(value)

        check()

        assert drawn
        assert all(isinstance(value, kind) for value in drawn)

    @pytest.mark.parametrize("kind", PUBLIC)
    def test_ours(self, kind):
        """
        They come from our strategies, save those that need none of their own.
        """
        known = kind in _registry._PLAIN or kind in _registry._GENERIC

        assert known is (kind not in INFERRED)

    def test_nothing_else(self):
        """
        The table lists public types, and each once.
        """
        kinds = {*_registry._PLAIN, *_registry._GENERIC}

        assert kinds <= {*PUBLIC, *NEW_TYPES}
        assert len(kinds) == len(_registry._PLAIN) + len(_registry._GENERIC)

    @given(unit=st.from_type(org.UnitId), amount=st.from_type(money.Fen))
    def test_new_types(self, unit, amount):
        """
        A new type is made as it should be, not as what lies beneath it.
        """
        assert unit == org.unit_id(unit)
        assert amount == money.fen(amount)

    @pytest.mark.parametrize(
        ("kind", "wanted"),
        [
            (dated.Dated[money.Direction], lambda entry: entry.value is money.Direction.UP),
            (dated.Series[Fraction], lambda series: type(series.all_entries[0].value) is Fraction),
            (dated.Option[labels.Label], lambda option: type(option.value) is labels.Label),
            (
                dated.NotStated[dated.Month],
                lambda gap: any(type(each.value) is dated.Month for each in gap.options),
            ),
        ],
        ids=["entry", "series", "option", "gap"],
    )
    def test_generic(self, kind, wanted):
        """
        What a generic value holds is of the type that it was asked for.
        """

        def fits(value):
            try:
                return wanted(value)
            except IndexError:
                return False

        assert isinstance(some(kind, fits), get_origin(kind))

    @pytest.mark.parametrize("kind", [dated.Dated, dated.Dated[Any]], ids=repr)
    def test_open(self, kind):
        """
        Where the type says nothing, it holds numbers.
        """
        assert type(some(kind, lambda entry: type(entry.value) is int).value) is int

    def test_never_none(self):
        """
        No option holds None, whatever may be chosen.
        """

        @FEW
        @given(st.from_type(dated.Option[money.Fen | None]))
        def check(option):
            assert option.value is not None

        check()

    def test_every_kind(self):
        """
        A fact, a period and what a component pays can be of any kind.
        """
        for kind, below in (
            (people.Fact, [people.Service, people.Appointment, people.RetractedFact]),
            (dated.Period, [dated.Month, dated.Quarter, dated.HalfYear, dated.Year]),
            (pay.Amount, [pay.Table, pay.Coefficients, pay.YearlyRate, pay.Grid, pay.ShareOf]),
        ):
            for each in below:
                found = some(kind, lambda value, each=each: type(value) is each)
                assert each is type(found)

    @pytest.mark.untraced
    @pytest.mark.parametrize(
        "wanted",
        [
            lambda placed: placed.level is None,
            lambda placed: placed.level == 1000,
            lambda placed: placed.years == 80,
            lambda placed: placed.certificate == people.NO_CERTIFICATE,
            lambda placed: placed.certificate != people.NO_CERTIFICATE,
            lambda placed: placed.criteria_met is dated.NotKnown.YET,
            lambda placed: placed.criteria_met == 0,
            lambda placed: placed.criteria_met == 1000,
        ],
        ids=[
            "no level",
            "highest level",
            "most years",
            "no certificate",
            "a certificate",
            "not known yet",
            "none met",
            "most met",
        ],
    )
    def test_placements(self, wanted):
        """
        A placement can be any that the class takes.
        """
        assert wanted(some(pay.Placement, wanted))

    def test_lines_and_lags(self):
        """
        So can the lines that count, and the period whose rating does.
        """
        assert some(pay.CountedLines, lambda lines: lines.only is None).only is None
        assert 1 < len(some(pay.CountedLines, lambda lines: len(lines.only or ()) > 1).only)
        assert 100 == some(pay.RatingRule, lambda rating: rating.lag == 100).lag
        assert 0 == some(pay.RatingRule, lambda rating: rating.lag == 0).lag

    def test_suppositions(self):
        """
        A supposition has the terms of the payslip, and can come to more and to less.
        """

        @FEW
        @given(st.from_type(pay.WhatIf))
        def check(answer):
            assert answer.before.terms is answer.after.terms
            assert answer.after.paid - answer.before.paid == answer.difference

        check()

    def test_built(self):
        """
        A host's own class is built from them.
        """

        @FEW
        @given(st.builds(Held))
        def check(held):
            assert held.paid == money.fen(held.paid)
            assert held.unit == org.unit_id(held.unit)

        check()

    def test_hosts_own_choice(self):
        """
        What a host registers for one of our types goes before what we do.
        """
        assert "网格 (grid)" == run(
            "from hypothesis import find, strategies as st\n"
            "from partygrid._hypothesis import register\n"
            "from partygrid.labels import Label\n"
            "st.register_type_strategy(Label, st.just(Label('网格', 'grid')))\n"
            "register()\n"
            "print(find(st.from_type(Label), lambda label: True))",
            PYTHONIOENCODING="utf-8",
        )


class TestNobodyElse:
    @pytest.mark.parametrize(
        "thing",
        [
            int,
            Held,
            list[int],
            int | str,
            labels.Label | None,
            tuple[labels.Label, ...],
            type("partygrid", (), {"__module__": "partygridlike.labels"}),
            type("Nameless", (), {"__module__": None}),
            type("Numbered", (), {"__module__": 7}),
            "Label",
            None,
            7,
            Any,
        ],
        ids=repr,
    )
    def test_left_alone(self, thing):
        """
        What is not ours is none of our business, whatever it looks like.
        """
        assert _strategy_for(thing) is None

    @pytest.mark.parametrize(
        "kind", [money.Direction, labels.LabelledEnum, dated.Scheme, dated.Repeal, trace.Explained]
    )
    def test_as_well_without(self, kind):
        """
        Nor do we answer for those of ours that Hypothesis does as well without us.
        """
        assert _strategy_for(kind) is None

    def test_in_their_tests(self):
        """
        Other types are made as ever.
        """
        assert 7 == find(st.from_type(int), lambda value: value > 6)
        assert [0] == find(st.from_type(list[int]), len)


class TestHook:
    def test_resolves(self):
        """
        The name in the package's metadata is that of the hook.
        """
        entry = EntryPoint("_", "partygrid._hypothesis:register", "hypothesis")

        assert register is entry.load()

    def test_next_to_nothing(self):
        """
        `import hypothesis`, hook and all, loads nothing of ours but the hook.
        """
        assert "['partygrid', 'partygrid._hypothesis']" == run(
            "import sys, hypothesis\n"
            "from partygrid._hypothesis import register\n"
            "register()\n"
            "from hypothesis import find, strategies as st\n"
            "find(st.from_type(int), bool)\n"
            "class Theirs: pass\n"
            "find(st.from_type(Theirs), bool)\n"
            "print(sorted(name for name in sys.modules if name.startswith('partygrid')))"
        )

    def test_not_called(self):
        """
        As long as nothing of ours is loaded, Hypothesis does not even call us.
        """
        assert "not called" == run(
            "from hypothesis import find, strategies as st\n"
            "from partygrid import _hypothesis\n"
            "def call(thing): raise SystemExit('called')\n"
            "_hypothesis._strategy_for = call\n"
            "_hypothesis.register()\n"
            "class Theirs: pass\n"
            "find(st.from_type(Theirs), bool)\n"
            "print('not called')"
        )

    def test_asked_for(self):
        """
        The strategies are loaded when one of our types is asked for, and not before.
        """
        assert "False True" == run(
            "import sys, hypothesis\n"
            "from partygrid._hypothesis import register\n"
            "register()\n"
            "from hypothesis import find, strategies as st\n"
            "from partygrid.labels import Label\n"
            "find(st.from_type(int), lambda value: True)\n"
            "before = 'partygrid.strategies' in sys.modules\n"
            "find(st.from_type(Label), lambda value: True)\n"
            "print(before, 'partygrid.strategies' in sys.modules)"
        )

    @pytest.mark.untraced
    def test_every_room(self, public_module_names):
        """
        Whoever holds a type of ours has loaded the module by which Hypothesis knows that.
        """
        rooms = [name for name in public_module_names if name != "partygrid"]
        silent = run(
            "import importlib, sys\n"
            f"for room in {rooms}:\n"
            "    for name in [name for name in sys.modules if name.startswith('partygrid')]:\n"
            "        del sys.modules[name]\n"
            "    importlib.import_module(room)\n"
            "    if 'partygrid.errors' not in sys.modules:\n"
            "        print(room)"
        )

        assert "" == silent

    def test_again(self):
        """
        To call the hook twice is to call it once.
        """
        lookup = importlib.import_module("hypothesis.strategies._internal.types")
        before = dict(lookup._global_extra_lookup)
        register()

        assert before == lookup._global_extra_lookup


# What the hook does if Hypothesis does not keep its table any more.
WITHOUT_TABLE = (
    "import hypothesis\n"
    "from hypothesis import find, strategies as st\n"
    "from hypothesis.strategies._internal import types\n"
    "kept, types._global_extra_lookup = types._global_extra_lookup, None\n"
    "kept.pop('partygrid.errors', None)\n"
    "{change}\n"
    "from partygrid._hypothesis import register\n"
    "register()\n"
    "types._global_extra_lookup = kept\n"
)


class TestWorstCase:
    def test_all_of_them(self, monkeypatch):
        """
        Without the table every type that we know of is registered, and none besides.
        """
        types = importlib.import_module("hypothesis.strategies._internal.types")
        before = dict(types._global_type_lookup)
        monkeypatch.setattr(types, "_global_type_lookup", dict(before))
        monkeypatch.delattr(types, "_global_extra_lookup")
        register()
        added = {kind for kind in types._global_type_lookup if kind not in before}

        assert {*_registry._PLAIN, *_registry._GENERIC} == added

    def test_another_way(self):
        """
        Without the table the types are registered in the public way.
        """
        found = run(
            WITHOUT_TABLE.format(change="del types._global_extra_lookup")
            + "from partygrid.dated import Series\n"
            "from partygrid.money import Fen, RoundingRule\n"
            "from partygrid.org import UnitId\n"
            "print(\n"
            "    'partygrid.errors' in kept,\n"
            "    find(st.from_type(RoundingRule), lambda rule: True).unit,\n"
            "    find(st.from_type(UnitId), lambda unit: True),\n"
            "    find(st.from_type(Series[Fen]), lambda series: True).name,\n"
            ")"
        )

        assert "False 1 0 series" == found

    @pytest.mark.parametrize("table", ["None", "()", "frozenset()", "7"])
    def test_another_table(self, table):
        """
        If the table is none any more, the hook does nothing, and says nothing.
        """
        change = f"types._global_extra_lookup = {table}"

        assert "0" == run(
            WITHOUT_TABLE.format(change=change) + "print(find(st.from_type(int), lambda it: True))"
        )

    @pytest.mark.parametrize("missing", ["attrs", "partygrid.strategies", "partygrid.pay"])
    def test_broken_and_no_table(self, missing):
        """
        If moreover a part of ours is missing, other projects' tests still run.
        """
        change = f"del types._global_extra_lookup; import sys; sys.modules[{missing!r}] = None"

        assert "0" == run(
            WITHOUT_TABLE.format(change=change) + "print(find(st.from_type(int), lambda it: True))"
        )

    def test_broken(self):
        """
        If a part of ours is missing, only the test that asks for one of our types fails.
        """
        assert "0 ModuleNotFoundError" == run(
            "import sys, hypothesis\n"
            "from hypothesis import find, strategies as st\n"
            "from partygrid._hypothesis import register\n"
            "register()\n"
            "from partygrid.labels import Label\n"
            "sys.modules['partygrid.strategies._registry'] = None\n"
            "class Theirs: pass\n"
            "find(st.from_type(Theirs), bool)\n"
            "print(find(st.from_type(int), lambda it: True), end=' ')\n"
            "try:\n"
            "    find(st.from_type(Label), lambda it: True)\n"
            "except Exception as error:\n"
            "    print(type(error).__name__)"
        )


# Leaves modules out as a broken installation would: each import of one raises.
PLANT = (
    "import sys\n"
    "class Broken:\n"
    "    names, error = (), ImportError\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    "        if name in self.names:\n"
    "            raise self.error(name + ' is broken')\n"
    "broken = Broken()\n"
    "sys.meta_path.insert(0, broken)\n"
)
BENEATH = ("cattrs", "dateutil", "holidays")


class TestPlantedFailures:
    """
    Whatever of ours fails to import, other projects' tests run.

    The hook is called by Hypothesis itself here, as the package is installed.
    """

    @pytest.mark.parametrize("error", ["ImportError", "RuntimeError", "SyntaxError", "OSError"])
    def test_all_at_once(self, error, module_names):
        """
        Every module of ours but the hook fails, and every package beneath it.
        """
        hook = {"partygrid", "partygrid._hypothesis"}
        failing = [name for name in (*module_names, *BENEATH) if name not in hook]

        assert "True 0 0" == run(
            PLANT + f"broken.names, broken.error = {failing!r}, {error}\n"
            "import hypothesis\n"
            "from hypothesis import find, strategies as st\n"
            "class Theirs: pass\n"
            "find(st.from_type(Theirs), bool)\n"
            "print(\n"
            "    'partygrid._hypothesis' in sys.modules,\n"
            "    find(st.from_type(int), lambda it: True),\n"
            "    len([name for name in sys.modules if name in broken.names]),\n"
            ")"
        )

    @pytest.mark.untraced
    def test_each_alone(self, public_module_names):
        """
        One room after the other fails, or a package beneath it, where the hook takes the long way.
        """
        failing = [*public_module_names[1:], *BENEATH, "attrs"]

        assert f"{len(failing)} times 0" == run(
            PLANT + "import hypothesis\n"
            "from hypothesis import find, strategies as st\n"
            "from hypothesis.strategies._internal import types\n"
            "kept = types._global_extra_lookup\n"
            "kept.pop('partygrid.errors', None)\n"
            "del types._global_extra_lookup\n"
            "times = 0\n"
            f"for name in {failing!r}:\n"
            "    for loaded in [*sys.modules]:\n"
            "        if loaded.startswith(('partygrid', name)):\n"
            "            del sys.modules[loaded]\n"
            "    broken.names = (name,)\n"
            "    from partygrid._hypothesis import register\n"
            "    register()\n"
            "    times += 1\n"
            "types._global_extra_lookup = kept\n"
            "print(times, 'times', find(st.from_type(int), lambda it: True))"
        )

    @pytest.mark.parametrize("failing", ["partygrid.pay", "partygrid.packs", "dateutil"])
    def test_only_who_asks(self, failing):
        """
        A test that asks for one of our types fails with the error itself, and no other test.
        """
        assert f"RuntimeError {failing} is broken" == run(
            PLANT + f"broken.names, broken.error = ({failing!r},), RuntimeError\n"
            "from hypothesis import find, strategies as st\n"
            "from partygrid.labels import Label\n"
            "find(st.from_type(int), lambda it: True)\n"
            "try:\n"
            "    find(st.from_type(Label), lambda it: True)\n"
            "except Exception as error:\n"
            "    print(type(error).__name__, error)"
        )
