"""Where somebody belongs: `機関 部署 役職`, several of them after one another, peeled from the right."""

import re

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_endings import Parts, without_title, without_unit
from musubime_loaders.name_lexicon import COMPANY_FORM, FORM, LIST_NAME_END, NAME_END, SHARED_HEAD, TITLE, TITLE_HEAD, UNIT_END
from musubime_loaders.name_parts import closed_letters, closed_spaces, propose
from musubime_loaders.names.entry import Reading
from musubime_loaders.names.words import CONCURRENT, FORMER, LATIN, is_post, is_role

_OPEN, _CLOSE = "（(「『【［[〔", "）)」』】］]〕"
_TAIL = re.compile(r"^(?P<before>.+?)[\s　]*[（(](?P<inside>[^（）()]*)[）)]$")
_TITLE_NOTE = re.compile(r"担当$|^[A-Z]{2,5}$|^(?:非?常勤|代表権|社外|特任|兼任|専任|代行|外部|学術|研究|教育|総務)")
_LATIN_TITLE = re.compile(
    r"^(?:(?:Co|Vice|Senior|Chief|Managing|Executive|Deputy|General|Associate|Assistant|Special)[- ]?)*"
    r"(?:C[A-Z]{1,3}O|[ES]?VP|GM|President|Director|Manager|Officer|Professor|Chair(?:man|person)?|Founder|Fellow|Partner)"
    r"(?: (?:Officer|Director|Professor))?$"
)
_KANA_TITLE = re.compile(
    r"^(?:[一-鿿]{2,4}|[ァ-ヺー・]*)(?:クリエーター|クリエイター|プランナー|ライター|キャスター|プログラマー|エンジニア|プロデューサー|ディレクター|"
    r"マネージャー|マネジャー|リーダー|プリンシパル|フェロー|パートナー|オフィサー|ストラテジスト|サイエンティスト|リサーチャー|アーキテクト|"
    r"アドバイザー|コンサルタント|デザイナー|アーティスト|ジャーナリスト|アナリスト|エコノミスト|コーディネーター|エバンジェリスト|作家|評論家)$"
)
_SCHOOL = re.compile(r"(?:大学|大学院大学|高等専門学校|短期大学部?)$")
_INNER_BODY = re.compile(r"(?:センター|機構|研究所|研究科|学部|本部|室|部|課|研究院|研究部門|拠点|病院)$")
_OWN_HEAD = re.compile(rf"^(?:{FORM}|国立|公立|独立行政|[^\s]{{1,4}}[都道府県市区町村]|日本|全国)")
_GRADUATE = re.compile(r"(?<=大学院)[\s　]+(?=\S+(?:研究科|学府|研究院|学院))")
_FACILITY = re.compile(
    r"作業所|センター|病院|クリニック|ホーム|施設|学園|保育園|診療所|工場|事業所|ステーション|研究所"
)
_FORM_THEN_NAME = re.compile(rf"^(?:{FORM})[^\sA-Za-zＡ-Ｚａ-ｚ]+$")
_MINISTRY = re.compile(r"^[^\s]{1,5}[省庁府]$")
_BUREAU = re.compile(
    r"^(?P<body>\S{2,4}(?:経済産業|総合通信|地方整備|運輸|農政|労働|財務|森林管理|厚生|地方環境事務|防衛)[局所])(?P<rest>.*)$"
)
_INSTITUTE = re.compile(r"^(?P<school>(?:国立大学法人)?[^\s]{2,10}?大学)(?P<unit>(?!院大学|校|附属|付属)[^\s]{2,}(?:研究所|研究センター|研究機構))$")
_PARENT_THEN = re.compile(
    r"^(?P<parent>[^\s　]{1,5}[省庁府])[\s　]+(?P<rest>(?:"
    r"\S{2,4}(?:経済産業|総合通信|地方整備|運輸|農政|労働|財務|森林管理|厚生|地方環境事務|開発|航空|防衛|矯正管区|法務)[局所]|"
    r"(?:中小企業|特許|資源エネルギー|観光|気象|海上保安|林野|水産|文化|スポーツ|消防|国税|消費者|出入国在留管理|公安調査|防衛装備)庁).*)$"
)
_STATE_THEN = re.compile(r"^(?P<body>内閣府|内閣官房)[\s　]*(?P<rest>\S.*)$")
_OFFICER = re.compile(r"^[一-鿿・]{1,10}(?:官|監|役|補佐|担当)$")
_COMPANY = re.compile(COMPANY_FORM)
_LEADING_FORM = re.compile(rf"^(?:{FORM})")
_DESK_AT_END = re.compile(
    r"(?:(?<=本社)|(?<=本店)|(?<=支社)|(?<=支店)|(?<=銀行)|(?<=[ァ-ヺーA-Za-z]))[一-鿿々・]{1,10}(?:本部|事業部|部|課|室|係|局)$"
)
_BODY_END = re.compile(
    r"(?:事務所|クリニック|医院|大使館|領事館|裁判所|検察庁|警察|署|拠点|アカデミー|コンソーシアム|プラットフォーム|フォーラム|"
    r"アライアンス|ホールディングス|グループ|カンパニー|スタジオ|ジャパン|総研|工業|産業|建設|設計|電機|電力|鉄道|製作所|製薬|化学|"
    r"システム|システムズ|研究院|放送|新聞社|新聞|商会|商店|倉庫|ガス|支部|学会|University|Institute|Inc\.?|Ltd\.?|LLC|Corporation|Corp\.?)$"
)
_PLACE_AND_OFFICE = re.compile(r"^(?P<body>.+?[都道府県市区町村])(?:役所|役場|庁)$")


