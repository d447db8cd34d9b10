"""The committee concludes: the joint rating is kept, and the recommendation becomes the case's own step.

Both in one transaction: either the case has moved on and the item is concluded, or neither.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from likeverd.cases.actions import take_step
from likeverd.cases.models import Case
from likeverd.cases.records import facts_of, ruleset_of
from likeverd.committee import policy, selectors
from likeverd.committee.actions.meetings import report_to_next_meeting
from likeverd.committee.actions.names import refuse_names
from likeverd.committee.actions.rows import locked_item, require_sight, required_rules
from likeverd.committee.models import Conclusion, Item
from likeverd.committee.records import (
    changed_since_papers,
    committee_of,
    item_facts,
    presence_of,
    present_at,
    seated,
)
from likeverd.committee.refused import NoSuchThing, NotDone, NotFilledIn
from likeverd.core.case import Command
from likeverd.core.committee.dissent import as_text, dissent_field, dissents_in
from likeverd.core.committee.items import why_not_conclude
from likeverd.core.committee.marks import FINAL_FIELDS, final_rating
from likeverd.core.committee.vocabulary import ItemKind, ItemState
from likeverd.core.forms.reading import read_completely
from likeverd.core.step_questions import recommend
from likeverd.core.vocabulary import Action
from likeverd.core.vocabulary import Conclusion as Ground
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

LEADER_ACTED = {
    "nb": "Lederen handlet alene i en hastesak.",
    "nn": "Leiaren handla åleine i ei hastesak.",
}


def conclude(item: int, answers: Mapping[str, object], *, by: Person, now: datetime) -> Conclusion:
    """Conclude an item: final ratings, recommendation with coded reasons, and dissent.

    ``answers`` are those of the case's step and of the final rating. By the one who leads the item. Raises
    ``NoSuchThing``, ``NotDone``, ``NotFilledIn``, and ``NotCarriedOut`` of the case's own step.
    """
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        found, meeting, seat = locked_item(item, actor, now)
        require_sight(found, actor)
        committee = committee_of(meeting)
        present = present_at(committee, presence_of(meeting))
        facts = item_facts(found, meeting, present)
        refusal = why_not_conclude(facts, seated(seat), required_rules(meeting.trust_id, now))
        if refusal is not None:
            raise NotDone(refusal)
        names = {m.person_id: m.person.name for m in committee}
        field = dissent_field([(s.person, names[s.person]) for s in facts.markers])
        step_fields = recommend(facts_of(found.case), ruleset_of(found.case, now))
        every = (*FINAL_FIELDS, *(f for f in step_fields if f.key != "dissent"), field)
        reading = read_completely(every, answers, local_day(now))
        if reading.faults:
            raise NotFilledIn(*reading.faults)
        dissents = dissents_in(reading.answers)
        for _, why in dissents:
            refuse_names("dissents", why, [found.case])
        step = {**answers, "dissent": as_text([(names[person], why) for person, why in dissents])}
        found.changed = changed_since_papers(found)
        row = _recommend(found.case, step, Ground.OF_A_MEETING, by, now)
        row.item = found
        row.final = final_rating(reading.answers)
        row.dissents = [{"person": person, "why": why} for person, why in dissents]
        row.save()
        found.state = ItemState.CONCLUDED
        found.save(update_fields=["state", "changed"])
    return row


def conclude_alone(
    number: str, answers: Mapping[str, object], *, by: Person, now: datetime
) -> Conclusion:
    """The leader alone recommends in an urgent case that no planned meeting reaches; the next meeting is told.

    Raises ``NoSuchThing``, ``NotDone`` and ``NotCarriedOut``.
    """
    with transaction.atomic():
        case = alone_case(number, by=by, now=now)
        report_to_next_meeting(case, by=by, now=now)
        listed = Item.objects.select_for_update(of=("self",)).filter(
            case=case, state=ItemState.LISTED, kind=ItemKind.CASE
        )
        for item in listed.order_by("pk"):
            item.state = ItemState.REMOVED
            item.left_at, item.left_by = now, by
            item.left_reason = LEADER_ACTED[required_rules(case.trust_id, now).language]
            item.save(update_fields=["state", "left_at", "left_by", "left_reason"])
        row = _recommend(case, answers, Ground.OF_THE_LEADER, by, now)
        row.save()
    return row


def alone_case(number: str, *, by: Person, now: datetime) -> Case:
    """The case in which the leader may act alone now; raises ``NoSuchThing`` and ``NotDone``."""
    actor = actor_for(by, local_day(now))
    case = selectors.seen_waiting_case(actor, number)
    seat = policy.seat_of(actor, case.trust_id, local_day(now)) if case else None
    if case is None or seat is None:
        raise NoSuchThing
    refusal = selectors.why_not_alone_in(case, seat, required_rules(case.trust_id, now), now)
    if refusal is not None:
        raise NotDone(refusal)
    return case


def _recommend(
    case: Case, answers: Mapping[str, object], ground: Ground, by: Person, now: datetime
) -> Conclusion:
    """The case's step, and the conclusion that is to be kept of it (not yet saved)."""
    locked = Case.objects.select_for_update(of=("self",)).order_by("pk").get(pk=case.pk)
    command = Command(Action.RECOMMEND, locked.version, answers)
    take_step(case.number, command, by=by, now=now, conclusion=ground)
    recommendation = str(answers.get("recommendation", ""))
    codes = answers.get(f"reasons_{recommendation}")
    return Conclusion(
        trust_id=case.trust_id,
        case=case,
        ground=ground,
        recommendation=recommendation,
        reasons=list(codes) if isinstance(codes, Sequence) else [],
        at=now,
        by=by,
    )
