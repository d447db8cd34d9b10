"""The questions that are asked before an application is begun, as fields like all others."""

from collections.abc import Sequence

from likeverd.core.forms.model import Condition, Field, Kind, Option, When
from likeverd.core.text import Text, unchanged
from likeverd.organisations.models import Person, Unit

PAPER = (
    Option("no", Text("Nei, den skrives her", "Nei, han blir skriven her", "No, written here")),
    Option(
        "yes",
        Text(
            "Ja, den legges inn fra papir",
            "Ja, han blir lagd inn frå papir",
            "Yes, keyed in from paper",
        ),
    ),
)


def department(units: Sequence[Unit]) -> Field:
    """Where the patient is treated; decides who assesses and who pays."""
    return Field(
        "department",
        Kind.CHOICE,
        Text("Avdeling", "Avdeling", "Department"),
        Text(
            "Avdelingen avgjør hvem som vurderer søknaden, og hvem som betaler.",
            "Avdelinga avgjer kven som vurderer søknaden, og kven som betaler.",
            "The department decides who assesses the application and who pays.",
        ),
        "S4",
        options=tuple(
            Option(str(unit.pk), unchanged(f"{unit.name}, {unit.trust.short_name}"))
            for unit in units
        ),
    )


def consultant(people: Sequence[Person]) -> Field:
    """For whom a helper prepares the application."""
    return Field(
        "applicant",
        Kind.CHOICE,
        Text("Behandlende overlege", "Behandlande overlege", "Treating consultant"),
        Text(
            "Du kan forberede søknaden. Overlegen leser og sender den.",
            "Du kan førebu søknaden. Overlegen les og sender han.",
            "You can prepare the application. The consultant reads and sends it.",
        ),
        "S4",
        options=tuple(Option(str(person.pk), unchanged(person.name)) for person in people),
    )


PATIENT = (
    Field(
        "identity_number",
        Kind.LINE,
        Text("Fødselsnummer", "Fødselsnummer", "National identity number"),
        Text(
            "11 siffer. D-nummer, H-nummer og felles hjelpenummer kan også brukes.",
            "11 siffer. D-nummer, H-nummer og felles hjelpenummer kan òg brukast.",
            "11 digits. D, H and FH numbers can be used too.",
        ),
        "S4",
        longest=40,
    ),
    Field(
        "patient_name",
        Kind.LINE,
        Text("Pasientens navn", "Namnet til pasienten", "The patient's name"),
        Text(
            "Bare de som trenger det, ser navnet.",
            "Berre dei som treng det, ser namnet.",
            "Only those who need it see the name.",
        ),
        "S4",
        longest=160,
    ),
)

ON_PAPER = (
    Field(
        "paper",
        Kind.CHOICE,
        Text(
            "Er dette en papirsøknad?", "Er dette ein papirsøknad?", "Is this a paper application?"
        ),
        Text(
            "Papir er reserveløsningen når portalen ikke kan brukes. Saken blir merket.",
            "Papir er reserveløysinga når portalen ikkje kan brukast. Saka blir merkt.",
            "Paper is the fallback when the portal cannot be used. The case is marked.",
        ),
        "S4",
        options=PAPER,
    ),
    Field(
        "paper_received",
        Kind.DATE,
        Text("Mottatt på papir", "Motteken på papir", "Received on paper"),
        Text(
            "Datoen på papirsøknaden. Legg ved den skannede søknaden etterpå.",
            "Datoen på papirsøknaden. Legg ved den skanna søknaden etterpå.",
            "The date on the paper application. Attach the scan afterwards.",
        ),
        "S4",
        when=When.PAST,
        asked_when=Condition("paper", ("yes",)),
    ),
)
