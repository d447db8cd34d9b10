"""From a decided case to the values of its letters, in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from likeverd.core.letters import placeholders
from likeverd.core.letters.complaint import complaint
from likeverd.core.letters.kinds import LetterKind
from likeverd.core.letters.marks import Block, Paragraph, Points
from likeverd.core.patient_words import TOLD
from likeverd.core.reasons import reason
from likeverd.core.reasons.patient_wording import PATIENT_WORDING
from likeverd.core.step_questions.shared import OTHER_SCHEMES
from likeverd.core.text import Text
from likeverd.core.vocabulary import State

Value = str | tuple[Block, ...]
MONTHS: Final = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
}
SCHEMES: Final = {option.code: option.label for option in OTHER_SCHEMES}
ANSWERS: Final = {
    State.GRANTED: Text(
        "Søknaden er innvilget.", "Søknaden er innvilga.", "The application is granted."
    ),
    State.GRANTED_WITH_CONDITIONS: Text(
        "Søknaden er innvilget med vilkår.",
        "Søknaden er innvilga med vilkår.",
        "The application is granted with conditions.",
    ),
    State.REFUSED: Text(
        "Søknaden er avslått.", "Søknaden er avslått.", "The application is refused."
    ),
    State.WRONG_SCHEME: Text(
        "Søknaden hører til en annen ordning, og er ikke avgjort her.",
        "Søknaden høyrer til ei anna ordning, og er ikkje avgjord her.",
        "The application belongs to another scheme, and is not decided here.",
    ),
    State.STOPPED: Text(
        "Søknaden er stanset før den kom til avgjørelse.",
        "Søknaden er stansa før han kom til avgjerd.",
        "The application was stopped before it came to a decision.",
    ),
}
NUMBER_TO_CALL: Final = Text(
    "Ring legen din, {doctor}, eller {department}, {trust}: {contact}.",
    "Ring legen din, {doctor}, eller {department}, {trust}: {contact}.",
    "Call your doctor, {doctor}, or {department}, {trust}: {contact}.",
)
WHERE_THE_NUMBER_IS: Final = Text(
    "Ring legen din, {doctor}, eller {department}, {trust}. Nummeret står i innkallingen din og på sykehusets "
    "nettsider.",
    "Ring legen din, {doctor}, eller {department}, {trust}. Nummeret står i innkallinga di og på nettsidene til "
    "sjukehuset.",
    "Call your doctor, {doctor}, or {department}, {trust}. The number is on your appointment letter and on the "
    "hospital's web site.",
)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What letters say of a case that has ended.

    ``reasons`` are codes; ``right_scheme`` is a code of ``step_questions.shared.OTHER_SCHEMES``; ``contact`` is how the
    department is reached, as the trust has set it (empty: it has not). ``patient``: for the patient's letter.
    """

    number: str
    end: State
    decided_on: date
    method: str
    indication: str
    doctor: str
    department: str
    trust: str
    decided_by: str
    reasons: tuple[str, ...]
    reasoning: str
    patient: str = ""
    valid_until: date | None = None
    conditions: str = ""
    right_scheme: str = ""
    contact: str = ""


def long_day(day: date, language: str) -> str:
    """A day in words: «23. november 2026», in English «23 November 2026»."""
    english = language.startswith("en")
    month = MONTHS["en" if english else "nb"].split()[day.month - 1]
    return f"{day.day}{'' if english else '.'} {month} {day.year}"


def values_of(kind: LetterKind, facts: LetterFacts, language: str) -> Mapping[str, Value]:
    """Each placeholder that a letter of this kind may hold, with its value; empty where the case has none."""
    of_patient = kind is LetterKind.PATIENT
    answer = TOLD[facts.end].happened if of_patient else ANSWERS[facts.end]
    values: dict[str, Value] = {
        placeholders.CASE_NUMBER.name: facts.number,
        placeholders.ANSWER.name: answer.in_language(language),
        placeholders.DAY.name: long_day(facts.decided_on, language),
        placeholders.METHOD.name: facts.method,
        placeholders.INDICATION.name: facts.indication,
        placeholders.DOCTOR.name: facts.doctor,
        placeholders.DEPARTMENT.name: facts.department,
        placeholders.TRUST.name: facts.trust,
        placeholders.DECIDED_BY.name: facts.decided_by,
        placeholders.PATIENT.name: facts.patient,
        placeholders.REASONS.name: _reasons(kind, facts.reasons, language),
        placeholders.REASONING.name: written(facts.reasoning),
        placeholders.VALID_UNTIL.name: (
            long_day(facts.valid_until, language) if facts.valid_until else ""
        ),
        placeholders.CONDITIONS.name: written(facts.conditions),
        placeholders.RIGHT_SCHEME.name: _scheme(facts.right_scheme, language),
        placeholders.CONTACT.name: _contact(facts, language),
        placeholders.COMPLAINT.name: complaint(facts.number, language),
    }
    names = {found.name for found in placeholders.allowed(kind, facts.end)}
    return {name: value for name, value in values.items() if name in names}


def written(words: str) -> tuple[Block, ...]:
    """What a person wrote, paragraph by paragraph; nothing in it is read as a mark."""
    parts = (part.strip() for part in words.replace("\r\n", "\n").split("\n\n"))
    return tuple(Paragraph(part) for part in parts if part)


def _reasons(kind: LetterKind, codes: tuple[str, ...], language: str) -> tuple[Block, ...]:
    labels = [_reason(kind, code) for code in codes]
    items = tuple(label.in_language(language) for label in labels if label is not None)
    return (Points(items),) if items else ()


def _reason(kind: LetterKind, code: str) -> Text | None:
    if kind is LetterKind.PATIENT:
        return PATIENT_WORDING.get(code)
    found = reason(code)
    return found.label if found else None


def _scheme(code: str, language: str) -> str:
    return SCHEMES[code].in_language(language) if code in SCHEMES else ""


def _contact(facts: LetterFacts, language: str) -> str:
    words = NUMBER_TO_CALL if facts.contact else WHERE_THE_NUMBER_IS
    return words.in_language(language).format(
        doctor=facts.doctor,
        department=facts.department,
        trust=facts.trust,
        contact=facts.contact.rstrip("."),
    )
