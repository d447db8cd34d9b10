"""Which letters there are, and after which ends of a case."""

from enum import StrEnum
from typing import Final

from likeverd.core.events import Event, Granted, GrantedWithConditions, Referred, Refused, Stopped
from likeverd.core.text import Text
from likeverd.core.vocabulary import Action, State


class LetterKind(StrEnum):
    """To whom a letter speaks."""

    DECISION = "decision"  # to the doctor who applied
    PATIENT = "patient"


LETTER_KINDS: Final = {
    LetterKind.DECISION: Text("Svar til legen", "Svar til legen", "Answer to the doctor"),
    LetterKind.PATIENT: Text("Brev til pasienten", "Brev til pasienten", "Letter to the patient"),
}

# A stop in the line ends the way for the patient as a refusal does, so it is told in the same way (own reading, "I").
# No letter follows where the doctor withdrew, where the patient died, or where another trust goes on with the case.
_END_OF: Final[dict[type[Event], State]] = {
    Granted: State.GRANTED,
    GrantedWithConditions: State.GRANTED_WITH_CONDITIONS,
    Refused: State.REFUSED,
    Referred: State.WRONG_SCHEME,
    Stopped: State.STOPPED,
}
LETTER_ENDS: Final = tuple(_END_OF.values())

END_OF_ACTION: Final = {
    Action.GRANT: State.GRANTED,
    Action.GRANT_WITH_CONDITIONS: State.GRANTED_WITH_CONDITIONS,
    Action.REFUSE: State.REFUSED,
    Action.REFER: State.WRONG_SCHEME,
    Action.STOP: State.STOPPED,
}
END_LABELS: Final = {
    State.GRANTED: Text("Innvilget", "Innvilga", "Granted"),
    State.GRANTED_WITH_CONDITIONS: Text(
        "Innvilget med vilkår", "Innvilga med vilkår", "Granted with conditions"
    ),
    State.REFUSED: Text("Avslått", "Avslått", "Refused"),
    State.WRONG_SCHEME: Text("Annen ordning", "Anna ordning", "Another scheme"),
    State.STOPPED: Text("Stanset i linjen", "Stansa i linja", "Stopped in the line"),
}


def end_of(event: Event) -> State | None:
    """The end that letters are written of; None for an event that no letter follows."""
    return _END_OF.get(type(event))
