"""From the rows of an ended case to the outcome that the packet's rules see. Nothing is decided here."""

from datetime import date

from likeverd.cases.models import Case
from likeverd.cases.records import ruleset_of
from likeverd.core.events import Recorded
from likeverd.core.packet import Outcome, PacketSettings, parse, usual_document
from likeverd.core.residence import home_trust_name
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import HospitalTrust
from likeverd.organisations.selectors import trust_rules
from likeverd.packet.models import PacketSettingsVersion


def outcome_of(case: Case, ending: Recorded) -> Outcome:
    """The case as the event that ended it left it."""
    event = ending.event
    until = getattr(event, "valid_until", "")
    home = case.home_trust
    name = home.name if home else home_trust_name(case.answers, case.trust.code)
    return Outcome(
        number=case.number,
        state=State(ending.state_after),
        ended_on=local_day(ending.at),
        ended_by=ending.role,
        chain=ruleset_of(case, ending.at).trust.chain,
        method=case.method.name,
        answers=case.answers,
        reasons=tuple(getattr(event, "reasons", ())),
        valid_until=date.fromisoformat(until) if until else None,
        conditions=getattr(event, "conditions", ""),
        right_scheme=getattr(event, "right_scheme", ""),
        who_pays=getattr(event, "home_trust", {}).get("who_pays", ""),
        home_trust=name,
        home_region=region_of(home, name),
        was_sent=case.submitted_at is not None,
    )


def region_of(home: HospitalTrust | None, name: str) -> str:
    """The name of the regional authority of the trust where the patient lives; empty where nothing is known."""
    if home is None and name:
        home = HospitalTrust.objects.select_related("regional_authority").filter(name=name).first()
    return home.regional_authority.name if home else ""


def settings_of(case: Case, version: PacketSettingsVersion | None) -> PacketSettings:
    """The settings of a version; the usual ones, made of the case's own rules, where the trust had none."""
    if version is not None:
        return parse(version.document)
    return parse(usual_settings(case.trust, case.trust_rules_version))


def usual_settings(trust: HospitalTrust, rules_version: str) -> dict[str, object]:
    """The document of a trust that has published none, made of a version of its rules."""
    rules = trust_rules(trust.pk, rules_version)
    return usual_document(
        project=rules.project_code,
        threshold=rules.project_threshold,
        invoice_address=rules.invoice_address,
        approver=f"{rules.titles[State.DECISION].nb} {trust.short_name}",
    )


def newest_version(trust: int) -> PacketSettingsVersion | None:
    """The trust's settings that hold now."""
    return PacketSettingsVersion.objects.filter(trust_id=trust).order_by("-version").first()
