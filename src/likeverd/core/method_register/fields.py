"""What is asked about an entry of each kind: the same fields for the secretariat's forms and for imported documents."""

from collections.abc import Iterable
from typing import Final

from likeverd.core.forms.model import Field, Kind, Option, When
from likeverd.core.method_events import EVENT_LABELS, INTRODUCTIONS, EventKind
from likeverd.core.method_register.changes import What
from likeverd.core.method_register.entries import ConditionKind, EntryKind, TrialState
from likeverd.core.routing import Authorisation, value_label
from likeverd.core.text import Text

KIND_LABELS: Final = {
    EntryKind.CONDITION: Text("Vilkår", "Vilkår", "Condition"),
    EntryKind.GROUP_EXCEPTION: Text("Gruppeunntak", "Gruppeunntak", "Group exception"),
    EntryKind.TRIAL: Text("Studie", "Studie", "Trial"),
    EntryKind.AUTHORISATION: Text(
        "Markedsføringstillatelse", "Marknadsføringsløyve", "Marketing authorisation"
    ),
    EntryKind.CUP_LISTING: Text(
        "Nasjonal liste for «compassionate use»",
        "Nasjonal liste for «compassionate use»",
        "National list of compassionate use",
    ),
}
METHOD_ITSELF: Final = Text("Metoden", "Metoden", "The method")
WHAT_LABELS: Final = {
    What.ADDED: Text("registrert", "registrert", "registered"),
    What.REPLACED: Text("ny utgave", "ny utgåve", "new version"),
    What.ENDED: Text("avsluttet", "avslutta", "ended"),
    What.STRUCK: Text(
        "tatt ut som feilregistrert", "teke ut som feilregistrert", "taken out as a mistake"
    ),
}
CONDITION_LABELS: Final = {
    ConditionKind.START: Text("For å starte", "For å starte", "To start"),
    ConditionKind.CONTINUE: Text("For å fortsette", "For å halde fram", "To continue"),
    ConditionKind.STOP: Text("For å stanse", "For å stanse", "To stop"),
    ConditionKind.SITE: Text("Hvor det kan gis", "Kvar det kan givast", "Where it can be given"),
}
TRIAL_LABELS: Final = {
    TrialState.PLANNED: Text("Planlagt", "Planlagd", "Planned"),
    TrialState.OPEN: Text("Tar inn pasienter", "Tek inn pasientar", "Takes patients"),
    TrialState.CLOSED: Text("Tar ikke inn flere", "Tek ikkje inn fleire", "Takes no more patients"),
    TrialState.RESULTS_PENDING: Text(
        "Venter på resultater", "Ventar på resultat", "Awaiting results"
    ),
    TrialState.ENDED: Text("Avsluttet", "Avslutta", "Ended"),
    TrialState.UNKNOWN: Text("Ikke kjent", "Ikkje kjend", "Not known"),
}
YES_NO: Final = (
    Option("yes", Text("Ja", "Ja", "Yes")),
    Option("no", Text("Nei", "Nei", "No")),
)


def _words(
    key: str, label: Text, why: Text, *, longest: int, required: bool = True, rule: str = "I"
) -> Field:
    return Field(key, Kind.TEXT, label, why, rule, required=required, longest=longest)


REMARK: Final = _words(
    "remark",
    Text("Merknad", "Merknad", "Remark"),
    Text(
        "Det leseren trenger å vite, med rene ord.",
        "Det lesaren treng å vite, med reine ord.",
        "What the reader needs to know, in plain words.",
    ),
    longest=1000,
    required=False,
)

