"""Letters spelled out and sounds: エヌ・ティ・ティ for NTT, ミントモ for Mintomo. For review only, never to merge."""

import re

_LETTER_NAMES = {
    "エー": "a", "エイ": "a", "ビー": "b", "ビイ": "b", "シー": "c", "シイ": "c", "ディー": "d",
    "デー": "d", "ディ": "d", "イー": "e", "エフ": "f", "ジー": "g", "エイチ": "h", "エッチ": "h",
    "アイ": "i", "ジェー": "j", "ジェイ": "j", "ケー": "k", "ケイ": "k", "エル": "l", "エム": "m",
    "エヌ": "n", "オー": "o", "ピー": "p", "ピイ": "p", "キュー": "q", "アール": "r", "エス": "s",
    "ティー": "t", "ティ": "t", "テイ": "t", "テー": "t", "ユー": "u", "ユウ": "u", "ブイ": "v",
    "ヴイ": "v", "ヴィー": "v", "ダブリュー": "w", "ダブリュ": "w", "ダブル": "w", "ダヴリュー": "w", "エックス": "x",
    "ワイ": "y", "ゼット": "z", "ズィー": "z", "アンド": "&", "シィー": "c",
}  # fmt: skip
_LETTER = re.compile("|".join(sorted(_LETTER_NAMES, key=len, reverse=True)))
_KANA_RUN = re.compile(r"[ァ-ヶー・]+")

_DIGRAPHS = {
    "キャ": "kya", "キュ": "kyu", "キョ": "kyo", "シャ": "sha", "シュ": "shu", "ショ": "sho", "チャ": "cha",
    "チュ": "chu", "チョ": "cho", "ニャ": "nya", "ニュ": "nyu", "ニョ": "nyo", "ヒャ": "hya", "ヒュ": "hyu",
    "ヒョ": "hyo", "ミャ": "mya", "ミュ": "myu", "ミョ": "myo", "リャ": "rya", "リュ": "ryu", "リョ": "ryo",
    "ギャ": "gya", "ギュ": "gyu", "ギョ": "gyo", "ジャ": "ja", "ジュ": "ju", "ジョ": "jo", "ビャ": "bya",
    "ビュ": "byu", "ビョ": "byo", "ピャ": "pya", "ピュ": "pyu", "ピョ": "pyo", "ファ": "fa", "フィ": "fi",
    "フェ": "fe", "フォ": "fo", "ヴァ": "va", "ヴィ": "vi", "ヴェ": "ve", "ヴォ": "vo", "ウィ": "wi",
    "ウェ": "we", "ウォ": "wo", "ティ": "ti", "ディ": "di", "デュ": "du", "トゥ": "tu", "ドゥ": "du",
    "シェ": "she", "ジェ": "je", "チェ": "che", "ツァ": "tsa", "クァ": "kwa", "クォ": "kwo", "イェ": "ye",
}  # fmt: skip
_ROWS = (
    ("アイウエオ", "a i u e o"),
    ("カキクケコ", "ka ki ku ke ko"),
    ("サシスセソ", "sa shi su se so"),
    ("タチツテト", "ta chi tsu te to"),
    ("ナニヌネノ", "na ni nu ne no"),
    ("ハヒフヘホ", "ha hi fu he ho"),
    ("マミムメモ", "ma mi mu me mo"),
    ("ヤユヨワヲンヴ", "ya yu yo wa o n vu"),
    ("ラリルレロ", "ra ri ru re ro"),
    ("ガギグゲゴ", "ga gi gu ge go"),
    ("ザジズゼゾ", "za ji zu ze zo"),
    ("ダヂヅデド", "da ji zu de do"),
    ("バビブベボ", "ba bi bu be bo"),
    ("パピプペポ", "pa pi pu pe po"),
    ("ァィゥェォャュョヰヱ", "a i u e o ya yu yo i e"),
)
_SYLLABLES = _DIGRAPHS | {kana: sound for row, sounds in _ROWS for kana, sound in zip(row, sounds.split(), strict=True)}
_SYLLABLE = re.compile("|".join(sorted(_SYLLABLES, key=len, reverse=True)))
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_SOUNDS = (
    ("ph", "f"), ("th", "s"), ("ck", "k"), ("qu", "k"), ("sh", "s"), ("ch", "t"), ("ts", "t"), ("c", "k"), ("q", "k"),
    ("l", "r"), ("v", "b"), ("x", "ks"), ("j", "z"), ("z", "s"), ("g", "k"), ("d", "t"), ("f", "h"), ("m", "n"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouyw]|h(?![aeiou])")
_SOFT_C, _SOFT_G = re.compile(r"c(?=[eiy])"), re.compile(r"g(?=[eiy])")
_DOUBLED = re.compile(r"(.)\1+")


def lettered(core: str) -> str:
    """Return the name with every run of spelled-out letters as letters: エヌ・ティ・ティ・データ as nttデータ."""
    return _KANA_RUN.sub(lambda run: _letters_of(run.group()), core).lower()


def _letters_of(run: str) -> str:
    made: list[str] = []
    for part in run.split("・"):
        letters: list[str] = []
        place = 0
        while found := _LETTER.match(part, place):
            letters.append(_LETTER_NAMES[found.group()])
            place = found.end()
        # アイ in アイシン is no letter: a part counts as spelled out only as a whole.
        made.append("".join(letters) if part and place == len(part) else part)
    return "".join(made)


def romanized(kana: str) -> str:
    """Return katakana and hiragana in Hepburn letters; every other character stays as it is."""
    text = kana.translate(_TO_KATAKANA).replace("ー", "").replace("・", " ")
    return _SYLLABLE.sub(lambda found: _SYLLABLES[found.group()], text).replace("ッ", "").replace("っ", "")


def consonants(latin: str) -> str:
    """Return the skeleton that a Latin word and its katakana share: Japan and ジャパン are both sbn-like."""
    text = latin.lower()
    text = _SOFT_C.sub("s", _SOFT_G.sub("j", text.replace("tion", "shon").replace("sion", "shon")))
    for sound, plain in _SOUNDS:
        text = text.replace(sound, plain)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", re.sub(r"[^a-z]", "", text)))
