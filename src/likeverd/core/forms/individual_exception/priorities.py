"""Benefit, severity and resource use as the applicant sees them, and the expected cost."""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section
from likeverd.core.step_questions.shared import LEVELS
from likeverd.core.text import Text

COST_SOURCES: Final = (
    Option(
        "list_price", Text("Listepris (maksimalpris)", "Listepris (maksimalpris)", "List price")
    ),
    Option("tender_price", Text("Anbudspris", "Anbodspris", "Tender price")),
    Option("pharmacy", Text("Oppgitt av apoteket", "Oppgitt av apoteket", "From the pharmacy")),
    Option("other", Text("Annet", "Anna", "Other")),
)
WHY_REASON: Final = Text(
    "Vurderingen må kunne følges av dem som ikke kjenner pasienten.",
    "Vurderinga må kunne følgjast av dei som ikkje kjenner pasienten.",
    "Those who do not know the patient must be able to follow the assessment.",
)


def _criterion(key: str, level: Text, why: Text, reason: Text) -> tuple[Field, Field]:
    return (
        Field(f"{key}_level", Kind.CHOICE, level, why, "S4", options=LEVELS),
        Field(f"{key}_reason", Kind.TEXT, reason, WHY_REASON, "S4", longest=3000),
    )


PRIORITIES: Final = Section(
    "priorities",
    Text(
        "Nytte, alvorlighet og ressursbruk",
        "Nytte, alvor og ressursbruk",
        "Benefit, severity and resource use",
    ),
    Text(
        "Prioriteringskriteriene slik du ser dem. Lederne vurderer dem på nytt etter deg.",
        "Prioriteringskriteria slik du ser dei. Leiarane vurderer dei på nytt etter deg.",
        "The priority criteria as you see them. The leaders assess them anew after you.",
    ),
    (
        *_criterion(
            "benefit",
            Text("Forventet nytte", "Venta nytte", "Expected benefit"),
            Text(
                "Nytte er gevinst i levetid og livskvalitet for denne pasienten.",
                "Nytte er gevinst i levetid og livskvalitet for denne pasienten.",
                "Benefit is the gain in life and quality of life for this patient.",
            ),
            Text("Begrunnelse for nytten", "Grunngiving for nytta", "Reasons for the benefit"),
        ),
        *_criterion(
            "severity",
            Text("Alvorlighet", "Alvor", "Severity"),
            Text(
                "Alvorlighet er tapet av gode leveår uten behandlingen det søkes om.",
                "Alvor er tapet av gode leveår utan behandlinga det blir søkt om.",
                "Severity is the loss of good years without the treatment applied for.",
            ),
            Text("Begrunnelse for alvorligheten", "Grunngiving for alvoret", "Reasons: severity"),
        ),
        *_criterion(
            "resource_use",
            Text("Ressursbruk", "Ressursbruk", "Resource use"),
            Text(
                "Ressursbruk er mer enn legemiddelet: senger, personell, prøver og reiser.",
                "Ressursbruk er meir enn legemiddelet: senger, personell, prøver og reiser.",
                "Resource use is more than the medicine: beds, staff, tests and travel.",
            ),
            Text(
                "Begrunnelse for ressursbruken",
                "Grunngiving for ressursbruken",
                "Reasons for the resource use",
            ),
        ),
        Field(
            "yearly_cost",
            Kind.KRONER,
            Text(
                "Forventet kostnad per år, i kroner",
                "Venta kostnad per år, i kroner",
                "Expected cost per year, in Norwegian kroner",
            ),
            Text(
                "Kostnaden avgjør hvordan behandlingen føres; konfidensielle priser skal ikke inn.",
                "Kostnaden avgjer korleis behandlinga blir ført; konfidensielle prisar skal "
                "ikkje inn.",
                "The cost decides how it is accounted for; never write confidential prices.",
            ),
            "S4",
            most=100_000_000,
        ),
        Field(
            "yearly_cost_source",
            Kind.CHOICE,
            Text("Hvor er kostnaden hentet?", "Kvar er kostnaden henta?", "Source of the cost"),
            Text(
                "Listepris er ofte høyere enn det sykehuset betaler.",
                "Listepris er ofte høgare enn det sjukehuset betaler.",
                "The list price is often higher than what the hospital pays.",
            ),
            "AP",
            options=COST_SOURCES,
        ),
        Field(
            "yearly_cost_source_details",
            Kind.LINE,
            Text("Hvilken kilde?", "Kva kjelde?", "Which source?"),
            Text(
                "Den som kontrollerer tallet, må finne det igjen.",
                "Den som kontrollerer talet, må finne det att.",
                "Whoever checks the figure must find it again.",
            ),
            "I",
            asked_when=Condition("yearly_cost_source", ("other",)),
        ),
    ),
)
