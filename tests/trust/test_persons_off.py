"""Persons switched off: no name of one at any address, in any file, answer to a search, difference or log line."""

import html
import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple
from urllib.parse import quote

import httpx
import pytest

from musubime.store.opening import open_store
from musubime.types.graph import Graph
from musubime_api.app import create_app
from musubime_api.loads import load_bundled
from musubime_api.settings import Settings
from tests.api.conftest import client_of, sheet
from tests.trust.crawling import visits

SHEET = """事業,会議体,都道府県,部門,機関,役職,氏名,役割,出典
試験事業,甲協議会,徳島県,学,徳島大学,学長,河村 保彦,座長,河村保彦氏提供資料
試験事業,甲協議会,徳島県,産,株式会社河村保彦事務所,代表 河村保彦,林 源,委員,試験資料
試験事業,乙協議会,徳島県,官,徳島県,,John Smith,委員,試験資料
試験事業,乙協議会,徳島県,官,,,齋藤　一二三,委員,試験資料
"""
NAMED_AFTER_ONE = "河村保彦の名簿.csv"
ADDED = "試験事業,乙協議会,徳島県,産,小松川　太郎商店,店主,小松川 太郎,委員,小松川太郎さんの話\n"
NONSENSE = "存在しない語"


class Everything(logging.Handler):
    """Keeps all that is logged, whatever the level, but for what the client of the tests says of itself."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("http"):
            self.kept.append(f"{record.getMessage()} {vars(record)}")


class Site(NamedTuple):
    """A server without persons, the graph that it hides them of, and what it logs."""

    http: httpx.Client
    graph: Graph
    log: Everything

    @property
    def names(self) -> list[str]:
        """The names of all persons, as printed."""
        return [
            name for person in self.graph.persons.values() for name in (person.name, *(n.text for n in person.names))
        ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = open_store(tmp_path_factory.mktemp("unnamed") / "store", create=True)
    load_bundled(store)
    log, root = Everything(), logging.getLogger()
    level = root.level
    root.addHandler(log)
    for name in ("musubime", "musubime_loaders", "musubime_api"):
        # a command that ran in this process may have kept its log to itself
        logging.getLogger(name).propagate = True
    root.setLevel(logging.DEBUG)
    with ExitStack() as stack:
        http = client_of(create_app(store, Settings(persons="off", cache_mb=0)), stack)
        assert http.post("/api/v1/loads", files=sheet(SHEET, NAMED_AFTER_ONE)).status_code == 200
        yield Site(http, store.read_graph(), log)
    root.removeHandler(log)
    root.setLevel(level)
    store.close()


def named(text: str, names: list[str]) -> list[str]:
    """Return the persons whom a text names: written with or without spaces, or by family name and honorific."""
    squeezed = re.sub(r"\s", "", re.sub(r"<[^>]*>", "", html.unescape(text)) + text)
    found = []
    for name in set(names):
        parts = name.split()
        family = f"|{re.escape(parts[0])}(?:氏|様|先生|さん|殿)" if len(parts) > 1 else ""
        if re.search(re.escape("".join(parts)) + family, squeezed):
            found.append(name)
    return sorted(found)


def test_the_finder_of_this_test_finds_names_in_every_spelling() -> None:
    names = ["河村 保彦", "John Smith", "岸田"]
    for text in ("河村　保彦", "河<b>村</b>保\n彦", "河村先生", "&#27827;村保彦"):
        assert named(text, names) == ["河村 保彦"], text
    assert named("司会 岸田、John  Smith", names) == ["John Smith", "岸田"]
    assert named("河村市の会議", names) == []


def test_no_operation_of_the_api_names_a_person(site: Site) -> None:
    document = site.http.get("/openapi.json").json()
    asked: dict[str, int] = {}
    telling: list[tuple[str, list[str]]] = []
    for path, methods in document["paths"].items():
        for address in addresses(site, path) if "get" in methods else ():
            answer = site.http.get(address)
            assert answer.status_code == (404 if path.startswith("/api/v1/persons") else 200), (address, answer.text)
            asked[path] = asked.get(path, 0) + 1
            if found := named(answer.text, site.names):
                telling.append((address, found))
    assert telling == []
    assert [path for path, methods in document["paths"].items() if "get" in methods and path not in asked] == []


def addresses(site: Site, path: str) -> list[str]:
    """Return the path with every id there is, or with filters that make it say most."""
    http, graph = site.http, site.graph
    if "{id}" in path:
        collection = path.split("/")[3]
        ids = {
            "organizations": list(graph.organizations),
            "persons": list(graph.persons),
            "programmes": list(graph.programmes),
            "consortia": list(graph.consortia),
            "seats": list(graph.seats),
            "sources": list(graph.sources),
        }.get(collection)
        found = ids or [item["id"] for item in http.get(f"/api/v1/{collection}?limit=500").json()["items"]]
        depths = ("?depth=2",) if path.endswith("neighbourhood") else ("",)
        return [path.replace("{id}", id) + depth for id in found for depth in depths]
    if path == "/api/v1/overlap":
        matrix = http.get("/api/v1/overlap/matrix?roster=three-prefecture-table").json()
        return [f"{path}?a={pair['a']}&b={pair['b']}" for pair in matrix["pairs"]]
    queries = {
        "/api/v1/search": [f"q={quote(text)}" for text in ("徳島", "大学", "事務所", "協議会", "代表", "氏", "a")],
        "/api/v1/key-actors": ["level=organization&limit=500", "level=post&limit=500"],
        "/api/v1/overlap/matrix": ["by=consortium", "by=programme"],
        "/api/v1/network": ["", "lang=en", "prefecture=36"],
    }
    if "{format}" in path:
        return [
            *(path.replace("{format}", name) for name in ("graphml", "csv", "json", "csv?raw=true")),
            *(path.replace("{format}", f"graphml?projection={kind}") for kind in ("newman", "count")),
        ]
    lists = path.startswith("/api/v1/") and path != "/api/v1/status"
    return [f"{path}?{query}".rstrip("?") for query in queries.get(path, ["limit=500"] if lists else [""])]


def test_no_page_that_any_page_links_to_names_a_person_and_no_link_is_dead(site: Site) -> None:
    telling, dead, pages = [], [], 0
    for visit in visits(site.http, ["/", "/search?q=" + quote("徳島"), "/?lang=en", "/key-actors?lang=en"]):
        pages += visit.answer.headers["content-type"].startswith("text/html")
        if found := named(visit.answer.text, site.names):
            telling.append((visit.address, found))
        if visit.answer.status_code != 200:
            dead.append((visit.answer.status_code, visit.address, visit.linked_from))
    assert (telling, dead) == ([], [])
    assert pages > 300


def test_whoever_looks_for_a_person_learns_nothing(site: Site) -> None:
    for name in site.names:
        parts = name.split()
        for text in {name, "".join(parts), "　".join(parts), f"{''.join(parts)}氏", " ".join(reversed(parts))}:
            where = quote(text)
            assert site.http.get(f"/api/v1/search?q={where}").json()["total"] == 0, text
            for collection in ("organizations", "posts", "programmes", "consortia", "seats", "sources"):
                assert site.http.get(f"/api/v1/{collection}?q={where}").json()["total"] == 0, (collection, text)
            assert page(site, text) == page(site, NONSENSE), text
        # a family name alone may be part of other names, but never brings the person up
        assert named(str(site.http.get(f"/api/v1/search?q={quote(parts[0])}").json()["items"]), site.names) == []


def page(site: Site, text: str) -> str:
    """Return the page that answers a search, without what was typed."""
    answer = site.http.get("/search", params={"q": text}).text
    for written in (text, html.escape(text), quote(text), quote(text).replace("%20", "+")):
        answer = answer.replace(written, "?")
    return answer


def test_persons_and_their_pages_are_not_found(site: Site) -> None:
    person = next(iter(site.graph.persons))
    for address in ("/api/v1/persons", f"/api/v1/persons/{person}", f"/api/v1/seats?person={person}",
                    "/api/v1/key-actors?level=person"):  # fmt: skip
        answer = site.http.get(address)
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:musubime:problem:persons-off"), address
    assert site.http.get(f"/persons/{person}").status_code == 404
    refused = site.http.post("/api/v1/admin/cypher", json={"query": "MATCH (p:Person) RETURN p.name"})
    assert (refused.status_code, named(refused.text, site.names)) == (403, [])


def test_a_difference_names_neither_who_comes_nor_who_goes(site: Site) -> None:
    fewer = "".join(line for line in SHEET.splitlines(keepends=True) if "John Smith" not in line) + ADDED
    replaced = fewer.replace("河村 保彦", "別府 花子")
    names = [*site.names, "小松川 太郎", "別府 花子"]
    for text in (fewer, replaced):
        shown = site.http.post("/api/v1/loads?dry_run=true", files=sheet(text, NAMED_AFTER_ONE))
        outdated = site.http.post("/api/v1/loads", files=sheet(text, NAMED_AFTER_ONE), headers={"If-Match": '"g0"'})
        assert (shown.status_code, outdated.status_code) == (200, 412)
        assert shown.json()["items"][0]["ended"] or shown.json()["items"][0]["changed_holders"]
        assert (named(shown.text, names), named(outdated.text, names)) == ([], [])


def test_what_is_refused_is_refused_without_a_name_in_the_log(site: Site) -> None:
    # runs last: the log holds all that the tests above asked for
    site.http.post("/api/v1/loads", files=sheet(SHEET.replace("学,", "河村 保彦,"), "x.csv"))
    site.http.get("/api/v1/organizations?q=" + quote("河村 保彦"))
    logging.getLogger("musubime_api").warning("the handler hears")
    assert any("the handler hears" in line for line in site.log.kept)
    assert [line for line in site.log.kept if named(line, site.names)] == []
