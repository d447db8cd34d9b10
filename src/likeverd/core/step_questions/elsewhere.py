"""What is asked where another trust has a part in the case: the home trust, the receiving one, the reviewing one."""

from dataclasses import replace
from typing import Final

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.individual_exception.place import TRUST_NAMES
from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.step_questions.shared import REASONING, long_text
from likeverd.core.text import Text, unchanged

PAYERS: Final = (
    Option(
        "treating_trust",
        Text(
            "Vårt helseforetak, som behandler",
            "Vårt helseføretak, som behandlar",
            "Our trust, which treats",
        ),
    ),
    Option(
        "home_trust",
        Text(
            "Helseforetaket der pasienten bor, etter avtale",
            "Helseføretaket der pasienten bur, etter avtale",
            "The trust where the patient lives, as agreed",
        ),
    ),
)
WITHOUT_HOME_TRUST: Final = replace(
    long_text(
        "without_home_trust",
        Text(
            "Hvorfor kan ikke saken vente på fagdirektøren der pasienten bor?",
            "Kvifor kan ikkje saka vente på fagdirektøren der pasienten bur?",
            "Why can the case not wait for the medical director where the patient lives?",
        ),
        Text(
            "Skriv hvordan dere har forsøkt å nå fagdirektøren. Bare hastesaker kan avgjøres uten.",
            "Skriv korleis de har prøvd å nå fagdirektøren. Berre hastesaker kan avgjerast utan.",
            "Write how you tried to reach the director. Only urgent cases can be decided without.",
        ),
        "S4",
        1000,
    ),
    required=False,
)


HOME_TRUST_KEYS: Final = ("who_pays", WITHOUT_HOME_TRUST.key)


def of_the_home_trust(case: CaseFacts) -> tuple[Field, ...]:
    """What a decision must also say where the patient lives in another catchment area [S4]."""
    if case.home_trust is None:
        return ()
    who_pays = Field(
        "who_pays",
        Kind.CHOICE,
        Text("Hvem betaler?", "Kven betaler?", "Who pays?"),
        Text(
            "Uten avtale betaler helseforetaket som behandler.",
            "Utan avtale betaler helseføretaket som behandlar.",
            "Without an agreement the trust that treats pays.",
        ),
        "S4",
        options=PAYERS,
    )
    return (who_pays,) if case.home_acknowledged else (who_pays, WITHOUT_HOME_TRUST)


def acknowledge(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """That the case is known where the patient lives, with a comment if there is one."""
    comment = long_text(
        "comment",
        Text("Merknad", "Merknad", "Comment"),
        Text(
            "For eksempel om oppfølging hjemme, eller hvem som betaler. Du kan kvittere uten.",
            "Til dømes om oppfølging heime, eller kven som betaler. Du kan kvittere utan.",
            "For example on follow-up at home, or who pays. You can acknowledge without.",
        ),
        "S4",
        3000,
    )
    return (replace(comment, required=False),)


def offer_move(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """To which trust and consultant the case is offered, and why."""
    return (
        Field(
            "trust",
            Kind.CHOICE,
            Text("Helseforetak som tar over", "Helseføretak som tek over", "Trust that takes over"),
            Text(
                "Saken blir hos dere til den er overtatt.",
                "Saka blir hos dykk til ho er overteken.",
                "The case stays with you until it is taken over.",
            ),
            "I",
            options=tuple(Option(code, unchanged(name)) for code, name in TRUST_NAMES.items()),
        ),
        Field(
            "receiver_hpr",
            Kind.LINE,
            Text(
                "HPR-nummeret til overlegen der",
                "HPR-nummeret til overlegen der",
                "HPR number of the consultant there",
            ),
            Text(
                "Bare denne overlegen ser saken før den er overtatt.",
                "Berre denne overlegen ser saka før ho er overteken.",
                "Only this consultant sees the case before it is taken over.",
            ),
            "I",
            longest=9,
        ),
        long_text(
            "why",
            Text("Hvorfor flyttes saken?", "Kvifor blir saka flytt?", "Why is the case moved?"),
            Text(
                "Følger saken til det nye helseforetaket.",
                "Følgjer saka til det nye helseføretaket.",
                "Follows the case to the new trust.",
            ),
            "I",
            1000,
        ),
    )


def take_over(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """At which department the case goes on, where the consultant works at several."""
    department = Field(
        "department",
        Kind.LINE,
        Text("Avdelingens kode", "Koden til avdelinga", "The department's code"),
        Text(
            "Bare hvis du arbeider ved flere avdelinger.",
            "Berre om du arbeider ved fleire avdelingar.",
            "Only if you work at several departments.",
        ),
        "I",
        required=False,
        longest=50,
    )
    return (department,)


def request_review(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """What the decision did not know, and where it is known from."""
    return (
        long_text(
            "new_facts",
            Text("Hva er nytt?", "Kva er nytt?", "What is new?"),
            Text(
                "Bare opplysninger som ikke var kjent da saken ble avgjort. Uenighet er ikke en ny opplysning.",
                "Berre opplysningar som ikkje var kjende då saka blei avgjord. Usemje er ikkje ei ny opplysning.",
                "Only facts that were not known when the case was decided. Disagreement is no new fact.",
            ),
            "I",
        ),
        long_text(
            "source",
            Text("Hvor kommer det fra?", "Kvar kjem det frå?", "Where does it come from?"),
            Text(
                "For eksempel prøvesvar med dato, ny studie eller råd.",
                "Til dømes prøvesvar med dato, ny studie eller råd.",
                "For example a dated test result, a new trial or advice.",
            ),
            "I",
            2000,
        ),
    )


def conclude_review(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """Why the new facts do, or do not, change the ground that the decision stands on."""
    return (REASONING,)
