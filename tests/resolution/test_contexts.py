"""The prefecture around a name: where it keeps two bodies apart, and where a name needs none."""

from itertools import permutations

import pytest

from musubime.resolution.municipalities import prefectures_with, printed_with_prefecture
from musubime.resolution.resolve import resolve
from musubime.resolution.unique_names import unique_by_nature
from musubime.types.edition import EditionOrganization, RosterEdition
from musubime.types.graph import Graph
from tests.resolution.editions import edition, mention


def council(name: str, number: int, *prefecture: str) -> RosterEdition:
    return edition(
        [(name, None, None)],
        roster=f"r{number}",
        series=f"r{number}",
        council=f"会議{number}",
        prefecture=tuple(prefecture),
    )


def bodies(*editions: RosterEdition) -> list[str]:
    """Return the shown names of the organizations that these editions make, in whatever order they come."""
    graphs = [resolve(order, [], []) for order in permutations(editions)]
    assert len({graph.version for graph in graphs}) == 1
    return sorted(organization.name for organization in graphs[0].organizations.values())


@pytest.mark.parametrize(
    "name",
    [
        "徳島大学", "国立大学法人徳島大学", "阿南工業高等専門学校", "広島大学病院", "東北大学大学院", "徳島県",
        "経済産業省", "四国経済産業局", "郡山市", "北島町", "独立行政法人国立高等専門学校機構",
        "国立研究開発法人科学技術振興機構", "徳島県商工会連合会", "一般社団法人徳島県観光協会",
        "広島市立大学", "郡山市商工会連合会", "四国経済連合会",
        "日本商工会議所", "公益財団法人中国地域創造研究センター", "奥出雲町商工会",
    ],
)  # fmt: skip
def test_a_name_that_is_unique_by_nature_is_one_body_in_two_prefectures(name: str) -> None:
    assert unique_by_nature(name) is not None
    assert bodies(council(name, 1, "36"), council(name, 2, "39")) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "株式会社山田", "山田製作所", "商工会議所", "大学", "地元大学", "府中市", "池田町", "北区",
        "株式会社徳島県食肉センター", "四国銀行", "日本電気", "東北支部", "本町商店街", "中部地区協議会",
        "産業技術センター", "株式会社日本政策金融公庫", "農業協同組合", "府中市商工会", "市民大学",
        "東京都市開発",
    ],
)  # fmt: skip
def test_any_other_name_in_two_prefectures_is_two_bodies_until_somebody_decides(name: str) -> None:
    assert unique_by_nature(name) is None
    assert bodies(council(name, 1, "36"), council(name, 2, "39")) == [name, name]
    assert bodies(council(name, 1, "36"), council(name, 2, "36")) == [name]


def test_a_municipality_printed_with_its_prefecture_is_the_one_of_that_prefecture() -> None:
    assert prefectures_with("府中市") == ("13", "34")
    assert printed_with_prefecture("広島県府中市") == ("府中市", "34")
    assert printed_with_prefecture("広島県安芸郡府中町") == ("府中町", "34")
    assert printed_with_prefecture("岡山県府中市") is None
    assert bodies(council("広島県府中市", 1), council("府中市", 2, "34"), council("府中市", 3, "13")) == [
        "広島県府中市",
        "府中市",
    ]
    assert bodies(council("福島県郡山市", 1, "04"), council("郡山市", 2, "07")) == ["福島県郡山市"]


def test_a_name_without_a_prefecture_joins_the_only_one_there_is_and_else_stands_alone() -> None:
    name = "山田製作所"
    assert bodies(council(name, 1), council(name, 2, "36")) == [name]
    assert bodies(council(name, 1), council(name, 2, "36"), council(name, 3, "39")) == [name, name, name]
    assert bodies(council(name, 1), council(name, 2)) == [name]


def test_a_municipality_with_a_homonym_and_no_prefecture_joins_none() -> None:
    assert bodies(council("府中市", 1), council("府中市", 2, "34")) == ["府中市", "府中市"]


