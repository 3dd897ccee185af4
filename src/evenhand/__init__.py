"""evenhand: an accountable register of serious violence."""
