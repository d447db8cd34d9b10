"""What a reminder says: the case number, the promise and its moment, and a link. Never the patient."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from likeverd.core.text import Text
from likeverd.core.timing.escalation import Rung, Telling
from likeverd.core.timing.reminders import Reminder
from likeverd.organisations.models import Person
from likeverd.outbox.actions import NewMessage
from likeverd.web import formats

SUBJECT = Text("{number}: {what}", "{number}: {what}", "{number}: {what}")
LATE = Text("fristen er passert", "fristen er passert", "the target is passed")
NEAR = Text("fristen nærmer seg", "fristen nærmar seg", "the target draws near")
NOT_SEEN = Text(
    "saken haster, og ingen har sett på den",
    "saka hastar, og ingen har sett på ho",
    "an urgent case that nobody has looked at",
)
PROMISES = {
    Reminder.FIRST_LOOK: Text(
        "Første gang noen ser på saken",
        "Første gongen nokon ser på saka",
        "The first look at the case",
    ),
    Reminder.STEP: Text("Trinnet", "Trinnet", "The step"),
    Reminder.WHOLE_WAY: Text("Hele saken", "Heile saka", "The whole case"),
    Reminder.TREAT_BY: Text(
        "Siste dag for trinnet, så siste nyttige start rekkes",
        "Siste dag for trinnet, så siste nyttige start blir nådd",
        "The last day for the step, so that the treat-by date is met",
    ),
    Reminder.ANSWERS: Text("Svar på spørsmålene", "Svar på spørsmåla", "Answers to the questions"),
}
TO_HOLDER = Text(
    "Sak {number} er hos deg. Frist:\n\n{promises}\n\n{link}\n\n{ending}",
    "Sak {number} er hos deg. Frist:\n\n{promises}\n\n{link}\n\n{ending}",
    "Case {number} is with you. Target:\n\n{promises}\n\n{link}\n\n{ending}",
)
TO_DEPUTY = Text(
    "Sak {number} er hos {names}, og du er stedfortreder. Frist:\n\n{promises}\n\n{link}\n\n{ending}",
    "Sak {number} er hos {names}, og du er stedfortredar. Frist:\n\n{promises}\n\n{link}\n\n{ending}",
    "Case {number} is with {names}, and you are a deputy. Target:\n\n{promises}\n\n{link}\n\n{ending}",
)
TO_LEADER = Text(
    "Sak {number} er hos {names}. Frist:\n\n{promises}\n\n"
    "Snakk med den som har saken, eller be om at en stedfortreder blir registrert.\n\n{ending}",
    "Sak {number} er hos {names}. Frist:\n\n{promises}\n\n"
    "Snakk med den som har saka, eller be om at ein stedfortredar blir registrert.\n\n{ending}",
    "Case {number} is with {names}. Target:\n\n{promises}\n\n"
    "Talk to the one who has the case, or ask that a deputy be registered.\n\n{ending}",
)
TEXTS = {
    Rung.HOLDER: TO_HOLDER,
    Rung.LATE: TO_HOLDER,
    Rung.DEPUTY: TO_DEPUTY,
    Rung.LEADER: TO_LEADER,
}
ENDING = Text(
    "Meldingen har ingen opplysninger om pasienten. Velg selv hva du vil bli minnet om:\n{choices}\n",
    "Meldinga har ingen opplysningar om pasienten. Vel sjølv kva du vil bli mint om:\n{choices}\n",
    "This message has no information about the patient. Choose what you want to be reminded of:\n{choices}\n",
)
NOBODY = Text("ingen", "ingen", "nobody")


def message(
    number: str,
    rung: Rung,
    told: Sequence[Telling],
    person: Person,
    holders: Sequence[Person],
    now: datetime,
) -> NewMessage:
    """One mail to one person about what a case promises, in that person's language."""
    language = person.language
    names = ", ".join(sorted(holder.name for holder in holders)) or NOBODY.in_language(language)
    promises = "\n".join(
        f"- {PROMISES[each.reminder].in_language(language)}: {formats.moment(each.due, language)}"
        for each in told
    )
    return NewMessage(
        to_person=person,
        subject=SUBJECT.in_language(language).format(
            number=number, what=_subject(told, now).in_language(language)
        ),
        body=TEXTS[rung]
        .in_language(language)
        .format(
            number=number,
            names=names,
            promises=promises,
            link=settings.PUBLIC_ADDRESS + reverse("cases:case", args=[number]),
            ending=ENDING.in_language(language).format(
                choices=settings.PUBLIC_ADDRESS + reverse("timing:reminders")
            ),
        ),
        about=number,
    )


def _subject(told: Sequence[Telling], now: datetime) -> Text:
    if any(each.reminder is Reminder.FIRST_LOOK for each in told):
        return NOT_SEEN
    return LATE if all(each.due <= now for each in told) else NEAR
