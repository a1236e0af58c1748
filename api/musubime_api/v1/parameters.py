"""The parameters of the questions, each with title, description, example and limits."""

from typing import Annotated, Literal

from fastapi import Path, Query

NAME = 1_000
REPEATS = 100
ID_PATTERN = r"^[A-Za-z0-9_:.-]+$"

RecordId = Annotated[
    str,
    Path(
        title="ID",
        description="Id of the record; an id that was merged into another answers 308 to the kept one",
        examples=["o_0123456789abcdef0123"],
        pattern=ID_PATTERN,
        max_length=NAME,
    ),
]

Prefectures = Annotated[
    list[str] | None,
    Query(
        alias="prefecture",
        title="都道府県",
        description="Prefecture of the consortium, JIS code or name; repeats mean OR",
        examples=["36", "徳島県"],
        max_length=REPEATS,
    ),
]
Programmes = Annotated[
    list[str] | None,
    Query(
        alias="programme",
        title="事業・制度",
        description="Programme of the consortium, id or name; repeats mean OR",
        examples=["共創の場形成支援プログラム"],
        max_length=REPEATS,
    ),
]
Owners = Annotated[
    list[str] | None,
    Query(
        alias="owner",
        title="所管",
        description="Owner of the programme, id or name of the organization; repeats mean OR",
        examples=["内閣府"],
        max_length=REPEATS,
    ),
]
Consortia = Annotated[
    list[str] | None,
    Query(
        alias="consortium",
        title="会議体",
        description="The consortium itself, id or name; repeats mean OR",
        examples=["SAWACHI型健康社会共創拠点"],
        max_length=REPEATS,
    ),
]
Rosters = Annotated[
    list[str] | None,
    Query(
        alias="roster",
        title="名簿",
        description="Id of the roster that states the seats; repeats mean OR",
        examples=["three-prefecture-table"],
        max_length=REPEATS,
    ),
]
AsOf = Annotated[
    str | None,
    Query(
        title="時点",
        description="Seats as of this day, month or year; without it the newest edition date, stated in the answer",
        examples=["2023-04-01"],
        pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$",
        max_length=10,
    ),
]
Within = Annotated[
    bool,
    Query(
        title="下位も含める",
        description="Whether filters follow PART_OF, INSIDE and FOLLOWED_BY",
        examples=[True],
    ),
]
Sectors = Annotated[
    list[str] | None,
    Query(
        alias="sector",
        title="部門",
        description="The body's own sector: 学, 官, 産, 金, 民, or `unknown`; repeats mean OR",
        examples=["学"],
        max_length=REPEATS,
    ),
]
LocatedIn = Annotated[
    list[str] | None,
    Query(
        alias="located_in",
        title="所在地",
        description="The body's own prefecture, JIS code or name; repeats mean OR",
        examples=["36"],
        max_length=REPEATS,
    ),
]
SectorBasis = Annotated[
    Literal["printed", "inferred"],
    Query(
        title="部門の取り方",
        description="Whether measures, filters and colours use the printed or the inferred sector",
        examples=["printed"],
    ),
]
NameQuery = Annotated[
    str | None,
    Query(
        alias="q",
        title="名称",
        description="Part of a name",
        examples=["徳島大"],
        min_length=1,
        max_length=NAME,
    ),
]
SearchText = Annotated[
    str,
    Query(
        alias="q",
        title="検索語",
        description="Name, part of a name, English name or reading",
        examples=["とくしまだいがく"],
        min_length=1,
        max_length=NAME,
    ),
]
Limit = Annotated[int, Query(title="件数", description="Items of a page, at most 500", examples=[50], ge=1, le=500)]
Cursor = Annotated[
    str | None,
    Query(
        title="続き", description="`next` of the page before", examples=["eyJvIjo1MH0"], min_length=1, max_length=NAME
    ),
]
Level = Annotated[
    Literal["organization", "post", "person"],
    Query(title="単位", description="Whether organizations, posts or persons are ranked", examples=["organization"]),
]
Sort = Annotated[
    str,
    Query(
        title="並べ替え",
        description="Measure to rank by",
        examples=["memberships"],
        max_length=NAME,
    ),
]
OneConsortium = Annotated[
    str,
    Query(
        title="会議体",
        description="Id of the consortium",
        examples=["c_0123456789abcdef0123"],
        pattern=ID_PATTERN,
        max_length=NAME,
    ),
]
By = Annotated[
    Literal["consortium", "programme"],
    Query(title="行と列", description="Whether rows and columns are consortia or programmes", examples=["consortium"]),
]
Depth = Annotated[int, Query(title="深さ", description="Steps away from the organization", examples=[1], ge=1, le=2)]
Lang = Annotated[
    Literal["ja", "en"],
    Query(title="言語", description="Language of labels and sentences; names stay as they are", examples=["ja"]),
]


def _of(what_ja: str, what: str) -> object:
    """Return the description of a parameter that narrows to the seats of one record."""
    return Query(
        title=what_ja,
        description=f"Id of the {what} whose seats are asked for",
        examples=["o_0123456789abcdef0123"],
        pattern=ID_PATTERN,
        max_length=NAME,
    )


OfOrganization = Annotated[str | None, _of("機関", "organization")]
OfPerson = Annotated[str | None, _of("人", "person")]
OfPost = Annotated[str | None, _of("役職", "post")]
OfSource = Annotated[str | None, _of("出典", "source")]
