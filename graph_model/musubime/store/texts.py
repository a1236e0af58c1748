"""The Cypher texts, one question a file; the only names put into them come from the closed vocabularies."""

from functools import lru_cache
from importlib.resources import files

from musubime.types.vocabulary import Kind, TieType


def identifier(name: Kind | TieType) -> str:
    """Return a label or relationship type of the closed vocabularies, quoted for Cypher."""
    if not isinstance(name, Kind | TieType):
        raise TypeError(f"{name!r} is no member of a closed vocabulary")
    return f"`{name.value}`"


@lru_cache(maxsize=None, typed=True)
def cypher(
    question: str,
    *,
    kind: Kind | None = None,
    type: TieType | None = None,
    start: Kind | None = None,
    end: Kind | None = None,
) -> str:
    """Return the text of `cypher/<question>.cypher` with its `<kind>`, `<type>`, `<start>` and `<end>` named.

    Raises KeyError when the text has a place that was not given a name.
    """
    text = files("musubime.store").joinpath("cypher", f"{question}.cypher").read_text("utf-8")
    for place, name in {"<kind>": kind, "<type>": type, "<start>": start, "<end>": end}.items():
        if name is not None:
            text = text.replace(place, identifier(name))
            if place == "<kind>":
                text = text.replace("<constraint>", f"unique_{name.value.lower()}")
        elif place in text:
            raise KeyError(f"{question}: {place}")
    return text
