"""An item of the agenda: the own mark, the spread when it is open, the talk, and the conclusion."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from likeverd.cases.records import facts_of, ruleset_of
from likeverd.cases.refused import NotCarriedOut
from likeverd.cases.views.common import actor_of, moment_now, person_of
from likeverd.committee import actions, selectors
from likeverd.committee.records import seated
from likeverd.committee.refused import NotDone, NotFilledIn
from likeverd.committee.selectors import ItemPage
from likeverd.committee.views.common import answer, committee_view
from likeverd.core.committee.dissent import dissent_field
from likeverd.core.committee.items import why_not_conclude, why_not_mark
from likeverd.core.committee.marks import FINAL_FIELDS, FINAL_PREFIX, MARK_FIELDS, RATED
from likeverd.core.committee.vocabulary import (
    ARRANGING_SEATS,
    LEADING_SEATS,
    LIVE_ITEMS,
    ItemState,
    MeetingState,
)
from likeverd.core.forms.model import Field
from likeverd.core.forms.reading import Fault
from likeverd.core.refusals import AnswersIncomplete, Refusal
from likeverd.core.step_questions import recommend
from likeverd.core.text import Text
from likeverd.organisations.models import Person
from likeverd.web.form_post import changes_rows, unflatten


@committee_view
def item(request: HttpRequest, item: int) -> HttpResponse:
    """The item for one who may see its case."""
    if request.method != "POST":
        return _page(request, item)
    try:
        done = _posted(request, item, moment_now(), person_of(request))
    except NotDone as refused:
        return _page(request, item, refusal=refused.refusal)
    except NotFilledIn as faulty:
        return _page(request, item, faults=faulty.faults)
    if done:
        messages.success(request, done)
    return redirect("committee:item", item=item)


def _posted(request: HttpRequest, item: int, now: datetime, by: Person) -> str:
    """Do what was asked for; answers what to say of it."""
    post = request.POST
    if "mark" in post:
        actions.mark(item, unflatten(post, MARK_FIELDS), by=by, now=now)
        return _("Vurderingen din er lagret. Du kan rette den til vurderingene åpnes.")
    if "spread" in post:
        actions.open_spread(item, without_the_rest=post["spread"] == "now", by=by, now=now)
        return _("Vurderingene er åpnet.")
    if "note" in post:
        actions.note(item, post.get("words", ""), by=by, now=now)
        return _("Innspillet er lagret.")
    if "postpone" in post:
        actions.postpone(item, post.get("reason", ""), by=by, now=now)
        return _("Saken er utsatt.")
    return ""


def _page(
    request: HttpRequest,
    number: int,
    *,
    refusal: Refusal | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    now = moment_now()
    page = selectors.item_page(actor_of(request, now), number, now)
    me = seated(page.seat)
    opened = page.item.spread_opened_at is not None
    leads = page.facts.leads is not None and page.facts.leads.person == me.person
    meeting_open = page.meeting.state == MeetingState.OPEN
    typed = unflatten(request.POST, MARK_FIELDS) if "mark" in request.POST else None
    context: dict[str, object] = {
        "page": page,
        "item": page.item,
        "case": page.item.case,
        "meeting": page.meeting,
        "mark_fields": MARK_FIELDS,
        "mark_answers": page.own if typed is None else typed,
        "may_mark": why_not_mark(page.facts, me) is None
        or (typed is not None and refusal is not None),
        "marks_gone": typed is not None and refusal is not None,
        "opened": opened,
        "waits_for": [page.names[each.person] for each in page.facts.missing],
        "to_mark": len(page.facts.markers),
        "have_marked": len(page.facts.markers) - len(page.facts.missing),
        "away": [page.names[p] for p in page.item.case.conflicted if p in page.names],
        "spread": _named(page),
        "may_open": leads and meeting_open and page.item.state == ItemState.LISTED,
        "may_note": opened and meeting_open and me.seat in ARRANGING_SEATS,
        "may_postpone": meeting_open and page.item.state in LIVE_ITEMS and me.seat in LEADING_SEATS,
        "may_conclude": page.rules is not None
        and why_not_conclude(page.facts, me, page.rules) is None,
        "rated": _rated(page),
        "faults": faults,
        "words": request.POST.get("words", "") if faults else "",
        "reason": request.POST.get("reason", "") if faults else "",
        "leads_name": page.names.get(page.facts.leads.person, "") if page.facts.leads else "",
    }
    return answer(request, "committee/item.html", context, refusal=refusal, faulty=bool(faults))


def _named(page: ItemPage) -> list[tuple[Field, list[tuple[Text, int, str]], bool]]:
    """The spread with names: criterion, each answer with how many and who, and whether all agreed."""
    return [
        (
            each.field,
            [
                (
                    share.option.label,
                    len(share.people),
                    ", ".join(page.names.get(person, "") for person in share.people),
                )
                for share in each.shares
            ],
            each.agreed,
        )
        for each in page.spread
    ]


def _rated(page: ItemPage) -> list[tuple[Text, Text]]:
    """The joint rating of a concluded item."""
    if page.conclusion is None:
        return []
    final = page.conclusion.final
    return [
        (field.label, option.label)
        for field in RATED
        if (option := field.option(str(final.get(field.key)))) is not None
    ]


@committee_view
def conclude(request: HttpRequest, item: int) -> HttpResponse:
    """The joint rating, the recommendation and the dissent, by the one who leads the item."""
    now = moment_now()
    page = selectors.item_page(actor_of(request, now), item, now)
    fields = _fields(page, now)
    given = unflatten(request.POST, fields) if request.method == "POST" else _agreed(page)
    if request.method != "POST" or changes_rows(request.POST, fields):
        if page.rules is None or why_not_conclude(page.facts, seated(page.seat), page.rules):
            return redirect("committee:item", item=item)
        return _conclude_page(request, page, fields, given)
    try:
        actions.conclude(item, given, by=person_of(request), now=now)
    except NotFilledIn as faulty:
        return _conclude_page(request, page, fields, given, faults=faulty.faults)
    except NotDone as refused:
        return _conclude_page(request, page, fields, given, refusal=refused.refusal)
    except NotCarriedOut as refused:
        refusal = refused.refusals[0]
        if isinstance(refusal, AnswersIncomplete):
            return _conclude_page(request, page, fields, given, faults=refusal.faults)
        return _conclude_page(request, page, fields, given, refusal=refusal)
    messages.success(request, _("Saken er behandlet, og tilrådingen er sendt til direktøren."))
    return redirect("committee:meeting", meeting=page.meeting.pk)


def _fields(page: ItemPage, now: datetime) -> tuple[Field, ...]:
    case = page.item.case
    step = [f for f in recommend(facts_of(case), ruleset_of(case, now)) if f.key != "dissent"]
    dissent = dissent_field([(s.person, page.names[s.person]) for s in page.facts.markers])
    return (*FINAL_FIELDS, *step, dissent)


def _agreed(page: ItemPage) -> Mapping[str, object]:
    """What all had marked alike stands in the final rating already; the rest is left to the talk."""
    return {
        FINAL_PREFIX + each.field.key: each.shares[0].option.code
        for each in page.spread
        if each.agreed
    }


def _conclude_page(
    request: HttpRequest,
    page: ItemPage,
    fields: tuple[Field, ...],
    given: Mapping[str, object],
    *,
    refusal: Refusal | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    context: dict[str, object] = {
        "item": page.item,
        "case": page.item.case,
        "fields": fields,
        "final_fields": FINAL_FIELDS,
        "step_fields": fields[len(FINAL_FIELDS) :],
        "answers": given,
        "faults": faults,
        "spread": _named(page),
        "notes": page.notes,
    }
    return answer(request, "committee/conclude.html", context, refusal=refusal, faulty=bool(faults))
