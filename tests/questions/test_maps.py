"""The two maps: only what is recorded fills a cell, and what is not recorded is shown as that."""

from collections.abc import Sequence
from typing import Any

import pytest

from musubime.errors import BadQuestion, TooMany
from musubime.questions import programme_choice
from musubime.questions.answers_maps import ProgrammeMap, SupportMap
from musubime.questions.library import Library
from musubime.questions.programme_map import programme_map
from musubime.questions.selection import Selection
from musubime.questions.support_map import support_map
from musubime.types.evidence import Budget, Confidence, Evidence, Figure
from musubime.types.nodes import Organization, Programme
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind, OrganizationKind, Phase, SupportType, TieType
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, owner, source

TRAINING, SUBSIDY, AWARENESS, TRIAL, TOGETHER = SupportType


def programme(name: str, **values: Any) -> Programme:  # noqa: ANN401 -- as pydantic types `model_construct`
    return Programme.model_construct(id=f"g:{name}", name=name, mentions=(f"g:{name}",), **values)


def between(type: TieType, first: str, second: str, **values: Any) -> Tie:  # noqa: ANN401 -- as above
    ends: dict[str, Any] = {
        "from_kind": Kind.PROGRAMME,
        "from_id": f"g:{first}",
        "to_kind": Kind.PROGRAMME,
        "to_id": f"g:{second}",
    }
    return Tie.model_construct(type=type, **ends, **values)


def body(name: str, kind: OrganizationKind | None, prefecture: str | None = None) -> Organization:
    places = (prefecture,) if prefecture else ()
    return Organization.model_construct(
        id=f"o:{name}", name=name, kind=kind, prefecture=places, mentions=(f"o:{name}",)
    )


def unsure(organization: str, scheme: str, value: float) -> Tie:
    (tie,) = owner(organization, scheme)
    return tie.model_copy(update={"confidence": Confidence(value=value, reasoning="行の順から")})


def of_(parts: Sequence[Made | Sequence[Made]]) -> Library:
    return Library(FakeStore(made(parts)))


def cells(answer: ProgrammeMap) -> list[tuple[str, str, list[tuple[str, bool]]]]:
    return [(c.issue, c.phase, [(p.name, p.pairing_stated) for p in c.programmes]) for c in answer.cells]


def test_a_programme_stands_where_its_issue_and_phase_are_recorded_and_nowhere_else() -> None:
    answer = programme_map(
        of_(
            [
                programme("両方", issues=("人材",), phases=(Phase.RESEARCH, Phase.IMPLEMENTATION)),
                programme("どちらも複数", issues=("人材", "産業"), phases=(Phase.RESEARCH, Phase.DEMONSTRATION)),
                programme("課題だけ", issues=("産業",)),
                programme("段階だけ", phases=(Phase.DEMONSTRATION,)),
                programme("何もない"),
            ]
        ),
        Selection(),
    )
    assert cells(answer) == [
        ("人材", "research", [("どちらも複数", False), ("両方", True)]),
        ("人材", "demonstration", [("どちらも複数", False)]),
        ("人材", "implementation", [("両方", True)]),
        ("産業", "research", [("どちらも複数", False)]),
        ("産業", "demonstration", [("どちらも複数", False)]),
    ]
    assert [(row.name, row.missing, row.issues, row.phases) for row in answer.apart] == [
        ("何もない", "issue_and_phase", (), ()),
        ("段階だけ", "issue", (), ("demonstration",)),
        ("課題だけ", "phase", ("産業",), ()),
    ]
    assert (answer.total, answer.placed, answer.without_issue, answer.without_phase, answer.without_both) == (
        (5, 2, 1, 1, 1)
    )
    assert [(row.issue, row.programmes) for row in answer.issues] == [("人材", 2), ("産業", 2)]
    assert [(column.phase, column.label, column.programmes) for column in answer.phases] == [
        ("research", "研究開発", 2),
        ("demonstration", "実証", 2),
        ("implementation", "社会実装", 1),
    ]


