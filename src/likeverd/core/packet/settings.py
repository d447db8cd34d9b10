"""A trust's own wording, codes, addresses, limits and days for the packet, as one versioned document.

The document is plain JSON, so that it can be kept, compared and imported. Placeholders in its texts stand in braces:
``{project}``, ``{date}``, ``{invoice_address}``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from likeverd.core.forms.reading import Fault
from likeverd.core.packet.codes import TwoSpellings, spelled_two_ways
from likeverd.core.packet.items import Item
from likeverd.core.text import Text

PLACEHOLDERS: Final[dict[str, Text]] = {
    "project": Text(
        "prosjektet (eget nummer der unntaket har det)",
        "prosjektet (eige nummer der unntaket har det)",
        "the project (its own number where the exception has one)",
    ),
    "date": Text("dagen det ble bestemt", "dagen det vart bestemt", "the day of the decision"),
    "invoice_address": Text("fakturaadressen", "fakturaadressa", "the invoice address"),
}
# Texts, and what each must hold to do its work. The wording is S4's.
TEXTS: Final[dict[str, frozenset[str]]] = {
    "hospital_marking": frozenset({"project"}),
    "trust_prescription_remark": frozenset({"project"}),
    "private_prescription_remark": frozenset({"project", "date", "invoice_address"}),
}
LINES: Final = ("hospital_project", "prescription_project", "invoice_address")
FREE: Final = ("order_channel", "recommended_pharmacies", "regional_receiver")
LONGEST: Final = 600
USUAL_DAYS: Final[dict[Item, int]] = {
    Item.JOURNAL_NOTE: 1,
    Item.DECISION_LETTER: 1,
    Item.PATIENT_LETTER: 5,
    Item.PRESCRIPTION_REMARK: 1,
    Item.PHARMACY_ORDER: 1,
    Item.PROJECT_NUMBER: 5,
    Item.INVOICE_REFERENCE: 10,
    Item.GUEST_SETTLEMENT: 10,
    Item.ARCHIVE_COPY: 5,
    Item.REGIONAL_COPY: 10,
}
USUAL_THRESHOLD: Final = 1_000_000
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


class BrokenPacketSettings(ValueError):
    """The document cannot be used; carries the faults at their fields."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{each.field}: {each.message.en}" for each in self.faults))


@dataclass(frozen=True, slots=True)
class PacketSettings:
    """One version of one trust's settings for the packet.

    ``hospital_project`` and ``prescription_project`` are the project as it is written on orders and in prescriptions.
    ``project_threshold``: kroner a year above which an exception gets a number of its own. ``working_days`` by item:
    how long after the end it is to be confirmed. The three texts are what is written word for word.
    """

    hospital_project: str
    prescription_project: str
    invoice_address: str
    hospital_marking: str
    trust_prescription_remark: str
    private_prescription_remark: str
    order_channel: str
    recommended_pharmacies: str
    regional_receiver: str
    project_threshold: int
    working_days: Mapping[Item, int]

    @property
    def two_spellings(self) -> tuple[TwoSpellings, ...]:
        """Codes in these settings that seem to be the same, spelled in two ways."""
        texts = (getattr(self, key) for key in (*LINES, *TEXTS, *FREE))
        return spelled_two_ways(texts)


def parse(document: Mapping[str, Any]) -> PacketSettings:
    """Read a settings document; raises ``BrokenPacketSettings`` with every fault at its field."""
    faults = [fault for key in (*LINES, *TEXTS, *FREE) for fault in _faults_of(key, document)]
    threshold = document.get("project_threshold")
    if not _whole(threshold, 1, 1_000_000_000):
        faults.append(Fault("project_threshold", AMOUNT))
    days = document.get("working_days", {})
    faults += [
        Fault(f"working_days.{item.value}", DAYS)
        for item in Item
        if not _whole(days.get(item.value, USUAL_DAYS[item]), 0, 250)
    ]
    faults += [Fault(key, UNKNOWN) for key in document if key not in KNOWN]
    if faults:
        raise BrokenPacketSettings(faults)
    return PacketSettings(
        **{key: str(document[key]).strip() for key in (*LINES, *TEXTS)},
        **{key: str(document.get(key, "")).strip() for key in FREE},
        project_threshold=int(document["project_threshold"]),
        working_days={item: int(days.get(item.value, USUAL_DAYS[item])) for item in Item},
    )


