"""What the reading of a printed entry repaired, left out or doubts; stored as values, shown by their labels."""

from musubime.types.vocabulary import Labelled


class ReadingFlag(Labelled):
    """One thing a reader of a seat should know about how its print was read."""

    SPACED_LETTERS = "spaced_letters", "字間の空白を詰めた", "spaces between letters closed"
    SPACE_REMOVED = "space_removed", "名称の中の空白を詰めた", "a space inside the name closed"
    LINE_WRAP = "line_wrap", "名称の途中の改行をつないだ", "a line break inside the name closed"
    DELIMITER_IN_NAME = (
        "delimiter_in_name",
        "名称を分けていた区切り文字をつないだ",
        "a delimiter that split the name closed",
    )
    TRAILING_DELIMITER = "trailing_delimiter", "一覧の末尾に区切り文字が残る", "the list ends in a delimiter"
    GLUED_NAMES = "glued_names", "区切りなしに続く二つの名称を分けた", "two names printed without a delimiter parted"
    DUPLICATED_NAME = "duplicated_name", "二重に印刷された名称を一つにした", "a name printed twice read once"
    SPACE_SEPARATED = "space_separated", "空白だけで区切られた一覧を分けた", "a list delimited by spaces only"
    MIDDLE_DOT_LIST = "middle_dot_list", "「・」で区切られた一覧を分けた", "a list delimited by middle dots"
    JOINT_VENTURE = "joint_venture", "共同体の構成員を分けた", "members of a joint venture parted"
    AND_OTHERS = "and_others", "「ほか」「等」が付く", "printed with “and others”"
    SHARED_ENDING = "shared_ending", "役職の字が名称の末尾を兼ねる", "the title shares a character with the name"
    OFFICE_NAME = "office_name", "役所・庁舎の名で印刷されている", "printed by the name of its office"
    PARENT_PREFIX = "parent_prefix", "設置法人の名が前に付く", "the parent corporation stands before the name"
    ABBREVIATION = "abbreviation", "かっこ内に略称が付く", "an abbreviation in brackets"
    BRACKET_KEPT = "bracket_kept", "かっこの意味が分からないまま残した", "brackets of unknown meaning kept"
    ABSENT = "absent", "欠席と記載", "printed as absent"
    MARK = "mark", "印や番号が前に付く", "a mark or number stands before it"
    HONORIFIC = "honorific", "敬称を除いた", "an honorific taken off"
    UNIT_GUESSED = "unit_guessed", "部署・支店の境目は推定", "where the branch begins is guessed"
    REST_UNREAD = "rest_unread", "名称の後ろの語を読み切れない", "words after the name could not be read"
    VOICING = "voicing", "濁点・半濁点の誤植とみられる", "probably a wrong voicing mark"
    UNKNOWN_GROUP = "unknown_group", "部門の見出しが分からない", "the heading of the group is unknown"
    COMMA_KEPT = "comma_kept", "名称の中のコンマとみて分けなかった", "a comma taken as part of the name"
    RADICAL = "radical", "部首の字形を漢字に読み替えた", "a radical form read as its character"
    VARIATION_SELECTOR = "variation_selector", "異体字の指定を外して読んだ", "a variation selector left out"
    INVISIBLE = "invisible", "見えない文字・特殊な空白を外して読んだ", "invisible characters left out"
    HALF_WIDTH = "half_width", "半角カナを全角に読み替えた", "half-width kana widened"
    HOMOGLYPH = "homoglyph", "形の似た別の文字が混じる", "a look-alike character of another script"
    FORM_WRITTEN_OUT = "form_written_out", "略した法人格を書き下した", "an abbreviated legal form written out"
    OTHER_SPELLING = "other_spelling", "別名の表に正式な名称がある", "the table of other names knows its proper name"
    CHAPTER = "chapter", "支部を名称に含めた", "a chapter kept in the name"
    FORMER = "former", "元・前の役職", "a former post"
    CONCURRENT = "concurrent", "併任・兼務と記載", "printed as held concurrently"
    PROXY = "proxy", "代理出席と記載", "printed as represented by a proxy"
    READING = "reading", "かっこ内のよみがなを除いた", "a reading in brackets taken off"
    SURNAME_ONLY = "surname_only", "姓だけで印刷されている", "printed by surname only"
    NAME_GUESSED = "name_guessed", "氏名の境目は推定", "where the name of the person ends is guessed"
    ROLE_ASSUMED = "role_assumed", "役割の記載がなく、一覧から補った", "the role is taken from the list, not printed"
    SAME_AS_ABOVE = "same_as_above", "空欄・同上を上の行と同じと読んだ", "an empty or ditto cell read as the one above"
    INHERITED = "inherited", "所属は前の人・行から引き継いだ", "the organization is taken from the line before"
    ORGANIZATION_GUESSED = (
        "organization_guessed",
        "法人格や名称の末尾の手がかりなしに機関とみた",
        "taken as an organization without a form or ending",
    )
    KIND_GUESSED = "kind_guessed", "行の形は推定", "the kind of line is guessed"
