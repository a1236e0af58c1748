"""What is given to a load of registers, and what it answers."""

from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from musubime.types.base import Frozen, described
from musubime.types.registers import RegisterInfo
from musubime_loaders.registers.report import RegisterNote

Nature = Literal["full", "difference"]


class NamedFile(Protocol):
    """A file and the name to show for it."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def path(self) -> Path:
        """Where it lies."""


class GivenFile(NamedTuple):
    """A file as a user names it."""

    name: str
    path: Path


class RegisterLoaded(Frozen):
    """What a load did to one register."""

    info: RegisterInfo = described("登録簿", "The register as it stands now")
    nature: Nature = described("種類", "`full` replaced the register, `difference` updated it")
    files: tuple[str, ...] = described("ファイル", "The files that were read")
    before: int = described("前の件数", "Bodies before the load")
    added: int = described("追加", "Bodies that a difference added", 0)
    changed: int = described("変更", "Bodies that a difference changed", 0)
    removed: int = described("削除", "Bodies that a difference took out", 0)
    unchanged: int = described("変更なし", "Bodies of a difference that stood so already", 0)


class RegisterLoad(Frozen):
    """What one load did: each register, and what was left out or looked wrong."""

    items: tuple[RegisterLoaded, ...] = described("登録簿", "Each register that was loaded")
    total: int = described("総数", "Number of registers")
    notes: tuple[RegisterNote, ...] = described("読まなかったもの", "Rows left out or wrong, the first hundred")
    left_out: dict[str, int] = described("件数", "How many rows were left out or wrong, by reason")
