"""Pages for those who help: who is owed an offer, and what becomes of it."""
