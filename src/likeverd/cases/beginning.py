"""What must hold before a new application is begun, and what it begins with."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from likeverd.cases import policy
from likeverd.cases.models import Case, Patient
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.cases.serving import SUMMARY, serve_case
from likeverd.core import identity
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.forms import faults
from likeverd.core.forms.individual_exception import SCHEME
from likeverd.core.forms.model import Answer, Definition
from likeverd.core.forms.prefill import first_answers as prefilled
from likeverd.core.forms.prefill import from_the_guide, renewed
from likeverd.core.forms.reading import Fault
from likeverd.core.forms.register import current
from likeverd.core.refusals import AnswersIncomplete, EarlierCase
from likeverd.core.routing import Facts
from likeverd.core.text import Text
from likeverd.core.vocabulary import ENDED_STATES, Role
from likeverd.methods.models import Method
from likeverd.organisations.models import HospitalTrust, Unit
from likeverd.organisations.selectors import (
    current_rules_version,
    departments,
    people_in_role,
)

NOT_A_CONSULTANT_HERE = Text(
    "Velg en overlege som kan søke ved denne avdelingen.",
    "Vel ein overlege som kan søkje ved denne avdelinga.",
    "Choose a consultant who may apply at this department.",
)
NOT_YOUR_DEPARTMENT = Text(
    "Velg en avdeling der du kan skrive søknader.",
    "Vel ei avdeling der du kan skrive søknader.",
    "Choose a department where you may write applications.",
)
UNKNOWN_METHOD = Text(
    "Velg en metode fra registeret.",
    "Vel ein metode frå registeret.",
    "Choose a method from the register.",
)
NO_TRUST_RULES = Text(
    "Sykehuset har ikke innstillinger for denne ordningen ennå. Kontakt sekretariatet.",
    "Sjukehuset har ikkje innstillingar for denne ordninga enno. Kontakt sekretariatet.",
    "The trust has no settings for this scheme yet. Contact the secretariat.",
)
LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a new application begins with. ``department`` and ``method`` are ids.

    ``applicant`` is the treating consultant; a helper names one. ``paper_received`` marks an
    application that is keyed in from paper. ``renews`` is the number of an earlier case whose
    answers are taken over; ``why_new`` is the reason for a case beside an earlier one.
    ``route_answers`` are what the guide was answered, by the names of its facts; ``route_reason``
    is why this way is chosen against the guide's advice.
    """

    department: int
    method: int
    identity_number: str
    patient_name: str
    applicant: int
    paper_received: date | None = None
    renews: str = ""
    why_new: str = ""
    route_answers: tuple[tuple[str, str], ...] = ()
    route_reason: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found to be in order."""

    department: Unit
    method: Method
    identity: identity.IdentityNumber
    patient_name: str
    form: Definition
    rules_version: str


def check(wanted: NewCase, actor: Actor, today: date, *, synthetic_allowed: bool) -> Checked:
    """Check every part of what is wanted; all faults are told at once, at their fields."""
    found: list[Fault] = []
    department = departments(
        {grant.trust for grant in actor.grants}, today, [wanted.department]
    ).first()
    if department is None or not _may_begin(wanted, actor, department):
        found.append(Fault("department", NOT_YOUR_DEPARTMENT))
    elif not _is_consultant(wanted.applicant, department, today):
        found.append(Fault("applicant", NOT_A_CONSULTANT_HERE))
    method = Method.objects.filter(pk=wanted.method).first()
    if method is None:
        found.append(Fault("method", UNKNOWN_METHOD))
    number = identity.read(wanted.identity_number, synthetic_allowed=synthetic_allowed)
    if isinstance(number, identity.IdentityRefusal):
        found.append(Fault("identity_number", number.message))
    name = " ".join(wanted.patient_name.split())
    if not name:
        found.append(Fault("patient_name", faults.MUST_BE_ANSWERED))
    elif len(name) > LONGEST_NAME:
        found.append(Fault("patient_name", faults.too_long(len(name), LONGEST_NAME)))
    if wanted.paper_received is not None and wanted.paper_received > today:
        found.append(Fault("paper_received", faults.DATE_IN_FUTURE))
    version = current_rules_version(department.trust_id, today) if department else None
    if department is not None and version is None:
        found.append(Fault("department", NO_TRUST_RULES))
    if (
        found
        or department is None
        or method is None
        or version is None
        or isinstance(number, identity.IdentityRefusal)
    ):
        raise NotCarriedOut(AnswersIncomplete(tuple(found)))
    return Checked(department, method, number, name, current(SCHEME, today), version)


def _may_begin(wanted: NewCase, actor: Actor, department: Unit) -> bool:
    role = Role.TREATING_CONSULTANT if wanted.applicant == actor.person else Role.HELPER
    units = (department.pk, department.parent_id or 0)
    return policy.may_begin(actor, role, department.trust_id, units)


def _is_consultant(person: int, department: Unit, today: date) -> bool:
    units = (department.pk, department.parent_id or 0)
    found = people_in_role(Role.TREATING_CONSULTANT, department.trust_id, units, today)
    return any(each.pk == person for each in found)


def earlier_case(checked: Checked, patient: Patient, wanted: NewCase, actor: Actor) -> Case | None:
    """The earlier case that is renewed, or the newest one beside which a new one is begun.

    Only a case that the person may see can be renewed, because its answers are taken over.
    Raises ``EarlierCase`` where there is one and the person has not said why.
    """
    earlier = earlier_cases(patient.trust_id, patient.identity_number, checked.method)
    if wanted.renews:
        found = next((case for case in earlier if case.number == wanted.renews), None)
        if found is None or found.pk not in visible(earlier, actor):
            raise CaseNotFound(wanted.renews)
        if found.state not in ENDED_STATES:
            raise NotCarriedOut(EarlierCase((found.number,)))
        return found
    if earlier and not wanted.why_new.strip():
        raise NotCarriedOut(EarlierCase(tuple(case.number for case in earlier)))
    return earlier[0] if earlier else None


def visible(cases: list[Case], actor: Actor) -> set[int]:
    """Ids of those cases that the person may see."""
    found = Case.objects.filter(policy.which(actor), pk__in=[case.pk for case in cases])
    seen = set(found.values_list("pk", flat=True))
    for case in cases:  # also of those that may not be opened the page tells that they are there
        serve_case(actor, case, AccessKind.LIST, (SUMMARY,))
    return seen


def earlier_cases(trust: int, identity_number: str, method: Method) -> list[Case]:
    """This trust's cases for the same patient and method, newest first.

    The patient is the identity number: a name may have changed, or been typed otherwise.
    """
    return list(
        Case.objects.filter(
            patient__trust_id=trust, patient__identity_number=identity_number, method=method
        )
        .select_related("department", "applicant")
        .order_by("-id")[:20]
    )


def first_answers(checked: Checked, facts: Facts, renewed_case: Case | None) -> dict[str, Answer]:
    """What the register and the guide's questions answer, and the case that is renewed, if any."""
    method = checked.method
    answers = prefilled(checked.form, method.name, method.substance)
    answers |= from_the_guide(checked.form, facts)
    if renewed_case is None:
        return answers
    return {**renewed(checked.form, renewed_case.answers), **answers}


def next_number(trust: HospitalTrust, today: date) -> str:
    """A new case number: the trust's prefix, the year, and a number that is never reused."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('case_number')")
        (number,) = cursor.fetchone()
    return f"{trust.prefix}-{today.year}-{number:06d}"


def known_by_another_name(trust: int, identity_number: str, name: str) -> bool:
    """Whether the trust has the number with another name: a slip, or another patient."""
    names = Patient.objects.filter(trust_id=trust, identity_number=identity_number).values_list(
        "name", flat=True
    )
    return bool(names) and name.casefold() not in {known.casefold() for known in names}
