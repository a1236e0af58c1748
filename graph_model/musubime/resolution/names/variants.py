"""The variant key (tier T4): spellings that one body is printed in, but that two bodies may also be told apart by."""

import re

# Old and new forms of one character: the list of 康熙字典体 in the table of 常用漢字 (Cabinet notification no. 2 of
# 2010) and the table of 人名用漢字 (Ordinance for Enforcement of the Family Register Act), without the pairs that
# _NEVER_FOLDED names.
_OLD = (
    "亞惡壓圍醫爲壹稻飮隱營榮衞驛圓鹽緣艷應歐毆櫻奧橫溫穩假價畫會繪壞懷槪擴殼覺學嶽樂渴罐卷陷勸寬關歡觀氣旣歸僞戲犧舊據"
    "擧虛峽挾狹敎鄕堯曉駈區驅勳薰徑惠揭溪莖螢輕繼鷄藝擊缺硏縣儉劍險圈檢獻權顯驗嚴廣效恆黃鑛號國黑碎濟齋劑雜參慘棧蠶贊殘"
    "絲齒兒辭濕舍寫釋壽收從澁獸縱肅處緖敍稱涉燒獎證乘剩壤孃條淨狀疊讓釀囑觸寢愼眞盡圖粹醉穗隨髓樞數瀨聲靜齊攝竊專戰淺潛"
    "纖踐錢禪雙壯搜插巢爭窗總聰莊裝瘦騷增藏臟卽屬續墮體對帶滯臺瀧擇澤單擔膽團彈斷癡遲晝蟲鑄廳徵聽敕鎭遞鐵轉點傳黨盜燈當"
    "鬭德獨讀屆繩貳惱腦霸廢拜賣麥發髮拔晚蠻祕濱甁拂佛倂竝變邊辯辨瓣步寶豐飜每萬滿麵默彌譯藥與豫餘譽搖樣謠遙來賴亂覽龍兩"
    "獵綠壘淚勵禮隸靈齡曆歷戀鍊爐勞郞樓錄灣"
)
_NEW = (
    "亜悪圧囲医為壱稲飲隠営栄衛駅円塩縁艶応欧殴桜奥横温穏仮価画会絵壊懐概拡殻覚学岳楽渇缶巻陥勧寛関歓観気既帰偽戯犠旧拠"
    "挙虚峡挟狭教郷尭暁駆区駆勲薫径恵掲渓茎蛍軽継鶏芸撃欠研県倹剣険圏検献権顕験厳広効恒黄鉱号国黒砕済斎剤雑参惨桟蚕賛残"
    "糸歯児辞湿舎写釈寿収従渋獣縦粛処緒叙称渉焼奨証乗剰壌嬢条浄状畳譲醸嘱触寝慎真尽図粋酔穂随髄枢数瀬声静斉摂窃専戦浅潜"
    "繊践銭禅双壮捜挿巣争窓総聡荘装痩騒増蔵臓即属続堕体対帯滞台滝択沢単担胆団弾断痴遅昼虫鋳庁徴聴勅鎮逓鉄転点伝党盗灯当"
    "闘徳独読届縄弐悩脳覇廃拝売麦発髪抜晩蛮秘浜瓶払仏併並変辺弁弁弁歩宝豊翻毎万満麺黙弥訳薬与予余誉揺様謡遥来頼乱覧竜両"
    "猟緑塁涙励礼隷霊齢暦歴恋錬炉労郎楼録湾"
)
# Further prints of one character that no two registered places or families are told apart by.
_SAME_CHARACTER = {
    "髙": "高",
    "﨑": "崎",
    "冨": "富",
    "竃": "竈",
    "舘": "館",
    "隂": "陰",
    "醬": "醤",
    "嵜": "崎",
    "𠮷": "吉",
    "邉": "辺",
    "邊": "辺",
    "濵": "浜",
    "栁": "柳",
    "槇": "槙",
    "靍": "鶴",
    "靏": "鶴",
    "戶": "戸",
    "靑": "青",
    "內": "内",
    "吳": "呉",
    "强": "強",
    "淸": "清",
    "曽": "曾",
    "曻": "昇",
    "桒": "桑",
    "檜": "桧",
    "籠": "篭",
    "頸": "頚",
    "繫": "繋",
    "鷗": "鴎",
    "穐": "秋",
    "龢": "和",
    "鹼": "鹸",
    "麴": "麹",
    "驒": "騨",
    "剝": "剥",
    "塡": "填",
    "頰": "頬",
    "讚": "讃",
    "壺": "壷",
    "藪": "薮",
    "嚙": "噛",
    "瀆": "涜",
    "囊": "嚢",
    "萊": "莱",
    "蠟": "蝋",
    "攢": "攅",
}
_NEVER_FOLDED = "嶋嶌島實実"
"""鹿嶋市 is not 鹿島市, and companies are told apart by 實 and 実: no key folds these."""

_SMALL = "ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ"
_LARGE = "アイウエオツヤユヨワカケあいうえおつやゆよわかけ"
_HOMOGLYPHS = dict(zip("авекмнорстухіјѕԁɡαβεζηικμνορτυχ", "abekmhopctyxijsdgabezhikmvoptyx", strict=True))
_DROPPED = "・.,'\"-、。!?"

_FOLDED: dict[int, str | None] = {
    **{ord(old): new for old, new in zip(_OLD, _NEW, strict=True) if old not in _NEVER_FOLDED},
    **{ord(one): other for one, other in _SAME_CHARACTER.items()},
    **{ord(small): large for small, large in zip(_SMALL, _LARGE, strict=True)},
    **{ord(other): latin for other, latin in _HOMOGLYPHS.items()},
    **{ord(mark): None for mark in _DROPPED},
}
_LONG_AS_HYPHEN = re.compile(r"ー(?=[a-z0-9])")


def variant(exact: str) -> str:
    """Return the variant key of an exact key: case, dots, hyphens, old characters, small kana, homoglyphs folded."""
    folded = exact.lower()
    if "ー" in folded:
        folded = _LONG_AS_HYPHEN.sub("", folded)
    return folded.translate(_FOLDED) or exact
