"""Judgements as a file, one JSON object a line, so that the work of two stewards can be brought together."""

from collections.abc import Iterable, Iterator

import orjson
from pydantic import ValidationError

from musubime.errors import BadInput, UnreadableFile
from musubime.types.base import Frozen, LongText, described
from musubime.types.changes import Judgement
from musubime_loaders.judging import JUDGED

LINE_LIMIT = 100_000
LINES_LIMIT = 200_000


class RefusedLine(Frozen):
    """A line that was not taken in, and why; everything else was."""

    line: int = described("行", "Number of the line, from 1")
    problem: LongText = described("問題", "What is wrong and what to do")


def judgement_lines(judgements: Iterable[Judgement]) -> Iterator[bytes]:
    """Yield one line of JSON for each judgement, in the order that they were written."""
    for judgement in judgements:
        yield orjson.dumps(judgement.model_dump(mode="json", exclude_none=True)) + b"\n"


def read_judgements(content: bytes, file: str) -> tuple[tuple[Judgement, ...], tuple[RefusedLine, ...]]:
    """Return the judgements of a file and the lines that are none.

    A line whose id does not fit what it says was changed by hand and is refused. Raises UnreadableFile for bytes that
    are no text, BadInput for a file with no line that is a judgement, or too many.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as fault:
        raise UnreadableFile(
            "UTF-8 の文字ではありません。musubime の書き出したファイルを渡してください。", file=file
        ) from fault
    if len(lines) > LINES_LIMIT:
        raise BadInput(f"行が多すぎます（{LINES_LIMIT} 行まで）。分けて渡してください。", file=file)
    taken: dict[str, Judgement] = {}
    refused = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            judgement = _judgement(line)
            taken[judgement.id] = judgement
        except BadInput as fault:
            refused.append(RefusedLine(line=number, problem=str(fault)))
    if not taken and not refused:
        raise BadInput("判断が一つもありません。1 行に 1 件の JSON を書いてください。", file=file)
    if not taken:
        raise BadInput(
            "判断として読める行が一つもありません。musubime review export の書き出したファイルを渡してください。",
            file=file,
            row=refused[0].line,
        )
    return tuple(taken.values()), tuple(refused)


def _judgement(line: str) -> Judgement:
    if len(line) > LINE_LIMIT:
        raise BadInput("行が長すぎます。")
    try:
        judgement = Judgement.model_validate_json(line)
    except ValidationError as fault:
        first = fault.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or None
        raise BadInput(
            "判断として読めません。この欄を直してください。" if field else "JSON として読めません。", field=field
        ) from fault
    if judgement.kind not in JUDGED:
        raise BadInput("席は判断の対象になりません。", field="kind", value=judgement.kind.value)
    if judgement.id != judgement.content_id:
        raise BadInput(
            "id が内容と合いません。書き換えた行は id を消して渡してください。", field="id", value=judgement.id
        )
    return judgement
