"""The draft of a dossier for a group exception: what is known of the patients together, and what is missing.

A draft proposes nothing. It is made when five patients have used the same argument, so that the directors can judge
whether the way for single patients is still the right one. Only numbers that may be shown stand in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from likeverd.core.precedents.small_groups import is_small
from likeverd.core.text import Text

SOURCE: Final = "I"
HIDDEN: Final = -1  # a number that is small and so is not kept

# Nothing of this is recorded anywhere yet; a draft says so instead of leaving it out.
MISSING: Final = (
    Text(
        "Hvordan det gikk med pasientene: ingen oppfølging er registrert ennå.",
        "Korleis det gjekk med pasientane: inga oppfølging er registrert enno.",
        "How the patients fared: no follow-up is recorded yet.",
    ),
    Text(
        "Hvor mange pasienter i landet som kan være i samme situasjon, talt i et register.",
        "Kor mange pasientar i landet som kan vere i same situasjon, talde i eit register.",
        "How many patients in the country may be in the same situation, counted in a register.",
    ),
    Text(
        "Samlet kostnad for gruppen, med gjeldende pris.",
        "Samla kostnad for gruppa, med gjeldande pris.",
        "The cost for the whole group, at the price in force.",
    ),
    Text(
        "En faglig vurdering av om argumentet gjelder gruppen og ikke bare hver enkelt.",
        "Ei fagleg vurdering av om argumentet gjeld gruppa og ikkje berre kvar einskild.",
        "A professional assessment of whether the argument holds for the group and not for each one alone.",
    ),
)


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What was counted of patients with one method and indication group, everywhere together."""

    running: int
    outcomes: Mapping[str, int]
    reasons: Mapping[str, int]
    arguments: Mapping[str, int]
    regions: Mapping[str, int]


def content_of(figures: GroupFigures) -> dict[str, object]:
    """The figures as they are kept and shown, as JSON: a small number is ``HIDDEN``, and none is left out.

    Where just one number of a table is hidden and there is a total beside it, it could be worked out; so no totals
    are kept of the tables, and of outcomes the next smallest number is hidden with it.
    """
    return {
        "running": HIDDEN if is_small(figures.running) else figures.running,
        "outcomes": _with_company(_shown(figures.outcomes)),
        "reasons": _shown(figures.reasons),
        "arguments": _shown(figures.arguments),
        "regions": _with_company(_shown(figures.regions)),
    }


def _shown(counted: Mapping[str, int]) -> dict[str, int]:
    return {
        key: HIDDEN if is_small(number) else number
        for key, number in sorted(counted.items())
        if number
    }


def _with_company(shown: dict[str, int]) -> dict[str, int]:
    """One hidden number alone is hidden together with the smallest of the others."""
    hidden = [key for key, number in shown.items() if number == HIDDEN]
    others = [key for key in shown if key not in hidden]
    if len(hidden) == 1 and others:
        return shown | {min(others, key=lambda key: shown[key]): HIDDEN}
    return shown
