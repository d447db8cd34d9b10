"""How far two cases are from each other, field by field. There is nothing in the distance but what is explained.

Same method and indication first, then substance, indication group, line, severity and benefit. Each field weighs more
than all after it together, so a list in the order of distance is a list in that order. The order is the issue's; that
a step on a scale counts as a plain difference is our own reading (source ``I``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from likeverd.core.forms.individual_exception.diagnosis import TREATMENT_LINES
from likeverd.core.forms.model import Option
from likeverd.core.precedents.features import Features
from likeverd.core.step_questions.shared import LEVELS
from likeverd.core.text import Text, unchanged


class Compared(StrEnum):
    """A field that is compared, named as in ``Features``, the weightiest first."""

    METHOD = "method"
    SUBSTANCE = "substance"
    INDICATION_GROUP = "indication_group"
    TREATMENT_LINE = "treatment_line"
    SEVERITY = "severity"
    BENEFIT = "benefit"


WEIGHTS: Final = {each: 2 ** (len(Compared) - place - 1) for place, each in enumerate(Compared)}
NAMES: Final = {
    Compared.METHOD: Text("Metode og indikasjon", "Metode og indikasjon", "Method and indication"),
    Compared.SUBSTANCE: Text("Virkestoff", "Verkestoff", "Substance"),
    Compared.INDICATION_GROUP: Text("Indikasjonsgruppe", "Indikasjonsgruppe", "Indication group"),
    Compared.TREATMENT_LINE: Text("Behandlingslinje", "Behandlingslinje", "Line of treatment"),
    Compared.SEVERITY: Text("Alvorlighet", "Alvor", "Severity"),
    Compared.BENEFIT: Text("Nytte", "Nytte", "Benefit"),
}
_NOT_KNOWN: Final = Text("ikke oppgitt", "ikkje oppgitt", "not stated")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of two cases: whether it is the same, and in words how it is here and there."""

    field: Compared
    same: bool
    here: Text
    there: Text

    @property
    def name(self) -> Text:
        """What the field is called."""
        return NAMES[self.field]

    @property
    def words(self) -> Text:
        """The comparison in a few words, to follow the name."""
        here, there = self.here, self.there
        if self.same:
            return Text(f"likt: {there.nb}", f"likt: {there.nn}", f"the same: {there.en}")
        return Text(
            f"her {here.nb}, der {there.nb}",
            f"her {here.nn}, der {there.nn}",
            f"here {here.en}, there {there.en}",
        )


def distance(one: Features, other: Features) -> int:
    """0 where everything is the same and known; what is not known of either counts as different."""
    return sum(weight for each, weight in WEIGHTS.items() if not _same(one, other, each))


def explain(
    here: Features, there: Features, *, here_method: str, there_method: str
) -> tuple[Comparison, ...]:
    """The distance, field by field in the order of its weight; the methods are given by their names."""
    return tuple(
        Comparison(
            each,
            _same(here, there, each),
            _words(here, each, here_method),
            _words(there, each, there_method),
        )
        for each in Compared
    )


def _same(one: Features, other: Features, field: Compared) -> bool:
    value = getattr(one, field.value)
    return bool(value) and value == getattr(other, field.value)


_CODED: Final = {
    Compared.TREATMENT_LINE: TREATMENT_LINES,
    Compared.SEVERITY: LEVELS,
    Compared.BENEFIT: LEVELS,
}


def _words(features: Features, field: Compared, method: str) -> Text:
    if field is Compared.METHOD:
        return unchanged(method)
    value: str = getattr(features, field.value)
    return label_of(_CODED[field], value) if field in _CODED else _plain(value)


def _plain(value: str) -> Text:
    return unchanged(value) if value else _NOT_KNOWN


def label_of(options: Iterable[Option], code: str) -> Text:
    """A code's words in small letters; an unknown code stands as it is, and an empty one is said to be."""
    found = next((option.label for option in options if option.code == code), None)
    if found is None:
        return _plain(code)
    return Text(found.nb.lower(), found.nn.lower(), found.en.lower())
