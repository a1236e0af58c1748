"""Rows that only head the rows below them, such as ■ 理事 or 【学識経験者】: their sector or role holds from there."""

import re
from collections.abc import Mapping

from musubime_loaders.name_lexicon import ROLE, SECTOR_OF
from musubime_loaders.seat_columns import Field

GROUP = "区分の見出し（下の行に使う）"
_MARKED = re.compile(
    r"^(?:[■□●◆◇▼▽]+[ 　]*(?P<after>.{1,40})|[＜<〈《【\[［](?P<inside>[^＞>〉》】\]］]{1,40})[＞>〉》】\]］])$"
)
_OF_BODY: frozenset[Field] = frozenset(
    {"programme", "owner", "consortium", "form", "inside", "prefecture", "region", "plan", "source", "source_url"}
)
_NAMES: tuple[Field, ...] = ("organization", "person", "person_line", "partner")
_ROLE_WORD = re.compile(
    r"(?:委員|会員|理事|監事|幹事|顧問|評議員|役員|部会員|オブザーバー|アドバイザー|事務局|機関|団体|メンバー|長)$"
)


class GroupRows:
    """Finds such rows in a table whose columns are known; `values` is what the newest one says."""

    def __init__(self, known: Mapping[Field, str]) -> None:
        self._known = known
        self._of_body = {heading for field, heading in known.items() if field in _OF_BODY}
        self._names = {known[field] for field in _NAMES if field in known}
        self.values: dict[Field, str] = {}

    def label(self, cells: Mapping[str, str]) -> str | None:
        """Return why a row is no seat, and keep what it says for the rows below; None where it is a row like others."""
        filled = [(heading, cell) for heading, cell in cells.items() if cell and heading not in self._of_body]
        texts = {cell for _, cell in filled}
        if len(cells) < 2 or len(texts) != 1 or "members" in self._known:
            return None
        text = texts.pop()
        marked = _MARKED.match(text)
        bare = (marked["after"] or marked["inside"]) if marked else text
        of_names = any(heading in self._names for heading, _ in filled)
        if bare in SECTOR_OF and (marked or not of_names):
            self.values["sector"] = bare
        elif marked and (ROLE.fullmatch(bare) or _ROLE_WORD.search(bare)):
            self.values["role"] = bare
        elif not marked or of_names:
            return None
        return GROUP
