"""With whom each group is compared: with the group of reference, or with everybody else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.cube import Group
from evenhand.inspection.exact import Counts
from evenhand.inspection.extract import NOT_RECORDED, Attribute

EVERYBODY_ELSE = ""
TOGETHER = ", "  # between the parts of a group of several attributes, in words


@dataclass(frozen=True, slots=True)
class Others:
    """For each group, `counted` of `of` others it is compared with; zero of zero where it is not compared."""

    counted: Counts
    of: Counts
    reference: NDArray[np.bool_]  # which group is the one of reference, if any


def recorded(groups: Sequence[Group]) -> NDArray[np.bool_]:
    """Which groups are known in every part: the others are shown and never compared."""
    return np.array([NOT_RECORDED not in group for group in groups], np.bool_)


def reference_of(attributes: Sequence[Attribute]) -> Group | None:
    """The group that the others are compared with, None for everybody else: it takes a reference in every attribute."""
    group = tuple(attribute.reference for attribute in attributes)
    return group if group and all(group) else None


def others(groups: Sequence[Group], counted: Counts, of: Counts, reference: Group | None) -> Others:
    """Whom each group is compared with: the group of reference where it is there and anybody is in it, else the rest.

    Arrays are groups, or groups x anything. Groups that are not recorded, or of whom nobody could be counted, are
    neither compared nor part of everybody else.
    """
    known = recorded(groups) & (of.max(axis=tuple(range(1, of.ndim)), initial=0) > 0)
    wide = known.reshape(-1, *[1] * (of.ndim - 1))
    if reference is not None and reference in groups and known[place := list(groups).index(reference)]:
        is_reference = np.arange(len(groups)) == place
        compared = wide & ~is_reference.reshape(wide.shape)
        return Others(np.where(compared, counted[place], 0), np.where(compared, of[place], 0), is_reference)
    known_counted, known_of = np.where(wide, counted, 0), np.where(wide, of, 0)
    return Others(
        np.where(wide, known_counted.sum(axis=0) - counted, 0),
        np.where(wide, known_of.sum(axis=0) - of, 0),
        np.zeros(len(groups), np.bool_),
    )
