"""What a source, and expert advice, must say: asked whom, when, the answer, followed or not and why not.

Ekspertpanelet advises and does not decide; the trust decides whether to follow [EP1]. It cannot advise on a method that
is under assessment, and must follow a no [KF2]. A single patient may be discussed in an ERN (CPMS) [S1].
"""

from dataclasses import replace
from typing import Final

from likeverd.core.case import Advice, CaseFacts, Ruleset
from likeverd.core.forms.model import Condition, Field, Kind, Option, When
from likeverd.core.step_questions.shared import long_text
from likeverd.core.text import Text, unchanged

NAMED_EXPERT: Final = "named_expert"
EXPERT_PANEL: Final = "expert_panel"

REFERENCE_KINDS: Final = (
    Option("trial", Text("Randomisert studie", "Randomisert studie", "Randomised trial")),
    Option("cohort", Text("Kohort eller register", "Kohort eller register", "Cohort or register")),
    Option("case_report", Text("Kasuistikk", "Kasuistikk", "Case report")),
    Option("review", Text("Systematisk oversikt", "Systematisk oversikt", "Systematic review")),
    Option("guideline", Text("Retningslinje", "Retningslinje", "Guideline")),
    Option("other", Text("Annet", "Anna", "Other")),
)
BODIES: Final = (
    Option(
        NAMED_EXPERT,
        Text(
            "En navngitt sakkyndig som inviteres til saken",
            "Ein namngitt sakkunnig som blir invitert til saka",
            "A named expert who is invited to the case",
        ),
    ),
    Option(EXPERT_PANEL, Text("Ekspertpanelet", "Ekspertpanelet", "The national expert panel")),
    Option(
        "professional_network",
        Text("Nasjonalt fagnettverk", "Nasjonalt fagnettverk", "A national professional network"),
    ),
    Option(
        "ern",
        Text(
            "Europeisk referansenettverk (ERN, CPMS)",
            "Europeisk referansenettverk (ERN, CPMS)",
            "A European reference network (ERN, CPMS)",
        ),
    ),
)
FOLLOWED: Final = (
    Option("followed", Text("Fulgt", "Følgt", "Followed")),
    Option("partly", Text("Fulgt delvis", "Følgt delvis", "Followed in part")),
    Option("not_followed", Text("Ikke fulgt", "Ikkje følgt", "Not followed")),
)
NO_IDENTITY: Final = Text(
    "Skriv ikke navn, fødselsnummer eller annet som viser hvem pasienten er.",
    "Skriv ikkje namn, fødselsnummer eller anna som viser kven pasienten er.",
    "Do not write names, identity numbers or anything else that shows who the patient is.",
)


