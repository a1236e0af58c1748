"""One selection of one graph version on its way into a file."""

from collections.abc import Iterator
from functools import cached_property
from importlib.resources import as_file, files

import musubime
from musubime.exports import selection as chosen
from musubime.exports.about import About, about
from musubime.exports.formats import Format, check, written
from musubime.exports.naming import FileNames, file_names
from musubime.exports.picture import picture_svg
from musubime.exports.png import png_of
from musubime.exports.projection import Projection
from musubime.exports.writing import BLOCK
from musubime.questions.chance import members_of
from musubime.questions.citing import citation
from musubime.questions.library import Library, StillReading
from musubime.questions.network import network
from musubime.questions.selection import Selection, prefecture_code
from musubime_api.one_file import one_file
from musubime_api.pictures import DrawnScene, drawn_scene

FONT = ("static", "vendor", "noto-sans-jp", "NotoSansJP_400Regular.ttf")


class ExportFile:
    """A file of a selection: its name at once, its parts when asked for."""

    def __init__(self, library: Library, selection: Selection, format: Format) -> None:
        self._library, self._asked, self._format = library, selection, format
        self._selected = selection.resolve(library.snapshot())
        self.media_type = format.media_type
        codes = [prefecture_code(text, "prefecture") for text in selection.prefecture]
        version = self._selected.snapshot.version
        self.names: FileNames = file_names(format.suffix, codes, self._selected.as_of, version)

    def parts(self, projection: Projection | None, raw: bool) -> Iterator[bytes]:
        """Return the parts of the file; raises BadQuestion before the first for an empty selection."""
        check(self._format.name, projection, raw)
        if self._format.kind == "picture":
            return self._picture()
        if self._format.kind == "page":
            return one_file(self._selection, self._scene, members_of(self._library, self._selected))
        return written(self._selection, self._format.name, projection, raw)

    @cached_property
    def _selection(self) -> chosen.Selection:
        selected = self._selected
        cited = citation(self._library, self._asked, product=musubime.__version__)
        if cited.graph_version != selected.snapshot.version:
            raise StillReading
        return chosen.select(
            selected.snapshot,
            selected.seats,
            selected.consortia,
            filters=self._asked.described(),
            as_of=selected.as_of,
            citation=cited.text.strip(),
        )

    @property
    def _scene(self) -> DrawnScene:
        scene = network(self._library, self._asked)
        if scene.graph_version != self._selected.snapshot.version:
            raise StillReading
        return drawn_scene(scene)

    def _picture(self) -> Iterator[bytes]:
        said: About = about(self._selection)
        scene = self._scene
        notes = [scene.left_out] if scene.left_out else []
        svg = picture_svg(scene.drawing, said, title=scene.title, legend=scene.legend, notes=notes)
        if self._format.name == "svg":
            return _in_blocks(svg.encode())
        with as_file(files("musubime_web").joinpath(*FONT)) as font:
            return _in_blocks(png_of(svg, font, said, scene.title))


def _in_blocks(body: bytes) -> Iterator[bytes]:
    return (body[start : start + BLOCK] for start in range(0, len(body), BLOCK))
