"""Why the shape of two names (tier T5) says what it says: one sentence for each rule, with the words that carry it."""

STRUCTURE_REASONS = {
    "T5:noise": "名称のあとの「{}」は機関の名ではない",
    "T5:bracketed": "括弧の中の「{}」が何を指すかは名称だけでは決まらない",
    "T5:headquarters": "「{}」は官公庁の庁舎で呼ぶ言い方で、機関は同じ",
    "T5:title": "名称のあとの「{}」は役職で、機関は同じ",
    "T5:branch": "「{}」は同じ法人の支店・事業所",
    "T5:department": "「{}」は同じ機関の部署",
    "T5:facility": "「{}」は機関の施設または組織で、機関そのものではない",
    "T5:junior_college": "「{}」が大学の一部か別の学校かは名称だけでは決まらない",
    "T5:public_corporation": "「{}」は機関そのものの法人格",
    "T5:parent_prefix": "「{}」は学校を設置する法人で、学校名の前に付いている",
    "T5:school_corporation": "学校法人が学校を設置する（「{}」）",
    "T5:care_corporation": "「{}」が施設を開設する",
}
