"""Groups of legal forms: what kind of body each makes, and so what its name may be cut or joined by."""

COMPANY_FORMS = frozenset(
    (
        "株式会社",
        "有限会社",
        "合同会社",
        "合名会社",
        "合資会社",
        "相互会社",
        "特定目的会社",
        "投資法人",
        "農事組合法人",
        "企業組合",
        "協業組合",
        "有限責任事業組合",
        "監査法人",
        "有限責任監査法人",
        "税理士法人",
        "弁護士法人",
        "司法書士法人",
        "行政書士法人",
        "土地家屋調査士法人",
        "社会保険労務士法人",
        "弁理士法人",
        "特許業務法人",
    )
)
"""Forms under which anyone may choose almost any name: variants of one name are often two bodies."""
UNIVERSITY_FORMS = frozenset(("国立大学法人", "公立大学法人", "大学共同利用機関法人"))
AGENCY_FORMS = frozenset(("国立研究開発法人", "独立行政法人", "地方独立行政法人"))
SCHOOL_FORMS = frozenset(("学校法人", "準学校法人"))
CARE_FORMS = frozenset(
    (
        "医療法人",
        "医療法人社団",
        "医療法人財団",
        "社会医療法人",
        "社会医療法人社団",
        "社会医療法人財団",
        "特定医療法人",
        "社会福祉法人",
    )
)
NEVER_BRANCHED = AGENCY_FORMS | UNIVERSITY_FORMS | SCHOOL_FORMS | CARE_FORMS | {"宗教法人"}
"""Forms whose offices are facilities with a name of their own."""
ANY_BORDER = SCHOOL_FORMS | AGENCY_FORMS | UNIVERSITY_FORMS
"""Forms whose names a facility may follow directly, whatever they end in."""
CHOSEN_FREELY = COMPANY_FORMS | CARE_FORMS | {"宗教法人", "特定非営利活動法人", "認定特定非営利活動法人"}
"""Forms under which a spelling alone tells two bodies apart somewhere in the registers."""
