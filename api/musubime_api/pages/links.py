"""Addresses inside the site: the language and the filters stay in every link that keeps the view."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from starlette.requests import Request

FILTERS = ("prefecture", "programme", "owner", "consortium", "roster", "as_of", "sector", "located_in", "within")
"""Query parameters that select what is shown."""

PATHS = {
    "Organization": "/organizations/",
    "Person": "/persons/",
    "Post": "/posts/",
    "Programme": "/programmes/",
    "Consortium": "/consortia/",
    "Source": "/sources/",
    "Prefecture": "/prefectures/",
}
WIDE = "wide"
"""The word in addresses for consortia of wider regions, which no prefecture code names."""
SELECTING_PAGES = {"prefectures": "prefecture", "programmes": "programme", "consortia": "consortium"}
"""Pages of one record whose address selects seats, with the filter that does."""
Value = str | Iterable[str] | None


class Links:
    """Makes the addresses of one answer."""

    def __init__(self, request: Request, lang: str) -> None:
        self.path = request.url.path
        self.lang = lang
        self.query = [pair for pair in request.query_params.multi_items() if pair[0] != "lang" and pair[1]]

    def to(self, path: str, **params: Value) -> str:
        """Return the address of a path with these parameters, in the language of the page."""
        return self._address(path, _pairs(params))

    def record(self, kind: str, id: str) -> str:
        """Return the address of the page of a record."""
        return self.to(PATHS[kind[:1].upper() + kind[1:]] + quote(id, safe=":"))

    def here(self, **changes: Value) -> str:
        """Return the address of this page with some parameters replaced, or taken out for None."""
        kept = [(name, value) for name, value in self.query if name not in changes]
        return self._address(self.path, kept + _pairs(changes))

    def filtered(self, path: str, **changes: Value) -> str:
        """Return the address of a path that keeps the filters of this page."""
        kept = [(name, value) for name, value in self.query if name in FILTERS and name not in changes]
        return self._address(path, kept + _pairs(changes))

    def cited(self, form: str) -> str:
        """Return the address of the citation of what this page selects, in one form and the language of the page.

        No filter selects the wider regions beside the map: their page cites the whole.
        """
        place, _, of = self.path[1:].partition("/")
        selecting = place in SELECTING_PAGES and of and self.path != f"/prefectures/{WIDE}"
        record: dict[str, Value] = {SELECTING_PAGES[place]: of} if selecting else {}
        return self.filtered("/api/v1/cite", **record, format=form, lang="en" if self.lang == "en" else None)

    def switched(self) -> str:
        """Return the address of this page in the other language."""
        query = list(self.query) if self.lang == "en" else [*self.query, ("lang", "en")]
        return self.path + ("?" + urlencode(query) if query else "")

    def _address(self, path: str, pairs: list[tuple[str, str]]) -> str:
        if self.lang == "en" and not path.startswith(("/api/v1", "/static")):
            pairs = [*pairs, ("lang", "en")]
        return path + ("?" + urlencode(pairs) if pairs else "")


def _pairs(params: dict[str, Value]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in params.items():
        if value is None:
            continue
        values = [value] if isinstance(value, str) else list(value)
        pairs += [(name, one) for one in values if one]
    return pairs
