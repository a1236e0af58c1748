"""The one function that makes data part of a query text; that engines read it back is a test of the contract."""

import re

import pytest

from musubime.exports.cypher import cypher_script, literal
from tests.exports.small_graph import chosen

_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'", re.DOTALL)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("高知県", "'高知県'"),
        ("a'b", "'a\\'b'"),
        ("a\\", "'a\\\\'"),
        ("\\u0027", "'\\\\' + 'u0027'"),
        ("\\\\u0027", "'\\\\\\\\' + 'u0027'"),
        ("a\nb\tc", "'a\\nb\\tc'"),
        ("\u2028\x85", "'\\u2028\\u0085'"),
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (0.5, "0.5"),
        (["a", 1], "['a', 1]"),
        ({"n": {"m": False}}, "{`n`: {`m`: false}}"),
    ],
)
def test_a_value_is_written_as_one_literal(value: object, written: str) -> None:
    assert literal(value) == written  # type: ignore[arg-type]


def test_no_text_leaves_its_literal() -> None:
    for text in ("'", "\\'", "\\\\'", "'\\", "\\u0027'", "';\n", "a\\u005c'b"):
        written = literal(text)
        assert "".join(_LITERAL.sub("", written).split()).strip("+") == "", text
        # Cypher 5 puts a character for \uXXXX in the whole text before it reads it
        assert not re.search(r"\\u00(27|5c|5C)", written), text


def test_a_name_that_is_no_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no name of a property"):
        literal({"a`: 1}) //": 1})


def test_each_line_is_one_statement_or_a_comment() -> None:
    lines = b"".join(cypher_script(chosen(filters=("prefecture=36",)))).decode().split("\n")[:-1]
    assert "// 条件: prefecture=36" in lines
    assert [line for line in lines if not line.startswith("// ") and not line.endswith(";")] == []
    assert len([line for line in lines if line.startswith("CREATE CONSTRAINT")]) == 6
