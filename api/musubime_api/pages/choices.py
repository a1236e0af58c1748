"""What can be filtered by: the prefectures, programmes, owners and rosters that the graph holds."""

from collections import Counter

from musubime.questions.answers_records import ProgrammeList
from musubime.questions.library import Library
from musubime.questions.lists import programmes
from musubime.questions.paging import MOST
from musubime.questions.prefectures import prefectures
from musubime.questions.selection import Selection
from musubime_api.pages.asked import all_items
from musubime_api.pages.filter_form import Option, sectors
from musubime_api.pages.rendering import Page


def filter_options(page: Page, library: Library) -> dict[str, list[Option]]:
    """Return the options of every filter; a prefecture, programme or owner counts its consortia."""
    return library.kept(("filter options", library.version(), page.lang), lambda: _options(page, library))


def _options(page: Page, library: Library) -> dict[str, list[Option]]:
    schemes = [one for one in all_items(lambda cursor: _programmes(library, cursor)) if one.consortia]
    schemes.sort(key=lambda one: (-one.consortia, one.name, one.id))
    owned: Counter[str] = Counter()
    names: dict[str, str] = {}
    for scheme in schemes:
        for owner in scheme.owners:
            owned[owner.id] += scheme.consortia
            names[owner.id] = owner.name
    owners = sorted(owned, key=lambda id: (-owned[id], names[id]))
    places = prefectures(library, Selection(), page.lang).items
    return {
        "prefecture": [
            Option(one.code, one.name, one.consortia + one.not_reported)
            for one in places
            if one.code and one.consortia + one.not_reported
        ],
        "programme": [Option(one.id, one.name, one.consortia) for one in schemes],
        "owner": [Option(id, names[id], owned[id]) for id in owners],
        "sector": sectors(page),
        "roster": [Option(id, title) for id, title in sorted(_rosters(library).items(), key=lambda pair: pair[1])],
    }


def _programmes(library: Library, cursor: str | None) -> ProgrammeList:
    return programmes(library, Selection(), limit=MOST, cursor=cursor)


def _rosters(library: Library) -> dict[str, str]:
    """Return the title of each roster that states a consortium."""
    titles = library.roster_titles()
    stating = {roster for rosters in library.snapshot().consortium_rosters.values() for roster in rosters}
    return {roster: titles.get(roster, roster) for roster in stating}
