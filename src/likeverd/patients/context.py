"""The context of a transaction in which a patient looks: own released cases at every trust, and nothing else.

Set by functions of the database, which end with the transaction. A patient has no grants, and is never an actor.
"""

from dataclasses import dataclass
from typing import Final

from django.db import connection

ENTER: Final = "SELECT patient, trust FROM likeverd_enter_as_patient(%s)"
ENTER_AS_KNOWN: Final = "SELECT patient, trust FROM likeverd_enter_as_known_patient(%s)"


@dataclass(frozen=True, slots=True)
class PatientContext:
    """The rows of one person: ids of patients with their trusts. A person may stand with several names and trusts."""

    rows: tuple[tuple[int, int], ...]

    @property
    def patients(self) -> list[int]:
        """The ids of the rows."""
        return [patient for patient, _ in self.rows]


def enter_as_patient(identity_number: str) -> PatientContext:
    """The person with a number that was proven; the rest of the transaction sees what is released to that person."""
    return _enter(ENTER, identity_number)


def enter_as_known_patient(patient: int) -> PatientContext:
    """The person whom one of the rows is about. Empty where there is no such row."""
    return _enter(ENTER_AS_KNOWN, patient)


def _enter(statement: str, who: str | int) -> PatientContext:
    with connection.cursor() as cursor:
        cursor.execute(statement, [who])
        return PatientContext(tuple((row[0], row[1]) for row in cursor.fetchall()))
