"""What may count: events and their outcomes, graded intelligence, provenance, and the feeds they come in by."""
