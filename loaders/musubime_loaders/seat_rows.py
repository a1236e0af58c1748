"""One row, one seat: rows whose columns are known, into the seats of an edition; every row is accounted for."""

from collections.abc import Iterator

from musubime.errors import BadInput
from musubime.types.edition import EditionOrganization, EditionSeat, Mention
from musubime.types.evidence import Evidence, Identifier, UnnamedMembers
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Kind
from musubime_loaders.draft import Draft
from musubime_loaders.list_splitting import split_list
from musubime_loaders.member_cell import read_member_cell
from musubime_loaders.member_table import seat_of
from musubime_loaders.name_lexicon import HONORIFIC, NOT_REPORTED, OTHERS_ONLY
from musubime_loaders.person_cell import read_person_cell
from musubime_loaders.seat_bodies import Bodies, Body
from musubime_loaders.seat_columns import Field
from musubime_loaders.seat_organization import OrganizationCell, organizations_in
from musubime_loaders.seat_values import (
    NAMELESS,
    SeatRow,
    Unread,
    date_in,
    is_corporate_number,
    is_vacant,
    name_in,
    sector_in,
    term_in,
)
from musubime_loaders.strict_toml import printed_place
from musubime_loaders.unnamed_holders import named_nobody

_NAMES: tuple[Field, ...] = ("organization", "unit", "post", "person", "role")
_BODY: tuple[Field, ...] = ("consortium", "inside", "plan", "summary", "programme")
VACANT = "空席または記載なし"
NOBODY = "機関も氏名もない"


