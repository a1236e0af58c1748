"""The closed vocabularies, each value with its Japanese and English label."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A closed vocabulary whose values know how they are called on a page."""

    label_ja: str
    label_en: str

    def __new__(cls, value: str, label_ja: str, label_en: str) -> Self:
        """Make a value with its two labels."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label_ja, member.label_en = label_ja, label_en
        return member

    def label(self, lang: str) -> str:
        """Return the label in `ja` or `en`."""
        return self.label_en if lang == "en" else self.label_ja


class Kind(Labelled):
    """What a node of the graph is; the value is its label in the database."""

    ORGANIZATION = "Organization", "機関", "organization"
    PERSON = "Person", "人", "person"
    PROGRAMME = "Programme", "事業・制度", "programme"
    CONSORTIUM = "Consortium", "会議体", "consortium"
    SEAT = "Seat", "席", "seat"
    SOURCE = "Source", "出典", "source"


class Sector(Labelled):
    """The sector that a roster prints beside its members."""

    ACADEMIA = "学", "学（大学・高専など）", "academia"
    GOVERNMENT = "官", "官（国・自治体）", "government"
    INDUSTRY = "産", "産（企業・経済団体）", "industry"
    FINANCE = "金", "金（金融機関）", "finance"
    CIVIL = "民", "民（市民・支援団体）", "civil"


class OrganizationKind(Labelled):
    """What an organization is, where it can be told."""

    UNIVERSITY = "university", "大学", "university"
    JUNIOR_COLLEGE = "junior_college", "短期大学", "junior college"
    KOSEN = "kosen", "高等専門学校", "college of technology"
    SCHOOL = "school", "学校", "school"
    SCHOOL_CORPORATION = "school_corporation", "大学・学校の法人", "school corporation"
    MINISTRY = "ministry", "府省庁", "ministry or agency"
    REGIONAL_BUREAU = "regional_bureau", "国の地方支分部局", "regional bureau"
    PREFECTURE = "prefecture", "都道府県", "prefecture"
    MUNICIPALITY = "municipality", "市区町村", "municipality"
    PUBLIC_CORPORATION = "public_corporation", "独立行政法人など", "public corporation"
    COMPANY = "company", "会社", "company"
    BANK = "bank", "金融機関", "bank"
    GUARANTEE = "guarantee", "信用保証協会", "credit guarantee association"
    CHAMBER = "chamber", "商工会議所・商工会", "chamber of commerce"
    COOPERATIVE = "cooperative", "協同組合", "cooperative"
    ASSOCIATION = "association", "団体・協会", "association"
    FOUNDATION = "foundation", "財団", "foundation"
    SUPPORT_BODY = "support_body", "支援機関", "support body"
    HOSPITAL = "hospital", "病院", "hospital"
    EXCHANGE = "exchange", "取引所", "exchange"
    COMMUNITY = "community", "研究会・任意団体", "community"
    OTHER = "other", "その他", "other"


class ConsortiumForm(Labelled):
    """What kind of body with a roster a consortium is."""

    COUNCIL = "council", "協議会・会議", "council"
    HUB = "hub", "拠点", "hub"
    COMMITTEE = "committee", "委員会", "committee"
    ASSOCIATION = "association", "法人・団体", "association"
    PLATFORM = "platform", "プラットフォーム", "platform"
    ALLIANCE = "alliance", "連合・コンソーシアム", "alliance"
    AGREEMENT = "agreement", "協定", "agreement"
    STUDY_GROUP = "study_group", "研究会・検討会", "study group"
    FORUM = "forum", "フォーラム・コミュニティ", "forum"
    AWARD_ROUND = "award_round", "表彰・選定の回", "award round"
    COHORT = "cohort", "採択・参加の期", "cohort"
    EVENT = "event", "催し", "event"
    SPECIAL_ZONE = "special_zone", "特区", "special zone"


class Reported(Labelled):
    """How much of its roster a consortium's documents state."""

    LISTED = "listed", "構成員の記載あり", "members listed"
    PARTIAL = "partial", "構成員の一部のみ記載", "some members listed"
    MEMBERS_NOT_STATED = "members_not_stated", "構成員の記載なし", "members not stated"
    NOT_REPORTED = "not_reported", "記載なし（表では「-」）", "not reported (printed as “-”)"


class Phase(Labelled):
    """Where on the way from research to use a programme stands."""

    RESEARCH = "research", "研究開発", "research and development"
    DEMONSTRATION = "demonstration", "実証", "demonstration"
    IMPLEMENTATION = "implementation", "社会実装", "implementation"


class SupportType(Labelled):
    """The five types of a municipality's support schemes."""

    HUMAN_RESOURCES = "人材育成", "人材育成", "human resources"
    SUBSIDY = "経費補助", "経費補助", "subsidy"
    AWARENESS = "普及啓発", "普及啓発", "awareness"
    DEMONSTRATION = "実証支援", "実証支援", "demonstration support"
    COLLABORATION = "協業支援", "協業支援", "collaboration support"


class TieType(Labelled):
    """A stated relationship between two nodes, besides the seats."""

    UNDER = "UNDER", "〜の下に置かれる", "under the programme"
    INSIDE = "INSIDE", "〜の中に置かれる", "inside"
    OWNS = "OWNS", "所管する", "owns"
    PART_OF = "PART_OF", "〜の一部", "part of"
    OPERATES = "OPERATES", "運営する", "operates"
    AFFILIATED_WITH = "AFFILIATED_WITH", "所属する", "affiliated with"
    FOLLOWED_BY = "FOLLOWED_BY", "後に続く", "followed by"
    BASED_ON = "BASED_ON", "基にする", "based on"
    COORDINATES_WITH = "COORDINATES_WITH", "連携する", "coordinates with"
    PRODUCED = "PRODUCED", "まとめた", "produced"
    SAME_BODY = "SAME_BODY", "同じ団体", "same body"


class NameKind(Labelled):
    """How a text came to be a name of something."""

    PRINTED = "printed", "表記", "as printed"
    CURATED = "curated", "正式な表記", "curated"
    ALIAS = "alias", "別名", "alias"
    ABBREVIATION = "abbreviation", "略称", "abbreviation"
    FORMER = "former", "旧称", "former name"
    LATER = "later", "後の名称", "later name"
    ENGLISH = "english", "英語名", "English name"
    READING = "reading", "読み", "reading"
    PRINTING_ERROR = "printing_error", "誤植とみられる表記", "probable printing error"


class NameRule(Labelled):
    """What took a printed name for a record; a rule of linking is named `T1_…` after its tier."""

    NUMBER = "T0", "番号と名称の一致", "number and name agree"
    EXACT = "T1", "名称の一致", "exact name"
    OTHER_NAME = "T2", "別名の表・登録簿の別名", "other name of a table or register"
    FORM = "T3", "法人格の有無の違い", "legal form missing"
    VARIANT = "T4", "表記のゆれ", "variant spelling"
    IDENTITY = "identity", "名簿の識別番号", "number of the roster itself"
    JUDGEMENT = "judgement", "人の判断", "judgement"


class Verdict(Labelled):
    """What a judgement says of two names."""

    SAME = "same", "同じ", "same"
    DIFFERENT = "different", "別", "different"
    UNDECIDED = "undecided", "保留", "undecided"
