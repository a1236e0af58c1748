"""What must be in the repository's papers, and what must not be anywhere."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PLACES = (
    *("api", "bench", "data", "docs", "graph_model", "loaders", "scripts", "tests", "vendor", "web"),
    *(".ci", ".npmrc", ".gitignore", ".dockerignore"),
    *("CHANGELOG.md", "CONTEXT.md", "Dockerfile", "LICENSE", "Makefile", "NOTICE", "README.md", "README.ja.md"),
    *("docker-compose.yml", "package.json", "package-lock.json", "pyproject.toml", "tsconfig.json"),
    *("requirements.lock", "requirements-dev.lock", "requirements-build.in"),
)
TEXT = {".py", ".md", ".toml", ".json", ".js", ".mjs", ".css", ".html", ".yml", ".lock", ".in", ".cypher", ".csv", ""}


def texts() -> dict[str, str]:
    """Return our own text files by path; what npm installed and what the vendored projects wrote stays out."""
    found = {}
    for place in PLACES:
        for path in [ROOT / place, *sorted((ROOT / place).rglob("*"))]:
            parts = path.relative_to(ROOT).parts
            written_by_others = {"node_modules", "__pycache__"} & set(parts) or "vendor" in parts[:-1]
            if path.is_file() and path.suffix in TEXT and not written_by_others:
                found[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
    return found


def test_no_registry_and_no_machine_is_named_anywhere() -> None:
    hosts = ["registry" + ".npmjs.org", "pypi" + ".org", "files.python" + "hosted.org", "repo1" + ".maven.org"]
    folders = ["/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "/Us" + "ers/"]
    pattern = re.compile("|".join(map(re.escape, hosts + folders)))
    named = {path: sorted(set(pattern.findall(text))) for path, text in texts().items() if pattern.search(text)}
    assert named == {}


def test_every_locked_package_has_hashes_and_no_address() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text()
        packages = re.split(r"\n(?=[a-z])", text.strip())
        assert [p.splitlines()[0] for p in packages if "--hash=sha256:" not in p] == []
        assert "://" not in text


def test_what_runs_is_locked_as_what_is_tested() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9-]+==[^ ;]+)", (ROOT / lock).read_text(), re.M))

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_every_dependency_of_the_package_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = {
        name: set(re.findall(r"^([a-z0-9-]+)==", (ROOT / name).read_text(), re.M))
        for name in ("requirements.lock", "requirements-dev.lock")
    }

    def names(dependencies: list[str]) -> set[str]:
        return {re.split(r"[\s<>=;\[]", dependency, maxsplit=1)[0].lower() for dependency in dependencies}

    assert names(project["dependencies"]) - locked["requirements.lock"] == set()
    assert names(project["optional-dependencies"]["dev"]) - locked["requirements-dev.lock"] == set()


def test_every_word_is_settled_once_in_both_languages() -> None:
    text = (ROOT / "CONTEXT.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\*\*(.+?)\*\*:$", text, re.M)
    assert [term for term in terms if not re.fullmatch(r".*[^\x00-\x7f].* · [ -~]+", term)] == []
    halves = [half for term in terms for half in re.split(r" · |・(?=要)", term)]
    assert sorted(halves) == sorted(set(halves))
    entries = re.split(r"^\*\*.+?\*\*:$", text, flags=re.M)[1:]
    assert [entry for entry in entries if entry.count("_Avoid_: ") != 1] == []
    for ja, en in (("機関", "organization"), ("人", "person"), ("席", "seat"), ("会議体", "consortium")):
        assert f"**{ja} · {en}**:" in text
    for word in ("事業・制度 · programme", "出典 · source", "重なり · overlap", "· key actor"):
        assert word in text


def test_decisions_are_numbered_without_a_gap_and_titled() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    assert [f.name for f in files if not f.read_text(encoding="utf-8").startswith(f"# {int(f.name[:4])}. ")] == []


def test_the_makefile_has_the_five_targets_and_ci_runs_the_tests_without_a_skip() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert {"setup", "run", "test", "check", "bench"} <= targets
    assert "MUSUBIME_TEST_STRICT=1 exec make test" in (ROOT / ".ci" / "run").read_text()
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_npm_writes_no_registry_into_its_lock() -> None:
    for folder in (ROOT, ROOT / "tests" / "outside"):
        assert "omit-lockfile-registry-resolved=true" in (folder / ".npmrc").read_text().splitlines()
        assert '"resolved"' not in (folder / "package-lock.json").read_text()


def test_code_and_data_have_their_licences() -> None:
    licence = (ROOT / "LICENSE").read_text()
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    notice = (ROOT / "NOTICE").read_text()
    assert "Apache License, Version 2.0" in notice
    assert "CC BY 4.0" in notice
