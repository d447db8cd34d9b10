"""What the levels that assess must answer: clinical lead, division director, committee."""

from dataclasses import replace

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.model import Condition, Field, Kind
from likeverd.core.step_questions.departure import departure_by_recommendation
from likeverd.core.step_questions.shared import (
    LEVELS,
    MET,
    OUTCOMES,
    REASONING,
    coded_reasons,
    documents_behind,
    long_text,
)
from likeverd.core.text import Text


def _precondition(key: str, label: Text) -> tuple[Field, Field]:
    level = Field(
        key,
        Kind.CHOICE,
        label,
        Text(
            "Alle tre forutsetninger må være oppfylt for å søke.",
            "Alle tre føresetnadene må vere oppfylte for å søkje.",
            "All three preconditions must be met to apply.",
        ),
        "S4",
        options=MET,
    )
    note = Field(
        f"{key}_note",
        Kind.TEXT,
        Text("Hva mangler eller er uklart?", "Kva manglar eller er uklart?", "What is lacking?"),
        Text(
            "De neste i rekken trenger å vite det.",
            "Dei neste i rekkja treng å vite det.",
            "The next in line need to know.",
        ),
        "S4",
        asked_when=Condition(key, ("not_met", "unclear")),
        longest=2000,
    )
    return level, note


PRECONDITIONS = (
    *_precondition(
        "authorisation",
        Text(
            "Gyldig markedsføringstillatelse for indikasjonen",
            "Gyldig marknadsføringsløyve for indikasjonen",
            "Valid marketing authorisation for the indication",
        ),
    ),
    *_precondition(
        "established_treatment",
        Text(
            "Etablert behandling er kontraindisert, eller forsøkt og stanset "
            "på grunn av uakseptable bivirkninger",
            "Etablert behandling er kontraindisert, eller forsøkt og stansa "
            "på grunn av uakseptable biverknader",
            "Established treatment is contraindicated, or tried and stopped "
            "for unacceptable side effects",
        ),
    ),
    *_precondition(
        "larger_effect",
        Text(
            "Dokumentert grunn til å vente vesentlig større effekt enn i gruppen",
            "Dokumentert grunn til å vente vesentleg større effekt enn i gruppa",
            "Documented reason to expect a substantially larger effect than in the group",
        ),
    ),
)


def assess(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Clinical lead: quality assurance and professional assessment [S4]."""
    return (
        *PRECONDITIONS,
        long_text(
            "professional_assessment",
            Text("Faglig vurdering", "Fagleg vurdering", "Professional assessment"),
            Text(
                "Din vurdering av opplysningene og av behandlingen for denne pasienten.",
                "Vurderinga di av opplysningane og av behandlinga for denne pasienten.",
                "Your assessment of the information and of the treatment for this patient.",
            ),
        ),
        Field(
            "quality_assured",
            Kind.CONFIRMATION,
            Text(
                "Jeg har kvalitetssikret opplysningene i søknaden",
                "Eg har kvalitetssikra opplysningane i søknaden",
                "I have assured the quality of the information in the application",
            ),
            Text(
                "Trinnet er både kvalitetssikring og faglig vurdering.",
                "Trinnet er både kvalitetssikring og fagleg vurdering.",
                "The step is both quality assurance and professional assessment.",
            ),
            "S4",
        ),
    )


def _criterion(key: str, label: Text, why: Text) -> tuple[Field, Field]:
    level = Field(f"{key}_level", Kind.CHOICE, label, why, "S4", options=LEVELS)
    reason = long_text(
        f"{key}_reason",
        Text(f"{label.nb}: begrunnelse", f"{label.nn}: grunngiving", f"{label.en}: reasons"),
        Text(
            "Si hva vurderingen bygger på.",
            "Sei kva vurderinga byggjer på.",
            "Say what the assessment rests on.",
        ),
        longest=3000,
    )
    return level, reason


CRITERIA = (
    *_criterion(
        "benefit",
        Text("Nytte", "Nytte", "Benefit"),
        Text(
            "Forventet gevinst i levetid og livskvalitet for denne pasienten.",
            "Venta gevinst i levetid og livskvalitet for denne pasienten.",
            "Expected gain in life and quality of life for this patient.",
        ),
    ),
    *_criterion(
        "resource_use",
        Text("Ressursbruk", "Ressursbruk", "Resource use"),
        Text(
            "Kostnad og annen ressursbruk, sett opp mot nytten.",
            "Kostnad og annan ressursbruk, sett opp mot nytten.",
            "Cost and other resources, set against the benefit.",
        ),
    ),
    *_criterion(
        "severity",
        Text("Alvorlighet", "Alvor", "Severity"),
        Text(
            "Hvor alvorlig tilstanden er uten behandlingen det søkes om.",
            "Kor alvorleg tilstanden er utan behandlinga det blir søkt om.",
            "How severe the condition is without the treatment applied for.",
        ),
    ),
)


def prioritise(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Division director: benefit, resource use and severity, each with level and reasons."""
    return CRITERIA


def recommend(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Assessment committee: a recommendation with coded reasons."""
    recommendation = Field(
        "recommendation",
        Kind.CHOICE,
        Text("Komiteens tilråding", "Tilrådinga frå komiteen", "The committee's recommendation"),
        Text(
            "Direktøren avgjør; komiteen råder.",
            "Direktøren avgjer; komiteen rår.",
            "The director decides; the committee advises.",
        ),
        "S4",
        options=OUTCOMES,
    )
    by_outcome = tuple(
        replace(
            coded_reasons(outcome.code, ruleset),
            key=f"reasons_{outcome.code}",
            asked_when=Condition("recommendation", (outcome.code,)),
        )
        for outcome in OUTCOMES
    )
    dissent = replace(
        long_text(
            "dissent",
            Text("Dissens", "Dissens", "Dissent"),
            Text(
                "Skriv hva mindretallet mente, hvis noen var uenige.",
                "Skriv kva mindretalet meinte, om nokon var usamde.",
                "Write what the minority held, if anyone disagreed.",
            ),
            longest=3000,
        ),
        required=False,
    )
    return (
        recommendation,
        *by_outcome,
        REASONING,
        *documents_behind(case),
        *departure_by_recommendation(case),
        dissent,
    )
