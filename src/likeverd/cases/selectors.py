"""One read per screen. Every case here has passed ``policy.which``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from statistics import median

from django.db.models import OuterRef, Subquery

from likeverd.cases import beginning, policy
from likeverd.cases.meetings import meetings_of
from likeverd.cases.models import Case, CaseEvent, DraftRevision, Routing
from likeverd.cases.reason_files import as_named
from likeverd.cases.records import facts_of, recorded_of, ruleset_of
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import (
    APPLICATION,
    ASSESSMENTS,
    FILES,
    IDENTITY,
    PRICES,
    SUMMARY,
    serve_case,
)
from likeverd.cases.time_of_a_case import CaseTime, time_of
from likeverd.core import identity, residence
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor, CaseFacts, Ruleset
from likeverd.core.deadlines import Clock, stays
from likeverd.core.decide import available
from likeverd.core.events import Recorded, with_answers_changed
from likeverd.core.forms.model import Answer, Answers
from likeverd.core.forms.reading import Fault, read_completely
from likeverd.core.identifying import without_identity
from likeverd.core.lifecycle import Transition
from likeverd.core.prices import in_bands
from likeverd.core.text import Text
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import ENDED_STATES, OPEN_STATES, STEP_ROLE, Role, State
from likeverd.core.workdays import local_day
from likeverd.documents.models import Document
from likeverd.documents.selectors import documents_of
from likeverd.methods.models import Method, RegisterChange
from likeverd.methods.selectors import changes_of
from likeverd.organisations.models import Person, Unit
from likeverd.organisations.selectors import (
    current_rules_version,
    departments,
    people_in_role,
    trust_rules,
)

# The usual time of a step is taken from the newest cases that ended, at most this many.
RECENT_CASES = 100


def case_row(actor: Actor, number: str) -> Case:
    """The bare row of the case, if the person may see it; otherwise ``CaseNotFound``."""
    case = Case.objects.filter(policy.which(actor), number=number).first()
    if case is None:
        raise CaseNotFound(number)
    serve_case(actor, case, AccessKind.READ, (SUMMARY,))
    return case


def case_for(actor: Actor, number: str) -> Case:
    """The case with what it refers to, if the person may see it; otherwise ``CaseNotFound``.

    Two small queries: one with every join took PostgreSQL 10 ms to plan, these less than one.
    """
    found = Case.objects.filter(policy.which(actor), number=number)
    newest = Routing.objects.filter(case=OuterRef("pk")).order_by("-pk")
    found = found.annotate(route_reason=Subquery(newest.values("reason")[:1]))
    case = found.select_related("method", "patient", "applicant").first()
    if case is None:
        raise CaseNotFound(number)
    units = Unit.objects.select_related("trust").in_bulk([case.department_id, case.division_id])
    case.department = units[case.department_id]
    case.division = units[case.division_id]
    case.trust = case.department.trust
    shown = {SUMMARY, APPLICATION} | ({IDENTITY} if policy.sees_identity(actor, case) else set())
    serve_case(actor, case, AccessKind.READ, shown)
    return case


@dataclass(frozen=True, slots=True)
class Happening:
    """An event for the timeline, with the name of the person who acted."""

    recorded: Recorded
    by: Person
    deputy_for: Person | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the case page shows, already filtered for the person who looks."""

    case: Case
    facts: CaseFacts
    rules: TrustRules
    ruleset: Ruleset
    sees_identity: bool
    emergency: bool
    timeline: Sequence[Happening]
    clock: Clock
    actions: Sequence[Transition]
    may_write: bool
    waits_for: Sequence[Person]
    documents: Sequence[Document]
    lacking: Sequence[Fault]
    asked: int
    earlier_number: str
    changes: Sequence[RegisterChange]
    time: CaseTime
    home_trust_name: str  # of the trust where the patient lives, where that is another; else empty


def case_page(actor: Actor, number: str, now: datetime) -> CasePage:
    """The case with its facts, timeline, clock, who has it, and what is asked of the person."""
    case = case_for(actor, number)
    facts = facts_of(case)
    ruleset = ruleset_of(case, now)
    timeline = [
        Happening(recorded_of(row), row.by, row.deputy_for)
        for row in CaseEvent.objects.filter(case=case)
        .select_related("by", "deputy_for", "kept")
        .order_by("sequence")
    ]
    serve_case(actor, case, AccessKind.READ, (ASSESSMENTS, FILES))
    lacking = form_faults(case, ruleset)
    waits_for = policy.who(case, local_day(now))[:20]
    log = [item.recorded for item in timeline]
    time = time_of(case, facts, log, ruleset, waits_for, now, meetings_of(case, now))
    sees_identity = policy.sees_identity(actor, case)
    asked = sum(1 for field in ruleset.form.fields if field.is_asked(case.answers))
    if not sees_identity:
        timeline = _covered(case, timeline, partial(without_identity, ruleset.form.fields))
    if policy.sees_prices(actor, case):
        serve_case(actor, case, AccessKind.READ, (PRICES,))
    else:
        timeline = _covered(case, timeline, partial(in_bands, ruleset.form.fields))
    documents = list(
        documents_of(case, sees_identity=sees_identity, blocked=actor.blocked_documents)
    )
    return CasePage(
        case=case,
        facts=replace(facts, documents=as_named(documents)),
        rules=ruleset.trust,
        ruleset=ruleset,
        sees_identity=sees_identity,
        timeline=timeline,
        clock=time.clock,
        actions=available(facts, actor),
        may_write=policy.may_write(actor, case),
        waits_for=waits_for,
        documents=documents,
        emergency=policy.emergency_of(actor, case) is not None,
        lacking=lacking,
        asked=asked,
        earlier_number=_earlier_number(actor, case),
        changes=changes_of(case.method_changes) if case.state in OPEN_STATES else (),
        time=time,
        home_trust_name=residence.home_trust_name(case.answers, case.trust.code),
    )


