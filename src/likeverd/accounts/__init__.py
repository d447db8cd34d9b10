"""Sign-in, sessions, the reader's language, and access tokens for programs."""