def read_affiliations(text: str, printed: str) -> list[Reading]:
    """Return what each affiliation in the text says; a further title of the same body stays in the post before it."""
    found: list[Reading] = []
    for before, piece in _pieces(text):
        if found and _continues(piece, found[-1]):
            last = found[-1]
            spaced = f" {before} " if before in "/／" else before
            last.post = f"{last.post}{spaced}{piece}" if last.post else piece
            continue
        reading = read_affiliation(piece, printed)
        if found and _belongs_to(reading, found[-1]):
            reading.unit, reading.organization = (
                " ".join(part for part in (reading.organization, reading.unit) if part),
                found[-1].organization,
            )
            reading.flags.append(Flag.INHERITED)
        found.append(reading)
    return found


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return (delimiter before, piece), cut at slashes, commas and 兼 that stand outside of brackets."""
    pieces: list[tuple[str, str]] = []
    depth, start, before = 0, 0, ""
    for index, letter in enumerate(text):
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (letter in "、，；;/／" or (letter == "," and not text[index + 1 : index + 2].isdigit())):
            if letter in "/／," and _inside_latin(text, index):
                continue
            pieces.append((before, text[start:index].strip()))
            before, start = letter, index + 1
    pieces.append((before, text[start:].strip()))
    return [pair for whole in pieces if whole[1] for pair in _at_and(*whole)]


def _at_and(before: str, piece: str) -> list[tuple[str, str]]:
    """Part `A社長兼B協会会長` and `A教授・前B市長`; `社長兼CEO` stays one."""
    for found in re.finditer(r"・(?=[元前])", piece):
        if TITLE.search(piece[: found.start()]) and TITLE.search(piece):
            return [(before, piece[: found.start()]), ("・", piece[found.end() :])]
    for found in re.finditer(r"[\s　]*(?:兼|及び|および|並びに)[\s　]*", piece):
        left, right = piece[: found.start()], piece[found.end() :]
        title = TITLE.search(right)
        name = right[: title.start()].rstrip() if title else right
        if TITLE.search(left) and name and re.search(FORM, name) and LIST_NAME_END.search(name):
            return [(before, left), (found.group().strip(), right)]
        if TITLE.search(left) and title and re.match(FORM, name):
            return [(before, left), (found.group().strip(), right)]
    return [(before, piece)]


def _inside_latin(text: str, index: int) -> bool:
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    if text[index] == ",":
        return bool(re.match(r",[\s]*(?:Inc|Ltd|LLC|Co|Corp|LLP|S\.A|B\.V|GmbH)", text[index:]))
    return bool(re.fullmatch(r"[A-Za-z0-9]{2}", around))


def _continues(piece: str, last: Reading) -> bool:
    return bool(last.organization) and (
        is_post(piece) or bool(_LATIN_TITLE.match(piece)) or bool(FORMER.match(piece) and is_post(piece[1:]))
    )


def _belongs_to(reading: Reading, last: Reading) -> bool:
    """Return whether an inner body of a school stands after the school: 東京大学教授、先端研究センター長."""
    name, school = reading.organization, last.organization
    return bool(name and school and _SCHOOL.search(school) and _INNER_BODY.search(name) and not _OWN_HEAD.match(name))


def read_affiliation(text: str, printed: str) -> Reading:
    """Return organization, unit and post of one affiliation; what is no organization stays None."""
    reading = Reading(printed)
    parts = Parts()
    text = text.strip(" 　、，,・")
    former = FORMER.match(text)
    if (title := TITLE_HEAD.match(text)) and is_post(title.group()):
        reading.post = text
        return reading
    note = ""
    while found := _TAIL.match(text):
        inside = found["inside"].strip()
        if CONCURRENT.match(inside):
            reading.flags.append(Flag.CONCURRENT)
        elif is_post(inside) and not TITLE.search(found["before"]):
            note = inside
        elif _TITLE_NOTE.search(inside) or (TITLE.search(found["before"]) and is_post(inside)):
            note = f"({inside})" if text.endswith(")") else f"（{inside}）"
        elif LATIN.match(inside):
            reading.flags.append(Flag.ABBREVIATION)
        elif NAME_END.search(inside) and not re.fullmatch(FORM, found.group().removeprefix(found["before"])):
            note = ""
            reading.flags.append(Flag.BRACKET_KEPT)
            break
        else:
            break
        text = found["before"]
    text, flags = closed_letters(text)
    reading.flags += flags
    if is_post(text) or _LATIN_TITLE.match(text) or _KANA_TITLE.match(text):
        reading.post = text + note
        return reading
    if parent := _PARENT_THEN.match(text):
        reading.flags.append(Flag.PARENT_PREFIX)
        text = parent["rest"]
    if text.endswith("大臣"):
        reading.post = text + note
        reading.flags += [Flag.FORMER] if former else []
        return reading
    if state := _STATE_THEN.match(text):
        parts.unit = None
        text, inner = state["body"], state["rest"].strip()
        held = Parts()
        unit = without_title(inner, held)
        if held.post and unit and not UNIT_END.search(unit):
            unit, held.post = "", inner
        if Flag.SHARED_ENDING in held.flags:
            unit, held.post = "", inner
        parts.unit, parts.post = unit or None, held.post
        reading.organization = text
        reading.unit, reading.post = parts.unit, parts.post
        if note:
            reading.post = f"{reading.post}{note}" if reading.post else note.strip("()（）")
        return reading
    whole = text
    text = _peeled(text, parts)
    name, _ = closed_spaces(text)
    reading.organization = name or None
    reading.unit, reading.post = parts.unit, parts.post
    reading.flags += parts.flags
    reading.candidates += parts.candidates
    if parent and name:
        reading.candidates.insert(0, parent["parent"] + name)
    if note:
        reading.post = f"{reading.post}{note}" if reading.post else note.strip("()（）")
    _settle(reading, whole, former)
    return reading


def _peeled(text: str, parts: Parts) -> str:
    """Take titles and units off the right, as often as they alternate; return the name that is left."""
    text = _without_latin_title(text, parts)
    text = _without_own_title(text, parts)
    if not parts.post:
        text = without_title(text, parts)
    text = _without_facility(text, parts)
    text = without_unit(text, parts)
    inner = Parts()
    rest = without_title(text, inner)
    if inner.post and rest and (parts.unit or parts.post) and (text[len(rest)].isspace() or has_body_ending(rest)):
        after = " ".join(part for part in (parts.unit, parts.post) if part)
        parts.post, parts.unit = f"{inner.post} {after}", None
        parts.flags = [flag for flag in parts.flags if flag is not Flag.REST_UNREAD]
        return without_unit(rest, parts)
    if parts.unit and parts.unit.endswith("支部") and text and not _COMPANY.search(text):
        parts.candidates.append(text)
        parts.flags.append(Flag.CHAPTER)
        text, parts.unit = text + parts.unit, None
    if _LEADING_FORM.match(text) and (desk := _DESK_AT_END.search(text)) and desk.start() > 2:
        parts.flags.append(Flag.UNIT_GUESSED)
        parts.candidates.append(text)
        parts.unit = " ".join(part for part in (desk.group(), parts.unit) if part)
        text = text[: desk.start()]
    return text


def _settle(reading: Reading, whole: str, former: re.Match[str] | None) -> None:
    """Set what the peeling left open: former posts, offices, parents, schools' graduate schools, doubts."""
    if former and reading.post and reading.organization:
        name = reading.organization[1:]
        if former["mark"] + name == reading.organization and (NAME_END.search(name) or re.search(FORM, name)):
            reading.organization, reading.post = None, whole
            reading.candidates.append(name)
            reading.flags.append(Flag.FORMER)
            reading.unit = None
            return
    if reading.post and FORMER.match(reading.post) and is_post(reading.post[1:]):
        reading.flags.append(Flag.FORMER)
    if reading.unit:
        reading.unit = _GRADUATE.sub("", reading.unit)
    name_now = reading.organization
    if not name_now:
        return
    if reading.unit and (bureau := _BUREAU.match(reading.unit)) and _MINISTRY.match(name_now):
        reading.organization, reading.unit = bureau["body"], bureau["rest"].strip() or None
        reading.candidates.append(name_now + bureau["body"])
        reading.flags.append(Flag.PARENT_PREFIX)
        return
    if reading.post and (inner := _INSTITUTE.match(name_now)):
        reading.organization, reading.unit = inner["school"], " ".join(filter(None, (inner["unit"], reading.unit)))
        reading.candidates.append(name_now)
        return
    shown = Parts()
    propose(name_now, shown)
    reading.flags += shown.flags
    reading.candidates += shown.candidates
    if Flag.OFFICE_NAME in reading.flags and (office := _PLACE_AND_OFFICE.match(name_now)):
        reading.organization = office["body"]
        reading.candidates = [name_now]
    elif Flag.PARENT_PREFIX in shown.flags and reading.candidates:
        reading.organization, reading.candidates = reading.candidates[-1], [name_now]
    if not has_body_ending(reading.organization or ""):
        reading.flags.append(Flag.ORGANIZATION_GUESSED)


