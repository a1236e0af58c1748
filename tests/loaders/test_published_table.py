"""The published table as text: the same edition as the typed roster."""

from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime.types.edition import RosterEdition
from musubime_loaders.bundled import bundled_rosters
from musubime_loaders.roster_folder import read_roster_folder
from tests.loaders.files import read

ROSTER = "three-prefecture-table"
HEAD = "\t地方大学・地域産業創生交付金（内閣府）\t\t\n\t名称\t構成員\t取組概要\n"


@pytest.fixture
def printed(reference: Path) -> bytes:
    return (reference / "sources" / "cabinet_office_regional_networks.txt").read_bytes()


def without_hash(edition: RosterEdition) -> RosterEdition:
    sources = tuple(source.model_copy(update={"sha256": None}) for source in edition.sources)
    return edition.model_copy(update={"sources": sources, "rows": None})


@pytest.mark.reference
def test_the_published_text_gives_the_typed_roster_but_for_the_hash_of_its_bytes(
    printed: bytes, tmp_path: Path
) -> None:
    reading = read(tmp_path, {"published.txt": printed}, roster=ROSTER)
    typed = read_roster_folder(bundled_rosters()[ROSTER])
    assert reading.edition is not None
    assert without_hash(reading.edition) == without_hash(typed)
    assert [(note.row, note.field) for note in reading.ignored] == [
        (14, "取組概要"), (14, "取組概要"),
        (15, "取組概要"), (15, "取組概要"), (15, "取組概要"),
        (16, "取組概要"), (16, "取組概要"), (16, "取組概要"),
    ]  # fmt: skip
    assert reading.issues == ()


@pytest.mark.reference
def test_seats_added_and_ended_in_the_text_are_exactly_the_difference(printed: bytes, tmp_path: Path) -> None:
    typed = read_roster_folder(bundled_rosters()[ROSTER])
    changed = printed.decode().replace("【官】広島県 【産】マツダ", "【官】広島県、呉市、福山市 【産】マツダ", 1)
    changed = changed.replace("、中国経済連合会", "", 1)
    edition = read(tmp_path, {"published.txt": changed.encode()}, roster=ROSTER).edition
    assert edition is not None
    assert sorted(seat.printed for seat in set(edition.seats) - set(typed.seats)) == ["呉市", "福山市"]
    assert [seat.printed for seat in set(typed.seats) - set(edition.seats)] == ["中国経済連合会"]


@pytest.mark.reference
def test_the_published_text_without_its_roster_says_which_one_to_name(printed: bytes, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        read(tmp_path, {"published.txt": printed})
    assert str(error.value) == (
        "published.txt: 公表された三県の表です。名簿の ID に three-prefecture-table を指定してください。"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + "阿波国\t会議\t【学】徳島大学\t概要\n",
         "t.txt 3 行目 「都道府県」: 都道府県の名前ではありません。（値: 阿波国）"),
        (HEAD + "徳島県\t会議\t【学】徳島大学\n",
         "t.txt 3 行目: 4 列のはずが 3 列あります。タブを直してください。（値: 徳島県）"),
        (HEAD + "徳島県\t会議\t【宙】徳島大学\t概要\n",
         "t.txt 3 行目 「構成員」: 知らない部門の見出しです。学・官・産・金・民のどれかに直してください。（値: 宙）"),
        (HEAD.replace("地方大学・地域産業創生交付金", "無い交付金") + "徳島県\t会議\t【学】徳島大学\t概要\n",
         "t.txt 3 行目 「名称」: この列の会議体の形が名簿から分かりません。"
         "名簿に事業を書き足してください。（値: 会議）"),
        (HEAD, "t.txt 3 行目: 見出しの下に都道府県の行がありません。"),
    ],
)  # fmt: skip
def test_a_table_that_is_not_the_published_one_is_refused_with_its_row(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(BadInput) as error:
        read(tmp_path, {"t.txt": text.encode()}, roster=ROSTER)
    assert str(error.value) == sentence
