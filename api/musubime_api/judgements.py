"""The ledger of judgements as it is shown: which hold, which are taken back, and without hidden persons."""

from collections.abc import Sequence

from fastapi import Request

from musubime.errors import PersonsOff
from musubime.questions.library import Library
from musubime.questions.paging import paged
from musubime.resolution.judged import side_kind, standing, undone
from musubime.store.port import Store
from musubime.types.base import Frozen, described
from musubime.types.changes import Judgement
from musubime.types.vocabulary import Kind, Verdict
from musubime_api.state import actor_of, doors_of
from musubime_loaders.judgement_files import RefusedLine
from musubime_loaders.judging import Judged, nodes_of


class JudgementShown(Judgement):
    """One judgement of the ledger and how it stands."""

    undone: bool = described("取り消し済み", "Whether somebody took it back", False)
    undone_by: tuple[str, ...] = described("取り消した判断", "Ids of the judgements that take it back", ())
    holds: bool = described("有効", "Whether it is what holds for its pair: newest, not taken back", False)
    left_id: str | None = described("左のID", "Node that the left side is now, where it was judged by id", None)
    right_id: str | None = described("右のID", "Node that the right side is now, where it was judged by id", None)


class JudgementList(Frozen):
    """Judgements, the newest first."""

    items: tuple[JudgementShown, ...] = described("判断", "The judgements, the last one written first")
    total: int = described("総数", "Number of judgements under the filters")
    next: str | None = described("続き", "Cursor of the next page; null on the last one", None)
    graph_version: str = described("グラフの版", "Graph version as it stands")


class Imported(Judged):
    """What a file of judgements brought; lines that were refused are listed, all others are in the ledger."""

    read: int = described("行数", "Number of judgements in the file")
    known: int = described("既知", "Judgements that the ledger held already")
    refused: tuple[RefusedLine, ...] = described("受け付けない行", "Lines that are no judgement, and why", ())


class Ledger:
    """The judgements of a store as one who asks may see them."""

    def __init__(self, store: Store, library: Library) -> None:
        self._library = library
        record = store.record()
        judgements, self._graph = record.judgements, record.graph
        self._nodes: dict[Kind, dict[str, str]] = {}
        self._standing = {judgement.id for judgement in standing(judgements)}
        self._undone = undone(judgements)
        self._undoers: dict[str, list[str]] = {}
        for judgement in judgements:
            if judgement.undoes is not None:
                self._undoers.setdefault(judgement.undoes, []).append(judgement.id)
        self._all = judgements

    def visible(self) -> list[Judgement]:
        """Return the judgements in the order that they were written, without those on hidden persons."""
        if not self._library.hides_anybody():
            return list(self._all)
        return [judgement for judgement in self._all if not self._hidden(judgement)]

    def exported(self) -> list[Judgement]:
        """Return those that may be shown as a file takes them: masked where they name a hidden person, ids to match."""
        ids: dict[str | None, str] = {}
        made = []
        for judgement in self.visible():
            clean = self._library.unnamed(judgement)
            if clean.undoes in ids:
                clean = clean.model_copy(update={"undoes": ids[clean.undoes]})
            if clean != judgement:
                clean = clean.model_copy(update={"id": clean.content_id})
                ids[judgement.id] = clean.id
            made.append(clean)
        return made

    def _hidden(self, judgement: Judgement) -> bool:
        if judgement.kind is not Kind.PERSON:
            return False
        if not self._library.persons or self._library.unnamed(judgement) != judgement:
            return True
        return any(
            side_kind(Kind.PERSON, side) == "mention" and self._now(judgement, side) is None
            for side in (judgement.left, judgement.right)
        )

    def _now(self, judgement: Judgement, side: str) -> str | None:
        if side_kind(judgement.kind, side) != "mention":
            return None
        if judgement.kind is Kind.PERSON:
            return self._library.store.kept_id(judgement.kind, side)
        known = self._nodes.get(judgement.kind)
        if known is None:
            nodes = nodes_of(self._graph, judgement.kind).values()
            known = self._nodes[judgement.kind] = {mention: node.id for node in nodes for mention in node.mentions}
        return known.get(side)

    def shown(self, judgement: Judgement) -> JudgementShown:
        """Return one judgement with how it stands, the names of hidden persons masked."""
        made = JudgementShown(
            **judgement.model_dump(),
            undone=judgement.id in self._undone,
            undone_by=tuple(self._undoers.get(judgement.id, ())),
            holds=judgement.id in self._standing,
            left_id=self._now(judgement, judgement.left),
            right_id=self._now(judgement, judgement.right),
        )
        return self._library.unnamed(made)

    def listed(
        self,
        kinds: Sequence[Kind],
        verdicts: Sequence[Verdict],
        by: Sequence[str],
        limit: int,
        cursor: str | None,
    ) -> JudgementList:
        """Return one page of the judgements that pass the filters, the newest first."""
        found = [
            one
            for one in self.visible()[::-1]
            if (not kinds or one.kind in kinds)
            and (not verdicts or one.verdict in verdicts)
            and (not by or one.by in by)
        ]
        page, following = paged(found, limit, cursor, lambda one: one.id)
        return JudgementList(
            items=tuple(self.shown(one) for one in page),
            total=len(found),
            next=following,
            graph_version=self._library.version(),
        )


def judge_of(request: Request) -> str:
    """Return the name that a judgement goes by: that of the key, where one was used."""
    actor = actor_of(request)
    names = {row.id: row.name for row in doors_of(request).store.keys()}  # noqa: SIM118 -- no mapping
    return names.get(actor, actor)


def refuse_hidden(library: Library, kind: Kind) -> None:
    """Raise PersonsOff where persons are judged while they are switched off."""
    if kind is Kind.PERSON and not library.persons:
        raise PersonsOff
