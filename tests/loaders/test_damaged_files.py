"""Sound rosters damaged at random: they are read or refused in one sentence, and never anything else."""

import contextlib
import random
import time
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime_loaders.bundled import bundled_rosters
from musubime_loaders.member_cell import read_member_cell
from musubime_loaders.reading import InputFile, read_files
from tests.loaders.files import as_csv, as_html, as_xlsx

ROWS = [
    ["会議体", "都道府県", "部門", "機関", "役職", "氏名", "開始日", "構成員"],
    ["産学協議会", "徳島県", "学", "徳島大学", "学長", "河村 保彦", "令和4年3月1日", ""],
    ["産学協議会", "徳島県", "", "", "", "", "", "【学】四国大学、徳島文理大学、短期大学部 【産】P H C 株式会社、"],
]
PASTED = "会議体：産学協議会\n\n【学】徳島大学（代表機関）、ほか\n【産】マツダ株式会社代表取締役会長"
HEAD = (
    "# source: https://example.jp/\n# body: 甲協議会  region: 徳島県\n会長\t山田 太郎\t徳島県\t知事\tmark=※; term=2年\n"
)
LINES = "甲協議会 委員名簿\n\n座長　山田 太郎（徳島大学 教授）\n委員　鈴木 花子（徳島県 政策監）\n（敬称略）\n"
LIST = "<html><body><h2>甲協議会 構成機関</h2><ul><li>徳島大学</li><li>徳島県</li></ul></body></html>"
INSERTED = (
    "\x00",
    "\n",
    "\t",
    '"',
    ",",
    "、",
    "(",
    "（",
    "【",
    "】",
    "<",
    "&",
    "株式会社",
    "長",
    "・",
    " ",
    "{",
    "\ud7ff",
    "𠮷",
)
TIMES = 100


def bundled(name: str) -> Callable[[], bytes]:
    folder: Traversable = bundled_rosters()["three-prefecture-table"]
    return (folder / name).read_bytes


SOUND: dict[str, Callable[[], bytes]] = {
    "a.csv": lambda: as_csv(ROWS),
    "cp932.csv": lambda: as_csv(ROWS, "cp932"),
    "a.xlsx": lambda: as_xlsx(ROWS),
    "a.html": lambda: as_html(ROWS),
    "a.txt": PASTED.encode,
    "head.txt": HEAD.encode,
    "lines.txt": LINES.encode,
    "list.html": LIST.encode,
    "table.csv": bundled("table.csv"),
    "facts.toml": bundled("facts.toml"),
    "roster.toml": bundled("roster.toml"),
}


def damaged(content: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(content))
    kind = dice.randrange(5)
    if kind == 0:
        return content[:at]
    if kind == 1:
        return content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :]
    if kind == 2:
        return content[:at] + content[at + dice.randrange(1, 40) :]
    if kind == 3:
        return content[:at] + dice.choice(INSERTED).encode() * dice.randrange(1, 30) + content[at:]
    other = dice.randrange(len(content))
    return content[:at] + content[min(at, other) : max(at, other)] + content[at:]


@pytest.mark.parametrize("name", SOUND)
def test_a_damaged_file_is_read_or_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    dice = random.Random(name)
    sound = SOUND[name]()
    folder = tmp_path / "three-prefecture-table"
    folder.mkdir()
    in_a_folder = name in ("facts.toml", "roster.toml", "table.csv")
    for part in ("facts.toml", "roster.toml", "table.csv") if in_a_folder else ():
        (folder / part).write_bytes(SOUND[part]())
    for _ in range(TIMES):
        (folder / name).write_bytes(damaged(sound, dice))
        file = folder if in_a_folder else folder / name
        assert "\n" not in told(file)


def told(file: Path) -> str:
    """The sentence by which a file is refused, without the value that it shows; empty where it is read."""
    try:
        read_files([InputFile(name=file.name, path=file)])
    except BadInput as error:
        return str(error).partition("（値: ")[0]
    return ""


WORDS = (
    *[
        "代表",
        "取締役",
        "会長",
        "兼",
        "・",
        "社長",
        "大学",
        "短期大学部",
        "株式会社",
        "県",
        "市",
        "部",
        "課",
        "支社",
        "学校法人",
        "学園",
        "その他",
        "ほか",
        "等",
        "県内",
    ],
    *[
        "民間",
        "企業",
        "4",
        "社",
        "（",
        "）",
        "(",
        "【学】",
        "、",
        "、、",
        "/",
        "A",
        "広島",
        "徳島",
        "東北経済産業局",
        "経済産業省",
        "センター",
        "長",
        "役所",
        "委員",
        "氏",
    ],
    *["ー", "-", "各", "全", "計", "約", "内の", " ", "P H C"],
)


def test_no_text_of_the_words_of_rosters_takes_long() -> None:
    dice = random.Random("words")
    slowest = 0.0
    for _ in range(400):
        few = dice.sample(WORDS, dice.randrange(1, 5))
        text = "".join(dice.choice(few) for _ in range(dice.randrange(1, 200)))
        start = time.process_time()
        with contextlib.suppress(BadInput):
            read_member_cell(text)
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 0.5
