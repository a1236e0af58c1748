"""The words of the closed vocabularies in the language of a page."""

from collections.abc import Sequence

from musubime.types.prefectures import BY_CODE
from musubime.types.vocabulary import (
    ConsortiumForm,
    Labelled,
    NameKind,
    NameRule,
    OrganizationKind,
    Phase,
    Reported,
    Sector,
    SupportType,
)
from musubime_api.pages.catalogue import Lang


class Labels:
    """Labels of one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def sector(self, value: str) -> str:
        """Return the long label of a sector, such as 学（大学・高専など）."""
        return _label(Sector, value, self.lang)

    def short_sector(self, value: str | None) -> str:
        """Return the sector as it is printed, or its English word."""
        if value is None:
            return "" if self.lang == "ja" else "no sector"
        return _label(Sector, value, "en") if self.lang == "en" else value

    def reported(self, value: str) -> str:
        """Return how much of a roster is stated."""
        return _label(Reported, value, self.lang)

    def form(self, value: str) -> str:
        """Return what kind of body a consortium is."""
        return _label(ConsortiumForm, value, self.lang)

    def organization_kind(self, value: str) -> str:
        """Return what an organization is."""
        return _label(OrganizationKind, value, self.lang)

    def phase(self, value: str) -> str:
        """Return a phase of research and development."""
        return _label(Phase, value, self.lang)

    def support_type(self, value: str) -> str:
        """Return a type of support."""
        return _label(SupportType, value, self.lang)

    def name_kind(self, value: str) -> str:
        """Return how a text came to be a name."""
        return _label(NameKind, value, self.lang)

    def name_rule(self, value: str) -> str:
        """Return by which rule a printed name is this record's; a rule of somebody's own as it is called."""
        tier = value.partition("_")[0]
        return next((rule.label(self.lang) for rule in NameRule if rule.value == tier), value)

    def prefecture(self, code: str) -> str:
        """Return the name of a prefecture."""
        return BY_CODE[code].name_en if self.lang == "en" else BY_CODE[code].name

    def short(self, name: str) -> str:
        """Return the name of a prefecture without 都, 府 or 県."""
        return name[:-1] if self.lang == "ja" and len(name) > 2 and name[-1] in "都府県" else name

    def prefectures(self, codes: Sequence[str]) -> str:
        """Return the names of prefectures as one text."""
        names = [self.prefecture(code) for code in codes]
        return ", ".join(names) if self.lang == "en" else "・".join(names)


def _label(vocabulary: type[Labelled], value: str, lang: Lang) -> str:
    return next(member for member in vocabulary if member.value == value).label(lang)
