"""Emergency sight and blocks [Normen, guide on access v2.0; patient records act §§ 17, 22].

Whoever has a role at the trust may open a case that the role does not open, when a reason from the list and words say
why: at most eight hours, told to the leader, always first in the patient's view. A block closes a case, a patient or a
file to all or to a named person, whatever their role; emergency sight alone opens it, and is logged as what it is.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text

LONGEST: Final = timedelta(hours=8)
HOURS: Final = (1, 2, 4, 8)
SHORTEST_WORDS: Final = 20
LONGEST_WORDS: Final = 1000


class EmergencyReason(StrEnum):
    """Why a case is opened in an emergency."""

    ACUTE_CARE = "acute_care"
    HANDLER_AWAY = "handler_away"
    PATIENT_SAFETY = "patient_safety"
    SUPERVISION = "supervision"
    SYSTEM_FAULT = "system_fault"


EMERGENCY_REASONS: Final = {
    EmergencyReason.ACUTE_CARE: Text(
        "Akutt behandling av pasienten",
        "Akutt behandling av pasienten",
        "Acute care of the patient",
    ),
    EmergencyReason.HANDLER_AWAY: Text(
        "Den som har saken er borte, og saken kan ikke vente",
        "Den som har saka er borte, og saka kan ikkje vente",
        "Whoever has the case is away, and the case cannot wait",
    ),
    EmergencyReason.PATIENT_SAFETY: Text(
        "Mulig fare for pasientsikkerheten",
        "Mogleg fare for pasienttryggleiken",
        "A possible danger to the patient's safety",
    ),
    EmergencyReason.SUPERVISION: Text(
        "Tilsyn, klage eller innsyn etter lov",
        "Tilsyn, klage eller innsyn etter lov",
        "Supervision, complaint or disclosure by law",
    ),
    EmergencyReason.SYSTEM_FAULT: Text(
        "Feil i systemet som må rettes nå",
        "Feil i systemet som må rettast no",
        "A fault in the system that must be mended now",
    ),
}
CHOOSE_REASON: Final = Text(
    "Velg grunnen som passer best.",
    "Vel grunnen som passar best.",
    "Choose the reason that fits best.",
)
WORDS_TOO_SHORT: Final = Text(
    f"Skriv minst {SHORTEST_WORDS} tegn om hvorfor du trenger innsyn nå.",
    f"Skriv minst {SHORTEST_WORDS} teikn om kvifor du treng innsyn no.",
    f"Write at least {SHORTEST_WORDS} characters on why you need to see the case now.",
)
WORDS_TOO_LONG: Final = Text(
    f"Skriv høyst {LONGEST_WORDS} tegn.",
    f"Skriv høgst {LONGEST_WORDS} teikn.",
    f"Write at most {LONGEST_WORDS} characters.",
)
CHOOSE_HOURS: Final = Text(
    "Velg hvor lenge, høyst 8 timer.",
    "Vel kor lenge, høgst 8 timar.",
    "Choose how long, at most 8 hours.",
)
BLOCK_NEEDS_REASON: Final = Text(
    "Skriv hvorfor, og hvem som har bedt om det.",
    "Skriv kvifor, og kven som har bede om det.",
    "Write why, and who has asked for it.",
)


@dataclass(frozen=True, slots=True)
class EmergencyWanted:
    """What a person asks for: a reason's code, why in words, and for how many hours."""

    reason: str
    words: str
    hours: int


def faults_of_emergency(wanted: EmergencyWanted) -> tuple[Fault, ...]:
    """What keeps emergency sight from being given, at the fields."""
    found = []
    if wanted.reason not in set(EmergencyReason):
        found.append(Fault("reason", CHOOSE_REASON))
    length = len(" ".join(wanted.words.split()))
    if length < SHORTEST_WORDS:
        found.append(Fault("words", WORDS_TOO_SHORT))
    elif length > LONGEST_WORDS:
        found.append(Fault("words", WORDS_TOO_LONG))
    if wanted.hours not in HOURS:
        found.append(Fault("hours", CHOOSE_HOURS))
    return tuple(found)
