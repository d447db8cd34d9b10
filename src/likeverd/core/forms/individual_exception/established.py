"""The second precondition: what became of each established treatment.

Lack of effect alone is recorded as it is and is not enough for an exception [S4].
"""

from typing import Final

from likeverd.core.forms.model import Condition, Field, Kind, Option, Section, When
from likeverd.core.text import Text

OUTCOMES: Final = (
    Option("contraindicated", Text("Kontraindisert", "Kontraindisert", "Contraindicated")),
    Option(
        "stopped_side_effects",
        Text(
            "Forsøkt og stanset på grunn av uakseptable bivirkninger",
            "Forsøkt og stansa på grunn av uakseptable biverknader",
            "Tried and stopped for unacceptable side effects",
        ),
    ),
    Option(
        "no_effect",
        Text(
            "Forsøkt uten tilstrekkelig effekt",
            "Forsøkt utan tilstrekkeleg effekt",
            "Tried without sufficient effect",
        ),
    ),
    Option("not_tried", Text("Ikke forsøkt", "Ikkje forsøkt", "Not tried")),
)
OTHER: Final = Option("other", Text("Annet", "Anna", "Other"))
CONTRAINDICATIONS: Final = (
    Option("hypersensitivity", Text("Overfølsomhet", "Overfølsemd", "Hypersensitivity")),
    Option(
        "organ_function",
        Text("Nedsatt organfunksjon", "Nedsett organfunksjon", "Impaired organ function"),
    ),
    Option("other_disease", Text("Annen sykdom", "Annan sjukdom", "Another disease")),
    Option("interaction", Text("Interaksjon", "Interaksjon", "Interaction")),
    Option(
        "pregnancy",
        Text("Graviditet eller amming", "Graviditet eller amming", "Pregnancy or nursing"),
    ),
    Option("genetic", Text("Genetiske forhold", "Genetiske forhold", "Genetic factors")),
    OTHER,
)
SIDE_EFFECTS: Final = (
    Option("blood", Text("Blod og beinmarg", "Blod og beinmerg", "Blood and bone marrow")),
    Option("liver", Text("Lever", "Lever", "Liver")),
    Option("kidney", Text("Nyre", "Nyre", "Kidney")),
    Option("heart", Text("Hjerte og kar", "Hjarte og kar", "Heart and vessels")),
    Option("nervous_system", Text("Nervesystem", "Nervesystem", "Nervous system")),
    Option("gastrointestinal", Text("Mage og tarm", "Mage og tarm", "Gastrointestinal")),
    Option("skin", Text("Hud og slimhinner", "Hud og slimhinner", "Skin and mucosa")),
    Option("infection", Text("Alvorlig infeksjon", "Alvorleg infeksjon", "Serious infection")),
    Option(
        "hypersensitivity_reaction",
        Text("Overfølsomhetsreaksjon", "Overfølsemdsreaksjon", "Hypersensitivity reaction"),
    ),
    Option("mental", Text("Psykisk", "Psykisk", "Mental")),
    OTHER,
)
LACKS_OF_EFFECT: Final = (
    Option("primary", Text("Aldri effekt", "Aldri effekt", "Never had an effect")),
    Option("lost", Text("Effekten gikk tapt", "Effekten gjekk tapt", "The effect was lost")),
    Option("partial", Text("For liten effekt", "For liten effekt", "Too small an effect")),
)
REASONS_NOT_TRIED: Final = (
    Option(
        "less_effective",
        Text(
            "Ventes å virke dårligere for pasienten",
            "Ventar dårlegare verknad for pasienten",
            "Expected to work less well for the patient",
        ),
    ),
    Option("risk", Text("For høy risiko", "For høg risiko", "Too great a risk")),
    Option("unavailable", Text("Ikke tilgjengelig", "Ikkje tilgjengeleg", "Not available")),
    Option(
        "declined",
        Text("Pasienten ønsker det ikke", "Pasienten ønskjer det ikkje", "The patient declines"),
    ),
    OTHER,
)

