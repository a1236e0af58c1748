"""The pages of comparisons and what-ifs without script: names are typed, addresses name ids, merged ids lead on."""

from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import pytest

from musubime.store.port import Store

TABLE = {"roster": "three-prefecture-table"}


@pytest.fixture(scope="module")
def ids(bundled: Store) -> dict[str, str]:
    graph = bundled.read_graph()
    nodes = [*graph.organizations.values(), *graph.consortia.values()]
    return {node.name: node.id for node in nodes}


def led(answer: httpx.Response) -> tuple[int, dict[str, list[str]]]:
    return answer.status_code, parse_qs(urlsplit(answer.headers["location"]).query)


def test_a_typed_name_becomes_an_id_in_the_address(reading: httpx.Client, ids: dict[str, str]) -> None:
    answer = reading.get("/what-if", params={**TABLE, "remove_name": " 徳島県 ", "lang": "en"})
    assert led(answer) == (303, {"roster": ["three-prefecture-table"], "remove": [ids["徳島県"]], "lang": ["en"]})
    page = reading.get(answer.headers["location"])
    assert page.status_code == 200
    assert "Without 徳島県, 2 pairs hang on one organization alone." in page.text


def test_what_was_supposed_before_stays_when_more_is_typed(reading: httpx.Client, ids: dict[str, str]) -> None:
    place = ids["SAWACHI型健康社会共創拠点"]
    typed = {"remove": ids["徳島県"], "add_name": "広島県", "add_to": place, "section": "measures", "cursor": "x"}
    assert led(reading.get("/what-if", params=typed)) == (
        303,
        {"remove": [ids["徳島県"]], "add": [f"{ids['広島県']}@{place}"]},
    )


def test_a_name_of_several_is_asked_back_and_an_unknown_one_is_said_to_be(reading: httpx.Client) -> None:
    several = reading.get("/what-if", params={"remove_name": "大学"})
    assert several.status_code == 200
    assert "「大学」に近い名称です。" in several.text
    assert "remove_name=org%3A" in several.text
    unknown = reading.get("/what-if", params={"remove_name": "存在しない機関名"}).text
    assert "「存在しない機関名」は見つかりません。" in unknown
    half = reading.get("/what-if", params={"add_name": "徳島県"}).text
    assert "機関と会議体の両方を選んでください。" in half


def test_a_merged_id_leads_on_within_what_is_put_in(reading: httpx.Client, bundled: Store) -> None:
    graph = bundled.read_graph()
    kept, old = next(
        (one.id, mention) for one in graph.organizations.values() for mention in one.mentions if mention != one.id
    )
    place = next(one.id for one in graph.consortia.values() if one.reported.value == "listed")
    for path in ("/what-if", "/api/v1/what-if"):
        answer = reading.get(path, params={"add": f"{old}@{place}"})
        assert led(answer) == (308, {"add": [f"{kept}@{place}"]}), path


def test_a_prefecture_is_chosen_by_code_or_name_and_two_kinds_are_refused(reading: httpx.Client) -> None:
    by_name = reading.get("/compare", params={**TABLE, "left": "徳島県", "right": "39"}).text
    assert '<option value="36" selected>' in by_name
    assert "両方に席を持つのは0機関" in by_name
    refused = reading.get("/compare", params={"left": "36", "right": "2013"})
    assert refused.status_code == 422
    assert "同じ種類の二つ" in refused.text


def test_a_list_goes_on_from_the_page_to_its_end(reading: httpx.Client) -> None:
    first = reading.get("/compare", params={**TABLE, "left": "36", "right": "39"}).text
    more = next(part for part in first.split('href="') if part.startswith("/compare") and "organizations.ended" in part)
    rest = reading.get(unquote(more.partition('"')[0].replace("&amp;", "&")))
    assert rest.status_code == 200
    assert "高知県だけにあるもの" not in rest.text
    assert "比較の全体に戻る" in rest.text
