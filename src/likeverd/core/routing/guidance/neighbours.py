"""The neighbours: other permissions, trials, and what leads on."""

from typing import Final

from likeverd.core.routing.guidance.statements import (
    CONSENT,
    NO_DEADLINE,
    PLAN,
    TRUST_PAYS,
    Guidance,
    Statement,
)
from likeverd.core.routing.vocabulary import Route
from likeverd.core.sources import OWN_READING
from likeverd.core.text import Text

NEIGHBOURS: Final = {
    Route.OFF_LABEL: Guidance(
        Statement(
            Text(
                "Søk Helfo først hvis legemidlet vanligvis gis på blå resept. Ellers søker du fagdirektøren, "
                "etter det "
                "nasjonale rammeverket.",
                "Søk Helfo først om legemidlet vanlegvis blir gitt på blå resept. Elles søkjer du fagdirektøren, "
                "etter "
                "det nasjonale rammeverket.",
                "Apply to Helfo first if the medicine is usually reimbursed. Otherwise apply to the medical "
                "director, by "
                "the national framework.",
            ),
            "SI1",
        ),
        (PLAN, CONSENT),
        TRUST_PAYS,
        NO_DEADLINE,
    ),
    Route.APPROVAL_EXEMPTION: Guidance(
        Statement(
            Text(
                "Søk godkjenningsfritak hos Direktoratet for medisinske produkter eller gjennom apoteket, og "
                "godkjenning "
                "av sykehuset.",
                "Søk godkjenningsfritak hos Direktoratet for medisinske produkt eller gjennom apoteket, og "
                "godkjenning "
                "av sjukehuset.",
                "Apply for an approval exemption to the Medical Products Agency or through the pharmacy, and for the "
                "hospital's approval.",
            ),
            "DMP1",
        ),
        (
            Statement(
                Text(
                    "Medisinsk begrunnelse hver gang, mengde, periode og virkestoff.",
                    "Medisinsk grunngiving kvar gong, mengd, periode og verkestoff.",
                    "A medical reason each time, quantity, period and active substance.",
                ),
                "DMP2",
            ),
        ),
        TRUST_PAYS,
        Statement(
            Text(
                "Omtrent tre virkedager der godkjenning trengs på forhånd. Fritaket varer høyst ett år.",
                "Omtrent tre vyrkedagar der godkjenning trengst på førehand. Fritaket varer høgst eitt år.",
                "About three working days where approval is needed beforehand. An exemption lasts at most one year.",
            ),
            "DMP1",
        ),
    ),
    Route.COMPASSIONATE_USE: Guidance(
        Statement(
            Text(
                "Se at legemidlet står på den nasjonale listen over avtaler, og be fagdirektøren om godkjenning "
                "før start.",
                "Sjå at legemidlet står på den nasjonale lista over avtalar, og be fagdirektøren om godkjenning "
                "før start.",
                "See that the medicine is on the national list of agreements, and ask the medical director to "
                "approve it "
                "before the start.",
            ),
            "NM5",
        ),
        (
            Statement(
                Text(
                    "At sykdommen er kronisk, livstruende eller sterkt invalidiserende, at pasienten ikke kan "
                    "være med "
                    "i en studie, og at godkjente legemidler ikke hjelper.",
                    "At sjukdommen er kronisk, livstruande eller sterkt invalidiserande, at pasienten ikkje kan "
                    "vere med "
                    "i ein studie, og at godkjende legemiddel ikkje hjelper.",
                    "That the disease is chronic, life-threatening or severely disabling, that the patient "
                    "cannot join a "
                    "trial, and that authorised medicines do not help.",
                ),
                "DMP3",
            ),
        ),
        Statement(
            Text(
                "Firmaet leverer etter avtalen. Gratis legemiddel fritar ikke for godkjenning av sykehuset.",
                "Firmaet leverer etter avtalen. Gratis legemiddel fritek ikkje for godkjenning av sjukehuset.",
                "The company supplies by the agreement. A free medicine needs the hospital's approval all the same.",
            ),
            "NM5",
        ),
        Statement(
            Text(
                "Listen over avtaler blir oppdatert omtrent hver måned.",
                "Lista over avtalar blir oppdatert omtrent kvar månad.",
                "The list of agreements is updated about once a month.",
            ),
            "NM5",
        ),
    ),
    Route.CLINICAL_TRIAL: Guidance(
        Statement(
            Text(
                "Ta kontakt med dem som leder studien.",
                "Ta kontakt med dei som leier studien.",
                "Contact those who lead the trial.",
            ),
            "HD4",
        ),
        (
            Statement(
                Text(
                    "Det studien spør om: diagnose, tidligere behandling og de andre kravene for å være med.",
                    "Det studien spør om: diagnose, tidlegare behandling og dei andre krava for å vere med.",
                    "What the trial asks: diagnosis, earlier treatment and the other criteria for taking part.",
                ),
                OWN_READING,
            ),
        ),
        Statement(
            Text(
                "Studien. Pasienten betaler ikke.",
                "Studien. Pasienten betaler ikkje.",
                "The trial. The patient does not pay.",
            ),
            "HD4",
        ),
        NO_DEADLINE,
    ),
    Route.INVESTIGATIONAL_TREATMENT: Guidance(
        Statement(
            Text(
                "Be om individuell vurdering ved sykehuset, etter de nasjonale prinsippene for utprøvende "
                "behandling.",
                "Be om individuell vurdering ved sjukehuset, etter dei nasjonale prinsippa for utprøvande "
                "behandling.",
                "Ask for an individual assessment at the hospital, by the national principles of investigational "
                "treatment.",
            ),
            "HD4",
        ),
        (PLAN, CONSENT),
        Statement(
            Text(
                "Regionens ramme. Pasienten betaler ikke, og har ikke krav på behandlingen.",
                "Ramma til regionen. Pasienten betaler ikkje, og har ikkje krav på behandlinga.",
                "The region's budget. The patient does not pay, and has no right to the treatment.",
            ),
            "HD4",
        ),
        NO_DEADLINE,
    ),
    Route.PROPOSE_METHOD: Guidance(
        Statement(
            Text(
                "Nye legemidler: be firmaet sende anmodning. Alt annet: send forslag til Nye metoder.",
                "Nye legemiddel: be firmaet sende oppmoding. Alt anna: send framlegg til Nye metoder.",
                "New medicines: ask the company to send a request. Everything else: send a proposal to Nye metoder.",
            ),
            "NM9",
        ),
        (),
        Statement(
            Text(
                "Ingen bruk før en vurdering er bestilt.",
                "Ingen bruk før ei vurdering er bestilt.",
                "No use before an assessment is commissioned.",
            ),
            "NM1",
        ),
        Statement(
            Text(
                "Målet for en vurdering av et legemiddel er 180 dager fra dokumentasjonen er kommet.",
                "Målet for ei vurdering av eit legemiddel er 180 dagar frå dokumentasjonen er komen.",
                "The target for assessing a medicine is 180 days from when the documents have come.",
            ),
            "DMP9",
        ),
    ),
    Route.CONTINUE_TREATMENT: Guidance(
        Statement(
            Text(
                "Be fagdirektøren ta stilling til om behandlingen fortsetter. Det er en egen sak, ikke et unntak.",
                "Be fagdirektøren ta stilling til om behandlinga held fram. Det er ei eiga sak, ikkje eit unntak.",
                "Ask the medical director to decide whether the treatment goes on. It is a case of its own, not an "
                "exception.",
            ),
            OWN_READING,
        ),
        (PLAN,),
        TRUST_PAYS,
        NO_DEADLINE,
    ),
    Route.CLARIFY_WITH_SECRETARIAT: Guidance(
        Statement(
            Text(
                "Skriv til nyemetoder@helse-sorost.no med metodens ID og det du lurer på, uten opplysninger om "
                "pasienten.",
                "Skriv til nyemetoder@helse-sorost.no med ID-en til metoden og det du lurer på, utan opplysningar om "
                "pasienten.",
                "Write to nyemetoder@helse-sorost.no with the method's ID and your question, without anything "
                "about the "
                "patient.",
            ),
            "NM18",
        ),
        (),
        Statement(
            Text("Avklares først.", "Blir avklart først.", "To be clarified first."), OWN_READING
        ),
        NO_DEADLINE,
    ),
}
