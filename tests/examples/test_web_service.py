"""
The web service, asked as a client asks it.
"""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from partygrid.serial import to_data

pytest.importorskip("fastapi")
testclient = pytest.importorskip("fastapi.testclient")

FOLDER = Path(__file__).parents[2] / "examples" / "web_service"
NOW = "2025-05-09T17:00:00+08:00"


@pytest.fixture(scope="module")
def service():
    """
    Load the service from its folder.
    """
    sys.path.insert(0, str(FOLDER))
    try:
        yield importlib.import_module("service")
    finally:
        sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def client(service):
    """
    Ask the service.
    """
    return testclient.TestClient(service.app)


@pytest.fixture(scope="module")
def case(service):
    """
    The case of the example, as data.
    """
    return to_data(service.PLACE.case)


def test_case(client, case):
    """
    A case is read: what is due, whether it is firm, when to ask again, and why.
    """
    answer = client.post("/case", json={"case": case, "at": NOW}, params={"language": "en"})

    assert 200 == answer.status_code
    found = answer.json()
    assert ["met", "running", "waiting"] == [stage["state"] for stage in found["stages"]]
    assert "2025-05-13T20:00:00+08:00" == found["stages"][1]["due"]
    assert found["stages"][1]["is_firm"] is True
    assert "2025-05-12T10:00:00+08:00" == found["next_change"]
    assert any("pause 2 days" in line for line in found["stages"][1]["why"])
    assert [] == found["findings"]


def test_known(client, case):
    """
    What was recorded later plays no part.
    """
    asked = {"case": case, "at": NOW, "known": "2025-05-08T00:00:00+08:00"}

    assert "paused" == client.post("/case", json=asked).json()["stages"][1]["state"]


def test_due(client, service):
    """
    A limit is counted from an instant.
    """
    _, solve, *_ = service.PLACE.promise.rules_on(service.PLACE.calendar.span.start).stages
    asked = {"start": NOW, "limit": to_data(solve.limits[0].limit)}
    answer = client.post("/due", json=asked, params={"language": "en"}).json()

    assert "2025-05-16T20:00:00+08:00" == answer["due"]
    assert any("counted 5 days" in line for line in answer["why"])


def test_promise(client, service):
    """
    The scheme is given as the library writes it.
    """
    assert to_data(service.PLACE.promise) == client.get("/promise").json()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "zh"),
        ({"headers": {"Accept-Language": "en-GB,en;q=0.9,zh;q=0.8"}}, "en"),
        ({"headers": {"Accept-Language": "fr, zh-CN;q=0.9, en;q=0.8"}}, "zh"),
        ({"headers": {"Accept-Language": "zh;q=0, en;q=0.1"}}, "en"),
        ({"headers": {"Accept-Language": "en;q=nonsense, *"}}, "zh"),
        ({"headers": {"Accept-Language": "zh"}, "params": {"language": "en"}}, "en"),
    ],
)
def test_language(client, case, given, expected):
    """
    The answer is in the language that is asked for, or preferred, or Chinese.
    """
    answer = client.post("/case", json={"case": case, "at": NOW}, **given)

    assert expected == answer.headers["Content-Language"]
    assert {"zh": "签收", "en": "sign for"}[expected] == answer.json()["stages"][0]["name"]


class TestRefused:
    def test_data(self, client, case):
        """
        Every problem in what is sent is named with place, value and what is allowed.
        """
        event = {**case["events"][0], "channel": "telephone", "at": "2025-04-29"}
        asked = {"case": {"id": "c-1", "events": [event]}, "at": NOW, "extra": 1}
        answer = client.post("/case", json=asked)

        assert 422 == answer.status_code
        found = {each["field"]: each for each in answer.json()["problems"]}
        assert {"$", "$.case.events[0].at", "$.case.events[0].channel"} == {*found}
        wrong = found["$.case.events[0].channel"]
        assert "telephone" == wrong["value"]
        assert "online, offline, home_visit" == wrong["allowed"]

    def test_source(self, client, case):
        """
        What a scheme does not take is refused with the source that says so.
        """
        event = {**case["events"][0], "matter": "unheard_of"}
        asked = {"case": {"id": "c-1", "events": [event]}, "at": NOW}
        answer = client.post("/case", json=asked)

        assert 422 == answer.status_code
        [wrong] = answer.json()["problems"]
        assert "unheard_of" == wrong["value"]
        assert "ordinary, urgent" in wrong["allowed"]
        assert "示例数据" in wrong["source"]

    def test_outside(self, client, service):
        """
        So is an instant outside the calendar.
        """
        _, solve, *_ = service.PLACE.promise.rules_on(service.PLACE.calendar.span.start).stages
        limit = to_data(solve.limits[0].limit)
        answer = client.post("/due", json={"start": "2035-01-01T00:00:00+08:00", "limit": limit})

        assert 422 == answer.status_code
        assert answer.json()["problems"][0]["allowed"]

    @pytest.mark.parametrize(
        "given", [{"content": "{"}, {"json": {}, "params": {"language": "fr"}}, {}]
    )
    def test_request(self, client, given):
        """
        A request that is none is refused in the same form.
        """
        answer = client.post("/case", **given)

        assert 422 == answer.status_code
        assert answer.json()["problems"][0]["message"]


class TestDescribed:
    @pytest.fixture
    def described(self, client):
        """
        What the service says of itself.
        """
        return client.get("/openapi.json").json()

    def test_types(self, described):
        """
        What is asked is described by the types of the library, names in both languages.
        """
        schemas = described["components"]["schemas"]
        body = described["paths"]["/case"]["post"]["requestBody"]

        assert {"CaseQuestion", "Case", "Event", "EventKind", "Limit"} <= {*schemas}
        assert (
            "#/components/schemas/CaseQuestion"
            == (body["content"]["application/json"]["schema"]["$ref"])
        )
        assert ["id"] == schemas["Case"]["required"]
        assert "`received` 受理 (received)" in schemas["EventKind"]["description"]
        assert "422" in described["paths"]["/due"]["post"]["responses"]

    def test_references(self, described):
        """
        Every reference leads somewhere.
        """

        def references(node):
            if isinstance(node, dict):
                if "$ref" in node:
                    yield node["$ref"].rpartition("/")[2]
                node = list(node.values())
            if isinstance(node, list):
                for each in node:
                    yield from references(each)

        assert {*references(described)} <= {*described["components"]["schemas"]}

    def test_as_read(self, described, case):
        """
        The description has just the fields that the library writes.
        """
        schemas = described["components"]["schemas"]

        assert {*case} <= {*schemas["Case"]["properties"]}
        for event in case["events"]:
            assert {*event} <= {*schemas["Event"]["properties"]}
            assert {*schemas["Event"]["required"]} <= {*event}


def test_script():
    """
    The script that asks is run as a user runs it.
    """
    done = subprocess.run(
        [sys.executable, "-W", "error", FOLDER / "ask.py"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert "solve: running, due 2025-05-13T20:00:00+08:00" in done.stdout
    assert "gives 422" in done.stdout
