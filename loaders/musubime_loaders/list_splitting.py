"""A printed list into its printed entries: delimiters outside brackets, and the repair of names that one split."""

import re
import unicodedata
from dataclasses import dataclass, field

from musubime.types.base import NAME_LIMIT
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import (
    COMPANY_FORM,
    FORM,
    LETTER_NAMES,
    LIST_NAME_END,
    NAME_CONTINUATION,
    NAME_END,
    SCHOOL_END,
    TITLE,
)

_NEAR = 60
"""How far around a slash a name is looked for."""
_DELIMITERS = "、，,;；／/\n"
_OPEN, _CLOSE = "（(「『【［[〔〈《“", "）)」』】］]〕〉》”"
_LATIN_SUFFIX = re.compile(
    r"^\s*(?:(?:Ltd|Inc|LLC|LLP|LP|Co|Corp|GmbH|SA|Limited|PLC|NV|BV)\b|(?:[LS]\.){1,2}[PACL]\.|エル\.ピー)",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"[一-龥ァ-ヶー](?:を|に|へ|が|で)$")
_CAMPUS = re.compile(r"Universit\w+ of [A-Za-z .]+$|Institute of [A-Za-z .]+$")
_KATAKANA = r"ァ-ヶー"
_FORM = re.compile(FORM)
_LEADING_FORM = re.compile(rf"^(?:{FORM})")
_COMPANY = re.compile(COMPANY_FORM)
_JOINT = re.compile(
    r"(?:特定)?(?:建設工事|建設|設計|調査|業務|委託|運営|事業)?"
    r"(?:共同企業体|企業体|[共協]同提案体|共同研究体|共同体|共同提案|コンソーシアム|JV|ＪＶ)$"
)
_WORK = re.compile(r"^.*(?:業務|工事(?!業)|に関する)(?:\([^()]*\)|（[^（）]*）)?(?=.{2,}[・／/+＋])")
"""The name of the work that stands before its members."""
_NO_MEMBER = re.compile(r"[をへ]|[一-龥]の[一-龥]|^(?:アジア|太平洋|欧州|アフリカ|日)$|に関する|年度")
_MADE_UP = re.compile(r"(?:が|により)(?:組織|構成)(?:する|される)\S{0,10}$")
_SPELT = re.compile(LETTER_NAMES)
_ENDS_KATAKANA = re.compile(rf"(?:^|・)(?:{LETTER_NAMES})$")
_SUFFIX = re.compile(
    r"(?:アンド|ジャパン|インターナショナル|コンサルティング|コンサルタンツ|テクノロジーズ?|パートナーズ|ホールディングス|グループ|カンパニー|リミテッド|プラス)"
    r"(?:株式会社)?$"
)
_AREAS = re.compile(
    r"(?:財産区|(?:衛生|環境|給食|斎場|火葬場|消防|水道|清掃|病院|学校|施設|広域|事務)\S{0,8}(?:組合|企業団))$"
)


@dataclass
class Segment:
    """One printed entry: the text to read, and the exact print it came from."""

    text: str
    printed: str
    flags: list[Flag] = field(default_factory=list)


def split_list(text: str) -> list[Segment]:
    """Return the entries of one list, in order, each with its exact print."""
    cut, closed = _cut(text)
    listed = any(delimiter in "、，;；" for delimiter, _ in cut if delimiter)
    segments: list[Segment] = []
    follows = False
    if is_one_union([raw.strip() for _, raw in cut]):
        return [Segment(text.strip(), text.strip(), [Flag.COMMA_KEPT])]
    cut, numbered = _without_numbers(cut)
    for delimiter, raw in cut:
        printed = raw.strip()
        wraps = delimiter == "\n" and not (listed and follows)
        if printed and segments and not wraps and (joined := _repaired(segments[-1], delimiter, raw)):
            segments[-1] = joined
        elif printed:
            segments.append(Segment(printed, printed))
        follows = bool(printed)
    if numbered:
        for segment in segments:
            segment.flags.append(Flag.MARK)
    if closed and segments:
        segments[-1].flags.append(Flag.TRAILING_DELIMITER)
    return [part for segment in segments for part in _parts(segment)]


