"""Synthetic people and cases for demonstrations and for measuring: never in production."""
