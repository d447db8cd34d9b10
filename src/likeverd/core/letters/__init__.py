"""Letters of a decision: to the doctor who applied, and to the patient in plain words, in bokmål, nynorsk and English.

A letter is a template with the case's values put in. The trust's policy staff write templates in plain text; what they
may put in is a closed list, and a template that lacks what the law or the procedure asks for is not published. Where a
trust has written none, the texts here hold.
"""

from likeverd.core.letters.defaults import default_template
from likeverd.core.letters.faults import LONGEST, TemplateFault, faults_of
from likeverd.core.letters.kinds import (
    LETTER_ENDS,
    LETTER_KINDS,
    LetterKind,
    end_of,
)
from likeverd.core.letters.marks import Block, Heading, Paragraph, Points
from likeverd.core.letters.placeholders import PLACEHOLDERS, Placeholder, allowed, required
from likeverd.core.letters.rendering import Correction, Rendered, render
from likeverd.core.letters.specimen import specimen_facts
from likeverd.core.letters.values import LetterFacts

__all__ = [
    "LETTER_ENDS",
    "LETTER_KINDS",
    "LONGEST",
    "PLACEHOLDERS",
    "Block",
    "Correction",
    "Heading",
    "LetterFacts",
    "LetterKind",
    "Paragraph",
    "Placeholder",
    "Points",
    "Rendered",
    "TemplateFault",
    "allowed",
    "default_template",
    "end_of",
    "faults_of",
    "render",
    "required",
    "specimen_facts",
]
