"""One row, one seat: rows whose columns are known, into programmes, consortia and seats of an edition."""

import re
from dataclasses import dataclass, field

from musubime.errors import BadInput
from musubime.resolution.keys import exact_key
from musubime.types.edition import EditionConsortium, EditionProgramme, EditionSeat, Mention
from musubime.types.evidence import Evidence, UnnamedMembers
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Kind, Reported
from musubime_loaders.draft import Draft
from musubime_loaders.list_splitting import split_list
from musubime_loaders.member_cell import read_member_cell, unnamed_members
from musubime_loaders.member_table import seat_of
from musubime_loaders.name_lexicon import HONORIFIC, NOT_REPORTED, OTHERS_ONLY
from musubime_loaders.name_parts import closed_letters
from musubime_loaders.seat_columns import Field
from musubime_loaders.seat_values import (
    NAMELESS,
    SeatRow,
    Unread,
    check_form,
    date_in,
    form_in,
    name_in,
    prefectures_in,
    sector_in,
)
from musubime_loaders.strict_toml import printed_place

_ANONYMOUS = re.compile(r"^(?:個人|個人事業主|法人|団体|企業|有識者)[ 　]?[A-Za-zＡ-Ｚａ-ｚ0-9０-９①-⑳]{0,3}$")
_NAMES: tuple[Field, ...] = ("organization", "unit", "post", "person", "role")
_ONCE: tuple[Field, ...] = ("form", "region", "plan", "summary")


@dataclass
class _Body:
    """A consortium while its rows are read."""

    key: str
    name: str
    identity: str
    prefecture: tuple[str, ...]
    evidence: Evidence
    once: dict[str, str] = field(default_factory=dict)
    programmes: list[str] = field(default_factory=list)
    unnamed: list[UnnamedMembers] = field(default_factory=list)
    seats: int = 0
    partial: bool = False
    not_reported: bool = False


