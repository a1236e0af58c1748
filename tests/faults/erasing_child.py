"""A process of its own that erases a person from a store: "open" when it begins, "erased" when it is done."""

import sys

from musubime.privacy.erasing import Erasing
from musubime.privacy.known_again import with_names
from musubime.privacy.masking import Mask
from musubime.store.opening import open_store, silent
from musubime.store.port import AuditRow

NAME = "河村 保彦"


def main(folder: str) -> None:
    """Erase the one name."""
    store = open_store(folder, floor=0)
    at = "2026-01-01T00:00:00.000+00:00"
    erased = with_names(store.withheld().erased, Mask([NAME]), at)
    print("open", flush=True)
    store.rewrite(Erasing([NAME], erased.key), erased, [], AuditRow(at, "child", "person erase", ""), silent)
    print("erased", flush=True)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1])
