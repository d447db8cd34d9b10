"""What is wrong with a template, at its line, and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from likeverd.core.letters.kinds import LetterKind
from likeverd.core.letters.marks import PLACEHOLDER, Line, Mark, lines_of
from likeverd.core.letters.placeholders import PLACEHOLDERS, Placeholder, allowed, required
from likeverd.core.text import Text
from likeverd.core.vocabulary import State

LONGEST: Final = 12_000
EMPTY: Final = Text(
    "Brevet har ingen tekst. Skriv det, eller hent den nasjonale teksten.",
    "Brevet har ingen tekst. Skriv det, eller hent den nasjonale teksten.",
    "The letter has no text. Write it, or take the national one.",
)
TOO_LONG: Final = Text(
    f"Teksten er for lang. Skriv høyst {LONGEST} tegn.",
    f"Teksten er for lang. Skriv høgst {LONGEST} teikn.",
    f"The text is too long. Write at most {LONGEST} characters.",
)


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One fault. ``line`` counts from 1; 0 where the fault is of the whole text."""

    line: int
    message: Text


def faults_of(template: str, kind: LetterKind, end: State) -> tuple[TemplateFault, ...]:
    """Everything that keeps a template from being published, in the order of its lines."""
    if not template.strip():
        return (TemplateFault(0, EMPTY),)
    if len(template) > LONGEST:
        return (TemplateFault(0, TOO_LONG),)
    lines = lines_of(template)
    names = {found.name: found for found in allowed(kind, end)}
    found = [fault for line in lines for fault in _faults_of_line(line, names)]
    written = [line for line in lines if line.mark is not Mark.EMPTY]
    if written[0].mark is not Mark.HEADING:
        found.insert(0, TemplateFault(written[0].number, _title_first(written[0].number)))
    used = {name for line in lines for name in line.placeholders}
    found += [
        TemplateFault(0, _missing(each)) for each in required(kind, end) if each.name not in used
    ]
    return tuple(found)


def _faults_of_line(line: Line, names: dict[str, Placeholder]) -> Iterator[TemplateFault]:
    number = line.number
    if line.mark is Mark.HEADING and not line.words:
        yield TemplateFault(number, _heading_without_words(number))
    rest = PLACEHOLDER.sub("", line.words)
    if "{{" in rest or "}}" in rest:
        yield TemplateFault(number, _loose_braces(number))
    for name in line.placeholders:
        if name not in names:
            yield TemplateFault(number, _unknown(number, name, names))
        elif names[name].block and line.alone != name:
            yield TemplateFault(number, _not_alone(number, name))


def _unknown(number: int, name: str, names: dict[str, Placeholder]) -> Text:
    if name in PLACEHOLDERS:
        return Text(
            f"Linje {number}: {{{{{name}}}}} finnes ikke i dette brevet. Ta det bort.",
            f"Linje {number}: {{{{{name}}}}} finst ikkje i dette brevet. Ta det bort.",
            f"Line {number}: {{{{{name}}}}} does not exist in this letter. Take it out.",
        )
    near = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    if near:
        return Text(
            f"Linje {number}: {{{{{name}}}}} finnes ikke. Mente du {{{{{near[0]}}}}}?",
            f"Linje {number}: {{{{{name}}}}} finst ikkje. Meinte du {{{{{near[0]}}}}}?",
            f"Line {number}: {{{{{name}}}}} does not exist. Did you mean {{{{{near[0]}}}}}?",
        )
    return Text(
        f"Linje {number}: {{{{{name}}}}} finnes ikke. Velg et felt fra listen.",
        f"Linje {number}: {{{{{name}}}}} finst ikkje. Vel eit felt frå lista.",
        f"Line {number}: {{{{{name}}}}} does not exist. Choose a field from the list.",
    )


def _missing(lacking: Placeholder) -> Text:
    name, meaning = lacking.name, lacking.meaning
    return Text(
        f"Brevet må ha {{{{{name}}}}}: {_small(meaning.nb)}. Sett det inn der det passer.",
        f"Brevet må ha {{{{{name}}}}}: {_small(meaning.nn)}. Set det inn der det passar.",
        f"The letter must have {{{{{name}}}}}: {_small(meaning.en)}. Put it where it fits.",
    )


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _loose_braces(number: int) -> Text:
    return Text(
        f"Linje {number}: Et felt skrives {{{{navn}}}}, med to klammer på hver side.",
        f"Linje {number}: Eit felt blir skrive {{{{namn}}}}, med to klammer på kvar side.",
        f"Line {number}: A field is written {{{{name}}}}, with two braces on each side.",
    )


def _not_alone(number: int, name: str) -> Text:
    return Text(
        f"Linje {number}: {{{{{name}}}}} blir flere linjer. La det stå alene på linjen.",
        f"Linje {number}: {{{{{name}}}}} blir fleire linjer. Lat det stå åleine på linja.",
        f"Line {number}: {{{{{name}}}}} becomes several lines. Let it stand alone on its line.",
    )


def _title_first(number: int) -> Text:
    return Text(
        f"Linje {number}: Begynn med brevets tittel, på en linje som begynner med «# ».",
        f"Linje {number}: Begynn med tittelen på brevet, på ei linje som begynner med «# ».",
        f"Line {number}: Begin with the letter's title, on a line that begins with «# ».",
    )


def _heading_without_words(number: int) -> Text:
    return Text(
        f"Linje {number}: Overskriften har ingen ord. Skriv dem, eller ta bort linjen.",
        f"Linje {number}: Overskrifta har ingen ord. Skriv dei, eller ta bort linja.",
        f"Line {number}: The heading has no words. Write them, or take the line out.",
    )
