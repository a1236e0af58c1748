"""What a quick reader of the five documents gets wrong, held against the resolved bundled rosters."""

from collections import defaultdict

import pytest

from musubime.resolution.resolve import resolve
from musubime.types.graph import Graph
from musubime.types.vocabulary import Reported
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled


@pytest.fixture(scope="module")
def graph() -> Graph:
    return resolve(read_bundled(), bundled_judgements(), bundled_aliases())


def programme(graph: Graph, name: str) -> str:
    (found,) = (p.id for p in graph.programmes.values() if p.name == name)
    return found


def consortium(graph: Graph, name: str) -> str:
    (found,) = (c.id for c in graph.consortia.values() if c.name == name)
    return found


def names(graph: Graph, type: str, from_id: str | None = None, to_id: str | None = None) -> set[str]:
    """Return the names at the other end of the ties of one type that start or end here."""
    every = {node.id: node.name for node in (*graph.organizations.values(), *graph.programmes.values())}
    every |= {node.id: node.name for node in (*graph.consortia.values(), *graph.sources.values())}
    if from_id:
        return {every[tie.to_id] for tie in graph.ties.values() if tie.type == type and tie.from_id == from_id}
    return {every[tie.from_id] for tie in graph.ties.values() if tie.type == type and tie.to_id == to_id}


def test_39_schemes_of_nine_governments_add_up_to_the_printed_sums(graph: Graph) -> None:
    schemes = [scheme for scheme in graph.programmes.values() if scheme.support_types]
    running: dict[str, set[str]] = defaultdict(set)
    governments = set()
    for scheme in schemes:
        (owner,) = names(graph, "OWNS", to_id=scheme.id)
        governments.add(owner)
        for support in scheme.support_types:
            running[support.value].add(owner)
    assert (len(schemes), len(governments)) == (39, 9)
    assert {kind: len(owners) for kind, owners in running.items()} == {
        "人材育成": 9,
        "経費補助": 8,
        "普及啓発": 8,
        "実証支援": 7,
        "協業支援": 3,
    }
    assert running["協業支援"] == {"宮城県", "仙台市", "新潟市"}


def test_every_owner_of_a_scheme_says_how_sure_it_is(graph: Graph) -> None:
    schemes = {scheme.id for scheme in graph.programmes.values() if scheme.support_types}
    owned = [tie for tie in graph.ties.values() if tie.type == "OWNS" and tie.to_id in schemes]
    assert len(owned) == 39
    assert [tie.to_id for tie in owned if tie.confidence is None or not tie.confidence.reasoning] == []


def test_a_budget_inside_another_is_marked_and_kept_apart(graph: Graph) -> None:
    whole = graph.programmes[programme(graph, "地域未来デジタル・人材投資促進事業")]
    part = graph.programmes[programme(graph, "地域産業デジタル化支援事業")]
    assert [budget.amount_yen for budget in whole.budgets] == [1_170_000_000]
    assert [(budget.amount_yen, "内数" in (budget.scope or "")) for budget in part.budgets] == [(950_000_000, True)]
    assert names(graph, "PART_OF", from_id=part.id) == {whole.name}


def test_the_programmes_of_2021_and_2022_follow_each_other_nowhere(graph: Graph) -> None:
    assert names(graph, "FOLLOWED_BY", from_id=programme(graph, "地域未来デジタル・人材投資促進事業")) == set()
    assert names(graph, "FOLLOWED_BY", to_id=programme(graph, "地域未来DX投資促進事業")) == set()


def test_aggregates_of_the_related_programmes_are_figures_and_no_budget(graph: Graph) -> None:
    related = graph.programmes[programme(graph, "地域社会における大学の活躍促進に向けた関連事業")]
    assert [(f.value, f.unit, f.scope) for f in related.figures if f.unit == "億円"] == [
        (value, "億円", "内数の予算も含めて集計") for value in (544, 421, 330)
    ]
    assert related.budgets == ()


def test_67_governments_were_asked_and_28_have_a_council(graph: Graph) -> None:
    survey = graph.programmes[programme(graph, "都道府県・指定都市における「産学官連携」の推進体制等に係る調査")]
    assert [(figure.what, figure.value) for figure in survey.figures] == [
        ("調査の対象とした都道府県・指定都市", 67),
        ("協議会等を設置している団体", 28),
    ]


