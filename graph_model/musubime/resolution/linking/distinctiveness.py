"""How likely a name is borne by one body only: the more is left of it beside words of trade, the likelier.

Measured on 132,961 companies of the corporate-number register that changed in 2021-2026 in eight prefectures: share of
names (without legal form) that another of these companies bears too, by whole units:
1: 71 %, 2: 46 %, 3: 38 %, 4: 24 %, 5: 12 %, 6: 7 %, 7: 5 %, 8: 3 %, 9: 2 %, 11 and more: 1 %.
"""

import re
from functools import lru_cache

_WORDS_OF_TRADE = """
建設工業 建設 工業 商事 サービス 商店 産業 企画 東北 日本 商会 不動産 コーポレーション センター 設備 設備工業
工務店 自動車 事務所 設計 興業 プランニング プラン システムズ システム ホールディングス グループ 開発 ライフ
電気 ハウス ホーム 製作所 サポート ワークス ワーク 建築 コンサルティング コンサルタンツ コンサルタント ビル 塗装
鉄工所 鉄工 ジャパン 販売 総合 メンテナンス エステート エンジニアリング 運輸 オフィス 工業所 興産 観光 工房 運送
薬局 ネット 食品 電機 電設 会計 保険 水産 カンパニー 研究所 クリエイティブ クリエイト デザイン テクノロジーズ
テクノロジー テクノ テック メディカル 環境 トラスト ランド 土木 組 電工 電子 通信 情報 技研 技術 物流 印刷所
印刷 石油 農園 ファーム フーズ フード インターナショナル ソリューションズ ソリューション リース トレーディング
マネジメント プロジェクト パートナーズ グローバル エンタープライズ 東京 大阪 中央 第一 新
"""

_WORD_OF_TRADE = re.compile("|".join(sorted(_WORDS_OF_TRADE.split(), key=len, reverse=True)))
_IDEOGRAPH_UNITS, _LIGHT_UNITS = 1.6, 0.5
_RARE_UNITS = 8.0


@lru_cache(maxsize=50_000)
def units(core: str) -> float:
    """Return how much a name without its legal form says: a word of trade or a kana 1, an ideograph 1.6, ー・ン 0.5."""
    total = 0.0
    for character in _WORD_OF_TRADE.sub("\0", core):
        if "\u4e00" <= character <= "\u9fff":
            total += _IDEOGRAPH_UNITS
        else:
            total += _LIGHT_UNITS if character in "ー・ン" else 1.0
    return total


def is_rare(core: str) -> bool:
    """Return whether hardly any two bodies bear this name without its legal form."""
    return units(core) >= _RARE_UNITS
