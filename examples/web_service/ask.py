"""
Ask the web service three questions without a network, and show its answers.

Run it with ``make examples``, or ``python examples/web_service/ask.py``.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from fastapi.testclient import TestClient
from service import PLACE, app

from partygrid.serial import to_data

NOW: Final = "2025-05-09T17:00:00+08:00"


def questions() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """
    Give the questions: what they show, the path, and what is sent.
    """
    case = to_data(PLACE.case)
    wrong = {"id": "case-2", "events": [{**case["events"][0], "channel": "telephone"}]}
    _, solve, *_ = PLACE.promise.rules_on(date(2025, 5, 9)).stages
    return (
        ("where a case stands", "/case", {"case": case, "at": NOW}),
        (
            "when five working days end",
            "/due",
            {"start": NOW, "limit": to_data(solve.limits[0].limit)},
        ),
        ("a case that is wrong", "/case", {"case": wrong, "at": NOW}),
    )


def main() -> None:
    """
    Ask them.
    """
    client = TestClient(app)
    for shown, path, data in questions():
        answer = client.post(path, json=data, params={"language": "en"})
        print(f"{shown}: POST {path} gives {answer.status_code}")
        found = answer.json()
        for stage in found.get("stages", ()):
            print(f"  {stage['name']}: {stage['state_name']}, due {stage['due']}")
        if "due" in found:
            print(f"  due {found['due']}")
            print(*(f"  {line}" for line in found["why"][1:7]), sep="\n")
        for problem in found.get("problems", ()):
            print(f"  {problem['field']}: {problem['value']!r}; allowed: {problem['allowed']}")
    print(f"described: {len(app.openapi()['components']['schemas'])} schemas in /openapi.json")


if __name__ == "__main__":
    main()
