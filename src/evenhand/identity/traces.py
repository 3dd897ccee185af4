"""Whether a text speaks of somebody: for finding what was written of them where no number leads to them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Traces:
    """By what somebody is recognised in a text: their names (words of one name together), their identifiers, and their
    references, each with its source.
    """

    names: frozenset[tuple[str, ...]]
    identifiers: frozenset[str]
    references: frozenset[tuple[str, str]]

    def in_text(self, text: str) -> bool:
        """Whether all the words of a name stand in the text, an identifier does, or a reference with its source."""
        return any(
            all(pattern.search(text) for pattern in together)
            for together in (*self._names, *self._identifiers, *self._references)
        )

    @cached_property
    def _names(self) -> list[list[re.Pattern[str]]]:
        return [_all(words) for words in self.names if words]

    @cached_property
    def _identifiers(self) -> list[list[re.Pattern[str]]]:
        return [_all([identifier]) for identifier in self.identifiers if identifier.strip()]

    @cached_property
    def _references(self) -> list[list[re.Pattern[str]]]:
        return [_all(pair) for pair in self.references]


def _all(words: Iterable[str]) -> list[re.Pattern[str]]:
    """Patterns that find each of the words as a word of its own, in any case of letters."""
    return [re.compile(rf"(?<!\w){re.escape(word.strip())}(?!\w)", re.IGNORECASE) for word in words]
