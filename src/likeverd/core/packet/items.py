"""The things that a decision must produce, and how far each has come."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from likeverd.core.text import Text


class Item(StrEnum):
    """One thing that must come out of an ended case."""

    JOURNAL_NOTE = "journal_note"
    DECISION_LETTER = "decision_letter"
    PATIENT_LETTER = "patient_letter"
    PRESCRIPTION_REMARK = "prescription_remark"
    PHARMACY_ORDER = "pharmacy_order"
    PROJECT_NUMBER = "project_number"
    INVOICE_REFERENCE = "invoice_reference"
    GUEST_SETTLEMENT = "guest_settlement"
    ARCHIVE_COPY = "archive_copy"
    REGIONAL_COPY = "regional_copy"


class Standing(StrEnum):
    """How far one item has come. ``SET_ASIDE``: the decision it belongs to no longer stands."""

    DUE = "due"
    MADE = "made"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    SET_ASIDE = "set_aside"


ITEM_LABELS: Final[dict[Item, Text]] = {
    Item.JOURNAL_NOTE: Text(
        "Notat i pasientjournalen", "Notat i pasientjournalen", "Note in the patient record"
    ),
    Item.DECISION_LETTER: Text(
        "Beslutningen til søkeren", "Avgjerda til søkjaren", "Decision to the applicant"
    ),
    Item.PATIENT_LETTER: Text("Brev til pasienten", "Brev til pasienten", "Letter to the patient"),
    Item.PRESCRIPTION_REMARK: Text(
        "Merknad på resepten", "Merknad på resepten", "Remark on the prescription"
    ),
    Item.PHARMACY_ORDER: Text(
        "Grunnlag for bestilling fra sykehusapoteket",
        "Grunnlag for bestilling frå sjukehusapoteket",
        "Basis of the order from the hospital pharmacy",
    ),
    Item.PROJECT_NUMBER: Text("Eget prosjektnummer", "Eige prosjektnummer", "Own project number"),
    Item.INVOICE_REFERENCE: Text(
        "Merking av faktura", "Merking av faktura", "Marking of the invoice"
    ),
    Item.GUEST_SETTLEMENT: Text(
        "Oppgjør for gjestepasient", "Oppgjer for gjestepasient", "Settlement for a guest patient"
    ),
    Item.ARCHIVE_COPY: Text("Kopi til arkivet", "Kopi til arkivet", "Copy to the archive"),
    Item.REGIONAL_COPY: Text(
        "Kopi uten identitet til fagdirektøren i det regionale helseforetaket",
        "Kopi utan identitet til fagdirektøren i det regionale helseføretaket",
        "Copy without identity to the regional authority's medical director",
    ),
}

STANDING_LABELS: Final[dict[Standing, Text]] = {
    Standing.DUE: Text("Gjenstår", "Står att", "To do"),
    Standing.MADE: Text("Laget", "Laga", "Made"),
    Standing.SENT: Text("Sendt", "Send", "Sent"),
    Standing.CONFIRMED: Text("Bekreftet", "Stadfesta", "Confirmed"),
    Standing.FAILED: Text("Feilet", "Feila", "Failed"),
    Standing.SET_ASIDE: Text("Gjelder ikke lenger", "Gjeld ikkje lenger", "No longer in force"),
}

# What leaves the case by another hand than the one that confirms it; the others are made and confirmed.
SENT_AWAY: Final = frozenset(
    {
        Item.DECISION_LETTER,
        Item.PATIENT_LETTER,
        Item.PHARMACY_ORDER,
        Item.INVOICE_REFERENCE,
        Item.GUEST_SETTLEMENT,
        Item.ARCHIVE_COPY,
        Item.REGIONAL_COPY,
    }
)
# Moved by letters and archive themselves: people mend them there, and see them here.
MOVED_BY_OTHERS: Final = frozenset({Item.DECISION_LETTER, Item.PATIENT_LETTER, Item.ARCHIVE_COPY})


def can_be_sent(item: Item, standing: Standing, text: str) -> bool:
    """Whether what is to be sent or kept has been made. A copy without identity is made by a person who has read it."""
    if item is Item.REGIONAL_COPY:
        return standing is not Standing.DUE
    return bool(text)


def moves_from(item: Item, standing: Standing, *, has_text: bool) -> tuple[Standing, ...]:
    """Where a person may take an item from here. ``has_text``: what is to be sent or kept has been made."""
    if standing in (Standing.SET_ASIDE,) or not has_text:
        return ()
    if standing is Standing.CONFIRMED:
        return (Standing.FAILED,)  # it turned out not to be so
    onward = {
        Standing.DUE: (Standing.SENT, Standing.CONFIRMED),
        Standing.MADE: (Standing.SENT, Standing.CONFIRMED),
        Standing.SENT: (Standing.CONFIRMED, Standing.FAILED),
        Standing.FAILED: (Standing.SENT, Standing.CONFIRMED),
    }[standing]
    if item not in SENT_AWAY:
        return tuple(each for each in onward if each is not Standing.SENT)
    # What is sent is confirmed by an answer, so that "sent" cannot be passed over.
    return tuple(
        each for each in onward if each is not Standing.CONFIRMED or standing is Standing.SENT
    )


def is_complete(standings: Iterable[Standing]) -> bool:
    """Whether everything that the decision must produce is confirmed."""
    running = [each for each in standings if each is not Standing.SET_ASIDE]
    return all(each is Standing.CONFIRMED for each in running)


def is_settled(standings: Mapping[Item, Standing]) -> bool:
    """Whether nothing is left to do but the archive's copy, which then holds all that was done after the decision."""
    others = [standings[item] for item in standings if item is not Item.ARCHIVE_COPY]
    return is_complete(others)
