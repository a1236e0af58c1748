"""Where the registers of a store lie: in its folder, or in the user's data folder for a database."""

import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

NAME = "registers.sqlite"


def registers_path(store_address: str) -> Path:
    """Return the path of the register file of a store; nothing is created.

    A database's file lies in the user's data folder under a name made of host, port and a hash of the whole address.
    """
    if "://" not in store_address:
        return Path(store_address) / NAME
    address = store_address.strip().rstrip("/").lower()
    digest = hashlib.sha256(address.encode()).hexdigest()[:12]
    readable = re.sub(r"[^a-z0-9.-]+", "-", urlsplit(address).netloc.rpartition("@")[2]).strip("-")[:60]
    folder = Path(platformdirs.user_data_dir("musubime", appauthor=False)) / "registers"
    return folder / f"{readable or 'database'}-{digest}.sqlite"
