"""Asking the secretariat of Nye metoder, where the rules give no sure answer."""

from typing import Final

from likeverd.core.routing.rule import LEFT, NOT_WAITING, rule
from likeverd.core.routing.situation import Situation
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
CLARIFY: Final = Route.CLARIFY_WITH_SECRETARIAT
CONDITIONS: Final = frozenset({Status.INTRODUCED_WITH_CONDITIONS})
# What a decision opens or closes.
DEPEND_ON_THE_DECISION: Final = (
    Route.ORDINARY_USE,
    Route.INDIVIDUAL_EXCEPTION,
    Route.GROUP_EXCEPTION,
    Route.ACCESS_SCHEME,
    Route.INVESTIGATIONAL_TREATMENT,
    Route.OFF_LABEL,
    Route.APPROVAL_EXEMPTION,
    Route.CONTINUE_TREATMENT,
)


def must_be_asked(situation: Situation) -> bool:
    """Whether the method's own events, or the patient's place outside them, leave a question to the secretariat."""
    return (
        situation.doubt is not None
        or situation.status in (*LEFT, Status.DECISION_NOT_REGISTERED)
        or (
            situation.status is Status.INTRODUCED_WITH_CONDITIONS
            and situation.conditions_met is False
        )
        or (situation.status is Status.STUDY_ONLY and situation.exceptions_open)
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
            or s.status in (*LEFT, Status.DECISION_NOT_REGISTERED)
            or (s.status is Status.STUDY_ONLY and s.exceptions_open)
        ),
        own_reading=True,
    ),
    rule(
        "clarify.decision_not_registered",
        UNCLEAR,
        DEPEND_ON_THE_DECISION,
        {Status.DECISION_NOT_REGISTERED},
        "NM3",
        Text(
            "Nye metoder oppgir at det er tatt en beslutning om metoden, men vi vet ikke hvilken, så ingen vei kan "
            "pekes ut. Sekretariatet for Nye metoder vet hva som er besluttet.",
            "Nye metoder opplyser at det er teke ei avgjerd om metoden, men vi veit ikkje kva for ei, så ingen veg "
            "kan peikast ut. Sekretariatet for Nye metoder veit kva som er avgjort.",
            "Nye metoder tells that there is a decision on the method, but we do not know which, so that no way can "
            "be pointed out. The secretariat of Nye metoder knows what was decided.",
        ),
        settled_by=Decider.NEW_METHODS_SECRETARIAT,
        own_reading=True,
    ),
    rule(
        "clarify.decided_is_proposed",
        CLOSED,
        Route.PROPOSE_METHOD,
        {Status.DECISION_NOT_REGISTERED},
        "NM9",
        Text(
            "Metoden er allerede vurdert nasjonalt og trenger ikke foreslås. En ny vurdering krever nye kliniske data.",
            "Metoden er alt vurdert nasjonalt og treng ikkje føreslåast. Ei ny vurdering krev nye kliniske data.",
            "The method has been assessed nationally and need not be proposed. A new assessment takes new clinical "
            "data.",
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
