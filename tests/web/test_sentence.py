"""The one sentence of a prefecture is computed from its networks, in both languages."""

from musubime.questions.answers import KindRef, Ref
from musubime.questions.answers_records import ConsortiumItem
from musubime.questions.answers_views import Bridge, PrefectureAnswer
from musubime_api.pages.catalogue import Words
from musubime_api.pages.sentence import sentence

CABINET, MEXT, MIC = (Ref(id=f"org:{n}", name=name) for n, name in enumerate(("内閣府", "文部科学省", "総務省")))
OWNERS = {"grant": CABINET, "hub": MEXT, "council": MIC}


def network(id: str, size: int | None, reported: str = "listed") -> ConsortiumItem:
    return ConsortiumItem(
        id=id,
        name=f"会議体{id}",
        form="council",
        reported=reported,
        size=size,
        seats="",
        programmes=(Ref(id=f"p{id}", name=f"事業{id}"),),
    )


def bridge(a: str, b: str, *names: str, stated: bool = True) -> Bridge:
    return Bridge(
        a=Ref(id=a, name=f"会議体{a}"),
        b=Ref(id=b, name=f"会議体{b}"),
        owner_a=OWNERS[a],
        owner_b=OWNERS[b],
        shared=len(names) if stated else None,
        by=tuple(KindRef(id=name, name=name, kind="organization") for name in names),
    )


def said(lang: str, organizations: int, networks: list[ConsortiumItem], bridges: list[Bridge]) -> str:
    answer = PrefectureAnswer(
        code="39",
        name="高知県",
        consortia=len(networks),
        organizations=organizations,
        seats=0,
        programmes=3,
        sentence="",
        not_reported=0,
        unconnected=0,
        graph_version="g0",
        networks=tuple(networks),
        bridges=tuple(bridges),
    )
    return sentence(Words("en" if lang == "en" else "ja"), answer)


THREE = [network("grant", 9), network("hub", 15), network("council", 6)]
KOCHI = [
    bridge("grant", "hub", "高知県", "高知大学", "高知工科大学"),
    bridge("hub", "council", "高知県", "高知県立大学", "高知工業高等専門学校"),
    bridge("grant", "council", "高知県"),
]


def test_a_body_that_alone_ties_two_networks_is_named_with_their_owners() -> None:
    assert (
        said("ja", 24, THREE, KOCHI) == "3つのネットワーク・24機関。内閣府と総務省のネットワークを結ぶのは高知県のみ。"
    )
    assert (
        said("en", 24, THREE, KOCHI)
        == "3 networks, 24 organizations. Only 高知県 ties the networks of 内閣府 and 総務省."
    )


def test_without_a_sole_bridge_those_on_all_networks_are_named() -> None:
    bridges = [
        bridge("grant", "council", "徳島県", "徳島大学", "四国大学"),
        bridge("grant", "hub", "徳島県", "徳島大学"),
        bridge("hub", "council", "徳島県", "徳島大学"),
    ]
    assert said("ja", 27, THREE, bridges) == "3つのネットワーク・27機関。3つすべてに席を持つのは徳島大学・徳島県。"


def test_a_cell_printed_as_a_dash_is_said_to_be_not_reported() -> None:
    networks = [network("grant", 8), network("hub", 10), network("council", None, "not_reported")]
    bridges = [
        bridge("grant", "hub", "マツダ", "広島大学", "広島県"),
        bridge("council", "grant", stated=False),
        bridge("council", "hub", stated=False),
    ]
    assert said("ja", 15, networks, bridges) == (
        "2つのネットワーク・15機関。両方に席を持つのはマツダ・広島大学・広島県。総務省の「事業council」は記載なし（表では「-」）。"
    )


def test_networks_that_share_nobody_are_said_to_be_untied() -> None:
    assert said("ja", 12, THREE[:2], [bridge("grant", "hub")]) == (
        "2つのネットワーク・12機関。ネットワークどうしを結ぶ機関はありません。"
    )


def test_consortia_without_stated_members_are_counted_and_never_called_empty() -> None:
    unlisted = [network("grant", None, "members_not_stated"), network("hub", None, "members_not_stated")]
    assert said("ja", 0, unlisted, []) == "2件の会議体。構成員の名前は公表資料に記載がありません。"
    assert said("ja", 9, [THREE[0], *unlisted], []) == (
        "1つのネットワーク・9機関。このほか、構成員の記載がない会議体が2件。"
    )
