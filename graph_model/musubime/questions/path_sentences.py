"""Why there is no path, in one plain sentence."""

from collections.abc import Sequence

from musubime.questions.answers_paths import Component

NAMED = 3


def no_path(lang: str, parts: Sequence[Component], filters: Sequence[str], unknown: int, partial: int) -> str:
    """Return why no path leads from the first part's end to the second's.

    `filters` narrow the seats, `unknown` and `partial` count the selected consortia whose members are not stated, or
    only in part: through those a path may exist that no document tells.
    """
    a, b = parts
    return (_english if lang == "en" else _japanese)(a, b, filters, unknown, partial)


def _japanese(a: Component, b: Component, filters: Sequence[str], unknown: int, partial: int) -> str:
    within = f"条件（{'、'.join(filters)}）の席の中では、" if filters else ""
    empty = [part.of.name for part in (a, b) if not part.consortia]
    if empty:
        text = f"{within}「{'」「'.join(empty)}」に席の記載がないため、経路はありません。"
    else:
        parts = f"「{a.of.name}」は{_part_ja(a)}、「{b.of.name}」は{_part_ja(b)}の中にあり"
        text = f"{within}{parts}、この二つのまとまりをつなぐ席がないため、経路はありません。"
    if unknown or partial:
        counts = [f"構成員の記載がない会議体が{unknown}件"] if unknown else []
        counts += [f"一部だけ記載の会議体が{partial}件"] if partial else []
        text += f"{'、'.join(counts)}あり、そこを通る経路は分かりません。"
    return text


def _part_ja(part: Component) -> str:
    places = "・".join(part.prefecture_names[:NAMED]) + ("など" if len(part.prefecture_names) > NAMED else "")
    bodies = f"{part.organizations}機関" + (f"・{part.persons}人" if part.persons else "")
    named = "、".join(ref.name for ref in part.named[:NAMED])
    more = "など" if part.consortia > NAMED else ""
    return f"{places + 'の' if places else ''}{part.consortia}会議体・{bodies}（{named}{more}）"


def _english(a: Component, b: Component, filters: Sequence[str], unknown: int, partial: int) -> str:
    within = f" among the seats of {', '.join(filters)}" if filters else ""
    empty = [part.of.name for part in (a, b) if not part.consortia]
    if empty:
        text = f"There is no path{within}: no seat is stated for {' and '.join(empty)}."
    else:
        text = (
            f"There is no path{within}: {a.of.name} is among {_part_en(a)}, {b.of.name} among {_part_en(b)},"
            " and no seat joins these two parts."
        )
    if unknown or partial:
        counts = [f"{unknown} without stated members"] if unknown else []
        counts += [f"{partial} in part"] if partial else []
        text += f" Some consortia state no members, or some only ({', '.join(counts)}): paths there are not known."
    return text


def _part_en(part: Component) -> str:
    places = ", ".join(part.prefecture_names[:NAMED]) + (" and others" if len(part.prefecture_names) > NAMED else "")
    bodies = f"{part.consortia} consortia and {part.organizations} organizations"
    bodies += f" and {part.persons} persons" if part.persons else ""
    named = ", ".join(ref.name for ref in part.named[:NAMED])
    more = f" and {part.consortia - NAMED} more" if part.consortia > NAMED else ""
    return f"{bodies}{f' of {places}' if places else ''} ({named}{more})"
