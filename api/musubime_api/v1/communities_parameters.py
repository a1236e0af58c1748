"""The parameters of the questions about communities."""

from typing import Annotated

from fastapi import Path, Query

from musubime_api.v1.parameters import ID_PATTERN, NAME

Resolution = Annotated[
    float,
    Query(
        title="解像度",
        description="γ of the modularity: larger values give smaller communities",
        examples=[1.0],
        ge=0.1,
        le=10,
        allow_inf_nan=False,
    ),
]
CommunityId = Annotated[
    str,
    Path(
        title="グループのID",
        description="`id` of a community of the same filters and resolution",
        examples=["community:c_0123456789abcdef0123"],
        pattern=ID_PATTERN,
        max_length=NAME,
    ),
]
