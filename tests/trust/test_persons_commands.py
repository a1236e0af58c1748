"""No command names a hidden person, on the terminal, in JSON, in a file or in an error; every command is tried."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from musubime.privacy.masking import names_of
from musubime.store.opening import open_store
from musubime.types.graph import Graph
from musubime_api.cli import group, run
from tests.trust.sweeping import NAMED_AFTER_ONE, READINGS, SHEET, SHOWN, named

BY_FILE = {
    "load": "reads the file again; its difference is tried below",
    "names parse": "says again what the file says",
    "names compare": "says again what the file says",
    "names link": "says again what the file says",
    "names quality": "scores a folder of gold sets",
    "review import": "takes in a file",
    "register load": "takes in a file",
    "register remove": "there is none to remove",
    "restore": "wants an empty store",
    "backup": "writes the record itself, names and all",
    "review walk": "asks on a terminal what `review list` shows",
    "serve": "does not end",
    "persons erase": "tested by itself",
}
"""Commands that say nothing of the graph that others do not say, with the reason."""


class Place(NamedTuple):
    """A store that hides persons, its graph, and the names that nothing may say."""

    folder: Path
    graph: Graph
    names: list[str]


@pytest.fixture(params=["off", "suppressed"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Place:
    folder = tmp_path / "store"
    monkeypatch.setenv("MUSUBIME_STORE", str(folder))
    monkeypatch.setenv("MUSUBIME_LOG_LEVEL", "debug")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / NAMED_AFTER_ONE
    file.write_text(SHEET)
    assert run(["load", str(file), "--yes"]) == 0
    with closing(open_store(folder)) as store:
        graph = store.read_graph()
    hidden = {id: one for id, one in graph.persons.items() if request.param == "off" or one.name != SHOWN}
    if request.param == "off":
        monkeypatch.setenv("MUSUBIME_PERSONS", "off")
    else:
        for id in hidden:
            assert run(["persons", "suppress", id, "--reason", "本人の求め"]) == 0
    said = capsys.readouterr()
    names = [name for one in hidden.values() for name in names_of(one)]
    if request.param == "suppressed":
        later = said.out.partition("を表示しません")[2]
        assert named(later, names) == []
    return Place(folder, graph, names)


def commands(of: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command."""
    for name, command in sorted(of.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


def tried(place: Place, capsys: pytest.CaptureFixture[str]) -> dict[str, list[list[str]]]:
    """Return for each command the arguments to try it with."""
    graph = place.graph
    person = next(id for id, one in graph.persons.items() if one.name == "河村 保彦")
    assert run(["ask", "seats", "--limit", "500", "--json"]) == 0
    seats = json.loads(capsys.readouterr().out)["items"]
    posts = sorted({seat["post_id"] for seat in seats if seat["post_id"]})
    bodies = list(graph.consortia)
    assert run(["ask", "communities", "--limit", "500", "--json"]) == 0
    communities = [item["id"] for item in json.loads(capsys.readouterr().out)["items"]]
    each = {
        "ask community": communities,
        "ask consortium": bodies,
        "ask organization": list(graph.organizations),
        "ask neighbourhood": list(graph.organizations),
        "ask programme": list(graph.programmes),
        "ask person": [person, "河村保彦事務所"],
        "ask post": posts,
        "ask seat": list(graph.seats),
        "ask source": list(graph.sources),
        "ask search": ["徳島", "高田製作所", "事務所"],
    }
    return {
        **{name: [[id] for id in ids] for name, ids in each.items()},
        "ask overlap": [bodies[:2]],
        "ask overlap-top": [[body] for body in bodies[:2]],
        "ask cite": [["--format", form] for form in ("text", "bibtex", "cff")],
        "ask snapshot": [[]],
        "ask compare": [["2001", "2035", "--limit", "500"], ["36", "39", "--level", "post"]],
        "ask what-if": [["--remove", id] for id in (*list(graph.organizations)[:3], *list(graph.seats)[:3])],
        "ask path": [list(graph.organizations)[:2], bodies[:2]],
        "ask distances": [[id] for id in graph.organizations],
        "ask partners": [[id] for id in graph.organizations],
        "ask introductions": [["--prefecture", "36"]],
        "ask seats": [["--limit", "500"]],
        "ask key-actors": [["--level", level] for level in ("organization", "post", "person")],
        "copy": [["--to", str(place.folder.parent / "copy")]],
        "cypher": [["MATCH (p:Person) RETURN p.name"]],
        "export": [[format, "-o", str(place.folder.parent / f"file.{format}")] for format in export_formats()],
        "key revoke": [["key:none"]],
        "persons suppress": [[person]],
        "persons restore": [["person:none"]],
        "review accept": [["org:none"]],
        "review reject": [["org:none"]],
        "review later": [["org:none"]],
        "review undo": [["judgement:none"]],
        "review all": [["T1", "same", "--dry-run"]],
        "review export": [[str(place.folder.parent / "judgements.jsonl")]],
    }


def export_formats() -> list[str]:
    """Return every format that `export` knows."""
    command = group.commands["export"]
    kinds = [param.type for param in command.params if param.name == "format"]
    assert isinstance(kinds[0], click.Choice)
    return [str(choice) for choice in kinds[0].choices]


def test_no_command_names_a_hidden_person(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = tried(place, capsys)
    telling, done = [], []
    for words in commands(group):
        name = " ".join(words)
        if name in BY_FILE:
            continue
        for given in arguments.get(name, [[]]):
            for more in ([], ["--lang", "en"], ["--json"]):
                if name == "copy" and more:
                    continue
                code = run([*words, *given, *more])
                said = capsys.readouterr()
                done += [name] if code == 0 else []
                echo = said.err.replace("河村保彦事務所", "")
                if found := named(said.out + echo, [*place.names, *READINGS]):
                    telling.append(((*words, *given, *more), found))
    assert telling == []
    refused = {name for name in map(" ".join, commands(group)) if name not in BY_FILE} - set(done)
    expected = {
        "cypher",
        "key revoke",
        "persons restore",
        "review undo",
        "review accept",
        "review reject",
        "ask person",
    }
    assert refused - expected <= {"review later", "review all", "ask persons"}
    for path in place.folder.parent.glob("file.*"):
        assert named(path.read_bytes().decode("utf-8", "replace"), place.names) == [], path.name
    assert named((place.folder.parent / "judgements.jsonl").read_text(), place.names) == []


def test_a_difference_on_the_terminal_names_no_hidden_person(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / NAMED_AFTER_ONE
    fewer = "".join(line for line in SHEET.splitlines(keepends=True) if "John Smith" not in line)
    file.write_text(fewer.replace("学長", "前学長"))
    for more in ([], ["--json"], ["--lang", "en"]):
        assert run(["load", str(file), "--dry-run", *more]) == 0
        said = capsys.readouterr()
        names = [name for name in place.names if name != "河村 保彦"]
        assert named(said.out + said.err, names) == []
        assert named((said.out + said.err).replace(NAMED_AFTER_ONE, ""), place.names) == []


def test_a_steward_is_told_the_names_on_the_list(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["persons", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert all(item["name"] is None for item in listed["items"])
    monkeypatch.setenv("MUSUBIME_KEY", "a-key-of-the-steward")
    assert run(["persons", "list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in told["items"]] == [item["id"] for item in listed["items"]]
    if told["items"]:
        assert {item["name"] for item in told["items"]} == set(place.names)
        assert {item["reason"] for item in told["items"]} == {"本人の求め"}
