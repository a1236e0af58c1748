"""`python -m musubime_loaders.check FOLDER…`: what roster folders hold, or the one sentence that is wrong with each."""

import sys
from collections.abc import Sequence
from pathlib import Path

from musubime.errors import BadInput
from musubime.types.edition import RosterEdition
from musubime_loaders.counts import counts_of
from musubime_loaders.roster_folder import read_roster_folder


def main(folders: Sequence[str]) -> int:
    """Print one line a folder; return 1 when one of them cannot be read, 2 without folders."""
    if not folders:
        sys.stderr.write("使い方: python -m musubime_loaders.check フォルダー…\n")
        return 2
    failed = False
    for folder in folders:
        try:
            edition = read_roster_folder(Path(folder))
        except BadInput as error:
            sys.stderr.write(f"{error}\n")
            failed = True
        else:
            sys.stdout.write(f"{edition.roster}: {summary(edition)}\n")
    return int(failed)


def summary(edition: RosterEdition) -> str:
    """Return the counts of an edition, and where its rows went, in one line."""
    counts = ", ".join(f"{kind} {count}" for kind, count in counts_of(edition).items())
    rows = edition.rows
    if rows is None:
        return counts
    ignored = sum(rows.ignored.values())
    return f"{counts}; rows {rows.read} = with seats {rows.with_seats} + other {rows.other} + ignored {ignored}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
