"""Titles, branches and departments peeled off the end of a printed name."""

import re
from dataclasses import dataclass, field

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import (
    BRANCH_END,
    COMPANY_FORM,
    FORM,
    KANJI_BRANCH,
    REGION_BRANCH,
    REGIONS,
    SHARED_HEAD,
    TITLE_WORDS,
    ends_name,
    ends_unit,
    find_title,
)

_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
_COMPANY_THEN = re.compile(rf"^(?!{FORM})(?P<name>.+?(?:{COMPANY_FORM}))(?P<rest>.+)$")
_SCHOOL_THEN = re.compile(
    rf"^(?!(?!国立|公立|学校|地方独立)(?:{FORM}))"
    r"(?P<name>.+?(?:大学院大学|専門職大学|短期大学部|短期大学|高等専門学校|大学(?!校|法人)))"
    r"(?P<rest>(?!部$|間|推進|.*短期大学部$|.*医療センター$|短期大学|.*(?:附属|付属|附置)|校|同窓会|"
    r"生活協同組合|発|連合|連携(?!\S*(?:[本支]部|室|課|センター|機構)長?$)|コンソーシアム|等|ネットワーク|機構|協議会).+)$"
)
_PLACE_THEN = re.compile(
    rf"^(?!{FORM})(?P<name>北海道|東京都|(?:京都|大阪)府|.{{2,3}}県|.{{1,6}}?[市町村]|"
    r"(?:総務|法務|外務|財務|文部科学|厚生労働|農林水産|経済産業|国土交通|環境|防衛|通商産業|文部|厚生|建設|運輸|郵政|労働|自治)省|"
    r"(?:デジタル|復興|金融|消費者|こども家庭|警察|宮内|文化|スポーツ|特許|中小企業|資源エネルギー|観光|気象|海上保安|林野|水産|消防|国税|"
    r"出入国在留管理|公安調査|検察|防衛装備|科学技術|経済企画|環境|防衛)庁|"
    r"[^\s]{2,4}(?:経済産業|総合通信|財務|地方整備|農政|運輸|労働)局)(?P<rest>(?!立|局$|(?:経済産業|総合通信|財務|地方整備|整備|運輸|農政|労働|開発|公安調査|厚生|管区|森林管理|防衛|環境|航空|"
    r"法務|矯正|税関|国税)\S{0,4}[局所]$).+)$"
)
_DESK = re.compile(r"^(?>(?:(?!警察|教育|大学|商工会|協議会|組合|[本支]部|倶楽部).){0,14}?(?:局|部|課|室|係))++$")
_OFFICE_THEN = re.compile(r"^(?P<name>(?P<place>.+[県市町村区])(?:役所|役場|庁))(?P<rest>.*)$")
BUREAU = re.compile(
    r"^(?P<parent>[^\s]{2,6}[省庁])(?P<school>[^\s]{2,}(?:経済産業|総合通信|財務|整備|運輸|農政|労働|環境事務)[局所])$"
)
_OFFICER = re.compile(r"(?:代表|社外|常勤|常務|専務|上席|上級|主席)*(?:取締役|執行役員|監査役|専務理事|常務理事)(?=\S)")
"""An office of a board with the department of its holder behind it: 執行役員地域振興部長 is one post."""
_WEAK_TITLE = re.compile(r"(?:大臣|[ァ-ヶー]{3,}|[A-Z]{3,})$")
_FORM_OF_FIRM = re.compile(rf"(?:{FORM})(?!.*(?:本部|センター)$)|{COMPANY_FORM}")
_NO_SOCIETY = re.compile(
    rf"{COMPANY_FORM}|[所社店行屋堂車]$|(?:工業|産業|建設|電機|電力|製薬|化学|グループ|ホールディングス)$"
)
"""What no 会 follows: the 会長 after it is the firm's chairman, not that of a society."""
_WORKS = re.compile(
    r"(?:研究所|製[鉄鋼造作紙油]所|精錬所|製錬所|造船所|発電所|変電所|工廠|工場\S{0,6}|地区|キャンパス|研究院)$"
)
"""What follows the legal form of a firm and is its place of work."""
_BEFORE_NEXT = re.compile(rf"(?:[】）)・＋+]|代表|企業|共同|幹事)(?:{COMPANY_FORM})$")
"""A legal form that does not end the name before it, but begins the next."""
_REGIONAL = re.compile(
    rf"(?:(?<=研究所)|(?<=機構)|(?<=協会)|(?<=事業団)|(?<=公社)|(?<=財団))(?!日本|全国)(?:{REGIONS})センター$"
)
_OWN_OFFICE = re.compile(r"(?:法律|会計|特許|設計|司法書士|税理士|弁理士|公認会計士)(?:事務所)$")


@dataclass
class Parts:
    """What one entry says; the print itself is kept by its segment."""

    organization: str | None = None
    unit: str | None = None
    post: str | None = None
    person: str | None = None
    role: str | None = None
    candidates: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


def is_title(text: str) -> bool:
    """Return whether the whole text is a title."""
    found = find_title(text)
    return bool(found) and found is not None and found.start() == 0


