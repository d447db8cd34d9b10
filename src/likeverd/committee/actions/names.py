"""The minutes name no patient: words that do are refused before they are saved."""

from collections.abc import Iterable

from likeverd.cases.models import Case
from likeverd.committee.refused import NotFilledIn
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text

NAMES_THE_PATIENT = Text(
    "Teksten har pasientens navn eller fødselsnummer. Ta det ut; referatet skal ikke si hvem pasienten er.",
    "Teksten har namnet eller fødselsnummeret til pasienten. Ta det ut; referatet skal ikkje seie kven pasienten er.",
    "The text has the patient's name or identity number. Take it out; the minutes must not say who the patient is.",
)


def refuse_names(field: str, words: str, cases: Iterable[Case]) -> None:
    """Raise ``NotFilledIn`` where the words hold a patient's whole name or identity number."""
    text = " ".join(words.casefold().split())
    digits = "".join(filter(str.isdigit, words))
    for case in cases:
        if case.patient.name.casefold() in text or case.patient.identity_number in digits:
            raise NotFilledIn(Fault(field, NAMES_THE_PATIENT))
