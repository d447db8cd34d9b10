"""Takes a backup of the embedded server, or notes of what another server's database holds."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.operations import roles
from likeverd.operations.backups import manifest
from likeverd.operations.backups.places import BackupError, BackupFolder
from likeverd.operations.backups.taking import take
from likeverd.operations.file_storage import BUCKET


class Command(BaseCommand):
    help = (
        "Take a backup (of another server than the embedded one: notes to compare a restore with)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--keep",
            type=int,
            default=settings.BACKUP_KEEP,
            help=f"how many backups to keep (default {settings.BACKUP_KEEP})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.BACKUP_FOLDER is None:
            raise CommandError("Set LIKEVERD_BACKUP_FOLDER. See docs/operations.md.")
        if options["keep"] < 1:
            raise CommandError("At least one backup must be kept.")
        cluster = settings.EMBEDDED_CLUSTER
        address = (
            cluster.connection_string(roles.DATABASE)
            if cluster is not None
            else settings.DATABASE_OWNER_URL or settings.DATABASE_URL
        )
        try:
            done = take(
                BackupFolder(settings.BACKUP_FOLDER),
                address=address,
                cluster=cluster,
                keep=options["keep"],
                now=timezone.now(),
                files=settings.FILES_FOLDER,
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        noted = manifest.read(done.folder)
        size = sum(file["bytes"] for file in noted.files.values()) / 1e6
        self.stdout.write(
            f"{done.folder}: {sum(noted.rows.values())} rows, {size:.1f} MB, {noted.seconds} s"
        )
        if cluster is None:
            self.stdout.write("Only notes: this server's files are backed up by other means.")
        if settings.FILES_KIND == BUCKET:
            self.stdout.write("The bucket with the cases' files is backed up by other means.")
