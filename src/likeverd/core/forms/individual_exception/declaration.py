"""What the applicant declares: interests, and that the patient has been informed."""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section, When
from likeverd.core.text import Text

INTERESTS: Final = (
    Option("no", Text("Nei", "Nei", "No")),
    Option("yes", Text("Ja", "Ja", "Yes")),
)

DECLARATION: Final = Section(
    "declaration",
    Text("Erklæringer", "Fråsegner", "Declarations"),
    Text(
        "Du svarer for deg selv og for det du har sagt til pasienten.",
        "Du svarer for deg sjølv og for det du har sagt til pasienten.",
        "You answer for yourself and for what you have told the patient.",
    ),
    (
        Field(
            "conflict_of_interest",
            Kind.CHOICE,
            Text(
                "Har du interesser i legemiddelet eller firmaet?",
                "Har du interesser i legemiddelet eller firmaet?",
                "Do you have interests in the medicine or the company?",
            ),
            Text(
                "Honorar, aksjer eller forskningsstøtte skal være kjent for den som avgjør.",
                "Honorar, aksjar eller forskingsstøtte skal vere kjende for den som avgjer.",
                "Fees, shares or research support must be known to whoever decides.",
            ),
            "P154c",
            options=INTERESTS,
        ),
        Field(
            "conflict_of_interest_details",
            Kind.TEXT,
            Text("Hvilke interesser?", "Kva interesser?", "Which interests?"),
            Text(
                "Da kan andre vurdere om de har betydning.",
                "Då kan andre vurdere om dei har noko å seie.",
                "Then others can judge whether they matter.",
            ),
            "P154c",
            asked_when=Condition("conflict_of_interest", ("yes",)),
            longest=1000,
        ),
        Field(
            "patient_informed",
            Kind.CONFIRMATION,
            Text(
                "Pasienten er informert om at personidentifiserbare opplysninger registreres",
                "Pasienten er informert om at personidentifiserbare opplysningar blir registrerte",
                "The patient has been told that identifiable information is registered",
            ),
            Text(
                "Pasienten skal vite det før søknaden sendes.",
                "Pasienten skal vite det før søknaden blir send.",
                "The patient is to know it before the application is sent.",
            ),
            "S4",
        ),
        Field(
            "patient_informed_on",
            Kind.DATE,
            Text("Dato pasienten ble informert", "Dato pasienten vart informert", "Informed on"),
            Text(
                "Datoen dokumenterer at det skjedde før innsending.",
                "Datoen dokumenterer at det skjedde før innsending.",
                "The date documents that it happened before sending.",
            ),
            "S4",
            when=When.PAST,
        ),
        Field(
            "patient_informed_by",
            Kind.LINE,
            Text("Hvem informerte pasienten?", "Kven informerte pasienten?", "Informed by"),
            Text(
                "Navnet viser hvem pasienten kan spørre.",
                "Namnet viser kven pasienten kan spørje.",
                "The name shows whom the patient can ask.",
            ),
            "S4",
        ),
    ),
)
