"""The fields of the register of roles."""

from datetime import date

from likeverd.core.forms.model import Field, Kind, Option, When
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.text import Text, unchanged
from likeverd.core.vocabulary import Role
from likeverd.organisations.models import Unit
from likeverd.organisations.selectors import units_of

GRANT_KEYS = ("username", "role", "unit", "first_day", "last_day", "reason")
WHOLE_TRUST = Text("Hele sykehuset", "Heile sjukehuset", "The whole trust")


def grant_fields(trust: int, today: date) -> tuple[Field, ...]:
    """Who gets which role, where, from when to when, and why."""
    return (
        Field(
            "username",
            Kind.LINE,
            Text("Brukernavn", "Brukarnamn", "User name"),
            Text(
                "Til den som skal ha rollen.",
                "Til den som skal ha rolla.",
                "Of the one who gets the role.",
            ),
            "I",
        ),
        Field(
            "role",
            Kind.CHOICE,
            Text("Rolle", "Rolle", "Role"),
            Text("Velg en rolle.", "Vel ei rolle.", "Choose a role."),
            "I",
            options=tuple(Option(role.value, ROLE_LABELS[role]) for role in Role),
        ),
        Field(
            "unit",
            Kind.CHOICE,
            Text("Enhet", "Eining", "Unit"),
            Text(
                "Komité, direktør, tilgangsansvarlig og loggkontrollør gjelder hele sykehuset.",
                "Komité, direktør, tilgangsansvarleg og loggkontrollør gjeld heile sjukehuset.",
                "Committee, director, access manager and log reviewer hold for the whole trust.",
            ),
            "I",
            options=(
                Option("0", WHOLE_TRUST),
                *(Option(str(unit.pk), _unit_words(unit)) for unit in units_of(trust, today)),
            ),
        ),
        Field(
            "first_day",
            Kind.DATE,
            Text("Første dag", "Første dag", "First day"),
            Text("I dag eller senere.", "I dag eller seinare.", "Today or later."),
            "I",
            when=When.FUTURE,
        ),
        Field(
            "last_day",
            Kind.DATE,
            Text("Siste dag", "Siste dag", "Last day"),
            Text(
                "Skriv en dato, eller la stå tomt.",
                "Skriv ein dato, eller la stå tomt.",
                "Write a date, or leave it empty.",
            ),
            "I",
            when=When.FUTURE,
            required=False,
        ),
        Field(
            "reason",
            Kind.LINE,
            Text("Hvorfor?", "Kvifor?", "Why?"),
            Text("Står i registeret.", "Står i registeret.", "Stands in the register."),
            "I",
        ),
    )


def _unit_words(unit: Unit) -> Text:
    return unchanged(f"{unit.parent.name}: {unit.name}" if unit.parent else unit.name)


def _line(key: str, label: Text, why: Text, *, required: bool = True) -> Field:
    return Field(key, Kind.LINE, label, why, "I", required=required)


PERSON_FIELDS = (
    _line(
        "new_username",
        Text("Brukernavn", "Brukarnamn", "User name"),
        Text("Kan ikke endres senere.", "Kan ikkje endrast seinare.", "Cannot be changed later."),
    ),
    _line(
        "new_name",
        Text("Navn", "Namn", "Name"),
        Text("For- og etternavn.", "For- og etternamn.", "First and last name."),
    ),
    _line(
        "new_email",
        Text("E-post", "E-post", "Mail address"),
        Text(
            "Hit går varsler, uten opplysninger om pasienter.",
            "Hit går varsel, utan opplysningar om pasientar.",
            "Notices go here, without anything about patients.",
        ),
    ),
    _line(
        "new_title",
        Text("Stilling", "Stilling", "Position"),
        Text(
            "For eksempel overlege, onkologi.",
            "Til dømes overlege, onkologi.",
            "For example consultant, oncology.",
        ),
        required=False,
    ),
    _line(
        "new_hpr_number",
        Text("HPR-nummer", "HPR-nummer", "HPR number"),
        Text(
            "Bare for dem som har et.", "Berre for dei som har eit.", "Only for those who have one."
        ),
        required=False,
    ),
)
