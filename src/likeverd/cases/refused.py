"""Raised when a command is not carried out; nothing has been written."""

from likeverd.core.refusals import Refusal


class CaseNotFound(Exception):
    """There is no such case, or the person may not see it; the two look the same."""


class NotCarriedOut(Exception):
    """The rules refused the command; carries the refusals for the person."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals


class KeyUsedForSomethingElse(Exception):
    """The idempotency key was used before for another request."""
