import copy
import pickle
import unicodedata

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id, check_language, with_article


class Light(LabelledEnum):
    RED = "red", "红", "red light"
    GREEN = "green", "绿", "green light"


class Text(str):
    __slots__ = ()


NO_TEXTS = [None, 7, 1.5, True, b"bytes", ["x"], Text("sub")]


class TestCheckLanguage:
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_takes_both(self, language):
        """
        Both languages are taken as they are.
        """
        assert language == check_language(language)

    @pytest.mark.parametrize("language", ["ZH", "zh-CN", "fr", "", " en", None, 1, ["zh"]])
    def test_refuses_others(self, language):
        """
        Any other language is refused, and the error lists the two.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            check_language(language)

        assert ("language", language) == (caught.value.field, caught.value.value)
        assert f"language: got {language!r}; allowed: 'zh' or 'en'" == str(caught.value)


class TestCheckId:
    @given(text=st.text(min_size=1, max_size=140))
    @example(text="w-017")
    @example(text="网格员·艾")
    @example(text="x" * 128)
    @example(text="x" * 129)
    @example(text="ab c")
    @example(text="\u3000")
    @example(text="a\u200bb")
    @example(text="a\n")
    @example(text="\ud800")
    def test_visible(self, text):
        """
        An id is taken exactly if it has at most 128 characters, and each of them shows.
        """
        visible = all(unicodedata.category(character)[0] not in "CZ" for character in text)
        if visible and len(text) <= 128:
            assert text == check_id(text, field="worker")
        else:
            with pytest.raises(ValueNotAllowedError):
                check_id(text, field="worker")

    @pytest.mark.parametrize("text", ["", "w 017"])
    def test_error(self, text):
        """
        The error names the field, the id and what an id may hold.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            check_id(text, field="worker")

        assert ("worker", text) == (caught.value.field, caught.value.value)
        assert (
            f"worker: got {text!r}; "
            "allowed: 1 to 128 characters, none of them blank or unprintable" == str(caught.value)
        )

    @pytest.mark.parametrize("text", NO_TEXTS)
    def test_refuses_types(self, text):
        """
        Only plain text is an id.
        """
        with pytest.raises(WrongTypeError) as caught:
            check_id(text, field="worker")

        assert ("worker", text) == (caught.value.field, caught.value.value)
        assert f"worker: got {text!r} of type {type(text).__name__}; allowed: text" == str(
            caught.value
        )


class TestWithArticle:
    @pytest.mark.parametrize("noun", ["Account", "Effective", "int", "OfficeHours", "umbrella"])
    def test_vowel(self, noun):
        """
        Before a vowel there is an n.
        """
        assert f"an {noun}" == with_article(noun)

    @pytest.mark.parametrize("noun", ["Honour", "hour", "HonourRule"])
    def test_silent(self, noun):
        """
        An h that nobody hears counts as none.
        """
        assert f"an {noun}" == with_article(noun)

    @pytest.mark.parametrize("noun", ["date", "HolderKind", "Unit", "user", "Year"])
    def test_consonant(self, noun):
        """
        Before a consonant there is none, be it written as a u or not.
        """
        assert f"a {noun}" == with_article(noun)


class TestLabel:
    def test_text(self):
        """
        A label gives its name in the language asked for, and both as text.
        """
        label = Label("网格", "grid")

        assert ("网格", "grid") == (label.text("zh"), label.text("en"))
        assert "网格 (grid)" == str(label)

    def test_text_refuses_language(self):
        """
        A third language is refused, not answered in one of the two.
        """
        with pytest.raises(ValueNotAllowedError):
            Label("网格", "grid").text("fr")

    def test_value(self):
        """
        Labels are equal and hash alike exactly if both names are equal.
        """
        assert {Label("网格", "grid")} == {Label("网格", "grid"), Label("网格", "grid")}
        assert Label("网格", "grid") != Label("网格", "net")
        assert Label("网格", "grid") != Label("网", "grid")

    def test_frozen(self):
        """
        A label cannot be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Label("网格", "grid").zh = "网"

    @pytest.mark.parametrize("text", ["", " ", "\t\n", "\u3000"])
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_refuses_blank(self, language, text):
        """
        A name that is missing in one language is refused, and the error says which.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Label(**{"zh": "网格", "en": "grid", language: text})

        assert (f"label.{language}", text) == (caught.value.field, caught.value.value)
        assert f"label.{language}: got {text!r}; allowed: a text not blank" == str(caught.value)

    @pytest.mark.parametrize("text", NO_TEXTS)
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_refuses_types(self, language, text):
        """
        A name is plain text.
        """
        with pytest.raises(WrongTypeError) as caught:
            Label(**{"zh": "网格", "en": "grid", language: text})

        assert (f"label.{language}", text) == (caught.value.field, caught.value.value)
        assert (
            f"label.{language}: got {text!r} of type {type(text).__name__}; allowed: text"
            == str(caught.value)
        )


class TestLabelledEnum:
    def test_member(self):
        """
        A member's value is its first item, its label the other two.
        """
        assert "red" == Light.RED.value
        assert Label("红", "red light") == Light.RED.label

    @pytest.mark.parametrize("member", Light)
    def test_find(self, member):
        """
        A member is found by its value and by its name in either language.
        """
        for text in (member.value, member.label.zh, member.label.en):
            assert member is Light.find(text)

    @pytest.mark.parametrize("text", ["RED", "Red", "红 ", "", None, 1, ["red"], Light.RED])
    def test_find_refuses(self, text):
        """
        Anything else is refused, whatever its type, and the error lists the members.
        """
        with pytest.raises(UnknownNameError) as caught:
            Light.find(text)

        assert ("Light", text) == (caught.value.field, caught.value.value)
        assert f"Light: {text!r} is not known; allowed: red (红), green (绿)" == str(caught.value)

    def test_by_value(self):
        """
        The class called with a value gives the member, as in any enum.
        """
        assert Light.RED is Light("red")

    def test_hash(self):
        """
        Members are keys of sets and dicts by identity, with the hash of a plain object.
        """
        assert {Light.RED: 1, Light.GREEN: 2}[Light.find("绿")] == 2
        assert object.__hash__(Light.RED) == hash(Light.RED)
        assert 2 == len({*Light, *Light})

    @pytest.mark.parametrize(
        "duplicate",
        [copy.copy, copy.deepcopy, lambda member: pickle.loads(pickle.dumps(member))],  # noqa: S301 - our own bytes
        ids=["copy", "deepcopy", "pickle"],
    )
    def test_singletons(self, duplicate):
        """
        A copied or unpickled member is the member itself.
        """
        assert Light.RED is duplicate(Light.RED)

    def test_needs_both_names(self):
        """
        A member without a name in one language cannot be made, and the cause says which.
        """
        # From Python 3.12 on, an error of its own stands around the one raised for a member.
        with pytest.raises((ValueNotAllowedError, TypeError)) as caught:

            class Dark(LabelledEnum):
                BLACK = "black", "黑", ""

        cause = caught.value.__cause__ or caught.value.__context__ or caught.value
        assert ValueNotAllowedError is type(cause)
        assert "label.en" == cause.field
