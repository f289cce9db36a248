import attrs
import pytest

from partygrid import packs, pay, points
from partygrid.dated import InForce, Scheme, SchemeKey, Series, parameter
from partygrid.errors import UnknownNameError, WrongTypeError
from partygrid.labels import Label
from partygrid.packs import ChinaPack, ExamplePack, Pack, ShayibakPack, UrumqiPack, YanchiPack


class TestNames:
    def test_sorted(self):
        """
        The names that can be loaded are listed in order, each once.
        """
        assert ("china", "example", "shayibak", "urumqi", "yanchi") == packs.names()

    @pytest.mark.parametrize("name", packs.names())
    def test_each_loads(self, name):
        """
        Every name listed loads a pack that bears it.
        """
        pack = packs.load(name)

        assert isinstance(pack, Pack)
        assert name == pack.name
        assert pack.schemes() or pack.calendars()


class TestLoad:
    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("china", ChinaPack),
            ("example", ExamplePack),
            ("shayibak", ShayibakPack),
            ("urumqi", UrumqiPack),
            ("yanchi", YanchiPack),
        ],
    )
    def test_kind(self, name, kind):
        """
        Each place has a class of its own, with its fields.
        """
        assert kind is type(packs.load(name))

    @pytest.mark.parametrize("name", packs.names())
    def test_same_again(self, name):
        """
        Loading twice gives equal packs.
        """
        assert packs.load(name) == packs.load(name)

    @pytest.mark.parametrize("name", ["", "Shayibak", "yinchuan", None, 1], ids=repr)
    def test_unknown(self, name):
        """
        An unknown place is refused; the error lists those there are.
        """
        with pytest.raises(UnknownNameError) as caught:
            packs.load(name)

        assert ("pack", name, "china, example, shayibak, urumqi, yanchi") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


@attrs.frozen(kw_only=True, slots=False)
class OtherValues(InForce):
    """
    The values of a scheme of another room.
    """

    hours: int


@attrs.frozen(kw_only=True)
class OtherScheme(Scheme[OtherValues]):
    """
    A scheme of another room, which has no audit.
    """

    hours: Series[int] = attrs.field(
        metadata=parameter("时长", "hours", lambda value, field: (value, field))
    )

    @classmethod
    def _kind(cls):
        return OtherValues


@attrs.frozen(kw_only=True)
class MixedPack(Pack):
    """
    A pack with schemes of two rooms.
    """

    hours: OtherScheme
    pay: object


@attrs.frozen(kw_only=True)
class PointsPack(Pack):
    """
    A pack of points, with two tariffs or one.
    """

    tariff: object
    store: object
    appraisal: object = None
    other: object = None


class TestAudit:
    def test_example(self):
        """
        The made-up place has no fault, and each of its fields is looked at.
        """
        example = packs.load("example")
        report = packs.audit(example)
        subjects = {finding.subject for finding in report.findings}

        assert () == report.not_met
        assert subjects >= {f"{example.pay.key}: {name}" for name in example.pay.parameters()}

    @pytest.mark.parametrize("name", ["shayibak", "urumqi", "yanchi"])
    def test_places(self, name):
        """
        Of a place exactly the fields are found that its source leaves open.
        """
        pack = packs.load(name)
        found = packs.audit(pack).not_met

        assert {"来源未载明的内容"} == {finding.what.zh for finding in found}
        assert [
            f"{scheme.key}: {name}" for scheme in pack.schemes() for name, _ in scheme.gaps()
        ] == [finding.subject for finding in found]

    def test_points_compared(self):
        """
        A store and an appraisal are held against the one tariff of their pack, if it has just one.
        """
        example = packs.load("example")
        [entry] = example.tariff.storage_cap.entries
        low = attrs.evolve(entry, value=50)
        tariff = attrs.evolve(
            example.tariff,
            storage_cap=attrs.evolve(example.tariff.storage_cap, entries=(low,)),
        )
        poor = PointsPack(
            name="x", label=Label("某地", "somewhere"), tariff=tariff, store=example.store
        )

        assert ["2024-01-01: notice: 80 > 50"] == [
            str(finding.step.value) for finding in packs.audit(poor).not_met
        ]
        two = attrs.evolve(poor, appraisal=example.appraisal, other=tariff)
        assert () == packs.audit(two).not_met
        assert points.audit_appraisal(example.appraisal).findings == (
            packs.audit(attrs.evolve(two, tariff=None, other=None, store=None)).findings
        )

    def test_no_scheme(self):
        """
        A pack of calendars and conventions alone has no field to be looked at.
        """
        assert 0 == len(packs.audit(packs.load("china")))

    def test_other_rooms(self):
        """
        A scheme of a room without an audit adds nothing.
        """
        example = packs.load("example")
        hours = OtherScheme(key=SchemeKey("x", "hours", "1"), hours=Series("hours"))
        mixed = MixedPack(name="x", label=Label("某地", "somewhere"), hours=hours, pay=example.pay)

        assert pay.audit(example.pay).findings == packs.audit(mixed).findings

    def test_empty(self):
        """
        A pack without schemes has nothing to be found.
        """
        assert 0 == len(packs.audit(Pack(name="x", label=Label("某地", "somewhere"))))

    @pytest.mark.parametrize("bad", [None, "example"])
    def test_no_pack(self, bad):
        """
        Only a pack is looked over, not its name.
        """
        with pytest.raises(WrongTypeError, match="a Pack") as caught:
            packs.audit(bad)

        assert ("pack", bad) == (caught.value.field, caught.value.value)
