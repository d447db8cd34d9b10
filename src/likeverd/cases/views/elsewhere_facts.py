"""What the case page says first where others than the trust have a part: whose turn it is, and what is waited for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from likeverd.cases.selectors import CasePage, Happening
from likeverd.cases.views.fact import Fact
from likeverd.core.elsewhere import ELSEWHERE
from likeverd.core.events import Event, Reopened, ReviewRequested
from likeverd.core.forms.individual_exception.place import TRUST_NAMES
from likeverd.core.labels import STATE_LABELS
from likeverd.core.step_questions.evidence import to_consider, waiting
from likeverd.core.vocabulary import ENDED_STATES, STEPS, Action, State
from likeverd.web.templatetags.likeverd_ui import in_words


def is_asked_from_elsewhere(page: CasePage) -> bool:
    """Whether the reader is asked for something as somebody from elsewhere; a second comment may be added, unasked."""
    done = {Action.ACKNOWLEDGE} if page.facts.home_acknowledged else set()
    return any(row.action in ELSEWHERE - done for row in page.actions)


def holder_seen_from_outside(page: CasePage, state: State) -> str:
    """Who has the case, by title and trust."""
    if state not in STEPS:
        return _("Søkeren, %(trust)s") % {"trust": page.case.trust.name}
    title = page.rules.titles.get(state, STATE_LABELS[state].staff)
    return f"{in_words(title)}, {page.case.trust.name}"


def missing_from_others(page: CasePage) -> Iterator[str]:
    """What must come from others, or be thought about, before the decision."""
    facts = page.facts
    if facts.home_trust is not None and not facts.home_acknowledged:
        name = TRUST_NAMES.get(str(facts.answers.get("home_trust")), "")
        yield _("Kvittering fra fagdirektøren ved %(trust)s, der pasienten bor") % {"trust": name}
    for one in waiting(facts):
        yield _("Råd fra %(name)s") % {"name": one.whom}
    for one in to_consider(facts):
        yield _("Om rådet fra %(name)s skal følges") % {"name": one.whom}


def heading_of_ended(page: CasePage) -> str:
    """That the case has ended, or that its decision is looked at again, and by whom."""
    if page.facts.review_trust is None:
        return _("Saken er avsluttet")
    if is_asked_from_elsewhere(page):
        return _("Saken venter på deg")
    return _("Nye opplysninger blir vurdert")


def facts_of_review(page: CasePage) -> Iterator[Fact]:
    """Who looks at the new facts, and what holds meanwhile."""
    if page.facts.review_trust is None:
        return
    name = TRUST_NAMES.get(page.rules.review_trust, "")
    yield Fact(_("Hvem har saken"), _("Fagdirektøren ved %(trust)s") % {"trust": name})
    news = _newest(page, ReviewRequested)
    if isinstance(news, ReviewRequested):
        yield Fact(_("Nye opplysninger"), news.new_facts)
    yield Fact(
        _("Dette mangler"),
        _("Om de nye opplysningene endrer grunnlaget. Avgjørelsen står så lenge."),
    )


def why_reopened(page: CasePage) -> Iterator[Fact]:
    """To the applicant, who sends the application again: why another trust wants it considered anew."""
    opened = _newest(page, Reopened)
    if isinstance(opened, Reopened) and page.timeline[-1].recorded.event is opened:
        yield Fact(_("Hvorfor på nytt"), opened.reasoning)


def _newest(page: CasePage, kind: type[Event]) -> Event | None:
    events = (item.recorded.event for item in reversed(page.timeline))
    return next((event for event in events if isinstance(event, kind)), None)


def the_end(page: CasePage) -> Happening:
    """What ended the case; later events, such as new facts, did not."""
    return next(
        item
        for item in reversed(page.timeline)
        if item.recorded.state_after in ENDED_STATES
        and item.recorded.state_before not in ENDED_STATES
    )
