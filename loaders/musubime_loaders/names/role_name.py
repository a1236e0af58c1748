"""A title with the name of its holder: `代表取締役社長　江　頭　栄 一 郎`, `代表執行役社長 CEO細谷　敏幸`."""

from musubime.errors import BadInput
from musubime.types.base import NAME_LIMIT
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_parts import closed_spaces
from musubime_loaders.names.endings import has_body_ending
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.name_place import name_at, named
from musubime_loaders.names.one_affiliation import read_affiliation
from musubime_loaders.names.person_line import read_person_line
from musubime_loaders.names.words import is_post


def read_role_name(text: str) -> list[Reading]:
    """Return one reading with title and name; a line that also names a body is read as a line about persons."""
    text = text.strip()
    if len(text) > NAME_LIMIT:
        raise BadInput(f"一人分の記載が {NAME_LIMIT:,} 文字を超えます。行を分けてください。", value=text)
    words = _joined(text.split())
    found = name_at(words)
    title = found[1] if found else " ".join(words)
    held = read_affiliation(title, text) if title else None
    if held and held.organization and has_body_ending(held.organization) and not is_post(closed_spaces(title)[0]):
        return read_person_line(text)
    reading = Reading(text)
    if found:
        reading.person = named(found[0], reading)
    reading.post = closed_spaces(title)[0] or None
    if found is None and not is_post(reading.post or ""):
        return read_person_line(text)
    if found is None:
        reading.reasons.append("氏名がない")
    if Flag.SURNAME_ONLY in reading.flags and len(text.split()) > 2:
        reading.flags.remove(Flag.SURNAME_ONLY)
    return [reading]


def _joined(words: list[str]) -> list[str]:
    """Return the words with titles printed in single letters, such as 社 長, closed."""
    for size in (3, 2):
        for at in range(len(words) - size + 1):
            run = words[at : at + size]
            if all(len(word) == 1 for word in run) and is_post("".join(run)):
                return [*words[:at], "".join(run), *words[at + size :]]
    return words
