"""The exception scheme: when it is open for one patient and for a group."""

from typing import Final

from likeverd.core.routing.facts import Scope
from likeverd.core.routing.rule import SAID_NO, rule
from likeverd.core.routing.situation import Situation
from likeverd.core.routing.standing import Doubt, Status
from likeverd.core.routing.vocabulary import Decider, Route, Verdict
from likeverd.core.scheme_dates import (
    CRITERIA_REVISED,
    EXCEPTION_SCHEME_BEGAN,
)
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
INDIVIDUAL, GROUP = Route.INDIVIDUAL_EXCEPTION, Route.GROUP_EXCEPTION
BOTH: Final = (INDIVIDUAL, GROUP)
ASSESSED: Final = frozenset({Status.UNDER_ASSESSMENT})
REFUSED: Final = frozenset({Status.NOT_INTRODUCED})


def judged(situation: Situation) -> bool:
    """Whether an exception is judged by its criteria: under assessment, or opened after a refusal."""
    return situation.status is Status.UNDER_ASSESSMENT or (
        situation.status is Status.NOT_INTRODUCED and situation.exceptions_open
    )


EXCEPTION_RULES: Final = (
    rule(
        "individual_exception.under_assessment",
        OPEN,
        INDIVIDUAL,
        ASSESSED,
        "VG1",
        Text(
            "Metoden er under vurdering, og vilkårene for unntak for én pasient er oppfylt: Pasienten skiller seg "
            "klart fra pasientgruppen. Nytte, alvorlighet og ressursbruk vurderes også. Kildene er uenige om det "
            "den gang var det regionale fagdirektørnivået eller helseforetaket som avgjorde.",
            "Metoden er under vurdering, og vilkåra for unntak for éin pasient er oppfylte: Pasienten skil seg klart "
            "frå pasientgruppa. Nytte, alvor og ressursbruk blir òg vurderte. Kjeldene er usamde om det den gongen "
            "var det regionale fagdirektørnivået eller helseføretaket som avgjorde.",
            "The method is under assessment, and the criteria for an exception for one patient are met: the patient "
            "differs clearly from the group. Benefit, severity and resource use are weighed too. The sources disagree "
            "on whether the regional medical director or the hospital trust decided at that time.",
        ),
        valid_from=EXCEPTION_SCHEME_BEGAN,
        valid_to=CRITERIA_REVISED,
    ),
    rule(
        "individual_exception.under_assessment",
        OPEN,
        INDIVIDUAL,
        ASSESSED,
        "S4",
        Text(
            "Metoden er under vurdering, og alle tre forutsetninger er til stede: markedsføringstillatelse (for "
            "legemidler), etablert behandling kan ikke brukes, og effekten ventes å bli vesentlig større enn for "
            "gruppen. Fagdirektøren veier også nytte, alvorlighet og ressursbruk. Unntaket må være avgjort før "
            "Beslutningsforum beslutter.",
            "Metoden er under vurdering, og alle tre føresetnadene er til stades: marknadsføringsløyve (for "
            "legemiddel), etablert behandling kan ikkje brukast, og effekten er venta å bli vesentleg større enn for "
            "gruppa. Fagdirektøren veg òg nytte, alvor og ressursbruk. Unntaket må vere avgjort før Beslutningsforum "
            "avgjer.",
            "The method is under assessment, and all three preconditions are present: marketing authorisation (for "
            "medicines), the established treatment cannot be used, and the effect is expected to be substantially "
            "larger than for the group. The medical director also weighs benefit, severity and resource use. The "
            "exception must be decided before the Decision Forum decides.",
        ),
        version=2,
        valid_from=CRITERIA_REVISED,
    ),
    rule(
        "individual_exception.opened",
        OPEN,
        INDIVIDUAL,
        REFUSED,
        "NM1",
        Text(
            "Metoden er ikke innført, men fagdirektørene i regionene har åpnet for unntak, og forutsetningene er til "
            "stede. Unntaket må ligge innenfor det som er åpnet; les åpningen før du søker.",
            "Metoden er ikkje innført, men fagdirektørane i regionane har opna for unntak, og føresetnadene er til "
            "stades. Unntaket må liggje innanfor det som er opna; les opninga før du søkjer.",
            "The method is not introduced, but the regional medical directors have opened for exceptions, and the "
            "preconditions are present. The exception must lie within what was opened; read the opening before you "
            "apply.",
        ),
        lambda s: s.exceptions_open,
    ),
    rule(
        "group_exception.under_assessment",
        OPEN,
        GROUP,
        ASSESSED,
        "NM1",
        Text(
            "Metoden er under vurdering. Fagmiljøet kan be om unntak for en avgrenset gruppe; fagdirektørene i "
            "regionene avgjør sammen. Helseforetaket kan ikke gi gruppeunntak selv.",
            "Metoden er under vurdering. Fagmiljøet kan be om unntak for ei avgrensa gruppe; fagdirektørane i "
            "regionane avgjer saman. Helseføretaket kan ikkje gi gruppeunntak sjølv.",
            "The method is under assessment. The clinical community can ask for an exception for a defined group; the "
            "regional medical directors decide together. A hospital trust cannot grant a group exception itself.",
        ),
    ),
    rule(
        "group_exception.opened",
        OPEN,
        GROUP,
        REFUSED,
        "NM1",
        Text(
            "Metoden er ikke innført, men fagdirektørene i regionene har åpnet for unntak. Fagmiljøet kan be om "
            "gruppeunntak innenfor det som er åpnet.",
            "Metoden er ikkje innført, men fagdirektørane i regionane har opna for unntak. Fagmiljøet kan be om "
            "gruppeunntak innanfor det som er opna.",
            "The method is not introduced, but the regional medical directors have opened for exceptions. The "
            "clinical community can ask for a group exception within what was opened.",
        ),
        lambda s: s.exceptions_open,
    ),
    rule(
        "exception.before_the_scheme",
        UNCLEAR,
        BOTH,
        ASSESSED,
        "VG1",
        Text(
            "Kildene er uenige om når unntaksordningen begynte: i løpet av 2015 eller høsten 2015; før det gjaldt et "
            "forbud. Spør fagdirektøren i regionen hva som gjaldt denne dagen.",
            "Kjeldene er usamde om når unntaksordninga tok til: i løpet av 2015 eller hausten 2015; før det galdt eit "
            "forbod. Spør fagdirektøren i regionen kva som galdt denne dagen.",
            "The sources disagree on when the exception scheme began: during 2015, or in the autumn of 2015; before "
            "that there was a ban. Ask the regional medical director what applied on that day.",
        ),
        valid_to=EXCEPTION_SCHEME_BEGAN,
        settled_by=Decider.MEDICAL_DIRECTORS_MEETING,
    ),
    rule(
        "group_exception.study_only",
        UNCLEAR,
        GROUP,
        {Status.STUDY_ONLY},
        "NM2",
        Text(
            "Metoden skal bare brukes i studie. Kildene peker hver sin vei: Unntak gjelder metoder under vurdering, "
            "men det er gitt et gruppeunntak for deltakere i en studie. Fagdirektørene i regionene avklarer.",
            "Metoden skal berre brukast i studie. Kjeldene peiker kvar sin veg: Unntak gjeld metodar under vurdering, "
            "men det er gitt eit gruppeunntak for deltakarar i ein studie. Fagdirektørane i regionane avklarer.",
            "The method is for trials only. The sources point different ways: exceptions are for methods under "
            "assessment, but one group exception was granted to participants of a trial. The regional medical "
            "directors settle it.",
        ),
        scope=Scope.GROUP,
        settled_by=Decider.MEDICAL_DIRECTORS_MEETING,
        own_reading=True,
    ),
    rule(
        "individual_exception.opened_for_study",
        UNCLEAR,
        INDIVIDUAL,
        {Status.STUDY_ONLY},
        "NM1",
        Text(
            "Metoden skal bare brukes i studie, men det er registrert at den er åpnet for unntak. Kildene sier ikke "
            "om en slik åpning gjelder utenfor studien; fagdirektørene i regionene avklarer.",
            "Metoden skal berre brukast i studie, men det er registrert at han er opna for unntak. Kjeldene seier "
            "ikkje om ei slik opning gjeld utanfor studien; fagdirektørane i regionane avklarer.",
            "The method is for trials only, but an opening for exceptions is registered. The sources do not say "
            "whether such an opening holds outside the trial; the regional medical directors settle it.",
        ),
        lambda s: s.exceptions_open,
        settled_by=Decider.MEDICAL_DIRECTORS_MEETING,
        own_reading=True,
    ),
    rule(
        "exception.reassessment_without_decision",
        UNCLEAR,
        BOTH,
        ASSESSED,
        "NM1",
        Text(
            "Det er registrert en revurdering, men ikke beslutningen som skal revurderes. Var den et nei, er "
            "unntaksordningen lukket. Sekretariatet for Nye metoder vet hva som er besluttet.",
            "Det er registrert ei revurdering, men ikkje avgjerda som skal vurderast på nytt. Var ho eit nei, er "
            "unntaksordninga lukka. Sekretariatet for Nye metoder veit kva som er avgjort.",
            "A reassessment is registered, but not the decision that it looks at again. If that was a no, the "
            "exception scheme is closed. The secretariat of Nye metoder knows what was decided.",
        ),
        lambda s: s.doubt is Doubt.REASSESSMENT_WITHOUT_DECISION,
        settled_by=Decider.NEW_METHODS_SECRETARIAT,
        own_reading=True,
    ),
    rule(
        "exception.decision_is_near",
        None,
        BOTH,
        ASSESSED,
        "S0",
        Text(
            "Metoden er klar til beslutning. En søknad som ikke er avgjort når Beslutningsforum beslutter, faller "
            "bort; sjekk datoen for neste møte.",
            "Metoden er klar til avgjerd. Ein søknad som ikkje er avgjord når Beslutningsforum avgjer, fell bort; "
            "sjekk datoen for neste møte.",
            "The method is ready for decision. An application that is not decided when the Decision Forum decides "
            "lapses; check the date of its next meeting.",
        ),
        lambda s: s.ready,
        own_reading=True,
    ),
    rule(
        "exception.complaint",
        None,
        (*BOTH, Route.ACCESS_SCHEME),
        SAID_NO,
        "HDR1",
        Text(
            "Pasienten kan klage til Statsforvalteren på at retten til nødvendig helsehjelp ikke er oppfylt, innen "
            "fire uker. Kildene er uenige om klageretten når unntak er avslått.",
            "Pasienten kan klage til Statsforvaltaren på at retten til nødvendig helsehjelp ikkje er oppfylt, innan "
            "fire veker. Kjeldene er usamde om klageretten når unntak er avslått.",
            "The patient can complain to the County Governor within four weeks that the right to necessary care is "
            "not fulfilled. The sources disagree on the right to complain where an exception is refused.",
        ),
        scope=Scope.INDIVIDUAL,
        conflict="10.6",
    ),
)
