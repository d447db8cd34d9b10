"""The rules and their reasons in words. Never a patient's name or number."""

import re
from collections.abc import Mapping
from typing import Final

from likeverd.core.log_review.looks import Rule
from likeverd.core.text import Text

RULE_LABELS: Final = {
    Rule.EMERGENCY: Text("Nødinnsyn", "Naudinnsyn", "Emergency sight"),
    Rule.OWN_RECORD: Text("Egen sak", "Eiga sak", "Own record"),
    Rule.SAME_SURNAME: Text("Samme etternavn", "Same etternamn", "Same surname"),
    Rule.MANY_STAFF: Text(
        "Mange ansatte, én pasient", "Mange tilsette, éin pasient", "Many staff, one patient"
    ),
    Rule.NO_TIE: Text(
        "Mange saker uten tilknytning", "Mange saker utan tilknyting", "Many cases without a tie"
    ),
    Rule.OUTSIDE_HOURS: Text("Utenom arbeidstid", "Utanom arbeidstid", "Outside working hours"),
    Rule.MANY_LOOKUPS: Text(
        "Svært mange oppslag", "Svært mange oppslag", "Very many records opened"
    ),
}
REASONS: Final = {
    Rule.EMERGENCY: Text(
        "Saken ble åpnet med nødinnsyn. Hvert nødinnsyn kontrolleres.",
        "Saka vart opna med naudinnsyn. Kvart naudinnsyn blir kontrollert.",
        "The case was opened with emergency sight. Every emergency sight is reviewed.",
    ),
    Rule.OWN_RECORD: Text(
        "Den ansatte har åpnet en sak om seg selv.",
        "Den tilsette har opna ei sak om seg sjølv.",
        "The member of staff has opened a case about themselves.",
    ),
    Rule.SAME_SURNAME: Text(
        "Den ansatte og pasienten har samme etternavn. Det kan være tilfeldig.",
        "Den tilsette og pasienten har same etternamn. Det kan vere tilfeldig.",
        "The member of staff and the patient have the same surname. It may be chance.",
    ),
    Rule.MANY_STAFF: Text(
        "Minst {persons} personer har åpnet saker om samme pasient på {days} dager.",
        "Minst {persons} personar har opna saker om same pasient på {days} dagar.",
        "At least {persons} persons have opened cases of the same patient in {days} days.",
    ),
    Rule.NO_TIE: Text(
        "Har åpnet minst {cases} saker på {days} dager bare i kraft av rollen, og ikke behandlet noen.",
        "Har opna minst {cases} saker på {days} dagar berre i kraft av rolla, og ikkje behandla nokon.",
        "Has opened at least {cases} cases in {days} days on the role alone, and handled none.",
    ),
    Rule.OUTSIDE_HOURS: Text(
        "Har åpnet minst {cases} saker om natten, i en helg eller på en helligdag.",
        "Har opna minst {cases} saker om natta, i ei helg eller på ein heilagdag.",
        "Has opened at least {cases} cases at night, in a weekend or on a public holiday.",
    ),
    Rule.MANY_LOOKUPS: Text(
        "Har gjort minst {in_minute} oppslag på ett minutt og {in_hour} på en time. Kan være et program.",
        "Har gjort minst {in_minute} oppslag på eitt minutt og {in_hour} på ein time. Kan vere eit program.",
        "Has opened at least {in_minute} records in a minute and {in_hour} in an hour. May be a program.",
    ),
}
# Eleven digits, also with blanks, dots or strokes between: what people type when they should not.
LIKE_A_NUMBER: Final = re.compile(r"(?<!\d)(?:\d[\s.\-\u2013]?){10}\d(?!\d)")
HIDDEN: Final = "*" * 11


def reason(rule: Rule, facts: Mapping[str, int]) -> Text:
    """Why somebody must look at it."""
    words = REASONS[rule]
    return Text(*(words.in_language(each).format(**facts) for each in ("nb", "nn", "en")))


def without_numbers(words: str) -> str:
    """Words that somebody typed, with whatever may be an identity number starred out."""
    return LIKE_A_NUMBER.sub(HIDDEN, words)
