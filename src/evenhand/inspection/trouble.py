"""What stops an inspection: one sentence that says what is wrong, where, and what to do."""


class CannotInspect(Exception):
    """A file, mapping or benchmark that cannot be used. The sentence says what, where and what to do instead."""
