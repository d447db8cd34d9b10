"""One question of each kind, for tests of pages."""

from likeverd.core.forms.model import Condition, Field, Kind, Option
from likeverd.core.text import Text


def same(words: str) -> Text:
    """The same words in all languages."""
    return Text(words, words, words)


def options(count: int) -> tuple[Option, ...]:
    """Some options to choose from."""
    return tuple(Option(f"code_{n}", same(f"Alternativ {n}")) for n in range(1, count + 1))


def one_of_each() -> tuple[Field, ...]:
    """One field of each kind, and one that is asked only after a certain answer."""
    why = same("Derfor spør vi.")
    columns = (
        Field("name", Kind.LINE, same("Behandling"), why, "S4"),
        Field("start", Kind.MONTH, same("Startet"), why, "S4", required=False),
        Field("result", Kind.CHOICE, same("Resultat"), why, "S4", options(7)),
    )
    return (
        Field("line", Kind.LINE, same("En linje"), why, "S4"),
        Field("text", Kind.TEXT, same("Flere linjer"), why, "S4", longest=100),
        Field("choice", Kind.CHOICE, same("Ett av få"), why, "S4", options(3)),
        Field(
            "more",
            Kind.LINE,
            same("Bare etter alternativ 2"),
            why,
            "S4",
            asked_when=Condition("choice", ("code_2",)),
        ),
        Field("long_choice", Kind.CHOICE, same("Ett av mange"), why, "S4", options(9)),
        Field("choices", Kind.CHOICES, same("Flere"), why, "S4", options(4)),
        Field("day", Kind.DATE, same("En dag"), why, "S4"),
        Field("month", Kind.MONTH, same("En måned"), why, "S4", required=False),
        Field("number", Kind.WHOLE_NUMBER, same("Et tall"), why, "S4"),
        Field("price", Kind.KRONER, same("Kroner"), why, "S4"),
        Field("rows", Kind.ROWS, same("Tidligere behandling"), why, "S4", columns=columns),
        Field("sure", Kind.CONFIRMATION, same("Jeg bekrefter"), why, "S4"),
    )
