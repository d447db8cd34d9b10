"""Reads of the register of methods."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Prefetch, Q, QuerySet

from likeverd.methods.models import Method, RegisterChange, RegisterEntry

# What ``records.record_of`` reads: a method fetched with it costs no query more.
WITH_EVERYTHING = (
    "events",
    Prefetch("entries", RegisterEntry.objects.filter(current=True, struck=False)),
)


def search(words: str, *, demonstration: bool, limit: int = 20) -> list[Method]:
    """Methods by name, substance, ATC code, method ID or indication, best first.

    The last word may be half written. ``demonstration`` includes the invented methods of
    the demo. No words give the whole register in the order of names.
    """
    found = _register(demonstration).prefetch_related(*WITH_EVERYTHING)
    terms = [term for term in _terms(words) if term]
    if not terms:
        return list(found.order_by("name")[:limit])
    prefixed = " & ".join(f"{term}:*" for term in terms)
    simple = SearchQuery(prefixed, search_type="raw", config="simple")
    norwegian = SearchQuery(" ".join(terms), config="norwegian")
    typed = " ".join(words.split())
    exact = Q(method_id__iexact=typed) | Q(atc__istartswith=typed)
    # The middle of a name too ("lizumab"); the register has hundreds of rows, not millions.
    exact |= Q(name__icontains=typed) | Q(substance__icontains=typed)
    return list(
        found.filter(Q(words=simple) | Q(words=norwegian) | exact)
        .annotate(rank=SearchRank(F("words"), simple | norwegian))
        .order_by("-rank", "name")[:limit]
    )


def method(pk: int, *, demonstration: bool) -> Method | None:
    """One method of the register with its dated events and its entries in force."""
    return _register(demonstration).prefetch_related(*WITH_EVERYTHING).filter(pk=pk).first()


def method_by_key(key: str, *, demonstration: bool) -> Method | None:
    """One method of the register by the register's own key, with its dated events and its entries in force."""
    return _register(demonstration).prefetch_related(*WITH_EVERYTHING).filter(key=key).first()


def changes_of(ids: Sequence[UUID]) -> list[RegisterChange]:
    """These rows of the history, the oldest first; no query where there are none."""
    if not ids:
        return []
    return list(RegisterChange.objects.filter(pk__in=ids).select_related("method").order_by("at"))


def _register(demonstration: bool) -> QuerySet[Method]:
    found = Method.objects.all()
    return found if demonstration else found.filter(demonstration=False)


def _terms(words: str) -> list[str]:
    cleaned = "".join(char if char.isalnum() or char == "_" else " " for char in words)
    return cleaned.split()[:8]
