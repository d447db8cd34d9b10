"""Papers as PDF files that can be archived and read aloud: PDF/A-2a and PDF/UA-1 in one file.

A paper is a list of blocks. What stands in them is set as text and never read as typst's own language, so nothing
that a person wrote can become a command. Fonts are typst's own (Libertinus Serif, SIL OFL), embedded in each file.
"""

from likeverd.typesetting.blocks import Block, Bullets, Facts, Heading, Paper, Paragraph, Table
from likeverd.typesetting.setting import NotTypeset, typeset

__all__ = [
    "Block",
    "Bullets",
    "Facts",
    "Heading",
    "NotTypeset",
    "Paper",
    "Paragraph",
    "Table",
    "typeset",
]
