"""An invented case, so that whoever keeps the settings sees what they write."""

from datetime import date, timedelta

from likeverd.core.packet.outcome import Outcome
from likeverd.core.vocabulary import STEPS, Role, State


def invented_case(today: date) -> Outcome:
    """A granted case of nobody, decided today."""
    return Outcome(
        number="XX-0000-000000",
        state=State.GRANTED,
        ended_on=today,
        ended_by=Role.MEDICAL_DIRECTOR,
        chain=STEPS,
        method="Oppdiktet metode",
        answers={"product": "Oppdiktet legemiddel", "supply": "hospital"},
        valid_until=today + timedelta(days=180),
    )
