"""Backups and copies: every change set of a store, in order, so that the other store arrives at the same graph version.

A backup is gzip of JSON Lines: a head, one change set a line, who is not to be shown, and a last line with the number
and hash of all. The suppression list and the hashes of erased names go along: a store that was moved must not show whom
the old one hid. Keys and audit stay where they are.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

import musubime
from musubime.errors import BadInput, StoreError
from musubime.store.port import Progress, Store, Withheld
from musubime.types.changes import ChangeSet

FORMAT = "musubime-backup"
FORMAT_VERSION = 2
"""1: without those who are not to be shown. An older product refuses 2 instead of showing them."""
_LINE_LIMIT = 1 << 30
_WBITS_GZIP = 31


class _Head(BaseModel):
    model_config = ConfigDict(frozen=True)

    format: str
    format_version: int
    product_version: str
    change_sets: int
    graph_version: str


class _Tail(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    change_sets: int
    sha256: str


def backup_of(store: Store) -> Iterator[bytes]:
    """Yield the parts of a backup of what the ledger holds now; a load that comes meanwhile is not in it."""
    seq = store.ledger_seq()
    head = _Head(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        product_version=musubime.__version__,
        change_sets=seq,
        graph_version=_version(store),
    )
    return _packed(_lines(head, store, seq))


def _lines(head: _Head, store: Store, seq: int) -> Iterator[bytes]:
    digest, written = hashlib.sha256(), 0
    yield head.model_dump_json().encode() + b"\n"
    for change_set in store.change_sets():
        if written == seq:
            break
        line = change_set.model_dump_json(exclude_defaults=True).encode() + b"\n"
        digest.update(line)
        written += 1
        yield line
    line = store.withheld().model_copy(update={"stamp": 0}).model_dump_json(exclude_defaults=True).encode() + b"\n"
    digest.update(line)
    yield line
    yield _Tail(change_sets=written, sha256=digest.hexdigest()).model_dump_json().encode() + b"\n"


def _packed(lines: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, _WBITS_GZIP)
    yield from (part for line in lines if (part := packer.compress(line)))
    yield packer.flush()


def restore(file: Path, store: Store, progress: Progress) -> str:
    """Write a backup into an empty store and return its graph version.

    The whole file is checked before anything is written. Raises BadInput for a file that is no whole backup, or a
    store that is not empty.
    """
    _check_empty(store)
    head = _checked(file)
    # first, so that nothing is shown meanwhile
    _withhold(store, _withheld(file, head))
    _apply(store, _change_sets(file), head.change_sets, progress)
    return _arrived(store, head.graph_version)


def check_backup(file: Path) -> None:
    """Read a backup to its end; raises BadInput where it is none, or not whole."""
    _checked(file)


def copied(source: Store, target: Store, progress: Progress) -> str:
    """Write every change set of one store into another, empty one, and return the graph version of both."""
    _check_empty(target)
    seq = source.ledger_seq()
    _withhold(target, source.withheld())
    change_sets = (change_set for _, change_set in zip(range(seq), source.change_sets(), strict=False))
    last = _apply(target, change_sets, seq, progress)
    return _arrived(target, last.version_after if last else _version(source))


def _withhold(store: Store, withheld: Withheld) -> None:
    """Hide in a store whom another hides, besides those it hides already."""
    for row in withheld.suppressed:
        store.suppress(row)
    if withheld.erased.names:
        store.remember_erased(withheld.erased)


def _check_empty(store: Store) -> None:
    if store.ledger_seq():
        raise BadInput(
            f"{store.address} には既にデータがあります。空のストアか、まだないフォルダーを指定してください。"
        )


def _apply(store: Store, change_sets: Iterable[ChangeSet], total: int, progress: Progress) -> ChangeSet | None:
    last = None
    for done, last in enumerate(change_sets):
        progress(last.title, done, total)
        store.apply(last)
    return last


def _arrived(store: Store, expected: str) -> str:
    version = store.read_graph().version
    if version != expected:
        raise StoreError(
            f"グラフの版が元と違います（{version}、元は {expected}）。"
            "新しいストアを捨て、musubime verify で元のストアを調べてください。"
        )
    return version


def _version(store: Store) -> str:
    history = store.history()
    return history[-1].version_after if history else store.read_graph().version


def _checked(file: Path) -> _Head:
    """Read a backup to its end and return its head; raises BadInput where anything is missing or changed."""
    lines = _read(file)
    try:
        head = _Head.model_validate_json(next(lines, b""))
    except ValidationError:
        raise _no_backup(file) from None
    if head.format != FORMAT or not 1 <= head.format_version <= FORMAT_VERSION:
        raise _no_backup(file)
    digest, tail = hashlib.sha256(), None
    last = head.change_sets + (head.format_version > 1)
    for place, line in enumerate(lines):
        if place == last:
            tail = _tail(line)
            break
        digest.update(line)
    if tail != _Tail(change_sets=head.change_sets, sha256=digest.hexdigest()):
        raise _damaged(file)
    return head


def _tail(line: bytes) -> _Tail | None:
    try:
        return _Tail.model_validate_json(line)
    except ValidationError:
        return None


def _withheld(file: Path, head: _Head) -> Withheld:
    if head.format_version == 1:
        return Withheld()
    try:
        return Withheld.model_validate_json(next(islice(_read(file), head.change_sets + 1, None)))
    except ValidationError:
        raise BadInput(
            "この版の結び目では読めない非表示の一覧があります。控えを取った版で戻してください。", file=str(file)
        ) from None


def _change_sets(file: Path) -> Iterator[ChangeSet]:
    lines = _read(file)
    head = orjson.loads(next(lines))
    for _, line in zip(range(head["change_sets"]), lines, strict=False):
        try:
            yield ChangeSet.model_validate_json(line)
        except ValidationError:
            raise BadInput(
                "この版の結び目では読めない記録があります。控えを取った版で戻してください。", file=str(file)
            ) from None


def _read(file: Path) -> Iterator[bytes]:
    try:
        with gzip.open(file) as lines:
            while line := lines.readline(_LINE_LIMIT):
                yield line
    except gzip.BadGzipFile:
        # the same error for what is no gzip at all and for one whose check sum is wrong
        raise (_damaged(file) if _begins_as_gzip(file) else _no_backup(file)) from None
    except (EOFError, zlib.error):
        raise _damaged(file) from None


def _begins_as_gzip(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(2) == b"\x1f\x8b"


def _no_backup(file: Path) -> BadInput:
    return BadInput("結び目の控えではありません。musubime backup で作ったファイルを指定してください。", file=str(file))


def _damaged(file: Path) -> BadInput:
    return BadInput("控えが途中で切れているか、壊れています。別の控えを指定してください。", file=str(file))
