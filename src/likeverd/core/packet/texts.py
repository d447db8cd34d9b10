"""The packet's own texts, written from the case: the note for the record, marks, remarks, order and settlement.

Plain text that is safe to paste: no character that hides, turns the writing or begins a control sequence. The marks and
remarks stand in the trust's own wording (``settings``), since pharmacy and settlement look for it word for word.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final

from likeverd.core.labels import STATE_LABELS
from likeverd.core.packet.items import Item
from likeverd.core.packet.outcome import Outcome, Route
from likeverd.core.packet.required import needs_own_project, route_of
from likeverd.core.packet.settings import PacketSettings, filled
from likeverd.core.reasons import reason
from likeverd.core.step_questions.elsewhere import PAYERS
from likeverd.core.text import Text
from likeverd.core.vocabulary import GRANTED_STATES

WRITTEN: Final = frozenset(
    {
        Item.JOURNAL_NOTE,
        Item.PRESCRIPTION_REMARK,
        Item.PHARMACY_ORDER,
        Item.INVOICE_REFERENCE,
        Item.GUEST_SETTLEMENT,
    }
)
# What bears the project, and so waits for a number of its own where the exception must have one.
BEARS_THE_PROJECT: Final = frozenset(
    {Item.PRESCRIPTION_REMARK, Item.PHARMACY_ORDER, Item.INVOICE_REFERENCE}
)
HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def text_of(item: Item, case: Outcome, settings: PacketSettings, language: str) -> str:
    """The text of an item, or nothing where it cannot be written yet: it waits for the project number.

    Marks and remarks are the same in every language.
    """
    if item not in WRITTEN or (
        item in BEARS_THE_PROJECT and needs_own_project(case, settings) and not case.project_number
    ):
        return ""
    if item is Item.JOURNAL_NOTE:
        return plain(_journal_note(case, language))
    if item is Item.PRESCRIPTION_REMARK:
        return plain(_remark(case, settings))
    if item is Item.PHARMACY_ORDER:
        return plain(_order(case, settings, language))
    if item is Item.INVOICE_REFERENCE:
        return plain(_invoice(case, settings, language))
    return plain(_settlement(case, language))


def plain(words: str) -> str:
    """The words without anything that hides or steers; lines end with a line feed, and no line with a blank."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = (
        "".join(
            char for char in line.replace("\t", " ") if unicodedata.category(char) not in HIDDEN
        )
        for line in lines
    )
    return "\n".join(line.rstrip() for line in shown).strip("\n")


def day(value: date) -> str:
    """A day as it stands in Norwegian papers: 25.11.2026."""
    return f"{value:%d.%m.%Y}"


def marking(case: Outcome, settings: PacketSettings) -> str:
    """The mark on order and invoice of medicine given in hospital."""
    return _filled(settings.hospital_marking, settings.hospital_project, case, settings)


def _remark(case: Outcome, settings: PacketSettings) -> str:
    route = route_of(case)
    if route is Route.TRUST_PRESCRIPTION:
        text = settings.trust_prescription_remark
    else:
        text = settings.private_prescription_remark
    return _filled(text, settings.prescription_project, case, settings)


def _filled(text: str, project: str, case: Outcome, settings: PacketSettings) -> str:
    return filled(
        text,
        {
            "project": case.project_number or project,
            "date": day(case.ended_on),
            "invoice_address": settings.invoice_address,
        },
    )


def _journal_note(case: Outcome, language: str) -> str:
    words = _Words(language)
    ended = STATE_LABELS[case.state].staff.in_language(language)
    lines = [
        f"{words(TITLE)} {case.number}",
        f"{words(ENDED)} {day(case.ended_on)}: {ended}",
        f"{words(METHOD)}: {case.method}",
        words.pair(PRODUCT, _line(case.answers.get("product"))),
        words.pair(VALID_UNTIL, day(case.valid_until) if case.valid_until else ""),
        words.pair(CONDITIONS, _line(case.conditions)),
        words.pair(EVALUATION, _day_of(case.answers.get("plan_evaluation_date"), case)),
    ]
    found = [reason(code) for code in case.reasons]
    told = [each.label.in_language(language) for each in found if each is not None]
    if told:
        lines += [f"{words(REASONS)}:", *(f"- {each}" for each in told)]
    if case.verification_code and case.state in GRANTED_STATES:
        lines.append(words.pair(CODE, case.verification_code))
    lines.append(words(KEPT).format(number=case.number))
    return "\n".join(line for line in lines if line)


def _order(case: Outcome, settings: PacketSettings, language: str) -> str:
    words = _Words(language)
    lines = [
        f"{words(ORDER_TITLE)} {case.number}",
        words.pair(MARKED, marking(case, settings)),
        words.pair(PRODUCT, _line(case.answers.get("product"))),
        words.pair(DOSE, _line(case.answers.get("plan_dose_frequency"))),
        words.pair(DURATION, _line(case.answers.get("plan_duration"))),
        words.pair(PLACE, _line(case.answers.get("place_of_treatment"))),
        words.pair(VALID_UNTIL, day(case.valid_until) if case.valid_until else ""),
        words.pair(CODE, case.verification_code),
        words.pair(CHANNEL, settings.order_channel),
        words(CHARGED),
    ]
    return "\n".join(line for line in lines if line)


