"""Ids that change, put in place of the old ones wherever a record holds them."""

from typing import TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


def renumbered(record: M, ids: dict[str, str]) -> M:
    """Return a record in which every id that changes is the new one."""
    if not ids:
        return record
    changed = {field: new for field, value in record.__dict__.items() if (new := _renumber(value, ids)) is not value}
    return record.model_copy(update=changed) if changed else record


def _renumber(value: object, ids: dict[str, str]) -> object:
    if type(value) is str:
        return ids.get(value, value)
    if isinstance(value, BaseModel):
        return renumbered(value, ids)
    if isinstance(value, tuple):
        new = tuple(_renumber(item, ids) for item in value)
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    return value
