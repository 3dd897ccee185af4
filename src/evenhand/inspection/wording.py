"""Numbers as they are written in sentences."""


def per_cent(share: float, digits: int = 1) -> str:
    """A share of one as "44.8 %"."""
    return f"{100 * share:.{digits}f} %"
