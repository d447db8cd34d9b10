"""What leads on: proposing a method, continuing a treatment, asking the secretariat."""

from typing import Final

from likeverd.core.routing.facts import Authorisation, Scope
from likeverd.core.routing.rule import ALL, IN_USE, LEFT, NOT_WAITING, SAID_NO, rule
from likeverd.core.routing.situation import Situation
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.scheme_dates import CRITERIA_REVISED
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
PROPOSE, CONTINUE = Route.PROPOSE_METHOD, Route.CONTINUE_TREATMENT
CLARIFY: Final = Route.CLARIFY_WITH_SECRETARIAT
OUTSIDE: Final = frozenset({Status.NOT_KNOWN})
CONDITIONS: Final = frozenset({Status.INTRODUCED_WITH_CONDITIONS})
AUTHORISED: Final = {Authorisation.FULL, Authorisation.CONDITIONAL}
COMING: Final = frozenset({Status.PROPOSED, Status.UNDER_ASSESSMENT})


def goes_on(situation: Situation) -> bool:
    """Whether the patient is on the treatment, and did not start it privately."""
    return situation.already is True and situation.privately is not True


def must_be_asked(situation: Situation) -> bool:
    """Whether the method's own events, or the patient's place outside them, leave a question to the secretariat."""
    return (
        situation.doubt is not None
        or situation.status in LEFT
        or (
            situation.status is Status.INTRODUCED_WITH_CONDITIONS
            and situation.conditions_met is False
        )
        or (situation.status is Status.STUDY_ONLY and situation.exceptions_open)
    )


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

