"""What every answer is made of: references, evidence, places, time and lists; frozen, with the doors' field names."""

from typing import Any, Literal

from pydantic import Field

from musubime.types.base import Frozen


def shown(ja: str, en: str, default: Any = ..., *, example: Any = None) -> Any:  # noqa: ANN401 -- pydantic's own Field is typed so
    """Return an answer's field with its Japanese title, English description and example."""
    return Field(default, title=ja, description=en, examples=None if example is None else [example])


class Ref(Frozen):
    """A record by its id and name."""

    id: str = shown("ID", "Id of the record", example="4f0c2a9be1d07736c5aa")
    name: str = shown("名称", "Name of the record", example="徳島大学")


class KindRef(Ref):
    """A record of any kind."""

    kind: Literal["organization", "person", "programme", "consortium", "seat", "source", "post"] = shown(
        "種類", "Kind of the record", example="organization"
    )


class Holder(Ref):
    """Who holds a seat: the organization if there is one, else the person."""

    kind: Literal["organization", "person"] = shown("種類", "Kind of the holder", example="organization")


class SourceRef(Frozen):
    """A document and the place in it."""

    id: str = shown("ID", "Id of the source", example="9a31f04e77c2b6d85e10")
    title: str = shown("題名", "Title of the source", example="地域の産学官ネットワークの可視化")
    locator: str = shown(
        "場所", "Page, table cell, heading or row", example="徳島県・地方大学・地域産業創生交付金・構成員【学】"
    )


class EvidenceRow(Frozen):
    """Where a fact was read and what is printed there."""

    source: SourceRef = shown("出典", "Source and the place in it")
    printed: str | None = shown(
        "印刷のまま", "The text exactly as printed; null where a summary was read", None, example="徳島大学"
    )


class Placed(Frozen):
    """What stands in prefectures; an empty list is a wider region or not known."""

    prefecture: tuple[str, ...] = shown("都道府県コード", "JIS codes of the prefectures", (), example=["36"])
    prefecture_names: tuple[str, ...] = shown(
        "都道府県", "Names of the prefectures, in the order of the codes", (), example=["徳島県"]
    )


class Answer(Frozen):
    """Every answer says which graph version it was read from."""

    graph_version: str = shown(
        "グラフの版", "Hash of the whole graph that the answer was read from", example="g3f1a0c5b7d9e2f4a6b8c0d1e"
    )


class Timed(Frozen):
    """How an answer that runs on selected seats treated time."""

    as_of: str | None = shown(
        "基準日",
        "Day the seats were selected for: the parameter, else the newest edition date in the graph",
        None,
        example="2021-11-30",
    )
    undated: int = shown("日付のない席", "Seats kept although no date is stated for them", 0, example=84)
    not_yet_stated: int = shown("まだ記載のない席", "Seats left out because their first edition is later", 0, example=0)


class ListAnswer(Answer):
    """One page of a list; `items` is in a stable order."""

    total: int = shown("総数", "Number of items on all pages", example=66)
    next: str | None = shown("次の頁", "Cursor of the next page; null on the last one", None)
