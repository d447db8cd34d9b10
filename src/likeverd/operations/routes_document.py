"""docs/routes.md: the decision table and every rule of the guide, written from the core."""

from datetime import date
from typing import Final

from likeverd.core.method_events import EventKind, MethodKind
from likeverd.core.routing import (
    CRITERION_LABELS,
    DECIDER_LABELS,
    ROUTE_LABELS,
    RULE_BOOK,
    STATUS_LABELS,
    Authorisation,
    Criteria,
    DatedEvent,
    EstablishedTreatment,
    Facts,
    Method,
    Patient,
    Route,
    Rule,
    RuleSet,
    Scope,
    Status,
    Trial,
    TrialStatus,
    Verdict,
    route,
)
from likeverd.core.routing.criteria import CRITERIA
from likeverd.core.routing.rule import ALL
from likeverd.core.routing.vocabulary import DECIDER_OF, PREFERENCE
from likeverd.core.sources import SOURCES
from likeverd.operations.markdown import GENERATED, table

# A day under the newest rule set, and events that bring a method where it is to be.
DAY: Final = RULE_BOOK.days[-1].replace(month=12, day=1)
BEFORE: Final = date(DAY.year, 6, 1)
EVENTS_FOR: Final = {
    Status.NOT_KNOWN: None,
    Status.PROPOSED: EventKind.PROPOSED,
    Status.UNDER_ASSESSMENT: EventKind.COMMISSIONED,
    Status.COMMISSION_CANCELLED: EventKind.COMMISSION_CANCELLED,
    Status.WITHDRAWN: EventKind.WITHDRAWN,
    Status.AWAITING_INTRODUCTION: EventKind.INTRODUCED,
    Status.INTRODUCED: EventKind.INTRODUCED,
    Status.INTRODUCED_WITH_CONDITIONS: EventKind.INTRODUCED_WITH_CONDITIONS,
    Status.NOT_INTRODUCED: EventKind.NOT_INTRODUCED,
    Status.STUDY_ONLY: EventKind.STUDY_ONLY,
    Status.DECISION_NOT_REGISTERED: None,
}
MARKS: Final = {Verdict.OPEN: "O", Verdict.UNCLEAR: "U", Verdict.CLOSED: "C"}
KINDS: Final = (
    ("medicine, full", MethodKind.MEDICINE, Authorisation.FULL),
    ("medicine, conditional", MethodKind.MEDICINE, Authorisation.CONDITIONAL),
    ("medicine, none", MethodKind.MEDICINE, Authorisation.NONE),
    ("medicine, other indication", MethodKind.MEDICINE, Authorisation.OTHER_INDICATION),
    ("device or procedure", MethodKind.DEVICE, Authorisation.NOT_APPLICABLE),
)


def routes() -> str:
    """The whole document."""
    newest = RULE_BOOK.named(RULE_BOOK.names[-1])
    return (
        f"{GENERATED}# Which way in\n\n"
        "The guide (`core/routing`) answers for every route with a verdict, `open`, `closed` or `unclear`, and the "
        "rules that made it. **Closed beats unclear, and unclear beats open.** An unclear verdict names the fact that "
        "is missing, or who settles what the sources leave open. The guide advises; a person confirms the route.\n\n"
        "Source keys such as [NM1] are those of `core/sources.py`, and stand at the end. *Own reading* marks what no "
        "source says outright; the rule's text says so too. Conflicts (10.1 …) are numbered as in our list of open "
        "questions.\n\n"
        f"## Rule sets\n\n{_rule_sets()}\n"
        f"## Routes\n\nThe order of an answer. *Preferred* is the place in the order in which open routes are "
        f"recommended.\n\n{_routes()}\n"
        f"## Decision table: everything in the patient's favour\n\n"
        f"By {newest.name}, for one new patient and for a group, where every criterion is met, the medicine is on the "
        "national list, and there is no trial and no group exception.\n\n"
        f"{_favourable()}\n"
        f"## Decision table: what facts can lead to\n\n"
        f"By {newest.name}: O open, U unclear, C closed. A single C: status and scope alone close the route.\n\n"
        f"### One patient\n\n{_possible(newest, Scope.INDIVIDUAL)}\n"
        f"### A group\n\n{_possible(newest, Scope.GROUP)}\n"
        f"## Rules\n\n{_rules()}"
        f"## Sources\n\n{_sources()}"
    )


def _rule_sets() -> str:
    rows = []
    for place, name in enumerate(RULE_BOOK.names):
        rules = RULE_BOOK.named(name).rules
        before = RULE_BOOK.named(RULE_BOOK.names[place - 1]).rules if place else ()
        new = sorted({f"`{rule.id}` {rule.version}" for rule in rules if rule not in before})
        first = RULE_BOOK.days[place].isoformat()
        rows.append(
            (f"`{name}`", first, str(len(rules)), ", ".join(new) if before else "the first one")
        )
    return table(("name", "from", "rules", "new or changed"), rows)


