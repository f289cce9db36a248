"""
A web service that says what is due and why, in Chinese and English.

Run it with ``uvicorn --app-dir examples/web_service service:app`` and open
http://127.0.0.1:8000/docs; ``make examples`` asks it a question. Place and limits are made up.
The service keeps nothing: whoever asks sends what happened.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from answers import CaseAnswer, DueAnswer, Refusal, case_answer, due_answer, refusal
from fastapi import Body, Depends, FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from questions import CaseQuestion, LimitQuestion
from schemas import reference, schemas_of

from partygrid import packs
from partygrid.clocks import read
from partygrid.errors import InvalidDataError, PartyGridError, Problem
from partygrid.labels import Language
from partygrid.serial import from_data, to_data
from partygrid.worktime import due

PLACE: Final = packs.load("example")
REFUSED: Final[dict[int | str, dict[str, Any]]] = {422: {"model": Refusal}}
ASKED: Final = {"/case": CaseQuestion, "/due": LimitQuestion}

app = FastAPI(
    title="到期与缘由 / What is due, and why",
    description="Answers on a made-up place, by partygrid.",
    version="1",
)


def language_of(
    response: Response,
    language: Annotated[Language | None, Query(description="Goes before the header.")] = None,
    accept_language: Annotated[str, Header()] = "",
) -> Language:
    """
    Choose the language: as asked for, as the browser prefers, or Chinese.
    """
    chosen = language or _preferred(accept_language)
    response.headers["Content-Language"] = chosen
    return chosen


def _preferred(header: str) -> Language:
    """
    Read the first of our languages that a header prefers.
    """
    wanted: list[tuple[float, int, Language]] = []
    for place, part in enumerate(header.split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            rank = float(weight or 1)
        except ValueError:
            continue
        if rank > 0 and name[:2].lower() in {"zh", "en"}:
            wanted.append((-rank, place, "zh" if name[:2].lower() == "zh" else "en"))
    return min(wanted)[2] if wanted else "zh"


Data = Annotated[Any, Body()]
Chosen = Annotated[Language, Depends(language_of)]


@app.post("/case", responses=REFUSED)
def case(data: Data, language: Chosen) -> CaseAnswer:
    """
    Say where a case stands at an instant: what is due, met, late or stopped, and why.
    """
    asked = from_data(CaseQuestion, data)
    reading = read(asked.case, PLACE.promise, PLACE.calendar, at=asked.at, known=asked.known)
    return case_answer(reading, language)


@app.post("/due", responses=REFUSED)
def limit(data: Data, language: Chosen) -> DueAnswer:
    """
    Say when a limit is due that starts at an instant, and how that is counted.
    """
    asked = from_data(LimitQuestion, data)
    return due_answer(due(asked.start, asked.limit, PLACE.calendar), language)


@app.get("/promise")
def promise() -> dict[str, Any]:
    """
    Give the scheme by which cases are read, as data.
    """
    found: dict[str, Any] = to_data(PLACE.promise)
    return found


@app.exception_handler(PartyGridError)
def refuse(_: Request, error: PartyGridError) -> JSONResponse:
    """
    Answer with what was wrong.
    """
    return JSONResponse(refusal(error).model_dump(), status_code=422)


@app.exception_handler(RequestValidationError)
def refuse_request(request: Request, error: RequestValidationError) -> JSONResponse:
    """
    Say in the same form what was wrong before the library was asked.
    """
    problems = [Problem(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()]
    return refuse(request, InvalidDataError(field="request", problems=problems))


def described() -> dict[str, Any]:
    """
    Write the documentation, with what is asked described by the types of the library.
    """
    if app.openapi_schema is None:
        found = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
        )
        found["components"]["schemas"] |= schemas_of(*ASKED.values())
        for path, kind in ASKED.items():
            body = found["paths"][path]["post"]["requestBody"]
            body["content"]["application/json"]["schema"] = reference(kind)
        app.openapi_schema = found
    return app.openapi_schema


app.openapi = described  # type: ignore[method-assign]
