"""One pass over the people: how many there are of each combination of groups and of what was done. The rest is sums."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.extract import Attribute, Stage

Counts = NDArray[np.int64]
Group = tuple[str, ...]

EVERYBODY = "listed"  # what everybody in the file is called as a stage, unless a stage of the file has that name
YES, NO, NOT_SAID = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Cube:
    """Cells: people who are alike in every attribute, every stage and the outcome. One value or row of each array each.

    `codes` (cells x attributes) are places in `attributes[i].groups`; `marks` (cells x stages, then the outcome where
    `has_outcome`) are 1 yes, 0 no, -1 not said; `people` is how many people the cell is.
    """

    attributes: tuple[Attribute, ...]
    stages: tuple[Stage, ...]
    codes: NDArray[np.uint16]
    marks: NDArray[np.int8]
    people: Counts
    has_outcome: bool = False

    def counts(self, names: Sequence[str], stage: str) -> tuple[tuple[Group, ...], Counts, Counts]:
        """Each group of these attributes that anybody is in, how many people came to the stage, and of how many.

        `of` are the people of the stage it is `among` (or everybody) of whom the file says whether they came to it.
        Everybody is a stage too (`everybody`), which everybody came to. Raises KeyError for an unknown name.
        """
        raise NotImplementedError
