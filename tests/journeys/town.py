"""The hospital that the journeys go through: six roles with names, and cases that wait for them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from tests.support.house import Hospital, House, add_person, build_house

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.models import Case
from likeverd.cases.records import facts_of, ruleset_of
from likeverd.core.case import Command
from likeverd.core.forms.model import Answer, Field
from likeverd.core.forms.specimen import specimen
from likeverd.core.identity import synthetic_number
from likeverd.core.lifecycle import transition
from likeverd.core.reasons import reasons_for
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person

NAMES = {
    Role.TREATING_CONSULTANT: ("Kari Overlege", "Overlege"),
    Role.HELPER: ("Siri Sekretær", "Medisinsk sekretær"),
    Role.CLINICAL_LEAD_REVIEWER: ("Arne Avdelingssjef", "Avdelingssjef"),
    Role.ANCHORING_MANAGER: ("Dina Divisjonsdirektør", "Divisjonsdirektør"),
    Role.ASSESSMENT_COMMITTEE: ("Kjell Komitéleder", "Leder av komiteen"),
    Role.MEDICAL_DIRECTOR: ("Marte Fagdirektør", "Direktør medisin og helsefag"),
}
FORWARD = (
    (Action.SUBMIT, Role.TREATING_CONSULTANT),
    (Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER),
    (Action.PRIORITISE, Role.ANCHORING_MANAGER),
    (Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE),
)


@dataclass
class Town:
    """A running service at ``url`` with the people of Sykehuset Innlandet."""

    url: str
    house: House
    patients: int = 0

    @property
    def innlandet(self) -> Hospital:
        """The hospital with the full chain."""
        return self.house.innlandet

    def person(self, role: Role) -> Person:
        """The person in a role at Innlandet."""
        return self.innlandet.people[role]

    def new_patient(self) -> tuple[str, str]:
        """The identity number and name of somebody nobody has applied for."""
        self.patients += 1
        number = synthetic_number(date(1970, 1, 1) + timedelta(days=self.patients), 1)
        return number, f"Oppdiktet Pasient {self.patients}"

    def draft(self, *, complete: bool = True, by: Role = Role.TREATING_CONSULTANT) -> Case:
        """A draft for the consultant, with every answer or with none."""
        now, writer = timezone.now(), self.person(by)
        number, name = self.new_patient()
        wanted = NewCase(
            department=self.innlandet.department.pk,
            method=self.house.method.pk,
            identity_number=number,
            patient_name=name,
            applicant=self.person(Role.TREATING_CONSULTANT).pk,
        )
        case = actions.begin(wanted, by=writer, now=now, synthetic_allowed=True)
        if complete:
            given = every_answer()
            seen = case.draft_revision
            actions.save_draft(case.number, given, by=writer, now=now, seen_revision=seen)
        return Case.objects.get(pk=case.pk)

    def step(self, number: str, action: Action, by: Role) -> Case:
        """Take a step with answers that it accepts, behind the pages' back."""
        return self.step_as(number, action, self.person(by))

    def step_as(self, number: str, action: Action, by: Person) -> Case:
        """The same, by somebody in particular."""
        case = Case.objects.get(number=number)
        command = Command(action, case.version, answers_for(action))
        return actions.take_step(number, command, by=by, now=timezone.now())

    def fields(self, number: str, action: Action) -> tuple[Field, ...]:
        """What a step of a case asks for now."""
        case = Case.objects.get(number=number)
        row = transition(State(case.state), action)
        assert row is not None
        return row.questions(facts_of(case), ruleset_of(case, timezone.now()))

    def case_at(self, state: State) -> Case:
        """A case that waits at one of the four steps."""
        case = self.draft()
        for action, role in FORWARD:
            if case.state == state:
                break
            case = self.step(case.number, action, role)
        assert case.state == state
        return case


def build_town(url: str = "") -> Town:
    """Make the world in the current database."""
    house = build_house()
    for role, (name, title) in NAMES.items():
        person = house.innlandet.people[role]
        person.name, person.title = name, title
        person.save()
    second = add_person(house.innlandet, "innlandet.komite2", Role.ASSESSMENT_COMMITTEE, unit=None)
    second.name = "Frida Farmasøyt"
    second.save()
    return Town(url, house)


def today() -> date:
    """The day on which the journeys are gone."""
    return local_day(timezone.now())


def every_answer(**changes: Answer) -> dict[str, Answer]:
    """A whole application, written today."""
    answers = specimen(
        "Demolimab",
        "G70.0",
        "Myasthenia gravis",
        written_on=today(),
        start_by=today() + timedelta(days=60),
        applicant_name=NAMES[Role.TREATING_CONSULTANT][0],
    )
    return {**answers, **changes}


def answers_for(action: Action, now: datetime | None = None) -> dict[str, Answer]:
    """Answers that a step accepts, as the form stores them."""
    day = local_day(now or timezone.now())
    soon = (day + timedelta(days=200)).isoformat()

    def codes(outcome: str) -> list[Answer]:
        return [reason.code for reason in reasons_for(outcome, day)]

    ending: dict[str, Answer] = {"reasoning": "Begrunnet ut fra pasientens egne forhold."}
    explained: dict[str, Answer] = {"explained": "Nyere prøver sier noe annet."}
    talk: dict[str, Answer] = {
        "talked": "yes",
        "talked_with": "Kari Overlege",
        "talked_on": day.isoformat(),
        "talked_new": "Ingenting nytt.",
    }
    answers: dict[Action, dict[str, Answer]] = {
        Action.HAND_TO_CONSULTANT: {"message": "Fant ikke datoen for siste prøve."},
        Action.ASSESS: {
            "authorisation": "met",
            "established_treatment": "met",
            "larger_effect": "met",
            "professional_assessment": "Søknaden er godt dokumentert.",
            "quality_assured": True,
        },
        Action.PRIORITISE: {
            "benefit_level": "large",
            "benefit_reason": "Betydelig bedre funksjon.",
            "resource_use_level": "moderate",
            "resource_use_reason": "Kostnaden er kjent.",
            "severity_level": "very_large",
            "severity_reason": "Svært alvorlig tilstand.",
        },
        Action.RECOMMEND: {
            "recommendation": "grant_with_conditions",
            "reasons_grant_with_conditions": codes("grant_with_conditions"),
            **ending,
        },
        Action.ASK: {
            "questions": [{"field": "diagnoses", "question": "Hvilken diagnose?"}],
            "answer_by": soon,
        },
        Action.ANSWER: {"answer_0": "Diagnosen er som oppgitt."},
        Action.RETURN: {
            "reasons": ["treatment_plan_incomplete"],
            "message": "Stoppkriteriene må kunne måles.",
        },
        Action.STOP: {"reasons": ["established_not_tried"], **ending, **talk},
        Action.GRANT: {
            "reasons": codes("grant"),
            "valid_until": soon,
            **explained,
            **ending,
        },
        Action.GRANT_WITH_CONDITIONS: {
            "reasons": codes("grant_with_conditions"),
            "conditions": "Evalueres etter tre måneder.",
            "valid_until": soon,
            **explained,
            **ending,
        },
        Action.REFUSE: {"reasons": ["effect_as_in_group"], **ending, **talk},
        Action.WITHDRAW: {"reason": "Pasienten ønsker det ikke lenger."},
        Action.DECLARE_CONFLICT: {"explanation": "Pasienten er en slektning."},
        Action.CONSIDER_CHANGE: {"meaning": "is_to_end", "reasoning": "Beslutningen gjelder."},
    }
    return answers.get(action, {})
