"""Use under a group exception that is in force."""

from typing import Final

from likeverd.core.routing.rule import ALL, IN_USE, NOT_WAITING, SAID_NO, rule
from likeverd.core.routing.situation import GroupState
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
USE: Final = Route.GROUP_EXCEPTION_USE
IN_FORCE: Final = GroupState.IN_FORCE

GROUP_USE_RULES: Final = (
    rule(
        "group_exception_use.covers",
        OPEN,
        USE,
        NOT_WAITING,
        "NM1",
        Text(
            "Et gruppeunntak er i kraft og omfatter pasienten. Behandlingen kan gis på vilkårene i gruppeunntaket, "
            "uten egen søknad; registrer bruken.",
            "Eit gruppeunntak er i kraft og omfattar pasienten. Behandlinga kan givast på vilkåra i gruppeunntaket, "
            "utan eigen søknad; registrer bruken.",
            "A group exception is in force and covers the patient. The treatment can be given on the conditions of "
            "the group exception, without an application of its own; register the use.",
        ),
        lambda s: s.group is IN_FORCE and s.covers_patient is True,
    ),
    rule(
        "group_exception_use.does_not_cover",
        CLOSED,
        USE,
        ALL,
        "NM1",
        Text(
            "Et gruppeunntak er i kraft, men pasienten er utenfor vilkårene. Se unntak for én pasient, som vurderes "
            "uavhengig av gruppeunntaket.",
            "Eit gruppeunntak er i kraft, men pasienten er utanfor vilkåra. Sjå unntak for éin pasient, som blir "
            "vurdert uavhengig av gruppeunntaket.",
            "A group exception is in force, but the patient is outside its conditions. See the exception for one "
            "patient, which is assessed independently of the group exception.",
        ),
        lambda s: s.group is IN_FORCE and s.covers_patient is False,
    ),
    rule(
        "group_exception_use.cover_unknown",
        UNCLEAR,
        USE,
        ALL,
        "NM1",
        Text(
            "Et gruppeunntak er i kraft. Det mangler svar på om det omfatter pasienten: Les vilkårene, og svar.",
            "Eit gruppeunntak er i kraft. Det manglar svar på om det omfattar pasienten: Les vilkåra, og svar.",
            "A group exception is in force. Whether it covers the patient is not answered: read its conditions, and "
            "answer.",
        ),
        lambda s: s.group is IN_FORCE and s.covers_patient is None,
        missing={Fact.COVERS_PATIENT},
    ),
    rule(
        "group_exception_use.none",
        CLOSED,
        USE,
        ALL,
        "NM1",
        Text(
            "Ingen gruppeunntak er registrert for denne bruken. Nye metoder har listen over dem som gjelder.",
            "Ingen gruppeunntak er registrerte for denne bruken. Nye metoder har lista over dei som gjeld.",
            "No group exception is registered for this use. Nye metoder keeps the list of those in force.",
        ),
        lambda s: s.group is GroupState.NONE,
    ),
    rule(
        "group_exception_use.not_begun",
        CLOSED,
        USE,
        ALL,
        "NM1",
        Text(
            "Gruppeunntaket er ikke trådt i kraft denne dagen. Vent til den første dagen det gjelder.",
            "Gruppeunntaket gjeld ikkje enno denne dagen. Vent til den første dagen det gjeld.",
            "The group exception is not in force yet on this day. Wait for its first day.",
        ),
        lambda s: s.group is GroupState.NOT_BEGUN,
    ),
    rule(
        "group_exception_use.ended",
        CLOSED,
        USE,
        ALL,
        "NM3",
        Text(
            "Gruppeunntaket er avsluttet. Det skjer gjerne når metoden er ferdig vurdert og besluttet; se hva som "
            "gjelder nå.",
            "Gruppeunntaket er avslutta. Det skjer gjerne når metoden er ferdig vurdert og avgjord; sjå kva som gjeld "
            "no.",
            "The group exception has ended. That usually happens when the method has been assessed and decided; see "
            "what applies now.",
        ),
        lambda s: s.group is GroupState.ENDED,
    ),
    rule(
        "group_exception_use.decided_meanwhile",
        UNCLEAR,
        USE,
        {Status.AWAITING_INTRODUCTION},
        "NM3",
        Text(
            "Gruppeunntaket står uten sluttdato, men det er besluttet å innføre metoden, og gruppeunntak avsluttes "
            "gjerne da. Spør fagdirektørene i regionene om det gjelder fram til innføringen.",
            "Gruppeunntaket står utan sluttdato, men det er avgjort å innføre metoden, og gruppeunntak blir gjerne "
            "avslutta då. Spør fagdirektørane i regionane om det gjeld fram til innføringa.",
            "The group exception has not ended, but it has been decided to introduce the method, and group exceptions "
            "usually end then. Ask the regional medical directors whether it holds until the introduction.",
        ),
        lambda s: s.group is IN_FORCE and s.covers_patient is True,
        settled_by=Decider.MEDICAL_DIRECTORS_MEETING,
        conflict="10.12",
        own_reading=True,
    ),
    rule(
        "group_exception_use.check_after_decision",
        None,
        USE,
        IN_USE | SAID_NO,
        "NM3",
        Text(
            "Det er tatt en beslutning om metoden, og gruppeunntak avsluttes gjerne da. Sjekk at det fortsatt står på "
            "listen hos Nye metoder.",
            "Det er teke ei avgjerd om metoden, og gruppeunntak blir gjerne avslutta då. Sjekk at det framleis står "
            "på lista hos Nye metoder.",
            "There is a decision on the method, and group exceptions usually end then. Check that it is still on the "
            "list of Nye metoder.",
        ),
        lambda s: s.group is IN_FORCE and s.covers_patient is not False,
        own_reading=True,
    ),
    rule(
        "group_exception_use.participants_only",
        None,
        USE,
        ALL,
        "NM2",
        Text(
            "Er gruppeunntaket knyttet til en studie, gjelder det bare dem som deltar i den.",
            "Er gruppeunntaket knytt til ein studie, gjeld det berre dei som deltek i han.",
            "If the group exception is tied to a trial, it holds only for those who take part in it.",
        ),
        lambda s: s.group is IN_FORCE and s.covers_patient is not False and s.in_trial is not True,
    ),
)