def put_inside(reading: Reading, body: Reading) -> None:
    """Make what was read as a body of its own the unit or post that it is inside of the body above: 技術移転推進室長."""
    name, post = reading.organization or "", reading.post or ""
    if Flag.SHARED_ENDING in reading.flags:
        reading.post, reading.unit = f"{name}長", reading.unit
    elif UNIT_END.search(name) and not reading.unit:
        reading.unit = name
    elif reading.unit:
        reading.unit = f"{name} {reading.unit}"
    else:
        reading.post = name + post
    reading.organization = body.organization
    doubts = {Flag.ORGANIZATION_GUESSED, Flag.SHARED_ENDING, Flag.UNIT_GUESSED}
    reading.flags = [flag for flag in reading.flags if flag not in doubts]
    reading.flags += [*body.flags, Flag.INHERITED]
    if reading.post and FORMER.match(reading.post):
        reading.flags.append(Flag.FORMER)


def is_inside(reading: Reading) -> bool:
    """Return whether what was read as a body is more likely a part of the body above it."""
    name = reading.organization
    if not name or Flag.INHERITED in reading.flags or _OWN_HEAD.match(name):
        return False
    return Flag.ORGANIZATION_GUESSED in reading.flags or bool(_INNER_BODY.search(name))


def has_body_ending(name: str) -> bool:
    """Return whether a legal form or an ending that bodies have stands in the name."""
    return bool(NAME_END.search(name) or re.search(FORM, name) or _BODY_END.search(name))


