"""Dissent from a recommendation: who, and why."""

from collections.abc import Iterable, Mapping
from typing import cast

from likeverd.core.forms.model import Answer, Answers, Field, Kind, Option
from likeverd.core.text import Text, unchanged

KEY = "dissents"


def dissent_field(members: Iterable[tuple[int, str]]) -> Field:
    """The rows of dissent, among these members by id and name; none needs to be written."""
    who = Field(
        "person",
        Kind.CHOICE,
        Text("Hvem", "Kven", "Who"),
        Text("Den som er uenig.", "Den som er usamd.", "The one who disagrees."),
        "S4",
        options=tuple(Option(str(person), unchanged(name)) for person, name in members),
    )
    why = Field(
        "why",
        Kind.TEXT,
        Text("Hvorfor", "Kvifor", "Why"),
        Text(
            "Kommer i referatet. Ikke skriv hvem pasienten er.",
            "Kjem i referatet. Ikkje skriv kven pasienten er.",
            "Comes into the minutes. Do not write who the patient is.",
        ),
        "S4",
        longest=2000,
    )
    return Field(
        KEY,
        Kind.ROWS,
        Text("Dissens", "Dissens", "Dissent"),
        Text(
            "Én linje for hver som er uenig i tilrådingen. La stå tomt når alle er enige.",
            "Éi linje for kvar som er usamd i tilrådinga. La stå tomt når alle er samde.",
            "One line for each who disagrees with the recommendation. Leave empty when all agree.",
        ),
        "S4",
        columns=(who, why),
        required=False,
    )


def dissents_in(answers: Answers) -> list[tuple[int, str]]:
    """Who disagreed and why, as read."""
    rows = cast("list[Mapping[str, Answer]]", answers.get(KEY) or [])
    return [(int(str(row["person"])), str(row["why"])) for row in rows]


def as_text(dissents: Iterable[tuple[str, str]]) -> str:
    """The dissent as the case's own step keeps it: a line for each, with the name."""
    return "\n".join(f"{name}: {why}" for name, why in dissents)
