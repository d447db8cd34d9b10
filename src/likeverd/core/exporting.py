"""Exports: what may be taken out, for how long, and cells that no spreadsheet takes for a formula.

Copies outside control are what supervisory authorities have fined hospitals for [St. Olavs 2021, Østfold 2020].
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from likeverd.core.text import Text

LIFE: Final = timedelta(days=7)
SHORTEST_PURPOSE: Final = 10
LONGEST_PURPOSE: Final = 400
MOST_ROWS: Final = 5_000
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
PURPOSE_NEEDED: Final = Text(
    f"Skriv hva uttrekket skal brukes til, med minst {SHORTEST_PURPOSE} tegn.",
    f"Skriv kva uttrekket skal brukast til, med minst {SHORTEST_PURPOSE} teikn.",
    f"Write what the export is for, with at least {SHORTEST_PURPOSE} characters.",
)
COLUMNS: Final = {
    "number": Text("Saksnummer", "Saksnummer", "Case number"),
    "state": Text("Status", "Status", "State"),
    "method": Text("Metode", "Metode", "Method"),
    "indication": Text("Indikasjon", "Indikasjon", "Indication"),
    "department": Text("Avdeling", "Avdeling", "Department"),
    "urgent": Text("Haster", "Hastar", "Urgent"),
    "submitted": Text("Sendt", "Sendt", "Sent"),
    "due": Text("Frist", "Frist", "Due"),
    "ended": Text("Avsluttet", "Avslutta", "Ended"),
}


def harmless(cell: str) -> str:
    """The cell as a spreadsheet shows it and never runs it: an apostrophe in front where it could begin a formula."""
    begins = cell.startswith(DANGEROUS) or cell.lstrip().startswith(DANGEROUS)
    return f"'{cell}" if begins else cell


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as Norwegian spreadsheets read them: semicolons, every cell quoted, UTF-8 with its mark."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([harmless(cell.replace("\x00", "")) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")
