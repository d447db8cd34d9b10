"""Identity numbers of patients in Norwegian health care, read strictly and shown sparingly.

Eleven digits; which family a number belongs to is seen from its first six:

===================  ========================================  =============================
kind                 how it is made                            known to
===================  ========================================  =============================
fødselsnummer        day, month, year                          the national population register
D-number             day + 40                                  the national population register
H-number             month + 40                                the hospital that gave it, alone
FH-number            first digit 8 or 9, carries no date       the whole health service
synthetic            month + 80, also on D-numbers             test and demonstration only
old test numbers     month + 65                                nobody: refused everywhere
===================  ========================================  =============================

Sources: Skatteetaten (fødselsnummer and D-number, synthetic numbers, and the check digits
of numbers issued from 1 January 2032), KITH 1001:2010 (H- and FH-numbers), Norsk helsenett
(month + 65). Sex and age are never derived: from 2032 the number no longer carries them,
and the date of birth is the register's to tell.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final

from likeverd.core.text import Text

FIRST_WEIGHTS: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND_WEIGHTS: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
# Numbers issued from 1 January 2032 may leave 0, 1, 2 or 3; older ones leave 0 and stay valid.
REMAINDERS_OF_REGISTER_NUMBERS: Final = frozenset({0, 1, 2, 3})
REMAINDERS_OF_HELP_NUMBERS: Final = frozenset({0})

SEPARATORS: Final = re.compile(r"[\s.\-\u2013]")
ELEVEN_DIGITS: Final = re.compile(r"[0-9]{11}")
LOOKS_LIKE_ONE: Final = re.compile(r"(?<!\d)\d{6}(?:[ .+-]|%20)?\d{5}(?!\d)")

DAYS_ADDED_IN_D_NUMBER: Final = 40
MONTHS_ADDED_IN_H_NUMBER: Final = 40
MONTHS_ADDED_IN_OLD_TEST_NUMBER: Final = 65
MONTHS_ADDED_IN_SYNTHETIC: Final = 80


class NumberKind(StrEnum):
    """Which register vouches for the number."""

    NATIONAL = "national"  # fødselsnummer
    D_NUMBER = "d_number"
    H_NUMBER = "h_number"  # means nothing without the trust that gave it
    FH_NUMBER = "fh_number"


KIND_LABELS: Final = {
    NumberKind.NATIONAL: Text("fødselsnummer", "fødselsnummer", "national identity number"),
    NumberKind.D_NUMBER: Text("D-nummer", "D-nummer", "D-number"),
    NumberKind.H_NUMBER: Text(
        "H-nummer (sykehusets hjelpenummer)",
        "H-nummer (hjelpenummeret til sjukehuset)",
        "H-number (the hospital's help number)",
    ),
    NumberKind.FH_NUMBER: Text(
        "FH-nummer (felles hjelpenummer)",
        "FH-nummer (felles hjelpenummer)",
        "FH-number (shared help number)",
    ),
}


class RefusalReason(StrEnum):
    """Why a number cannot be used as a patient's identity."""

    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    IMPOSSIBLE_DATE = "impossible_date"
    CHECK_DIGITS = "check_digits"
    SYNTHETIC_NOT_ALLOWED = "synthetic_not_allowed"
    OLD_TEST_NUMBER = "old_test_number"


