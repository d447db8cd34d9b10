"""Why a step is not allowed: one type per refusal, each with words and a code.

The code is the same in pages, API and tests (``application/problem+json``).
"""

from dataclasses import dataclass
from typing import ClassVar

from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.core.vocabulary import Action, State


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step that was asked for and is not carried out; nothing has changed."""

    code: ClassVar[str]
    message: ClassVar[Text]


@dataclass(frozen=True, slots=True)
class Stale(Refusal):
    """Someone else changed the case after the person saw it."""

    code: ClassVar[str] = "stale_version"
    message: ClassVar[Text] = Text(
        "Saken er endret siden du åpnet den. Se hva som er nytt, og prøv igjen. "
        "Det du skrev, står fortsatt.",
        "Saka er endra sidan du opna henne. Sjå kva som er nytt, og prøv igjen. "
        "Det du skreiv, står framleis.",
        "The case has changed since you opened it. See what is new, and try again. "
        "What you wrote is still here.",
    )
    current_version: int
    state: State


@dataclass(frozen=True, slots=True)
class NotInThisState(Refusal):
    """The lifecycle table has no such step from the state the case is in."""

    code: ClassVar[str] = "not_in_this_state"
    message: ClassVar[Text] = Text(
        "Saken er ikke på et sted der dette kan gjøres nå.",
        "Saka er ikkje på ein stad der dette kan gjerast no.",
        "The case is not at a point where this can be done now.",
    )
    action: Action
    state: State


@dataclass(frozen=True, slots=True)
class NotYourRole(Refusal):
    """The person has no role in force that may take this step in this unit."""

    code: ClassVar[str] = "not_your_role"
    message: ClassVar[Text] = Text(
        "Du har ikke en rolle som kan gjøre dette i denne saken.",
        "Du har ikkje ei rolle som kan gjere dette i denne saka.",
        "You have no role that may do this in this case.",
    )
    action: Action


@dataclass(frozen=True, slots=True)
class NotYourApplication(Refusal):
    """Only the treating consultant who applies may do this."""

    code: ClassVar[str] = "not_your_application"
    message: ClassVar[Text] = Text(
        "Bare overlegen som søker, kan gjøre dette.",
        "Berre overlegen som søkjer, kan gjere dette.",
        "Only the consultant who applies may do this.",
    )


@dataclass(frozen=True, slots=True)
class OwnApplication(Refusal):
    """No one assesses or decides on an own application, not as deputy either."""

    code: ClassVar[str] = "own_application"
    message: ClassVar[Text] = Text(
        "Du har søkt i denne saken og kan ikke vurdere eller avgjøre den.",
        "Du har søkt i denne saka og kan ikkje vurdere eller avgjere henne.",
        "You applied in this case and cannot assess or decide it.",
    )


@dataclass(frozen=True, slots=True)
class SameHands(Refusal):
    """The person already holds another step of the case and is no registered deputy."""

    code: ClassVar[str] = "same_hands"
    message: ClassVar[Text] = Text(
        "Du har allerede hatt et annet trinn i denne saken. Noen andre må ta dette trinnet, "
        "eller du må være registrert som stedfortreder.",
        "Du har allereie hatt eit anna trinn i denne saka. Nokon andre må ta dette trinnet, "
        "eller du må vere registrert som stedfortredar.",
        "You have already held another step of this case. Someone else must take this step, "
        "or you must be registered as deputy.",
    )
    step: State


@dataclass(frozen=True, slots=True)
class ConflictOfInterest(Refusal):
    """The person has declared a conflict of interest and is off the case."""

    code: ClassVar[str] = "conflict_of_interest"
    message: ClassVar[Text] = Text(
        "Du har meldt deg inhabil i denne saken.",
        "Du har meldt deg inhabil i denne saka.",
        "You have declared a conflict of interest in this case.",
    )


@dataclass(frozen=True, slots=True)
class FormIncomplete(Refusal):
    """The application lacks answers; every field must be complete before sending [S4]."""

    code: ClassVar[str] = "form_incomplete"
    message: ClassVar[Text] = Text(
        "Søknaden mangler noe. Fyll ut det som er markert, og send på nytt.",
        "Søknaden manglar noko. Fyll ut det som er markert, og send på nytt.",
        "The application lacks something. Fill in what is marked, and send again.",
    )
    missing: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class AnswersIncomplete(Refusal):
    """What the step requires is missing or cannot be read."""

    code: ClassVar[str] = "answers_incomplete"
    message: ClassVar[Text] = Text(
        "Noe mangler eller kan ikke leses. Rett det som er markert.",
        "Noko manglar eller kan ikkje lesast. Rett det som er markert.",
        "Something is missing or cannot be read. Mend what is marked.",
    )
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class EarlierCase(Refusal):
    """The patient has a live or earlier case for the same method; say why a new one."""

    code: ClassVar[str] = "earlier_case"
    message: ClassVar[Text] = Text(
        "Pasienten har allerede en sak om samme metode. Åpne den, forny den, "
        "eller skriv hvorfor det trengs en ny.",
        "Pasienten har allereie ei sak om same metode. Opne henne, forny henne, "
        "eller skriv kvifor det trengst ei ny.",
        "The patient already has a case for the same method. Open it, renew it, "
        "or write why a new one is needed.",
    )
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingChanged(Refusal):
    """No change of the method waits for somebody to say what it means."""

    code: ClassVar[str] = "nothing_changed"
    message: ClassVar[Text] = Text(
        "Ingen endring av metoden venter på vurdering i denne saken.",
        "Inga endring av metoden ventar på vurdering i denne saka.",
        "No change of the method waits to be considered in this case.",
    )


@dataclass(frozen=True, slots=True)
class CommitteeConcludes(Refusal):
    """The trust's committee meets: a recommendation comes of a concluded item, not of one person."""

    code: ClassVar[str] = "committee_concludes"
    message: ClassVar[Text] = Text(
        "Tilrådingen blir til i komiteens møte. Gå til saken på sakslisten.",
        "Tilrådinga blir til i møtet til komiteen. Gå til saka på saklista.",
        "The recommendation is made in the committee's meeting. Go to the item on the agenda.",
    )


