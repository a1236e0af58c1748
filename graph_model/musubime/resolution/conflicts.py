"""Judgements that say against each other; shown to the steward, never settled in silence."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from musubime.resolution.aliases import Alias
from musubime.resolution.identity import Identity
from musubime.resolution.judged import in_force, pair_of
from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.vocabulary import Kind, Verdict


class Conflict(Frozen):
    """One contradiction between judgements in force."""

    what: Literal["contradicted", "blocked", "numbers"] = described(
        "食い違い", "Two verdicts on one pair; a chain of same that a different blocks; two numbers for one body"
    )
    kind: Kind = described("種類", "Kind of thing that is judged")
    left_name: NameText = described("左", "One side, as it was judged")
    right_name: NameText = described("右", "The other side")
    judgements: tuple[Id, ...] = described("判断", "Ids of the judgements; the first is the one that has no effect")
    sentence: LongText = described("説明", "What contradicts what, and which of them holds")


def conflicts(
    editions: Sequence[RosterEdition], judgements: Sequence[Judgement], aliases: Sequence[Alias]
) -> list[Conflict]:
    """Return every contradiction between judgements in force, in canonical order."""
    identity = Identity(sorted(editions, key=lambda edition: edition.key), judgements, aliases)
    return conflicts_of(identity, judgements)


def conflicts_of(identity: Identity, judgements: Sequence[Judgement]) -> list[Conflict]:
    """Return the contradictions that a resolved identity met."""
    found = [*_contradicted(judgements), *_blocked(identity, judgements)]
    return sorted(found, key=lambda one: (one.kind.value, one.what, one.left_name, one.right_name, one.judgements))


def _contradicted(judgements: Sequence[Judgement]) -> Iterator[Conflict]:
    by_pair: dict[tuple[Kind, str, str], list[Judgement]] = defaultdict(list)
    for judgement in sorted(in_force(judgements), key=lambda j: (not j.by_rule, j.at, j.id)):
        by_pair[pair_of(judgement)].append(judgement)
    for several in by_pair.values():
        holds = several[-1]
        for other in several[:-1]:
            decided = {other.verdict, holds.verdict} == {Verdict.SAME, Verdict.DIFFERENT}
            if decided and not (other.by_rule and not holds.by_rule):
                yield _conflict(
                    "contradicted",
                    other,
                    (other.id, holds.id),
                    f"{other.by} は「{other.verdict.label_ja}」、{holds.by} は「{holds.verdict.label_ja}」と判断した。"
                    f"新しい「{holds.verdict.label_ja}」が効いている。",
                )


def _blocked(identity: Identity, judgements: Sequence[Judgement]) -> Iterator[Conflict]:
    by_id = {judgement.id: judgement for judgement in judgements}
    seen: set[tuple[str, ...]] = set()
    for kind, clusters in identity.clusters.items():
        for blocked in clusters.blocked:
            said = by_id.get(blocked.why.judgement or "")
            if said is None:
                continue
            ids = (said.id, *blocked.judgements)
            if ids in seen or clusters.together(blocked.left, blocked.right):
                continue
            seen.add(ids)
            if blocked.judgements:
                others = "、".join(f"「{_left(by_id[id])}」≠「{_right(by_id[id])}」" for id in blocked.judgements)
                sentence = f"「同じ」とつなぐと「別」とする判断（{others}）に反するので、つないでいない。"
                yield _conflict("blocked", said, ids, sentence)
            else:
                ends = (*clusters.members(blocked.left), *clusters.members(blocked.right))
                numbers = "、".join(sorted({str(key[1]) for key in ends if key[0] == "register"}))
                sentence = f"つなぐと一つの機関に別の番号（{numbers}）が付くので、つないでいない。"
                yield _conflict("numbers", said, ids, sentence).model_copy(update={"kind": kind})


def _left(judgement: Judgement) -> str:
    return judgement.left_name or judgement.left


def _right(judgement: Judgement) -> str:
    return judgement.right_name or judgement.right


def _conflict(
    what: Literal["contradicted", "blocked", "numbers"], judgement: Judgement, ids: tuple[str, ...], sentence: str
) -> Conflict:
    return Conflict(
        what=what,
        kind=judgement.kind,
        left_name=_left(judgement),
        right_name=_right(judgement),
        judgements=ids,
        sentence=sentence,
    )
