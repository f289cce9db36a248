"""
What was handled against the scheme: matters given to a community, and cases sent back late.
"""

import pytest

from partygrid.clocks import CommunityDuty, ReturnRule, Role

DUTIES = CommunityDuty("ordinary", may_lead=True), CommunityDuty("urgent", may_lead=False)


@pytest.fixture(scope="module")
def findings(look, case_of, scheme_of):
    """
    Give subject and verdict of each finding.
    """

    def of(*rows, **series):
        found = look(case_of(*rows), scheme_of(**series), "2026-03-20 12:00").findings
        return [(each.subject, each.met) for each in found.findings]

    return of


def received(matter="ordinary", *, leads=True, assigned=Role.COMMUNITY):
    """
    Make the row of a receipt.
    """
    given = {"id": "e-1", "matter": matter, "leads": leads, "assigned": assigned}
    return "received", "2026-03-02 11:00", given


class TestDuties:
    @pytest.mark.parametrize(
        ("matter", "leads", "met"),
        [
            ("ordinary", True, True),
            ("ordinary", False, True),
            ("urgent", True, False),
            ("urgent", False, True),
            ("odd", True, False),
            ("odd", False, False),
        ],
    )
    def test_listed(self, findings, matter, leads, met):
        """
        A community is given what its list names, and leads where it may.
        """
        row = received(matter, leads=leads)
        assert findings(row, community_duties=DUTIES) == [("c-1/e-1", met)]

    def test_not_asked(self, findings):
        """
        Without a list, or for another role, nothing is held to it; an empty list allows nothing.
        """
        assert findings(received("odd")) == []
        assert findings(received("odd", assigned=Role.STREET), community_duties=DUTIES) == []
        assert findings(received(), community_duties=()) == [("c-1/e-1", False)]

    def test_transferred(self, findings):
        """
        A transfer to a community is held to the list for the matter that was received.
        """
        given = {"id": "e-2", "assigned": Role.COMMUNITY, "leads": True}
        rows = received("urgent", assigned=Role.STREET), ("transferred", "2026-03-03 11:00", given)
        assert findings(*rows, community_duties=DUTIES) == [("c-1/e-2", False)]

    def test_words(self, look, case_of, scheme_of):
        """
        A finding says what the list allows, and what was given.
        """
        case = case_of(received("odd"))
        found = look(case, scheme_of(community_duties=DUTIES), "2026-03-20 12:00").findings
        assert found.findings[0].required.en == "ordinary, urgent (assist)"
        assert found.findings[0].step.value.en == "odd"
        none = look(case, scheme_of(community_duties=()), "2026-03-20 12:00").findings
        assert none.findings[0].required.en == "none"


class TestReturns:
    @pytest.mark.parametrize(
        ("at", "met"),
        [
            ("2026-03-04 19:30", True),
            ("2026-03-04 19:30:00.000001", False),
            ("2026-03-05 10:00", False),
        ],
    )
    def test_in_time(self, findings, limit, at, met):
        """
        A case is sent back within the time laid down, exactly then included.
        """
        rule = ReturnRule(limit(2, "working_day"))
        signed = "signed", "2026-03-02 11:30", {"id": "e-s"}
        rows = received(), signed, ("returned", at, {"id": "e-2"})
        assert findings(*rows, returns=rule) == [("c-1/e-2", met)]
        assert findings(*rows) == []

    def test_last_given(self, findings, limit):
        """
        The time counts from when the case was given last.
        """
        rule = ReturnRule(limit(2, "working_day"))
        rows = (
            received(),
            ("transferred", "2026-03-09 11:00", {"id": "e-2"}),
            ("returned", "2026-03-10 11:00", {"id": "e-3"}),
        )
        assert findings(*rows, returns=rule) == [("c-1/e-3", True)]

    def test_rule_of_the_day(self, findings, limit, series):
        """
        An event is held to what was in force on its day.
        """
        rule = ReturnRule(limit(2, "working_day"))
        returns = series("returns", ("2025-01-01", None), ("2026-03-10", rule))
        rows = (
            received(),
            ("returned", "2026-03-09 11:00", {"id": "e-2"}),
            ("returned", "2026-03-10 11:00", {"id": "e-3"}),
        )
        assert findings(*rows, returns=returns) == [("c-1/e-3", False)]
