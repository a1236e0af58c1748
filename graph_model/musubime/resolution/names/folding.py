"""Folds of print that never make another name: width, spaces, hyphens, quotes, radicals, variation selectors."""

import re
import unicodedata

_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    + "".join(map(chr, range(0x202A, 0x202F)))
    + "".join(map(chr, range(0x2066, 0x206A)))
)
_SELECTORS = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180E)]
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe58\ufe63\u2043\u2500"
_MIDDLE_DOTS = "\u00b7\u0387\u2022\u2027\u2219\u22c5\uff65\u30fb\u2e31"
_QUOTES = {"'": "\u2018\u2019\u201b\u0060\u00b4\u2032\uff07\uff40", '"': "\u201c\u201d\u201f\u2033\uff02"}

# CJK Radicals Supplement, which NFKC leaves alone; from EquivalentUnifiedIdeograph.txt of the Unicode Character
# Database, with the Japanese form where that file gives another (PDF fonts put these in place of the ideographs).
_RADICALS = dict(
    zip(
        "⺁⺅⺉⺊⺌⺍⺒⺓⺕⺖⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺦⺧⺨⺩⺫⺬⺭⺯⺲⺶⺹⺼⺽⺾⺿⻀⻁⻂⻃⻄⻆⻌⻍⻎⻑⻒⻓⻕⻖⻗⻘⻝⻟⻣⻤⻨⻩⻫⻭⻯⻱⻲",
        "厂亻刂卜小小巳幺彐忄扌攵旡日月歺民氵氺灬爫丬牛犭王目示礻糹罒羊耂肉臼艹艹艹虎衤西西角辶辶辶長镸长阜阝雨青食飠骨鬼麦黄斉歯竜龜亀",
        strict=True,
    )
)
# Kangxi radicals that NFKC folds to a form no Japanese text uses.
_KANGXI = {"\u2f3e": "戸", "\u2fad": "青", "\u2fc8": "黄", "\u2fca": "黒"}
# Circled ideographs lose their ring in NFKC; as abbreviations of legal forms they stand for the bracketed ones.
_CIRCLED = {"㊑": "(株)", "㊒": "(有)", "㊓": "(社)", "㊖": "(財)", "㊫": "(学)", "㊩": "(医)"}

_KEPT: dict[int, str | None] = {
    **{ord(old): new for old, new in (_RADICALS | _KANGXI | _CIRCLED).items()},
    ord("、"): ",",
    **{ord(hyphen): "-" for hyphen in _HYPHENS},
    **{ord(dot): "・" for dot in _MIDDLE_DOTS},
    **{ord(quote): plain for plain, quotes in _QUOTES.items() for quote in quotes},
    **dict.fromkeys((*map(ord, _INVISIBLE), *_SELECTORS)),
}
# ー after anything but kana lengthens nothing, nor does it after ン: a hyphen was meant. ヶ and ケ, ヵ and カ, & and
# アンド are one word in print; in 180,000 registered names no two bodies are told apart by them.
_NO_LONG_VOWEL = re.compile(r"(?<![ァ-ヶヽヾぁ-ゖーｦ-ﾟ])ー|(?<=ン)ー(?=[ァ-ヶ])")
_LONG_VOWEL = re.compile(r"(?<=[ァ-マミ-ヲヴヵヶ])-(?=[ァ-ヶ]|$|[株有合](?:式|限|同|\)|名|資))")
# Ideographs that were typed for the katakana they look like.
_LOOKALIKE = dict(zip("二口力夕工八卜へべぺ千", "ニロカタエハトヘベペチ", strict=True))
_AMONG_KATAKANA = re.compile(r"(?<=[ァ-ヶー])[二口力夕工八卜へべぺ千](?=[ァ-ヶー])")
# Cyrillic and Greek capitals and small letters that no print tells from Latin ones, beside a Latin letter.
_HOMOGLYPHS = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABEKMHOPCTYXIJSaeopcyxijsdgABEZHIKMNOPTYXo",
        strict=True,
    )
)
_FOREIGN = "".join(_HOMOGLYPHS)
_AMONG_LATIN = re.compile(rf"(?<=[A-Za-z])[{_FOREIGN}]+|[{_FOREIGN}]+(?=[A-Za-z])")
_DECIMAL = re.compile(r"(?<=\d)・(?=\d)")
_COUNTERS = {ord("ヶ"): "ケ", ord("ヵ"): "カ", ord("&"): "アンド"}
_CLOSED_UP: dict[int, str | None] = {**_KEPT, **{ord(space): None for space in _SPACES}}


def spaced(name: str) -> str:
    """Return the name with width, hyphens, quotes and radicals folded and every run of spaces as one space."""
    return " ".join(unicodedata.normalize("NFKC", name.translate(_KEPT)).split())


def closed_up(name: str) -> str:
    """Return the name folded like `spaced`, and without any space: the print that a key is made of."""
    folded = unicodedata.normalize("NFKC", name.translate(_CLOSED_UP)).replace(" ", "").translate(_COUNTERS)
    if "ー" in folded:
        folded = _NO_LONG_VOWEL.sub("-", folded)
    if "-" in folded:
        folded = _LONG_VOWEL.sub("ー", folded)
    if "・" in folded:
        folded = _DECIMAL.sub(".", folded)
    if not folded.isascii():
        folded = _AMONG_LATIN.sub(lambda found: "".join(map(_HOMOGLYPHS.__getitem__, found.group())), folded)
    return _AMONG_KATAKANA.sub(lambda found: _LOOKALIKE[found.group()], folded)
