"""What a reminder says: the case number, the promise and its moment, and a link. Never the patient."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from likeverd.core.text import Text
from likeverd.core.timing.escalation import Rung, Telling
from likeverd.core.timing.reminders import REMINDER_LABELS
from likeverd.organisations.models import Person
from likeverd.outbox.actions import NewMessage
from likeverd.web import formats

SUBJECT = Text("{number}: {what}", "{number}: {what}", "{number}: {what}")
LATE = Text("fristen er passert", "fristen er passert", "the target is passed")
TO_YOU = Text(
    "{what}.\n\nSak {number} er hos deg. Fristen er {due}.\n\n{link}\n\n{ending}",
    "{what}.\n\nSak {number} er hos deg. Fristen er {due}.\n\n{link}\n\n{ending}",
    "{what}.\n\nCase {number} is with you. The target is {due}.\n\n{link}\n\n{ending}",
)
TO_DEPUTY = Text(
    "{what}.\n\nSak {number} er hos {names}, og du er stedfortreder. Fristen er {due}.\n\n{link}\n\n{ending}",
    "{what}.\n\nSak {number} er hos {names}, og du er stedfortredar. Fristen er {due}.\n\n{link}\n\n{ending}",
    "{what}.\n\nCase {number} is with {names}, and you are a deputy. The target is {due}.\n\n{link}\n\n{ending}",
)
TO_LEADER = Text(
    "{what}.\n\nSak {number} er hos {names}. Fristen er {due}, og den er ikke passert ennå. "
    "Snakk med den som har saken, eller be om at en stedfortreder blir registrert.\n\n{ending}",
    "{what}.\n\nSak {number} er hos {names}. Fristen er {due}, og han er ikkje passert enno. "
    "Snakk med den som har saka, eller be om at ein stedfortredar blir registrert.\n\n{ending}",
    "{what}.\n\nCase {number} is with {names}. The target is {due}, and it is not passed yet. "
    "Talk to the one who has the case, or ask that a deputy be registered.\n\n{ending}",
)
TO_LEADER_PASSED = Text(
    "{what}.\n\nSak {number} er hos {names}. Fristen var {due}. "
    "Snakk med den som har saken, eller be om at en stedfortreder blir registrert.\n\n{ending}",
    "{what}.\n\nSak {number} er hos {names}. Fristen var {due}. "
    "Snakk med den som har saka, eller be om at ein stedfortredar blir registrert.\n\n{ending}",
    "{what}.\n\nCase {number} is with {names}. The target was {due}. "
    "Talk to the one who has the case, or ask that a deputy be registered.\n\n{ending}",
)
ENDING = Text(
    "Meldingen har ingen opplysninger om pasienten. Velg selv hva du vil bli minnet om:\n{choices}\n",
    "Meldinga har ingen opplysningar om pasienten. Vel sjølv kva du vil bli mint om:\n{choices}\n",
    "This message has no information about the patient. Choose what you want to be reminded of:\n{choices}\n",
)
NOBODY = Text("ingen", "ingen", "nobody")


def message(
    number: str, telling: Telling, person: Person, holders: Sequence[Person], now: datetime
) -> NewMessage:
    """One reminder to one person, in that person's language."""
    language = person.language
    what = REMINDER_LABELS[telling.reminder].in_language(language)
    late = telling.rung is Rung.LATE
    subject = LATE.in_language(language) if late else what[0].lower() + what[1:]
    names = ", ".join(sorted(holder.name for holder in holders)) or NOBODY.in_language(language)
    body = _body(telling, now).in_language(language)
    return NewMessage(
        to_person=person,
        subject=SUBJECT.in_language(language).format(number=number, what=subject),
        body=body.format(
            what=LATE.in_language(language).capitalize() if late else what,
            number=number,
            names=names,
            due=formats.moment(telling.due, language),
            link=settings.PUBLIC_ADDRESS + reverse("cases:case", args=[number]),
            ending=ENDING.in_language(language).format(
                choices=settings.PUBLIC_ADDRESS + reverse("timing:reminders")
            ),
        ),
        about=number,
    )


def _body(telling: Telling, now: datetime) -> Text:
    if telling.rung is Rung.DEPUTY:
        return TO_DEPUTY
    if telling.rung is Rung.LEADER:
        return TO_LEADER if now < telling.due else TO_LEADER_PASSED
    return TO_YOU
