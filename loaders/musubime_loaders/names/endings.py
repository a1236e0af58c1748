"""Endings by which a body, a title in katakana or Latin letters, or a part of a body is known."""

import re

from musubime_loaders.name_lexicon import FORM, ends_name, has_form
from musubime_loaders.names.words import is_post, is_role

_FORM = re.compile(FORM)
_BODY_END = re.compile(
    r"(?:事務所|クリニック|医院|大使館|領事館|裁判所|検察庁|警察|署|拠点|アカデミー|コンソーシアム|プラットフォーム|フォーラム|"
    r"アライアンス|ホールディングス|グループ|カンパニー|スタジオ|ジャパン|総研|工業|産業|建設|設計|電機|電力|鉄道|製作所|"
    r"製薬|化学|システム|システムズ|研究院|放送|新聞社|新聞|商会|商店|倉庫|ガス|支部|学会|"
    r"University|Institute|Inc\.?|Ltd\.?|LLC|Corporation|Corp\.?)$"
)
_LATIN_TITLE = re.compile(
    r"^(?:(?:Co|Vice|Senior|Chief|Managing|Executive|Deputy|General|Associate|Assistant|Special)[- ]?)*"
    r"(?:C[A-Z]{1,3}O|[ES]?VP|GM|President|Director|Manager|Officer|Professor|Chair(?:man|person)?|Founder|Fellow|"
    r"Partner)(?: (?:Officer|Director|Professor))?$"
)
_KANA_TITLE = re.compile(
    r"^(?:[A-Z][A-Za-z0-9]{1,5}[ 　]?)?(?:[一-鿿]{2,4}|[ァ-ヺー・]*)(?:クリエーター|クリエイター|プランナー|"
    r"ライター|キャスター|アナウンサー|ファシリテーター|プログラマー|エンジニア|"
    r"プロデューサー|ディレクター|マネージャー|マネジャー|リーダー|プリンシパル|フェロー|パートナー|オフィサー|ストラテジスト|"
    r"サイエンティスト|リサーチャー|アーキテクト|アドバイザー|コンサルタント|デザイナー|アーティスト|ジャーナリスト|アナリスト|"
    r"エコノミスト|コーディネーター|エバンジェリスト|ファウンダー|プレジデント|作家|評論家)$"
)
INNER_BODY = re.compile(r"(?:センター|機構|研究所|研究科|学部|本部|室|部|課|研究院|研究部門|拠点|病院)$")
"""Endings that a part of a body has as often as a body of its own."""
OWN_HEAD = re.compile(rf"^(?:{FORM}|国立|公立|独立行政|[^\s]{{1,4}}[都道府県市区町村]|日本|全国)")
"""Beginnings that only a body of its own has."""


def has_body_ending(name: str) -> bool:
    """Return whether a legal form or an ending that bodies have stands in the name."""
    return bool(ends_name(name) or has_form(name) or _BODY_END.search(name))


def is_title(text: str) -> bool:
    """Return whether the whole text is a title, in kanji, katakana or Latin letters."""
    return is_post(text) or is_foreign_title(text)


def is_foreign_title(text: str) -> bool:
    """Return whether the whole text is a title such as Co-CEO or シニアマネージャー."""
    parts = re.split("[&＆/／]", text)
    return all(_LATIN_TITLE.match(part) or _KANA_TITLE.match(part) for part in parts)


def is_role_word(text: str) -> bool:
    """Return whether the text is a role that is held in a body as a post is: 運営委員, 評議員."""
    return len(text) > 2 and is_role(text) and not is_post(text)
