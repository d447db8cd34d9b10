"""The committee of the demonstration: settings, seats, waiting cases and a planned meeting, so that one can be walked.

The cases that ``seed_demo`` made keep the version of settings they were begun under, as cases always do. From the new
version on, what is begun goes through the committee's meetings.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction

from likeverd.cases.seeding import cast, demo_cases
from likeverd.cases.seeding.actions.cast import write_cast
from likeverd.cases.seeding.cast import Played
from likeverd.cases.seeding.diagnoses import applied_methods
from likeverd.cases.seeding.stage import PlayedPatient, Stage
from likeverd.committee.actions.meetings import MeetingWanted, plan
from likeverd.committee.actions.members import MemberWanted, register_member
from likeverd.committee.models import Meeting
from likeverd.core.committee.vocabulary import MeetingForm, Profession, Seat
from likeverd.core.forms.individual_exception import FIRST
from likeverd.core.trust_rules import parse
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import OSLO, add_working_days, local_day
from likeverd.organisations.context import everything
from likeverd.organisations.models import HospitalTrust, Person, TrustRulesVersion, Unit

VERSION: Final = "2026-2"
SINCE: Final = timedelta(days=21)
SETTINGS: Final = {
    "least_present": 3,
    "professions": ["physician", "pharmacist"],
    "language": "nb",
    "leader_alone": True,
}
WHY: Final = "Oppnevnt av administrerende direktør (demonstrasjon)"


def _extra(username: str, name: str, title: str) -> Played:
    return Played(
        f"{cast.DEMO}komite.{username}", name, title, cast.INNLANDET, Role.ASSESSMENT_COMMITTEE
    )


SECRETARY: Final = _extra("sekretaer", "Ellen Brekke", "Rådgiver, sekretær for vurderingskomiteen")
USER: Final = _extra("bruker", "Jan Erik Foss", "Brukerrepresentant")
ECONOMIST: Final = _extra("okonom", "Liv Aasen", "Økonomirådgiver")
SEATS: Final = (
    (cast.COMMITTEE_LEADER, Seat.LEADER, Profession.PHYSICIAN),
    (cast.ASSISTANT, Seat.DEPUTY_LEADER, Profession.PHYSICIAN),
    (cast.PHARMACIST, Seat.MEMBER, Profession.PHARMACIST),
    (cast.ETHICIST, Seat.MEMBER, Profession.ETHICIST),
    (ECONOMIST, Seat.MEMBER, Profession.ECONOMIST),
    (USER, Seat.USER_REPRESENTATIVE, Profession.USER),
    (SECRETARY, Seat.SECRETARY, Profession.OTHER),
)


def prepare_the_demonstration(now: datetime) -> Meeting:
    """Write all of it; after ``seed_demo``."""
    today = local_day(now)
    with transaction.atomic():
        everything("the committee of the demonstration is set up before anybody is signed in")
        trust = HospitalTrust.objects.get(code=cast.INNLANDET)
        _write_settings(trust, today)
        write_cast((SECRETARY, USER, ECONOMIST), (), since=FIRST.valid_from, today=today)
        people = {
            person.username: person
            for person in Person.objects.filter(username__startswith=cast.DEMO)
        }
        departments = {
            (unit.trust.code, unit.code): unit
            for unit in Unit.objects.select_related("trust").filter(kind=Unit.DEPARTMENT)
        }
    _seat(trust, people, today, now)
    _play(Stage(now, FIRST.valid_from, people, applied_methods(), departments))
    begins = datetime.combine(add_working_days(today, 3), time(9, 30), OSLO)
    wanted = MeetingWanted(MeetingForm.PHYSICAL, "Møterom Mjøsa, Brumunddal", begins)
    return plan(trust.pk, wanted, by=people[SECRETARY.username], now=now)


def _write_settings(trust: HospitalTrust, today: date) -> None:
    """The newest version as it stands, and how the committee meets."""
    newest = TrustRulesVersion.objects.filter(trust=trust).order_by("-valid_from")[0]
    begins = max(today - SINCE, newest.valid_from + timedelta(days=1))
    document = newest.document | {
        "version": VERSION,
        "valid_from": begins.isoformat(),
        "committee": SETTINGS,
    }
    parse(document)
    TrustRulesVersion.objects.create(
        trust=trust, version=VERSION, valid_from=begins, document=document
    )


def _seat(trust: HospitalTrust, people: dict[str, Person], today: date, now: datetime) -> None:
    for played, seat, profession in SEATS:
        wanted = MemberWanted(
            played.username, seat, profession, today - SINCE, today + timedelta(days=730), WHY
        )
        register_member(trust.pk, wanted, by=people[cast.ACCESS_MANAGER.username], now=now)


def _play(stage: Stage) -> None:
    """Three cases that wait for the committee, one of them urgent."""
    urgent = stage.apply(
        demo_cases.DOCTOR,
        demo_cases.LUNG,
        PlayedPatient("Ragnar Bjerke", date(1957, 5, 23)),
        ago=3,
        urgent=True,
        days_left=14,
    )
    ordinary = stage.apply(
        demo_cases.DOCTOR, demo_cases.COLON, PlayedPatient("Unni Sæther", date(1969, 10, 3)), ago=6
    )
    nerves = stage.apply(
        demo_cases.NEURO, demo_cases.CIDP, PlayedPatient("Leif Ødegård", date(1975, 2, 16)), ago=5
    )
    for number, lead, director in (
        (urgent, cast.CANCER_LEAD, cast.EAST_DIRECTOR),
        (ordinary, cast.CANCER_LEAD, cast.EAST_DIRECTOR),
        (nerves, cast.NEURO_LEAD, cast.WEST_DIRECTOR),
    ):
        demo_cases.assessed(stage, number, lead, 2)
        demo_cases.prioritised(stage, number, director, 1)
