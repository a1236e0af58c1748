"""Paints one SVG as PNG, in a process of its own: `python -P -m musubime.exports.painting FONT FAMILY WIDTH`.

SVG comes in on the standard input, PNG goes out on the standard output. It imports nothing else of the product: resvg
holds Python's lock while it paints and takes memory with every letter, and a server has to answer others meanwhile.
"""

import sys

import resvg_py


def main() -> None:
    """Paint what comes in, with letters of the given font file alone."""
    font, family, width = sys.argv[1:4]
    painted = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        width=int(width),
        skip_system_fonts=True,
        font_files=[font],
        font_family=family,
        sans_serif_family=family,
    )
    sys.stdout.buffer.write(painted)


if __name__ == "__main__":
    main()
