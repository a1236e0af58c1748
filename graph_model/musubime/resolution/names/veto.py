"""Hard negatives: names that look alike and are two bodies for a reason that can be told."""

import re

from musubime.resolution.names.words import PLACE, PLACES, PREFECTURE_NAMES

_NUMBERS = re.compile(r"\d+|(?<=第)[一二三四五六七八九十]+")
_KANJI_DIGITS = {ord(kanji): digit for kanji, digit in zip("〇一二三四五六七八九", "0123456789", strict=True)}
_DIRECTION = re.compile(r"東日本|西日本|中日本|[東西南北](?=$|[^洋武急芝])")
_KIND_WORDS = (
    "商工会議所連合会", "商工会連合会", "商工会議所", "商工会", "市長会", "町村会", "市議会議長会", "町村議会議長会",
    "森林組合連合会", "森林組合", "漁業協同組合連合会", "漁業協同組合", "農業協同組合中央会", "農業協同組合連合会",
    "園芸農業協同組合連合会", "酪農農業協同組合", "酪農業協同組合", "農業協同組合", "中小企業団体中央会", "経営者協会",
    "中小企業家同友会", "経済同友会", "経済連合会", "信用保証協会", "信用組合", "信用金庫", "労働金庫", "建設業協会",
    "工業会", "工業技術センター", "産業技術センター", "看護協会", "医師会", "歯科医師会", "薬剤師会", "社会福祉協議会",
    "教育委員会", "消防本部", "警察本部", "短期大学部", "短期大学", "大学院大学", "高等専門学校", "高等学校", "中学校",
    "小学校", "専門学校", "大学校", "大学", "銀行", "証券", "生命保険", "損害保険", "連合会", "中央会", "協議会",
)  # fmt: skip
_KIND = re.compile("|".join(sorted(_KIND_WORDS, key=len, reverse=True)) + "$")
_LEVEL = re.compile(r"^(?P<stem>[^\s]{1,6})(?P<level>[都道府県市区町村])$")
_PREFECTURE = re.compile("|".join(PREFECTURE_NAMES))


def veto(a: str, b: str) -> str | None:
    """Return why two cores cannot name one body (a sentence), or None; nothing here ever joins two names."""
    return _levels(a, b) or _prefectures(a, b) or _numbers(a, b) or _kinds(a, b) or _places(a, b)


def _levels(a: str, b: str) -> str | None:
    one, other = _LEVEL.match(a), _LEVEL.match(b)
    if one and other and a != b:
        if one["stem"] == other["stem"]:
            return f"「{one['level']}」と「{other['level']}」は別の団体"
        if one["level"] == other["level"] == "県" or one["level"] in "都道府県" or other["level"] in "都道府県":
            return "別の地方公共団体"
    return None


def _prefectures(a: str, b: str) -> str | None:
    ours, theirs = set(_PREFECTURE.findall(a)), set(_PREFECTURE.findall(b))
    if ours and theirs and not ours & theirs:
        return f"都道府県が違う（{'・'.join(sorted(ours))} / {'・'.join(sorted(theirs))}）"
    return None


def _numbers(a: str, b: str) -> str | None:
    ours, theirs = _numbers_of(a), _numbers_of(b)
    if ours and theirs and ours != theirs and len(ours) == len(theirs):
        return f"番号が違う（{'・'.join(ours)} / {'・'.join(theirs)}）"
    return None


def _numbers_of(name: str) -> list[str]:
    return [number.translate(_KANJI_DIGITS) for number in _NUMBERS.findall(name)]


def _kinds(a: str, b: str) -> str | None:
    one, other = _KIND.search(a), _KIND.search(b)
    if one is None or other is None or one.group() == other.group():
        return None
    if a.startswith(b) or b.startswith(a):
        return f"「{one.group()}」と「{other.group()}」は別の団体"
    shared = a[: one.start()] == b[: other.start()]
    return (
        f"「{one.group()}」と「{other.group()}」は別の団体"
        if shared or min(len(one.group()), len(other.group())) > 2
        else None
    )


def _places(a: str, b: str) -> str | None:
    """Two names that part exactly where places or directions stand: 東北博報堂 / 九州博報堂, X / X沖縄."""
    ours, theirs = _differing(a, b)
    if ours in PLACES and theirs in PLACES:
        return f"地名が違う（{ours} / {theirs}）"
    both = {ours, theirs}
    # 株式会社X and 株式会社X沖縄: regional companies are named so; elsewhere in a name a place may be left out.
    if "" in both and (word := next(iter(both - {""}), "")) and (word in PLACES or _DIRECTION.fullmatch(word)):
        longer = max(a, b, key=len)
        if longer.endswith(word) or _DIRECTION.fullmatch(word):
            return f"地名「{word}」が一方だけにある"
    if _DIRECTION.fullmatch(ours) and _DIRECTION.fullmatch(theirs):
        return f"方角が違う（{ours} / {theirs}）"
    places_a, places_b = ([_short(place) for place in PLACE.findall(name)] for name in (a, b))
    if places_a and places_b and not set(places_a) & set(places_b) and PLACE.sub("", a) == PLACE.sub("", b):
        return f"地名が違う（{'・'.join(places_a)} / {'・'.join(places_b)}）"
    return None


def _short(place: str) -> str:
    return place[:-1] if len(place) > 2 and place[-1] in "都府県" else place


def _differing(a: str, b: str) -> tuple[str, str]:
    """Return what stays of two names when the longest common start and end are taken off."""
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[start : len(a) - end], b[start : len(b) - end]
