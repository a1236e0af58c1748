"""Other measures: what one-mode projections give, offered for export and inspection, never to rank by."""

from math import isnan

from musubime.analytics.components import components
from musubime.analytics.incidence import Incidence, incidence
from musubime.analytics.other_measures import MOST_PAIRS, OtherMeasures, projected_pairs
from musubime.analytics.other_measures import other_measures as measured
from musubime.errors import BadQuestion, PersonsOff, TooMany
from musubime.questions.answers import Ref
from musubime.questions.answers_other_measures import OtherMeasuresItem, OtherMeasuresList
from musubime.questions.key_actors import LEVELS
from musubime.questions.library import Library
from musubime.questions.measuring import Level
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.rows import seats_path
from musubime.questions.selection import Selected, Selection

WARNINGS = {
    "ja": (
        "これらは、同じ会議体に席を持つものどうしを線で結んだグラフ（射影グラフ）の値で、名簿の大きさを測ってしまいます。"
        "大きな名簿に一つ席があるだけで大きくなるので、順位には使えません。"
        "近接中心性と固有ベクトル中心性は、つながっていないまとまりの間では比べられません。"
    ),
    "en": (
        "These are values of the graph that ties all who sit on one consortium, so they measure the size of rosters: "
        "one seat on a large roster makes them large. Do not rank by them. "
        "Closeness and eigenvector do not compare across parts that are not connected."
    ),
}


def other_measures(
    library: Library,
    selection: Selection,
    *,
    level: Level = "organization",
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
    lang: str = "ja",
) -> OtherMeasuresList:
    """Return degree, closeness, eigenvector, PageRank and constraint of the projection, by name.

    Raises BadQuestion for an unknown level, PersonsOff, TooMany where the projection would pass its bound.
    """
    if level not in LEVELS:
        raise BadQuestion("level は organization・post・person のどれかです。", field="level", value=str(level)[:80])
    if level == "person" and not library.persons:
        raise PersonsOff
    with library.reading() as reading:
        snapshot = reading.snapshot
        selected = selection.resolve(snapshot)
        found = library.kept(
            ("actors", level, selected.key), lambda: incidence(selected.snapshot, selected.seats, level)
        )
        pairs = projected_pairs(found.matrix)
        if pairs > MOST_PAIRS:
            raise TooMany(
                f"同じ会議体に席を持つ組が最大 {pairs:,} 組になり、上限の {MOST_PAIRS:,} 組を超えます。"
                "prefecture・programme・owner・consortium・roster のどれかで絞ってください。"
            )
        values = library.kept(("other measures", level, selected.key), lambda: measured(found.matrix))
        names = selected.snapshot.name_order(level)[found.actor_places]
        passes = selection.bodies(selected.snapshot)
        order = [place for place in names.argsort().tolist() if passes(found.actors[place])]
        page, following = paged(order, limit, cursor, lambda place: found.actors[place])
        return OtherMeasuresList(
            graph_version=snapshot.version,
            total=len(order),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            warning=WARNINGS["en" if lang == "en" else "ja"],
            level=level,
            left_out=found.left_out,
            actors=len(found.actors),
            pairs=pairs,
            components=components(found.matrix).number,
            items=tuple(_item(selected, found, values, level, place) for place in page),
        )


def _item(selected: Selected, found: Incidence, values: OtherMeasures, level: Level, place: int) -> OtherMeasuresItem:
    snapshot, id = selected.snapshot, found.actors[place]
    post = snapshot.posts.get(id)
    eigenvector, constraint = (
        None if isnan(value) else round(value, 6)
        for value in (float(values.eigenvector[place]), float(values.constraint[place]))
    )
    return OtherMeasuresItem(
        id=id,
        name=snapshot.name(id),
        organization=Ref(id=post.organization, name=snapshot.name(post.organization)) if post else None,
        memberships=len(found.columns_of(place)),
        degree=int(values.degree[place]),
        closeness=round(float(values.closeness[place]), 6),
        eigenvector=eigenvector,
        pagerank=round(float(values.pagerank[place]), 6),
        constraint=constraint,
        seats=seats_path(level, id),
    )
