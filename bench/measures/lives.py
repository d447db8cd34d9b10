"""Whole lives of cases over HTTP: from choosing the method to the decision, page by page."""

import itertools
import re
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bench.measures.visitor import Visitor, posted
from tests.support.journey import answers_for

from likeverd.core.forms.register import INDIVIDUAL_EXCEPTION, current
from likeverd.core.forms.specimen import specimen
from likeverd.core.identity import synthetic_number
from likeverd.core.vocabulary import Action

NUMBER = re.compile(r"/saker/([A-Z]+-[0-9]+-[0-9]+)/")
SERIAL = itertools.count(1)


@dataclass
class Cast:
    """The signed-in people of one trust's chain, and where the consultant writes."""

    consultant: Visitor
    handlers: list[tuple[Visitor, Action]]
    department: int
    method: int
    now: datetime


def whole_life(cast: Cast) -> tuple[int, float]:
    """One case from an empty page to the decision. Answers requests and seconds."""
    people = [cast.consultant, *(visitor for visitor, _ in cast.handlers)]
    before = sum(visitor.requests for visitor in people)
    begun = time.perf_counter()
    number = write_and_send(cast)
    for visitor, action in cast.handlers:
        visitor.get("/arbeid/")
        visitor.get(f"/saker/{number}/")
        take(visitor, number, action, cast.now)
    cast.consultant.get(f"/saker/{number}/")
    seconds = time.perf_counter() - begun
    return sum(visitor.requests for visitor in people) - before, seconds


def write_and_send(cast: Cast) -> str:
    """Choose method and patient, see the way ahead, write everything, send."""
    who = cast.consultant
    day = date(1950, 1, 1) + timedelta(days=next(SERIAL) % 20_000)
    patient = synthetic_number(day, next(SERIAL) % 300)
    beginning = {
        "department": str(cast.department),
        "identity_number": patient,
        "patient_name": "Oppdiktet Person",
        "why_new": "Måling.",
    }
    who.get("/saker/ny/?q=demonstrasjon")
    who.get(f"/saker/ny/{cast.method}/")
    who.send(f"/saker/ny/{cast.method}/", beginning | {"ahead": "1"})
    answer = who.send(f"/saker/ny/{cast.method}/", beginning | {"begin": "1"})
    number = NUMBER.search(answer.headers["Location"]).group(1)
    address = f"/saker/{number}/soknad/"
    who.get(address)
    form = current(INDIVIDUAL_EXCEPTION, cast.now.date())
    written = specimen(
        "Målemab",
        "C509",
        "Brystkreft",
        written_on=cast.now.date(),
        start_by=cast.now.date() + timedelta(days=30),
        applicant_name="Ingrid Haugen",
    )
    sent = who.send(address, posted(form.fields, written) | {"send": "1"})
    if sent.headers.get("Location") != f"/saker/{number}/":
        raise RuntimeError("the application was not sent")
    return number


def take(visitor: Visitor, number: str, action: Action, now: datetime) -> None:
    """Open the step's page and carry the step out."""
    address = f"/saker/{number}/steg/{action}/"
    visitor.get(address)
    given = {}
    for key, value in answers_for(action, now).items():
        given[key] = "true" if value is True else value
    answer = visitor.send(address, given | {"do": action.value})
    if answer.status_code != 302:
        raise RuntimeError(f"{action} was not carried out")
