"""Speed of the parser: printed lines of all kinds, every one different, on one core."""

import itertools
from collections.abc import Iterator

from bench.measuring import Row, cpu_once
from musubime_loaders.names.bundled_names import bundled_names
from musubime_loaders.names.entry import LineKind
from musubime_loaders.names.parsing import parse

ROWS = 20_000
GOAL = 5_000


def _words(text: str) -> list[str]:
    return text.split()


_SURNAMES = _words(
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 五十嵐 森 南 受田 濵田 四ノ宮 阿曽沼"
)
_GIVEN = _words("太郎 花子 一郎 浩之 省司 健太郎 美咲 誠 恵 隆 直樹 由紀子 大輔 さくら 亮 拓也 光 順 元博 みどり")
_SCHOOLS = _words("高知 徳島 広島 東北 会津 香川 愛媛 岡山 山口 鳥取 島根 信州 山梨 静岡 福井 富山 金沢 新潟 弘前 岩手")
_FIRMS = _words(
    "三島食品 阿波機械 四国電装 プラチナバイオ 土佐情報 瀬戸内造船 東北精工 みちのく通信 ネクストデータ 郡山技研"
)
_POSTS = _words("学長 副学長 教授 准教授 特任教授 理事・副学長 工学部長 センター長 代表取締役 代表取締役社長 執行役員")
_UNITS = _words("大学院工学研究科 医学部 地域連携センター 経済学部 社会科学研究所 産学連携推進室")


def lines() -> Iterator[tuple[str, LineKind | None]]:
    """Yield printed lines without end, of every kind and none, that do not repeat within the rows of the bench."""
    for number in itertools.count():
        surname, given = _SURNAMES[number % 20], _GIVEN[number // 20 % 20]
        school = f"{_SCHOOLS[number // 7 % 20]}第{number}大学"
        firm = f"{_FIRMS[number // 3 % 10]}{number}株式会社"
        post, unit = _POSTS[number % 11], _UNITS[number // 11 % 6]
        other = f"{_SURNAMES[(number + 7) % 20]} {_GIVEN[number // 13 % 20]}"
        name = f"{surname} {given}"
        yield f"{name}（{school}{unit} {post}）", LineKind.PERSON_LINE
        yield f"座長　{name}　{firm} 代表取締役社長", None
        yield f"{school} {unit} {post} {name}氏、{firm} 取締役 {other}氏", LineKind.PERSON_LINE
        yield f"|委員|{name}|{firm} 代表取締役 / Co-CEO/一般社団法人{school}協会会長|", LineKind.TABLE_ROW
        yield f"{surname}委員長、{_SURNAMES[(number + 3) % 20]}({number % 9})委員、{other}臨時委員", LineKind.ATTENDANCE
        yield f"{firm}\n{surname}{given}\n{school}\n{other.replace(' ', '')}", LineKind.PDF_BLOCK
        yield f"代表取締役社長　{surname}　{' '.join(given)}", LineKind.ROLE_NAME
        yield f"株式会社{school}総研、{firm}東北支社ほか", LineKind.ORG_FIELD
        yield (
            f"【学】{school}、{school}短期大学部 【官】第{number}市長 【産】{firm}代表取締役会長",
            LineKind.MEMBER_CELL,
        )
        yield f"{firm}", None


def rows() -> Iterator[Row]:
    """Measure the rows of the bench once, as a first reading of them would go."""
    sample = list(itertools.islice(lines(), ROWS))
    known = bundled_names()
    seconds, _, entries = cpu_once(lambda: sum(len(parse(text, kind, known)) for text, kind in sample))
    yield Row(
        "parse printed lines, all kinds mixed",
        f"{ROWS:,} lines, {entries:,} entries",
        seconds / ROWS,
        goal=f"≥ {GOAL:,} lines/s",
        note=f"{ROWS / seconds:,.0f} lines/s",
    )
