"""The invented people whom the demonstration offers on its page for picking a person.

Sykehuset Innlandet has everybody of the full chain, Helse Førde a smaller set of the short
one. All names are combined from ordinary ones and belong to nobody.
"""

from dataclasses import dataclass
from typing import Final

from likeverd.core.vocabulary import Role

DEMO: Final = "demo."
INNLANDET: Final = "innlandet"
FORDE: Final = "forde"


@dataclass(frozen=True, slots=True)
class Played:
    """One invented person: where, in which role; ``unit`` is a unit's code, empty: the trust.

    ``hpr_number`` is invented too, and only there where somebody else must name the person by it.
    """

    username: str
    name: str
    title: str
    trust: str
    role: Role
    unit: str = ""
    language: str = "nb"
    hpr_number: str = ""

    @property
    def email(self) -> str:
        """An address that can reach nobody."""
        return f"{self.username}@example.org"


@dataclass(frozen=True, slots=True)
class PlayedDeputy:
    """An invented person who stands in for another in that one's role."""

    person: Played
    stands_in_for: Played
    reason: str


CONSULTANT: Final = Role.TREATING_CONSULTANT
LEAD: Final = Role.CLINICAL_LEAD_REVIEWER
MANAGER: Final = Role.ANCHORING_MANAGER
COMMITTEE: Final = Role.ASSESSMENT_COMMITTEE
DIRECTOR: Final = Role.MEDICAL_DIRECTOR


def _si(username: str, name: str, title: str, role: Role, unit: str = "") -> Played:
    return Played(f"{DEMO}{username}", name, title, INNLANDET, role, unit)


def _forde(
    username: str, name: str, title: str, role: Role, unit: str = "", hpr_number: str = ""
) -> Played:
    return Played(f"{DEMO}forde.{username}", name, title, FORDE, role, unit, "nn", hpr_number)


CANCER_DOCTOR: Final = _si(
    "overlege.kreft", "Ingrid Haugen", "Overlege, onkologi", CONSULTANT, "kreft-hamar"
)
NEUROLOGIST: Final = _si(
    "overlege.nevro", "Amir Solberg", "Overlege, nevrologi", CONSULTANT, "nevrologi-lillehammer"
)
SECRETARY: Final = _si("sekretaer", "Tone Bakken", "Medisinsk sekretær", Role.HELPER, "kreft-hamar")
CANCER_LEAD: Final = _si("leder.kreft", "Bjørn Lunde", "Avdelingssjef", LEAD, "kreft-hamar")
NEURO_LEAD: Final = _si(
    "leder.nevro", "Sigrid Moen", "Avdelingssjef", LEAD, "nevrologi-lillehammer"
)
EAST_DIRECTOR: Final = _si(
    "divisjon.elverum-hamar", "Knut Sandvik", "Divisjonsdirektør", MANAGER, "elverum-hamar"
)
WEST_DIRECTOR: Final = _si(
    "divisjon.gjovik-lillehammer", "Hilde Ruud", "Divisjonsdirektør", MANAGER, "gjovik-lillehammer"
)
COMMITTEE_LEADER: Final = _si(
    "komite.leder", "Marit Eide", "Leder av vurderingskomiteen", COMMITTEE
)
PHARMACIST: Final = _si("komite.farmasoyt", "Henrik Dahl", "Klinisk farmasøyt", COMMITTEE)
ETHICIST: Final = _si("komite.etikk", "Fatima Berge", "Overlege, klinisk etikk", COMMITTEE)
MEDICAL_DIRECTOR: Final = _si(
    "direktor", "Ragnhild Myhre", "Direktør medisin og helsefag", DIRECTOR
)
ASSISTANT: Final = _si(
    "stedfortreder", "Magnus Aas", "Assisterende direktør medisin og helsefag", COMMITTEE
)
DEPUTY: Final = PlayedDeputy(
    ASSISTANT, MEDICAL_DIRECTOR, "Tar saker når direktøren har ferie eller er på tjenestereise."
)
ACCESS_MANAGER: Final = _si(
    "tilgang", "Turid Fossum", "Seksjonsleder, pasientadministrasjon", Role.ACCESS_MANAGER
)
LOG_REVIEWER: Final = _si("logg", "Per Ove Lien", "Personvernrådgiver", Role.LOG_REVIEWER)
METHOD_SECRETARIAT: Final = _si(
    "metode", "Hilde Sørensen", "Rådgiver, metodesekretariatet", Role.METHOD_SECRETARIAT
)
PROCEDURE_KEEPER: Final = _si(
    "prosedyre", "Elin Bråten", "Rådgiver, fagavdelingen", Role.PROCEDURE_KEEPER
)
ARCHIVIST: Final = _si("arkiv", "Johan Tangen", "Arkivar", Role.ARCHIVIST)
FORDE_DOCTOR: Final = _forde(
    "overlege", "Solveig Nygård", "Overlege, onkologi", CONSULTANT, "kreft-forde", "900000001"
)
FORDE_SECRETARY: Final = _forde(
    "sekretaer", "Randi Hauge", "Medisinsk sekretær", Role.HELPER, "kreft-forde"
)
FORDE_LEAD: Final = _forde("leiar", "Odd Strand", "Seksjonsleiar", LEAD, "kreft-forde")
FORDE_MANAGER: Final = _forde(
    "klinikk", "Astrid Lie", "Klinikkdirektør", MANAGER, "medisinsk-klinikk"
)
FORDE_DIRECTOR: Final = _forde("fagdirektor", "Sindre Holm", "Fagdirektør", DIRECTOR)

CAST: Final = (
    CANCER_DOCTOR,
    NEUROLOGIST,
    SECRETARY,
    CANCER_LEAD,
    NEURO_LEAD,
    _si("leder.medisin", "Rune Paulsen", "Avdelingssjef", LEAD, "medisin-elverum"),
    _si("leder.revma", "Camilla Solheim", "Avdelingssjef", LEAD, "revmatologi-lillehammer"),
    _si("leder.kreft-gjovik", "Eirik Kristiansen", "Avdelingssjef", LEAD, "kreft-gjovik"),
    EAST_DIRECTOR,
    WEST_DIRECTOR,
    COMMITTEE_LEADER,
    PHARMACIST,
    ETHICIST,
    ASSISTANT,
    MEDICAL_DIRECTOR,
    ACCESS_MANAGER,
    LOG_REVIEWER,
    METHOD_SECRETARIAT,
    PROCEDURE_KEEPER,
    ARCHIVIST,
    FORDE_DOCTOR,
    FORDE_SECRETARY,
    FORDE_LEAD,
    FORDE_MANAGER,
    FORDE_DIRECTOR,
    _forde("tilgang", "Gunnhild Vik", "Seksjonsleiar, dokumentsenter", Role.ACCESS_MANAGER),
    _forde("logg", "Jostein Eide", "Personvernombod", Role.LOG_REVIEWER),
    _forde("metode", "Åse Kvamme", "Rådgivar, metodesekretariatet", Role.METHOD_SECRETARIAT),
    _forde("prosedyre", "Marta Sande", "Rådgivar, fagavdelinga", Role.PROCEDURE_KEEPER),
    _forde("arkiv", "Kåre Hovland", "Arkivar", Role.ARCHIVIST),
)
