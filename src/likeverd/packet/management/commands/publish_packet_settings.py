"""Publishes a trust's codes, addresses and texts from a file; the page for them does the same."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

import likeverd
from likeverd.organisations.context import everything
from likeverd.organisations.models import HospitalTrust, Person
from likeverd.packet.actions import NotPublished, publish_settings
from likeverd.packet.outcomes import newest_version

DEMONSTRATION = Path(likeverd.__file__).parent / "packet" / "data" / "innlandet.json"


class Command(BaseCommand):
    """Answers 0 when a version was published, 1 when anything was broken and nothing was written."""

    help = "Publish settings for what a decision must produce from FILE (JSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A file with the trust, the person and the reason; or none for the demonstration's."""
        parser.add_argument(
            "file", nargs="?", type=Path, help="JSON (default: the demonstration's)"
        )
        parser.add_argument("--trust", default="innlandet", help="code of the trust")
        parser.add_argument("--by", default="demo.prosedyre", help="user name of its keeper")
        parser.add_argument(
            "--why", default="Prosedyren til Sykehuset Innlandet", help="the reason"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all of it, then publish it as the person."""
        path = options["file"] or DEMONSTRATION
        if options["file"] is None and settings.PRODUCTION:
            raise CommandError("Name a file. What is shipped is for the demonstration alone.")
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            everything("which version of the trust's settings is the newest")
            trust = HospitalTrust.objects.get(code=options["trust"])
            person = Person.objects.get(username=options["by"])
            newest = newest_version(trust.pk)
            published = publish_settings(
                trust.pk,
                document,
                options["why"],
                newest.version if newest else 0,
                by=person,
                now=timezone.now(),
            )
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}") from fault
        except json.JSONDecodeError as fault:
            raise CommandError(f"{path}: not JSON (line {fault.lineno})") from fault
        except HospitalTrust.DoesNotExist as fault:
            raise CommandError(f"There is no trust {options['trust']}.") from fault
        except Person.DoesNotExist as fault:
            raise CommandError(f"There is no person {options['by']}.") from fault
        except (NotPublished, PermissionError) as fault:
            raise CommandError(f"{fault}\nNothing was written.") from fault
        self.stdout.write(f"{trust.name}: version {published.version}")
