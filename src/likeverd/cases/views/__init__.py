"""Pages about cases. They ask selectors, call actions, and hold no rules."""
