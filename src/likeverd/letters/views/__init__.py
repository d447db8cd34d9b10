"""The pages of letters. They hold no rule."""
