"""From a name on the command line to an id."""

import re
from collections.abc import Sequence

from musubime.errors import BadInput
from musubime_api.commands.door import Door, Told

_ID = re.compile(r"^[A-Za-z0-9_:.-]+$")
_KINDS = {
    "organizations": "organization",
    "persons": "person",
    "programmes": "programme",
    "consortia": "consortium",
    "sources": "source",
}

_ENDS = {"organization", "person", "consortium"}


def id_of(door: Door, path: str, name: str) -> str:
    """Return the id that `name` is, or that a search for it finds; BadInput where it finds none or several."""
    if _ID.match(name) and _is_id(door, path, name):
        return name
    if path not in _KINDS:
        return name
    return _only(name, [item for item in _hits(door, name) if str(item["kind"]).lower() == _KINDS[path]])


def end_of(door: Door, name: str) -> str:
    """Return the id of an organization, person, post or consortium that `name` is or that a search for it finds.

    Raises BadInput where it finds none or several.
    """
    if ":" in name and _ID.match(name):
        return name
    return _only(name, [item for item in _hits(door, name) if str(item["kind"]).lower() in _ENDS])


def _only(name: str, items: Sequence[dict[str, object]]) -> str:
    exact = [item for item in items if name in (item["name"], item["matched"])]
    found = exact or items
    if len(found) == 1:
        return str(found[0]["id"])
    if not found:
        raise BadInput(f"「{name}」は見つかりません。musubime ask search で探してください。")
    several = "、".join(f"{item['name']}（{item['id']}）" for item in found[:5])
    raise BadInput(f"「{name}」に当たるものが {len(found)} 件あります。ID で選んでください: {several}")


def _is_id(door: Door, path: str, id: str) -> bool:
    try:
        door.get(f"/{path}/{id}")
    except Told as refused:
        if refused.problem.get("status") != 404:
            raise
        return False
    return True


def _hits(door: Door, name: str) -> Sequence[dict[str, object]]:
    items = door.get("/search", {"q": name, "limit": 50}).read()["items"]
    assert isinstance(items, list)
    return items
