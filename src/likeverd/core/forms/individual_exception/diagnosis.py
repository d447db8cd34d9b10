"""The disease: its codes, the line of treatment, general condition, and trials considered."""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section
from likeverd.core.text import Text

CODE_SYSTEMS: Final = (
    Option("icd10", Text("ICD-10", "ICD-10", "ICD-10")),
    Option("orpha", Text("ORPHA-kode", "ORPHA-kode", "ORPHA code")),
    Option("icd11", Text("ICD-11", "ICD-11", "ICD-11")),
)
TREATMENT_LINES: Final = (
    Option("first", Text("Første linje", "Første linje", "First line")),
    Option("second", Text("Andre linje", "Andre linje", "Second line")),
    Option("third", Text("Tredje linje", "Tredje linje", "Third line")),
    Option("later", Text("Fjerde linje eller senere", "Fjerde linje eller seinare", "Later")),
    Option(
        "not_applicable",
        Text(
            "Behandlingslinje brukes ikke ved sykdommen",
            "Behandlingslinje blir ikkje brukt ved sjukdommen",
            "Lines of treatment are not used for this disease",
        ),
    ),
)
PERFORMANCE_STATUSES: Final = (
    Option("0", Text("0: uten begrensninger", "0: utan avgrensingar", "0: fully active")),
    Option(
        "1",
        Text(
            "1: oppegående, klarer lett arbeid",
            "1: oppegåande, klarer lett arbeid",
            "1: up and about, able to do light work",
        ),
    ),
    Option(
        "2",
        Text(
            "2: oppe mer enn halve dagen, klarer seg selv",
            "2: oppe meir enn halve dagen, klarer seg sjølv",
            "2: up more than half the day, capable of self-care",
        ),
    ),
    Option(
        "3",
        Text(
            "3: til sengs eller i stol mer enn halve dagen",
            "3: til sengs eller i stol meir enn halve dagen",
            "3: in bed or a chair more than half the day",
        ),
    ),
    Option(
        "4",
        Text("4: helt sengeliggende", "4: heilt sengeliggjande", "4: completely bedridden"),
    ),
    Option(
        "not_suited",
        Text(
            "Skalaen passer ikke for pasienten, for eksempel et barn",
            "Skalaen passar ikkje for pasienten, til dømes eit barn",
            "The scale does not suit the patient, for example a child",
        ),
    ),
)
TRIAL_ANSWERS: Final = (
    Option(
        "none_found",
        Text("Ingen aktuell studie funnet", "Ingen aktuell studie funnen", "No trial found"),
    ),
    Option(
        "closed",
        Text(
            "Aktuell studie tar ikke inn flere",
            "Aktuell studie tek ikkje inn fleire",
            "The trial does not take in more patients",
        ),
    ),
    Option(
        "not_eligible",
        Text(
            "Pasienten fyller ikke kravene for å delta",
            "Pasienten fyller ikkje krava for å delta",
            "The patient does not meet the inclusion criteria",
        ),
    ),
    Option(
        "declined",
        Text("Pasienten ønsker ikke å delta", "Pasienten ønskjer ikkje å delta", "Declined"),
    ),
    Option(
        "open",
        Text(
            "Pasienten kan delta i en studie",
            "Pasienten kan delta i ein studie",
            "The patient can take part in a trial",
        ),
    ),
)

DIAGNOSES: Final = Field(
    "diagnoses",
    Kind.ROWS,
    Text("Diagnoser", "Diagnosar", "Diagnoses"),
    Text(
        "Like saker finnes igjen på diagnosekoden; sjeldne diagnoser trenger ofte ORPHA-kode.",
        "Like saker blir funne att på diagnosekoden; sjeldne diagnosar treng ofte ORPHA-kode.",
        "Like cases are found by the diagnosis code; rare diagnoses often need an ORPHA code.",
    ),
    "S3",
    columns=(
        Field(
            "code_system",
            Kind.CHOICE,
            Text("Kodeverk", "Kodeverk", "Code system"),
            Text(
                "Samme kode betyr ulike ting i ulike kodeverk.",
                "Same kode tyder ulike ting i ulike kodeverk.",
                "The same code means different things in different systems.",
            ),
            "S3",
            options=CODE_SYSTEMS,
        ),
        Field(
            "code",
            Kind.LINE,
            Text("Kode", "Kode", "Code"),
            Text(
                "Skriv koden slik den står i journalen.",
                "Skriv koden slik han står i journalen.",
                "Write the code as it stands in the record.",
            ),
            "S3",
            longest=20,
        ),
        Field(
            "display",
            Kind.LINE,
            Text("Diagnose", "Diagnose", "Name of the diagnosis"),
            Text(
                "Teksten lagres ved koden, for kodeverk endrer seg.",
                "Teksten blir lagra saman med koden, for kodeverk endrar seg.",
                "The text is kept with the code, because code systems change.",
            ),
            "S3",
        ),
    ),
)

DIAGNOSIS: Final = Section(
    "diagnosis",
    Text("Sykdommen", "Sjukdommen", "The disease"),
    Text(
        "Hva pasienten har, og hvor i behandlingsforløpet pasienten er.",
        "Kva pasienten har, og kvar i behandlingsforløpet pasienten er.",
        "What the patient has, and where in the course of treatment the patient is.",
    ),
    (
        DIAGNOSES,
        Field(
            "treatment_line",
            Kind.CHOICE,
            Text("Behandlingslinje", "Behandlingslinje", "Line of treatment"),
            Text(
                "En metode vurderes ofte for en bestemt linje.",
                "Ein metode blir ofte vurdert for ei bestemt linje.",
                "A method is often assessed for one line of treatment.",
            ),
            "NM1",
            options=TREATMENT_LINES,
        ),
        Field(
            "performance_status",
            Kind.CHOICE,
            Text(
                "Funksjonsstatus (WHO/ECOG)",
                "Funksjonsstatus (WHO/ECOG)",
                "Performance status (WHO/ECOG)",
            ),
            Text(
                "Allmenntilstanden påvirker hvilken nytte pasienten kan vente.",
                "Allmenntilstanden påverkar kva nytte pasienten kan vente.",
                "The general condition affects what benefit the patient can expect.",
            ),
            "I",
            options=PERFORMANCE_STATUSES,
        ),
        Field(
            "trial_considered",
            Kind.CHOICE,
            Text(
                "Er klinisk studie vurdert?",
                "Er klinisk studie vurdert?",
                "Has a clinical trial been considered?",
            ),
            Text(
                "Deltakelse i studie er hovedregelen for behandling under utprøving.",
                "Deltaking i studie er hovudregelen for behandling under utprøving.",
                "Taking part in a trial is the main rule for treatment under investigation.",
            ),
            "HD4",
            options=TRIAL_ANSWERS,
        ),
        Field(
            "trial_details",
            Kind.TEXT,
            Text("Hvilken studie, og hvorfor?", "Kva studie, og kvifor?", "Which trial, and why?"),
            Text(
                "Den som avgjør, skal kunne se at studien virkelig er prøvd.",
                "Den som avgjer, skal kunne sjå at studien verkeleg er prøvd.",
                "Whoever decides should see that the trial was really tried.",
            ),
            "HD4",
            asked_when=Condition(
                "trial_considered", ("closed", "not_eligible", "declined", "open")
            ),
            longest=2000,
        ),
    ),
)
