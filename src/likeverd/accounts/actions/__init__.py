"""The only writers of accounts: tokens, links to a provider's identities, sessions, and the emergency account."""

from likeverd.accounts.actions.tokens import (
    DEFAULT_LIFE,
    PREFIX,
    choose_language,
    digest_of,
    issue_token,
    revoke_token,
)

__all__ = [
    "DEFAULT_LIFE",
    "PREFIX",
    "choose_language",
    "digest_of",
    "issue_token",
    "revoke_token",
]
