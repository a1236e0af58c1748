"""Registers with bytes changed at random: a sentence or a register that can be asked, never a traceback."""

import random
from pathlib import Path

from musubime.errors import BadInput
from tests.registers.files import (
    EDINET,
    FULL,
    JOINED_HEADINGS,
    MEXT,
    ROR_1,
    ROR_2,
    SLICE_HEADINGS,
    as_csv,
    as_gz,
    as_json,
    as_xlsx,
    as_zip,
    index,
    load,
)

TIMES = 600
SOUND = (
    as_csv(FULL),
    as_csv(FULL, "cp932"),
    as_csv(EDINET, "cp932"),
    as_csv(MEXT),
    as_xlsx(MEXT),
    as_json(ROR_1),
    as_json(ROR_2),
    as_zip({"a.csv": as_csv(FULL)}),
    as_gz(as_csv(MEXT)),
    f"{JOINED_HEADINGS}\ncn:4000020360007,徳島県,,,x,徳島県,,,,4000020360007,,,,,,NTA\n".encode(),
    f"{SLICE_HEADINGS}\n1010401125773,社宅ネット株式会社,301,徳島県,徳島市,,,,2025-12-17,11,7120001138432,\n".encode(),
)
WORDS = (
    b"\0", b'"', b",", b"\r", b"\n", b"\xff", b"\xed\xa0\x80", b"\\ud800", b"9" * 5_000, b"[", b"}", b"null", b"1e999",
    "０".encode(), b"\xef\xbb\xbf", b"A" * 1_100, b"\x1a",
)  # fmt: skip


def changed(chance: random.Random, sound: bytes) -> bytes:
    content = bytearray(sound)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(3):
            case 0:
                content[at : at + chance.choice((0, 1, 3))] = chance.choice(WORDS)
            case 1:
                del content[at : at + chance.randint(1, 30)]
            case _:
                content[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(content)


def test_changed_bytes_are_a_sentence_or_a_register_that_can_be_asked(tmp_path: Path) -> None:
    chance = random.Random(2026)
    refused = 0
    for nth in range(TIMES):
        content = changed(chance, SOUND[nth % len(SOUND)])
        try:
            load(tmp_path, given__bin=content, nature=chance.choice((None, "full", "difference")))
        except BadInput:
            refused += 1
    assert 0 < refused < TIMES
    with index(tmp_path) as registers:
        known = (FULL[0][1], FULL[1][1], "E02163", "F136110110231", "044vy1d05")
        found = [hit.id for number in known for hit in registers.numbered(number)]
        assert all(registers.entry(id) is not None for id in found)
        assert sum(info.entries for info in registers.infos()) >= len(set(found)) > 0