def test_what_follows_what_stands_with_means_doubt_and_evidence() -> None:
    read = (Evidence.model_construct(source="s:資料", locator="3頁", printed="乙へ繋ぐ"),)
    library = of_(
        [
            programme("甲", budgets=(Budget(fiscal_year=2021, amount_yen=950_000_000, kind="当初予算", scope="内数"),)),
            programme("乙"),
            programme("丙", prefecture=("36",)),
            source("資料", "r"),
            between(TieType.FOLLOWED_BY, "甲", "乙", evidence=read, confidence=Confidence(value=0.7, reasoning="順")),
            between(TieType.COORDINATES_WITH, "丙", "乙", means=("合同説明会",), note="例として"),
            between(TieType.PART_OF, "丙", "甲"),
        ]
    )
    answer = programme_map(library, Selection())
    assert [(r.type, r.from_.name, r.to.name, r.means, r.note) for r in answer.relations] == [
        ("FOLLOWED_BY", "甲", "乙", (), None),
        ("PART_OF", "丙", "甲", (), None),
        ("COORDINATES_WITH", "丙", "乙", ("合同説明会",), "例として"),
    ]
    follows = answer.relations[0].model_dump(by_alias=True, exclude_none=True)
    assert follows == {
        "type": "FOLLOWED_BY",
        "label": "後に続く",
        "from": {"id": "g:甲", "name": "甲"},
        "to": {"id": "g:乙", "name": "乙"},
        "means": (),
        "confidence": {"value": 0.7, "reasoning": "順"},
        "evidence": ({"source": {"id": "s:資料", "title": "資料", "locator": "3頁"}, "printed": "乙へ繋ぐ"},),
    }
    assert [(b.fiscal_year, b.amount_yen, b.kind, b.scope) for b in answer.programmes[2].budgets] == [
        (2021, 950_000_000, "当初予算", "内数")
    ]
    narrowed = programme_map(library, Selection(prefecture=("徳島県",)))
    assert [one.name for one in narrowed.programmes] == ["丙"]
    assert [(r.from_.name, r.to.name) for r in narrowed.relations] == [("丙", "甲"), ("丙", "乙")]


def test_the_filters_of_a_map_look_at_the_programme_itself() -> None:
    read = (Evidence.model_construct(source="s:資料", locator="1頁", printed=None),)
    library = of_(
        [
            programme("国の事業", evidence=read),
            programme("県の事業", prefecture=("39",)),
            programme("後の事業"),
            between(TieType.FOLLOWED_BY, "国の事業", "後の事業"),
            body("内閣府", OrganizationKind.MINISTRY),
            owner("内閣府", "国の事業"),
            source("資料", "名簿"),
            consortium("拠点", "36", programme="国の事業"),
        ]
    )

    def chosen(**filters: object) -> list[str]:
        answer = programme_map(library, Selection.model_validate(filters))
        return [one.name for one in answer.programmes]

    assert chosen() == ["国の事業", "後の事業", "県の事業"]
    assert chosen(prefecture=("36",)) == ["国の事業"]
    assert chosen(prefecture=("高知県",)) == ["県の事業"]
    assert chosen(owner=("内閣府",)) == ["国の事業"]
    assert chosen(consortium=("拠点",)) == ["国の事業"]
    assert chosen(roster=("名簿",)) == ["国の事業"]
    assert chosen(programme=("国の事業",)) == ["国の事業"]
    assert chosen(programme=("国の事業",), within=True) == ["国の事業", "後の事業"]
    assert chosen(prefecture=("36",), owner=("内閣府",), programme=("県の事業",)) == []
    for refused in ({"as_of": "2020-01-01"}, {"sector": ("学",)}, {"q": "国"}):
        with pytest.raises(BadQuestion, match="ここでは使えません"):
            chosen(**refused)
    for unknown in ({"owner": ("高知県",)}, {"programme": ("ない事業",)}, {"prefecture": ("99",)}, {"roster": ("x",)}):
        with pytest.raises(BadQuestion, match="ありません"):
            chosen(**unknown)


def test_a_map_of_too_many_programmes_names_the_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programme_choice, "MOST", 1)
    library = of_([programme("甲"), programme("乙")])
    with pytest.raises(TooMany, match="prefecture・programme・owner・consortium・roster のどれかで絞ってください"):
        programme_map(library, Selection())


