"""The preconditions of an exception: authorisation, established treatment, larger effect."""

from typing import Final

from likeverd.core.routing.facts import Authorisation, EstablishedTreatment, Scope
from likeverd.core.routing.rule import rule
from likeverd.core.routing.rules.exceptions import ASSESSED, GROUP, INDIVIDUAL, REFUSED, judged
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.scheme_dates import CRITERIA_REVISED
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
JUDGED: Final = ASSESSED | REFUSED
MISSING: Final = {Authorisation.NONE, Authorisation.OTHER_INDICATION}

PRECONDITION_RULES: Final = (
    rule(
        "individual_exception.authorisation_missing",
        CLOSED,
        INDIVIDUAL,
        JUDGED,
        "NM1",
        Text(
            "Legemidlet mangler markedsføringstillatelse for denne bruken. Da er unntak for én pasient ikke mulig. Se "
            "«compassionate use» og kliniske studier; for en gruppe kan det likevel søkes.",
            "Legemidlet manglar marknadsføringsløyve for denne bruken. Då er unntak for éin pasient ikkje mogleg. Sjå "
            "«compassionate use» og kliniske studiar; for ei gruppe kan det likevel søkjast.",
            "The medicine lacks marketing authorisation for this use, so an exception for one patient is not "
            "possible. See compassionate use and clinical trials; for a group it can still be asked for.",
        ),
        lambda s: judged(s) and s.medicine and s.authorisation in MISSING,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "individual_exception.authorisation_conditional",
        UNCLEAR,
        INDIVIDUAL,
        JUDGED,
        "NM1",
        Text(
            "Legemidlet har betinget markedsføringstillatelse. Kildene er uenige om det er nok for én pasient: Nye "
            "metoder stenger bare når tillatelsen mangler, prosedyren krever en gyldig tillatelse. Fagdirektøren i "
            "helseforetaket avgjør.",
            "Legemidlet har vilkårsbunde marknadsføringsløyve. Kjeldene er usamde om det er nok for éin pasient: Nye "
            "metoder stengjer berre når løyvet manglar, prosedyren krev eit gyldig løyve. Fagdirektøren i "
            "helseføretaket avgjer.",
            "The medicine has conditional marketing authorisation. The sources disagree on whether that is enough for "
            "one patient: Nye metoder bars only a missing authorisation, the procedure demands a valid one. The "
            "medical director of the trust decides.",
        ),
        lambda s: judged(s) and s.medicine and s.authorisation is Authorisation.CONDITIONAL,
        scope=Scope.INDIVIDUAL,
        settled_by=Decider.MEDICAL_DIRECTOR,
        conflict="10.2",
    ),
    rule(
        "individual_exception.authorisation_unknown",
        UNCLEAR,
        INDIVIDUAL,
        JUDGED,
        "S4",
        Text(
            "Det mangler svar på om legemidlet har markedsføringstillatelse for denne bruken. Preparatomtalen sier "
            "det.",
            "Det manglar svar på om legemidlet har marknadsføringsløyve for denne bruken. Preparatomtalen seier det.",
            "Whether the medicine has marketing authorisation for this use is not answered. The product label says "
            "it.",
        ),
        lambda s: judged(s) and s.medicine and s.authorisation is None,
        scope=Scope.INDIVIDUAL,
        missing={Fact.MARKETING_AUTHORISATION},
    ),
    rule(
        "individual_exception.authorisation_not_applicable",
        None,
        INDIVIDUAL,
        JUDGED,
        "NM1",
        Text(
            "Kravet om markedsføringstillatelse gjelder legemidler. For utstyr og prosedyrer spør vi ikke om det.",
            "Kravet om marknadsføringsløyve gjeld legemiddel. For utstyr og prosedyrar spør vi ikkje om det.",
            "The demand for marketing authorisation is for medicines. It is not asked of devices and procedures.",
        ),
        lambda s: judged(s) and not s.medicine,
        scope=Scope.INDIVIDUAL,
        conflict="10.3",
        own_reading=True,
    ),
    rule(
        "individual_exception.established_ineffective",
        CLOSED,
        INDIVIDUAL,
        JUDGED,
        "S4",
        Text(
            "At etablert behandling ikke virker, er alene ikke nok. Den må være uegnet for pasienten "
            "(kontraindisert), eller være prøvd og avsluttet på grunn av uakseptable bivirkninger.",
            "At etablert behandling ikkje verkar, er åleine ikkje nok. Ho må vere ueigna for pasienten "
            "(kontraindisert), eller vere prøvd og avslutta på grunn av uakseptable biverknader.",
            "That the established treatment does not work is not enough alone. It must be contraindicated for the "
            "patient, or have been tried and stopped for unacceptable side effects.",
        ),
        lambda s: judged(s) and s.established is EstablishedTreatment.INEFFECTIVE,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "individual_exception.established_untried",
        CLOSED,
        INDIVIDUAL,
        JUDGED,
        "S4",
        Text(
            "Etablert behandling er ikke prøvd. Den skal prøves først, med mindre den er uegnet for pasienten "
            "(kontraindisert).",
            "Etablert behandling er ikkje prøvd. Ho skal prøvast først, om ho ikkje er ueigna for pasienten "
            "(kontraindisert).",
            "The established treatment has not been tried. It is to be tried first, unless it is contraindicated for "
            "the patient.",
        ),
        lambda s: judged(s) and s.established is EstablishedTreatment.UNTRIED,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "individual_exception.established_unknown",
        UNCLEAR,
        INDIVIDUAL,
        JUDGED,
        "S4",
        Text(
            "Det mangler svar på hvordan det gikk med etablert behandling: kontraindisert, avsluttet på grunn av "
            "bivirkninger, uten effekt eller ikke prøvd.",
            "Det manglar svar på korleis det gjekk med etablert behandling: kontraindisert, avslutta på grunn av "
            "biverknader, utan effekt eller ikkje prøvd.",
            "What became of the established treatment is not answered: contraindicated, stopped for side effects, "
            "ineffective or not tried.",
        ),
        lambda s: judged(s) and s.established is None,
        scope=Scope.INDIVIDUAL,
        missing={Fact.ESTABLISHED_TREATMENT},
    ),
    rule(
        "individual_exception.larger_effect_not_documented",
        CLOSED,
        INDIVIDUAL,
        JUDGED,
        "S4",
        Text(
            "Det er ikke dokumentert at effekten ventes å bli vesentlig større for denne pasienten enn for gruppen. "
            "Gjelder grunnen mange pasienter, er gruppeunntak eller ny beslutning veien.",
            "Det er ikkje dokumentert at effekten er venta å bli vesentleg større for denne pasienten enn for gruppa. "
            "Gjeld grunnen mange pasientar, er gruppeunntak eller ny avgjerd vegen.",
            "It is not documented that the effect is expected to be substantially larger for this patient than for "
            "the group. If the reason applies to many patients, a group exception or a new decision is the way.",
        ),
        lambda s: judged(s) and s.larger_effect is False,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "individual_exception.larger_effect_unknown",
        UNCLEAR,
        INDIVIDUAL,
        JUDGED,
        "S4",
        Text(
            "Det mangler svar på om du kan dokumentere at effekten ventes å bli vesentlig større for denne pasienten "
            "enn for gruppen.",
            "Det manglar svar på om du kan dokumentere at effekten er venta å bli vesentleg større for denne "
            "pasienten enn for gruppa.",
            "Whether you can document that the effect is expected to be substantially larger for this patient than "
            "for the group is not answered.",
        ),
        lambda s: judged(s) and s.larger_effect is None,
        scope=Scope.INDIVIDUAL,
        missing={Fact.LARGER_EFFECT},
    ),
    rule(
        "group_exception.authorisation_missing",
        CLOSED,
        GROUP,
        JUDGED,
        "NM2",
        Text(
            "Legemidlet mangler markedsføringstillatelse. Etter den eldre nasjonale teksten stengte det for unntak "
            "også for grupper.",
            "Legemidlet manglar marknadsføringsløyve. Etter den eldre nasjonale teksten stengde det for unntak òg for "
            "grupper.",
            "The medicine lacks marketing authorisation. Under the older national text that barred exceptions for "
            "groups too.",
        ),
        lambda s: judged(s) and s.medicine and s.authorisation in MISSING,
        scope=Scope.GROUP,
        valid_to=CRITERIA_REVISED,
    ),
    rule(
        "group_exception.authorisation_unsettled",
        UNCLEAR,
        GROUP,
        JUDGED,
        "NM2",
        Text(
            "Den eldre nasjonale teksten krevde markedsføringstillatelse, men sier ikke om en betinget er nok. "
            "Fagdirektørene i regionene avgjorde det.",
            "Den eldre nasjonale teksten kravde marknadsføringsløyve, men seier ikkje om eit vilkårsbunde er nok. "
            "Fagdirektørane i regionane avgjorde det.",
            "The older national text demanded marketing authorisation, but does not say whether a conditional one is "
            "enough. The regional medical directors decided that.",
        ),
        lambda s: judged(s) and s.medicine and s.authorisation is Authorisation.CONDITIONAL,
        scope=Scope.GROUP,
        valid_to=CRITERIA_REVISED,
        settled_by=Decider.MEDICAL_DIRECTORS_MEETING,
        conflict="10.2",
    ),
    rule(
        "group_exception.authorisation_unknown",
        UNCLEAR,
        GROUP,
        JUDGED,
        "NM2",
        Text(
            "Det mangler svar på om legemidlet hadde markedsføringstillatelse; den eldre nasjonale teksten krevde "
            "det.",
            "Det manglar svar på om legemidlet hadde marknadsføringsløyve; den eldre nasjonale teksten kravde det.",
            "Whether the medicine had marketing authorisation is not answered; the older national text demanded it.",
        ),
        lambda s: judged(s) and s.medicine and s.authorisation is None,
        scope=Scope.GROUP,
        valid_to=CRITERIA_REVISED,
        missing={Fact.MARKETING_AUTHORISATION},
    ),
    rule(
        "group_exception.authorisation_weighed",
        None,
        GROUP,
        JUDGED,
        "NM1",
        Text(
            "Manglende eller betinget markedsføringstillatelse stenger ikke for et gruppeunntak, men skal veies når "
            "fagdirektørene avgjør. Begrunn det i søknaden.",
            "Manglande eller vilkårsbunde marknadsføringsløyve stengjer ikkje for eit gruppeunntak, men skal vegast "
            "når fagdirektørane avgjer. Grunngi det i søknaden.",
            "A missing or conditional marketing authorisation does not bar a group exception, but is weighed when the "
            "medical directors decide. Give your reasons in the application.",
        ),
        lambda s: (
            judged(s) and s.medicine and s.authorisation in MISSING | {Authorisation.CONDITIONAL}
        ),
        scope=Scope.GROUP,
        valid_from=CRITERIA_REVISED,
    ),
    rule(
        "individual_exception.two_medical_directors",
        None,
        INDIVIDUAL,
        JUDGED,
        "S4",
        Text(
            "Hører pasienten til opptaksområdet til et annet helseforetak, skal fagdirektørene i begge foretakene "
            "være med.",
            "Høyrer pasienten til opptaksområdet til eit anna helseføretak, skal fagdirektørane i begge føretaka vere "
            "med.",
            "If the patient belongs to another trust's catchment area, the medical directors of both trusts are to be "
            "involved.",
        ),
        judged,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "individual_exception.own_project_number",
        None,
        INDIVIDUAL,
        JUDGED,
        "S4",
        Text(
            "Koster behandlingen mer enn én million kroner i året, skal unntaket ha et eget prosjektnummer (Sykehuset "
            "Innlandet; andre foretak kan ha en annen grense).",
            "Kostar behandlinga meir enn éin million kroner i året, skal unntaket ha eit eige prosjektnummer "
            "(Sykehuset Innlandet; andre føretak kan ha ei anna grense).",
            "If the treatment costs more than one million kroner a year, the exception is to have a project number of "
            "its own (Innlandet Hospital Trust; other trusts may have another limit).",
        ),
        judged,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "private_start.no_ground",
        None,
        (INDIVIDUAL, Route.ACCESS_SCHEME),
        JUDGED,
        "EG0",
        Text(
            "At behandlingen er begynt privat, gir ikke i seg selv grunn til å få den i det offentlige. Pasienten "
            "vurderes som andre, og den private starten skal stå i søknaden.",
            "At behandlinga er byrja privat, gir ikkje i seg sjølv grunn til å få ho i det offentlege. Pasienten blir "
            "vurdert som andre, og den private starten skal stå i søknaden.",
            "That the treatment was started privately is in itself no ground for getting it from the public service. "
            "The patient is assessed like others, and the private start must be stated in the application.",
        ),
        lambda s: s.privately is True,
        scope=Scope.INDIVIDUAL,
        conflict="10.16",
    ),
)
