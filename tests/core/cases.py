"""Cases, people and answers for the tests of the rules; no database."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.support.example_application import EXAMPLE_APPLICATION

from likeverd.core.case import Actor, Advice, CaseFacts, Command, Grant, Ruleset
from likeverd.core.elsewhere import LookedUp
from likeverd.core.forms.register import INDIVIDUAL_EXCEPTION, current
from likeverd.core.reasons import reasons_for
from likeverd.core.trust_rules import parse
from likeverd.core.vocabulary import STEPS, Action, Role, State

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))
TODAY = date(2026, 11, 23)
TRUST, OTHER_TRUST = 1, 2
DEPARTMENT, DIVISION, OTHER_DEPARTMENT = 11, 10, 12

APPLICANT, HELPER, LEAD, MANAGER, MEMBER, DIRECTOR, ACCESS_MANAGER, LOG_REVIEWER = range(101, 109)
SECRETARIAT, PROCEDURE_KEEPER, ARCHIVIST = 109, 110, 111
PERSON = {
    Role.TREATING_CONSULTANT: APPLICANT,
    Role.HELPER: HELPER,
    Role.CLINICAL_LEAD_REVIEWER: LEAD,
    Role.ANCHORING_MANAGER: MANAGER,
    Role.ASSESSMENT_COMMITTEE: MEMBER,
    Role.MEDICAL_DIRECTOR: DIRECTOR,
    Role.ACCESS_MANAGER: ACCESS_MANAGER,
    Role.LOG_REVIEWER: LOG_REVIEWER,
    Role.METHOD_SECRETARIAT: SECRETARIAT,
    Role.PROCEDURE_KEEPER: PROCEDURE_KEEPER,
    Role.ARCHIVIST: ARCHIVIST,
}
UNIT = {
    Role.TREATING_CONSULTANT: DEPARTMENT,
    Role.HELPER: DEPARTMENT,
    Role.CLINICAL_LEAD_REVIEWER: DEPARTMENT,
    Role.ANCHORING_MANAGER: DIVISION,
    Role.ASSESSMENT_COMMITTEE: None,
    Role.MEDICAL_DIRECTOR: None,
    Role.ACCESS_MANAGER: None,
    Role.LOG_REVIEWER: None,
    Role.METHOD_SECRETARIAT: None,
    Role.PROCEDURE_KEEPER: None,
    Role.ARCHIVIST: None,
}


def settings(*steps: State):
    """A trust's settings with these steps."""
    title = {"nb": "t", "nn": "t", "en": "t"}
    return parse(
        {
            "version": "1",
            "valid_from": "2020-01-01",
            "steps": [
                {"step": s.value, "title": title, "working_days": 3, "urgent_working_days": 1}
                for s in steps
            ],
            "payer": title,
            "project_code": "DM 0224",
            "project_threshold": 1_000_000,
            "invoice_address": "x",
            "source": "S4",
            "review_trust": "bergen",
        }
    )


def ruleset(*steps: State) -> Ruleset:
    """The rules of a trust with these steps; the full chain when none are named."""
    return Ruleset(settings(*(steps or STEPS)), current(INDIVIDUAL_EXCEPTION, TODAY), TODAY)


def case(**changes: object) -> CaseFacts:
    """A complete draft by the applicant."""
    facts = CaseFacts(
        scheme=INDIVIDUAL_EXCEPTION,
        trust=TRUST,
        units=(DEPARTMENT, DIVISION),
        applicant=APPLICANT,
        form_version="2026-1",
        version=1,
        answers=EXAMPLE_APPLICATION,
    )
    return replace(facts, **changes)


def actor(role: Role, person: int | None = None, **changes: object) -> Actor:
    """The person in a role, in the unit where the role belongs."""
    grant = Grant(role, TRUST, UNIT[role])
    return Actor(person or PERSON[role], (replace(grant, **changes),))


