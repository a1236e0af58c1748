"""The settings are read once, completely, and never leak."""

from pathlib import Path

import pytest

from musubime_api.settings import NAMES, WrongSettings, is_loopback, read_settings


def test_without_any_setting_persons_are_on_and_only_loopback_names_are_hosts() -> None:
    settings = read_settings({"PATH": "/bin"})
    assert settings.persons_on
    assert settings.on_loopback
    assert settings.hosts == {"localhost", "127.0.0.1", "[::1]"}
    assert (settings.port, settings.read_only, settings.lang, settings.key) == (8000, False, "ja", None)


def test_the_command_line_wins_over_the_environment() -> None:
    assert read_settings({"MUSUBIME_STORE": "a", "MUSUBIME_LANG": "en"}, store="b", lang=None).store == "b"


def test_an_unknown_name_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(WrongSettings) as refused:
        read_settings({"MUSUBIME_PERSON": "off"})
    assert str(refused.value) == (
        f"環境変数 MUSUBIME_PERSON は知らない設定です。使えるのは {', '.join(NAMES)} と、それぞれの _FILE です。"
    )


def test_names_for_tests_are_left_to_the_tests() -> None:
    assert read_settings({"MUSUBIME_TEST_NEO4J": "bolt://x"}).store


def test_a_secret_comes_from_a_file_and_is_never_printed(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("a-key-of-24-characters-or-so\n")
    settings = read_settings(
        {"MUSUBIME_KEY_FILE": str(file), "MUSUBIME_ALLOWED_HOSTS": "graph.example, Second.example"}
    )
    assert settings.key is not None
    assert settings.key.get_secret_value() == "a-key-of-24-characters-or-so"
    assert "a-key" not in repr(settings)
    assert {"graph.example", "second.example"} < settings.hosts


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"MUSUBIME_KEY": "k" * 20, "MUSUBIME_KEY_FILE": "x"}, "MUSUBIME_KEY と MUSUBIME_KEY_FILE の両方があります。"),
        ({"MUSUBIME_KEY_FILE": "/no/such/file"}, "MUSUBIME_KEY_FILE のファイル /no/such/file を読めません。"),
        ({"MUSUBIME_PERSONS": "maybe"}, "設定 MUSUBIME_PERSONS の値が使えません"),
        ({"MUSUBIME_KEY": "short"}, "設定 MUSUBIME_KEY の値が使えません"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence_without_the_value(environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongSettings) as refused:
        read_settings(environ)
    assert str(refused.value).startswith(sentence)
    assert "short" not in str(refused.value).removeprefix(sentence).split("at least")[0]


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("[::1]", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.4", False), ("localhost.example", False)],
)  # fmt: skip
def test_only_addresses_of_this_machine_are_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
