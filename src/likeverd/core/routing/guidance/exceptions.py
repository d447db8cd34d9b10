"""The exception schemes and their use."""

from typing import Final

from likeverd.core.routing.guidance.statements import (
    CONSENT,
    ESTABLISHED,
    LARGER_EFFECT,
    NO_DEADLINE,
    PLAN,
    PRIORITIES,
    TRUST_PAYS,
    Guidance,
    Statement,
)
from likeverd.core.routing.vocabulary import Route
from likeverd.core.sources import OWN_READING
from likeverd.core.text import Text

EXCEPTIONS: Final = {
    Route.ORDINARY_USE: Guidance(
        Statement(
            Text(
                "Forskriv som vanlig, etter rekkefølgen i LIS-anbefalingen og vilkårene i beslutningen.",
                "Skriv ut som vanleg, etter rekkjefølgja i LIS-tilrådinga og vilkåra i avgjerda.",
                "Prescribe as usual, in the order of the procurement recommendation and on the decision's "
                "conditions.",
            ),
            "NM12",
        ),
        (),
        TRUST_PAYS,
        Statement(
            Text(
                "Fra datoen i beslutningen, når prisen er registrert hos apotekene (to ganger i måneden).",
                "Frå datoen i avgjerda, når prisen er registrert hos apoteka (to gonger i månaden).",
                "From the date of the decision, when the price is registered with the pharmacies (twice a month).",
            ),
            "NM12",
        ),
    ),
    Route.INDIVIDUAL_EXCEPTION: Guidance(
        Statement(
            Text(
                "Behandlende overlege søker. Alle felt må være fylt ut; fagansvarlig leder kvalitetssikrer først.",
                "Behandlande overlege søkjer. Alle felt må vere fylte ut; fagansvarleg leiar kvalitetssikrar først.",
                "The treating consultant applies. Every field must be filled in; the clinical lead assures "
                "quality first.",
            ),
            "S4",
        ),
        (ESTABLISHED, LARGER_EFFECT, PRIORITIES, PLAN, CONSENT),
        TRUST_PAYS,
        NO_DEADLINE,
    ),
    Route.GROUP_EXCEPTION: Guidance(
        Statement(
            Text(
                "Fagmiljøet skriver sammen, gjerne fra flere sykehus, og sender til fagdirektørene i regionene.",
                "Fagmiljøet skriv saman, gjerne frå fleire sjukehus, og sender til fagdirektørane i regionane.",
                "The clinical community writes together, preferably from several hospitals, and sends to the "
                "regional "
                "medical directors.",
            ),
            "S4",
        ),
        (
            Statement(
                Text(
                    "Metoden og gruppen: hvem er med og hvem ikke, hvor mange, godkjenning, dokumentasjon, "
                    "alternativer, "
                    "kostnad, og forslag til vilkår for start og stopp.",
                    "Metoden og gruppa: kven er med og kven ikkje, kor mange, godkjenning, dokumentasjon, "
                    "alternativ, "
                    "kostnad, og framlegg til vilkår for start og stopp.",
                    "The method and the group: who is in and who is not, how many, authorisation, evidence, "
                    "alternatives, "
                    "cost, and proposed conditions for starting and stopping.",
                ),
                OWN_READING,
            ),
        ),
        TRUST_PAYS,
        Statement(
            Text(
                "Fagdirektørene møtes omtrent hver måned.",
                "Fagdirektørane møtest omtrent kvar månad.",
                "The medical directors meet about once a month.",
            ),
            OWN_READING,
        ),
    ),
    Route.GROUP_EXCEPTION_USE: Guidance(
        Statement(
            Text(
                "Bruk behandlingen på vilkårene i gruppeunntaket, og registrer bruken. Det trengs ingen søknad.",
                "Bruk behandlinga på vilkåra i gruppeunntaket, og registrer bruken. Det trengst ingen søknad.",
                "Use the treatment on the group exception's conditions, and register the use. No application is "
                "needed.",
            ),
            "NM1",
        ),
        (
            Statement(
                Text(
                    "At pasienten oppfyller hvert vilkår, skrevet i journalen.",
                    "At pasienten oppfyller kvart vilkår, skrive i journalen.",
                    "That the patient meets each condition, written in the record.",
                ),
                OWN_READING,
            ),
        ),
        TRUST_PAYS,
        Statement(Text("Straks.", "Straks.", "At once."), OWN_READING),
    ),
    Route.ACCESS_SCHEME: Guidance(
        Statement(
            Text(
                "Behandlende lege søker gjennom linjen til fagdirektøren, som vurderer om saken sendes til "
                "Sekretariatet for Nye metoder og den interregionale komiteen.",
                "Behandlande lege søkjer gjennom linja til fagdirektøren, som vurderer om saka skal sendast til "
                "Sekretariatet for Nye metoder og den interregionale komiteen.",
                "The treating doctor applies through the line to the medical director, who considers whether the "
                "case "
                "goes to the secretariat of Nye metoder and the interregional committee.",
            ),
            "HB1",
        ),
        (
            Statement(
                Text(
                    "Hvordan pasienten skiller seg vesentlig fra gruppen i beslutningen, i alvorlighet eller "
                    "nytte. At "
                    "sykdommen er sjelden, er ikke nok.",
                    "Korleis pasienten skil seg vesentleg frå gruppa i avgjerda, i alvor eller nytte. At "
                    "sjukdommen er "
                    "sjeldan, er ikkje nok.",
                    "How the patient differs substantially from the group behind the decision, in severity or "
                    "benefit. "
                    "That the disease is rare is not enough.",
                ),
                "NM4",
            ),
            Statement(
                Text(
                    "Skriftlig samtykke fra pasienten før søknaden sendes.",
                    "Skriftleg samtykke frå pasienten før søknaden blir send.",
                    "The patient's written consent before the application is sent.",
                ),
                "HB1",
            ),
            PLAN,
        ),
        TRUST_PAYS,
        NO_DEADLINE,
    ),
}
