"""One item of an agenda: marks as far as they may be seen, the talk, and the conclusion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from likeverd.cases import policy as case_policy
from likeverd.cases.models import Case
from likeverd.cases.serving import ASSESSMENTS, SUMMARY, serve_case
from likeverd.committee.models import (
    LIVE,
    Conclusion,
    Item,
    Mark,
    Meeting,
    Member,
    Note,
)
from likeverd.committee.records import (
    changed_since_papers,
    committee_of,
    committee_rules,
    item_facts,
    presence_of,
    present_at,
)
from likeverd.committee.refused import NoSuchThing
from likeverd.committee.selectors.meeting import meeting_row
from likeverd.committee.selectors.overview import JOINED
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.committee.items import ItemFacts
from likeverd.core.committee.marks import Spread, spread
from likeverd.core.committee.settings import CommitteeRules
from likeverd.core.forms.model import Answers


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item for one who may see its case. ``own`` is the person's own newest mark."""

    item: Item
    meeting: Meeting
    seat: Member
    rules: CommitteeRules | None
    facts: ItemFacts
    committee: Sequence[Member]
    changed: bool
    own: Answers
    spread: Sequence[Spread]
    names: dict[int, str]
    mark_notes: Sequence[tuple[str, str]]
    notes: Sequence[Note]
    conclusion: Conclusion | None


def item_page(actor: Actor, number: int, now: datetime) -> ItemPage:
    """The item; raises ``NoSuchThing`` also where the person may not see the case, or has not declared."""
    item = (
        Item.objects.select_related(*(f"case__{name}" for name in JOINED)).filter(pk=number).first()
    )
    if item is None:
        raise NoSuchThing
    meeting, seat = meeting_row(actor, item.meeting_id, now)
    if not Case.objects.filter(case_policy.which(actor), pk=item.case_id).exists():
        raise NoSuchThing
    committee, presence = committee_of(meeting), presence_of(meeting)
    facts = item_facts(item, meeting, present_at(committee, presence))
    opened = item.spread_opened_at is not None
    marks = spread_marks(item, facts.away) if opened else {}
    names = {member.person_id: member.person.name for member in committee}
    own = Mark.objects.filter(item=item, person_id=actor.person).order_by("-pk").first()
    serve_case(actor, item.case, AccessKind.READ, (SUMMARY, ASSESSMENTS))
    return ItemPage(
        item=item,
        meeting=meeting,
        seat=seat,
        rules=committee_rules(meeting.trust_id, now),
        facts=facts,
        committee=committee,
        changed=item.state in LIVE and changed_since_papers(item),
        own=own.answers if own else {},
        spread=spread(marks),
        names=names,
        mark_notes=[
            (names.get(person, ""), str(given["note"]))
            for person, given in marks.items()
            if given.get("note")
        ],
        notes=list(Note.objects.filter(item=item).select_related("by").order_by("pk")),
        conclusion=Conclusion.objects.filter(item=item).select_related("by").first(),
    )


def spread_marks(item: Item, away: frozenset[int]) -> dict[int, Answers]:
    """Each person's newest mark, once the spread is open; nobody's before that, and none of who is away."""
    if item.spread_opened_at is None:
        return {}
    rows = Mark.objects.filter(item=item).order_by("pk").values_list("person_id", "answers")
    return {person: given for person, given in rows if person not in away}
