"""The README says what is true: settings and defaults, answers as the API gives them, links that lead somewhere."""

import contextlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from musubime_api.settings import NAMES, PREFIX, Settings
from tests.web.conftest import served

ROOT = Path(__file__).parent.parent.parent
READMES = ("README.md", "README.ja.md")
TABLE = "roster=three-prefecture-table&prefecture=39"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("readme")) as url:
        yield url


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(document: str, heading: str) -> list[list[str]]:
    """Return the cells of the rows under the table whose heading row begins with these words."""
    lines = document.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def answer(site: str, path: str) -> dict[str, list[dict[str, object]]]:
    with urlopen(f"{site}/api/v1{path}") as response:
        found: dict[str, list[dict[str, object]]] = json.load(response)
    return found


def short(value: object) -> str:
    return f"{value:.2f}".removeprefix("0") if isinstance(value, float) else str(value)


@pytest.mark.parametrize(("readme", "heading"), [("README.md", "Name"), ("README.ja.md", "名前")])
def test_the_settings_and_their_defaults_are_listed(readme: str, heading: str) -> None:
    listed = {name: default for name, default, _ in rows(text(readme), heading)}
    defaults = {}
    for name in NAMES:
        field = Settings.model_fields[name.removeprefix(PREFIX).lower()]
        if name == "MUSUBIME_STORE":
            defaults[f"`{name}`"] = listed[f"`{name}`"]
            assert "`store`" in listed[f"`{name}`"]
        else:
            defaults[f"`{name}`"] = f"`{field.default}`" if field.default not in (None, "") else "–"
    assert listed == defaults


def test_the_settings_mean_what_the_program_says() -> None:
    meanings = {name.strip("`"): meaning for name, _, meaning in rows(text("README.md"), "Name")}
    assert meanings == {name: Settings.model_fields[name.removeprefix(PREFIX).lower()].description for name in NAMES}


@pytest.mark.parametrize(("readme", "heading"), [("README.md", "Rank"), ("README.ja.md", "順位")])
def test_the_key_actors_are_those_of_the_api(site: str, readme: str, heading: str) -> None:
    measures = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")
    items = answer(site, f"/key-actors?{TABLE}&limit=3")["items"]
    assert rows(text(readme), heading) == [
        [str(item["rank"]), str(item["name"]), *(short(item[measure]) for measure in measures)] for item in items
    ]


@pytest.mark.parametrize(("readme", "heading"), [("README.md", "Pair"), ("README.ja.md", "組")])
def test_the_overlaps_are_those_of_the_api(site: str, readme: str, heading: str) -> None:
    matrix = answer(site, f"/overlap/matrix?{TABLE}")
    names = {body["id"]: str(body["name"]) for body in matrix["consortia"]}
    pairs = {
        frozenset((names[pair["a"]], names[pair["b"]])): [
            short(pair[value]) for value in ("shared", "jaccard", "overlap_coefficient")
        ]
        for pair in matrix["pairs"]
    }
    assert {frozenset(pair.split(" – ")): values for pair, *values in rows(text(readme), heading)} == pairs


@pytest.mark.parametrize(("readme", "heading"), [("README.md", "Consortium"), ("README.ja.md", "会議体")])
def test_the_seats_of_tokushima_university_are_those_of_the_api(site: str, readme: str, heading: str) -> None:
    found = answer(site, f"/search?q={quote('徳島大')}")["items"]
    (university,) = (str(item["id"]) for item in found if item["name"] == "徳島大学")
    seats = answer(site, f"/organizations/{university}")["seats"]
    assert all("徳島大学" in str(seat["printed"]) for seat in seats)
    held = {(str(seat["consortium"]["name"]), str(seat["source"]["title"])) for seat in seats}  # type: ignore[index]
    assert sorted(map(tuple, rows(text(readme), heading))) == sorted(held)
    assert f" {len(seats)} " in text(readme)


@pytest.mark.parametrize("readme", READMES)
def test_ten_lines_of_python_give_the_number_of_the_page(site: str, readme: str) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", text(readme), re.S)
    assert len(code.strip().splitlines()) == 10
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code.replace("http://127.0.0.1:8000", site), readme, "exec"), {})
    assert sorted(float(line.rsplit(" ", 1)[1]) for line in printed.getvalue().splitlines()) == [0.07, 0.14, 0.17]


@pytest.mark.parametrize("readme", READMES)
def test_every_link_leads_somewhere(readme: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", text(readme))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_two_readmes_say_the_same_in_the_same_order() -> None:
    def shape(name: str) -> list[str]:
        return re.findall(r"^(##? |```\w*|\| `MUSUBIME_\w+`)", text(name), re.M)

    assert shape("README.md") == shape("README.ja.md")
