"""Write docs/systems.md: the 21 systems of the source documents and what the bundled rosters hold of each."""

import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from musubime.types.base import Frozen
from musubime.types.edition import (
    EditionConsortium,
    EditionProgramme,
    EditionRelation,
    EditionSeat,
    RosterEdition,
)
from musubime_loaders.bundled import read_bundled

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = ROOT / "data" / "musubime_data" / "systems.toml"
DOCUMENT = ROOT / "docs" / "systems.md"


class Part(Frozen):
    """Records of one roster; `under` is a programme with all its consortia, `whole` the roster itself."""

    roster: str
    whole: bool = False
    under: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    consortia: tuple[str, ...] = ()


class System(Frozen):
    """One of the 21 systems."""

    number: int
    title: str
    title_en: str
    parts: tuple[Part, ...]


class Held(NamedTuple):
    """What one roster holds of a system."""

    edition: RosterEdition
    programmes: list[EditionProgramme]
    consortia: list[EditionConsortium]

    @property
    def records(self) -> list[EditionProgramme | EditionConsortium]:
        """Its programmes and consortia."""
        return [*self.programmes, *self.consortia]

    @property
    def seats(self) -> list[EditionSeat]:
        """The seats on its consortia."""
        keys = {consortium.key for consortium in self.consortia}
        return [seat for seat in self.edition.seats if seat.consortium in keys]

    @property
    def stated(self) -> list[EditionRelation]:
        """Relations that start or end at one of its records, by themselves; owners and places stand in the records."""
        keys = {("programme", p.key) for p in self.programmes} | {("consortium", c.key) for c in self.consortia}
        return [
            relation
            for relation in self.edition.relations
            if not keys.isdisjoint({(relation.start.kind, relation.start.key), (relation.end.kind, relation.end.key)})
        ]

    @property
    def relations(self) -> int:
        """Number of all its relations, owners and places included."""
        owned = sum(len(programme.owners) for programme in self.programmes)
        placed = sum(len(consortium.programmes) + len(consortium.inside) for consortium in self.consortia)
        return len(self.stated) + owned + placed

    @property
    def works(self) -> set[str]:
        """Titles of the works that its records produced or relate to."""
        titles = {source.key: source.title for source in self.edition.sources}
        ends = [end for relation in self.stated for end in (relation.start, relation.end)]
        return {titles[end.key] for end in ends if end.kind == "source" and end.key}


def systems() -> tuple[System, ...]:
    """Return the systems in the order of their numbers."""
    rows = tomllib.loads(SYSTEMS.read_text(encoding="utf-8"))["system"]
    return tuple(sorted((System.model_validate(row) for row in rows), key=lambda system: system.number))


def held(part: Part, editions: dict[str, RosterEdition]) -> Held:
    """Return the records of a part; KeyError where the roster or a record is not there."""
    edition = editions[part.roster]
    programmes = {programme.key: programme for programme in edition.programmes}
    consortia = {consortium.key: consortium for consortium in edition.consortia}
    if part.whole:
        return Held(edition, list(programmes.values()), list(consortia.values()))
    under = [c.key for c in consortia.values() if set(c.programmes) & set(part.under)]
    return Held(
        edition,
        [programmes[key] for key in dict.fromkeys([*part.under, *part.programmes])],
        [consortia[key] for key in dict.fromkeys([*under, *part.consortia])],
    )


def counts(parts: Iterable[Held]) -> dict[str, int]:
    """Return how many records of each kind the parts hold; names that several parts print count once."""
    parts = list(parts)
    consortia = [consortium for part in parts for consortium in part.consortia]
    programmes = [programme for part in parts for programme in part.programmes]
    records = [record for part in parts for record in part.records]
    seats = [seat for part in parts for seat in part.seats]
    owners = [owner.name for programme in programmes for owner in programme.owners]
    return {
        "事業・制度": len({programme.mention.name for programme in programmes}),
        "会議体": len({consortium.mention.name for consortium in consortia}),
        "席": len(seats),
        "機関": len({*owners, *(seat.organization.name for seat in seats if seat.organization)}),
        "人": len({seat.person.name for seat in seats if seat.person}),
        "名前のない構成員": sum(len(consortium.unnamed_members) for consortium in consortia),
        "関係": sum(part.relations for part in parts),
        "著作": len({title for part in parts for title in part.works}),
        "数値": sum(len(record.figures) for record in records),
        "予算": sum(len(record.budgets) for record in records),
        "日付": sum(len(record.dates) for record in records),
    }


def document() -> str:
    """Return docs/systems.md."""
    editions = {edition.roster: edition for edition in read_bundled()}
    found = [(system, [held(part, editions) for part in system.parts]) for system in systems()]
    kinds = list(counts([]))
    lines = [
        "# 出典の 21 の仕組み / The 21 systems of the source documents",
        "",
        "<!-- Written by `python -m scripts.write_systems` from data/musubime_data/systems.toml and the rosters. -->",
        "",
        "What the bundled rosters hold of each system, counted as read (before names are resolved). A record can "
        "belong to several systems. Seats, unnamed members, figures, budgets and dates are those of the system's own "
        "programmes and consortia; organizations are their owners and the holders of their seats.",
        "",
        f"| # | 仕組み | {' | '.join(kinds)} |",
        f"|---:|---|{'---:|' * len(kinds)}",
    ]
    lines += [
        f"| {system.number} | {system.title} | {' | '.join(map(str, counts(parts).values()))} |"
        for system, parts in found
    ]
    for system, parts in found:
        lines += ["", f"## {system.number}. {system.title}", "", f"*{system.title_en}*", "", *_records(parts)]
    return "\n".join(lines) + "\n"


def _records(parts: Iterable[Held]) -> Iterator[str]:
    for part in parts:
        source = next(source for source in part.edition.sources if not source.cited)
        yield f"- `{part.edition.roster}`（{source.title}）"
        yield from (f"  - 事業・制度: {programme.mention.name}" for programme in part.programmes)
        yield from (f"  - 著作: {title}" for title in sorted(part.works))
        for consortium in part.consortia:
            seats = sum(seat.consortium == consortium.key for seat in part.edition.seats)
            stated = f"{seats} 席" if seats else consortium.reported.label_ja
            yield f"  - 会議体（{consortium.form.label_ja}）: {consortium.mention.name}、{stated}"


def main() -> int:
    """Write the document."""
    DOCUMENT.write_text(document(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
