"""Which words for a role name a key seat of a consortium: its head, its representative body, its desk."""

import re
import unicodedata

from musubime.types.vocabulary import Labelled


class KeyRole(Labelled):
    """Whom to turn to in a consortium."""

    CHAIR = "chair", "座長・会長・代表", "chair"
    REPRESENTATIVE = "representative", "代表機関", "representative body"
    DESK = "desk", "事務局・窓口", "contact desk"


WORDS: dict[KeyRole, tuple[str, ...]] = {
    KeyRole.CHAIR: (
        "会長", "代表", "共同代表", "代表者", "代表理事", "代表幹事", "理事長", "総裁", "主査", "リーダー", "拠点長",
        "事業責任者", "統括責任者", "chair", "chairperson", "chairman", "president", "leader",
    ),
    KeyRole.REPRESENTATIVE: (
        "代表機関", "代表校", "代表大学", "代表企業", "代表団体", "代表事業者", "代表申請者", "代表提案者", "中核機関",
        "中核大学", "中心機関", "提案機関", "申請機関", "主管機関", "主幹機関", "総括機関", "管理法人", "事業主体",
        "実施主体", "幹事", "幹事機関", "幹事校", "幹事会社", "主幹事", "lead organization", "representative",
    ),
    KeyRole.DESK: (
        "事務局", "事務局長", "事務局機関", "事務局担当", "事務担当", "窓口", "相談窓口", "連絡窓口", "連絡先",
        "問合せ先", "問い合わせ先", "担当窓口", "secretariat", "secretary", "contact",
    ),
}  # fmt: skip
"""Words that name a key role as they stand."""
ENDINGS: dict[KeyRole, tuple[str, ...]] = {
    KeyRole.CHAIR: (
        "座長", "議長", "委員長", "部会長", "分科会長", "協議会長", "研究会長", "委員主査", "プロジェクトリーダー",
    ),
    KeyRole.REPRESENTATIVE: (),
    KeyRole.DESK: ("事務局",),
}  # fmt: skip
"""Words that name a key role at the end of a longer one: 実行委員長 is a 委員長."""
NOT_THE_ONE = ("副", "代理", "代行", "補佐", "補助", "名誉", "顧問", "次期", "候補", "サブ", "vice", "deputy")
"""What makes a role another one: 副会長 and 会長代理 are not the chair."""
FORMER = ("前", "元", "旧", "former", "ex-")
"""What makes a role a former one where it begins with it."""
_PARTS = re.compile(r"[・、,，/／;；&＆\n]|兼任|兼務|兼|および|及び")
_BRACKETS = re.compile(r"[(（\[［【〔][^()（）\[\]［］【】〔〕]*[)）\]］】〕]")


def key_role(role: str | None) -> KeyRole | None:
    """Return the key role that a printed role in the body names, the first of KeyRole where it names several.

    Words are compared whole, part by part of 理事兼事務局長, without width, spaces and what stands in brackets.
    """
    if role is None:
        return None
    plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", role)).casefold()
    parts = ["".join(part.split()) if not part.isascii() else part.strip() for part in _PARTS.split(plain)]
    named = {found for part in parts if (found := _of_part(part))}
    return next((each for each in KeyRole if each in named), None)


def _of_part(part: str) -> KeyRole | None:
    if part.startswith(FORMER) or any(word in part for word in NOT_THE_ONE):
        return None
    for kind in KeyRole:
        if part in WORDS[kind] or part.endswith(ENDINGS[kind]):
            return kind
    return None
