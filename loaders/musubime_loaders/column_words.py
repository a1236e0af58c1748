"""The words by which columns and lines of a head are known; each list is parted by spaces."""

HEADINGS: dict[str, str] = {
    "programme": "事業 事業名 事業・制度 制度 制度名 プログラム プログラム名 programme program scheme",
    "owner": "所管 所管府省 所管省庁 所管官庁 所管府省庁 府省 府省庁 府省庁名 省庁 省庁名 owner ministry",
    "consortium": (
        "会議体 会議体名 会議名 会議名称 協定名 協定名称 連携協定名 覚書名 団体・会議名 会議 協議会 協議会名 委員会 "
        "委員会名 拠点 拠点名 コンソーシアム コンソーシアム名 プロジェクト プロジェクト名 課題名 "
        "研究課題名 テーマ名 構想名 取組名 consortium body council committee project projectname projecttitle"
    ),
    "part": "部会 分科会 小委員会 専門部会 ワーキンググループ wg part subcommittee",
    "form": "形 形態 form",
    "inside": "親会議 上位会議体 設置母体 親会議体 inside parentbody",
    "prefecture": "都道府県 都道府県名 県 県名 所在都道府県 prefecture",
    "region": "地域 圏域 対象地域 region",
    "plan": "計画 計画名 plan",
    "summary": "概要 取組概要 事業概要 要約 summary",
    "reported": "記載 記載の範囲 reported",
    "founded": "設立日 設立年月日 設立 設立年月 founded",
    "selected": "選定日 採択日 採択年度 選定年度 採択年月日 選定年月日 認定日 selected selectedon",
    "held": "開催日 開催年月日 held heldon",
    "signed": "締結日 協定締結日 調印日 signed",
    "body_note": "会議体の備考 bodynote",
    "sector": "部門 区分 種別 所属区分 属性 セクター 産学官 産学官の別 産学官金 産学官民 sector",
    "organization": (
        "機関 機関名 組織 組織名 団体 団体名 所属 所属機関 所属機関名 所属団体 所属団体名 所属名 所属先 勤務先 "
        "企業名 企業・団体名 会社名 法人名 大学名 学校名 自治体 自治体名 市町村名 構成機関 構成機関名 構成団体 "
        "構成団体名 会員名 会員 代表機関 代表機関名 実施機関 提案機関 採択機関 採択大学 申請機関 選定地域 選定団体 "
        "支出先 支出先名 所属・役職 所属役職 所属・職名 所属・職 所属及び役職 所属および役職 所属及び職名 所属/役職 "
        "所属等 現職 機関・役職 団体・役職 団体名・役職 団体名・役職名 所属・役職等 所属・役職名 organization "
        "organisation institution affiliation company member"
    ),
    "partner": (
        "参画機関 参画機関名 参加機関 参加機関名 参加団体 参加団体名 共同研究機関 連携機関 連携機関名 共同提案者 "
        "共同申請者 共同提案機関 共同実施機関 連携自治体 連携先 協力機関 共同機関 幹事自治体 partner partners"
    ),
    "corporate_number": "法人番号 corporatenumber",
    "unit": "部署 部署名 部局 部局名 所属部署 支店 支社 学部 unit department",
    "post": "役職 役職名 職 職名 職位 肩書 肩書き post title position",
    "person": "氏名 名前 人名 委員名 委員氏名 お名前 代表者名 代表者氏名 person name personname fullname",
    "person_line": (
        "役職・氏名 職・氏名 職名・氏名 役職氏名 職氏名 代表者職・氏名 代表者職氏名 代表者役職・氏名 役職及び氏名 "
        "職名及び氏名 氏名・所属 氏名（所属） 氏名（所属・役職） 氏名・所属・役職 氏名及び所属 委員氏名・所属 "
        "personline"
    ),
    "role": (
        "役割 役 役名 委員区分 会での役割 委員会での役割 会議体での役割 協議会での役割 協議会役職 委員会役職 会役職 "
        "role"
    ),
    "members": "構成員 構成員一覧 メンバー 構成メンバー 参加者一覧 members",
    "by_role": "役割ごとの欄 byrole",
    "lines": "名簿の行 行ごとの名簿 lines",
    "valid_from": "開始日 開始 就任日 就任年月日 任期開始 委嘱日 validfrom start startdate from",
    "valid_to": "終了日 終了 退任日 任期終了 任期満了日 validto end enddate to",
    "term": "任期 期間 委嘱期間 在任期間 term",
    "printed": "印刷のまま 原文 表記 表記のまま printed aswritten",
    "source": "出典 出典名 資料 資料名 source sourcetitle",
    "source_url": "出典url 出典のurl 出典uri url sourceurl",
    "locator": "場所 箇所 ページ 頁 出典箇所 locator page place",
    "note": (
        "備考 注記 注 摘要 専門 専門分野 分野 選出理由 選出区分 新任・再任 新再 再任 出欠 出席 評価 総合評価 日付 年 "
        "年度 印 note notes remarks mark grade year date fiscalyear"
    ),
}
"""Column → headings that name it; the first is how the column is called."""
UNUSED: dict[str, str] = {
    "通し番号": "番号 no 通番 連番 項番 整理番号 順 順番 行 # 番 number index",
    "読みがな": (
        "ふりがな フリガナ よみがな 読みがな 読み仮名 よみ ヨミ カナ かな 氏名カナ 氏名かな reading furigana kana"
    ),
    "個人の連絡先": (
        "電話 電話番号 tel 連絡先電話番号 fax fax番号 メール メールアドレス eメール email mail 携帯 携帯電話 "
        "自宅住所 住所 郵便番号 生年月日 性別 年齢 phone address postalcode gender age birthdate"
    ),
    "敬称": "敬称 honorific",
}
"""Reason → headings of columns that are left unread."""
HEADS: dict[str, str] = {
    "consortium": "body 会議体 会議体名 名称",
    "document": "source 出典 document",
    "document_date": "date 日付 発行日 公表日",
    "document_note": "note 注 備考",
    "edition_date": "edition_date 版の日付 時点 基準日",
    "publisher": "publisher 発行者 公表者",
    "programme": "programme program 事業 制度",
    "owner": "owner ministry 所管",
    "place": "region prefecture 地域 都道府県",
    "reported": "partial 一部",
    "form": "form 形",
}
"""What a line at the head says → its keys."""
UNUSED_HEADS: dict[str, str] = {
    "元の文書の作りの説明": "form_of_the_original original_form 元の形",
    "写した範囲の説明": "kept 写した範囲",
}
"""Reason → keys of lines at the head that are left unread."""
