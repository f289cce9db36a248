"""
The catalogue of a pack loses nothing and makes nothing up.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs
import pytest

from partygrid import packs
from partygrid.dated import (
    Dated,
    Interval,
    NotStated,
    Option,
    Scheme,
    Series,
    parameter,
)
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import RoundingRule, format_factor, format_percent, format_yuan
from partygrid.org import Standing, unit_id
from partygrid.packs import CatalogueLine, Pack, catalogue
from partygrid.pay import PartMonth, PaymentRule, Rungs
from partygrid.people import Worker
from partygrid.points import Expiry
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    CalendarLayer,
    DayKind,
    LayerLevel,
    Notice,
    OfficeHours,
    Session,
    SpecialDays,
    WorkWeek,
)

LANGUAGES = ("zh", "en")
OURS = Source(
    key="ours", title="[本区] 通知 *试行*", link="https://example.org/a_b", grade=Grade.HOST
)
DAY = date(2025, 1, 1)


def announced(name, value, **dates):
    """
    A series of one entry.
    """
    days = {"start": DAY, "known": DAY, "source": OURS} | dates
    return Series(name).announce(value, **days)


@pytest.fixture(params=packs.names())
def pack(request):
    """
    Every pack in turn.
    """
    return packs.load(request.param)


def found(value, kind):
    """
    Find all values of a kind in a value, however deep; facts about workers are not looked at.
    """
    if isinstance(value, kind):
        yield value
    if isinstance(value, Mapping):
        for each in value.values():
            yield from found(each, kind)
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from found(each, kind)
    elif attrs.has(type(value)) and not isinstance(value, Worker):
        for field in attrs.fields(type(value)):
            if field.init:
                yield from found(getattr(value, field.name), kind)


def parts(value):
    """
    Give what a value is made of; None if it is not made of others.
    """
    if isinstance(value, Rungs):
        return (value.lowest, value.highest, *value.rises[: value.highest - value.lowest])
    if isinstance(value, Mapping):
        return tuple(value.items())
    if isinstance(value, tuple | frozenset):
        return value
    if isinstance(value, SUMMED_UP):
        return (value.label,)
    if attrs.has(type(value)) and type(value) is not Label:
        names = [each.name for each in attrs.fields(type(value)) if each.init]
        return [getattr(value, name) for name in names if name != "source"]
    return None


def leaves(value):
    """
    Give every number, name, label and choice in a value.
    """
    inside = parts(value)
    if inside is not None:
        for each in inside:
            yield from leaves(each)
    elif value is not None and type(value) is not bool:
        yield value


# Values whose label says all there is in words of its own.
SUMMED_UP = (RoundingRule, PartMonth, PaymentRule, Expiry)


def written(leaf, language):
    """
    Give the ways in which a leaf may be written.
    """
    if isinstance(leaf, Label):
        return {leaf.text(language)}
    if isinstance(leaf, Enum):
        # One hour has no plural.
        return {leaf.label.text(language).removesuffix("s")}
    if isinstance(leaf, Fraction):
        return {format_percent(leaf), format_factor(leaf)}
    if type(leaf) is int:
        # A day from the end is counted from 1, too.
        return {str(abs(leaf)), format_yuan(leaf)}
    return {str(leaf)}


def words(lines, language):
    """
    Put the words of lines, with their keys, in one text.
    """
    return "\n".join(f"{key} {said.text(language)}" for line in lines for key, said in line.items)


class TestNothingLost:
    def test_entries(self, pack):
        """
        Every dated entry of a pack is a line, once, with its days, its sources and its gap.
        """
        expected = Counter(
            (entry.interval, entry.known, entry.source, entry.dated_by)
            for entry in found(pack, Dated)
        )
        lines = Counter(
            (line.days, line.known, line.source, line.dated_by)
            for line in catalogue(pack).lines
            if line.days is not None
        )

        assert expected == lines

    def test_notices(self, pack):
        """
        Every notice is a line, and every day that it names stands in it.
        """
        notices = list(found(pack, Notice))
        lines = [line for line in catalogue(pack).lines if line.field == "notices"]

        assert [each.source for each in notices] == [line.source for line in lines]
        for notice, line in zip(notices, lines, strict=True):
            for special in notice.days:
                assert str(special.days[0]) in words([line], "en")
                assert special.name.zh in words([line], "zh")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_values(self, pack, language):
        """
        Every number, name and choice of a scheme's values stands in the words of its field.
        """
        listed = {
            (section.key, line.field): [each for each in section.lines if each.field == line.field]
            for section in catalogue(pack).sections
            for line in section.lines
        }
        missing = [
            (field, leaf)
            for scheme in pack.schemes()
            for field in scheme.parameters()
            for entry in getattr(scheme, field).all_entries
            if not isinstance(entry.value, NotStated)
            for leaf in leaves(entry.value)
            if not any(
                each in words(listed[str(scheme.key), field], language)
                for each in written(leaf, language)
            )
        ]

        assert [] == missing

    def test_gaps(self, pack):
        """
        Every question of a pack is a line, with all the answers on offer.
        """
        gaps = [(name.split(".")[-1], entry.value) for name, entry in pack.gaps()]
        lines = [line for line in catalogue(pack).lines if line.is_open]

        assert gaps == [(line.field, line.question) for line in lines]
        for _, gap in gaps:
            for language in LANGUAGES:
                page = catalogue(pack).markdown(language)
                assert gap.question.text(language) in page
                assert all(f"- `{name}" in page for name in gap.names)

    def test_assumptions(self, pack):
        """
        What is listed as assumed is what the pack lists as assumed.
        """
        expected = Counter(each.part for each in pack.assumptions() if "." not in each.field)
        lines = Counter(
            part
            for line in catalogue(pack).lines
            if line.days is not None and line.field not in {"week", "hours", "community-1"}
            for part in line.assumed
        )

        assert expected == lines

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_sources(self, pack, language):
        """
        Every source of a pack stands below its catalogue, and none besides.
        """
        page = catalogue(pack).markdown(language)
        numbered = re.findall(r"^\d+\. `([^`]+)`", page, re.MULTILINE)
        lines = catalogue(pack).lines
        expected = {
            source.key
            for line in lines
            for source in (line.source, line.dated_by)
            if source is not None
        }

        assert {each.key for each in found(pack, Source)} >= expected
        assert expected == set(numbered)

    def test_remarks(self):
        """
        What a source says besides schemes is listed too.
        """
        yanchi = catalogue(packs.load("yanchi")).sections[-1]
        urumqi = catalogue(packs.load("urumqi")).sections[-1]

        assert ["categories", "level_count", "drivers"] == [each.field for each in yanchi.lines]
        assert "18 levels" in words(yanchi.lines, "en")
        assert ["hooks", "attainable"] == [each.field for each in urumqi.lines]
        assert "满 20 年可达到县处级干部工资待遇水平的水平" in words(urumqi.lines, "zh")


class TestPages:
    def test_alike(self, pack):
        """
        Both languages have the same headings for the same fields, in the same order.
        """
        fields = [
            re.findall(r"^##.*\(`(.+)`\)$", catalogue(pack).markdown(language), re.MULTILINE)
            for language in LANGUAGES
        ]

        assert fields[0] == fields[1]

    def test_language(self, pack):
        """
        A third language is refused.
        """
        with pytest.raises(ValueNotAllowedError):
            catalogue(pack).markdown("fr")

    def test_no_pack(self):
        """
        What is no pack has no catalogue.
        """
        with pytest.raises(WrongTypeError):
            catalogue("shayibak")

    def test_empty(self):
        """
        An empty pack has a page that says nothing.
        """
        empty = catalogue(Pack(name="x", label=Label("某地", "somewhere")))

        assert () == empty.lines
        assert "# 某地：规则与数值目录" == empty.markdown("zh").splitlines()[0]
        assert "Sources" not in empty.markdown("en")


def check(value, field):
    """
    Take any value.
    """


@attrs.frozen(kw_only=True)
class Rules:
    steps: object


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HostScheme(Scheme):
    steps: Series = attrs.field(metadata=parameter("档次", "steps", check))


@attrs.frozen(kw_only=True)
class HostPack(Pack):
    layer: CalendarLayer
    standings: dict
    levels: tuple = ()


GAP = NotStated(
    Label("多少？", "how many?"),
    (Option(name="some", label=Label("给定", "a given number"), make=lambda *, number: number),),
)


@pytest.fixture(name="host")
def _host():
    """
    A pack of a host's own: a layer with everything, and a standing that is open.
    """
    notice = Notice(
        known=DAY,
        source=OURS,
        days=(
            SpecialDays(
                kind=DayKind.MAKE_UP,
                name=Label("国庆节", "National Day"),
                days=(date(2025, 9, 27), date(2025, 9, 28), date(2025, 10, 11)),
                instead_of=(date(2025, 10, 6), date(2025, 10, 7), date(2025, 10, 8)),
                sessions=(Session("09:00", "12:00"),),
            ),
        ),
    )
    later = {"known": DAY, "source": OURS}
    week = announced("week", WorkWeek((1, 7)), end=date(2025, 6, 2))
    morning = (Session("09:00", "12:00"),)
    hours = OfficeHours((Session("09:00", "17:00"),), on_weekdays=((7, morning),))
    layer = CalendarLayer(
        level=LayerLevel.OFFICE,
        label=Label("大厅", "service hall"),
        announced=False,
        notices=(notice,),
        week=week.announce(WorkWeek(()), start=date(2025, 6, 2), **later),
        hours=announced("hours", hours, end=date(2026, 1, 1)).repeal(
            start=date(2026, 1, 1), **later
        ),
    )
    standing = announced("standing", Standing(criteria_met=4, stars=3))
    wrong = standing.entries[0]
    rated = standing.retract(wrong, known=date(2025, 2, 1), source=OURS).announce(
        GAP, start=DAY, known=date(2025, 2, 2), source=OURS
    )
    return HostPack(
        name="host",
        label=Label("本区", "our district"),
        layer=layer,
        standings={unit_id("u-1"): rated},
        levels=(1, 2),
    )


class TestOfAHost:
    def test_at_rest(self, host):
        """
        A catalogue shows its pack, and how much is said and left open, in one line.
        """
        assert "<Catalogue host: 8 lines said, 1 left open>" == repr(catalogue(host))

    def test_days(self, host):
        """
        Days in a row are one stretch; what they stand in for and their hours are said.
        """
        line = catalogue(host).sections[0].lines[1]

        assert (
            "国庆节，调休上班：2025-09-27 至 2025-09-28、2025-10-11；"
            "替代 2025-10-06 至 2025-10-08；办公时间 09:00–12:00" == line.items[0][1].zh
        )
        assert (
            "National Day, make-up working day: 2025-09-27 to 2025-09-28, 2025-10-11; instead of "
            "2025-10-06 to 2025-10-08; hours 09:00–12:00" == line.items[0][1].en
        )

    def test_week_and_hours(self, host):
        """
        Weeks and hours are written day by day, and what ends them is written, too.
        """
        said = {
            (line.field, line.days): [each.en for _, each in line.items]
            for line in catalogue(host).sections[0].lines
        }

        first, later = date(2025, 6, 2), date(2026, 1, 1)
        assert ["Monday, Sunday"] == said["week", Interval(DAY, first)]
        assert ["none"] == said["week", Interval(first, None)]
        assert ["09:00–17:00; Sunday 09:00–12:00"] == said["hours", Interval(DAY, later)]
        assert ["repealed"] == said["hours", Interval(later, None)]

    def test_standings(self, host):
        """
        Standings are listed by unit, with what was taken back and what is open.
        """
        lines = catalogue(host).sections[1].lines

        assert {"u-1"} == {line.field for line in lines}
        assert ["4 criteria met", "3 stars"] == [each.en for _, each in lines[0].items]
        assert "taken back: what was to hold from 2025-01-01, known 2025-01-01" == (
            lines[1].items[0][1].en
        )
        assert (("some", ("number",), Label("给定", "a given number")),) == lines[2].options
        assert () == lines[0].options

    def test_what_is_no_rule(self, host):
        """
        Fields that are no rules make no section.
        """
        assert ["layer", "standings"] == [each.key for each in catalogue(host).sections]

    def test_escaped(self, host):
        """
        A title cannot pass for Markdown, and a link stays whole.
        """
        page = catalogue(host).markdown("zh")

        assert "\\[本区\\] 通知 \\*试行\\*" in page
        assert "<https://example.org/a_b>" in page

    def test_known_alone(self):
        """
        A line without days or source says no more than it knows.
        """
        line = CatalogueLine(
            field="x", label=Label("项", "item"), items=(("k", Label("值", "v")),)
        )

        assert (False, (), ()) == (line.is_open, line.assumed, line.options)
