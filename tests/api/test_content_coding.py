"""Answers travel packed where the client takes it, and are the same bytes when unpacked."""

import zlib

import pytest
import zstandard

from musubime_api.coding import Coding, coding_for, encoded, encoded_stream

PARTS = [f"{number},徳島大学,代表\n".encode() * 50 for number in range(300)]


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0", "gzip"),
        ("*", "zstd"),
        ("gzip;q=0, *;q=0", "identity"),
        ("br", "identity"),
        ("gzip;q=x", "identity"),
        ("GZIP", "gzip"),
    ],
)
def test_the_best_coding_that_the_client_takes_is_chosen(header: str, coding: Coding) -> None:
    assert coding_for(header) == coding


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_a_stream_and_a_whole_unpack_to_the_same_bytes(coding: Coding) -> None:
    whole = b"".join(PARTS)
    assert _unpacked(b"".join(encoded_stream(iter(PARTS), coding)), coding) == whole
    assert _unpacked(encoded(whole, coding), coding) == whole


def _unpacked(body: bytes, coding: Coding) -> bytes:
    if coding == "gzip":
        return zlib.decompress(body, 31)
    return zstandard.ZstdDecompressor().decompressobj().decompress(body) if coding == "zstd" else body
