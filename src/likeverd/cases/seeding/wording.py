"""What the people of seeded cases write: a few wordings for each step, in bokmål.

Realistic in tone and about nobody. Reasons are chosen by code, the text follows the code.
"""

from dataclasses import dataclass
from typing import Final

from likeverd.core.forms.model import Answer


@dataclass(frozen=True, slots=True)
class Ending:
    """Coded reasons with the reasoning that explains them."""

    reasons: tuple[str, ...]
    reasoning: str


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

GRANTS: Final = (
    Ending(
        (
            "authorisation_valid",
            "established_contraindicated",
            "larger_effect_documented",
            "benefit_large",
            "resource_use_high_outweighed",
            "severity_high",
        ),
        "De tre forutsetningene er oppfylt. Etablert behandling er kontraindisert, og pasientens "
        "biomarkør gir dokumentert grunn til å vente vesentlig større effekt enn i gruppen. "
        "Nytten og alvorligheten veier opp for kostnaden.",
    ),
    Ending(
        (
            "authorisation_valid",
            "established_stopped_side_effects",
            "larger_effect_documented",
            "benefit_large",
            "resource_use_proportionate",
            "severity_high",
        ),
        "Etablert behandling er forsøkt og stanset på grunn av uakseptable bivirkninger. "
        "Dokumentasjonen for større effekt er god, og ressursbruken er rimelig.",
    ),
    Ending(
        (
            "authorisation_conditional_accepted",
            "established_contraindicated",
            "larger_effect_documented",
            "benefit_moderate",
            "resource_use_proportionate",
            "severity_moderate",
        ),
        "Markedsføringstillatelsen er betinget, men sikkerheten er godt nok kjent. Pasienten "
        "skiller seg klart fra gruppen, og det finnes ikke noe annet å tilby.",
    ),
)
GRANTS_WITH_CONDITIONS: Final = (
    Ending(
        (
            "authorisation_valid",
            "established_contraindicated",
            "larger_effect_documented",
            "benefit_to_be_evaluated",
            "resource_use_high_outweighed",
            "severity_high",
        ),
        "Forutsetningene er oppfylt, men størrelsen på nytten er usikker. Behandlingen evalueres "
        "tidlig, og fortsetter bare hvis målene i planen er nådd.",
    ),
    Ending(
        (
            "authorisation_valid",
            "established_stopped_side_effects",
            "larger_effect_documented",
            "benefit_moderate",
            "resource_use_proportionate",
            "severity_high",
            "stop_criteria_agreed",
        ),
        "Pasienten har god grunn til å vente større effekt enn gruppen. Avtalte stoppkriterier "
        "gjør det forsvarlig å prøve.",
    ),
)
CONDITIONS: Final = (
    (
        "Evalueres etter tre måneder med de målene som står i planen. Stanses hvis målene ikke er "
        "nådd, eller hvis en alvorlig bivirkning oppstår."
    ),
    (
        "Evalueres etter tre og seks måneder. Resultatet meldes til fagdirektøren samme uke. "
        "Behandlingen gis ved eget sykehus."
    ),
)
REFUSALS: Final = (
    Ending(
        ("larger_effect_not_documented", "benefit_uncertain"),
        "Det er ikke dokumentert at pasienten kan vente vesentlig større effekt enn gruppen. "
        "Undergruppen det vises til, har for få pasienter til å bære en slik slutning.",
    ),
    Ending(
        ("effect_as_in_group",),
        "Forventet effekt er den samme som i gruppen som venter på beslutning. Et ja her ville "
        "gjelde alle i gruppen, og må avgjøres nasjonalt.",
    ),
    Ending(
        ("established_only_lack_of_effect", "larger_effect_not_documented"),
        "Etablert behandling er stanset bare fordi den ikke virket. Det er ikke nok alene, og "
        "grunnen til å vente større effekt er ikke dokumentert.",
    ),
    Ending(
        ("established_side_effects_acceptable", "resource_use_high"),
        "Bivirkningene av etablert behandling kan forebygges eller behandles, og det bør prøves "
        "først. Ressursbruken er høy.",
    ),
    Ending(
        ("resource_use_disproportionate", "benefit_small"),
        "Nytten er liten, og ressursbruken står ikke i rimelig forhold til den, også når det tas "
        "hensyn til hvor alvorlig tilstanden er.",
    ),
    Ending(
        ("authorisation_conditional_not_enough", "benefit_uncertain"),
        "Markedsføringstillatelsen er betinget, og dokumentasjonen er for svak til å vurdere nytte "
        "og risiko for denne pasienten.",
    ),
)
REFERRALS: Final = (
    (
        "access_scheme",
        Ending(
            ("use_access_scheme", "decision_not_introduced"),
            "Beslutningsforum har avgjort at metoden ikke skal innføres. Da er tilgangsordningen "
            "den rette veien, og søknaden kan bygge på det som er skrevet her.",
        ),
    ),
    (
        "ordinary_use",
        Ending(
            ("method_introduced",),
            "Metoden er innført med vilkår, og pasienten oppfyller vilkårene. Behandlingen kan gis "
            "på vanlig måte uten unntak.",
        ),
    ),
    (
        "clinical_trial",
        Ending(
            ("not_under_assessment", "trial_available"),
            "Bruken det søkes om, er ikke til vurdering i Nye metoder. Det pågår en klinisk studie "
            "som pasienten bør henvises til.",
        ),
    ),
)
STOPS: Final = (
    Ending(
        ("treatment_no_longer_relevant",),
        "Pasientens tilstand er endret siden søknaden ble skrevet, og behandlingen er ikke lenger "
        "aktuell.",
    ),
    Ending(
        ("established_not_tried",),
        "Etablert behandling er verken forsøkt eller kontraindisert. Saken kan sendes på nytt når "
        "det er avklart.",
    ),
    Ending(
        ("other_trust_responsible",),
        "Et annet helseforetak har behandlingsansvaret og må vurdere om det skal søke.",
    ),
    Ending(
        ("duplicate_application",),
        "Det finnes allerede en søknad for pasienten om det samme. Den eldste saken går videre.",
    ),
)
RETURNS: Final = (
    Ending(
        ("treatment_plan_incomplete",),
        "Stoppkriteriene må kunne måles. Skriv hvilken verdi som betyr at behandlingen stanses, og "
        "når den måles.",
    ),
    Ending(
        ("documentation_missing", "cost_not_documented"),
        "Oppgi kilde for årskostnaden, og vis til den delen av studien som gjelder undergruppen.",
    ),
    Ending(
        ("established_treatment_unclear",),
        "Beskriv hva som er prøvd før, i hvilken dose og hvor lenge, og hvorfor det ble stanset.",
    ),
)
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


def ending_answers(ending: Ending) -> dict[str, Answer]:
    """Coded reasons and reasoning, as most endings ask for them."""
    return {"reasons": list(ending.reasons), "reasoning": ending.reasoning}
