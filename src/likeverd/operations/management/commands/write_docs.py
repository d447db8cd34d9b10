"""``likeverd write_docs``: write the documents that come from the tables in the core."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from likeverd.operations.generated_docs import DOCUMENTS


class Command(BaseCommand):
    """Writes the documents that ``generated_docs.DOCUMENTS`` names, all in docs/."""

    help = "write the documents that come from the tables in the core (--check only compares)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit 1 where a document differs")
        parser.add_argument("--folder", type=Path, default=settings.CHECKOUT / "docs")

    def handle(self, *args: object, **options: object) -> None:
        folder = options["folder"]
        if not isinstance(folder, Path):
            raise CommandError("--folder takes a path")
        differing = []
        for name, write in DOCUMENTS.items():
            text = write()
            path = folder / name
            if options["check"]:
                if not path.exists() or path.read_text(encoding="utf-8") != text:
                    differing.append(name)
            else:
                path.write_text(text, encoding="utf-8")
                self.stdout.write(f"wrote {path}")
        if differing:
            raise CommandError(f"differs from the core: {', '.join(differing)}; run 'make docs'")
