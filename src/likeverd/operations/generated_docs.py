"""The documents that are written from the tables in the core, so that they cannot lie."""

import dataclasses
from collections.abc import Callable
from typing import Final

from likeverd.core.access import GROUND_LABELS, PURPOSE_OF_USE, Ground
from likeverd.core.audit_event import CODES, FIELDS
from likeverd.core.events import EVENT_TYPES
from likeverd.core.labels import ROLE_LABELS, STATE_LABELS
from likeverd.core.lifecycle import TABLE, Transition, actions_from
from likeverd.core.vocabulary import STEP_ROLE, STEPS, Action, Next, Role, State
from likeverd.operations.markdown import GENERATED, table
from likeverd.operations.routes_document import routes


def lifecycle() -> str:
    """States with their labels, the diagram, and every row of the table."""
    states = table(
        ("state", "staff", "applicant", "patient"),
        (
            (f"`{state}`", labels.staff.nb, labels.applicant.nb, labels.patient.nb)
            for state, labels in STATE_LABELS.items()
        ),
    )
    rows = table(
        ("state", "action", "next", "role", "duties", "clock", "told", "button"),
        (
            (
                f"`{row.state}`",
                f"`{row.action}`",
                f"`{row.next}`",
                ", ".join(row.roles),
                ", ".join(row.duties),
                row.clock,
                ", ".join(row.told),
                row.labels.staff.nb,
            )
            for row in TABLE.values()
        ),
    )
    return (
        f"{GENERATED}# The life of an individual exception\n\n"
        "One table, `core/lifecycle/`, holds every step. The order of the steps is that of "
        "Sykehuset Innlandet's procedure [S4]; a trust's chain may leave steps out.\n\n"
        f"```mermaid\n{_diagram()}```\n\n"
        f"## States\n\n{states}\n"
        "## Steps\n\n`first_step`, `following_step`, `step_that_asked` and `same` depend on the "
        "trust's chain or on the case's own past.\n\n"
        f"{rows}"
    )


def _diagram() -> str:
    """The full chain as a state diagram; ways that every open state has are drawn once."""
    everywhere = {Action.WITHDRAW, Action.REGISTER_DEATH}
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for row in TABLE.values():
        if row.action in everywhere or row.next is Next.SAME:
            continue
        lines += [f"    {row.state} --> {target}: {row.action}" for target in _targets(row)]
    lines += [
        "    note right of draft",
        "        From every open state the applicant may withdraw (withdrawn),",
        "        and register that the patient has died (closed_by_death).",
        "    end note",
    ]
    return "\n".join(lines) + "\n"


def _targets(row: Transition) -> tuple[State, ...]:
    match row.next:
        case Next.FIRST_STEP:
            return (STEPS[0],)
        case Next.FOLLOWING_STEP:
            return (STEPS[STEPS.index(row.state) + 1],)
        case Next.STEP_THAT_ASKED:
            return tuple(s for s in STEPS if (s, Action.ASK) in TABLE)
        case Next.SAME:
            return (row.state,)
        case state:
            return (state,)


def permissions() -> str:
    """State × role × action: who may do what, where."""
    introduction = (
        f"{GENERATED}# Who may do what\n\n"
        "A role counts where it is granted (unit or whole trust) and while it is in force. "
        "A person who has declared a conflict of interest may do nothing. Marks: "
        "**own** only the applicant or a registered deputy; **not own** never the applicant; "
        "**other hands** not a person who holds another step, unless registered as deputy; "
        "**complete** the form has every answer.\n"
    )
    parts = [introduction]
    for state in State:
        rows = actions_from(state)
        if not rows:
            continue
        body = table(
            ("action", *(f"`{role}`" for role in Role)),
            ((f"`{row.action}`", *(_mark(row, role) for role in Role)) for row in rows),
        )
        parts.append(f"\n## `{state}` – {STATE_LABELS[state].staff.nb}\n\n{body}")
    ended = ", ".join(f"`{state}`" for state in State if not actions_from(state))
    parts.append(f"\n## Ended\n\nNo one can do anything in {ended}.\n")
    parts.append("\n## Roles\n\n" + _roles())
    return "".join(parts)


