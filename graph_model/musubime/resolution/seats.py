"""Seats over the editions of a roster series: kept, changed, no longer stated, never with an invented end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from musubime.resolution.clusters import PREFIX
from musubime.resolution.identity import Identity
from musubime.types.edition import EditionSeat, RosterEdition
from musubime.types.evidence import AsStated, Statement
from musubime.types.nodes import Seat
from musubime.types.vocabulary import Kind

Holder = tuple[str | None, str | None]


@dataclass
class _Track:
    """One seat through the editions that state it, oldest first."""

    consortium: str
    holder: Holder
    stated: list[tuple[RosterEdition, EditionSeat]] = field(default_factory=list)

    def hashes(self) -> set[str]:
        return {seat.hash for _, seat in self.stated}


def seats_of_series(identity: Identity, editions: Sequence[RosterEdition]) -> list[Seat]:
    """Return the seats that the editions of one series make."""
    tracks: dict[str, list[_Track]] = defaultdict(list)
    ordered = sorted(editions, key=lambda e: (e.edition_date or "", e.roster))
    for edition in ordered:
        _read_edition(identity, edition, tracks)
    complete = [e.edition_date for e in ordered if e.complete and e.edition_date is not None]
    taken: set[str] = set()
    return [_seat(identity, track, complete, taken) for id in sorted(tracks) for track in tracks[id]]


def _read_edition(identity: Identity, edition: RosterEdition, tracks: dict[str, list[_Track]]) -> None:
    read: list[tuple[str, Holder, EditionSeat]] = []
    for seat in edition.seats:
        organization = identity.organization(edition, seat.organization) if seat.organization else None
        person = identity.person(edition, seat.person) if seat.person else None
        read.append((identity.consortium(edition, seat.consortium), (organization, person), seat))
    free: dict[tuple[str, Holder], list[_Track]] = defaultdict(list)
    for consortium in {consortium for consortium, _, _ in read}:
        for track in tracks[consortium]:
            free[consortium, track.holder].append(track)
    for consortium, holder, seat in read:
        candidates = free[consortium, holder]
        # Of several seats of one holder the one printed alike is the same; else the one with the same post or role.
        found = min(candidates, key=lambda t: _unlike(t, seat), default=None)
        if found is None:
            track = _Track(consortium, holder)
            tracks[consortium].append(track)
        else:
            candidates.remove(found)
            track = found
        track.stated.append((edition, seat))


def _unlike(track: _Track, seat: EditionSeat) -> tuple[bool, bool, bool]:
    last = track.stated[-1][1]
    return (seat.hash not in track.hashes(), last.post != seat.post, last.role != seat.role)


def _seat(identity: Identity, track: _Track, complete: Sequence[str], taken: set[str]) -> Seat:
    latest = track.stated[-1][1]
    dates = [edition.edition_date for edition, _ in track.stated if edition.edition_date]
    last_stated = max(dates, default=None)
    prefix = PREFIX[Kind.SEAT]
    mentions = list(dict.fromkeys(prefix + seat.hash for _, seat in track.stated))
    numbered = (f"{mentions[0]}.{n}" for n in count(2))
    id = next(mention for mention in chain(mentions, numbered) if mention not in taken)
    taken.add(id)
    newest = _said(latest)
    return Seat(
        id=id,
        consortium=track.consortium,
        organization=track.holder[0],
        person=track.holder[1],
        unit=latest.unit,
        post=latest.post,
        role=latest.role,
        sector=latest.sector,
        valid_from=latest.valid_from,
        valid_to=latest.valid_to,
        last_stated=last_stated,
        not_stated_since=next((date for date in complete if last_stated is not None and date > last_stated), None),
        mentions=tuple(sorted(mentions)),
        flags=latest.flags,
        confidence=latest.confidence,
        note=latest.note,
        statements=tuple(
            Statement(
                source=identity.source(edition, seat.source),
                locator=seat.locator,
                printed=seat.printed,
                roster=edition.roster,
                series=edition.series,
                edition_date=edition.edition_date,
                as_stated=None if _said(seat) == newest else AsStated.model_validate(_said(seat)),
            )
            for edition, seat in track.stated
        ),
    )


def _said(seat: EditionSeat) -> dict[str, object]:
    """Return what may differ between the editions that state one seat: the fields of AsStated."""
    return {name: getattr(seat, name) for name in AsStated.model_fields}
