"""Small editions of one council, typed for the tests from names of the three-prefecture table."""

from collections import Counter
from collections.abc import Sequence

from musubime.types.edition import (
    EditionConsortium,
    EditionSeat,
    EditionSource,
    Mention,
    RosterEdition,
)
from musubime.types.text import mention_hash
from musubime.types.vocabulary import ConsortiumForm

COUNCIL = "とくしま産学官連携プラットフォーム"
Row = tuple[str | None, str | None, str | None]
"""Organization, post and person of one row."""


def mention(series: str, place: str, name: str, nth: int = 1) -> Mention:
    return Mention(hash=mention_hash(series, place, name, nth), name=name, printed=name)


def edition(
    rows: Sequence[Row],
    *,
    roster: str = "council",
    series: str = "council",
    date: str | None = None,
    complete: bool = False,
    council: str = COUNCIL,
    prefecture: tuple[str, ...] = ("36",),
) -> RosterEdition:
    seats = []
    counts: Counter[tuple[str, str]] = Counter()

    def nth(kind: str, printed: str) -> int:
        counts[kind, printed] += 1
        return counts[kind, printed]

    for organization, post, person in rows:
        printed = " ".join(text for text in (organization, post, person) if text)
        seats.append(
            EditionSeat(
                hash=mention_hash(series, council, printed, nth("seat", printed)),
                consortium="council",
                source="main",
                locator="構成員",
                printed=printed,
                organization=mention(series, council, organization, nth("organization", organization))
                if organization
                else None,
                person=mention(series, council, person, nth("person", person)) if person else None,
                post=post,
            )
        )
    return RosterEdition(
        roster=roster,
        series=series,
        title=council,
        edition_date=date,
        complete=complete,
        sources=(EditionSource(key="main", title=f"{council} 構成員"),),
        consortia=(
            EditionConsortium(
                key="council",
                mention=mention(series, "consortium", council),
                form=ConsortiumForm.COUNCIL,
                prefecture=prefecture,
            ),
        ),
        seats=tuple(seats),
    )
