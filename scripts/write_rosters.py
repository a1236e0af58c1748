"""`python -m scripts.write_rosters`: the tables of columns in docs/rosters.md, from the words that the readers know."""

import re
from pathlib import Path

from musubime_loaders.seat_columns import FIELDS, Field, headings_of

PLACE = Path(__file__).parent.parent / "docs" / "rosters.md"
MEANINGS: dict[Field, str] = {
    "programme": "事業・制度。二つなら「；」で区切る",
    "owner": "所管する機関。事業の列も要る",
    "consortium": "会議体の名前",
    "part": "会議体の中の部会。会議体「○○ 部会」になり、元の会議体の中に置かれる",
    "form": "会議体の形（council、hub、committee …）",
    "inside": "会議体が中に置かれる、別の会議体の名前（採択の回、母体のネットワーク）",
    "prefecture": "会議体の都道府県（名前か番号、複数は「、」）",
    "region": "県をまたぐ地域の名前",
    "plan": "計画の名前",
    "summary": "取組の要約",
    "reported": "構成員の記載が一部だけか（`partial`、`listed`）",
    "founded": "会議体の設立の日",
    "selected": "選定・採択の日",
    "held": "開催の日",
    "signed": "締結の日",
    "body_note": "会議体の注記",
    "sector": "部門（学・官・産・金・民）",
    "organization": "機関。役職の列がなければ、所属と役職を分ける",
    "partner": "同じ行の、ほかの機関（「、」区切り）。それぞれが席になる",
    "corporate_number": "法人番号",
    "unit": "部署",
    "post": "機関での役職",
    "person": "氏名",
    "person_line": "「氏名（所属 役職）」「役職 氏名」のような欄",
    "role": "会議体での役割（座長、委員 …）",
    "members": "構成員を並べた欄（【学】…【官】…）",
    "lines": "一行に一人の名簿をまとめた欄",
    "by_role": "見出しが役割の欄（座長、委員、事務局）。欄の全員がその役割になる",
    "valid_from": "就任の日",
    "valid_to": "退任の日",
    "term": "任期（令和4年4月1日～令和6年3月31日）",
    "printed": "印刷のままの文字",
    "source": "行の出典の題名、または sources のキー",
    "source_url": "行の出典の URL",
    "locator": "出典の中の場所",
    "note": "席の注記。ほかの見出しのものは「見出し: 値」になる",
}


def written(text: str) -> str:
    """Return the document with its tables written anew."""
    headings = [
        "| 列 | 見出し |",
        "|---|---|",
        *(f"| `{field}` | {'、'.join(headings_of(field))} |" for field in FIELDS),
    ]
    fields = ["| 列 | 意味 |", "|---|---|", *(f"| `{field}` | {MEANINGS[field]} |" for field in FIELDS)]
    for name, lines in (("columns", headings), ("fields", fields)):
        before, _, after = text.partition(f"<!-- {name} -->")
        after = re.sub(rf"^.*?<!-- /{name} -->", "", after, count=1, flags=re.DOTALL)
        text = "\n".join([f"{before}<!-- {name} -->", *lines, f"<!-- /{name} -->{after}"])
    return text


if __name__ == "__main__":
    PLACE.write_text(written(PLACE.read_text(encoding="utf-8")), encoding="utf-8")
