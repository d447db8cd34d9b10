"""Independent marks: each member rates the case alone, before anybody has spoken.

The criteria are those of the procedure's own steps [S4]: three levels and three preconditions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from likeverd.core.forms.model import Answers, Field, Kind, Option
from likeverd.core.step_questions.assessments import CRITERIA, PRECONDITIONS
from likeverd.core.text import Text

LEVEL_FIELDS: Final = tuple(field for field in CRITERIA if field.kind is Kind.CHOICE)
RATED: Final = (
    *LEVEL_FIELDS,
    *(field for field in PRECONDITIONS if field.kind is Kind.CHOICE),
)
NOTE: Final = Field(
    "note",
    Kind.TEXT,
    Text("Hva bygger du på?", "Kva byggjer du på?", "What do you build on?"),
    Text(
        "Frivillig. Ingen andre ser det før vurderingene åpnes. Ikke skriv hvem pasienten er.",
        "Frivillig. Ingen andre ser det før vurderingane blir opna. Ikkje skriv kven pasienten er.",
        "Optional. Nobody else sees it before the marks are opened. Do not write who the patient is.",
    ),
    "I",
    required=False,
    longest=2000,
)
MARK_FIELDS: Final = (*RATED, NOTE)
FINAL_PREFIX: Final = "final_"
FINAL_FIELDS: Final = tuple(
    replace(field, key=FINAL_PREFIX + field.key, asked_when=None) for field in RATED
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many chose one answer, and who."""

    option: Option
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """One criterion with every answer that somebody chose, in the order of the scale."""

    field: Field
    shares: tuple[Share, ...]

    @property
    def agreed(self) -> bool:
        """Whether all chose the same."""
        return len(self.shares) == 1


def spread(marks: Mapping[int, Answers]) -> tuple[Spread, ...]:
    """The spread of marks over each criterion; ``marks`` holds each person's newest."""
    return tuple(Spread(field, _shares(field, marks)) for field in RATED)


def _shares(field: Field, marks: Mapping[int, Answers]) -> tuple[Share, ...]:
    found = (
        Share(
            option,
            tuple(sorted(p for p, given in marks.items() if given.get(field.key) == option.code)),
        )
        for option in field.options
    )
    return tuple(share for share in found if share.people)


def final_rating(answers: Mapping[str, object]) -> dict[str, object]:
    """The final answers under the criteria's own keys."""
    return {field.key: answers[FINAL_PREFIX + field.key] for field in RATED}


def option_labels(field: Field, code: object) -> Text | None:
    """The words of an answer, if the field has it."""
    found = field.option(str(code))
    return found.label if found else None
