"""Everything that is known of a case when it goes to the archive, gathered by the house for ``document``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from likeverd.core.archive.words import Said
from likeverd.core.case import CaseFacts
from likeverd.core.events import Recorded
from likeverd.core.forms.model import Definition
from likeverd.core.trust_rules import TrustRules


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who acted, as known by the archive: name, title, and number in the register of health personnel."""

    name: str
    title: str = ""
    hpr_number: str = ""


@dataclass(frozen=True, slots=True)
class ChosenWay:
    """What the guide said when the way was chosen, and what was chosen."""

    at: datetime
    by: int
    rule_set: str
    facts: Mapping[str, object]
    verdicts: Mapping[str, object]
    recommended: str
    chosen: str
    departs: bool
    closed_by: Sequence[str]
    reason: str


@dataclass(frozen=True, slots=True)
class MethodAsKnown:
    """The method as the register had it; ``entries`` and ``events`` are plain JSON, each with its source."""

    key: str
    name: str
    substance: str
    indication: str
    events: Sequence[Mapping[str, object]]
    entries: Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of the case. ``path``: where it lies in the package; empty where it is only named, as ``note`` says."""

    name: str
    kind: str
    media_type: str
    size: int
    checksum: str
    at: datetime
    by: str
    path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Words that belong together under a heading, and the same as data."""

    title: str
    said: Sequence[Said]
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What another room of the house adds: the committee, letters, files. ``key`` names it in the document."""

    key: str
    title: str
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class Record:
    """One case for the archive, as it stood after ``through`` events.

    ``number_of_package``: 0 for the first; 1 and on for a supplement, which tells what is new after event ``since``.
    ``hashes`` are the salted hashes of the events' contents, in order. ``facts`` is the case before its first event.
    """

    number: str
    language: str
    number_of_package: int
    through: int
    since: int
    made_at: datetime
    trust: str
    trust_code: str
    division: str
    department: str
    patient_name: str
    identity_number: str
    identity_kind: str
    applicant: int
    paper: bool
    paper_received: str
    earlier_case: str
    form: Definition
    rules: TrustRules
    facts: CaseFacts
    log: Sequence[Recorded]
    hashes: Sequence[str]
    people: Mapping[int, Somebody]
    method: MethodAsKnown
    ways: Sequence[ChosenWay]
    files: Sequence[FileFacts]
    parts: Sequence[Part] = ()
    software: str = ""
