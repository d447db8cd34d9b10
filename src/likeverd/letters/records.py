"""Between a decided case, the words of its letters, and the rows and files that keep them; nothing is decided here."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.records import recorded_of
from likeverd.core.events import WITH_REASONS, Recorded
from likeverd.core.forms.reading import parse_date
from likeverd.core.letters import Block, Heading, LetterFacts, Paragraph, Points, Rendered, end_of
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import trust_rules
from likeverd.typesetting import Block as PaperBlock
from likeverd.typesetting import Bullets, Paper, typeset
from likeverd.typesetting import Heading as PaperHeading
from likeverd.typesetting import Paragraph as PaperParagraph

BLOCKS: Final[Mapping[str, type[Heading] | type[Paragraph]]] = {
    "heading": Heading,
    "paragraph": Paragraph,
}


def last_end(case: int) -> Recorded | None:
    """The newest event that letters are written of; None where there is none."""
    kinds = [kind.kind for kind in WITH_REASONS]
    rows = CaseEvent.objects.filter(case_id=case, kind__in=kinds).select_related("kept")
    row = rows.order_by("-sequence").first()
    return recorded_of(row) if row is not None else None


def facts_of_end(case: Case, ended: Recorded, language: str) -> LetterFacts:
    """What letters say of a case that an event ended. The case was read with what it refers to, or reads it now."""
    end = end_of(ended.event)
    if end is None:
        raise ValueError(f"no letter follows {ended.event.kind}")
    given = ended.event.payload()
    return facts_from(
        case,
        end,
        given,
        decided_by=decided_by(case, ended.by, ended.state_before, language),
        at=ended.at,
    )


def facts_from(
    case: Case, end: State, given: Mapping[str, Any], *, decided_by: str, at: datetime
) -> LetterFacts:
    """The same from answers, given or only typed, by the keys that the events of an end have."""
    rules = trust_rules(case.trust_id, case.trust_rules_version)
    return LetterFacts(
        number=case.number,
        end=end,
        decided_on=local_day(at),
        method=case.method.name,
        indication=case.method.indication,
        doctor=case.applicant.name,
        department=case.department.name,
        trust=case.trust.name,
        decided_by=decided_by,
        reasons=tuple(given.get("reasons") or ()),
        reasoning=given.get("reasoning") or "",
        patient=case.patient.name,
        valid_until=parse_date(given.get("valid_until") or ""),
        conditions=given.get("conditions") or "",
        right_scheme=given.get("right_scheme") or "",
        contact=rules.contacts.get(case.department.code, ""),
    )


def decided_by(case: Case, person: int, step: State, language: str) -> str:
    """Name and title of the one who ended the case, the title as the trust calls the step."""
    rules = trust_rules(case.trust_id, case.trust_rules_version)
    who = Person.objects.get(pk=person)
    title = rules.titles[step].in_language(language) if step in rules.titles else who.title
    return f"{who.name}, {title[0].lower()}{title[1:]}" if title else who.name


def as_json(rendered: Rendered) -> dict[str, Any]:
    """The letter as it is kept."""
    plain = asdict(rendered)
    plain["blocks"] = [_block_as_json(block) for block in rendered.blocks]
    return plain


def _block_as_json(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def from_json(content: Mapping[str, Any]) -> Rendered:
    """The letter that was kept."""
    return Rendered(
        **{
            **content,
            "receiver": tuple(content["receiver"]),
            "blocks": tuple(_block_from_json(block) for block in content["blocks"]),
        }
    )


def _block_from_json(block: Mapping[str, Any]) -> Block:
    if block["kind"] == "points":
        return Points(tuple(block["items"]))
    return BLOCKS[block["kind"]](block["text"])


def paper_of(rendered: Rendered, made_at: datetime) -> Paper:
    """The letter as a paper to be set."""
    return Paper(
        title=rendered.title,
        language=rendered.language,
        blocks=tuple(_paper_block(block) for block in rendered.blocks),
        made_at=made_at,
        sender=rendered.sender,
        reference=rendered.reference,
        day=rendered.day,
        receiver=rendered.receiver,
    )


def _paper_block(block: Block) -> PaperBlock:
    if isinstance(block, Points):
        return Bullets(block.items)
    if isinstance(block, Heading):
        return PaperHeading(block.text)
    return PaperParagraph(block.text)


def file_bytes(content: Mapping[str, Any], made_at: datetime) -> bytes:
    """The PDF file of a kept letter; the same letter gives the same bytes. Raises ``typesetting.NotTypeset``."""
    return typeset(paper_of(from_json(content), made_at))


def checksum_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
