"""A complete specimen application, for demonstrations and for filling a test installation.

The patient is invented. The answers are as the form stores them and pass every check.
"""

from datetime import date, timedelta

from likeverd.core.forms.model import Answer
from likeverd.core.forms.specimen_pictures import Picture, picture_for

DAYS_BEFORE_APPLICATION_INFORMED = 3
DAYS_UNTIL_FIRST_EVALUATION = 92


def specimen(
    method_name: str,
    diagnosis_code: str,
    diagnosis_text: str,
    *,
    written_on: date,
    start_by: date,
    applicant_name: str,
    code_system: str = "icd10",
    urgent: bool = False,
    yearly_cost: int = 640_000,
    supply: str = "hospital",
    ward: str = "Dagpost",
    home_trust: str = "",
    private_treatment: bool = False,
) -> dict[str, Answer]:
    """All answers of an application for the method, as the form of 2026 stores them.

    ``start_by`` and ``written_on`` are the last useful start and the day of writing;
    ``yearly_cost`` is in kroner; ``home_trust`` is the code of another trust where the
    patient lives in its catchment area.
    """
    picture = picture_for(diagnosis_code)
    return {
        **_disease(picture, code_system, diagnosis_code, diagnosis_text),
        **_medicine(method_name),
        "established_treatments": _established(picture, written_on),
        **_effect(picture),
        **_priorities(picture, yearly_cost),
        **_plan(picture, applicant_name, written_on),
        **_place(supply, ward, home_trust),
        **_urgency(start_by, urgent=urgent),
        **_history(private_treatment=private_treatment),
        **_declaration(applicant_name, written_on),
    }


def _disease(picture: Picture, system: str, code: str, text: str) -> dict[str, Answer]:
    return {
        "diagnoses": [{"code_system": system, "code": code, "display": text}],
        "treatment_line": picture.line,
        "performance_status": picture.performance,
        "trial_considered": "not_eligible",
        "trial_details": (
            "Søkt i helsenorge.no og i fagnettverket. Én aktuell studie, men pasienten fyller "
            "ikke kravene på grunn av tidligere behandling."
        ),
    }


def _medicine(method_name: str) -> dict[str, Answer]:
    return {
        "product": f"{method_name}, styrke etter preparatomtalen",
        "authorisation": "full",
        "product_label_reference": "Preparatomtalen punkt 4.1, sist endret i år",
        "regulatory_label": "on_label",
    }


def _established(picture: Picture, written_on: date) -> list[dict[str, Answer]]:
    ruled_out, stopped = picture.contraindicated, picture.stopped
    first, last = (month_before(written_on, months) for months in stopped.months_ago)
    return [
        {
            "name": ruled_out.name,
            "outcome": "contraindicated",
            "contraindication": ruled_out.reason,
            "details": ruled_out.details,
        },
        {
            "name": stopped.name,
            "outcome": "stopped_side_effects",
            "side_effect": stopped.side_effect,
            "tried_from": first,
            "tried_to": last,
            "details": stopped.details,
        },
    ]


def month_before(day: date, months: int) -> str:
    """The month that lies so many months before a day, as ``2026-03``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return f"{year}-{month + 1:02d}"


def _effect(picture: Picture) -> dict[str, Answer]:
    return {
        "larger_effect": "yes",
        "larger_effect_grounds": list(picture.grounds),
        "larger_effect_documentation": picture.documentation,
        "patient_differs": picture.differs,
        "larger_effect_references": picture.references,
        "comparable_patients": 2,
        "comparable_patients_source": "own_department",
    }


def _priorities(picture: Picture, yearly_cost: int) -> dict[str, Answer]:
    return {
        "benefit_level": "large",
        "benefit_reason": picture.benefit,
        "severity_level": "very_large",
        "severity_reason": picture.severity,
        "resource_use_level": "large" if yearly_cost > 500_000 else "moderate",
        "resource_use_reason": (
            "Legemiddelkostnaden er det meste. I tillegg kommer poliklinisk tid og prøver. "
            "Færre innleggelser ventes å spare noe, men ikke hele kostnaden."
        ),
        "yearly_cost": yearly_cost,
        "yearly_cost_source": "list_price",
    }


def _plan(picture: Picture, applicant_name: str, written_on: date) -> dict[str, Answer]:
    evaluation = written_on + timedelta(days=DAYS_UNTIL_FIRST_EVALUATION)
    return {
        "plan_purpose": (
            "Bremse sykdommen og bevare funksjon og livskvalitet, slik at pasienten kan leve "
            "mest mulig som før."
        ),
        "plan_goals": picture.goals,
        "plan_dose_frequency": picture.dose,
        "plan_duration": "Tolv måneder, deretter ny vurdering",
        "plan_monitoring": picture.monitoring,
        "plan_responsible": applicant_name,
        "start_criteria_relevant": "no",
        "plan_stop_criteria": picture.stop_criteria,
        "plan_evaluation_date": evaluation.isoformat(),
        "plan_evaluation_interval": 3,
        "plan_risks": picture.risks,
        "plan_adverse_events": picture.adverse_events,
    }


def _place(supply: str, ward: str, home_trust: str) -> dict[str, Answer]:
    answers: dict[str, Answer] = {"supply": supply, "catchment": "own"}
    if supply == "hospital":
        answers["place_of_treatment"] = ward
    if supply == "trust_prescription":
        answers["reimbursement_code"] = "-H1"
    if home_trust:
        answers |= {"catchment": "other", "home_trust": home_trust}
    return answers


def _urgency(start_by: date, *, urgent: bool) -> dict[str, Answer]:
    answers: dict[str, Answer] = {
        "urgency": "ordinary",
        "start_by": start_by.isoformat(),
        "start_by_reason": (
            "Etter denne dagen ventes varig tap av funksjon, og den forventede effekten faller."
        ),
    }
    if urgent:
        answers["urgency"] = "urgent"
        answers["urgency_reason"] = (
            "Tydelig forverring de siste to ukene. Overgangsbehandlingen kan ikke forlenges."
        )
    return answers


def _history(*, private_treatment: bool) -> dict[str, Answer]:
    answers: dict[str, Answer] = {"earlier_applications": "none", "private_treatment": "no"}
    if private_treatment:
        answers["private_treatment"] = "yes"
        answers["private_treatment_details"] = (
            "To måneder ved privat klinikk på egen bekostning før henvisning hit. Ingen alvorlige "
            "bivirkninger er beskrevet."
        )
    return answers


def _declaration(applicant_name: str, written_on: date) -> dict[str, Answer]:
    informed = written_on - timedelta(days=DAYS_BEFORE_APPLICATION_INFORMED)
    return {
        "conflict_of_interest": "no",
        "patient_informed": True,
        "patient_informed_on": informed.isoformat(),
        "patient_informed_by": applicant_name,
    }
