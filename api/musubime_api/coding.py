"""Content coding: which one a client takes, and the bytes in it."""

import zlib
from collections.abc import Iterator
from typing import Literal

import zstandard

Coding = Literal["identity", "gzip", "zstd"]
LEAST = 512
"""Shorter bodies are sent as they are."""
_ZSTD_LEVEL, _GZIP_LEVEL, _GZIP_WINDOW = 3, 1, 31


def coding_for(accept_encoding: str) -> Coding:
    """Return the best coding that an `Accept-Encoding` header takes: zstd, gzip, or none.

    >>> coding_for("gzip, deflate, br, zstd"), coding_for("gzip;q=0, *;q=0.1"), coding_for("")
    ('zstd', 'zstd', 'identity')
    """
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        weights[name.strip()] = _weight(parameters)
    rest = weights.get("*", 0.0)
    if weights.get("zstd", rest) > 0:
        return "zstd"
    return "gzip" if weights.get("gzip", weights.get("x-gzip", rest)) > 0 else "identity"


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def encoded(body: bytes, coding: Coding) -> bytes:
    """Return `body` in a coding."""
    if coding == "zstd":
        return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(body)
    if coding == "gzip":
        packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
        return packer.compress(body) + packer.flush()
    return body


def encoded_stream(parts: Iterator[bytes], coding: Coding) -> Iterator[bytes]:
    """Yield `parts` in a coding, without ever holding the whole."""
    if coding == "identity":
        yield from parts
        return
    if coding == "zstd":
        zstd = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()
        yield from (packed for part in parts if (packed := zstd.compress(part)))
        yield zstd.flush()
        return
    gzip = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    yield from (packed for part in parts if (packed := gzip.compress(part)))
    yield gzip.flush()
