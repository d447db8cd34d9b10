"""Why nothing was seeded, in one line."""


class NotSeeded(ValueError):
    """The seeding cannot be done; says what is wrong and what to do. Nothing was written."""
