"""Publishing a new version of a trust's settings. An old version stays as it was, and so do the cases that used it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from likeverd.core.forms.reading import Fault
from likeverd.core.packet import BrokenPacketSettings, parse
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.organisations.models import HospitalTrust, Person
from likeverd.organisations.selectors import actor_for
from likeverd.packet.models import PacketSettingsVersion
from likeverd.packet.policy import may_keep_settings

LONGEST_WHY: Final = 300
SAY_WHY: Final = Text(
    "Skriv hvorfor innstillingene endres, så de som kommer etter, forstår det.",
    "Skriv kvifor innstillingane blir endra, så dei som kjem etter, forstår det.",
    "Write why the settings change, so that those who come later understand.",
)
PUBLISHED_MEANWHILE: Final = Text(
    "Noen andre har publisert en ny versjon siden du åpnet siden. Se den først. Det du skrev, står fortsatt.",
    "Nokon andre har publisert ein ny versjon sidan du opna sida. Sjå han først. Det du skreiv, står framleis.",
    "Somebody else has published a new version since you opened the page. See it first. What you wrote is still here.",
)


class NotPublished(Exception):
    """The settings were not published; carries what to mend, at its field."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message.en for fault in faults))
        self.faults = faults


def publish_settings(
    trust: int, document: Mapping[str, Any], why: str, seen: int, *, by: Person, now: datetime
) -> PacketSettingsVersion:
    """Publish settings for the cases that end from now on.

    ``seen`` is the version that was on the screen, 0 for none. Raises ``PermissionError`` for one who does not keep
    them, and ``NotPublished``.
    """
    try:
        parse(document)
    except BrokenPacketSettings as broken:
        raise NotPublished(*broken.faults) from broken
    if not why.strip() or len(why) > LONGEST_WHY:
        raise NotPublished(Fault("why", SAY_WHY))
    with transaction.atomic():
        if not may_keep_settings(actor_for(by, local_day(now)), trust):
            raise PermissionError("only those who keep the procedure publish its settings")
        HospitalTrust.objects.select_for_update(of=("self",)).get(pk=trust)
        newest = PacketSettingsVersion.objects.filter(trust_id=trust).order_by("-version").first()
        if (newest.version if newest else 0) != seen:
            raise NotPublished(Fault("why", PUBLISHED_MEANWHILE))
        return PacketSettingsVersion.objects.create(
            trust_id=trust,
            version=seen + 1,
            document=dict(document),
            why=why.strip(),
            published_at=now,
            by=by,
        )
