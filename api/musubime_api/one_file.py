"""One self-contained HTML file of a selection: numbers, drawing, tables and sources; it asks nobody for anything.

Tables stand there without script; the script only filters them and shows neighbours in the drawing. Its own policy
forbids everything but that script and that style, both by hash.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from musubime.analytics.incidence import Incidence
from musubime.analytics.overlapping import blocks, coefficients
from musubime.exports.about import about
from musubime.exports.attributes import prefectures
from musubime.exports.selection import Selection
from musubime.exports.svg import node_mark, svg_of
from musubime.exports.writing import gathered
from musubime.types.nodes import Organization, Person, Seat, Source
from musubime.types.vocabulary import Reported, Sector
from musubime_api.pages.catalogue import Words
from musubime_api.pages.rendering import embedded, environment, number
from musubime_api.pictures import DrawnScene

MOST = 200
"""Rows of the tables that rank; what is beyond is counted."""
MOST_NAMES = 12
"""Shared members that a pair names; what is beyond is counted."""
STATED = (Reported.LISTED, Reported.PARTIAL)


class TyingRow(NamedTuple):
    """A holder on several consortia; `ids` are its own and theirs."""

    id: str
    ids: str
    name: str
    sector: str
    memberships: int
    consortia: str


class PairRow(NamedTuple):
    """Two consortia and what they share."""

    a_id: str
    b_id: str
    a: str
    b: str
    shared: int
    jaccard: str
    lower_bound: bool
    members: str


def one_file(selection: Selection, scene: DrawnScene, found: Incidence) -> Iterator[bytes]:
    """Return the file in blocks of about 64 kB; `found` are the holders × consortia of the selection."""
    return gathered(part.encode() for part in _parts(selection, scene, found))


def _parts(selection: Selection, scene: DrawnScene, found: Incidence) -> Iterator[str]:
    t = Words("ja")
    said = about(selection)
    style, script = (_asset(kind, f"one_file.{kind}") for kind in ("css", "js"))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    yield (
        '<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="{escape(said.product)}">\n'
        '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(scene.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    tying, tying_total = _tying(selection, found)
    sharing = _sharing(selection, found)
    yield from (
        environment()
        .get_template("one_file.html")
        .generate(
            t=t,
            number=number,
            title=scene.title,
            about=said.lines(),
            data=embedded(said.flat()),
            sectors=[sector.value for sector in Sector],
            numbers=_numbers(selection, t, tying_total, sharing.total),
            svg=Markup(svg_of(scene.drawing, id_prefix="drawing-svg", linked=False)),  # noqa: S704 -- the writer escapes
            legend=[(Markup(node_mark(one.mark)), one.label) for one in scene.legend],  # noqa: S704 -- constants only
            left_out=scene.left_out,
            tying=tying[:MOST],
            tying_total=f"{len(tying):,}",
            pairs=_pairs(selection, found, sharing, t),
            pairs_total=f"{sharing.total:,}",
            consortia=_consortia(selection, t),
            seats=map(_seats(selection), selection.seats),
            sources=map(_source, selection.sources),
        )
    )
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _asset(kind: str, name: str) -> str:
    return files("musubime_web").joinpath("static", kind, name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _numbers(selection: Selection, t: Words, tying: int, pairs: int) -> list[tuple[str, int]]:
    organizations = sum(id in selection.graph.organizations for id in selection.memberships)
    counts = {
        "consortia": len(selection.consortium_ids),
        "stated": sum(body.reported in STATED for body in selection.consortia),
        "seats": len(selection.seat_ids),
        "organizations": organizations,
        "persons": len(selection.memberships) - organizations,
        "tying": tying,
        "pairs": pairs,
        "sources": len(selection.sources),
    }
    return [(t(f"one_file.count_{name}"), count) for name, count in counts.items()]


def _tying(selection: Selection, found: Incidence) -> tuple[list[TyingRow], int]:
    """Return the holders on several consortia, those on most first, then by name and id; and how many there are."""
    graph, degrees = selection.graph, found.degrees()

    def holder(index: int) -> Organization | Person:
        id = found.actors[index]
        return graph.organizations.get(id) or graph.persons[id]

    several = np.flatnonzero(degrees > 1).tolist()
    several.sort(key=lambda index: (-degrees[index], holder(index).name, found.actors[index]))
    rows = []
    for index in several[:MOST]:
        body, consortia = holder(index), found.consortia_of(index)
        names = sorted(graph.consortia[id].name for id in consortia)
        sector = body.sector if isinstance(body, Organization) else None
        ids = " ".join([body.id, *consortia])
        rows.append(TyingRow(body.id, ids, body.name, sector or "", len(names), "、".join(names)))
    return rows, len(several)


class _Shared(NamedTuple):
    """Pairs of columns that share most, those first, and how many pairs share anybody at all."""

    pairs: NDArray[np.int64]
    """One row a pair: column a, column b."""
    jaccard: NDArray[np.float64]
    total: int


def _sharing(selection: Selection, found: Incidence) -> _Shared:
    """Return the pairs that share most, then those that are most alike, then in the order of their ids.

    Consortia whose members cannot be counted are left out: of them nothing is known. Block by block, so that the pairs
    of a whole country are never held at once.
    """
    bodies = selection.graph.consortia
    stated = np.array([bodies[id].reported in STATED for id in found.consortia], dtype=np.bool_)
    columns, shared, jaccard, total = np.zeros((0, 2), np.int64), np.zeros(0, np.int64), np.zeros(0), 0
    for part in blocks(found.matrix):
        kept = stated[part.a] & stated[part.b]
        a, b, both = part.a[kept], part.b[kept], part.shared[kept]
        total += len(both)
        columns = np.concatenate((columns, np.stack((a, b), axis=1)))
        shared = np.concatenate((shared, both))
        jaccard = np.concatenate((jaccard, coefficients(both, part.sizes[a], part.sizes[b]).jaccard))
        first = np.lexsort((columns[:, 1], columns[:, 0], -jaccard, -shared))[:MOST]
        columns, shared, jaccard = columns[first], shared[first], jaccard[first]
    return _Shared(columns, jaccard, total)


def _pairs(selection: Selection, found: Incidence, sharing: _Shared, t: Words) -> list[PairRow]:
    """Return the rows of the pairs, each with whom it shares."""
    graph = selection.graph
    rows = []
    for columns, alike in zip(sharing.pairs.tolist(), sharing.jaccard.tolist(), strict=True):
        one, other = sorted(
            (graph.consortia[found.consortia[column]] for column in columns), key=lambda c: (c.name, c.id)
        )
        both = np.intersect1d(_roster(found, columns[0]), _roster(found, columns[1]))
        ids = [found.actors[row] for row in both.tolist()]
        names = sorted((graph.organizations.get(id) or graph.persons[id]).name for id in ids)
        listed = "、".join(names[:MOST_NAMES])
        rest = len(names) - MOST_NAMES
        rows.append(
            PairRow(
                *(one.id, other.id, one.name, other.name, len(names), f"{alike:.3f}"),
                lower_bound=Reported.PARTIAL in (one.reported, other.reported),
                members=t("one_file.more", names=listed, count=rest) if rest > 0 else listed,
            )
        )
    return rows


def _roster(found: Incidence, column: int) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    members = found.members
    roster: np.ndarray[tuple[int], np.dtype[np.int32]]
    roster = members.indices[members.indptr[column] : members.indptr[column + 1]]
    return roster


def _consortia(selection: Selection, t: Words) -> Iterator[dict[str, object]]:
    for body in selection.consortia:
        yield {
            "id": body.id,
            "name": body.name,
            "programme": "、".join(programme.name for programme in selection.programmes.get(body.id, ())),
            "prefecture": prefectures(body.prefecture) or t("one_file.wider"),
            "reported": body.reported.label_ja,
            "members": selection.members.get(body.id, ""),
        }


def _seats(selection: Selection) -> Callable[[Seat], dict[str, str]]:
    graph = selection.graph

    def row(seat: Seat) -> dict[str, str]:
        organization = graph.organizations[seat.organization].name if seat.organization else ""
        person, source = selection.person(seat), selection.source(seat)
        latest = seat.statements[-1] if seat.statements else None
        term = f"{seat.valid_from or ''}–{seat.valid_to or ''}" if seat.valid_from or seat.valid_to else ""
        return {
            "id": seat.id,
            "ids": " ".join(id for id in (seat.organization, seat.person, seat.consortium) if id),
            "consortium": graph.consortia[seat.consortium].name,
            "organization": organization,
            "post": " ".join(part for part in (seat.unit, seat.post) if part),
            "person": person.name if person else "",
            "role": seat.role or "",
            "sector": seat.sector or "",
            "term": term,
            "printed": (latest.printed or "") if latest else "",
            "source": source.id if source else "",
            "source_title": source.name if source else "",
            "locator": latest.locator if latest else "",
        }

    return row


def _source(source: Source) -> dict[str, str | None]:
    """Return a source as a row; only an address of the web becomes a link."""
    web = source.url if source.url and source.url.startswith(("https://", "http://")) else None
    return {
        **{"id": source.id, "name": source.name, "publisher": source.publisher, "date": source.date},
        **{"licence": source.licence, "url": source.url, "address": web},
    }
