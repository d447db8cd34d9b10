"""A letter as text on a page, and the patient's way to it."""

from typing import Any

from django import template

from likeverd.core.letters import Heading, Points, Rendered
from likeverd.letters.selectors import given_letter
from likeverd.patients.selectors import OwnCasePage

register = template.Library()


@register.inclusion_tag("letters/_words.html")
def letter_words(words: Rendered) -> dict[str, Any]:
    """The letter with its headings and points, in its own language."""
    blocks = [
        {
            "is_heading": isinstance(block, Heading),
            "items": block.items if isinstance(block, Points) else (),
            "text": "" if isinstance(block, Points) else block.text,
        }
        for block in words.blocks
    ]
    head = {name: getattr(words, name) for name in ("title", "language", "sender", "reference")}
    return {"words": {**head, "day": words.day, "receiver": words.receiver, "blocks": blocks}}


@register.inclusion_tag("letters/_own_letter_link.html")
def own_letter_link(page: OwnCasePage) -> dict[str, Any]:
    """The way to the letter, where the answer may be seen and one was given."""
    found = given_letter(page.case) if page.outcome else None
    return {"letter": found, "number": page.case.number}
