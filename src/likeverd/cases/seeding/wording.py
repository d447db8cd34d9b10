"""What the people of seeded cases write: a few wordings for each step, in bokmål.

Realistic in tone and about nobody. Reasons are chosen by code, the text follows the code.
"""

from typing import Final

from likeverd.cases.seeding.endings import Ending
from likeverd.core.forms.model import Answer

PROFESSIONAL: Final = (
    (
        "Opplysningene er kontrollert mot journalen. Diagnosen er sikker, og tidligere behandling er "
        "riktig gjengitt. Det er faglig dekning for å vente større effekt enn i gruppen."
    ),
    (
        "Søknaden er godt dokumentert. Kontraindikasjonen er bekreftet, og behandlingsplanen har "
        "målbare mål og stoppkriterier. Avdelingen kan gjennomføre oppfølgingen."
    ),
    (
        "Pasienten er drøftet i avdelingens behandlingsmøte. Alternativene er prøvd eller utelukket, "
        "og dokumentasjonen for større effekt er den beste som finnes for undergruppen."
    ),
)
PROFESSIONAL_IN_DOUBT: Final = (
    (
        "Diagnose og tidligere behandling er riktig gjengitt. Jeg er i tvil om dokumentasjonen for "
        "vesentlig større effekt holder, men saken bør vurderes videre."
    ),
    (
        "Opplysningene stemmer med journalen. Bivirkningen er reell, men kunne trolig vært "
        "forebygget. Jeg sender saken videre til samlet vurdering."
    ),
)
NOTE_IN_DOUBT: Final = (
    "Dokumentasjonen er fra små undergrupper, og effekten er usikker for denne pasienten."
)
BENEFIT: Final = {
    "small": "Forventet gevinst er noen uker, med usikker virkning på livskvaliteten.",
    "moderate": "Noen måneders bedre funksjon er sannsynlig, vurdert ut fra undergruppen.",
    "large": "Betydelig bedre funksjon og lengre tid uten forverring er sannsynlig.",
    "very_large": "Effekten i undergruppen er uvanlig stor, og pasienten har hele gevinsten foran "
    "seg.",
}
RESOURCE_USE: Final = {
    "small": "Kostnaden er lav sammenlignet med alternativet, og ingen egne stillinger trengs.",
    "moderate": "Kostnaden er merkbar for avdelingen, men står i rimelig forhold til nytten.",
    "large": "Kostnaden er høy. Den er vurdert opp mot nytte og alvorlighet, ikke mot budsjettet.",
    "very_large": "Svært høy kostnad over flere år, også når færre innleggelser regnes med.",
}
SEVERITY: Final = {
    "moderate": "Tilstanden gir vesentlig tap av funksjon, men truer ikke livet på kort sikt.",
    "large": "Tilstanden er alvorlig, med raskt tap av funksjon uten virksom behandling.",
    "very_large": "Livstruende tilstand med kort forventet levetid uten behandling.",
}

QUESTIONS: Final = (
    (
        ("larger_effect_documentation", "Hvor mange pasienter er det i undergruppen?"),
        ("established_treatments", "Er lavere dose eller forebyggende medisin forsøkt?"),
        ("yearly_cost", "Er prisen med eller uten avtalt rabatt?"),
    ),
    (
        ("plan_stop_criteria", "Hvem avgjør om behandlingen skal stanses ved tre måneder?"),
        ("trial_considered", "Er den nordiske studien vurdert på nytt i år?"),
    ),
    (("comparable_patients", "Hvordan har det gått med de sammenlignbare pasientene?"),),
)
REPLIES: Final = (
    "Opplysningen er lagt inn i journalen, og kilden er oppgitt i søknaden.",
    "Det er vurdert sammen med farmasøyt. Svaret er nei, av hensyn til nyrefunksjonen.",
    "Avtalt på behandlingsmøtet denne uken. Ansvarlig overlege følger det opp.",
)
WITHDRAWALS: Final = (
    "Pasienten har fått plass i en klinisk studie.",
    "Pasienten ønsker ikke behandlingen etter ny samtale.",
    "Tilstanden er så forverret at behandlingen ikke lenger er aktuell.",
)
HELPER_MESSAGE: Final = (
    "Jeg fant ikke datoen for den siste MR-undersøkelsen. Resten er fylt ut etter journalen."
)
CONFLICT: Final = "Jeg har behandlet pasienten ved et annet sykehus det siste året."
DISSENT: Final = (
    "Ett medlem mente at dokumentasjonen for større effekt er for svak til et ja uten vilkår."
)


def assessment(wording: int, *, in_doubt: bool = False) -> dict[str, Answer]:
    """The clinical lead's answers; in doubt whether the effect is larger than in the group."""
    texts = PROFESSIONAL_IN_DOUBT if in_doubt else PROFESSIONAL
    answers: dict[str, Answer] = {
        "authorisation": "met",
        "established_treatment": "met",
        "larger_effect": "unclear" if in_doubt else "met",
        "professional_assessment": texts[wording % len(texts)],
        "quality_assured": True,
    }
    if in_doubt:
        answers["larger_effect_note"] = NOTE_IN_DOUBT
    return answers


def priorities(benefit: str, resource_use: str, severity: str) -> dict[str, Answer]:
    """The division director's answers: a level and its reasons for each criterion."""
    return {
        "benefit_level": benefit,
        "benefit_reason": BENEFIT[benefit],
        "resource_use_level": resource_use,
        "resource_use_reason": RESOURCE_USE[resource_use],
        "severity_level": severity,
        "severity_reason": SEVERITY[severity],
    }


def recommendation(outcome: str, ending: Ending, dissent: str = "") -> dict[str, Answer]:
    """The committee's answers: what it recommends, on which coded reasons, and why."""
    answers: dict[str, Answer] = {
        "recommendation": outcome,
        f"reasons_{outcome}": list(ending.reasons),
        "reasoning": ending.reasoning,
    }
    return answers | ({"dissent": dissent} if dissent else {})


NETWORK: Final = "Nettverk for brystkreft (oppdiktet)"
ASKED_FOR_ADVICE: Final = (
    "Pasienten har hatt god effekt av kombinasjonen i seks måneder før bivirkningen. Er det faglig "
    "grunn til å vente at legemiddelet alene gir samme effekt?"
)
ADVICE: Final = (
    "Ja, for undergruppen med mutasjonen. To kohorter viser like lang tid til forverring uten "
    "kombinasjonen. Jeg ville evaluert etter to sykluser, ikke etter tre måneder."
)
NEW_FACTS: Final = (
    "Ny vevsprøve viser en genforandring som ikke var kjent da saken ble avgjort. Den er knyttet "
    "til vesentlig større effekt enn i gruppen."
)
SOURCE_OF_NEW_FACTS: Final = (
    "Svar fra patologisk avdeling fire dager etter avgjørelsen. Vedlagt i journalen."
)