def good_answers(action: Action, facts: CaseFacts) -> dict[str, object]:
    """Answers that the step accepts."""
    later = (TODAY + timedelta(days=100)).isoformat()

    def codes(outcome: str) -> list[str]:
        return [reason.code for reason in reasons_for(outcome, TODAY)]

    ending = {"reasoning": "Fordi.", "explained": "Nye prøver sier noe annet."}
    talk = {"talked": "no", "not_talked_reason": "Ikke å få tak i."}
    criteria = ("benefit", "resource_use", "severity")
    answers: dict[Action, dict[str, object]] = {
        Action.ASSESS: {
            "authorisation": "met",
            "established_treatment": "met",
            "larger_effect": "met",
            "professional_assessment": "God.",
            "quality_assured": True,
        },
        Action.PRIORITISE: {f"{name}_level": "large" for name in criteria}
        | {f"{name}_reason": "Fordi." for name in criteria},
        Action.RECOMMEND: {"recommendation": "refuse", "reasons_refuse": codes("refuse")} | ending,
        Action.ASK: {
            "questions": [{"field": "diagnoses", "question": "Hva?"}],
            "answer_by": later,
        },
        Action.ANSWER: {f"answer_{n}": "Slik." for n in range(len(facts.questions))},
        Action.RETURN: {"reasons": codes("return"), "message": "Mangler."},
        Action.STOP: {"reasons": codes("stop")} | ending | talk,
        Action.GRANT: {"reasons": codes("grant"), "valid_until": later} | ending,
        Action.GRANT_WITH_CONDITIONS: {
            "reasons": codes("grant_with_conditions"),
            "valid_until": later,
            "conditions": "Evalueres.",
        }
        | ending,
        Action.REFUSE: {"reasons": codes("refuse")} | ending | talk,
        Action.REFER: {"reasons": codes("wrong_scheme"), "right_scheme": "off_label"} | ending,
        Action.WITHDRAW: {"reason": "Ønsker det."},
        Action.REGISTER_DEATH: {"died_on": TODAY.isoformat()},
        Action.DECLARE_CONFLICT: {"explanation": "Slekt."},
        Action.CONSIDER_CHANGE: {"meaning": "goes_on", "reasoning": "Fordi."},
    }
    return answers.get(action) or elsewhere_answers(action, later)


def elsewhere_answers(action: Action, later: str) -> dict[str, object]:
    """Answers to the steps about evidence and other trusts."""
    answers: dict[Action, dict[str, object]] = {
        Action.ADD_REFERENCE: {
            "reference_kind": "trial",
            "title": "Studie",
            "link": "doi:1",
            "shows": "Effekt.",
        },
        Action.SEEK_ADVICE: {
            "body": "expert_panel",
            "whom": "Ekspertpanelet",
            "question": "Hva?",
            "answer_by": later,
        },
        Action.RECORD_ADVICE: {
            "advice": "1",
            "answered_on": TODAY.isoformat(),
            "answer": "Ja.",
        },
        Action.GIVE_ADVICE: {"answer": "Ja.", "interests": "ingen"},
        Action.CONSIDER_ADVICE: {"advice": "1", "followed": "not_followed", "why_not": "Fordi."},
        Action.OFFER_MOVE: {"trust": "bergen", "receiver_hpr": "1234567", "why": "Flyttet."},
        Action.REQUEST_REVIEW: {"new_facts": "Nytt svar.", "source": "Lab."},
        Action.UPHOLD: {"reasoning": "Fordi."},
        Action.REOPEN: {"reasoning": "Fordi."},
    }
    return answers.get(action, {})


def ready_for(action: Action, facts: CaseFacts, person: int) -> CaseFacts:
    """The case as it must be for the action to have something to be about, done by this person."""
    asked = Advice(1, "expert_panel", "Ekspertpanelet")
    changes: dict[Action, dict[str, object]] = {
        Action.RECORD_ADVICE: {"advice": (asked,)},
        Action.CONSIDER_ADVICE: {"advice": (replace(asked, answered=True),)},
        Action.GIVE_ADVICE: {
            "advice": (replace(asked, body="named_expert", whom="Ekspert", expert=person),)
        },
        Action.ACKNOWLEDGE: {"home_trust": TRUST},
        Action.OFFER_MOVE: {
            "looked_up": {LookedUp.TRUST: OTHER_TRUST, LookedUp.RECEIVER: 555},
        },
        Action.TAKE_OVER: {
            "receiving_trust": TRUST,
            "receiving_person": person,
            "looked_up": {LookedUp.SUCCESSOR: "HB-2026-000001"},
        },
        Action.REQUEST_REVIEW: {"looked_up": {LookedUp.TRUST: OTHER_TRUST}},
        Action.UPHOLD: {"review_trust": TRUST},
        Action.REOPEN: {"review_trust": TRUST},
    }
    return replace(facts, **changes.get(action, {}))


def command(action: Action, facts: CaseFacts, **changes: object) -> Command:
    """The action with answers that it accepts and the version that is current."""
    return replace(Command(action, facts.version, good_answers(action, facts)), **changes)
