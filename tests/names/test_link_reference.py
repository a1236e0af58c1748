"""Linking on the whole joined registry: nothing links when its body is left out, and the floors of the experiment."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.linking_data import Row, every_other, loaded, named, registry, with_a_fifth_removed
from bench.linking_rs import judged, told
from musubime.registers.opening import open_registers
from musubime.registers.reading import RegisterFile
from musubime.resolution.linking.leave_one_out import LeftOut, leave_one_out
from musubime.resolution.linking.linker import Linker
from musubime.resolution.linking.mentions import LinkVerdict, Mention
from musubime.resolution.registers import Hit
from musubime.types.prefectures import BY_NAME
from tests.names.memory_index import MemoryIndex, hit


@pytest.fixture(scope="module")
def rows(reference: Path) -> list[Row]:
    """Return the joined registry."""
    return registry(reference)


@pytest.fixture(scope="module")
def whole(rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegisterFile]:
    """Return the whole registry, loaded as the product loads it."""
    with open_registers(loaded(rows, tmp_path_factory.mktemp("whole"))) as index:
        yield index


def test_no_school_and_no_local_government_links_when_it_is_left_out(rows: list[Row], whole: RegisterFile) -> None:
    schools = [row for row in rows if row["kind"].startswith("university") or row["src"] == "MEXT"]
    local = [row for row in rows if row["kind"] == "local_government"]
    found = [leave_one_out(whole, [(row["key"], row["name"]) for row in part]) for part in (schools, local)]
    assert [(part.bodies, part.false_links) for part in found] == [(813, ()), (7386, ())]
    assert all(isinstance(part, LeftOut) and part.verdicts[LinkVerdict.AUTO] == 0 for part in found)


def test_the_file_and_the_memory_give_the_same_links(reference: Path, rows: list[Row], whole: RegisterFile) -> None:
    memory = MemoryIndex(_hits(rows, whole))
    mentions = [Mention(each.name) for each in named(reference)[::5]]
    assert Linker(whole).link(mentions) == Linker(memory).link(mentions)


def test_with_a_fifth_of_the_register_removed_the_links_that_can_be_right_are(
    reference: Path, rows: list[Row], tmp_path: Path
) -> None:
    names = [each for each in named(reference) if each.number]
    left = with_a_fifth_removed(rows)
    stated = {row["corporate_number"]: BY_NAME[row["pref"]].code for row in rows if row["pref"] in BY_NAME}
    given = every_other([each.number in stated for each in names])
    mentions = [
        Mention(each.name, (stated[each.number],) if has else ()) for each, has in zip(names, given, strict=True)
    ]
    with open_registers(loaded(left, tmp_path)) as index:
        links = Linker(index).link(mentions)
    outcomes = judged(names, told(links), {row["corporate_number"] for row in left})
    there = Counter(each.outcome for each in outcomes if each.there)
    count = Counter(each.outcome for each in outcomes)
    assert (len(names), there.total()) == (18_957, 15_218)
    assert there["right"] / (there["right"] + there["wrong"]) >= 0.999
    assert there["right"] / there.total() >= 0.97
    assert count["review"] / len(names) <= 0.03
    assert count["right"] / (count["right"] + count["wrong"]) >= 0.995


def _hits(rows: list[Row], whole: RegisterFile) -> Iterator[Hit]:
    """Yield a hit for each name that the file holds of each row."""
    for row in rows:
        entry = whole.entry(row["key"])
        assert entry is not None
        base = hit(entry.id, entry.name, prefecture=";".join(entry.prefecture), kind=entry.kind or "")
        yield base
        for name in entry.names:
            yield base._replace(
                matched=name.text,
                name_kind=name.kind.value,
                valid_from=name.valid_from or "",
                valid_to=name.valid_to or "",
            )
