"""What a graph engine has to do for a store: answer texts, and write a list of them in one transaction.

This is inside the store; the port that everything else sees is `port.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, TypeAlias

from musubime.errors import StoreError
from musubime.store.port import EngineInfo, Scalar, Table

Cell: TypeAlias = "Scalar | bytes | list[Cell] | dict[str, Cell]"
Row: TypeAlias = dict[str, Cell]


class Statement(NamedTuple):
    """One Cypher text and the values of its parameters."""

    text: str
    parameters: Mapping[str, Cell]


class EngineFailure(StoreError):
    """The engine could not do what it was asked; a transaction it was in is rolled back."""

    def __init__(self, engine: str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"グラフエンジン（{engine}）が処理を完了できませんでした。"
            f"musubime verify で確認し、必要なら musubime rebuild を実行してください（詳細: {reason[:300]}）。"
        )


class Engine(Protocol):
    """One open graph engine."""

    @property
    def info(self) -> EngineInfo:
        """Which engine it is."""

    def read(self, text: str, parameters: Mapping[str, Cell]) -> list[Row]:
        """Return the rows of scalars, lists and maps that a text answers; raises EngineFailure."""

    def write(self, statements: Iterable[Statement], committing: AbstractContextManager[None]) -> None:
        """Run the statements in one transaction, committing inside the given context; raises EngineFailure."""

    def ask(self, text: str, parameters: Mapping[str, Scalar], *, rows: int, seconds: float) -> Table:
        """Answer a user's own query that only reads; raises QueryRefused."""

    def close(self) -> None:
        """Release the engine."""


def word(row: Mapping[str, Cell], column: str) -> str:
    """Return a column that holds text; raises TypeError where the graph holds something else."""
    cell = row.get(column)
    if not isinstance(cell, str):
        raise TypeError(f"{column} is no text")
    return cell


def number(row: Mapping[str, Cell], column: str) -> int:
    """Return a column that holds an integer."""
    cell = row.get(column)
    if not isinstance(cell, int):
        raise TypeError(f"{column} is no integer")
    return cell


def items(row: Mapping[str, Cell], column: str) -> Sequence[Cell]:
    """Return a column that holds a list; nothing counts as an empty one."""
    cell = row.get(column)
    if cell is None:
        return []
    if not isinstance(cell, list):
        raise TypeError(f"{column} is no list")
    return cell


def fields(row: Mapping[str, Cell], column: str) -> dict[str, Cell]:
    """Return a column that holds a map."""
    cell = row.get(column)
    if not isinstance(cell, dict):
        raise TypeError(f"{column} is no map")
    return cell
