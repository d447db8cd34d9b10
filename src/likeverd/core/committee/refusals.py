"""Why something is not done in the committee: types with words, as in ``core.refusals``."""

from dataclasses import dataclass
from typing import ClassVar

from likeverd.core.committee.vocabulary import ItemState, MeetingState
from likeverd.core.refusals import Refusal
from likeverd.core.text import Text


@dataclass(frozen=True, slots=True)
class NotYourSeat(Refusal):
    """The person's seat in the committee does not give this."""

    code: ClassVar[str] = "not_your_seat"
    message: ClassVar[Text] = Text(
        "Plassen din i komiteen gir deg ikke lov til dette.",
        "Plassen din i komiteen gir deg ikkje lov til dette.",
        "Your seat in the committee does not let you do this.",
    )


@dataclass(frozen=True, slots=True)
class NotInThisMeetingState(Refusal):
    """The meeting has moved on, or is not there yet."""

    code: ClassVar[str] = "not_in_this_meeting_state"
    message: ClassVar[Text] = Text(
        "Møtet er ikke der at dette kan gjøres nå.",
        "Møtet er ikkje der at dette kan gjerast no.",
        "The meeting is not at a point where this can be done now.",
    )
    state: MeetingState


@dataclass(frozen=True, slots=True)
class NotInThisItemState(Refusal):
    """The item has moved on, or is not there yet."""

    code: ClassVar[str] = "not_in_this_item_state"
    message: ClassVar[Text] = Text(
        "Saken på sakslisten er ikke der at dette kan gjøres nå.",
        "Saka på saklista er ikkje der at dette kan gjerast no.",
        "The item on the agenda is not at a point where this can be done now.",
    )
    state: ItemState


@dataclass(frozen=True, slots=True)
class SpreadIsOpen(Refusal):
    """The marks are open to all, so none is set or changed any more."""

    code: ClassVar[str] = "spread_is_open"
    message: ClassVar[Text] = Text(
        "Vurderingene er åpnet, så din kan ikke settes eller endres lenger. Den ble ikke lagret.",
        "Vurderingane er opna, så di kan ikkje setjast eller endrast lenger. Ho blei ikkje lagra.",
        "The marks have been opened, so yours can no longer be set or changed. It was not saved.",
    )


@dataclass(frozen=True, slots=True)
class NotToMark(Refusal):
    """The person has no vote, is not at the meeting, or has a tie to the case."""

    code: ClassVar[str] = "not_to_mark"
    message: ClassVar[Text] = Text(
        "Du skal ikke vurdere denne saken.",
        "Du skal ikkje vurdere denne saka.",
        "You are not to mark this case.",
    )


@dataclass(frozen=True, slots=True)
class NotAllHaveMarked(Refusal):
    """Somebody who is there has not marked, and the leader has not said to go on without."""

    code: ClassVar[str] = "not_all_have_marked"
    message: ClassVar[Text] = Text(
        "Ikke alle til stede har vurdert. Vent, eller la lederen åpne når nok har vurdert.",
        "Ikkje alle til stades har vurdert. Vent, eller la leiaren opne når nok har vurdert.",
        "Not everybody present has marked. Wait, or let the leader open when enough have.",
    )
    missing: int


@dataclass(frozen=True, slots=True)
class NoQuorum(Refusal):
    """Too few are there; ``lacks`` says what is missing."""

    code: ClassVar[str] = "no_quorum"
    message: ClassVar[Text] = Text(
        "Komiteen er ikke vedtaksfør.",
        "Komiteen er ikkje vedtaksfør.",
        "The committee has no quorum.",
    )
    lacks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ReachedInTime(Refusal):
    """The leader alone acts only in an urgent case that no planned meeting reaches in time."""

    code: ClassVar[str] = "reached_in_time"
    message: ClassVar[Text] = Text(
        "Lederen kan bare handle alene i en hastesak som må avgjøres før neste møte.",
        "Leiaren kan berre handle åleine i ei hastesak som må avgjerast før neste møte.",
        "The leader may act alone only in an urgent case that must be answered before the next meeting.",
    )


@dataclass(frozen=True, slots=True)
class MinutesCorrected(Refusal):
    """Somebody else corrected the minutes after the person opened them."""

    code: ClassVar[str] = "minutes_corrected"
    message: ClassVar[Text] = Text(
        "Noen andre har rettet referatet siden du åpnet det. Det du skrev, står fortsatt. "
        "Se hva som er nytt, og lagre på nytt.",
        "Nokon andre har retta referatet sidan du opna det. Det du skreiv, står framleis. "
        "Sjå kva som er nytt, og lagre på nytt.",
        "Somebody else has corrected the minutes since you opened them. What you wrote is still here. See what is new, "
        "and save again.",
    )
