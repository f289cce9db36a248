import importlib
import inspect
import json
from datetime import date

import attrs
import pytest

from partygrid import packs
from partygrid.dated import InForce, Month, NotKnown, Series, Terms
from partygrid.errors import InvalidDataError, PartyGridError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, Fen
from partygrid.norms import Band, Finding, Ratio, Report
from partygrid.org import Standing
from partygrid.pay import (
    Basis,
    Instalment,
    NextChange,
    Payroll,
    PayRules,
    Payslip,
    Placement,
    WhatIf,
    audit,
    payslip,
    price,
)
from partygrid.people import Worker
from partygrid.serial import Amounts, from_data, to_data
from partygrid.trace import Explained, Row, Step, StepRule

WORKED_OUT = (
    Instalment,
    NextChange,
    Payroll,
    Payslip,
    WhatIf,
    Finding,
    Report,
    PayRules,
    Terms,
    Step,
    StepRule,
    Row,
    Explained,
    InForce,
)


@pytest.fixture(scope="module")
def classes(module_names):
    """
    Every attrs class of the library, private ones too.
    """
    modules = [importlib.import_module(name) for name in module_names]
    found = {value for module in modules for value in vars(module).values() if is_ours(value)}
    assert {Label, Band, PayRules} < found
    return sorted(found, key=lambda kind: kind.__qualname__)


def is_ours(value):
    """
    Tell whether something is an attrs class of the library.
    """
    return inspect.isclass(value) and attrs.has(value) and value.__module__.startswith("partygrid")


@pytest.fixture(scope="module")
def outcomes():
    """
    One outcome of each kind, and what it was worked out from.
    """
    pack = packs.load("example")
    terms = pack.pay.on(Month(2025, 6), known=date(2025, 6, 30))
    slip = payslip(pack.worker, terms, pack.standings)
    return (terms, terms.rules, slip, slip.trace(), slip.trace().rule, *slip.rows()[:1])


class TestAmounts:
    def test_default(self):
        """
        Amounts are written as text of yuan unless fen are asked for.
        """
        assert "5500.00" == to_data(550000, kind=Fen)
        assert to_data(550000, kind=Fen, amounts=Amounts.YUAN) == to_data(550000, kind=Fen)
        assert 550000 == to_data(550000, kind=Fen, amounts=Amounts.FEN)

    @pytest.mark.parametrize("amounts", ["fen", "yuan", None, True, 1, HALF_UP_TO_FEN], ids=repr)
    def test_other(self, amounts):
        """
        There is no third way, and no name for one.
        """
        with pytest.raises(WrongTypeError) as caught:
            to_data(550000, kind=Fen, amounts=amounts)

        assert ("amounts", amounts) == (caught.value.field, caught.value.value)
        assert "allowed: an Amounts" in str(caught.value)

    def test_two_converters(self):
        """
        One way of writing does not rub off on the other.
        """
        series = Series[Fen]("base")
        pay = packs.load("example").pay
        first = [to_data(pay, amounts=each) for each in Amounts]
        to_data(series, kind=Series[Fen])

        assert [to_data(pay, amounts=each) for each in Amounts] == first
        assert first[0] != first[1]


class TestJson:
    def test_every_type(self):
        """
        What is written holds dicts with text as keys, lists, text, ints, bools and None.
        """

        def kinds(data):
            yield type(data)
            for item in (
                data.values() if type(data) is dict else data if type(data) is list else ()
            ):
                yield from kinds(item)

        data = to_data((packs.load("example").pay, True, None))

        assert {dict, list, str, int, bool, type(None)} == set(kinds(data))
        assert data == json.loads(json.dumps(data))

    def test_a_copy(self):
        """
        What is written can be changed without harm to anything.
        """
        worker = packs.load("example").worker
        data = to_data(worker)
        data["facts"].clear()

        assert len(worker.facts) == len(to_data(worker)["facts"])

    def test_read_from_a_file(self):
        """
        A document as a host would write it is read in one go.
        """
        text = """
        {"id": "w-1", "facts": [
            {"fact": "service", "id": "s-1", "staff": "professional",
             "start": "2019-03-01", "known": "2019-03-04"}
        ]}
        """
        worker = from_data(Worker, json.loads(text))

        assert ("w-1", date(2019, 3, 1)) == (worker.id, worker.facts[0].start)

    @pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e2", "4.0", "1E400"])
    def test_inexact_numbers(self, problems, text):
        """
        What Python's own reader of JSON makes of inexact numbers is refused everywhere.
        """
        number = json.loads(text)

        for kind in (int, Fen, date, str, Standing):
            assert ["$"] == [path for path, _ in problems(kind, number)]


