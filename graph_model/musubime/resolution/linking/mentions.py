"""What is asked of the registers, and what they answer: a mention in, a link with its rule and evidence out."""

from enum import StrEnum
from typing import NamedTuple


class Mention(NamedTuple):
    """One name to be linked, with what is known beside it; empty where nothing is."""

    name: str
    prefectures: tuple[str, ...] = ()
    """Codes of the prefecture of the body, or of the roster that names it."""
    date: str = ""
    """Partial ISO date at which the name was printed."""
    number: str = ""
    """A number typed beside the name; never believed alone."""


class LinkVerdict(StrEnum):
    """Whether the link may stand without a person."""

    AUTO = "auto"
    REVIEW = "review"
    NONE = "none"


class Rule(StrEnum):
    """The rule that decided, by tier; what each asks for is in `docs/linking.md`."""

    NUMBER_AND_NAME = "T0_number_and_name"
    NUMBER_AGAINST_NAME = "T0_number_against_name"
    EXACT_HERE = "T1_exact_in_prefecture"
    EXACT_ONLY = "T1_exact_only_one"
    EXACT_ELSEWHERE = "T1_exact_elsewhere"
    EXACT_UNPLACED = "T1_exact_unplaced"
    EXACT_COMMON = "T1_exact_common_name"
    EXACT_PLACEHOLDER = "T1_exact_placeholder"
    EXACT_SEVERAL = "T1_exact_several"
    EXACT_REPEATING = "T1_exact_repeating_name"
    EXACT_CLOSED = "T1_exact_closed"
    PLACED = "T1_prefecture_in_name"
    OTHER_NAME = "T2_other_name"
    NAME_PASSED_ON = "T2_name_passed_on"
    OTHER_NAME_UNSURE = "T2_other_name_unsure"
    FORM_MISSING = "T3_form_missing"
    FORM_MISSING_UNSURE = "T3_form_missing_unsure"
    VARIANT = "T4_variant"
    VARIANT_UNSURE = "T4_variant_unsure"
    OFFICE = "T5_office_of"
    PART_OF = "T5_part_of"
    OPERATES = "T5_operates"
    OTHER_FORM = "T6_other_form"
    SIMILAR = "T6_similar"
    NOT_FOUND = "not_found"


class Candidate(NamedTuple):
    """One registered body that the name could mean."""

    id: str
    name: str
    matched: str
    """The name of the body that the key found."""
    rule: Rule
    prefecture: str
    score: float
    """Edit ratio of the two prints, 0 to 1: it orders a review and decides nothing."""


class Link(NamedTuple):
    """The answer for one mention; `id` is empty unless the verdict is `auto`."""

    verdict: LinkVerdict
    rule: Rule
    id: str = ""
    evidence: str = ""
    """One Japanese sentence with what speaks for and against."""
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    """Every body that came into question, the best first; also those of the other registers for the linked body."""


NOT_FOUND = Link(LinkVerdict.NONE, Rule.NOT_FOUND, evidence="登録簿に同じ名称がありません")
