"""Coded reasons and reasoning with which seeded cases end or are sent back, in bokmål.

Realistic in tone and about nobody. Reasons are chosen by code, the text follows the code.
"""

from dataclasses import dataclass
from typing import Final

from likeverd.core.forms.model import Answer

DIFFERS: Final = "Journalen og nyere prøver sier noe annet enn søknaden."


@dataclass(frozen=True, slots=True)
class Ending:
    """Coded reasons with the reasoning that explains them."""

    reasons: tuple[str, ...]
    reasoning: str


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


def ending_answers(ending: Ending) -> dict[str, Answer]:
    """Coded reasons and reasoning, as most endings ask for them."""
    return {
        "reasons": list(ending.reasons),
        "reasoning": ending.reasoning,
        "explained": DIFFERS,
    }


def no_answers(ending: Ending) -> dict[str, Answer]:
    """The answers of a no: the same, without a talk, which the people of the seed had no time for."""
    not_talked: dict[str, Answer] = {
        "talked": "no",
        "not_talked_reason": "Søkeren er på reise, og saken haster.",
    }
    return ending_answers(ending) | not_talked
