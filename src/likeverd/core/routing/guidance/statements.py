"""The shape of what is told, and the statements that several routes share."""

from dataclasses import dataclass
from typing import Final

from likeverd.core.sources import OWN_READING
from likeverd.core.text import Text


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, and the key of the source that says it."""

    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What is told of one route."""

    first_step: Statement
    ready: tuple[Statement, ...]
    pays: Statement
    takes: Statement


NO_DEADLINE: Final = Statement(
    Text(
        "Ingen offentlig kilde setter en frist. Sykehuset kan ha egne mål; se på saken.",
        "Inga offentleg kjelde set ein frist. Sjukehuset kan ha eigne mål; sjå på saka.",
        "No public source sets a time limit. The hospital may have targets of its own; see the case.",
    ),
    OWN_READING,
)
TRUST_PAYS: Final = Statement(
    Text(
        "Helseforetaket betaler, normalt avdelingen som bestiller. Bor pasienten i et annet opptaksområde, er begge "
        "helseforetakenes fagdirektører med.",
        "Helseføretaket betaler, normalt avdelinga som bestiller. Bur pasienten i eit anna opptaksområde, er "
        "fagdirektørane i begge helseføretaka med.",
        "The hospital trust pays, normally the department that orders. If the patient lives in another catchment "
        "area, "
        "the medical directors of both trusts take part.",
    ),
    "S4",
)
CONSENT: Final = Statement(
    Text(
        "Pasienten er informert om at opplysningene registreres, og vil ha behandlingen.",
        "Pasienten er informert om at opplysningane blir registrerte, og vil ha behandlinga.",
        "The patient knows that the information is registered, and wants the treatment.",
    ),
    "S4",
)
PLAN: Final = Statement(
    Text(
        "Behandlingsplan: mål, dose og varighet, kontroller, kriterier for å stoppe, og når effekten vurderes.",
        "Behandlingsplan: mål, dose og lengd, kontrollar, kriterium for å stoppe, og når effekten blir vurdert.",
        "A treatment plan: goals, dose and duration, monitoring, criteria for stopping, and when the effect is "
        "assessed.",
    ),
    "HD1",
)
ESTABLISHED: Final = Statement(
    Text(
        "For hver etablert behandling: hvorfor den er kontraindisert, eller når den ble stoppet og av hvilken "
        "bivirkning.",
        "For kvar etablert behandling: kvifor ho er kontraindisert, eller når ho vart stoppa og av kva biverknad.",
        "For each established treatment: why it is contraindicated, or when it was stopped and for which side "
        "effect.",
    ),
    "S4",
)
LARGER_EFFECT: Final = Statement(
    Text(
        "Dokumentasjon på at effekten ventes å bli vesentlig større for denne pasienten enn for gruppen.",
        "Dokumentasjon på at effekten er venta å bli vesentleg større for denne pasienten enn for gruppa.",
        "Documents that show why the effect is expected to be substantially larger for this patient than for the "
        "group.",
    ),
    "S4",
)
PRIORITIES: Final = Statement(
    Text(
        "Nytte, alvorlighet og ressursbruk, med ventet kostnad per år.",
        "Nytte, alvor og ressursbruk, med venta kostnad per år.",
        "Benefit, severity and resource use, with the expected cost per year.",
    ),
    "S4",
)
