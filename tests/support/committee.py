"""A hospital whose committee meets: the tests' house with settings for it, seven people, and waiting cases."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from likeverd.cases import actions as case_actions
from likeverd.cases.actions import NewCase
from likeverd.cases.models import Case
from likeverd.committee import actions
from likeverd.committee.models import Item, Meeting
from likeverd.core.committee.marks import FINAL_PREFIX, RATED
from likeverd.core.committee.vocabulary import (
    MeetingAction,
    MeetingForm,
    Presence,
    Profession,
    Seat,
)
from likeverd.core.identity import synthetic_number
from likeverd.core.vocabulary import Action, Role
from likeverd.organisations.models import Person, TrustRulesVersion
from likeverd.organisations.selectors import forget_trust_rules
from tests.support.house import LONG_AGO, NOON, Hospital, House, add_person, rules_document
from tests.support.journey import answers_for, complete, step

SETTINGS = {
    "least_present": 3,
    "professions": ["physician", "pharmacist"],
    "language": "nb",
    "leader_alone": True,
}
SEATS = (
    ("leder", "Kjell Komitéleder", Seat.LEADER, Profession.PHYSICIAN),
    ("nestleder", "Nina Nestleder", Seat.DEPUTY_LEADER, Profession.PHYSICIAN),
    ("farmasoyt", "Frida Farmasøyt", Seat.MEMBER, Profession.PHARMACIST),
    ("etiker", "Einar Etiker", Seat.MEMBER, Profession.ETHICIST),
    ("okonom", "Olga Økonom", Seat.MEMBER, Profession.ECONOMIST),
    ("bruker", "Bente Bruker", Seat.USER_REPRESENTATIVE, Profession.USER),
    ("sekretaer", "Sara Sekretær", Seat.SECRETARY, Profession.OTHER),
)


@dataclass
class Committee:
    """The seven people by their short names, and the hospital they sit at."""

    house: House
    people: dict[str, Person]
    patients: int = 0

    @property
    def hospital(self) -> Hospital:
        """Innlandet."""
        return self.house.innlandet

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def waiting_case(self, *, now: datetime = NOON) -> Case:
        """A case that waits for the committee; nobody has declared."""
        self.patients += 1
        hospital = self.hospital
        consultant = hospital.person(Role.TREATING_CONSULTANT)
        wanted = NewCase(
            department=hospital.department.pk,
            method=self.house.method.pk,
            identity_number=synthetic_number(date(1960, 1, 1) + timedelta(days=self.patients), 1),
            patient_name=f"Oppdiktet Nummer{self.patients}",
            applicant=consultant.pk,
        )
        case = case_actions.begin(wanted, by=consultant, now=now, synthetic_allowed=True)
        case = complete(case, now=now)
        case = step(case, Action.SUBMIT, consultant, now=now)
        case = step(case, Action.ASSESS, hospital.person(Role.CLINICAL_LEAD_REVIEWER), now=now)
        return step(case, Action.PRIORITISE, hospital.person(Role.ANCHORING_MANAGER), now=now)

    def plan(self, *, now: datetime = NOON, form: MeetingForm = MeetingForm.PHYSICAL) -> Meeting:
        """A meeting next week with what waits."""
        wanted = actions.MeetingWanted(form, "Møterom 1", now + timedelta(days=7))
        return actions.plan(self.hospital.trust.pk, wanted, by=self["sekretaer"], now=now)

    def clear(self, case: Case, *names: str, now: datetime = NOON) -> None:
        """These have no conflict of interest; without names, all seven."""
        for name in names or tuple(self.people):
            actions.declare(case.number, conflict=False, explanation="", by=self[name], now=now)

    def open(self, meeting: Meeting, *names: str, now: datetime = NOON) -> None:
        """Papers sent, these there (without names all), and the meeting open."""
        actions.move_meeting(meeting.pk, MeetingAction.FREEZE, by=self["sekretaer"], now=now)
        self.attend(meeting, *names, now=now)
        actions.move_meeting(meeting.pk, MeetingAction.OPEN, by=self["leder"], now=now)

    def attend(self, meeting: Meeting, *names: str, now: datetime = NOON) -> None:
        """These are there; the others have sent apologies."""
        here = names or tuple(self.people)
        actions.attend(
            meeting.pk,
            {
                person.pk: Presence.PRESENT if name in here else Presence.APOLOGIES
                for name, person in self.people.items()
            },
            by=self["sekretaer"],
            now=now,
        )

    def mark(self, item: Item, *names: str, now: datetime = NOON) -> None:
        """These mark the item; without names all who vote."""
        for name in names or tuple(name for name in self.people if name != "sekretaer"):
            actions.mark(item.pk, mark_answers(), by=self[name], now=now)

    def item_of(self, meeting: Meeting, case: Case) -> Item:
        """The item of a case on a meeting's agenda."""
        return Item.objects.get(meeting=meeting, case=case)


def mark_answers(**changes: str) -> dict[str, str]:
    """A whole mark."""
    return {field.key: field.options[0].code for field in RATED} | changes


def conclusion_answers(now: datetime = NOON, **changes: object) -> dict[str, object]:
    """What the leader writes to conclude: the joint rating and the recommendation."""
    final = {FINAL_PREFIX + field.key: field.options[0].code for field in RATED}
    return {**final, **answers_for(Action.RECOMMEND, now), **changes}


def settle_committee(house: House) -> Committee:
    """Give Innlandet's committee settings, from its next version on, and seat seven people."""
    hospital = house.innlandet
    full = ("clinical_review", "anchoring", "committee", "decision")
    TrustRulesVersion.objects.create(
        trust=hospital.trust,
        version="2",
        valid_from=LONG_AGO + timedelta(days=1),
        document=rules_document(*full, version="2")
        | {"valid_from": "2020-01-02", "committee": SETTINGS},
    )
    forget_trust_rules()
    people: dict[str, Person] = {}
    registrar = hospital.person(Role.ACCESS_MANAGER)
    for username, name, seat, profession in SEATS:
        person = add_person(hospital, f"komite.{username}", Role.ASSESSMENT_COMMITTEE, None)
        person.name = name
        person.save()
        people[username] = person
        wanted = actions.MemberWanted(person.username, seat, profession, LONG_AGO, None, "Oppnevnt")
        actions.register_member(hospital.trust.pk, wanted, by=registrar, now=NOON)
    return Committee(house, people)
