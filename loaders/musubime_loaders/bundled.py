"""The rosters, aliases and judgements that come with the product."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from musubime.resolution.aliases import Alias
from musubime.types.base import Frozen
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime_loaders.roster_folder import MANIFEST, read_roster_folder
from musubime_loaders.strict_toml import parse_toml, validated


class _AliasFile(Frozen):
    alias: tuple[Alias, ...] = ()


class _JudgementFile(Frozen):
    judgement: tuple[Judgement, ...] = ()


def bundled_rosters() -> dict[str, Traversable]:
    """Return the folders of the bundled rosters by roster id, in the order of the ids."""
    rosters = _data() / "rosters"
    folders = [folder for folder in rosters.iterdir() if (folder / MANIFEST).is_file()] if rosters.is_dir() else []
    return {folder.name: folder for folder in sorted(folders, key=lambda folder: folder.name)}


def read_bundled() -> list[RosterEdition]:
    """Return all bundled editions, in the order of their ids."""
    return [read_roster_folder(folder) for folder in bundled_rosters().values()]


def bundled_aliases() -> tuple[Alias, ...]:
    """Return the curated alias table."""
    return validated(_AliasFile, _table("aliases.toml"), "aliases.toml").alias


def bundled_judgements() -> tuple[Judgement, ...]:
    """Return the curated judgements."""
    return validated(_JudgementFile, _table("judgements.toml"), "judgements.toml").judgement


def _data() -> Traversable:
    return files("musubime_data")


def _table(name: str) -> dict[str, object]:
    file = _data() / name
    return parse_toml(file.read_bytes(), name) if file.is_file() else {}