def test_a_cell_without_a_scheme_is_not_recorded_and_a_doubtful_one_says_how_sure_it_is() -> None:
    sums = (
        Figure(what="人材育成を実施する自治体", value=2, unit="自治体"),
        Figure(what="経費補助を実施する自治体", value=3, unit="自治体"),
        Figure(what="人材育成の予算", value=5, unit="億円"),
    )
    library = of_(
        [
            programme("表", figures=sums),
            body("乙市", OrganizationKind.MUNICIPALITY, "36"),
            body("徳島県", OrganizationKind.PREFECTURE, "36"),
            body("青森県", OrganizationKind.PREFECTURE, "02"),
            body("振興機構", OrganizationKind.FOUNDATION, "36"),
            programme("研修", support_types=(TRAINING, SUBSIDY)),
            unsure("徳島県", "研修", 0.8),
            owner("乙市", "研修"),
            programme("補助", support_types=(SUBSIDY,), confidence=Confidence(value=0.6, reasoning="読み")),
            unsure("徳島県", "補助", 0.9),
            programme("啓発", support_types=(AWARENESS,)),
            owner("青森県", "啓発"),
            programme("だれの", support_types=(TRIAL,)),
            programme("機構の", support_types=(TRIAL,)),
            owner("振興機構", "機構の"),
            programme("類型なし"),
            owner("徳島県", "類型なし"),
            *(between(TieType.PART_OF, name, "表") for name in ("研修", "補助", "啓発")),
        ]
    )
    answer = support_map(library, Selection())
    assert rows(answer) == [
        ("青森県", 1, [[], [], [("啓発", None)], [], []], ("人材育成", "経費補助", "実証支援", "協業支援")),
        (
            "徳島県",
            2,
            [[("研修", 0.8)], [("研修", 0.8), ("補助", 0.6)], [], [], []],
            ("普及啓発", "実証支援", "協業支援"),
        ),
        ("乙市", 1, [[("研修", None)], [("研修", None)], [], [], []], ("普及啓発", "実証支援", "協業支援")),
    ]
    assert [cell.confidence for cell in answer.municipalities[1].cells] == [0.8, 0.8, None, None, None]
    assert [cell.recorded for cell in answer.municipalities[1].cells] == [True, True, False, False, False]
    assert [(one.name, one.reason) for one in answer.apart] == [
        ("だれの", "owner_not_stated"),
        ("機構の", "owner_not_a_municipality"),
    ]
    assert (answer.total, answer.gaps) == (5, 10)
    assert [
        (c.support_type, c.municipalities, c.schemes, [(p.value, p.recorded, p.agrees) for p in c.printed])
        for c in answer.support_types
    ] == [
        ("人材育成", 2, 1, [(2, 2, True)]),
        ("経費補助", 2, 2, [(3, 2, False)]),
        ("普及啓発", 1, 1, []),
        ("実証支援", 0, 2, []),
        ("協業支援", 0, 0, []),
    ]


def rows(answer: SupportMap) -> list[tuple[str, int, list[list[tuple[str, float | None]]], tuple[str, ...]]]:
    return [
        (row.name, row.schemes, [[(one.name, one.confidence) for one in c.schemes] for c in row.cells], row.gaps)
        for row in answer.municipalities
    ]