class TestNothingElse:
    @pytest.mark.parametrize("kind", WORKED_OUT)
    @pytest.mark.parametrize("data", [{}, [], None, "x", 4.0], ids=repr)
    def test_worked_out(self, kind, data):
        """
        An outcome, and what belongs to it, is worked out again and never read, whatever the data.
        """
        with pytest.raises(WrongTypeError) as caught:
            from_data(kind, data)

        assert ("kind", kind) == (caught.value.field, caught.value.value)
        assert "allowed: facts and schemes: an outcome is worked out again" in str(caught.value)

    @pytest.mark.parametrize(
        "kind", [tuple[Payslip, ...], list[Report], dict[str, Finding], Series[Payslip]], ids=repr
    )
    def test_inside(self, kind):
        """
        Nor inside anything else.
        """
        for data in ([], {}, {"name": "x"}, [{}]):
            with pytest.raises(WrongTypeError, match="an outcome is worked out again"):
                from_data(kind, data)

    @pytest.mark.parametrize("kind", [Placement, Ratio])
    def test_facts_that_explain_themselves(self, kind):
        """
        A placement and a ratio are facts, though they can explain themselves.
        """
        with pytest.raises(InvalidDataError):
            from_data(kind, {})

    def test_readable_or_not(self, classes):
        """
        Every attrs class either is read, and then refuses what is no object, or is refused.
        """
        refused = set()
        for kind in classes:
            with pytest.raises(PartyGridError) as caught:
                from_data(kind, 4)
            if isinstance(caught.value, WrongTypeError):
                assert kind is caught.value.value or "kind" == caught.value.field
                refused.add(kind)

        assert {kind for kind in WORKED_OUT if attrs.has(kind)} <= refused
        assert not refused & {
            Label,
            Band,
            Ratio,
            Placement,
            Worker,
            type(packs.load("example").pay),
        }

    def test_terms(self, outcomes):
        """
        What an outcome is worked out with is not written by accident: it is plain data or refused.
        """
        for value in outcomes:
            try:
                data = to_data(value)
            except PartyGridError:
                continue
            assert data == json.loads(json.dumps(data))

    def test_bases(self):
        """
        An audit, which is a report on a scheme, is written.
        """
        report = audit(packs.load("shayibak").pay)

        assert len(report) == len(to_data(report))

    def test_basis(self):
        """
        A priced placement is written with its worker's id and without the facts behind it.
        """
        placed = Placement(
            level=7, years=3, certificate="none", criteria_met=4, basis=Basis(worker="w-9")
        )
        data = to_data(price(placed, packs.load("example").pay.on(Month(2025, 6))))

        assert "w-9" == data["worker"]
        assert "basis" not in data["placement"]


class TestTypeHints:
    def test_resolve(self, classes):
        """
        The annotations of every attrs class can be resolved at run time.
        """
        unresolved = []
        for kind in classes:
            try:
                attrs.resolve_types(kind)
            except NameError as error:
                unresolved.append(f"{kind.__module__}.{kind.__qualname__}: {error}")

        assert [] == unresolved

    def test_no_strings(self, classes):
        """
        Once they are, no annotation is left as text.
        """
        for kind in classes:
            attrs.resolve_types(kind)

        assert [] == [
            (kind.__qualname__, field.name)
            for kind in classes
            for field in attrs.fields(kind)
            if isinstance(field.type, str)
        ]


def test_not_known_is_no_award():
    """
    A rating that is not known yet is written as such, wherever it stands.
    """
    assert "yet" == to_data(NotKnown.YET)
    assert NotKnown.YET is from_data(NotKnown, "yet")
