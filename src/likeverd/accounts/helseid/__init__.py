"""Sign-in with HelseID: OpenID Connect with PAR, PKCE, private_key_jwt and DPoP (FAPI 2.0 profile).

The second of the two doors to the outside (the outbox is the first): it talks to the issuer's own host and to nobody
else, with time limits (``door``). docs/adr/0028 says why it is built so.
"""
