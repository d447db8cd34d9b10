"""The archive's document of a case: one structure, read by machines as JSON and set as a paper for people.

Each part has its words (label and text, in the trust's language and the form's own words) beside the same as data with
the codes that were stored. So nobody needs this program to read a case in ten years, and nobody has to trust our words.
The schema is described in docs/archive-package.md; ``SCHEMA`` changes whenever a reader would have to.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from likeverd.core.archive import headings as h
from likeverd.core.archive.record import ChosenWay, Group, Part, Record
from likeverd.core.archive.steps_said import step_groups
from likeverd.core.archive.words import Said, day, length, moment, said
from likeverd.core.case import CaseFacts
from likeverd.core.deadlines import clock
from likeverd.core.events import evolve
from likeverd.core.labels import ROLE_LABELS, STATE_LABELS
from likeverd.core.method_events import EVENT_LABELS, EventKind
from likeverd.core.routing import ROUTE_LABELS, VERDICT_LABELS, Route, Verdict
from likeverd.core.text import Text
from likeverd.core.timing.clocks import pauses, time_per_role

SCHEMA: Final = "likeverd-archive/1"


def document(record: Record) -> dict[str, Any]:
    """The whole document of a case, as plain JSON."""
    states = states_of(record)
    stands = states[-1]

    def part(key: str, title: Text, groups: Sequence[Group]) -> Part:
        return Part(key, title.in_language(record.language), groups)

    parts = (
        part("case", h.CASE, [_case(record, stands)]),
        part("versions", h.VERSIONS, [_versions(record)]),
        part("application", h.APPLICATION, _application(record, stands)),
        part("way_in", h.WAY_IN, [_way(record, way) for way in record.ways]),
        part("method", h.METHOD, [_method(record)]),
        part("steps", h.STEPS, step_groups(record, states)),
        *record.parts,
        part("clocks", h.CLOCKS, _clocks(record)),
        part("files", h.FILES, _files(record)),
        part("log", h.LOG, [_log(record)]),
    )
    return {
        "schema": SCHEMA,
        "language": record.language,
        "made_at": record.made_at.isoformat(),
        "software": record.software,
        "case_number": record.number,
        "trust": record.trust_code,
        "package": {
            "number": record.number_of_package,
            "through_event": record.through,
            "new_after_event": record.since,
        },
        "title": title_of(record),
        "parts": [_written(part) for part in parts if part.groups],
    }


def title_of(record: Record) -> str:
    """The title of the paper; it names the case and not the patient."""
    title = h.TITLE if record.number_of_package == 0 else h.SUPPLEMENT_TITLE
    return title.in_language(record.language).format(
        number=record.number, package=record.number_of_package
    )


def states_of(record: Record) -> list[CaseFacts]:
    """The case before its first event, and after each."""
    found = [record.facts]
    for recorded in record.log:
        found.append(evolve(found[-1], recorded))
    return found


def _written(part: Part) -> dict[str, Any]:
    return {
        "key": part.key,
        "title": part.title,
        "groups": [
            {
                "title": group.title,
                "said": [list(pair) for pair in group.said],
                "data": dict(group.data),
            }
            for group in part.groups
        ],
    }


def _case(record: Record, stands: CaseFacts) -> Group:
    language = record.language

    def label(text: Text) -> str:
        return text.in_language(language)

    applicant = record.people[record.applicant]
    ended = record.log[-1]
    rows: list[Said] = [
        (label(h.NUMBER), record.number),
        (label(h.TRUST), record.trust),
        (label(h.UNIT), f"{record.division}, {record.department}"),
        (label(h.PATIENT), record.patient_name),
        (label(h.IDENTITY_NUMBER), record.identity_number),
        (label(h.METHOD), record.method.name),
        (label(h.INDICATION), record.method.indication),
        (label(h.APPLICANT), h.person(applicant, language)),
        (label(h.OUTCOME), STATE_LABELS[stands.state].staff.in_language(language)),
        (label(h.LAST_EVENT), moment(ended.at)),
    ]
    if record.paper:
        received = day(record.paper_received) if record.paper_received else ""
        rows.append((label(h.ON_PAPER), received))
    if record.earlier_case:
        rows.append((label(h.EARLIER_CASE), record.earlier_case))
    return Group(
        "",
        rows,
        {
            "number": record.number,
            "scheme": stands.scheme,
            "state": stands.state.value,
            "version": stands.version,
            "patient": {
                "name": record.patient_name,
                "identity_number": record.identity_number,
                "identity_kind": record.identity_kind,
            },
            "paper": record.paper,
            "paper_received": record.paper_received,
            "earlier_case": record.earlier_case,
        },
    )


def _versions(record: Record) -> Group:
    language = record.language
    rules = record.rules
    sets = sorted({way.rule_set for way in record.ways})
    rows = [
        (h.FORM_VERSION.in_language(language), f"{record.form.scheme} {record.form.version}"),
        (h.TRUST_RULES_VERSION.in_language(language), rules.version),
        (h.RULE_SETS.in_language(language), ", ".join(sets)),
        (h.DOCUMENT_SCHEMA.in_language(language), SCHEMA),
        (h.SOFTWARE.in_language(language), record.software),
    ]
    data = {
        "form": {
            "scheme": record.form.scheme,
            "version": record.form.version,
            "valid_from": record.form.valid_from.isoformat(),
        },
        "trust_rules": {"version": rules.version, "valid_from": rules.valid_from.isoformat()},
        "rule_sets": sets,
        "schema": SCHEMA,
        "software": record.software,
    }
    return Group("", [row for row in rows if row[1]], data)


def _application(record: Record, stands: CaseFacts) -> list[Group]:
    """The application as it stood at the end, section by section, in the form's own words."""
    return [
        Group(
            section.title.in_language(record.language),
            said(section.fields, stands.answers, record.language),
            {
                field.key: stands.answers[field.key]
                for field in section.fields
                if field.key in stands.answers
            },
        )
        for section in record.form.sections
    ]


