"""One row, one seat: rows whose columns are known, into the seats of an edition; every row is accounted for."""

from collections.abc import Iterator

from musubime.errors import BadInput
from musubime.types.evidence import Evidence, UnnamedMembers
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.draft import Draft
from musubime_loaders.list_splitting import split_list
from musubime_loaders.listed_lines import UNREAD, listed_lines, with_role
from musubime_loaders.member_cell import read_member_cell
from musubime_loaders.member_table import seat_of
from musubime_loaders.name_lexicon import NOT_REPORTED, OTHERS_ONLY
from musubime_loaders.names.parsing import parse
from musubime_loaders.person_cell import read_person_cell
from musubime_loaders.seat_bodies import Bodies, Body
from musubime_loaders.seat_columns import AFTER_HEADING, BETWEEN, Field
from musubime_loaders.seat_making import SeatMaker
from musubime_loaders.seat_person import PersonCell, persons_in
from musubime_loaders.seat_values import (
    NAMELESS,
    SeatRow,
    Unread,
    is_vacant,
    name_in,
    sector_in,
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
        self.draft, self.file, self.anonymous = draft, file, anonymous
        self.unread: list[Unread] = []
        self._maker = SeatMaker(draft, file, self.unread, parse_names=parse_names, anonymous=anonymous)
        self._bodies = Bodies(draft, file)
        self._waiting: list[tuple[SeatRow, Body, str]] = []

    def add(self, row: SeatRow) -> None:
        """Take one row; seats are made by `finish`, when the names of all consortia are known."""
        with printed_place(self.file, row.number):
            source = self._source(row)
            body = self._bodies.of(row, source)
        self._maker.note_number(row)
        self._waiting.append((row, body, source))

    def finish(self) -> None:
        """Make the seats of all rows, then the consortia."""
        self._bodies.name_apart()
        for row, body, source in self._waiting:
            before = len(self.draft.seats)
            if lines := row.values.get("lines"):
                self._lines(row, body, source, lines)
                body.seats += len(self.draft.seats) - before
                continue
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
        before = len(self.draft.seats)
        self._by_role(row, body, source, locator)
        cell, line = row.values.get("members", ""), row.values.get("person_line", "")
        if cell:
            self._cell(row, body, source, locator, cell)
        for partner in self._partners(row, body, source, locator):
            self.draft.seats += self._maker.seats(row, body, source, locator, partner, column="partner")
        organization = row.values.get("organization", "")
        person = row.values.get("person", "")
        if line and not person and self._person_line(row, body, source, locator, line, organization):
            return None
        if self.anonymous and (not person or is_vacant(person)):
            named, reason = self._named_nobody(row, body, source, locator, organization)
            if named:
                return reason
        made = bool(cell or line) or len(self.draft.seats) > before
        return self._held(row, body, source, locator, organization, person, made)

    def _named_nobody(
        self, row: SeatRow, body: Body, source: str, locator: str, organization: str
    ) -> tuple[bool, str | None]:
        """Keep what a cell says of bodies without naming one; return whether it does, and why nothing was made."""
        if not organization:
            return False, None
        if NOT_REPORTED.match(organization):
            body.not_reported = True
            return True, None
        if row.values.get("person"):
            return False, None
        if self._is_unnamed(row, body, source, locator, organization):
            return True, None
        if not OTHERS_ONLY.match(organization):
            return False, None
        body.partial = True
        self.unread.append(Unread(self.file, row.number, row.headings.get("organization", ""), organization, NAMELESS))
        return True, NAMELESS

    def _held(
        self, row: SeatRow, body: Body, source: str, locator: str, organization: str, person: str, made: bool
    ) -> str | None:
        """Make the seat of an organization or a person; return why nothing was made where neither is named."""
        vacant = is_vacant(person)
        if organization or (person and not vacant):
            for one in () if vacant else persons_in(person):
                self.draft.seats += self._maker.seats(row, body, source, locator, organization, one)
            if vacant or not person:
                note = VACANT if vacant else None
                self.draft.seats += self._maker.seats(row, body, source, locator, organization, note=note)
            return None
        return None if made else self._without_holder(row, body, source, locator)

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

    def _partners(self, row: SeatRow, body: Body, source: str, locator: str) -> Iterator[str]:
        """Yield the further bodies of a row; ほか and counts among them are kept without a name."""
        for part in split_list(row.values.get("partner", "")):
            if self.anonymous and self._is_unnamed(row, body, source, locator, part.text):
                continue
            if OTHERS_ONLY.match(part.text):
                body.partial = True
            else:
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

    def _by_role(self, row: SeatRow, body: Body, source: str, locator: str) -> None:
        """Make the seats of cells whose heading is the role of all that they name."""
        for printed in row.values.get("by_role", "").split(BETWEEN):
            role, _, text = printed.partition(AFTER_HEADING)
            if not text or is_vacant(text):
                continue
            for entry in parse(text):
                seat = seat_of(entry, body.key, body.name, locator, self.draft, source)
                self.draft.seats.append(seat.model_copy(update={"role": seat.role or role}))

    def _person_line(self, row: SeatRow, body: Body, source: str, locator: str, text: str, organization: str) -> bool:
        """Make the seats of a cell such as 氏名（所属 役職）; the row's own cells fill in what it lacks.

        Return whether a person is in it; the organization of the row, where there is one, is then that person's.
        """
        entries = read_person_cell(text)
        if organization and not any(entry.person for entry in entries):
            heading = row.headings.get("person_line", "")
            self.unread.append(Unread(self.file, row.number, heading, text, "氏名が読み取れない"))
            return False
        for entry in entries:
            if organization:
                self.draft.seats += self._maker.seats(
                    row,
                    body,
                    source,
                    locator,
                    organization,
                    PersonCell(entry.person) if entry.person else None,
                    post=entry.post or entry.role,
                    line=text,
                )
                continue
            seat = seat_of(entry, body.key, body.name, locator, self.draft, source)
            valid_from, valid_to = self._maker.dates(row)
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
        return bool(entries)

    def _lines(self, row: SeatRow, body: Body, source: str, text: str) -> None:
        """Make the seats of many lines in one cell; each line is a row of its own."""
        for line in listed_lines(text):
            number = row.number + line.number
            with printed_place(self.file, number):
                for entry in line.entries:
                    place = f"「{body.name}」の {number} 行目"
                    self.draft.seats.append(seat_of(with_role(entry), body.key, body.name, place, self.draft, source))
            if line.reason is None:
                self.draft.book.made(self.file, number, len(line.entries))
                continue
            self.draft.book.ignore(self.file, number, line.reason, line.text)
            if line.reason == UNREAD:
                body.partial = True
                self.unread.append(Unread(self.file, number, row.headings.get("lines", ""), line.text, UNREAD))


def _printed(row: SeatRow) -> str:
    return " ".join(dict.fromkeys(value for value in row.values.values() if value))
