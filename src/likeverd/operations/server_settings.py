"""What the embedded PostgreSQL server is started with."""

from __future__ import annotations

import shlex
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "150",
    "jit": "off",  # short queries: compiling costs more than it gives
    "timezone": "UTC",
    "log_statement": "none",
    "log_min_error_statement": "panic",  # statements carry personal data and stay out of the log
    "log_error_verbosity": "terse",  # without DETAIL, which quotes the values of a row
}
# For tests: what a power cut would destroy is thrown away anyway.
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
# A minute is the most that is lost with the machine: a log file that is not full is kept then, too.
MOST_LOST = "60s"
# Stands in the archive from the first backup on. Before that there is nothing that the log could be applied to.
WANTED = "wanted"

# Called by PostgreSQL for each finished file of its log. A file gets its name when it is whole and on the disk; one
# that is there already must be the same (PostgreSQL asks again after a crash), or somebody else's is in the way.
ARCHIVE_SCRIPT = """#!/bin/sh
# Written by Likeverd. $1: the file to keep, $2: its name.
set -eu
umask 077
archive={archive}
test -e "$archive/{wanted}" || exit 0
if test -e "$archive/$2.gz"; then
    gzip -dc "$archive/$2.gz" | cmp -s - "$1"
    exit
fi
gzip -1 < "$1" > "$archive/.$2.part"
sync "$archive/.$2.part" 2>/dev/null || sync
mv "$archive/.$2.part" "$archive/$2.gz"
"""


def settings_of_server(durable: bool, archive: Path | None, script: Path) -> dict[str, str]:
    """What a server is started with. ``archive`` is where its write-ahead log is kept, or None."""
    if not durable:
        return SETTINGS | FAST_SETTINGS
    if archive is None:
        return SETTINGS
    return SETTINGS | {
        "wal_level": "replica",
        "archive_mode": "on",
        "archive_timeout": MOST_LOST,
        "archive_command": f'/bin/sh "{script}" "%p" "%f"',
    }


def archive_script(archive: Path) -> str:
    """The text of the script that ``archive_command`` runs."""
    return ARCHIVE_SCRIPT.format(archive=shlex.quote(str(archive)), wanted=WANTED)


# PostgreSQL takes an exit code above 125 for a fault that ends the recovery, and any other for the end of the log.
STOPS_THE_RECOVERY = 200


def restore_command(archive: Path) -> str:
    """PostgreSQL's ``restore_command``: fetch one file from the archive; fails where it is not there.

    An archive that cannot be read, or a file that is broken, ends the recovery: taken for the end of the log, it would
    give back a database that is older than it must be, without a word.
    """
    kept = f'"{archive}/%f.gz"'
    stop = f"exit {STOPS_THE_RECOVERY}"
    return f'ls "{archive}" >/dev/null || {stop}; test -e {kept} || exit 1; gzip -dc {kept} > "%p" || {stop}'
