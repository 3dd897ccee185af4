"""Is it even-handed: reads extracts only."""
