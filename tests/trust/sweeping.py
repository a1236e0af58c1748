"""A site that hides persons, with names in every place that a roster has, and a finder of names in any spelling."""

import html
import io
import logging
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote, unquote

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute

from musubime.store.port import Store
from musubime.types.graph import Graph

SHEET = """事業,会議体,都道府県,概要,計画,部門,機関,役職,氏名,ふりがな,役割,備考,場所,出典
試験事業,甲協議会,徳島県,河村氏の発案による,河村　保彦計画,学,徳島大学,学長,河村 保彦,かわむら やすひこ,座長,\
河村保彦の推薦,3頁 河村先生の欄,河村保彦氏提供資料
試験事業,甲協議会,徳島県,,,産,株式会社河村保彦事務所,代表 河村保彦,林 源,,委員,,,試験資料
試験事業,乙協議会,徳島県,,,官,徳島県,,John Smith,,委員,ＪＯＨＮ　ＳＭＩＴＨの代理,,試験資料
試験事業,乙協議会,徳島県,,,官,,,齋藤　一二三,,委員,斎藤一二三,,試験資料
試験事業,乙協議会,徳島県,,,産,株式会社高田製作所,,高田,,委員,高田委員,,試験資料
試験事業,乙協議会,徳島県,,,産,四国電機株式会社,部長,別府 花子,,委員,,,試験資料
"""
NAMED_AFTER_ONE = "河村保彦の名簿.csv"
MADE = ("河村 保彦", "林 源", "John Smith", "齋藤　一二三", "高田")
SHOWN = "別府 花子"
"""The one who stays where only some are suppressed."""
READINGS = ("かわむら やすひこ",)
NOT_THE_NAME = ("高田製作所", "高田市")
"""Words that hold a short name and are not it."""
_VARIANTS = str.maketrans("髙﨑齋濵邊", "高崎斎浜辺")


class Everything(logging.Handler):
    """Keeps all that is logged, whatever the level, but for what the client of the tests says of itself."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("http"):
            self.kept.append(f"{record.getMessage()} {vars(record)}")


class Site(NamedTuple):
    """A server that hides persons, the graph that it hides them of, their names, and what it logs."""

    http: httpx.Client
    app: FastAPI
    store: Store
    graph: Graph
    persons_on: bool
    hidden: dict[str, list[str]]
    """Id of each hidden person → names as printed."""
    log: Everything

    @property
    def names(self) -> list[str]:
        """The names of all hidden persons, as printed."""
        return [name for names in self.hidden.values() for name in names]

    def telling(self, text: str) -> list[str]:
        """Return the hidden persons whom a text names."""
        return named(text, [*self.names, *READINGS])


def plain(text: str) -> str:
    """Return a text without markup, spaces, width, case and old forms of characters."""
    bare = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>", "", html.unescape(unquote(text))))
    return re.sub(r"[\s\u00ad\u200b-\u200f]", "", bare).casefold().translate(_VARIANTS)


def named(text: str, names: list[str]) -> list[str]:
    """Return the persons whom a text names: in any spelling, or by family name and honorific."""
    squeezed = plain(text) + plain(text.replace("<", "＜"))
    for word in NOT_THE_NAME:
        squeezed = squeezed.replace(word, "")
    found = []
    for name in set(names):
        parts = [plain(part) for part in name.split()]
        alone = "(?<![一-鿿])" if len(parts[0]) == 1 else ""
        family = f"|{alone}{re.escape(parts[0])}(?:氏|様|先生|さん|殿)" if len(parts) > 1 else ""
        if re.search(re.escape("".join(parts)) + family, squeezed):
            found.append(name)
    return sorted(found)


def told(answer: httpx.Response) -> str:
    """Return everything that an answer says: its body, unpacked where it is a zip, and its headers."""
    body = unpacked(answer.content) if answer.content.startswith(b"PK") else answer.text
    return f"{body} {dict(answer.headers)}"


def unpacked(body: bytes) -> str:
    """Return the texts of all files in a zip, such as a workbook, with the names of the files."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return " ".join(f"{name} {archive.read(name).decode(errors='replace')}" for name in archive.namelist())


def page_routes(app: FastAPI) -> list[str]:
    """Return the paths of all pages: what is read with GET and is no part of the API's description."""
    return sorted(
        route.path
        for route in _routes(app.routes)
        if isinstance(route, APIRoute) and not route.include_in_schema and "GET" in (route.methods or ())
        if not route.path.startswith("/{path")
    )


def _routes(routes: Iterable[object]) -> Iterator[object]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from _routes(inner.routes)


