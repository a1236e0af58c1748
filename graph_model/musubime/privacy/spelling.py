"""How a person's name is recognised however it is written: width, case, spaces, kana, and old forms of characters.

Only for leaving names out: a fold that takes too much for one name costs a word, one that takes too little a person.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

Rule = Literal["full", "short", "family"]
SPACES = re.compile(r"[\s\u3000\u200b-\u200f\u2060\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
BETWEEN = r"[\s\u3000\u200b-\u200f\u2060\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
_JOINTS = "・･,，.．=＝‐-"
"""What may stand between the parts of a name in kana or Latin letters."""
_JOINT = re.compile(f"[{re.escape(_JOINTS)}]")
_PARTS = re.compile(f"(?:{SPACES.pattern}|[{re.escape(_JOINTS)}])+")
_FORMS = (
    "高髙 崎﨑嵜埼 斉斎齋齊 辺邊邉 沢澤 浜濱濵 島嶋嶌 桜櫻 広廣 国國 真眞 恵惠 栄榮 吉𠮷 徳德 黒黑 青靑 瀬瀨 "
    "竜龍 滝瀧 関關 会會 実實 万萬 与與 館舘 曽曾 条條 亀龜 亜亞 寿壽 円圓 鉄鐵 峰峯 冨富 渕淵 "
    "桧檜 蔵藏 桑桒 柳栁 橋𣘺 角⻆ 巌巖 弥彌 礼禮 静靜 壮壯 声聲 豊豐 宝寶 学學 権權 厳嚴 将將 "
    "双雙 証證 暁曉 薫薰 県縣 縄繩 仏佛 労勞 応應 楽樂 気氣 剣劍 顕顯 穂穗 遥遙 尭堯 槙槇 晋晉"
)
LONG_FAMILY_NAMES = (
    "佐々木 佐佐木 長谷川 五十嵐 久保田 小野寺 大久保 佐久間 宇都宮 長谷部 小笠原 東海林 "
    "勅使河原 大河原 大河内 小田原 阿久津 日下部 曽我部 長曽我部 波多野 美濃部 二階堂 八重樫 "
    "伊集院 西園寺 武者小路 海老原 海老名 加賀谷 中曽根 大和田 大田原 安孫子 我孫子 横須賀 "
    "竹之内 諏訪部 仲宗根 喜屋武 与那嶺 具志堅 真栄田 安次嶺 小比類巻 池之上 山之内 城之内 "
    "堀之内 野々村 野々山 早乙女 宇佐美 宇佐見 宇田川 小宮山 小和田 小山田 小山内 小松原 "
    "小松崎 小早川 多田羅 多々良 御手洗 上遠野 下斗米 油小路 錦小路"
)
"""Family names of three and more characters: alone they are a family name, not a full name printed without a space."""


class _Fold(dict[int, int]):
    """Folds single characters, so that a text keeps its length and its places."""

    def __missing__(self, code: int) -> int:
        letter = unicodedata.normalize("NFKC", chr(code))
        letter = letter.casefold() if len(letter) == 1 else chr(code)
        folded = ord(letter) if len(letter) == 1 else code
        folded = _CANONICAL.get(folded, folded)
        if 0x30A1 <= folded <= 0x30F6:
            folded -= 0x60
        self[code] = folded
        return folded


_CANONICAL = {ord(form): ord(group[0]) for group in _FORMS.split() for form in group[1:] if len(form) == 1}
_FOLD = _Fold()


def fold(text: str) -> str:
    """Return a text of the same length in which spellings of a name are alike but for spaces."""
    return text.translate(_FOLD)


def letters_of(name: str) -> str:
    """Return a name folded, without spaces and joints; kana with a separate voicing mark as one letter."""
    return _PARTS.sub("", unicodedata.normalize("NFC", fold(unicodedata.normalize("NFKC", name))))


class Entry(NamedTuple):
    """One way in which a name is looked for: its folded letters, and the rule that says where they are the name."""

    rule: Rule
    letters: str


def entries_of(name: str) -> list[Entry]:
    """Return what to look for to find one name.

    A name printed in parts, or of three letters and more, is a full name: it is found anywhere. A shorter one, or a
    family name by itself, is found only where it stands as a name (`stands_alone`). The family name in front of a full
    one is found before an honorific.
    """
    parts = [letters for part in _PARTS.split(name) if (letters := letters_of(part))]
    letters = "".join(parts)
    if not letters:
        return []
    if len(parts) == 1 and (len(letters) < _FULL_LETTERS or letters in _LONG_FAMILY):
        return [Entry("short", letters)]
    found = [Entry("full", letters)]
    if len(parts) > 1:
        if all(part.isascii() for part in parts):
            found.append(Entry("full", "".join(reversed(parts))))
        found.append(Entry("family", parts[0]))
    return found


_FULL_LETTERS = 3
_LONG_FAMILY = frozenset(letters_of(name) for name in LONG_FAMILY_NAMES.split())


class Squeezed(NamedTuple):
    """A folded text without what may stand between the letters of a name, and where each letter begins and ends."""

    letters: str
    starts: Sequence[int]
    ends: Sequence[int]


def squeezed(folded: str) -> Squeezed:
    """Return a folded text squeezed; a kana and its separate voicing mark become one letter."""
    if not _PARTS.search(folded) and not _MARKS.search(folded):
        return Squeezed(folded, range(len(folded)), range(1, len(folded) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, letter in enumerate(folded):
        if (
            letter in _MARK_LETTERS
            and letters
            and len(voiced := unicodedata.normalize("NFC", letters[-1] + letter)) == 1
        ):
            letters[-1], ends[-1] = voiced, place + 1
        elif not _PARTS.match(letter):
            letters.append(letter)
            starts.append(place)
            ends.append(place + 1)
    return Squeezed("".join(letters), starts, ends)


_MARK_LETTERS = "\u3099\u309a"
_MARKS = re.compile(f"[{_MARK_LETTERS}]")


def may_be_joined(letters: str, between: str) -> bool:
    """Return whether a name's letters, printed with this between them, are one name: joints only in kana and Latin."""
    if not _JOINT.search(between):
        return True
    return all(letter.isascii() or "\u3041" <= letter <= "\u309f" or letter == "ー" for letter in letters)


