"""An inspection as a document."""
