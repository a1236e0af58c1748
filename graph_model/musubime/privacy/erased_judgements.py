"""Judgements without erased persons."""

from collections.abc import Iterable

from musubime.privacy.masking import Mask
from musubime.privacy.renumbering import renumbered
from musubime.types.changes import Judgement
from musubime.types.vocabulary import Kind


class ErasedJudgements:
    """Takes names out of judgements; their ids follow from what they say."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._ids: dict[str, str] = {}
        self._gone: set[str] = set()

    def know(self, ids: dict[str, str], persons: set[str]) -> None:
        """Take note of ids that changed, and of the persons who are erased."""
        self._ids.update(ids)
        self._gone |= persons

    def without(self, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """Return the judgements that do not judge an erased person, without the names."""
        return tuple(kept for one in judgements if (kept := self._kept(one)) is not None)

    def _kept(self, judgement: Judgement) -> Judgement | None:
        sides = (judgement.left, judgement.right)
        on_a_person = judgement.kind is Kind.PERSON and any(
            self._mask.names(side) or side in self._gone for side in sides
        )
        if on_a_person or judgement.undoes in self._gone:
            self._gone.add(judgement.id)
            return None
        changed = renumbered(self._mask.masked(judgement), self._ids)
        if changed == judgement:
            return judgement
        changed = changed.model_copy(update={"id": changed.content_id})
        self._ids[judgement.id] = changed.id
        return changed
