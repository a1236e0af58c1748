"""The names that the product knows without any register: those of its curated table of other names."""

from functools import lru_cache

from musubime.types.vocabulary import Kind
from musubime_loaders.bundled import bundled_aliases
from musubime_loaders.names.known import KnownNames


@lru_cache(maxsize=1)
def bundled_names() -> KnownNames:
    """Return the names of the curated table of other names that comes with the product."""
    aliases = [alias for alias in bundled_aliases() if alias.kind is Kind.ORGANIZATION]
    return KnownNames(others=((alias.alias, alias.canonical) for alias in aliases))
