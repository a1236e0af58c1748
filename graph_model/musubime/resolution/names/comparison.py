"""What a comparison of two printed names is asked and what it answers."""

from enum import StrEnum
from typing import NamedTuple


class NameVerdict(StrEnum):
    """What two names have to do with each other; only `same` joins, and never by likeness."""

    SAME = "same"
    PART_OF = "part_of"
    """One names a facility or an organ of the body that the other names."""
    OPERATES = "operates"
    """One names the legal person that runs what the other names."""
    SUCCESSOR = "successor"
    DIFFERENT = "different"
    """Something speaks against it: two registered bodies, two places, two numbers."""
    REVIEW = "review"
    """Alike, but not by a rule that may join them: a person decides."""
    NONE = "none"
    """Nothing speaks for it."""


class NamedBody(NamedTuple):
    """A printed name with what is known around it: codes of prefectures, date of the print (`YYYY[-MM[-DD]]`)."""

    name: str
    prefecture: tuple[str, ...] = ()
    date: str | None = None


class Comparison(NamedTuple):
    """A verdict with the rule that gave it, how alike the names are (0 to 1) and the reasons in sentences."""

    verdict: NameVerdict
    rule: str
    """Tier and rule, such as `T1:exact_key`."""
    score: float
    reasons: tuple[str, ...] = ()
