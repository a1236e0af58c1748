"""What two texts name that are to be compared: prefectures, programmes or dates, known by their form."""

import re
from dataclasses import dataclass

from musubime.errors import BadQuestion
from musubime.questions.answers_compare import CompareKind
from musubime.questions.library import Reading
from musubime.questions.moved import Moved
from musubime.questions.selection import Selection
from musubime.types.partial_dates import last_day
from musubime.types.prefectures import BY_CODE, BY_NAME
from musubime.types.vocabulary import Kind

_ID = re.compile(r"[A-Za-z0-9_:.-]+")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_LABELS: dict[CompareKind, str] = {"date": "日付", "prefecture": "都道府県", "programme": "事業・制度"}
_FILTER: dict[CompareKind, str] = {"date": "as_of", "prefecture": "prefecture", "programme": "programme"}


@dataclass(frozen=True)
class Operand:
    """One of the two: what it is, its id (date, code, programme), its name, and the filter that selects it."""

    kind: CompareKind
    id: str
    label: str
    update: dict[str, object]

    def selection(self, others: Selection) -> Selection:
        """Return the selection of this side, all other filters as given."""
        return others.model_copy(update=self.update)


def operands(
    reading: Reading, selection: Selection, left: str, right: str, lang: str = "ja"
) -> tuple[Operand, Operand]:
    """Return what `left` and `right` name.

    A date may stop at the year or month and then spans it, as `as_of` does. Raises BadQuestion for a text that names
    nothing, for two of different kinds, for dates in the wrong order and for a filter of the compared kind; Moved for
    a merged id.
    """
    selection.refuse("sector", "located_in", "q")
    first, second = (_operand(reading, field, text, lang) for field, text in (("left", left), ("right", right)))
    if first.kind != second.kind:
        problem = (
            f"left は{_LABELS[first.kind]}、right は{_LABELS[second.kind]}です。"
            "同じ種類の二つ（都道府県どうし、事業どうし、日付どうし）を指定してください。"
        )
        raise BadQuestion(problem, field="right", value=right[:80])
    name = _FILTER[first.kind]
    if getattr(selection, name):
        problem = f"{_LABELS[first.kind]}どうしを比べるときは、条件 {name} は使えません。外してください。"
        raise BadQuestion(problem, field=name)
    if first.kind == "date" and last_day(first.id) > last_day(second.id):
        problem = f"left（{first.id}）が right（{second.id}）より後です。前の日付を left に書いてください。"
        raise BadQuestion(problem, field="left", value=left[:80])
    return first, second


def _operand(reading: Reading, field: str, text: str, lang: str) -> Operand:
    if _DATE.fullmatch(text):
        return _date(field, text)
    code = text if text in BY_CODE else BY_NAME[text].code if text in BY_NAME else None
    if code is not None:
        place = BY_CODE[code]
        return Operand("prefecture", code, place.name_en if lang == "en" else place.name, {"prefecture": (code,)})
    return _programme(reading, field, text)


def _date(field: str, text: str) -> Operand:
    try:
        last_day(text)
    except ValueError:
        problem = f"日付「{text}」はありません。2021、2021-04、2021-04-01 のように書いてください。"
        raise BadQuestion(problem, field=field, value=text) from None
    return Operand("date", text, text, {"as_of": text})


def _programme(reading: Reading, field: str, text: str) -> Operand:
    programmes = reading.snapshot.graph.programmes
    if text in programmes:
        return Operand("programme", text, programmes[text].name, {"programme": (text,)})
    named = sorted(id for id, node in programmes.items() if node.name == text)
    if named:
        return Operand("programme", named[0], text, {"programme": tuple(named)})
    kept = reading.store.kept_id(Kind.PROGRAMME, text) if _ID.fullmatch(text) else None
    if kept is not None and kept != text:
        raise Moved("programme", text, kept)
    problem = (
        f"「{text[:80]}」は都道府県（コードか名称）、事業（IDか名称）、日付（2021、2021-04、2021-04-01）の"
        "どれでもありません。正しい名称かIDを確かめてください。"
    )
    raise BadQuestion(problem, field=field, value=text[:80])