def _invoice(case: Outcome, settings: PacketSettings, language: str) -> str:
    words = _Words(language)
    marked = (
        marking(case, settings)
        if route_of(case) is Route.HOSPITAL
        else f"Prosjekt {case.project_number or settings.prescription_project}"
    )
    lines = [
        words.pair(MARKED, marked),
        words.pair(CASE, case.number),
        words.pair(INVOICE_TO, settings.invoice_address),
        words.pair(CODE, case.verification_code),
    ]
    return "\n".join(line for line in lines if line)


def _settlement(case: Outcome, language: str) -> str:
    words = _Words(language)
    payer = next((each.label for each in PAYERS if each.code == case.who_pays), None)
    lines = [
        words.pair(CASE, case.number),
        words.pair(HOME_TRUST, case.home_trust),
        words.pair(HOME_REGION, case.home_region),
        words.pair(WHO_PAYS, payer.in_language(language) if payer else words(NOT_SAID)),
        words.pair(PRODUCT, _line(case.answers.get("product"))),
        words.pair(VALID_UNTIL, day(case.valid_until) if case.valid_until else ""),
    ]
    return "\n".join(line for line in lines if line)


def _line(answer: object) -> str:
    """An answer on one line: what somebody wrote over several could look like lines of ours."""
    return " ".join(str(answer).split()) if answer else ""


def _day_of(answer: object, case: Outcome) -> str:
    if case.state not in GRANTED_STATES or not isinstance(answer, str):
        return ""
    try:
        return day(date.fromisoformat(answer))
    except ValueError:
        return ""


class _Words:
    """Words in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: Text) -> str:
        return text.in_language(self.language)

    def pair(self, name: Text, value: str) -> str:
        """Name and value, or nothing where there is no value."""
        return f"{self(name)}: {value}" if value else ""


def finance_texts(case: Outcome, settings: PacketSettings) -> Mapping[Route, str]:
    """What each route writes word for word, for the preview of the settings."""
    return {
        Route.HOSPITAL: plain(marking(case, settings)),
        Route.TRUST_PRESCRIPTION: plain(
            _filled(
                settings.trust_prescription_remark, settings.prescription_project, case, settings
            )
        ),
        Route.PRIVATE_PRESCRIPTION: plain(
            _filled(
                settings.private_prescription_remark, settings.prescription_project, case, settings
            )
        ),
    }


TITLE: Final = Text(
    "Søknad om enkeltpasientunntak, sak",
    "Søknad om enkeltpasientunntak, sak",
    "Application for an individual exception, case",
)
ENDED: Final = Text("Avsluttet", "Avslutta", "Ended")
METHOD: Final = Text("Metode", "Metode", "Method")
PRODUCT: Final = Text("Legemiddel", "Legemiddel", "Medicine")
VALID_UNTIL: Final = Text("Gyldig til og med", "Gyldig til og med", "Valid until")
CONDITIONS: Final = Text("Vilkår", "Vilkår", "Conditions")
EVALUATION: Final = Text("Evaluering", "Evaluering", "Evaluation")
REASONS: Final = Text("Begrunnelse", "Grunngiving", "Reasons")
KEPT: Final = Text(
    "Beslutningen og hele grunnlaget finnes i Likeverd og i arkivet under saksnummer {number}.",
    "Avgjerda og heile grunnlaget finst i Likeverd og i arkivet under saksnummer {number}.",
    "The decision and its whole basis are kept in Likeverd and in the archive under case number {number}.",
)
CODE: Final = Text("Kontrollkode", "Kontrollkode", "Verification code")
ORDER_TITLE: Final = Text(
    "Grunnlag for bestilling, sak", "Grunnlag for bestilling, sak", "Basis of the order, case"
)
MARKED: Final = Text("Merkes", "Skal merkast", "Mark with")
DOSE: Final = Text("Dose og hyppighet", "Dose og kor ofte", "Dose and frequency")
DURATION: Final = Text("Varighet", "Varigheit", "Duration")
PLACE: Final = Text("Sykehus og post", "Sjukehus og post", "Hospital and ward")
CHANNEL: Final = Text("Bestilles gjennom", "Blir bestilt gjennom", "Order through")
CHARGED: Final = Text(
    "Fakturaen belastes avdelingen som bestiller.",
    "Fakturaen blir belasta avdelinga som bestiller.",
    "The invoice is charged to the department that orders.",
)
CASE: Final = Text("Saksnummer", "Saksnummer", "Case number")
INVOICE_TO: Final = Text("Faktura sendes til", "Faktura blir send til", "Send the invoice to")
HOME_TRUST: Final = Text(
    "Bosatt i opptaksområdet til", "Busett i opptaksområdet til", "Lives in the catchment area of"
)
HOME_REGION: Final = Text(
    "Regionalt helseforetak der pasienten bor",
    "Regionalt helseføretak der pasienten bur",
    "Regional authority where the patient lives",
)
WHO_PAYS: Final = Text("Betaler", "Betaler", "Pays")
NOT_SAID: Final = Text(
    "ikke sagt i beslutningen", "ikkje sagt i avgjerda", "not said in the decision"
)
