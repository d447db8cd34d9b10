"""Between the rows of the database and the facts of the rules; nothing is decided here."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from likeverd.cases.models import Case, CaseEvent
from likeverd.core.case import Advice, CaseFacts, Handler, Question, Ruleset
from likeverd.core.duties import barred
from likeverd.core.events import Recorded, restore
from likeverd.core.forms.register import definition
from likeverd.core.vocabulary import Action, Conclusion, Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.selectors import trust_rules


def facts_of(row: Case) -> CaseFacts:
    """The case as the rules see it."""
    return CaseFacts(
        scheme=row.scheme,
        trust=row.trust_id,
        units=(row.department_id, row.division_id),
        applicant=row.applicant_id,
        form_version=row.form_version,
        state=State(row.state),
        version=row.version,
        answers=row.answers,
        helpers=frozenset(row.helpers),
        handlers=tuple(
            Handler(hand["person"], State(hand["step"]), hand["deputy"]) for hand in row.handlers
        ),
        conflicted=frozenset(row.conflicted),
        asked_from=State(row.asked_from) if row.asked_from else None,
        questions=tuple(Question(**question) for question in row.questions),
        furthest=row.furthest,
        method_changes=tuple(str(change) for change in row.method_changes),
        home_trust=row.home_trust_id,
        home_acknowledged=row.home_acknowledged,
        receiving_trust=row.receiving_trust_id,
        receiving_person=row.receiving_person_id,
        review_trust=row.review_trust_id,
        first_deciders=frozenset(row.first_deciders),
        advice=tuple(Advice(**one) for one in row.advice),
        conclusion=Conclusion.NOT_NEEDED if row.cleared is None else Conclusion.AWAITED,
    )


def ruleset_of(row: Case, now: datetime) -> Ruleset:
    """The rules under which the case runs: its own versions, and today's local day."""
    return Ruleset(
        trust=trust_rules(row.trust_id, row.trust_rules_version),
        form=definition(row.scheme, row.form_version),
        today=local_day(now),
    )


def put_facts(row: Case, facts: CaseFacts) -> None:
    """Write what the rules decided into the state row (not yet saved)."""
    row.state = facts.state.value
    row.version = facts.version
    row.answers = dict(facts.answers)
    row.furthest = facts.furthest
    row.asked_from = facts.asked_from.value if facts.asked_from else ""
    row.questions = [{"field": q.field, "question": q.question} for q in facts.questions]
    row.handlers = [
        {"person": hand.person, "step": hand.step.value, "deputy": hand.deputy}
        for hand in facts.handlers
    ]
    row.helpers = sorted(facts.helpers)
    row.conflicted = sorted(facts.conflicted)
    row.method_changes = [UUID(change) for change in facts.method_changes]
    row.home_acknowledged = facts.home_acknowledged
    row.receiving_trust_id = facts.receiving_trust
    row.receiving_person_id = facts.receiving_person
    row.review_trust_id = facts.review_trust
    row.first_deciders = sorted(facts.first_deciders)
    row.advice = [asdict(one) for one in facts.advice]
    row.barred = sorted(barred(facts))
    row.participants = sorted(
        {facts.applicant} | facts.helpers | {hand.person for hand in facts.handlers}
    )


def event_row(case: Case, recorded: Recorded) -> CaseEvent:
    """The row of an event (not yet saved)."""
    return CaseEvent(
        case=case,
        sequence=recorded.sequence,
        kind=recorded.event.kind,
        at=recorded.at,
        by_id=recorded.by,
        role=recorded.role.value if recorded.role else "",
        deputy_for_id=recorded.deputy_for,
        action=recorded.action.value if recorded.action else "",
        state_before=recorded.state_before.value,
        state_after=recorded.state_after.value,
        content=recorded.event.payload(),
    )


def recorded_of(row: CaseEvent) -> Recorded:
    """The event that a row holds; the row was read together with what is kept apart (``kept``)."""
    return Recorded(
        sequence=row.sequence,
        at=row.at,
        by=row.by_id,
        role=Role(row.role) if row.role else None,
        deputy_for=row.deputy_for_id,
        action=Action(row.action) if row.action else None,
        state_before=State(row.state_before),
        state_after=State(row.state_after),
        event=restore(row.kind, row.kept.content),
    )
