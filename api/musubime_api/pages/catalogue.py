"""The words of the pages, one catalogue a language, read once from the files of `musubime_web/strings/<lang>`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["ja", "en"]


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """Return every text of a language by its dotted key, such as `nav.map`."""
    folder = files("musubime_web").joinpath("strings", lang)
    found: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        for key, text in _flat(tomllib.loads(file.read_text(encoding="utf-8")), ""):
            if key in found:
                raise ValueError(f"{lang}/{file.name}: {key} stands in another file too")
            found[key] = text
    return found


def _flat(table: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{key}.")
        else:
            rows.append((prefix + key, str(value)))
    return rows


class Words:
    """The texts of one language; a key that is missing is an error, never a blank."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._texts = catalogue(lang)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key, with `{name}` filled from the values."""
        return self._texts[key].format(**values) if values else self._texts[key]

    def under(self, prefix: str) -> dict[str, str]:
        """Return the texts below a prefix, for scripts."""
        start = prefix + "."
        return {key.removeprefix(start): text for key, text in self._texts.items() if key.startswith(start)}

    def listed(self, names: list[str]) -> str:
        """Return names as one enumeration of the language."""
        return ", ".join(names) if self.lang == "en" else "・".join(names)
