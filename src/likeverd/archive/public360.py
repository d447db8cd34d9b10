"""An archive behind Public 360's interface SIF: the case, then each document with its files.

Looked up by external id before anything is made. Its spelling and codes are each customer's, so all of them are the
trust's own settings (``core.archive.settings.Public360``).
"""

import base64
from collections.abc import Sequence
from typing import Any, Final

from likeverd.archive.package import ArchiveDocument, Direction, Package, PackageFile, content_of
from likeverd.archive.port import NotDone, PerhapsDone, PlannedStep, Wanted
from likeverd.core.archive.settings import Public360 as Codes
from likeverd.core.archive.steps import StepKind, Trouble
from likeverd.core.workdays import local_day
from likeverd.outbox import public360 as outside

# What is known after each kind of failure of a call that changes something.
CERTAINLY_NOT: Final = {
    outside.NotSetUp: Trouble.NOT_SET_UP,
    outside.NotReached: Trouble.UNREACHABLE,
    outside.AccessRefused: Trouble.ACCESS_REFUSED,
    outside.SaidNo: Trouble.SAID_NO,
}
PERHAPS: Final = {
    outside.NoAnswer: Trouble.NO_ANSWER,
    outside.ServerFault: Trouble.SERVER_ERROR,
    outside.NoSense: Trouble.NO_SENSE,
}
PDF: Final = "application/pdf"


