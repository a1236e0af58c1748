"""Words of the pages: both languages say the same things, and nothing that templates ask for is missing."""

import re
import tomllib
from importlib.resources import files
from string import Formatter

from musubime.types.evidence import DatedFact, Identifier
from musubime.types.vocabulary import TieType
from musubime_api.pages.catalogue import catalogue

WEB = files("musubime_web")


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def template_texts() -> dict[str, str]:
    folders = [WEB.joinpath("templates"), WEB.joinpath("templates", "parts")]
    return {
        one.name: one.read_text(encoding="utf-8")
        for folder in folders
        for one in folder.iterdir()
        if one.name.endswith(".html")
    }


def test_both_languages_have_the_same_keys_and_fill_in_the_same_values() -> None:
    ja, en = catalogue("ja"), catalogue("en")
    assert sorted(ja) == sorted(en)
    assert {key: names_in(ja[key]) for key in ja} == {key: names_in(en[key]) for key in en}


def test_no_text_is_empty() -> None:
    assert [key for lang in ("ja", "en") for key, text in catalogue(lang).items() if not text.strip()] == []


def test_every_text_that_a_template_asks_for_is_there() -> None:
    asked = {
        key
        for text in template_texts().values()
        for key in re.findall(r't\(\s*["\']([a-z_A-Z0-9.]+)["\']\s*[,)]', text)
    }
    assert sorted(asked - set(catalogue("ja"))) == []


def test_every_relation_event_and_number_has_its_word() -> None:
    texts = catalogue("ja")
    relations = [f"relation.{type.value}{end}" for type in TieType for end in ("", "_in")]
    events = [f"what.{what}" for what in DatedFact.model_fields["what"].annotation.__args__]  # type: ignore[union-attr]
    schemes = [f"identifier.{scheme}" for scheme in Identifier.model_fields["scheme"].annotation.__args__]  # type: ignore[union-attr]
    assert [key for key in relations + events + schemes if key not in texts] == []


def test_templates_hold_no_script_style_or_handler_of_their_own() -> None:
    for name, text in template_texts().items():
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) == [], name
        scripts = re.findall(r"<script[^>]*>", text)
        assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == [], name


def test_templates_speak_only_through_the_catalogue() -> None:
    japanese = re.compile(r"[ぁ-んァ-ヶ一-龠]")
    assert [name for name, text in template_texts().items() if japanese.search(text)] == []


def test_the_strings_are_toml_that_loads_in_the_same_files_of_both_languages() -> None:
    files = {lang: sorted(WEB.joinpath("strings", lang).iterdir(), key=lambda file: file.name) for lang in ("ja", "en")}
    assert [file.name for file in files["ja"]] == [file.name for file in files["en"]]
    for file in (*files["ja"], *files["en"]):
        assert tomllib.loads(file.read_text(encoding="utf-8"))
