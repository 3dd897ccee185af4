"""May this be done, by whom, now."""
