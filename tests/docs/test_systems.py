"""docs/systems.md lists the 21 systems of the source documents, and all of them are in the rosters with a source."""

from musubime.types.edition import RosterEdition
from musubime_loaders.bundled import read_bundled
from scripts.write_systems import DOCUMENT, counts, document, held, systems

DOCUMENTED = {
    "three-prefecture-table",
    "cabinet-office-regional-networks",
    "dx-next-tohoku",
    "koriyama-dx-platform",
    "meti-dx-lab-review",
    "tohoku-dx-report",
    "tohoku-municipal-support",
}


def editions() -> dict[str, RosterEdition]:
    return {edition.roster: edition for edition in read_bundled()}


def test_the_table_of_systems_is_what_the_rosters_hold() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document()


def test_there_are_21_systems_and_none_is_empty() -> None:
    found = editions()
    assert [system.number for system in systems()] == list(range(1, 22))
    empty = []
    for system in systems():
        held_counts = counts(held(part, found) for part in system.parts)
        if held_counts["事業・制度"] + held_counts["会議体"] == 0:
            empty.append(system.number)
    assert empty == []


def test_every_record_of_a_system_says_where_it_was_read() -> None:
    found = editions()
    silent = [
        (system.number, record.mention.name)
        for system in systems()
        for part in (held(part, found) for part in system.parts)
        for record in part.records
        if not record.evidence and not any(seat.consortium == record.key for seat in part.seats)
    ]
    assert silent == []


def test_every_programme_and_consortium_of_the_documents_belongs_to_a_system() -> None:
    found = editions()
    placed = {
        (part.edition.roster, record.key)
        for system in systems()
        for part in (held(part, found) for part in system.parts)
        for record in part.records
    }
    lost = [
        (roster, key)
        for roster in sorted(DOCUMENTED)
        for key in (*(p.key for p in found[roster].programmes), *(c.key for c in found[roster].consortia))
        if (roster, key) not in placed
    ]
    assert lost == []
