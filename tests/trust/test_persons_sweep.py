"""No name of a hidden person at any address, in any file, header, difference or log line.

Hidden are all persons where they are switched off, and else those on the suppression list. Routes are taken from the
application itself: one that this sweep does not know how to ask fails it.
"""

import html
import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest

from musubime.privacy.erased_editions import persons_in
from musubime.privacy.masking import names_of
from musubime.store.opening import open_store
from musubime_api.app import create_app
from musubime_api.loads import Loads, bundled_editions
from musubime_api.settings import Settings
from musubime_loaders.bundled import bundled_judgements
from tests.api.conftest import client_of, sheet
from tests.trust.crawling import visits
from tests.trust.sweeping import (
    MADE,
    NAMED_AFTER_ONE,
    SHEET,
    SHOWN,
    Everything,
    Site,
    addresses,
    named,
    page_routes,
    told,
)

ADDED = "試験事業,乙協議会,徳島県,,,産,小松川　太郎商店,店主,小松川 太郎,,委員,小松川太郎さんの話,,\n"
NONSENSE = "存在しない語"
POSTS: dict[str, dict[str, object]] = {
    "/api/v1/loads": {"files": sheet(SHEET, NAMED_AFTER_ONE), "params": {"dry_run": "true"}},
    "/api/v1/admin/cypher": {"json": {"query": "MATCH (p:Person) RETURN p.name"}},
    "/api/v1/admin/verify": {},
    "/api/v1/admin/copy": {"json": {"to": "COPY"}},
    "/api/v1/admin/keys": {"json": {"action": "list"}},
    "/api/v1/admin/persons": {"json": {"action": "list"}},
    "/api/v1/admin/registers": {"data": {"action": "list"}},
    "/api/v1/admin/names": {
        "json": {"action": "compare", "rows": [{"name_a": "マツダ㈱", "name_b": "マツダ株式会社"}]}
    },
    "/api/v1/judgements": {
        "json": {"kind": "Organization", "left": "徳島大学", "right": "株式会社河村保彦事務所", "verdict": "undecided"}
    },
    "/api/v1/judgements/import": {"files": {"file": ("j.jsonl", b"JUDGEMENTS")}, "params": {"dry_run": "true"}},
    "/api/v1/review": {
        "json": {"rule": "T1", "kind": "organization", "verdict": "undecided", "reason": "試し"},
        "params": {"dry_run": "true"},
    },
    "/reconcile": {"data": {"queries": '{"q": {"query": "河村保彦事務所"}}'}},
}
WHOLE_RECORD = {"/api/v1/admin/backup"}
"""A backup is the record itself, names and all, with the list of those who are hidden."""
CANNOT_SAY = {"/login", "/logout"}
ALSO = {"three-prefecture-table", "tokushima-light"}
"""Bundled rosters that are swept although they name nobody; the other such rosters are left out to save time."""
NEEDED = {"/review/bulk": "?rule=T1&kind=organization&verdict=same"}
"""What pages must be asked with to answer."""


