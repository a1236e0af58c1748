"""The rows of a sheet of name pairs, each compared."""

from collections.abc import Iterable, Iterator, Mapping

from musubime.resolution.names.compare import compare
from musubime.resolution.registers import RegisterIndex
from musubime.types.base import Frozen, described
from musubime_loaders.names.name_rows import named_body


class ComparedRow(Frozen):
    """The answer to one pair of names."""

    verdict: str = described("判定", "same, part_of, operates, successor, different, review or none")
    rule: str = described("規則", "Tier and rule, such as T1:exact_key")
    score: float = described("近さ", "How alike the names are, 0 to 1; it ranks a review and decides nothing")
    reasons: tuple[str, ...] = described("理由", "Why, in sentences", ())


def compared(
    rows: Iterable[tuple[int, Mapping[str, str]]], file: str | None, registers: RegisterIndex | None
) -> Iterator[ComparedRow]:
    """Yield the answer to each row, in order; raises BadInput naming the row where a cell cannot be used."""
    for row, cells in rows:
        answer = compare(named_body(cells, "_a", file, row), named_body(cells, "_b", file, row), registers)
        yield ComparedRow(verdict=answer.verdict, rule=answer.rule, score=answer.score, reasons=answer.reasons)
