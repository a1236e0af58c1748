"""How many of each kind an edition holds, and whether that is what its `roster.toml` expects."""

from collections.abc import Iterator

from musubime.errors import BadInput
from musubime.types.edition import Mention, RosterEdition
from musubime.types.vocabulary import Reported
from musubime_loaders.manifest import Bounds, Expected


def counts_of(edition: RosterEdition) -> dict[str, int]:
    """Return the counts of an edition by the names that `[expected]` uses."""
    reported = [consortium.reported for consortium in edition.consortia]
    return {
        "programmes": len(edition.programmes),
        "consortia": len(reported),
        "not_reported": reported.count(Reported.NOT_REPORTED),
        "seats": len(edition.seats),
        "organizations": len({mention.identity or mention.name for mention in _organization_mentions(edition)}),
        "persons": len(set(_people(edition))),
        "relations": len(edition.relations),
        "sources": len(edition.sources),
        "unnamed_members": sum(len(consortium.unnamed_members) for consortium in edition.consortia),
    }


def check_expected(edition: RosterEdition, expected: Expected, file: str) -> None:
    """Raise BadInput for the first count that is not the expected one."""
    for kind, count in counts_of(edition).items():
        wanted: int | Bounds | None = getattr(expected, kind)
        if wanted is None or wanted == count or (isinstance(wanted, Bounds) and wanted.hold(count)):
            continue
        shown = f"{wanted.min or 0}〜{wanted.max or ''}" if isinstance(wanted, Bounds) else str(wanted)
        raise BadInput(
            f"読み取った数が予定と違います（予定 {shown}、実際 {count}）。"
            "名簿が欠けていないか確かめ、正しければ [expected] を直してください。",
            file=file,
            field=f"expected.{kind}",
            value=str(count),
        )


def _organization_mentions(edition: RosterEdition) -> Iterator[Mention]:
    for organization in edition.organizations:
        yield organization.mention
    for programme in edition.programmes:
        yield from programme.owners
    held = [seat.organization for seat in edition.seats] + [person.organization for person in edition.persons]
    yield from (mention for mention in held if mention is not None)
    for relation in edition.relations:
        for end in (relation.start, relation.end):
            if end.kind == "organization" and end.mention is not None:
                yield end.mention
            if end.organization is not None:
                yield end.organization


def _people(edition: RosterEdition) -> Iterator[tuple[str, str | None]]:
    for seat in edition.seats:
        if seat.person is not None:
            yield seat.person.name, seat.organization.name if seat.organization else None
    for person in edition.persons:
        yield person.mention.name, person.organization.name if person.organization else None
    for relation in edition.relations:
        for end in (relation.start, relation.end):
            if end.kind == "person" and end.mention is not None:
                yield end.mention.name, end.organization.name if end.organization else None
