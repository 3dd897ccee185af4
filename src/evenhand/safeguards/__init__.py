"""The promises: what the register undertakes, and the word with which it refuses to break one."""

from evenhand.safeguards.core import Place, Refused, places, upholds

__all__ = ["Place", "Refused", "places", "upholds"]
