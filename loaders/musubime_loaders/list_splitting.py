"""A printed list into its printed entries: delimiters outside brackets, and the repair of names that one split."""

import re
import unicodedata
from dataclasses import dataclass, field

from musubime.types.base import NAME_LIMIT
from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.name_lexicon import (
    COMPANY_FORM,
    FORM,
    LIST_NAME_END,
    NAME_CONTINUATION,
    NAME_END,
    SCHOOL_END,
    TITLE,
)

_DELIMITERS = "、，,;；／/\n"
_OPEN, _CLOSE = "（(「『【［[〔〈《“", "）)」』】］]〕〉》”"
_LATIN_SUFFIX = re.compile(
    r"^\s*(?:(?:Ltd|Inc|LLC|LLP|LP|Co|Corp|GmbH|SA|Limited|PLC|NV|BV)\b|(?:[LS]\.){1,2}[PACL]\.|エル\.ピー)",
    re.IGNORECASE,
)
_CAMPUS = re.compile(r"Universit\w+ of [A-Za-z .]+$|Institute of [A-Za-z .]+$")
_KATAKANA = r"ァ-ヶー"
_FORM = re.compile(FORM)
_LEADING_FORM = re.compile(rf"^(?:{FORM})")
_COMPANY = re.compile(COMPANY_FORM)
_JOINT = re.compile(r"(?:特定建設工事|建設)?(?:共同企業体|共同体|コンソーシアム|JV|ＪＶ)$")


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
    for delimiter, raw in cut:
        printed = raw.strip()
        wraps = delimiter == "\n" and not (listed and follows)
        if printed and segments and not wraps and (joined := _repaired(segments[-1], delimiter, raw)):
            segments[-1] = joined
        elif printed:
            segments.append(Segment(printed, printed))
        follows = bool(printed)
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


def _parts_names(text: str, index: int) -> bool:
    """Return whether the slash here parts two names, and not two Latin letters or two titles."""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    around = unicodedata.normalize("NFKC", around)
    return not re.fullmatch(r"[A-Za-z0-9]{2}", around) and " " not in around


def _repaired(last: Segment, delimiter: str, raw: str) -> Segment | None:
    """Return the last entry with this piece joined to it, where the delimiter stood inside one name."""
    if len(last.printed) > NAME_LIMIT:
        return None
    piece = raw.strip()
    printed = f"{last.printed}{delimiter}{raw.rstrip()}"
    if NAME_CONTINUATION.match(piece) and SCHOOL_END.search(last.text):
        return Segment(last.text + piece, printed, [*last.flags, Flag.DELIMITER_IN_NAME])
    if delimiter in ",，" and _LATIN_SUFFIX.match(unicodedata.normalize("NFKC", piece)):
        return Segment(printed, printed, last.flags)
    if delimiter == "," and raw.startswith(" ") and _CAMPUS.search(last.text) and re.fullmatch(r"[A-Za-z .]+", piece):
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
    for parted in (_spaced(segment), _joint(segment), _dotted(segment), _glued(segment)):
        if parted:
            return parted
    return [segment]


def _made(segment: Segment, texts: list[str], flag: Flag) -> list[Segment]:
    return [Segment(text, text, [*segment.flags, flag]) for text in texts]


def _spaced(segment: Segment) -> list[Segment] | None:
    tokens = segment.text.split()
    if len(tokens) < 2 or not all(len(token) > 2 and LIST_NAME_END.search(token) for token in tokens):
        return None
    if any(_FORM.fullmatch(token) or set(token) & set(_OPEN + _CLOSE) for token in tokens):
        return None
    return _made(segment, tokens, Flag.SPACE_SEPARATED)


def _joint(segment: Segment) -> list[Segment] | None:
    body = _JOINT.sub("", segment.text)
    parts = re.split(rf"(?<![{_KATAKANA}])・|・(?![{_KATAKANA}])", body)
    if body == segment.text or len(parts) < 2 or not all(len(part) > 1 for part in parts):
        return None
    return [Segment(part, part, [*segment.flags, Flag.JOINT_VENTURE]) for part in parts]


def _dotted(segment: Segment) -> list[Segment] | None:
    parts = segment.text.split("・")
    title = TITLE.search(parts[-1])
    names = [*parts[:-1], parts[-1][: title.start()].rstrip() if title else parts[-1]]
    if len(parts) < 2 or not all(len(name) > 2 and LIST_NAME_END.search(name) for name in names):
        return None
    return _made(segment, parts, Flag.MIDDLE_DOT_LIST)


def _glued(segment: Segment) -> list[Segment] | None:
    """Part `株式会社A株式会社B` and `A株式会社B株式会社`; a name printed twice becomes one."""
    text = segment.text
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
    if len(parts) < 2 or any(_FORM.fullmatch(part) or _open_bracket(part) for part in parts):
        return None
    names = [re.sub(rf"^({re.escape(parts[0])}).+$", r"\1", part) for part in parts]
    if len(parts) == 2 and names[0] == names[1]:
        return [Segment(parts[1], segment.printed, [*segment.flags, Flag.DUPLICATED_NAME])]
    return _made(segment, parts, Flag.GLUED_NAMES)


def _open_bracket(text: str) -> bool:
    return any(text.count(opening) != text.count(closing) for opening, closing in zip("（(「", "）)」", strict=True))
