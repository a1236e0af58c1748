"""Files of registers into the register file of a store: recognized, read as a stream, written as one unit."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from musubime.errors import BadInput
from musubime.registers.place import registers_path
from musubime.registers.reading import RegisterFile
from musubime.registers.rows import Counts, Described, Row
from musubime.registers.writing import RegisterWriter, Told
from musubime_loaders.registers import attributions
from musubime_loaders.registers.containers import parts_of
from musubime_loaders.registers.corporate_number_slice import CorporateNumberSlice
from musubime_loaders.registers.corporate_numbers import CorporateNumbers
from musubime_loaders.registers.edinet_codes import EdinetCodes
from musubime_loaders.registers.joined_register import JoinedRegister
from musubime_loaders.registers.layouts import Layout, layout_of, unknown
from musubime_loaders.registers.loaded import GivenFile, NamedFile, Nature, RegisterLoad, RegisterLoaded
from musubime_loaders.registers.report import Report
from musubime_loaders.registers.research_organizations import ResearchOrganizations
from musubime_loaders.registers.school_codes import SchoolCodes

__all__ = ["GivenFile", "load_registers", "remove_register"]
Progress = Callable[[str, int, int], None]
_BLOCK = 1 << 20
_REGISTERS: tuple[tuple[type, Described], ...] = (
    (CorporateNumbers, attributions.NTA),
    (CorporateNumberSlice, attributions.NTA),
    (EdinetCodes, attributions.EDINET),
    (SchoolCodes, attributions.MEXT),
    (ResearchOrganizations, attributions.ROR),
)
_IGNORED = "登録簿ではないファイルなので読まない"


def load_registers(
    files: Sequence[NamedFile], store_address: str, progress: Progress, *, nature: Nature | None = None
) -> RegisterLoad:
    """Load the registers that files hold beside a store; nothing is changed unless all of them can be read.

    Whole files replace their register together, differences update it, the oldest first. `nature` overrides what the
    files of corporate numbers say of themselves. Raises BadInput, UnreadableFile, StoreError, StoreInUse, StoreFull.
    """
    report = Report()
    progress("ファイルを調べています", 0, 0)
    layouts = _recognized(files, report)
    path = registers_path(store_address)
    counted: list[tuple[str, Nature, list[str], Counts]] = []
    with RegisterWriter(path, progress) as writer:
        for what, kind, group in _units(layouts, nature):
            named = [layout.file for layout, _ in group]
            digest = _digest(file.path for _, file in group)
            counts = _loaded(writer, what, kind, [layout for layout, _ in group], digest, report, progress)
            counted.append((what.id, kind, named, counts))
    with RegisterFile(path) as index:
        infos = {info.id: info for info in index.infos()}
    items = tuple(
        RegisterLoaded(
            info=infos[id],
            nature=kind,
            files=tuple(named),
            before=counts.before,
            added=counts.added,
            changed=counts.changed,
            removed=counts.removed,
            unchanged=counts.unchanged,
        )
        for id, kind, named, counts in counted
    )
    return RegisterLoad(items=items, total=len(items), notes=tuple(report.notes), left_out=dict(report.counts))


def remove_register(id: str, store_address: str) -> int:
    """Take one register out and return how many bodies it held; raises NotFound, StoreError."""
    path = registers_path(store_address)
    with RegisterFile(path) as index:
        if not index:
            raise BadInput("登録簿はまだ読み込まれていません。musubime register load で読み込めます。")
    with RegisterWriter(path) as writer:
        return writer.remove(id)


def _recognized(files: Sequence[NamedFile], report: Report) -> list[tuple[Layout, NamedFile]]:
    """Return the layouts of all files; BadInput for a file in which there is none."""
    if not files:
        raise BadInput("登録簿のファイルを指定してください。")
    found: list[tuple[Layout, NamedFile]] = []
    for file in files:
        inside: list[Layout] = []
        ignored: list[str] = []
        for part in parts_of(file.path, file.name):
            layout = layout_of(part)
            if layout is None:
                ignored.append(part.name)
            else:
                inside.append(layout)
        if not inside:
            raise unknown(file.name)
        for name in ignored:
            report.note(_IGNORED, name)
        found += [(layout, file) for layout in _newest_version(inside)]
    return found


def _newest_version(layouts: list[Layout]) -> list[Layout]:
    """Return layouts without the dumps of ROR that are there in a newer version of the schema too."""
    dumps = [layout for layout in layouts if isinstance(layout, ResearchOrganizations)]
    newest = max((dump.version for dump in dumps), default=0)
    return [one for one in layouts if not isinstance(one, ResearchOrganizations) or one.version == newest]


def _units(
    layouts: Sequence[tuple[Layout, NamedFile]], nature: Nature | None
) -> Iterator[tuple[Described, Nature, list[tuple[Layout, NamedFile]]]]:
    """Yield what is loaded together: the whole files of a register, then each of its differences by day."""

    def order(pair: tuple[Layout, NamedFile]) -> tuple[str, bool, str]:
        layout = pair[0]
        difference = _nature(layout, nature) == "difference"
        return _described(layout).id, difference, layout.nature.last_day if isinstance(layout, CorporateNumbers) else ""

    for (_, difference, _), group in groupby(sorted(layouts, key=order), key=lambda p: (*order(p)[:2], _day(order(p)))):
        together = list(group)
        yield _described(together[0][0]), "difference" if difference else "full", together


def _day(order: tuple[str, bool, str]) -> str:
    return order[2] if order[1] else ""


def _nature(layout: Layout, nature: Nature | None) -> Nature:
    if not isinstance(layout, CorporateNumbers):
        return "full"
    return nature or ("difference" if layout.nature.is_difference(layout.file) else "full")


def _described(layout: Layout) -> Described:
    if isinstance(layout, JoinedRegister):
        return attributions.joined_from(layout.sources)
    return next(what for kind, what in _REGISTERS if isinstance(layout, kind))


def _loaded(
    writer: RegisterWriter,
    what: Described,
    nature: Nature,
    layouts: Sequence[Layout],
    digest: str,
    report: Report,
    progress: Progress,
) -> Counts:
    def rows() -> Iterator[Row]:
        for layout in layouts:
            yield from layout.rows(report, progress)

    def told() -> Told:
        if isinstance(layouts[0], JoinedRegister):
            sources = {source for layout in layouts if isinstance(layout, JoinedRegister) for source in layout.sources}
            return Told(attributions.joined_from(sources), complete=False)
        return Told(what, complete=_complete(layouts))

    if nature == "difference":
        return writer.update(what, rows(), sha256=digest)
    return writer.replace(what.id, rows(), told, sha256=digest)


def _complete(layouts: Sequence[Layout]) -> bool:
    """Return whether files, once read, hold every body of their kind together."""
    numbers = [layout for layout in layouts if isinstance(layout, CorporateNumbers)]
    schools = [layout for layout in layouts if isinstance(layout, SchoolCodes)]
    if len(numbers) == len(layouts):
        return CorporateNumbers.complete_together(numbers)
    return len(schools) == len(layouts) and SchoolCodes.complete_together(schools)


def _digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of the bytes of files, one after the other."""
    digest = hashlib.sha256()
    for path in dict.fromkeys(paths):
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()