@dataclass(frozen=True, slots=True)
class NotADraft(Refusal):
    """The application is sent or ended, and is no longer written in."""

    code: ClassVar[str] = "not_a_draft"
    message: ClassVar[Text] = Text(
        "Søknaden er sendt og kan ikke endres nå. Det du skrev, vises her.",
        "Søknaden er send og kan ikkje endrast no. Det du skreiv, blir vist her.",
        "The application is sent and cannot be changed now. What you wrote is shown here.",
    )
    state: State


REFUSAL_TYPES: tuple[type[Refusal], ...] = (
    Stale,
    NotInThisState,
    NotYourRole,
    NotYourApplication,
    OwnApplication,
    SameHands,
    ConflictOfInterest,
    FormIncomplete,
    AnswersIncomplete,
    EarlierCase,
    NotADraft,
    NothingChanged,
    CommitteeConcludes,
)


@dataclass(frozen=True, slots=True)
class AnotherWay(Refusal):
    """The guide closes this way, or recommends another, and no reason was given for choosing it all the same.

    ``because`` are the rules' sentences; ``recommended`` is the name of the way it recommends, if any.
    """

    code: ClassVar[str] = "another_way"
    message: ClassVar[Text] = Text(
        "Veiviseren sier at dette ikke er rett vei. Velg den rette veien, eller skriv hvorfor du velger denne likevel.",
        "Vegvisaren seier at dette ikkje er rett veg. Vel den rette vegen, eller skriv kvifor du vel denne likevel.",
        "The guide says that this is not the right way. Choose the right one, or write why you "
        "choose this all the same.",
    )
    because: tuple[Text, ...]
    recommended: Text | None


@dataclass(frozen=True, slots=True)
class NoAdviceWaits(Refusal):
    """No expert advice waits to be recorded, or to be considered."""

    code: ClassVar[str] = "no_advice_waits"
    message: ClassVar[Text] = Text(
        "Det er ingen råd å ta stilling til her nå.",
        "Det er ingen råd å ta stilling til her no.",
        "There is no advice to deal with here now.",
    )


@dataclass(frozen=True, slots=True)
class AdviceNotConsidered(Refusal):
    """Advice has come, and nobody has said whether it is followed; ``waiting`` is from whom."""

    code: ClassVar[str] = "advice_not_considered"
    message: ClassVar[Text] = Text(
        "Det har kommet råd i saken. Ta stilling til om rådet er fulgt, før saken avgjøres.",
        "Det har kome råd i saka. Ta stilling til om rådet er følgt, før saka blir avgjord.",
        "Advice has come in the case. Say whether it is followed before the case is decided.",
    )
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotInvited(Refusal):
    """The person is not invited to advise on this case, or has advised already."""

    code: ClassVar[str] = "not_invited"
    message: ClassVar[Text] = Text(
        "Du er ikke invitert til å gi råd i denne saken nå.",
        "Du er ikkje invitert til å gi råd i denne saka no.",
        "You are not invited to advise on this case now.",
    )


@dataclass(frozen=True, slots=True)
class NotFromHere(Refusal):
    """The step belongs to another trust, or to another person there."""

    code: ClassVar[str] = "not_from_here"
    message: ClassVar[Text] = Text(
        "Dette kan bare gjøres av den det gjelder ved det andre helseforetaket.",
        "Dette kan berre gjerast av den det gjeld ved det andre helseføretaket.",
        "Only the person concerned at the other trust can do this.",
    )
    action: Action


@dataclass(frozen=True, slots=True)
class HomeTrustNotInvolved(Refusal):
    """The medical director where the patient lives has not acknowledged, and the case does not hurry [S4]."""

    code: ClassVar[str] = "home_trust_not_involved"
    message: ClassVar[Text] = Text(
        "Fagdirektøren i helseforetaket der pasienten bor, har ikke kvittert. Saken kan avgjøres når det er gjort. "
        "I en hastesak kan den avgjøres før, hvis du skriver hvorfor.",
        "Fagdirektøren i helseføretaket der pasienten bur, har ikkje kvittert. Saka kan avgjerast når det er gjort. "
        "I ei hastesak kan ho avgjerast før, om du skriv kvifor.",
        "The medical director where the patient lives has not acknowledged. The case can be decided when that is "
        "done. An urgent case can be decided before, if you write why.",
    )


@dataclass(frozen=True, slots=True)
class UnderReview(Refusal):
    """A review of new facts is running."""

    code: ClassVar[str] = "under_review"
    message: ClassVar[Text] = Text(
        "De nye opplysningene er allerede til vurdering ved et annet helseforetak.",
        "Dei nye opplysningane er allereie til vurdering ved eit anna helseføretak.",
        "The new facts are already being reviewed by another trust.",
    )


@dataclass(frozen=True, slots=True)
class NobodyReviews(Refusal):
    """The trust has not agreed with another trust that reviews new facts."""

    code: ClassVar[str] = "nobody_reviews"
    message: ClassVar[Text] = Text(
        "Helseforetaket har ikke avtalt med et annet hvem som vurderer nye opplysninger. Send en ny søknad i stedet.",
        "Helseføretaket har ikkje avtalt med eit anna kven som vurderer nye opplysningar. Send ein ny søknad i staden.",
        "The trust has no agreement with another on who reviews new facts. Send a new application instead.",
    )
