"""Prices: the exact amount for those whose task needs it, a band for the others [rules 6; design of the price views].

What a hospital pays may be a business secret, and most readers need to know only of what order it is.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from likeverd.core.forms.model import Answer, Field, Kind
from likeverd.core.vocabulary import Role

# Those who judge the use of resources, and the one who decides and answers for the money.
OFFICIAL_NEED: Final = frozenset(
    {Role.ANCHORING_MANAGER, Role.ASSESSMENT_COMMITTEE, Role.MEDICAL_DIRECTOR}
)
LIMITS: Final = (0, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000)
THIN_SPACE: Final = "\u202f"


def band(kroner: int) -> str:
    """The band of an amount in whole kroner, the same words in every language: «100 000–250 000 kr».

    An amount on a limit belongs to the band above it.
    """
    below = max(limit for limit in LIMITS if limit <= max(kroner, 0))
    above = next((limit for limit in LIMITS if limit > kroner), None)
    if above is None:
        return f"≥ {_count(below)} kr"
    return f"{_count(below)}–{_count(above)} kr"


def in_bands(fields: Iterable[Field], answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers with every amount of money as its band."""
    amounts = {field.key for field in fields if field.kind is Kind.KRONER}
    return {
        key: band(value) if key in amounts and isinstance(value, int) else value
        for key, value in answers.items()
    }


def _count(amount: int) -> str:
    return f"{amount:,}".replace(",", THIN_SPACE)