TRIED: Final = Condition("outcome", ("stopped_side_effects", "no_effect"))
WHY_CODED: Final = Text(
    "Med koder kan like saker sammenlignes på tvers av sykehus.",
    "Med kodar kan like saker samanliknast på tvers av sjukehus.",
    "Codes make it possible to compare like cases across hospitals.",
)


def _reason(key: str, label: Text, options: tuple[Option, ...], outcome: str) -> Field:
    condition = Condition("outcome", (outcome,))
    return Field(key, Kind.CHOICE, label, WHY_CODED, "S4", options=options, asked_when=condition)


def _month(key: str, label: Text) -> Field:
    why = Text(
        "Perioden viser om behandlingen fikk tid til å virke.",
        "Perioden viser om behandlinga fekk tid til å verke.",
        "The period shows whether the treatment had time to work.",
    )
    return Field(key, Kind.MONTH, label, why, "S4", asked_when=TRIED, when=When.PAST)


COLUMNS: Final = (
    Field(
        "name",
        Kind.LINE,
        Text("Behandling", "Behandling", "Treatment"),
        Text(
            "Virkestoff eller metode, én rad for hver.",
            "Verkestoff eller metode, éi rad for kvar.",
            "Substance or method, one row for each.",
        ),
        "S4",
    ),
    Field(
        "outcome",
        Kind.CHOICE,
        Text("Hva ble utfallet?", "Kva vart utfallet?", "What was the outcome?"),
        Text(
            "Manglende effekt alene er ikke nok til å få unntak.",
            "Manglande effekt åleine er ikkje nok til å få unntak.",
            "Lack of effect alone is not enough for an exception.",
        ),
        "S4",
        options=OUTCOMES,
    ),
    _reason(
        "contraindication",
        Text("Hvorfor kontraindisert?", "Kvifor kontraindisert?", "Why contraindicated?"),
        CONTRAINDICATIONS,
        "contraindicated",
    ),
    _reason(
        "side_effect",
        Text("Hvilken bivirkning?", "Kva biverknad?", "Which side effect?"),
        SIDE_EFFECTS,
        "stopped_side_effects",
    ),
    _reason(
        "lack_of_effect",
        Text("Hva slags manglende effekt?", "Kva slags manglande effekt?", "How did it fail?"),
        LACKS_OF_EFFECT,
        "no_effect",
    ),
    _reason(
        "reason_not_tried",
        Text("Hvorfor ikke forsøkt?", "Kvifor ikkje forsøkt?", "Why not tried?"),
        REASONS_NOT_TRIED,
        "not_tried",
    ),
    _month("tried_from", Text("Fra måned", "Frå månad", "From month")),
    _month("tried_to", Text("Til måned", "Til månad", "To month")),
    Field(
        "details",
        Kind.TEXT,
        Text("Forklaring", "Forklaring", "Explanation"),
        Text(
            "Dose, funn og alvorlighetsgrad gjør at andre kan vurdere det samme som du.",
            "Dose, funn og alvorsgrad gjer at andre kan vurdere det same som du.",
            "Dose, findings and grade let others judge what you judged.",
        ),
        "S4",
        longest=2000,
    ),
)

ESTABLISHED: Final = Section(
    "established",
    Text("Etablert behandling", "Etablert behandling", "Established treatment"),
    Text(
        "Andre forutsetning: etablert behandling er kontraindisert, eller forsøkt og stanset "
        "på grunn av uakseptable bivirkninger.",
        "Andre føresetnad: etablert behandling er kontraindisert, eller forsøkt og stansa "
        "på grunn av uakseptable biverknader.",
        "Second precondition: established treatment is contraindicated, or was tried and stopped "
        "for unacceptable side effects.",
    ),
    (
        Field(
            "established_treatments",
            Kind.ROWS,
            Text(
                "Etablerte behandlinger ved tilstanden",
                "Etablerte behandlingar ved tilstanden",
                "Established treatments for the condition",
            ),
            Text(
                "Hver etablert behandling må være prøvd eller utelukket før det kan gis unntak.",
                "Kvar etablert behandling må vere prøvd eller utelukka før det kan bli gitt "
                "unntak.",
                "Each established treatment must be tried or ruled out before an exception.",
            ),
            "S4",
            columns=COLUMNS,
        ),
    ),
)