def test_each_study_group_made_its_own_report(graph: Graph) -> None:
    made = {
        name: names(graph, "PRODUCED", from_id=consortium(graph, name))
        for name in (
            "デジタルトランスフォーメーションに向けた研究会",
            "デジタルトランスフォーメーションの加速に向けた研究会",
            "デジタル産業への変革に向けた研究会",
        )
    }
    assert list(made.values()) == [{"DXレポート"}, {"DXレポート２"}, set()]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("TOHOKU DX セミナー", "DX NEXT TOHOKU DXセミナー"),
        ("新潟市 DXプラットフォーム", "こおりやまDXプラットフォーム"),
        ("一般社団法人DX NEXT TOHOKU", "一般社団法人日本デジタルトランスフォーメーション推進協会"),
        ("第4回地域DX推進ラボの在り方等に関する検討会", "第4弾の地域DX推進ラボ公募"),
    ],
)
def test_near_equal_bodies_are_two(graph: Graph, left: str, right: str) -> None:
    assert consortium(graph, left) != consortium(graph, right)


def test_dx_next_tohoku_of_both_documents_is_one_body_with_five_committees(graph: Graph) -> None:
    body = consortium(graph, "一般社団法人DX NEXT TOHOKU")
    assert names(graph, "INSIDE", to_id=body) == {
        f"一般社団法人DX NEXT TOHOKU {committee}"
        for committee in ("運営委員会", "事業共創委員会", "産学官連携委員会", "資格制度構築委員会", "人材開発委員会")
    }
    assert len(graph.consortia[body].mentions) == 2


def test_a_body_without_a_printed_roster_says_so(graph: Graph) -> None:
    for name in (
        "北海道ユニバーシティアライアンス",
        "北海道データサイエンスネットワーク",
        "会津産業ネットワークフォーラム",
        "グローバルラボ仙台コンソーシアム",
        "SENDAI X-TECH INNOVATION PROJECT",
        "地域DX推進ラボの在り方等に関する検討会",
        "一般社団法人DX NEXT TOHOKU 運営委員会",
        "DX NEXT TOHOKU 自治体コミュニティ",
    ):
        assert graph.consortia[consortium(graph, name)].reported is Reported.MEMBERS_NOT_STATED, name


def test_misprints_are_kept_and_named_with_a_candidate(graph: Graph) -> None:
    hiroshima = graph.consortia[consortium(graph, "広島県地方大学・地域産業創生事業推進特別委員会")]
    assert hiroshima.plan == "ひろしまのづくりデジタルイノベーション創出プログラム"
    assert "ひろしまものづくりデジタルイノベーション創出プログラム" in (hiroshima.note or "")
    kochi = graph.consortia[consortium(graph, "SAWACHI型健康社会共創拠点")]
    assert "プライマリアーク" in (kochi.note or "")


def test_coi_next_has_another_source_than_the_table(graph: Graph) -> None:
    hubs = graph.programmes[programme(graph, "共創の場形成支援プログラム")]
    (name,) = (name for name in hubs.names if name.text == "COI-NEXT")
    assert graph.sources[name.source or ""].publisher == "JST"
    assert names(graph, "OWNS", to_id=hubs.id) == {"文部科学省", "科学技術振興機構"}


def test_goals_stand_in_the_year_whose_label_follows_them(graph: Graph) -> None:
    community = graph.consortia[consortium(graph, "DX NEXT TOHOKU 自治体コミュニティ")]
    assert [(figure.fiscal_year, figure.value, figure.unit) for figure in community.figures] == [
        (2021, 6, "回"),
        (2022, 50, "団体"),
        (2022, 1, "回／月"),
    ]
    assert community.confidentiality


def test_words_for_others_and_classes_are_no_nodes(graph: Graph) -> None:
    classes = {
        "ほか",
        "その他",
        "等",
        "個人A",
        "商工会議所",
        "金融機関",
        "各種組合",
        "起業家",
        "IT企業",
        "事業管理機関",
    }
    assert {body.name for body in (*graph.organizations.values(), *graph.persons.values())} & classes == set()
