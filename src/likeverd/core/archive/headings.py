"""The words of the archive's document, and how people and events are named in it."""

from typing import Final

from likeverd.core.archive.record import Somebody
from likeverd.core.events import Recorded
from likeverd.core.labels import ACTION_LABELS, ROLE_LABELS
from likeverd.core.text import Text
from likeverd.core.vocabulary import Action

TITLE: Final = Text(
    "Sak {number}: hele grunnlaget for avgjørelsen",
    "Sak {number}: heile grunnlaget for avgjerda",
    "Case {number}: the whole basis of the decision",
)
SUPPLEMENT_TITLE: Final = Text(
    "Sak {number}: tillegg {package}",
    "Sak {number}: tillegg {package}",
    "Case {number}: supplement {package}",
)
NEW_AFTER: Final = Text(
    "Tillegget viser hele saken slik den står nå. Nytt siden forrige arkivpakke er hendelsene etter nummer {since}.",
    "Tillegget viser heile saka slik ho står no. Nytt sidan førre arkivpakke er hendingane etter nummer {since}.",
    "The supplement shows the whole case as it stands now. New since the last package: events after number {since}.",
)
CASE: Final = Text("Saken", "Saka", "The case")
VERSIONS: Final = Text(
    "Skjema og regler som gjaldt", "Skjema og reglar som galdt", "Form and rules in force"
)
APPLICATION: Final = Text(
    "Søknaden, slik den sto til slutt",
    "Søknaden, slik han stod til slutt",
    "The application, as it stood in the end",
)
WAY_IN: Final = Text("Valg av ordning", "Val av ordning", "Choice of scheme")
METHOD: Final = Text("Metoden", "Metoden", "The method")
STEPS: Final = Text("Saksgangen", "Saksgangen", "What was done")
CLOCKS: Final = Text("Tid brukt", "Tid brukt", "Time used")
FILES: Final = Text("Filer i saken", "Filer i saka", "Files of the case")
LOG: Final = Text("Hendelseslogg", "Hendingslogg", "Log of events")

