"""The consortia and programmes that rows name: gathered while rows are read, made when all have been."""

import re
from dataclasses import dataclass, field

from musubime.errors import BadInput
from musubime.resolution.keys import exact_key
from musubime.types.edition import EditionConsortium, EditionProgramme
from musubime.types.evidence import DatedFact, Evidence, Name, UnnamedMembers
from musubime.types.vocabulary import ConsortiumForm, Kind, NameKind, Reported
from musubime_loaders.draft import Draft
from musubime_loaders.list_splitting import split_list
from musubime_loaders.name_parts import closed_letters
from musubime_loaders.seat_columns import Field
from musubime_loaders.seat_values import (
    SeatRow,
    check_form,
    date_in,
    form_in,
    name_in,
    prefectures_in,
    programmes_in,
    reported_in,
)

_ONCE: tuple[Field, ...] = ("form", "region", "plan", "summary", "inside", "founded", "selected", "held", "signed")
_DATED: tuple[Field, ...] = ("founded", "selected", "held", "signed")


_FISCAL_YEAR = re.compile(r"^(?:(?:令和|平成|昭和|[RHS])[ 　]*[0-9０-９元]{1,2}|[12１２][0-9０-９]{3})年度$")


@dataclass
class Body:
    """A consortium while its rows are read."""

    key: str
    name: str
    identity: str
    prefecture: tuple[str, ...]
    evidence: Evidence
    once: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    other_names: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    unnamed: list[UnnamedMembers] = field(default_factory=list)
    seats: int = 0
    stated: Reported | None = None
    partial: bool = False
    not_reported: bool = False


