"""What staff see of the patient on the case page: the patient's own words, and the way to what the patient sees."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template

from likeverd.cases.selectors import CasePage
from likeverd.cases.serving import serve_case
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.patient_view import may_release
from likeverd.core.patient_words import without_identity
from likeverd.core.sources import SOURCES
from likeverd.patients.selectors import statements_of
from likeverd.web.templatetags.likeverd_ui import in_words

register = template.Library()


@dataclass(frozen=True, slots=True)
class Words:
    """A statement as the reader may see it."""

    at: datetime
    words: str


@register.inclusion_tag("patients/_on_the_case.html", takes_context=True)
def patients_words(context: template.Context, page: CasePage) -> dict[str, Any]:
    """The patient's statements; without name and number for those who need not know who it is."""
    actor = context["request"].actor
    rows = statements_of(page.case.pk)
    if rows:
        serve_case(actor, page.case, AccessKind.READ, ("statement",))
    patient = page.case.patient
    statements = [
        Words(
            row.written_at,
            row.words
            if page.sees_identity
            else without_identity(row.words, patient.name, patient.identity_number),
        )
        for row in rows
    ]
    return {"statements": statements, "hidden": not page.sees_identity}


@register.inclusion_tag("patients/_release_link.html", takes_context=True)
def release_link(context: template.Context, page: CasePage) -> dict[str, Any]:
    """The way to what the patient sees, for those who choose it."""
    actor = context["request"].actor
    may = isinstance(actor, Actor) and may_release(actor, page.facts)
    return {"may_release": may, "number": page.case.number}


@register.filter
def source_name(key: str) -> str:
    """The short name of a source."""
    return in_words(SOURCES[key].short)