READING = re.compile(
    f"{BETWEEN}[（(](?:[ぁ-ゖァ-ヺーｦ-ﾟ・\\s]+|[A-ZＡ-Ｚ][A-Za-zＡ-Ｚａ-ｚ-]+[\\s,，、・]+[A-ZＡ-Ｚ][A-Za-zＡ-Ｚａ-ｚ-]+)[）)]"
)
"""A reading in brackets behind a name: kana, or two words of Latin letters."""
HONORIFICS = ("氏", "様", "先生", "さん", "殿", "君", "ちゃん")
_TITLES = (
    *(
        "座長",
        "委員長",
        "委員",
        "会長",
        "理事長",
        "理事",
        "学長",
        "総長",
        "塾長",
        "校長",
        "教授",
        "准教授",
        "講師",
        "助教",
    ),
    *(
        "社長",
        "専務",
        "常務",
        "取締役",
        "執行役",
        "知事",
        "部長",
        "課長",
        "室長",
        "所長",
        "局長",
        "係長",
        "次長",
        "主任",
    ),
    *(
        "代表",
        "議長",
        "幹事",
        "監事",
        "顧問",
        "参与",
        "参事",
        "研究員",
        "司会",
        "頭取",
        "総裁",
        "博士",
        "弁護士",
        "大臣",
    ),
    *("議員", "主査", "主幹", "主事", "班長", "本部長", "支店長", "院長", "館長", "センター長", "書記", "記者", "担当"),
)
_NAME_LETTERS = re.compile(r"[々〆ヶヵ一-鿿豈-﫿𠀀-𯿿ァ-ヺーA-Za-z0-9ａ-ｚＡ-Ｚ０-９ｦ-ﾟ]")
_BEFORE = re.compile(f"(?:{'|'.join(_TITLES)})$")
_AFTER = re.compile(f"{BETWEEN}(?:{'|'.join((*HONORIFICS, *_TITLES))})(?![会団])")
_OTHER_TITLE = re.compile(
    f"{BETWEEN}(?![市町村区県府都道郡島])[一-鿿]{{0,3}}[長員授相臣官師士役頭裁与者理領使](?![一-鿿])"
)
"""Kanji that look like a title not on the list: 首相, 大使, 次官; with 市 or 町 first it is a mayor, of a place."""
_BODY = re.compile("[社所店組業院校園局会団]")
_HONORIFIC = re.compile(f"{BETWEEN}(?:{'|'.join(HONORIFICS)})")
_LONGEST_TITLE = max(map(len, _TITLES))


def is_name_at(rule: Rule, text: str, start: int, end: int) -> bool:
    """Return whether the letters found in a text at a place are the name there.

    Latin letters must be whole words. By the rule `short` nothing that makes a longer word may touch them: 高田 in
    高田市 and 山本 in 山本製作所 are other words, 高田委員, 座長山本 and （山本） are the name.
    """
    if start and _latin(text[start]) and _latin(text[start - 1]):
        return False
    if end < len(text) and _latin(text[end - 1]) and _latin(text[end]):
        return False
    if rule == "full":
        return True
    if rule == "family":
        # one character is the end of too many other family names
        begins = end - start > 1 or _begins_a_word(text, start)
        return begins and _HONORIFIC.match(text, end) is not None
    return stands_alone(text, start, end)


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _begins_a_word(text: str, start: int) -> bool:
    before = text[max(0, start - _LONGEST_TITLE) : start]
    return not before or not _NAME_LETTERS.match(before[-1]) or _BEFORE.search(before) is not None


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether no letter beside a place makes it part of a longer word; a title or an honorific does not."""
    if not _begins_a_word(text, start):
        return False
    if end == len(text) or not _NAME_LETTERS.match(text[end]) or _AFTER.match(text, end):
        return True
    title = _OTHER_TITLE.match(text, end)
    return title is not None and not _BODY.search(title.group())