def _covered(
    case: Case, timeline: Sequence[Happening], cover: Callable[[Answers], dict[str, Answer]]
) -> list[Happening]:
    """The timeline with every answer as ``cover`` gives it back; the case's own answers too."""
    case.answers = cover(case.answers)
    return [replace(item, recorded=with_answers_changed(item.recorded, cover)) for item in timeline]


def _earlier_number(actor: Actor, case: Case) -> str:
    """The number of the case before this one, if there is one that the person may see; else empty."""
    if case.earlier_case_id is None:
        return ""
    found = Case.objects.filter(policy.which(actor), pk=case.earlier_case_id).first()
    if found is None:
        return ""
    serve_case(actor, found, AccessKind.LIST, (SUMMARY,))
    return str(found.number)


def form_faults(case: Case, ruleset: Ruleset) -> tuple[Fault, ...]:
    """What keeps the application from being sent: unreadable answers, then missing ones."""
    return read_completely(ruleset.form.fields, case.answers, ruleset.today).faults


def events_after(case: Case, version: int) -> list[Happening]:
    """What happened after a version of the case."""
    rows = CaseEvent.objects.filter(case=case, sequence__gt=version).select_related(
        "by", "deputy_for", "kept"
    )
    return [
        Happening(recorded_of(row), row.by, row.deputy_for) for row in rows.order_by("sequence")
    ]


def last_saved(case: Case) -> DraftRevision | None:
    """The newest saved draft, with who saved it and when."""
    return (
        DraftRevision.objects.filter(case=case, revision=case.draft_revision)
        .select_related("by")
        .first()
    )


@dataclass(frozen=True, slots=True)
class StepAhead:
    """A step that lies ahead: its title in this trust, the people, and the usual time."""

    step: State
    title: Text
    people: Sequence[Person]
    usual: timedelta | None
    promised_days: int


@dataclass(frozen=True, slots=True)
class BeforeWriting:
    """What the consultant is told before a word is written.

    ``may_open`` holds the ids of those earlier cases that the person may see. ``other_name``
    tells that the number is known with another name; which one is not said.
    """

    earlier: Sequence[Case]
    may_open: set[int]
    other_name: bool
    steps: Sequence[StepAhead]
    payer: Text
    project_threshold: int
    based_on: int


def before_writing(
    actor: Actor,
    department: Unit,
    method: Method,
    identity_number: str,
    patient_name: str,
    applicant: int,
    now: datetime,
) -> BeforeWriting | None:
    """Earlier cases, who pays, and the way ahead; None where the trust has no settings.

    The identity number has been checked by the caller (``beginning.check``).
    """
    today = local_day(now)
    version = current_rules_version(department.trust_id, today)
    if version is None:
        return None
    rules = trust_rules(department.trust_id, version)
    usual, based_on = usual_times(department.trust_id)
    units = (department.pk, department.parent_id or 0)
    steps = [
        StepAhead(
            step=step,
            title=rules.titles[step],
            people=people_in_role(
                STEP_ROLE[step], department.trust_id, units, today, never=[applicant]
            )[:10],
            usual=usual.get(step),
            promised_days=rules.target(step, urgent=False),
        )
        for step in rules.chain
    ]
    digits = identity.SEPARATORS.sub("", identity_number)
    earlier = beginning.earlier_cases(department.trust_id, digits, method)
    return BeforeWriting(
        earlier,
        beginning.visible(earlier, actor) if earlier else set(),
        beginning.known_by_another_name(department.trust_id, digits, patient_name),
        steps,
        rules.payer,
        rules.project_threshold,
        based_on,
    )


def usual_times(trust: int) -> tuple[dict[State, timedelta], int]:
    """The median time of each step in the trust's newest ended cases, and how many there were."""
    newest = list(
        Case.objects.filter(trust_id=trust, state__in=ENDED_STATES, submitted_at__isnull=False)
        .order_by("-id")
        .values_list("pk", flat=True)[:RECENT_CASES]
    )
    logs: dict[int, list[Recorded]] = {}
    rows = CaseEvent.objects.filter(case_id__in=newest).select_related("kept")
    for row in rows.order_by("case_id", "sequence"):
        logs.setdefault(row.case_id, []).append(recorded_of(row))
    spent: dict[State, list[timedelta]] = {}
    for log in logs.values():
        for stay in stays(log):
            if stay.running and stay.until is not None:
                spent.setdefault(stay.state, []).append(stay.length(stay.until))
    usual = {
        state: timedelta(seconds=median(length.total_seconds() for length in lengths))
        for state, lengths in spent.items()
    }
    return usual, len(logs)


def consultants(department: Unit, now: datetime) -> list[Person]:
    """The consultants who may apply at a department."""
    units = (department.pk, department.parent_id or 0)
    return people_in_role(Role.TREATING_CONSULTANT, department.trust_id, units, local_day(now))


def departments_to_write_for(actor: Actor, now: datetime) -> list[Unit]:
    """The departments where the person's roles allow to write applications."""
    writing = [
        grant for grant in actor.grants if grant.role in (Role.TREATING_CONSULTANT, Role.HELPER)
    ]
    found = departments({grant.trust for grant in writing}, local_day(now))
    return [
        unit
        for unit in found
        if any(
            grant.trust == unit.trust_id and grant.unit in (None, unit.pk, unit.parent_id)
            for grant in writing
        )
    ]
