"""The sections of the report, a module each. Its `section(seen)` is None where there is nothing to say."""
