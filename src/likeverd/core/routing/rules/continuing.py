"""Going on with a treatment that the patient is on already."""

from typing import Final

from likeverd.core.routing.facts import Scope
from likeverd.core.routing.rule import ALL, LEFT, SAID_NO, rule
from likeverd.core.routing.situation import Situation
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.scheme_dates import CRITERIA_REVISED
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
CONTINUE: Final = Route.CONTINUE_TREATMENT
OUTSIDE: Final = frozenset({Status.NOT_KNOWN})
CONDITIONS: Final = frozenset({Status.INTRODUCED_WITH_CONDITIONS})
COMING: Final = frozenset({Status.PROPOSED, Status.UNDER_ASSESSMENT})


def goes_on(situation: Situation) -> bool:
    """Whether the patient is on the treatment, and did not start it privately."""
    return situation.already is True and situation.privately is not True


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
