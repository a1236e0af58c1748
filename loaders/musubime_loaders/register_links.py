"""The names of a load linked to the loaded registers: every automatic link is a judgement by rule."""

import datetime
from collections.abc import Sequence

from musubime.resolution.aliases import Alias
from musubime.resolution.clusters import PREFIX
from musubime.resolution.identity import Identity
from musubime.resolution.linking.mentions import LinkVerdict
from musubime.resolution.register_questions import UNDONE_WITH_ITS_LOAD, answered
from musubime.resolution.registers import RegisterIndex
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.vocabulary import Kind, Verdict

__all__ = ["UNDONE_WITH_ITS_LOAD", "register_links"]


def register_links(
    editions: Sequence[RosterEdition],
    edition: RosterEdition,
    judgements: Sequence[Judgement],
    aliases: Sequence[Alias],
    registers: RegisterIndex | None,
    at: datetime.datetime,
) -> tuple[Judgement, ...]:
    """Return a judgement for every name of the edition that the registers link without doubt; none without registers.

    A name that any judgement, even one that somebody took back, holds against a registered body is left to it.
    """
    if not registers:
        return ()
    identity = Identity(sorted(editions, key=lambda one: one.key), judgements, aliases)
    made = []
    for unit, asked, link in answered(identity, [edition], judgements, registers):
        if link.verdict is LinkVerdict.AUTO:
            name = next((one.name for one in link.candidates if one.id == link.id), link.id)
            made.append(
                Judgement(
                    kind=Kind.ORGANIZATION,
                    left=PREFIX[Kind.ORGANIZATION] + unit,
                    right=link.id,
                    verdict=Verdict.SAME,
                    by=f"rule:{link.rule.value}",
                    at=at.astimezone(datetime.UTC).isoformat(timespec="milliseconds"),
                    reason=link.evidence,
                    score=link.score,
                    left_name=asked.name,
                    right_name=name,
                )
            )
    return tuple(made)