class Public360Archive:
    """One trust's Public 360."""

    def __init__(self, trust: str, codes: Codes) -> None:
        self.trust = trust
        self.codes = codes

    def steps(self, package: Package) -> Sequence[PlannedStep]:
        """The case, then its documents."""
        return (
            PlannedStep(StepKind.CASE, package.number),
            *(
                PlannedStep(StepKind.DOCUMENT, package.external_id(each), each.key)
                for each in package.documents
            ),
        )

    def find(self, wanted: Wanted) -> str | None:
        """The number of the case or document with this external id."""
        external = self._external(wanted.external_id)
        if wanted.document is None:
            asked = {"ExternalId": external, "MaxReturnedCases": 2}
            return _only(self._ask("CaseService", "GetCases", asked), "Cases", "CaseNumber")
        asked = {"ExternalId": external, "MaxReturnedDocuments": 2, "IncludeFiles": True}
        answer = self._ask("DocumentService", "GetDocuments", asked)
        number = _only(answer, "Documents", "DocumentNumber")
        if number is not None:
            files = answer["Documents"][0].get("Files")
            if not isinstance(files, list) or len(files) != len(wanted.document.files):
                raise NotDone(Trouble.FILES_LACK)
        return number

    def create(self, wanted: Wanted) -> str:
        """Make the case, or upload the files of a document and make it."""
        if wanted.document is None:
            made = self._do("CaseService", "CreateCase", self._case(wanted.package))
            return _text(made, "CaseNumber")
        # An upload that comes to nothing leaves a file that belongs to no document, and the archive sweeps it away.
        files = [
            self._uploaded(file, main=number == 0)
            for number, file in enumerate(wanted.document.files)
        ]
        parameter = self._document(wanted, wanted.document) | {"Files": files}
        return _text(self._do("DocumentService", "CreateDocument", parameter), "DocumentNumber")

    def check(self) -> str:
        """Ask for the interface's version: that address and key are right. Raises ``NotDone``."""
        answer = self._ask("SupportService", "GetSIFVersion", {})
        return f"Public 360, interface version {str(answer.get('Version', ''))[:40]}"

    def _case(self, package: Package) -> dict[str, Any]:
        codes, rules = self.codes, package.rules
        class_code = {
            "ArchiveCode": rules.classification,
            "ArchiveType": rules.classification_system,
            "Sort": 1,
        }
        return _given(
            {
                "CaseType": codes.case_type,
                "Title": package.public_title,
                "UnofficialTitle": package.title,
                "Status": codes.case_status,
                "ExternalId": self._external(package.number),
                "SubArchive": rules.series,
                "ArchiveCodes": [class_code] if rules.classification else None,
                "UnregisteredContacts": [
                    {
                        "Role": "Sakspart",
                        "ContactName": package.patient_name,
                        "ReferenceNumber": package.identity_number,
                        "IsUnofficial": True,
                    }
                ],
            }
            | self._shared(package)
        )

    def _document(self, wanted: Wanted, document: ArchiveDocument) -> dict[str, Any]:
        package, codes = wanted.package, self.codes
        category = {
            Direction.INTERNAL: codes.note_category,
            Direction.INCOMING: codes.incoming_category,
            Direction.OUTGOING: codes.outgoing_category,
        }
        return _given(
            {
                "CaseExternalId": self._external(package.number),
                "Title": package.public_title,
                "UnofficialTitle": document.title,
                "Category": category[document.direction],
                "Status": codes.document_status,
                "DocumentDate": local_day(document.at).isoformat(),
                "ExternalId": self._external(wanted.external_id),
            }
            | self._shared(package)
        )

    def _shared(self, package: Package) -> dict[str, Any]:
        return {
            "ResponsibleEnterpriseRecno": self.codes.enterprise,
            "ResponsiblePersonRecno": self.codes.person,
            "AccessCode": self.codes.access_code or package.rules.screening_code,
            "AccessGroup": self.codes.access_group,
            "Paragraph": package.rules.screening_basis,
        }

    def _uploaded(self, file: PackageFile, *, main: bool) -> dict[str, Any]:
        ending = file.path.rpartition(".")[2]
        data = base64.b64encode(content_of(file)).decode()
        upload = {"FileName": file.path.rpartition("/")[2], "FileData": data, "FileFormat": ending}
        try:
            reference = _text(self._do("FileService", "Upload", upload), "FileReference")
        except PerhapsDone as unknown:
            # Whether the file was taken or not, no document has it.
            raise NotDone(unknown.trouble) from unknown
        return {
            "Title": file.name,
            "Format": ending,
            "UploadedFileReference": reference,
            "RelationType": "H" if main else "V",
            "VersionFormat": "A" if file.media_type == PDF else "P",
            "Status": "F",
        }

    def _external(self, name: str) -> dict[str, str]:
        return {"Id": name, "Type": self.codes.external_id_type}

    def _ask(self, service: str, method: str, parameter: dict[str, Any]) -> dict[str, Any]:
        """A question that changes nothing: whatever goes wrong, nothing was done."""
        try:
            return self._call(service, method, parameter)
        except outside.CallFailed as failed:
            raise NotDone((CERTAINLY_NOT | PERHAPS)[type(failed)]) from failed

    def _do(self, service: str, method: str, parameter: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._call(service, method, parameter)
        except outside.CallFailed as failed:
            if type(failed) in CERTAINLY_NOT:
                raise NotDone(CERTAINLY_NOT[type(failed)]) from failed
            raise PerhapsDone(PERHAPS[type(failed)]) from failed

    def _call(self, service: str, method: str, parameter: dict[str, Any]) -> dict[str, Any]:
        return outside.call(outside.line_of(self.trust), service, method, parameter)


def _only(answer: dict[str, Any], plural: str, number: str) -> str | None:
    """The one that was found; None where there is none."""
    found = answer.get(plural) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise NotDone(Trouble.NO_SENSE)
    if len(found) > 1:
        raise NotDone(Trouble.TWO_FOUND)
    return _text(found[0], number) if found else None


def _text(answer: dict[str, Any], key: str) -> str:
    """A number or reference that must be there; without it, nobody knows what was done."""
    value = answer.get(key)
    if not isinstance(value, str) or not value:
        raise PerhapsDone(Trouble.NO_SENSE)
    return value[:200]


def _given(parameter: dict[str, Any]) -> dict[str, Any]:
    """The parameters that say something."""
    return {key: value for key, value in parameter.items() if value not in (None, "", 0, [])}
