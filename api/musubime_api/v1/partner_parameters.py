"""Parameters of the partner search."""

from typing import Annotated

from fastapi import Query

from musubime_api.v1.parameters import REPEATS

BodyKinds = Annotated[
    list[str] | None,
    Query(
        alias="kind",
        title="機関の種類",
        description="Kind of the candidate: university, company, prefecture … or `unknown`; repeats mean OR",
        examples=["company"],
        max_length=REPEATS,
    ),
]
Themes = Annotated[
    list[str] | None,
    Query(
        alias="theme",
        title="テーマ",
        description="The candidate sits on a selected consortium with this theme, as printed; repeats mean OR",
        examples=["中小企業のDX推進"],
        max_length=REPEATS,
    ),
]
