"""Mentions of an edition, named by what is printed and where, never by a row number."""

from collections import Counter

from musubime.types.edition import Mention
from musubime.types.text import mention_hash
from musubime.types.vocabulary import Kind


class Mentions:
    """Gives every mention of a series its hash; equal prints in one place are counted from 1, each kind apart."""

    def __init__(self, series: str) -> None:
        self._series = series
        self._seen: Counter[tuple[Kind, str, str]] = Counter()

    def hash(self, kind: Kind, place: str, printed: str) -> str:
        """Return the hash of the next mention of this kind with this print in this place."""
        self._seen[kind, place, printed] += 1
        return mention_hash(self._series, place, printed, self._seen[kind, place, printed])

    def mention(
        self,
        kind: Kind,
        place: str,
        printed: str,
        name: str | None = None,
        *,
        identity: str | None = None,
        candidates: tuple[str, ...] = (),
        flags: tuple[str, ...] = (),
    ) -> Mention:
        """Return the next mention of this print in this place; its name is the print unless one is given."""
        return Mention(
            hash=self.hash(kind, place, printed),
            name=name or printed,
            printed=printed,
            identity=identity,
            candidates=candidates,
            flags=flags,
        )
