"""Where the treatment is given, how it is prescribed, and where the patient lives."""

from dataclasses import replace
from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section, Shape
from likeverd.core.text import Text

SUPPLIES: Final = (
    Option(
        "hospital",
        Text("Gis på sykehuset", "Blir gitt på sjukehuset", "Given at the hospital"),
    ),
    Option("trust_prescription", Text("H-resept", "H-resept", "Hospital-financed prescription")),
    Option(
        "private_prescription",
        Text("Hvit resept", "Kvit resept", "Prescription without reimbursement"),
    ),
)
CATCHMENTS: Final = (
    Option("own", Text("Eget opptaksområde", "Eige opptaksområde", "Own catchment area")),
    Option(
        "other",
        Text(
            "Opptaksområdet til et annet helseforetak",
            "Opptaksområdet til eit anna helseføretak",
            "Another hospital trust's catchment area",
        ),
    ),
)
# Hospitals with a catchment area, by the codes of the register of organisations.
TRUST_NAMES: Final = {
    "finnmark": "Finnmarkssykehuset HF",
    "unn": "Universitetssykehuset Nord-Norge HF",
    "nordland": "Nordlandssykehuset HF",
    "helgeland": "Helgelandssykehuset HF",
    "nord-trondelag": "Helse Nord-Trøndelag HF",
    "st-olav": "St. Olavs hospital HF",
    "more-og-romsdal": "Helse Møre og Romsdal HF",
    "forde": "Helse Førde HF",
    "bergen": "Helse Bergen HF",
    "fonna": "Helse Fonna HF",
    "stavanger": "Helse Stavanger HF",
    "ostfold": "Sykehuset Østfold HF",
    "akershus": "Akershus universitetssykehus HF",
    "oslo": "Oslo universitetssykehus HF",
    "lovisenberg": "Lovisenberg Diakonale Sykehus AS",
    "diakonhjemmet": "Diakonhjemmet Sykehus AS",
    "innlandet": "Sykehuset Innlandet HF",
    "vestre-viken": "Vestre Viken HF",
    "vestfold": "Sykehuset i Vestfold HF",
    "telemark": "Sykehuset Telemark HF",
    "sorlandet": "Sørlandet sykehus HF",
}

PLACE_2026_1: Final = Section(
    "place",
    Text("Sted og forskrivning", "Stad og forskriving", "Place and prescription"),
    Text(
        "Avgjør hvordan legemiddelet bestilles, merkes og betales.",
        "Avgjer korleis legemiddelet blir bestilt, merkt og betalt.",
        "Decides how the medicine is ordered, marked and paid for.",
    ),
    (
        Field(
            "supply",
            Kind.CHOICE,
            Text(
                "Hvordan får pasienten legemiddelet?",
                "Korleis får pasienten legemiddelet?",
                "How does the patient get the medicine?",
            ),
            Text(
                "Bestilling og resept skal ha ulik merking og faktura.",
                "Bestilling og resept skal ha ulik merking og faktura.",
                "Orders and prescriptions are marked and invoiced differently.",
            ),
            "S4",
            options=SUPPLIES,
        ),
        Field(
            "place_of_treatment",
            Kind.LINE,
            Text("Sykehus og post", "Sjukehus og post", "Hospital and ward"),
            Text(
                "Kostnaden belastes avdelingen som bestiller.",
                "Kostnaden blir belasta avdelinga som bestiller.",
                "The cost is charged to the department that orders.",
            ),
            "S4",
            asked_when=Condition("supply", ("hospital",)),
        ),
        Field(
            "reimbursement_code",
            Kind.LINE,
            Text("Refusjonskode", "Refusjonskode", "Reimbursement code"),
            Text(
                "H-resept skal ha refusjonskode for diagnosen.",
                "H-resept skal ha refusjonskode for diagnosen.",
                "The prescription must have the reimbursement code of the diagnosis.",
            ),
            "S4",
            asked_when=Condition("supply", ("trust_prescription",)),
            longest=20,
        ),
        Field(
            "catchment",
            Kind.CHOICE,
            Text(
                "Hvor er pasienten bosatt?",
                "Kvar er pasienten busett?",
                "Where does the patient live?",
            ),
            Text(
                "Fagdirektøren i begge helseforetak må involveres når pasienten bor et annet sted.",
                "Fagdirektøren i begge helseføretaka må involverast når pasienten bur annanstad.",
                "Both medical directors must be involved when the patient lives elsewhere.",
            ),
            "S4",
            options=CATCHMENTS,
        ),
        Field(
            "home_trust",
            Kind.CHOICE,
            Text(
                "Pasientens eget helseforetak",
                "Helseføretaket der pasienten høyrer til",
                "The patient's home trust",
            ),
            Text(
                "Fagdirektøren der skal kjenne til saken.",
                "Fagdirektøren der skal kjenne til saka.",
                "The medical director there is to know of the case.",
            ),
            "S4",
            options=tuple(
                Option(code, Text(name, name, name)) for code, name in TRUST_NAMES.items()
            ),
            asked_when=Condition("catchment", ("other",)),
        ),
    ),
)
MUNICIPALITY: Final = Field(
    "municipality",
    Kind.LINE,
    Text(
        "Kommunenummer, eller bydelsnummer",
        "Kommunenummer, eller bydelsnummer",
        "Number of the municipality, or of the city district",
    ),
    Text(
        "Fire siffer for kommunen, seks med bydel. Opptaksområdet slås opp når du lagrer. La det stå tomt hvis du ikke "
        "vet.",
        "Fire siffer for kommunen, seks med bydel. Opptaksområdet blir slått opp når du lagrar. La det stå tomt om du "
        "ikkje veit.",
        "Four digits for the municipality, six with the district. The catchment area is looked up when you save. Leave "
        "it empty if you do not know.",
    ),
    "S4",
    required=False,
    longest=10,
    shape=Shape(
        r"[0-9]{4}(?:[0-9]{2})?",
        Text(
            "Skriv fire siffer for kommunen, for eksempel 3403, eller seks med bydel, for eksempel 030112.",
            "Skriv fire siffer for kommunen, til dømes 3403, eller seks med bydel, til dømes 030112.",
            "Write four digits for the municipality, such as 3403, or six with the district, such as 030112.",
        ),
    ),
    identifying=True,
)
PLACE: Final = replace(
    PLACE_2026_1,
    fields=tuple(
        each
        for field in PLACE_2026_1.fields
        for each in ((MUNICIPALITY, field) if field.key == "catchment" else (field,))
    ),
)
