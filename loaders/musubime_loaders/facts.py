"""`facts.toml` into an edition: defaults filled in, keys checked, mentions named."""

from collections.abc import Iterable

from musubime.errors import BadInput
from musubime.types.edition import (
    EditionConsortium,
    EditionOrganization,
    EditionPerson,
    EditionProgramme,
    EditionRelation,
    EditionSeat,
    End,
)
from musubime.types.ties import ENDS
from musubime.types.vocabulary import Kind, Reported
from musubime_loaders.draft import Draft
from musubime_loaders.facts_tables import (
    ConsortiumTable,
    FactsTables,
    OrganizationTable,
    PersonTable,
    ProgrammeTable,
    RelationTable,
    SeatTable,
)
from musubime_loaders.strict_toml import field_path, parse_toml, validated

_KINDS = {kind.value.lower(): kind for kind in Kind}
_INHERITING = ("budgets", "figures", "dates", "unnamed_members")


def read_facts(content: bytes, file: str, draft: Draft) -> FactsTables:
    """Add what a `facts.toml` states to the draft, but for relations; return its tables for `read_relations`."""
    raw = parse_toml(content, file)
    _fill(raw, draft, file, "")
    tables = validated(FactsTables, raw, file)
    for index, programme in enumerate(tables.programme):
        _programme(programme, draft, file, index)
    for index, consortium in enumerate(tables.consortium):
        _consortium(consortium, draft, file, index)
    draft.organizations += [_organization(table, draft) for table in tables.organization]
    draft.persons += [_person(table, draft) for table in tables.person]
    _account(tables, draft, file)
    return tables


def _account(tables: FactsTables, draft: Draft, file: str) -> None:
    """Count every table as a row, in the order of their kinds: those of seats make a seat, the others a record."""
    seats = [1 for consortium in tables.consortium for _ in consortium.seat]
    records = [tables.programme, tables.consortium, tables.organization, tables.person, tables.relation]
    made = [*seats, *(0 for kind in records for _ in kind)]
    for number, count in enumerate(made, start=1):
        draft.book.made(file, number, count)


def read_relations(tables: FactsTables, file: str, draft: Draft) -> None:
    """Add the relations of a `facts.toml`, when all programmes and consortia of the roster have been read."""
    for index, consortium in enumerate(tables.consortium):
        place = f"consortium[{index + 1}]"
        _check_keys(consortium.programmes, draft.programmes, "事業", file, f"{place}.programmes")
        _check_keys(consortium.inside, draft.consortia, "会議体", file, f"{place}.inside")
    draft.relations += [_relation(table, draft, file, index) for index, table in enumerate(tables.relation)]