REFUSAL_MESSAGES: Final = {
    RefusalReason.NOT_DIGITS: Text(
        "Skriv nummeret med bare siffer, for eksempel 010190 12345.",
        "Skriv nummeret med berre siffer, til dømes 010190 12345.",
        "Write the number in digits only, for example 010190 12345.",
    ),
    RefusalReason.WRONG_LENGTH: Text(
        "Nummeret må ha elleve siffer. Se etter om et siffer mangler eller er skrevet to ganger.",
        "Nummeret må ha elleve siffer. Sjå etter om eit siffer manglar eller er skrive to gonger.",
        "The number must have eleven digits. Check whether one is missing or written twice.",
    ),
    RefusalReason.IMPOSSIBLE_DATE: Text(
        "De seks første sifrene er ikke en dato som finnes. Sammenlign med pasientens journal.",
        "Dei seks første siffera er ikkje ein dato som finst. Samanlikn med journalen.",
        "The first six digits are not a date that exists. Compare with the patient's record.",
    ),
    RefusalReason.CHECK_DIGITS: Text(
        "Kontrollsifrene stemmer ikke. Trolig er et siffer feil; sammenlign med journalen.",
        "Kontrollsiffera stemmer ikkje. Truleg er eit siffer feil; samanlikn med journalen.",
        "The check digits do not match. A digit is probably wrong; compare with the record.",
    ),
    RefusalReason.SYNTHETIC_NOT_ALLOWED: Text(
        "Dette er et syntetisk testnummer. Det kan ikke brukes her, der pasientene er virkelige.",
        "Dette er eit syntetisk testnummer. Det kan ikkje brukast her, der pasientane er "
        "verkelege.",
        "This is a synthetic test number. It cannot be used here, where patients are real.",
    ),
    RefusalReason.OLD_TEST_NUMBER: Text(
        "Dette er et testnummer av en type som ikke er i bruk lenger (måned + 65).",
        "Dette er eit testnummer av ein type som ikkje er i bruk lenger (månad + 65).",
        "This is a test number of a kind that is no longer in use (month + 65).",
    ),
}


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number that holds: eleven digits without separators, its kind, synthetic or not."""

    digits: str
    kind: NumberKind
    is_synthetic: bool

    @property
    def needs_assigner(self) -> bool:
        """Whether the number is unique only together with the trust that gave it."""
        return self.kind is NumberKind.H_NUMBER

    def masked(self) -> str:
        """The number as lists and logs show it: the date part, never the last five digits."""
        return f"{self.digits[:6]} *****"

    def __repr__(self) -> str:
        """Masked, so that a number never reaches a log through an error report."""
        return f"IdentityNumber({self.masked()}, {self.kind})"


@dataclass(frozen=True, slots=True)
class IdentityRefusal:
    """Why the number cannot be used, with the words for the person who typed it."""

    reason: RefusalReason

    @property
    def message(self) -> Text:
        """What is wrong and how to mend it; never repeats the number."""
        return REFUSAL_MESSAGES[self.reason]


def stands_in(text: str) -> bool:
    """Whether a text holds something that looks like an identity number, right or wrong."""
    return LOOKS_LIKE_ONE.search(text) is not None


def read(number: str, *, synthetic_allowed: bool) -> IdentityNumber | IdentityRefusal:
    """Read what a person typed; spaces, full stops and hyphens between digits are ignored.

    ``synthetic_allowed`` is true in test and demonstration alone. Never raises on text.
    """
    digits = SEPARATORS.sub("", number)
    if not digits or re.search(r"[^0-9]", digits):
        return IdentityRefusal(RefusalReason.NOT_DIGITS)
    if not ELEVEN_DIGITS.fullmatch(digits):
        return IdentityRefusal(RefusalReason.WRONG_LENGTH)
    recognised = _recognise(digits)
    if isinstance(recognised, IdentityRefusal):
        return recognised
    if not _check_digits_hold(recognised):
        return IdentityRefusal(RefusalReason.CHECK_DIGITS)
    if recognised.is_synthetic and not synthetic_allowed:
        return IdentityRefusal(RefusalReason.SYNTHETIC_NOT_ALLOWED)
    return recognised


def _recognise(digits: str) -> IdentityNumber | IdentityRefusal:
    if digits[0] in "89":
        return IdentityNumber(digits, NumberKind.FH_NUMBER, is_synthetic=False)
    day, month, year = int(digits[0:2]), int(digits[2:4]), int(digits[4:6])
    kind, is_synthetic = NumberKind.NATIONAL, False
    if day > DAYS_ADDED_IN_D_NUMBER:
        kind, day = NumberKind.D_NUMBER, day - DAYS_ADDED_IN_D_NUMBER
    if month > MONTHS_ADDED_IN_SYNTHETIC:
        is_synthetic, month = True, month - MONTHS_ADDED_IN_SYNTHETIC
    elif month > MONTHS_ADDED_IN_OLD_TEST_NUMBER:
        return IdentityRefusal(RefusalReason.OLD_TEST_NUMBER)
    elif month > MONTHS_ADDED_IN_H_NUMBER and kind is NumberKind.NATIONAL:
        kind, month = NumberKind.H_NUMBER, month - MONTHS_ADDED_IN_H_NUMBER
    if not _date_exists(day, month, year):
        return IdentityRefusal(RefusalReason.IMPOSSIBLE_DATE)
    return IdentityNumber(digits, kind, is_synthetic)


def _date_exists(day: int, month: int, year_of_century: int) -> bool:
    """Whether the day exists in some century: from 2032 the number does not tell which.

    All centuries have the same leap years but for the year 00, where 2000 is the wider one.
    """
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year_of_century, month)[1]


def _check_digits_hold(number: IdentityNumber) -> bool:
    digits = [int(digit) for digit in number.digits]
    allowed = (
        REMAINDERS_OF_REGISTER_NUMBERS
        if number.kind in {NumberKind.NATIONAL, NumberKind.D_NUMBER}
        else REMAINDERS_OF_HELP_NUMBERS
    )
    first = (_weighted(digits[:9], FIRST_WEIGHTS) + digits[9]) % 11
    second = (_weighted(digits[:10], SECOND_WEIGHTS) + digits[10]) % 11
    return first in allowed and second == 0


def _weighted(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True))


def synthetic_number(
    birth_date: date, serial: int, *, kind: NumberKind = NumberKind.NATIONAL
) -> str:
    """A valid synthetic number (month + 80) for an invented person of a demonstration.

    The same date and serial always give the same number, and different serials different
    ones. Serials count from 0; there are over 400 for each date. Raises ``ValueError`` for
    years outside 1900–2039, a serial that does not exist, or a help number (those have no
    synthetic form).
    """
    if kind not in {NumberKind.NATIONAL, NumberKind.D_NUMBER}:
        raise ValueError(f"no synthetic form of {kind}")
    if not 1900 <= birth_date.year <= 2039:
        raise ValueError(f"no individual digits for births in {birth_date.year}")
    day = birth_date.day + (DAYS_ADDED_IN_D_NUMBER if kind is NumberKind.D_NUMBER else 0)
    month = birth_date.month + MONTHS_ADDED_IN_SYNTHETIC
    start = f"{day:02d}{month:02d}{birth_date.year % 100:02d}"
    # Skatteetaten's series: 000–499 for births in 1900–1999, 500–999 for 2000–2039.
    series = range(500) if birth_date.year < 2000 else range(500, 1000)
    numbers = (
        number
        for individual in series
        if (number := _with_check_digits(f"{start}{individual:03d}"))
    )
    found = next(islice(numbers, serial, None), None) if serial >= 0 else None
    if found is None:
        raise ValueError(f"no synthetic number with serial {serial} for {birth_date}")
    return found


def _with_check_digits(nine: str) -> str | None:
    """The nine digits with both check digits, or None where a check digit would be 10."""
    digits = [int(digit) for digit in nine]
    first = -_weighted(digits, FIRST_WEIGHTS) % 11
    second = -_weighted([*digits, first], SECOND_WEIGHTS) % 11
    return None if 10 in (first, second) else f"{nine}{first}{second}"
