"""The `roster.toml` that belongs to the files that a user gives, among them or beside them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from musubime.errors import BadInput
from musubime_loaders.manifest import Manifest, manifest_of
from musubime_loaders.printed_rows import read_bytes
from musubime_loaders.proposal import Answers
from musubime_loaders.roster_folder import MANIFEST, names_of
from musubime_loaders.strict_toml import parse_toml
from musubime_loaders.table_files import read_table
from musubime_loaders.table_shape import Shape
from musubime_loaders.titles import safe_id


def last_part(name: str) -> str:
    """Return the name of a file without its folders."""
    return name.replace("\\", "/").rpartition("/")[2]


def manifest_for(
    folders: Mapping[str, Path], contents: dict[str, bytes], roster: str | None, answers: Answers | None = None
) -> Manifest | None:
    """Return what the `roster.toml` among or beside the files says, or None where there is none for them.

    Beside them, `NAME.roster.toml` is looked at too. `folders` tells where each given file lies; further files that
    the manifest names are read into `contents`. The date of the edition in `answers` stands in for a missing one.
    """
    folder = next(iter(folders.values()))
    given = [name for name in contents if is_manifest(name)]
    if len(given) > 1:
        raise BadInput("roster.toml が二つあります。一つだけ渡してください。", file=given[-1])
    if given:
        content = contents.pop(given[0])
        _check_unanswered(answers)
        manifest = _manifest(content, contents, roster, answers)
        return _with_files(manifest, content, folder, contents, roster)
    for path in _beside(folder):
        content = read_bytes(path, path.name)
        if not _is_for(content, contents):
            continue
        manifest = _manifest(content, contents, roster, answers)
        if set(contents) & set(names_of(manifest)):
            _check_unanswered(answers)
            return _with_files(manifest, content, folder, contents, roster)
    return None


def _check_unanswered(answers: Answers | None) -> None:
    if answers is not None and (answers.columns or answers.consortium or answers.fill_down):
        raise BadInput("読み方は roster.toml にあります。変えるときは roster.toml を直してください。", file=MANIFEST)


def is_manifest(name: str) -> bool:
    """Return whether a file is a roster.toml by its name."""
    return name == MANIFEST or name.endswith(f".{MANIFEST}")


def _beside(folder: Path) -> list[Path]:
    own = [folder / MANIFEST] if (folder / MANIFEST).is_file() else []
    return [*own, *sorted(path for path in folder.glob(f"*.{MANIFEST}") if path.is_file())]


def _manifest(content: bytes, contents: Mapping[str, bytes], roster: str | None, answers: Answers | None) -> Manifest:
    data = list(contents)
    name = roster or (safe_id(data[0]) if data else "roster")
    table: dict[str, object] = {"id": name, "title": data[0] if data else name, **parse_toml(content, MANIFEST)}
    if data:
        table.setdefault("files", _files(data, content))
    if answers is not None and answers.edition_date is not None:
        table["edition_date"] = answers.edition_date
        table["complete"] = answers.complete or table.get("complete", False)
    return manifest_of(table, MANIFEST)


def _is_for(content: bytes, contents: Mapping[str, bytes]) -> bool:
    """Return whether a manifest that names the headings it is for has those of the one file given."""
    wanted = parse_toml(content, MANIFEST).get("for_headings")
    if not isinstance(wanted, list) or len(contents) != 1:
        return not isinstance(wanted, list)
    ((file, data),) = contents.items()
    shape = Shape(named=frozenset(heading for heading in wanted if isinstance(heading, str)))
    table, _ = read_table(data, file, shape)
    return list(table.headings) == wanted


def _with_files(
    manifest: Manifest, content: bytes, folder: Path, contents: dict[str, bytes], roster: str | None
) -> Manifest:
    data = list(contents)
    contents[MANIFEST] = content
    for needed in names_of(manifest):
        if needed not in contents:
            path = folder / needed
            if "/" in needed or "\\" in needed or not path.is_file():
                raise BadInput(
                    "ファイルがありません。一緒に渡してください。", file=MANIFEST, field="files", value=needed
                )
            contents[needed] = read_bytes(path, needed)
    for extra in data:
        if extra not in names_of(manifest):
            raise BadInput("roster.toml に書かれていないファイルです。files に加えてください。", file=extra)
    if roster is not None and roster != manifest.id:
        raise BadInput(
            "名簿の ID が roster.toml と違います。どちらかを直してください。",
            file=MANIFEST,
            field="id",
            value=manifest.id,
        )
    return manifest


def _files(data: Sequence[str], manifest: bytes) -> list[object]:
    """Return the files of a roster whose `roster.toml` lists none: facts, or tables with one seat a row."""
    joins = parse_toml(manifest, MANIFEST).get("join")
    joined = {join.get("file") for join in joins if isinstance(join, dict)} if isinstance(joins, list) else set()
    kept = [name for name in data if name not in joined]
    return [{"name": name, "reader": "facts" if name.endswith(".toml") else "seats"} for name in kept]