def test_the_support_map_of_the_nine_municipalities(library: Library) -> None:
    answer = support_map(library, Selection())
    assert (answer.total, answer.gaps, answer.apart) == (39, 10, ())
    assert [
        (row.name, row.schemes, [len(cell.schemes) for cell in row.cells], row.gaps) for row in answer.municipalities
    ] == [
        ("青森県", 4, [1, 1, 2, 0, 0], ("実証支援", "協業支援")),
        ("岩手県", 6, [6, 2, 1, 1, 0], ("協業支援",)),
        ("宮城県", 5, [3, 2, 1, 1, 1], ()),
        ("仙台市", 6, [4, 1, 2, 1, 2], ()),
        ("秋田県", 4, [1, 1, 1, 1, 0], ("協業支援",)),
        ("山形県", 5, [3, 1, 2, 0, 0], ("実証支援", "協業支援")),
        ("福島県", 2, [2, 0, 1, 1, 0], ("経費補助", "協業支援")),
        ("新潟県", 5, [4, 1, 1, 1, 0], ("協業支援",)),
        ("新潟市", 2, [1, 1, 0, 1, 1], ("普及啓発",)),
    ]
    assert [
        (c.support_type, c.municipalities, c.schemes, [(p.value, p.recorded, p.agrees) for p in c.printed])
        for c in answer.support_types
    ] == [
        ("人材育成", 9, 25, [(9, 9, True)]),
        ("経費補助", 8, 10, [(8, 8, True)]),
        ("普及啓発", 8, 11, [(8, 8, True)]),
        ("実証支援", 7, 7, [(7, 7, True)]),
        ("協業支援", 3, 4, [(3, 3, True)]),
    ]
    assert [row.name for row in answer.municipalities if row.cells[4].recorded] == ["宮城県", "仙台市", "新潟市"]
    assert answer.support_types[4].printed[0].scope == "宮城県、仙台市、新潟市"
    owners = [owner for one in answer.schemes for owner in one.owners]
    assert len(owners) == 39
    assert all(owner.confidence and owner.confidence.reasoning for owner in owners)
    assert all(one.evidence and one.evidence[0].printed for one in answer.schemes)
    miyagi = support_map(library, Selection(prefecture=("宮城県",)))
    assert [(row.name, row.schemes) for row in miyagi.municipalities] == [("宮城県", 5), ("仙台市", 6)]
    assert [(c.municipalities, c.printed[0].value, c.printed[0].recorded) for c in miyagi.support_types] == [
        (2, 9, 9),
        (2, 8, 8),
        (2, 8, 8),
        (2, 7, 7),
        (2, 3, 3),
    ]


def test_the_programme_map_of_the_bundled_rosters_invents_no_cell(library: Library) -> None:
    answer = programme_map(library, Selection())
    assert (answer.total, answer.placed, answer.without_issue, answer.without_phase, answer.without_both) == (
        (94, 3, 0, 29, 62)
    )
    umbrella = "地域社会における大学の活躍促進に向けた関連事業"
    assert cells(answer) == [
        ("ユーザー企業とサポート企業の共創", "demonstration", [("地域産業デジタル化支援事業", True)]),
        ("地域課題解決", "demonstration", [("こおりやまSDGsアクセラレータープログラム", True)]),
        ("イノベーションの重要政策課題", "research", [(umbrella, False)]),
        ("イノベーションの重要政策課題", "implementation", [(umbrella, False)]),
        ("ネットワーク（座組）の仕組み", "research", [(umbrella, False)]),
        ("ネットワーク（座組）の仕組み", "implementation", [(umbrella, False)]),
        ("地域課題解決・社会実装の加速", "research", [(umbrella, False)]),
        ("地域課題解決・社会実装の加速", "implementation", [(umbrella, False)]),
        ("起業家育成", "demonstration", [("こおりやまSDGsアクセラレータープログラム", True)]),
    ]
    assert [(r.from_.name, r.to.name) for r in answer.relations if r.type == "FOLLOWED_BY"] == [
        ("DX推進ガイドライン", "DX認定"),
        ("DX推進ガイドライン", "DX銘柄"),
        ("DX推進指標", "DX認定"),
        ("DX推進指標", "DX銘柄"),
        ("DX認定", "DX銘柄"),
        ("ものづくり補助金", "ものづくり・商業・サービス高度連携促進事業"),
        ("共創の場形成支援プログラム", "地方大学・地域産業創生交付金"),
        ("地方版IoT推進ラボ", "地域DX推進ラボ"),
    ]
    assert all(relation.evidence for relation in answer.relations)
    figures = next(one.figures for one in answer.programmes if one.name == umbrella)
    assert [(f.value, f.unit, f.fiscal_year, f.scope) for f in figures[:3]] == [
        (544, "億円", 2022, "内数の予算も含めて集計"),
        (421, "億円", 2021, "内数の予算も含めて集計"),
        (330, "億円", 2021, "内数の予算も含めて集計"),
    ]
    budgets = {one.name: [(b.amount_yen, b.kind, b.scope) for b in one.budgets] for one in answer.programmes}
    assert {name: rows for name, rows in budgets.items() if rows} == {
        "地域未来デジタル・人材投資促進事業": [(1_170_000_000, "予算", None)],
        "地域産業デジタル化支援事業": [(950_000_000, "予算", "地域未来デジタル・人材投資促進事業 11.7 億円の内数")],
    }