@pytest.fixture(scope="module", params=["off", "suppressed"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = open_store(tmp_path_factory.mktemp("unnamed") / "store", create=True)
    naming = [edition for edition in bundled_editions() if edition.roster in ALSO or any(persons_in(edition))]
    loads = Loads(store)
    loads.judge(bundled_judgements(), "test")
    loads.write(naming, "test")
    log, root = Everything(), logging.getLogger()
    level = root.level
    root.addHandler(log)
    for name in ("musubime", "musubime_loaders", "musubime_api"):
        # a command that ran in this process may have kept its log to itself
        logging.getLogger(name).propagate = True
    root.setLevel(logging.DEBUG)
    with ExitStack() as stack:
        app = create_app(store, Settings(persons="off" if request.param == "off" else "on", cache_mb=0))
        http = client_of(app, stack)
        assert http.post("/api/v1/loads", files=sheet(SHEET, NAMED_AFTER_ONE)).status_code == 200
        graph = store.read_graph()
        hidden = {
            id: list(names_of(person))
            for id, person in graph.persons.items()
            if request.param == "off" or person.name != SHOWN
        }
        if request.param == "suppressed":
            for id in hidden:
                order = {"action": "suppress", "id": id, "reason": "本人の求め"}
                assert http.post("/api/v1/admin/persons", json=order).status_code == 200
        made = Site(http, app, store, graph, request.param == "suppressed", hidden, log)
        assert set(MADE) <= set(made.names)
        yield made
    root.removeHandler(log)
    root.setLevel(level)
    store.close()


def test_the_finder_of_this_test_finds_names_in_every_spelling() -> None:
    names = ["河村 保彦", "John Smith", "岸田", "齋藤　一二三"]
    for text in ("河村　保彦", "河<b>村</b>保\n彦", "河村先生", "&#27827;村保彦", "河\u200b村保彦", quote("河村保彦")):
        assert named(text, names) == ["河村 保彦"], text
    assert named("司会 岸田、ＪＯＨＮ  Smith", names) == ["John Smith", "岸田"]
    assert named("斎藤一二三", names) == ["齋藤　一二三"]
    assert named("河村市の会議", names) == []


def test_no_operation_of_the_api_names_a_hidden_person(site: Site) -> None:
    document = site.http.get("/openapi.json").json()
    asked: dict[str, int] = {}
    telling: list[tuple[str, list[str]]] = []
    wrong: list[tuple[str, int]] = []
    for path, methods in document["paths"].items():
        for address in addresses(site, path, methods["get"]) if "get" in methods else ():
            answer = site.http.get(address, follow_redirects=True)
            if answer.status_code != expected(site, path, address):
                wrong.append((address, answer.status_code))
            asked[path] = asked.get(path, 0) + (answer.status_code == 200)
            found = site.telling(without_question(told(answer)))
            found += [id for id in site.hidden if id in answer.text and id not in address]
            if found:
                telling.append((address, found))
    assert (telling, wrong) == ([], [])
    silent = {path for path in asked if not asked[path]} - ({"/api/v1/persons"} if not site.persons_on else set())
    assert silent <= {"/api/v1/persons/{id}"}


def without_question(text: str) -> str:
    """Return an answer without the text that was asked for, which search says again."""
    return text.replace('"q":"高田"', "")


def expected(site: Site, path: str, address: str) -> int:
    """Return the status of an address: hidden persons are not found."""
    if path == "/api/v1/persons":
        return 200 if site.persons_on else 404
    hidden = path == "/api/v1/persons/{id}" and address.rpartition("/")[2] in site.hidden
    return 404 if hidden else 200


def test_no_write_names_a_hidden_person(site: Site, tmp_path: Path) -> None:
    document = site.http.get("/openapi.json").json()
    writes = {path for path, methods in document["paths"].items() if {"post", "put", "patch", "delete"} & set(methods)}
    unknown = sorted(path for path in writes - set(POSTS) - WHOLE_RECORD if not path.endswith("/undo"))
    assert unknown == [], "say in POSTS what to send"
    for path, body in POSTS.items():
        sent = {"json": {"to": str(tmp_path / "copy")}} if path.endswith("copy") else body
        if path.endswith("import"):
            exported = site.http.get("/api/v1/judgements/export").content
            sent = {**body, "files": {"file": ("judgements.jsonl", exported)}}
        answer = site.http.post(path, **sent)
        assert answer.status_code == (403 if path.endswith("cypher") else 200), (path, answer.text)
        assert site.telling(told(answer)) == [], path


def test_no_page_names_a_hidden_person_and_no_link_is_dead(site: Site) -> None:
    plain_pages = [path + NEEDED.get(path, "") for path in page_routes(site.app) if "{" not in path]
    starts = [*plain_pages, "/search?q=" + quote("徳島"), "/?lang=en", "/key-actors?lang=en", "/about?lang=en"]
    telling, dead, pages = [], [], set()
    for visit in visits(site.http, list(dict.fromkeys(starts))):
        if visit.answer.headers.get("content-type", "").startswith("text/html"):
            pages.add(visit.address.partition("?")[0])
        found = site.telling(told(visit.answer)) + [id for id in site.hidden if id in visit.answer.text]
        if found:
            telling.append((visit.address, found))
        if visit.answer.status_code != 200:
            dead.append((visit.answer.status_code, visit.address, visit.linked_from))
    assert (telling, dead) == ([], [])
    assert len(pages) > 150
    persons = set() if site.persons_on else {"/persons/{id}"}
    unseen = [path for path in page_routes(site.app) if not any(re.fullmatch(pattern(path), page) for page in pages)]
    assert set(unseen) <= persons | CANNOT_SAY, "no link leads to these pages"


def pattern(path: str) -> str:
    """Return what the addresses of a page look like."""
    return re.sub(r"\{\w+\}", "[^/]+", path)


def test_whoever_looks_for_a_hidden_person_learns_nothing(site: Site) -> None:
    for name in site.names:
        parts = name.split()
        for text in {name, "".join(parts), "　".join(parts), f"{''.join(parts)}氏", " ".join(reversed(parts))}:
            where = quote(text)
            found = site.http.get(f"/api/v1/search?q={where}").json()
            assert found["total"] == len(found["items"]) == (text == "高田"), text
            for collection in ("organizations", "posts", "programmes", "consortia", "seats", "sources"):
                total = site.http.get(f"/api/v1/{collection}?q={where}").json()["total"]
                assert total == (text == "高田" and collection in ("organizations", "seats")), (collection, text)
            if text != "高田":
                assert page(site, text) == page(site, NONSENSE), text
        # a family name alone may be part of other names, but never brings the person up
        assert site.telling(str(site.http.get(f"/api/v1/search?q={quote(parts[0])}").json()["items"])) == []
        # nor does a part of the name lead to what is named after the person
        assert "〇〇" not in str(site.http.get(f"/api/v1/search?q={quote(name[:3])}").json()["items"])


def page(site: Site, text: str) -> str:
    """Return the page that answers a search, without what was typed."""
    answer = site.http.get("/search", params={"q": text}).text
    for written in (text, html.escape(text), quote(text), quote(text).replace("%20", "+")):
        answer = answer.replace(written, "?")
    return answer


def test_hidden_persons_and_their_pages_are_not_found(site: Site) -> None:
    kind = "not-found" if site.persons_on else "persons-off"
    person = next(iter(site.hidden))
    for id in (person, site.graph.persons[person].mentions[-1]):
        answer = site.http.get(f"/api/v1/persons/{id}")
        assert (answer.status_code, answer.json()["type"]) == (404, f"urn:musubime:problem:{kind}")
        assert site.http.get(f"/persons/{id}").status_code == 404
        assert site.telling(site.http.get(f"/persons/{id}").text) == []
    unknown = site.http.get("/api/v1/persons/person:00000000000000000000").json()
    found = site.http.get(f"/api/v1/persons/{person}").json()
    assert {**found, "instance": "", "detail": found["detail"].replace(person, "")} == {
        **unknown,
        "instance": "",
        "detail": unknown["detail"].replace("person:00000000000000000000", ""),
    }
    seats = site.http.get(f"/api/v1/seats?person={person}")
    ranked = site.http.get("/api/v1/key-actors?level=person&limit=500")
    assert (seats.status_code, ranked.status_code) == ((422, 200) if site.persons_on else (404, 404))
    assert site.telling(told(seats) + told(ranked)) == []


def test_who_is_shown_stays_as_he_is(site: Site) -> None:
    found = site.http.get("/api/v1/search", params={"q": SHOWN}).json()["items"]
    assert [item["name"] for item in found] == ([SHOWN] if site.persons_on else [])
    seats = site.http.get("/api/v1/seats?prefecture=36&limit=500").json()["items"]
    holder = [
        seat["person"] for seat in seats if seat["organization"] and seat["organization"]["name"][:4] == "四国電機"
    ]
    assert [person and person["name"] for person in holder] == [SHOWN if site.persons_on else None]
    kept = [seat for seat in seats if seat["organization"] and seat["organization"]["name"] == "株式会社高田製作所"]
    assert [(seat["printed"], seat["person"]) for seat in kept] == [("株式会社高田製作所 〇〇 委員", None)]


def test_a_difference_names_neither_who_comes_nor_who_goes(site: Site) -> None:
    fewer = "".join(line for line in SHEET.splitlines(keepends=True) if "John Smith" not in line)
    replaced = fewer.replace("河村 保彦", "別府 花男")
    for text in (fewer, replaced, fewer + ADDED):
        shown = site.http.post("/api/v1/loads?dry_run=true", files=sheet(text, NAMED_AFTER_ONE))
        outdated = site.http.post("/api/v1/loads", files=sheet(text, NAMED_AFTER_ONE), headers={"If-Match": '"g0"'})
        assert (shown.status_code, outdated.status_code) == (200, 412)
        assert shown.json()["items"][0]["ended"] or shown.json()["items"][0]["changed_holders"]
        assert (site.telling(shown.text), site.telling(outdated.text)) == ([], [])
        if not site.persons_on:
            assert named(shown.text + outdated.text, ["小松川 太郎", "別府 花男"]) == []


def test_what_is_refused_is_refused_without_a_name_in_the_log(site: Site) -> None:
    # runs last: the log holds all that the tests above asked for
    site.http.post("/api/v1/loads", files=sheet(SHEET.replace("学,", "河村 保彦,"), "x.csv"))
    site.http.get("/api/v1/organizations?q=" + quote("河村 保彦"))
    logging.getLogger("musubime_api").warning("the handler hears")
    assert any("the handler hears" in line for line in site.log.kept)
    assert [line for line in site.log.kept if site.telling(line)] == []
