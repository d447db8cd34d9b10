"""Reads for the patient's pages, and of what the doctor has released. The database shows a patient own rows alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.functional import cached_property

from likeverd.audit.models import AccessEntry
from likeverd.audit.serving import Served, serve
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.core.access import AccessKind, Ground
from likeverd.core.patient_view import (
    Part,
    Released,
    may_state,
    of_this_end,
    sees_outcome,
    shown_parts,
)
from likeverd.core.patient_words import Told, told
from likeverd.core.text import Text
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import ENDED_STATES, State
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import trust_rules
from likeverd.patients.context import PatientContext
from likeverd.patients.models import Release, Statement

JOINED = ("method", "trust", "department", "division", "patient")


def releases_of(case: int) -> list[Released]:
    """What was released of a case and counts for how it ended last, the oldest first."""
    rows = list(Release.objects.filter(case_id=case).select_related("case").order_by("pk"))
    return of_this_end(map(_released, rows), rows[0].case.ended_at if rows else None)


def _released(row: Release) -> Released:
    return Released(Part(row.part), row.shown, row.at, row.conversation_on, row.opens_at)


def release_rows(case: int) -> list[Release]:
    """The same with the people who did it, the newest first."""
    rows = Release.objects.filter(case_id=case).select_related("by", "deputy_for")
    return list(rows.order_by("-pk"))


def statements_of(case: int) -> list[Statement]:
    """What the patient has written to a case, the oldest first."""
    return list(Statement.objects.filter(case_id=case).order_by("pk"))


def last_seen_by_patient(case: int) -> datetime | None:
    """When the patient last read the case; None where that has not happened."""
    rows = AccessEntry.objects.filter(case=case, purpose_of_use_details=Ground.PATIENT.value)
    return rows.order_by("-pk").values_list("at", flat=True).first()


@dataclass(frozen=True)
class OwnCase:
    """A case as its patient sees it."""

    case: Case
    releases: Sequence[Released]
    now: datetime

    @cached_property
    def shown(self) -> frozenset[Part]:
        """What is released."""
        return shown_parts(self.releases)

    @property
    def state(self) -> State:
        """Where the case is."""
        return State(self.case.state)

    @cached_property
    def outcome(self) -> bool:
        """Whether the patient may read how it ended."""
        return self.state in ENDED_STATES and sees_outcome(self.releases, self.now)

    @property
    def ended(self) -> bool:
        """Whether the hospital has finished with it."""
        return self.state in ENDED_STATES

    @cached_property
    def told(self) -> Told:
        """Status in plain words."""
        return told(self.state, outcome=self.outcome)

    @property
    def stands_still_since(self) -> datetime | None:
        """Since when the case waits for the doctor; None where the hospital has it."""
        waits = self.state in (State.AWAITING_ANSWERS, State.RETURNED)
        return self.case.state_since if waits else None

    @property
    def may_state(self) -> bool:
        """Whether the patient may still write to the case."""
        return may_state(self.state)


def own_cases(patient: PatientContext, now: datetime) -> list[OwnCase]:
    """The patient's released cases at every trust, the newest first."""
    cases = Case.objects.filter(patient_id__in=patient.patients).select_related(*JOINED)
    rows = list(cases.order_by("-pk"))
    releases: dict[int, list[Released]] = {}
    for row in Release.objects.filter(case_id__in=[case.pk for case in rows]).order_by("pk"):
        releases.setdefault(row.case_id, []).append(_released(row))
    found = [
        OwnCase(case, of_this_end(releases.get(case.pk, []), case.ended_at), now) for case in rows
    ]
    shown = [own for own in found if Part.STATUS in own.shown]
    for own in shown:
        serve_own(own.case, AccessKind.LIST, "summary")
    return shown


def released_case(patient: PatientContext, number: str) -> Case:
    """A released case of the patient's own; otherwise ``CaseNotFound``."""
    found = Case.objects.filter(number=number, patient_id__in=patient.patients)
    case: Case | None = found.select_related(*JOINED).first()
    if case is None or Part.STATUS not in shown_parts(releases_of(case.pk)):
        raise CaseNotFound(number)
    return case


def sees_the_answer(case: Case, now: datetime) -> bool:
    """Whether the patient may read how a case ended, and so the letter about it."""
    return OwnCase(case, releases_of(case.pk), now).outcome


@dataclass(frozen=True)
class OwnCasePage(OwnCase):
    """What the page of one case shows. ``usual_days``: how long cases took here; ``target``: working days promised."""

    statements: Sequence[Statement]
    who_has_it: Text | None
    people: Sequence[Person]
    usual_days: int | None
    target: int | None


def own_case_page(patient: PatientContext, number: str, now: datetime) -> OwnCasePage:
    """One case. Raises ``CaseNotFound``."""
    case = released_case(patient, number)
    releases = releases_of(case.pk)
    rules = trust_rules(case.trust_id, case.trust_rules_version)
    state = State(case.state)
    serve_own(case, AccessKind.READ, "summary", "statement")
    return OwnCasePage(
        case,
        releases,
        now,
        statements=statements_of(case.pk),
        who_has_it=_who_has_it(state, rules),
        people=_people(case) if Part.NAMES in shown_parts(releases) else (),
        usual_days=usual_days(case.trust_id) if state not in ENDED_STATES else None,
        target=rules.target(state, urgent=case.urgent) if state in rules.chain else None,
    )


YOUR_DOCTOR = Text("Legen din", "Legen din", "Your doctor")


def _who_has_it(state: State, rules: TrustRules) -> Text | None:
    if state in ENDED_STATES:
        return None
    return rules.titles.get(state, YOUR_DOCTOR)


def _people(case: Case) -> list[Person]:
    """The applicant first, then those who have taken a step, in that order."""
    ids = list(dict.fromkeys([case.applicant_id, *(hand["person"] for hand in case.handlers)]))
    found = Person.objects.in_bulk(ids)
    return [found[person] for person in ids if person in found]


def usual_days(trust: int) -> int | None:
    """How many days the trust's newest cases took from sent to answered; None where they are too few to say."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT likeverd_usual_days(%s)", [trust])
        return cursor.fetchone()[0]


def serve_own(case: Case, kind: AccessKind, *shown: str) -> None:
    """Say that a case is handed out to its patient."""
    serve(
        Served(
            trust=case.trust_id,
            kind=kind,
            ground=Ground.PATIENT,
            case=case.pk,
            number=case.number,
            patient=case.patient_id,
            shown=frozenset(shown),
        )
    )
