"""Legal forms: how they are abbreviated, and how they are told from the rest of a name."""

import re
from typing import NamedTuple

_ANYWHERE = {
    "株": "株式会社",
    "有": "有限会社",
    "一社": "一般社団法人",
    "一般社": "一般社団法人",
    "公社": "公益社団法人",
    "公益社": "公益社団法人",
    "一財": "一般財団法人",
    "一般財": "一般財団法人",
    "公財": "公益財団法人",
    "公益財": "公益財団法人",
    "独法": "独立行政法人",
    "国研": "国立研究開発法人",
    "地独": "地方独立行政法人",
    "国大": "国立大学法人",
    "公大": "公立大学法人",
    "特非": "特定非営利活動法人",
    "特活": "特定非営利活動法人",
    "認特非": "認定特定非営利活動法人",
    "認特": "認定特定非営利活動法人",
    "NPO": "特定非営利活動法人",
    "社福": "社会福祉法人",
    "医社": "医療法人社団",
    "医財": "医療法人財団",
    "農組": "農事組合法人",
}
# One character that also abbreviates a faculty, a place or a person: a legal form only where one can stand.
_AT_AN_END = {
    "同": "合同会社",
    "合": "合同会社",
    "名": "合名会社",
    "資": "合資会社",
    "社": "社団法人",
    "財": "財団法人",
    "独": "独立行政法人",
    "協": "協同組合",
    "企": "企業組合",
    "責": "有限責任中間法人",
}
_AT_THE_START = {
    "大": "国立大学法人",
    "学": "学校法人",
    "医": "医療法人",
    "宗": "宗教法人",
    "農": "農事組合法人",
    "監": "監査法人",
    "弁": "弁護士法人",
    "税": "税理士法人",
    "更": "更生保護法人",
    "投": "投資法人",
    "福": "社会福祉法人",
    "研": "国立研究開発法人",
}


def _any_of(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_ABBREVIATED = re.compile(rf"\(({_any_of(_ANYWHERE)})\)")
_ABBREVIATED_FIRST = re.compile(rf"^\(({_any_of(_AT_AN_END | _AT_THE_START)})\)")
_ABBREVIATED_LAST = re.compile(rf"(?<=.)\(({_any_of(_AT_AN_END)})\)$")
_WRITTEN_OUT = _ANYWHERE | _AT_AN_END | _AT_THE_START
_AS_MEANT = {
    "一般社団": "一般社団法人",
    "一般財団": "一般財団法人",
    "公益社団": "公益社団法人",
    "公益財団": "公益財団法人",
    "独立法人": "独立行政法人",
    "株会社": "株式会社",
}
"""Forms printed with a part missing, which name no other form."""
_MISPRINTED_STARTS = tuple(_AS_MEANT)
_MISPRINTED = re.compile(r"^(?:(?:一般|公益)(?:社団|財団)(?!法人)|独立法人|株会社)(?=.)")
_OLD_COMPANY = re.compile(r"(株式|有限|合資|合名|合同|相互)會社")
_LATIN_ENDS = tuple("dD.")
_ENGLISH_WRITTEN = (
    (re.compile(r"(?:Pvt\.?,?Ltd|PrivateLimited)\.?$", re.IGNORECASE), "Pvt.Ltd."),
    (re.compile(r",?(?:Co[.,]+|Company,?)(?:Ltd|Limited)\.?$", re.IGNORECASE), "Co.,Ltd."),
)
_NPO = re.compile(r"^(認定)?NPO法人|(?<=.)(認定)?NPO法人$", re.IGNORECASE)

_BEFORE_OR_AFTER = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合名会社",
    "合資会社",
    "相互会社",
    "特定目的会社",
    "監査法人",
    "有限責任監査法人",
    "税理士法人",
    "弁護士法人",
    "司法書士法人",
    "行政書士法人",
    "土地家屋調査士法人",
    "社会保険労務士法人",
    "弁理士法人",
    "特許業務法人",
    "投資法人",
    "農事組合法人",
    "企業組合",
    "協業組合",
    "有限責任事業組合",
    "一般社団法人",
    "公益社団法人",
    "特例社団法人",
    "社団法人",
    "一般財団法人",
    "公益財団法人",
    "特例財団法人",
    "財団法人",
    "有限責任中間法人",
    "学校法人",
    "準学校法人",
    "特定非営利活動法人",
    "認定特定非営利活動法人",
    "医療法人社団",
    "医療法人財団",
    "社会医療法人社団",
    "社会医療法人財団",
    "特定医療法人社団",
    "特定医療法人財団",
    "社会医療法人",
    "特定医療法人",
    "医療法人",
    "社会福祉法人",
    "宗教法人",
    "更生保護法人",
)
_BEFORE = (
    "国立大学法人",
    "公立大学法人",
    "大学共同利用機関法人",
    "国立研究開発法人",
    "独立行政法人",
    "地方独立行政法人",
    "協同組合",
    "特殊法人",
    "地方共同法人",
    "認可法人",
    "管理組合法人",
    "商工組合",
    "事業協同組合",
)
_STARTS = tuple(sorted((*_BEFORE_OR_AFTER, *_BEFORE), key=len, reverse=True))
_ENDS = tuple(sorted(_BEFORE_OR_AFTER, key=len, reverse=True))