def _without_latin_title(text: str, parts: Parts) -> str:
    """Take `Co-CEO` or `Managing Director` off where a space parts it from what stands before."""
    words = text.split()
    for count in (4, 3, 2, 1):
        last = " ".join(words[-count:])
        if len(words) > count and (_LATIN_TITLE.match(last) or _KANA_TITLE.match(last) or _is_role_word(last)):
            before = text[: text.rindex(words[-count])].rstrip()
            if count == 1 and not re.search(r"[\s　]$", text[: text.rindex(words[-1])]):
                continue
            if TITLE.search(before) or has_body_ending(before) or UNIT_END.search(before) or _is_role_word(last):
                inner = Parts()
                rest = without_title(before, inner)
                parts.post = f"{inner.post} {' '.join(words[-count:])}" if inner.post else " ".join(words[-count:])
                parts.flags += inner.flags
                return rest
    return text


def _without_own_title(text: str, parts: Parts) -> str:
    """Take `IGPIグループ会長` off as one title where a body ends before the space."""
    before, _, token = text.replace("　", " ").rpartition(" ")
    title = TITLE.search(token)
    if not before or (title is not None and not title.start()) or re.fullmatch(FORM, before.strip()):
        return text
    if title is None and not _OFFICER.match(token):
        return text
    head = token[: title.start()] if title else ""
    if re.match(r"[A-Za-z]", head) and re.search(r"[A-Za-z.]$", before):
        return text
    if has_body_ending(head) or UNIT_END.search(head) or SHARED_HEAD.search(token):
        return text
    if not (has_body_ending(before) or UNIT_END.search(before)):
        return text
    parts.post = token
    return text[: -len(token)].rstrip()


def _is_role_word(text: str) -> bool:
    """Return whether the text is a role that is held in a body as a post is: 運営委員, 評議員."""
    return is_role(text) and not is_post(text) and len(text) > 2


def _without_facility(text: str, parts: Parts) -> str:
    """Take the facility off that stands after `特定非営利活動法人みち` with a space."""
    words = text.split()
    if len(words) == 2 and _FORM_THEN_NAME.match(words[0]) and _FACILITY.search(words[1]):
        parts.flags.append(Flag.UNIT_GUESSED)
        parts.unit = words[1]
        return words[0]
    return text
