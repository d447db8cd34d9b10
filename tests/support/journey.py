"""Taking a case through the procedure in tests, with sensible answers for each step."""

from datetime import date, datetime, timedelta

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.models import Case
from likeverd.core.case import Command
from likeverd.core.identity import synthetic_number
from likeverd.core.reasons import reasons_for
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.models import Person
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import NOON, Hospital, House

PATIENT_NUMBER = synthetic_number(date(1980, 5, 17), 1)


def reasons(outcome: str, today: date) -> list[str]:
    """Enough coded reasons for an outcome: all of those that may serve it."""
    return [reason.code for reason in reasons_for(outcome, today)]


def answers_for(action: Action, now: datetime = NOON) -> dict[str, object]:
    """Answers that the step accepts."""
    today = now.date()
    soon = (today + timedelta(days=200)).isoformat()
    ending = {"reasoning": "Begrunnelse for pasienten."}
    # All reasons at once: some of them do not fit the application, and a no comes after a talk.
    explained = {"explained": "Nye prøver sier noe annet enn søknaden."}
    talk = {"talked": "no", "not_talked_reason": "Søkeren var ikke å få tak i."} | explained
    if action is Action.PRIORITISE:
        given: dict[str, object] = {}
        for criterion in ("benefit", "resource_use", "severity"):
            given[f"{criterion}_level"] = "large"
            given[f"{criterion}_reason"] = "Vurdert."
        return given
    return {
        Action.ASSESS: {
            "authorisation": "met",
            "established_treatment": "met",
            "larger_effect": "met",
            "professional_assessment": "Godt dokumentert.",
            "quality_assured": True,
        },
        Action.RECOMMEND: {
            "recommendation": "grant",
            "reasons_grant": reasons("grant", today),
            **ending,
        },
        Action.ASK: {
            "questions": [{"field": "diagnoses", "question": "Hvilken diagnose?"}],
            "answer_by": soon,
        },
        Action.ANSWER: {"answer_0": "Diagnosen er som oppgitt."},
        Action.RETURN: {"reasons": reasons("return", today), "message": "Mangler noe."},
        Action.STOP: {"reasons": reasons("stop", today), **talk, **ending},
        Action.GRANT: {
            "reasons": reasons("grant", today),
            "valid_until": soon,
            **explained,
            **ending,
        },
        Action.GRANT_WITH_CONDITIONS: {
            "reasons": reasons("grant_with_conditions", today),
            "valid_until": soon,
            "conditions": "Evalueres etter tre måneder.",
            **explained,
            **ending,
        },
        Action.REFUSE: {"reasons": reasons("refuse", today), **talk, **ending},
        Action.REFER: {
            "reasons": reasons("wrong_scheme", today),
            "right_scheme": "access_scheme",
            **explained,
            **ending,
        },
        Action.WITHDRAW: {"reason": "Pasienten ønsker det."},
        Action.REGISTER_DEATH: {"died_on": today.isoformat()},
        Action.DECLARE_CONFLICT: {"explanation": "Kjenner pasienten."},
        Action.CONSIDER_CHANGE: {"meaning": "goes_on", "reasoning": "Vurdert."},
        Action.ADD_REFERENCE: {
            "reference_kind": "trial",
            "title": "Oppdiktet studie",
            "link": "doi:10.1000/oppdiktet",
            "shows": "Effekt hos like pasienter.",
        },
        Action.SEEK_ADVICE: {
            "body": "ern",
            "whom": "ERN EURACAN",
            "question": "Er effekt å vente?",
            "answer_by": soon,
        },
        Action.CONSIDER_ADVICE: {"advice": "1", "followed": "followed"},
    }.get(action, {})


