"""What a step sets in motion outside the trust: who is looked up, who is let in and told, where the case goes on."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import connection

from likeverd.cases import notices
from likeverd.cases.actions.drafts import begin
from likeverd.cases.beginning import NewCase
from likeverd.cases.models import Case, DraftRevision, Invitation
from likeverd.cases.records import ruleset_of
from likeverd.core.case import Command
from likeverd.core.elsewhere import LookedUp, moved_answers
from likeverd.core.events import (
    AdviceReceived,
    AdviceSought,
    MoveOffered,
    Recorded,
    ReviewRequested,
)
from likeverd.core.forms.reading import parse_date
from likeverd.core.vocabulary import ENDED_STATES, Action, Role
from likeverd.core.workdays import OSLO, local_day
from likeverd.organisations.models import HospitalTrust, Person
from likeverd.organisations.selectors import actor_for, departments

Found = dict[str, int | str]


def look_up(case: Case, command: Command, by: Person, now: datetime) -> Found:
    """What the registers say of whom the step names; what is not found is left out, and told at its field."""
    answers = command.answers
    match command.action:
        case Action.SEEK_ADVICE:
            return _expert(str(answers.get("expert_hpr", "")), now)
        case Action.OFFER_MOVE:
            return _receiver(
                str(answers.get("trust", "")), str(answers.get("receiver_hpr", "")), now
            )
        case Action.REQUEST_REVIEW:
            return _trust(ruleset_of(case, now).trust.review_trust)
        case Action.TAKE_OVER if case.receiving_person_id == by.pk:
            return _taken_over(case, str(answers.get("department", "")), by, now)
    return {}


def _person(number: str, role: str, trust: int | None, now: datetime) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT likeverd_person_with_number(%s, %s, %s, %s)",
            [number.strip(), role, trust, local_day(now)],
        )
        found: int | None = cursor.fetchone()[0]
    return found


def _expert(number: str, now: datetime) -> Found:
    person = _person(number, "", None, now)
    if person is None:
        return {}
    return {LookedUp.EXPERT: person, LookedUp.EXPERT_NAME: Person.objects.get(pk=person).name}


def _trust(code: str) -> Found:
    found = HospitalTrust.objects.filter(code=code).first()
    return {LookedUp.TRUST: found.pk} if found else {}


def _receiver(code: str, number: str, now: datetime) -> Found:
    found = _trust(code)
    if LookedUp.TRUST in found:
        person = _person(number, Role.TREATING_CONSULTANT, int(found[LookedUp.TRUST]), now)
        if person is not None:
            found[LookedUp.RECEIVER] = person
    return found


def _taken_over(case: Case, code: str, by: Person, now: datetime) -> Found:
    """The case goes on as a draft of the consultant who takes it over, with what stood in the application."""
    actor = actor_for(by, local_day(now))
    mine = {
        grant.unit
        for grant in actor.grants
        if grant.role is Role.TREATING_CONSULTANT and grant.trust == case.receiving_trust_id
    }
    at = [
        unit
        for unit in departments([case.receiving_trust_id or 0], local_day(now))
        if not mine.isdisjoint((None, unit.pk, unit.parent_id)) and code.strip() in ("", unit.code)
    ]
    if len(at) != 1:
        return {}
    wanted = NewCase(
        department=at[0].pk,
        method=case.method_id,
        identity_number=case.patient.identity_number,
        patient_name=case.patient.name,
        applicant=by.pk,
        why_new=f"Flyttet: {case.number}",
        route_reason=f"Flyttet: {case.number}",
    )
    new = begin(wanted, by=by, now=now, synthetic_allowed=not settings.PRODUCTION)
    at_home = case.home_trust_id == case.receiving_trust_id
    new.answers = moved_answers(case.answers, at_home=at_home)
    new.earlier_case = case
    new.draft_revision += 1
    new.save(update_fields=["answers", "earlier_case", "draft_revision"])
    DraftRevision.objects.create(
        case=new, revision=new.draft_revision, saved_at=now, by=by, answers=new.answers
    )
    return {LookedUp.SUCCESSOR: new.number}


def follow(case: Case, log: Sequence[Recorded], *, by: Person, now: datetime) -> None:
    """Let in those who are invited, end what is used up, and tell those elsewhere whose turn it is."""
    for recorded in log:
        match recorded.event:
            case AdviceSought(expert=int(expert)) as sought:
                _invite(case, sought, expert, by=by, now=now)
                notices.tell_elsewhere(case, [expert], now=now)
            case AdviceReceived(number=number):
                left = Invitation.objects.filter(case=case, advice=number, ended_at__isnull=True)
                left.update(ended_at=now)
            case MoveOffered(person=person):
                notices.tell_elsewhere(case, [person], now=now)
            case ReviewRequested(trust=trust):
                notices.tell_elsewhere(case, _directors(trust, now), now=now)
        if recorded.state_after in ENDED_STATES and case.advice:
            Invitation.objects.filter(case=case, ended_at__isnull=True).update(ended_at=now)
        if recorded.action in (Action.SUBMIT, Action.RESUBMIT) and case.home_trust_id:
            notices.tell_elsewhere(case, _directors(case.home_trust_id, now), now=now)


def _invite(case: Case, sought: AdviceSought, expert: int, *, by: Person, now: datetime) -> None:
    until = parse_date(sought.sight_until) or local_day(now)
    Invitation.objects.create(
        case=case,
        person_id=expert,
        advice=len(case.advice),
        invited_by=by,
        begins_at=now,
        ends_at=datetime.combine(until + timedelta(days=1), time(0), OSLO),
    )


def _directors(trust: int, now: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT person FROM likeverd_directors(%s, %s)", [trust, local_day(now)])
        return [person for (person,) in cursor.fetchall()]