MARKS: Final = {
    "own_application": "own",
    "not_own_application": "not own",
    "other_hands": "other hands",
    "complete_form": "complete",
    "method_changed": "method changed",
    "applicant_or_next_handler": "applicant or next",
    "home_trust": "home trust",
    "reviewing_trust": "reviewing trust",
    "receiving_person": "the one it is offered to",
    "invited": "invited expert",
    "advice_sought": "advice sought",
    "advice_to_consider": "advice to consider",
    "not_under_review": "not under review",
}


def _mark(row: Transition, role: Role) -> str:
    if role not in row.roles:
        return "–"
    return "yes: " + ", ".join(MARKS[duty] for duty in row.duties)


def _roles() -> str:
    steps = {role: step for step, role in STEP_ROLE.items()}
    return table(
        ("role", "bokmål", "holds the step"),
        (
            (f"`{role}`", label.nb, f"`{steps[role]}`" if role in steps else "–")
            for role, label in ROLE_LABELS.items()
        ),
    )


def events() -> str:
    """Every type of event and what it holds."""
    rows = (
        (
            f"`{event.kind}`",
            (event.__doc__ or "").strip().split("\n")[0],
            ", ".join(f"`{field.name}`" for field in dataclasses.fields(event)) or "–",
        )
        for event in EVENT_TYPES
    )
    return (
        f"{GENERATED}# What can happen to a case\n\n"
        "Events are inserted and never changed or deleted; a database trigger refuses it. Each "
        "row also holds: sequence, moment, person, role, whom the person was deputy for, "
        "action, state before and after.\n\n" + table(("kind", "meaning", "content"), rows)
    )


def audit_event() -> str:
    """Field by field and code by code, how the access log is told in FHIR."""
    fields = table(
        ("AuditEvent", "access log", "what it holds"),
        ((f"`{path}`", *meaning) for path, meaning in FIELDS.items()),
    )
    kinds = table(
        ("kind", "type", "subtype beside the kind", "action", "agent[user].type"),
        (
            (
                f"`{kind}`",
                " ".join(codes.type),
                f"`{codes.subtype[1]}`" if codes.subtype else "–",
                codes.action,
                "AUT" if codes.changes else "IRCP",
            )
            for kind, codes in CODES.items()
        ),
    )
    grounds = table(
        ("ground", "v3-ActReason", "label"),
        ((f"`{ground}`", PURPOSE_OF_USE[ground], GROUND_LABELS[ground].en) for ground in Ground),
    )
    return (
        f"{GENERATED}# The access log as FHIR AuditEvent\n\n"
        "`likeverd export_log TRUST --format fhir` writes one AuditEvent of FHIR R4 for each row, as NDJSON, in the "
        "order of the chain. After IHE's Basic Audit Log Patterns (BALP 1.1.4), with the names of the national trust "
        "framework.\n\n"
        f"## Fields\n\n{fields}\n"
        f"## What was done\n\n{kinds}\n"
        f"## On what ground\n\n{grounds}\n"
        "## Who the patient is to the receiver\n\n"
        "A patient is `<trust>-<number>`, where the number is that of a row in the trust's own register of patients. "
        "The receiver can tell which rows are about the same patient at the same trust, and nothing more: not who it "
        "is, and not whether another trust has the same person. A person who stands there with two names has two "
        "numbers. Who must know asks the trust, with the case's number. Identity numbers, names of patients and words "
        "of a case are in no row of the log, and so in no event.\n\n"
        "## What the patterns ask for and the log does not have\n\n"
        "BALP also wants the client's network address (`agent[client]`). The log keeps none, and so no event claims a "
        "profile in `meta.profile`. Refused requests show nothing and are no rows; they are in the server's log, with "
        "the request's number.\n"
    )


DOCUMENTS: Final[dict[str, Callable[[], str]]] = {
    "lifecycle.md": lifecycle,
    "permissions.md": permissions,
    "events.md": events,
    "routes.md": routes,
    "audit-event.md": audit_event,
}
