"""The rows of a sheet of names, each linked to the loaded registers."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from musubime.errors import NotFound
from musubime.resolution.linking.linker import Linker
from musubime.resolution.linking.mentions import Candidate, Link, Mention
from musubime.resolution.registers import RegisterIndex
from musubime.types.base import Frozen, described
from musubime_loaders.names.name_rows import named_body

_DROPPED = str.maketrans("", "", " -‐－−\u3000")
_INVOICE_DIGITS = 13


class LinkedCandidate(Frozen):
    """One registered body that a name could mean."""

    id: str = described("ID", "Scheme and number of the register")
    name: str = described("名称", "Registered name")
    matched: str = described("一致した名称", "Name of the body that was found")
    rule: str = described("規則", "Tier and rule")
    prefecture: tuple[str, ...] = described("都道府県", "Codes of the prefecture of its seat", ())
    score: float = described("近さ", "Edit ratio of the two prints, 0 to 1; it ranks a review and decides nothing")


class LinkedRow(Frozen):
    """The answer to one name."""

    verdict: str = described("判定", "auto, review or none")
    id: str | None = described("ID", "Id of the linked body; only where the verdict is auto", None)
    rule: str = described("規則", "Tier and rule that decided, such as T1_exact_in_prefecture")
    score: float = described("近さ", "Edit ratio to the best candidate, 0 to 1; it decides nothing")
    evidence: str = described("根拠", "What speaks for and against, in a sentence")
    candidates: tuple[LinkedCandidate, ...] = described("候補", "Bodies that came into question, the best first", ())


class NoRegister(NotFound):
    """No register is loaded, so that there is nothing to link to."""

    def __init__(self) -> None:
        Exception.__init__(
            self, "登録簿がまだありません。musubime register load FILE で読み込んでから、もう一度実行してください。"
        )
        self.kind, self.id = "register", ""


def linked(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    file: str | None,
    index: RegisterIndex,
    *,
    similar: int = 0,
    cautious: bool = False,
) -> Iterator[LinkedRow]:
    """Yield the answer to each row, in order; columns `name`, and where there are any `prefecture`, `date`, `number`.

    Raises NoRegister where no register is loaded, and BadInput naming the row where a cell cannot be used.
    """
    if not index:
        raise NoRegister
    linker = Linker(index, similar=similar, cautious=cautious)
    for _, link in linker.stream(_mention(cells, file, row) for row, cells in rows):
        yield _row(link)


def _mention(cells: Mapping[str, str], file: str | None, row: int) -> Mention:
    number = _number(cells.get("number", ""))
    if not cells.get("name", "").strip():
        return Mention("", number=number)
    body = named_body(cells, "", file, row)
    return Mention(body.name, body.prefecture, body.date or "", number)


def _number(printed: str) -> str:
    """Return a number without spaces, hyphens and the T of an invoice number."""
    number = unicodedata.normalize("NFKC", printed).translate(_DROPPED)
    return number[1:] if number[:1] == "T" and number[1:].isdigit() and len(number) == _INVOICE_DIGITS + 1 else number


def _row(link: Link) -> LinkedRow:
    return LinkedRow(
        verdict=link.verdict,
        id=link.id or None,
        rule=link.rule,
        score=link.score,
        evidence=link.evidence,
        candidates=tuple(map(_candidate, link.candidates)),
    )


def _candidate(candidate: Candidate) -> LinkedCandidate:
    return LinkedCandidate(
        id=candidate.id,
        name=candidate.name,
        matched=candidate.matched,
        rule=candidate.rule,
        prefecture=tuple(candidate.prefecture.split(";")) if candidate.prefecture else (),
        score=candidate.score,
    )
