"""What a file says of itself: product, graph version, filters, date, sources, licences and how to cite it."""

from collections import Counter
from collections.abc import Sequence

import musubime
from musubime.exports.selection import Selection
from musubime.types.base import Frozen, LongText, described
from musubime.types.nodes import Source

NOT_STATED = "ライセンスの記載なし"


class About(Frozen):
    """The words that every file carries."""

    product: str = described("製品", "Product and its version", graphml="string")
    graph_version: str = described(
        "グラフの版", "Content hash of the graph that this file is taken from", graphml="string"
    )
    as_of: str | None = described(
        "時点", "Date that the seats are as of, where an edition states one", graphml="string"
    )
    filters: str | None = described(
        "条件", "Filters as asked, joined by ; (absent: the whole graph)", None, graphml="string"
    )
    consortia: int = described("会議体の数", "Number of consortia in the file", graphml="int")
    seats: int = described("席の数", "Number of seats in the selection", graphml="int")
    seats_left_out: int | None = described(
        "線にならない席の数", "Seats without a named holder, which are no edges", None, graphml="int"
    )
    licence: LongText = described("ライセンス", "Licences of the sources, with the number of sources", graphml="string")
    sources: LongText = described("出典", "Sources that state what is in the file, joined by ;", graphml="string")
    citation: LongText = described("引用", "How to cite this file", graphml="string")

    def lines(self) -> list[tuple[str, str]]:
        """Return Japanese titles and values, what is unknown left out."""
        fields = type(self).model_fields
        values = ((str(field.title), getattr(self, name)) for name, field in fields.items())
        return [(title, f"{value:,}" if isinstance(value, int) else value) for title, value in values if value]

    def flat(self) -> dict[str, str | int]:
        """Return the fields that are known, by name."""
        return {name: value for name, value in self.model_dump().items() if value is not None}


def about(selection: Selection) -> About:
    """Return what a file of a selection says of itself; the same for the same selection, whenever it is asked."""
    product = f"Musubime 結び目 {musubime.__version__}"
    filters = "; ".join(selection.filters) or None
    asked = "、".join([f"条件: {filters or 'なし'}", *([f"{selection.as_of} 時点"] if selection.as_of else [])])
    sources = "; ".join(map(described_source, selection.sources)) or "出典の記載なし"
    return About(
        product=product,
        graph_version=selection.graph_version,
        as_of=selection.as_of,
        filters=filters,
        consortia=len(selection.consortium_ids),
        seats=len(selection.seat_ids),
        seats_left_out=selection.left_out or None,
        licence=_licences(selection.sources),
        sources=sources,
        citation=selection.citation or f"{product}、グラフの版 {selection.graph_version}（{asked}）。出典: {sources}",
    )


def described_source(source: Source) -> str:
    """Return a source in one line: title, publisher, date, address."""
    more = "、".join(part for part in (source.publisher, source.date, source.url) if part)
    return f"{source.name}（{more}）" if more else source.name


def _licences(sources: Sequence[Source]) -> str:
    counted = Counter(source.licence or NOT_STATED for source in sources)
    return "; ".join(f"{licence}（{count} 件）" for licence, count in sorted(counted.items())) or NOT_STATED