class SeatRows:
    """Adds rows to a draft; `parse_names` lets titles and branches be peeled off the cell of the organization."""

    def __init__(self, draft: Draft, file: str, *, parse_names: bool, anonymous: bool) -> None:
        self.draft, self.file, self.parse_names, self.anonymous = draft, file, parse_names, anonymous
        self.unread: list[Unread] = []
        self._bodies = Bodies(draft, file)
        self._waiting: list[tuple[SeatRow, Body, str]] = []
        self._numbered: dict[str, set[str]] = {}
        self._stated: set[tuple[str, str]] = set()

    def add(self, row: SeatRow) -> None:
        """Take one row; seats are made by `finish`, when the names of all consortia are known."""
        with printed_place(self.file, row.number):
            source = self._source(row)
            body = self._bodies.of(row, source)
        if number := row.values.get("corporate_number", ""):
            self._numbered.setdefault(row.values.get("organization", ""), set()).add(number)
        self._waiting.append((row, body, source))

    def finish(self) -> None:
        """Make the seats of all rows, then the consortia."""
        self._bodies.name_apart()
        for row, body, source in self._waiting:
            before = len(self.draft.seats)
            with printed_place(self.file, row.number):
                reason = self._members(row, body, source)
            made = len(self.draft.seats) - before
            body.seats += made
            if made or reason is None:
                self.draft.book.made(self.file, row.number, made)
            else:
                self.draft.book.ignore(self.file, row.number, reason, _printed(row))
        self._bodies.finish()

    def _source(self, row: SeatRow) -> str:
        title, url = row.values.get("source", ""), row.values.get("source_url", "")
        return self.draft.source_of(title or url, url) if title or url else self.draft.manifest.default_source

    def _members(self, row: SeatRow, body: Body, source: str) -> str | None:
        """Make the seats of a row; return why nothing was made of it, or None where something was."""
        locator = row.values.get("locator") or f"「{body.name}」の行"
        for column in _NAMES:
            name_in(row, column, self.file)
        if cell := row.values.get("members"):
            self._cell(row, body, source, locator, cell)
        if line := row.values.get("person_line"):
            self._person_line(row, body, source, locator, line)
        for partner in self._partners(row):
            self.draft.seats += self._seats(row, body, source, locator, partner, "")
        organization = row.values.get("organization", "")
        person = HONORIFIC.sub("", row.values.get("person", ""))
        vacant = is_vacant(person)
        if self.anonymous and NOT_REPORTED.match(organization) and (not person or vacant):
            body.not_reported = True
            return None
        if organization and not person and self.anonymous:
            if self._is_unnamed(row, body, source, locator, organization):
                return None
            if OTHERS_ONLY.match(organization):
                body.partial = True
                heading = row.headings.get("organization", "")
                self.unread.append(Unread(self.file, row.number, heading, organization, NAMELESS))
                return NAMELESS
        if organization or (person and not vacant):
            note = VACANT if vacant else None
            self.draft.seats += self._seats(row, body, source, locator, organization, "" if vacant else person, note)
            return None
        if cell or line:
            return None
        return self._without_holder(row, body, source, locator)

    def _without_holder(self, row: SeatRow, body: Body, source: str, locator: str) -> str | None:
        """Keep a role or post that nobody is named for as a member without a name: vacant, or not stated."""
        named = [row.values[column] for column in ("unit", "post", "role") if row.values.get(column)]
        if named:
            printed = " ".join([*named, *([row.values["person"]] if row.values.get("person") else [])])
            evidence = Evidence(source=source, locator=locator, printed=printed)
            body.unnamed.append(
                UnnamedMembers(
                    printed=f"{printed}（{VACANT}）",
                    count=1,
                    role=row.values.get("role") or row.values.get("post") or None,
                    sector=sector_in(row, self.file),
                    evidence=(evidence,),
                )
            )
            return None
        if row.values.get("sector"):
            raise BadInput(
                "機関も氏名もない席です。どちらかを書くか、行を消してください。", file=self.file, row=row.number
            )
        says = any(row.values.get(column) and column in row.headings for column in _BODY)
        return None if says else NOBODY

    def _partners(self, row: SeatRow) -> Iterator[str]:
        for part in split_list(row.values.get("partner", "")):
            if named_nobody(part.text, None, None) is None and not OTHERS_ONLY.match(part.text):
                yield part.text

    def _is_unnamed(self, row: SeatRow, body: Body, source: str, locator: str, organization: str) -> bool:
        """Keep members without a name as a count; nothing that only says ほか or 個人A becomes a node."""
        sector = sector_in(row, self.file)
        role = row.values.get("role") or None
        found = named_nobody(organization, role, sector)
        if found is None:
            return False
        evidence = Evidence(source=source, locator=locator, printed=organization)
        body.unnamed.append(found.model_copy(update={"evidence": (evidence,)}))
        return True

    def _cell(self, row: SeatRow, body: Body, source: str, locator: str, text: str) -> None:
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
            if {Flag.REST_UNREAD, Flag.BRACKET_KEPT} & set(entry.flags):
                self.unread.append(Unread(self.file, row.number, heading, entry.printed, "読み切れない語がある"))
        for members in cell.unnamed:
            evidence = Evidence(source=source, locator=locator, printed=members.printed)
            body.unnamed.append(members.model_copy(update={"evidence": (evidence,)}))
        self.unread += [Unread(self.file, row.number, heading, text, NAMELESS) for text in cell.ignored]

    def _person_line(self, row: SeatRow, body: Body, source: str, locator: str, text: str) -> None:
        """Make the seats of a cell such as 氏名（所属 役職）; the row's own role and sector fill in what it lacks."""
        for entry in read_person_cell(text):
            seat = seat_of(entry, body.key, body.name, locator, self.draft, source)
            valid_from, valid_to = self._dates(row)
            self.draft.seats.append(
                seat.model_copy(
                    update={
                        "role": seat.role or row.values.get("role") or None,
                        "sector": seat.sector or sector_in(row, self.file),
                        "valid_from": valid_from,
                        "valid_to": valid_to,
                        "note": row.values.get("note") or None,
                    }
                )
            )
            if Flag.REST_UNREAD in entry.flags or Flag.BRACKET_KEPT in entry.flags:
                heading = row.headings.get("person_line", "")
                self.unread.append(Unread(self.file, row.number, heading, entry.printed, "読み切れない語がある"))

    def _dates(self, row: SeatRow) -> tuple[str | None, str | None]:
        first, last = term_in(row, self.file)
        return date_in(row, "valid_from", self.file) or first, date_in(row, "valid_to", self.file) or last

    def _seats(
        self,
        row: SeatRow,
        body: Body,
        source: str,
        locator: str,
        organization: str,
        person: str,
        note: str | None = None,
    ) -> Iterator[EditionSeat]:
        """Yield the seat of a row, or one for each body where its cell names several."""
        cells = organizations_in(
            organization,
            parse_names=self.parse_names and row.identity is None,
            person=bool(person) or "person" in row.headings,
            anonymous=self.anonymous,
        )
        if not person:
            cells = tuple(cell if cell.name else OrganizationCell(organization) for cell in cells)
        for cell in cells or (OrganizationCell(None),):
            if {Flag.REST_UNREAD.value, Flag.BRACKET_KEPT.value} & set(cell.flags):
                heading = row.headings.get("organization", "")
                self.unread.append(Unread(self.file, row.number, heading, organization, "読み切れない語がある"))
            body.partial = body.partial or cell.others
            yield self._seat(row, body, source, locator, organization, cell, person, note)

    def _seat(
        self,
        row: SeatRow,
        body: Body,
        source: str,
        locator: str,
        organization: str,
        cell: OrganizationCell,
        person: str,
        note: str | None,
    ) -> EditionSeat:
        values, mentions = row.values, self.draft.mentions
        printed = values.get("printed") or " ".join(
            value
            for column in ("organization", "unit", "post", "person", "role")
            if (value := organization if column == "organization" else values.get(column))
        )
        valid_from, valid_to = self._dates(row)
        return EditionSeat(
            hash=mentions.hash(Kind.SEAT, body.name, printed),
            consortium=body.key,
            source=source,
            locator=locator,
            printed=printed,
            organization=self._mention(row, body, source, locator, organization, cell) if cell.name else None,
            person=mentions.mention(Kind.PERSON, body.name, person) if person else None,
            unit=" ".join(part for part in (cell.unit, values.get("unit")) if part) or None,
            post=values.get("post") or cell.post,
            role=values.get("role") or None,
            sector=sector_in(row, self.file),
            valid_from=valid_from,
            valid_to=valid_to,
            flags=tuple(dict.fromkeys((*row.flags, *cell.flags))),
            note="; ".join(text for text in (values.get("note"), note) if text) or None,
        )

    def _mention(
        self,
        row: SeatRow,
        body: Body,
        source: str,
        locator: str,
        printed: str,
        cell: OrganizationCell,
    ) -> Mention:
        """Return the organization of a seat; where one name has two corporate numbers, the number tells them apart."""
        name = cell.name or printed
        identity, number = row.identity, row.values.get("corporate_number", "")
        own = printed == row.values.get("organization")
        if own and number and len(self._numbered.get(printed, ())) > 1 and identity is None:
            identity = f"{name}（{number}）"
        if own and number and (name, number) not in self._stated:
            self._stated.add((name, number))
            if is_corporate_number(number):
                self._state_number(name, number, identity, Evidence(source=source, locator=locator, printed=number))
            else:
                heading = row.headings.get("corporate_number", "")
                self.unread.append(Unread(self.file, row.number, heading, number, "法人番号ではない"))
        return self.draft.mentions.mention(
            Kind.ORGANIZATION,
            body.name,
            printed,
            name,
            identity=identity,
            candidates=cell.candidates,
            flags=cell.flags,
        )

    def _state_number(self, name: str, number: str, identity: str | None, evidence: Evidence) -> None:
        mention = self.draft.mentions.mention(Kind.ORGANIZATION, "organization", name, identity=identity)
        identifier = Identifier(scheme="corporate_number", value=number, source=evidence.source)
        self.draft.organizations.append(
            EditionOrganization(mention=mention, identifiers=(identifier,), evidence=(evidence,))
        )


def _printed(row: SeatRow) -> str:
    return " ".join(dict.fromkeys(value for value in row.values.values() if value))
