"""The copy without identity for the regional medical director: coded facts, and a reasoning that a person has read.

It holds no name, number, case number, department, day or exact amount. The month stands instead of the day.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from likeverd.core.forms.individual_exception.diagnosis import TREATMENT_LINES
from likeverd.core.forms.individual_exception.place import SUPPLIES
from likeverd.core.labels import STATE_LABELS
from likeverd.core.packet.outcome import Outcome
from likeverd.core.packet.texts import plain
from likeverd.core.precedents.features import Features
from likeverd.core.precedents.likeness import label_of
from likeverd.core.prices import band
from likeverd.core.reasons import reason
from likeverd.core.step_questions.shared import LEVELS
from likeverd.core.text import Text


@dataclass(frozen=True, slots=True)
class RegionalCopy:
    """The copy: pairs of name and value, the coded reasons, and the cleaned reasoning."""

    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    reasoning: str

    @property
    def text(self) -> str:
        """The copy as plain text; this is what is kept and sent."""
        lines = [f"{name}: {value}" for name, value in self.facts]
        if self.reasons:
            lines += ["", *(f"- {each}" for each in self.reasons)]
        if self.reasoning:
            lines += ["", self.reasoning]
        return plain("\n".join(lines))


def regional_copy(
    case: Outcome,
    features: Features,
    *,
    trust: str,
    working_days: int,
    reasoning: str,
    language: str,
) -> RegionalCopy:
    """What the region may know of an answered case. ``reasoning`` has been cleaned and read by a person.

    ``trust`` is the name of the hospital trust; ``working_days`` how long the hospital used.
    """

    def words(text: Text) -> str:
        return text.in_language(language)

    cost = case.answers.get("yearly_cost")
    supply = str(case.answers.get("supply", ""))
    pairs = (
        (TRUST, trust),
        (OUTCOME, words(STATE_LABELS[case.state].staff)),
        (MONTH, _month(case.ended_on)),
        (METHOD, case.method),
        (GROUP, features.indication_group),
        (LINE, words(label_of(TREATMENT_LINES, features.treatment_line))),
        (SEVERITY, words(label_of(LEVELS, features.severity))),
        (BENEFIT, words(label_of(LEVELS, features.benefit))),
        (COST, band(cost) if isinstance(cost, int) else ""),
        (SUPPLY, words(label_of(SUPPLIES, supply)) if supply else ""),
        (DAYS, str(working_days)),
    )
    found = [reason(code) for code in case.reasons]
    return RegionalCopy(
        facts=tuple((words(name), value) for name, value in pairs if value),
        reasons=tuple(words(each.label) for each in found if each is not None),
        reasoning=reasoning,
    )


def _month(day: date) -> str:
    return f"{day:%m.%Y}"


TRUST: Final = Text("Helseforetak", "Helseføretak", "Hospital trust")
OUTCOME: Final = Text("Utfall", "Utfall", "Outcome")
MONTH: Final = Text("Måned", "Månad", "Month")
METHOD: Final = Text("Metode", "Metode", "Method")
GROUP: Final = Text("Indikasjonsgruppe (ICD-10)", "Indikasjonsgruppe (ICD-10)", "Group (ICD-10)")
LINE: Final = Text("Behandlingslinje", "Behandlingslinje", "Line of treatment")
SEVERITY: Final = Text("Alvorlighet", "Alvor", "Severity")
BENEFIT: Final = Text("Nytte", "Nytte", "Benefit")
COST: Final = Text("Kostnad per år", "Kostnad per år", "Cost per year")
SUPPLY: Final = Text("Forskrivning", "Forskriving", "Prescription")
DAYS: Final = Text("Arbeidsdager hos sykehuset", "Arbeidsdagar hos sjukehuset", "Working days used")
