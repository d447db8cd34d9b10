"""What may be put into a template: a closed list. Names are Norwegian, since those who write templates are.

A block placeholder becomes paragraphs or points, and stands alone on its line. Whoever edits a template can move it and
write around it, and cannot change what it says: the complaint paragraph and the coded reasons are the same everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from likeverd.core.letters.kinds import LETTER_ENDS, LetterKind
from likeverd.core.text import Text, unchanged
from likeverd.core.vocabulary import GRANTED_STATES, State

ALL_ENDS: Final = frozenset(LETTER_ENDS)
GRANTS: Final = frozenset(GRANTED_STATES)
CONDITIONS_ALONE: Final = frozenset({State.GRANTED_WITH_CONDITIONS})
REFERRED_ALONE: Final = frozenset({State.WRONG_SCHEME})
NOT_A_PLAIN_YES: Final = ALL_ENDS - {State.GRANTED}
BOTH: Final = frozenset(LetterKind)
TO_DOCTOR: Final = frozenset({LetterKind.DECISION})
TO_PATIENT: Final = frozenset({LetterKind.PATIENT})


def _everywhere(ends: frozenset[State]) -> Mapping[LetterKind, frozenset[State]]:
    return dict.fromkeys(LetterKind, ends)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder. ``required`` says after which ends a letter of a kind must have it."""

    name: str
    meaning: Text
    example: Text
    kinds: frozenset[LetterKind] = BOTH
    ends: frozenset[State] = ALL_ENDS
    required: Mapping[LetterKind, frozenset[State]] = field(default_factory=dict, hash=False)
    block: bool = False


