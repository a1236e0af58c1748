"""A citation in its three forms: plain text, BibTeX, and the Citation File Format 1.2.0."""

import json
import re
from typing import NamedTuple
from urllib.parse import quote

from musubime.questions.answers_citing import CitedSource

TITLE = {"ja": "結び目: 産学官の会議体の名簿のグラフ", "en": "Musubime: a graph of the rosters of Japanese consortia"}
AUTHORS = "The Musubime authors"
SOFTWARE = "Musubime 結び目"
SOFTWARE_LICENCE = "Apache-2.0"
UNKNOWN_PUBLISHER = {"ja": "発行者の記載なし", "en": "publisher not stated"}
UNKNOWN_LICENCE = {"ja": "ライセンスの記載なし", "en": "licence not stated"}
_YEAR, _MONTH, _DAY = len("2021"), len("2021-11"), len("2021-11-30")


class Cited(NamedTuple):
    """What a citation says, whatever its form."""

    graph_version: str
    product: str
    loaded_at: str | None
    path: str
    filters: tuple[str, ...]
    as_of: str | None
    seats: int
    consortia: int
    sources: tuple[CitedSource, ...]


def as_text(cited: Cited, lang: str) -> str:
    """Return one paragraph, and below it a line for each source."""
    english = lang == "en"
    day = (cited.loaded_at or "")[:_DAY]
    year = f" ({day[:_YEAR]})" if day else ""
    head = f"{AUTHORS}{year}. {TITLE[lang]}. {_selection(cited, lang)} {SOFTWARE} {cited.product}, {cited.path}"
    label = "Sources:" if english else "出典:"
    return "\n".join([head, label, *(f"- {_source_line(source, lang)}" for source in cited.sources)]) + "\n"


def _selection(cited: Cited, lang: str) -> str:
    """Return which seats of which graph version are cited, as one sentence."""
    chosen = ", ".join(cited.filters)
    if lang == "en":
        as_of = f" as of {cited.as_of}" if cited.as_of else ""
        which = f"seats with {chosen}" if chosen else "all seats"
        return f"Graph version {cited.graph_version}: {which}{as_of} ({cited.seats} on {cited.consortia} consortia)."
    as_of = f"、{cited.as_of} 時点" if cited.as_of else ""
    which = f"条件 {chosen}" if chosen else "全体"
    return f"グラフの版 {cited.graph_version}。{which}{as_of}（会議体 {cited.consortia}、席 {cited.seats}）。"


def _source_line(source: CitedSource, lang: str) -> str:
    parts = [source.publisher or UNKNOWN_PUBLISHER[lang], f"「{source.title}」" if lang == "ja" else source.title]
    parts += [part for part in (source.date, source.url) if part]
    parts.append(_licence(source, lang))
    return ("、" if lang == "ja" else ", ").join(parts)


def _licence(source: CitedSource, lang: str) -> str:
    if source.licence is None:
        return UNKNOWN_LICENCE[lang]
    return f"licence: {source.licence}" if lang == "en" else f"ライセンス: {source.licence}"


_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: "\\" + character for character in "$&%#_"},
}
"""What LaTeX would read as its own; braces by name, because BibTeX counts even those behind a backslash."""


def latex(text: str) -> str:
    """Return a text that BibTeX and LaTeX print as it is."""
    return "".join(_LATEX.get(character, character) for character in re.sub(r"\s+", " ", text))


def as_bibtex(cited: Cited, lang: str) -> str:
    """Return an entry for the graph and one for each source, in UTF-8."""
    note = f"{_selection(cited, lang)} {cited.path}"
    fields = {
        "title": latex(f"{TITLE[lang]} ({cited.graph_version})"),
        "year": (cited.loaded_at or "")[:_YEAR],
        "month": (cited.loaded_at or "")[_YEAR + 1 : _MONTH].lstrip("0"),
        "version": latex(cited.product),
        "note": latex(note),
    }
    entries = [_entry(f"musubime-{cited.graph_version}", AUTHORS, fields)]
    for source in cited.sources:
        date = source.date or ""
        fields = {
            "title": latex(source.title),
            "year": date[:_YEAR],
            "month": date[_YEAR + 1 : _MONTH].lstrip("0"),
            "url": _bare_url(source.url) if source.url else "",
            "note": latex(_licence(source, lang)),
        }
        entries.append(_entry(f"musubime-source-{source.id}", source.publisher or UNKNOWN_PUBLISHER[lang], fields))
    return "\n".join(entries)


def _entry(key: str, author: str, fields: dict[str, str]) -> str:
    # the second pair of braces keeps a body from being read as first and last name, and a title's case as it is
    rows = [f"  author = {{{{{latex(author)}}}}},"]
    for name, value in fields.items():
        if value:
            rows.append(f"  {name} = {{{{{value}}}}}," if name == "title" else f"  {name} = {{{value}}},")
    return f"@misc{{{key},\n" + "\n".join(rows) + "\n}\n"


def _bare_url(url: str) -> str:
    """Return an address in ASCII without what BibTeX counts or LaTeX's `\\url` stumbles over."""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~-._")


def as_cff(cited: Cited, lang: str) -> str:
    """Return a `CITATION.cff` (https://citation-file-format.github.io, schema 1.2.0)."""
    day = (cited.loaded_at or "")[:_DAY]
    rows = [
        "cff-version: 1.2.0",
        f"message: {_quoted(_MESSAGE[lang])}",
        "type: dataset",
        f"title: {_quoted(TITLE[lang])}",
        "authors:",
        f"  - name: {_quoted(AUTHORS)}",
        f"version: {_quoted(cited.graph_version)}",
        *([f"date-released: {_quoted(day)}"] if day else []),
        f"abstract: {_quoted(_selection(cited, lang))}",
        "identifiers:",
        "  - type: other",
        f"    value: {_quoted(cited.path)}",
        f"    description: {_quoted(_PATH[lang])}",
        "references:",
        "  - type: software",
        f"    title: {_quoted(SOFTWARE)}",
        "    authors:",
        f"      - name: {_quoted(AUTHORS)}",
        f"    version: {_quoted(cited.product)}",
        f"    license: {SOFTWARE_LICENCE}",
    ]
    for source in cited.sources:
        rows += _reference(source, lang)
    return "\n".join(rows) + "\n"


_MESSAGE = {
    "ja": "このデータを使うときは、グラフの版と出典を添えて引用してください。",
    "en": "If you use these data, please cite the graph version and the sources.",
}
_PATH = {
    "ja": "この版のグラフを持つサーバーで、引用した席を返すアドレス",
    "en": "Address that returns the cited seats on any server with this graph version",
}


def _reference(source: CitedSource, lang: str) -> list[str]:
    rows = [
        "  - type: generic",
        f"    title: {_quoted(source.title)}",
        "    authors:",
        f"      - name: {_quoted(source.publisher or UNKNOWN_PUBLISHER[lang])}",
        f"    notes: {_quoted(_licence(source, lang))}",
    ]
    if source.date:
        if len(source.date) == _DAY:
            rows.append(f"    date-published: {_quoted(source.date)}")
        rows.append(f"    year: {int(source.date[:_YEAR])}")
        if len(source.date) >= _MONTH:
            rows.append(f"    month: {int(source.date[_YEAR + 1 : _MONTH])}")
    if source.url and re.match(r"(https?|s?ftp)://", source.url):
        rows.append(f"    url: {_quoted(_bare_url(source.url))}")
    return rows


def _quoted(text: str) -> str:
    """Return a text as a quoted scalar of YAML, which reads strings of JSON; what is not printable is escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda found: f"\\u{ord(found.group()):04x}", quoted)
