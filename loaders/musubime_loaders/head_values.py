"""What the head of a file says: columns for all of its rows, the date of the edition, and facts of the document."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from musubime.errors import BadInput
from musubime.types.prefectures import BY_NAME
from musubime_loaders.draft import Draft
from musubime_loaders.manifest import Manifest, without_date
from musubime_loaders.printed_dates import first_date, iso_date
from musubime_loaders.printed_rows import PrintedTable
from musubime_loaders.seat_columns import FIELDS, Field, head_of, unused_head
from musubime_loaders.seat_values import Unread


class Head(NamedTuple):
    """The values that all rows share, by column, the key by which each is printed, and what was left unread."""

    values: dict[Field, str]
    keys: dict[Field, str]
    unread: list[Unread]


def take_head(table: PrintedTable, draft: Draft) -> Head:
    """Return what the head says of the rows; what it says of edition and document is written into the draft."""
    head = Head({}, {}, [])
    edition_date = draft.manifest.edition_date
    told: dict[str, str] = {}
    for key, value in table.head:
        meaning = draft.manifest.head.get(key) or (None if key in draft.manifest.ignore else head_of(key))
        reason = draft.manifest.ignore.get(key) or unused_head(key)
        if meaning is None and reason is None and value:
            told["document_note"] = "\n".join(part for part in (told.get("document_note"), f"{key}: {value}") if part)
        elif meaning is None or not value or value == "?":
            head.unread.append(Unread(table.file, None, key, value, reason or "値がない"))
        elif meaning == "edition_date":
            edition_date = edition_date or _edition_date(key, value, table.file)
        elif meaning == "place":
            parts = [part for part in re.split(r"[、,・／/ 　]+", value) if part]
            column: Field = "prefecture" if all(part in BY_NAME for part in parts) else "region"
            head.values[column], head.keys[column] = value, key
        elif meaning in FIELDS:
            head.values[meaning], head.keys[meaning] = value, key
        else:
            told[meaning] = "\n".join(part for part in (told.get(meaning), value) if part)
    if edition_date is None and draft.manifest.edition_date_printed:
        edition_date = _printed_date(table)
    _write(draft, edition_date, told, table.file)
    return head


def _write(draft: Draft, edition_date: str | None, told: Mapping[str, str], file: str) -> None:
    manifest: Manifest = draft.manifest
    if manifest.complete and edition_date is None:
        raise without_date(file)
    draft.manifest = manifest.model_copy(update={"edition_date": edition_date})
    document = draft.sources[manifest.default_source]
    update: dict[str, object] = {}
    notes = [document.note] if document.note else []
    parts = [part.strip() for part in re.split(r"\s+[;；]\s+|\s*[；]\s*", told.get("document", "")) if part.strip()]
    addresses = [part for part in parts if re.match(r"https?://", part)]
    others = [part for part in parts if part not in addresses]
    if addresses and document.url is None:
        update["url"] = addresses.pop(0)
    if others and document.title == file:
        update["title"] = others.pop(0)
    notes += [f"出典の記載: {part}" for part in (*others, *addresses) if part not in (document.title, document.url)]
    if "publisher" in told and document.publisher is None:
        update["publisher"] = told["publisher"]
    if date := told.get("document_date"):
        if document.date is None and (found := iso_date(date)):
            update["date"] = found
        elif date != document.date:
            notes.append(f"日付の記載: {date}")
    if "document_note" in told:
        notes.append(told["document_note"])
    update["note"] = "\n".join(notes) or None
    draft.sources[manifest.default_source] = document.model_copy(update=update)


def _edition_date(key: str, value: str, file: str) -> str:
    found = first_date(value)
    if found is None:
        raise BadInput(
            "版の日付として読めません。roster.toml に edition_date を書いてください。",
            file=file,
            field=key,
            value=value,
        )
    return found


def _printed_date(table: PrintedTable) -> str | None:
    """Return the date in the titles above the table, or None where none is printed."""
    dates = (first_date(title) for title in table.titles)
    return next((date for date in dates if date), None)
