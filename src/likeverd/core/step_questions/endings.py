"""What must be answered when a case ends, and when a person leaves it."""

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.model import Field, Kind, When
from likeverd.core.step_questions.conversation import CONVERSATION
from likeverd.core.step_questions.departure import departure
from likeverd.core.step_questions.elsewhere import of_the_home_trust
from likeverd.core.step_questions.shared import (
    EXPLAINED,
    OTHER_SCHEMES,
    REASONING,
    coded_reasons,
    documents_behind,
    long_text,
)
from likeverd.core.text import Text


def stop(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Coded reasons and reasoning of a line leader who stops a case; it is counted."""
    return (
        coded_reasons("stop", ruleset),
        REASONING,
        *documents_behind(case),
        *CONVERSATION,
        EXPLAINED,
    )


VALID_UNTIL = Field(
    "valid_until",
    Kind.DATE,
    Text("Gjelder til", "Gjeld til", "Valid until"),
    Text(
        "Behandlingen vurderes på nytt før denne dagen. Foreslått lengste tid er tolv måneder.",
        "Behandlinga blir vurdert på nytt før denne dagen. Foreslått lengste tid er tolv månader.",
        "The treatment is assessed anew before this day. Twelve months is the proposed maximum.",
    ),
    "I",
    when=When.FUTURE,
)


def grant(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """A yes has coded reasons, reasoning and a last day."""
    return (
        coded_reasons("grant", ruleset),
        REASONING,
        *documents_behind(case),
        VALID_UNTIL,
        *departure(case, "grant"),
        EXPLAINED,
        *of_the_home_trust(case),
    )


def grant_with_conditions(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """A yes on conditions says which."""
    conditions = long_text(
        "conditions",
        Text("Vilkår", "Vilkår", "Conditions"),
        Text(
            "Skriv hvert vilkår slik at det kan etterprøves, for eksempel når det skal evalueres.",
            "Skriv kvart vilkår slik at det kan etterprøvast, til dømes når det skal evaluerast.",
            "Write each condition so that it can be checked, for example when to evaluate.",
        ),
        "HD1",
        3000,
    )
    return (
        coded_reasons("grant_with_conditions", ruleset),
        REASONING,
        *documents_behind(case),
        conditions,
        VALID_UNTIL,
        *departure(case, "grant_with_conditions"),
        EXPLAINED,
        *of_the_home_trust(case),
    )


def refuse(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """A no has coded reasons, reasoning, and the talk with the applicant before it."""
    return (
        coded_reasons("refuse", ruleset),
        REASONING,
        *documents_behind(case),
        *departure(case, "refuse"),
        *CONVERSATION,
        EXPLAINED,
        *of_the_home_trust(case),
    )


def refer(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Wrong scheme: which one is right, and why."""
    right = Field(
        "right_scheme",
        Kind.CHOICE,
        Text("Riktig ordning", "Rett ordning", "The right scheme"),
        Text(
            "Søkeren får vite hvilken dør som er den rette.",
            "Søkjaren får vite kva dør som er den rette.",
            "The applicant is told which door is the right one.",
        ),
        "NM1",
        options=OTHER_SCHEMES,
    )
    return (
        right,
        coded_reasons("wrong_scheme", ruleset),
        REASONING,
        *documents_behind(case),
        *departure(case, "wrong_scheme"),
        EXPLAINED,
    )


def withdraw(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Why the applicant withdraws."""
    return (
        long_text(
            "reason",
            Text("Hvorfor trekkes søknaden?", "Kvifor blir søknaden trekt?", "Why withdraw?"),
            Text(
                "Det telles hvorfor søknader blir trukket.",
                "Det blir talt kvifor søknader blir trekte.",
                "It is counted why applications are withdrawn.",
            ),
            "I",
            1000,
        ),
    )


def register_death(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """The day of death."""
    return (
        Field(
            "died_on",
            Kind.DATE,
            Text("Dødsdato", "Dødsdato", "Date of death"),
            Text(
                "Saken lukkes, og de som har behandlet den, får vite det.",
                "Saka blir lukka, og dei som har behandla henne, får vite det.",
                "The case is closed, and those who have handled it are told.",
            ),
            "I",
            when=When.PAST,
        ),
    )


def declare_conflict(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """What the conflict of interest is, in a sentence."""
    return (
        long_text(
            "explanation",
            Text("Hva gjør deg inhabil?", "Kva gjer deg inhabil?", "What is the conflict?"),
            Text(
                "Du mister innsynet i saken med en gang. Forklaringen blir stående i loggen.",
                "Du mistar innsynet i saka med ein gong. Forklaringa blir ståande i loggen.",
                "You lose sight of the case at once. The explanation stays in the log.",
            ),
            "P154c",
            1000,
        ),
    )
