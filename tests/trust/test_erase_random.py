"""Whatever the rosters say, a rewritten record is what resolution makes of its rewritten editions."""

import random
from pathlib import Path

import pytest

from musubime.privacy.erasing import Erasing, without_erased
from musubime.privacy.known_again import with_names
from musubime.privacy.masking import Mask
from musubime.resolution.resolve import resolve
from musubime.store.port import Erased
from musubime.types.changes import ChangeSet
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph, applied, delta_between
from musubime_loaders.reading import InputFile, read_each
from tests.trust.sweeping import named

FAMILY = ("河村", "高田", "林", "佐々木", "John", "小林")
GIVEN = ("保彦", "源", "太郎", "花子", "Smith", "源太")
BODIES = ("徳島大学", "株式会社高田製作所", "四国電機株式会社", "{}事務所", "高田市", "")
WORDS = ("{}の推薦", "委員{}", "{}氏", "（{}）", "特になし", "{}記念", "")
HEAD = "会議体,都道府県,部門,機関,役職,氏名,役割,備考,出典\n"


def sheet(chance: random.Random, people: list[str]) -> str:
    """Return a sheet whose rows name some of these people, in columns of all kinds."""

    def some(texts: tuple[str, ...]) -> str:
        name = chance.choice(people)
        shown = chance.choice([name, name.replace(" ", ""), name.replace(" ", "　"), name.split()[0]])
        return chance.choice(texts).format(shown)

    rows = []
    for _ in range(chance.randint(2, 9)):
        body = chance.choice(("甲協議会", "乙協議会", "{}委員会".format(chance.choice(people).replace(" ", ""))))
        organization, person = some(BODIES), chance.choice([*people, ""])
        if organization or person:
            rows.append([body, "徳島県", "産", organization, some(WORDS), person, "委員", some(WORDS), some(WORDS)])
    return HEAD + "".join(",".join(row) + "\n" for row in rows or [["甲協議会", "徳島県", "", "徳島大学"] + [""] * 5])


def editions_of(folder: Path, chance: random.Random, people: list[str]) -> list[RosterEdition]:
    """Return four editions as read: two rosters, each read twice."""
    read = []
    for number in range(4):
        file = folder / f"{chance.random()}.csv"
        file.write_text(sheet(chance, people), encoding="utf-8")
        for reading in read_each([InputFile(name=file.name, path=file)], roster=f"r{number % 2}", accept_proposal=True):
            assert reading.edition is not None
            read.append(reading.edition)
    return read


def record_of(editions: list[RosterEdition]) -> list[ChangeSet]:
    """Return the change sets of loading these editions one after another."""
    known: dict[tuple[str, str], RosterEdition] = {}
    graphs = [Graph()]
    for edition in editions:
        known[edition.key] = edition
        graphs.append(resolve(list(known.values()), (), ()))
    return [
        ChangeSet(
            id=f"load:{number}",
            kind="load",
            title=edition.title,
            actor="test",
            at="2026-01-01T00:00:00.000+00:00",
            edition=edition,
            delta=delta_between(before, after),
            version_before=before.version,
            version_after=after.version,
        )
        for number, (edition, before, after) in enumerate(zip(editions, graphs, graphs[1:], strict=False))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_erasing_and_resolving_give_the_same_graph_in_either_order(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    people = list(dict.fromkeys(f"{chance.choice(FAMILY)} {chance.choice(GIVEN)}" for _ in range(4)))
    read = editions_of(tmp_path, chance, people)
    erased_name = people[0]
    now = resolve(list({edition.key: edition for edition in read}.values()), (), ())
    others = [person.name for person in now.persons.values() if person.name != erased_name]
    erased = with_names(Erased(), Mask([erased_name]), "2026-01-01T00:00:00.000+00:00")
    rewriting = Erasing([erased_name], erased.key, others, lambda editions, _: resolve(editions, (), ()))
    rewritten = list(rewriting.change_sets(record_of(read)))
    held = {one.edition.key: one.edition for one in rewritten if one.edition is not None}
    assert rewritten[-1].version_after == resolve(list(held.values()), (), ()).version
    assert [one.version_before for one in rewritten] == [Graph().version, *(o.version_after for o in rewritten[:-1])]
    if not any("".join(erased_name.split()) in "".join(other.split()) for other in people[1:]):
        assert named(repr(rewritten), [erased_name]) == []
    masked = Graph()
    for change_set in rewritten:
        masked = applied(masked, change_set.delta)
        assert masked.version == change_set.version_after
    # the file read again is the edition that the ledger holds now
    again = [without_erased(edition, erased, masked)[0] for edition in read]
    assert again == [one.edition for one in rewritten]
