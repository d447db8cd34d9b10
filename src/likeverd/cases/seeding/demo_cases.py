"""The hand-made cases of the demonstration: one in every state that is worth looking at.

Each goes through ``cases.actions`` like a case of flesh and blood. Days count back from today
in working days, so that the demonstration looks the same whenever it is started.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from likeverd.cases.seeding import cast, endings, wording
from likeverd.cases.seeding.scan import SCAN_NAME, paper_scan
from likeverd.cases.seeding.stage import PlayedPatient, Stage
from likeverd.core.vocabulary import Action
from likeverd.core.workdays import local_day, working_days_between
from likeverd.documents import actions as documents

MYASTHENIA: Final = "demo-demlikumab-myasthenia-gravis"
CIDP: Final = "demo-skisselimab-cidp"
LUNG: Final = "demo-fiktinib-lungekreft"
BREAST: Final = "demo-tenkeparib-brystkreft"
COLON: Final = "demo-modellumab-tykktarmskreft"
LEUKAEMIA: Final = "demo-attrapostat-akutt-leukemi"
AMYLOIDOSIS: Final = "demo-fantasiran-amyloidose"
KIDNEY: Final = "demo-gjentatinib-nyrekreft"

DOCTOR, NEURO = cast.CANCER_DOCTOR, cast.NEUROLOGIST
RENEWAL_AFTER: Final = 190  # working days
GRANTED_FOR: Final = timedelta(days=300)
FIRST_ANSWERS: Final = (
    "diagnoses",
    "treatment_line",
    "performance_status",
    "product",
    "authorisation",
    "established_treatments",
)


def assessed(stage: Stage, number: str, by: cast.Played, ago: int, wording_number: int = 0) -> None:
    """The clinical lead assesses and sends on."""
    answers = wording.assessment(wording_number)
    stage.step(number, Action.ASSESS, by, stage.at(ago, 13, 15), answers)


def prioritised(stage: Stage, number: str, by: cast.Played, ago: int) -> None:
    """The division director assesses the priority criteria and sends on."""
    answers = wording.priorities("large", "large", "very_large")
    stage.step(number, Action.PRIORITISE, by, stage.at(ago, 14, 40), answers)


def recommended(
    stage: Stage, number: str, ago: int, outcome: str, ending: endings.Ending, dissent: str = ""
) -> None:
    """The committee recommends; its leader writes."""
    answers = wording.recommendation(outcome, ending, dissent)
    stage.step(number, Action.RECOMMEND, cast.COMMITTEE_LEADER, stage.at(ago, 15, 5), answers)


def half_written(stage: Stage) -> None:
    """A draft that the consultant left yesterday."""
    patient = PlayedPatient("Else Fredriksen", date(1958, 3, 14))
    number = stage.begin(DOCTOR, COLON, patient, at=stage.at(1, 14, 30))
    every = stage.answers(DOCTOR, COLON, at=stage.at(1))
    some = {key: every[key] for key in FIRST_ANSWERS}
    stage.write(number, some, by=DOCTOR, at=stage.at(1, 14, 55))


def prepared_by_helper(stage: Stage) -> None:
    """A complete draft by the secretary that waits for the consultant."""
    patient = PlayedPatient("Harald Mathisen", date(1949, 11, 2))
    helper = cast.SECRETARY
    number = stage.begin(DOCTOR, LUNG, patient, at=stage.at(2, 9, 0), by=helper)
    given = stage.answers(DOCTOR, LUNG, at=stage.at(2), urgent=False, yearly_cost=890_000)
    stage.write(number, given, by=helper, at=stage.at(1, 10, 40))
    answers = {"message": wording.HELPER_MESSAGE}
    stage.step(number, Action.HAND_TO_CONSULTANT, helper, stage.at(1, 10, 45), answers)


def at_clinical_review(stage: Stage) -> None:
    """Sent yesterday."""
    patient = PlayedPatient("Turid Amundsen", date(1966, 7, 21))
    stage.apply(DOCTOR, BREAST, patient, ago=1, yearly_cost=720_000)


def overdue_and_urgent(stage: Stage) -> None:
    """Urgent, with the promise of the first step broken."""
    patient = PlayedPatient("Jonas Lien", date(1991, 1, 30))
    stage.apply(NEURO, MYASTHENIA, patient, ago=4, urgent=True, days_left=21)


def at_anchoring(stage: Stage) -> None:
    """Waits for the division director."""
    patient = PlayedPatient("Grete Svendsen", date(1972, 9, 9))
    number = stage.apply(NEURO, CIDP, patient, ago=3)
    assessed(stage, number, cast.NEURO_LEAD, 1)


def at_committee(stage: Stage) -> None:
    """Waits for the committee."""
    patient = PlayedPatient("Oskar Christensen", date(1980, 12, 5))
    number = stage.apply(DOCTOR, LEUKAEMIA, patient, ago=6, urgent=True, yearly_cost=1_450_000)
    assessed(stage, number, cast.CANCER_LEAD, 5)
    prioritised(stage, number, cast.EAST_DIRECTOR, 4)


def at_decision(stage: Stage) -> None:
    """Recommended with dissent; waits for the director, who decides."""
    patient = PlayedPatient("Wenche Holm", date(1963, 4, 17))
    number = stage.apply(NEURO, MYASTHENIA, patient, ago=9)
    assessed(stage, number, cast.NEURO_LEAD, 7, 1)
    prioritised(stage, number, cast.WEST_DIRECTOR, 6)
    ending = endings.GRANTS_WITH_CONDITIONS[0]
    recommended(stage, number, 1, "grant_with_conditions", ending, wording.DISSENT)


def awaiting_answers(stage: Stage) -> None:
    """The committee has put three questions, each tied to its field."""
    patient = PlayedPatient("Ivar Kristoffersen", date(1955, 6, 28))
    number = stage.apply(NEURO, AMYLOIDOSIS, patient, ago=8, yearly_cost=2_300_000)
    assessed(stage, number, cast.NEURO_LEAD, 7)
    prioritised(stage, number, cast.WEST_DIRECTOR, 5)
    asked = [{"field": key, "question": text} for key, text in wording.QUESTIONS[0]]
    answers = {
        "questions": asked,
        "answer_by": (local_day(stage.now) + timedelta(days=9)).isoformat(),
    }
    stage.step(number, Action.ASK, cast.PHARMACIST, stage.at(2, 11, 20), answers)


def returned(stage: Stage) -> None:
    """Sent back by the clinical lead; the consultant mends it and sends again."""
    patient = PlayedPatient("Bente Iversen", date(1969, 2, 11))
    number = stage.apply(DOCTOR, COLON, patient, ago=5)
    ending = endings.RETURNS[0]
    answers = {"reasons": list(ending.reasons), "message": ending.reasoning}
    stage.step(number, Action.RETURN, cast.CANCER_LEAD, stage.at(3, 12, 0), answers)


def granted_with_conditions(stage: Stage) -> None:
    """Decided by the registered deputy of the director."""
    patient = PlayedPatient("Kjersti Rasmussen", date(1977, 10, 3))
    number = stage.apply(DOCTOR, BREAST, patient, ago=19)
    assessed(stage, number, cast.CANCER_LEAD, 17, 2)
    prioritised(stage, number, cast.EAST_DIRECTOR, 15)
    ending = endings.GRANTS_WITH_CONDITIONS[1]
    recommended(stage, number, 12, "grant_with_conditions", ending)
    answers = endings.ending_answers(ending) | {
        "conditions": endings.CONDITIONS[0],
        "valid_until": (local_day(stage.now) + timedelta(days=170)).isoformat(),
    }
    decided = stage.at(10, 9, 30)
    stage.step(number, Action.GRANT_WITH_CONDITIONS, cast.DEPUTY.person, decided, answers)


def refused(stage: Stage) -> None:
    """Refused: the effect is as in the group."""
    patient = PlayedPatient("Roar Jakobsen", date(1952, 8, 19))
    number = stage.apply(DOCTOR, COLON, patient, ago=24, yearly_cost=1_100_000)
    assessed(stage, number, cast.CANCER_LEAD, 22)
    prioritised(stage, number, cast.EAST_DIRECTOR, 20)
    recommended(stage, number, 16, "refuse", endings.REFUSALS[0])
    answers = endings.no_answers(endings.REFUSALS[1])
    stage.step(number, Action.REFUSE, cast.MEDICAL_DIRECTOR, stage.at(14, 10, 10), answers)


def referred(stage: Stage) -> None:
    """The wrong scheme: a reassessment does not open the exceptions, the access scheme is right."""
    patient = PlayedPatient("Steinar Hagen", date(1960, 5, 25))
    number = stage.apply(DOCTOR, KIDNEY, patient, ago=15)
    assessed(stage, number, cast.CANCER_LEAD, 14)
    prioritised(stage, number, cast.EAST_DIRECTOR, 12)
    right, ending = endings.REFERRALS[0]
    recommended(stage, number, 9, "wrong_scheme", ending)
    answers = endings.ending_answers(ending) | {"right_scheme": right}
    stage.step(number, Action.REFER, cast.MEDICAL_DIRECTOR, stage.at(8, 9, 45), answers)


def renewal(stage: Stage) -> None:
    """A grant from the beginning of the year, and the renewal that was begun from it."""
    patient = PlayedPatient("Unni Johannessen", date(1985, 1, 8))
    begun = min(RENEWAL_AFTER, working_days_between(stage.first_day, local_day(stage.now)) - 1)
    number = stage.apply(NEURO, MYASTHENIA, patient, ago=begun)
    assessed(stage, number, cast.NEURO_LEAD, begun - 1)
    prioritised(stage, number, cast.WEST_DIRECTOR, begun - 2)
    recommended(stage, number, begun - 5, "grant", endings.GRANTS[1])
    decided = stage.at(begun - 6, 11, 0)
    answers = endings.ending_answers(endings.GRANTS[1]) | {
        "valid_until": (local_day(decided) + GRANTED_FOR).isoformat()
    }
    stage.step(number, Action.GRANT, cast.MEDICAL_DIRECTOR, decided, answers)
    again = stage.begin(NEURO, MYASTHENIA, patient, at=stage.at(2, 8, 15), renews=number)
    given = stage.answers(NEURO, MYASTHENIA, at=stage.at(2)) | {
        "earlier_applications": "granted",
        "earlier_applications_details": f"Innvilget i {number}. Målene i planen er nådd.",
    }
    stage.write(again, given, by=NEURO, at=stage.at(2, 8, 50))
    stage.step(again, Action.SUBMIT, NEURO, stage.at(2, 8, 55))


def from_paper(stage: Stage) -> None:
    """Received on paper, keyed in by the secretary with the scan beside, sent by the consultant."""
    patient = PlayedPatient("Arvid Gundersen", date(1946, 12, 30))
    helper, received = cast.SECRETARY, local_day(stage.at(7))
    number = stage.begin(
        DOCTOR, LUNG, patient, at=stage.at(5, 9, 0), by=helper, paper_received=received
    )
    scan = paper_scan(
        (
            "SØKNAD OM UNNTAK FOR ENKELTPASIENT (demonstrasjon)",
            f"Mottatt {received:%d.%m.%Y}",
            f"Pasient: {patient.name} (oppdiktet)",
            f"Søker: {DOCTOR.name}, {DOCTOR.title}",
            "Legemiddel: Fiktinib (oppdiktet)",
            "Begrunnelse: se vedlagt journalnotat.",
        )
    )
    writer = stage.people[helper.username]
    documents.attach(number, name=SCAN_NAME, content=scan, by=writer, now=stage.at(5, 9, 5))
    given = stage.answers(DOCTOR, LUNG, at=stage.at(5), yearly_cost=950_000)
    stage.write(number, given, by=helper, at=stage.at(5, 10, 0))
    stage.step(number, Action.HAND_TO_CONSULTANT, helper, stage.at(5, 10, 5), {"message": ""})
    stage.step(number, Action.SUBMIT, DOCTOR, stage.at(4, 15, 30))
    assessed(stage, number, cast.CANCER_LEAD, 2, 1)


def short_chain(stage: Stage) -> None:
    """At Helse Førde the case goes from the clinic director straight to the decision."""
    patient = PlayedPatient("Oddny Solheim", date(1974, 3, 3))
    number = stage.apply(cast.FORDE_DOCTOR, LEUKAEMIA, patient, ago=6)
    assessed(stage, number, cast.FORDE_LEAD, 4)
    prioritised(stage, number, cast.FORDE_MANAGER, 2)


def short_chain_begun(stage: Stage) -> None:
    """At Helse Førde, with the head of section."""
    patient = PlayedPatient("Leif Sandvik", date(1957, 9, 12))
    stage.apply(cast.FORDE_DOCTOR, LUNG, patient, ago=2, urgent=True, days_left=30)


CASES: Final[tuple[Callable[[Stage], None], ...]] = (
    renewal,
    refused,
    granted_with_conditions,
    referred,
    at_decision,
    awaiting_answers,
    at_committee,
    short_chain,
    from_paper,
    returned,
    overdue_and_urgent,
    at_anchoring,
    short_chain_begun,
    prepared_by_helper,
    at_clinical_review,
    half_written,
)
