"""Every block of docs/cypher.md gives the numbers of the REST answer that it stands under, on every engine."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime.types.nodes import NODE_TYPES
from musubime.types.ties import Tie
from musubime.types.vocabulary import TieType
from musubime_api.app import create_app
from musubime_api.settings import Settings
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled
from musubime_loaders.loading import load_all
from tests.api.conftest import client_of, sheet
from tests.contract.twin_answers import COMPARED, Ask, Row
from tests.engines import EMBEDDED, ENGINES, place

DOCUMENT = (Path(__file__).parents[2] / "docs" / "cypher.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^### (.+?)\n\n`(/api/v1/[^`]+)`.*?^```cypher\n(.+?)^```$", re.M | re.S)
ROSTERS = {
    *("three-prefecture-table", "dx-lab-2023", "coi-stream-2013", "dx-next-tohoku", "tohoku-dx-report"),
    *("tohoku-municipal-support", "cabinet-office-regional-networks"),
}
DATED = """会議体,都道府県,機関,氏名,開始日,終了日
時の会,和歌山県,時計台,一色 はじめ,2019,2022-11
時の会,和歌山県,砂時計,二宮 つぎ,2022-12-31,2022-12
時の会,和歌山県,日時計,三田 みつ,2023-01,
時の会,和歌山県,水時計,四谷 よつ,2022,2022
"""
"""Seats that begin and end around the date of the page, by year, month and day."""


class Twin(NamedTuple):
    """One block: its heading, the address above it and the query."""

    heading: str
    address: str
    query: str


TWINS = [Twin(*found) for found in BLOCK.findall(DOCUMENT)]


def filled(store: Store, *, backwards: bool = False) -> None:
    editions = [edition for edition in read_bundled() if edition.roster in ROSTERS]
    noon = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    load_all(
        store,
        editions[:: -1 if backwards else 1],
        bundled_judgements(),
        bundled_aliases(),
        lambda *_: None,
        actor="test",
        clock=lambda: noon,
    )
    with ExitStack() as stack:
        http = client_of(create_app(store, Settings()), stack)
        http.post("/api/v1/loads?dry_run=false", files=sheet(DATED, "時.csv")).raise_for_status()


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The doors over the embedded engine, whose answers are those of every engine."""
    with ExitStack() as stack, closing(open_store(tmp_path_factory.mktemp("twins") / "store", create=True)) as store:
        filled(store)
        yield client_of(create_app(store, Settings()), stack)


@pytest.fixture(scope="module")
def ask(http: httpx.Client) -> Ask:
    def asked(path: str, **parameters: str) -> object:
        return http.get(f"/api/v1/{path}", params=parameters).raise_for_status().json()

    return asked


Querying = Callable[[str], Sequence[Row]]


def over(store: Store, query: str) -> list[Row]:
    table = store.query(query, {}, rows=1000, seconds=30)
    assert not table.cut
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@pytest.fixture(scope="module")
def queried(request: pytest.FixtureRequest, http: httpx.Client) -> Querying:
    """The embedded engine, asked as `musubime cypher` asks."""

    def query(text: str) -> list[Row]:
        answer = http.post("/api/v1/admin/cypher", json={"query": text}).raise_for_status().json()
        assert not answer["cut"]
        return [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]

    return query


@pytest.fixture(scope="module", params=[engine for engine in ENGINES if engine != EMBEDDED])
def neo4j(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    server = place(request.param, tmp_path_factory.mktemp("twins"))
    with closing(server.open()) as store:
        filled(store, backwards=True)
        yield store
    server.wipe()


def test_every_block_of_the_page_is_compared() -> None:
    assert [twin.heading for twin in TWINS] == list(COMPARED)
    assert len(TWINS) == DOCUMENT.count("```cypher")


@pytest.mark.embedded
@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: str(twin.heading))
def test_a_block_gives_the_answer_of_its_question_on_the_embedded_engine(
    twin: Twin, queried: Querying, ask: Ask
) -> None:
    COMPARED[twin.heading](queried(twin.query), ask)


@pytest.mark.neo4j
def test_every_block_gives_the_answer_of_its_question_on_neo4j(neo4j: Store, ask: Ask) -> None:
    for twin in TWINS:
        COMPARED[twin.heading](over(neo4j, twin.query), ask)


def test_every_address_of_the_page_is_one_of_the_doors(http: httpx.Client) -> None:
    paths = http.get("/openapi.json").json()["paths"]
    assert [twin.address for twin in TWINS if twin.address.partition("?")[0] not in paths] == []


def test_a_block_can_stand_between_double_quotes_in_a_shell() -> None:
    assert [twin.heading for twin in TWINS if set(twin.query) & set('"$`\\!')] == []


def test_the_page_names_every_label_relationship_and_property() -> None:
    words = set(re.findall(r"\w+", DOCUMENT))
    labels = {kind.value for kind in NODE_TYPES}
    relations = {"HOLDS", "ON", "STATED_IN", *(type.value for type in TieType)}
    stored = {
        name
        for model in (*NODE_TYPES.values(), Tie)
        for name in model.model_fields
        if name not in {"consortium", "organization", "person", "statements", "type", "from_kind", "from_id", "to_id"}
    }
    assert (labels | relations | stored) - words <= {"to_kind"}
