"""Parameters of the questions about change."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import StringConstraints

from musubime.questions.answers_compare import Section
from musubime.questions.answers_what_if import WhatIfSection
from musubime_api.v1.parameters import NAME, REPEATS


def _side(ja: str, en: str, example: str) -> object:
    return Query(
        title=ja,
        description=f"{en}: a prefecture (code or name), a programme (id or name), or a date (whole, month or year); "
        "known by its form, both of one kind",
        examples=[example],
        min_length=1,
        max_length=NAME,
    )


Left = Annotated[str, _side("左", "What is compared, of dates the earlier", "36")]
Right = Annotated[str, _side("右", "What it is compared with, of dates the later", "39")]
OneSection = Annotated[
    Section | None,
    Query(
        title="一覧",
        description="The list that `limit` and `cursor` page through; the others then only say their totals. Without "
        "it every list gives its first page",
        examples=["organizations.kept"],
    ),
]
ChangeSort = Annotated[
    Literal[
        "memberships",
        "connector",
        "sole_bridge",
        "bridge_share",
        "betweenness_two_mode",
        "betweenness_two_mode_norm",
        "interlocks",
    ],
    Query(title="並べ替え", description="Measure by whose change actors are ranked", examples=["memberships"]),
]
Step = Annotated[
    Literal["edition", "year"],
    Query(title="刻み", description="One point an edition date, or a year", examples=["edition"]),
]
Remove = Annotated[
    list[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_:.-]+$", max_length=NAME)]] | None,
    Query(
        title="外す",
        description="Id of an organization or person (all its seats), a seat or a consortium to take away; repeats add",
        examples=["org:0123456789abcdef0123"],
        max_length=REPEATS,
    ),
]
Add = Annotated[
    list[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_:.@-]+$", max_length=2 * NAME)]] | None,
    Query(
        title="加える",
        description="Seat to put in: id of the organization, `@`, id of the consortium; repeats add",
        examples=["org:0123456789abcdef0123@consortium:0123456789abcdef0123"],
        max_length=REPEATS,
    ),
]
OneWhatIfSection = Annotated[
    WhatIfSection | None,
    Query(
        title="一覧",
        description="The list that `limit` and `cursor` page through; the others then only say their totals. Without "
        "it every list gives its first page",
        examples=["pairs_lost"],
    ),
]
EffectSort = Annotated[
    Literal["memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode"],
    Query(title="並べ替え", description="Measure by whose change organizations are ranked", examples=["bridge_share"]),
]
