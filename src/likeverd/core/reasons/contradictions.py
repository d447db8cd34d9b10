"""Where a coded reason and a fact of the application say different things. A person explains; nothing is decided here.

Own reading: the application may be wrong, and the one who decides may know better; but then it is said why.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from likeverd.core.forms.model import Answers
from likeverd.core.text import Text

Says = Callable[[Answers], bool]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A reason against a field of the application; ``words`` say what does not fit."""

    reason: str
    field: str
    says_otherwise: Says
    words: Text


def _is(key: str, *values: str) -> Says:
    return lambda answers: answers.get(key) in values


def _outcomes(answers: Answers) -> set[str]:
    rows = answers.get("established_treatments")
    if not isinstance(rows, list):
        return set()
    return {str(row.get("outcome")) for row in rows if isinstance(row, dict)}


def _no_treatment_is(*wanted: str) -> Says:
    """Treatments are listed, and none of them came to this."""

    def says(answers: Answers) -> bool:
        found = _outcomes(answers)
        return bool(found) and not found & set(wanted)

    return says


def _words(nb: str, nn: str, en: str) -> Text:
    return Text(nb, nn, en)


CONTRADICTIONS: Final = (
    Contradiction(
        "authorisation_valid",
        "authorisation",
        _is("authorisation", "conditional", "none", "unknown"),
        _words(
            "Grunnen sier at legemidlet har markedsføringstillatelse; søknaden sier noe annet.",
            "Grunnen seier at legemidlet har marknadsføringsløyve; søknaden seier noko anna.",
            "The reason says that the medicine is authorised; the application says otherwise.",
        ),
    ),
    Contradiction(
        "authorisation_missing",
        "authorisation",
        _is("authorisation", "full"),
        _words(
            "Grunnen sier at markedsføringstillatelse mangler; søknaden sier at den finnes.",
            "Grunnen seier at marknadsføringsløyve manglar; søknaden seier at det finst.",
            "The reason says that there is no authorisation; the application says that there is.",
        ),
    ),
    Contradiction(
        "established_contraindicated",
        "established_treatments",
        _no_treatment_is("contraindicated"),
        _words(
            "Grunnen sier at etablert behandling er kontraindisert; søknaden nevner ingen slik.",
            "Grunnen seier at etablert behandling er kontraindisert; søknaden nemner inga slik.",
            "The reason says that established treatment is contraindicated; the application names none.",
        ),
    ),
    Contradiction(
        "established_stopped_side_effects",
        "established_treatments",
        _no_treatment_is("stopped_side_effects"),
        _words(
            "Grunnen sier at etablert behandling ble stoppet for bivirkninger; søknaden nevner ingen slik.",
            "Grunnen seier at etablert behandling vart stoppa for biverknader; søknaden nemner inga slik.",
            "The reason says that established treatment was stopped for side effects; the application names none.",
        ),
    ),
    Contradiction(
        "larger_effect_documented",
        "larger_effect",
        _is("larger_effect", "no"),
        _words(
            "Grunnen sier at vesentlig større effekt er dokumentert; søknaden svarer nei.",
            "Grunnen seier at vesentleg større effekt er dokumentert; søknaden svarer nei.",
            "The reason says that a substantially larger effect is documented; the application answers no.",
        ),
    ),
)


def contradictions(codes: Iterable[str], application: Answers) -> tuple[Contradiction, ...]:
    """The reasons that a fact of the application speaks against."""
    given = set(codes)
    return tuple(
        found
        for found in CONTRADICTIONS
        if found.reason in given and found.says_otherwise(application)
    )
