"""One row whose columns are known, into its seats: who sits there, with what post and role, on whose word."""

import re
from collections.abc import Iterator

from musubime.types.edition import EditionOrganization, EditionSeat, Mention
from musubime.types.evidence import Evidence, Identifier
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime.types.vocabulary import Kind
from musubime_loaders.draft import Draft
from musubime_loaders.seat_bodies import Body
from musubime_loaders.seat_columns import Field
from musubime_loaders.seat_organization import OrganizationCell, organizations_in
from musubime_loaders.seat_person import PersonCell
from musubime_loaders.seat_values import SeatRow, Unread, date_in, is_corporate_number, sector_in, term_in

_HEADING_ROLE = re.compile(r"(?:代表|幹事|中核|主幹|管理|参画|参加|連携|協力|支援|共同)機関|共同提案者|共同申請者")


class SeatMaker:
    """Makes seats for a draft; what it cannot read goes to `unread`."""

    def __init__(self, draft: Draft, file: str, unread: list[Unread], *, parse_names: bool, anonymous: bool) -> None:
        self.draft, self.file, self.unread = draft, file, unread
        self.parse_names, self.anonymous = parse_names, anonymous
        self._numbered: dict[str, set[str]] = {}
        self._stated: set[tuple[str, str]] = set()

    def note_number(self, row: SeatRow) -> None:
        """Take note of a row's corporate number before any seat is made, so that one name with two is seen."""
        if number := row.values.get("corporate_number", ""):
            self._numbered.setdefault(row.values.get("organization", ""), set()).add(number)

    def dates(self, row: SeatRow) -> tuple[str | None, str | None]:
        """Return the first and last day that a row prints, by its columns of dates or of a term."""
        first, last = term_in(row) or (None, None)
        return date_in(row, "valid_from", self.file) or first, date_in(row, "valid_to", self.file) or last

    def seats(
        self,
        row: SeatRow,
        body: Body,
        source: str,
        locator: str,
        organization: str,
        person: PersonCell | None = None,
        note: str | None = None,
        *,
        column: Field = "organization",
        post: str | None = None,
        line: str = "",
    ) -> Iterator[EditionSeat]:
        """Yield the seat of a row, or one for each body where its cell names several.

        `column` is where the bodies are printed, `post` and `line` what another column says of the person.
        """
        cells = organizations_in(
            organization,
            parse_names=self.parse_names and row.identity is None,
            person=person is not None or "person" in row.headings,
            anonymous=self.anonymous,
            post="" if row.values.get("unit") else row.values.get("post", ""),
        )
        if not person:
            cells = tuple(cell if cell.name else OrganizationCell(organization) for cell in cells)
        for cell in cells or (OrganizationCell(None),):
            if {Flag.REST_UNREAD.value, Flag.BRACKET_KEPT.value} & set(cell.flags):
                heading = row.headings.get("organization", "")
                self.unread.append(Unread(self.file, row.number, heading, organization, "読み切れない語がある"))
            body.partial = body.partial or cell.others
            held = cell._replace(post=post or cell.post)
            own = person.role if person else None
            role = row.values.get("role") or own or _role_of(row.headings.get(column, ""))
            yield self._seat(row, body, source, locator, organization, held, person, role, line, note)

    def _seat(
        self,
        row: SeatRow,
        body: Body,
        source: str,
        locator: str,
        organization: str,
        cell: OrganizationCell,
        person: PersonCell | None,
        role: str | None,
        line: str,
        note: str | None,
    ) -> EditionSeat:
        values, mentions = row.values, self.draft.mentions
        shown = (organization, values.get("unit"), values.get("post"), values.get("person"), line, values.get("role"))
        printed = values.get("printed") or " ".join(value for value in shown if value)
        valid_from, valid_to = self.dates(row)
        return EditionSeat(
            hash=mentions.hash(Kind.SEAT, body.name, printed),
            consortium=body.key,
            source=source,
            locator=locator,
            printed=printed,
            organization=self._mention(row, body, source, locator, organization, cell) if cell.name else None,
            person=mentions.mention(Kind.PERSON, body.name, person.name, flags=person.flags) if person else None,
            unit=" ".join(part for part in (cell.unit, values.get("unit")) if part) or None,
            post=values.get("post") or cell.post,
            role=role,
            sector=sector_in(row, self.file),
            valid_from=valid_from,
            valid_to=valid_to,
            flags=tuple(dict.fromkeys((*row.flags, *cell.flags, *(person.flags if person else ())))),
            note="; ".join(text for text in (values.get("note"), _other_term(row), note) if text) or None,
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


def _other_term(row: SeatRow) -> str | None:
    """Return what a column of terms says where it is no term of dates, with its heading."""
    return f"{row.headings.get('term', '任期')}: {row.values['term']}" if term_in(row) is None else None


def _role_of(heading: str) -> str | None:
    """Return the role that a heading such as 代表機関 or 参画機関 gives to all below it."""
    name = re.sub(r"名?[0-9０-９]{0,2}$", "", heading)
    return name if _HEADING_ROLE.fullmatch(name) else None
