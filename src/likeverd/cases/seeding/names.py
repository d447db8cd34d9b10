"""Ordinary Norwegian names, combined to people who do not exist."""

from random import Random
from typing import Final

GIVEN: Final = (
    "Anne", "Inger", "Kari", "Marit", "Ingrid", "Liv", "Eva", "Berit", "Astrid", "Bjørg",
    "Hilde", "Anna", "Solveig", "Marianne", "Randi", "Ida", "Nina", "Maria", "Elisabeth", "Kristin",
    "Heidi", "Silje", "Hanne", "Linda", "Tone", "Camilla", "Ragnhild", "Sigrid", "Amina", "Fatima",
    "Jan", "Per", "Bjørn", "Ole", "Lars", "Kjell", "Knut", "Svein", "Thomas", "Arne",
    "Geir", "Hans", "Morten", "Martin", "Andreas", "John", "Tor", "Odd", "Erik", "Terje",
    "Trond", "Rune", "Magnus", "Henrik", "Sindre", "Håkon", "Eirik", "Omar", "Ali", "Marek",
)  # fmt: skip
FAMILY: Final = (
    "Hansen", "Johansen", "Olsen", "Larsen", "Andersen", "Pedersen", "Nilsen", "Kristiansen",
    "Jensen", "Karlsen", "Johnsen", "Pettersen", "Eriksen", "Berg", "Haugen", "Hagen",
    "Johannessen", "Andreassen", "Jacobsen", "Dahl", "Jørgensen", "Halvorsen", "Henriksen", "Lund",
    "Sørensen", "Jakobsen", "Moen", "Gundersen", "Iversen", "Strand", "Solberg", "Svendsen",
    "Eide", "Knutsen", "Martinsen", "Bakken", "Paulsen", "Kristoffersen", "Mathisen", "Lie",
    "Amundsen", "Lunde", "Rasmussen", "Nguyen", "Berge", "Moe", "Nygård", "Fredriksen",
    "Solheim", "Bakke", "Holm", "Lien", "Ahmed", "Kowalski", "Hauge", "Christensen",
    "Ruud", "Myhre", "Sandvik", "Aas",
)  # fmt: skip


def any_name(chance: Random) -> str:
    """A given name and a family name, each drawn by itself."""
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
