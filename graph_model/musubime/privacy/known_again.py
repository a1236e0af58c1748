"""Erased names known again in what is read later: by keyed hashes, from which nobody can read them."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from musubime.privacy.masking import Mask
from musubime.privacy.spelling import Entry, Rule, fold, is_name_at, squeezed
from musubime.store.port import Erased, ErasedName

_DIGEST_BYTES = 16
_KEY_BYTES = 32


def with_names(erased: Erased, mask: Mask, at: str) -> Erased:
    """Return the hashes with those of the names that a mask knows."""
    key = erased.key or secrets.token_hex(_KEY_BYTES)
    new = [
        ErasedName(digest=_digest(key, entry), rule=entry.rule, length=len(entry.letters), at=at)
        for entry in sorted(mask.entries)
    ]
    known = {name.digest for name in erased.names}
    return Erased(key=key, names=(*erased.names, *(name for name in new if name.digest not in known)))


def _digest(key: str, entry: Entry) -> str:
    text = f"{entry.rule}:{entry.letters}"
    return hashlib.blake2b(text.encode(), key=bytes.fromhex(key), digest_size=_DIGEST_BYTES).hexdigest()


def neutral_hash(key: str, hash: str) -> str:
    """Return what takes the place of a mention's hash that was made of an erased name: nobody can guess it back."""
    return hashlib.blake2b(f"mention:{hash}".encode(), key=bytes.fromhex(key), digest_size=10).hexdigest()


def mask_for(records: Iterable[BaseModel], erased: Erased, spare: Iterable[str] = ()) -> Mask:
    """Return the mask of the erased names that these records print; `spare` as in `Mask`."""
    if not erased.names:
        return Mask(())
    digests: defaultdict[tuple[int, Rule], set[str]] = defaultdict(set)
    for name in erased.names:
        digests[name.length, name.rule].add(name.digest)
    found: set[Entry] = set()
    for text in {text for record in records for text in _texts(record)}:
        found.update(_known(text, digests, erased.key))
    return Mask.made(found, spare)


def _known(text: str, digests: dict[tuple[int, Rule], set[str]], key: str) -> Iterator[Entry]:
    found = squeezed(fold(text))
    for (length, rule), known in digests.items():
        for start in range(len(found.letters) - length + 1):
            if is_name_at(rule, text, found.starts[start], found.ends[start + length - 1]):
                entry = Entry(rule, found.letters[start : start + length])
                if _digest(key, entry) in known:
                    yield entry


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for inner in value.__dict__.values():
            yield from _texts(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts((name, item))
    elif type(value) is str:
        yield value
