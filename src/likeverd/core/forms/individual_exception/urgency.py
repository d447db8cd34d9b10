"""How soon the treatment must start, and why."""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section, When
from likeverd.core.text import Text

URGENCIES: Final = (
    Option("ordinary", Text("Ordinær", "Ordinær", "Ordinary")),
    Option("urgent", Text("Haster", "Hastar", "Urgent")),
)

URGENCY: Final = Section(
    "urgency",
    Text("Hastegrad", "Hastegrad", "Urgency"),
    Text(
        "Øyeblikkelig hjelp skal ikke vente på et svar herfra.",
        "Augneblikkeleg hjelp skal ikkje vente på eit svar herifrå.",
        "Emergency care must not wait for an answer from here.",
    ),
    (
        Field(
            "urgency",
            Kind.CHOICE,
            Text("Hvor mye haster det?", "Kor mykje hastar det?", "How urgent is it?"),
            Text(
                "Saker som haster, får kortere frister i hvert ledd.",
                "Saker som hastar, får kortare fristar i kvart ledd.",
                "Urgent cases get shorter time limits at each step.",
            ),
            "I",
            options=URGENCIES,
        ),
        Field(
            "urgency_reason",
            Kind.TEXT,
            Text("Hvorfor haster det?", "Kvifor hastar det?", "Why is it urgent?"),
            Text(
                "Når én sak går foran, venter en annen.",
                "Når éi sak går føre, ventar ei anna.",
                "When one case goes first, another one waits.",
            ),
            "I",
            asked_when=Condition("urgency", ("urgent",)),
            longest=1000,
        ),
        Field(
            "start_by",
            Kind.DATE,
            Text(
                "Siste dag behandlingen kan starte og fortsatt gi nytte",
                "Siste dagen behandlinga kan starte og framleis gi nytte",
                "Last day on which the treatment can start and still help",
            ),
            Text(
                "Et svar etter denne dagen kan være verdiløst for pasienten.",
                "Eit svar etter denne dagen kan vere verdilaust for pasienten.",
                "An answer after this day may be worthless to the patient.",
            ),
            "I",
            when=When.FUTURE,
        ),
        Field(
            "start_by_reason",
            Kind.TEXT,
            Text("Hvorfor denne dagen?", "Kvifor denne dagen?", "Why this day?"),
            Text(
                "Begrunnelsen gjør at andre kan planlegge etter datoen.",
                "Grunngivinga gjer at andre kan planleggje etter datoen.",
                "The reason lets others plan by the date.",
            ),
            "I",
            longest=1000,
        ),
    ),
)