class Bodies:
    """The consortia of one table, and the programmes that they stand under."""

    def __init__(self, draft: Draft, file: str) -> None:
        self._draft, self._file = draft, file
        self._bodies: dict[tuple[str, tuple[str, ...]], Body] = {}
        self._names: dict[str, set[str]] = {}
        self._owners: set[tuple[str, str]] = set()
        self._keys = {programme.mention.printed: key for key, programme in draft.programmes.items()}

    def of(self, row: SeatRow, source: str) -> Body:
        """Return the consortium that a row names; a new one where no row before did."""
        values = row.values
        name = name_in(row, "consortium", self._file)
        if not name:
            raise BadInput(
                "会議体の名前がありません。書き足してください。",
                file=self._file,
                row=row.number,
                field=row.headings.get("consortium", "会議体"),
            )
        check_form(row, self._file)
        prefecture = prefectures_in(row, self._file)
        at = (row.consortium_key or name, prefecture)
        body = self._bodies.get(at)
        if body is None:
            locator = values.get("locator") or f"「{name}」の行"
            evidence = Evidence(source=source, locator=locator, printed=name)
            key = f"c{len(self._draft.consortia) + len(self._bodies) + 1}"
            body = self._bodies[at] = Body(key, name, row.consortium_key, prefecture, evidence)
            self._names.setdefault(exact_key(name), set()).add(row.consortium_key)
        elif name != body.name and name not in body.other_names:
            body.other_names.append(name)
        self._state(body, row)
        for programme in self._programmes(row, body.evidence):
            if programme not in body.programmes:
                body.programmes.append(programme)
        return body

    def _state(self, body: Body, row: SeatRow) -> None:
        """Keep what a row says of its consortium; rows of one consortium must not contradict each other."""
        for column in _ONCE:
            value = row.values.get(column, "")
            if value and column in _DATED and _FISCAL_YEAR.match(value):
                note = f"{row.headings.get(column, column)}: {value}"
                body.notes += [note] if note not in body.notes else []
                continue
            if value and column in _DATED:
                value = date_in(row, column, self._file) or ""
            if value and body.once.setdefault(column, value) != value:
                raise BadInput(
                    f"同じ会議体の前の行では「{body.once[column][:80]}」です。どちらかに揃えてください。",
                    file=self._file,
                    row=row.number,
                    field=row.headings.get(column, column),
                    value=value,
                )
        note = row.values.get("body_note", "")
        if note and note not in body.notes:
            body.notes.append(note)
        body.stated = reported_in(row, self._file) or body.stated

    def name_apart(self) -> None:
        """Give consortia of one name, told apart by a key, their key in brackets."""
        for body in self._bodies.values():
            if len(self._names[exact_key(body.name)]) > 1 and body.identity:
                body.name = f"{body.name}（{body.identity}）"

    def finish(self) -> None:
        """Add the consortia to the draft, those that they sit inside first."""
        by_name = {body.name: body.key for body in self._bodies.values()}
        for body in self._bodies.values():
            parent = body.once.get("inside")
            if parent and parent not in by_name:
                by_name[parent] = self._parent(parent, body)
        for body in self._bodies.values():
            parent = body.once.get("inside")
            self._add(body, (by_name[parent],) if parent and by_name[parent] != body.key else ())

    def _parent(self, name: str, body: Body) -> str:
        key = f"i{len(self._draft.consortia) + 1}"
        evidence = body.evidence.model_copy(update={"printed": name})
        self._draft.consortia[key] = EditionConsortium(
            key=key,
            mention=self._draft.mentions.mention(Kind.CONSORTIUM, "consortium", name),
            form=form_in("", name),
            programmes=tuple(body.programmes) if form_in("", name) is ConsortiumForm.AWARD_ROUND else (),
            reported=Reported.MEMBERS_NOT_STATED,
            evidence=(evidence,),
        )
        return key

    def _add(self, body: Body, inside: tuple[str, ...]) -> None:
        if body.not_reported and not body.seats:
            reported = Reported.NOT_REPORTED
        elif not body.seats:
            reported = Reported.MEMBERS_NOT_STATED
        elif body.partial or body.unnamed:
            reported = Reported.PARTIAL
        else:
            reported = body.stated or Reported.LISTED
        name, flags = closed_letters(body.name)
        dates = [(what, body.once[what]) for what in _DATED if what in body.once]
        self._draft.consortia[body.key] = EditionConsortium(
            key=body.key,
            mention=self._draft.mentions.mention(
                Kind.CONSORTIUM, "consortium", body.name, name, flags=tuple(flag.value for flag in flags)
            ),
            form=form_in(body.once.get("form", ""), body.name),
            names=tuple(
                Name(text=other, kind=NameKind.ALIAS, source=body.evidence.source) for other in body.other_names
            ),
            programmes=tuple(body.programmes),
            inside=inside,
            prefecture=body.prefecture,
            region=body.once.get("region"),
            plan=body.once.get("plan"),
            summary=body.once.get("summary"),
            dates=tuple(
                DatedFact.model_validate({"what": what, "date": date, "evidence": (body.evidence,)})
                for what, date in dates
            ),
            note="\n".join(body.notes) or None,
            reported=reported,
            unnamed_members=tuple(body.unnamed),
            evidence=(body.evidence,),
        )

    def _programmes(self, row: SeatRow, evidence: Evidence) -> list[str]:
        names = programmes_in(row, self._file)
        owners = row.values.get("owner", "")
        if owners and not names:
            raise BadInput(
                "所管があるのに事業の名前がありません。書き足してください。",
                file=self._file,
                row=row.number,
                field=row.headings.get("programme", "事業"),
            )
        return [self._programme(name, owners if len(names) == 1 else "", evidence) for name in names]

    def _programme(self, name: str, owners: str, evidence: Evidence) -> str:
        programmes, mentions = self._draft.programmes, self._draft.mentions
        key = self._keys.setdefault(name, f"p{len(programmes) + 1}")
        if key not in programmes:
            programmes[key] = EditionProgramme(
                key=key,
                mention=mentions.mention(Kind.PROGRAMME, "programme", name),
                evidence=(evidence.model_copy(update={"printed": name}),),
            )
        if owners and (key, owners) not in self._owners:
            self._owners.add((key, owners))
            programme = programmes[key]
            printed = {owner.printed for owner in programme.owners}
            new = [part.text for part in split_list(owners) if part.text not in printed]
            added = tuple(mentions.mention(Kind.ORGANIZATION, "owners", owner) for owner in dict.fromkeys(new))
            programmes[key] = programme.model_copy(update={"owners": programme.owners + added})
        return key
