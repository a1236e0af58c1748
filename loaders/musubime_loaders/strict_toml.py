"""TOML read strictly: every error is one sentence that names the file, the table, the field and the value."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from musubime.errors import BadInput, UnreadableFile

TOML_LIMIT = 4 * 1024 * 1024
M = TypeVar("M", bound=BaseModel)

_SENTENCES = {
    "extra_forbidden": "知らない項目です。書き方の一覧にある項目名に直すか、この項目を消してください。",
    "missing": "必要な項目がありません。書き足してください。",
    "enum": "使えない値です。使える値は {expected} です。",
    "literal_error": "使えない値です。使える値は {expected} です。",
    "string_type": "文字列ではありません。引用符で囲んで書いてください。",
    "string_too_short": "空の文字列は使えません。値を書くか、この項目を消してください。",
    "string_too_long": "長すぎます。{max_length} 文字までにしてください。",
    "string_pattern_mismatch": "使えない文字があります。英数字と「_」「:」「.」「-」だけで書いてください。",
    "int_type": "整数ではありません。数字だけで書いてください。",
    "int_parsing": "整数ではありません。数字だけで書いてください。",
    "int_from_float": "整数ではありません。数字だけで書いてください。",
    "float_type": "数ではありません。数字だけで書いてください。",
    "float_parsing": "数ではありません。数字だけで書いてください。",
    "bool_type": "true か false で書いてください。",
    "bool_parsing": "true か false で書いてください。",
    "tuple_type": "一覧ではありません。[ ] で囲んで書いてください。",
    "model_type": "表ではありません。{{ }} または [表] で書いてください。",
    "dict_type": "表ではありません。{{ }} または [表] で書いてください。",
}


def parse_toml(content: bytes, file: str) -> dict[str, object]:
    """Return the tables of a TOML file; UnreadableFile where the bytes are no UTF-8 or no TOML."""
    if len(content) > TOML_LIMIT:
        raise UnreadableFile(f"大きすぎます。TOML は {TOML_LIMIT // 1024 // 1024} MB までです。", file=file)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile("UTF-8 として読めません。UTF-8 で保存し直してください。", file=file, row=row) from None
    except ValueError as error:
        raise UnreadableFile(f"TOML として読めません（{error}）。書き方を直してください。", file=file) from None
    except RecursionError:
        raise UnreadableFile("入れ子が深すぎます。平らな表に直してください。", file=file) from None


def validated(model: type[M], table: Mapping[str, object], file: str, place: str = "") -> M:
    """Return the table as a `model`; BadInput with the field's place and value where it does not fit."""
    try:
        return model.model_validate(table)
    except ValidationError as error:
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        raise BadInput(
            sentence(first["type"], first.get("ctx", {}), first["msg"]),
            file=file,
            field=field_path(place, first["loc"]),
            value=None if first["type"] == "missing" else str(first["input"]),
        ) from None


@contextmanager
def printed_place(file: str, row: int) -> Iterator[None]:
    """Turn a value that a type of the model refuses, or a BadInput without a place, into BadInput of this row."""
    try:
        yield
    except BadInput as error:
        if error.file is not None:
            raise
        raise BadInput(error.problem, file=file, row=row, field=error.field, value=error.value) from None
    except ValidationError as error:
        first = error.errors()[0]
        problem = sentence(first["type"], first.get("ctx", {}), first["msg"])
        field = field_path("", first["loc"]) or None
        raise BadInput(problem, file=file, row=row, field=field, value=str(first["input"])) from None


def sentence(kind: str, context: Mapping[str, object], message: str) -> str:
    """Return what pydantic found wrong, as a Japanese sentence."""
    if kind in _SENTENCES:
        return _SENTENCES[kind].format_map({key: str(value).replace(" or ", ", ") for key, value in context.items()})
    if "no date" in message:
        return "日付ではありません。2021、2021-02、2021-02-09 のように書いてください。"
    if "control character" in message:
        return "制御文字が入っています。取り除いてください。"
    return f"使えない値です（{message.removeprefix('Value error, ')}）。書き方を直してください。"


def field_path(place: str, steps: Sequence[str | int]) -> str:
    """Return a path such as `consortium[2].seat[1].role`, with lists counted from 1."""
    path = place
    for step in steps:
        if isinstance(step, int):
            path += f"[{step + 1}]"
        else:
            path += f".{step}" if path else step
    return path
