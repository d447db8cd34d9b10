"""Looking at seeded cases: their whole content without database ids, and their lives replayed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.forms.models import model_to_dict

from likeverd.cases.models import Case, CaseEvent, DraftRevision
from likeverd.cases.records import facts_of, recorded_of, ruleset_of
from likeverd.core.case import CaseFacts, Command
from likeverd.core.decide import Accepted, decide
from likeverd.core.elsewhere import LookedUp
from likeverd.core.events import Recorded, evolve
from likeverd.core.vocabulary import Action, State
from likeverd.core.workdays import local_day
from likeverd.methods.models import Method
from likeverd.organisations.models import HospitalTrust, Membership, Person, Unit
from likeverd.organisations.selectors import actor_for

PERSONS = ("helpers", "participants", "conflicted", "barred")


def digest() -> str:
    """A checksum of everything that was seeded, with names in place of ids."""
    people = dict(Person.objects.values_list("pk", "username"))
    units = dict(Unit.objects.values_list("pk", "code"))
    trusts = dict(HospitalTrust.objects.values_list("pk", "code"))
    methods = dict(Method.objects.values_list("pk", "key"))
    content: list[Any] = []
    numbers = {}
    for case in Case.objects.select_related("patient").order_by("number"):
        numbers[case.pk] = case.number
        row = model_to_dict(case) | {
            "id": None,
            "trust": trusts[case.trust_id],
            "division": units[case.division_id],
            "department": units[case.department_id],
            "method": methods[case.method_id],
            "applicant": people[case.applicant_id],
            "patient": (case.patient.identity_number, case.patient.name),
            "handlers": [{**hand, "person": people[hand["person"]]} for hand in case.handlers],
        }
        row |= {key: sorted(people[person] for person in row[key]) for key in PERSONS}
        content.append(row)
    for event in CaseEvent.objects.order_by("case__number", "sequence"):
        row = model_to_dict(event)
        content.append(
            row | {"id": None, "case": numbers[event.case_id], "by": people[event.by_id]}
        )
    for saved in DraftRevision.objects.order_by("case__number", "revision"):
        row = model_to_dict(saved)
        content.append(
            row | {"id": None, "case": numbers[saved.case_id], "by": people[saved.by_id]}
        )
    held = Membership.objects.values_list(
        "person__username", "person__name", "trust__code", "unit__code", "role", "valid_from"
    )
    content += [list(row) for row in held.order_by("person__username", "role")]
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def log_of(case: Case) -> list[Recorded]:
    """The case's events as they are stored."""
    return [recorded_of(row) for row in CaseEvent.objects.filter(case=case).order_by("sequence")]


def at_the_beginning(case: Case, log: list[Recorded]) -> CaseFacts:
    """The facts before the first event, as a new application begins."""
    begun_by = log[0].by
    return CaseFacts(
        scheme=case.scheme,
        trust=case.trust_id,
        units=(case.department_id, case.division_id),
        applicant=case.applicant_id,
        form_version=case.form_version,
        helpers=frozenset() if begun_by == case.applicant_id else frozenset({begun_by}),
        home_trust=case.home_trust_id,  # of the answers; stands on the row and in no event
    )


def replayed(case: Case) -> CaseFacts:
    """The facts that the stored events make; a draft's answers are no event, so they are given."""
    log = log_of(case)
    facts = at_the_beginning(case, log)
    for recorded in log:
        facts = evolve(facts, recorded)
    if facts.state is State.DRAFT:
        facts = replace(facts, answers=case.answers)
    return facts


def assert_rules_would_have_made(case: Case) -> None:
    """Every step of the case is one that ``decide`` accepts, with exactly the stored event."""
    log = log_of(case)
    facts = evolve(at_the_beginning(case, log), log[0])
    for stored in log[1:]:
        assert stored.action is not None
        if stored.action in (Action.SUBMIT, Action.RESUBMIT):
            facts = replace(facts, answers=stored.event.payload()["answers"])
        actor = actor_for(Person.objects.get(pk=stored.by), local_day(stored.at))
        command = Command(stored.action, facts.version, answers_in(stored))
        found = {LookedUp.TRUST: trust} if (trust := stored.event.payload().get("trust")) else {}
        known = replace(facts, looked_up=found)
        outcome = decide(known, command, actor, stored.at, ruleset_of(case, stored.at))
        assert isinstance(outcome, Accepted), (case.number, stored.action, outcome)
        assert outcome.events == (stored,)
        facts = replace(outcome.case, looked_up=facts.looked_up)
    if facts.state is not State.DRAFT:
        assert facts == facts_of(case)


def answers_in(stored: Recorded) -> Mapping[str, object]:
    """What was answered in a step, from the event that it became."""
    payload = stored.event.payload()
    if "assessment" in payload:
        return payload["assessment"]
    if stored.action is Action.ANSWER:
        return {f"answer_{number}": text for number, text in enumerate(payload["answers"])}
    if stored.action is Action.ASK:
        return {**payload, "questions": list(payload["questions"])}
    if stored.action is Action.RECORD_ADVICE:
        return {**payload, "advice": str(payload["number"])}
    payload |= payload.pop("conversation", {})
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in payload.items()
    }


def registers() -> None:
    """The registers that are shipped, as a demonstration has them."""
    call_command("import_register", verbosity=0, stdout=StringIO())
