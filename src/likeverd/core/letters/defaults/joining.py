"""Making the letters of a language out of the parts that several of them share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from likeverd.core.letters.kinds import LETTER_ENDS, LetterKind
from likeverd.core.vocabulary import GRANTED_STATES, State


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a language's letters: first those to the doctor, then those to the patient.

    ``next_for_patient`` has one text for a yes (under ``GRANTED``) and one for each other end.
    """

    about: str
    answer: str
    stopped_by: str
    period: str
    conditions: str
    right_scheme: str
    why: str
    after_a_yes: str
    after_a_no: str
    greeting: str
    told: str
    told_conditions: str
    told_why: str
    next_for_patient: Mapping[State, str]
    call: str
    rights: str
    complain: str


def texts_of(parts: Parts) -> Mapping[tuple[LetterKind, State], str]:
    """The letters of each kind after each end."""
    to_doctor = {(LetterKind.DECISION, end): _to_doctor(parts, end) for end in LETTER_ENDS}
    to_patient = {(LetterKind.PATIENT, end): _to_patient(parts, end) for end in LETTER_ENDS}
    return to_doctor | to_patient


def _to_doctor(parts: Parts, end: State) -> str:
    granted = end in GRANTED_STATES
    return _joined(
        (
            parts.about,
            parts.stopped_by if end is State.STOPPED else parts.answer,
            parts.period if granted else "",
            parts.conditions if end is State.GRANTED_WITH_CONDITIONS else "",
            parts.right_scheme if end is State.WRONG_SCHEME else "",
            parts.why,
            parts.after_a_yes if granted else parts.after_a_no,
        )
    )


def _to_patient(parts: Parts, end: State) -> str:
    granted = end in GRANTED_STATES
    return _joined(
        (
            parts.greeting,
            parts.told,
            parts.told_conditions if end is State.GRANTED_WITH_CONDITIONS else "",
            parts.told_why,
            parts.next_for_patient[State.GRANTED if granted else end],
            parts.call,
            parts.rights,
            "" if end is State.GRANTED else parts.complain,
        )
    )


def _joined(parts: Iterable[str]) -> str:
    """Parts under each other, with one empty line between; empty parts are left out."""
    return "\n\n".join(part.strip() for part in parts if part) + "\n"