def test_a_body_of_two_prefectures_joins_the_only_one_of_them() -> None:
    name = "山田製作所"
    assert bodies(council(name, 1, "36", "39"), council(name, 2, "39"), council(name, 3, "34")) == [name, name]
    assert bodies(council(name, 1, "36", "39"), council(name, 2, "39"), council(name, 3, "36")) == [name, name, name]


def test_a_fact_about_a_body_stands_where_it_says_that_the_body_is() -> None:
    name = "山田製作所"

    def fact(*prefecture: str) -> RosterEdition:
        made = council("徳島県", 9)
        stated = EditionOrganization(mention=mention("r9", "organization", name), prefecture=prefecture)
        return made.model_copy(update={"organizations": (stated,)})

    assert bodies(fact("36"), council(name, 1, "36")) == ["山田製作所", "徳島県"]
    assert bodies(fact("13"), council(name, 1, "36")) == ["山田製作所", "山田製作所", "徳島県"]
    assert bodies(fact(), council(name, 1, "36")) == ["山田製作所", "徳島県"]


def test_a_legal_form_missing_on_one_side_is_the_same_body_only_where_nothing_else_could_be_meant() -> None:
    bare, company, limited = "山田製作所", "株式会社山田製作所", "有限会社山田製作所"
    assert bodies(council(bare, 1, "36"), council(company, 2, "36")) == [bare]
    assert bodies(council(bare, 1, "36"), council(company, 2, "39")) == sorted([bare, company])
    assert bodies(council(bare, 1, "36"), council(company, 2, "36"), council(limited, 3, "36")) == sorted(
        [bare, company, limited]
    )
    assert bodies(council("名城大学", 1, "23"), council("学校法人名城大学", 2, "23")) == [
        "名城大学",
        "学校法人名城大学",
    ]


def test_a_variant_is_the_same_body_only_for_what_is_no_company_and_only_one_candidate() -> None:
    one, other = "一般社団法人藍染協會", "一般社団法人藍染協会"
    assert len(bodies(council(one, 1, "36"), council(other, 2, "36"))) == 1
    assert len(bodies(council(one, 1, "36"), council(other, 2, "39"))) == 2
    assert len(bodies(council("株式会社藍澤", 1, "36"), council("株式会社藍沢", 2, "36"))) == 2
    assert len(bodies(council("藍澤", 1, "36"), council("藍沢", 2, "36"))) == 2


def test_each_printed_name_says_by_which_rule_it_is_this_body() -> None:
    graph: Graph = resolve([council("山田製作所", 1, "36"), council("株式会社山田製作所", 2, "36")], [], [])
    (organization,) = graph.organizations.values()
    assert [(name.text, name.rule, name.reason) for name in organization.names] == [
        ("山田製作所", "T1", None),
        ("株式会社山田製作所", "T3", "法人格「株式会社」が片方にだけあり、候補はほかにない"),
    ]


def test_a_facility_is_part_of_the_body_whose_name_it_begins_with_and_a_corporation_runs_its_school() -> None:
    graph = resolve(
        [council("広島県産業技術センター", 1, "34"), council("広島県", 2, "34"), council("学校法人名城大学", 3, "23"),
         council("名城大学", 4, "23"), council("北海道", 5, "01"), council("北海道農政事務所", 6, "01"),
         council("一般社団法人北海道開発技術センター", 7, "01")],
        [],
        [],
    )  # fmt: skip
    told = {
        (tie.type.value, graph.organizations[tie.from_id].name, graph.organizations[tie.to_id].name): (
            tie.confidence.reasoning if tie.confidence else "",
            [evidence.printed for evidence in tie.evidence],
        )
        for tie in graph.ties.values()
        if tie.type.value in ("PART_OF", "OPERATES")
    }
    assert told == {
        ("PART_OF", "広島県産業技術センター", "広島県"): (
            "「広島県産業技術センター」は「広島県」の施設または組織とみられる（名称の形から、規則 T5:facility）",
            ["広島県産業技術センター", "広島県"],
        ),
        ("OPERATES", "学校法人名城大学", "名城大学"): (
            "「学校法人名城大学」が「名城大学」を設置する法人とみられる（名称の形から、規則 T5:school_corporation）",
            ["学校法人名城大学", "名城大学"],
        ),
    }
