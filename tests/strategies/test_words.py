import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reaches

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_id
from partygrid.sources import Grade, Source
from partygrid.strategies._words import ids, labels, sources


class TestIds:
    @given(text=ids())
    def test_valid(self, text):
        """
        Every id drawn is one.
        """
        assert text == check_id(text, field="id")

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda text: len(text) == 1,
            lambda text: len(text) == 128,
            lambda text: not text.isascii(),
            lambda text: not text.isalnum(),
            lambda text: text != text.lower(),
            lambda text: text.isdigit(),
        ],
        ids=["shortest", "longest", "not ASCII", "signs", "capitals", "digits"],
    )
    def test_reach(self, wanted):
        """
        Ids of every length and kind are drawn.
        """
        assert reaches(ids, wanted)


class TestLabels:
    @given(label=labels())
    def test_valid(self, label):
        """
        Every label drawn has two names, each on one line.
        """
        assert Label is type(label)
        assert label == Label(label.zh, label.en)
        assert [1, 1] == [len(text.splitlines()) for text in (label.zh, label.en)]

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda label: label.zh == label.en,
            lambda label: "一" <= label.zh[0] <= "龥",
            lambda label: label.zh.isascii(),
            lambda label: " " in label.en,
            lambda label: "|" in label.en,
            lambda label: label.en != label.en.strip(),
            lambda label: len(label.zh) > 30,
        ],
        ids=["same", "Chinese", "ASCII", "space", "bar", "padded", "long"],
    )
    def test_reach(self, wanted):
        """
        Names that are Chinese, long, padded or hard to print are drawn.
        """
        assert reaches(labels, wanted)


class TestSources:
    @given(source=sources())
    def test_valid(self, source):
        """
        Every source drawn is one, and its citation stands on one line.
        """
        assert Source is type(source)
        assert 1 == len(source.cite().splitlines())

    @given(grades=st.sets(st.sampled_from(Grade), min_size=1), data=st.data())
    def test_grades(self, grades, data):
        """
        Only the grades asked for are drawn.
        """
        assert data.draw(sources(grades=grades)).grade in grades

    @pytest.mark.parametrize("grade", Grade)
    def test_reach_grades(self, grade):
        """
        Unless asked otherwise, every grade is drawn.
        """
        assert reaches(sources, lambda source: source.grade is grade)

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda source: source.issued is None,
            lambda source: source.issued is not None,
            lambda source: not source.issuer,
            lambda source: source.issuer and source.locator and source.link,
            lambda source: not source.locator,
            lambda source: not source.link,
        ],
        ids=["undated", "dated", "no issuer", "all told", "no locator", "no link"],
    )
    def test_reach(self, wanted):
        """
        Sources that leave out what may be left out are drawn, and those that do not.
        """
        assert reaches(sources, wanted)

    @pytest.mark.parametrize("grades", [(), [], frozenset()], ids=repr)
    def test_refuses_none(self, grades):
        """
        There is no source without a grade.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            sources(grades=grades)

        assert ("grades", ()) == (caught.value.field, caught.value.value)
        assert "grades: got (); allowed: one Grade or more" == str(caught.value)

    @pytest.mark.parametrize("grade", ["host", None, Label("假定", "assumed")], ids=repr)
    def test_refuses_others(self, grade):
        """
        A grade is a member of `Grade`, not its name.
        """
        with pytest.raises(WrongTypeError) as caught:
            sources(grades=[Grade.HOST, grade])

        assert ("grades", grade) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith(f"grades: got {grade!r} of type ")
        assert str(caught.value).endswith("; allowed: a Grade")

    def test_takes_iterators(self):
        """
        Grades may come from an iterator, and are drawn more than once.
        """
        strategy = sources(grades=iter([Grade.ASSUMED, Grade.HOST]))

        assert reaches(strategy, lambda source: source.grade is Grade.ASSUMED)
        assert reaches(strategy, lambda source: source.grade is Grade.HOST)
