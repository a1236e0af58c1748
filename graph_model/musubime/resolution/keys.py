"""The keys of a name, by which prints are found to be one name: everything that links or compares uses these."""

from functools import lru_cache
from typing import NamedTuple

from musubime.resolution.names.folding import closed_up, spaced
from musubime.resolution.names.legal_forms import divided, written_out
from musubime.resolution.names.variants import variant


class PreparedKeys(NamedTuple):
    """All keys of one name; `side` of its legal form is `before`, `after` or empty."""

    exact: str
    core: str
    variant: str
    form: str
    side: str


@lru_cache(maxsize=200_000)
def exact_key(name: str) -> str:
    """Return the key under which two prints are one name (T1): width, spaces, hyphens and ㈱ written out.

    The side of 株式会社, the case of letters and every character that is not the same one stay apart.
    """
    return written_out(closed_up(name))


def core_key(name: str) -> str:
    """Return the exact key without its legal form (T3): 株式会社X, X株式会社 and X alike; by itself no evidence."""
    return divided(exact_key(name), spaced(name)).core


def variant_key(name: str) -> str:
    """Return the exact key with case, middle dots, old characters, small kana and homoglyphs folded (T4)."""
    return variant(exact_key(name))


@lru_cache(maxsize=50_000)
def prepared(name: str) -> PreparedKeys:
    """Return all keys of a name at once."""
    exact = exact_key(name)
    core, form, side = divided(exact, spaced(name) if _ends_in_latin(exact) else "")
    return PreparedKeys(exact, core, variant(exact), form, side)


def _ends_in_latin(exact: str) -> bool:
    return exact[-1:] == "." or exact[-1:].isascii()
