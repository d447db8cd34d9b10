"""What went before: earlier applications and treatment paid for privately."""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section
from likeverd.core.text import Text

EARLIER_APPLICATIONS: Final = (
    Option("none", Text("Nei", "Nei", "No")),
    Option("granted", Text("Ja, innvilget", "Ja, innvilga", "Yes, granted")),
    Option("refused", Text("Ja, avslått", "Ja, avslått", "Yes, refused")),
    Option("open", Text("Ja, ikke avgjort", "Ja, ikkje avgjord", "Yes, not decided")),
    Option("unknown", Text("Vet ikke", "Veit ikkje", "Do not know")),
)
PRIVATE_TREATMENTS: Final = (
    Option("no", Text("Nei", "Nei", "No")),
    Option("yes", Text("Ja", "Ja", "Yes")),
    Option("unknown", Text("Vet ikke", "Veit ikkje", "Do not know")),
)

HISTORY: Final = Section(
    "history",
    Text(
        "Tidligere søknader og behandling", "Tidlegare søknader og behandling", "What went before"
    ),
    Text(
        "Gjelder den samme behandlingen, her eller ved et annet sykehus.",
        "Gjeld den same behandlinga, her eller ved eit anna sjukehus.",
        "About the same treatment, here or at another hospital.",
    ),
    (
        Field(
            "earlier_applications",
            Kind.CHOICE,
            Text(
                "Er det søkt for pasienten før?",
                "Er det søkt for pasienten før?",
                "Has there been an application for the patient before?",
            ),
            Text(
                "Like saker skal behandles likt, også når pasienten skifter sykehus.",
                "Like saker skal behandlast likt, òg når pasienten skiftar sjukehus.",
                "Like cases are to be treated alike, also when the patient changes hospital.",
            ),
            "I",
            options=EARLIER_APPLICATIONS,
        ),
        Field(
            "earlier_applications_details",
            Kind.TEXT,
            Text(
                "Når, hvor og med hvilket utfall?",
                "Når, kvar og med kva utfall?",
                "When, where and with what outcome?",
            ),
            Text(
                "Oppgi saksnummer hvis du har det, så den kan finnes igjen.",
                "Oppgi saksnummer om du har det, så saka kan finnast att.",
                "Give the case number if you have it, so that the case can be found.",
            ),
            "I",
            asked_when=Condition("earlier_applications", ("granted", "refused", "open")),
            longest=2000,
        ),
        Field(
            "private_treatment",
            Kind.CHOICE,
            Text(
                "Har pasienten fått behandlingen privat?",
                "Har pasienten fått behandlinga privat?",
                "Has the patient had the treatment privately?",
            ),
            Text(
                "Privat oppstart gir ingen egen rett, men må være kjent for å sikre likhet.",
                "Privat oppstart gir ingen eigen rett, men må vere kjend for å sikre likskap.",
                "A private start gives no right of its own, but must be known for equality.",
            ),
            "EG0",
            options=PRIVATE_TREATMENTS,
        ),
        Field(
            "private_treatment_details",
            Kind.TEXT,
            Text(
                "Når, hvor og hvorfor privat?",
                "Når, kvar og kvifor privat?",
                "When, where and why privately?",
            ),
            Text(
                "Effekt og bivirkninger som er sett, er kunnskap om pasienten.",
                "Effekt og biverknader som er sette, er kunnskap om pasienten.",
                "Effects and side effects already seen are knowledge about the patient.",
            ),
            "EG0",
            asked_when=Condition("private_treatment", ("yes",)),
            longest=2000,
        ),
    ),
)
