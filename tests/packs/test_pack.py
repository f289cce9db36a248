import attrs
import pytest

from partygrid import packs
from partygrid.dated import NotStated
from partygrid.labels import Label
from partygrid.packs import Pack


def layers(pack):
    """
    List the layers of a pack, those of its calendars included.
    """
    return [layer for each in pack.calendars() for layer in getattr(each, "layers", (each,))]


def entries(layer):
    """
    List what a layer says of weeks and hours.
    """
    series = [each for each in (layer.week, layer.hours) if each is not None]
    return [entry for each in series for entry in each.all_entries]


@pytest.fixture(params=packs.names())
def pack(request):
    """
    Every pack in turn.
    """
    return packs.load(request.param)


class TestEveryPack:
    def test_label(self, pack):
        """
        A pack names its place in both languages.
        """
        assert Label is type(pack.label)
        assert pack.label.zh != pack.label.en

    def test_keys(self, pack):
        """
        Each scheme is named after the pack, and no two alike.
        """
        keys = [scheme.key for scheme in pack.schemes()]

        assert {pack.name} >= {key.place for key in keys}
        assert len(set(keys)) == len(keys)

    def test_every_entry_has_a_source(self, pack):
        """
        No number stands without a source, and one key names one source.
        """
        dated = [
            entry
            for scheme in pack.schemes()
            for name in scheme.parameters()
            for entry in getattr(scheme, name).all_entries
        ]
        dated += [notice for layer in layers(pack) for notice in layer.notices]
        dated += [entry for layer in layers(pack) for entry in entries(layer)]
        sources = {
            source
            for each in dated
            for source in (each.source, each.dated_by)
            if source is not None
        }

        assert sources
        assert len({source.key for source in sources}) == len(sources)

    def test_assumptions(self, pack):
        """
        Every assumed value and every assumed pair of dates is listed, once, and nothing else.
        """
        expected = [
            (name, entry, part)
            for scheme in pack.schemes()
            for name in scheme.parameters()
            for entry in getattr(scheme, name).all_entries
            for part, source in (("value", entry.source), ("dates", entry.dated_by))
            if source is not None and source.grade.value == "assumed"
        ]

        listed = [(each.field, each.entry, each.part.value) for each in pack.assumptions()]
        fields = {name for scheme in pack.schemes() for name in scheme.parameters()}

        assert expected == [each for each in listed if each[0] in fields]

    def test_gaps(self, pack):
        """
        The gaps of a pack are those of its schemes, then those of weeks and hours of its layers.
        """
        expected = [gap for scheme in pack.schemes() for gap in scheme.gaps()]
        left_open = [
            entry
            for layer in layers(pack)
            for entry in entries(layer)
            if isinstance(entry.value, NotStated)
        ]

        assert expected == list(pack.gaps())[: len(expected)]
        assert left_open == [entry for _, entry in pack.gaps()[len(expected) :]]

    def test_gap_of_hours(self):
        """
        Hours that were not read are a gap, named after the layer.
        """
        assert ["region.hours"] == [name for name, _ in packs.load("china").gaps()]

    def test_frozen(self, pack):
        """
        A pack cannot be changed; a host makes another out of it.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            pack.pay = None


class TestSchemes:
    def test_only_schemes(self):
        """
        Fields that are no schemes, such as a worker, are not listed as such.
        """
        example = packs.load("example")

        points = example.tariff, example.store, example.appraisal
        assert (example.pay, example.promise, *points) == example.schemes()

    def test_none(self):
        """
        A pack may be empty.
        """
        empty = Pack(name="x", label=Label("某地", "somewhere"))

        assert ((), (), ()) == (empty.schemes(), empty.assumptions(), empty.gaps())