def _faults_of(key: str, document: Mapping[str, Any]) -> Iterable[Fault]:
    words = document.get(key, "")
    if not isinstance(words, str) or (key not in FREE and not words.strip()):
        yield Fault(key, EMPTY)
        return
    if len(words) > LONGEST:
        yield Fault(key, TOO_LONG)
    found = set(_PLACEHOLDER.findall(words))
    allowed = set(PLACEHOLDERS) if key in TEXTS else set()
    for unknown in sorted(found - allowed):
        yield Fault(key, _with("{" + unknown + "}", NO_SUCH_PLACEHOLDER))
    for missing in sorted(TEXTS.get(key, frozenset()) - found):
        yield Fault(key, _with("{" + missing + "}", PLACEHOLDER_MISSING))


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text of the settings with its placeholders filled in."""
    return _PLACEHOLDER.sub(lambda found: values.get(found.group(1), found.group(0)), text)


def usual_document(
    *, project: str, threshold: int, invoice_address: str, approver: str
) -> dict[str, Any]:
    """Settings for a trust that has none of its own yet, in the seed's wording [S4].

    ``approver`` is the title of the one who decides, with the trust's short name.
    """
    return {
        "hospital_project": project,
        "prescription_project": project,
        "invoice_address": invoice_address,
        "hospital_marking": "Prosjekt {project}",
        "trust_prescription_remark": (
            "Prosjekt {project}\nFaktureres gjennom oppgjørsordning H-resepter Helfo."
        ),
        "private_prescription_remark": (
            f"Godkjent enkeltpasientunntak av {approver}, dato {{date}}.\n"
            "Prosjekt {project}\n"
            "Faktura sendes til: {invoice_address}"
        ),
        "order_channel": "",
        "recommended_pharmacies": "",
        "regional_receiver": "",
        "project_threshold": threshold,
        "working_days": {item.value: days for item, days in USUAL_DAYS.items()},
    }


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _with(what: str, text: Text) -> Text:
    return Text(*(words.format(what=what) for words in (text.nb, text.nn, text.en)))


KNOWN: Final = frozenset({*LINES, *TEXTS, *FREE, "project_threshold", "working_days"})
EMPTY: Final = Text("Fyll ut feltet.", "Fyll ut feltet.", "Fill in the field.")
TOO_LONG: Final = Text(
    f"Skriv høyst {LONGEST} tegn.",
    f"Skriv høgst {LONGEST} teikn.",
    f"Write at most {LONGEST} characters.",
)
AMOUNT: Final = Text(
    "Skriv et beløp i hele kroner, fra 1 til 1 000 000 000.",
    "Skriv eit beløp i heile kroner, frå 1 til 1 000 000 000.",
    "Write an amount in whole kroner, from 1 to 1 000 000 000.",
)
DAYS: Final = Text(
    "Skriv et antall arbeidsdager fra 0 til 250.",
    "Skriv talet på arbeidsdagar, frå 0 til 250.",
    "Write a number of working days from 0 to 250.",
)
UNKNOWN: Final = Text("Ukjent innstilling.", "Ukjend innstilling.", "Unknown setting.")
NO_SUCH_PLACEHOLDER: Final = Text(
    "{what} finnes ikke her. Bruk bare plassholderne som er listet opp.",
    "{what} finst ikkje her. Bruk berre plasshaldarane som er lista opp.",
    "{what} does not exist here. Use only the placeholders that are listed.",
)
PLACEHOLDER_MISSING: Final = Text(
    "Teksten må ha {what}.", "Teksten må ha {what}.", "The text must have {what}."
)
