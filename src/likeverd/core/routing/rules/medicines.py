"""Medicines outside their authorisation: off-label, approval exemption, compassionate use."""

from typing import Final

from likeverd.core.routing.facts import Authorisation
from likeverd.core.routing.rule import IN_USE, LEFT, NOT_WAITING, SAID_NO, rule
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
OFF_LABEL, EXEMPTION = Route.OFF_LABEL, Route.APPROVAL_EXEMPTION
COMPASSIONATE: Final = Route.COMPASSIONATE_USE
OTHER, NONE = Authorisation.OTHER_INDICATION, Authorisation.NONE
OUTSIDE: Final = frozenset({Status.NOT_KNOWN})
ON_ITS_WAY: Final = frozenset({Status.PROPOSED, Status.UNDER_ASSESSMENT})

MEDICINE_RULES: Final = (
    rule(
        "off_label.framework",
        OPEN,
        OFF_LABEL,
        OUTSIDE,
        "NM7",
        Text(
            "Legemidlet er godkjent for en annen bruk, og Nye metoder kjenner ikke metoden. Følg det nasjonale "
            "rammeverket: behandlingsplan, informasjon og godkjenning av fagdirektøren. Er legemidlet vanligvis på "
            "blå resept, søk Helfo (§ 3) først.",
            "Legemidlet er godkjent for ein annan bruk, og Nye metoder kjenner ikkje metoden. Følg det nasjonale "
            "rammeverket: behandlingsplan, informasjon og godkjenning av fagdirektøren. Er legemidlet vanlegvis på "
            "blå resept, søk Helfo (§ 3) først.",
            "The medicine is authorised for another use, and Nye metoder does not know the method. Follow the "
            "national framework: treatment plan, information, and approval by the medical director. If the medicine "
            "is normally on a reimbursed prescription, apply to Helfo (section 3) first.",
        ),
        lambda s: s.medicine and s.authorisation is OTHER,
    ),
    rule(
        "off_label.not_other_indication",
        CLOSED,
        OFF_LABEL,
        OUTSIDE | LEFT,
        "NM7",
        Text(
            "Veien er for legemidler som er godkjent for noe annet enn denne bruken. Det er ikke tilfellet her.",
            "Vegen er for legemiddel som er godkjende for noko anna enn denne bruken. Det er ikkje tilfellet her.",
            "This way is for medicines that are authorised for something other than this use. That is not so here.",
        ),
        lambda s: not s.medicine or s.authorisation not in (OTHER, None),
    ),
    rule(
        "off_label.authorisation_unknown",
        UNCLEAR,
        OFF_LABEL,
        OUTSIDE | LEFT,
        "NM7",
        Text(
            "Det mangler svar på om legemidlet er godkjent, og for hva. Preparatomtalen sier det.",
            "Det manglar svar på om legemidlet er godkjent, og for kva. Preparatomtalen seier det.",
            "Whether the medicine is authorised, and for what, is not answered. The product label says it.",
        ),
        lambda s: s.medicine and s.authorisation is None,
        missing={Fact.MARKETING_AUTHORISATION},
    ),
    rule(
        "off_label.method_in_the_system",
        CLOSED,
        OFF_LABEL,
        ON_ITS_WAY,
        "SI1",
        Text(
            "Metoden er foreslått eller under vurdering i Nye metoder. Da gjelder reglene der, ikke rammeverket for "
            "bruk utenfor godkjent indikasjon.",
            "Metoden er føreslått eller under vurdering i Nye metoder. Då gjeld reglane der, ikkje rammeverket for "
            "bruk utanfor godkjend indikasjon.",
            "The method is proposed or under assessment in Nye metoder. Its rules apply then, not the framework for "
            "off-label use.",
        ),
    ),
    rule(
        "off_label.decided",
        CLOSED,
        OFF_LABEL,
        IN_USE | SAID_NO,
        "SI1",
        Text(
            "Det er tatt en nasjonal beslutning for denne bruken. Den gjelder; bruk utenfor godkjent indikasjon er "
            "ingen vei utenom.",
            "Det er teke ei nasjonal avgjerd for denne bruken. Ho gjeld; bruk utanfor godkjend indikasjon er ingen "
            "veg utanom.",
            "There is a national decision for this use. It stands; off-label use is no way round it.",
        ),
        own_reading=True,
    ),
    rule(
        "off_label.assessment_ended",
        UNCLEAR,
        OFF_LABEL,
        LEFT,
        "NM7",
        Text(
            "Vurderingen i Nye metoder er avbestilt eller trukket. Kildene sier ikke om rammeverket for bruk utenfor "
            "godkjent indikasjon da gjelder; spør fagdirektøren.",
            "Vurderinga i Nye metoder er avbestilt eller trekt. Kjeldene seier ikkje om rammeverket for bruk utanfor "
            "godkjend indikasjon då gjeld; spør fagdirektøren.",
            "The assessment in Nye metoder was cancelled or withdrawn. The sources do not say whether the framework "
            "for off-label use then applies; ask the medical director.",
        ),
        lambda s: s.medicine and s.authorisation is OTHER,
        settled_by=Decider.MEDICAL_DIRECTOR,
        own_reading=True,
    ),
    rule(
        "approval_exemption.unlicensed",
        OPEN,
        EXEMPTION,
        OUTSIDE,
        "DMP1",
        Text(
            "Legemidlet har ikke markedsføringstillatelse, og Nye metoder kjenner ikke metoden. Søk godkjenningsfritak "
            "med medisinsk begrunnelse, og få helseforetakets godkjenning. Fritaket gjelder høyst ett år. For nye "
            "legemidler tidlig i utprøving: se «compassionate use».",
            "Legemidlet har ikkje marknadsføringsløyve, og Nye metoder kjenner ikkje metoden. Søk godkjenningsfritak "
            "med medisinsk grunngiving, og få godkjenning frå helseføretaket. Fritaket gjeld høgst eitt år. For nye "
            "legemiddel tidleg i utprøving: sjå «compassionate use».",
            "The medicine has no marketing authorisation, and Nye metoder does not know the method. Apply for an "
            "approval exemption with a medical reason, and get the hospital trust's approval. It lasts at most one "
            "year. For new medicines in early trials, see compassionate use.",
        ),
        lambda s: s.medicine and s.authorisation is NONE,
    ),
    rule(
        "approval_exemption.authorised",
        CLOSED,
        EXEMPTION,
        OUTSIDE | LEFT,
        "DMP1",
        Text(
            "Godkjenningsfritak er for legemidler uten norsk markedsføringstillatelse. Det er ikke tilfellet her.",
            "Godkjenningsfritak er for legemiddel utan norsk marknadsføringsløyve. Det er ikkje tilfellet her.",
            "An approval exemption is for medicines without Norwegian marketing authorisation. That is not so here.",
        ),
        lambda s: not s.medicine or s.authorisation not in (NONE, None),
    ),
    rule(
        "approval_exemption.authorisation_unknown",
        UNCLEAR,
        EXEMPTION,
        OUTSIDE | LEFT,
        "DMP1",
        Text(
            "Det mangler svar på om legemidlet har markedsføringstillatelse. Direktoratet for medisinske produkter "
            "har oversikten.",
            "Det manglar svar på om legemidlet har marknadsføringsløyve. Direktoratet for medisinske produkt har "
            "oversikta.",
            "Whether the medicine has marketing authorisation is not answered. The Norwegian Medical Products Agency "
            "has the list.",
        ),
        lambda s: s.medicine and s.authorisation is None,
        missing={Fact.MARKETING_AUTHORISATION},
    ),
    rule(
        "approval_exemption.method_in_the_system",
        CLOSED,
        EXEMPTION,
        ON_ITS_WAY | IN_USE | SAID_NO,
        "NM5",
        Text(
            "Nye metoder kjenner metoden. Et nytt legemiddel uten markedsføringstillatelse går da veien om "
            "«compassionate use» med nasjonal avtale, der et godkjenningsfritak kan inngå.",
            "Nye metoder kjenner metoden. Eit nytt legemiddel utan marknadsføringsløyve går då vegen om "
            "«compassionate use» med nasjonal avtale, der eit godkjenningsfritak kan vere med.",
            "Nye metoder knows the method. A new medicine without marketing authorisation then goes by way of "
            "compassionate use with a national agreement, which an approval exemption may be part of.",
        ),
        own_reading=True,
    ),
    rule(
        "approval_exemption.assessment_ended",
        UNCLEAR,
        EXEMPTION,
        LEFT,
        "DMP1",
        Text(
            "Vurderingen i Nye metoder er avbestilt eller trukket. Kildene sier ikke om vanlig godkjenningsfritak da "
            "kan brukes; spør fagdirektøren.",
            "Vurderinga i Nye metoder er avbestilt eller trekt. Kjeldene seier ikkje om vanleg godkjenningsfritak då "
            "kan brukast; spør fagdirektøren.",
            "The assessment in Nye metoder was cancelled or withdrawn. The sources do not say whether an ordinary "
            "approval exemption can then be used; ask the medical director.",
        ),
        lambda s: s.medicine and s.authorisation is NONE,
        settled_by=Decider.MEDICAL_DIRECTOR,
        own_reading=True,
    ),
    rule(
        "compassionate_use.agreement",
        OPEN,
        COMPASSIONATE,
        NOT_WAITING,
        "NM5",
        Text(
            "Legemidlet har ikke markedsføringstillatelse og står på den nasjonale listen over avtaler. Ledelsen i "
            "helseforetaket må godkjenne bruken, også når legemidlet er gratis.",
            "Legemidlet har ikkje marknadsføringsløyve og står på den nasjonale lista over avtalar. Leiinga i "
            "helseføretaket må godkjenne bruken, òg når legemidlet er gratis.",
            "The medicine has no marketing authorisation and is on the national list of agreements. The management of "
            "the hospital trust must approve the use, also where the medicine is free.",
        ),
        lambda s: s.medicine and s.authorisation is NONE and s.on_cup_list is True,
    ),
    rule(
        "compassionate_use.no_agreement",
        CLOSED,
        COMPASSIONATE,
        NOT_WAITING,
        "NM5",
        Text(
            "Legemidlet står ikke på den nasjonale listen, og uten avtale kan det ikke tas i bruk. Spør firmaet om de "
            "vil inngå avtale med Sykehusinnkjøp; listen oppdateres omtrent hver måned.",
            "Legemidlet står ikkje på den nasjonale lista, og utan avtale kan det ikkje takast i bruk. Spør firmaet "
            "om dei vil inngå avtale med Sykehusinnkjøp; lista blir oppdatert om lag kvar månad.",
            "The medicine is not on the national list, and without an agreement it cannot be used. Ask the company "
            "whether it will make an agreement with Sykehusinnkjøp; the list is updated about monthly.",
        ),
        lambda s: s.medicine and s.authorisation is NONE and s.on_cup_list is False,
    ),
    rule(
        "compassionate_use.list_unknown",
        UNCLEAR,
        COMPASSIONATE,
        NOT_WAITING,
        "NM5",
        Text(
            "Det mangler svar på om legemidlet står på den nasjonale listen over avtaler om «compassionate use». "
            "Listen ligger hos Nye metoder.",
            "Det manglar svar på om legemidlet står på den nasjonale lista over avtalar om «compassionate use». Lista "
            "ligg hos Nye metoder.",
            "Whether the medicine is on the national list of compassionate use agreements is not answered. Nye "
            "metoder publishes the list.",
        ),
        lambda s: s.medicine and s.authorisation is NONE and s.on_cup_list is None,
        missing={Fact.ON_CUP_LIST},
    ),
    rule(
        "compassionate_use.authorisation_unknown",
        UNCLEAR,
        COMPASSIONATE,
        NOT_WAITING,
        "NM5",
        Text(
            "Det mangler svar på om legemidlet har markedsføringstillatelse; veien er bare for legemidler uten.",
            "Det manglar svar på om legemidlet har marknadsføringsløyve; vegen er berre for legemiddel utan.",
            "Whether the medicine has marketing authorisation is not answered; this way is only for medicines "
            "without.",
        ),
        lambda s: s.medicine and s.authorisation is None,
        missing={Fact.MARKETING_AUTHORISATION},
    ),
    rule(
        "compassionate_use.authorised",
        CLOSED,
        COMPASSIONATE,
        NOT_WAITING,
        "DMP3",
        Text(
            "«Compassionate use» er for legemidler uten markedsføringstillatelse. Legemidlet har en, eller metoden er "
            "ikke et legemiddel.",
            "«Compassionate use» er for legemiddel utan marknadsføringsløyve. Legemidlet har eitt, eller metoden er "
            "ikkje eit legemiddel.",
            "Compassionate use is for medicines without marketing authorisation. The medicine has one, or the method "
            "is not a medicine.",
        ),
        lambda s: not s.medicine or s.authorisation not in (NONE, None),
    ),
)
