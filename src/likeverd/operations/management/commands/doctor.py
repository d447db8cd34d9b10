"""Looks the installation over."""

from __future__ import annotations

import contextlib
import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from likeverd.operations import embedded_postgres, roles
from likeverd.operations.doctor import (
    database_checks,
    files_checks,
    machine_checks,
    settings_checks,
)
from likeverd.operations.doctor.finding import Finding, Level

MARKS = {Level.OK: "ok     ", Level.WARNING: "WARNING", Level.FAULT: "FAULT  "}


class Command(BaseCommand):
    help = "Look the installation over: each line says what is well or how to mend it (exit 1: a fault)."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="the findings for a machine")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(all_findings())
        if options["json"]:
            self.stdout.write(
                json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=1)
            )
        else:
            self._tell(findings)
        if any(each.level is Level.FAULT for each in findings):
            raise SystemExit(1)

    def _tell(self, findings: list[Finding]) -> None:
        for each in findings:
            self.stdout.write(f"{MARKS[each.level]} {each.name}: {each.words}")
            if each.mend:
                self.stdout.write(f"        {each.mend}")
        number = Counter(each.level for each in findings)
        self.stdout.write(
            f"{number[Level.OK]} well, {number[Level.WARNING]} warnings, {number[Level.FAULT]} faults."
        )


def all_findings() -> Iterator[Finding]:
    """Every check; a database that does not answer is a finding, not an end."""
    yield from settings_checks.checks()
    try:
        with contextlib.ExitStack() as stack:
            if settings.EMBEDDED_CLUSTER is not None:
                stack.enter_context(embedded_postgres.attached(settings.EMBEDDED_CLUSTER))
                roles.prepare(settings.EMBEDDED_CLUSTER)
            yield from database_checks.checks()
            yield from files_checks.checks()
    except (DatabaseError, embedded_postgres.EmbeddedPostgresError) as error:
        # Words of a connection's error may hold its address; the kind is enough to go on with.
        yield Finding(
            "database",
            Level.FAULT,
            f"could not be asked ({type(error).__name__})",
            "See that it runs and that DATABASE_URL is right: 'likeverd dbshell' says more.",
        )
    yield from machine_checks.checks()
