"""What may never be a reason, with the rule that says so. Picked all the same, it is sent back with rule and source.

No software says no here: it says that this cannot be the reason, and the person chooses another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from likeverd.core.reasons.model import ENDS, GRANTS, Outcome
from likeverd.core.text import Text


@dataclass(frozen=True, slots=True)
class NotPermitted:
    """A reason that people give, and may not. ``why`` says what the rule is; ``source`` who says it."""

    code: str
    label: Text
    why: Text
    outcomes: tuple[Outcome, ...]
    source: str


NOES: Final = (*ENDS, Outcome.WRONG_SCHEME)
NOT_PERMITTED: Final = (
    NotPermitted(
        "assessment_pending",
        Text(
            "Metoden er fortsatt til vurdering",
            "Metoden er framleis til vurdering",
            "The method is still being assessed",
        ),
        Text(
            "At vurderingen pågår, er det som gjør at det kan søkes om unntak. Det kan ikke være grunn til et nei.",
            "At vurderinga går føre seg, er det som gjer at det kan søkjast om unntak. Det kan ikkje vere grunn til "
            "eit nei.",
            "That the assessment goes on is what makes an exception possible. It cannot be a reason for a no.",
        ),
        NOES,
        "NM1",
    ),
    NotPermitted(
        "small_group",
        Text("Pasientgruppen er liten", "Pasientgruppa er lita", "The patient group is small"),
        Text(
            "Gruppens størrelse har ingen betydning, verken for et ja eller et nei.",
            "Storleiken på gruppa har ikkje noko å seie, verken for eit ja eller eit nei.",
            "The size of the group does not matter, neither for a yes nor for a no.",
        ),
        (*GRANTS, *NOES),
        "S4",
    ),
    NotPermitted(
        "local_budget",
        Text(
            "Avdelingen har ikke budsjett",
            "Avdelinga har ikkje budsjett",
            "The department has no budget",
        ),
        Text(
            "Ressursbruk veies mot nytte og alvorlighet. Hva avdelingen har igjen på budsjettet, er ikke et kriterium.",
            "Ressursbruk blir vegen mot nytte og alvor. Kva avdelinga har att på budsjettet, er ikkje eit kriterium.",
            "Resource use is weighed against benefit and severity. What is left of a budget is no criterion.",
        ),
        NOES,
        "LD",
    ),
    NotPermitted(
        "started_privately",
        Text(
            "Pasienten har begynt privat",
            "Pasienten har byrja privat",
            "The patient started privately",
        ),
        Text(
            "Privat oppstart gir ingen egen rett til behandlingen.",
            "Privat oppstart gir ingen eigen rett til behandlinga.",
            "A private start gives no right of its own to the treatment.",
        ),
        GRANTS,
        "EG0",
    ),
    NotPermitted(
        "rare_disease",
        Text("Sykdommen er sjelden", "Sjukdommen er sjeldan", "The disease is rare"),
        Text(
            "Sjeldenhet er ikke et kriterium i seg selv. Bruk nytte, alvorlighet eller dokumentasjon.",
            "At noko er sjeldan, er ikkje eit kriterium i seg sjølv. Bruk nytte, alvor eller dokumentasjon.",
            "Rarity is no criterion in itself. Use benefit, severity or documentation.",
        ),
        (*GRANTS, *NOES),
        "S3",
    ),
)


def not_permitted_for(outcome: str) -> tuple[NotPermitted, ...]:
    """What may not be a reason for an outcome."""
    return tuple(found for found in NOT_PERMITTED if outcome in found.outcomes)


def why_not_permitted(outcome: str, codes: Iterable[str]) -> NotPermitted | None:
    """The first of these codes that may not be a reason for the outcome; None where all may."""
    given = set(codes)
    return next((found for found in not_permitted_for(outcome) if found.code in given), None)
