"""Where in a line the name of the person stands, between titles, bodies and units."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import FORM, REGION, ends_unit, find_title, has_form
from musubime_loaders.names.endings import has_body_ending
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.persons import Evidence, closed, is_person, is_surname_only, person_evidence
from musubime_loaders.names.surnames import is_surname
from musubime_loaders.names.words import is_post

_FORM = re.compile(FORM)
_BODY_BEGINS = re.compile(rf"{FORM}|{REGION.pattern.removesuffix('$')}|国立|公立|県立|市立")
_HIRAGANA = re.compile("[ぁ-ゖー]")
_NOTE_AT_END = re.compile(r"[（(][^（）()]{1,8}[)）]$")
_MOST_WORDS = 6
"""A name printed letter by letter has at most this many words."""


def name_at(words: list[str]) -> tuple[str, str] | None:
    """Return (name, affiliation) where a person stands at one end of the words, or None.

    >>> name_at(["高知大学", "副学長", "受田", "浩之"])
    ('受田 浩之', '高知大学 副学長')
    """
    if not words:
        return None
    whole = " ".join(words)
    if _spread(words) and is_person(whole) and not whole.isascii():
        return whole, ""
    last = words[-1]
    held = find_title(last) or has_body_ending(last) or ends_unit(last)
    if held and not is_person(" ".join(words[-2:]), Evidence.KNOWN):
        return _at_start(words) or _at_end(words)
    return _at_end(words) or _at_start(words)


def _spread(words: list[str]) -> bool:
    """Return whether all words can be parts of one name, by their lengths."""
    longer = sum(len(word) > 1 for word in words)
    return 1 <= len(words) <= _MOST_WORDS and longer <= (2 if len(words) == 2 else 1)


def _at_end(words: list[str]) -> tuple[str, str] | None:
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        parts, before = words[-count:], words[-count - 1]
        name, rest = " ".join(parts), " ".join(words[:-count])
        if not _spread(parts) or any(is_post(part) and len(part) > 1 for part in parts) or _FORM.fullmatch(rest):
            continue
        titled = find_title(before) is not None
        if count == 1 and len(name) < 3 and not (titled and is_surname(name)):
            continue
        least = Evidence.LIKELY if count > 1 else Evidence.KNOWN
        if titled and (count == 1 or name.isascii()):
            least = Evidence.SHAPE
        if is_person(name, least):
            return name, rest
    return _glued_at_end(words)


def _glued_at_end(words: list[str]) -> tuple[str, str] | None:
    """Part a title from the name glued to it: `CEO細谷 敏幸`, `副学長受田浩之`."""
    if len(words) > 1 and len(words[-1]) <= 3:
        token, given = words[-2], f" {words[-1]}"
    else:
        token, given = words[-1], ""
    best: tuple[Evidence, str, str] | None = None
    sizes: tuple[int, ...] = (2, 1, 3) if given else (4, 3, 5, 2)
    for size in sizes:
        title, name = token[:-size], token[-size:]
        if len(name) != size or not title or not _ends_in_title(title, token):
            continue
        evidence = person_evidence(name + given)
        least = Evidence.SHAPE if size == 4 and _holds_post(title) else Evidence.LIKELY
        if evidence >= least and (best is None or evidence > best[0]):
            kept = words[: -2 if given else -1]
            best = evidence, name + given, " ".join([*kept, title])
    return best[1:] if best else None


def _ends_in_title(title: str, token: str) -> bool:
    """Return whether a title stands at the end, and not the 社 of 株式会社 with what follows."""
    title = _NOTE_AT_END.sub("", title)
    found = find_title(title)
    return found is not None and not any(form.start() <= found.start() < form.end() for form in _FORM.finditer(token))


def _at_start(words: list[str]) -> tuple[str, str] | None:
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        parts, rest = words[:count], " ".join(words[count:])
        least = Evidence.LIKELY if count > 1 else Evidence.KNOWN
        if _spread(parts) and is_person(" ".join(parts), least) and not _FORM.fullmatch(rest):
            return " ".join(parts), rest
    if len(words) > 1 and 2 < len(words[0]) <= 5:
        rest = " ".join(words[1:])
        if is_person(words[0], Evidence.LIKELY) or (is_person(words[0]) and _holds_post(rest)):
            return words[0], rest
    return None


def _holds_post(text: str) -> bool:
    """Return whether the text is a body followed by a title."""
    title = find_title(text)
    return title is not None and has_body_ending(text[: title.start()].rstrip())


def glued_name(text: str, base: Reading) -> tuple[str, str] | None:
    """Return (person, affiliation) of 山田太郎・東京大学教授, 東京大学の山田太郎教授 and 山田太郎東京大学教授."""
    if (dotted := dotted_name(text)) is not None:
        return dotted
    title = find_title(text)
    if title is None or not title.start() or " " in text.strip():
        return None
    before = text[: title.start()]
    if is_surname(before):
        return before, title.group()
    return name_after_body(text, base) or _name_before_body(before, title.group(), base)


def dotted_name(text: str) -> tuple[str, str] | None:
    """Part 山田太郎・東京大学教授; the dots after it belong to the affiliation."""
    name, dot, rest = text.partition("・")
    if not dot or not 2 < len(name) < 7 or has_body_ending(name) or not _holds(rest):
        return None
    sure = is_person(name, Evidence.LIKELY) or (len(name) == 4 and is_person(name))
    return (name, rest) if sure else None


def _holds(text: str) -> bool:
    """Return whether the text ends in a title or as bodies do, a note in brackets aside."""
    bare = _NOTE_AT_END.sub("", text)
    return find_title(bare) is not None or has_body_ending(bare)


def name_after_body(text: str, base: Reading) -> tuple[str, str] | None:
    """Part 東京大学の山田太郎教授."""
    for of in re.finditer("の", text):
        body, rest = text[: of.start()], text[of.end() :]
        sizes = [size for size in (4, 3, 5) if len(rest) > size and not _HIRAGANA.match(rest[size])]
        least = Evidence.SHAPE if has_form(body) else Evidence.LIKELY
        names = [size for size in sizes if is_person(rest[:size], least) and find_title(rest[size:]) is not None]
        if names and has_body_ending(body):
            posts = [size for size in names if is_post(rest[size:])]
            size = min(posts) if posts else max(names, key=lambda size: person_evidence(rest[:size]))
            if not is_post(rest[size:]):
                base.flags.append(Flag.NAME_GUESSED)
            return rest[:size], body + rest[size:]
    return None


def _name_before_body(before: str, title: str, base: Reading) -> tuple[str, str] | None:
    """Part 山田太郎東京大学教授, where the body begins with a place, a form or 国立."""
    for size in (4, 3, 5):
        rest = before[size:]
        if _BODY_BEGINS.match(rest) and has_body_ending(rest) and is_person(before[:size], Evidence.LIKELY):
            base.flags.append(Flag.NAME_GUESSED)
            return before[:size], rest + title
    return None


def named(name: str, base: Reading) -> str:
    """Return the name closed, with the flags that it deserves."""
    if len(name.split()) > 2:
        base.flags.append(Flag.SPACED_LETTERS)
    if is_surname_only(name):
        base.flags.append(Flag.SURNAME_ONLY)
    elif " " not in name and person_evidence(name) < Evidence.KNOWN and not _begins_a_word(name, base):
        base.flags.append(Flag.NAME_GUESSED)
    return closed(name)


def _begins_a_word(name: str, base: Reading) -> bool:
    """Return whether the print itself shows where the name begins."""
    at = base.printed.find(name)
    return at == 0 or (at > 0 and not base.printed[at - 1].isalnum())
