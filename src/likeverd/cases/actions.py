"""The only place where cases change: every step in one transaction, or not at all.

A step locks the case row, compares the version that the person saw, lets ``core.decide``
judge, writes state row and event together, and queues the notices in the outbox.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from likeverd.cases import beginning, notices, policy
from likeverd.cases.models import Case, CaseEvent, CommandReceipt, DraftRevision, Patient
from likeverd.cases.records import event_row, facts_of, put_facts, ruleset_of
from likeverd.cases.refused import CaseNotFound, KeyUsedForSomethingElse, NotCarriedOut
from likeverd.core.case import Actor, CaseFacts, Command
from likeverd.core.deadlines import promised_day
from likeverd.core.decide import TurnedAway, decide
from likeverd.core.events import Created, Recorded, evolve
from likeverd.core.forms.individual_exception import SCHEME
from likeverd.core.forms.merging import merge
from likeverd.core.forms.model import Answer
from likeverd.core.forms.prefill import START_BY, URGENCY, URGENT
from likeverd.core.forms.reading import parse_date, tidied
from likeverd.core.refusals import NotADraft, NotYourApplication, Stale
from likeverd.core.vocabulary import ENDED_STATES, Action, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a new application begins with. ``department`` and ``method`` are ids.

    ``applicant`` is the treating consultant; a helper names one. ``paper_received`` marks an
    application that is keyed in from paper. ``renews`` is the number of an earlier case whose
    answers are taken over; ``why_new`` is the reason for a case beside an earlier one.
    """

    department: int
    method: int
    identity_number: str
    patient_name: str
    applicant: int
    paper_received: date | None = None
    renews: str = ""
    why_new: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved draft: the case, and the writer's words where someone else's words stand."""

    case: Case
    set_aside: Mapping[str, Answer]


def begin(wanted: NewCase, *, by: Person, now: datetime, synthetic_allowed: bool) -> Case:
    """Begin a draft, as the consultant or as a helper for one.

    Raises ``NotCarriedOut`` with the faults at their fields, with ``NotYourRole``, or with
    ``EarlierCase`` where the patient has a case for the method and no reason is given.
    """
    today = local_day(now)
    actor = actor_for(by, today)
    checked = beginning.check(wanted, actor, today, synthetic_allowed=synthetic_allowed)
    with transaction.atomic():
        patient = _patient(checked)
        earlier = beginning.earlier_case(checked, patient, wanted)
        facts = CaseFacts(
            scheme=SCHEME,
            trust=checked.department.trust_id,
            units=(checked.department.pk, checked.department.parent_id or 0),
            applicant=wanted.applicant,
            form_version=checked.form.version,
            helpers=frozenset() if by.pk == wanted.applicant else frozenset({by.pk}),
            answers=beginning.first_answers(checked, earlier),
        )
        case = Case(
            number=beginning.next_number(checked.department.trust, today),
            scheme=facts.scheme,
            trust=checked.department.trust,
            division_id=checked.department.parent_id,
            department=checked.department,
            method=checked.method,
            patient=patient,
            applicant_id=wanted.applicant,
            form_version=facts.form_version,
            trust_rules_version=checked.rules_version,
            paper=wanted.paper_received is not None,
            paper_received=wanted.paper_received,
            earlier_case=earlier,
            created_at=now,
            state_since=now,
            draft_revision=1,
        )
        created = Recorded(
            sequence=1,
            at=now,
            by=by.pk,
            role=None,
            deputy_for=None,
            action=None,
            state_before=State.DRAFT,
            state_after=State.DRAFT,
            event=Created(
                form_version=case.form_version,
                trust_rules_version=case.trust_rules_version,
                paper=case.paper,
                earlier_case=earlier.number if earlier else "",
                why_new=wanted.why_new,
            ),
        )
        put_facts(case, evolve(facts, created))
        case.save()
        event_row(case, created).save()
        DraftRevision.objects.create(
            case=case, revision=1, saved_at=now, by=by, answers=case.answers
        )
    return case


def _patient(checked: beginning.Checked) -> Patient:
    patient, _ = Patient.objects.get_or_create(
        trust=checked.department.trust,
        identity_number=checked.identity.digits,
        defaults={"name": checked.patient_name, "identity_kind": checked.identity.kind.value},
    )
    return patient


def save_draft(
    number: str,
    given: Mapping[str, Answer],
    *,
    by: Person,
    now: datetime,
    seen_revision: int,
) -> Saved:
    """Save what is written in an application, without sending it.

    Keys that are not given stay as they are. What two writers changed differently keeps the
    words that were saved first, and hands the others back; a copy of both is kept. Answers
    that cannot be read are kept as typed and count as faults. Raises ``CaseNotFound``, and
    ``NotCarriedOut`` with ``NotADraft`` or ``NotYourApplication``.
    """
    actor = actor_for(by, local_day(now))
    with transaction.atomic():
        case = _locked(number, actor)
        if case is None:
            raise CaseNotFound(number)
        if case.state not in (State.DRAFT, State.RETURNED):
            raise NotCarriedOut(NotADraft(State(case.state)))
        if not policy.may_write(actor, case):
            raise NotCarriedOut(NotYourApplication())
        ruleset = ruleset_of(case, now)
        mine = tidied(ruleset.form.fields, given, ruleset.today)
        base = case.answers
        if seen_revision != case.draft_revision:
            seen = case.revisions.filter(revision=seen_revision).first()
            base = seen.answers if seen else {}
        merged = merge(base, case.answers, mine)
        if merged.answers == case.answers and not merged.set_aside:
            return Saved(case, {})
        case.answers = merged.answers
        case.draft_revision += 1
        put_urgency(case, case.answers)
        case.save(update_fields=["answers", "draft_revision", "urgent", "start_by"])
        DraftRevision.objects.create(
            case=case,
            revision=case.draft_revision,
            saved_at=now,
            by=by,
            answers=case.answers,
            set_aside=merged.set_aside,
        )
    return Saved(case, merged.set_aside)


def take_step(
    number: str,
    command: Command,
    *,
    by: Person,
    now: datetime,
    key: str = "",
    seen_revision: int | None = None,
) -> Case:
    """Carry a command out on a case, and give the case as it is afterwards.

    ``key`` is an idempotency key: the same key with the same request is one step, and the
    repeat gets the case back. ``seen_revision`` is the draft that was on the screen when an
    application is sent. Raises ``CaseNotFound``, ``NotCarriedOut``,
    ``KeyUsedForSomethingElse``.
    """
    actor = actor_for(by, local_day(now))
    with transaction.atomic():
        asked = _request_hash(number, command)
        case = _locked(number, actor)
        done = _already_done(by, key, asked) if key else None
        if done is not None:
            return done
        if case is None:
            raise CaseNotFound(number)
        if seen_revision is not None and seen_revision != case.draft_revision:
            raise NotCarriedOut(Stale(case.version, State(case.state)))
        before = facts_of(case)
        outcome = decide(before, command, actor, now, ruleset_of(case, now))
        if isinstance(outcome, TurnedAway):
            raise NotCarriedOut(*outcome.refusals)
        put_facts(case, outcome.case)
        _put_times(case, before, now, command.action)
        case.save(update_fields=_changed_columns(before, outcome.case))
        CaseEvent.objects.bulk_create(event_row(case, event) for event in outcome.events)
        if key:
            CommandReceipt.objects.create(
                person=by,
                key=key[:LONGEST_KEY],
                request_hash=asked,
                case=case,
                version=case.version,
                created_at=now,
            )
        notices.tell(case, before, outcome.events, now=now)
    return case


STATE_COLUMNS = (
    "state",
    "version",
    "furthest",
    "asked_from",
    "questions",
    "handlers",
    "helpers",
    "participants",
    "conflicted",
    "barred",
    "urgent",
    "start_by",
    "due_on",
    "submitted_at",
    "state_since",
    "ended_at",
    "ready_for_consultant",
)


def _changed_columns(before: CaseFacts, after: CaseFacts) -> tuple[str, ...]:
    """What a step writes; the answers, which are long, only where the step changed them."""
    return STATE_COLUMNS if after.answers is before.answers else (*STATE_COLUMNS, "answers")


def _locked(number: str, actor: Actor) -> Case | None:
    """The case row, locked until the transaction ends; None if the person may not see it."""
    return (
        Case.objects.select_for_update(of=("self",))
        .filter(policy.which(actor), number=number)
        .order_by("pk")
        .first()
    )


def _request_hash(number: str, command: Command) -> str:
    content = [number, command.action.value, command.seen_version, dict(command.answers)]
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _already_done(by: Person, key: str, asked: str) -> Case | None:
    receipt = (
        CommandReceipt.objects.select_related("case")
        .filter(person=by, key=key[:LONGEST_KEY])
        .first()
    )
    if receipt is None:
        return None
    if receipt.request_hash != asked:
        raise KeyUsedForSomethingElse(key)
    return receipt.case


def _put_times(case: Case, before: CaseFacts, now: datetime, action: Action) -> None:
    state = State(case.state)
    if action is Action.HAND_TO_CONSULTANT:
        case.ready_for_consultant = True
    if action in (Action.SUBMIT, Action.RESUBMIT, Action.ANSWER):
        put_urgency(case, case.answers)
    if case.submitted_at is None and action is Action.SUBMIT:
        case.submitted_at = now
    if before.state is not state:
        case.state_since = now
        case.ready_for_consultant = False
        rules = ruleset_of(case, now).trust
        promised = promised_day(state, now, rules, urgent=case.urgent)
        case.due_on = date.fromisoformat(promised) if promised else None
    if state in ENDED_STATES:
        case.ended_at = now


def put_urgency(case: Case, answers: Mapping[str, object]) -> None:
    """Keep urgency and last useful start date on the row, for lists and promises."""
    case.urgent = answers.get(URGENCY) == URGENT
    case.start_by = parse_date(answers.get(START_BY))