def _fill(value: object, draft: Draft, file: str, path: str) -> None:
    """Name the default source where none is named, let parts inherit their table's evidence, refuse unknown sources."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            _fill(item, draft, file, field_path(path, [index]))
        return
    if not isinstance(value, dict):
        return
    for key in ("evidence", "identifiers", "names"):
        for entry in _dicts(value.get(key)):
            if key != "names" or "reason" not in entry:
                entry.setdefault("source", draft.manifest.default_source)
    for key in _INHERITING:
        for entry in _dicts(value.get(key)):
            if "evidence" in value:
                entry.setdefault("evidence", value["evidence"])
    source = value.get("source")
    if isinstance(source, str) and source not in draft.manifest.sources:
        raise BadInput(
            "この出典は roster.toml にありません。[sources.…] に書き足してください。",
            file=file,
            field=f"{path}.source",
            value=source,
        )
    for key, item in value.items():
        _fill(item, draft, file, field_path(path, [key]))


def _dicts(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _programme(table: ProgrammeTable, draft: Draft, file: str, index: int) -> None:
    _check_new(table.key, draft.programmes, file, f"programme[{index + 1}].key")
    carried = {name: getattr(table, name) for name in type(table).model_fields if name not in ("name", "owners")}
    draft.programmes[table.key] = EditionProgramme(
        mention=draft.mentions.mention(Kind.PROGRAMME, "programme", table.name),
        owners=tuple(draft.mentions.mention(Kind.ORGANIZATION, "owners", owner) for owner in table.owners),
        **carried,
    )


def _consortium(table: ConsortiumTable, draft: Draft, file: str, index: int) -> None:
    place = f"consortium[{index + 1}]"
    _check_new(table.key, draft.consortia, file, f"{place}.key")
    carried = {
        name: getattr(table, name) for name in type(table).model_fields if name not in ("name", "seat", "reported")
    }
    draft.consortia[table.key] = EditionConsortium(
        mention=draft.mentions.mention(Kind.CONSORTIUM, "consortium", table.name),
        reported=_reported(table, file, place),
        **carried,
    )
    for number, seat in enumerate(table.seat):
        draft.seats.append(_seat(seat, table, draft, file, f"{place}.seat[{number + 1}]"))


def _reported(table: ConsortiumTable, file: str, place: str) -> Reported:
    if table.reported is None:
        return Reported.LISTED if table.seat else Reported.MEMBERS_NOT_STATED
    if bool(table.seat) != (table.reported in (Reported.LISTED, Reported.PARTIAL)) and not (
        table.seat and table.reported is Reported.MEMBERS_NOT_STATED
    ):
        raise BadInput(
            "構成員の有無と合いません。listed と partial には席が要り、not_reported には席を書けません。",
            file=file,
            field=f"{place}.reported",
            value=table.reported.value,
        )
    return table.reported


def _seat(table: SeatTable, consortium: ConsortiumTable, draft: Draft, file: str, place: str) -> EditionSeat:
    if table.organization is None and table.person is None:
        raise BadInput(
            "席には機関か人の名前が要ります。名前のない構成員は unnamed_members に書いてください。",
            file=file,
            field=place,
            value=table.printed,
        )
    mentions, body = draft.mentions, consortium.name
    carried = ("unit", "post", "role", "sector", "valid_from", "valid_to", "printed", "locator", "confidence", "note")
    return EditionSeat(
        hash=mentions.hash(Kind.SEAT, body, table.printed),
        consortium=consortium.key,
        source=table.source or draft.manifest.default_source,
        organization=mentions.mention(Kind.ORGANIZATION, body, table.organization) if table.organization else None,
        person=mentions.mention(Kind.PERSON, body, table.person) if table.person else None,
        **{name: getattr(table, name) for name in carried},
    )


def _organization(table: OrganizationTable, draft: Draft) -> EditionOrganization:
    carried = {name: getattr(table, name) for name in type(table).model_fields if name != "name"}
    return EditionOrganization(mention=draft.mentions.mention(Kind.ORGANIZATION, "organization", table.name), **carried)


def _person(table: PersonTable, draft: Draft) -> EditionPerson:
    mentions = draft.mentions
    return EditionPerson(
        mention=mentions.mention(Kind.PERSON, "person", table.name),
        organization=mentions.mention(Kind.ORGANIZATION, "person", table.organization) if table.organization else None,
        post=table.post,
        evidence=table.evidence,
        note=table.note,
    )


def _relation(table: RelationTable, draft: Draft, file: str, index: int) -> EditionRelation:
    place = f"relation[{index + 1}]"
    start = _end(table.start, draft, file, f"{place}.from")
    end = _end(table.end, draft, file, f"{place}.to")
    allowed = ENDS[table.type]
    if (_KINDS[start.kind], _KINDS[end.kind]) not in allowed:
        ends = "、".join(f"{left.value.lower()} → {right.value.lower()}" for left, right in allowed)
        raise BadInput(
            f"{table.type.value} は {ends} の間だけに書けます。種類か両端を直してください。",
            file=file,
            field=place,
            value=f"{table.start} → {table.end}",
        )
    carried = {name: getattr(table, name) for name in type(table).model_fields if name not in ("start", "end")}
    return EditionRelation(start=start, end=end, **carried)


def _end(text: str, draft: Draft, file: str, place: str) -> End:
    kind, _, key = text.partition(":")
    known: dict[str, Iterable[str]] = {
        "programme": draft.programmes,
        "consortium": draft.consortia,
        "source": draft.manifest.sources,
    }
    if kind == "programme" and key in draft.programmes:
        return End(kind="programme", key=key)
    if kind == "consortium" and key in draft.consortia:
        return End(kind="consortium", key=key)
    if kind == "source" and key in draft.manifest.sources:
        return End(kind="source", key=key)
    if kind in known:
        raise BadInput("このキーはこの名簿にありません。キーを直してください。", file=file, field=place, value=text)
    name, at, organization = key.partition("@") if kind == "person" else (key, "", "")
    if kind not in ("organization", "person") or not name or (at and not organization):
        raise BadInput(
            "programme:キー consortium:キー source:キー organization:名称 person:氏名@機関 のどれかで書いてください。",
            file=file,
            field=place,
            value=text,
        )
    if kind == "organization":
        return End(kind="organization", mention=draft.mentions.mention(Kind.ORGANIZATION, "relation", name))
    return End(
        kind="person",
        mention=draft.mentions.mention(Kind.PERSON, "relation", name),
        organization=draft.mentions.mention(Kind.ORGANIZATION, "relation", organization) if organization else None,
    )


def _check_new(key: str, known: Iterable[str], file: str, place: str) -> None:
    if key in known:
        raise BadInput("同じキーがもうあります。別のキーにしてください。", file=file, field=place, value=key)


def _check_keys(keys: Iterable[str], known: Iterable[str], kind: str, file: str, place: str) -> None:
    for key in keys:
        if key not in known:
            raise BadInput(
                f"このキーの{kind}はこの名簿にありません。キーを直してください。", file=file, field=place, value=key
            )
