"""Clinical trials, investigational treatment outside them, and the expert panel beside."""

from typing import Final

from likeverd.core.routing.facts import Authorisation, Scope, TrialStatus
from likeverd.core.routing.rule import ALL, IN_USE, LEFT, NOT_WAITING, rule
from likeverd.core.routing.situation import Situation
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
TRIAL, INVESTIGATIONAL = Route.CLINICAL_TRIAL, Route.INVESTIGATIONAL_TREATMENT
STUDY: Final = frozenset({Status.STUDY_ONLY})
OUTSIDE: Final = frozenset({Status.NOT_KNOWN})
AUTHORISED: Final = {Authorisation.FULL, Authorisation.CONDITIONAL}


def takes_patient(situation: Situation) -> bool:
    """Whether an open trial takes the patient."""
    return situation.trial is TrialStatus.OPEN and situation.eligible is True


def impossible(situation: Situation) -> bool:
    """Whether a trial is known not to be possible for the patient."""
    return situation.trial in (TrialStatus.CLOSED, TrialStatus.NONE) or (
        situation.trial is TrialStatus.OPEN and situation.eligible is False
    )


RESEARCH_RULES: Final = (
    rule(
        "clinical_trial.takes_patient",
        OPEN,
        TRIAL,
        NOT_WAITING,
        "HD4",
        Text(
            "En studie er åpen, og pasienten oppfyller kravene for å være med. Studie er hovedveien til behandling "
            "som ikke er godt nok dokumentert. Ta kontakt med dem som leder studien.",
            "Ein studie er open, og pasienten oppfyller krava for å vere med. Studie er hovudvegen til behandling som "
            "ikkje er godt nok dokumentert. Ta kontakt med dei som leier studien.",
            "A trial is open, and the patient meets its criteria. A trial is the main way to treatment that is not "
            "well enough documented. Contact those who lead it.",
        ),
        takes_patient,
    ),
    rule(
        "clinical_trial.decided_meanwhile",
        UNCLEAR,
        TRIAL,
        {Status.AWAITING_INTRODUCTION},
        "NM15",
        Text(
            "Det er besluttet å innføre metoden, men det er ikke trådt i kraft. Om studien fortsatt tar inn "
            "pasienter, vet de som leder den.",
            "Det er avgjort å innføre metoden, men det har ikkje teke til å gjelde. Om studien framleis tek inn "
            "pasientar, veit dei som leier han.",
            "It has been decided to introduce the method, but this is not yet in force. Those who lead the trial know "
            "whether it still takes patients.",
        ),
        takes_patient,
        settled_by=Decider.TRIAL_INVESTIGATOR,
        own_reading=True,
    ),
    rule(
        "clinical_trial.eligibility_unknown",
        UNCLEAR,
        TRIAL,
        ALL,
        "HD4",
        Text(
            "En studie er åpen. Det mangler svar på om pasienten oppfyller kravene for å være med.",
            "Ein studie er open. Det manglar svar på om pasienten oppfyller krava for å vere med.",
            "A trial is open. Whether the patient meets its criteria is not answered.",
        ),
        lambda s: s.trial is TrialStatus.OPEN and s.eligible is None,
        missing={Fact.TRIAL_ELIGIBLE},
    ),
    rule(
        "clinical_trial.not_eligible",
        CLOSED,
        TRIAL,
        ALL,
        "HD4",
        Text(
            "En studie er åpen, men pasienten oppfyller ikke kravene for å være med.",
            "Ein studie er open, men pasienten oppfyller ikkje krava for å vere med.",
            "A trial is open, but the patient does not meet its criteria.",
        ),
        lambda s: s.trial is TrialStatus.OPEN and s.eligible is False,
    ),
    rule(
        "clinical_trial.closed",
        CLOSED,
        TRIAL,
        ALL,
        "HD4",
        Text(
            "Studien tar ikke inn flere pasienter. Se etter andre studier, også i utlandet.",
            "Studien tek ikkje inn fleire pasientar. Sjå etter andre studiar, òg i utlandet.",
            "The trial takes no more patients. Look for other trials, abroad too.",
        ),
        lambda s: s.trial is TrialStatus.CLOSED,
    ),
    rule(
        "clinical_trial.none",
        CLOSED,
        TRIAL,
        ALL,
        "HD4",
        Text(
            "Det er ingen studie av metoden for denne bruken.",
            "Det er ingen studie av metoden for denne bruken.",
            "There is no trial of the method for this use.",
        ),
        lambda s: s.trial is TrialStatus.NONE,
    ),
    rule(
        "clinical_trial.not_stated",
        CLOSED,
        TRIAL,
        ALL,
        "HD4",
        Text(
            "Ingen studie er oppgitt. Søk etter studier på helsenorge.no, og spør på nytt hvis du finner en.",
            "Ingen studie er oppgitt. Søk etter studiar på helsenorge.no, og spør på nytt om du finn ein.",
            "No trial is stated. Search for trials at helsenorge.no, and ask again if you find one.",
        ),
        lambda s: s.trial is None,
    ),
    rule(
        "investigational_treatment.trial_impossible",
        OPEN,
        INVESTIGATIONAL,
        STUDY,
        "HD4",
        Text(
            "Metoden skal bare brukes i studie, og pasienten kan ikke være med i noen. Da kan den unntaksvis gis "
            "etter individuell vurdering, på helseforetakets ansvar, med skriftlig behandlingsplan og samtykke. "
            "Veilederen utelukker metoder som er vurdert i Nye metoder, men statsråden har vist til denne veien "
            "(2023).",
            "Metoden skal berre brukast i studie, og pasienten kan ikkje vere med i nokon. Då kan han unntaksvis "
            "givast etter individuell vurdering, på helseføretaket sitt ansvar, med skriftleg behandlingsplan og "
            "samtykke. Rettleiaren utelukkar metodar som er vurderte i Nye metoder, men statsråden har vist til denne "
            "vegen (2023).",
            "The method is for trials only, and the patient can take part in none. It may then exceptionally be given "
            "after an individual assessment, on the hospital trust's responsibility, with a written treatment plan "
            "and consent. The guide excludes methods assessed in Nye metoder, but the minister has pointed to this "
            "way (2023).",
        ),
        impossible,
        scope=Scope.INDIVIDUAL,
        conflict="10.4",
    ),
    rule(
        "investigational_treatment.trial_first",
        CLOSED,
        INVESTIGATIONAL,
        STUDY | OUTSIDE,
        "HD4",
        Text(
            "En studie er åpen for pasienten, og studie går foran utprøvende behandling utenfor studie.",
            "Ein studie er open for pasienten, og studie går føre utprøvande behandling utanfor studie.",
            "A trial is open to the patient, and a trial comes before investigational treatment outside one.",
        ),
        takes_patient,
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "investigational_treatment.eligibility_unknown",
        UNCLEAR,
        INVESTIGATIONAL,
        STUDY,
        "HD4",
        Text(
            "En studie er åpen. Først når det er klart at pasienten ikke kan være med, er utprøvende behandling "
            "utenfor studien aktuelt.",
            "Ein studie er open. Først når det er klart at pasienten ikkje kan vere med, er utprøvande behandling "
            "utanfor studien aktuelt.",
            "A trial is open. Only when it is clear that the patient cannot take part can investigational treatment "
            "outside it be considered.",
        ),
        lambda s: s.trial is TrialStatus.OPEN and s.eligible is None,
        scope=Scope.INDIVIDUAL,
        missing={Fact.TRIAL_ELIGIBLE},
    ),
    rule(
        "investigational_treatment.trial_unknown",
        UNCLEAR,
        INVESTIGATIONAL,
        STUDY,
        "HD4",
        Text(
            "Det mangler svar på om det finnes en studie som tar inn pasienter. Se etter den først.",
            "Det manglar svar på om det finst ein studie som tek inn pasientar. Sjå etter han først.",
            "Whether there is a trial that takes patients is not answered. Look for one first.",
        ),
        lambda s: s.trial is None,
        scope=Scope.INDIVIDUAL,
        missing={Fact.TRIAL_STATUS},
    ),
    rule(
        "investigational_treatment.no_way_round",
        CLOSED,
        INVESTIGATIONAL,
        {Status.NOT_INTRODUCED},
        "HD5",
        Text(
            "Metoden er vurdert og ikke innført. Utprøvende behandling er ingen vei utenom et nei; se de andre veiene.",
            "Metoden er vurdert og ikkje innført. Utprøvande behandling er ingen veg utanom eit nei; sjå dei andre "
            "vegane.",
            "The method was assessed and not introduced. Investigational treatment is no way round a no; see the "
            "other ways.",
        ),
        scope=Scope.INDIVIDUAL,
        conflict="10.4",
    ),
    rule(
        "investigational_treatment.in_the_system",
        CLOSED,
        INVESTIGATIONAL,
        {Status.PROPOSED, Status.UNDER_ASSESSMENT, *LEFT},
        "HD5",
        Text(
            "Metoden er meldt til Nye metoder, og veilederen om utprøvende behandling gjelder ikke slike metoder. Se "
            "unntaksordningen og kliniske studier.",
            "Metoden er meld til Nye metoder, og rettleiaren om utprøvande behandling gjeld ikkje slike metodar. Sjå "
            "unntaksordninga og kliniske studiar.",
            "The method has been reported to Nye metoder, and the guide to investigational treatment does not apply "
            "to such methods. See the exception scheme and clinical trials.",
        ),
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "investigational_treatment.introduced",
        CLOSED,
        INVESTIGATIONAL,
        IN_USE,
        "HD5",
        Text(
            "Metoden er innført og regnes ikke som utprøvende. Er pasienten utenfor vilkårene, svarer Sekretariatet "
            "for Nye metoder.",
            "Metoden er innført og blir ikkje rekna som utprøvande. Er pasienten utanfor vilkåra, svarer Sekretariatet "
            "for Nye metoder.",
            "The method is introduced and does not count as investigational. If the patient is outside the "
            "conditions, the secretariat of Nye metoder answers.",
        ),
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "investigational_treatment.authorised",
        CLOSED,
        INVESTIGATIONAL,
        OUTSIDE,
        "HD3",
        Text(
            "Legemidlet er godkjent for denne bruken, og da er veien en nasjonal vurdering. Utprøvende behandling er "
            "for det som ikke er godt nok dokumentert.",
            "Legemidlet er godkjent for denne bruken, og då er vegen ei nasjonal vurdering. Utprøvande behandling er "
            "for det som ikkje er godt nok dokumentert.",
            "The medicine is authorised for this use, so the way is a national assessment. Investigational treatment "
            "is for what is not well enough documented.",
        ),
        lambda s: s.medicine and s.authorisation in AUTHORISED,
        scope=Scope.INDIVIDUAL,
        own_reading=True,
    ),
    rule(
        "investigational_treatment.professional_judgement",
        UNCLEAR,
        INVESTIGATIONAL,
        OUTSIDE,
        "HD3",
        Text(
            "Om behandlingen er utprøvende, er et faglig skjønn: Effekt og sikkerhet må være for dårlig dokumentert "
            "for det vanlige tilbudet, og en studie må ikke være mulig. Fagdirektøren avgjør.",
            "Om behandlinga er utprøvande, er eit fagleg skjønn: Effekt og tryggleik må vere for dårleg dokumentert "
            "for det vanlege tilbodet, og ein studie må ikkje vere mogleg. Fagdirektøren avgjer.",
            "Whether the treatment is investigational is a professional judgement: effect and safety must be too "
            "poorly documented for the ordinary offer, and a trial must not be possible. The medical director "
            "decides.",
        ),
        lambda s: not (s.medicine and s.authorisation in AUTHORISED) and not takes_patient(s),
        scope=Scope.INDIVIDUAL,
        settled_by=Decider.MEDICAL_DIRECTOR,
        own_reading=True,
    ),
    rule(
        "expert_panel.cannot_advise",
        None,
        TRIAL,
        {Status.UNDER_ASSESSMENT, Status.NOT_INTRODUCED},
        "KF2",
        Text(
            "Ekspertpanelet kan ikke gi råd om metoder under vurdering og må følge et nei, men kan se etter studier.",
            "Ekspertpanelet kan ikkje gi råd om metodar under vurdering og må følgje eit nei, men kan sjå etter "
            "studiar.",
            "The Expert Panel cannot advise on methods under assessment and must follow a no, but can look for "
            "trials.",
        ),
        scope=Scope.INDIVIDUAL,
    ),
    rule(
        "expert_panel.may_advise",
        None,
        TRIAL,
        {Status.NOT_KNOWN, Status.PROPOSED, Status.STUDY_ONLY},
        "EP1",
        Text(
            "Ved livsforkortende sykdom kan Ekspertpanelet gi en ny vurdering. Panelet gir råd; det avgjør ikke, og "
            "rådet gir ingen rett til behandlingen.",
            "Ved livsforkortande sjukdom kan Ekspertpanelet gi ei ny vurdering. Panelet gir råd; det avgjer ikkje, og "
            "rådet gir ingen rett til behandlinga.",
            "In life-shortening disease the Expert Panel can give a second opinion. It advises; it does not decide, "
            "and its advice gives no right to the treatment.",
        ),
        scope=Scope.INDIVIDUAL,
    ),
)
