"""Talk before a no: what was said with the applicant, or why nothing was."""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, When
from likeverd.core.text import Text

TALKED: Final = Condition("talked", ("yes",))
NOT_TALKED: Final = Condition("talked", ("no",))

CONVERSATION: Final = (
    Field(
        "talked",
        Kind.CHOICE,
        Text(
            "Har du snakket med søkeren før dette?",
            "Har du snakka med søkjaren før dette?",
            "Have you talked with the applicant before this?",
        ),
        Text(
            "Mange nei blir til fordi noe manglet i søknaden. Én samtale sparer en runde.",
            "Mange nei blir til fordi noko mangla i søknaden. Éin samtale sparer ein runde.",
            "Many a no comes of something missing in the application. One talk saves a round.",
        ),
        "I",
        options=(
            Option("yes", Text("Ja", "Ja", "Yes")),
            Option("no", Text("Nei", "Nei", "No")),
        ),
    ),
    Field(
        "talked_with",
        Kind.LINE,
        Text("Hvem snakket du med?", "Kven snakka du med?", "Whom did you talk with?"),
        Text(
            "Søkeren, eller en i teamet.",
            "Søkjaren, eller ein i teamet.",
            "The applicant, or the team.",
        ),
        "I",
        asked_when=TALKED,
    ),
    Field(
        "talked_on",
        Kind.DATE,
        Text("Når?", "Når?", "When?"),
        Text("Dagen for samtalen.", "Dagen for samtalen.", "The day of the talk."),
        "I",
        asked_when=TALKED,
        when=When.PAST,
    ),
    Field(
        "talked_new",
        Kind.TEXT,
        Text(
            "Hva kom fram som var nytt?",
            "Kva kom fram som var nytt?",
            "What new facts came out?",
        ),
        Text(
            "Skriv «ingenting» hvis ikke noe nytt kom fram.",
            "Skriv «ingenting» om ikkje noko nytt kom fram.",
            "Write «nothing» if nothing new came out.",
        ),
        "I",
        asked_when=TALKED,
        longest=2000,
    ),
    Field(
        "not_talked_reason",
        Kind.TEXT,
        Text("Hvorfor ikke?", "Kvifor ikkje?", "Why not?"),
        Text(
            "Grunnen blir tatt vare på med saken.",
            "Grunnen blir teken vare på med saka.",
            "The reason is kept with the case.",
        ),
        "I",
        asked_when=NOT_TALKED,
        longest=1000,
    ),
)
KEYS: Final = tuple(field.key for field in CONVERSATION)
