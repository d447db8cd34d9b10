"""Options and fields that several steps share."""

from typing import Final

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.reasons import as_options, reasons_for
from likeverd.core.text import Text, unchanged

MET = (
    Option("met", Text("Oppfylt", "Oppfylt", "Met")),
    Option("not_met", Text("Ikke oppfylt", "Ikkje oppfylt", "Not met")),
    Option("unclear", Text("Uklart", "Uklart", "Unclear")),
)


LEVELS = (
    Option("small", Text("Liten", "Liten", "Small")),
    Option("moderate", Text("Moderat", "Moderat", "Moderate")),
    Option("large", Text("Stor", "Stor", "Large")),
    Option("very_large", Text("Svært stor", "Svært stor", "Very large")),
    Option("uncertain", Text("Kan ikke bedømmes", "Kan ikkje bedømmast", "Cannot be judged")),
)


OUTCOMES = (
    Option("grant", Text("Innvilge", "Innvilge", "Grant")),
    Option(
        "grant_with_conditions",
        Text("Innvilge med vilkår", "Innvilge med vilkår", "Grant with conditions"),
    ),
    Option("refuse", Text("Avslå", "Avslå", "Refuse")),
    Option("wrong_scheme", Text("Feil ordning", "Feil ordning", "Wrong scheme")),
)


OTHER_SCHEMES = (
    Option("access_scheme", Text("Tilgangsordningen", "Tilgangsordninga", "The access scheme")),
    Option("group_exception", Text("Gruppeunntak", "Gruppeunntak", "Group exception")),
    Option(
        "off_label",
        Text("Utenfor godkjent indikasjon", "Utanfor godkjend indikasjon", "Off-label use"),
    ),
    Option(
        "approval_exemption",
        Text("Godkjenningsfritak", "Godkjenningsfritak", "Approval exemption"),
    ),
    Option("clinical_trial", Text("Klinisk studie", "Klinisk studie", "Clinical trial")),
    Option("ordinary_use", Text("Ordinær bruk", "Ordinær bruk", "Ordinary use")),
)


def long_text(key: str, label: Text, why: Text, rule: str = "S4", longest: int = 6000) -> Field:
    """A question that is answered in running text."""
    return Field(key, Kind.TEXT, label, why, rule, longest=longest)


def coded_reasons(outcome: str, ruleset: Ruleset) -> Field:
    """The coded reasons that may serve this outcome today."""
    return Field(
        "reasons",
        Kind.CHOICES,
        Text("Begrunnelse, kodet", "Grunngiving, koda", "Reasons, coded"),
        Text(
            "Kodene gjør at like saker kan sammenlignes og telles. De gjelder også for et ja.",
            "Kodane gjer at like saker kan samanliknast og teljast. Dei gjeld òg for eit ja.",
            "The codes make it possible to compare and count like cases. They hold for a yes too.",
        ),
        "S4",
        options=as_options(reasons_for(outcome, ruleset.today)),
    )


REASONING = long_text(
    "reasoning",
    Text("Begrunnelse", "Grunngiving", "Reasoning"),
    Text(
        "Forklar med pasientens egne forhold. Teksten følger saken og brevet.",
        "Forklar med pasientens eigne forhold. Teksten følgjer saka og brevet.",
        "Explain from the patient's own circumstances. The text follows the case and the letter.",
    ),
)


EXPLAINED = Field(
    "explained",
    Kind.TEXT,
    Text(
        "Hvis en grunn ikke stemmer med søknaden: hvorfor holder den likevel?",
        "Om ein grunn ikkje stemmer med søknaden: kvifor held han likevel?",
        "If a reason does not fit the application: why does it hold all the same?",
    ),
    Text(
        "Bare når grunn og opplysning sier ulike ting.",
        "Berre når grunn og opplysning seier ulike ting.",
        "Only when reason and fact say different things.",
    ),
    "I",
    required=False,
    longest=2000,
)


DOCUMENTS: Final = "documents"


def documents_behind(case: CaseFacts) -> tuple[Field, ...]:
    """The files of the case that the reasons rest on; asked where there are any."""
    if not case.documents:
        return ()
    return (
        Field(
            DOCUMENTS,
            Kind.CHOICES,
            Text(
                "Vedlegg som grunnene bygger på",
                "Vedlegg som grunnane byggjer på",
                "Files behind the reasons",
            ),
            Text(
                "Når det grunnen bygger på, står i et vedlegg og ikke i søknaden.",
                "Når det grunnen byggjer på, står i eit vedlegg og ikkje i søknaden.",
                "Where what the reason rests on stands in a file and not in the application.",
            ),
            "I",
            required=False,
            options=tuple(Option(number, unchanged(name)) for number, name in case.documents),
        ),
    )
