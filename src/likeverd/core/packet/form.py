"""The questions of the settings' page: one for each of the trust's own texts, codes and days."""

from collections.abc import Mapping
from typing import Any, Final

from likeverd.core.forms.model import Answers, Field, Kind
from likeverd.core.packet.items import ITEM_LABELS, Item
from likeverd.core.packet.settings import LONGEST, USUAL_DAYS
from likeverd.core.text import Text

DAYS: Final = "days_"


def _text(key: str, kind: Kind, label: Text, why: Text, *, required: bool = True) -> Field:
    return Field(key, kind, label, why, "S4", longest=LONGEST, required=required)


WORD_FOR_WORD: Final = Text(
    "Skrives ord for ord på bestilling, resept eller faktura.",
    "Blir skrive ord for ord på bestilling, resept eller faktura.",
    "Written word for word on order, prescription or invoice.",
)
FIELDS: Final = (
    _text(
        "hospital_project",
        Kind.LINE,
        Text("Prosjekt på bestillinger", "Prosjekt på bestillingar", "Project on orders"),
        Text(
            "Kode og navn, slik de skal stå på bestilling og faktura.",
            "Kode og namn, slik dei skal stå på bestilling og faktura.",
            "Code and name, as they are to stand on order and invoice.",
        ),
    ),
    _text(
        "prescription_project",
        Kind.LINE,
        Text("Prosjekt på resepter", "Prosjekt på reseptar", "Project on prescriptions"),
        Text(
            "Kode og navn, slik de skal stå på resepten.",
            "Kode og namn, slik dei skal stå på resepten.",
            "Code and name, as they are to stand on the prescription.",
        ),
    ),
    _text(
        "invoice_address",
        Kind.LINE,
        Text("Fakturaadresse", "Fakturaadresse", "Invoice address"),
        Text(
            "Apoteket sender fakturaen dit.",
            "Apoteket sender fakturaen dit.",
            "The pharmacy sends the invoice there.",
        ),
    ),
    _text(
        "hospital_marking",
        Kind.TEXT,
        Text(
            "Merking av bestilling og faktura",
            "Merking av bestilling og faktura",
            "Mark on order and invoice",
        ),
        WORD_FOR_WORD,
    ),
    _text(
        "trust_prescription_remark",
        Kind.TEXT,
        Text("Merknad på H-resept", "Merknad på H-resept", "Remark on a trust prescription"),
        WORD_FOR_WORD,
    ),
    _text(
        "private_prescription_remark",
        Kind.TEXT,
        Text("Merknad på hvit resept", "Merknad på kvit resept", "Remark on a white prescription"),
        WORD_FOR_WORD,
    ),
    _text(
        "order_channel",
        Kind.TEXT,
        Text("Hvor det bestilles", "Kvar det blir bestilt", "Where to order"),
        Text(
            "Står i grunnlaget for bestilling.",
            "Står i grunnlaget for bestilling.",
            "Stands in the basis of the order.",
        ),
        required=False,
    ),
    _text(
        "recommended_pharmacies",
        Kind.TEXT,
        Text("Anbefalte apotek", "Tilrådde apotek", "Recommended pharmacies"),
        Text(
            "Legen ser det ved siden av merknaden.",
            "Legen ser det ved sida av merknaden.",
            "The doctor sees it beside the remark.",
        ),
        required=False,
    ),
    _text(
        "regional_receiver",
        Kind.LINE,
        Text(
            "Mottaker av kopien uten identitet",
            "Mottakar av kopien utan identitet",
            "Receiver of the copy without identity",
        ),
        Text(
            "Hvem i det regionale helseforetaket kopien går til.",
            "Kven i det regionale helseføretaket kopien går til.",
            "Who at the regional authority gets the copy.",
        ),
        required=False,
    ),
    Field(
        "project_threshold",
        Kind.KRONER,
        Text(
            "Eget prosjektnummer fra, kroner per år",
            "Eige prosjektnummer frå, kroner per år",
            "Own project number above, kroner a year",
        ),
        Text(
            "Over dette skal unntaket ha eget prosjektnummer.",
            "Over dette skal unntaket ha eige prosjektnummer.",
            "Above this the exception gets a project number of its own.",
        ),
        "S4",
        most=1_000_000_000,
    ),
)
DAY_FIELDS: Final = tuple(
    Field(
        f"{DAYS}{item.value}",
        Kind.WHOLE_NUMBER,
        ITEM_LABELS[item],
        Text(
            "Arbeidsdager fra beslutningen til det skal være bekreftet.",
            "Arbeidsdagar frå avgjerda til det skal vere stadfesta.",
            "Working days from the decision until it is to be confirmed.",
        ),
        "I",
        most=250,
    )
    for item in Item
)
ALL_FIELDS: Final = (*FIELDS, *DAY_FIELDS)


def answers_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """A settings document as answers to the questions."""
    days = document.get("working_days", {})
    return {
        **{field.key: document.get(field.key, "") for field in FIELDS},
        **{f"{DAYS}{item.value}": days.get(item.value, USUAL_DAYS[item]) for item in Item},
    }


def document_of(answers: Answers) -> dict[str, Any]:
    """The answers as a settings document; what is missing stays out, for ``parse`` to name."""
    document = {field.key: answers[field.key] for field in FIELDS if field.key in answers}
    days = {
        item.value: answers[f"{DAYS}{item.value}"]
        for item in Item
        if f"{DAYS}{item.value}" in answers
    }
    return {**document, "working_days": days}
