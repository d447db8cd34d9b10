"""What an address must answer: derived from the policy, not written down for each address.

- Nobody signed in: pages that name a case or show work lead to sign-in, the API asks for a key.
- A case that the policy does not show does not exist: 404, whatever is asked of it.
- A case that it shows: the step is offered if the policy allows it, else the way leads back to the case.

Blocked cases are asked for by a test of their own: they exist for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.security.addresses import Address

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.cases.records import facts_of
from likeverd.core.case import Actor
from likeverd.core.letters import LetterKind
from likeverd.core.packet import Item
from likeverd.core.patient_view import may_release
from likeverd.core.vocabulary import Action, Role
from likeverd.documents.models import Document
from likeverd.letters.models import Letter
from likeverd.packet.models import PacketItem
from likeverd.packet.policy import can_mark

# Pages for everybody: they show nothing of a case. Everything else is behind sign-in.
OPEN_TO_ALL = frozenset(
    {
        "sign_in",
        "sign_out",
        "language",
        "form_token",
        "front_page",
        "sources",
        "check",  # of a code: shows nothing of anybody but what the code stands for
        "empty_form",
        "picker",
        "openapi-json",
        "api-root",
    }
)
# The ways in, by whatever name: who is on the way in is not in yet.
# The guide shows methods and rules, and nothing of anybody.
GUIDE = "<guide:language>/"
WAYS_IN = ("login/", "logout/", "innsyn/login/", "innsyn/logout/", "demo/pasienter/")
# Patients' pages: they have a sign-in of their own, and staff who are signed in are turned away.
PATIENTS = "innsyn/"
PICKER_OF_PATIENTS = "/demo/pasienter/"
NOT_FOUND, SIGN_IN_FIRST, KEY_NEEDED, WRONG_METHOD, TURNED_AWAY = 404, 302, 401, 405, 403


def open_to_all(address: Address) -> bool:
    """Whether strangers may ask here."""
    return address.name in OPEN_TO_ALL or address.pattern.startswith((*WAYS_IN, GUIDE))


@dataclass(frozen=True, slots=True)
class Sight:
    """What the policy lets a person see and do of a case."""

    case: bool
    identity: bool
    writes: bool
    releases: bool
    like_cases: bool
    approves: bool
    copies: bool
    actions: frozenset[Action]


NO_SIGHT = Sight(False, False, False, False, False, False, False, frozenset())


def sight(actor: Actor | None, case: Case) -> Sight:
    """Ask the policy, as the pages do."""
    if actor is None:
        return NO_SIGHT
    if not Case.objects.filter(policy.which(actor), pk=case.pk).exists():
        return NO_SIGHT
    return Sight(
        True,
        policy.sees_identity(actor, case),
        policy.may_write(actor, case),
        may_release(actor, facts_of(case)),
        policy.sees_like_cases(actor, case),
        policy.may_approve_reasoning(actor, case),
        PacketItem.objects.filter(case=case, item=Item.REGIONAL_COPY.value).exists()
        and can_mark(actor, case, Role.MEDICAL_DIRECTOR) is not None,
        frozenset(action for action in Action if policy.can(actor, action, case)),
    )


def of_page(address: Address, given: dict[str, object], case: Case, seen: Sight) -> set[int]:
    """The statuses that a page of a case may answer to GET."""
    if address.pattern.startswith(PATIENTS):
        return {TURNED_AWAY}
    if address.name in ("attach", "autosave", "make", "received", "preview"):
        return {WRONG_METHOD}  # posted only; asked for otherwise they tell nothing
    if not seen.case or address.name in ("declare", "alone"):
        return {
            NOT_FOUND
        }  # no committee meets in the house of these tests; tests/committee asks one that does
    if address.name == "step":
        return {200} if Action(str(given["action"])) in seen.actions else {302}
    if address.name == "release":
        return {200} if seen.releases else {302}
    if address.name == "like_cases":
        return {200} if seen.like_cases else {NOT_FOUND}
    if address.name == "approve_reasoning":
        return {200} if seen.approves else {NOT_FOUND}
    if address.name == "regional":
        return {200} if seen.copies else {NOT_FOUND}
    if address.name in ("order", "regional_copy"):
        return {
            NOT_FOUND
        }  # nothing of the kind has been made in these cases; tests/packet makes them
    if address.name == "application":
        return {200} if seen.writes else {302}
    if address.name in ("letter", "letter_file"):
        letter = Letter.objects.get(pk=given["letter"])
        shown = seen.identity or letter.kind != LetterKind.PATIENT
        return {200} if shown and letter.case_id == case.pk else {NOT_FOUND}
    if address.name == "download":
        found = Document.objects.filter(pk=given["document"], case=case).first()
        shown = found is not None and (seen.identity or found.kind != Document.PAPER_SCAN)
        return {200} if shown else {NOT_FOUND}
    return {200}


def of_api(
    address: Address, method: str, given: dict[str, object], case: Case, seen: Sight
) -> set[int]:
    """The statuses that the API may answer about a case."""
    if not seen.case:
        return {NOT_FOUND}
    if address.name == "act":
        # Sent with a version that never was, so that nothing is done: 409 tells that it was allowed or in time.
        allowed = Action(str(given["action"])) in seen.actions
        return {409, 422} if allowed else {403, 409, 422}
    if address.name == "case_like_cases":
        return {200} if seen.like_cases else {NOT_FOUND}
    if address.name == "save_draft":
        return {200} if seen.writes else {403, 409}
    return {200}
