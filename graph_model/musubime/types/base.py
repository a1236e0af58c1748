"""The frozen base of every fact, and the limits that all text keeps."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

NAME_LIMIT = 1_000
TEXT_LIMIT = 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ID = r"^[A-Za-z0-9_:.-]+$"


def _without_control_characters(text: str) -> str:
    if found := _CONTROL.search(text):
        raise ValueError(f"control character U+{ord(found.group()):04X} is not allowed")
    return text


NameText = Annotated[
    str, StringConstraints(min_length=1, max_length=NAME_LIMIT), AfterValidator(_without_control_characters)
]
LongText = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), AfterValidator(_without_control_characters)]
Id = Annotated[str, StringConstraints(pattern=_ID, max_length=NAME_LIMIT)]


class Frozen(BaseModel):
    """A value that cannot change once it is made and refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def described(ja: str, en: str, default: Any = ..., *, graphml: str | None = None) -> Any:  # noqa: ANN401 -- pydantic's own Field is typed so
    """Return a field with its Japanese title, English description and, where exported, its GraphML type.

    `graphml` is one of `string`, `int`, `double`, `boolean`; without it the field is no flat attribute.
    """
    extra: dict[str, Any] = {"graphml": graphml} if graphml else {}
    return Field(default, title=ja, description=en, json_schema_extra=extra or None)
