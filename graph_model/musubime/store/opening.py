"""Opening a store by its address: a folder is an embedded store, a Bolt address a Neo4j database."""

from pathlib import Path
from urllib.parse import urlsplit

from musubime.errors import NoStore, StoreBroken, StoreError
from musubime.store.embedded import FLOOR_BYTES, EmbeddedStore
from musubime.store.port import Progress, Store

BOLT_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_OURS = (
    "in-use.lock", "ledger.sqlite", "ledger.sqlite-journal", "log", "server.json",
    "registers.sqlite", "registers.sqlite-shm", "registers.sqlite-wal",
)  # fmt: skip


def silent(doing: str, done: int, of: int) -> None:
    """Show no progress."""


def open_store(
    address: str | Path,
    *,
    create: bool = False,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    floor: int = FLOOR_BYTES,
    progress: Progress = silent,
) -> Store:
    """Open the store at an address.

    `address` is a folder, or bolt://, neo4j:// or neo4j+s:// with `user`, `password` and, on a server with several,
    `database`. `create` makes an empty store where there is none. `floor` is the free space in bytes under which an
    embedded store refuses to write; 0 lets it write to the last byte. `progress` is told of replaying and rebuilding.
    Raises NoStore, StoreInUse, StoreAway, WrongPassword, StoreFull, StoreBroken.
    """
    scheme = str(address).partition("://")[0].lower() if "://" in str(address) else ""
    if scheme in BOLT_SCHEMES:
        _check_address(str(address))
        # the driver takes a moment to import, and only this needs it
        from musubime.store.neo4j_store import Neo4jStore

        return Neo4jStore(
            str(address), user=user, password=password, database=database, create=create, progress=progress
        )
    if scheme:
        raise _no_such_scheme(scheme)
    return EmbeddedStore(_folder(Path(address), create=create), floor=floor, progress=progress)


def check_place(address: str) -> None:
    """Raise NoStore where there could never be a store: a foreign folder, a file, an address of another kind."""
    scheme = address.partition("://")[0].lower() if "://" in address else ""
    if scheme in BOLT_SCHEMES:
        _check_address(address)
    elif scheme:
        raise _no_such_scheme(scheme)
    elif Path(address).exists():
        _check_folder(Path(address))


def _no_such_scheme(scheme: str) -> NoStore:
    return NoStore(
        f"{scheme}:// のアドレスは開けません。"
        "フォルダ、または bolt://・neo4j://・neo4j+s:// のアドレスを指定してください。"
    )


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise NoStore(f"{folder} はフォルダではありません。データを置くフォルダを指定してください。")
    others = sorted(path.name for path in folder.iterdir() if path.name not in _OURS)
    if others and not (folder / "ledger.sqlite").is_file():
        raise NoStore(
            f"{folder} は Musubime のデータではないフォルダです（{others[0]} などがあります）。"
            "空のフォルダを指定してください。"
        )


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        readable = bool(parts.hostname) and parts.port != 0
        named = parts.username is not None
    except ValueError:
        readable = named = False
    if named:
        raise NoStore(
            "アドレスにユーザー名やパスワードは書けません。"
            "MUSUBIME_NEO4J_USER と MUSUBIME_NEO4J_PASSWORD に書いてください。"
        )
    if not readable:
        raise NoStore(f"アドレス {address} を読めません。bolt://localhost:7687 のように書いてください。")


def _folder(folder: Path, *, create: bool) -> Path:
    try:
        if folder.is_dir():
            return _used(folder, create=create)
        if folder.exists():
            _check_folder(folder)
        if not create:
            raise NoStore(f"{folder} にデータがありません。場所を確認するか、musubime load で新しく作成してください。")
        folder.mkdir(parents=True)
    except OSError as fault:
        raise StoreError(f"{folder} を使えません（{fault.strerror}）。場所と権限を確認してください。") from fault
    return folder


def _used(folder: Path, *, create: bool) -> Path:
    ledger = folder / "ledger.sqlite"
    filled = ledger.is_file() and ledger.stat().st_size > 0
    if (folder / "graph").exists() and not filled:
        # the ledger is written before there is a graph: without it this is a loss, never an empty store
        raise StoreBroken(
            f"{folder} に台帳（ledger.sqlite）がないか、空です。"
            "musubime restore でバックアップから新しい場所に戻してください。"
        )
    if ledger.is_file():
        return folder
    _check_folder(folder)
    if not create:
        raise NoStore(f"{folder} にデータがありません。場所を確認するか、musubime load で新しく作成してください。")
    return folder