def _routes() -> str:
    return table(
        ("route", "bokmål", "decider", "preferred", "criteria"),
        (
            (
                f"`{one}`",
                ROUTE_LABELS[one].nb,
                f"`{DECIDER_OF[one]}` ({DECIDER_LABELS[DECIDER_OF[one]].nb})",
                str(PREFERENCE.index(one) + 1),
                "; ".join(f"`{each.id}` {CRITERION_LABELS[each.id].en}" for each in CRITERIA[one]),
            )
            for one in Route
        ),
    )


def _favourable() -> str:
    rows = []
    for status in Status:
        for name, kind, authorisation in KINDS:
            cells = [f"`{status}`", name]
            for scope in Scope:
                answer = route(favourable(status, scope, kind, authorisation))
                cells += [
                    _those(answer.verdicts, Verdict.OPEN),
                    _those(answer.verdicts, Verdict.UNCLEAR),
                ]
            rows.append(cells)
    heads = ("status", "authorisation", "one patient: open", "unclear", "group: open", "unclear")
    return table(heads, rows)


def favourable(
    status: Status, scope: Scope, kind: MethodKind, authorisation: Authorisation
) -> Facts:
    """Facts where all that is asked of the patient speaks for."""
    event = EVENTS_FOR[status]
    in_force = date(DAY.year + 1, 1, 1) if status is Status.AWAITING_INTRODUCTION else None
    events = () if event is None else (DatedEvent(BEFORE, event, in_force),)
    unseen = BEFORE if status is Status.DECISION_NOT_REGISTERED else None
    return Facts(
        on=DAY,
        scope=scope,
        method=Method(kind, events, decided_unseen_since=unseen),
        marketing_authorisation=authorisation,
        conditions_met=True,
        trial=Trial(TrialStatus.NONE),
        on_national_cup_list=True,
        patient=Patient(already_on_treatment=False, privately_started=False, in_trial=False),
        criteria=Criteria(EstablishedTreatment.CONTRAINDICATED, True, True),
    )


def _those(verdicts: dict[Route, Verdict], wanted: Verdict) -> str:
    return ", ".join(f"`{one}`" for one, said in verdicts.items() if said is wanted) or "–"


def _possible(rules: RuleSet, scope: Scope) -> str:
    plans = {
        status: {
            plan.route: "".join(MARKS[verdict] for verdict in plan.possible)
            for plan in rules.plans(status, scope, True)
        }
        for status in Status
    }
    return table(
        ("route", *(STATUS_LABELS[status].en for status in Status)),
        ((f"`{one}`", *(plans[status][one] for status in Status)) for one in Route),
    )


def _rules() -> str:
    parts = []
    for one in Route:
        mine = [rule for rule in RULE_BOOK.rules if one in rule.routes]
        parts.append(
            f"### {ROUTE_LABELS[one].en} (`{one}`)\n\n"
            + table(
                ("rule", "says", "status", "scope", "valid", "text", "source"),
                (_rule(rule) for rule in mine),
            )
            + "\n"
        )
    return "".join(parts)


def _rule(rule: Rule) -> tuple[str, ...]:
    first = rule.valid_from.isoformat() if rule.valid_from else ""
    end = rule.valid_to.isoformat() if rule.valid_to else ""
    marks = [f"[{rule.source}]"]
    if rule.conflict:
        marks.append(f"conflict {rule.conflict}")
    if rule.own_reading:
        marks.append("own reading")
    if rule.missing:
        marks.append("missing: " + ", ".join(f"`{fact}`" for fact in rule.missing))
    if rule.settled_by and rule.verdict is Verdict.UNCLEAR:
        marks.append(f"settled by `{rule.settled_by}`")
    return (
        f"`{rule.id}` {rule.version}",
        rule.verdict.value if rule.verdict else "remark",
        "any" if rule.statuses == ALL else ", ".join(s for s in Status if s in rule.statuses),
        rule.scope.value if rule.scope else "both",
        f"{first or '…'} – {f'before {end}' if end else '…'}" if first or end else "always",
        rule.text.en,
        "; ".join(marks),
    )


def _sources() -> str:
    used = {rule.source for rule in RULE_BOOK.rules}
    return table(
        ("key", "source"),
        (
            (key, f"[{one.title.nb}]({one.address})" if one.address else one.title.nb)
            for key, one in SOURCES.items()
            if key in used
        ),
    )
