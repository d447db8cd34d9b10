"""Beginning an application, and saving what is written in it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection, transaction

from likeverd.cases import beginning, policy
from likeverd.cases.actions import residence, routes
from likeverd.cases.actions.receipts import already_done, digest_of, remember
from likeverd.cases.actions.rows import locked, put_urgency
from likeverd.cases.beginning import NewCase
from likeverd.cases.models import Case, DraftRevision, Patient
from likeverd.cases.records import event_row, put_facts, ruleset_of
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.cases.serving import serve_change
from likeverd.core.case import CaseFacts
from likeverd.core.events import Created, Recorded, evolve
from likeverd.core.forms.individual_exception import SCHEME
from likeverd.core.forms.merging import merge
from likeverd.core.forms.model import Answer
from likeverd.core.forms.reading import tidied
from likeverd.core.refusals import NotADraft, NotYourApplication
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for, trust_rules

# The first half of a lock's key: what is waited for.
BEGINNING = 7302010
BEGINNING_FOR_A_PATIENT = 7302011


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved draft: the case, and the writer's words where someone else's words stand."""

    case: Case
    set_aside: Mapping[str, Answer]


def begin(
    wanted: NewCase, *, by: Person, now: datetime, synthetic_allowed: bool, key: str = ""
) -> Case:
    """Begin a draft, as the consultant or as a helper for one.

    ``key`` is an idempotency key: a double click begins one draft. Raises ``NotCarriedOut``
    with the faults at their fields, or with ``EarlierCase`` where the patient has a case for
    the method and no reason is given; and ``KeyUsedForSomethingElse``.
    """
    today = local_day(now)
    asked = digest_of(asdict(wanted))
    with transaction.atomic():
        actor = actor_for(by, today)
        checked = beginning.check(wanted, actor, today, synthetic_allowed=synthetic_allowed)
        _wait_for_the_same_person(by)
        done = already_done(by, key, asked)
        if done is not None:
            serve_change(actor, done)
            return done
        advised = routes.advise(checked.method, wanted, today)
        _wait_for_the_same_patient(checked)
        patient = _patient(checked)
        earlier = beginning.earlier_case(checked, patient, wanted, actor)
        facts = CaseFacts(
            scheme=SCHEME,
            trust=checked.department.trust_id,
            units=(checked.department.pk, checked.department.parent_id or 0),
            applicant=wanted.applicant,
            form_version=checked.form.version,
            helpers=frozenset() if by.pk == wanted.applicant else frozenset({by.pk}),
            answers=beginning.first_answers(
                checked, advised.facts, earlier if wanted.renews else None
            ),
        )
        case = _first_row(wanted, checked, facts, patient, earlier, now)
        created = _created(case, wanted, by)
        put_facts(case, evolve(facts, created))
        case.save()
        event_row(case, created).save()
        DraftRevision.objects.create(
            case=case, revision=1, saved_at=now, by=by, answers=case.answers
        )
        routes.keep(case, advised, by=by, now=now)
        remember(case, by, key, asked, now)
        serve_change(actor, case)
    return case


def _first_row(
    wanted: NewCase,
    checked: beginning.Checked,
    facts: CaseFacts,
    patient: Patient,
    earlier: Case | None,
    now: datetime,
) -> Case:
    return Case(
        number=beginning.next_number(checked.department.trust, local_day(now)),
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
        cleared=[] if _committee_meets(checked) else None,
    )


def _committee_meets(checked: beginning.Checked) -> bool:
    return trust_rules(checked.department.trust_id, checked.rules_version).committee is not None


def _created(case: Case, wanted: NewCase, by: Person) -> Recorded:
    return Recorded(
        sequence=1,
        at=case.created_at,
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
            earlier_case=case.earlier_case.number if case.earlier_case else "",
            why_new=wanted.why_new,
        ),
    )


def _wait_for_the_same_person(person: Person) -> None:
    """One beginning at a time for each person: a double click waits, and finds its receipt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [BEGINNING, person.pk])


def _wait_for_the_same_patient(checked: beginning.Checked) -> None:
    """One beginning at a time for a patient and a method: of two, the second hears of the first.

    The patient is the identity number; names may differ. Others wait only where a checksum is the same by chance.
    """
    what = f"{checked.department.trust_id} {checked.identity.digits} {checked.method.pk}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [BEGINNING_FOR_A_PATIENT, what]
        )


def _patient(checked: beginning.Checked) -> Patient:
    patient, _ = Patient.objects.get_or_create(
        trust=checked.department.trust,
        identity_number=checked.identity.digits,
        name=checked.patient_name,
        defaults={"identity_kind": checked.identity.kind.value},
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
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = locked(number, actor)
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
        serve_change(actor, case)
        answers = residence.filled_in(case, merged.answers, ruleset)
        if answers == case.answers and not merged.set_aside:
            return Saved(case, {})
        case.answers = answers
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
