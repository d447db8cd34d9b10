"""What can be found in a file, and the words for the person who sent it."""

from enum import StrEnum
from typing import Final

from likeverd.core.text import Text


class Verdict(StrEnum):
    """Whether a file may be kept; if not, what about it."""

    ACCEPTED = "accepted"
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    RUNS_SOMETHING = "runs_something"
    CARRIES_FILES = "carries_files"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_PAGES = "too_many_pages"
    OLD_OFFICE = "old_office"
    MACROS = "macros"
    FETCHES = "fetches"
    UNKNOWN_PARTS = "unknown_parts"


WORDS: Final = {
    Verdict.TOO_LARGE: Text(
        "Filen er større enn 10 MB. Skann med lavere oppløsning, eller del den opp.",
        "Fila er større enn 10 MB. Skann med lågare oppløysing, eller del henne opp.",
        "The file is larger than 10 MB. Scan with a lower resolution, or split it.",
    ),
    Verdict.WRONG_KIND: Text(
        "Filen må være PDF, PNG, JPEG, TIFF eller DOCX.",
        "Fila må vere PDF, PNG, JPEG, TIFF eller DOCX.",
        "The file must be PDF, PNG, JPEG, TIFF or DOCX.",
    ),
    Verdict.UNREADABLE: Text(
        "Filen er skadet eller ufullstendig. Lagre eller skann den på nytt, og prøv igjen.",
        "Fila er skadd eller ufullstendig. Lagre eller skann henne på nytt, og prøv igjen.",
        "The file is damaged or incomplete. Save or scan it again, and try once more.",
    ),
    Verdict.ENCRYPTED: Text(
        "Filen er låst med passord eller kryptert. Lagre en kopi uten lås, og legg den ved.",
        "Fila er låst med passord eller kryptert. Lagre ein kopi utan lås, og legg han ved.",
        "The file is locked with a password or encrypted. Save a copy without the lock, and attach that.",
    ),
    Verdict.RUNS_SOMETHING: Text(
        "Filen inneholder skript eller handlinger som kan starte av seg selv. "
        "Skriv den ut til PDF på nytt, og legg ved den nye filen.",
        "Fila inneheld skript eller handlingar som kan starte av seg sjølve. "
        "Skriv henne ut til PDF på nytt, og legg ved den nye fila.",
        "The file contains scripts or actions that can start by themselves. "
        "Print it to PDF again, and attach the new file.",
    ),
    Verdict.CARRIES_FILES: Text(
        "Filen har andre filer, lyd eller video inni seg. Legg ved hver fil for seg.",
        "Fila har andre filer, lyd eller video inni seg. Legg ved kvar fil for seg.",
        "The file carries other files, sound or video inside. Attach each file by itself.",
    ),
    Verdict.TOO_MANY_PIXELS: Text(
        "Bildet har for mange bildepunkter. Lagre det med lavere oppløsning.",
        "Biletet har for mange biletpunkt. Lagre det med lågare oppløysing.",
        "The picture has too many pixels. Save it with a lower resolution.",
    ),
    Verdict.UNPACKS_TOO_LARGE: Text(
        "Filen blir for stor når den pakkes ut. Skann med lavere oppløsning, eller del den opp.",
        "Fila blir for stor når ho blir pakka ut. Skann med lågare oppløysing, eller del henne opp.",
        "The file becomes too large when it is unpacked. Scan with a lower resolution, or split it.",
    ),
    Verdict.TOO_MANY_PAGES: Text(
        "Bildefilen har for mange sider. Lagre den som PDF, eller del den opp.",
        "Biletfila har for mange sider. Lagre henne som PDF, eller del henne opp.",
        "The picture file has too many pages. Save it as PDF, or split it.",
    ),
    Verdict.OLD_OFFICE: Text(
        "Filen er i et eldre Office-format. Lagre den som PDF eller DOCX, og legg ved den nye filen.",
        "Fila er i eit eldre Office-format. Lagre henne som PDF eller DOCX, og legg ved den nye fila.",
        "The file is in an older Office format. Save it as PDF or DOCX, and attach the new file.",
    ),
    Verdict.MACROS: Text(
        "Dokumentet har makroer eller andre programmer i seg. Lagre det som PDF, og legg ved den nye filen.",
        "Dokumentet har makroar eller andre program i seg. Lagre det som PDF, og legg ved den nye fila.",
        "The document contains macros or other programs. Save it as PDF, and attach the new file.",
    ),
    Verdict.FETCHES: Text(
        "Dokumentet henter innhold fra et annet sted når det åpnes, for eksempel en mal eller et bilde. "
        "Lagre det som PDF, og legg ved den nye filen.",
        "Dokumentet hentar innhald frå ein annan stad når det blir opna, til dømes ein mal eller eit bilete. "
        "Lagre det som PDF, og legg ved den nye fila.",
        "The document fetches content from elsewhere when it is opened, such as a template or a picture. "
        "Save it as PDF, and attach the new file.",
    ),
    Verdict.UNKNOWN_PARTS: Text(
        "Dokumentet har deler som ikke tas imot, eller det er ikke et Word-dokument. "
        "Lagre det som PDF, og legg ved den nye filen.",
        "Dokumentet har delar som ikkje blir tekne imot, eller det er ikkje eit Word-dokument. "
        "Lagre det som PDF, og legg ved den nye fila.",
        "The document has parts that are not accepted, or it is not a Word document. "
        "Save it as PDF, and attach the new file.",
    ),
}


class Refused(Exception):
    """A file that cannot be kept; carries the verdict."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.value)
        self.verdict = verdict
