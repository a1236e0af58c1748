"""The 47 prefectures by JIS X 0401 code, with their English names and places on a tile grid."""

from musubime.types.base import Frozen


class Prefecture(Frozen):
    """One prefecture; `column` and `row` are its tile on the grid of Japan (0 = top left)."""

    code: str
    name: str
    name_en: str
    column: int
    row: int


def _rows(text: str) -> tuple[Prefecture, ...]:
    cells = (line.split() for line in text.strip().splitlines())
    return tuple(Prefecture(code=c, name=n, name_en=e, column=int(x), row=int(y)) for c, n, e, x, y in cells)


PREFECTURES = _rows("""
01 北海道 Hokkaido 13 0
02 青森県 Aomori 13 2
05 秋田県 Akita 12 3
03 岩手県 Iwate 13 3
06 山形県 Yamagata 12 4
04 宮城県 Miyagi 13 4
15 新潟県 Niigata 12 5
07 福島県 Fukushima 13 5
17 石川県 Ishikawa 9 6
16 富山県 Toyama 10 6
10 群馬県 Gunma 11 6
09 栃木県 Tochigi 12 6
08 茨城県 Ibaraki 13 6
18 福井県 Fukui 9 7
21 岐阜県 Gifu 10 7
20 長野県 Nagano 11 7
11 埼玉県 Saitama 12 7
12 千葉県 Chiba 13 8
13 東京都 Tokyo 12 8
19 山梨県 Yamanashi 11 8
14 神奈川県 Kanagawa 12 9
22 静岡県 Shizuoka 11 9
23 愛知県 Aichi 10 8
25 滋賀県 Shiga 9 8
26 京都府 Kyoto 8 7
28 兵庫県 Hyogo 7 8
27 大阪府 Osaka 8 8
24 三重県 Mie 10 9
29 奈良県 Nara 9 9
30 和歌山県 Wakayama 8 9
31 鳥取県 Tottori 6 7
32 島根県 Shimane 5 7
33 岡山県 Okayama 6 8
34 広島県 Hiroshima 5 8
35 山口県 Yamaguchi 4 8
36 徳島県 Tokushima 7 11
37 香川県 Kagawa 7 10
38 愛媛県 Ehime 6 10
39 高知県 Kochi 6 11
40 福岡県 Fukuoka 3 9
41 佐賀県 Saga 2 9
42 長崎県 Nagasaki 1 9
43 熊本県 Kumamoto 2 10
44 大分県 Oita 3 10
45 宮崎県 Miyazaki 3 11
46 鹿児島県 Kagoshima 2 11
47 沖縄県 Okinawa 0 13
""")

BY_CODE = {prefecture.code: prefecture for prefecture in PREFECTURES}
BY_NAME = {prefecture.name: prefecture for prefecture in PREFECTURES}


def names_of(codes: tuple[str, ...]) -> list[str]:
    """Return the Japanese names of prefecture codes, in the order given."""
    return [BY_CODE[code].name for code in codes]
