"""Parameters of the overlap questions."""

from typing import Annotated, Literal

from fastapi import Query

from musubime_api.v1 import parameters as p

NullModel = Annotated[
    Literal["hypergeometric", "sdsm"],
    Query(
        title="帰無モデル",
        description="What the test holds for chance. `hypergeometric`: rosters drawn at random from the stratum "
        "(Tumminello et al. 2011). `sdsm`: drawn with the chances that give every body its number of consortia and "
        "every consortium its size (stochastic degree sequence model, Neal 2014); for large, uneven rosters, where "
        "busy bodies alone make much overlap",
        examples=["hypergeometric"],
    ),
]
TheConsortium = Annotated[
    str,
    Query(
        alias="consortium",
        title="会議体",
        description="The consortium that the others are compared with, id or exact name",
        examples=["SAWACHI型健康社会共創拠点"],
        min_length=1,
        max_length=p.NAME,
    ),
]
TopSort = Annotated[
    str,
    Query(
        title="並べ替え",
        description="Number to rank by: `shared`, `jaccard`, `overlap_coefficient`, `containment_a` (share of the "
        "consortium asked about), `containment_b` (share of the other) or `size`",
        examples=["shared"],
        max_length=p.NAME,
    ),
]
