"""Reasons of the priority criteria: benefit, resource use and severity, weighed together."""

from typing import Final

from likeverd.core.reasons.model import ENDS, GRANTS, Criterion, Outcome, Reason
from likeverd.core.text import Text

BENEFIT: Final = (
    Reason(
        "benefit_large",
        Text("Stor forventet nytte", "Stor venta nytte", "Large expected benefit"),
        Criterion.BENEFIT,
        GRANTS,
        "S4",
    ),
    Reason(
        "benefit_moderate",
        Text("Moderat forventet nytte", "Moderat venta nytte", "Moderate expected benefit"),
        Criterion.BENEFIT,
        GRANTS,
        "S4",
    ),
    Reason(
        "benefit_to_be_evaluated",
        Text(
            "Nytten er usikker og skal evalueres før behandlingen fortsetter",
            "Nytta er usikker og skal evaluerast før behandlinga held fram",
            "The benefit is uncertain and is to be evaluated before treatment goes on",
        ),
        Criterion.BENEFIT,
        (Outcome.GRANT_WITH_CONDITIONS,),
        "HD1",
    ),
    Reason(
        "benefit_small",
        Text("Liten forventet nytte", "Lita venta nytte", "Small expected benefit"),
        Criterion.BENEFIT,
        ENDS,
        "S4",
        may_stand_alone=False,
    ),
    Reason(
        "benefit_uncertain",
        Text(
            "Nytten er for usikker ut fra dokumentasjonen",
            "Nytta er for usikker ut frå dokumentasjonen",
            "The benefit is too uncertain on the evidence given",
        ),
        Criterion.BENEFIT,
        ENDS,
        "S4",
        may_stand_alone=False,
    ),
    Reason(
        "treatment_no_longer_relevant",
        Text(
            "Pasientens tilstand er endret, slik at behandlingen ikke lenger er aktuell",
            "Tilstanden til pasienten er endra, slik at behandlinga ikkje lenger er aktuell",
            "The patient's condition has changed, so that the treatment is no longer relevant",
        ),
        Criterion.BENEFIT,
        ENDS,
        "I",
    ),
)

RESOURCE_USE: Final = (
    Reason(
        "resource_use_proportionate",
        Text(
            "Ressursbruken står i rimelig forhold til nytten",
            "Ressursbruken står i rimeleg forhold til nytta",
            "The use of resources is in reasonable proportion to the benefit",
        ),
        Criterion.RESOURCE_USE,
        GRANTS,
        "LD",
    ),
    Reason(
        "resource_use_low",
        Text("Lav ressursbruk", "Låg ressursbruk", "Low use of resources"),
        Criterion.RESOURCE_USE,
        GRANTS,
        "S4",
    ),
    Reason(
        "resource_use_high_outweighed",
        Text(
            "Høy ressursbruk, som nytten og alvorligheten veier opp for",
            "Høg ressursbruk, som nytta og alvoret veg opp for",
            "High use of resources, outweighed by benefit and severity",
        ),
        Criterion.RESOURCE_USE,
        GRANTS,
        "S4",
    ),
    Reason(
        "resource_use_high",
        Text("Høy ressursbruk", "Høg ressursbruk", "High use of resources"),
        Criterion.RESOURCE_USE,
        ENDS,
        "S4",
        may_stand_alone=False,
    ),
    Reason(
        "resource_use_disproportionate",
        Text(
            "Ressursbruken står ikke i rimelig forhold til nytten, når en tar hensyn til alvoret",
            "Ressursbruken står ikkje i rimeleg forhold til nytta, når ein tek omsyn til alvoret",
            "The use of resources is out of proportion to the benefit, severity considered",
        ),
        Criterion.RESOURCE_USE,
        ENDS,
        "LD",
    ),
)

SEVERITY: Final = (
    Reason(
        "severity_high",
        Text(
            "Tilstanden er svært alvorlig", "Tilstanden er svært alvorleg", "Very severe condition"
        ),
        Criterion.SEVERITY,
        GRANTS,
        "S4",
    ),
    Reason(
        "severity_moderate",
        Text("Tilstanden er alvorlig", "Tilstanden er alvorleg", "Severe condition"),
        Criterion.SEVERITY,
        GRANTS,
        "S4",
    ),
    Reason(
        "severity_low",
        Text(
            "Tilstanden er lite alvorlig sammenlignet med ressursbruken",
            "Tilstanden er lite alvorleg samanlikna med ressursbruken",
            "The condition is not severe compared with the use of resources",
        ),
        Criterion.SEVERITY,
        ENDS,
        "S4",
        may_stand_alone=False,
    ),
)

PRIORITY_REASONS: Final = (*BENEFIT, *RESOURCE_USE, *SEVERITY)
