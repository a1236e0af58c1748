"""Cells that name nobody: 個人A, その他の支出先, 地方公共団体, and members that are only counted or classed."""

import re

from musubime.types.evidence import UnnamedMembers
from musubime.types.vocabulary import Sector
from musubime_loaders.member_cell import unnamed_members

_ANONYMOUS = re.compile(
    r"^(?:個人|個人事業[主者]|法人|団体|企業|民間企業|有識者|委員|株式会社|有限会社|合同会社|会社|機関|大学|研究者)"
    r"[ 　]?(?:[A-Za-zＡ-Ｚａ-ｚ]|[①-⑳]|[○〇◯●△×]{1,3})$"
    r"|^(?:個人|個人事業[主者]|有識者|委員)[ 　]?[A-Za-zＡ-Ｚａ-ｚ0-9０-９]{1,3}$"
    r"|^(?:個人|個人事業[主者]|有識者|未定(?:[(（].*[)）])?|非公表|匿名)$"
)
_REST = re.compile(
    r"^(?:その他の?|そのほかの?|ほかの?|他の?)(?:[一-龥々]|及び|および|の|・|、){1,20}"
    r"(?:先|者|機関|団体|企業|社|大学|自治体|個人|法人)(?:等|など)?$"
)
_CLASSES = re.compile(
    r"^(?:各|関係|民間|県内|市内|地元|地域)*(?:地方公共団体|地方自治体|都道府県|市区町村|事業者|補助事業者|委託事業者|支出先|関係者)"
    r"(?:等|など|ほか|他)?$"
)


def named_nobody(text: str, role: str | None, sector: Sector | None) -> UnnamedMembers | None:
    """Return what a cell says of members without a name, or None where the text may be a name."""
    found = unnamed_members(text, role, sector)
    if found is None and (_ANONYMOUS.match(text) or _REST.match(text) or _CLASSES.match(text)):
        found = UnnamedMembers(printed=text, role=role, sector=sector)
    return found
