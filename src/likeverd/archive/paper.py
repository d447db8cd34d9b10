"""The archive's document of a case as a paper, for people: what its JSON says in words, in the same order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from likeverd.core.archive.headings import NEW_AFTER
from likeverd.core.archive.words import day
from likeverd.core.workdays import local_day
from likeverd.typesetting import Block, Facts, Heading, Paper, Paragraph


def paper_of(document: Mapping[str, Any], sender: str) -> Paper:
    """The paper of ``core.archive.document.document``."""
    made_at = datetime.fromisoformat(document["made_at"])
    blocks: list[Block] = []
    package = document["package"]
    if package["number"]:
        words = NEW_AFTER.in_language(document["language"])
        blocks.append(Paragraph(words.format(since=package["new_after_event"])))
    for part in document["parts"]:
        blocks.append(Heading(part["title"]))
        for group in part["groups"]:
            blocks += _group(group)
    return Paper(
        title=document["title"],
        language=document["language"],
        blocks=tuple(blocks),
        made_at=made_at,
        sender=sender,
        reference=document["case_number"],
        day=day(local_day(made_at)),
    )


def _group(group: Mapping[str, Any]) -> list[Block]:
    blocks: list[Block] = [Heading(group["title"], level=3)] if group["title"] else []
    rows = tuple((label, words) for label, words in group["said"])
    if rows:
        blocks.append(Facts(rows))
    return blocks