CONDITION_FIELDS: Final = (
    Field(
        "what",
        Kind.CHOICE,
        Text("Hva gjelder vilkåret?", "Kva gjeld vilkåret?", "What is the condition about?"),
        Text(
            "Start-, fortsettelses- og stoppvilkår vises hver for seg.",
            "Vilkår for å starte, halde fram og stanse blir viste kvar for seg.",
            "Conditions to start, continue and stop are shown apart.",
        ),
        "S3",
        options=tuple(Option(what.value, label) for what, label in CONDITION_LABELS.items()),
    ),
    _words(
        "words",
        Text("Vilkåret", "Vilkåret", "The condition"),
        Text(
            "Slik beslutningen sier det. Alle kan lese dette.",
            "Slik avgjerda seier det. Alle kan lese dette.",
            "As the decision says it. Everybody can read this.",
        ),
        longest=2000,
        rule="S3",
    ),
)
GROUP_EXCEPTION_FIELDS: Final = (
    _words(
        "scope",
        Text("Hvem det omfatter", "Kven det omfattar", "Whom it covers"),
        Text(
            "Populasjonen slik vedtaket sier det.",
            "Populasjonen slik vedtaket seier det.",
            "The population as the decision says it.",
        ),
        longest=2000,
        rule="NM1",
    ),
    _words(
        "conditions",
        Text("Vilkår", "Vilkår", "Conditions"),
        Text(
            "Vilkårene som følger vedtaket, for eksempel at pasienten deltar i en studie.",
            "Vilkåra som følgjer vedtaket, til dømes at pasienten deltek i ein studie.",
            "The conditions that come with the decision, such as taking part in a trial.",
        ),
        longest=4000,
        required=False,
        rule="NM1",
    ),
)
_COUNT: Final = Text(
    "La feltet stå tomt når kilden ikke sier det.",
    "La feltet stå tomt når kjelda ikkje seier det.",
    "Leave it empty where the source does not tell.",
)
TRIAL_FIELDS: Final = (
    Field(
        "name",
        Kind.LINE,
        Text("Navn på studien", "Namn på studien", "Name of the trial"),
        Text("Slik studien omtales.", "Slik studien blir omtalt.", "As the trial is spoken of."),
        "HD1",
    ),
    Field(
        "registry_id",
        Kind.LINE,
        Text("Nummer i studieregister", "Nummer i studieregister", "Number in a trial register"),
        Text(
            "For eksempel NCT- eller EU CT-nummer.",
            "Til dømes NCT- eller EU CT-nummer.",
            "Such as the NCT or EU CT number.",
        ),
        "I",
        required=False,
        longest=40,
    ),
    Field(
        "state",
        Kind.CHOICE,
        Text("Status", "Status", "Status"),
        Text(
            "Bare en studie som tar inn pasienter, er en vei inn.",
            "Berre ein studie som tek inn pasientar, er ein veg inn.",
            "Only a trial that takes patients is a way in.",
        ),
        "HD1",
        options=tuple(Option(state.value, label) for state, label in TRIAL_LABELS.items()),
    ),
    _words(
        "sites",
        Text("Steder", "Stader", "Sites"),
        Text("Ett sted på hver linje.", "Éin stad på kvar linje.", "One site on each line."),
        longest=2000,
        required=False,
    ),
    _words(
        "inclusion",
        Text("Hvem kan være med?", "Kven kan vere med?", "Who can take part?"),
        Text(
            "De viktigste kriteriene, i korte trekk.",
            "Dei viktigaste kriteria, i korte trekk.",
            "The most important criteria, in short.",
        ),
        longest=3000,
        required=False,
    ),
    Field(
        "planned",
        Kind.WHOLE_NUMBER,
        Text("Planlagt antall pasienter", "Planlagt tal på pasientar", "Patients planned"),
        _COUNT,
        "I",
        required=False,
        most=1_000_000,
    ),
    Field(
        "included",
        Kind.WHOLE_NUMBER,
        Text("Antall inkludert", "Talet på inkluderte", "Patients included"),
        _COUNT,
        "I",
        required=False,
        most=1_000_000,
    ),
    Field(
        "checked_on",
        Kind.DATE,
        Text("Sist sjekket", "Sist sjekka", "Last checked"),
        Text(
            "Dagen noen så etter, eller dagen kilden er fra.",
            "Dagen nokon såg etter, eller dagen kjelda er frå.",
            "The day somebody looked, or the day of the source.",
        ),
        "I",
        required=False,
        when=When.PAST,
    ),
)
AUTHORISATION_FIELDS: Final = (
    Field(
        "status",
        Kind.CHOICE,
        Text("Tillatelsen", "Løyvet", "The authorisation"),
        Text("For nettopp denne bruken.", "For nettopp denne bruken.", "For exactly this use."),
        "NM1",
        options=tuple(Option(status.value, value_label(status)) for status in Authorisation),
    ),
    REMARK,
)
CUP_LISTING_FIELDS: Final = (
    Field(
        "listed",
        Kind.CHOICE,
        Text("Står metoden på listen?", "Står metoden på lista?", "Is the method on the list?"),
        Text(
            "Den nasjonale listen over avtaler om «compassionate use».",
            "Den nasjonale lista over avtaler om «compassionate use».",
            "The national list of compassionate use agreements.",
        ),
        "NM5",
        options=YES_NO,
    ),
    REMARK,
)
FIELDS: Final = {
    EntryKind.CONDITION: CONDITION_FIELDS,
    EntryKind.GROUP_EXCEPTION: GROUP_EXCEPTION_FIELDS,
    EntryKind.TRIAL: TRIAL_FIELDS,
    EntryKind.AUTHORISATION: AUTHORISATION_FIELDS,
    EntryKind.CUP_LISTING: CUP_LISTING_FIELDS,
}

