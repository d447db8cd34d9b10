"""Ordinary use, waiting, and what follows from the scope of the question."""

from typing import Final

from likeverd.core.routing.facts import Scope
from likeverd.core.routing.rule import ALL, IN_USE, NOT_WAITING, UNDECIDED, rule
from likeverd.core.routing.standing import Doubt, Status
from likeverd.core.routing.vocabulary import Decider, Fact, Route, Verdict
from likeverd.core.scheme_dates import ACCESS_SCHEME_OPENED
from likeverd.core.text import Text

OPEN, CLOSED, UNCLEAR = Verdict.OPEN, Verdict.CLOSED, Verdict.UNCLEAR
ORDINARY: Final = Route.ORDINARY_USE
CONDITIONS: Final = frozenset({Status.INTRODUCED_WITH_CONDITIONS})
# These may hold a patient already; what the wait does to them has rules of its own.
HELD_BY_OTHERS: Final = {Route.GROUP_EXCEPTION_USE, Route.CONTINUE_TREATMENT, Route.CLINICAL_TRIAL}

ORDINARY_RULES: Final = (
    rule(
        "ordinary_use.introduced",
        OPEN,
        ORDINARY,
        {Status.INTRODUCED},
        "NM12",
        Text(
            "Metoden er innført og kan brukes som annen behandling, uten søknad om unntak. Følg anbefalt rekkefølge "
            "fra Sykehusinnkjøp.",
            "Metoden er innført og kan brukast som anna behandling, utan søknad om unntak. Følg tilrådd rekkjefølgje "
            "frå Sykehusinnkjøp.",
            "The method is introduced and can be used like any other treatment, without applying for an exception. "
            "Follow the order of preference recommended by Sykehusinnkjøp, the procurement service.",
        ),
    ),
    rule(
        "ordinary_use.inside_conditions",
        OPEN,
        ORDINARY,
        CONDITIONS,
        "NM12",
        Text(
            "Metoden er innført med vilkår, og pasienten oppfyller dem. Den kan brukes uten søknad om unntak. Følg "
            "kriteriene for start, videre behandling og stopp.",
            "Metoden er innført med vilkår, og pasienten oppfyller dei. Han kan brukast utan søknad om unntak. Følg "
            "kriteria for start, vidare behandling og stopp.",
            "The method is introduced with conditions, and the patient meets them. It can be used without applying "
            "for an exception. Follow the criteria for starting, continuing and stopping.",
        ),
        lambda s: s.conditions_met is True,
    ),
    rule(
        "ordinary_use.outside_conditions",
        CLOSED,
        ORDINARY,
        CONDITIONS,
        "NM19",
        Text(
            "Metoden er innført med vilkår som pasienten ikke oppfyller. Spør Sekretariatet for Nye metoder hvilken "
            "vei som gjelder for pasienter utenfor vilkårene.",
            "Metoden er innført med vilkår som pasienten ikkje oppfyller. Spør Sekretariatet for Nye metoder kva veg "
            "som gjeld for pasientar utanfor vilkåra.",
            "The method is introduced with conditions that the patient does not meet. Ask the secretariat of Nye "
            "metoder which way applies to patients outside the conditions.",
        ),
        lambda s: s.conditions_met is False,
    ),
    rule(
        "ordinary_use.conditions_unknown",
        UNCLEAR,
        ORDINARY,
        CONDITIONS,
        "NM19",
        Text(
            "Metoden er innført med vilkår. Det mangler svar på om pasienten oppfyller dem: Les vilkårene, og svar.",
            "Metoden er innført med vilkår. Det manglar svar på om pasienten oppfyller dei: Les vilkåra, og svar.",
            "The method is introduced with conditions. Whether the patient meets them is not answered: read the "
            "conditions, and answer.",
        ),
        lambda s: s.conditions_met is None,
        missing={Fact.CONDITIONS_MET},
    ),
    rule(
        "ordinary_use.not_decided",
        CLOSED,
        ORDINARY,
        UNDECIDED,
        "NM10",
        Text(
            "Det finnes ingen nasjonal beslutning om å innføre metoden. Nye virkestoffer og nye bruksområder tas ikke "
            "i vanlig bruk før den finnes; se de andre veiene.",
            "Det finst inga nasjonal avgjerd om å innføre metoden. Nye verkestoff og nye bruksområde blir ikkje tekne "
            "i vanleg bruk før ho finst; sjå dei andre vegane.",
            "There is no national decision to introduce the method. New substances and new uses are not taken into "
            "ordinary use before there is one; see the other ways.",
        ),
    ),
    rule(
        "ordinary_use.refused",
        CLOSED,
        ORDINARY,
        {Status.NOT_INTRODUCED},
        "NM8",
        Text(
            "Beslutningsforum har besluttet at metoden ikke innføres. Beslutningen kan tas opp igjen når det kommer "
            "nye opplysninger.",
            "Beslutningsforum har avgjort at metoden ikkje blir innført. Avgjerda kan takast opp igjen når det kjem "
            "nye opplysningar.",
            "The Decision Forum has decided not to introduce the method. The decision can be reconsidered on new "
            "facts.",
        ),
        lambda s: s.doubt is not Doubt.TWO_DECISIONS_ONE_DAY,
        valid_to=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "ordinary_use.refused",
        CLOSED,
        ORDINARY,
        {Status.NOT_INTRODUCED},
        "NM8",
        Text(
            "Beslutningsforum har besluttet at metoden ikke innføres. Se tilgangsordningen for en pasient som skiller "
            "seg klart fra gruppen i beslutningen.",
            "Beslutningsforum har avgjort at metoden ikkje blir innført. Sjå tilgangsordninga for ein pasient som "
            "skil seg klart frå gruppa i avgjerda.",
            "The Decision Forum has decided not to introduce the method. See the access scheme for a patient who "
            "differs clearly from the group behind the decision.",
        ),
        lambda s: s.doubt is not Doubt.TWO_DECISIONS_ONE_DAY,
        version=2,
        valid_from=ACCESS_SCHEME_OPENED,
    ),
    rule(
        "ordinary_use.study_only",
        CLOSED,
        ORDINARY,
        {Status.STUDY_ONLY},
        "NM14",
        Text(
            "Metoden skal bare brukes i klinisk studie. Se etter en studie som tar imot pasienten.",
            "Metoden skal berre brukast i klinisk studie. Sjå etter ein studie som tek imot pasienten.",
            "The method is to be used in clinical trials only. Look for a trial that takes the patient.",
        ),
        lambda s: s.doubt is not Doubt.TWO_DECISIONS_ONE_DAY,
    ),
    rule(
        "decision.two_on_one_day",
        UNCLEAR,
        (Route.ORDINARY_USE, Route.ACCESS_SCHEME),
        NOT_WAITING - UNDECIDED,
        "NM13",
        Text(
            "Det er registrert to ulike beslutninger samme dag. De kan gjelde hver sin pasientgruppe; spør "
            "Sekretariatet for Nye metoder hvilken som gjelder for pasienten.",
            "Det er registrert to ulike avgjerder same dagen. Dei kan gjelde kvar si pasientgruppe; spør "
            "Sekretariatet for Nye metoder kva for ei som gjeld for pasienten.",
            "Two different decisions are registered on the same day. They may be about different groups of patients; "
            "ask the secretariat of Nye metoder which one applies to the patient.",
        ),
        lambda s: s.doubt is Doubt.TWO_DECISIONS_ONE_DAY,
        settled_by=Decider.NEW_METHODS_SECRETARIAT,
        own_reading=True,
    ),
    rule(
        "decision.withdrawn_after_introduction",
        UNCLEAR,
        ORDINARY,
        IN_USE,
        "NM13",
        Text(
            "Metoden ble innført, og er siden registrert som trukket. Spør Sekretariatet for Nye metoder om "
            "innføringen fortsatt gjelder.",
            "Metoden blei innført, og er sidan registrert som trekt. Spør Sekretariatet for Nye metoder om innføringa "
            "framleis gjeld.",
            "The method was introduced and has since been registered as withdrawn. Ask the secretariat of Nye metoder "
            "whether the introduction still holds.",
        ),
        lambda s: s.doubt is Doubt.WITHDRAWN_AFTER_INTRODUCTION,
        settled_by=Decider.NEW_METHODS_SECRETARIAT,
        own_reading=True,
    ),
    rule(
        "waiting.not_in_force",
        CLOSED,
        tuple(route for route in Route if route not in HELD_BY_OTHERS),
        {Status.AWAITING_INTRODUCTION},
        "NM15",
        Text(
            "Det er besluttet å innføre metoden, men innføringen er ikke trådt i kraft. Unntak er ikke lenger mulig, "
            "og vanlig bruk begynner den datoen beslutningen sier.",
            "Det er avgjort å innføre metoden, men innføringa har ikkje teke til å gjelde. Unntak er ikkje lenger "
            "mogleg, og vanleg bruk byrjar den datoen avgjerda seier.",
            "It has been decided to introduce the method, but this is not yet in force. Exceptions are no longer "
            "possible, and ordinary use begins on the date that the decision states.",
        ),
    ),
    rule(
        "scope.individual_route",
        CLOSED,
        (
            Route.INDIVIDUAL_EXCEPTION,
            Route.ACCESS_SCHEME,
            Route.INVESTIGATIONAL_TREATMENT,
            Route.CONTINUE_TREATMENT,
        ),
        ALL,
        "NM1",
        Text(
            "Spørsmålet gjelder en gruppe, og denne veien er for én pasient om gangen. Spør på nytt for én pasient, "
            "eller se gruppeunntak.",
            "Spørsmålet gjeld ei gruppe, og denne vegen er for éin pasient om gongen. Spør på nytt for éin pasient, "
            "eller sjå gruppeunntak.",
            "The question is about a group, and this way is for one patient at a time. Ask again for one patient, or "
            "see the group exception.",
        ),
        scope=Scope.GROUP,
    ),
    rule(
        "scope.group_route",
        CLOSED,
        Route.GROUP_EXCEPTION,
        NOT_WAITING,
        "S4",
        Text(
            "Spørsmålet gjelder én pasient. Gruppeunntak søkes av et fagmiljø for en hel gruppe; spør på nytt for en "
            "gruppe hvis flere pasienter har samme behov.",
            "Spørsmålet gjeld éin pasient. Gruppeunntak blir søkt av eit fagmiljø for ei heil gruppe; spør på nytt "
            "for ei gruppe om fleire pasientar har same behovet.",
            "The question is about one patient. A group exception is asked for by a clinical community on behalf of a "
            "whole group; ask again for a group if several patients have the same need.",
        ),
        scope=Scope.INDIVIDUAL,
    ),
)