CASE_NUMBER: Final = Placeholder(
    "saksnummer",
    Text("Saksnummeret", "Saksnummeret", "The case number"),
    unchanged("SI-2026-000123"),
    required=_everywhere(ALL_ENDS),
)
ANSWER: Final = Placeholder(
    "svaret",
    Text(
        "Hva svaret ble, i en setning", "Kva svaret vart, i ei setning", "The answer, in a sentence"
    ),
    Text("Søknaden er innvilget.", "Søknaden er innvilga.", "The application is granted."),
    required=_everywhere(ALL_ENDS),
)
DAY: Final = Placeholder(
    "dato",
    Text("Dagen saken ble avgjort", "Dagen saka vart avgjord", "The day of the decision"),
    Text("23. november 2026", "23. november 2026", "23 November 2026"),
)
METHOD: Final = Placeholder(
    "metode",
    Text("Behandlingen det er søkt om", "Behandlinga det er søkt om", "The treatment applied for"),
    unchanged("Demolimab"),
)
INDICATION: Final = Placeholder(
    "tilstand",
    Text("Hva behandlingen er mot", "Kva behandlinga er mot", "What the treatment is for"),
    Text("myasthenia gravis", "myasthenia gravis", "myasthenia gravis"),
    kinds=TO_DOCTOR,
)
DOCTOR: Final = Placeholder(
    "lege",
    Text("Legen som søkte", "Legen som søkte", "The doctor who applied"),
    unchanged("Ingrid Haugen"),
)
DEPARTMENT: Final = Placeholder(
    "avdeling",
    Text("Avdelingen", "Avdelinga", "The department"),
    Text("Nevrologisk avdeling", "Nevrologisk avdeling", "Department of Neurology"),
)
TRUST: Final = Placeholder(
    "sykehus",
    Text("Helseforetaket", "Helseføretaket", "The hospital trust"),
    unchanged("Sykehuset Innlandet HF"),
)
DECIDED_BY: Final = Placeholder(
    "avgjort_av",
    Text(
        "Hvem som avgjorde, med tittel", "Kven som avgjorde, med tittel", "Who decided, with title"
    ),
    Text(
        "Ragnhild Myhre, direktør medisin og helsefag",
        "Ragnhild Myhre, direktør medisin og helsefag",
        "Ragnhild Myhre, medical director",
    ),
)
PATIENT: Final = Placeholder(
    "pasient",
    Text("Pasientens navn", "Namnet til pasienten", "The patient's name"),
    unchanged("Eksempel Pasient"),
    kinds=TO_PATIENT,
)
REASONS: Final = Placeholder(
    "grunner",
    Text(
        "De kodede grunnene, som punkter; til pasienten i enkle ord",
        "Dei koda grunnane, som punkt; til pasienten i enkle ord",
        "The coded reasons, as points; to the patient in plain words",
    ),
    Text("Stor forventet nytte", "Stor venta nytte", "Large expected benefit"),
    required=_everywhere(ALL_ENDS),
    block=True,
)
REASONING: Final = Placeholder(
    "begrunnelse",
    Text(
        "Begrunnelsen som ble skrevet", "Grunngivinga som vart skriven", "The reasoning as written"
    ),
    Text("Pasienten har …", "Pasienten har …", "The patient has …"),
    kinds=TO_DOCTOR,
    required={LetterKind.DECISION: ALL_ENDS},
    block=True,
)
VALID_UNTIL: Final = Placeholder(
    "gjelder_til",
    Text("Siste dag unntaket gjelder", "Siste dagen unntaket gjeld", "The exception's last day"),
    Text("11. juni 2027", "11. juni 2027", "11 June 2027"),
    ends=GRANTS,
    required=_everywhere(GRANTS),
)
CONDITIONS: Final = Placeholder(
    "vilkår",
    Text("Vilkårene som ble skrevet", "Vilkåra som vart skrivne", "The conditions as written"),
    Text(
        "Effekten måles hver tredje måned.",
        "Blir evaluert etter tre månader.",
        "To be evaluated after three months.",
    ),
    ends=CONDITIONS_ALONE,
    required=_everywhere(CONDITIONS_ALONE),
    block=True,
)
RIGHT_SCHEME: Final = Placeholder(
    "riktig_ordning",
    Text(
        "Ordningen som er den rette",
        "Ordninga som er den rette",
        "The scheme that is the right one",
    ),
    Text("Tilgangsordningen", "Tilgangsordninga", "The access scheme"),
    ends=REFERRED_ALONE,
    required=_everywhere(REFERRED_ALONE),
)
CONTACT: Final = Placeholder(
    "kontakt",
    Text(
        "Hvem pasienten kan ringe: legen og avdelingen, med nummeret som helseforetaket har satt opp",
        "Kven pasienten kan ringje: legen og avdelinga, med nummeret som helseføretaket har sett opp",
        "Whom the patient can call: the doctor and the department, with the number that the trust has set",
    ),
    Text(
        "Ring legen din, Ingrid Haugen, eller Nevrologisk avdeling.",
        "Ring legen din, Ingrid Haugen, eller Nevrologisk avdeling.",
        "Call your doctor, Ingrid Haugen, or the Department of Neurology.",
    ),
    kinds=TO_PATIENT,
    required={LetterKind.PATIENT: ALL_ENDS},
)
COMPLAINT: Final = Placeholder(
    "klage",
    Text(
        "Retten til å klage: til hvem, hvordan, fristen, og hva kildene er uenige om",
        "Retten til å klage: til kven, korleis, fristen, og kva kjeldene er ueinige om",
        "The right to complain: to whom, how, the time limit, and what the sources do not agree on",
    ),
    Text("Fristen er fire uker …", "Fristen er fire veker …", "The time limit is four weeks …"),
    kinds=TO_PATIENT,
    required={LetterKind.PATIENT: NOT_A_PLAIN_YES},
    block=True,
)

_ALL: Final = (
    CASE_NUMBER,
    ANSWER,
    DAY,
    METHOD,
    INDICATION,
    DOCTOR,
    DEPARTMENT,
    TRUST,
    DECIDED_BY,
    PATIENT,
    REASONS,
    REASONING,
    VALID_UNTIL,
    CONDITIONS,
    RIGHT_SCHEME,
    CONTACT,
    COMPLAINT,
)
PLACEHOLDERS: Final[Mapping[str, Placeholder]] = {found.name: found for found in _ALL}


def allowed(kind: LetterKind, end: State) -> tuple[Placeholder, ...]:
    """What a template of this kind may hold after this end."""
    return tuple(found for found in _ALL if kind in found.kinds and end in found.ends)


def required(kind: LetterKind, end: State) -> tuple[Placeholder, ...]:
    """What a template of this kind must hold after this end."""
    return tuple(
        found for found in allowed(kind, end) if end in found.required.get(kind, frozenset())
    )