def _way(record: Record, way: ChosenWay) -> Group:
    language = record.language
    verdicts = [
        (_route(route, language), _verdict(verdict, language))
        for route, verdict in way.verdicts.items()
    ]
    rows = [
        (h.BY.in_language(language), h.person(record.people[way.by], language)),
        (h.CHOSEN_WAY.in_language(language), _route(way.chosen, language)),
        (h.ADVISED_WAY.in_language(language), _route(way.recommended, language)),
        (h.RULE_SETS.in_language(language), way.rule_set),
        (h.CLOSED_BY.in_language(language), ", ".join(way.closed_by)),
        (h.WHY_AGAINST_ADVICE.in_language(language), way.reason),
        *verdicts,
    ]
    data = {
        "at": way.at.isoformat(),
        "rule_set": way.rule_set,
        "facts": dict(way.facts),
        "verdicts": dict(way.verdicts),
        "recommended": way.recommended,
        "chosen": way.chosen,
        "departs": way.departs,
        "closed_by": list(way.closed_by),
        "reason": way.reason,
    }
    return Group(moment(way.at), [row for row in rows if row[1]], data)


def _route(code: str, language: str) -> str:
    known = {route.value for route in Route}
    return ROUTE_LABELS[Route(code)].in_language(language) if code in known else code


def _verdict(code: object, language: str) -> str:
    known = {verdict.value for verdict in Verdict}
    return VERDICT_LABELS[Verdict(str(code))].in_language(language) if code in known else str(code)


def _method(record: Record) -> Group:
    language = record.language
    method = record.method
    rows = [
        (h.METHOD.in_language(language), method.name),
        (h.SUBSTANCE.in_language(language), method.substance),
        (h.INDICATION.in_language(language), method.indication),
        *(_method_event(event, language) for event in method.events),
    ]
    data = {
        "key": method.key,
        "events": [dict(event) for event in method.events],
        "entries": [dict(entry) for entry in method.entries],
    }
    return Group("", [row for row in rows if row[1]], data)


def _method_event(event: Mapping[str, object], language: str) -> Said:
    kind = str(event["event"])
    known = {each.value for each in EventKind}
    words = EVENT_LABELS[EventKind(kind)].in_language(language) if kind in known else kind
    return day(str(event["date"])), f"{words} ({event['source']})"


def _clocks(record: Record) -> list[Group]:
    """How the hospital's clock and the pauses were treated."""
    language = record.language
    end = record.log[-1].at
    found = clock(record.log, end)
    rows = [
        (h.HOSPITALS_TIME.in_language(language), length(found.used, language)),
        (h.STOOD_STILL.in_language(language), length(found.stood_still, language)),
        *(
            (ROLE_LABELS[each.role].in_language(language), length(each.spent, language))
            for each in time_per_role(found.stays, end)
        ),
    ]
    stays = [
        {
            "state": stay.state.value,
            "since": stay.since.isoformat(),
            "until": stay.until.isoformat() if stay.until else None,
            "running": stay.running,
        }
        for stay in found.stays
    ]
    groups = [
        Group(
            "",
            rows,
            {
                "used_seconds": int(found.used.total_seconds()),
                "stood_still_seconds": int(found.stood_still.total_seconds()),
                "stays": stays,
            },
        )
    ]
    for pause in pauses(record.log):
        rows = [
            (h.FROM.in_language(language), moment(pause.since)),
            (h.UNTIL.in_language(language), moment(pause.until) if pause.until else ""),
            (h.WAITED_FOR.in_language(language), ROLE_LABELS[pause.owner].in_language(language)),
            (h.WHAT_WAS_MISSING.in_language(language), pause.message or ", ".join(pause.fields)),
        ]
        groups.append(Group(h.PAUSE.in_language(language), [row for row in rows if row[1]]))
    return groups


def _files(record: Record) -> list[Group]:
    language = record.language
    return [
        Group(
            file.name,
            [
                row
                for row in (
                    (h.KIND.in_language(language), file.kind),
                    (h.ADDED.in_language(language), f"{moment(file.at)}, {file.by}"),
                    (h.SIZE.in_language(language), f"{file.size} bytes, {file.media_type}"),
                    ("SHA-256", file.checksum),
                    (h.IN_THE_PACKAGE.in_language(language), file.path),
                    (h.REMARK.in_language(language), file.note),
                )
                if row[1]
            ],
            {
                "name": file.name,
                "kind": file.kind,
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.checksum,
                "added_at": file.at.isoformat(),
                "path": file.path,
            },
        )
        for file in record.files
    ]


def _log(record: Record) -> Group:
    """Every event with the hash of its content, which the hash chain of the house holds too."""
    language = record.language
    rows = [
        (
            f"{recorded.sequence}. {moment(recorded.at)}",
            f"{h.event_name(recorded, language)}, {record.people[recorded.by].name} ({hashed})",
        )
        for recorded, hashed in zip(record.log, record.hashes, strict=True)
    ]
    return Group("", rows)
