"""When a patient may be given news: never on the eve of a holiday without somebody to turn to.

Who reads a no on a Friday afternoon has nobody to ask until Monday. So news opens for the patient on a day whose next
day is a working day, or else with a planned contact: who will speak with the patient, and when. Christmas Eve and New
Year's Eve are working days in law, but not days on which a hospital answers; they are kept like holidays here.
Own reading: the sources ask for care in giving information (pasient- og brukerrettighetsloven § 3-5), not for a day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.core.timing.office import local_moment
from likeverd.core.workdays import is_working_day, local_day

MORNING: Final = time(8, 0)
QUIET_EVES: Final = ((12, 24), (12, 31))
LATEST_CONTACT: Final = timedelta(days=14)

WHO_MISSING: Final = Text(
    "Skriv hvem som skal snakke med pasienten.",
    "Skriv kven som skal snakke med pasienten.",
    "Write who will talk with the patient.",
)
DAY_MISSING: Final = Text(
    "Skriv dagen for kontakten, som dd.mm.åååå.",
    "Skriv dagen for kontakten, som dd.mm.åååå.",
    "Write the day of the contact, as dd.mm.yyyy.",
)
DAY_OUT_OF_RANGE: Final = Text(
    "Dagen for kontakten må være fra i dag og til høyst 14 dager fram.",
    "Dagen for kontakten må vere frå i dag og til høgst 14 dagar fram.",
    "The day of the contact must be from today and at most 14 days ahead.",
)


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """Who will speak with the patient, and on which day."""

    who: str
    on: date | None

    @property
    def is_given(self) -> bool:
        """Whether anything is filled in."""
        return bool(self.who.strip()) or self.on is not None


NO_CONTACT: Final = PlannedContact("", None)


def is_quiet(day: date) -> bool:
    """Whether nobody can be expected to answer a patient on the day."""
    return not is_working_day(day) or (day.month, day.day) in QUIET_EVES


def is_good_day_for_news(day: date) -> bool:
    """Whether the day and the one after it are days on which somebody answers."""
    return not is_quiet(day) and not is_quiet(day + timedelta(days=1))


def opens_at(now: datetime, first_day: date | None, contact: PlannedContact) -> datetime:
    """When news that is released now opens for the patient.

    ``first_day`` is the day before which it must not be read anyway. A planned contact opens it at once.
    """
    day = max(local_day(now), first_day or date.min)
    if (contact.who.strip() and contact.on is not None) or is_good_day_for_news(day):
        return now if day == local_day(now) else local_moment(day, time(0))
    while not is_good_day_for_news(day):
        day += timedelta(days=1)
    return local_moment(day, MORNING)


def faults_of_contact(contact: PlannedContact, today: date) -> tuple[Fault, ...]:
    """What is wrong with a planned contact, at the fields; nothing where none is given."""
    if not contact.is_given:
        return ()
    found = []
    if not contact.who.strip():
        found.append(Fault("contact_who", WHO_MISSING))
    if contact.on is None:
        found.append(Fault("contact_on", DAY_MISSING))
    elif not today <= contact.on <= today + LATEST_CONTACT:
        found.append(Fault("contact_on", DAY_OUT_OF_RANGE))
    return tuple(found)
