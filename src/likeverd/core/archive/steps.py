"""How a hand-over goes on: its steps, and what follows from the outcome of an attempt. Nothing here knows a case.

A receiver may do what was asked and lose the answer. So each step is named by an external id of ours, looked for before
it is done, and done again only when it is certain that it was not done.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from likeverd.core.archive.settings import Receiver
from likeverd.core.text import Text


class StepKind(StrEnum):
    """What one step does."""

    PACKAGE = "package"  # make the package and check it; says which steps follow
    FOLDER = "folder"  # lay the package into the folder
    CASE = "case"  # the case in the archive
    DOCUMENT = "document"  # one document of it, with its files


class StepState(StrEnum):
    """How far a step has come."""

    DUE = "due"
    SENT = "sent"  # handed over; not yet found at the receiver
    CONFIRMED = "confirmed"  # found at the receiver
    FAILED = "failed"  # somebody must look at it; it is not tried by itself any more


class Trouble(StrEnum):
    """Why an attempt came to nothing. A code alone: a receiver's own words may name people."""

    NOT_SET_UP = "not_set_up"
    UNREACHABLE = "unreachable"
    NO_ANSWER = "no_answer"
    ACCESS_REFUSED = "access_refused"
    SERVER_ERROR = "server_error"
    NO_SENSE = "no_sense"
    SAID_NO = "said_no"
    NOT_FOUND_AGAIN = "not_found_again"
    TWO_FOUND = "two_found"
    FILES_LACK = "files_lack"
    NO_ROOM = "no_room"
    CANNOT_WRITE = "cannot_write"
    ANOTHER_PACKAGE = "another_package"
    BROKEN_PACKAGE = "broken_package"
    FILE_IN_QUARANTINE = "file_in_quarantine"


TROUBLE_WORDS: Final[dict[Trouble, Text]] = {
    Trouble.NOT_SET_UP: Text(
        "Arkivet er ikke satt opp for sykehuset ennå. Driften mangler mottaker, adresse eller nøkkel.",
        "Arkivet er ikkje sett opp for sjukehuset enno. Drifta manglar mottakar, adresse eller nøkkel.",
        "The archive is not set up for the hospital yet: a receiver, an address or a key is missing.",
    ),
    Trouble.UNREACHABLE: Text(
        "Arkivet kunne ikke nås.", "Arkivet kunne ikkje nåast.", "The archive could not be reached."
    ),
    Trouble.NO_ANSWER: Text(
        "Arkivet svarte ikke i tide. Det kan ha tatt imot likevel; det undersøkes før noe sendes på nytt.",
        "Arkivet svara ikkje i tide. Det kan ha teke imot likevel; det blir undersøkt før noko blir sendt på nytt.",
        "The archive did not answer in time. It may have accepted; that is looked into before anything is sent again.",
    ),
    Trouble.ACCESS_REFUSED: Text(
        "Arkivet slipper ikke Likeverd inn. Nøkkelen må fornyes.",
        "Arkivet slepper ikkje Likeverd inn. Nøkkelen må fornyast.",
        "The archive does not let Likeverd in. The key must be renewed.",
    ),
    Trouble.SERVER_ERROR: Text(
        "Arkivet meldte en feil hos seg selv.",
        "Arkivet melde ein feil hos seg sjølv.",
        "The archive reported a fault of its own.",
    ),
    Trouble.NO_SENSE: Text(
        "Arkivet svarte noe som ikke kan leses.",
        "Arkivet svara noko som ikkje kan lesast.",
        "The archive answered something that cannot be read.",
    ),
    Trouble.SAID_NO: Text(
        "Arkivet tok ikke imot. Grunnen står i arkivets egen logg, ved nøkkelen som er vist her.",
        "Arkivet tok ikkje imot. Grunnen står i loggen til arkivet, ved nøkkelen som er vist her.",
        "The archive did not accept it. Its own log says why, at the key shown here.",
    ),
    Trouble.NOT_FOUND_AGAIN: Text(
        "Arkivet sa at det tok imot, men det er ikke å finne der.",
        "Arkivet sa at det tok imot, men det er ikkje å finne der.",
        "The archive said that it accepted it, but it is not to be found there.",
    ),
    Trouble.TWO_FOUND: Text(
        "Arkivet har flere med samme nøkkel. En av dem må slettes der.",
        "Arkivet har fleire med same nøkkelen. Éin av dei må slettast der.",
        "The archive has several with the same key. One of them must be removed there.",
    ),
    Trouble.FILES_LACK: Text(
        "Arkivet har dokumentet, men ikke alle filene.",
        "Arkivet har dokumentet, men ikkje alle filene.",
        "The archive has the document, but not all of its files.",
    ),
    Trouble.NO_ROOM: Text(
        "Det er ikke plass på arkivdisken.",
        "Det er ikkje plass på arkivdisken.",
        "There is no room on the archive's disk.",
    ),
    Trouble.CANNOT_WRITE: Text(
        "Pakken kunne ikke skrives til arkivmappen.",
        "Pakken kunne ikkje skrivast til arkivmappa.",
        "The package could not be written to the archive's folder.",
    ),
    Trouble.ANOTHER_PACKAGE: Text(
        "Det ligger en annen pakke med samme navn i arkivmappen. Den er ikke rørt.",
        "Det ligg ein annan pakke med same namnet i arkivmappa. Han er ikkje rørt.",
        "Another package of the same name lies in the archive's folder. It was not touched.",
    ),
    Trouble.BROKEN_PACKAGE: Text(
        "Pakken kunne ikke lages, eller er ikke slik den skal være. Driften må se på det.",
        "Pakken kunne ikkje lagast, eller er ikkje slik han skal vere. Drifta må sjå på det.",
        "The package could not be made, or is not as it should be. Operations must look at it.",
    ),
    Trouble.FILE_IN_QUARANTINE: Text(
        "En fil i saken venter på viruskontroll.",
        "Ei fil i saka ventar på viruskontroll.",
        "A file of the case waits for the virus scanner.",
    ),
}

