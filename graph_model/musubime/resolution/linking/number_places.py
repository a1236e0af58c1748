"""Where a corporate number was given out: its digits name the registry office or the local government.

A corporate number (法人番号) is a check digit and twelve digits: for a registered corporation the number of the
registry, whose first two digits are those of the Legal Affairs Bureau, one or (for 北海道) four to a prefecture; for a
local government `000020` or `000030` and its code. On the 153,137 rows of an extract of the register 97.3 % of the
offices lie in the prefecture of the seat (others moved since): a hint where a register states no prefecture.
"""

from musubime.types.prefectures import BY_NAME

_BUREAUS = """
東京都 神奈川県 埼玉県 千葉県 茨城県 栃木県 群馬県 静岡県 山梨県 長野県 新潟県 大阪府 京都府 兵庫県 奈良県
滋賀県 和歌山県 愛知県 三重県 岐阜県 福井県 石川県 富山県 広島県 山口県 岡山県 鳥取県 島根県 福岡県 佐賀県
長崎県 大分県 熊本県 鹿児島県 宮崎県 沖縄県 宮城県 福島県 山形県 岩手県 秋田県 青森県 北海道 北海道 北海道
北海道 香川県 徳島県 高知県 愛媛県
"""

_CODE_OF_BUREAU = {f"{order:02}": BY_NAME[name].code for order, name in enumerate(_BUREAUS.split(), 1)}
_CODES = {prefecture.code for prefecture in BY_NAME.values()}
_LENGTH = 13
_MODULUS = 9


def is_corporate_number(number: str) -> bool:
    """Return whether these are 13 digits whose check digit holds (Ministry of Finance ordinance no. 70 of 2014)."""
    if len(number) != _LENGTH or not (number.isascii() and number.isdigit()):
        return False
    weighted = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number[1:])))
    return int(number[0]) == _MODULUS - weighted % _MODULUS


def prefecture_of_number(number: str) -> str:
    """Return the code of the prefecture in which a corporate number was given out, empty where it does not say."""
    if len(number) != _LENGTH:
        return ""
    if number[1:7] in ("000020", "000030"):
        return number[7:9] if number[7:9] in _CODES else ""
    if number[1:5] == "0000":
        return ""
    return _CODE_OF_BUREAU.get(number[1:3], "")
