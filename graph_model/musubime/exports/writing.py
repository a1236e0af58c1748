"""How text gets into a file: in blocks, and escaped by one function a format."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

BLOCK = 1 << 16
# The types refuse control characters and lone surrogates; XML refuses these two as well.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def blocks(parts: Iterable[str]) -> Iterator[bytes]:
    """Yield texts in UTF-8, in blocks of about 64 kB."""
    kept: list[str] = []
    length = 0
    for part in parts:
        kept.append(part)
        length += len(part)
        if length >= BLOCK:
            yield "".join(kept).encode()
            kept, length = [], 0
    if kept:
        yield "".join(kept).encode()


def gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield bytes in blocks of about 64 kB."""
    block = bytearray()
    for part in parts:
        block += part
        if len(block) >= BLOCK:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)


def xml_text(text: str) -> str:
    """Return a text as the content of an XML element, with U+FFFD for the two characters that XML has no way to say."""
    # Most texts need nothing, and six looks for one character cost a third of what replacing does.
    if "&" in text or "<" in text or ">" in text or "\r" in text or "\ufffe" in text or "\uffff" in text:
        return _NOT_IN_XML.sub("\ufffd", escape(text, {"\r": "&#13;"}))
    return text


def xml_attribute(text: str) -> str:
    """Return a text as the value of an XML attribute in double quotes, with its spaces and line ends kept."""
    return xml_text(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def number(value: float | bool) -> str:
    """Return a number or truth value as XML Schema writes it."""
    return str(value).lower() if isinstance(value, bool) else repr(value)
