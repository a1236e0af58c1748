"""What questions read of a store, with no hidden person given away."""

from collections.abc import Callable, Iterable, Sequence

from musubime.privacy.hiding import Hiding
from musubime.questions.readable import Readable
from musubime.store.port import Hit
from musubime.types.nodes import AnyNode, Seat
from musubime.types.text import search_key
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind


class VeiledStore:
    """A store without the persons who are hidden: they are unknown to it, and their names masked everywhere."""

    def __init__(self, store: Readable, hiding: Callable[[], Hiding]) -> None:
        self._store, self._hiding = store, hiding

    def records(self, kind: Kind, ids: Sequence[str]) -> list[AnyNode]:
        """Return nodes without those of hidden persons."""
        hiding = self._hiding()
        shown = [id for id in ids if kind is not Kind.PERSON or not hiding.hides(id)]
        return [hiding.node(node) for node in self._store.records(kind, shown)] if shown else []

    def kept_id(self, kind: Kind, id: str) -> str | None:
        """Return the kept id of anything but a hidden person."""
        kept = self._store.kept_id(kind, id)
        return None if kind is Kind.PERSON and kept is not None and self._hiding().hides(kept) else kept

    def ties_of(self, ids: Iterable[str]) -> list[Tie]:
        """Return the ties that no hidden person is at the end of."""
        hiding = self._hiding()
        return [hiding.tie(tie) for tie in self._store.ties_of(ids) if not hiding.at_hidden(tie)]

    def seats_of(self, kind: Kind, ids: Iterable[str]) -> list[Seat]:
        """Return seats without hidden persons; none by hidden persons."""
        hiding = self._hiding()
        shown = [id for id in ids if kind is not Kind.PERSON or not hiding.hides(id)]
        return [hiding.seat(seat) for seat in self._store.seats_of(kind, shown)]

    def search(self, text: str, limit: int) -> tuple[list[Hit], int]:
        """Return the hits that are no hidden persons and do not match by the name of one."""
        hiding = self._hiding()
        _, total = self._store.search(text, 0)
        found = [hit for hit in self._store.search(text, total)[0] if not self._by_a_hidden_name(hiding, text, hit)]
        return [hiding.hit(hit) for hit in found[: max(limit, 0)]], len(found)

    @staticmethod
    def _by_a_hidden_name(hiding: Hiding, text: str, hit: Hit) -> bool:
        if hit.kind is Kind.PERSON:
            return hiding.hides(hit.id)
        return search_key(text) not in search_key(hiding.hit(hit).matched)
