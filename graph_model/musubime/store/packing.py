"""Change sets as bytes: JSON, compressed."""

import zstandard
from pydantic import ValidationError

from musubime.errors import StoreBroken
from musubime.types.changes import ChangeSet


def packed(change_set: ChangeSet) -> bytes:
    """Return a change set as compressed JSON."""
    return zstandard.ZstdCompressor(level=3).compress(change_set.model_dump_json(exclude_defaults=True).encode())


def unpacked(body: bytes) -> ChangeSet:
    """Return the change set in these bytes; raises StoreBroken."""
    try:
        return ChangeSet.model_validate_json(zstandard.ZstdDecompressor().decompress(body))
    except (zstandard.ZstdError, ValidationError) as fault:
        raise StoreBroken(
            "台帳の変更記録を読めません。musubime restore でバックアップから新しい場所に戻してください。"
        ) from fault
