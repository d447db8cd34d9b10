"""The questions in the words of the people who are asked, and what can be answered."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from likeverd.core.routing.facts import Authorisation, EstablishedTreatment, TrialStatus
from likeverd.core.routing.vocabulary import Fact
from likeverd.core.text import Text

YES: Final = Text("Ja", "Ja", "Yes")
NO: Final = Text("Nei", "Nei", "No")
NOT_KNOWN: Final = Text("Vet ikke", "Veit ikkje", "I do not know")

QUESTIONS: Final = {
    Fact.COVERS_PATIENT: Text(
        "Omfatter gruppeunntaket pasienten?",
        "Omfattar gruppeunntaket pasienten?",
        "Does the group exception cover the patient?",
    ),
    Fact.MARKETING_AUTHORISATION: Text(
        "Har legemidlet markedsføringstillatelse for denne bruken?",
        "Har legemidlet marknadsføringsløyve for denne bruken?",
        "Does the medicine have marketing authorisation for this use?",
    ),
    Fact.CONDITIONS_MET: Text(
        "Oppfyller pasienten vilkårene i beslutningen?",
        "Oppfyller pasienten vilkåra i avgjerda?",
        "Does the patient meet the conditions of the decision?",
    ),
    Fact.ESTABLISHED_TREATMENT: Text(
        "Hvordan er det med den etablerte behandlingen?",
        "Korleis er det med den etablerte behandlinga?",
        "What about the established treatment?",
    ),
    Fact.LARGER_EFFECT: Text(
        "Kan du dokumentere at effekten ventes å bli vesentlig større for denne pasienten enn for gruppen?",
        "Kan du dokumentere at effekten er venta å bli vesentleg større for denne pasienten enn for gruppa?",
        "Can you document that the effect is expected to be substantially larger for this patient than for the group?",
    ),
    Fact.DIFFERS: Text(
        "Skiller pasienten seg vesentlig fra gruppen i beslutningen, i alvorlighet eller nytte?",
        "Skil pasienten seg vesentleg frå gruppa i avgjerda, i alvor eller nytte?",
        "Does the patient differ substantially from the group behind the decision, in severity or benefit?",
    ),
    Fact.TRIAL_STATUS: Text(
        "Finnes det en klinisk studie av metoden?",
        "Finst det ein klinisk studie av metoden?",
        "Is there a clinical trial of the method?",
    ),
    Fact.TRIAL_ELIGIBLE: Text(
        "Oppfyller pasienten kravene for å være med i studien?",
        "Oppfyller pasienten krava for å vere med i studien?",
        "Does the patient meet the criteria for taking part in the trial?",
    ),
    Fact.ON_CUP_LIST: Text(
        "Står legemidlet på den nasjonale listen over avtaler om «compassionate use»?",
        "Står legemidlet på den nasjonale lista over avtalar om «compassionate use»?",
        "Is the medicine on the national list of compassionate use agreements?",
    ),
    Fact.ALREADY_ON_TREATMENT: Text(
        "Får pasienten allerede behandlingen?",
        "Får pasienten alt behandlinga?",
        "Is the patient already on the treatment?",
    ),
    Fact.PRIVATELY_STARTED: Text(
        "Er behandlingen begynt privat?",
        "Er behandlinga byrja privat?",
        "Was the treatment started privately?",
    ),
    Fact.IN_TRIAL: Text(
        "Deltar pasienten i en studie av metoden?",
        "Deltek pasienten i ein studie av metoden?",
        "Does the patient take part in a trial of the method?",
    ),
}

_AUTHORISATIONS: Final = {
    Authorisation.FULL: Text("Ja, ordinær", "Ja, ordinært", "Yes, ordinary"),
    Authorisation.CONDITIONAL: Text("Ja, betinget", "Ja, vilkårsbunde", "Yes, conditional"),
    Authorisation.NONE: Text("Nei, ingen", "Nei, ikkje noko", "No, none"),
    Authorisation.OTHER_INDICATION: Text(
        "Nei, bare for en annen bruk", "Nei, berre for ein annan bruk", "No, only for another use"
    ),
    Authorisation.NOT_APPLICABLE: Text(
        "Metoden er ikke et legemiddel",
        "Metoden er ikkje eit legemiddel",
        "The method is not a medicine",
    ),
}
_TREATMENTS: Final = {
    EstablishedTreatment.CONTRAINDICATED: Text(
        "Den er kontraindisert for pasienten",
        "Ho er kontraindisert for pasienten",
        "It is contraindicated for the patient",
    ),
    EstablishedTreatment.STOPPED_SIDE_EFFECTS: Text(
        "Den er prøvd og avsluttet på grunn av uakseptable bivirkninger",
        "Ho er prøvd og avslutta på grunn av uakseptable biverknader",
        "It was tried and stopped for unacceptable side effects",
    ),
    EstablishedTreatment.INEFFECTIVE: Text(
        "Den er prøvd og virker ikke",
        "Ho er prøvd og verkar ikkje",
        "It was tried and does not work",
    ),
    EstablishedTreatment.UNTRIED: Text(
        "Den er ikke prøvd", "Ho er ikkje prøvd", "It has not been tried"
    ),
}
_TRIALS: Final = {
    TrialStatus.OPEN: Text(
        "Ja, en som tar inn pasienter",
        "Ja, ein som tek inn pasientar",
        "Yes, one that takes patients",
    ),
    TrialStatus.CLOSED: Text(
        "Ja, men den tar ikke inn flere",
        "Ja, men han tek ikkje inn fleire",
        "Yes, but it takes no more patients",
    ),
    TrialStatus.NONE: Text("Nei", "Nei", "No"),
}
# Two kinds have the word "none", so each kind is looked up by itself.
VALUE_LABELS: Final[dict[type[StrEnum], Mapping[Any, Text]]] = {
    Authorisation: _AUTHORISATIONS,
    EstablishedTreatment: _TREATMENTS,
    TrialStatus: _TRIALS,
}


def value_label(value: bool | StrEnum | None) -> Text:
    """An answer in words; ``None`` is "I do not know"."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return YES if value else NO
    return VALUE_LABELS[type(value)][value]
