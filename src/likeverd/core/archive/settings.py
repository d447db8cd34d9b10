"""What a trust says of its archive: the optional part ``archive`` of its settings document.

A trust without it archives nothing yet: what is due waits, and is seen to wait. Codes and record numbers (recnos) are
each archive's own, so none is guessed. Addresses and secrets are no settings: they come from the environment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Final


class BrokenArchive(ValueError):
    """The archive's settings cannot be used; says why."""


class Receiver(StrEnum):
    """Where packages go."""

    NONE = "none"  # not decided yet
    FOLDER = "folder"  # packages in a folder, for an archive without an interface
    PUBLIC_360 = "public360"  # Public 360 by its interface SIF (RPC)


# Only what a public title may say: the number names nobody.
TITLE_PARTS: Final = ("{number}",)


@dataclass(frozen=True, slots=True)
class Public360:
    """What one customer's Public 360 wants in each call; empty or 0 is left out.

    ``documents_*`` are the categories of its documents, ``enterprise`` and ``person`` recnos of those responsible.
    """

    case_type: str = "Sak"
    case_status: str = "B"
    enterprise: int = 0
    person: int = 0
    access_code: str = ""
    access_group: str = ""
    external_id_type: str = "Likeverd"
    note_category: str = "Internt notat uten oppfølging"
    incoming_category: str = "Dokument inn"
    outgoing_category: str = "Dokument ut"
    document_status: str = "J"


@dataclass(frozen=True, slots=True)
class ArchiveRules:
    """How a trust's cases are filed.

    ``series`` (arkivdel), ``classification_system`` and ``classification``, and ``unit`` (administrativ enhet) are the
    archive's own codes. ``screening_code`` and ``screening_basis``: why the public may not read (skjerming).
    ``public_title`` is what everybody may read; ``{number}`` in it is the case number, and nothing else is put in.
    """

    receiver: Receiver = Receiver.NONE
    series: str = ""
    classification_system: str = ""
    classification: str = ""
    unit: str = ""
    screening_code: str = "13"
    screening_basis: str = "Offl. § 13 jf. helsepersonelloven § 21"
    public_title: str = "Søknad om unntak, sak {number}"
    public360: Public360 = field(default_factory=Public360)

    def title(self, number: str) -> str:
        """The public title of a case."""
        return self.public_title.replace("{number}", number)


def archive_from(given: Mapping[str, Any] | None) -> ArchiveRules:
    """The archive's rules; raises ``BrokenArchive``."""
    if given is None:
        return ArchiveRules()
    values = dict(given)
    try:
        receiver = Receiver(values.pop("receiver"))
    except (KeyError, ValueError) as missing:
        raise BrokenArchive(
            f"archive.receiver is one of {', '.join(Receiver)}, not {given.get('receiver')!r}"
        ) from missing
    of_360 = values.pop("public360", {})
    rules = ArchiveRules(
        receiver=receiver,
        public360=Public360(**_known(of_360, Public360, "archive.public360")),
        **_known(values, ArchiveRules, "archive"),
    )
    _check_title(rules.public_title)
    if not rules.screening_basis.strip():
        raise BrokenArchive("archive.screening_basis says by which law the case is screened")
    return rules


def _known(given: Mapping[str, Any], of: type, where: str) -> dict[str, Any]:
    """The settings that are there, each of the kind that it has by default."""
    kinds = {each.name: each.type for each in fields(of)}
    for name, value in given.items():
        if kinds.get(name) not in (str, int):
            raise BrokenArchive(f"{where} knows no setting {name!r}")
        if isinstance(value, bool) or not isinstance(value, kinds[name]):  # type: ignore[arg-type]
            raise BrokenArchive(f"{where}.{name} cannot be {value!r}")
    return dict(given)


def _check_title(title: str) -> None:
    rest = title
    for part in TITLE_PARTS:
        rest = rest.replace(part, "")
    if not title.strip() or "{" in rest or "}" in rest:
        raise BrokenArchive("archive.public_title may hold {number}, and no other part")
