"""``arkivmelding.xml``: how a package is filed, in the open format of KS Fiks Arkiv (V1), checked against its schema.

Health trusts do not use the transport; the format is a neutral one that Noark cores can read. The schema lies in
``schema`` (MIT, ks-no/fiks-arkiv-specification). One message has room for one document, and so there is one for each:
the first makes the case and its record, the others put a document into the case by its external key. The order of the
elements is the schema's.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from likeverd.archive.package import (
    ArchiveDocument,
    BrokenPackage,
    Direction,
    Package,
    PackageFile,
)
from likeverd.core.workdays import local_day

SYSTEM: Final = "Likeverd"
MAIN: Final = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1"
CATALOGUE: Final = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"
INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA: Final = (
    Path(__file__).parent / "schema" / "no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd"
)
# Journalposttype: internal note without follow-up, incoming, outgoing.
POST_TYPES: Final = {Direction.INTERNAL: "X", Direction.INCOMING: "I", Direction.OUTGOING: "U"}
# Variantformat: the archive's own format, or the format in which it was made.
ARCHIVE_FORMAT, ORIGINAL_FORMAT = "A", "P"
PDF: Final = "application/pdf"


def messages_of(package: Package) -> Iterator[tuple[str, bytes]]:
    """File name and content of each message. Raises ``BrokenPackage`` where the schema does not take one."""
    for number, document in enumerate(package.documents, 1):
        name = "arkivmelding.xml" if number == 1 else f"arkivmelding-{number:02d}.xml"
        yield name, _message(package, document, with_case=number == 1)


def check_message(message: bytes) -> None:
    """Raises ``BrokenPackage`` where the schema does not take the message; says where, and not what stands there."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    schema = _schema()
    if not schema.validate(etree.fromstring(message, parser)):
        first = schema.error_log[0]
        raise BrokenPackage(f"arkivmelding.xml, line {first.line}: {first.type_name}")


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def _message(package: Package, document: ArchiveDocument, *, with_case: bool) -> bytes:
    root = etree.Element(
        f"{{{MAIN}}}arkivmelding", nsmap={None: MAIN, "n5mdk": CATALOGUE, "xsi": INSTANCE}
    )
    _add(root, "system", SYSTEM)
    _add(root, "antallFiler", len(document.files))
    if with_case:
        _case(root, package)
    _post(root, package, document)
    message = bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
    check_message(message)
    return message


def _case(root: Any, package: Package) -> None:
    rules = package.rules
    case = _typed(root, "mappe", "saksmappe")
    _add(case, "tittel", package.title)
    _add(case, "offentligTittel", package.public_title)
    _add(case, "opprettetDato", _moment(package.sent_on))
    _add(case, "avsluttetDato", _moment(package.ended_at))
    if rules.series:
        _code(case, "arkivdel", rules.series)
    _patient(case, package)
    _screening(case, package)
    if rules.classification:
        classified = _add(case, "klassifikasjon")
        if rules.classification_system:
            _catalogued(classified, "klassifikasjonssystemID", rules.classification_system, MAIN)
        _catalogued(classified, "klasseID", rules.classification, MAIN)
    _external_key(case, package.number)
    _add(case, "saksdato", local_day(package.sent_on).isoformat())
    if rules.unit or package.unit:
        _named(case, "administrativEnhet", package.unit, rules.unit)
    _named(case, "saksansvarlig", package.responsible)
    _code(case, "saksstatus", "A", "Avsluttet")


def _post(root: Any, package: Package, document: ArchiveDocument) -> None:
    post = _typed(root, "registrering", "journalpost")
    _add(post, "opprettetDato", _moment(document.at))
    _external_key(_add(post, "referanseForelderMappe"), package.number, CATALOGUE)
    _screening(post, package)
    for number, file in enumerate(document.files, 1):
        _file(post, document, file, number)
    _add(post, "tittel", document.title)
    _add(post, "offentligTittel", package.public_title)
    _external_key(post, package.external_id(document))
    _code(post, "journalposttype", POST_TYPES[document.direction])
    _code(post, "journalstatus", "J", "Journalført")
    _add(post, "dokumentetsDato", local_day(document.at).isoformat())
    _add(post, "antallVedlegg", len(document.files) - 1)


def _file(post: Any, document: ArchiveDocument, file: PackageFile, number: int) -> None:
    described = _add(post, "dokumentbeskrivelse")
    _code(described, "dokumentstatus", "F", "Dokumentet er ferdigstilt")
    _add(described, "tittel", document.title if number == 1 else file.name)
    _code(described, "tilknyttetRegistreringSom", "H" if number == 1 else "V")
    _add(described, "dokumentnummer", number)
    thing = _add(described, "dokumentobjekt")
    _add(thing, "versjonsnummer", 1)
    _code(thing, "variantformat", ARCHIVE_FORMAT if file.media_type == PDF else ORIGINAL_FORMAT)
    _code(thing, "format", file.path.rpartition(".")[2].upper())
    _add(thing, "mimeType", file.media_type)
    _add(thing, "filnavn", file.name)
    _add(thing, "referanseDokumentfil", file.path)
    _add(thing, "sjekksum", file.checksum)
    _add(thing, "sjekksumAlgoritme", "SHA-256")
    _add(thing, "filstoerrelse", file.size)


def _patient(case: Any, package: Package) -> None:
    part = _add(case, "part")
    _add(part, "partNavn", package.patient_name)
    _code(part, "partRolle", "PAS", "Pasient")
    person = _add(part, "personID")
    _add(person, "landkode", "NO")
    _add(person, "identifikator", package.identity_number)
    _add(part, "erSkjermet", "true")
    _add(part, "erPersonnavn", "true")


def _screening(parent: Any, package: Package) -> None:
    screening = _add(parent, "skjerming")
    _code(screening, "tilgangsrestriksjon", package.rules.screening_code)
    _add(screening, "skjermingshjemmel", package.rules.screening_basis)


def _external_key(parent: Any, key: str, inner: str = MAIN) -> None:
    reference = etree.SubElement(parent, f"{{{inner}}}referanseEksternNoekkel")
    _catalogued(reference, "fagsystem", SYSTEM)
    _catalogued(reference, "noekkel", key)


def _named(parent: Any, tag: str, name: str, identifier: str = "") -> None:
    named = _add(parent, tag)
    if name:
        _catalogued(named, "navn", name)
    if identifier:
        _catalogued(named, "identifikator", identifier)


def _code(parent: Any, tag: str, code: str, meaning: str = "") -> None:
    coded = _add(parent, tag)
    _catalogued(coded, "kode", code)
    if meaning:
        _catalogued(coded, "beskrivelse", meaning)


def _typed(parent: Any, tag: str, kind: str) -> Any:
    found = _add(parent, tag)
    found.set(f"{{{INSTANCE}}}type", kind)
    return found


def _add(parent: Any, tag: str, value: str | int | None = None) -> Any:
    element = etree.SubElement(parent, f"{{{MAIN}}}{tag}")
    if value is not None:
        element.text = _readable(str(value))
    return element


def _catalogued(parent: Any, tag: str, value: str, space: str = CATALOGUE) -> None:
    etree.SubElement(parent, f"{{{space}}}{tag}").text = _readable(value)


def _readable(words: str) -> str:
    """The words without control characters, which XML has no room for."""
    return "".join(char if char >= " " or char in "\t\n" else " " for char in words)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
