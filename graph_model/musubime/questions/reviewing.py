"""The review queue: which pairs of names somebody must look at, and everything that helps to tell."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from musubime.errors import BadQuestion
from musubime.questions.answers_records import IdentifierRow, NameRow
from musubime.questions.answers_review import ReviewItem, ReviewList, ReviewSide, RuleCount
from musubime.questions.library import Library, Reading
from musubime.questions.nodes import Nodes
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.rows import identifier_rows, name_rows, seat_rows
from musubime.resolution.aliases import Alias
from musubime.resolution.registers import RegisterIndex
from musubime.resolution.undecided import CandidatePair, undecided_pairs
from musubime.store.port import Store
from musubime.types.nodes import Consortium, Organization, Person
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Kind

LINES = 5
"""Seats of each candidate that the queue shows; the rest is counted."""
RULES = {
    "T0": ("別の名称に同じ番号が付いている", "Different names with one number"),
    "T1": ("同じ名称だが、場所が違うか分からない", "Same name, in another or an unknown place"),
    "T3": ("法人格の有無だけが違い、候補が一つに決まらない", "Legal form missing on one side, several candidates"),
    "T4": ("字体・中点・大小などだけが違う", "Differ in characters, middle dots or case only"),
    "T5": ("一方が他方の部署・施設とみられる", "One may be a unit or facility of the other"),
    "T6": ("表記が似ている", "Similar in print"),
    "person": ("同じ氏名の人", "Persons of the same name"),
    "register": ("登録簿に候補がある", "One candidate in a register"),
    "register several": ("登録簿の候補が一つに決まらない", "Several candidates in registers"),
    "put off": ("前に保留にした", "Put off before"),
    "conflict": ("判断どうしが食い違う", "Judgements that contradict each other"),
}


def open_pairs(
    library: Library, store: Store, aliases: Sequence[Alias], registers: RegisterIndex
) -> tuple[CandidatePair, ...]:
    """Return every open pair, worked out once for each change of the record; without those of hidden persons."""

    def found() -> tuple[CandidatePair, ...]:
        record = store.record()
        return tuple(undecided_pairs(record.editions, record.judgements, aliases, registers or None))

    pairs = library.kept(("open pairs", store.ledger_seq(), bool(registers)), found)
    if not library.hides_anybody():
        return pairs
    return tuple(pair for pair in pairs if pair.kind is not Kind.PERSON or _is_shown(library, pair))


def _is_shown(library: Library, pair: CandidatePair) -> bool:
    ids = (pair.left_id, pair.right_id)
    return library.persons and all(library.store.kept_id(Kind.PERSON, id) is not None for id in ids)


def review(
    library: Library,
    pairs: Sequence[CandidatePair],
    registers: RegisterIndex,
    *,
    rule: str | None = None,
    kind: str | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> ReviewList:
    """Return one page of the queue, of one rule or kind where asked; BadQuestion for a rule or kind that is none."""
    if rule is not None and rule not in RULES:
        raise BadQuestion(f"規則は {', '.join(RULES)} から選んでください。", field="rule", value=rule[:80])
    with library.reading() as reading:
        visible = [pair for pair in pairs if _visible(reading, pair)]
        ranked = [(place, pair) for place, pair in enumerate(visible, 1) if _wanted(pair, rule, kind)]
        page, following = paged(ranked, limit, cursor, lambda row: pair_id(row[1]))
        return ReviewList(
            graph_version=reading.version,
            total=len(ranked),
            next=following,
            items=tuple(_item(reading, registers, place, pair) for place, pair in page),
            rules=tuple(
                RuleCount(kind=of.name.lower(), rule=name, pairs=pairs)
                for (of, name), pairs in sorted(Counter((pair.kind, pair.rule) for pair in visible).items())
            ),
        )


def pair_id(pair: CandidatePair) -> str:
    """Return the id of a pair: the same as long as both nodes are."""
    text = "\x1f".join((pair.kind.value, pair.left_id, pair.right_id))
    return "pair:" + hashlib.sha256(text.encode()).hexdigest()[:20]


def _wanted(pair: CandidatePair, rule: str | None, kind: str | None) -> bool:
    return rule in (None, pair.rule) and kind in (None, pair.kind.name.lower())


def _visible(reading: Reading, pair: CandidatePair) -> bool:
    """Whether both candidates may be shown: a person on the suppression list is not in the graph that is read."""
    return pair.kind is not Kind.PERSON or {pair.left_id, pair.right_id} <= reading.snapshot.graph.persons.keys()


def _item(reading: Reading, registers: RegisterIndex, place: int, pair: CandidatePair) -> ReviewItem:
    return ReviewItem(
        rank=place,
        id=pair_id(pair),
        kind=pair.kind.name.lower(),
        rule=pair.rule,
        score=pair.score,
        reasons=pair.reasons,
        networks_gained=pair.networks_gained,
        undecided=pair.undecided,
        left=_side(reading, pair.kind, pair.left_id, pair.left_name),
        right=_registered(registers, pair.right_id, pair.right_name)
        if pair.rule.startswith("register")
        else _side(reading, pair.kind, pair.right_id, pair.right_name),
    )


def _side(reading: Reading, kind: Kind, id: str, name: str) -> ReviewSide:
    nodes = Nodes(reading.store)
    node = _node(reading, kind, id)
    seats = sorted(reading.store.seats_of(kind, [id]), key=lambda seat: (seat.not_stated_since or "", seat.id))
    rows = seat_rows(nodes, seats[:LINES])
    if node is not None:
        nodes.want_sources(node)
    prefecture = node.prefecture if isinstance(node, Organization | Consortium) else ()
    organization = node if isinstance(node, Organization) else None
    return ReviewSide(
        id=id,
        name=node.name if node else name,
        names=name_rows(nodes, node.names if node else ()),
        prefecture=prefecture,
        prefecture_names=tuple(names_of(prefecture)),
        identifiers=identifier_rows(nodes, organization.identifiers) if organization else (),
        sector=organization.sector.value if organization and organization.sector else None,
        seats=rows,
        seats_total=len(seats),
        consortium_prefectures=tuple(names_of(_context(reading, {seat.consortium for seat in seats}))),
        organizations=tuple(dict.fromkeys(row.organization.name for row in rows if row.organization))
        if kind is Kind.PERSON
        else (),
    )


def _registered(registers: RegisterIndex, id: str, name: str) -> ReviewSide:
    entry = registers.entry(id)
    if entry is None:
        return ReviewSide(id=id, name=name, seats_total=0)
    titles = {info.id: info.title for info in registers.infos()}
    return ReviewSide(
        id=id,
        name=entry.name,
        names=tuple(
            NameRow(text=other.text, kind=other.kind.value, valid_from=other.valid_from, valid_to=other.valid_to)
            for other in entry.names
        ),
        prefecture=entry.prefecture,
        prefecture_names=tuple(names_of(entry.prefecture)),
        identifiers=tuple(
            IdentifierRow(scheme=one.scheme, value=one.value, role=one.role) for one in entry.identifiers
        ),
        seats_total=0,
        register_title=titles.get(entry.register_id, entry.register_id),
        city=entry.city,
    )


def _context(reading: Reading, consortia: set[str]) -> tuple[str, ...]:
    """Return the codes of the prefectures of some consortia."""
    records = reading.store.records(Kind.CONSORTIUM, sorted(consortia))
    return tuple(sorted({code for one in records if isinstance(one, Consortium) for code in one.prefecture}))


def _node(reading: Reading, kind: Kind, id: str) -> Organization | Person | Consortium | None:
    found = reading.store.records(kind, [id])
    return found[0] if found and isinstance(found[0], Organization | Person | Consortium) else None
