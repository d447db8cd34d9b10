"""The access scheme: one patient, after a refusal."""

from typing import Final

from likeverd.core.routing.facts import Authorisation, Scope
from likeverd.core.routing.rule import IN_USE, NOT_WAITING, UNDECIDED, rule
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.scheme_dates import ACCESS_SCHEME_OPENED
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
ACCESS: Final = Route.ACCESS_SCHEME
REFUSED: Final = frozenset({Status.NOT_INTRODUCED})

ACCESS_RULES: Final = (
    rule(
        "access_scheme.not_yet",
        CLOSED,
        ACCESS,
        NOT_WAITING,
        "HB1",
        Text(
            "Tilgangsordningen fantes ikke denne dagen; den kom 10. april 2025. Før det var det ingen ordning for én "
            "pasient etter et nei.",
            "Tilgangsordninga fanst ikkje denne dagen; ho kom 10. april 2025. Før det var det inga ordning for éin "
            "pasient etter eit nei.",
            "The access scheme did not exist on this day; it began on 10 April 2025. Before that there was no scheme "
            "for one patient after a no.",
        ),
        scope=Scope.INDIVIDUAL,
        valid_to=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "access_scheme.differs",
        OPEN,
        ACCESS,
        REFUSED,
        "NM4",
        Text(
            "Metoden er ikke innført, og pasienten skiller seg vesentlig fra gruppen i beslutningen, slik at nytten "
            "trolig står i rimelig forhold til kostnaden. Fagdirektøren vurderer og sender saken; en interregional "
            "komité avgjør. Pasienten må samtykke skriftlig før den sendes.",
            "Metoden er ikkje innført, og pasienten skil seg vesentleg frå gruppa i avgjerda, slik at nytta truleg "
            "står i rimeleg forhold til kostnaden. Fagdirektøren vurderer og sender saka; ein interregional komité "
            "avgjer. Pasienten må samtykkje skriftleg før ho blir send.",
            "The method is not introduced, and the patient differs substantially from the group behind the decision, "
            "so that the benefit is likely to be in reasonable proportion to the cost. The medical director assesses "
            "and sends the case; an interregional committee decides. The patient must consent in writing before it is "
            "sent.",
        ),
        lambda s: s.differs is True,
        scope=Scope.INDIVIDUAL,
        valid_from=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "access_scheme.does_not_differ",
        CLOSED,
        ACCESS,
        REFUSED,
        "NM4",
        Text(
            "Pasienten skiller seg ikke vesentlig fra gruppen i beslutningen. At sykdommen er sjelden, er ikke nok. "
            "Gjelder grunnen mange pasienter, kan nye kliniske data gi en revurdering.",
            "Pasienten skil seg ikkje vesentleg frå gruppa i avgjerda. At sjukdommen er sjeldan, er ikkje nok. Gjeld "
            "grunnen mange pasientar, kan nye kliniske data gi ei revurdering.",
            "The patient does not differ substantially from the group behind the decision. That the disease is rare "
            "is not enough. If the reason applies to many patients, new clinical data may lead to a reassessment.",
        ),
        lambda s: s.differs is False,
        scope=Scope.INDIVIDUAL,
        valid_from=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "access_scheme.difference_unknown",
        UNCLEAR,
        ACCESS,
        REFUSED,
        "NM4",
        Text(
            "Det mangler svar på om pasienten skiller seg vesentlig fra gruppen i beslutningen, i alvorlighet eller "
            "nytte.",
            "Det manglar svar på om pasienten skil seg vesentleg frå gruppa i avgjerda, i alvor eller nytte.",
            "Whether the patient differs substantially from the group behind the decision, in severity or benefit, is "
            "not answered.",
        ),
        lambda s: s.differs is None,
        scope=Scope.INDIVIDUAL,
        valid_from=ACCESS_SCHEME_OPENED,
        missing={Fact.DIFFERS},
    ),
    rule(
        "access_scheme.not_refused",
        CLOSED,
        ACCESS,
        UNDECIDED,
        "NM4",
        Text(
            "Tilgangsordningen er for metoder som Beslutningsforum har sagt nei til. Det er ingen slik beslutning "
            "her; er metoden under vurdering, se unntak for én pasient.",
            "Tilgangsordninga er for metodar som Beslutningsforum har sagt nei til. Det er inga slik avgjerd her; er "
            "metoden under vurdering, sjå unntak for éin pasient.",
            "The access scheme is for methods that the Decision Forum has said no to. There is no such decision here; "
            "if the method is under assessment, see the exception for one patient.",
        ),
        scope=Scope.INDIVIDUAL,
        valid_from=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "access_scheme.introduced",
        CLOSED,
        ACCESS,
        IN_USE,
        "NM4",
        Text(
            "Metoden er innført, og tilgangsordningen er for metoder som ikke er det. Om den kan brukes for en "
            "pasient utenfor vilkårene, har vi ikke funnet svar på; Sekretariatet for Nye metoder avklarer.",
            "Metoden er innført, og tilgangsordninga er for metodar som ikkje er det. Om ho kan brukast for ein "
            "pasient utanfor vilkåra, har vi ikkje funne svar på; Sekretariatet for Nye metoder avklarer.",
            "The method is introduced, and the access scheme is for methods that are not. Whether it can be used for "
            "a patient outside the conditions is a question we found no answer to; the secretariat of Nye metoder "
            "settles it.",
        ),
        scope=Scope.INDIVIDUAL,
        valid_from=ACCESS_SCHEME_OPENED,
        conflict="10.5",
    ),
    rule(
        "access_scheme.study_only",
        CLOSED,
        ACCESS,
        {Status.STUDY_ONLY},
        "NM4",
        Text(
            "Beslutningen er at metoden bare skal brukes i studie. Tilgangsordningen krever et nei; se klinisk studie "
            "og utprøvende behandling.",
            "Avgjerda er at metoden berre skal brukast i studie. Tilgangsordninga krev eit nei; sjå klinisk studie og "
            "utprøvande behandling.",
            "The decision is that the method is for trials only. The access scheme requires a no; see clinical trial "
            "and investigational treatment.",
        ),
        scope=Scope.INDIVIDUAL,
        valid_from=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "access_scheme.authorisation",
        None,
        ACCESS,
        REFUSED,
        "NM4",
        Text(
            "Legemidlet mangler markedsføringstillatelse for bruken. Teksten vi har lest om tilgangsordningen, sier "
            "ikke hva det betyr; spør Sekretariatet for Nye metoder før du søker.",
            "Legemidlet manglar marknadsføringsløyve for bruken. Teksten vi har lese om tilgangsordninga, seier ikkje "
            "kva det betyr; spør Sekretariatet for Nye metoder før du søkjer.",
            "The medicine lacks marketing authorisation for this use. What we have read about the access scheme does "
            "not say what that means; ask the secretariat of Nye metoder before you apply.",
        ),
        lambda s: (
            s.medicine
            and s.authorisation in (Authorisation.NONE, Authorisation.OTHER_INDICATION)
            and s.differs is not False
        ),
        scope=Scope.INDIVIDUAL,
        valid_from=ACCESS_SCHEME_OPENED,
        settled_by=Decider.NEW_METHODS_SECRETARIAT,
        conflict="10.10",
    ),
)
