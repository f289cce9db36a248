import attrs
import pytest

from partygrid import packs
from partygrid.labels import Label
from partygrid.points import Counting, StoreScheme, Tariff
from partygrid.worktime import RestRule

STORE = packs.load("example").store
TARIFF = packs.load("example").tariff


@pytest.fixture(name="written")
def _written():
    """
    A function that writes a value of a field, item by item.
    """

    def write(field, value):
        return StoreScheme.parameters()[field].written(value)

    return write


class TestActivities:
    @pytest.mark.parametrize("counting", Counting)
    def test_counting(self, counting):
        """
        An activity says once how less than its amount counts, whichever way that is.
        """
        activity = attrs.evolve(TARIFF.activities.entries[0].value[0], counting=counting)
        ((key, words),) = Tariff.parameters()["activities"].written((activity,))

        assert activity.key == key
        for text, label in ((words.zh, counting.label.zh), (words.en, counting.label.en)):
            assert 1 == text.count(label)


class TestGifts:
    def test_none(self, written):
        """
        An empty store has no gifts.
        """
        assert (("", Label("无", "none")),) == written("catalogue", ())

    def test_stock(self, written):
        """
        A gift says whether its stock is counted.
        """
        gift = STORE.catalogue.entries[0].value[0]

        for stocked, said in ((True, "stock is counted"), (False, "stock is not counted")):
            (item,) = written("catalogue", (attrs.evolve(gift, stocked=stocked),))
            assert (gift.key, said) == (item[0], item[1].en.split("; ")[-1])


class TestWindow:
    @pytest.mark.parametrize("rest", RestRule)
    def test_rest(self, written, rest):
        """
        A window says once what days of rest do to it, also if they do nothing.
        """
        window = attrs.evolve(STORE.windows.entries[0].value, rest=rest)
        text = " ".join(words.en for _, words in written("windows", window))

        assert 1 == text.count(rest.label.en)