_ENGLISH = re.compile(
    r"(?:(?<=[\s,.])|(?<=[^\x00-\x7f]))"
    r"(Co\.?,? ?(?:Ltd|Inc)\b\.?|Company,? (?:Limited|Ltd)\b\.?|Corporation|Corp\b\.?|Incorporated|Inc\b\.?|Limited"
    r"|Ltd\b\.?"
    r"|K\. ?K\.|L\. ?L\. ?C\.|LLC\b\.?|GmbH|PLC\b\.?|S\.A\.|B\.V\.|AG|Co\.)$",
    re.IGNORECASE,
)
_ENGLISH_SHORT = {"coltd": "Co.,Ltd.", "companylimited": "Co.,Ltd.", "companyltd": "Co.,Ltd.", "coinc": "Inc."}
_LETTERS = re.compile(r"[^a-z]")


class Divided(NamedTuple):
    """A name without its legal form; `side` is `before`, `after` or empty."""

    core: str
    form: str
    side: str


def written_out(folded: str) -> str:
    """Return a folded name with its abbreviated legal forms written out: (株), (一社), (特非), NPO法人 and the like."""
    if "(" in folded:
        for abbreviated in (_ABBREVIATED, _ABBREVIATED_FIRST, _ABBREVIATED_LAST):
            folded = abbreviated.sub(lambda found: _WRITTEN_OUT[found.group(1)], folded)
    if folded.startswith(_MISPRINTED_STARTS):
        folded = _MISPRINTED.sub(lambda found: _AS_MEANT[found.group()], folded)
    elif folded.endswith("株会社"):
        folded = f"{folded[:-3]}株式会社"
    if "會社" in folded:
        folded = _OLD_COMPANY.sub(r"\1会社", folded)
    if folded[-1:] in _LATIN_ENDS:
        for written, form in _ENGLISH_WRITTEN:
            folded = written.sub(form, folded)
    if "法人" in folded:
        folded = _NPO.sub(lambda found: f"{found.group(1) or found.group(2) or ''}特定非営利活動法人", folded)
    return folded


def divided(key: str, spaced: str = "") -> Divided:
    """Return the legal form at either end of an exact key and what remains; `spaced` lets English forms be seen."""
    if key.startswith(_STARTS):
        form = next(form for form in _STARTS if key.startswith(form))
        if len(key) > len(form):
            return Divided(key[len(form) :], form, "before")
    if key.endswith(_ENDS):
        form = next(form for form in _ENDS if key.endswith(form))
        if len(key) > len(form):
            return Divided(key[: -len(form)], form, "after")
    if spaced and (found := _ENGLISH.search(spaced)) and (core := spaced[: found.start()].rstrip(" ,.")):
        letters = _LETTERS.sub("", found.group(1).lower())
        return Divided(core.replace(" ", ""), _ENGLISH_SHORT.get(letters, found.group(1)), "after")
    return Divided(key, "", "")
