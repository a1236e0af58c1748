"""What can be filtered by: the prefectures, programmes, owners and rosters that the graph holds."""

from collections import Counter

from musubime.questions.library import Library
from musubime.questions.lists import consortia, programmes, sources
from musubime.questions.paging import MOST
from musubime.questions.selection import Selection
from musubime.types.prefectures import PREFECTURES
from musubime_api.pages.filter_form import Option, sectors
from musubime_api.pages.rendering import Page


def filter_options(page: Page, library: Library) -> dict[str, list[Option]]:
    """Return the options of every filter; a prefecture, programme or owner counts its consortia."""
    return library.kept(("filter options", library.version(), page.lang), lambda: _options(page, library))


def _options(page: Page, library: Library) -> dict[str, list[Option]]:
    bodies = consortia(library, Selection(), limit=MOST).items
    schemes = [one for one in programmes(library, Selection(), limit=MOST).items if one.consortia]
    by_place = Counter(code for body in bodies for code in body.prefecture)
    codes = sorted(one.code for one in PREFECTURES if by_place[one.code])
    owned: Counter[str] = Counter()
    names: dict[str, str] = {}
    for scheme in schemes:
        for owner in scheme.owners:
            owned[owner.id] += scheme.consortia
            names[owner.id] = owner.name
    return {
        "prefecture": [Option(code, page.labels.prefecture(code), by_place[code]) for code in codes],
        "programme": [Option(one.id, one.name, one.consortia) for one in schemes],
        "owner": [Option(id, names[id], owned[id]) for id in sorted(owned, key=lambda id: (-owned[id], names[id]))],
        "sector": sectors(page),
        "roster": [Option(id, title) for id, title in sorted(_rosters(library).items(), key=lambda pair: pair[1])],
    }


def _rosters(library: Library) -> dict[str, str]:
    """Return each roster that states a consortium, with the title of its first document."""
    titles: dict[str, str] = {}
    stating = {roster for rosters in library.snapshot().consortium_rosters.values() for roster in rosters}
    for source in sources(library, Selection(), limit=MOST).items:
        if source.roster in stating:
            titles.setdefault(source.roster, source.title)
    return titles
