"""Names of exported files: what is in them, of which date and graph version."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from musubime.types.prefectures import BY_CODE


class FileNames(NamedTuple):
    """The name of a file in ASCII and in full."""

    ascii: str
    full: str

    @property
    def content_disposition(self) -> str:
        """The value of a Content-Disposition header with both (RFC 6266)."""
        return f"attachment; filename=\"{self.ascii}\"; filename*=UTF-8''{quote(self.full, safe='')}"


def file_names(suffix: str, prefectures: Sequence[str], date: str | None, graph_version: str) -> FileNames:
    """Return `musubime_<region>_<date>_<graph version>.<suffix>`.

    `prefectures` are JIS codes, none for a selection that no prefecture bounds; `date` is the one the seats are as
    of, None where no edition states one.
    """
    codes = sorted(set(prefectures))
    regions = [BY_CODE[code] for code in codes] if len(codes) <= 3 else []
    many = f"{len(codes)}-prefectures" if codes else "all"
    english = "-".join(region.name_en for region in regions) or many
    japanese = "・".join(region.name for region in regions) or (f"{len(codes)}都道府県" if codes else "全体")
    rest = "_".join(part for part in (date, graph_version) if part)
    return FileNames(
        re.sub(r"[^A-Za-z0-9_.-]", "", f"musubime_{english}_{rest}.{suffix}"), f"結び目_{japanese}_{rest}.{suffix}"
    )
