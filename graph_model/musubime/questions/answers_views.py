"""Answers for the doors' views: status, search, neighbourhood, scene, prefectures."""

from typing import Literal

from musubime.analytics.label_room import Side
from musubime.questions.answers import Answer, KindRef, ListAnswer, Placed, Ref, Timed, shown
from musubime.questions.answers_measures import KeyActorItem
from musubime.questions.answers_records import ConsortiumItem, RelationRow, SeatRow
from musubime.types.base import Frozen


class Counts(Frozen):
    """What the graph holds."""

    organizations: int = shown("機関", "Organizations", example=66)
    persons: int = shown("人", "Persons; 0 while persons are off", example=0)
    programmes: int = shown("事業・制度", "Programmes", example=3)
    consortia: int = shown("会議体", "Consortia, without those not reported", example=8)
    not_reported: int = shown("記載なし", "Consortia recorded as not reported (printed as “-”)", example=1)
    seats: int = shown("席", "Seats", example=84)
    sources: int = shown("出典", "Sources", example=1)


class EngineRow(Frozen):
    """The database that holds the graph."""

    name: str = shown("名前", "Name of the engine", example="ArcadeDB")
    version: str = shown("版", "Version of the engine")


class StatusAnswer(Answer):
    """What runs here and what it holds."""

    version: str = shown("製品の版", "Version of the product", example="0.1.0")
    engine: EngineRow = shown("データベース", "Engine and its version")
    ledger_version: str | None = shown(
        "台帳の版", "Graph version that the ledger makes, where it differs from the graph's", None
    )
    as_of: str | None = shown("最新の版の日付", "Newest edition date in the graph", None)
    persons: bool = shown("人物の表示", "Whether persons are shown", True)
    counts: Counts = shown("数", "What the graph holds")
    rosters: tuple[str, ...] = shown("名簿", "Ids of the loaded rosters", ())
    newer: tuple[str, ...] = shown("更新できる名簿", "Bundled rosters or rules newer than what is loaded", ())


class SearchItem(Placed):
    """One record that a search found."""

    kind: str = shown("種類", "Kind of the record", example="organization")
    id: str = shown("ID", "Id of the record")
    name: str = shown("名称", "Name of the record", example="徳島大学")
    matched: str = shown("一致した名称", "The name that matched", example="国立大学法人徳島大学")


class SearchAnswer(ListAnswer):
    """Records that a search found, the best first."""

    q: str = shown("検索語", "What was searched", example="徳島大")
    items: tuple[SearchItem, ...] = shown("項目", "Records of this page")


class Hidden(Frozen):
    """How many neighbours of one kind are not shown."""

    kind: str = shown("種類", "Kind of the neighbours", example="consortium")
    total: int = shown("総数", "All neighbours of this kind", example=120)
    listed: int = shown("表示", "Neighbours in the answer", example=50)


class Neighbour(Placed):
    """One record near the organization."""

    kind: str = shown("種類", "Kind of the record", example="organization")
    id: str = shown("ID", "Id of the record")
    name: str = shown("名称", "Name of the record")
    sector: str | None = shown("部門", "Sector of an organization", None)
    depth: int = shown("歩数", "Steps from the organization; a body on the same consortium is one step", example=1)
    shared: tuple[Ref, ...] = shown("共通の会議体", "Consortia through which it is reached", ())


class Neighbourhood(Answer):
    """What stands near an organization, capped by kind, with the rest counted."""

    id: str = shown("ID", "Id of the organization")
    name: str = shown("名称", "Name of the organization")
    depth: int = shown("歩数", "How far was looked", example=1)
    consortia: tuple[Neighbour, ...] = shown("会議体", "Consortia on the way", ())
    items: tuple[Neighbour, ...] = shown("近い機関・人", "Bodies on the same consortia, most shared first", ())
    relations: tuple[RelationRow, ...] = shown("関係", "Stated relationships of the organization", ())
    seats: tuple[SeatRow, ...] = shown("席", "Seats of the organization", ())
    hidden: tuple[Hidden, ...] = shown("表示しない数", "Kinds whose neighbours pass the cap", ())


class Position(Frozen):
    """A place in the scene, in its own units (1 = one pixel at zoom 1)."""

    x: float = shown("x", "To the right", example=120.5)
    y: float = shown("y", "Downwards", example=-48.0)


class NodeData(Placed):
    """What a node of the scene knows."""

    id: str = shown("ID", "Id of the record")
    label: str = shown("ラベル", "Name, with U+200B where it may wrap")
    name: str = shown("名称", "Name")
    kind: Literal["organization", "person", "consortium"] = shown("種類", "Kind of the record", example="organization")
    sector: str | None = shown("部門", "Sector of an organization", None, example="学")
    shape: str = shown("形", "Cytoscape.js shape", example="ellipse")
    size: float = shown("大きさ", "Width and height in scene units", example=24)
    width: float = shown("幅", "Width in scene units", example=24)
    height: float = shown("高さ", "Height in scene units", example=24)
    memberships: int = shown("参画数", "Consortia of a body, or members of a consortium", example=3)
    programme: str | None = shown("事業", "Id of a consortium's first-listed programme", None)
    reported: str | None = shown("構成員の記載", "Of a consortium", None, example="listed")
    hidden: int = shown("表示しない構成員", "Members of a consortium that are not drawn", 0, example=0)
    min_zoom: float = shown("ラベルの倍率", "Zoom from which the label may be shown; 0 = always", example=0.5)
    side: Side = shown("ラベルの位置", "Side of the mark on which its label has room", "below")
    rank: int = shown("順位", "Order in which labels speak, from 1", example=1)


class SceneNode(Frozen):
    """A node for Cytoscape.js."""

    data: NodeData
    position: Position


