"""ID-porten behind the port of ``accounts.identity_provider``: how patients prove who they are."""
