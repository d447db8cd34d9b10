"""Checks that the logs are whole."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from likeverd.audit.heads_file import SIGNATURE, BrokenHeadsError, check_signature, parse
from likeverd.audit.selectors import Head
from likeverd.audit.verification import Checked, verify


class Command(BaseCommand):
    """Answers 0 when every chain is whole, 1 when any is not; the first bad row is named."""

    help = "Check the hash chains of case events and access log (exit code 0 whole, 1 not)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Heads that left the machine, and the key that signed them."""
        parser.add_argument(
            "--heads",
            type=Path,
            action="append",
            default=[],
            help="a file of exported heads, to tell a cut tail (may be given several times)",
        )
        parser.add_argument(
            "--key", type=Path, help="public key (PEM): check the signatures of the files of heads"
        )

        parser.add_argument(
            "--links-only",
            action="store_true",
            help="leave out the hashes of what events say, which take most of the time",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what was found."""
        exported = [head for path in options["heads"] for head in _heads(path, options["key"])]
        begun = time.monotonic()
        using = "owner" if "owner" in connections else "default"
        checked = verify(exported, using, content=not options["links_only"])
        seconds = time.monotonic() - begun
        links = sum(chain.links for chain in checked)
        broken = [chain for chain in checked if chain.faults]
        for chain in broken:
            self.stderr.write(_words(chain))
        if broken:
            raise CommandError(
                f"{len(broken)} of {len(checked)} chains are not whole ({links} links checked)."
            )
        self.stdout.write(
            f"{len(checked)} chains are whole: {links} links in {seconds:.1f} s ({links / seconds:,.0f} a second)."
        )


def _heads(path: Path, key: Path | None) -> list[Head]:
    try:
        content = path.read_bytes()
        if key is not None:
            check_signature(content, path.with_name(path.name + SIGNATURE).read_bytes(), key)
        return parse(content)
    except BrokenHeadsError as fault:
        raise CommandError(f"{path}: {fault}") from fault
    except OSError as fault:
        raise CommandError(f"{fault.filename}: {fault.strerror}") from fault


def _words(chain: Checked) -> str:
    first = chain.faults[0]
    row = f", row {first.record}" if first.record else ""
    more = f" (and {len(chain.faults) - 1} more)" if len(chain.faults) > 1 else ""
    return f"{chain.trust}, {chain.log}: {first.sequence}|{first.what}{row}{more}"