class EdgeData(Frozen):
    """What an edge of the scene knows: one seat."""

    id: str = shown("ID", "Id of the seat")
    source: str = shown("始点", "Id of the holder")
    target: str = shown("終点", "Id of the consortium")
    role: str | None = shown("役割", "Role in the body", None)
    post: str | None = shown("役職", "Title held in the organization", None)
    person: str | None = shown("人", "Name of the person", None)
    programme: str | None = shown("事業", "Id of the consortium's first-listed programme", None)
    sector: str | None = shown("部門", "Sector as printed on the seat", None)


class SceneEdge(Frozen):
    """An edge for Cytoscape.js."""

    data: EdgeData


class Elements(Frozen):
    """Nodes and edges as Cytoscape.js takes them."""

    nodes: tuple[SceneNode, ...] = shown("点", "Bodies and consortia", ())
    edges: tuple[SceneEdge, ...] = shown("線", "Seats", ())


class Bounds(Frozen):
    """The rectangle that holds every node and its label."""

    x: float = shown("左", "Left")
    y: float = shown("上", "Top")
    width: float = shown("幅", "Width")
    height: float = shown("高さ", "Height")


class SceneRegion(Frozen):
    """One prefecture, or the wider regions, in the scene."""

    code: str | None = shown("都道府県コード", "Code; null for wider regions", None, example="36")
    name: str = shown("名称", "Name", example="徳島県")
    bounds: Bounds = shown("範囲", "Rectangle of its nodes, with the band of its name at the top")
    letter: float = shown("名称の高さ", "Height of the letters of its name at most, in scene units", 34.0)


class SceneSummary(Frozen):
    """What the scene shows and what it does not."""

    nodes: int = shown("点の数", "Nodes of the whole answer", example=75)
    edges: int = shown("線の数", "Edges of the whole answer", example=84)
    shown_nodes: int = shown("表示する点", "Nodes in the scene", example=75)
    shown_edges: int = shown("表示する線", "Edges in the scene", example=84)
    complete: bool = shown("すべて表示", "Whether everything is in the scene", example=True)
    heavy: bool = shown("大きな図", "Whether it passes the soft bound of 500 nodes", example=False)
    not_shown: str | None = shown("表示しないもの", "What is left out and how to see it; null when nothing is", None)
    hidden_by_sector: dict[str, int] = shown("表示しない機関（部門別）", "Bodies left out, by sector", {})
    consortia: int = shown("会議体", "Consortia of the whole answer", example=9)
    organizations: int = shown("機関", "Organizations of the whole answer", example=66)
    persons: int = shown("人", "Persons of the whole answer that stand without an organization", example=0)
    without_holder: int = shown("持ち主のない席", "Seats that cannot be drawn", example=0)


class Scene(Answer, Timed):
    """A network to draw: positions are computed here, the same data always looks the same."""

    elements: Elements = shown("要素", "Nodes and edges")
    regions: tuple[SceneRegion, ...] = shown("地域", "Prefectures in the scene", ())
    programmes: tuple[Ref, ...] = shown("事業", "Programmes whose consortia are in the scene", ())
    bounds: Bounds = shown("範囲", "Rectangle of the scene")
    summary: SceneSummary = shown("要約", "What is shown and what is not")


class PrefectureItem(Frozen):
    """One tile of the map."""

    code: str = shown("コード", "JIS code; empty for 広域", example="39")
    name: str = shown("名称", "Name", example="高知県")
    column: int | None = shown("列", "Column on the tile grid; null for 広域", None, example=6)
    row: int | None = shown("行", "Row on the tile grid; null for 広域", None, example=11)
    consortia: int = shown("会議体", "Consortia, without those not reported", example=3)
    not_reported: int = shown("記載なし", "Consortia recorded as not reported", example=0)
    organizations: int = shown("機関", "Holders of seats on them", example=24)
    seats: int = shown("席", "Seats on them", example=30)
    programmes: int = shown("事業", "Programmes of its consortia", example=3)
    sentence: str = shown("ひとこと", "One sentence about the prefecture")


class PrefectureMap(Answer, Timed):
    """All 47 prefectures with what stands in them, and 広域 beside."""

    items: tuple[PrefectureItem, ...] = shown("都道府県", "By code; 広域 last")


class Bridge(Frozen):
    """A pair of consortia and who joins them."""

    a: Ref = shown("A", "One consortium")
    b: Ref = shown("B", "The other consortium")
    programme_a: Ref | None = shown("Aの事業", "Its first-listed programme", None)
    programme_b: Ref | None = shown("Bの事業", "Its first-listed programme", None)
    owner_a: Ref | None = shown("Aの所管", "First-listed owner of its programme", None)
    owner_b: Ref | None = shown("Bの所管", "First-listed owner of its programme", None)
    shared: int | None = shown(
        "共通の構成員", "How many sit on both; null where members are not stated", None, example=1
    )
    by: tuple[KindRef, ...] = shown("結ぶ機関", "Who sits on both, by name")


class PrefectureAnswer(PrefectureItem, Answer, Timed):
    """One prefecture: its networks, who joins them, and where nothing is reported."""

    parts: tuple[str, ...] = shown("ひとことの部分", "The parts of the sentence", ())
    networks: tuple[ConsortiumItem, ...] = shown("会議体の一覧", "Its consortia, by programme", ())
    bridges: tuple[Bridge, ...] = shown(
        "結びつき", "Every pair of its consortia, those sharing most first; at most 500", ()
    )
    bridges_total: int = shown("組の数", "Number of pairs of its consortia", example=3)
    unconnected: int = shown("結ばれていない組", "Pairs with stated members and nobody in common", example=0)
    key_actors: tuple[KeyActorItem, ...] = shown("主な機関", "The ten highest ranks by memberships", ())
