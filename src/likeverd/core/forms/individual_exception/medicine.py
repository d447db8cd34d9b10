"""The first precondition: a marketing authorisation that covers the indication."""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section
from likeverd.core.text import Text

AUTHORISATIONS: Final = (
    Option(
        "full",
        Text(
            "Ja, ordinær markedsføringstillatelse",
            "Ja, ordinært marknadsføringsløyve",
            "Yes, ordinary marketing authorisation",
        ),
    ),
    Option(
        "conditional",
        Text(
            "Ja, men tillatelsen er betinget",
            "Ja, men løyvet er vilkårsbunde",
            "Yes, but the authorisation is conditional",
        ),
    ),
    Option(
        "none",
        Text("Nei, ikke for indikasjonen", "Nei, ikkje for indikasjonen", "Not for the indication"),
    ),
    Option("unknown", Text("Vet ikke", "Veit ikkje", "Do not know")),
)
REGULATORY_LABELS: Final = (
    Option(
        "on_label",
        Text(
            "Innenfor godkjent preparatomtale",
            "Innanfor godkjend preparatomtale",
            "Within the approved product label",
        ),
    ),
    Option(
        "off_label",
        Text(
            "Utenfor godkjent preparatomtale (off-label)",
            "Utanfor godkjend preparatomtale (off-label)",
            "Outside the approved product label (off-label)",
        ),
    ),
    Option(
        "unlicensed",
        Text(
            "Uten markedsføringstillatelse i Norge (off-license)",
            "Utan marknadsføringsløyve i Noreg (off-license)",
            "Without a marketing authorisation in Norway (off-license)",
        ),
    ),
)

MEDICINE: Final = Section(
    "medicine",
    Text(
        "Legemiddelet og godkjenningen",
        "Legemiddelet og godkjenninga",
        "The medicine and its authorisation",
    ),
    Text(
        "Første forutsetning: gyldig markedsføringstillatelse i Norge for indikasjonen.",
        "Første føresetnad: gyldig marknadsføringsløyve i Noreg for indikasjonen.",
        "First precondition: a valid marketing authorisation in Norway for the indication.",
    ),
    (
        Field(
            "product",
            Kind.LINE,
            Text("Preparat, form og styrke", "Preparat, form og styrke", "Product, form, strength"),
            Text(
                "Ett virkestoff kan ha flere preparater med ulik godkjenning og pris.",
                "Eitt verkestoff kan ha fleire preparat med ulik godkjenning og pris.",
                "One substance can have several products with different approval and price.",
            ),
            "S4",
        ),
        Field(
            "authorisation",
            Kind.CHOICE,
            Text(
                "Har legemiddelet markedsføringstillatelse for indikasjonen?",
                "Har legemiddelet marknadsføringsløyve for indikasjonen?",
                "Does the medicine have a marketing authorisation for the indication?",
            ),
            Text(
                "Uten gyldig tillatelse kan det ikke gis unntak for en enkelt pasient.",
                "Utan gyldig løyve kan det ikkje bli gitt unntak for ein einskild pasient.",
                "Without a valid authorisation no exception can be made for a single patient.",
            ),
            "S4",
            options=AUTHORISATIONS,
        ),
        Field(
            "product_label_reference",
            Kind.LINE,
            Text(
                "Hvor i preparatomtalen står indikasjonen?",
                "Kvar i preparatomtalen står indikasjonen?",
                "Where in the product label is the indication?",
            ),
            Text(
                "Da slipper hvert ledd å lete; oppgi punkt og dato for omtalen.",
                "Då slepp kvart ledd å leite; oppgi punkt og dato for omtalen.",
                "It spares each step a search; give the section and the date of the label.",
            ),
            "S4",
            asked_when=Condition("authorisation", ("full", "conditional")),
        ),
        Field(
            "authorisation_remark",
            Kind.TEXT,
            Text(
                "Hva vet du om godkjenningen, og hvorfor søker du likevel?",
                "Kva veit du om godkjenninga, og kvifor søkjer du likevel?",
                "What do you know of the authorisation, and why do you still apply?",
            ),
            Text(
                "Manglende tillatelse stanser saken, og betinget tillatelse må vurderes særskilt.",
                "Manglande løyve stansar saka, og vilkårsbunde løyve må vurderast særskilt.",
                "A missing authorisation stops the case; a conditional one is weighed by itself.",
            ),
            "NM1",
            asked_when=Condition("authorisation", ("conditional", "none", "unknown")),
            longest=2000,
        ),
        Field(
            "regulatory_label",
            Kind.CHOICE,
            Text(
                "Hvordan er bruken i forhold til preparatomtalen?",
                "Korleis er bruken i høve til preparatomtalen?",
                "How does the use relate to the product label?",
            ),
            Text(
                "Også dose, alder og administrasjonsvei avgjør om bruken er godkjent.",
                "Òg dose, alder og administrasjonsveg avgjer om bruken er godkjend.",
                "Dose, age and route also decide whether the use is approved.",
            ),
            "KO",
            options=REGULATORY_LABELS,
        ),
        Field(
            "regulatory_label_details",
            Kind.TEXT,
            Text(
                "Hva avviker fra preparatomtalen?",
                "Kva avvik frå preparatomtalen?",
                "What departs from the product label?",
            ),
            Text(
                "Bruk utenfor godkjenningen følger andre regler og skal kanskje en annen vei.",
                "Bruk utanfor godkjenninga følgjer andre reglar og skal kanskje ein annan veg.",
                "Use outside the approval follows other rules and may belong elsewhere.",
            ),
            "KO",
            asked_when=Condition("regulatory_label", ("off_label", "unlicensed")),
            longest=2000,
        ),
    ),
)
