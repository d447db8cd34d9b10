"""Restores a backup: as a drill that is thrown away, or into a folder to go live with."""

from __future__ import annotations

import datetime
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from likeverd.operations.backups import recovering, stored_files
from likeverd.operations.backups.drill import check_database, hold_drill
from likeverd.operations.backups.places import BackupError, BackupFolder
from likeverd.operations.backups.report import Report


class Command(BaseCommand):
    help = "Restore the newest backup: --drill proves it and throws it away, --to makes one to go live with."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "--drill", action="store_true", help="restore, check everything, throw away"
        )
        what.add_argument("--to", type=Path, help="folder for the restored server; must be new")
        what.add_argument(
            "--check",
            action="store_true",
            help="check the database of DATABASE_OWNER_URL, restored by other means, and record the drill",
        )
        parser.add_argument("--until", help="moment to stop at, such as 2026-11-24T13:45:00+01:00")
        parser.add_argument("--heads", type=Path, help="file of exported ends of the hash chains")
        parser.add_argument("--scratch", type=Path, help="where a drill may use disk space")
        parser.add_argument("--json", action="store_true", help="the report for a machine")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.BACKUP_FOLDER is None:
            raise CommandError("Set LIKEVERD_BACKUP_FOLDER. See docs/operations.md.")
        folder = BackupFolder(settings.BACKUP_FOLDER)
        if options["until"] and not options["to"]:
            raise CommandError("--until goes with --to.")
        try:
            if options["to"]:
                self._restore(folder, options["to"].resolve(), _moment(options["until"]))
                return
            report = (
                self._check(folder, options) if options["check"] else self._drill(folder, options)
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(report.lines()))
        if not report.passed:
            raise SystemExit(1)

    def _drill(self, folder: BackupFolder, options: dict[str, Any]) -> Report:
        return hold_drill(
            folder, now=timezone.now(), scratch=options["scratch"], heads=options["heads"]
        )

    def _check(self, folder: BackupFolder, options: dict[str, Any]) -> Report:
        backup = folder.newest()
        report = Report(at=timezone.now().isoformat(), backup=backup.folder.name)
        address = settings.DATABASE_OWNER_URL or settings.DATABASE_URL
        check_database(
            address,
            report,
            backup,
            sent_mails=folder.sent_mails_noted(),
            heads=options["heads"],
            read_stored=stored_files.reader_of(settings.FILES_FOLDER)
            if settings.FILES_FOLDER
            else None,
        )
        folder.record_drill(report.as_json())
        return report

    def _restore(self, folder: BackupFolder, target: Path, until: datetime.datetime | None) -> None:
        backup = folder.newest(before=until)
        recovering.unpack(backup, target)
        recovering.ask_for_recovery(folder, target, until)
        with recovering.recovered(target):
            pass
        recovering.forget_recovery(target)
        if stored_files.unpack(backup, target):
            self.stdout.write(
                f"{target / stored_files.FILES} holds the cases' files: move it to LIKEVERD_FILES_FOLDER."
            )
        self.stdout.write(
            f"{target} holds the restored server. To go live: stop everything, move its folder 'data' to where the"
            " old one lay, and start. Then run: likeverd restore --check"
        )


def _moment(text: str | None) -> datetime.datetime | None:
    if text is None:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"{text!r} is no moment; write it as 2026-11-24T13:45:00+01:00.")
    return moment if moment.tzinfo else timezone.make_aware(moment)
