from datetime import date

import pytest

from partygrid.dated import NotStated, Option, Repeal
from partygrid.dated._refusal import refusal
from partygrid.errors import NotInForceError, NotStatedError, RepealedError
from partygrid.labels import Label

DAY = date(2025, 6, 1)
KNOWN = date(2025, 6, 30)
LABEL = Label("口径", "basis")


@pytest.fixture
def said(entry):
    """
    Make the stretches of a series from the bounds and the value of each.
    """

    def make(*stretches):
        made = [entry(value, start, "2020-01-01", end) for start, end, value in stretches]
        return tuple((one.interval, one) for one in made)

    return make


class TestNotInForce:
    @pytest.mark.parametrize(
        ("known", "shown", "text"),
        [(None, "", ""), (KNOWN, "2025-06-30", " as known on 2025-06-30")],
        ids=["all", "known"],
    )
    def test_fields(self, said, known, shown, text):
        """
        The error names series, day, knowledge, the days that could be asked, and a source.
        """
        error = refusal("base", DAY, known, None, said(("2025-07-01", None, 5)))

        assert NotInForceError is type(error)
        assert ("base", "2025-06-01", shown) == (error.field, error.day, error.known)
        assert (
            f"base: nothing is in force on 2025-06-01{text}; allowed: days in [2025-07-01, …) "
            "(from: 区财政局通知, 第三条 [host], from 2025-07-01, known 2020-01-01)"
        ) == str(error)

    def test_nothing_at_all(self):
        """
        Where nothing is known, no day could be asked and there is no source.
        """
        error = refusal("base", DAY, None, None, ())

        assert ("no day: nothing is in force", "") == (error.allowed, error.source)
        assert "base: nothing is in force on 2025-06-01; allowed: no day: nothing is in force" == (
            str(error)
        )

    @pytest.mark.parametrize(
        ("stretches", "allowed"),
        [
            (
                [("2025-01-01", "2025-02-01", 5), ("2025-02-01", "2025-03-01", 6)],
                "days in [2025-01-01, 2025-03-01)",
            ),
            (
                [("2025-01-01", "2025-02-01", 5), ("2025-02-02", None, 6)],
                "days in [2025-01-01, 2025-02-01), [2025-02-02, …)",
            ),
            (
                [
                    ("2025-01-01", "2025-02-01", 5),
                    ("2025-02-01", "2025-03-01", Repeal()),
                    ("2025-03-01", None, 6),
                ],
                "days in [2025-01-01, 2025-02-01), [2025-03-01, …)",
            ),
            ([("2025-07-01", None, Repeal())], "no day: nothing is in force"),
        ],
        ids=["neighbours", "apart", "repeal between", "repealed"],
    )
    def test_days_to_ask(self, said, stretches, allowed):
        """
        Neighbouring days are named together; days that are repealed are not named.
        """
        assert allowed == refusal("base", DAY, None, None, said(*stretches)).allowed

    @pytest.mark.parametrize(
        ("stretches", "nearest"),
        [
            ([("2025-07-01", "2025-08-01", 5), ("2025-09-01", None, 6)], "2025-07-01"),
            ([("2025-01-01", "2025-05-31", 5), ("2025-09-01", None, 6)], "2025-09-01"),
            ([("2025-01-01", "2025-02-01", 5), ("2025-02-01", "2025-05-01", 6)], "2025-02-01"),
        ],
        ids=["before all", "between", "after all"],
    )
    def test_source(self, said, stretches, nearest):
        """
        The source is that of the next entry, or of the last if none comes.
        """
        error = refusal("base", DAY, None, None, said(*stretches))

        assert f"from {nearest}" in error.source


class TestRepealed:
    def test_fields(self, entry, said):
        """
        A repeal is named as such, with its own source and the days still in force.
        """
        repeal = entry(Repeal(), "2025-03-01", "2025-02-01")
        error = refusal("base", DAY, KNOWN, repeal, said(("2025-01-01", "2025-03-01", 5)))

        assert RepealedError is type(error)
        assert repeal.cite() == error.source
        assert (
            "base: repealed; nothing is in force on 2025-06-01 as known on 2025-06-30; "
            "allowed: days in [2025-01-01, 2025-03-01) "
            "(from: 区财政局通知, 第三条 [host], from 2025-03-01, known 2025-02-01)"
        ) == str(error)


class TestNotStated:
    @pytest.mark.parametrize(
        ("names", "allowed"),
        [
            (("of_total", "of_base"), "choose one of of_total, of_base"),
            ((), "announce a value with a source of your own"),
        ],
        ids=["options", "none"],
    )
    def test_fields(self, entry, names, allowed):
        """
        What is open is asked as a question, with the answers on offer and the silent source.
        """
        options = tuple(Option(name=name, label=LABEL, value=1) for name in names)
        gap = entry(NotStated(Label("按什么？", "of what?"), options), "2025-01-01", "2025-01-01")
        error = refusal("basis", DAY, None, gap, ())

        assert NotStatedError is type(error)
        assert (names, (), "按什么？ (of what?)") == (error.options, error.others, error.question)
        assert (
            f"basis: not stated by the source: 按什么？ (of what?); allowed: {allowed} "
            "(from: 区财政局通知, 第三条 [host], from 2025-01-01, known 2025-01-01)"
        ) == str(error)
