"""`python -m scripts.write_layouts`: docs/layouts.md, what the real rosters of the reference folder become."""

import os
from pathlib import Path

from tests.layouts.table import document, lines

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write the table."""
    reference = Path(os.environ.get("MUSUBIME_TEST_REFERENCE") or ROOT.parent / "shared" / "reference")
    (ROOT / "docs" / "layouts.md").write_text(document(lines(reference)), encoding="utf-8")


if __name__ == "__main__":
    main()
