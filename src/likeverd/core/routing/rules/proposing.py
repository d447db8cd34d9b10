"""Proposing a method to the national system."""

from typing import Final

from likeverd.core.routing.facts import Authorisation
from likeverd.core.routing.rule import IN_USE, LEFT, SAID_NO, rule
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
PROPOSE: Final = Route.PROPOSE_METHOD
OUTSIDE: Final = frozenset({Status.NOT_KNOWN})
AUTHORISED: Final = {Authorisation.FULL, Authorisation.CONDITIONAL}

PROPOSE_RULES: Final = (
    rule(
        "propose_method.not_in_the_system",
        OPEN,
        PROPOSE,
        OUTSIDE,
        "NM9",
        Text(
            "Nye metoder kjenner ikke metoden. For et nytt legemiddel må firmaet sende anmodning; be dem om det. "
            "Andre metoder kan alle foreslå. Unntak blir mulig når en metodevurdering er bestilt.",
            "Nye metoder kjenner ikkje metoden. For eit nytt legemiddel må firmaet sende oppmoding; be dei om det. "
            "Andre metodar kan alle føreslå. Unntak blir mogleg når ei metodevurdering er bestilt.",
            "Nye metoder does not know the method. For a new medicine the company must send a request; ask it to. "
            "Anyone can propose other methods. Exceptions become possible when an assessment is commissioned.",
        ),
        lambda s: not s.medicine or s.authorisation in AUTHORISED,
    ),
    rule(
        "propose_method.off_label_first",
        CLOSED,
        PROPOSE,
        OUTSIDE,
        "NM7",
        Text(
            "Legemidlet er godkjent for en annen bruk. Da gjelder rammeverket for bruk utenfor godkjent indikasjon.",
            "Legemidlet er godkjent for ein annan bruk. Då gjeld rammeverket for bruk utanfor godkjend indikasjon.",
            "The medicine is authorised for another use. The framework for off-label use applies then.",
        ),
        lambda s: s.medicine and s.authorisation is Authorisation.OTHER_INDICATION,
    ),
    rule(
        "propose_method.not_authorised",
        CLOSED,
        PROPOSE,
        OUTSIDE,
        "NM9",
        Text(
            "Legemidlet har ikke markedsføringstillatelse. Se godkjenningsfritak og «compassionate use»; firmaet kan "
            "sende anmodning når det søker om tillatelse.",
            "Legemidlet har ikkje marknadsføringsløyve. Sjå godkjenningsfritak og «compassionate use»; firmaet kan "
            "sende oppmoding når det søkjer om løyve.",
            "The medicine has no marketing authorisation. See approval exemption and compassionate use; the company "
            "can send a request when it applies for authorisation.",
        ),
        lambda s: s.medicine and s.authorisation is Authorisation.NONE,
        own_reading=True,
    ),
    rule(
        "propose_method.authorisation_unknown",
        UNCLEAR,
        PROPOSE,
        OUTSIDE,
        "NM9",
        Text(
            "Nye metoder kjenner ikke metoden. Det mangler svar på om legemidlet har markedsføringstillatelse for "
            "bruken; svaret avgjør veien.",
            "Nye metoder kjenner ikkje metoden. Det manglar svar på om legemidlet har marknadsføringsløyve for "
            "bruken; svaret avgjer vegen.",
            "Nye metoder does not know the method. Whether the medicine has marketing authorisation for this use is "
            "not answered; the answer decides the way.",
        ),
        lambda s: s.medicine and s.authorisation is None,
        missing={Fact.MARKETING_AUTHORISATION},
    ),
    rule(
        "propose_method.already_proposed",
        CLOSED,
        PROPOSE,
        {Status.PROPOSED},
        "NM9",
        Text(
            "Metoden er allerede foreslått og trenger ikke foreslås på nytt. Bestillerforum avgjør om det skal gis "
            "oppdrag; til da er ingen unntak mulige.",
            "Metoden er alt føreslått og treng ikkje føreslåast på nytt. Bestillerforum avgjer om det skal givast "
            "oppdrag; til då er ingen unntak moglege.",
            "The method is already proposed and needs no new proposal. The Commissioning Forum decides whether to "
            "commission an assessment; until then no exception is possible.",
        ),
        own_reading=True,
    ),
    rule(
        "propose_method.under_assessment",
        CLOSED,
        PROPOSE,
        {Status.UNDER_ASSESSMENT},
        "NM9",
        Text(
            "Metoden er under vurdering. Har du kunnskap som bør være med, send innspill til Nye metoder.",
            "Metoden er under vurdering. Har du kunnskap som bør vere med, send innspel til Nye metoder.",
            "The method is under assessment. If you have knowledge that should be considered, send your input to Nye "
            "metoder.",
        ),
    ),
    rule(
        "propose_method.introduced",
        CLOSED,
        PROPOSE,
        IN_USE,
        "NM8",
        Text(
            "Metoden er vurdert og innført. En beslutning kan tas opp igjen når det kommer nye opplysninger.",
            "Metoden er vurdert og innført. Ei avgjerd kan takast opp igjen når det kjem nye opplysningar.",
            "The method has been assessed and introduced. A decision can be reconsidered on new facts.",
        ),
    ),
    rule(
        "propose_method.needs_new_data",
        CLOSED,
        PROPOSE,
        SAID_NO,
        "NM10",
        Text(
            "Metoden er vurdert og besluttet. En ny vurdering krever nye kliniske data; firmaet eller fagmiljøet kan "
            "legge dem fram for Nye metoder.",
            "Metoden er vurdert og avgjord. Ei ny vurdering krev nye kliniske data; firmaet eller fagmiljøet kan "
            "leggje dei fram for Nye metoder.",
            "The method has been assessed and decided. A new assessment needs new clinical data; the company or the "
            "clinical community can put them before Nye metoder.",
        ),
    ),
    rule(
        "propose_method.assessment_ended",
        UNCLEAR,
        PROPOSE,
        LEFT,
        "NM9",
        Text(
            "Vurderingen er avbestilt eller trukket. Kildene sier ikke når metoden kan foreslås på nytt; "
            "Bestillerforum avgjør, og Sekretariatet for Nye metoder kan svare.",
            "Vurderinga er avbestilt eller trekt. Kjeldene seier ikkje når metoden kan føreslåast på nytt; "
            "Bestillerforum avgjer, og Sekretariatet for Nye metoder kan svare.",
            "The assessment was cancelled or withdrawn. The sources do not say when the method can be proposed again; "
            "the Commissioning Forum decides, and the secretariat of Nye metoder can answer.",
        ),
        settled_by=Decider.COMMISSIONING_FORUM,
        own_reading=True,
    ),
)
