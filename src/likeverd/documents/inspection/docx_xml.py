"""The XML inside a DOCX: read event by event, without entities, for what runs or fetches."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from likeverd.documents.inspection.verdicts import Refused, Verdict

MAIN_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
MAIN_PART: Final = "/word/document.xml"
MACRO_TYPES: Final = re.compile(r"macroenabled|vbaproject|vbadata|activex", re.IGNORECASE)
CARRYING_TYPES: Final = re.compile(r"oleobject|\.package$|octet-stream", re.IGNORECASE)
HYPERLINK: Final = "/hyperlink"
WEB: Final = ("http://", "https://", "mailto:", "tel:")
ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\", re.IGNORECASE)
# Elements that lead to a part or a program of another kind.
RUNNING_ELEMENTS: Final = frozenset({"control", "ocx"})
CARRYING_ELEMENTS: Final = frozenset({"altChunk", "OLEObject", "oleObj", "objectEmbed"})
FETCHING_ELEMENTS: Final = frozenset({"objectLink", "attachedTemplate", "mailMerge", "subDoc"})
# Fields that only number, date, refer or hold what a person chose. DDE, INCLUDETEXT, MACROBUTTON … are not among them,
# and neither is QUOTE, with which a field's name can be put together out of sight.
HARMLESS_FIELDS: Final = frozenset(
    [
        "=",
        "ADDIN",
        "ADVANCE",
        "AUTHOR",
        "BIBLIOGRAPHY",
        "CITATION",
        "COMMENTS",
        "COMPARE",
        "CREATEDATE",
        "DATE",
        "DOCPROPERTY",
        "EDITTIME",
        "EQ",
        "FILENAME",
        "FILESIZE",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "FORMTEXT",
        "FORMULA",
        "HYPERLINK",
        "IF",
        "INDEX",
        "INFO",
        "KEYWORDS",
        "LASTSAVEDBY",
        "LISTNUM",
        "MERGEFIELD",
        "NOTEREF",
        "NUMCHARS",
        "NUMPAGES",
        "NUMWORDS",
        "PAGE",
        "PAGEREF",
        "REF",
        "REVNUM",
        "SAVEDATE",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "STYLEREF",
        "SUBJECT",
        "SYMBOL",
        "TA",
        "TC",
        "TEMPLATE",
        "TIME",
        "TITLE",
        "TOA",
        "TOC",
        "USERADDRESS",
        "USERINITIALS",
        "USERNAME",
        "XE",
    ]
)
INSTRUCTIONS: Final = frozenset({"instrText", "delInstrText"})
MOST_DEPTH: Final = 200  # elements within elements


def judge_content_types(content: bytes) -> None:
    """What the parts say they are. Raises ``Refused`` unless this is a document without programs."""
    main: list[str] = []

    def judge(element: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if element != "Override":
            return
        if MACRO_TYPES.search(kind):
            raise Refused(Verdict.MACROS)
        if CARRYING_TYPES.search(kind):
            raise Refused(Verdict.CARRIES_FILES)
        if attributes.get("PartName") == MAIN_PART:
            main.append(kind)

    _read(content, judge)
    if main != [MAIN_TYPE]:
        raise Refused(Verdict.UNKNOWN_PARTS)


def judge_relationships(content: bytes) -> None:
    """What a part leads to: parts beside it, and links for a person to follow to the web. Raises ``Refused``."""

    def judge(element: str, attributes: Mapping[str, str]) -> None:
        if element != "Relationship":
            return
        target = attributes.get("Target", "").strip()
        outside = attributes.get("TargetMode", "Internal") != "Internal"
        is_link = attributes.get("Type", "").endswith(HYPERLINK)
        if outside and not (is_link and target.lower().startswith(WEB)):
            raise Refused(Verdict.FETCHES)
        if not outside and ELSEWHERE.match(target):
            raise Refused(Verdict.FETCHES)

    _read(content, judge)


def judge_text(content: bytes) -> None:
    """A part with text, styles or settings. Raises ``Refused`` for elements and fields that run or fetch."""
    fields = _Fields()

    def begin(element: str, attributes: Mapping[str, str]) -> None:
        if element in RUNNING_ELEMENTS:
            raise Refused(Verdict.MACROS)
        if element in CARRYING_ELEMENTS:
            raise Refused(Verdict.CARRIES_FILES)
        if element in FETCHING_ELEMENTS or _draws_from_elsewhere(attributes):
            raise Refused(Verdict.FETCHES)
        fields.begin(element, attributes)

    _read(content, begin, fields.end, fields.text)
    fields.judge_what_is_open()


def _draws_from_elsewhere(attributes: Mapping[str, str]) -> bool:
    """Older drawings name a picture's address where they stand."""
    return bool(ELSEWHERE.match(attributes.get("src", "").strip()))


class _Fields:
    """Follows the fields of a text: their instructions may be spread over many pieces, and lie within each other."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._within_instruction = False

    def begin(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == "fldSimple":
            _judge_field(attributes.get("instr", ""))
        elif element in INSTRUCTIONS:
            self._within_instruction = True
        elif element == "fldChar":
            kind = attributes.get("fldCharType")
            if kind == "begin":
                if self._open and not self._open[-1].strip():
                    raise Refused(Verdict.FETCHES)  # its name is made by another field
                self._open.append("")
            elif kind == "end" and self._open:
                _judge_field(self._open.pop())

    def text(self, text: str) -> None:
        if not self._within_instruction:
            return
        if not self._open:
            self._open.append("")  # an instruction outside of any field
        self._open[-1] += text

    def end(self, element: str) -> None:
        if element in INSTRUCTIONS:
            self._within_instruction = False

    def judge_what_is_open(self) -> None:
        """A field that no mark ends is one to Word all the same."""
        for instruction in self._open:
            _judge_field(instruction)


def _judge_field(instruction: str) -> None:
    words = instruction.split()
    if words and not words[0].startswith("=") and words[0].upper() not in HARMLESS_FIELDS:
        raise Refused(Verdict.FETCHES)


def _read(
    content: bytes,
    begin: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Hand each element over by its name without namespace. Raises ``Refused`` for broken XML and for any DTD."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def began(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise Refused(Verdict.UNREADABLE)
        begin(_local(name), {_local(key): value for key, value in attributes.items()})

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(_local(name))

    def document_type(*_: object) -> None:
        raise Refused(Verdict.UNKNOWN_PARTS)

    parser.StartElementHandler = began
    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = document_type
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as broken:
        raise Refused(Verdict.UNREADABLE) from broken


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
