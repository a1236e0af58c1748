"""What each register is called and the words that its licence asks for, in Japanese and English."""

from collections.abc import Iterable

from musubime.registers.rows import Described

_PDL = "公共データ利用規約（第1.0版）"
NTA = Described(
    "nta",
    "国税庁法人番号公表サイト（法人番号）",
    "「国税庁法人番号公表サイト」（国税庁）（https://www.houjin-bangou.nta.go.jp/）をもとに加工して作成。"
    f"{_PDL}に従って利用しています。",
    "Made by processing data of the Corporate Number Publication Site (National Tax Agency, Japan), "
    "https://www.houjin-bangou.nta.go.jp/, used under the Public Data License (version 1.0).",
    "PDL 1.0",
)
EDINET = Described(
    "edinet",
    "EDINET コードリスト",
    "「EDINET閲覧（提出）サイト EDINETコードリスト」（金融庁）（https://disclosure2.edinet-fsa.go.jp/）をもとに加工して作成。"
    f"{_PDL}に従って利用しています。",
    "Made by processing the EDINET code list (Financial Services Agency, Japan), "
    "https://disclosure2.edinet-fsa.go.jp/, used under the Public Data License (version 1.0).",
    "PDL 1.0",
)
MEXT = Described(
    "mext",
    "学校コード一覧",
    "「学校コード一覧」（文部科学省）（https://www.mext.go.jp/）をもとに加工して作成。",
    "Made by processing the list of school codes (Ministry of Education, Culture, Sports, Science and Technology, "
    "Japan), https://www.mext.go.jp/.",
    None,
)
ROR = Described(
    "ror",
    "Research Organization Registry (ROR)",
    "Research Organization Registry（ROR）（https://ror.org/）のデータを使用。CC0 1.0。",
    "Data of the Research Organization Registry (ROR), https://ror.org/, CC0 1.0.",
    "CC0 1.0",
)
_OTHERS = {
    "RS": (
        "行政事業レビュー（内閣官房行政改革推進本部事務局、各府省庁）",
        "Administrative Project Review (Cabinet Secretariat, Japan)",
    ),
    "JPX": (
        "東証上場銘柄一覧（日本取引所グループ）",
        "List of issues listed on the Tokyo Stock Exchange (Japan Exchange Group)",
    ),
}
_KNOWN = {"NTA": NTA, "EDINET": EDINET, "MEXT": MEXT, "ROR": ROR}


def joined_from(sources: Iterable[str]) -> Described:
    """Return what a register is that was joined from these sources, named as in its `src` column."""
    named = sorted(set(sources) - {""})
    ja = "".join(_KNOWN[one].attribution if one in _KNOWN else f"{_other(one)[0]}による。" for one in named)
    en = " ".join(_KNOWN[one].attribution_en if one in _KNOWN else f"Also from: {_other(one)[1]}." for one in named)
    licences = [_KNOWN[one].licence for one in named if one in _KNOWN]
    licence = "、".join(dict.fromkeys(text for text in licences if text)) or None
    return Described("joined", "結合した機関登録簿", ja, en, licence)


def _other(source: str) -> tuple[str, str]:
    return _OTHERS.get(source, (source, source))
