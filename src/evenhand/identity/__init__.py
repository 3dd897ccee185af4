"""Whose records are these."""
