"""JSON Lines of printed texts into JSON Lines of entries, for whoever wants names read without a roster."""

from typing import cast

import orjson

from musubime.errors import BadInput
from musubime_loaders.csv_reader import decoded
from musubime_loaders.names.entry import LineKind, ParsedEntry
from musubime_loaders.names.known import KnownNames
from musubime_loaders.names.parsing import parse

_KINDS = "、".join(kind.value for kind in LineKind)


def parse_lines(content: bytes, file: str, known: KnownNames | None = None) -> list[bytes]:
    """Return one line of JSON for each row: `entries`, and `id` and `kind` where the row has them.

    BadInput with file and line for the first row that cannot be read; blank lines give none.
    """
    lines: list[bytes] = []
    for number, line in enumerate(decoded(content, file).split("\n"), 1):
        if not line.strip():
            continue
        row = _row(line, file, number)
        kind = _kind(row, file, number)
        try:
            entries = parse(cast(str, row["input"]), kind, known)
        except BadInput as error:
            raise BadInput(error.problem, file=file, row=number, field="input", value=error.value) from None
        kept = {key: row[key] for key in ("id", "kind") if key in row}
        lines.append(orjson.dumps({**kept, "entries": [_shown(entry) for entry in entries]}))
    return lines


def _row(line: str, file: str, number: int) -> dict[str, object]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise BadInput(
            'JSON として読めません。1 行に {"input": "…"} を一つ書いてください。', file=file, row=number
        ) from None
    if not isinstance(row, dict):
        raise BadInput('JSON のオブジェクトではありません。{"input": "…"} と書いてください。', file=file, row=number)
    if not isinstance(row.get("input"), str):
        raise BadInput("input に印刷された文字列を書いてください。", file=file, row=number, field="input")
    return row


def _kind(row: dict[str, object], file: str, number: int) -> LineKind | None:
    value = row.get("kind")
    if value is None:
        return None
    try:
        return LineKind(cast(str, value))
    except ValueError:
        raise BadInput(
            f"使えない種類です。使える値は {_KINDS} です。分からなければ書かないでください。",
            file=file,
            row=number,
            field="kind",
            value=str(value),
        ) from None


def _shown(entry: ParsedEntry) -> dict[str, object]:
    return entry.model_dump(mode="json")
