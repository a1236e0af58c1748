"""How a table without `roster.toml` would be read: proposed, asked where a heading is unknown, and remembered."""

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import Field as PydanticField

from musubime.errors import BadInput
from musubime.types.base import Frozen, described
from musubime.types.partial_dates import PartialDate
from musubime_loaders.column_content import Guess, cells_of, guess, meant_by_content
from musubime_loaders.generic_roster import WHO
from musubime_loaders.name_lexicon import ROLE
from musubime_loaders.printed_dates import first_date
from musubime_loaders.printed_rows import PrintedTable
from musubime_loaders.seat_columns import Field, field_of, head_of, proposed_columns, unused_of
from musubime_loaders.titles import body_name, safe_id, stem_of

_SELECTED = re.compile(
    r"^(?:選定|採択|認定|指定)(?:地域|大学|機関|団体|自治体|市町村|拠点|事業者|地区)?名?(?:[（(].*[)）])?$"
)
_PERSONS: tuple[Field, ...] = ("person", "person_line", "members")


class Answers(Frozen):
    """What a person answered about a table: how its columns are read, and what the table does not say."""

    columns: dict[str, Field | Literal["ignore"]] = PydanticField(default_factory=dict)
    consortium: str | None = None
    fill_down: tuple[str, ...] = ()
    edition_date: PartialDate | None = None
    complete: bool = False


class Proposal(Frozen):
    """How a table would be read; `unknown` headings and what is `missing` have to be answered first."""

    roster: str = described("名簿", "Id of the roster")
    title: str = described("名称", "Title of the roster")
    headings: tuple[str, ...] = described("見出しの一覧", "All headings of the table")
    columns: dict[str, Field] = described("列", "Heading → column, where the heading is known")
    ignored: dict[str, str] = described("使わない列", "Heading → reason, where the heading is known to be of no use")
    unknown: tuple[str, ...] = described("分からない見出し", "Headings that nobody knows")
    head_names: tuple[str, ...] = described("会議体を言う項目", "Keys of the head that name the consortium", ())
    guesses: tuple[Guess, ...] = described("推定", "What the unknown headings probably are", ())
    missing: tuple[str, ...] = described("足りない列", "What no heading gives, in the words of a heading", ())
    consortium: str | None = described("会議体", "Name that all rows belong to, read above the table", None)
    edition_date: str | None = described(
        "版の日付", "Date printed above the table; taken only when somebody says so", None
    )
    one_consortium_per_row: bool = described(
        "一行に一つの会議体", "Whether each row is a consortium of its own, inside the list that selected it", False
    )
    fill_down: tuple[str, ...] = described(
        "同上とみなす列", "Columns of sectors, each printed once above empty cells: those mean the same as above", ()
    )
    blanks: tuple[str, ...] = described("空欄のある列", "Columns whose empty cells may mean the same as above", ())

    @property
    def complete(self) -> bool:
        """Whether every heading is known and the table says which consortium and who."""
        return not self.unknown and not self.missing


def propose(table: PrintedTable) -> Proposal:
    """Return the mapping that the headings of a table suggest, with guesses from the cells for unknown ones."""
    columns, unknown = proposed_columns(table.headings)
    columns = meant_by_content(table, columns)
    columns, unknown = _with_roles(columns, unknown)
    per_row = _selects(table, columns)
    named = _consortium(table, selected=per_row)
    if named is None and "consortium" not in columns.values() and not table.head:
        columns = _with_projects(table, columns)
    if "part" in columns.values() and "consortium" not in columns.values() and named is None:
        columns = {heading: "consortium" if field == "part" else field for heading, field in columns.items()}
    given = set(columns.values()) | {head_of(key) for key, _ in table.head}
    consortium = None if "consortium" in given else named
    missing = [] if "consortium" in given or consortium else ["会議体"]
    if not given & WHO:
        missing.append("機関")
    dates = (first_date(title) for title in table.titles)
    if table.head:
        # what stands behind a row as `key=value` is kept with the seat, whatever it says
        columns |= dict.fromkeys(unknown, "note")
        unknown = ()
    taken = set(columns.values())
    guesses: list[Guess] = []
    for heading in unknown:
        guesses.append(guess(table, heading, taken))
        taken |= {guesses[-1].field} - {None}  # type: ignore[arg-type]
    return Proposal(
        one_consortium_per_row=per_row,
        roster=safe_id(table.file),
        title=consortium or table.file,
        headings=table.headings,
        columns=columns,
        ignored={
            heading: reason
            for heading in table.headings
            if field_of(heading) is None and (reason := unused_of(heading)) is not None
        },
        unknown=unknown,
        guesses=tuple(guesses),
        missing=tuple(missing),
        head_names=tuple(key for key, _ in table.head if head_of(key) == "consortium"),
        consortium=consortium,
        edition_date=next((date for date in dates if date), None),
        fill_down=(merged := _merged(table, columns)),
        blanks=tuple(heading for heading in _blanks(table, columns) if heading not in merged),
    )