NUMBER: Final = Text("Saksnummer", "Saksnummer", "Case number")
TRUST: Final = Text("Helseforetak", "Helseføretak", "Hospital trust")
UNIT: Final = Text("Enhet", "Eining", "Unit")
PATIENT: Final = Text("Pasient", "Pasient", "Patient")
IDENTITY_NUMBER: Final = Text(
    "Fødselsnummer eller lignende", "Fødselsnummer eller liknande", "Identity number"
)
INDICATION: Final = Text("Indikasjon", "Indikasjon", "Indication")
SUBSTANCE: Final = Text("Virkestoff", "Verkestoff", "Substance")
APPLICANT: Final = Text("Søker", "Søkjar", "Applicant")
OUTCOME: Final = Text("Utfall", "Utfall", "Outcome")
LAST_EVENT: Final = Text("Siste hendelse", "Siste hending", "Last event")
ON_PAPER: Final = Text("Mottatt på papir", "Motteken på papir", "Received on paper")
EARLIER_CASE: Final = Text("Tidligere sak", "Tidlegare sak", "Earlier case")
FORM_VERSION: Final = Text("Søknadsskjema", "Søknadsskjema", "Application form")
TRUST_RULES_VERSION: Final = Text(
    "Sykehusets innstillinger", "Innstillingane til sjukehuset", "The hospital's settings"
)
RULE_SETS: Final = Text(
    "Regelsett for valg av ordning", "Regelsett for val av ordning", "Routing rule set"
)
DOCUMENT_SCHEMA: Final = Text(
    "Dokumentets oppbygning", "Oppbygginga av dokumentet", "Schema of this document"
)
SOFTWARE: Final = Text("Program", "Program", "Software")
BY: Final = Text("Av", "Av", "By")
CHOSEN_WAY: Final = Text("Valgt ordning", "Vald ordning", "Chosen scheme")
ADVISED_WAY: Final = Text("Anbefalt ordning", "Tilrådd ordning", "Recommended scheme")
CLOSED_BY: Final = Text("Stengt av regel", "Stengd av regel", "Closed by rule")
WHY_AGAINST_ADVICE: Final = Text(
    "Hvorfor likevel", "Kvifor likevel", "Why against the recommendation"
)
HOSPITALS_TIME: Final = Text("Sykehusets tid", "Tida til sjukehuset", "The hospital's time")
STOOD_STILL: Final = Text(
    "Klokka sto, hos søkeren",
    "Klokka stod, hos søkjaren",
    "The clock stood still, with the applicant",
)
PAUSE: Final = Text("Klokka sto", "Klokka stod", "The clock stood still")
FROM: Final = Text("Fra", "Frå", "From")
UNTIL: Final = Text("Til", "Til", "Until")
WAITED_FOR: Final = Text("Ventet på", "Venta på", "Waited for")
WHAT_WAS_MISSING: Final = Text("Det som manglet", "Det som mangla", "What was missing")
KIND: Final = Text("Slag", "Slag", "Kind")
ADDED: Final = Text("Lagt til", "Lagd til", "Added")
SIZE: Final = Text("Størrelse", "Storleik", "Size")
IN_THE_PACKAGE: Final = Text("I pakken", "I pakken", "In the package")
REMARK: Final = Text("Merknad", "Merknad", "Remark")
ROLE: Final = Text("Rolle", "Rolle", "Role")
DEPUTY_FOR: Final = Text("Stedfortreder for", "Stadfortredar for", "Deputy for")
STATE: Final = Text("Sakens stilling", "Stoda i saka", "Where the case was")
MESSAGE: Final = Text("Melding", "Melding", "Message")
EXPLANATION: Final = Text("Forklaring", "Forklaring", "Explanation")
WAS_BEFORE: Final = Text(
    "{label} (før endringen)", "{label} (før endringa)", "{label} (before the change)"
)
BEGUN: Final = Text("Utkastet ble påbegynt", "Utkastet blei påbegynt", "The draft was begun")
WHY_NEW: Final = Text("Hvorfor ny sak", "Kvifor ny sak", "Why a new case")
ANSWER: Final = Text("Svar", "Svar", "Answer")
FORM_AS_SENT: Final = Text(
    "Søknaden som ble sendt, står under «Søknaden, slik den sto til slutt».",
    "Søknaden som blei send, står under «Søknaden, slik han stod til slutt».",
    "The application that was sent stands under “The application, as it stood in the end”.",
)
APPLICATION_SENT: Final = Text("Søknaden", "Søknaden", "The application")
# To the applicant these are told as "you".
ABOUT_THE_APPLICANT: Final = {
    Action.ASK: Text("Spørsmål til søkeren", "Spørsmål til søkjaren", "Questions to the applicant"),
    Action.HAND_TO_CONSULTANT: Text(
        "Gitt til overlegen", "Gitt til overlegen", "Handed to the consultant"
    ),
}


def person(found: Somebody, language: str) -> str:
    """A person by name, title and number in the register of health personnel."""
    number = f"HPR {found.hpr_number}" if found.hpr_number else ""
    return ", ".join(part for part in (found.name, found.title, number) if part)


def event_name(recorded: Recorded, language: str) -> str:
    """What an event was, as staff call it."""
    if recorded.action is None:
        return BEGUN.in_language(language)
    if recorded.action in ABOUT_THE_APPLICANT:
        return ABOUT_THE_APPLICANT[recorded.action].in_language(language)
    return ACTION_LABELS[recorded.action].applicant.in_language(language)


def role_of(recorded: Recorded, language: str) -> str:
    """The role in which somebody acted; empty for the beginning of a draft."""
    return ROLE_LABELS[recorded.role].in_language(language) if recorded.role else ""
