"""What a title above a list and the name of a file say: the body that the list is about, and an id."""

import re

_MEMBERS = "構成員|会員|委員|役員|参加者|参加機関|参画機関|構成機関|構成団体|出席者|メンバー"
_LIST_OF = re.compile(
    rf"(?:の)?(?:{_MEMBERS})?(?:等)?(?:の)?(?:名簿|一覧表?|リスト|名前)(?:[ 　]*[（(〔\[].*)?$"
    r"|(?:の)?(?:構成員|委員|役員|参加機関|参画機関|構成機関)(?:等)?(?:について)?(?:[ 　]*[（(].*)?$"
)
_SELECTION = re.compile(r"(?:採択|選定|認定|公募)\S{0,8}$|(?:事業|プログラム|制度|拠点|地域)$")
_YEAR = re.compile(
    r"^(?:(?:(?:令和|平成|昭和|[RHS])[ 　]*[0-9０-９元]{1,2}|[12１２][0-9０-９]{3})年度?[ 　]*"
    r"|第[ 　]*[0-9０-９一二三四五六七八九十]{1,3}[回期][ 　]*)+"
)
_DATED = re.compile(
    r"[ 　]*[（(〔\[]?[ 　]*(?:(?:令和|平成|昭和|[RHSＲＨＳ])[ 　]*)?[0-9０-９元]{1,4}[ 　]*[年./．／-]"
    r"[0-9０-９年月日末度./．／ 　-]{0,12}(?:現在|時点|更新|作成|付け?)?[)）〕\]]?$"
)
_ROLL = re.compile(r"名簿(?:[ 　]*[（(〔\[].*)?$")
_BODY = re.compile(
    r"(?:会議|協議会|委員会|部会|審議会|研究会|検討会|懇談会|懇話会|連絡会|コンソーシアム|プラットフォーム|アライアンス|ネットワーク|"
    r"拠点|ラボ|プロジェクト|フォーラム|機構|協定|財団|協会|連合|ワーキンググループ|WG|推進室|本部|会)$"
)


def safe_id(file: str) -> str:
    """Return the name of a file without suffix, in the letters of an id.

    >>> safe_id("my roster 2024.csv"), safe_id("名簿.xlsx")
    ('my-roster-2024', 'u540d.u7c3f')
    """
    stem = stem_of(file)
    if re.search(r"[^\x00-\x7f]", stem):
        stem = ".".join(f"u{ord(letter):04x}" if not letter.isascii() else letter for letter in stem)
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", stem).strip("-.") or "roster"


def body_name(title: str, *, selected: bool = False) -> str | None:
    """Return the name of a body that a title above a list is about, or None where it names none.

    What stands before 名簿 is a body; without that word the title has to end like one. With `selected` the list is of
    what a scheme selected, and its title may name the selection.

    >>> body_name("とくしま産学官連携協議会 委員名簿（令和6年4月1日現在）"), body_name("別紙１")
    ('とくしま産学官連携協議会', None)
    """
    text = re.sub(
        r"^[（(【\[]?(?:別紙|資料|別表|参考資料?|参考)[ 　]*[0-9０-９一二三四五六七八九十-]*[)）】\]]?[ 　]*", "", title
    )
    text = _YEAR.sub("", _DATED.sub("", text)).strip(" 　\n")
    rolled = _ROLL.search(text)
    for _ in range(2):
        text = _LIST_OF.sub("", text).strip(" 　\n")
    if text[:1] in "「『" and text[-1:] in "」』" and text.count(text[:1]) == 1:
        text = text[1:-1]
    names = rolled or _BODY.search(text) or (selected and _SELECTION.search(text))
    return text if 3 <= len(text) <= 200 and names else None


def stem_of(file: str) -> str:
    """Return the name of a file without folders and suffix."""
    return re.sub(r"\.[A-Za-z0-9]{1,5}$", "", file.replace("\\", "/").rpartition("/")[2])
