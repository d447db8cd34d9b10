"""Leaders are told at once that a case was opened in an emergency: who, which case, and why, never the patient."""

from collections.abc import Iterable
from datetime import datetime

from likeverd.core.sight import EMERGENCY_REASONS, EmergencyReason
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations.selectors import people_in_role
from likeverd.outbox.actions import NewMessage, queue
from likeverd.sight.models import EmergencySight
from likeverd.web.formats import moment

TOLD = (Role.MEDICAL_DIRECTOR, Role.ANCHORING_MANAGER, Role.LOG_REVIEWER)
SUBJECT = Text(
    "Nødinnsyn i sak {number}", "Naudinnsyn i sak {number}", "Emergency sight of case {number}"
)
BODY = Text(
    "{person} har åpnet sak {number} med nødinnsyn.\n\nGrunn: {reason}.\nVarer til {until}.\n\n"
    "Begrunnelsen i ord står i loggen. Snakk med {person} hvis du ikke kjenner til grunnen.\n",
    "{person} har opna sak {number} med naudinnsyn.\n\nGrunn: {reason}.\nVarer til {until}.\n\n"
    "Grunngivinga i ord står i loggen. Snakk med {person} om du ikkje kjenner til grunnen.\n",
    "{person} has opened case {number} with emergency sight.\n\nReason: {reason}.\nLasts until {until}.\n\n"
    "The reason in words is in the log. Talk to {person} if you do not know of the reason.\n",
)


def tell_leaders(
    sight: EmergencySight, number: str, units: Iterable[int], *, now: datetime
) -> None:
    """Queue a notice to the leaders of the case's unit and trust, in the transaction of the opening itself."""
    told = {
        person.pk: person
        for role in TOLD
        for person in people_in_role(
            role, sight.trust_id, units, local_day(now), never=[sight.person_id]
        )
    }
    messages = []
    for person in told.values():
        language = person.language
        given = {
            "number": number,
            "person": sight.person.name,
            "reason": EMERGENCY_REASONS[EmergencyReason(sight.reason)].in_language(language),
            "until": moment(sight.ends_at, language),
        }
        messages.append(
            NewMessage(
                to_person=person,
                subject=SUBJECT.in_language(language).format(**given),
                body=BODY.in_language(language).format(**given),
                about=number,
            )
        )
    if messages:
        queue(messages, now=now)