def without_title(text: str, parts: Parts) -> str:
    """Take the title off the end, spaced or glued to the name."""
    found = find_title(text)
    if not found:
        return text
    if parts.post:
        parts.post = f"{found.group()}（{parts.post}）"
        return text[: found.start()].rstrip()
    start, title = found.start(), found.group()
    before = text[:start].rstrip()
    if not before or re.fullmatch(FORM, before) or (_WEAK_TITLE.search(title) and not _stands(before, text[start - 1])):
        return text
    if before.endswith("前") and (text[start - 2].isspace() or ends_name(before[:-1])):
        start, title, before = start - 1, f"前{title}", before[:-1].rstrip()
    if (first := _OFFICER.search(before)) and ends_name(before[: first.start()]):
        parts.post = text[first.start() :].strip()
        return before[: first.start()].rstrip()
    shared = SHARED_HEAD.search(text)
    if (
        shared
        and shared.start() >= start
        and not TITLE_WORDS.match(text[start : shared.start()])
        and not text[start - 1].isspace()
        and not ends_name(before)
    ):
        return _without_shared(text, title, text[: shared.end("shared")], parts)
    parts.post = title.strip()
    return before


def _without_shared(text: str, title: str, head: str, parts: Parts) -> str:
    """Take off a title whose first letters also end the name before it: 高知大学長, 医学部長."""
    token = re.split(r"\s", text)[-1]
    inner = head[len(text) - len(token) :]
    if token not in (text, title) and token.endswith(title) and ends_unit(inner):
        parts.post = token
        return text[: -len(token)].rstrip()
    if cut := _desk_start(head):
        parts.post = text[cut:].strip()
        return text[:cut].rstrip()
    parts.post = title.strip().removeprefix("学" if title.startswith("学校長") and head.endswith("学校") else "")
    if not ends_name(head) or (head.endswith("会") and _NO_SOCIETY.search(head[:-1])):
        return text[: -len(title)].rstrip()
    parts.flags.append(Flag.SHARED_ENDING)
    return head


def _stands(before: str, last: str) -> bool:
    """Return whether what stands before a title that may also end a name is a name by itself."""
    return last.isspace() or bool(ends_name(before))


def _desk_start(text: str) -> int:
    """Return where the department begins that this text ends in, or 0."""
    for pattern in (_COMPANY_THEN, _SCHOOL_THEN):
        if (found := pattern.match(text)) and (ends_unit(found["rest"]) or found["rest"].endswith("キャンパス")):
            return found.start("rest")
    if BUREAU.match(text):
        return 0
    place = _PLACE_THEN.match(text)
    return place.start("rest") if place and _DESK.match(place["rest"]) else 0


def without_unit(text: str, parts: Parts) -> str:
    """Take the branch or department off the end of the name."""
    spans = list(re.finditer(r"\S+", text))
    tokens = [span.group() for span in spans]
    units: list[str] = []
    while len(tokens) > 1 and ends_unit(tokens[-1]) and (_CJK.search(tokens[0]) or _DESK.match(tokens[-1])):
        if (
            _OWN_OFFICE.search(tokens[-1])
            or re.fullmatch(FORM, tokens[-2])
            or (ends_name(tokens[-1]) and not _DESK.match(tokens[-1]))
        ):
            break
        units.insert(0, tokens.pop())
    if units:
        text = text[: spans[len(tokens)].start()].rstrip()
    if office := _OFFICE_THEN.match(text):
        parts.flags.append(Flag.OFFICE_NAME)
        parts.candidates.append(office["place"])
        if office["rest"]:
            units.insert(0, office["rest"].strip())
        text = office["name"]
    elif cut := _unit_start(text, parts):
        units.insert(0, text[cut:].strip())
        text = text[:cut].rstrip()
    if units:
        parts.unit = " ".join([*units, *([parts.unit] if parts.unit else [])])
    return text


def _unit_start(text: str, parts: Parts) -> int:
    if company := _COMPANY_THEN.match(text):
        rest = company["rest"].strip()
        works = _WORKS.search(rest) and not _BEFORE_NEXT.search(company["name"])
        if (ends_unit(rest) or works) and not re.match(FORM, rest):
            return company.start("rest")
        parts.flags.append(Flag.REST_UNREAD)
        return 0
    if desk := _desk_start(text):
        return desk
    if regional := _REGIONAL.search(text):
        parts.flags.append(Flag.UNIT_GUESSED)
        parts.candidates.append(text)
        return regional.start()
    for pattern in (REGION_BRANCH, KANJI_BRANCH):
        branch = pattern.search(text)
        if (
            branch
            and branch.start() > 1
            and not _OWN_OFFICE.search(text)
            and not (text[: branch.start()].endswith("新聞") and branch.group().endswith("本社"))
            and not re.fullmatch(FORM, text[: branch.start()])
        ):
            if pattern is KANJI_BRANCH or branch.group().endswith(("本社", "本部")):
                parts.flags.append(Flag.UNIT_GUESSED)
            return branch.start()
    if BRANCH_END.search(text) and _FORM_OF_FIRM.match(text) and not re.search("新聞..本社$", text):
        parts.flags.append(Flag.REST_UNREAD)
    return 0
