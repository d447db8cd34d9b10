"""What is said at a field whose answer cannot be taken, and how to mend it."""

from typing import Final

from likeverd.core.text import Text

MUST_BE_ANSWERED: Final = Text(
    "Må fylles ut før du kan sende.",
    "Må fyllast ut før du kan sende.",
    "Must be answered before you can send.",
)
NOT_TEXT: Final = Text("Skriv svaret som tekst.", "Skriv svaret som tekst.", "Write it as text.")
HIDDEN_CHARACTERS: Final = Text(
    "Teksten har usynlige tegn. Slett dem, eller skriv teksten på nytt.",
    "Teksten har usynlege teikn. Slett dei, eller skriv teksten på nytt.",
    "The text has invisible characters. Delete them, or write the text again.",
)
UNKNOWN_CODE: Final = Text(
    "Velg et av alternativene i listen.",
    "Vel eit av alternativa i lista.",
    "Choose one of the alternatives in the list.",
)
NOT_A_DATE: Final = Text(
    "Skriv datoen som dag.måned.år, for eksempel 23.11.2026.",
    "Skriv datoen som dag.månad.år, til dømes 23.11.2026.",
    "Write the date as day.month.year, for example 23.11.2026.",
)
NOT_A_MONTH: Final = Text(
    "Skriv måned og år, for eksempel 03.2026.",
    "Skriv månad og år, til dømes 03.2026.",
    "Write month and year, for example 03.2026.",
)
DATE_IN_FUTURE: Final = Text(
    "Datoen kan ikke ligge fram i tid.",
    "Datoen kan ikkje liggje fram i tid.",
    "The date cannot be in the future.",
)
DATE_IN_PAST: Final = Text(
    "Datoen er passert. Velg i dag eller en senere dag.",
    "Datoen er passert. Vel i dag eller ein seinare dag.",
    "The date has passed. Choose today or a later day.",
)
NOT_A_NUMBER: Final = Text(
    "Skriv et helt tall med siffer, for eksempel 850 000.",
    "Skriv eit heilt tal med siffer, til dømes 850 000.",
    "Write a whole number in digits, for example 850 000.",
)
NOT_CONFIRMED: Final = Text(
    "Kryss av for å bekrefte.", "Kryss av for å stadfeste.", "Tick the box to confirm."
)
NOT_ROWS: Final = Text(
    "Svaret må være en liste med rader.",
    "Svaret må vere ei liste med rader.",
    "The answer must be a list of rows.",
)
TOO_MANY_ROWS: Final = Text(
    "Det er for mange rader. Skriv de viktigste.",
    "Det er for mange rader. Skriv dei viktigaste.",
    "There are too many rows. Write the most important ones.",
)


def too_long(length: int, limit: int) -> Text:
    """The text has more characters than fit."""
    return Text(
        f"Teksten har {length} tegn. Kort den ned til {limit}.",
        f"Teksten har {length} teikn. Kort han ned til {limit}.",
        f"The text has {length} characters. Shorten it to {limit}.",
    )


def outside(least: int, most: int) -> Text:
    """The number lies outside what the field can take."""
    return Text(
        f"Tallet må være fra {least} til {most}.",
        f"Talet må vere frå {least} til {most}.",
        f"The number must be from {least} to {most}.",
    )
