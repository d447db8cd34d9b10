"""What a patient may see of an own case: what the doctor has released, and nothing else.

The doctor is the one who tells; the page is for what has been told. Three parts are released one by one: that there is
a case and where it is, the names of those who handle it, and how it ended. An end that says no is released only with
the day of the conversation in which it is or was told (our own reading of pasient- og brukerrettighetsloven §§ 3-2
and 3-5: information is given with care, and to the patient first).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from likeverd.core.case import Actor, CaseFacts
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.core.timing.office import local_moment
from likeverd.core.timing.patient_days import (
    NO_CONTACT,
    PlannedContact,
    faults_of_contact,
    opens_at,
)
from likeverd.core.vocabulary import ENDED_STATES, GRANTED_STATES, STEPS, Role, State

LONGEST_STATEMENT: Final = 6000
# The conversation may be behind us, or be agreed on for the next weeks.
LATEST_CONVERSATION: Final = timedelta(days=60)
EARLIEST_CONVERSATION: Final = timedelta(days=365)


class Part(StrEnum):
    """What is released at a time."""

    STATUS = "status"
    NAMES = "names"
    OUTCOME = "outcome"


PART_LABELS: Final = {
    Part.STATUS: Text(
        "At saken finnes, og hvor den er",
        "At saka finst, og kvar ho er",
        "That there is a case, and where it is",
    ),
    Part.NAMES: Text(
        "Navnene på dem som har saken",
        "Namna på dei som har saka",
        "The names of those who have the case",
    ),
    Part.OUTCOME: Text("Hva svaret ble", "Kva svaret vart", "What the answer was"),
}

NOT_SENT: Final = Text(
    "Kan vises når søknaden er sendt.",
    "Kan visast når søknaden er send.",
    "Can be shown when the application is sent.",
)
STATUS_FIRST: Final = Text(
    "Vis saken først. Uten den ser pasienten ingenting.",
    "Vis saka først. Utan henne ser pasienten ingenting.",
    "Show the case first. Without it the patient sees nothing.",
)
NOT_ENDED: Final = Text(
    "Kan vises når saken er avgjort.",
    "Kan visast når saka er avgjord.",
    "Can be shown when the case is decided.",
)
CONVERSATION_NEEDED: Final = Text(
    "Skriv dagen du har snakket eller skal snakke med pasienten. Et nei skal ikke leses alene.",
    "Skriv dagen du har snakka eller skal snakke med pasienten. Eit nei skal ikkje lesast åleine.",
    "Write the day you have talked or will talk with the patient. A no is not to be read alone.",
)
CONVERSATION_OUT_OF_RANGE: Final = Text(
    "Dagen må være innenfor det siste året eller de neste 60 dagene.",
    "Dagen må vere innanfor det siste året eller dei neste 60 dagane.",
    "The day must be within the last year or the next 60 days.",
)
NO_SUCH_PART: Final = Text(
    "Velg hva pasienten skal få se.", "Vel kva pasienten skal få sjå.", "Choose what to show."
)
NOTHING_TO_STOP: Final = Text(
    "Dette er ikke vist for pasienten.",
    "Dette er ikkje vist for pasienten.",
    "This is not shown to the patient.",
)
ALREADY_SHOWN: Final = Text(
    "Dette er allerede vist for pasienten.",
    "Dette er alt vist for pasienten.",
    "This is shown to the patient already.",
)
STATEMENT_EMPTY: Final = Text(
    "Skriv det du vil si før du sender.",
    "Skriv det du vil seie før du sender.",
    "Write what you want to say before you send.",
)
STATEMENT_TOO_LONG: Final = Text(
    f"Teksten er for lang. Skriv høyst {LONGEST_STATEMENT} tegn, eller send den i to deler.",
    f"Teksten er for lang. Skriv høgst {LONGEST_STATEMENT} teikn, eller send han i to delar.",
    f"The text is too long. Write at most {LONGEST_STATEMENT} characters, or send it in two parts.",
)
STATEMENT_TOO_LATE: Final = Text(
    "Saken er avgjort, så uttalelsen ble ikke sendt. Teksten står her, så du kan ta vare på den. "
    "Snakk med legen din, eller bruk den i en klage.",
    "Saka er avgjord, så utsegna vart ikkje send. Teksten står her, så du kan ta vare på han. "
    "Snakk med legen din, eller bruk han i ei klage.",
    "The case is decided, so the statement was not sent. The text stands here for you to keep. "
    "Talk to your doctor, or use it in a complaint.",
)


@dataclass(frozen=True, slots=True)
class Released:
    """One row of the register of releases. ``shown`` is False where showing was stopped."""

    part: Part
    shown: bool
    at: datetime
    conversation_on: date | None = None
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReleaseWanted:
    """What the doctor asks for: to show a part, or to stop showing it.

    ``contact``: who will speak with the patient, and when, where the answer opens on the eve of a holiday.
    """

    part: str
    shown: bool
    conversation_on: date | None = None
    contact: PlannedContact = NO_CONTACT


def of_this_end(rows: Iterable[Released], ended_at: datetime | None) -> list[Released]:
    """The rows that count: an answer that was shown before a case was decided anew does not show the new one."""
    return [
        row
        for row in rows
        if row.part is not Part.OUTCOME or ended_at is None or row.at >= ended_at
    ]


def shown_parts(rows: Iterable[Released]) -> frozenset[Part]:
    """What the patient may see: of each part the last word counts, and nothing without the case itself."""
    last: dict[Part, Released] = {}
    for row in sorted(rows, key=lambda each: each.at):
        last[row.part] = row
    shown = frozenset(part for part, row in last.items() if row.shown)
    return shown if Part.STATUS in shown else frozenset()


def may_release(actor: Actor, case: CaseFacts) -> bool:
    """Whether the person decides what the patient sees: the applicant, or a registered deputy of the applicant."""
    if actor.person in case.conflicted:
        return False
    return any(
        grant.role is Role.TREATING_CONSULTANT
        and grant.covers(case)
        and case.applicant in (actor.person, grant.deputy_for)
        and grant.deputy_for not in case.conflicted
        for grant in actor.grants
    )


def needs_conversation(state: State) -> bool:
    """Whether this end is to be told in a conversation before it is read on a page."""
    return state in ENDED_STATES and state not in (*GRANTED_STATES, State.WITHDRAWN)


def why_not_yet(part: Part, state: State, shown: frozenset[Part]) -> Text | None:
    """What keeps a part from being shown now; None where nothing does."""
    if state is State.DRAFT:
        return NOT_SENT
    if part is not Part.STATUS and Part.STATUS not in shown:
        return STATUS_FIRST
    if part is Part.OUTCOME and state not in ENDED_STATES:
        return NOT_ENDED
    return None


def faults_of_release(
    wanted: ReleaseWanted, state: State, shown: frozenset[Part], today: date
) -> tuple[Fault, ...]:
    """What keeps a release, or the end of one, from being registered, at the fields."""
    if wanted.part not in set(Part):
        return (Fault("part", NO_SUCH_PART),)
    part = Part(wanted.part)
    if not wanted.shown:
        return () if part in shown else (Fault("part", NOTHING_TO_STOP),)
    if part in shown:
        return (Fault("part", ALREADY_SHOWN),)
    if reason := why_not_yet(part, state, shown):
        return (Fault("part", reason),)
    if part is Part.OUTCOME and needs_conversation(state):
        day = wanted.conversation_on
        if day is None:
            return (Fault("conversation_on", CONVERSATION_NEEDED),)
        if not today - EARLIEST_CONVERSATION <= day <= today + LATEST_CONVERSATION:
            return (Fault("conversation_on", CONVERSATION_OUT_OF_RANGE),)
    return faults_of_contact(wanted.contact, today) if part is Part.OUTCOME else ()


def release_opens_at(wanted: ReleaseWanted, now: datetime) -> datetime | None:
    """When an answer opens that is released now; None where it needs not wait.

    An answer, good or bad, never opens on the eve of a holiday without a planned contact (``timing.patient_days``).
    """
    if wanted.part != Part.OUTCOME or not wanted.shown:
        return None
    opens = opens_at(now, wanted.conversation_on, wanted.contact)
    return opens if opens > now else None


def outcome_opens_at(rows: Iterable[Released]) -> datetime | None:
    """When the patient may read the answer: on the day of the conversation, and not on an eve; None for at once."""
    last = max((row for row in rows if row.part is Part.OUTCOME), key=lambda r: r.at, default=None)
    if last is None or not last.shown:
        return None
    if last.opens_at is not None:
        return last.opens_at
    return local_moment(last.conversation_on, time(0)) if last.conversation_on else None


def sees_outcome(rows: Iterable[Released], now: datetime) -> bool:
    """Whether the patient may read how the case ended: released, and its moment has come."""
    rows = tuple(rows)
    if Part.OUTCOME not in shown_parts(rows):
        return False
    opens = outcome_opens_at(rows)
    return opens is None or opens <= now


def may_state(state: State) -> bool:
    """Whether the patient may still write to the case: until it is decided."""
    return state in (*STEPS, State.AWAITING_ANSWERS, State.RETURNED)


def faults_of_statement(words: str, state: State) -> tuple[Fault, ...]:
    """What keeps a statement from being sent, at its field."""
    if not words.strip():
        return (Fault("statement", STATEMENT_EMPTY),)
    if len(words) > LONGEST_STATEMENT:
        return (Fault("statement", STATEMENT_TOO_LONG),)
    if not may_state(state):
        return (Fault("statement", STATEMENT_TOO_LATE),)
    return ()
