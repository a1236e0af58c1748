"""The parameters of the questions about ways: paths, distances, introductions."""

from typing import Annotated, Literal

from fastapi import Query

from musubime_api.v1.parameters import ID_PATTERN, NAME


def _end(ja: str, en: str) -> object:
    return Query(
        alias=en,
        title=ja,
        description=f"Where paths {'start' if en == 'from' else 'end'}: id of an organization, person, post or"
        " consortium",
        examples=["org:0123456789abcdef0123"],
        pattern=ID_PATTERN,
        max_length=NAME,
    )


From = Annotated[str, _end("から", "from")]
To = Annotated[str, _end("へ", "to")]
MostPaths = Annotated[
    int,
    Query(title="経路の件数", description="Paths to list; the others are counted", examples=[100], ge=1, le=500),
]
Steps = Annotated[
    str | None,
    Query(
        title="歩数",
        description="List only those that are so many steps away, or `none`: those that no way leads to",
        examples=["2"],
        pattern=r"^([1-9][0-9]{0,5}|none)$",
        max_length=6,
    ),
]
Tied = Annotated[
    Literal["no", "yes", "unknown"] | None,
    Query(
        title="つながりの有無",
        description="List only pairs that nobody sits on both of, that somebody does, or of which it is not known",
        examples=["no"],
    ),
]
Through = Annotated[
    Literal["selection", "all"],
    Query(
        title="たどる範囲",
        description="Whether ways lead over the selected seats only, or over every seat of the date: an introducer may"
        " then come from outside of the region",
        examples=["selection"],
    ),
]
WaysOfPair = Annotated[
    int,
    Query(title="道の件数", description="Ways to list for a pair; the others are counted", examples=[3], ge=0, le=100),
]
