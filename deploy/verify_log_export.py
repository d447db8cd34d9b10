"""Checks what `likeverd export_log` wrote, with nothing of Likeverd's: are the logs whole, and as long as they were?

    python3 -I verify_log_export.py FOLDER [--heads FILE]... [--key PUBLIC.pem]

A line of a .chain file is a SHA-256, a space, and the text it was made from; the text names its place and the hash
before it. Heads (in the folder, or kept since earlier days) tell how far a chain went, and with which hash: without
them a cut tail is not seen. --key checks their signatures with openssl. Exit 0: whole. 1: not, or unreadable."""

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

OPENSSL = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin", "-inkey"]


def first_fault(path, log, heads):
    """What is wrong first in a chain, or None; `heads`: for places in it, the hashes that were promised and where."""
    place, before = 0, "0" * 64
    for line in path.open("rb"):
        digest, text, row = line[:64].decode(errors="replace"), line[65:-1], f"row {place + 1}"
        if hashlib.sha256(text).hexdigest() != digest or line[64:65] + line[-1:] != b" \n":
            return f"{row} was changed" if line.endswith(b"\n") else f"tail cut inside {row}"
        entry = json.loads(text)
        if entry["sequence"] > place + 1:
            return f"gap: {row} is missing, row {entry['sequence']} follows row {place}"
        if (entry["sequence"], entry["log"]) != (place + 1, log):
            return f"{row} is another one: row {entry['sequence']} of {entry['log']}"
        place += 1
        other = [file for promised, file in heads.get(place, ()) if promised != digest]
        if entry["previous"] != before or other:
            return f"{row} (record {entry['record']}) was written anew {other or ''}"
        before = digest
    if max(heads, default=0) > place:
        return f"tail cut: {max(heads) - place} rows after row {place} are missing"
    return None if heads or not place else "no head tells how long it was"


options = argparse.ArgumentParser(description=__doc__)
options.add_argument("folder", type=Path)
options.add_argument("--heads", type=Path, action="append", default=[])
options.add_argument("--key")
given, heads, faults = options.parse_args(), {"case_events": {}, "access": {}}, []
try:
    trust = json.loads((given.folder / "export.json").read_bytes())["trust"]
    for file in [given.folder / "heads.jsonl", *given.heads]:
        check = [*OPENSSL, given.key, "-in", file, "-sigfile", f"{file}.sig"]
        if given.key and subprocess.run(check, capture_output=True, check=False).returncode:
            faults.append(f"{file}: the signature does not fit")
        for head in map(json.loads, file.read_bytes().splitlines()):
            promises = heads[head["log"]] if head["trust"] == trust else {}
            promises.setdefault(head["sequence"], []).append((head["hash"], str(file)))
    chains = ((log, first_fault(given.folder / f"{log}.chain", log, heads[log])) for log in heads)
    faults += [f"{log}: {fault}" for log, fault in chains if fault]
except (OSError, ValueError, KeyError, TypeError) as error:
    faults.append(f"cannot be checked: {error!r}")
print("\n".join(faults) or f"Whole; signatures of heads {'fit' if given.key else 'not checked'}.")
sys.exit(bool(faults))
