"""A picture as PNG: the SVG painted by resvg in one given font, so that every machine paints the same.

No font of the machine is asked for: what the given font lacks is painted as an empty box. What the file is stands in
its text chunks (PNG specification, 11.3.3), as it does in the SVG's metadata.
"""

import logging
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

from musubime.errors import TooMany
from musubime.exports.about import About

log = logging.getLogger(__name__)

MEDIA_TYPE = "image/png"
FAMILY = "Noto Sans JP"
WIDTH, HEIGHT = 3_508, 2_480
"""Pixels at most: A4 at 300 dots an inch, lying."""
SCALE = 3.0
"""Pixels of one unit of the picture at most."""
SECONDS = 120
"""How long one picture may take."""
_SIZE = re.compile(r'<svg [^>]*width="(\d+)" height="(\d+)"')
_HEADER = 8 + 4 + 4 + 13 + 4
"""Length of the signature and the first chunk, after which texts may stand."""


def png_of(svg: str, font: Path, said: About, title: str) -> bytes:
    """Return a picture of `picture_svg` as PNG; `font` is a TrueType file of the family Noto Sans JP."""
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("the picture states no size")
    wide, high = int(found[1]), int(found[2])
    scale = min(SCALE, max(WIDTH, HEIGHT) / max(wide, high), min(WIDTH, HEIGHT) / min(wide, high))
    painted = _painted(svg, font, max(1, round(wide * scale)))
    texts = {
        "Title": title,
        "Software": said.product,
        "Copyright": said.licence,
        "Source": said.sources,
        "Description": "\n".join(f"{name}: {value}" for name, value in said.flat().items()),
    }
    chunks = b"".join(_text_chunk(keyword, text) for keyword, text in texts.items())
    return painted[:_HEADER] + chunks + painted[_HEADER:]


def _painted(svg: str, font: Path, width: int) -> bytes:
    """Return the picture painted by `painting` in a process of its own; raises TooMany where it is too much for it."""
    command = [sys.executable, "-P", "-m", "musubime.exports.painting", str(font), FAMILY, str(width)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, and no part of a request
            command, input=svg.encode(), capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as fault:
        log.error("a picture was not painted", extra={"reason": str(fault)[:200]})
        problem = "この図は PNG にできませんでした。条件を増やして図を小さくするか、SVG で書き出してください。"
        raise TooMany(problem, field="format", value="png") from None
    return done.stdout


def _text_chunk(keyword: str, text: str) -> bytes:
    """Return an iTXt chunk: keyword, not compressed, no language, the text in UTF-8."""
    body = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