def begin(house: House, hospital: Hospital, *, now: datetime = NOON, why_new: str = "ny") -> Case:
    """A draft by the hospital's consultant."""
    consultant = hospital.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        department=hospital.department.pk,
        method=house.method.pk,
        identity_number=PATIENT_NUMBER,
        patient_name="Oppdiktet Person",
        applicant=consultant.pk,
        why_new=why_new,
    )
    return actions.begin(wanted, by=consultant, now=now, synthetic_allowed=True)


def complete(case: Case, *, now: datetime = NOON) -> Case:
    """The draft with every answer of the example application."""
    return actions.save_draft(
        case.number,
        EXAMPLE_APPLICATION,
        by=case.applicant,
        now=now,
        seen_revision=case.draft_revision,
    ).case


def step(case: Case, action: Action, by: Person, *, now: datetime = NOON) -> Case:
    """Take a step with sensible answers and the newest version."""
    case.refresh_from_db()
    command = Command(action, case.version, answers_for(action, now))
    return actions.take_step(case.number, command, by=by, now=now)


FORWARD = (
    (Action.SUBMIT, Role.TREATING_CONSULTANT),
    (Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER),
    (Action.PRIORITISE, Role.ANCHORING_MANAGER),
    (Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE),
)


def sent_as_far_as(house: House, action: Action, *, now: datetime = NOON) -> Case:
    """A case at Innlandet with the steps up to and including this one taken."""
    case = complete(begin(house, house.innlandet, now=now), now=now)
    for taken, role in FORWARD:
        case = step(case, taken, house.innlandet.person(role), now=now)
        if taken is action:
            return case
    raise ValueError(action)


def case_in_state(house: House, state: State, *, now: datetime = NOON) -> Case:
    """A case at Innlandet in this state, taken there by the people whose steps it is."""
    hospital = house.innlandet
    way: dict[State, tuple[Action | None, tuple[tuple[Action, Role], ...]]] = {
        State.DRAFT: (None, ()),
        State.CLINICAL_REVIEW: (Action.SUBMIT, ()),
        State.ANCHORING: (Action.ASSESS, ()),
        State.COMMITTEE: (Action.PRIORITISE, ()),
        State.DECISION: (Action.RECOMMEND, ()),
        State.AWAITING_ANSWERS: (
            Action.PRIORITISE,
            ((Action.ASK, Role.ASSESSMENT_COMMITTEE),),
        ),
        State.RETURNED: (Action.SUBMIT, ((Action.RETURN, Role.CLINICAL_LEAD_REVIEWER),)),
        State.GRANTED: (Action.RECOMMEND, ((Action.GRANT, Role.MEDICAL_DIRECTOR),)),
        State.GRANTED_WITH_CONDITIONS: (
            Action.RECOMMEND,
            ((Action.GRANT_WITH_CONDITIONS, Role.MEDICAL_DIRECTOR),),
        ),
        State.REFUSED: (Action.RECOMMEND, ((Action.REFUSE, Role.MEDICAL_DIRECTOR),)),
        State.WRONG_SCHEME: (Action.RECOMMEND, ((Action.REFER, Role.MEDICAL_DIRECTOR),)),
        State.STOPPED: (Action.SUBMIT, ((Action.STOP, Role.CLINICAL_LEAD_REVIEWER),)),
        State.WITHDRAWN: (Action.SUBMIT, ((Action.WITHDRAW, Role.TREATING_CONSULTANT),)),
        State.CLOSED_BY_DEATH: (
            Action.SUBMIT,
            ((Action.REGISTER_DEATH, Role.TREATING_CONSULTANT),),
        ),
    }
    if state is State.MOVED:  # by whom, and where to: tests/cases/test_elsewhere.py
        moved = sent_as_far_as(house, Action.SUBMIT, now=now)
        Case.objects.filter(pk=moved.pk).update(state=state, ended_at=now)
        moved.refresh_from_db()
        return moved
    last, then = way[state]
    case = sent_as_far_as(house, last, now=now) if last else complete(begin(house, hospital))
    for action, role in then:
        case = step(case, action, hospital.person(role), now=now)
    return case
