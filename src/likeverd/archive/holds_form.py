"""What is asked of whoever holds back a deletion, or lets go."""

from likeverd.core.forms.model import Field, Kind, When
from likeverd.core.text import Text

CASE = "case"
LONGEST_REASON = 400


def hold_fields() -> tuple[Field, ...]:
    """Which case, why, and until when."""
    return (
        Field(
            CASE,
            Kind.LINE,
            Text("Saksnummer", "Saksnummer", "Case number"),
            Text(
                "For eksempel SI-2026-000123.",
                "Til dømes SI-2026-000123.",
                "For example SI-2026-000123.",
            ),
            "I",
            longest=24,
        ),
        Field(
            "reason",
            Kind.TEXT,
            Text(
                "Hvorfor skal sletting holdes tilbake?",
                "Kvifor skal sletting haldast tilbake?",
                "Why must deletion be held back?",
            ),
            Text(
                "For eksempel tilsynssak, klage eller erstatningssak. Ikke skriv hvem pasienten er.",
                "Til dømes tilsynssak, klage eller erstatningssak. Ikkje skriv kven pasienten er.",
                "For example supervision, complaint or compensation. Do not write who the patient is.",
            ),
            "I",
            longest=LONGEST_REASON,
        ),
        Field(
            "until",
            Kind.DATE,
            Text("Til og med", "Til og med", "Until"),
            Text(
                "La det stå tomt hvis noen skal oppheve det.",
                "La det stå tomt om nokon skal oppheve det.",
                "Leave it empty where somebody is to let go.",
            ),
            "I",
            required=False,
            when=When.FUTURE,
        ),
    )


def letting_go_fields() -> tuple[Field, ...]:
    """Why deletion need not be held back any more."""
    return (
        Field(
            "end_reason",
            Kind.LINE,
            Text("Hvorfor oppheves det?", "Kvifor blir det oppheva?", "Why is the hold ended?"),
            Text(
                "Blir stående sammen med navnet ditt.",
                "Blir ståande saman med namnet ditt.",
                "Stays together with your name.",
            ),
            "I",
        ),
    )