def _cut(text: str) -> tuple[list[tuple[str, str]], bool]:
    """Return (delimiter before, raw text) for each piece, and whether the list ends in a delimiter."""
    pieces: list[tuple[str, str]] = []
    depth, start, before = 0, 0, ""
    for index, letter in enumerate(text):
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        elif letter in _DELIMITERS and (depth == 0 or letter == "\n"):
            if letter in "/／" and not _parts_names(text, index):
                continue
            pieces.append((before, text[start:index]))
            before, start = letter, index + 1
            depth = 0 if letter == "\n" else depth
    pieces.append((before, text[start:]))
    closed = len(pieces) > 1 and not pieces[-1][1].strip() and before != "\n"
    return pieces, closed


def is_one_union(pieces: list[str]) -> bool:
    """Return whether places before the last piece belong to the name of one union of them: 大洗、鉾田、水戸環境組合."""
    return (
        1 < len(pieces) <= 6
        and bool(_AREAS.search(pieces[-1]))
        and all(0 < len(piece) <= 7 and not NAME_END.search(piece) for piece in pieces[:-1])
    )


def _without_numbers(cut: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], bool]:
    """Return the pieces without the numbers 1, 2, 3 … glued to them, where every piece has its own."""
    bare = [(unicodedata.normalize("NFKC", raw.strip()[:2]), raw.strip()) for _, raw in cut]
    if len(cut) < 2 or not all(re.match(rf"{at}(?=[^0-9.])", head) for at, (head, _) in enumerate(bare, 1)):
        return cut, False
    return [(delimiter, raw.strip()[len(str(at)) :]) for at, (delimiter, raw) in enumerate(cut, 1)], True


def _parts_names(text: str, index: int) -> bool:
    """Return whether the slash here parts two names, and not two Latin letters or two titles."""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    around = unicodedata.normalize("NFKC", around)
    if " " in around:
        left = re.split(f"[{_DELIMITERS}]", text[max(0, index - _NEAR) : index])[-1]
        right = re.split(f"[{_DELIMITERS}]", text[index + 1 : index + 1 + _NEAR])[0]
        return all(_LEADING_FORM.match(name.strip()) or LIST_NAME_END.search(name.strip()) for name in (left, right))
    return not re.fullmatch(r"[A-Za-z0-9]{2}", around)


def _repaired(last: Segment, delimiter: str, raw: str) -> Segment | None:
    """Return the last entry with this piece joined to it, where the delimiter stood inside one name."""
    if len(last.printed) > NAME_LIMIT:
        return None
    piece = raw.strip()
    printed = f"{last.printed}{delimiter}{raw.rstrip()}"
    if NAME_CONTINUATION.match(piece) and SCHOOL_END.search(last.text):
        return Segment(last.text + piece, printed, [*last.flags, Flag.DELIMITER_IN_NAME])
    if delimiter in "、,，" and _LATIN_SUFFIX.match(unicodedata.normalize("NFKC", piece)):
        return Segment(printed, printed, last.flags)
    campus = delimiter == "," and raw.startswith(" ") and _CAMPUS.search(last.text)
    if (campus and re.fullmatch(r"[A-Za-z .]+", piece)) or (delimiter == "、" and _PARTICLE.search(last.text)):
        return Segment(printed, printed, [*last.flags, Flag.COMMA_KEPT])
    if delimiter == "\n" and _wraps(last.text, piece):
        return Segment(last.text + piece, printed, [*last.flags, Flag.LINE_WRAP])
    return None


def _wraps(left: str, right: str) -> bool:
    """Return whether a line break in a list that has other delimiters stands inside one name."""
    if _FORM.fullmatch(left) or _FORM.fullmatch(right):
        return True
    return not (NAME_END.search(left) or _LEADING_FORM.match(left) or _LEADING_FORM.match(right))


def _parts(segment: Segment) -> list[Segment]:
    """Return the segment parted where names follow each other without a delimiter; never one too long for a name."""
    if len(segment.printed) > NAME_LIMIT:
        return [segment]
    for parted in (_and(segment), _spaced(segment), _joint(segment), _dotted(segment), _glued(segment)):
        if parted:
            return parted
    return [segment]


def _made(segment: Segment, texts: list[str], flag: Flag) -> list[Segment]:
    return [Segment(text, text, [*segment.flags, flag]) for text in texts]


