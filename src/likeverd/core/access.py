"""Access to records: what was done, on what ground, for which purpose [Normen fact sheet 15; trust framework]."""

from enum import StrEnum
from typing import Final

from likeverd.core.text import Text


class AccessKind(StrEnum):
    """What was done. "Opened" alone is not enough: the log says what was read, taken out or changed."""

    LIST = "list"
    READ = "read"
    PRINT = "print"
    EXPORT = "export"
    CHANGE = "change"
    DECIDE = "decide"
    EMERGENCY = "emergency"


class Ground(StrEnum):
    """What ties the person to the case."""

    APPLICANT = "applicant"
    HELPER = "helper"
    HANDLER = "handler"  # has handled a step of this case
    ROLE = "role"  # holds a role in the case's unit or trust
    DEPUTY = "deputy"
    HOME_TRUST = "home_trust"  # directs the trust where the patient lives
    REVIEWER = "reviewer"  # directs the trust that reviews new facts
    RECEIVER = "receiver"  # is offered the case by another trust, or has taken it over
    EXPERT = "expert"  # invited to advise on this one case
    EMERGENCY_SIGHT = "emergency_sight"
    PATIENT = "patient"  # the patient's own view
    OFFICIAL_NEED = "official_need"  # an export or a report with a written purpose


# Codes of HL7's value set PurposeOfUse, which the national trust framework uses.
PURPOSE_OF_USE: Final = {
    Ground.APPLICANT: "TREAT",
    Ground.HELPER: "TREAT",
    Ground.HANDLER: "HOPERAT",
    Ground.ROLE: "HOPERAT",
    Ground.DEPUTY: "HOPERAT",
    Ground.HOME_TRUST: "HOPERAT",
    Ground.REVIEWER: "HOPERAT",
    Ground.RECEIVER: "TREAT",
    Ground.EXPERT: "TREAT",
    Ground.EMERGENCY_SIGHT: "BTG",
    Ground.PATIENT: "PATRQT",
    Ground.OFFICIAL_NEED: "HOPERAT",
}

ACCESS_LABELS: Final = {
    AccessKind.LIST: Text("så saken i en liste", "såg saka i ei liste", "saw the case in a list"),
    AccessKind.READ: Text("leste saken", "las saka", "read the case"),
    AccessKind.PRINT: Text("skrev ut saken", "skreiv ut saka", "printed the case"),
    AccessKind.EXPORT: Text("tok ut opplysninger", "tok ut opplysningar", "took data out"),
    AccessKind.CHANGE: Text("endret saken", "endra saka", "changed the case"),
    AccessKind.DECIDE: Text("avgjorde saken", "avgjorde saka", "decided the case"),
    AccessKind.EMERGENCY: Text(
        "åpnet saken med nødinnsyn", "opna saka med naudinnsyn", "opened the case in an emergency"
    ),
}

GROUND_LABELS: Final = {
    Ground.APPLICANT: Text("søker", "søkjar", "applicant"),
    Ground.HELPER: Text("medhjelper", "medhjelpar", "helper"),
    Ground.HANDLER: Text("har behandlet saken", "har behandla saka", "has handled the case"),
    Ground.ROLE: Text("rolle i enheten", "rolle i eininga", "role in the unit"),
    Ground.DEPUTY: Text("stedfortreder", "stedfortredar", "deputy"),
    Ground.HOME_TRUST: Text(
        "fagdirektør der pasienten bor",
        "fagdirektør der pasienten bur",
        "director where the patient lives",
    ),
    Ground.REVIEWER: Text(
        "vurderer nye opplysninger", "vurderer nye opplysningar", "reviews new facts"
    ),
    Ground.RECEIVER: Text("tar over saken", "tek over saka", "takes the case over"),
    Ground.EXPERT: Text("invitert sakkyndig", "invitert sakkunnig", "invited expert"),
    Ground.EMERGENCY_SIGHT: Text("nødinnsyn", "naudinnsyn", "emergency sight"),
    Ground.PATIENT: Text("pasienten selv", "pasienten sjølv", "the patient"),
    Ground.OFFICIAL_NEED: Text("tjenstlig behov", "tenestleg behov", "official need"),
}