class SeatRows:
    """Adds rows to a draft; `parse_names` lets titles and branches be peeled off the cell of the organization."""

    def __init__(self, draft: Draft, file: str, *, parse_names: bool, anonymous: bool) -> None:
        self.draft, self.file, self.parse_names, self.anonymous = draft, file, parse_names, anonymous
        self.unread: list[Unread] = []
        self._bodies: dict[tuple[str, tuple[str, ...]], _Body] = {}
        self._names: dict[str, set[str]] = {}
        self._programmes: dict[str, str] = {}
        self._owners: set[tuple[str, str]] = set()
        self._waiting: list[tuple[SeatRow, _Body, str]] = []

    def add(self, row: SeatRow) -> None:
        """Take one row; seats are made by `finish`, when the names of all consortia are known."""
        with printed_place(self.file, row.number):
            source = self._source(row)
            body = self._body(row, source)
        self._waiting.append((row, body, source))

    def finish(self) -> None:
        """Make the seats of all rows, then the consortia."""
        for body in self._bodies.values():
            shared = len(self._names[exact_key(body.name)]) > 1
            if shared and body.identity:
                body.name = f"{body.name}（{body.identity}）"
        for row, body, source in self._waiting:
            with printed_place(self.file, row.number):
                self._members(row, body, source)
        for body in self._bodies.values():
            self._consortium(body)

    def _body(self, row: SeatRow, source: str) -> _Body:
        values = row.values
        name = name_in(row, "consortium", self.file)
        if not name:
            raise BadInput(
                "会議体の名前がありません。書き足してください。",
                file=self.file,
                row=row.number,
                field=row.headings.get("consortium", "会議体"),
            )
        check_form(row, self.file)
        prefecture = prefectures_in(row, self.file)
        at = (row.consortium_key or name, prefecture)
        body = self._bodies.get(at)
        if body is None:
            locator = values.get("locator") or f"「{name}」の行"
            evidence = Evidence(source=source, locator=locator, printed=name)
            body = _Body(f"c{len(self._bodies) + 1}", name, row.consortium_key, prefecture, evidence)
            self._bodies[at] = body
            self._names.setdefault(exact_key(name), set()).add(row.consortium_key)
        for column in _ONCE:
            value = values.get(column, "")
            if value and body.once.setdefault(column, value) != value:
                raise BadInput(
                    f"同じ会議体の前の行では「{body.once[column][:80]}」です。どちらかに揃えてください。",
                    file=self.file,
                    row=row.number,
                    field=row.headings.get(column, column),
                    value=value,
                )
        if (programme := self._programme(row, body.evidence)) and programme not in body.programmes:
            body.programmes.append(programme)
        return body

    def _programme(self, row: SeatRow, evidence: Evidence) -> str | None:
        name = name_in(row, "programme", self.file)
        owners = row.values.get("owner", "")
        if not name:
            if owners:
                raise BadInput(
                    "所管があるのに事業の名前がありません。書き足してください。",
                    file=self.file,
                    row=row.number,
                    field=row.headings.get("programme", "事業"),
                )
            return None
        key = self._programmes.setdefault(name, f"p{len(self._programmes) + 1}")
        programmes, mentions = self.draft.programmes, self.draft.mentions
        if key not in programmes:
            programmes[key] = EditionProgramme(
                key=key,
                mention=mentions.mention(Kind.PROGRAMME, "programme", name),
                evidence=(evidence.model_copy(update={"printed": name}),),
            )
        if owners and (key, owners) not in self._owners:
            self._owners.add((key, owners))
            programme = programmes[key]
            known = {owner.printed for owner in programme.owners}
            new = [part.text for part in split_list(owners) if part.text not in known]
            added = tuple(mentions.mention(Kind.ORGANIZATION, "owners", owner) for owner in dict.fromkeys(new))
            programmes[key] = programme.model_copy(update={"owners": programme.owners + added})
        return key

    def _source(self, row: SeatRow) -> str:
        title, url = row.values.get("source", ""), row.values.get("source_url", "")
        return self.draft.source_of(title or url, url) if title or url else self.draft.manifest.default_source

    def _members(self, row: SeatRow, body: _Body, source: str) -> None:
        locator = row.values.get("locator") or f"「{body.name}」の行"
        if cell := row.values.get("members"):
            self._cell(row, body, source, locator, cell)
        for column in _NAMES:
            name_in(row, column, self.file)
        organization = row.values.get("organization", "")
        person = HONORIFIC.sub("", row.values.get("person", ""))
        if self.anonymous and NOT_REPORTED.match(organization) and not person:
            body.not_reported = True
        elif organization and not person and self._is_unnamed(row, body, source, locator, organization):
            return
        elif organization or person:
            self.draft.seats.append(self._seat(row, body, source, locator, organization, person))
            body.seats += 1
        elif any(row.values.get(column) for column in ("post", "role", "unit", "sector")) and not cell:
            raise BadInput(
                "機関も氏名もない席です。どちらかを書くか、行を消してください。", file=self.file, row=row.number
            )

    def _is_unnamed(self, row: SeatRow, body: _Body, source: str, locator: str, organization: str) -> bool:
        """Keep members without a name as a count; nothing that only says ほか or 個人A becomes a node."""
        if not self.anonymous:
            return False
        sector = sector_in(row, self.file)
        role = row.values.get("role") or None
        found = unnamed_members(organization, role, sector)
        if found is None and _ANONYMOUS.match(organization):
            found = UnnamedMembers(printed=organization, role=role, sector=sector)
        if found is not None:
            evidence = Evidence(source=source, locator=locator, printed=organization)
            body.unnamed.append(found.model_copy(update={"evidence": (evidence,)}))
            return True
        if OTHERS_ONLY.match(organization):
            body.partial = True
            self.unread.append(
                Unread(self.file, row.number, row.headings.get("organization", ""), organization, NAMELESS)
            )
            return True
        return False

    def _cell(self, row: SeatRow, body: _Body, source: str, locator: str, text: str) -> None:
        cell = read_member_cell(text)
        heading = row.headings.get("members", "構成員")
        for group in cell.unknown_groups:
            raise BadInput(
                "知らない部門の見出しです。学・官・産・金・民のどれかに直してください。",
                file=self.file,
                row=row.number,
                field=heading,
                value=group,
            )
        body.not_reported = body.not_reported or not cell.reported
        body.partial = body.partial or bool(cell.ignored or cell.unnamed)
        for entry in cell.entries:
            self.draft.seats.append(seat_of(entry, body.key, body.name, locator, self.draft, source))
            body.seats += 1
            if {Flag.REST_UNREAD, Flag.BRACKET_KEPT} & set(entry.flags):
                self.unread.append(Unread(self.file, row.number, heading, entry.printed, "読み切れない語がある"))
        for members in cell.unnamed:
            evidence = Evidence(source=source, locator=locator, printed=members.printed)
            body.unnamed.append(members.model_copy(update={"evidence": (evidence,)}))
        self.unread += [Unread(self.file, row.number, heading, text, NAMELESS) for text in cell.ignored]

    def _seat(
        self, row: SeatRow, body: _Body, source: str, locator: str, organization: str, person: str
    ) -> EditionSeat:
        values, mentions = row.values, self.draft.mentions
        printed = " ".join(
            value for column in ("organization", "unit", "post", "person", "role") if (value := values.get(column))
        )
        held, unit, post, flags = self._organization(row, body, organization)
        return EditionSeat(
            hash=mentions.hash(Kind.SEAT, body.name, printed),
            consortium=body.key,
            source=source,
            locator=locator,
            printed=printed,
            organization=held,
            person=mentions.mention(Kind.PERSON, body.name, person) if person else None,
            unit=values.get("unit") or unit,
            post=values.get("post") or post,
            role=values.get("role") or None,
            sector=sector_in(row, self.file),
            valid_from=date_in(row, "valid_from", self.file),
            valid_to=date_in(row, "valid_to", self.file),
            flags=flags,
            note=values.get("note") or None,
        )

    def _organization(
        self, row: SeatRow, body: _Body, printed: str
    ) -> tuple[Mention | None, str | None, str | None, tuple[str, ...]]:
        """Return the organization, and unit and post where they are printed with it."""
        if not printed:
            return None, None, None, ()
        name: str = printed
        unit: str | None = None
        post: str | None = None
        candidates: tuple[str, ...] = ()
        flags: tuple[str, ...] = ()
        if self.parse_names and row.identity is None:
            entries = read_member_cell(printed).entries
            if len(entries) == 1 and entries[0].organization and entries[0].person is None:
                entry = entries[0]
                name, unit, post, candidates = entry.organization or name, entry.unit, entry.post, entry.candidates
                flags = tuple(flag.value for flag in entry.flags)
            else:
                heading = row.headings.get("organization", "")
                self.unread.append(Unread(self.file, row.number, heading, printed, "機関が一つか分からない"))
        else:
            name, closed = closed_letters(printed)
            flags = tuple(flag.value for flag in closed)
        mention = self.draft.mentions.mention(
            Kind.ORGANIZATION, body.name, printed, name, identity=row.identity, candidates=candidates, flags=flags
        )
        return mention, unit, post, flags

    def _consortium(self, body: _Body) -> None:
        if body.not_reported and not body.seats:
            reported = Reported.NOT_REPORTED
        elif not body.seats:
            reported = Reported.MEMBERS_NOT_STATED
        else:
            reported = Reported.PARTIAL if body.partial or body.unnamed else Reported.LISTED
        name, flags = closed_letters(body.name)
        self.draft.consortia[body.key] = EditionConsortium(
            key=body.key,
            mention=self.draft.mentions.mention(
                Kind.CONSORTIUM, "consortium", body.name, name, flags=tuple(flag.value for flag in flags)
            ),
            form=form_in(body.once.get("form", ""), body.name),
            programmes=tuple(body.programmes),
            prefecture=body.prefecture,
            region=body.once.get("region"),
            plan=body.once.get("plan"),
            summary=body.once.get("summary"),
            reported=reported,
            unnamed_members=tuple(body.unnamed),
            evidence=(body.evidence,),
        )