def _and(segment: Segment) -> list[Segment] | None:
    """Part `学校法人Aと医療法人B`, and take off that they make up a consortium."""
    made_up = _MADE_UP.search(segment.text)
    text = segment.text[: made_up.start()] if made_up and _FORM.search(segment.text) else segment.text
    names = re.split(rf"と(?={FORM})", text)
    if not all(_LEADING_FORM.match(name) and not _FORM.fullmatch(name) for name in names):
        return None
    return _made(segment, names, Flag.JOINT_VENTURE) if text != segment.text or len(names) > 1 else None


def _spaced(segment: Segment) -> list[Segment] | None:
    tokens = segment.text.split()
    if len(tokens) < 2 or not all(len(token) > 2 and LIST_NAME_END.search(token) for token in tokens):
        return None
    if any(_FORM.fullmatch(token) or set(token) & set(_OPEN + _CLOSE) for token in tokens):
        return None
    return _made(segment, tokens, Flag.SPACE_SEPARATED)


def _joint(segment: Segment) -> list[Segment] | None:
    body = _JOINT.sub("", segment.text)
    if body == segment.text:
        return None
    work = _WORK.match(body)
    parts = _dot_parts(body[work.end() :] if work else body)
    if len(parts) < 2 or not all(1 < len(part) <= 40 and not _NO_MEMBER.search(part) for part in parts):
        return None
    if segment.text.endswith("コンソーシアム") and not all(
        _COMPANY.search(part) or NAME_END.search(part) for part in parts
    ):
        return None
    return [Segment(part, part, [*segment.flags, Flag.JOINT_VENTURE]) for part in parts]


def _dot_parts(body: str) -> list[str]:
    """Return the parts between middle dots; a dot beside a spelt letter or before ジャパン belongs to a name."""
    parts: list[str] = []
    spelt = False
    for part in re.split(r"[・＋+／/]", body):
        letter = bool(_SPELT.fullmatch(part))
        if parts and (spelt or (letter and _ENDS_KATAKANA.search(parts[-1])) or _SUFFIX.match(part)):
            parts[-1] += "・" + part
        else:
            parts.append(part)
        spelt = letter or part == "アンド"
    return parts


def _dotted(segment: Segment) -> list[Segment] | None:
    parts = segment.text.split("・")
    title = TITLE.search(parts[-1])
    names = [*parts[:-1], parts[-1][: title.start()].rstrip() if title else parts[-1]]
    ended = all(len(name) > 2 and LIST_NAME_END.search(name) for name in names)
    formed = all(_FORM.search(name) and not _FORM.fullmatch(name) for name in names)
    if len(parts) < 2 or not (ended or formed):
        return None
    return _made(segment, parts, Flag.MIDDLE_DOT_LIST)


def _glued(segment: Segment) -> list[Segment] | None:
    """Part `株式会社A株式会社B` and `A株式会社B株式会社`; a name printed twice becomes one."""
    text = segment.text
    venture = _JOINT.search(text)
    if venture and len(_COMPANY.findall(text)) > 1:
        text = text[: venture.start()]
    parts: list[str] = []
    position = 0
    while position < len(text):
        leading = _COMPANY.match(text, position)
        following = _COMPANY.search(text, leading.end() if leading else position)
        end = len(text) if following is None else following.start() if leading else following.end()
        if following is None and leading is None and parts:
            parts[-1] += text[position:end]
        else:
            parts.append(text[position:end])
        position = end
    parts = [part.strip() for part in parts]
    if len(parts) < 2 or any(_FORM.fullmatch(part) or _open_bracket(part) or part[0] in _OPEN for part in parts):
        return None
    names = [re.sub(rf"^({re.escape(parts[0])}).+$", r"\1", part) for part in parts]
    if len(parts) == 2 and names[0] == names[1]:
        return [Segment(parts[1], segment.printed, [*segment.flags, Flag.DUPLICATED_NAME])]
    flags = [Flag.JOINT_VENTURE] if text != segment.text else []
    return _made(Segment(text, text, [*segment.flags, *flags]), parts, Flag.GLUED_NAMES)


def _open_bracket(text: str) -> bool:
    return any(text.count(opening) != text.count(closing) for opening, closing in zip("（(「", "）)」", strict=True))