def _with_projects(table: PrintedTable, columns: dict[str, Field]) -> dict[str, Field]:
    """Return the columns with 事業名 in a list of what was selected, another in each row, taken for the consortium."""
    if not any(re.search(r"採択|選定|認定|採用", title) for title in table.titles):
        return columns
    found = [heading for heading, field in columns.items() if field in ("programme", "plan")]
    apart = [heading for heading in found if len(set(_column(table, heading))) == len(table.rows) > 1]
    return {heading: "consortium" if heading in apart[:1] else field for heading, field in columns.items()}


def _with_roles(columns: dict[str, Field], unknown: tuple[str, ...]) -> tuple[dict[str, Field], tuple[str, ...]]:
    """Return the columns with headings such as 会長 and 事務局, where nothing else says who, taken for roles."""
    if set(columns.values()) & WHO:
        return columns, unknown
    roles = [heading for heading in unknown if ROLE.fullmatch(re.sub(r"\s", "", heading))]
    taken: dict[str, Field] = dict.fromkeys(roles, "by_role")
    return columns | taken, tuple(heading for heading in unknown if heading not in roles)


def answered(proposal: Proposal, answers: Answers, file: str) -> Proposal:
    """Return the proposal with a person's answers in it; BadInput where an answer is about no column."""
    for heading in (*answers.columns, *answers.fill_down):
        if heading not in proposal.headings:
            raise BadInput("この見出しの列はありません。見出しを直してください。", file=file, row=1, field=heading)
    columns = {h: f for h, f in proposal.columns.items() if h not in answers.columns}
    said: dict[str, Field] = {heading: field for heading, field in answers.columns.items() if field != "ignore"}
    columns = {h: f for h, f in columns.items() if f not in said.values()} | said
    twice = [heading for heading, field in said.items() if list(said.values()).count(field) > 1]
    if twice:
        raise BadInput("同じ読み方の列が二つあります。片方を直してください。", file=file, row=1, field=twice[0])
    ignored = {h: r for h, r in proposal.ignored.items() if h not in said}
    ignored |= {heading: "使わないと答えた列" for heading, field in answers.columns.items() if field == "ignore"}
    consortium = answers.consortium or proposal.consortium
    given = set(columns.values())
    left = tuple(heading for heading in proposal.headings if heading not in columns and heading not in ignored)
    known_missing = {"会議体": bool(consortium) or "consortium" in given, "機関": bool(given & WHO)}
    return proposal.model_copy(
        update={
            "columns": columns,
            "ignored": ignored,
            "unknown": left,
            "guesses": tuple(one for one in proposal.guesses if one.heading in left),
            "missing": tuple(what for what in proposal.missing if not known_missing.get(what, False)),
            "consortium": None if "consortium" in given else consortium,
            "title": answers.consortium or proposal.title,
        }
    )


def _filled_down(proposal: Proposal, answers: Answers | None) -> list[str]:
    return list(dict.fromkeys((*proposal.fill_down, *(answers.fill_down if answers else ()))))


def manifest_table(proposal: Proposal, answers: Answers | None = None) -> dict[str, object]:
    """Return the `roster.toml` that says what the proposal says, as tables; without what holds for one year only."""
    table: dict[str, object] = {"id": proposal.roster, "title": proposal.title, "columns": dict(proposal.columns)}
    if proposal.ignored:
        table["ignore"] = dict(proposal.ignored)
    if filled := _filled_down(proposal, answers):
        table["fill_down"] = filled
    if proposal.one_consortium_per_row:
        table |= {"one_consortium_per_row": True, "head": dict.fromkeys(proposal.head_names, "inside")}
        if "prefecture" not in proposal.columns.values():
            table["prefecture_from"] = "organization"
    if constants := _constants(proposal):
        table["constants"] = constants
    return table