CONTINUE_RULES: Final = (
    rule(
        "continue_treatment.not_started",
        CLOSED,
        CONTINUE,
        ALL,
        "NM2",
        Text(
            "Pasienten er ikke i gang med behandlingen, så det er ikke noe å fortsette.",
            "Pasienten er ikkje i gang med behandlinga, så det er ikkje noko å halde fram med.",
            "The patient is not on the treatment, so there is nothing to continue.",
        ),
        lambda s: s.already is False,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "continue_treatment.start_unknown",
        UNCLEAR,
        CONTINUE,
        ALL - {Status.INTRODUCED},
        "NM1",
        Text(
            "Det mangler svar på om pasienten allerede får behandlingen. Hovedregelen handler om nye pasienter.",
            "Det manglar svar på om pasienten alt får behandlinga. Hovudregelen handlar om nye pasientar.",
            "Whether the patient is already on the treatment is not answered. The main rule is about new patients.",
        ),
        lambda s: s.already is None,
        scope=Scope.INDIVIDUAL,
        missing={Fact.ALREADY_ON_TREATMENT},
    ),
    rule(
        "continue_treatment.private_start",
        CLOSED,
        CONTINUE,
        ALL - {Status.INTRODUCED},
        "EG0",
        Text(
            "Behandlingen er begynt privat. Det gir ikke i seg selv grunn til å fortsette i det offentlige; pasienten "
            "vurderes på samme vei som andre. Det er likevel kjent at slike unntak er gitt.",
            "Behandlinga er byrja privat. Det gir ikkje i seg sjølv grunn til å halde fram i det offentlege; pasienten "
            "blir vurdert på same veg som andre. Det er likevel kjent at slike unntak er gitt.",
            "The treatment was started privately. That is in itself no ground for continuing it in the public "
            "service; the patient is assessed the same way as others. Such exceptions are nevertheless known to have "
            "been granted.",
        ),
        lambda s: s.already is True and s.privately is True,
        scope=Scope.INDIVIDUAL,
        conflict="10.16",
    ),
    rule(
        "continue_treatment.introduced",
        CLOSED,
        CONTINUE,
        {Status.INTRODUCED},
        "NM12",
        Text(
            "Metoden er innført. Pasienten kan fortsette som ved annen behandling, uten en egen vei.",
            "Metoden er innført. Pasienten kan halde fram som ved anna behandling, utan ein eigen veg.",
            "The method is introduced. The patient can continue as with any other treatment; no way of its own is "
            "needed.",
        ),
        lambda s: s.already is not False,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "continue_treatment.before_registration",
        UNCLEAR,
        CONTINUE,
        COMING,
        "NM2",
        Text(
            "Pasienten er i gang. Etter den nasjonale teksten kunne den som begynte før metoden ble meldt til "
            "vurdering, fullføre. Når pasienten begynte, må fagdirektøren i helseforetaket vurdere.",
            "Pasienten er i gang. Etter den nasjonale teksten kunne den som byrja før metoden blei meld til "
            "vurdering, fullføre. Når pasienten byrja, må fagdirektøren i helseføretaket vurdere.",
            "The patient is on the treatment. Under the national text, those who started before the method was "
            "registered for assessment could complete it. When the patient started is for the trust's medical "
            "director to assess.",
        ),
        goes_on,
        scope=Scope.INDIVIDUAL,
        valid_to=CRITERIA_REVISED,
        settled_by=Decider.MEDICAL_DIRECTOR,
        conflict="10.1",
    ),
    rule(
        "continue_treatment.before_registration",
        UNCLEAR,
        CONTINUE,
        COMING,
        "NM1",
        Text(
            "Pasienten er i gang, og kildene er uenige: Den eldre nasjonale teksten lot den som begynte før metoden "
            "ble meldt til vurdering, fullføre; den nyere taler bare om nye pasienter. Fagdirektøren i helseforetaket "
            "avklarer. Behandlingen bør ikke avbrytes før det er gjort.",
            "Pasienten er i gang, og kjeldene er usamde: Den eldre nasjonale teksten lét den som byrja før metoden "
            "blei meld til vurdering, fullføre; den nyare talar berre om nye pasientar. Fagdirektøren i "
            "helseføretaket avklarer. Behandlinga bør ikkje avbrytast før det er gjort.",
            "The patient is on the treatment, and the sources disagree: the older national text let those who started "
            "before the method was registered for assessment complete it; the newer speaks only of new patients. The "
            "trust's medical director settles it. The treatment should not be broken off before that.",
        ),
        goes_on,
        version=2,
        scope=Scope.INDIVIDUAL,
        valid_from=CRITERIA_REVISED,
        settled_by=Decider.MEDICAL_DIRECTOR,
        conflict="10.1",
        own_reading=True,
    ),
    rule(
        "continue_treatment.after_a_decision",
        UNCLEAR,
        CONTINUE,
        SAID_NO | {Status.AWAITING_INTRODUCTION},
        "NM1",
        Text(
            "Pasienten er i gang, og det er tatt en beslutning siden. Kildene sier ikke hva som skjer med behandling "
            "som alt er gitt lov til; fagdirektøren i helseforetaket må ta stilling til den.",
            "Pasienten er i gang, og det er teke ei avgjerd sidan. Kjeldene seier ikkje kva som skjer med behandling "
            "som det alt er gitt lov til; fagdirektøren i helseføretaket må ta stilling til ho.",
            "The patient is on the treatment, and a decision has been made. The sources do not say what happens to "
            "treatment that was already permitted; the trust's medical director must take a position.",
        ),
        goes_on,
        scope=Scope.INDIVIDUAL,
        settled_by=Decider.MEDICAL_DIRECTOR,
        conflict="10.12",
    ),
    rule(
        "continue_treatment.inside_conditions",
        CLOSED,
        CONTINUE,
        CONDITIONS,
        "NM12",
        Text(
            "Metoden er innført, og pasienten oppfyller vilkårene. Fortsett etter kriteriene for videre behandling, "
            "uten en egen vei.",
            "Metoden er innført, og pasienten oppfyller vilkåra. Hald fram etter kriteria for vidare behandling, utan "
            "ein eigen veg.",
            "The method is introduced, and the patient meets the conditions. Continue by the criteria for continuing; "
            "no way of its own is needed.",
        ),
        lambda s: goes_on(s) and s.conditions_met is True,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "continue_treatment.outside_conditions",
        UNCLEAR,
        CONTINUE,
        CONDITIONS,
        "NM19",
        Text(
            "Pasienten er i gang, men det er ikke klart at vilkårene er oppfylt. Kildene sier ikke hva som gjelder "
            "for dem som begynte før; Sekretariatet for Nye metoder avklarer.",
            "Pasienten er i gang, men det er ikkje klart at vilkåra er oppfylte. Kjeldene seier ikkje kva som gjeld "
            "for dei som byrja før; Sekretariatet for Nye metoder avklarer.",
            "The patient is on the treatment, but it is not clear that the conditions are met. The sources do not say "
            "what applies to those who started before; the secretariat of Nye metoder settles it.",
        ),
        lambda s: goes_on(s) and s.conditions_met is not True,
        scope=Scope.INDIVIDUAL,
        settled_by=Decider.NEW_METHODS_SECRETARIAT,
        conflict="10.5",
        own_reading=True,
    ),
    rule(
        "continue_treatment.outside_the_system",
        UNCLEAR,
        CONTINUE,
        OUTSIDE | LEFT,
        "NM1",
        Text(
            "Pasienten er i gang med en metode som ikke er under vurdering. De nasjonale tekstene sier ikke noe om "
            "det; fagdirektøren i helseforetaket avgjør.",
            "Pasienten er i gang med ein metode som ikkje er under vurdering. Dei nasjonale tekstane seier ikkje noko "
            "om det; fagdirektøren i helseføretaket avgjer.",
            "The patient is on a method that is not under assessment. The national texts say nothing about that; the "
            "trust's medical director decides.",
        ),
        goes_on,
        scope=Scope.INDIVIDUAL,
        settled_by=Decider.MEDICAL_DIRECTOR,
        own_reading=True,
    ),
)

