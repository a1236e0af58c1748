"""The Dockerfile and docker-compose.yml: valid by the Compose schema, every setting known, no secret in the open."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from musubime_api.settings import NAMES

ROOT = Path(__file__).parent.parent.parent
OUTSIDE = ROOT / "tests" / "outside"


@pytest.fixture(scope="module")
def compose() -> dict[str, dict[str, dict[str, object]]]:
    if not (OUTSIDE / "node_modules").is_dir():
        pytest.fail("the Compose schema is not installed: run `make setup`")
    answer = subprocess.run(
        ["node", str(OUTSIDE / "check_compose.mjs"), str(ROOT / "docker-compose.yml")],
        check=True,
        capture_output=True,
        text=True,
    )
    checked = json.loads(answer.stdout)
    assert checked["faults"] == []
    file: dict[str, dict[str, dict[str, object]]] = checked["file"]
    return file


def environment(service: Mapping[str, object]) -> dict[str, str]:
    found = service["environment"]
    assert isinstance(found, dict)
    return found


def test_compose_starts_the_application_with_neo4j_and_a_volume(
    compose: dict[str, dict[str, dict[str, object]]],
) -> None:
    assert sorted(compose["services"]) == ["neo4j", "web"]
    assert compose["services"]["web"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert compose["services"]["neo4j"]["volumes"] == ["graph:/data"]
    assert "graph" in compose["volumes"]
    assert all("healthcheck" in service for service in compose["services"].values())


def test_compose_names_only_settings_that_exist(compose: dict[str, dict[str, dict[str, object]]]) -> None:
    named = {name.removesuffix("_FILE") for name in environment(compose["services"]["web"])}
    assert named - set(NAMES) == set()
    assert "MUSUBIME_PERSONS" in named


def test_password_and_key_come_by_secret_only(compose: dict[str, dict[str, dict[str, object]]]) -> None:
    web, neo4j = compose["services"]["web"], compose["services"]["neo4j"]
    assert {name for name in environment(web) if "PASSWORD" in name or "KEY" in name} == {
        "MUSUBIME_NEO4J_PASSWORD_FILE",
        "MUSUBIME_KEY_FILE",
    }
    assert environment(neo4j)["NEO4J_AUTH_FILE"] == "/run/secrets/neo4j_auth"
    assert "NEO4J_AUTH" not in environment(neo4j)
    assert {name: secret["file"] for name, secret in compose["secrets"].items()} == {
        "neo4j_password": "./secrets/neo4j_password",
        "neo4j_auth": "./secrets/neo4j_auth",
        "musubime_key": "./secrets/musubime_key",
    }
    assert "/secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_the_application_is_published_on_this_machine_only(
    compose: dict[str, dict[str, dict[str, object]]],
) -> None:
    assert compose["services"]["web"]["ports"] == ["127.0.0.1:${MUSUBIME_PORT:-8000}:8000"]
    assert "ports" not in compose["services"]["neo4j"]


def test_the_image_runs_without_rights_and_knows_whether_it_is_well() -> None:
    text = (ROOT / "Dockerfile").read_text()
    final = text[text.rindex("FROM ") :]
    assert re.findall(r"^USER (.+)$", final, re.M) == ["musubime"]
    assert "HEALTHCHECK" in final
    assert "/readyz" in final
    assert "--require-hashes" in text
    assert {name for name in re.findall(r"MUSUBIME_[A-Z_]+", text) if name not in NAMES} == set()