def _constants(proposal: Proposal) -> dict[str, str]:
    if proposal.one_consortium_per_row:
        inside = {"inside": proposal.consortium} if proposal.consortium else {}
        form = {} if "form" in proposal.columns.values() else {"form": "hub"}
        return {**inside, **form, "consortium": "{inside}（{organization}）"}
    return {"consortium": proposal.consortium} if proposal.consortium else {}


def remembered(proposal: Proposal, answers: Answers) -> str:
    """Return the text of a `roster.toml` by which next year's file with the same headings loads without questions."""
    table = manifest_table(proposal, answers)
    ignored: Mapping[str, str] = proposal.ignored
    lines = [
        "# 答えた読み方の控え。同じ見出しのファイルは、この読み方で質問なしに読み込まれる。",
        "# 次の年の版には、読み込むときに版の日付（edition_date）と全員が載っているか（complete）を伝える。",
        f"id = {_quoted(proposal.roster)}",
        f"title = {_quoted(proposal.title)}",
        f"for_headings = [{', '.join(_quoted(heading) for heading in proposal.headings)}]",
    ]
    if proposal.one_consortium_per_row:
        lines.append("one_consortium_per_row = true")
        lines += ['prefecture_from = "organization"'] if "prefecture_from" in table else []
    if "fill_down" in table:
        lines.append(f"fill_down = [{', '.join(_quoted(one) for one in _filled_down(proposal, answers))}]")
    lines += [
        "",
        "[columns]",
        *(f"{_quoted(heading)} = {_quoted(field)}" for heading, field in proposal.columns.items()),
    ]
    if ignored:
        lines += ["", "[ignore]", *(f"{_quoted(heading)} = {_quoted(reason)}" for heading, reason in ignored.items())]
    if constants := _constants(proposal):
        lines += ["", "[constants]", *(f"{field} = {_quoted(text)}" for field, text in constants.items())]
    if proposal.one_consortium_per_row and proposal.head_names:
        lines += ["", "[head]", *(f'{_quoted(key)} = "inside"' for key in proposal.head_names)]
    return "\n".join(lines) + "\n"


def _consortium(table: PrintedTable, *, selected: bool) -> str | None:
    names = (body_name(title, selected=selected) for title in (*reversed(table.titles), stem_of(table.file)))
    return next((name for name in names if name), None)


def _selects(table: PrintedTable, columns: Mapping[str, Field]) -> bool:
    """Return whether a table lists what was selected or adopted: each row is then a consortium of its own."""
    given = {field: heading for heading, field in columns.items()}
    if "consortium" in given or "organization" not in given:
        return False
    if any(cells_of(table, given[field]) for field in _PERSONS if field in given):
        return False
    roles = cells_of(table, given["role"]) if "role" in given else []
    by_role = len(roles) == len(table.rows) > 0 and all(_SELECTED.match(role) for role in roles)
    return by_role or "selected" in given or bool(_SELECTED.match(given["organization"]))


def _column(table: PrintedTable, heading: str) -> list[str]:
    at = table.headings.index(heading)
    return [row.values[at] for row in table.rows]


def _merged(table: PrintedTable, columns: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the columns of sectors that were merged cells: each sector stands once, over empty cells."""
    found = []
    for heading in (heading for heading, field in columns.items() if field == "sector"):
        cells = _column(table, heading)
        printed = [cell for cell in cells if cell]
        if cells and cells[0] and len(printed) < len(cells) and len(set(printed)) == len(printed) > 1:
            found.append(heading)
    return tuple(found)


def _blanks(table: PrintedTable, columns: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the columns of a group or an organization that begin filled and have empty cells below."""
    found = []
    for heading, field in columns.items():
        if field not in ("sector", "organization", "role", "programme"):
            continue
        cells = _column(table, heading)
        if cells and cells[0] and sum(1 for cell in cells if not cell) > 0:
            found.append(heading)
    return tuple(found)


def _quoted(text: str) -> str:
    """Return a text as a string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
