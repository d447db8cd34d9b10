"""The only writer of the access log, and of the files of heads. The database makes each row a link of its chain."""

import base64
import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction

from likeverd.audit import heads_file
from likeverd.audit.selectors import heads
from likeverd.audit.serving import Served
from likeverd.core.access import PURPOSE_OF_USE
from likeverd.organisations.context import everything
from likeverd.organisations.models import Person
from likeverd.outbox.actions import queue_to_address

LONGEST_PAGE: Final = 80
HEADS_SUBJECT: Final = "Likeverd: hoder av loggkjedene, signert"
COLUMNS: Final = {
    "trust_id": "bigint",
    "at": "timestamptz",
    "kind": "text",
    "practitioner_id": "bigint",
    "hpr_nr": "text",
    "role": "text",
    "legal_entity": "bigint",
    "department": "bigint",
    "purpose_of_use": "text",
    "purpose_of_use_details": "text",
    "decision_ref": "text",
    "case": "bigint",
    "patient": "bigint",
    "document": "bigint",
    "emergency": "bigint",
    "shown": "text[]",
    "page": "text",
}
NAMES: Final = ", ".join(f'"{name}"' for name in COLUMNS)
# One statement for all rows, so that each chain is locked once; and without asking the rows back, because one who may
# add to the log may not always read it.
ADD: Final = f"""
    INSERT INTO audit_accessentry ({NAMES})
    SELECT {NAMES} FROM jsonb_to_recordset(%s::jsonb)
        AS given ({", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())})
"""  # noqa: S608 - names of our own columns


def write_access(records: Iterable[Served], *, by: Person | None, now: datetime, page: str) -> int:
    """Add a row for each record that is about to be shown; answers how many.

    ``by`` is None where it is the patient who looks. To be called in the transaction of the answer: if it raises,
    nothing may be shown.
    """
    rows = [
        {
            "trust_id": record.trust,
            "at": now.isoformat(),
            "kind": record.kind.value,
            "practitioner_id": by.pk if by else None,
            "hpr_nr": by.hpr_number if by else "",
            "role": record.role,
            "legal_entity": record.trust if by else None,
            "department": record.department,
            "purpose_of_use": PURPOSE_OF_USE[record.ground],
            "purpose_of_use_details": record.ground.value,
            "decision_ref": record.number,
            "case": record.case,
            "patient": record.patient,
            "document": record.document,
            "emergency": record.emergency,
            "shown": sorted(record.shown),
            "page": page[:LONGEST_PAGE],
        }
        for record in records
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(ADD, [json.dumps(rows)])
    return len(rows)


def export_heads(folder: Path | None, *, now: datetime, mail: bool = False) -> Path:
    """Write the heads of all chains and their signature; answers the path of the file.

    The signature is written first, so that a file without one is never seen. Outside production a key is made at the
    first export; production has to name one. ``mail``: also to the address in the
    settings, if any. Raises OSError and ``BrokenHeadsError``.
    """
    target = folder or Path(settings.HEADS_FOLDER)
    key = signing_key()
    with transaction.atomic():
        everything("the heads of all chains leave the machine")
        content = heads_file.content_of(heads(), now)
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"heads-{now:%Y-%m-%dT%H%M%S}.jsonl"
    path.with_name(path.name + heads_file.SIGNATURE).write_bytes(key.sign(content))
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    os.replace(draft, path)
    if mail and settings.HEADS_MAIL:
        signature = base64.b64encode(key.sign(content)).decode()
        body = f"{content.decode()}\n{signature}\n"
        queue_to_address(settings.HEADS_MAIL, HEADS_SUBJECT, body, now=now)
    return path


def signing_key() -> Ed25519PrivateKey:
    """The key that signs heads. Raises OSError and ``BrokenHeadsError``."""
    path = Path(settings.SIGNING_KEY_FILE)
    if not path.exists() and not settings.PRODUCTION:
        heads_file.new_key(path)
    return heads_file.private_key(path)