SOURCE: Final = Field(
    "source",
    Kind.LINE,
    Text("Kilde", "Kjelde", "Source"),
    Text(
        "Nettadresse, protokoll eller brev, så andre kan finne det samme.",
        "Nettadresse, protokoll eller brev, så andre kan finne det same.",
        "Address, minutes or letter, so that others can find the same.",
    ),
    "I",
    longest=400,
)
PERIOD_FIELDS: Final = (
    Field(
        "first",
        Kind.DATE,
        Text("Gjelder fra", "Gjeld frå", "Holds from"),
        Text(
            "La feltet stå tomt når kilden ikke oppgir dagen.",
            "La feltet stå tomt når kjelda ikkje opplyser dagen.",
            "Leave it empty where the source does not tell the day.",
        ),
        "I",
        required=False,
    ),
    Field(
        "last",
        Kind.DATE,
        Text("Gjelder til og med", "Gjeld til og med", "Holds until, and that day too"),
        Text(
            "Tomt betyr at det gjelder til noe annet er bestemt.",
            "Tomt tyder at det gjeld til noko anna er bestemt.",
            "Empty means until something else is decided.",
        ),
        "I",
        required=False,
    ),
    Field(
        "ended",
        Kind.CONFIRMATION,
        Text(
            "Det er avsluttet, men dagen er ikke kjent",
            "Det er avslutta, men dagen er ikkje kjend",
            "It has ended, on a day that is not known",
        ),
        Text(
            "Bare når kilden ikke oppgir den siste dagen.",
            "Berre når kjelda ikkje opplyser den siste dagen.",
            "Only where the source does not tell the last day.",
        ),
        "I",
        required=False,
    ),
)
WHY: Final = Field(
    "why",
    Kind.LINE,
    Text("Hvorfor endres registeret?", "Kvifor blir registeret endra?", "Why this change?"),
    Text(
        "Én setning. Den står i historikken.",
        "Éi setning. Ho står i historikken.",
        "One sentence. It is kept in the history.",
    ),
    "I",
    longest=400,
)

LAST_DAY_BEFORE_THE_FIRST: Final = Text(
    "Den siste dagen er før den første.",
    "Den siste dagen er før den første.",
    "The last day is before the first.",
)
BOTH_A_DAY_AND_NONE: Final = Text(
    "Skriv den siste dagen, eller kryss av for at den ikke er kjent. Ikke begge.",
    "Skriv den siste dagen, eller kryss av for at han ikkje er kjend. Ikkje begge.",
    "Write the last day, or tick that it is not known. Not both.",
)

EVENT_FIELDS: Final = (
    Field(
        "date",
        Kind.DATE,
        Text("Dato", "Dato", "Date"),
        Text(
            "Dagen det ble besluttet eller offentlig.",
            "Dagen det blei avgjort eller offentleg.",
            "The day it was decided or made public.",
        ),
        "NM13",
        when=When.PAST,
    ),
    Field(
        "event",
        Kind.CHOICE,
        Text("Hva skjedde?", "Kva skjedde?", "What happened?"),
        Text(
            "Ordene er de samme som på nyemetoder.no.",
            "Orda er dei same som på nyemetoder.no.",
            "The words are those of nyemetoder.no.",
        ),
        "NM13",
        options=tuple(Option(kind.value, EVENT_LABELS[kind]) for kind in EventKind),
    ),
    Field(
        "in_force",
        Kind.DATE,
        Text(
            "Innføringen gjelder fra", "Innføringa gjeld frå", "The introduction is in force from"
        ),
        Text(
            "Bare for en innføring som gjelder fra en annen dag enn beslutningen.",
            "Berre for ei innføring som gjeld frå ein annan dag enn avgjerda.",
            "Only for an introduction that is in force from another day than the decision.",
        ),
        "NM12",
        required=False,
    ),
    _words(
        "scope",
        Text("Hvem er det åpnet for?", "Kven er det opna for?", "For whom is it opened?"),
        Text(
            "Bare når det åpnes for unntak: hvem åpningen gjelder.",
            "Berre når det blir opna for unntak: kven opninga gjeld.",
            "Only where exceptions are opened: whom the opening is for.",
        ),
        longest=1000,
        required=False,
        rule="NM1",
    ),
    REMARK,
)
IN_FORCE_WITHOUT_INTRODUCTION: Final = Text(
    "Bare en innføring kan gjelde fra en annen dag. La feltet stå tomt.",
    "Berre ei innføring kan gjelde frå ein annan dag. La feltet stå tomt.",
    "Only an introduction can be in force from another day. Leave it empty.",
)
IN_FORCE_TOO_EARLY: Final = Text(
    "Innføringen kan ikke gjelde fra før den ble besluttet.",
    "Innføringa kan ikkje gjelde frå før ho blei avgjord.",
    "The introduction cannot be in force before it was decided.",
)
SCOPE_WITHOUT_OPENING: Final = Text(
    "Bare en åpning for unntak har et omfang. La feltet stå tomt.",
    "Berre ei opning for unntak har eit omfang. La feltet stå tomt.",
    "Only an opening for exceptions has a scope. Leave it empty.",
)
MAY_COME_INTO_FORCE_LATER: Final = frozenset(kind.value for kind in INTRODUCTIONS)


def fields_of(kind: EntryKind) -> tuple[Field, ...]:
    """Every field of an entry of a kind: its content, then its period."""
    return (*FIELDS[kind], *PERIOD_FIELDS)


def keys(fields: Iterable[Field]) -> tuple[str, ...]:
    """The names of fields, as columns of a document."""
    return tuple(field.key for field in fields)
