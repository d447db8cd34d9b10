"""Log review: what the rules found in a trust's access log, and what its reviewers came to."""
