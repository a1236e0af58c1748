"""Which kind of line a print is, where nobody says so."""

import re

from musubime.types.base import NAME_LIMIT
from musubime_loaders.list_splitting import is_one_union
from musubime_loaders.member_cell import has_groups
from musubime_loaders.name_lexicon import FORM, NOT_REPORTED, TITLE, has_form
from musubime_loaders.names.body_role import written_role
from musubime_loaders.names.brackets import outer
from musubime_loaders.names.endings import has_body_ending
from musubime_loaders.names.entry import LineKind
from musubime_loaders.names.name_place import name_at
from musubime_loaders.names.person_line import read_person_line
from musubime_loaders.names.persons import is_person
from musubime_loaders.names.words import ROLE_AT_END, is_post

_BODY = re.compile(r"^(?P<body>[^（()）、]+(?:会|会議|本部))[（(](?P<role>[^（）()]{1,4})[）)]$")
_ONE_NAME = re.compile(r"^[^\s　、，,;；|｜/／【】「」（()）]+$")
_FORM = re.compile(FORM)
_OFFICES = re.compile(
    "[会社部課室所局係校院館支店学町市村]長|代表|取締役|執行役|監査役|知事|頭取|会頭|専務|常務|顧問|相談役|教授|講師|研究員|指導員|"
    "弁護士|理事|監事|参事|主査|主任|委員|氏$|様$"
)
_FORM_EARLY = re.compile(rf"^.{{2,6}}(?:{FORM})")
_COMMITTEE = re.compile(r"^[^（()）、\s　]+(?:委員会|審査会|調査会|分科会|部会)$")


def kind_of(text: str) -> LineKind:
    """Return the kind that the shape of a text speaks for."""
    text = text.strip()
    return _by_marks(text) or _by_words(text)


def _by_marks(text: str) -> LineKind | None:
    """Return the kind that delimiters, headings and line breaks tell, or None."""
    if _ONE_NAME.match(text) and has_form(text) and not _OFFICES.search(text):
        return LineKind.ORG_FIELD
    if not text or NOT_REPORTED.match(text) or has_groups(text):
        return LineKind.MEMBER_CELL
    if text.count("|") >= 2 or text.count("｜") >= 2 or ("\t" in text and "\n" not in text):
        return LineKind.TABLE_ROW
    if "\n" in text:
        return LineKind.ATTENDANCE if _attends(text.replace("\n", "、")) else LineKind.COMMITTEE_LIST
    return None


def _by_words(text: str) -> LineKind:
    found = _BODY.match(text)
    parts = outer(text, "、，,;；")
    if max(map(len, parts), default=0) > NAME_LIMIT:
        return LineKind.ORG_FIELD
    if (found and written_role(found["role"], found["body"])) or _COMMITTEE.match(text):
        return LineKind.BODY_ROLE
    if not is_one_union(parts):
        if _attends(text):
            return LineKind.ATTENDANCE
        if _is_role_name(text):
            return LineKind.ROLE_NAME
        if any(reading.person for reading in read_person_line(text)):
            return LineKind.PERSON_LINE
    return LineKind.MEMBER_CELL if len(parts) > 1 else LineKind.ORG_FIELD


def _attends(text: str) -> bool:
    """Return whether most parts are short names, some of them with a role glued to them."""
    parts = [part for part in outer(text, "、，,") if part]
    if len(parts) < 2:
        return False
    roles = names = 0
    for part in parts:
        bare = re.sub(r"[（(][^（）()]*[）)]", "", part)
        role = ROLE_AT_END.search(bare)
        if role and role.start() and (not has_body_ending(bare[: role.start()].strip()) or _FORM_EARLY.match(bare)):
            roles += 1
        elif is_person(bare) and not has_body_ending(bare) and len(bare) <= 8:
            names += 1
            roles += bool(re.search(r"[（(][^（）()]*(?:主査|座長|委員長|委員)[）)]", part))
    return roles > 0 and roles + names >= 0.8 * len(parts)


def _is_role_name(text: str) -> bool:
    words = text.split()
    found = name_at(words)
    if found is None or not found[1] or not words:
        return False
    return is_post(found[1].replace(" ", "")) or (bool(TITLE.match(words[0])) and is_post(words[0]))
