"""Compiles the message catalogues of the pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management.base import BaseCommand

from likeverd.operations.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the translations (.po to .mo) that changed."
    requires_system_checks: ClassVar[
        list[str]
    ] = []  # it must run before anything that shows a text

    def handle(self, *args: Any, **options: Any) -> None:
        compiled = compile_catalogues()
        for path in compiled:
            self.stdout.write(f"compiled {path}")
        if not compiled:
            self.stdout.write("nothing to do")
