"""The complaint paragraph of a patient's letter: to whom, how, within which time, and what the sources do not agree on.

The words are those of the patients' own pages (``core.patient_rights``), so that letter and page cannot differ.
"""

from typing import Final

from likeverd.core.letters.marks import Block, Paragraph
from likeverd.core.patient_rights import RIGHTS
from likeverd.core.text import Text

RIGHT: Final = next(right for right in RIGHTS if right.key == "complaint")
# That a complaint is in writing follows from being sent; asking for no more than this is our own reading ("I").
HOW: Final = Text(
    "Skriv hva du klager på, og hva du mener er feil. Du trenger ikke bruke et skjema. Skriv saksnummeret {number}, "
    "navnet ditt, dagen i dag, og skriv under.",
    "Skriv kva du klagar på, og kva du meiner er feil. Du treng ikkje bruke eit skjema. Skriv saksnummeret {number}, "
    "namnet ditt, dagen i dag, og skriv under.",
    "Write what you complain about, and what you think is wrong. You need no form. Write the case number {number}, "
    "your name and the date, and sign it.",
)
HELP: Final = Text(
    "Pasient- og brukerombudet der du bor, gir gratis råd og hjelp, også til å klage. Du finner det på helsenorge.no.",
    "Pasient- og brukarombodet der du bur, gir gratis råd og hjelp, også til å klage. Du finn det på helsenorge.no.",
    "The Patient and User Ombud where you live gives free advice and help, also with a complaint. You find it at "
    "helsenorge.no.",
)


def complaint(number: str, language: str) -> tuple[Block, ...]:
    """The paragraph for a case, as several."""
    words = [RIGHT.words.in_language(language), HOW.in_language(language).format(number=number)]
    if RIGHT.in_doubt is not None:
        words.append(RIGHT.in_doubt.in_language(language))
    words.append(HELP.in_language(language))
    return tuple(Paragraph(each) for each in words)
