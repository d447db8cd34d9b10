"""Pages of the log reviewer: the queue, and one finding with its rows and its sign-offs.

They read no case and name no patient, and no link here leads to a case. Reading them is itself logged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from likeverd.audit.review import actions, selectors
from likeverd.audit.review.models import Finding
from likeverd.audit.review.presenting import entry_line, finding_line, sight_line
from likeverd.audit.review.refused import NoSuchFinding, NotSigned
from likeverd.audit.review.selectors import MOST_ROWS, Standing
from likeverd.audit.serving import serve
from likeverd.cases.views.common import case_view, moment_now, person_of
from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.forms.reading import Fault
from likeverd.core.log_review import (
    OUTCOME_LABELS,
    RULE_LABELS,
    Outcome,
    Rule,
    SignOffWanted,
)
from likeverd.core.log_review.sign_off import LONGEST_WORDS
from likeverd.core.text import Text

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]
FIELDS = (
    Field(
        "outcome",
        Kind.CHOICE,
        Text("Hva kom du til?", "Kva kom du til?", "What did you find?"),
        Text(
            "«Må følges opp» blir stående i køen til noen signerer på nytt.",
            "«Må følgjast opp» blir ståande i køen til nokon signerer på nytt.",
            "“Needs follow-up” stays in the queue until somebody signs again.",
        ),
        "I",
        options=tuple(Option(code.value, words) for code, words in OUTCOME_LABELS.items()),
    ),
    Field(
        "words",
        Kind.TEXT,
        Text(
            "Hva har du undersøkt, og hvem har du snakket med?",
            "Kva har du undersøkt, og kven har du snakka med?",
            "What have you looked into, and whom have you talked to?",
        ),
        Text(
            "Blir stående i loggen med navnet ditt. Ikke skriv pasientens navn eller fødselsnummer.",
            "Blir ståande i loggen med namnet ditt. Ikkje skriv namnet eller fødselsnummeret til pasienten.",
            "Stays in the log with your name. Do not write the patient's name or identity number.",
        ),
        "I",
        longest=LONGEST_WORDS,
    ),
)


def reviewer_view(view: View[Given]) -> View[Given]:
    """A page for log reviewers; for others it is closed."""

    @case_view
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if not selectors.reviewed_trusts(person_of(request), moment_now()):
            raise PermissionDenied
        try:
            return view(request, *args, **kwargs)
        except NoSuchFinding as missing:
            raise Http404 from missing

    return guarded


@require_safe
@reviewer_view
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a reviewer, what is to be followed up, what is done; and the counts."""
    trusts = selectors.reviewed_trusts(person_of(request), moment_now())
    given = request.GET.get("standing", "")
    standing = Standing(given) if given in set(Standing) else Standing.WAITING
    chosen = request.GET.get("rule", "")
    rule = Rule(chosen) if chosen in set(Rule) else None
    before = request.GET.get("before", "")
    found, following = selectors.queue(
        trusts, standing, rule, int(before) if before.isdecimal() and len(before) < 18 else None
    )
    for trust in trusts:
        serve(actions.log_read(trust))
    keep = {"standing": standing.value} | ({"rule": rule.value} if rule else {})
    context = {
        "findings": [finding_line(each) for each in found],
        "several_trusts": len(trusts) > 1,
        "standing": standing.value,
        "tabs": [
            (Standing.WAITING.value, _("Venter")),
            (Standing.FOLLOW_UP.value, _("Følges opp")),
            (Standing.DONE.value, _("Ferdig")),
        ],
        "rule": rule.value if rule else "",
        "rules": [(each.value, RULE_LABELS[each]) for each in Rule],
        "counts": [(RULE_LABELS[each.rule], each) for each in selectors.counts(trusts)],
        "older": "?" + urlencode(keep | {"before": following}) if following else "",
    }
    return render(request, "audit/review/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reviewer_view
def finding(request: HttpRequest, finding: int) -> HttpResponse:
    """One finding: why, the rows of the log, earlier sign-offs, and the form to sign it off."""
    now, person = moment_now(), person_of(request)
    found = selectors.finding_for(finding, person, now)
    if request.method != "POST":
        return _page(request, found)
    given = {field.key: request.POST.get(field.key, "") for field in FIELDS}
    try:
        actions.sign_off(
            finding, SignOffWanted(given["outcome"], given["words"]), by=person, now=now
        )
    except NotSigned as refused:
        return _page(request, found, given, refused.faults)
    messages.success(request, _("Signert."))
    return redirect("log_review:queue")


def _page(
    request: HttpRequest,
    found: Finding,
    given: Mapping[str, object] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    serve(actions.log_read(found.trust_id, number=found.number))
    rows = list(selectors.rows_of(found)[: MOST_ROWS + 1])
    context = {
        "finding": finding_line(found),
        "rows": [entry_line(each) for each in rows[:MOST_ROWS]],
        "more": len(rows) > MOST_ROWS,
        "sight": sight_line(selectors.emergency_of(found)),
        "history": [
            (OUTCOME_LABELS[Outcome(signed.outcome)], signed)
            for signed in selectors.history_of(found)
        ],
        "own": selectors.is_about(found, person_of(request)),
        "fields": FIELDS,
        "answers": given or {},
        "faults": faults,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "audit/review/finding.html", context, status=status)