CLARIFY_RULES: Final = (
    rule(
        "clarify.outside_conditions",
        OPEN,
        CLARIFY,
        CONDITIONS,
        "S0",
        Text(
            "Metoden er innført med vilkår, og pasienten er utenfor dem. Unntaksordningen er lukket, og om "
            "tilgangsordningen gjelder, har vi ikke funnet svar på. Skriv til Sekretariatet for Nye metoder, med "
            "metode-ID og uten pasientopplysninger.",
            "Metoden er innført med vilkår, og pasienten er utanfor dei. Unntaksordninga er lukka, og om "
            "tilgangsordninga gjeld, har vi ikkje funne svar på. Skriv til Sekretariatet for Nye metoder, med "
            "metode-ID og utan pasientopplysningar.",
            "The method is introduced with conditions, and the patient is outside them. The exception scheme is "
            "closed, and whether the access scheme applies is a question we found no answer to. Write to the "
            "secretariat of Nye metoder, with the method's ID and without patient data.",
        ),
        lambda s: s.conditions_met is False,
        conflict="10.5",
        own_reading=True,
    ),
    rule(
        "clarify.conditions_unknown",
        UNCLEAR,
        CLARIFY,
        CONDITIONS,
        "NM19",
        Text(
            "Er pasienten utenfor vilkårene, er Sekretariatet for Nye metoder veien. Det mangler svar på om "
            "vilkårene er oppfylt.",
            "Er pasienten utanfor vilkåra, er Sekretariatet for Nye metoder vegen. Det manglar svar på om vilkåra er "
            "oppfylte.",
            "If the patient is outside the conditions, the secretariat of Nye metoder is the way. Whether they are "
            "met is not answered.",
        ),
        lambda s: s.conditions_met is None and s.doubt is None,
        missing={Fact.CONDITIONS_MET},
    ),
    rule(
        "clarify.events_leave_a_question",
        OPEN,
        CLARIFY,
        NOT_WAITING,
        "NM18",
        Text(
            "Det som er registrert om metoden, gir ikke et sikkert svar. Spør Sekretariatet for Nye metoder hva som "
            "gjelder, med metode-ID og uten pasientopplysninger.",
            "Det som er registrert om metoden, gir ikkje eit sikkert svar. Spør Sekretariatet for Nye metoder kva som "
            "gjeld, med metode-ID og utan pasientopplysningar.",
            "What is registered about the method gives no certain answer. Ask the secretariat of Nye metoder what "
            "applies, with the method's ID and without patient data.",
        ),
        lambda s: (
            s.doubt is not None
            or s.status in LEFT
            or (s.status is Status.STUDY_ONLY and s.exceptions_open)
        ),
        own_reading=True,
    ),
    rule(
        "clarify.nothing_to_ask",
        CLOSED,
        CLARIFY,
        NOT_WAITING,
        "NM18",
        Text(
            "Det er ingenting ved metoden som sekretariatet må avklare først. Se de andre veiene.",
            "Det er ingenting ved metoden som sekretariatet må avklare først. Sjå dei andre vegane.",
            "Nothing about the method must be settled by the secretariat first. See the other ways.",
        ),
        lambda s: (
            not must_be_asked(s)
            and not (s.status is Status.INTRODUCED_WITH_CONDITIONS and s.conditions_met is None)
        ),
        own_reading=True,
    ),
)