QUERIES = {
    "/api/v1/search": [f"q={quote(text)}" for text in ("徳島", "大学", "事務所", "協議会", "代表", "氏", "a", "高田")],
    "/api/v1/key-actors": ["level=organization&limit=500", "level=post&limit=500"],
    "/api/v1/key-actors/other-measures": ["level=organization&limit=500", "level=post&limit=500"],
    "/api/v1/compare": [
        "left=2001&right=2035&limit=500",
        "left=36&right=39&level=post&limit=500",
        "left=36&right=39&lang=en",
    ],
    "/api/v1/introductions": ["prefecture=36&limit=500", "prefecture=36&limit=500&through=all&lang=en"],
    "/api/v1/overlap/matrix": ["by=consortium&prefecture=36", "by=programme&prefecture=36"],
    "/api/v1/overlap/top": [f"consortium={quote('SAWACHI型健康社会共創拠点')}"],
    "/api/v1/network": ["prefecture=36", "prefecture=36&lang=en", "roster=three-prefecture-table"],
    "/api/v1/cite": [f"format={form}" for form in ("json", "text", "bibtex", "cff")],
    "/reconcile/suggest/entity": [f"prefix={quote(text)}" for text in ("徳島", "河村", "高田", "J")],
}
"""What makes these say most."""


def addresses(site: Site, path: str, operation: dict[str, object]) -> list[str]:
    """Return the path with every id there is, or with what makes it say most; AssertionError where that is not known.

    A new route is asked by its own description: ids come from the list that it belongs to, required parameters and
    all values of a short list from their schema.
    """
    if path == "/api/v1/overlap":
        matrix = site.http.get("/api/v1/overlap/matrix?roster=three-prefecture-table").json()
        return [f"{path}?a={pair['a']}&b={pair['b']}" for pair in matrix["pairs"]]
    if path == "/api/v1/what-if":
        seats = [
            seat for seat in site.graph.seats.values() if seat.person is not None and seat.organization is not None
        ]
        gone = {one for seat in seats[:12] for one in (seat.id, seat.organization or "", seat.consortium)}
        return [f"{path}?remove={id}&limit=500" for id in sorted(gone)]
    if path == "/api/v1/paths":
        ends = [*site.graph.organizations, *site.graph.consortia]
        return [f"{path}?from={a}&to={b}" for a, b in pairwise(ends)]
    if path == "/api/v1/exports/{format}":
        formats = _values(operation, "format")
        more = ["csv?raw=true", "graphml?projection=newman&prefecture=36", "graphml?projection=count&prefecture=36"]
        more += ["gexf?projection=newman&prefecture=36", "csv?projection=count&prefecture=36", "incidence?raw=true"]
        return [path.replace("{format}", name) for name in (*formats, *more)]
    queries = QUERIES.get(path) or ["&".join(_required(operation, path))]
    names = re.findall(r"\{(\w+)\}", path)
    assert len(names) <= 1, f"{path} is not covered by the sweep: say in `addresses` what to ask"
    places = [path.replace(f"{{{name}}}", one) for name in names for one in _ids(site, path, name)] or [path]
    assert not names or path not in places, f"{path} is not covered by the sweep: there is no id to ask for"
    return [f"{place}?{query}".rstrip("?") for place in places for query in queries]


def _required(operation: dict[str, object], path: str) -> Iterator[str]:
    for parameter in operation.get("parameters", ()):  # type: ignore[attr-defined]
        if parameter["in"] == "query":
            if parameter["name"] == "limit":
                yield "limit=500"
            elif parameter["name"] == "depth":
                yield "depth=2"
            elif parameter["required"]:
                examples = parameter["schema"].get("examples") or parameter.get("examples")
                assert examples, f"{path} is not covered by the sweep: {parameter['name']} has no example"
                yield f"{parameter['name']}={quote(str(examples[0]))}"


def _values(operation: dict[str, object], name: str) -> list[str]:
    schemas = [one["schema"] for one in operation["parameters"] if one["name"] == name]  # type: ignore[attr-defined]
    return [str(value) for schema in schemas for value in schema["enum"]]


def _ids(site: Site, path: str, name: str) -> list[str]:
    """Return the ids that the list above a path names; of the graph all of them."""
    above = path.partition(f"/{{{name}}}")[0]
    collection = above.rpartition("/")[2]
    graph = site.graph
    known: dict[str, Iterable[str]] = {
        "organizations": graph.organizations,
        "persons": graph.persons,
        "programmes": graph.programmes,
        "consortia": graph.consortia,
        "seats": graph.seats,
        "sources": graph.sources,
        "view": list(graph.organizations)[:5],
    }
    if collection in known:
        return list(known[collection])
    if collection == "snapshots":
        return [str(item["version_after"]) for item in site.http.get("/api/v1/loads?limit=500").json()["items"]]
    return [str(item["id"]) for item in site.http.get(f"{above}?limit=500").json()["items"]]
