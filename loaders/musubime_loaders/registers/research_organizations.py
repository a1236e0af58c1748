"""ROR data dump (JSON, schema versions 1 and 2): an array of organizations, of which those in Japan are kept."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import cast

from musubime.errors import UnreadableFile
from musubime.registers.rows import Number, OtherName, Registered, Row
from musubime_loaders.registers.containers import Part
from musubime_loaders.registers.report import Report
from musubime_loaders.registers.values import name_of, prefecture_code

Json = Mapping[str, object]
_BLOCK = 1 << 18
_OBJECT_LIMIT = 4 << 20
_ID = re.compile(r"^https://ror\.org/([0-9a-z]{9})$")
_STEP = 10_000
_WITHDRAWN = "取り下げられた機関なので読まない"


class ResearchOrganizations:
    """One dump."""

    def __init__(self, part: Part) -> None:
        self.part, self.file = part, part.name
        _, first = next(objects(part))
        self.version = version_of(first)

    def rows(self, report: Report, progress: Callable[[str, int, int], None]) -> Iterator[Row]:
        """Yield the organizations in Japan."""
        for nth, (row, found) in enumerate(objects(self.part)):
            if nth % _STEP == 0:
                progress("ROR を読んでいます", nth, 0)
            if not is_organization(found):
                raise UnreadableFile(
                    "ROR の機関の形ではありません。ファイルを取り直してください。", file=self.file, row=row
                )
            if "JP" not in _countries(found):
                continue
            if found.get("status") == "withdrawn":
                report.note(_WITHDRAWN, self.file, row, "status", str(found["id"]))
                continue
            yield self._organization(found, row)

    def _organization(self, found: Json, row: int) -> Registered:
        code = _code(str(found["id"]))
        names = list(_names(found))
        name = next((text for text, _, lang in names if lang == "ja"), "")
        name = name or next((text for text, kind, _ in names if kind == "display"), names[0][0] if names else "")
        name = name_of(name, file=self.file, row=row, field="names")
        others: dict[str, OtherName] = {}
        for stated, kind, lang in names:
            label = "abbreviation" if kind == "acronym" else "english" if _is_english(kind, lang, stated) else "alias"
            text = name_of(stated, file=self.file, row=row, field="names", needed=False)
            if text and text != name:
                others.setdefault(text, OtherName(text, label))
        kinds = ", ".join(sorted(str(kind).lower() for kind in _list(found, "types")))
        if found.get("status") == "inactive":
            kinds += " (inactive)"
        successors = (
            _code(str(one.get("id")))
            for one in _objects(found, "relationships")
            if str(one.get("type")).lower() == "successor"
        )
        successor = next(filter(None, successors), "")
        return Registered(
            key=f"ror:{code}",
            name=name,
            names=tuple(others.values()),
            numbers=(Number("ror", code),),
            kind=name_of(kinds, file=self.file, row=row, field="types", needed=False),
            prefecture=";".join(sorted({code for code in _prefectures(found) if code})),
            successor=f"ror:{successor}" if successor else "",
        )


def objects(part: Part) -> Iterator[tuple[int, Json]]:
    """Yield the objects of an array of JSON with their places, counted from 1; one at a time is in memory."""
    decoder = json.JSONDecoder()
    with part.opened() as stream, io.TextIOWrapper(stream, encoding="utf-8-sig") as text:
        buffer, nth, begun = "", 0, False
        try:
            while block := text.read(_BLOCK):
                buffer = (buffer + block).lstrip() if not buffer.strip() else buffer + block
                if not begun:
                    if not buffer.lstrip().startswith("["):
                        raise _broken(part.name, 1)
                    buffer, begun = buffer.lstrip()[1:], True
                at = 0
                while True:
                    at = _skipped(buffer, at)
                    if at >= len(buffer) or buffer[at] == "]":
                        break
                    try:
                        value, at = decoder.raw_decode(buffer, at)
                    except json.JSONDecodeError:
                        if len(buffer) - at > _OBJECT_LIMIT:
                            raise _broken(part.name, nth + 1) from None
                        break
                    nth += 1
                    if not isinstance(value, dict):
                        raise _broken(part.name, nth)
                    yield nth, value
                buffer = buffer[at:]
        except (ValueError, RecursionError):
            # bytes of another encoding, numbers without end, arrays without bottom
            raise _broken(part.name, nth + 1) from None
        if not begun or buffer.strip() != "]":
            raise _broken(part.name, nth + 1)


def _skipped(buffer: str, at: int) -> int:
    while at < len(buffer) and buffer[at] in " \t\r\n,":
        at += 1
    return at


def _broken(file: str, row: int) -> UnreadableFile:
    return UnreadableFile("JSON が壊れているか、途中で切れています。ファイルを取り直してください。", file=file, row=row)


def is_organization(found: Json) -> bool:
    """Return whether an object is an organization of ROR, of either version."""
    return bool(_code(str(found.get("id")))) and ("names" in found or "name" in found)


def version_of(found: Json) -> int:
    """Return the version of the schema of an organization: 1 or 2."""
    return 2 if "names" in found else 1


def _code(id: str) -> str:
    """Return the code in an address of ROR; empty where it is none."""
    found = _ID.match(id)
    return found[1] if found else ""


def _list(found: Json, name: str) -> list[object]:
    value = found.get(name)
    return value if isinstance(value, list) else []


def _objects(found: Json, name: str) -> list[Json]:
    return [cast(Json, one) for one in _list(found, name) if isinstance(one, dict)]


def _object(found: Json, name: str) -> Json:
    value = found.get(name)
    return cast(Json, value) if isinstance(value, dict) else {}


def _countries(found: Json) -> set[str]:
    places = {str(_object(place, "geonames_details").get("country_code")) for place in _objects(found, "locations")}
    return places | {str(_object(found, "country").get("country_code"))}


def _prefectures(found: Json) -> Iterator[str]:
    for place in _objects(found, "locations"):
        details = _object(place, "geonames_details")
        yield prefecture_code(str(details.get("country_subdivision_name") or ""))
    for place in _objects(found, "addresses"):
        admin = _object(_object(place, "geonames_city"), "geonames_admin1")
        yield prefecture_code(str(admin.get("ascii_name") or admin.get("name") or place.get("state") or ""))


def _names(found: Json) -> Iterator[tuple[str, str, str]]:
    """Yield text, kind (`display`, `label`, `alias`, `acronym`) and language of each name, the display name first."""
    if version_of(found) == 2:
        stated = [
            (str(name.get("value") or ""), {str(kind) for kind in _list(name, "types")}, str(name.get("lang") or ""))
            for name in _objects(found, "names")
        ]
        kinds = (("ror_display", "display"), ("label", "label"), ("alias", "alias"), ("acronym", "acronym"))
        for stated_kind, kind in kinds:
            yield from ((text, kind, lang) for text, of, lang in stated if stated_kind in of and text)
        return
    if found.get("name"):
        yield str(found["name"]), "display", ""
    for label in _objects(found, "labels"):
        yield str(label.get("label") or ""), "label", str(label.get("iso639") or "")
    yield from ((str(text), "alias", "") for text in _list(found, "aliases"))
    yield from ((str(text), "acronym", "") for text in _list(found, "acronyms"))


def _is_english(kind: str, lang: str, text: str) -> bool:
    return lang == "en" or (not lang and kind in {"display", "label"} and text.isascii())
