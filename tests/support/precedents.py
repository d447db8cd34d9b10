"""Like cases for tests: rows of ended cases, and cases of many invented patients."""

from datetime import date, datetime

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.models import Case
from likeverd.core.case import Command
from likeverd.core.identity import synthetic_number
from likeverd.core.reasons import reasons_for
from likeverd.core.vocabulary import Action, Role
from likeverd.precedents.models import Precedent
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import NOON, Hospital, House

GROUP = "G70"  # of the example application


def rows(house: House, count: int, **changes: object) -> list[Precedent]:
    """So many rows that came from no case, of the house's method and the example's indication group."""
    given = {
        "method": house.method,
        "substance": "demolimab",
        "indication_group": GROUP,
        "treatment_line": "third",
        "severity": "large",
        "benefit": "large",
        "state": "granted",
        "reasons": [reasons_for("grant", NOON.date())[0].code],
        "arguments": EXAMPLE_APPLICATION["larger_effect_grounds"],
        "region": house.innlandet.trust.regional_authority,
        "year": 2026,
        "working_days": 9,
        "first_of_patient": True,
    }
    return [Precedent.objects.create(**(given | changes)) for _ in range(count)]


def draft_of(house: House, hospital: Hospital, patient: int, *, now: datetime = NOON) -> Case:
    """A complete draft for the patient with this number in a row of invented ones."""
    consultant = hospital.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        department=hospital.department.pk,
        method=house.method.pk,
        identity_number=synthetic_number(date(1950 + patient // 200, 1, 1), patient % 200),
        patient_name=f"Oppdiktet {patient}",
        applicant=consultant.pk,
        why_new="ny",
    )
    case = actions.begin(wanted, by=consultant, now=now, synthetic_allowed=True)
    return actions.save_draft(
        case.number,
        EXAMPLE_APPLICATION,
        by=consultant,
        now=now,
        seen_revision=case.draft_revision,
    ).case


def send(case: Case, *, now: datetime = NOON) -> Case:
    """Send the draft."""
    case.refresh_from_db()
    return actions.take_step(
        case.number, Command(Action.SUBMIT, case.version), by=case.applicant, now=now
    )