def add_reference(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """A source that bears on the case."""
    kind = Text("Hva slags kilde er det?", "Kva slags kjelde er det?", "What kind of source is it?")
    strength = Text(
        "Viser dem som vurderer saken, hvor mye kilden kan bære.",
        "Viser dei som vurderer saka, kor mykje kjelda kan bere.",
        "Shows those who assess the case how much the source can bear.",
    )
    shows = Text(
        "Hva viser den for denne pasienten?",
        "Kva viser ho for denne pasienten?",
        "What does it show for this patient?",
    )
    where = Text(
        "DOI, PubMed-nummer eller adresse, slik at andre finner den igjen.",
        "DOI, PubMed-nummer eller adresse, slik at andre finn henne att.",
        "DOI, PubMed number or address, so that others find it again.",
    )
    return (
        Field("reference_kind", Kind.CHOICE, kind, strength, "I", options=REFERENCE_KINDS),
        Field("title", Kind.LINE, Text("Tittel", "Tittel", "Title"), where, "I"),
        Field(
            "link", Kind.LINE, Text("Hvor den finnes", "Kvar ho finst", "Where it is"), where, "I"
        ),
        long_text("shows", shows, NO_IDENTITY, "I", 2000),
    )


def seek_advice(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Whom to ask, what, and by when; a named expert is invited for a period."""
    named = Condition("body", (NAMED_EXPERT,))
    others = Condition("body", tuple(o.code for o in BODIES if o.code != NAMED_EXPERT))
    return (
        Field(
            "body",
            Kind.CHOICE,
            Text("Hvem spørres?", "Kven blir spurd?", "Who is asked?"),
            Text(
                "Råd binder ikke den som avgjør. Ekspertpanelet uttaler seg ikke om metoder som er til vurdering.",
                "Råd bind ikkje den som avgjer. Ekspertpanelet uttaler seg ikkje om metodar som er til vurdering.",
                "Advice does not bind the one who decides. The panel gives none on methods under assessment.",
            ),
            "EP1",
            options=BODIES,
        ),
        Field(
            "whom",
            Kind.LINE,
            Text(
                "Navn på nettverket eller panelet", "Namn på nettverket eller panelet", "Its name"
            ),
            Text(
                "Saken sendes ikke herfra; den legges fram slik fellesskapet selv ber om.",
                "Saka blir ikkje send herifrå; ho blir lagd fram slik fellesskapet sjølv ber om.",
                "The case is not sent from here; it is presented the way that body asks for.",
            ),
            "I",
            asked_when=others,
        ),
        Field(
            "expert_hpr",
            Kind.LINE,
            Text("Den sakkyndiges HPR-nummer", "HPR-nummeret til den sakkunnige", "HPR number"),
            Text(
                "Den sakkyndige må ha en rolle i Likeverd. Hen ser saken uten pasientens identitet.",
                "Den sakkunnige må ha ei rolle i Likeverd. Hen ser saka utan identiteten til pasienten.",
                "The expert must have a role in Likeverd, and sees the case without the patient's identity.",
            ),
            "I",
            asked_when=named,
            longest=9,
        ),
        Field(
            "sight_until",
            Kind.DATE,
            Text("Innsyn til og med", "Innsyn til og med", "Sees the case until"),
            Text(
                "Innsynet slutter av seg selv denne dagen, eller når rådet er gitt. Høyst 60 dager.",
                "Innsynet sluttar av seg sjølv denne dagen, eller når rådet er gitt. Høgst 60 dagar.",
                "Sight ends by itself on this day, or when the advice is given. At most 60 days.",
            ),
            "I",
            asked_when=named,
            when=When.FUTURE,
        ),
        long_text(
            "question",
            Text("Hva spørres det om?", "Kva blir det spurt om?", "What is asked?"),
            NO_IDENTITY,
            "I",
            2000,
        ),
        Field(
            "answer_by",
            Kind.DATE,
            Text("Svar innen", "Svar innan", "Answer by"),
            Text(
                "Klokka går mens dere venter på råd.",
                "Klokka går medan de ventar på råd.",
                "The clock runs while you wait for advice.",
            ),
            "I",
            when=When.FUTURE,
        ),
    )


def _which(advice: tuple[Advice, ...]) -> Field:
    label = Text("Hvilket råd?", "Kva råd?", "Which advice?")
    return Field(
        "advice",
        Kind.CHOICE,
        label,
        Text("Råd i denne saken.", "Råd i denne saka.", "Advice in this case."),
        "I",
        options=tuple(
            Option(str(one.number), unchanged(f"{one.number}: {one.whom}")) for one in advice
        ),
    )


ANSWER: Final = long_text("answer", Text("Rådet", "Rådet", "The advice"), NO_IDENTITY, "EP1", 6000)


def waiting(case: CaseFacts, *, of_experts: bool | None = None) -> tuple[Advice, ...]:
    """Advice that has not come; ``of_experts`` tells apart those invited to the case and others."""
    return tuple(
        one
        for one in case.advice
        if not one.answered and (of_experts is None or (one.expert is not None) is of_experts)
    )


def to_consider(case: CaseFacts) -> tuple[Advice, ...]:
    """Advice that has come, and of which nobody has said whether it is followed."""
    return tuple(one for one in case.advice if one.answered and not one.considered)


def record_advice(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Advice that came from outside the system."""
    day = Field(
        "answered_on",
        Kind.DATE,
        Text("Svaret kom", "Svaret kom", "The answer came on"),
        Text("Datoen på svaret.", "Datoen på svaret.", "The date of the answer."),
        "I",
        when=When.PAST,
    )
    return (_which(waiting(case, of_experts=False)), day, ANSWER)


INTERESTS: Final = long_text(
    "interests",
    Text("Bindinger", "Bindingar", "Interests"),
    Text(
        "Honorar, studier eller annet som knytter deg til leverandøren. Skriv «ingen» om det ikke er noe.",
        "Honorar, studiar eller anna som knyter deg til leverandøren. Skriv «ingen» om det ikkje er noko.",
        "Fees, trials or other ties to the supplier. Write “none” if there are none.",
    ),
    "P154c",
    1000,
)


def give_advice(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """An invited expert's advice, with ties to the company or the patient."""
    return (ANSWER, INTERESTS)


def consider_advice(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Whether the advice is followed, and why not where it is not."""
    followed = Text("Er rådet fulgt?", "Er rådet følgt?", "Is the advice followed?")
    binds_nobody = Text(
        "Råd binder ikke. Den som ikke følger dem, skriver hvorfor.",
        "Råd bind ikkje. Den som ikkje følgjer dei, skriv kvifor.",
        "Advice does not bind. Whoever does not follow it writes why.",
    )
    why_not = replace(
        long_text(
            "why_not",
            Text("Hvorfor ikke?", "Kvifor ikkje?", "Why not?"),
            Text(
                "Begrunnelsen følger saken, og kan telles.",
                "Grunngivinga følgjer saka, og kan teljast.",
                "The reasons follow the case, and can be counted.",
            ),
            "EP1",
            2000,
        ),
        asked_when=Condition("followed", ("partly", "not_followed")),
    )
    return (
        _which(to_consider(case)),
        Field("followed", Kind.CHOICE, followed, binds_nobody, "EP1", options=FOLLOWED),
        why_not,
    )
