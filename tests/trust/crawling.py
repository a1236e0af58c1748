"""Everything that the pages link to, as a reader who clicks on everything would find it."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import httpx

_LINK = re.compile(r'(?:href|action|src)="([^"]*)"')

_POSTING = re.compile(r'<form[^>]*method="post"[^>]*>', re.IGNORECASE)


class Visit(NamedTuple):
    """One address, the page that linked to it, and what it answered."""

    address: str
    linked_from: str
    answer: httpx.Response


def visits(http: httpx.Client, starts: Sequence[str]) -> Iterator[Visit]:
    """Yield every address that can be reached from some pages, each once.

    Filters multiply without end: from a page with filters only records, files and pages without any are followed.
    English pages are followed from where they are a start.
    """
    waiting = [(start, "") for start in starts]
    seen = set(starts)
    while waiting:
        address, linked_from = waiting.pop()
        answer = http.get(address)
        yield Visit(address, linked_from, answer)
        if answer.headers.get("content-type", "").startswith("text/html"):
            for link in links(answer.text):
                followed = "?" not in address or "?" not in link or link.startswith("/api/")
                if followed and link not in seen and "lang=en" not in link:
                    seen.add(link)
                    waiting.append((link, address))


def links(page: str) -> list[str]:
    """Return the addresses on this host that a page leads to, without their fragments; forms that write do not."""
    found = [html.unescape(link).partition("#")[0] for link in _LINK.findall(_POSTING.sub("", page))]
    return [link for link in found if link.startswith("/")]
