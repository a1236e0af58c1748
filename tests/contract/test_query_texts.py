"""No f-string, concatenation or formatting reaches a call that runs a query: read from the source of the product."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PRODUCT = ("graph_model", "loaders", "api", "web", "data")
CALLS = {
    "read",
    "write",
    "query",
    "command",
    "run",
    "execute",
    "executescript",
    "executemany",
    "execute_query",
    "ask",
    "transact",
    "Statement",
    "_run",
    "_all",
    "_one",
    "_answer",
    "_started",
}
LANGUAGES = ("opencypher", "sql")
BUILDERS = {"format", "join", "replace", "format_map"}


def built(node: ast.AST) -> bool:
    """Whether an expression puts a text together."""
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            return True
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Add | ast.Mod):
            return True
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in BUILDERS:
            return True
    return False


def name_of(call: ast.Call) -> str:
    """Return the name that a call calls."""
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def faults(source: str) -> Iterator[int]:
    """Yield the lines where a text that was put together reaches a query call."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
            continue
        tainted = {
            target.id
            for statement in ast.walk(function)
            if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign) and statement.value is not None
            for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
            if isinstance(target, ast.Name) and (built(statement.value) or isinstance(statement, ast.AugAssign))
        }
        for call in ast.walk(function):
            if not isinstance(call, ast.Call) or name_of(call) not in CALLS:
                continue
            text = text_of(call)
            if text is not None and (built(text) or (isinstance(text, ast.Name) and text.id in tainted)):
                yield call.lineno


def text_of(call: ast.Call) -> ast.expr | None:
    """Return the argument of a query call that is the text: the second where the first names the language."""
    languages = [isinstance(argument, ast.Constant) and argument.value in LANGUAGES for argument in call.args[:1]]
    return next(iter(call.args[1:] if any(languages) else call.args), None)


def querying_modules() -> list[Path]:
    """Return the modules in which queries are run."""
    folders = ("graph_model/musubime/store", "graph_model/musubime/registers", "loaders/musubime_loaders/registers")
    return sorted(module for folder in folders for module in (PROJECT / folder).glob("*.py"))


@pytest.mark.parametrize("module", querying_modules(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_text_that_was_put_together_reaches_a_query(module: Path) -> None:
    assert list(faults(module.read_text("utf-8"))) == []


def test_only_the_store_names_cypher_in_its_code() -> None:
    words = ("MATCH (", "MERGE (", "DETACH DELETE", "UNWIND ")
    naming = [
        str(path.relative_to(PROJECT))
        for package in PRODUCT
        for path in sorted((PROJECT / package).rglob("*.py"))
        if "store" not in path.parts and "exports" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and name_of(node) in CALLS
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value.startswith(words)
    ]
    assert naming == []


@pytest.mark.parametrize(
    "source",
    [
        "def f(engine, x):\n    engine.read(f'MATCH (n:{x}) RETURN n', {})",
        "def f(engine, x):\n    engine.read('MATCH ' + x, {})",
        "def f(engine, x):\n    engine.read('MATCH %s' % x, {})",
        "def f(engine, x):\n    engine.read('MATCH {}'.format(x), {})",
        "def f(engine, x):\n    text = f'MATCH {x}'\n    engine.read(text, {})",
        "def f(engine, x):\n    text = 'MATCH'\n    text += x\n    engine.read(text, {})",
        "def f(db, x):\n    db.query('opencypher', f'MATCH {x}', {})",
        "def f(db, x):\n    yield Statement(f'MATCH {x}', {})",
    ],
)
def test_the_check_finds_each_way_to_put_a_text_together(source: str) -> None:
    assert len(set(faults(source))) == 1


def test_every_text_is_used_and_says_what_it_does_in_one_statement() -> None:
    folder = PROJECT / "graph_model" / "musubime" / "store"
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    for path in sorted((folder / "cypher").glob("*.cypher")):
        assert f'"{path.stem}"' in code, path.name
        assert ";" not in "".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("//"))
