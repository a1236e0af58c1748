"""The exact key of a name: what may differ in print without being another name (tier T1 of the design of names)."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[\s\u3000\u200b\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212\uff0d\ufe63\u00ad]")
_ABBREVIATED_FORMS = {
    "(株)": "株式会社",
    "(有)": "有限会社",
    "(合)": "合同会社",
    "(同)": "合同会社",
    "(名)": "合名会社",
    "(資)": "合資会社",
    "(一社)": "一般社団法人",
    "(公社)": "公益社団法人",
    "(一財)": "一般財団法人",
    "(公財)": "公益財団法人",
    "(社)": "社団法人",
    "(財)": "財団法人",
    "(独)": "独立行政法人",
    "(国研)": "国立研究開発法人",
    "(地独)": "地方独立行政法人",
    "(大)": "国立大学法人",
    "(学)": "学校法人",
    "(特非)": "特定非営利活動法人",
}
_ABBREVIATED = re.compile("|".join(re.escape(form) for form in _ABBREVIATED_FORMS))


@lru_cache(maxsize=200_000)
def exact_key(name: str) -> str:
    """Return the key under which two prints are one name: width, spaces, hyphens and ㈱ written out.

    The side of 株式会社, the case of letters and every character that NFKC keeps apart stay apart.
    """
    folded = _HYPHENS.sub("-", unicodedata.normalize("NFKC", name))
    folded = _SPACES.sub("", folded)
    return _ABBREVIATED.sub(lambda form: _ABBREVIATED_FORMS[form.group()], folded)