# Another attempt changes nothing until somebody has done something about these.
NEEDS_SOMEBODY: Final = frozenset(
    {
        Trouble.SAID_NO,
        Trouble.NOT_FOUND_AGAIN,
        Trouble.TWO_FOUND,
        Trouble.FILES_LACK,
        Trouble.ANOTHER_PACKAGE,
        Trouble.BROKEN_PACKAGE,
    }
)
FIRST_DELAY: Final = timedelta(minutes=1)
LONGEST_DELAY: Final = timedelta(hours=6)
# So many attempts, over about a week, before somebody is asked to look.
MOST_ATTEMPTS: Final = 36
# A receiver that was slow may still be at it: for so long it is only asked whether it has what was sent.
STILL_AT_IT: Final = timedelta(minutes=15)


class Outcome(StrEnum):
    """What an attempt came to."""

    CONFIRMED = "confirmed"
    SENT = "sent"  # accepted, not found yet
    UNKNOWN = "unknown"  # it was handed over, and nobody knows whether it was accepted
    NOT_DONE = "not_done"  # it was handed over or nearly so, and was certainly not accepted
    LOOKED = "looked"  # nothing was handed over this time


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: its outcome, why it came to nothing, and the receiver's own number of what it has."""

    outcome: Outcome
    trouble: Trouble | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands. ``sent_at``: when it was last handed over, with or without an answer; ``answered``: with."""

    state: StepState
    attempts: int = 0
    next_attempt_at: datetime | None = None
    sent_at: datetime | None = None
    answered: bool = False
    trouble: Trouble | None = None


def may_be_done(standing: Standing, now: datetime) -> bool:
    """Whether the step may be done now, where it is not found at the receiver; else it is only looked for."""
    if standing.state is StepState.DUE:
        return True
    if standing.state is not StepState.SENT or standing.answered or standing.sent_at is None:
        return False
    return now - standing.sent_at >= STILL_AT_IT


def is_lost(standing: Standing, now: datetime) -> bool:
    """Whether the receiver said yes so long ago that it should have been found by now."""
    return (
        standing.state is StepState.SENT
        and standing.answered
        and standing.sent_at is not None
        and now - standing.sent_at >= STILL_AT_IT
    )


def after(standing: Standing, attempt: Attempt, now: datetime) -> Standing:
    """Where the step stands after an attempt."""
    attempts = standing.attempts + 1
    if attempt.outcome is Outcome.CONFIRMED:
        return Standing(StepState.CONFIRMED, attempts, None, standing.sent_at or now, True)
    given_up = attempts >= MOST_ATTEMPTS or attempt.trouble in NEEDS_SOMEBODY
    handed = attempt.outcome in (Outcome.SENT, Outcome.UNKNOWN)
    state = StepState.SENT if handed else StepState.DUE
    if attempt.outcome is Outcome.LOOKED:
        state = standing.state
    return Standing(
        StepState.FAILED if given_up else state,
        attempts,
        None if given_up else now + delay_after(attempts),
        now if handed else standing.sent_at,
        attempt.outcome is Outcome.SENT
        or (attempt.outcome is Outcome.LOOKED and standing.answered),
        attempt.trouble,
    )


def again(standing: Standing, now: datetime) -> Standing:
    """Where a failed step stands when somebody asks for another try: as new, and so looked for before it is done."""
    return Standing(StepState.DUE, 0, now, standing.sent_at, False, None)


def delay_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: a minute, doubled each time, six hours at most."""
    doubled: int = 2 ** min(attempts - 1, 12)
    return min(FIRST_DELAY * doubled, LONGEST_DELAY)


STATE_WORDS: Final[dict[StepState, Text]] = {
    StepState.DUE: Text("Skal overføres", "Skal overførast", "To be handed over"),
    StepState.SENT: Text(
        "Overført, ikke bekreftet", "Overført, ikkje stadfesta", "Sent, not confirmed"
    ),
    StepState.CONFIRMED: Text("I arkivet", "I arkivet", "In the archive"),
    StepState.FAILED: Text("Feilet", "Feila", "Failed"),
}
KIND_WORDS: Final[dict[StepKind, Text]] = {
    StepKind.PACKAGE: Text("å lage pakken", "å lage pakken", "making the package"),
    StepKind.FOLDER: Text(
        "å legge pakken i arkivmappen", "å leggje pakken i arkivmappa", "laying it into the folder"
    ),
    StepKind.CASE: Text("å opprette saken", "å opprette saka", "making the case"),
    StepKind.DOCUMENT: Text(
        "å overføre et dokument", "å overføre eit dokument", "handing a document over"
    ),
}
RECEIVER_WORDS: Final[dict[Receiver, Text]] = {
    Receiver.NONE: Text("ikke valgt", "ikkje vald", "not chosen"),
    Receiver.FOLDER: Text("arkivmappen", "arkivmappa", "the archive's folder"),
    Receiver.PUBLIC_360: Text("Public 360", "Public 360", "Public 360"),
}
