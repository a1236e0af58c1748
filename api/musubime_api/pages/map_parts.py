"""What both maps share: their filters, the link to their data, and the documents that state them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from musubime.questions.answers import EvidenceRow
from musubime.questions.answers_maps import ProgrammeCard
from musubime.questions.library import Library
from musubime_api.pages.filter_form import FilterForm, Option, filter_form
from musubime_api.pages.record_parts import MOST_SOURCES, SourceLink, source_links
from musubime_api.pages.rendering import Page


def map_filters(page: Page, library: Library, cards: Sequence[ProgrammeCard]) -> FilterForm:
    """Return the form with the prefectures and owners of all programmes of a map, by how many they have."""
    places = Counter(code for one in cards for code in one.prefecture)
    owners = Counter(owner.id for one in cards for owner in one.owners)
    names = {owner.id: owner.name for one in cards for owner in one.owners}
    titles = library.roster_titles()
    rosters = {
        roster: title for roster, title in titles.items() if roster in page.request.query_params.getlist("roster")
    }
    options = {
        "prefecture": [Option(code, page.labels.prefecture(code), places[code]) for code in sorted(places)],
        "owner": [
            Option(id, names[id], owners[id]) for id in sorted(owners, key=lambda id: (-owners[id], names[id], id))
        ],
        "roster": [Option(roster, title) for roster, title in sorted(rosters.items())],
    }
    form = filter_form(page, options, fixed=("as_of",), beside=True)
    # a programme's own prefecture counts here too, not only that of a consortium
    labels = {"prefecture": page.words("consortium.prefecture")}
    return form._replace(groups=[group._replace(label=labels.get(group.name, group.label)) for group in form.groups])


def map_sources(page: Page, evidence: Iterable[EvidenceRow]) -> list[SourceLink]:
    """Return the documents behind a map, the first few in the order of its programmes; the rest is counted."""
    links = source_links(page, (), tuple(evidence))
    if len(links) <= MOST_SOURCES:
        return links
    more = page.words("footer.more_sources", count=len(links) - MOST_SOURCES)
    return [*links[:MOST_SOURCES], SourceLink(more, page.links.to("/about") + "#sources")]
